### ما يقوله «راصد» بالعربية. الملفات الثلاثة تحوي النصوص نفسها والمتغيرات نفسها.

# الأوامر اللاتينية مصطلحات كي يعزلها Fluent، فلا تنتقل شرطتها إلى الجهة الأخرى.
-start = /start
-help = /help
-latest = /latest
-watches = /watches
-subscribe = /subscribe
-unsubscribe = /unsubscribe
-mute = /mute
-unmute = /unmute
-story = /story
-quiet-off = /quiet off
-digest-off = /digest off
-in-arabic = /language ar
-in-english = /language en
-in-french = /language fr
-outbox = rasid outbox
-invite = /invite @Rasid
-access = [access]

## عناصر ثابتة

# صيغة التاريخ في Babel، https://unicode.org/reports/tr35/tr35-dates.html#Date_Format_Patterns
time-pattern = EEEE d MMMM y، HH:mm
# نص للنسخ. السلسلة الفارغة تجعل Fluent يعزله مع أنه وحده.
code = { "" }{ $code }
# تسبق الفاصلةَ علامةُ اتجاه، وإلا انقلب ترتيب قائمة لا تحوي إلا أسماء معزولة.
clause-separator = { "‏؛ " }
list-separator = { "\u200f، " }

## التنبيهات

alert-source = { $outlet } · { $time }
alert-source-undated = { $outlet } · رُصد { $time }
alert-link = اقرأ الخبر
alert-now = حتى الآن · { $what }
alert-outlets = { $count ->
        [one] ورد أيضًا في: { $names } (وسيلة إعلام)
        [two] ورد أيضًا في: { $names } (وسيلتا إعلام)
        [few] ورد أيضًا في: { $names } ({ $count } وسائل إعلام)
        [many] ورد أيضًا في: { $names } ({ $count } وسيلة إعلام)
       *[other] ورد أيضًا في: { $names } ({ $count } وسيلة إعلام)
    }
alert-outlets-more = { $more ->
        [one] ورد أيضًا في: { $names } وواحدة أخرى (المجموع: { $count })
        [two] ورد أيضًا في: { $names } واثنتين أخريين (المجموع: { $count })
        [few] ورد أيضًا في: { $names } و{ $more } أخرى (المجموع: { $count })
        [many] ورد أيضًا في: { $names } و{ $more } أخرى (المجموع: { $count })
       *[other] ورد أيضًا في: { $names } و{ $more } أخرى (المجموع: { $count })
    }
alert-watches = { $count ->
        [one] المتابعة: { $names }
        [two] المتابعتان: { $names }
        [few] المتابعات: { $names }
        [many] المتابعات: { $names }
       *[other] المتابعات: { $names }
    }
alert-watches-more = { $count ->
        [one] المتابعات: { $names } وواحدة أخرى
        [two] المتابعات: { $names } واثنتان أخريان
        [few] المتابعات: { $names } و{ $count } أخرى
        [many] المتابعات: { $names } و{ $count } أخرى
       *[other] المتابعات: { $names } و{ $count } أخرى
    }
alert-late = متأخر: تقرر إرسال هذا التنبيه { $time }، ولم يتسنَّ ذلك قبل الآن.
alert-repeated = قد تكون هذه نسخة ثانية: انقطع الاتصال أثناء إرسال الأولى.
alert-untitled = بلا عنوان
alert-unconfirmed = { $count ->
        [one] مصدر واحد فقط، غير مؤكد
        [two] مصدران فقط، غير مؤكد
        [few] { $count } مصادر فقط، غير مؤكد
        [many] { $count } مصدرًا فقط، غير مؤكد
       *[other] { $count } مصدر فقط، غير مؤكد
    }

## الموجز: تنبيهات تُرسل معًا

digest = { $count ->
        [one] موجز: تنبيه واحد
        [two] موجز: تنبيهان
        [few] موجز: { $count } تنبيهات
        [many] موجز: { $count } تنبيهًا
       *[other] موجز: { $count } تنبيه
    }
digest-folded = { $count ->
        [one] أخبار كثيرة دفعة واحدة: تنبيه واحد
        [two] أخبار كثيرة دفعة واحدة: تنبيهان معًا
        [few] أخبار كثيرة دفعة واحدة: { $count } تنبيهات معًا
        [many] أخبار كثيرة دفعة واحدة: { $count } تنبيهًا معًا
       *[other] أخبار كثيرة دفعة واحدة: { $count } تنبيه معًا
    }
digest-part = { $what } (الجزء { $part } من { $parts })
digest-watches = ■ { $names }
digest-late = متأخر: كان موعد إرساله { $time }، ولم يتسنَّ ذلك قبل الآن.

## ما يقوله التنبيه من الوقائع

figure-killed = { $count ->
        [one] قتيل واحد
        [two] قتيلان
        [few] { $number } قتلى
        [many] { $number } قتيلًا
       *[other] { $number } قتيل
    }
    .some = قتلى
    .label = القتلى
    .vague = { $scale } القتلى
figure-wounded = { $count ->
        [one] جريح واحد
        [two] جريحان
        [few] { $number } جرحى
        [many] { $number } جريحًا
       *[other] { $number } جريح
    }
    .some = جرحى
    .label = الجرحى
    .vague = { $scale } الجرحى
figure-missing = { $count ->
        [one] مفقود واحد
        [two] مفقودان
        [few] { $number } مفقودين
        [many] { $number } مفقودًا
       *[other] { $number } مفقود
    }
    .some = مفقودون
    .label = المفقودون
    .vague = { $scale } المفقودين
figure-detained = { $count ->
        [one] موقوف واحد
        [two] موقوفان
        [few] { $number } موقوفين
        [many] { $number } موقوفًا
       *[other] { $number } موقوف
    }
    .some = موقوفون
    .label = الموقوفون
    .vague = { $scale } الموقوفين
