"""A language's grammar of dates."""

import re
from dataclasses import dataclass

MONTH = r"[Mm](?:[/(]?[Mm]\)?)?"  # نيسان/أبريل
LEAD = "[isbau]"
EVERY = "z"  # no date begins with it: "every Friday"
UNIT = "[DKETYH]"
COUNT = "[cdnoev]"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The orders in which the words of a date stand, and when a week begins."""

    pattern: re.Pattern[str]  # over the letters of bot.reading.dates.words
    first_weekday: int = 0  # Monday


def either(*patterns: str) -> re.Pattern[str]:
    """The first of these that fits; none may hold an unbounded repetition."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in (f"{EVERY}[pD]?[WDKTYM]", *patterns)))
