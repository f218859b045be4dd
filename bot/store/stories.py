"""Stories: which entries report one event, and what was told of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from bot.model import Change, Entry, Figure, Held, Match, Member, Step, Story, Telling
from bot.store import packing
from bot.store.database import change, query, when
from bot.watching.meetings import AHEAD, FURTHEST
from bot.watching.publishers import Publishers, signature


def join(db: Database, entry_id: int, member: Member) -> bool:
    """Make an entry a report of its story; one that was edited tells from now on what it says now.

    Whether it is its outlet's first on the story.
    """
    change(db, "insert into stories (id) values (:id) on conflict do nothing", id=member.story)
    others = query(
        db,
        """
        select 1 from reports join entries on entries.id = reports.entry_id
        where story_id = :story and feed = (select feed from entries where id = :entry_id) limit 1
        """,
        story=member.story,
        entry_id=entry_id,
    )
    change(
        db,
        """
        insert into reports (entry_id, story_id, why, at, places, figures, steps)
        values (:entry_id, :story, :why, :at, :places, :figures, :steps)
        on conflict (entry_id) do update set figures = excluded.figures, steps = excluded.steps,
            places = excluded.places,
            why = iif(story_id = excluded.story_id, why, excluded.why),
            at = iif(story_id = excluded.story_id, at, excluded.at),
            story_id = excluded.story_id -- another one when it was edited after its story was over
        """,
        entry_id=entry_id,
        story=member.story,
        why=member.why,
        at=member.at,
        places=" ".join(sorted(member.places)),
        figures=packing.pack(member.figures, Figure),
        steps=packing.pack(member.steps, Step),
    )
    return not others


def outlets(db: Database, story: int) -> tuple[str, ...]:
    """Those that report a story, in the order of their first reports."""
    rows = query(
        db,
        """
        select feed from reports join entries on entries.id = reports.entry_id
        where story_id = :story group by feed order by min(entry_id)
        """,
        story=story,
    )
    return tuple(row["feed"] for row in rows)


def publishers(db: Database, story: int) -> int:
    """How many publishers report a story."""
    found = Publishers()
    for known in _whole(db, [story]):
        for entry, _ in known.reports:
            found.add(signature(entry))
    return len(found)


def open_since(db: Database, since: datetime) -> tuple[list[Story], int]:
    """The stories that are not over since then, and the id of the next; see Store.stories."""
    (newest,) = query(db, "select coalesce(max(id), 0) as id from stories")
    rows = query(
        db,
        """
        select story_id from reports where at >= :since
        union
        select story_id from reports, json_each(reports.steps)
        where at >= :planned and at < :since and steps <> '[]'
        and value ->> 'day' >= :day and value ->> 'status' in (select value from json_each(:ahead))
        union
        select story_id from held
        """,
        since=since,
        planned=since - FURTHEST,
        day=since.date().isoformat(),
        ahead=sorted(AHEAD),
    )
    return _whole(db, [row["story_id"] for row in rows]), newest["id"] + 1


def one(db: Database, story: int) -> Story | None:
    """A story with all its reports; see Store.story."""
    return next(iter(_whole(db, [story])), None)


def newest(db: Database, watches: Sequence[str]) -> int | None:
    """The story that was told last; see Store.newest_story."""
    if "*" in watches:
        rows = query(db, "select story_id from alerts where story_id is not null order by id desc limit 1")
    else:
        rows = query(db, NEWEST_OF, watches=list(watches))
    return rows[0]["story_id"] if rows else None


# The newest alert of each watch is looked up, however many there are.
NEWEST_OF = """
    select story_id from alerts where id = (
        select max(newest.alert_id) from json_each(:watches) as asked
        join alert_watches as newest on newest.id = (
            select told.id from alert_watches as told join alerts on alerts.id = told.alert_id
            where told.watch = asked.value and story_id is not null order by told.alert_id desc limit 1
        )
    )
"""


def _whole(db: Database, ids: Sequence[int]) -> list[Story]:
    """Stories with their reports, as each was last read.

    Of a long article there is what it begins and ends with; of one whose text was dropped the facts are left.
    """
    rows = query(
        db,
        """
        select reports.*, entries.feed, texts.title, texts.summary,
            case when length(content) > 1200 then substr(content, 1, 1000) || ' … ' || substr(content, -100)
            else content end as content,
            texts.link, texts.guid, texts.published, texts.language
        from reports join entries on entries.id = reports.entry_id
        left join texts on texts.id = (select max(id) from texts where texts.entry_id = reports.entry_id)
        where story_id in (select value from json_each(:ids))
        order by reports.entry_id
        """,
        ids=list(ids),
    )
    reports: dict[int, list[tuple[Entry, Member]]] = defaultdict(list)
    for row in rows:
        reports[row["story_id"]].append((packing.entry(row), packing.member(row)))
    return [
        Story(story, tuple(members), _told(db, story), _held(db, story)) for story, members in reports.items()
    ]


def meetings_since(db: Database, since: datetime) -> list[tuple[int, tuple[Step, ...]]]:
    """What reports since then say of meetings; see Store.meetings."""
    rows = query(
        db,
        "select story_id, steps from reports where at >= :since and steps <> '[]' order by entry_id",
        since=since,
    )
    return [(row["story_id"], packing.unpack(row["steps"], Step)) for row in rows]


def _held(db: Database, story: int) -> dict[str, Held]:
    """By watch, what waits of a story."""
    rows = query(
        db,
        """
        select held.*, entries.feed from held
        join texts on texts.id = text_id join entries on entries.id = texts.entry_id
        where story_id = :story
        """,
        story=story,
    )
    return {
        row["watch"]: Held(
            replace(packing.unpack(row["what"], Match)[0], watch=row["watch"]),
            row["feed"],
            when(row["since"]),
            when(row["until"]),
        )
        for row in rows
    }


def _told(db: Database, story: int) -> dict[str, Telling]:
    """By watch, what was told of a story."""
    rows = query(
        db,
        """
        select watch, changes, alerts.at, entries.feed from alert_watches
        join alerts on alerts.id = alert_id join entries on entries.id = alerts.entry_id
        where alerts.story_id = :story order by alert_watches.id
        """,
        story=story,
    )
    told: dict[str, Telling] = {}
    for row in rows:
        before: tuple[Change, ...] = told[row["watch"]].changes if row["watch"] in told else ()
        told[row["watch"]] = Telling(
            (*before, *packing.unpack(row["changes"], Change)), when(row["at"]), row["feed"]
        )
    return told
