"""What belongs to no one noun: updates seen before, and how much there is."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import Backlog
from bot.store.base import Counts
from bot.store.database import change, query, when

# Telegram keeps updates for 24 hours (Bot API: getUpdates), Slack repeats an event within an hour.
_REMEMBERED = timedelta(days=1)

_STATUSES = ("pending", "sending", "sent", "dead", "cancelled")


def seen(db: Database, transport: str, key: str, now: datetime) -> bool:
    """Whether this update was remembered within the last day; see Store.seen."""
    rows = query(
        db,
        "select 1 from updates where transport = :transport and key = :key and at > :before",
        transport=transport,
        key=key,
        before=now - _REMEMBERED,
    )
    return bool(rows)


def remember(db: Database, transport: str, key: str, now: datetime) -> None:
    """Count this update as seen from now on, and forget those of more than a day ago."""
    change(db, "delete from updates where at <= :before", before=now - _REMEMBERED)
    change(
        db,
        "insert into updates (transport, key, at) values (:transport, :key, :now) on conflict do nothing",
        transport=transport,
        key=key,
        now=now,
    )


def backlog(db: Database) -> Backlog:
    """What is still to be sent or was given up, and what the database takes."""
    (row,) = query(
        db,
        """
        select count(*) as waiting, min(created_at) as oldest, total(uncertain) as uncertain,
            (select count(*) from deliveries where status = 'dead' and digest is null) as dead,
            (
                select total(uncertain) from deliveries where status = 'dead' and digest is null
            ) as dead_uncertain,
            (
                select count(*) from channels
                where not active and exists (select 1 from subscriptions where channel_id = channels.id)
            ) as held,
            (select page_count * page_size from pragma_page_count(), pragma_page_size()) as size
        from deliveries where status in ('pending', 'sending') and digest is null
        """,
    )
    uncertain = int(row["uncertain"] + row["dead_uncertain"])
    return Backlog(row["waiting"], when(row["oldest"]), uncertain, row["dead"], row["held"], row["size"])


def catch_up(db: Database, since: datetime) -> None:
    """Distrust what the database knows of the time after it was copied; see Store.catch_up."""
    for sql in (
        "update feeds set ok_at = null",
        "delete from held where until < :since",
        """
        update deliveries set status = 'cancelled', lease_until = null
        where status in ('pending', 'sending') and due_at < :since
        """,
        "update deliveries set uncertain = 1 where status in ('pending', 'sending')",
    ):
        change(db, sql, since=since)


def counts(db: Database) -> Counts:
    """How much there is; every status is named, also where it has none. A digest is one."""
    (row,) = query(
        db,
        "select (select count(*) from entries) as entries, (select count(*) from alerts) as alerts",
    )
    rows = query(db, "select status, count(*) as number from deliveries where digest is null group by status")
    deliveries = dict.fromkeys(_STATUSES, 0) | {item["status"]: item["number"] for item in rows}
    return Counts(row["entries"], row["alerts"], deliveries)