figure-displaced = { $count ->
        [one] نازح واحد
        [two] نازحان
        [few] { $number } نازحين
        [many] { $number } نازحًا
       *[other] { $number } نازح
    }
    .some = نازحون
    .label = النازحون
    .vague = { $scale } النازحين
figure-abducted = { $count ->
        [one] مختطف واحد
        [two] مختطفان
        [few] { $number } مختطفين
        [many] { $number } مختطفًا
       *[other] { $number } مختطف
    }
    .some = مختطفون
    .label = المختطفون
    .vague = { $scale } المختطفين
figure-sick = { $count ->
        [one] مصاب واحد بالمرض
        [two] مصابان بالمرض
        [few] { $number } مصابين بالمرض
        [many] { $number } مصابًا بالمرض
       *[other] { $number } مصاب بالمرض
    }
    .some = مصابون بالمرض
    .label = المصابون بالمرض
    .vague = { $scale } المصابين بالمرض
figure-casualties = { $count ->
        [one] قتيل أو جريح واحد
        [two] قتيلان أو جريحان
        [few] { $number } قتلى وجرحى
        [many] { $number } قتيلًا وجريحًا
       *[other] { $number } قتيل وجريح
    }
    .some = قتلى وجرحى
    .label = القتلى والجرحى
    .vague = { $scale } القتلى والجرحى
scale-10 = عشرات
scale-100 = مئات
scale-1000 = آلاف
scale-10000 = عشرات آلاف
scale-100000 = مئات آلاف
scale-1000000 = ملايين
bound-exact = { "" }{ $what }
bound-at_least = { $what } على الأقل
bound-at_most = { $what } على الأكثر
bound-about = نحو { $what }
bound-range = بين { $low } و{ $what }
change = { $label }: { $before } ← { $after } ({ $difference })
change-lowered = { $label } بعد خفض الحصيلة: { $before } ← { $after } ({ $difference })
fact-source = { $what }، { $source }
meeting-held = لقاء بين { $people }
meeting-planned = لقاء مرتقب بين { $people }
meeting-cancelled = إلغاء لقاء بين { $people }
meeting-denied = نفي لقاء بين { $people }
meeting-possible = لقاء محتمل بين { $people }
meeting-past = لقاء سابق بين { $people }
meeting-contact = اتصال بين { $people }
meeting-moved = تأجيل لقاء بين { $people }: { $before } ← { $after }
meeting-advanced = تقديم موعد لقاء بين { $people }: { $before } ← { $after }
meeting-postponed = تأجيل لقاء بين { $people }
meeting-placed = { $what } في { $place }
meeting-dated = { $what }، { $day }
meeting-planned-for = { $what }، كان مقررًا { $day }
meeting-number = اللقاء رقم { $number }
    .n1 = أول لقاء
    .n2 = ثاني لقاء
    .n3 = ثالث لقاء
    .n4 = رابع لقاء
    .n5 = خامس لقاء
    .n6 = سادس لقاء
    .n7 = سابع لقاء
    .n8 = ثامن لقاء
    .n9 = تاسع لقاء
    .n10 = عاشر لقاء
meeting-counted = { $count ->
        [one] { $what }؛ { $number } خلال يوم واحد
        [two] { $what }؛ { $number } خلال يومين
        [few] { $what }؛ { $number } خلال { $count } أيام
        [many] { $what }؛ { $number } خلال { $count } يومًا
       *[other] { $what }؛ { $number } خلال { $count } يوم
    }
meeting-number-by = بحسب إحصاء وسيلة الإعلام: { $number }
meeting-before = اللقاء السابق:
meeting-days = تباين في التاريخ:
day-by = { $day }، بحسب
figures-others = أرقام أخرى:
told-before = سابقًا:
reported-by = { $what }:
outlet-time = { $outlet }، { $time }
day-pattern = EEEE d MMMM y

## لماذا أُرسل التنبيه أو لم يُرسل

reason-silent = أقدم مما تأخذه القراءة الأولى للمصدر في الحسبان
reason-told = سبق التنبيه إليه نقلًا عن { $outlet }
reason-aside = ذُكر عرضًا، ولا جديد فيه بعد ما سبق التنبيه إليه
reason-few = دون العدد الذي تطلبه المتابعة، وهو { $number }
reason-first = قصة جديدة
reason-late = يطابق الآن ولم يكن يطابق عند قراءته أول مرة
reason-alone = بانتظار ناشر آخر حتى { $time }
reason-unconfirmed = لم يذكره ناشر آخر
reason-changed = جديد في القصة
reason-small = تغيّر أصغر مما تطلبه المتابعة
reason-cooldown = بانتظار انقضاء المهلة بين تنبيهين، حتى { $time }
reason-doubt = زيادة كبيرة إلى حدّ يستدعي تأكيدها من ناشر آخر، وهي تنتظره حتى { $time }
reason-doubtful = زيادة كبيرة إلى حدّ يستدعي تأكيدها من ناشر آخر
reason-waiting = ينتظر أصلًا، حتى { $time }
reason-same = كما ورد في { $outlet } من قبل
reason-less = لا يزيد على ما سبق التنبيه إليه، وهو { $before }
reason-step = سبق التنبيه إليه
reason-day = سبق التنبيه إليه بتاريخ آخر: { $before } في { $outlet }
reason-words = { "" }{ $words }
reason-of = { $why } — { $what }

## الرسوم البيانية

chart-reports = { $reports } من { $outlets }، { $days }
    .reports = { $count ->
        [one] خبر واحد
        [two] خبران
        [few] { $count } أخبار
        [many] { $count } خبرًا
       *[other] { $count } خبر
    }
    .outlets = { $count ->
        [one] وسيلة إعلام واحدة
        [two] وسيلتي إعلام
        [few] { $count } وسائل إعلام
        [many] { $count } وسيلة إعلام
       *[other] { $count } وسيلة إعلام
    }
    .days = من { $first } إلى { $last }
