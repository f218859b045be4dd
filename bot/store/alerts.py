"""Alerts: what was told, of which entry, in which words, for which watches, and to which channels it goes."""

import json
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import itemgetter

from sqlite_utils import Database

from bot.model import Alert, Change, Decision, Span
from bot.reading.spans import merged
from bot.store import packing, stories
from bot.store.database import Row, change, query, query_each, when

_KINDS = ("new", "update", "correction")  # an alert is the last of what it is to its watches


class Told:
    """What was told of many entries and links, asked at once: most were told nobody."""

    def __init__(self, db: Database, entry_ids: Collection[int], link_keys: Collection[bytes]) -> None:
        asked = (("entry_id", entry_ids), ("link_key", link_keys))
        rows = [row for column, each in asked for row in query_each(db, _TOLD.format(column=column), each)]
        self._rows = sorted(rows, key=itemgetter("alert_id"), reverse=True)

    def of(self, entry_ids: Collection[int], link_key: bytes | None) -> dict[str, str]:
        """The watches that were told of one of these entries or of this link -> the first alert's feed."""
        return {
            row["watch"]: row["feed"]
            for row in self._rows
            if row["entry_id"] in entry_ids or (link_key is not None and row["link_key"] == link_key)
        }


_TOLD = """
    select alert_id, watch, feed, entry_id, link_key
    from alert_watches join entries on entries.id = entry_id where {column} in (:each)
"""


@dataclass(frozen=True, slots=True)
class Source:
    """The stored entry that an alert quotes."""

    entry_id: int
    text_id: int
    link_key: bytes | None
    story: int | None


def add(db: Database, source: Source, decisions: Sequence[Decision], now: datetime) -> int | None:
    """The id of a new alert for the watches of these decisions; None when all were told already.

    Left out are those to which it would be new, and that were told of this entry or link.
    """
    (row,) = query(
        db,
        """
        insert into alerts (entry_id, text_id, at, story_id)
        values (:entry_id, :text_id, :now, :story) returning id
        """,
        entry_id=source.entry_id,
        text_id=source.text_id,
        now=now,
        story=source.story,
    )
    alert_id: int = row["id"]
    added = [_add_watch(db, alert_id, source.link_key, decision) for decision in decisions]
    if any(added):
        return alert_id
    change(db, "delete from alerts where id = :id", id=alert_id)
    return None


def _add_watch(db: Database, alert_id: int, link_key: bytes | None, decision: Decision) -> int:
    """0 when it would be new to a watch that was told of the alert's entry or of this link before, else 1."""
    return change(
        db,
        """
        insert into alert_watches (alert_id, watch, entry_id, link_key, spans, kind, changes, unconfirmed)
        select id, :watch, entry_id, :link_key, :spans, :kind, :changes, :unconfirmed
        from alerts where id = :id
        on conflict do nothing
        """,
        id=alert_id,
        watch=decision.match.watch,
        link_key=link_key,
        spans=packing.spans(decision.match.spans),
        kind=decision.kind,
        changes=packing.pack(decision.changes, Change),
        unconfirmed=decision.unconfirmed,
    )


def deliver(db: Database, alert_id: int, urgencies: Mapping[str, int], now: datetime) -> int:
    """Queue an alert, due now, for every channel that follows one of these watches, held or not; how many.

    It is as urgent as to the watch to which it is most. Left out are channels that know all of it, by another
    watch that they follow.
    """
    rows = query(
        db,
        """
        select distinct channel_id from subscriptions
        where watch in (select value from json_each(:watches)) or (watch = '*' and :watches <> '[]')
        order by channel_id
        """,
        watches=_added(db, alert_id, list(urgencies)),
    )
    channels = [row["channel_id"] for row in rows]
    if _is_later(db, alert_id):
        channels = [channel for channel in channels if not _knows(db, channel, alert_id)]
    for channel in channels:
        change(
            db,
            """
            insert into deliveries (channel_id, alert_id, urgency, due_at, created_at)
            values (:channel, :alert_id, :urgency, :now, :now)
            """,
            channel=channel,
            urgency=max(urgencies.values()),
            alert_id=alert_id,
            now=now,
        )
    return len(channels)


def _added(db: Database, alert_id: int, watches: Sequence[str]) -> list[str]:
    """Those of these watches that an alert is for: some were told of its entry before."""
    rows = query(db, "select watch from alert_watches where alert_id = :id", id=alert_id)
    return [row["watch"] for row in rows if row["watch"] in watches]


def _is_later(db: Database, alert_id: int) -> bool:
    """Whether there was an alert of its story before; most have none, and then no channel need be asked."""
    return bool(
        query(
            db,
            """
            select 1 from alerts
            where story_id = (select story_id from alerts where id = :alert_id) and id < :alert_id limit 1
            """,
            alert_id=alert_id,
        )
    )


def _knows(db: Database, channel: int, alert_id: int) -> bool:
    """Whether a channel was told the story of an alert, and all that the alert tells it."""
    rows = query(
        db,
        """
        select alert_watches.alert_id, changes from alert_watches
        join alerts on alerts.id = alert_watches.alert_id
        where alerts.story_id = (select story_id from alerts where id = :alert_id)
        and exists (
            select 1 from subscriptions
            where channel_id = :channel and subscriptions.watch in (alert_watches.watch, '*')
        )
        and (alerts.id = :alert_id or exists (
            select 1 from deliveries where deliveries.alert_id = alerts.id
            and channel_id = :channel and status not in ('dead', 'cancelled')
        ))
        """,
        alert_id=alert_id,
        channel=channel,
    )
    told, new = set[Hashable](), set[Hashable]()
    for row in rows:
        keys = new if row["alert_id"] == alert_id else told
        keys |= {one.now.key for one in packing.unpack(row["changes"], Change)}
    return any(row["alert_id"] != alert_id for row in rows) and new <= told


