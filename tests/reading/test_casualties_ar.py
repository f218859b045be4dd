"""Arabic casualty figures, construction by construction."""

from datetime import UTC, datetime

import pytest

from bot.model import Entry
from bot.reading.facts import CasualtyFact, casualties, quoted
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

READER = Reader({}, {"libya": ["LY", "طرابلس"]}, [], load_lexicons())
PUBLISHED = datetime(2019, 4, 16, 9, tzinfo=UTC)  # a Tuesday


def claims(summary: str, title: str = "") -> list[CasualtyFact]:
    return casualties(READER.read(Entry("Wire", title, summary, published=PUBLISHED, language="ar")).facts)


def figures(summary: str, title: str = "") -> list[str]:
    """What is claimed as current: "killed 12", "wounded 3+", "sick ~20", "killed some", "killed 12 mixed"."""
    return [
        _figure(fact) for fact in claims(summary, title) if (fact.scope, fact.status) == ("news", "asserted")
    ]


def _figure(fact: CasualtyFact) -> str:
    shapes = {
        "exact": f"{fact.low}",
        "at_least": f"{fact.low}+",
        "vague": f"{fact.low}+ vague",
        "about": f"~{fact.low}",
        "at_most": f"up to {fact.high}",
        "range": f"{fact.low}-{fact.high}",
        "unspecified": "some",
    }
    return f"{fact.category} {shapes[fact.bound]}" + (" mixed" if fact.mixed else "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # masdar and number
        ("مقتل 12 شخصا في انفجار", ["killed 12"]),
        ("مقتل اثني عشر شخصا في انفجار", ["killed 12"]),
        ("إصابة ١٤ مدنيا بجروح", ["wounded 14"]),
        ("مقتل وإصابة 20 شخصا في الهجوم", ["killed 20 mixed"]),
        ("أعلنت الوزارة عن إصابة ثلاثة وعشرين جنديا", ["wounded 23"]),
        ("خطف 7 عمال أجانب قرب الحقل", ["abducted 7"]),
        ("فقدان تسعة بحارة بعد غرق السفينة", ["missing 9"]),
        ("نزوح 3 آلاف و500 شخص عن قراهم", ["displaced 3500"]),
        ("تشريد نصف مليون شخص بسبب الفيضان", ["displaced 500000"]),
        # noun of the victims
        ("سقوط 121 قتيلا في القتال", ["killed 121"]),
        ("خلفت الغارة خمسة قتلى وعشرة جرحى", ["killed 5", "wounded 10"]),
        ("قتيلان وجريحان في إطلاق نار", ["killed 2", "wounded 2"]),
        ("سقوط قتيل و12 جريحا في الاشتباكات", ["killed 1", "wounded 12"]),
        ("عشرات القتلى والجرحى في قصف السوق", ["killed 10+ vague mixed"]),
        ("12 بين قتيل وجريح في التفجير", ["killed 12 mixed"]),
        ("سقوط قتلى وجرحى في غارة على القرية", ["killed some", "wounded some"]),
        # verb, passive and active
        ("قُتل 5 وأصيب 7 آخرون", ["killed 5", "wounded 7"]),
        ("قتل فيه 22 شخصا", ["killed 22"]),
        ("قتلت الشرطة ثلاثة مسلحين", ["killed 3"]),
        ("أصيب شاب بالرصاص وأصيبت زوجته", ["wounded 1", "wounded 1"]),
        ("اعتقلت السلطات 30 متظاهرا", ["detained 30"]),
        ("ألقت الشرطة القبض على أربعة مشتبه بهم", ["detained 4"]),
        ("9 أشخاص لقوا حتفهم في حادث سير", ["killed 9"]),
        ("لقي ستة جنود مصرعهم في تحطم مروحية", ["killed 6"]),
        ("لقي خمسة أشخاص، بينهم طفلان، مصرعهم في حريق", ["killed 5"]),
        ("أودى الحريق بحياة 18 عاملا", ["killed 18"]),
        ("أودت عاصفة ضربت الساحل هذا الأسبوع بحياة 40 شخصا", ["killed 40"]),
        ("هجوم راح ضحيته ثلاثة جنود", ["killed 3"]),
        ("قتل مسلح أربعة مصلين قرب المسجد", ["killed 4"]),
        # bounds on either side of the noun
        ("مقتل ما لا يقل عن شخصين", ["killed 2+"]),
        ("قتل 19 شخصا على الأقل", ["killed 19+"]),
        ("قتل 11 عاملا، على الأقل، في انهيار المنجم", ["killed 11+"]),
        ("إصابة نحو 60 متظاهرا", ["wounded ~60"]),
        ("نزح أكثر من 13 ألف شخص", ["displaced 13000+"]),
        ("مقتل العشرات وإصابة المئات في الزلزال", ["killed 10+ vague", "wounded 100+ vague"]),
        ("مقتل ما بين 10 و15 مسلحا", ["killed 10-15"]),
        # one person
        ("مقتل قيادي ميداني في غارة", ["killed 1"]),
        ("اعتقال صحفي في العاصمة", ["detained 1"]),
        ("مقتل أحد عناصر الحرس", ["killed 1"]),
        ("وفاة طالبة بعد تعرضها لاعتداء", ["killed 1"]),
        ("قضت المحكمة بسجن ناشط خمس سنوات", ["detained 1"]),
        # coordination
        ("قتل 15 طفلا وامرأتان", ["killed 17"]),
        ("مقتل ثلاثة جنود و11 مسلحا", ["killed 3", "killed 11"]),
        ("مقتل أم وابنتها في حريق", ["killed 2"]),
        ("مقتل 40 ضابطا وجنديا في كمين", ["killed 40"]),
        # whom a pronoun ties to who is named before
        ("مقتل قائد كتيبة ومرافقه في اشتباكات", ["killed 2"]),
        ("اعتقال الناشطة لينا الحسن وشقيقها", ["detained 2"]),
        ("إصابة رئيس البلدية ونائبه في إطلاق نار", ["wounded 2"]),
        # others, told of in a clause of their own
        ("استشهد شاب في الضفة، كما قتل فتى برصاص الجيش في غزة", ["killed 1", "killed 1"]),
        ("أوقفت الشرطة ثلاثة رجال، فيما أوقفت السلطات البلجيكية رجلا", ["detained 3", "detained 1"]),
        ("قتل مسلح ثلاثة أشخاص قبل أن تقتله الشرطة", ["killed 3", "killed 1"]),
        ("قتل ضابط في كمين وقتل الضابط وهو في سيارته", ["killed 1"]),
        # hostages
        ("احتجز مسلح عشرة موظفين رهائن في مصرف", ["abducted 10"]),
        ("احتجز رجل امرأة رهينة قبل أن يلقى مصرعه", ["abducted 1", "killed 1"]),
        # who is sentenced, and for what
        ("حكم بالسجن مدى الحياة على رجل قتل شرطيين", ["detained 1"]),
        ("المؤبد لقاتل طبيبة وابنتها", ["detained 1"]),
        ("السجن خمس سنوات لناشط", ["detained 1"]),
        ("الحكم بسجن رئيس الوزراء السابق خمس سنوات", ["detained 1"]),
        # what a court or a prosecutor orders; by order of a prosecutor one is in prison at once
        ("أصدرت المحكمة أوامر باعتقال ثلاثة وزراء سابقين", []),
        ("القضاء يأمر بالقبض على الوزير السابق", []),
        ("النيابة تأمر بحبس ثلاثة صحفيين 15 يوما", ["detained 3"]),
        # who is only known by it, who lost others
        ("كشف غموض مقتل الباحث", []),
        ("الهاتف الذي استخدمه الرجل قبل مقتله", []),
        ("أم فقدت طفلين", []),
        ("كانت الناشطة قد قالت إنها كانت قد أصيبت في رأسها", []),
        # a trial, a history, a person known by it
        ("محاكمة رجل قتل 30 شخصا", []),
        ("مذبحة أودت بحياة 1.5 مليون شخص", []),
        ("تقلب صور ابنها الذي قتل في المعارك", []),
        ("اتهمه بالضلوع في مقتله عام 1985", []),
        ("وكانت المحكمة قد أعلنت مطلع فبراير دراسة حملة أدت إلى مقتل 4 آلاف شخص", []),
        # company
        ("لقي القيادي سالم الكول مصرعه مع عدد من مرافقيه", ["killed 1", "killed some"]),
        ("أصيبت أم مع طفليها بانفجار لغم", ["wounded 3"]),
        ("قتل جندي في مواجهات مع المتمردين", ["killed 1"]),
        # callings in a list
        ("مقتل بائع خردة ورسام", ["killed 2"]),
        ("النيابة تقرر حبس المذيعة سعاد حسن ومنتج برنامجها ورئيس تحريره", ["detained 3"]),
        # verbs whose ending shows that they stand before
        ("150 شخصا قتلوا بعدما أسقط غاز على آخر معقل", ["killed 150"]),
        ("شخصين قتلا وأصيب 48 آخرون", ["killed 2", "wounded 48"]),
        ("سقوط أربعة قتلى وعدد من الجرحى", ["killed 4", "wounded some"]),
        ("تهجير الميليشيا لنحو 40 أسرة", []),
        ("هجوم شباط/فبراير الذي أسفر عن مئة قتيل", []),
        ("حكم عليه بالسجن لمدة خمس سنوات", ["detained 1"]),
        ("السجن مدى الحياة لمخترع دنماركي لقتله صحافية", ["detained 1"]),
        # adjectives, and words that look like people
        ("قام بعملية طعن على متن قطار في ولاية هولشتاين الألمانية", []),
        ("اختفت أدلة من الموقع، مضيفة أنه يجب السماح للمفتشين بدخوله", []),
        ('لقي أكثر من عشرين من عناصر تنظيم "داعش" الإرهابي مصرعهم', ["killed 20+"]),
        ("أصيب 7 منهم على الأقل بالرصاص", ["wounded 7+"]),
        ("أوقعت الغارات عددا من القتلى والجرحى", ["killed some", "wounded some"]),
        # who did it is the news; a woman who was found
        ("قال إن موسكو تقف خلف تسميم جاسوس", []),
        ("الحادث خلف 9 قتلى", ["killed 9"]),
        ("الشرطة تعثر على رأس سيدة مفقودة", []),
        # a date or a company of something else, a bound behind a day
        ("مقتل جندي تونسي باشتباكات مع إرهابيين", ["killed 1"]),
        ("قتل 13 شخصا الأحد على الأقل", ["killed 13+"]),
        ("بعد أيام على مقتل خمسة جنود", []),
        ("السجن المؤبد على ثلاثة صحافيين لعلاقتهم بمحاولة انقلاب في 15 تموز/يوليو 2016", ["detained 3"]),
        ("وفاة متظاهر متأثرا بجروح أصيب بها قبل أسبوع", ["killed 1"]),
        ("ارتفعت حصيلة قتلى الإعصار إلى 14، بعد العثور على جثتين", ["killed 14"]),
        # who incites; statistics; shocks and ships
        ("المحرض على قتل الأمير", []),
        ("شخص من بين أربعة يموت جراء أزمة قلبية", []),
        ("أصيب سالم الكول، مدير الوكالة، بصدمة", []),
        ("غرق قارب يقل 25 مهاجرا، وتم انتشال جثث خمسة منهم", ["killed 5"]),
        ("حصد الحريق أرواح أربعة أطفال", ["killed 4"]),
        ("إنقاذ أرواح 100 شخص", []),
        # two, by the noun or the word beside it
        ("مقتل شرطيين وإصابة ثالث في هجوم", ["killed 2", "wounded 1"]),
        ("اعتقال قياديين شابين في الحركة", ["detained 2"]),
        ("مقتل شاب فلسطيني وآخر سوري في غارة", ["killed 2"]),
        ("قتل مهاجم شخصين طعنا", ["killed 2"]),
        ("عثرت الشرطة على جثتي امرأتين", ["killed 2"]),
        ("العثور على رجل مقتولا في منزله", ["killed 1"]),
        ("مقتل جميع من كانوا على متن الطائرة", ["killed some"]),
        # plurals before a complement, in the accusative, outside the lexicon
        ("القبض على عدد من مشجعي النادي", ["detained some"]),
        ("إخلاء مدنيين ومسلحين من المدينة", ["displaced some"]),
        ("القصف يقتل أطفالا في المدينة", ["killed some"]),
        ("لكن منتقدين آخرين للحكومة اعتقلوا", ["detained some"]),
        ("إصابة الأطفال بالصرع", []),
        ("قضى 32 شخصا نهاية الأسبوع الماضي", ["killed 32"]),
        # who holds whom
        ("سجناء يحتجزون حراسا كرهائن في البرازيل", ["abducted some"]),
        ("أمرت محكمة باحتجاز تسعة طلاب رهن المحاكمة", ["detained 9"]),
        ("حملة اعتقالات واسعة شملت العشرات من الشبان", ["detained 10+ vague"]),
        # two sides, two fates, animals, sums of years
        ("قتل عنصران من قوات الأمن ومسلح في كشمير", ["killed 2", "killed 1"]),
        ("ارتفعت الحصيلة إلى نحو 60 شخصا بين قتيل وجريح", ["killed ~60 mixed"]),
        ("حرس الحدود يقتل خيول المهربين", []),
        ("الصراع الذي خلف 70 ألف قتيل خلال 3 عقود", []),
        ("بعد مرور شهرين على حادث تسبب في مقتل امرأة", []),
        # pronouns, and what looks like one
        ("احتجاج خمسة رجال بعد إدانتهم والحكم عليهم بالسجن", ["detained 5"]),
        ("المراهقات أكثر عرضة لأن يؤدي ذلك إلى الإصابة باضطرابات", []),
        # courts, from afar and before a number
        ("حكم على طالب لجوء كان قد قال إنه تدرب في سوريا بالسجن 34 عاما", ["detained 1"]),
        ("السجن لـ24 متهما بتشكيل خلية", ["detained 24"]),
        # lives, ends and dates of something else
        ("استهتار صريح بحياة المدنيين", []),
        ("قبل أن يقضي على آمال الفريق بتسديدة أفلتت من الحارس", []),
        ("تأكيد مقتل 39 عاملا اختطفهم مسلحون عام 2014", ["killed 39"]),
        ("إصابات الدماغ تزيد احتمال الخرف", []),
        ("ارتفعت حصيلة التفجير إلى 3 قتلى وإصابة 8 بجروح", ["killed 3", "wounded 8"]),
        # a trial that is asked for is none yet
        ("طالبت عائلة طفل قتل برصاص جندي الجمعة بمحاكمة رئيس الوزراء", ["killed 1"]),
        # cases that are known, deaths that are made up
        ("تحليل عينات تسميم الجاسوس الروسي", []),
        ("الموقع الذي تم فيه تسميم الجاسوس", []),
        ("مسرحية اغتيال الصحفي المعارض", []),
        # a dual by its vowels
        ("مقتل قيادييّن حوثيين", ["killed 2"]),
        ("احتجاز صحفييْن مصرييْن", ["detained 2"]),
        # people of whom only the deed tells
        ("حملة اعتقالات ضد ناشطين", ["detained some"]),
        ("شهدت البلاد اعتقالات لناشطين", ["detained some"]),
        ("الاعتقالات في الهند المعاصرة", []),
        # verbs of more than people
        ("قضى 32 شخصا على الأقل جراء الأمطار", ["killed 32+"]),
        ("قضى 10 سنوات في الخارج", []),
        ("أوقف رجال الشرطة سيارة مريبة", []),
        ("أصابوا أجهزة في أنحاء المدينة", []),
        ("تركت العاصفة خمسة متسلقين في حالة حرجة", ["wounded 5"]),
        # what is only expected, or stands still
        ("من المتوقع إجلاء مدنيين", []),
        ("توقف إجلاء المقاتلين", []),
        # announced now, or a date that is that of something else
        ("أعلن الجيش مقتل 12 مسلحا في غارة الأسبوع الماضي", ["killed 12"]),
        ("قتل متظاهر في احتجاجات بدأت في ديسمبر الماضي", ["killed 1"]),
        ("احتجاج على مقتل شاب الأسبوع الماضي", []),
        # subsets are no claims of their own
        ("مقتل 3 أشخاص بينهم طفلان", ["killed 3"]),
        ("مقتل 16 مدنيا من بينهم ست نساء وخمسة أطفال", ["killed 16"]),
        # tolls
        ("ارتفاع حصيلة القتلى إلى 205", ["killed 205"]),
        ("ارتفعت حصيلة القتلى المدنيين في المدينة، يوم الأحد، إلى 52 شخصا", ["killed 52"]),
        ("عدد القتلى بلغ 30", ["killed 30"]),
        ("مصرع جميع ركاب الطائرة البالغ عددهم 39 شخصا", ["killed 39"]),
        # hashtags are words
        ("مقتل 12 من #ميليشيات_الحوثي في غارة", ["killed 12"]),
        ("سجلت الوزارة 933 حالة اشتباه بالمرض", ["sick 933"]),
    ],
)
def test_reads(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قال حفتر البالغ من العمر 75 عاما إن قواته تتقدم",
        "توقفت القوات على مسافة 11 كيلومترا من المدينة",
        "منذ إسقاط القذافي في 2011",
        "إصابة لاعب المنتخب في الركبة خلال مباراة الدوري",
        "خطف الفريق التعادل في الدقيقة 90",
        "الإفراج عن 30 معتقلا في صفقة تبادل",
        "إنقاذ أكثر من ألف رهينة من قبضة المسلحين",
        "عودة آلاف النازحين إلى ديارهم",
        "قتل الوقت بألعاب الهاتف",
        "وفاة الممثل القدير عن عمر ناهز 97 عاما",
        "إصابة الرجل بسرطان الرئة",
        "سقط الصاروخ دون وقوع إصابات",
        "اعترضت الدفاعات 7 صواريخ",
        "احتجزت السلطات سفينة إسبانية",
        "حكم بإعدام 6 · مذكرات توقيف بحق 72 ضابطا",
        "بتهمة شروعهم في قتل (34) شخصا",
        "إصابة اثنين منهم",
    ],
)
def test_claims_nothing(text: str) -> None:
    assert figures(text) == []


