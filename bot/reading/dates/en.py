"""English dates: "Thursday, April 16", "16 April 2019", "last Tuesday", "three days ago"."""

from bot.reading.dates.grammar import COUNT, LEAD, UNIT, Grammar, either

_YEAR = "(?:,?i?y|f?[Qq]Y)?"
_WEEKDAY = r"[Qq]?Wp?\)?[,(]?i?f?"
_DAY = "dh?(?:[J-]f?dh?)?"
# What makes a number before "may" and "march" a day: "on 12 May", but "12 may be dead"
_SURE = "(?:dh|(?:(?<=[ifW])|(?<=W,))(?:d[J-])?d)"

GRAMMAR = Grammar(
    either(
        rf"(?:O[,(]?)?(?:{LEAD}f?)?(?:{_WEEKDAY})?(?:P?(?:M\.?|m)f?{_DAY}|{_DAY}f{{0,2}}M|{_SURE}f{{0,2}}m){_YEAR}",
        "(?:d-)?dm,?y",
        "dh?f{0,2}[Qq]T",  # the 16th of last month
        rf"(?:{LEAD}f?)?y-d-d",
        r"p?O(?:[,(]?i?p?W)?",  # today (Thursday)
        "[Qq]{0,2}Wp?(?:[,(]?p?O|,?i?f{0,2}[Qq]K)?",  # Tuesday of next week
        rf"(?:{LEAD}f?P?|P)f?M{_YEAR}|(?:{LEAD}P?|P)m{_YEAR}",  # in May
        rf"Q[Mm]|qM|Tf[Mm]{_YEAR}|[Mm],?y",  # last May
        rf"(?:{LEAD}f?P?|P)f?Y?y(?:[J-]y)?|Yy|Sf?y|y[J-]y",  # since 2015
        rf"[kl]?f?P?f?[Qq]{{1,2}}{COUNT}{{0,2}}{UNIT}",  # earlier this year, the last three days
        "(?:[kl]f?|[kl]?f?P)f{1,2}[KTY]",  # the end of the month
        rf"w?{COUNT}{{0,2}}w?{UNIT}A",  # three days ago
        "if?E",  # at the weekend
    )
)
