"""Entries: their identity, kept for ever, and their texts, kept for a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlite_utils import Database

from bot.model import Decision, Entry, Finding, Identity, Memory, Poll, Reason, Recorded
from bot.store import alerts, edits, feeds, packing, stories
from bot.store.database import change, query


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
        _decide(db, entry_id, decision, now)
    told = alerts.told(db, ids, identity.link_key)
    news = [
        one for one in finding.decisions if one.alert and (one.kind != "new" or one.match.watch not in told)
    ]
    alert_id = _alert(db, entry_id, finding, news, now) if news else None
    if alert_id is None:
        return Recorded(new, changed, alerts=0, deliveries=0)
    if finding.member:
        edits.mark(db, finding.member.story, now)
    return Recorded(new, changed, alerts=1, deliveries=alerts.deliver(db, alert_id, now))


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
    text_id: int = row["id"]
    return text_id


def _forget(db: Database, entry_id: int) -> None:
    """Drop what an entry said before, unless an alert quotes it."""
    change(
        db,
        """
        delete from texts where entry_id = :id
        and not exists (select 1 from alerts where text_id = texts.id)
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


def _decide(db: Database, entry_id: int, decision: Decision, now: datetime) -> None:
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


def _alert(
    db: Database, entry_id: int, finding: Finding, news: Sequence[Decision], now: datetime
) -> int | None:
    # Retention may have dropped the text of an entry that only now, by a new watch, becomes an alert.
    rows = query(db, "select max(id) as id from texts where entry_id = :id", id=entry_id)
    text_id = rows[0]["id"] or _write(db, entry_id, finding.entry)
    story = finding.member.story if finding.member else None
    source = alerts.Source(entry_id, text_id, finding.identity.link_key, story)
    return alerts.add(db, source, news, now)


def prune(db: Database, before: datetime, limit: int) -> int:
    """Drop the texts of old entries without an alert, and what was decided on them; see Store.prune."""
    dropped = query(
        db,
        """
        delete from texts where id in (
            select id from texts
            where seen_at < :before
            and not exists (select 1 from alerts where alerts.entry_id = texts.entry_id)
            order by seen_at limit :limit
        )
        returning entry_id
        """,
        before=before,
        limit=limit,
    )
    change(
        db,
        "delete from decisions where entry_id in (select value from json_each(:ids))",
        ids=[row["entry_id"] for row in dropped],
    )
    return len(dropped)