def test_those_on_board_are_not_the_dead_among_them() -> None:
    assert "killed 60" not in figures("الحافلة كان على متنها 60 من الطلاب قتل منهم 40 حسب الشرطة")


def test_the_seed_sentence() -> None:
    killed, wounded, displaced = claims(
        "وسقط في القتال 121 قتيلا أغلبهم من المقاتلين وأصيب 561 آخرون طبقا لأرقام الأمم المتحدة. "
        "ونزح أكثر من 13 ألف شخص عن ديارهم."
    )
    assert (killed.category, killed.low, killed.who) == ("killed", 121, "fighters")
    assert (wounded.category, wounded.low) == ("wounded", 561)
    assert (displaced.category, displaced.low, displaced.bound) == ("displaced", 13000, "at_least")
    assert killed.source == wounded.source == "الأمم المتحدة"
    assert displaced.source is None


def test_an_increment_stands_beside_the_total() -> None:
    more, total = claims("مقتل 14 مدنيا إضافيا مما يرفع الإجمالي إلى 855 قتيلا")
    assert (more.low, more.additional) == (14, True)
    assert (total.low, total.extent, total.additional) == (855, "cumulative", False)
    few, others = claims("قتل ثلاثة جنود في كمين، وقتل 5 آخرون في هجوم على حاجز")
    assert (few.additional, others.low, others.additional) == (False, 5, True)
    assert [fact.additional for fact in claims("قتل 3 أشخاص وأصيب 7 آخرون")] == [False, False]