chart-others = وسائل إعلام أخرى
chart-rough = علامة مفرغة: عدد غير دقيق
chart-empty = لم يذكر أي خبر في هذه القصة عددًا بعد.
chart-latest = { $label }: { $number }
    .spread = { $label }: { $number } (المنشور: { $range })
    .corrected = { $number } (بعد التصحيح)
    .doubted = { $number } (غير مؤكد)
chart-failed = تعذّر إرسال الصورة إلى هنا:
chart-nobody-counts = لا متابعة في إعدادات البوت تبحث عن الضحايا، فلا أرقام تُرسم.
chart-not-counting = لا تُحصى أرقام في: { $names }.
chart-counting = المتابعات التي لها أرقام: { $names }.

## ما يُعرف عن قصة، ولماذا أُرسل التنبيه

story-title = القصة { $code }
    .number = { "" }{ $code }
story-at = { $since }
story-span = { $since } – { $until }
story-outlets = { $count ->
        [one] وسيلة إعلام واحدة: { $names }
        [two] وسيلتا إعلام: { $names }
        [few] { $count } وسائل إعلام: { $names }
        [many] { $count } وسيلة إعلام: { $names }
       *[other] { $count } وسيلة إعلام: { $names }
    }
story-figures = الأرقام
story-meetings = اللقاءات
story-told = ما نُبّه إليه
story-item = • { $what }
story-source-undated = { "" }{ $outlet }
story-link = الخبر
story-also = وكذلك في { $names }
story-step = • { $time } — { $what }
story-untold = لم يُرسل عنها أي تنبيه. لمعرفة السبب:
and-more = { $count ->
        [one] …وواحد آخر
        [two] …واثنان آخران
        [few] …و{ $count } أخرى
        [many] …و{ $count } أخرى
       *[other] …و{ $count } أخرى
    }
kind-new = جديد
kind-update = تحديث
kind-correction = تصحيح
timeline-before = { $count ->
        [one] قبله خبر واحد لم يُنبَّه إليه: { $names }
        [two] قبله خبران لم يُنبَّه إليهما: { $names }
        [few] قبله { $count } أخبار لم يُنبَّه إليها: { $names }
        [many] قبله { $count } خبرًا لم يُنبَّه إليها: { $names }
       *[other] قبله { $count } خبر لم يُنبَّه إليها: { $names }
    }
timeline-folded = { $count ->
        [one] + خبر واحد بلا جديد: { $names }
        [two] + خبران بلا جديد: { $names }
        [few] + { $count } أخبار بلا جديد: { $names }
        [many] + { $count } خبرًا بلا جديد: { $names }
       *[other] + { $count } خبر بلا جديد: { $names }
    }
timeline-skipped = { $count ->
        [one] …خطوة أخرى…
        [two] …خطوتان أخريان…
        [few] …{ $count } خطوات أخرى…
        [many] …{ $count } خطوة أخرى…
       *[other] …{ $count } خطوة أخرى…
    }
why-told = ✓ { $watch } — نُبّه إليه { $time }: { $reason }
why-untold = ✗ { $watch } — لم يُنبَّه إليه: { $reason }
why-unfollowed = { $count ->
        [one] هذه المحادثة غير مشتركة في هذه المتابعة: { $names }
        [two] هذه المحادثة غير مشتركة في هاتين المتابعتين: { $names }
        [few] هذه المحادثة غير مشتركة في هذه المتابعات: { $names }
        [many] هذه المحادثة غير مشتركة في هذه المتابعات: { $names }
       *[other] هذه المحادثة غير مشتركة في هذه المتابعات: { $names }
    }
why-unmatched = قُرئ ولم يطابق أي متابعة.
why-forgotten = قُرئ في { $outlet }، { $time }. لم يعد نصّه ولا ما تقرّر بشأنه محفوظًا.
why-unseen = لم يرَ «راصد» { $link } في أي من مصادره.
why-unseen-hint = قد يعرض المصدر الخبر نفسه برابط آخر.
why-front = { $link } صفحة رئيسية أو ليس رابطًا لخبر. أرسل رابط خبر واحد.
why-what = «{ $words }» ليس رابطًا ولا رقم قصة.
story-none = لا توجد قصة برقم { $number }. لعرض أحدث القصص بأرقامها: { -latest }
story-none-yet = لم يُنبَّه إلى أي قصة بعد.
story-none-of = لم يُنبَّه بعد إلى أي قصة في متابعة { $watch }.

## الأوامر كما تظهر في القوائم وفي المساعدة

command-start = ما يفعله هذا البوت
command-help = جميع الأوامر
command-subscribe = الاشتراك في متابعات، أو فيها جميعًا إن لم يُذكر اسم
    .usage = [متابعة …]
command-unsubscribe = إلغاء الاشتراك في متابعات، أو فيها جميعًا إن لم يُذكر اسم
    .usage = [متابعة …]
command-mute = كتم التنبيهات مدةً، من جميع المتابعات أو من بعضها
    .usage = 2h | حتى 08:00 [متابعة …]‎ | #12
command-unmute = إلغاء الكتم
    .usage = [متابعة …]‎ | #12
command-quiet = حجب التنبيهات في ساعات من كل يوم
    .usage = 23:00-07:00 [جديد | عدد] | off
command-digest = تلقّي التنبيهات معًا في مواعيد محددة، بدلًا من إرسالها واحدًا واحدًا
    .usage = 08:00 [يوميًا | أيام العمل | كل ساعة] [متابعة …] | off [متابعة …]
command-latest = أحدث التنبيهات، 10 على الأكثر
    .usage = [متابعة] [عدد]
command-search = البحث في ما نشرته المصادر، الأحدث أولًا
    .usage = كلمات "عبارة" -مستبعدة
