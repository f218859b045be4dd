"""Decisions: what each watch made of an entry, and why."""

from datetime import datetime

from sqlite_utils import Database

from bot.model import Decision, Reason
from bot.store import packing
from bot.store.database import change


def add(db: Database, entry_id: int, decision: Decision, now: datetime) -> None:
    """Store a decision. The first one stays, unless an edit of the entry turns a no into an alert."""
    change(
        db,
        """
        insert into decisions (entry_id, watch, alert, reason, why, spans, at)
        values (:id, :watch, :alert, :reason, :why, :spans, :now)
        on conflict do update set alert = excluded.alert, reason = excluded.reason, why = excluded.why,
            spans = excluded.spans, at = excluded.at
        where excluded.alert and not decisions.alert
        """,
        id=entry_id,
        watch=decision.match.watch,
        alert=decision.alert,
        reason=packing.pack([decision.reason], Reason),
        why=decision.match.why,
        spans=packing.spans(decision.match.spans),
        now=now,
    )


def settle(
    db: Database, entry_id: int, watch: str, reason: Reason, now: datetime, *, alert: bool = False
) -> None:
    """Say what became of an entry that waited, unless it was told."""
    change(
        db,
        """
        update decisions set alert = :alert, reason = :reason, at = :now
        where entry_id = :id and watch = :watch and not alert
        """,
        id=entry_id,
        watch=watch,
        alert=alert,
        reason=packing.pack([reason], Reason),
        now=now,
    )


def rename(db: Database, old: str, new: str) -> None:
    """Give a watch's decisions to its new name; the old one keeps those on entries that both decided on."""
    change(db, "update or ignore decisions set watch = :new where watch = :old", old=old, new=new)
