"""Entries: their identity, kept for ever, and their texts, kept for a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from bot.model import Entry, Finding, Identity, Memory, Poll, Recorded
from bot.store import alerts, decisions, edits, feeds, held, packing, stories, words
from bot.store.base import Kept
from bot.store.database import change, query, when


def recall(db: Database, feed: str, entries: Sequence[Identity]) -> list[Memory]:
    """What is known of each, in the same order; see Store.recall."""
    return [_memory(db, feed, identity) for identity in entries]


def _memory(db: Database, feed: str, identity: Identity) -> Memory:
    ids = _known_as(db, feed, identity.keys)
    told = alerts.told(db, ids, identity.link_key)
    if not ids:
        return Memory(told=told)
    (row,) = query(db, "select digest, silent from entries where id = :id", id=ids[0])
    story = stories.of_entry(db, ids[0])
    return Memory(ids[0], row["digest"], bool(row["silent"]), story, told)


def _known_as(db: Database, feed: str, keys: Iterable[bytes]) -> list[int]:
    """The entries that have any of these keys, oldest first; more than one when an edit joined them."""
    sql = "select entry_id from entry_keys where feed = :feed and key = :key"
    return sorted({row["entry_id"] for key in keys for row in query(db, sql, feed=feed, key=key)})


def record(db: Database, poll: Poll) -> Recorded:
    """Store all that a poll changes; see Store.record."""
    feeds.save(db, poll.state)
    outcomes = [_store(db, poll.state.name, finding, poll.at) for finding in poll.findings]
    return Recorded(
        new=sum(outcome.new for outcome in outcomes),
        changed=sum(outcome.changed for outcome in outcomes),
        alerts=sum(outcome.alerts for outcome in outcomes),
        deliveries=sum(outcome.deliveries for outcome in outcomes),
    )


def _store(db: Database, feed: str, finding: Finding, now: datetime) -> Recorded:
    # Asked again rather than taken from the finding's memory, which may be older than another poll.
    identity = finding.identity
    ids = _known_as(db, feed, identity.keys)
    if ids:
        entry_id, new, changed = ids[0], 0, _change(db, ids[0], finding)
    else:
        entry_id, new, changed = _add(db, feed, finding, now), 1, 0
    for key in sorted(identity.keys):
        _add_key(db, feed, key, entry_id)
    if finding.member and stories.join(db, entry_id, finding.member):
        edits.mark(db, finding.member.story, now)
    for decision in finding.decisions:
        decisions.add(db, entry_id, decision, now)
    told = alerts.told(db, ids, identity.link_key)
    news = [
        one for one in finding.decisions if one.alert and (one.kind != "new" or one.match.watch not in told)
    ]
    if not news and not any(decision.held for decision in finding.decisions):
        return Recorded(new, changed, alerts=0, deliveries=0)
    source = _source(db, entry_id, finding)
    held.follow(db, source, finding.decisions, now)
    return replace(held.tell(db, source, news, now), new=new, changed=changed)


def _add(db: Database, feed: str, finding: Finding, now: datetime) -> int:
    (row,) = query(
        db,
        """
        insert into entries (feed, digest, silent, seen_at)
        values (:feed, :digest, :silent, :now) returning id
        """,
        feed=feed,
        digest=finding.digest,
        silent=finding.silent,
        now=now,
    )
    entry_id: int = row["id"]
    _write(db, entry_id, finding.entry)
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


def _write(db: Database, entry_id: int, entry: Entry) -> int:
    (row,) = query(
        db,
        """
        insert into texts (entry_id, title, summary, content, link, guid, published, language, seen_at)
        select id, :title, :summary, :content, :link, :guid, :published, :language, seen_at
        from entries where id = :id returning id
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
    words.put(db, entry_id, entry)
    text_id: int = row["id"]
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


def _add_key(db: Database, feed: str, key: bytes, entry_id: int) -> None:
    change(
        db,
        "insert into entry_keys (feed, key, entry_id) values (:feed, :key, :id) on conflict do nothing",
        feed=feed,
        key=key,
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