_NEWEST = "select * from quoted_alerts order by alert_id desc limit :limit"

# The newest of each watch are looked up, however many it has; of those the newest are taken.
NEWEST_OF = """
    select * from quoted_alerts where alert_id in (
        select newest.alert_id from json_each(:watches) as asked
        join alert_watches as newest on newest.id in (
            select id from alert_watches where watch = asked.value order by alert_id desc limit :limit
        )
    )
    order by alert_id desc limit :limit
"""

_WATCHES = """
    select watch, spans, kind, changes, unconfirmed from alert_watches
    where alert_id = :id and (:all or watch in (select value from json_each(:watches)))
    order by id
"""


def latest(db: Database, watches: Sequence[str], limit: int) -> list[Alert]:
    """The newest alerts of these watches; see Store.latest."""
    asked = {"all": "*" in watches, "watches": list(watches)}
    rows = query(db, _NEWEST if asked["all"] else NEWEST_OF, limit=limit, **asked)
    return [_alert(db, row, query(db, _WATCHES, id=row["alert_id"], **asked)) for row in rows]


OF_STORY = """
    select * from quoted_alerts where story_id = :story and (:all or exists (
        select 1 from alert_watches where alert_watches.alert_id = quoted_alerts.alert_id
        and watch in (select value from json_each(:watches))
    ))
    order by alert_id desc limit :limit
"""


def of_story(db: Database, story: int, watches: Sequence[str], limit: int) -> list[Alert]:
    """The last alerts of a story for these watches, in the order of telling, each as it was sent first."""
    asked = {"all": "*" in watches, "watches": list(watches)}
    rows = query(db, OF_STORY, story=story, limit=limit, **asked)
    return [_as_sent(row, query(db, _WATCHES, id=row["alert_id"], **asked)) for row in reversed(rows)]


QUOTED = "select * from quoted_alerts where alert_id = :id"

FOLLOWED = "select watch, spans, kind, changes, unconfirmed from followed where delivery_id = :id order by id"


def followed(db: Database, delivery_id: int, alert_id: int) -> Alert:
    """The alert of a delivery, for those of its watches that the channel follows."""
    (row,) = query(db, QUOTED, id=alert_id)
    return _alert(db, row, query(db, FOLLOWED, id=delivery_id))


def followed_as_sent(db: Database, delivery_id: int, alert_id: int) -> Alert:
    """The same, with nothing that became known of its story since."""
    (row,) = query(db, QUOTED, id=alert_id)
    return _as_sent(row, query(db, FOLLOWED, id=delivery_id))


def rename(db: Database, old: str, new: str) -> None:
    """Give a watch's alerts to its new name.

    What both names were told of by one alert is the new one's; where it was by two alerts, of one entry or
    link, the old name keeps its own.
    """
    change(db, "update or ignore alert_watches set watch = :new where watch = :old", old=old, new=new)
    change(
        db,
        """
        delete from alert_watches
        where watch = :old and alert_id in (select alert_id from alert_watches where watch = :new)
        """,
        old=old,
        new=new,
    )


def _alert(db: Database, row: Row, told_for: Sequence[Row]) -> Alert:
    """The same as `_as_sent`, with what is known of its story by now."""
    sent = _as_sent(row, told_for)
    if sent.story is None:
        return sent
    later = _later(db, row, sent.watches, sent.changes)
    few = sent.unconfirmed
    if few and sent.kind == "new" and stories.publishers(db, sent.story) > few:
        few = 0  # others say so by now
    return replace(sent, outlets=stories.outlets(db, sent.story), later=later, unconfirmed=few)


def _as_sent(row: Row, told_for: Sequence[Row]) -> Alert:
    """An alert from a row with the columns of the view quoted_alerts, and the rows of its watches."""
    spans = (Span(part, start, end) for each in told_for for part, start, end in json.loads(each["spans"]))
    return Alert(
        row["alert_id"],
        tuple(each["watch"] for each in told_for),
        packing.entry(row),
        merged(spans),
        when(row["at"]),
        max((each["kind"] for each in told_for), key=_KINDS.index, default="new"),
        row["story_id"],
        _changes(told_for),
        unconfirmed=max((each["unconfirmed"] for each in told_for), default=0),
    )


def _changes(told_for: Sequence[Row]) -> tuple[Change, ...]:
    return tuple(dict.fromkeys(one for each in told_for for one in packing.unpack(each["changes"], Change)))


def _later(db: Database, row: Row, watches: Sequence[str], told: Sequence[Change]) -> tuple[Change, ...]:
    """What these watches were told of the story since; the newest of each series, against what was told.

    Without what is doubtful, of which a message of its own says so.
    """
    since = query(
        db,
        """
        select changes from alert_watches join alerts on alerts.id = alert_id
        where story_id = :story and alert_id > :id and watch in (select value from json_each(:watches))
        order by alert_watches.id
        """,
        story=row["story_id"],
        id=row["alert_id"],
        watches=list(watches),
    )
    before = {change.now.series: change.now for change in reversed(told)}
    newest = {change.now.series: change.now for change in _changes(since) if not change.doubtful}
    return tuple(Change(now, before.get(series)) for series, now in newest.items())
