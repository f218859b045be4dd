"""When digests are due. Pure."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from bot.model import Schedule

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def next_time(schedule: Schedule, after: datetime) -> datetime:
    """The first time after this one (aware) at which a digest is due, aware UTC.

    A time that the clock skips on a day comes as much later as it skips; one that it shows twice, once.
    """
    return next(moment for moment in _times(schedule, after) if moment > after)


def _times(schedule: Schedule, after: datetime) -> Iterator[datetime]:
    """Its times from one that is not after this one, in order, without end."""
    zone = ZoneInfo(schedule.zone)
    local = after.astimezone(zone)
    if schedule.every == "hourly":
        moment = local.replace(minute=schedule.at.minute, second=0, microsecond=0).astimezone(UTC) - _HOUR
        while True:
            yield moment
            moment += _HOUR
    day = local.date() - _DAY
    while True:
        if schedule.every == "daily" or is_workday(day, schedule.zone):
            yield datetime.combine(day, schedule.at, zone).astimezone(UTC)
        day += _DAY


def is_workday(day: date, zone: str) -> bool:
    """Whether people work on this day of the week in the country of a time zone; in UTC until Friday."""
    country = get_global("zone_territories").get(zone, "001")
    locale = Locale.parse(f"und_{country}")
    return not locale.weekend_start <= day.weekday() <= locale.weekend_end