@pytest.mark.parametrize("text", ["الجيش يتسلم رفات 12 جنديا قتلوا", "إعادة جثث 12 جنديا قتلهم مسلحون"])
def test_that_the_dead_go_home_is_no_news_of_their_death(text: str) -> None:
    assert {fact.scope for fact in claims(text)} <= {"background"}


@pytest.mark.parametrize(
    "text",
    [
        "إصابة أكثر من 2000 شخص بالكوليرا بعد شرب مياه ملوثة",
        "إصابة أكثر من 2000 شخص بعد شرب مياه ملوثة (كوليرا)",
    ],
)
def test_illness_with_a_number_is_sickness(text: str) -> None:
    assert figures(text) == ["sick 2000+"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 12 شخصا، بحسب وزارة الصحة", "وزارة الصحة"),
        ("أعلن الجيش الليبي، الثلاثاء، مقتل 12 مسلحا", "الجيش الليبي"),
        ("مصادر طبية تقول إن 12 شخصا قتلوا", "مصادر طبية"),
        ("مقتل 12 شخصا وفق حصيلة جديدة نشرها المرصد السوري", "المرصد السوري"),
        ("مقتل 12 شخصا في المدينة", None),
    ],
)
def test_names_who_says_so(text: str, expected: str | None) -> None:
    [fact] = claims(text)
    assert fact.source == expected


