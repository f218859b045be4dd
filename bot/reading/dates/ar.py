"""Arabic dates: «اليوم الخميس», «16 أبريل (نيسان) الماضي», «السابع عشر من مايو», «قبل ثلاثة أيام»."""

from bot.reading.dates.grammar import COUNT, LEAD, MONTH, UNIT, Grammar, either

_YEAR = r"\)?,?f?Y?f?y"
_WHEN = f"(?:R|{_YEAR}|f?i?YR|f?i?qY)?"  # الماضي، 2018، من العام الماضي
_DAY = "[do](?:[Ju-]f?i?[do])?"
_WEEKDAY = r"[pD]?W\)?[,(]?i?f?D?f?"
_PERIOD = f"{UNIT}R|q{UNIT}"

GRAMMAR = Grammar(
    either(
        # (اليوم) (الخميس) 16 (من) (شهر) أبريل (نيسان) (الماضي)
        rf"(?:[pD]?O[,(]?)?(?:{_WEEKDAY})?{_DAY}f?T?f?{MONTH}{_WHEN}",
        rf"(?:{_WEEKDAY})?[do]f?(?:TR|qT)",  # الثاني عشر من الشهر المقبل
        rf"(?:{_WEEKDAY})?(?<![HDKTYf])dR",  # في 17 الجاري, not «الساعات الـ24 الماضية»
        rf"(?:{LEAD}f?)?(?:N|y-d-d|d-d-y)",
        "[pD]?O(?!o)(?:[,(]?[pD]{0,2}W)?",  # أمس (الأحد)
        rf"[pD]?W(?:R|[,(]?p?O|p?f?i?(?:{_PERIOD}))?",  # الثلاثاء من الأسبوع المقبل
        rf"(?:{LEAD}f?)?P?f?Tf?{MONTH}{_WHEN}",  # شهر مايو
        rf"(?:{LEAD}f?)?P?f?{MONTH}(?:R|{_YEAR}|f?i?YR)",  # مايو الماضي
        r"(?:[isbau]f?P?|P)f?(?:M(?:[/(]?[Mm]\)?)?|m[/(]M\)?)",  # في مايو
        r"M[/(]M\)?",  # شباط/فبراير
        rf"(?:{LEAD}f?P?|P)f?Y?f?y(?:Jf?Y?f?y)?|[YS]f?y(?:Jf?Y?f?y)?|yJy",  # منذ عام 2011
        rf"[kl]?P?f?(?:{_PERIOD})|[Qq]{COUNT}{UNIT}|{UNIT}f?{COUNT}R",  # الأيام الثلاثة الماضية
        rf"[sb]w?{COUNT}{{0,2}}w?{UNIT}(?![RfdoMmOW])|sw?{COUNT}{{1,2}}w?{UNIT}",  # not «قبل يوم من القمة»
        "if?E",
    ),
    first_weekday=6,
)