command-timeline = ما نُبّه إليه من قصة، خطوة خطوة
    .usage = [متابعة أو رقم قصة]
command-story = كل ما يُعرف عن قصة: وسائل الإعلام والأرقام والاقتباسات
    .usage = [رقم قصة أو متابعة]
command-chart = رسم بياني لأرقام قصة مع الوقت
    .usage = [متابعة أو رقم قصة]
command-why = لماذا أُرسل تنبيه أو لم يُرسل
    .usage = رابط أو رقم قصة
command-watches = جميع المتابعات، وما تشترك فيه هذه المحادثة منها
command-status = حالة المصادر
command-stats = ما جرى مؤخرًا: تنبيهات وأخبار ورسائل
command-health = حالة البوت نفسه، لمشغّله
command-language = لغة هذه المحادثة
    .usage = ar|en|fr

## الردود

start = يقرأ «راصد» الأخبار فور نشرها، وينبّه هذه المحادثة كلما وجد ما يخصّ متابعة تشترك فيها.
help = ما يمكنك طلبه:
help-item = { $command } — { $purpose }
see-help = لعرض جميع الأوامر: { -help }
unknown-command = لا يوجد أمر بهذا الاسم. لعرض جميع الأوامر: { -help }
too-many-commands = هذه أوامر أكثر مما أجيب عنه دفعة واحدة. حاول مجددًا بعد دقيقة.
usage = يُكتب الأمر هكذا:
failed = تعذّر تنفيذ الأمر لخلل لست سببه. حاول مجددًا بعد قليل؛ والتفاصيل في سجلّ البوت.

following-nothing = هذه المحادثة غير مشتركة في أي متابعة بعد. لعرض المتابعات: { -watches }، وللاشتراك فيها جميعًا: { -subscribe }
following-all = هذه المحادثة مشتركة في جميع المتابعات.
following = { $count ->
        [one] هذه المحادثة مشتركة في متابعة واحدة: { $names }.
        [two] هذه المحادثة مشتركة في متابعتين: { $names }.
        [few] هذه المحادثة مشتركة في { $count } متابعات: { $names }.
        [many] هذه المحادثة مشتركة في { $count } متابعة: { $names }.
       *[other] هذه المحادثة مشتركة في { $count } متابعة: { $names }.
    }
following-asleep = لا تنبيهات الآن من متابعات ليست في إعدادات البوت: { $names }.

subscribed = اشتركت هذه المحادثة في: { $names }.
subscribed-all = اشتركت هذه المحادثة في جميع المتابعات، وفي كل ما يُضاف منها لاحقًا.
subscribed-already = هذه المحادثة مشتركة أصلًا في: { $names }.
subscribed-all-already = هذه المحادثة مشتركة أصلًا في جميع المتابعات.
unsubscribed = أُلغي اشتراك هذه المحادثة في: { $names }.
unsubscribed-all = لم تعد هذه المحادثة مشتركة في أي متابعة.
unsubscribed-but-fixed = لم يبقَ لهذه المحادثة إلا الاشتراك المثبّت في إعدادات البوت، ولا يُلغى إلا منها: { $names }.
not-followed = هذه المحادثة غير مشتركة في: { $names }.
not-following = هذه المحادثة غير مشتركة في أي متابعة. لعرض المتابعات: { -watches }، وللاشتراك فيها: { -subscribe }
no-exceptions = هذه المحادثة مشتركة في جميع المتابعات، ولا يمكن استثناء واحدة منها. أرسل { -unsubscribe } ثم { -subscribe } مع أسماء المتابعات المطلوبة.
fixed = هذا الاشتراك مثبّت في إعدادات البوت ولا يُلغى إلا منها: { $names }.
fixed-all = اشتراك هذه المحادثة في جميع المتابعات مثبّت في إعدادات البوت ولا يُغيَّر إلا منها.

watches = { $count ->
        [one] هناك متابعة واحدة. العلامة ✓ تعني أن هذه المحادثة مشتركة فيها.
        [two] هناك متابعتان. العلامة ✓ أمام ما تشترك فيه هذه المحادثة.
        [few] هناك { $count } متابعات. العلامة ✓ أمام ما تشترك فيه هذه المحادثة.
        [many] هناك { $count } متابعة. العلامة ✓ أمام ما تشترك فيه هذه المحادثة.
       *[other] هناك { $count } متابعة. العلامة ✓ أمام ما تشترك فيه هذه المحادثة.
    }
watches-none = لا متابعات في إعدادات البوت بعد.
watches-followed = ✓ { $name } — { $title }
watches-other = • { $name } — { $title }
watches-more = { $count ->
        [one] …ومتابعة أخرى.
        [two] …ومتابعتان أخريان.
        [few] …و{ $count } متابعات أخرى.
        [many] …و{ $count } متابعة أخرى.
       *[other] …و{ $count } متابعة أخرى.
    }
watch-unknown = لا توجد متابعة باسم { $name }.
did-you-mean = هل تقصد: { $names }؟
watch-names = المتابعات: { $names }.

muted-all = الكتم حتى { $time }: جميع التنبيهات.
muted = الكتم حتى { $time }: { $names }.
mute-means = لا يُرسل ما كُتم بعد انتهاء الكتم، بل يُذكر هنا عدد ما حُجب من التنبيهات. لعرضها: { -latest }، ولإنهاء الكتم قبل موعده: { -unmute }
mute-held = { $count ->
        [zero] لم يُحجب أي تنبيه.
        [one] حُجب تنبيه واحد. لعرضه: { -latest }
        [two] حُجب تنبيهان. لعرضهما: { -latest }
        [few] حُجبت { $count } تنبيهات. لعرض أحدثها: { -latest }
        [many] حُجب { $count } تنبيهًا. لعرض أحدثها: { -latest }
       *[other] حُجب { $count } تنبيه. لعرض أحدثها: { -latest }
    }
