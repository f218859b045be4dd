"""Entries: their identity, kept for ever, and their texts, kept for a time."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from bot.model import Entry, Finding, Identity, Memory, Poll, Recorded
from bot.store import alerts, decisions, edits, feeds, held, packing, stories, words
from bot.store.base import Kept
from bot.store.database import Row, change, change_each, insert, query, query_each, when


def recall(db: Database, feed: str, entries: Sequence[Identity]) -> list[Memory]:
    """What is known of each, in the same order; see Store.recall."""
    known = _Known(db, feed, entries)
    found = [known.of(identity) for identity in entries]
    oldest = {ids[0] for ids in found if ids}
    rows = {row["id"]: row for row in query_each(db, _REMEMBERED, oldest)}
    told = _told(db, entries, found)
    return [
        _memory(rows[ids[0]] if ids else None, told.of(ids, identity.link_key))
        for identity, ids in zip(entries, found, strict=True)
    ]


_REMEMBERED = """
    select id, digest, silent, story_id from entries left join reports on entry_id = id where id in (:each)
"""


def _memory(row: Row | None, told: Mapping[str, str]) -> Memory:
    if row is None:
        return Memory(told=told)
    return Memory(row["id"], row["digest"], bool(row["silent"]), row["story_id"], told)


def _told(db: Database, entries: Sequence[Identity], found: Sequence[Sequence[int]]) -> alerts.Told:
    """What was told of these entries, by the ids found of each, and of their links."""
    ids = {entry_id for each in found for entry_id in each}
    return alerts.Told(db, ids, {one.link_key for one in entries if one.link_key is not None})


class _Known:
    """The ids of a feed's entries by their keys, for these entries."""

    def __init__(self, db: Database, feed: str, entries: Sequence[Identity]) -> None:
        sql = "select key, entry_id from entry_keys where feed = :feed and key in (:each)"
        keys = {key for identity in entries for key in identity.keys}
        self._ids = {row["key"]: row["entry_id"] for row in query_each(db, sql, keys, feed=feed)}
        self._feed = feed
        self._new: dict[bytes, int] = {}  # what nothing was known by until now

    def of(self, identity: Identity) -> list[int]:
        """The entries that have any of its keys, oldest first; more than one when an edit joined them."""
        return sorted({self._ids[key] for key in identity.keys if key in self._ids})

    def add(self, identity: Identity, entry_id: int) -> None:
        """Those keys of an entry that nothing was known by are its own from now on."""
        new = dict.fromkeys(identity.keys - self._ids.keys(), entry_id)
        self._ids.update(new)
        self._new.update(new)

    def save(self, db: Database) -> None:
        """Store what was added."""
        change_each(
            db,
            "insert into entry_keys (feed, key, entry_id) values (:feed, :key, :id)",
            ({"feed": self._feed, "key": key, "id": self._new[key]} for key in sorted(self._new)),
        )


def record(db: Database, poll: Poll) -> Recorded:
    """Store all that a poll changes; see Store.record."""
    feeds.save(db, poll.state)
    # Asked again rather than taken from the findings' memories, which may be older than another poll.
    known = _Known(db, poll.state.name, [finding.identity for finding in poll.findings])
    outcomes = [_store(db, poll.state.name, finding, known, poll.at) for finding in poll.findings]
    known.save(db)
    return Recorded(
        new=sum(outcome.new for outcome in outcomes),
        changed=sum(outcome.changed for outcome in outcomes),
        alerts=sum(outcome.alerts for outcome in outcomes),
        deliveries=sum(outcome.deliveries for outcome in outcomes),
    )


def _store(db: Database, feed: str, finding: Finding, known: _Known, now: datetime) -> Recorded:
    identity = finding.identity
    ids = known.of(identity)
    if ids:
        entry_id, new, changed = ids[0], 0, _change(db, ids[0], finding)
    else:
        entry_id, new, changed = _add(db, feed, finding, now), 1, 0
    known.add(identity, entry_id)
    if finding.member and stories.join(db, entry_id, finding.member):
        edits.mark(db, finding.member.story, now)
    if not finding.decisions:
        return Recorded(new, changed, alerts=0, deliveries=0)
    return replace(_decide(db, entry_id, ids, finding, now), new=new, changed=changed)


