"""French dates: « jeudi 16 avril », « mardi dernier », « le 1er mai », « il y a trois jours »."""

from bot.reading.dates.grammar import COUNT, LEAD, MONTH, UNIT, Grammar, either

_WHEN = "(?:R|,?y|f{0,2}YR|f{0,2}qY)?"
_DAY = "[do]h?(?:[Ji-]f?[do]h?)?"
_PERIOD = f"q{COUNT}?R?{UNIT}|{UNIT}R|{COUNT}R{UNIT}|R{COUNT}?{UNIT}"

GRAMMAR = Grammar(
    either(
        rf"(?:O[,(]?)?(?:{LEAD}f?)?(?:q?W[,(]?i?f?)?{_DAY}f{{0,2}}{MONTH}{_WHEN}",
        "[do]h?f{0,2}(?:TR|qT)",  # le 16 du mois dernier
        rf"(?:{LEAD}f?)?(?:N|y-d-d|d-d-y)",
        r"O(?:p|[,(]?p?W)?",  # hier soir, hier mardi
        "q?Wp?(?:R|[,(]?f?O|f{1,2}KR|f?qK)?",  # mardi de la semaine prochaine
        rf"(?:{LEAD}f?P?|P)f{{0,2}}(?:Tf)?M{_WHEN}|M(?:R|,?y)|Tf?M{_WHEN}",  # en mai
        rf"(?:{LEAD}f?P?|P)f{{0,2}}Y?y(?:[Ji-]y)?|[YS]f?y|yJy",  # depuis 2015
        rf"[kl]?f{{0,2}}P?f{{0,2}}(?:{_PERIOD})",  # la semaine dernière, ces trois derniers jours
        "[kl]?f{0,2}Pf{1,2}[KTY]",  # fin du mois
        rf"[gs]w?{COUNT}{{1,2}}w?{UNIT}",  # il y a trois jours
        "if?E",
    )
)