muted-stories = { $count ->
        [one] القصة المكتومة: { $names }.
        [two] القصتان المكتومتان: { $names }.
        [few] القصص المكتومة: { $names }.
        [many] القصص المكتومة: { $names }.
       *[other] القصص المكتومة: { $names }.
    }
mute-story-means = ما يستجدّ في قصة مكتومة لا يُرسل، بل يُعدّ. لعرضه: { -story }، ولإنهاء الكتم: { $command }
mute-story-alone = تُكتم القصة من دون «{ $words }»، إلى أن يُلغى كتمها. يكفي رقمها وحده:
mute-none = لا شيء مكتوم هنا.
mute-time = لا تدل «{ $words }» على مدة: اكتب مدة مثل «30 دقيقة» أو «ساعتين» أو «3 أيام»، أو موعدًا مثل «حتى 08:00».
mute-limits = { $days ->
        [one] أقل مدة للكتم دقيقة، وأقصاها يوم واحد، وساعات اليوم بين 00:00 و23:59.
        [two] أقل مدة للكتم دقيقة، وأقصاها يومان، وساعات اليوم بين 00:00 و23:59.
        [few] أقل مدة للكتم دقيقة، وأقصاها { $days } أيام، وساعات اليوم بين 00:00 و23:59.
        [many] أقل مدة للكتم دقيقة، وأقصاها { $days } يومًا، وساعات اليوم بين 00:00 و23:59.
       *[other] أقل مدة للكتم دقيقة، وأقصاها { $days } يوم، وساعات اليوم بين 00:00 و23:59.
    }
unmuted = أُلغي كتم: { $names }.
unmuted-all = لم يعد شيء مكتومًا هنا.
unmute-not = ليس لها كتم خاص بها: { $names }. لعرض ما هو مكتوم: { -mute }
unmute-all-only = جميع التنبيهات مكتومة هنا، ولا يمكن استثناء متابعة واحدة. لإنهاء الكتم: { -unmute }

quiet = ساعات الهدوء كل يوم من { $begins } إلى { $ends } ({ $zone }).
quiet-nothing = لا يُستثنى منها أي تنبيه.
quiet-new = تُستثنى منها القصص الجديدة.
quiet-number = تُستثنى منها الأرقام التي لا تقلّ عن { $number }.
quiet-means = لا يُرسل بعد هذه الساعات ما حُجب فيها، بل يُذكر هنا عدد ما حُجب من التنبيهات. لعرضها: { -latest }، ولإلغاء هذه الساعات: { -quiet-off }
quiet-none = لا ساعات هدوء هنا.
quiet-ended = لم تعد هنا ساعات هدوء.
quiet-hours = لا تدل «{ $words }» على ساعات: اكتب متى تبدأ ومتى تنتهي، مثل «من 23:00 إلى 07:00». ولا يمكن أن تكون اليوم كله.
quiet-through = لا تدل «{ $words }» على ما يُستثنى: اكتب «جديد» للقصص الجديدة، أو عددًا للأرقام التي لا تقلّ عنه، أو لا شيء.

digest-all = تأتي جميع التنبيهات معًا { $when }.
digest-of = تأتي معًا { $when }: { $names }.
schedule-daily = كل يوم الساعة { $at } ({ $zone })
schedule-weekdays = أيام العمل الساعة { $at } ({ $zone })
schedule-hourly = كل ساعة عند الدقيقة { $at } ({ $zone })
digest-next = موعد الموجز التالي: { $time }. ولا موجز إن لم يكن هناك تنبيه.
digest-means = التنبيه الذي يخصّ أيضًا متابعةً بلا موجز يأتي في حينه. لإلغاء الموجز وإرسال ما ينتظره: { -digest-off }
digest-waiting = { $count ->
        [zero] لا تنبيه ينتظره.
        [one] ينتظره تنبيه واحد.
        [two] ينتظره تنبيهان.
        [few] تنتظره { $count } تنبيهات.
        [many] ينتظره { $count } تنبيهًا.
       *[other] ينتظره { $count } تنبيه.
    }
digest-none = تأتي التنبيهات هنا واحدًا واحدًا.
digest-ended-all = عادت التنبيهات تأتي واحدًا واحدًا.
digest-ended = عادت تأتي واحدًا واحدًا: { $names }.
digest-last = { $count ->
        [zero] لم يكن أي تنبيه ينتظر.
        [one] التنبيه الذي كان ينتظر يأتي الآن.
        [two] التنبيهان اللذان كانا ينتظران يأتيان الآن في موجز أخير.
        [few] التنبيهات الـ{ $count } التي كانت تنتظر تأتي الآن في موجز أخير.
        [many] التنبيهات الـ{ $count } التي كانت تنتظر تأتي الآن في موجز أخير.
       *[other] التنبيهات الـ{ $count } التي كانت تنتظر تأتي الآن في موجز أخير.
    }
digest-not = ليس لها موجز خاص بها هنا: { $names }.
digest-all-only = تأتي جميع التنبيهات هنا معًا، ولا يمكن استثناء متابعة واحدة. ألغِ الموجز ثم اضبطه للمتابعات التي تريدها: { -digest-off }
digest-when = لا تدل «{ $words }» على موعد: اكتب وقتًا مثل «08:00» أو «كل ساعة»، ثم المتابعات التي تقصدها، أو لا شيء لها جميعًا.
digest-time = الوقت بين 00:00 و23:59.

latest-none = لا تنبيهات بعد.
latest-none-of = لا تنبيهات بعد في متابعة { $watch }.
latest-number = اكتب عددًا من 1 إلى { $most } بدلًا من «{ $words }».
latest-most = الحدّ الأقصى في المرة الواحدة: { $most }.