def _decide(db: Database, entry_id: int, ids: Sequence[int], finding: Finding, now: datetime) -> Recorded:
    """Store what was decided on an entry, which was known by these ids before, and what comes of it."""
    for decision in finding.decisions:
        decisions.add(db, entry_id, decision, now)
    told = _told(db, [finding.identity], [ids]).of(ids, finding.identity.link_key)
    news = [
        one for one in finding.decisions if one.alert and (one.kind != "new" or one.match.watch not in told)
    ]
    if not news and not any(decision.held for decision in finding.decisions):
        return Recorded(0, 0, alerts=0, deliveries=0)
    source = _source(db, entry_id, finding)
    held.follow(db, source, finding.decisions, now)
    return held.tell(db, source, news, now)


def _add(db: Database, feed: str, finding: Finding, now: datetime) -> int:
    entry_id = insert(
        db,
        "insert into entries (feed, digest, silent, seen_at) values (:feed, :digest, :silent, :now)",
        feed=feed,
        digest=finding.digest,
        silent=finding.silent,
        now=now,
    )
    _write(db, entry_id, finding.entry, new=True)
    return entry_id


def _change(db: Database, entry_id: int, finding: Finding) -> int:
    """Replace an entry's text when it is another one; 1 when it is."""
    changed = change(
        db,
        "update entries set digest = :digest where id = :id and digest <> :digest",
        id=entry_id,
        digest=finding.digest,
    )
    if changed:
        _forget(db, entry_id)
        _write(db, entry_id, finding.entry)
    return changed


def _write(db: Database, entry_id: int, entry: Entry, *, new: bool = False) -> int:
    """The id of an entry's text, stored; nothing is stored of a `new` one yet."""
    text_id = insert(
        db,
        """
        insert into texts (entry_id, title, summary, content, link, guid, published, language, seen_at)
        select id, :title, :summary, :content, :link, :guid, :published, :language, seen_at
        from entries where id = :id
        """,
        id=entry_id,
        title=entry.title,
        summary=entry.summary,
        content=entry.content,
        link=entry.link,
        guid=entry.guid,
        published=entry.published,
        language=entry.language,
    )
    words.put(db, entry_id, entry, new=new)
    return text_id


def _forget(db: Database, entry_id: int) -> None:
    """Drop what an entry said before, unless an alert quotes it, or will."""
    change(
        db,
        """
        delete from texts where entry_id = :id
        and not exists (select 1 from alerts where text_id = texts.id)
        and not exists (select 1 from held where text_id = texts.id)
        """,
        id=entry_id,
    )


def _source(db: Database, entry_id: int, finding: Finding) -> alerts.Source:
    """What an alert of this entry quotes."""
    # Retention may have dropped the text of an entry that only now, by a new watch, becomes an alert.
    rows = query(db, "select max(id) as id from texts where entry_id = :id", id=entry_id)
    text_id = rows[0]["id"] or _write(db, entry_id, finding.entry)
    story = finding.member.story if finding.member else None
    return alerts.Source(entry_id, text_id, finding.identity.link_key, story)


def kept(
    db: Database, after: int, limit: int, since: datetime | None = None, until: datetime | None = None
) -> list[Kept]:
    """The next texts behind the one of this id; see Store.kept."""
    rows = query(
        db,
        """
        select texts.*, entries.feed from texts join entries on entries.id = texts.entry_id
        where texts.id > :after
        and (:since is null or coalesce(texts.published, texts.seen_at) >= :since)
        and (:until is null or coalesce(texts.published, texts.seen_at) < :until)
        order by texts.id limit :limit
        """,
        after=after,
        limit=limit,
        since=since,
        until=until,
    )
    return [Kept(row["id"], row["entry_id"], packing.entry(row), when(row["seen_at"])) for row in rows]


def dropped(db: Database, since: datetime | None = None, until: datetime | None = None) -> int:
    """How many entries have no text any more; see Store.dropped."""
    (row,) = query(
        db,
        """
        select count(*) as number from entries
        where not exists (select 1 from texts where texts.entry_id = entries.id)
        and (:since is null or seen_at >= :since) and (:until is null or seen_at < :until)
        """,
        since=since,
        until=until,
    )
    number: int = row["number"]
    return number


def prune(db: Database, before: datetime, limit: int) -> int:
    """Drop the texts of old entries without an alert, and what was decided on them; see Store.prune."""
    held.expire(db, before)
    dropped = query(
        db,
        """
        delete from texts where id in (
            select id from texts
            where seen_at < :before
            and not exists (select 1 from alerts where alerts.entry_id = texts.entry_id)
            and not exists (select 1 from held where text_id = texts.id)
            order by seen_at limit :limit
        )
        returning entry_id
        """,
        before=before,
        limit=limit,
    )
    ids = [row["entry_id"] for row in dropped]
    words.forget(db, ids)
    change(db, "delete from decisions where entry_id in (select value from json_each(:ids))", ids=ids)
    return len(dropped)
