"""What happened lately, counted."""

from collections import Counter
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import Address, Lately, Stats
from bot.store import chats
from bot.store.database import Row, query

DAY, WEEK = timedelta(days=1), timedelta(days=7)

TOLD = """
    select watch, sum(sent_at >= :day) as day, count(*) as week
    from deliveries join followed on followed.delivery_id = deliveries.id
    where channel_id = :channel and status = 'sent' and sent_at >= :week
    group by watch order by week desc, day desc, watch
"""
ALERTS = "select coalesce(sum(at >= :day), 0) as day, count(*) as week from alerts where at >= :week"
# The plus keeps SQLite from going through all entries by their feeds.
ENTRIES = """
    select feed, sum(seen_at >= :day) as day, count(*) as week from entries where seen_at >= :week
    group by +feed order by week desc, feed
"""
# Messages: what a digest tells is in one with it, or in none yet.
OPEN = "select count(*) as number from deliveries where status in ('pending', 'sending') and digest is null"
DEAD = """
    select channel_id, count(*) as number from deliveries
    where status = 'dead' and digest is null group by channel_id
"""


def stats(db: Database, address: Address, now: datetime) -> Stats:
    """What happened in a chat and in the bot; see Store.stats."""
    since = {"day": now - DAY, "week": now - WEEK}
    channel = chats.find(db, address)
    told = query(db, TOLD, channel=channel, **since)
    (alerts,) = query(db, ALERTS, **since)
    entries = query(db, ENTRIES, **since)
    (waiting,) = query(db, OPEN)
    dead = Counter({row["channel_id"]: row["number"] for row in query(db, DEAD)})
    return Stats(
        told={row["watch"]: _lately(row) for row in told},
        dead_here=dead[channel],
        alerts=_lately(alerts),
        entries={row["feed"]: _lately(row) for row in entries},
        waiting=waiting["number"],
        dead=dead.total(),
    )


def _lately(row: Row) -> Lately:
    return Lately(row["day"], row["week"])
