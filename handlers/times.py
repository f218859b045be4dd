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

_UNITS = {
    MINUTE: "m min mins minute minutes mn د دقيقة دقيقه دقائق",
    HOUR: "h hr hrs hour hours heure heures س ساعة ساعه ساعات",
    DAY: "d day days j jour jours يوم يوما يومًا أيام ايام",
    7 * DAY: "w week weeks semaine semaines أسبوع اسبوع أسبوعا أسبوعًا أسابيع اسابيع",
}
_UNIT = {word: length for length, words in _UNITS.items() for word in words.split()}
_WHOLE = {
    "half an hour": 30 * MINUTE,
    "une demi-heure": 30 * MINUTE,
    "نصف ساعة": 30 * MINUTE,
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
}
_MORNING = ("am", "a.m.", "ص", "صباحا", "صباحًا", "du matin")
_EVENING = ("pm", "p.m.", "م", "مساء", "مساءً", "du soir")


def _either(words: Iterable[str]) -> str:
    """A pattern of any of these words, of two that begin alike the longer."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


_CLOCK = rf"""
    (?P<hour>\d{{1,2}})
    (?: \s*[:.٫]\s*(?P<minute>\d\d) | \s*h\s*(?P<minute_h>\d\d) | \s*h(?:eures?)? | \s*o'clock )?
    (?: \s*(?: (?P<morning>{_either(_MORNING)}) | (?P<evening>{_either(_EVENING)}) ) )?
"""
_TIME = re.compile(
    rf"""
    (?<!\S)
    (?:
        (?: (?:for|pendant|pour|لمدة|مدة)\s+ )?
        (?:
            (?P<whole>{_either(_WHOLE)})
            | (?P<hours>\d{{1,6}})\s*h\s*(?P<minutes>\d\d)(?:\s*m(?:in)?)?
            | (?P<number>\d{{1,6}})\s*(?P<unit>{_either(_UNIT)})
        )
        | (?: (?:until|till|til|jusqu'[àa]|حتى|حتي|إلى|الى|لغاية)\s*(?:الساعة\s+)? | (?=\d\d?:\d) ) {_CLOCK}
    )
    (?=[\s,،;؛]|$)
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
        return _WHOLE[" ".join(found["whole"].casefold().split())]
    if found["hours"] is not None:
        return int(found["hours"]) * HOUR + int(found["minutes"]) * MINUTE
    return int(found["number"]) * _UNIT[found["unit"].casefold()]


def _next(found: re.Match[str], now: datetime, zone: tzinfo) -> datetime | None:
    """The time of day as it comes next; None when no day has it."""
    hour, minute = int(found["hour"]), int(found["minute"] or found["minute_h"] or 0)
    if found["morning"] or found["evening"]:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if found["evening"] else 0)
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return None
    today = now.astimezone(zone).date()
    days = (datetime.combine(today + day * DAY, time(hour, minute), zone).astimezone(UTC) for day in range(3))
    return next(at for at in days if at > now)
