"""Alerts: what was told, of which entry, in which words, and to which channels it goes."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from bot.model import Alert, Entry, Span
from bot.store.database import Row, change, query, when


def told(db: Database, entry_ids: Sequence[int], link_key: bytes | None) -> dict[str, str]:
    """The watches that were told of one of these entries or of this link -> the feed of the first alert."""
    rows = query(
        db,
        """
        select alerts.id, watch, feed from alerts join entries on entries.id = entry_id
        where entry_id in (select value from json_each(:ids))
        union
        select alerts.id, watch, feed from alerts join entries on entries.id = entry_id
        where link_key = :link_key
        order by 1 desc
        """,
        ids=list(entry_ids),
        link_key=link_key,
    )
    return {row["watch"]: row["feed"] for row in rows}


def add(
    db: Database,
    watch: str,
    entry_id: int,
    text_id: int,
    link_key: bytes | None,
    spans: Sequence[Span],
    now: datetime,
) -> int | None:
    """A new alert's id; None when the watch was told of this entry or link already."""
    rows = query(
        db,
        """
        insert into alerts (watch, entry_id, text_id, link_key, spans, at)
        values (:watch, :entry_id, :text_id, :link_key, :spans, :now)
        on conflict do nothing returning id
        """,
        watch=watch,
        entry_id=entry_id,
        text_id=text_id,
        link_key=link_key,
        spans=pack(spans),
        now=now,
    )
    return rows[0]["id"] if rows else None


def deliver(db: Database, alert_id: int, now: datetime) -> int:
    """Queue an alert, due now, for every channel that follows its watch, held or not; for how many."""
    return change(
        db,
        """
        insert into deliveries (channel_id, alert_id, due_at, created_at)
        select channels.id, alerts.id, :now, :now from alerts join channels
        where alerts.id = :alert_id and exists (
            select 1 from subscriptions
            where channel_id = channels.id and subscriptions.watch in (alerts.watch, '*')
        )
        order by channels.id
        """,
        alert_id=alert_id,
        now=now,
    )


def latest(db: Database, watches: Sequence[str], limit: int) -> list[Alert]:
    """The newest alerts of these watches; see Store.latest."""
    rows = query(
        db,
        """
        select * from quoted_alerts
        where :all or watch in (select value from json_each(:watches))
        order by at desc, alert_id desc limit :limit
        """,
        all="*" in watches,
        watches=list(watches),
        limit=limit,
    )
    return [from_row(row) for row in rows]


def rename(db: Database, old: str, new: str) -> None:
    """Give a watch's alerts and decisions to its new name.

    Where both names have one of the same entry or link, the old name keeps its own.
    """
    change(db, "update or ignore alerts set watch = :new where watch = :old", old=old, new=new)
    change(db, "update or ignore decisions set watch = :new where watch = :old", old=old, new=new)


def from_row(row: Row) -> Alert:
    """An alert from a row that has the columns of the view quoted_alerts."""
    entry = Entry(
        feed=row["feed"],
        title=row["title"],
        summary=row["summary"],
        content=row["content"],
        link=row["link"],
        guid=row["guid"],
        published=when(row["published"]),
        language=row["language"],
    )
    spans = tuple(Span(part, start, end) for part, start, end in json.loads(row["spans"]))
    return Alert(row["alert_id"], row["watch"], entry, spans, when(row["at"]))


def pack(spans: Sequence[Span]) -> list[tuple[str, int, int]]:
    """Spans as they are stored, in JSON."""
    return [(span.part, span.start, span.end) for span in spans]
