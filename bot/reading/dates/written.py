"""What a date expression says, word for word, before a calendar is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.reading.dates.words import NUMERIC, Word

Unit = Literal["hour", "day", "week", "weekend", "month", "year"]
Sense = Literal["at", "ago", "since", "until", "before", "after"]
Limit = Literal["earlier", "later"]

_UNITS: dict[str, Unit] = {
    "H": "hour",
    "D": "day",
    "K": "week",
    "E": "weekend",
    "T": "month",
    "Y": "year",
}
_SENSES: dict[str, Sense] = {"s": "since", "u": "until", "b": "before", "a": "after", "g": "ago", "A": "ago"}
_LIMITS: dict[str, Limit] = {"k": "earlier", "l": "later"}
_LEADS = "isubagfklpwJ,("  # what may stand before a date and is no part of it
_TAIL = ",(f"  # and behind it
_FAR = 3  # words in which a date's preposition is looked for
_MONTHS = "Mm"
_COUNTS = "cdno"
_DAY_OF_MONTH = re.compile(
    "[do]h?f*(?:[Qq]T|TR)|(?<![HDKTYf])dR$"
)  # "16 du mois dernier", against "last 3 months"
_SHORT = ("y-d-d", "d-d-y")


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of one date expression."""

    first: int  # its tokens, without the preposition before it
    end: int
    sense: Sense
    offset: int | None = None
    weekday: int | None = None
    days: tuple[int, ...] = ()  # of the month; two are a range
    month: int | None = None
    years: tuple[int, ...] = ()
    which: int | None = None  # the last (-1), this (0), the next (1) such
    unit: Unit | None = None
    count: int = 1  # of units; 0 is several
    third: int | None = None
    limit: Limit | None = None  # "later this week": the rest of it


def written(words: Sequence[Word], letters: str, first: int, end: int) -> Written:
    """What the words from `first` to before `end` say, where `letters` are those of them all."""
    while first < end - 1 and letters[first] in _LEADS:
        first += 1
    while end - 1 > first and letters[end - 1] in _TAIL:
        end -= 1
    lead = _lead(letters, first)
    parts, said = words[first:end], letters[first:end]
    days, month, years = _date(parts, said)
    return Written(
        parts[0].at,
        parts[-1].at + 1,
        _sense(lead, said),
        offset=_value(parts, "O"),
        weekday=_value(parts, "W"),
        days=days,
        month=month,
        years=years,
        which=_which(parts),
        unit=next((_UNITS[letter] for letter in said if letter in _UNITS), None),
        count=_count(parts, said),
        third=_value(parts, "P"),
        limit=next((_LIMITS[letter] for letter in lead if letter in _LIMITS), None),
    )


def _lead(letters: str, first: int) -> str:
    """The prepositions and the like right before a date, the nearest first."""
    before = letters[max(0, first - _FAR) : first]
    return before[len(before.rstrip(_LEADS)) :][::-1]


def _sense(lead: str, said: str) -> Sense:
    if "A" in said:
        return "ago"
    said_before = [_SENSES[letter] for letter in lead if letter in _SENSES]
    sense: Sense = said_before[0] if said_before else "at"
    if sense == "before" and not set(said) & set("QqROWMmy"):
        return "ago"  # «قبل عام»: a mere number of units
    return sense


def _value(parts: Sequence[Word], letters: str) -> int | None:
    return next((word.value for word in parts if word.letter in letters), None)


def _date(parts: Sequence[Word], said: str) -> tuple[tuple[int, ...], int | None, tuple[int, ...]]:
    """Days, month and years."""
    if said in _SHORT:
        numbers = [word.value for word in parts if word.letter != "-"]
        year, month, day = numbers if said.startswith("y") else numbers[::-1]
        return (day,), month, (year,)
    if numeric := next(filter(None, (NUMERIC.fullmatch(word.text) for word in parts)), None):
        year, month, day = (int(numeric[name] or numeric[name.upper()]) for name in "ymd")
        return (day,), month, (year,)
    named = _value(parts, _MONTHS)
    days = tuple(word.value for word in parts if word.letter in "do")[:2]
    years = tuple(word.value for word in parts if word.letter == "y")
    return days if named or _DAY_OF_MONTH.search(said) else (), named, years


def _which(parts: Sequence[Word]) -> int | None:
    said = [word.value for word in parts if word.letter in "QRq"]
    return next(filter(None, said), 0) if said else None


def _count(parts: Sequence[Word], said: str) -> int:
    counted = [word.value for word in parts if word.letter in _COUNTS]
    if counted:
        return sum(counted)  # خمسة عشر, twenty-five
    if "e" in said or "v" in said:
        return int("e" in said)
    own = _value(parts, "".join(_UNITS))
    return 1 if own is None else own
