"""Stored entries with all that was decided on them, for people who ask."""

from collections import defaultdict
from collections.abc import Sequence

from sqlite_utils import Database

from bot.model import Account, Change, Dossier, Reason, Ruling
from bot.store import alerts, packing
from bot.store.database import Row, query, when

# Of an article no more than a headline is wanted.
_ENTRIES = """
    select entries.id as entry_id, entries.feed, entries.seen_at, entries.silent,
        reports.story_id, reports.why, reports.at, reports.places, reports.figures, reports.steps,
        texts.title, texts.summary, substr(texts.content, 1, 1000) as content, texts.link, texts.guid,
        texts.published, texts.language
    from entries
    left join reports on reports.entry_id = entries.id
    left join texts on texts.id = (select max(id) from texts where texts.entry_id = entries.id)
"""

OF_STORY = f"{_ENTRIES} where reports.story_id = :story order by entries.id desc limit :limit"

# By feed, since that is how keys are looked up; feeds are few.
KNOWN_BY = f"""
    {_ENTRIES} where entries.id in (
        select entry_id from feeds cross join entry_keys on entry_keys.feed = feeds.name and key = :key
    ) order by entries.id desc limit :limit
"""  # noqa: S608  put together from two constants

# Of what an edit of an entry changed there is an alert, while its decision stays the first one.
_TOLD_AGAIN = """
    select decisions.entry_id, decisions.watch, changes, alerts.at from decisions
    join alert_watches on alert_watches.entry_id = decisions.entry_id
        and alert_watches.watch = decisions.watch
    join alerts on alerts.id = alert_id
    where decisions.entry_id in (select value from json_each(:ids)) and alerts.at > decisions.at
    order by alerts.id
"""


def dossier(db: Database, story: int, watches: Sequence[str], limit: int) -> Dossier | None:
    """All that is known of a story; see Store.dossier."""
    outlets = query(
        db,
        """
        select feed, count(*) as reports, min(at) as since, max(at) as until
        from reports join entries on entries.id = reports.entry_id
        where story_id = :story group by feed order by min(entry_id)
        """,
        story=story,
    )
    if not outlets:
        return None
    rows = query(db, OF_STORY, story=story, limit=limit)
    return Dossier(
        story,
        tuple(_accounts(db, rows[::-1])),
        tuple(alerts.of_story(db, story, watches, limit)),
        {row["feed"]: row["reports"] for row in outlets},
        when(min(row["since"] for row in outlets)),
        when(max(row["until"] for row in outlets)),
    )


def known_by(db: Database, key: bytes, limit: int) -> list[Account]:
    """The entries that are known by a key; see Store.accounts."""
    return _accounts(db, query(db, KNOWN_BY, key=key, limit=limit))


def _accounts(db: Database, rows: Sequence[Row]) -> list[Account]:
    ids = [row["entry_id"] for row in rows]
    rulings: dict[int, list[Ruling]] = defaultdict(list)
    decided = query(
        db,
        """
        select entry_id, watch, alert, reason, at from decisions
        where entry_id in (select value from json_each(:ids)) order by entry_id, watch
        """,
        ids=ids,
    )
    for row in decided:
        (reason,) = packing.unpack(row["reason"], Reason)
        rulings[row["entry_id"]].append(Ruling(row["watch"], bool(row["alert"]), reason, when(row["at"])))
    for row in query(db, _TOLD_AGAIN, ids=ids):
        reason = Reason("changed", packing.unpack(row["changes"], Change))
        rulings[row["entry_id"]].append(Ruling(row["watch"], told=True, reason=reason, at=when(row["at"])))
    return [_account(row, rulings[row["entry_id"]]) for row in rows]


def _account(row: Row, rulings: Sequence[Ruling]) -> Account:
    member = packing.member(row) if row["story_id"] is not None else None
    return Account(packing.entry(row), when(row["seen_at"]), bool(row["silent"]), tuple(rulings), member)
