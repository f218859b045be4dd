"""When entries appeared, as feeds write it. Pure."""

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz
from typing import Any

from feedparser.datetimes import _parse_date

AHEAD = timedelta(days=1)
"""A date further in the future is a mistake, and the entry counts as undated: time zones explain less."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# What nearly every date looks like; the libraries need many times the time for the same.
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) ([1-9]\d{3}) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|([+-])(\d\d)([0-5]\d))",
    re.ASCII,
)
_W3C = re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:[0-5]\d)", re.ASCII)
_ZONE = re.compile(r"\s(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?$")


def published(raw: dict[str, Any], now: datetime) -> datetime | None:
    """When the feed says that the entry appeared; when it was updated, if it says no more. Aware UTC.

    `raw` is what feedparser or `plain` made of the entry. None too for a date that lies AHEAD of `now`.
    """
    for name in ("published", "updated"):
        # Past feedparser's own `get`, which passes the one off as the other, and warns.
        if text := dict.get(raw, name):
            when = usual(text) or odd(text) or instant(_parsed(raw, name))
            if when is not None:
                return when if when <= now + AHEAD else None
    return None


def _parsed(raw: dict[str, Any], name: str) -> time.struct_time | None:
    """What feedparser makes of a date, in a document that it has read or in a plain one."""
    key = f"{name}_parsed"
    parsed: time.struct_time | None = (
        dict.get(raw, key) if dict.__contains__(raw, key) else _parse_date(raw[name])
    )
    return parsed


def usual(text: str) -> datetime | None:
    """A date in one of the two usual forms; None for any other, and for no date at all."""
    try:
        if _W3C.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
        if match := _RFC_822.fullmatch(text):
            day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
            when = datetime(
                int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second), tzinfo=UTC
            )
            ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
            return when + ahead if sign == "-" else when - ahead
    except (ValueError, OverflowError):  # no such day or month, or one past the calendar's end
        pass
    return None


def instant(parsed: time.struct_time | None) -> datetime | None:
    """Feedparser's times are UTC."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def odd(text: str) -> datetime | None:
    """RFC 822 dates with zones as people write them, `GMT+3` or `+03`, which feedparser misreads."""
    match = _ZONE.search(text.strip())
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    fields = parsedate_tz(f"{text.strip()[: match.start()]} {sign}{int(hours):02}{minutes or '00'}")
    try:
        return fields and datetime(*fields[:6], tzinfo=UTC) - timedelta(seconds=fields[9] or 0)
    except (ValueError, OverflowError):  # no such day, or one past the calendar's end
        return None
