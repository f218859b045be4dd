"""Which days a date expression means, seen from the time a text appeared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.reading.dates import days
from bot.reading.dates.days import Days
from bot.reading.dates.written import Unit, Written

_AHEAD = 3  # a date without its year is named up to three months before it, and up to nine after it
_LENGTHS: dict[Unit, int] = {"hour": 0, "day": 1, "week": 7, "weekend": 7}  # in days
_MONTHS: dict[Unit, int] = {"month": 1, "year": 12}
# How many "some days ago" may be: with more, a larger unit is used.
_SEVERAL: dict[Unit, int] = {"hour": 24, "day": 9, "week": 7, "weekend": 7, "month": 11, "year": 10}
_FEW = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """The days meant: as the words are usually read, and the first day if they speak of the future."""

    days: Days
    ahead: date | None = None
    stated: bool = False


def resolve(words: Written, now: datetime | None, first_weekday: int) -> Meant | None:
    """The days meant; None when there are none such, or when they hang on a time of publication not known.

    `now` is that time in the outlet's zone; `first_weekday` begins a week there.
    """
    if now and words.unit == "year" and words.which is not None and (words.days or words.month):
        words = replace(words, years=(now.year + words.which,), which=None)
    if words.month:
        return _dated(words, words.month, now and now.date())
    if words.years:
        return Meant(_part(_hull(map(days.year, words.years)), words), stated=True)
    if now is None:
        return None
    today = now.date()
    if words.days:
        within = _calendar(words, "month", today, first_weekday)
        day = days.at(within.start.year, within.start.month, words.days[0])
        return Meant(Days(day, day), stated=True) if day else None
    if words.offset is not None:
        day = days.shifted(today, words.offset)
        return _only(day if words.weekday is None else days.nearest(day, words.weekday))
    if words.weekday is not None:
        return _weekday(words, words.weekday, today, first_weekday)
    return _units(words, words.unit, now, first_weekday) if words.unit else None


def _only(day: date | None) -> Meant | None:
    return Meant(Days(day, day)) if day else None


def _hull(found: Iterable[Days]) -> Days:
    starts, stops = zip(*found, strict=True)
    return Days(min(starts), max(stops))


def _part(whole: Days, words: Written) -> Days:
    return days.third(whole, words.third) if words.third else whole


def _dated(words: Written, month: int, today: date | None) -> Meant | None:
    """A day or some days of a month, or the month."""
    if words.years:
        of_year = [days.month(words.years[0], month)]
    elif today:
        of_year = [days.month(today.year + years, month) for years in (-1, 0, 1)]
    else:
        return None
    found = [cut for whole in of_year if (cut := _cut(whole, words))]
    if not found or today is None or words.years:
        return Meant(found[0], stated=True) if found else None
    if words.which is not None:
        return _meant_by_which(found, words.which, today)
    same_weekday = [span for span in found if span.start.weekday() == words.weekday]
    usual = min(same_weekday or found, key=lambda span: _distance(span, today))
    ahead = next((span.start for span in found if span.stop >= today), None)
    return Meant(usual, ahead, stated=True)


def _cut(whole: Days, words: Written) -> Days | None:
    """Of a month what the words name."""
    if not words.days:
        return _part(whole, words)
    named = [days.at(whole.start.year, whole.start.month, day) for day in words.days]
    valid = sorted(day for day in named if day)
    return Days(valid[0], valid[-1]) if len(valid) == len(named) else None


def _meant_by_which(found: Sequence[Days], which: int, today: date) -> Meant | None:
    if which < 0:
        spans = [span for span in reversed(found) if span.stop < today]
    elif which > 0:
        spans = [span for span in found if span.start > today]
    else:
        spans = sorted(found, key=lambda span: abs((span.start - today).days))
    return Meant(spans[0], stated=True) if spans else None


def _distance(span: Days, today: date) -> int:
    if span.start > today:
        return _AHEAD * (span.start - today).days
    return max(0, (today - span.stop).days)


def _weekday(words: Written, weekday: int, today: date, first_weekday: int) -> Meant | None:
    past, future = days.latest(today, weekday), days.following(today, weekday)
    if words.which is not None and words.unit in ("week", "weekend"):
        within = days.week(today, first_weekday, words.which)
        return _only(days.following(within.start, weekday))
    if words.which is None:
        return Meant(Days(future, future) if words.limit == "later" else Days(past, past), future)
    if words.which < 0:
        return _only(days.latest(days.shifted(today, -1), weekday))
    if words.which > 0:
        return _only(days.following(days.shifted(today, 1), weekday))
    return _only(days.nearest(today, weekday))


def _units(words: Written, unit: Unit, now: datetime, first_weekday: int) -> Meant | None:
    """Days, weeks, months or years counted from publication."""
    today = now.date()
    if words.which is None and unit == "weekend":
        past = _calendar(words, unit, days.shifted(today, -5), first_weekday)
        return Meant(past, _calendar(words, unit, today, first_weekday).start)
    if words.which is None and not (words.third or words.limit):
        return Meant(_ago(unit, words.count, now))
    if words.count == 1 or words.which is None:
        whole = _part(_calendar(words, unit, today, first_weekday), words)
        if words.limit == "earlier":
            whole = Days(min(whole.start, today), min(whole.stop, today))
        elif words.limit == "later":
            whole = Days(max(whole.start, today), max(whole.stop, today))
        return Meant(whole)
    far = _moved(now, unit, (words.count or _SEVERAL[unit]) * (1 if words.which > 0 else -1))
    return Meant(Days(min(far, today), max(far, today)))


def _calendar(words: Written, unit: Unit, today: date, first_weekday: int) -> Days:
    """The calendar's day, week, month or year that is so many away."""
    which = words.which or 0
    if unit == "month":
        return days.month(today.year, today.month + which)
    if unit == "year":
        return days.year(today.year + which)
    if unit == "week":
        return days.week(today, first_weekday, which)
    if unit == "weekend":
        start = days.shifted(days.week(today, first_weekday, which).start, 5)
        return Days(start, days.shifted(start, 1))
    day = days.shifted(today, which * _LENGTHS[unit])
    return Days(day, day)


def _ago(unit: Unit, count: int, now: datetime) -> Days:
    """So many units ago, as exactly as one counts in that unit; 0 is several."""
    if not count:
        return Days(_moved(now, unit, -_SEVERAL[unit]), _moved(now, unit, -_FEW))
    day = _moved(now, unit, -count)
    if unit == "month":
        return days.month(day.year, day.month)
    if unit == "year":
        return days.year(day.year)
    slack = _LENGTHS[unit] // 2
    return Days(days.shifted(day, -slack), days.shifted(day, slack))


def _moved(now: datetime, unit: Unit, count: int) -> date:
    """The day so many units from now."""
    if unit == "hour":
        try:
            return (now + timedelta(hours=count)).date()
        except OverflowError:
            return now.date()
    if unit in _MONTHS:
        month = days.month(now.year, now.month + count * _MONTHS[unit])
        return min(days.shifted(month.start, now.day - 1), month.stop)
    return days.shifted(now.date(), count * _LENGTHS[unit])