@pytest.mark.parametrize(
    "text",
    [
        "أحيت المدينة الذكرى الثانية لهجوم قتل فيه 22 شخصا",
        "المتهم بقتل زوجته يمثل أمام القضاء",
        "تحطم الطائرة في نوفمبر 2016 أدى إلى مقتل 71 شخصا",
        "مقتل أكثر من نصف مليون شخص منذ اندلاع الحرب",
        "هجوم أودى بحياة 40 شخصا العام الماضي",
        "كشفت دراسة جديدة أن 200 ألف شخص قتلوا في الحروب",
    ],
)
def test_older_events_are_background(text: str) -> None:
    assert {fact.scope for fact in claims(text)} == {"background"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("نفت الحركة مقتل ثلاثة من عناصرها", "denied"),
        ("إحباط محاولة اغتيال وزير", "hypothetical"),
        ("هدد التنظيم بقتل الرهائن", "hypothetical"),
    ],
)
def test_what_is_denied_or_only_thought_of(text: str, status: str) -> None:
    assert {fact.status for fact in claims(text)} == {status}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تم القبض على ثلاثة مسلحين في المدينة", ["detained 3"]),
        ("فر 300 شخص من القرية", ["displaced 300"]),
        ("القضاء على مسلحين في غارة", ["killed some"]),
        ("تعهد بالقضاء على كل أشكال التطرف والميليشيات", []),
        ("أوقفت قوات الحكومة تقدمهم نحو المدينة", []),
        ("نفى مسؤوليته عن مقتل ثلاثة أشخاص", ["killed 3"]),
    ],
)
def test_whom_a_verb_or_its_noun_has_behind_it(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_a_verb_of_saying_is_followed_by_who_says_it_however_the_sentence_begins() -> None:
    assert {fact.source for fact in claims("وفي القصف قالت الشرطة إن 3 أصيبوا")} == {"الشرطة"}


def test_title_and_summary_tell_one_claim_in_its_most_precise_wording() -> None:
    assert figures("أودت العاصفة بحياة 143 شخصا", "عواصف تقتل العشرات") == ["killed 143"]
    assert figures("مقتل ما لا يقل عن شخصين في سقوط المروحية", "مقتل شخصين") == ["killed 2+"]
    assert figures("أسفر القصف عن مقتل رجل وإصابة اثنين", "مقتل وإصابة 3 بالقصف") == ["killed 1", "wounded 2"]


def test_the_quote_holds_figure_and_trigger() -> None:
    text = "أعلنت الوزارة مقتل 12 شخصا في انفجار"
    [fact] = claims(text)
    assert quoted(text, fact.quote) == "مقتل 12 شخصا"
    assert [quoted(text, span) for span in fact.spans] == ["مقتل", "12 شخصا"]


def test_the_place_is_that_of_its_own_sentence() -> None:
    near, far = claims("قتل 12 شخصا في طرابلس. وأصيب 7 آخرون.")
    assert (near.place, far.place) == ("libya", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the dual
        ("مقتل خبيري متفجرات في غارة على المدينة", ["killed 2"]),
        ("تشييع جثمان مصريين قتلا بقصف على القرية", ["killed 2"]),
        ("اعتقال أردنيين يعملان في المصنع", ["detained 2"]),
        ("إصابة المهندس وزوجته، اللذين كانا في السيارة", ["wounded 2"]),
        # a name and a number
        ("مقتل عبد الرحمن سالم وثلاثة من مرافقيه في غارة", ["killed 4"]),
        ("مقتل القيادي أبو علي وثلاثة من مرافقيه في غارة", ["killed 4"]),
        # what they are stands behind their noun
        ("اختفت الحافلة وقالت الشرطة إن 110 فتيات مفقودات", ["missing 110"]),
        ("مقتل ركابها الـ66", ["killed 66"]),
        ("مقتل ضابط شرطة على الأقل في تفجير", ["killed 1+"]),
        ("أصيب عدد آخر بجروح", ["wounded some"]),
        # tolls
        ("ارتفعت حصيلة هذا القصف إلى 1517 مدنيا", ["killed 1517"]),
        ("ارتفعت حصيلة الجرحى إلى 30", ["wounded 30"]),
        # courts
        ("الحكم على ثلاثة صحفيين بالسجن خمس سنوات", ["detained 3"]),
        ("أدين الممثل وحكم عليه بالسجن خمس سنوات", ["detained 1"]),
        ("السجن 20 عاما لصحفي مصري", ["detained 1"]),
        ("المؤبد للعشرات من أنصار الجماعة", ["detained 10+ vague"]),
        ("طالب ممثل الادعاء، الثلاثاء، بسجن رجلين عشر سنوات", []),
        ("محكمة تقضي بإعدام 75 متهما", []),
        ("تنفيذ حكم الإعدام بحق ثلاثة مدانين", ["killed 3"]),
        # what somebody is the object of, and what is led in from afar
        ("تعرض ثلاثة صحفيين للخطف في بغداد", ["abducted 3"]),
        ("أعلنت القوات، الخميس، القبض قبل أيام على متطرف فرنسي", ["detained 1"]),
        ("أكدت تقارير أن المفجر المتسلسل قتل لدى محاولته الفرار", ["killed 1"]),
        # what was shortly before, and what was said earlier today
        ("قتل شخص وأصيب آخر بعد ساعات من مجزرة راح ضحيتها 10 أشخاص", ["killed 1", "wounded 1"]),
        ("وقالت الرياض في وقت سابق إن جنديين قتلا في معارك", ["killed 2"]),
        ("شنت الغارة طائرة أميركية، وذلك بعد ساعات على إعلان مقتل متشددين", ["killed some"]),
        ("زار الوزير 12 سجينا في زنازينهم", []),
        # tolls whose number comes first, hashtags, and who is put into prison
        ("ليرتفع إلى 46 عدد الشهداء", ["killed 46"]),
        ("لقي 7 عناصر من #ميليشيات_الحوثي الانقلابية مصرعهم", ["killed 7"]),
        ("وضع ثلاثة أشخاص قيد الحبس الاحتياطي", ["detained 3"]),
        ("حوكم خمسة متظاهرين وأودعوا السجن", ["detained 5"]),
        ("أودع رجل أعمال مليون دولار في البنك", []),
        ("اعتقلت السلطات، الأحد، أحد رموز التيار", ["detained 1"]),
        # who is known by it, whose families they are, what somebody had a part in, a plural verb
        ("منح الجائزة للمصور المصري المعتقل فلان", []),
        ("غادرت دفعة من مقاتلي المعارضة وأسرهم المدينة", []),
        ("تم أسرهم في المعركة", ["detained some"]),
        ("الجيش يعتقل أقارب منفذ الهجوم", ["detained some"]),
        ("يشتبه بضلوعه في جريمة اغتيال رجل", []),
        (
            "46 عنصرا من الميليشيات باليمن قتلوا في مواجهات مع المقاومة المدعومة من القوات الإماراتية",
            ["killed 46"],
        ),
        # the freed, and who only stands for a ratio
        ("قال ناشطون إن 16 سجينا متهمين بالعنف أفرج عنهم", []),
        ("يقول باحثون إن شخصا من بين كل أربعة يموت بالسرطان", []),
        # plans, and what only follows a plan that failed
        ("خططوا لتخدير وخطف دبلوماسي", []),
        ("إحباط عمليات كبيرة ومقتل 30 مسلحا", ["killed 30"]),
        # an age or an older time that belongs to somebody or something else
        ("تسببت الاحتجاجات على الرئيس (72 عاما) في مقتل 78 شخصا", ["killed 78"]),
        ("قصف البلدة المحاصرة منذ عام 2013، ما أسفر عن سقوط 14 قتيلا", ["killed 14"]),
    ],
)
def test_how_many_they_are_and_whether_it_befell_them(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("مصادر طبية وأمنية تؤكد مقتل رجل", "مصادر طبية وأمنية"),
        ("تقارير تفيد بسقوط عشرات القتلى", "تقارير"),
        ("السلطات تعلن حالة الطوارئ بعد مقتل عشرة", "السلطات"),
        ("ومصادر محلية تعلن مقتل رجلين", "مصادر محلية"),
        ("ذكرت إدارة النقل في الولاية مقتل 6 أشخاص", "إدارة النقل في الولاية"),
        ("قالت الشرطة إن 3 قتلوا، فيما أكد الوزير سيطرة الأمن على الوضع", "الشرطة"),
        ("أعلن المدعي العام اعتقال خمسة ضباط", "المدعي العام"),
        ("قالت المنظمة إنها وثقت ما لا يقل عن 80 حالة اعتقال", "المنظمة"),
        ("اعتقال رجل بزعم عرقلة تحقيق", None),
        ("وفقا لمسؤولي الصحة قتل 3", "مسؤولي الصحة"),
    ],
)
def test_who_says_it_stands_before_the_verb_or_behind_it(text: str, source: str | None) -> None:
    assert [fact.source for fact in claims(text)] == [source]


