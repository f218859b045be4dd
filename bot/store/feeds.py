"""What is remembered of feeds between polls."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import Feed, FeedState
from bot.store.database import Row, change, query, when

_FIELDS = tuple(field.name for field in fields(FeedState))
_TIMES = ("next_at", "polled_at", "ok_at", "new_at")


def sync(db: Database, feeds: Sequence[Feed]) -> None:
    """Make the configured feeds known; see Store.sync_feeds."""
    change(db, "update feeds set wanted = 0")
    want = "update feeds set wanted = :wanted where name = :name"
    for feed in feeds:
        known = query(db, "select url from feeds where name = :name", name=feed.name)
        if not known:
            change(db, "insert into feeds (name, url) values (:name, :url)", name=feed.name, url=feed.url)
        elif known[0]["url"] != feed.url:
            _write(db, FeedState(feed.name, feed.url))
        change(db, want, name=feed.name, wanted=feed.enabled)


def claim(db: Database, now: datetime, lease: timedelta, limit: int) -> list[FeedState]:
    """Take what is due; see Store.claim_feeds."""
    rows = query(
        db,
        """
        update feeds set lease_until = :until where name in (
            select name from feeds
            where wanted and not gone
            and coalesce(next_at <= :now, true) and coalesce(lease_until <= :now, true)
            order by next_at, name limit :limit
        )
        returning *
        """,
        now=now,
        until=now + lease,
        limit=limit,
    )
    # RETURNING promises no order (sqlite.org/lang_returning.html).
    rows.sort(key=lambda row: (row["next_at"] is not None, row["next_at"], row["name"]))
    return [_state(row) for row in rows]


def states(db: Database) -> list[FeedState]:
    """Every configured and enabled feed, by name."""
    return [_state(row) for row in query(db, "select * from feeds where wanted order by name")]


def save(db: Database, state: FeedState) -> None:
    """Store a feed's state and end its lease; see Store.save_feed.

    A poll of a URL that the config has replaced meanwhile says nothing of the new one, and changes nothing.
    """
    if query(db, "select 1 from feeds where name = :name and url = :url", name=state.name, url=state.url):
        _write(db, state)


def release_all(db: Database) -> int:
    """End every lease, for a bot that starts; how many a crash had left."""
    return change(db, "update feeds set lease_until = null where lease_until is not null")


def _write(db: Database, state: FeedState) -> None:
    change(
        db,
        """
        update feeds set url = :url, moved_to = :moved_to, moves = :moves, etag = :etag,
            last_modified = :last_modified, validators_url = :validators_url, body_hash = :body_hash,
            prints = :prints, ttl = :ttl, next_at = :next_at, polled_at = :polled_at, ok_at = :ok_at,
            new_at = :new_at, failures = :failures, error = :error, gone = :gone, told = :told,
            lease_until = null
        where name = :name
        """,
        **{name: getattr(state, name) for name in _FIELDS},
    )


def _state(row: Row) -> FeedState:
    values = {name: value for name, value in row.items() if name not in {"wanted", "lease_until"}}
    values |= {name: when(row[name]) for name in _TIMES}
    ttl = None if row["ttl"] is None else timedelta(microseconds=row["ttl"])
    return FeedState(**values | {"ttl": ttl, "gone": bool(row["gone"])})