search-found = نتائج البحث عن «{ $words }»، الأحدث أولًا:
search-more = تظهر هنا أحدث النتائج فقط ({ $count }). كلمة إضافية تقلّلها، والكلمة التي تسبقها علامة ناقص تستبعد ما يحويها.
search-none = لا شيء مما يحفظه «راصد» يحوي «{ $words }».
search-none-hint = يجب أن ترد الكلمات كلها في خبر واحد: جرّب كلمات أقل أو غيرها.
search-nothing = اكتب كلمة واحدة على الأقل من حروف أو أرقام.
search-only-without = اكتب أيضًا كلمة تبحث عنها، لا تسبقها علامة ناقص.
search-long = الحدّ الأقصى لعدد الكلمات: { $most }.

status-feeds = { $count ->
        [zero] لا يقرأ «راصد» أي مصدر.
        [one] يقرأ «راصد» مصدرًا واحدًا.
        [two] يقرأ «راصد» مصدرين.
        [few] يقرأ «راصد» { $count } مصادر.
        [many] يقرأ «راصد» { $count } مصدرًا.
       *[other] يقرأ «راصد» { $count } مصدر.
    }
status-failing = { $count ->
        [one] تتعذّر قراءة مصدر واحد: { $names }.
        [two] تتعذّر قراءة مصدرين: { $names }.
        [few] تتعذّر قراءة { $count } مصادر: { $names }.
        [many] تتعذّر قراءة { $count } مصدرًا: { $names }.
       *[other] تتعذّر قراءة { $count } مصدر: { $names }.
    }
status-polled = آخر قراءة: { $time }.
status-unpolled = لم يُقرأ شيء بعد.
status-waiting = { $count ->
        [zero] لا رسائل تنتظر الإرسال إلى هنا.
        [one] رسالة واحدة تنتظر الإرسال إلى هنا.
        [two] رسالتان تنتظران الإرسال إلى هنا.
        [few] { $count } رسائل تنتظر الإرسال إلى هنا.
        [many] { $count } رسالة تنتظر الإرسال إلى هنا.
       *[other] { $count } رسالة تنتظر الإرسال إلى هنا.
    }
status-held = الرسائل إلى هذه المحادثة معلّقة لأن إحداها رُفضت. اسمح للبوت بالكتابة هنا، أو أخرجه ثم أضفه من جديد.

stats-here = التنبيهات في هذه المحادثة
stats-watch = • { $watch }: { $day } خلال 24 ساعة، و{ $week } خلال 7 أيام
stats-quiet = لا شيء خلال الأيام السبعة الأخيرة.
stats-dead-here = { $count ->
        [one] تعذّر تسليم رسالة واحدة إلى هذه المحادثة.
        [two] تعذّر تسليم رسالتين إلى هذه المحادثة.
        [few] تعذّر تسليم { $count } رسائل إلى هذه المحادثة.
        [many] تعذّر تسليم { $count } رسالة إلى هذه المحادثة.
       *[other] تعذّر تسليم { $count } رسالة إلى هذه المحادثة.
    }
stats-bot = البوت كله
stats-entries = أخبار قُرئت: { $day } خلال 24 ساعة، و{ $week } خلال 7 أيام
stats-outlets = الأكثر نشرًا خلال 7 أيام: { $names }
stats-alerts = التنبيهات: { $day } خلال 24 ساعة، و{ $week } خلال 7 أيام
stats-waiting = { $count ->
        [zero] لا رسائل تنتظر الإرسال.
        [one] رسالة واحدة تنتظر الإرسال.
        [two] رسالتان تنتظران الإرسال.
        [few] { $count } رسائل تنتظر الإرسال.
        [many] { $count } رسالة تنتظر الإرسال.
       *[other] { $count } رسالة تنتظر الإرسال.
    }
stats-dead = { $count ->
        [one] أُسقطت رسالة واحدة لتعذّر تسليمها. يراها مشغّل البوت بالأمر { -outbox }.
        [two] أُسقطت رسالتان لتعذّر تسليمهما. يراهما مشغّل البوت بالأمر { -outbox }.
        [few] أُسقطت { $count } رسائل لتعذّر تسليمها. يراها مشغّل البوت بالأمر { -outbox }.
        [many] أُسقطت { $count } رسالة لتعذّر تسليمها. يراها مشغّل البوت بالأمر { -outbox }.
       *[other] أُسقطت { $count } رسالة لتعذّر تسليمها. يراها مشغّل البوت بالأمر { -outbox }.
    }

health = «راصد» { $version }، يعمل منذ { $time }
health-up = { $platform }: متصل
health-down = { $platform }: يتعذّر الاتصال به، وتتكرر المحاولة
health-refused = { $platform }: يرفض البوت، وتُعاد المحاولة كل بضع دقائق
health-gone = { $count ->
        [one] مصدر واحد أُزيل نهائيًا: { $names }.
        [two] مصدران أُزيلا نهائيًا: { $names }.
        [few] { $count } مصادر أُزيلت نهائيًا: { $names }.
        [many] { $count } مصدرًا أُزيلت نهائيًا: { $names }.
       *[other] { $count } مصدر أُزيلت نهائيًا: { $names }.
    }
health-silent = { $count ->
        [one] مصدر واحد لم يأتِ بجديد منذ مدة أطول من المعتاد: { $names }.
        [two] مصدران لم يأتيا بجديد منذ مدة أطول من المعتاد: { $names }.
        [few] { $count } مصادر لم تأتِ بجديد منذ مدة أطول من المعتاد: { $names }.
        [many] { $count } مصدرًا لم تأتِ بجديد منذ مدة أطول من المعتاد: { $names }.
       *[other] { $count } مصدر لم تأتِ بجديد منذ مدة أطول من المعتاد: { $names }.
    }