def test_a_title_leaves_out_who_says_it() -> None:
    found = claims("أعلنت وزارة الصحة وفاة خمسة في الحريق وإصابة آخرين", "حريق يقتل عددا من العمال وإصابة 12")
    assert {fact.source for fact in found} == {"وزارة الصحة"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استمر التوقيف الاحترازي للرئيس السابق سالم", ["detained 1"]),
        ("اعتقال مشتبه به في مقتل عاملة", ["detained 1"]),
        ("الهجوم الذي أوقع 3 قتلى بينهم شرطيتان", ["killed 3"]),
        ("ارتفعت الحصيلة إلى 70 قتيلا منذ بدء حملة القصف على المدينة في 2 أبريل", ["killed 70"]),
        ("قتل خمسة في احتجاجات المدينة، عشية ذكرى تأسيس الدولة", ["killed 5"]),
        ("أحيت المدينة ذكرى مقتل 22 شخصا", []),
        ("انتشال 15 جثة من تحت الأنقاض", ["killed 15"]),
        ("غرق أربعة مهاجرين وفقدان عشرة قبالة ليبيا", ["killed 4", "missing 10"]),
        ("مقتل شرطيين اثنين وجرح ثالث", ["killed 2", "wounded 1"]),
        ("إصابة طفليه في الحريق", ["wounded 2"]),
        ("وفاة رضيع اختناقا بالغاز", ["killed 1"]),
        ("إغلاق الشركة لن يوقف التحقيق في بيانات ملايين الأشخاص", []),
        ("السجن المؤبد على ستة صحفيين أدينوا بالمشاركة في انقلاب في يوليو 2016", ["detained 6"]),
    ],
)
def test_what_stands_near_bears_on_a_claim_or_does_not(text: str, expected: list[str]) -> None:
    assert figures(text, "مدينة في الأخبار") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what of an outbreak or a toll is counted instead of people
        ("سجلت البلاد 31 ألفا و204 إصابات بالفيروس", ["sick 31204"]),
        ("سجلت البلاد 31 ألفا و204 وفيات بالفيروس", ["killed 31204"]),
        ("سجلت الوزارة 850 إصابة جديدة بالفيروس و14 وفاة خلال يوم", ["sick 850", "killed 14"]),
        ("تسجيل 3 حالات وفاة و120 إصابة بالكوليرا", ["killed 3", "sick 120"]),
        ("وفاة 3 أشخاص وإصابة 5 في الحريق", ["killed 3", "wounded 5"]),
        ("إصابة 90 شخصا بعد تناول طعام فاسد (تيفوئيد، كوليرا)", ["wounded 90"]),
        ("إصابة 90 شخصا بعد شرب الماء (كوليرا)", ["sick 90"]),
        # the freed, with who frees them between
        ("أطلق المتمردون أمس سراح 40 أسيرا", []),
        ("أفرجت سلطات الدولة عن 39 معتقلا", []),
        ("أخلت المحكمة سبيل 12 ناشطا معتقلا", []),
        ("أفرجت السلطات عن صحفي واعتقلت 3 آخرين", ["detained 3"]),
        # nobody
        ("0 قتلى و0 جرحى في الهجوم", []),
        ("صفر قتلى في الهجوم", []),
    ],
)
def test_what_is_counted_instead_of_people_and_who_counts_no_longer(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("أعلنت وزارة الصحة في المدينة ارتفاع عدد القتلى إلى 40", "وزارة الصحة في المدينة"),
        ("سجلت تونس إصابتين بالفيروس", "تونس"),
        ("قتل 20 شخصا وفقا لبيانات الوزارة", "الوزارة"),
        ("قتل 20 شخصا بحسب تقديرات المنظمة", "المنظمة"),
        ("قتل 20 شخصا وفق حصيلة أولية لوزارة الصحة", "وزارة الصحة"),
        ("قتل 20 شخصا وفق أرقام رسمية", "أرقام رسمية"),
        ("حذرت المنظمة من أن الجوع قد يقتل ألف طفل", "المنظمة"),
    ],
)
def test_a_source_is_who_and_not_what_he_gives(text: str, source: str | None) -> None:
    assert [fact.source for fact in claims(text)] == [source]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("المجاعة قد تقتل مليون شخص", "hypothetical"),
        ("قد ينزح آلاف السكان", "hypothetical"),
        ("قال الناطق إن القوات قد قتلت 3 مسلحين", "asserted"),
    ],
)
def test_a_present_tense_may_only_be_possible(text: str, status: str) -> None:
    assert [fact.status for fact in claims(text)] == [status]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وكان مسلحون قد خطفوا ستة عمال من القرية", []),
        ("وكان التنظيم قد أعدم 21 عاملا", []),
        ("وقد قتل ستة عمال في القرية", ["killed 6"]),
        ("أكدت الأسرة أن ابنها ضمن 12 شخصا اعتقلتهم السلطات", ["detained 12"]),
        ("جريمة قتل إرهابية تهز المدينة", []),
        ("أمرت النيابة بالتحقيق في مقتل 3 أطفال في حريق أمس", ["killed 3"]),
        ("أمرت النيابة بالتحقيق في مقتل 3 أطفال", []),
        ("نفذت السلطات حكم الإعدام في 8 مدانين", ["killed 8"]),
        ("أيدت المحكمة حكم الإعدام بحق 8 مدانين", []),
        ("عثرت الشرطة على جثث 6 مهاجرين في شاحنة", ["killed 6"]),
        ("مقتل مهندس وسائقه", ["killed 2"]),
    ],
)
def test_what_happened_before_the_news_and_what_is_the_news(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text", ["نددت المنظمة بمقتل 12 مدنيا", "نبهت المنظمة إلى مقتل 12 مدنيا", "استنكرت المنظمة مقتل 12 مدنيا"]
)
def test_who_condemns_a_deed_says_that_it_was_done(text: str) -> None:
    assert [fact.source for fact in claims(text)] == ["المنظمة"]


