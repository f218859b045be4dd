"""Arithmetic on days that stays within the calendar: what lies beyond its ends is its first or last day."""

from datetime import date
from typing import NamedTuple

_LAST = date.max.toordinal()
_MONTHS = 12


class Days(NamedTuple):
    """From a day to a day, both included."""

    start: date
    stop: date


def shifted(day: date, days: int) -> date:
    """So many days later."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST))


def at(year: int, month: int, day: int) -> date | None:
    """The day of this date, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """A month of a year; numbers below 1 and above 12 are months of the years around it."""
    years, index = divmod(number - 1, _MONTHS)
    if not date.min.year <= year + years <= date.max.year:
        edge = date.min if year + years < date.min.year else date.max
        return Days(edge, edge)
    start = date(year + years, index + 1, 1)
    # Every month ends before the 32nd day from its first, and the next one has not ended by then.
    after = shifted(start, 31)
    return Days(start, shifted(after, -after.day) if after.month != start.month else after)


def year(number: int) -> Days:
    """A year."""
    within = min(max(number, date.min.year), date.max.year)
    return Days(date(within, 1, 1), date(within, 12, 31))


def week(day: date, first: int, distance: int) -> Days:
    """The week so many weeks after the one of this day, where weeks begin with this weekday."""
    start = shifted(day, 7 * distance - (day.weekday() - first) % 7)
    return Days(start, shifted(start, 6))


def latest(day: date, weekday: int) -> date:
    """The last such weekday up to this day, the day included."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def following(day: date, weekday: int) -> date:
    """The first such weekday from this day on, the day included."""
    return shifted(day, (weekday - day.weekday()) % 7)


def nearest(day: date, weekday: int) -> date:
    """The such weekday that is at most three days away."""
    return latest(shifted(day, 3), weekday)


def third(days: Days, number: int) -> Days:
    """The first, second or last third of a period."""
    length = (days.stop - days.start).days + 1
    start, stop = length * (number - 1) // 3, length * number // 3 - 1
    return Days(shifted(days.start, start), shifted(days.start, max(start, stop)))
