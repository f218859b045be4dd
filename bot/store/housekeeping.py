"""What belongs to no one noun: updates seen before, and how much there is."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.store.base import Counts
from bot.store.database import change, query

# Telegram keeps updates for 24 hours (Bot API: getUpdates), Slack repeats an event within an hour.
_REMEMBERED = timedelta(days=1)

_STATUSES = ("pending", "sending", "sent", "dead", "cancelled")


def first_time(db: Database, transport: str, key: str, now: datetime) -> bool:
    """Whether this update was not seen within the last day; see Store.first_time."""
    change(db, "delete from updates where at <= :before", before=now - _REMEMBERED)
    added = change(
        db,
        "insert into updates (transport, key, at) values (:transport, :key, :now) on conflict do nothing",
        transport=transport,
        key=key,
        now=now,
    )
    return added == 1


def counts(db: Database) -> Counts:
    """How much there is; every status is named, also where it has none."""
    (row,) = query(
        db,
        "select (select count(*) from entries) as entries, (select count(*) from alerts) as alerts",
    )
    rows = query(db, "select status, count(*) as number from deliveries group by status")
    deliveries = dict.fromkeys(_STATUSES, 0) | {item["status"]: item["number"] for item in rows}
    return Counts(row["entries"], row["alerts"], deliveries)