@pytest.mark.parametrize(
    ("title", "summary", "expected"),
    [
        (
            "أربعة قتلى في إطلاق نار",
            "أطلق رجل النار على جنديين فأرداهما قتيلين قبل أن تقتله الشرطة، كما قتل أحد المارة",
            ["killed 4"],
        ),
        ("سقوط قتلى وجرحى في عملية دهس وانتحار السائق", "", ["killed some", "wounded some", "killed 1"]),
        ("ضحايا في هجوم بالسكين", "قالت الشرطة إن الهجوم تسبب في مقتل شخص", ["killed 1"]),
        ("مقتل جندي في كمين", "قتل جندي وأصيب آخر في كمين", ["killed 1", "wounded 1"]),
        ("الداخلية: قتيل في انفجار عبوة", "أعلنت الوزارة عن انفجار عبوة", ["killed 1"]),
        (
            "السجن المؤبد على فرنسية",
            "حكم بالسجن المؤبد على فرنسية. وكان القضاء قد أصدر في فبراير حكما بالسجن على ألمانية",
            ["detained 1"],
        ),
        ("في ذكرى يوم الأرض.. مقتل فلسطيني بقصف", "قتل مزارع فلسطيني الثلاثاء", ["killed 1"]),
        ("ذكرى اغتيال الزعيم.. شبح يلقي بظلاله", "بعد عقود على اغتيال الناشط في ممفيس", []),
        ("المكسرات.. ضحايا حرب تجارية", "", []),
        ("مقتل قيادي ومرافقيه", "قتل القيادي سالم الكول في غارة", ["killed some", "killed 1"]),
    ],
)
def test_title_and_summary_tell_each_claim_once(title: str, summary: str, expected: list[str]) -> None:
    assert figures(summary, title) == expected
