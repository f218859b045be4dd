"""What is told, or waits to be: of which story, to those who follow which watch, and in whose words."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from bot.model import Decision, Held, Match, Reason, Recorded, Release
from bot.store import alerts, decisions, edits, packing
from bot.store.database import change, query


def tell(db: Database, source: alerts.Source, news: Sequence[Decision], now: datetime) -> Recorded:
    """Make one alert of these decisions, if there are any, and queue it where a message of it is wanted.

    Else it is known, and the first message of its story may say it.
    """
    alert_id = alerts.add(db, source, news, now) if news else None
    if alert_id is None:
        return Recorded(0, 0, alerts=0, deliveries=0)
    if source.story is not None and any(one.update != "silent" for one in news):
        edits.mark(db, source.story, now)
    sent = {one.match.watch: one.urgency for one in news if one.sent}
    return Recorded(0, 0, alerts=1, deliveries=alerts.deliver(db, alert_id, sent, now))


def follow(db: Database, source: alerts.Source, made: Sequence[Decision], now: datetime) -> None:
    """Keep what waits by these decisions on an entry, and let go of what their alerts tell."""
    for decision in made:
        watch = decision.match.watch
        if decision.alert and (waited := _take(db, source.story, watch)):
            teller = Reason("told", outlet=_outlet(db, source.entry_id))
            decisions.settle(db, waited.entry_id, watch, teller, now)
        if decision.held:
            _keep(db, source, decision.held)


def release(db: Database, released: Sequence[Release], now: datetime) -> Recorded:
    """Tell what waited, if it does still; see Store.release."""
    due: defaultdict[alerts.Source, list[Decision]] = defaultdict(list)
    for one in released:
        if source := _take(db, one.story, one.decision.match.watch):
            due[source].append(one.decision)
    told = [_tell(db, source, made, now) for source, made in due.items()]
    return Recorded(
        0, 0, alerts=sum(one.alerts for one in told), deliveries=sum(one.deliveries for one in told)
    )


def _tell(db: Database, source: alerts.Source, made: Sequence[Decision], now: datetime) -> Recorded:
    """Do as was decided on what waited of one entry."""
    for decision in made:
        decisions.settle(
            db, source.entry_id, decision.match.watch, decision.reason, now, alert=decision.alert
        )
        if decision.held:
            _keep(db, source, decision.held)
    news = [decision for decision in made if decision.alert]
    return tell(db, source, news, now)


def _keep(db: Database, source: alerts.Source, held: Held) -> None:
    change(
        db,
        """
        insert or replace into held (story_id, watch, text_id, link_key, what, since, until)
        values (:story, :watch, :text_id, :link_key, :what, :since, :until)
        """,
        story=source.story,
        watch=held.match.watch,
        text_id=source.text_id,
        link_key=source.link_key,
        what=packing.pack([held.match], Match),
        since=held.since,
        until=held.until,
    )


def _take(db: Database, story: int | None, watch: str) -> alerts.Source | None:
    """What waited of a story for a watch, which it does no longer."""
    rows = query(
        db,
        """
        delete from held where story_id = :story and watch = :watch
        returning text_id, link_key, (select entry_id from texts where id = text_id) as entry_id
        """,
        story=story,
        watch=watch,
    )
    return (
        alerts.Source(rows[0]["entry_id"], rows[0]["text_id"], rows[0]["link_key"], story) if rows else None
    )


def _outlet(db: Database, entry_id: int) -> str:
    (row,) = query(db, "select feed from entries where id = :id", id=entry_id)
    feed: str = row["feed"]
    return feed


def rename(db: Database, old: str, new: str) -> None:
    """Give what waits for a watch to its new name, unless something waits for that already."""
    change(db, "update or ignore held set watch = :new where watch = :old", old=old, new=new)


def expire(db: Database, before: datetime) -> None:
    """Let go of what should have been told before then, as for a watch that is gone from the config."""
    change(db, "delete from held where until < :before", before=before)
