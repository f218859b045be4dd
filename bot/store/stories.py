"""Stories: which entries report one event, and what was told of it."""

from collections import defaultdict
from datetime import datetime

from sqlite_utils import Database

from bot.model import Change, Entry, Figure, Member, Step, Story, Telling
from bot.store import packing
from bot.store.database import change, query, when


def join(db: Database, entry_id: int, member: Member) -> None:
    """Make an entry a report of its story; one that was edited tells from now on what it says now."""
    change(db, "insert into stories (id) values (:id) on conflict do nothing", id=member.story)
    change(
        db,
        """
        insert into reports (entry_id, story_id, why, at, places, figures, steps)
        values (:entry_id, :story, :why, :at, :places, :figures, :steps)
        on conflict (entry_id) do update set figures = excluded.figures, steps = excluded.steps,
            places = excluded.places
        """,
        entry_id=entry_id,
        story=member.story,
        why=member.why,
        at=member.at,
        places=" ".join(sorted(member.places)),
        figures=packing.pack(member.figures, Figure),
        steps=packing.pack(member.steps, Step),
    )


def of_entry(db: Database, entry_id: int) -> int | None:
    """The story to which an entry belongs."""
    rows = query(db, "select story_id from reports where entry_id = :id", id=entry_id)
    return rows[0]["story_id"] if rows else None


def open_since(db: Database, since: datetime) -> tuple[list[Story], int]:
    """The stories of which there is a report since then, and the id of the next; see Store.stories."""
    rows = query(
        db,
        """
        select reports.*, entries.feed, texts.title, texts.summary, substr(texts.content, 1, 1000) as content
        from reports join entries on entries.id = reports.entry_id
        join texts on texts.id = (select max(id) from texts where texts.entry_id = reports.entry_id)
        where story_id in (select story_id from reports where at >= :since)
        order by reports.entry_id
        """,
        since=since,
    )
    reports: dict[int, list[tuple[Entry, Member]]] = defaultdict(list)
    for row in rows:
        entry = Entry(row["feed"], row["title"], row["summary"], row["content"])
        reports[row["story_id"]].append((entry, packing.member(row)))
    stories = [Story(story, tuple(members), _told(db, story)) for story, members in reports.items()]
    (newest,) = query(db, "select coalesce(max(id), 0) as id from stories")
    return stories, newest["id"] + 1


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