health-late = { $count ->
        [zero] تُقرأ المصادر في مواعيدها.
        [one] تأخرت آخر قراءة للمصادر ثانية واحدة.
        [two] تأخرت آخر قراءة للمصادر ثانيتين.
        [few] تأخرت آخر قراءة للمصادر { $count } ثوانٍ.
        [many] تأخرت آخر قراءة للمصادر { $count } ثانية.
       *[other] تأخرت آخر قراءة للمصادر { $count } ثانية.
    }
health-late-minutes = { $count ->
        [one] تأخرت آخر قراءة للمصادر دقيقة واحدة.
        [two] تأخرت آخر قراءة للمصادر دقيقتين.
        [few] تأخرت آخر قراءة للمصادر { $count } دقائق.
        [many] تأخرت آخر قراءة للمصادر { $count } دقيقة.
       *[other] تأخرت آخر قراءة للمصادر { $count } دقيقة.
    }
health-oldest = أقدمها ينتظر منذ { $time }.
health-uncertain = { $count ->
        [one] رسالة واحدة مما ينتظر أو أُسقط ربما وصلت.
        [two] رسالتان مما ينتظر أو أُسقط ربما وصلتا.
        [few] { $count } رسائل مما ينتظر أو أُسقط ربما وصلت.
        [many] { $count } رسالة مما ينتظر أو أُسقط ربما وصلت.
       *[other] { $count } رسالة مما ينتظر أو أُسقط ربما وصلت.
    }
health-held = { $count ->
        [one] قناة واحدة تتعذّر الكتابة فيها، ورسائلها تنتظر.
        [two] قناتان تتعذّر الكتابة فيهما، ورسائلهما تنتظر.
        [few] { $count } قنوات تتعذّر الكتابة فيها، ورسائلها تنتظر.
        [many] { $count } قناة تتعذّر الكتابة فيها، ورسائلها تنتظر.
       *[other] { $count } قناة تتعذّر الكتابة فيها، ورسائلها تنتظر.
    }
health-size = قاعدة البيانات: { $size } ميغابايت
health-elsewhere = تُذكر حالة البوت في قناة مشغّله، ولمشرفي البوت في محادثة خاصة معه.

language-is = لغة هذه المحادثة هي العربية.
language-set = أصبحت العربية لغة هذه المحادثة.
language-unknown = «{ $words }» ليست من لغات البوت. أرسل { -in-arabic } للعربية، أو { -in-english } للإنجليزية، أو { -in-french } للفرنسية.

## صفحة البوت، حيث تتيحها المنصّة

home = يقرأ «راصد» الأخبار فور نشرها، وينبّه كل قناة كلما وجد ما يخصّ متابعة تشترك فيها.
home-closed = لا يغيّر شيئًا هنا إلا المشرفون. ولتكون منهم يضيف مشغّل البوت ما يلي إلى «admins» في قسم { -access } من إعدادات البوت:
home-empty = لا قناة مشتركة في أي متابعة بعد. اختر قناة أدناه، ثم اختر ما تشترك فيه.
home-empty-reader = لا قناة من القنوات التي أنت فيها مشتركة في أي متابعة بعد. يستطيع أحد المشرفين تغيير ذلك من هنا، أو من القناة نفسها بالأمر { -subscribe }
home-nothing = هذه القناة غير مشتركة في أي متابعة بعد. اختر المتابعات أدناه.
home-invite = ليس «راصد» في هذه القناة بعد، ولا يمكنه إرسال التنبيهات إليها. اكتب في القناة: { -invite }
home-direct = رسائلك المباشرة مع «راصد»
home-alerts = أحدث التنبيهات
home-all = جميع المتابعات، وما يُضاف منها لاحقًا
home-add = ابحث عن قناة أو أضف قناة
    .hint = اختر قناة
home-follow = المتابعات التي تشترك فيها
    .hint = اختر متابعات
home-language = لغة القناة
home-more = { $count ->
        [one] …وقناة أخرى: اخترها أعلاه لعرضها.
        [two] …وقناتان أخريان: اختر إحداهما أعلاه لعرضها.
        [few] …و{ $count } قنوات أخرى: اختر إحداها أعلاه لعرضها.
        [many] …و{ $count } قناة أخرى: اختر إحداها أعلاه لعرضها.
       *[other] …و{ $count } قناة أخرى: اختر إحداها أعلاه لعرضها.
    }
home-watches = { $count ->
        [one] لا تتسع القائمة لمتابعة أخرى. للاشتراك فيها من القناة: { -subscribe }
        [two] لا تتسع القائمة لمتابعتين أخريين. للاشتراك فيهما من القناة: { -subscribe }
        [few] لا تتسع القائمة لـ{ $count } متابعات أخرى. للاشتراك فيها من القناة: { -subscribe }
        [many] لا تتسع القائمة لـ{ $count } متابعة أخرى. للاشتراك فيها من القناة: { -subscribe }
       *[other] لا تتسع القائمة لـ{ $count } متابعة أخرى. للاشتراك فيها من القناة: { -subscribe }
    }

## أزرار تحت التنبيه، وما يُقال لمن يضغطها، في 200 حرف

# صيغة التاريخ في Babel: أقصر ما يمكن، لما هو أقل من يوم
button-time-pattern = EEE HH:mm
button-why = لماذا؟
button-sources = المصادر
button-mute-story = كتم هذه القصة
button-unmute-story = إلغاء كتم القصة
button-mute-watches = { $count ->
        [one] كتم المتابعة 24 ساعة
        [two] كتم المتابعتين 24 ساعة
        [few] كتم { $count } متابعات 24 ساعة
        [many] كتم { $count } متابعة 24 ساعة
       *[other] كتم { $count } متابعة 24 ساعة
    }
