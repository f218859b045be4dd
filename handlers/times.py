"""When something is over, as people say it: "2h", "until 08:00", «ساعتين», "jusqu'à 8h".

A small grammar on purpose: a length or a time of day, in the habits of three languages, in any digits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from handlers.asking import MARKS

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FARTHEST = 30 * DAY
NOON, LAST_HOUR, LAST_MINUTE = 12, 23, 59

_VOWELS = "[\u064b-\u0652]"  # صباحًا, صباحاً and صباحا are one word

_UNITS = {
    MINUTE: "m min mins minute minutes mn د دقيقة دقيقه دقائق",
    HOUR: "h hr hrs hour hours heure heures س ساعة ساعه ساعات",
    DAY: "d day days j jour jours يوم يوما أيام ايام",
    7 * DAY: "w week weeks semaine semaines أسبوع اسبوع أسبوعا اسبوعا أسابيع اسابيع",
}
_UNIT = {word: length for length, words in _UNITS.items() for word in words.split()}
_WHOLE = {
    "half an hour": 30 * MINUTE,
    "une demi-heure": 30 * MINUTE,
    "نصف ساعة": 30 * MINUTE,
    "دقيقتين": 2 * MINUTE,
    "دقيقتان": 2 * MINUTE,
    "an hour": HOUR,
    "one hour": HOUR,
    "une heure": HOUR,
    "ساعة": HOUR,
    "ساعه": HOUR,
    "ساعتين": 2 * HOUR,
    "ساعتان": 2 * HOUR,
    "a day": DAY,
    "one day": DAY,
    "un jour": DAY,
    "يوم": DAY,
    "يومين": 2 * DAY,
    "يومان": 2 * DAY,
    "a week": 7 * DAY,
    "one week": 7 * DAY,
    "une semaine": 7 * DAY,
    "أسبوع": 7 * DAY,
    "اسبوع": 7 * DAY,
    "أسبوعين": 14 * DAY,
    "اسبوعين": 14 * DAY,
    "أسبوعان": 14 * DAY,
    "اسبوعان": 14 * DAY,
}
_MORNING = ("am", "a.m.", "ص", "صباحا", "du matin")
_EVENING = ("pm", "p.m.", "م", "مساء", "مساءا", "du soir")


def either(words: Iterable[str]) -> str:
    """A pattern of any of these words, of two that begin alike the longer; with vowel signs or without."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join("".join(map(_letter, word)) for word in longest_first)


def _letter(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    return re.escape(letter) + (f"{_VOWELS}*" if "ء" <= letter <= "ي" else "")


def bare(found: str) -> str:
    """What such a pattern found, as the word stood in it."""
    return re.sub(_VOWELS, "", " ".join(found.casefold().split()))


def _clock(which: str) -> str:
    """A pattern of a time of day; the names of its groups end so."""
    return rf"""
        (?P<hour{which}>\d{{1,2}})
        (?: \s*[:.٫]\s*(?P<minute{which}>\d\d) | \s*h\s*(?P<minute_h{which}>\d\d)
            | \s*h(?:eures?)? | \s*o'clock )?
        (?: \s*(?: (?P<morning{which}>{either(_MORNING)}) | (?P<evening{which}>{either(_EVENING)}) ) )?
    """


_TIME = re.compile(
    rf"""
    (?<!\S)
    (?:
        (?: (?:for|pendant|pour|لمدة|مدة)\s+ )?
        (?:
            (?P<whole>{either(_WHOLE)})
            | (?P<hours>\d{{1,6}})\s*h\s*(?P<minutes>\d\d)(?:\s*m(?:in)?)?
            | (?P<number>\d{{1,6}})\s*(?P<unit>{either(_UNIT)})
        )
        | (?: (?:until|till|til|jusqu'[àa]|حتى|حتي|إلى|الى|لغاية)\s*(?:الساعة\s+)? | (?=\d\d?:\d) )
        {_clock("")}
    )
    (?=[\s,،;؛]|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_HOURS = re.compile(
    rf"""
    (?: (?:from|between|de|من)\s+ )? (?:الساعة\s+)? {_clock("_a")}
    \s* (?: [-–—] | to | till | until | and | à | jusqu'[àa] | et | إلى | الى | حتى ) \s*
    (?:الساعة\s+)? {_clock("_b")}
    (?: [\s,،;؛]+ (?P<rest>.*) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Until:
    """When something is over, as it was said."""

    at: datetime | None  # aware UTC, after now; None: at once, farther than FARTHEST, or at no time of a day
    rest: str  # what else was said


def read_until(words: str, now: datetime, zone: tzinfo) -> Until | None:
    """The first length or time of day in these words, which may stand before or behind others.

    A time of day is the next that comes in this zone. None when there is neither.
    """
    words = words.translate(MARKS).replace("’", "'")
    found = _TIME.search(words)
    if found is None:
        return None
    rest = f"{words[: found.start()].strip()} {words[found.end() :].strip()}".strip(" ,،;؛")
    if found["hour"] is not None:
        return Until(_next(found, now, zone), rest)
    length = _length(found)
    return Until(now + length if timedelta(0) < length <= FARTHEST else None, rest)


def _length(found: re.Match[str]) -> timedelta:
    if found["whole"] is not None:
        return _WHOLE[bare(found["whole"])]
    if found["hours"] is not None:
        return int(found["hours"]) * HOUR + int(found["minutes"]) * MINUTE
    return int(found["number"]) * _UNIT[bare(found["unit"])]


def _next(found: re.Match[str], now: datetime, zone: tzinfo) -> datetime | None:
    """The time of day as it comes next; None when no day has it."""
    at = _of_day(found, "")
    if at is None:
        return None
    today = now.astimezone(zone).date()
    days = (datetime.combine(today + day * DAY, at, zone).astimezone(UTC) for day in range(3))
    return next(moment for moment in days if moment > now)


def _of_day(found: re.Match[str], which: str) -> time | None:
    """A time of day; None when no day has it."""
    hour = int(found["hour" + which])
    minute = int(found["minute" + which] or found["minute_h" + which] or 0)
    if found["morning" + which] or found["evening" + which]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found["evening" + which] else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    return time(hour, minute) if hour <= LAST_HOUR and minute <= LAST_MINUTE else None


_AT = re.compile(
    rf"(?<!\S)(?P<said>(?:at|à|الساعة|في|عند)\s+(?:الساعة\s+)?)?{_clock('').strip()}(?=[\s,،;؛]|$)",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class At:
    """A time of day, as it was said."""

    at: time | None  # None: one that no day has
    rest: str  # what else was said


def read_time(words: str) -> At | None:
    """The first time of day in these words, "08:00" or "at 8pm"; a bare number only where it comes first."""
    words = words.translate(MARKS).replace("’", "'")
    for found in _AT.finditer(words):
        if found.start() and found[0].isdecimal():
            continue
        return At(_of_day(found, ""), f"{words[: found.start()]} {words[found.end() :]}".strip(" ,،;؛"))
    return None


@dataclass(frozen=True, slots=True)
class Hours:
    """Some hours of every day."""

    begins: time
    ends: time  # another; before `begins`: of the next day
    rest: str  # what was said behind them


def read_hours(words: str) -> Hours | None:
    """The hours that these words begin with, "23:00-07:00" or "from 11pm to 7am"; None without any."""
    found = _HOURS.fullmatch(words.translate(MARKS).replace("’", "'"))
    if found is None:
        return None
    begins, ends = _of_day(found, "_a"), _of_day(found, "_b")
    if begins is None or ends is None or begins == ends:
        return None
    return Hours(begins, ends, (found["rest"] or "").strip())