button-unmute-watches = مكتومة حتى { $time } – إلغاء الكتم
press-unknown = لم يعد «راصد» يعرف هذه الرسالة. لعرض أحدث التنبيهات: { -latest }
press-forgotten = لم يعد ما تقرّر بشأن هذا محفوظًا.
press-answered = أُجيب عن هذا هنا قبل قليل.
press-refused = لا يغيّر ما يصل إلى هنا إلا المشرفون. ولتكون منهم يضيف مشغّل البوت ما يلي إلى «admins» في إعداداته: { $id }
press-closed = لم يأذن مشغّل البوت لهذه المحادثة. لمعرفة كيف يأذن لها: { -start }

## الرفض

closed-chat = أهلًا! لا يخدم هذا البوت إلا المحادثات التي أذن لها مشغّله. وللإذن لهذه المحادثة يُضاف ما يلي إلى «chats» في قسم { -access } من إعدادات البوت:
closed-settings = لا يغيّر إعدادات هذه المحادثة إلا المشرفون. ولتكون منهم يضيف مشغّل البوت ما يلي إلى «admins» في قسم { -access } من إعدادات البوت:
closed-settings-channel = يمكن تغيير إعدادات هذه القناة من هنا بعد أن يضيف مشغّل البوت ما يلي إلى «chats» في قسم { -access } من إعدادات البوت:

## إشعارات للمشغّل

notice-feed-failing = تتعذّر قراءة المصدر { $feed } منذ مدة، وستُعاد المحاولة بين حين وآخر.
    { $error }
notice-feed-gone = أفاد ناشر المصدر { $feed } بأنه أزاله نهائيًا، ولن يُقرأ بعد الآن. غيّر «url» الخاص به في إعدادات البوت، أو احذفه منها.
notice-feed-silent = يستجيب المصدر { $feed }، لكنه لم يأتِ بجديد منذ مدة أطول من المعتاد.
notice-feed-recovered = عاد المصدر { $feed } إلى العمل كالمعتاد.
notice-config-bad = { $count ->
        [one] في الإعدادات المعدّلة خطأ واحد، وتبقى الإعدادات السابقة سارية:
        [two] في الإعدادات المعدّلة خطآن، وتبقى الإعدادات السابقة سارية:
        [few] في الإعدادات المعدّلة { $count } أخطاء، وتبقى الإعدادات السابقة سارية:
        [many] في الإعدادات المعدّلة { $count } خطأ، وتبقى الإعدادات السابقة سارية:
       *[other] في الإعدادات المعدّلة { $count } خطأ، وتبقى الإعدادات السابقة سارية:
    }
    { $mistakes }
notice-config-loaded = الإعدادات المعدّلة سارية الآن.
notice-platform-refuses = يرفض { $platform } اتصال «راصد». تنتظر الرسائل إليه، وتُعاد المحاولة كل بضع دقائق؛ وإذا استُبدل رمز البوت فأعد تشغيل «راصد».
    { $error }
notice-platform-silent = لا يردّ { $platform } منذ ربع ساعة. تنتظر الرسائل إليه، وستُرسل حين يردّ.
    { $error }
notice-platform-recovered = عاد { $platform } إلى قبول الرسائل.
notice-config-restart = الإعدادات المعدّلة سارية، إلا هذه الأجزاء التي لا تسري قبل إعادة تشغيل «راصد»: { $parts }
notice-channel-recovered = استؤنف إرسال الرسائل إلى { $channel }.
notice-channel-suspended = رُفضت رسالة إلى { $channel }، وستنتظر الرسائل إليها حتى تصبح الكتابة فيها ممكنة.
    { $error }
notice-topic-gone = حُذف الموضوع { $channel }، وسيُرسل ما كان له إلى المحادثة نفسها من الآن.
    { $error }
notice-mute-over = { $count ->
        [one] انتهى الكتم. حُجب تنبيه واحد. لعرضه: { -latest }
        [two] انتهى الكتم. حُجب تنبيهان. لعرضهما: { -latest }
        [few] انتهى الكتم. حُجبت { $count } تنبيهات. لعرض أحدثها: { -latest }
        [many] انتهى الكتم. حُجب { $count } تنبيهًا. لعرض أحدثها: { -latest }
       *[other] انتهى الكتم. حُجب { $count } تنبيه. لعرض أحدثها: { -latest }
    }
notice-mute-over-watch = { $count ->
        [one] انتهى كتم { $watch }. حُجب تنبيه واحد. لعرضه: { -latest }
        [two] انتهى كتم { $watch }. حُجب تنبيهان. لعرضهما: { -latest }
        [few] انتهى كتم { $watch }. حُجبت { $count } تنبيهات. لعرض أحدثها: { -latest }
        [many] انتهى كتم { $watch }. حُجب { $count } تنبيهًا. لعرض أحدثها: { -latest }
       *[other] انتهى كتم { $watch }. حُجب { $count } تنبيه. لعرض أحدثها: { -latest }
    }
notice-quiet-over = { $count ->
        [one] انتهت ساعات الهدوء. حُجب تنبيه واحد. لعرضه: { -latest }
        [two] انتهت ساعات الهدوء. حُجب تنبيهان. لعرضهما: { -latest }
        [few] انتهت ساعات الهدوء. حُجبت { $count } تنبيهات. لعرض أحدثها: { -latest }
        [many] انتهت ساعات الهدوء. حُجب { $count } تنبيهًا. لعرض أحدثها: { -latest }
       *[other] انتهت ساعات الهدوء. حُجب { $count } تنبيه. لعرض أحدثها: { -latest }
    }
notice-delivery-held = رسالة إلى { $channel } ربما وصلت وربما لم تصل، وهي معلّقة. يعرضها الأمر { -outbox }، ويستمر إرسال ما بعدها.
notice-delivery-dead = أُسقطت رسالة إلى { $channel } لتعذّر تسليمها. يعرضها الأمر { -outbox }، ويستمر إرسال ما بعدها.
    { $error }
