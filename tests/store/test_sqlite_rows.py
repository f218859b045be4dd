"""What SQLite holds that no method of the store shows yet."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.model import Decision, Match, Reason
from bot.store import accounts, alerts, digests, stats, words
from bot.store.database import when
from bot.store.sqlite import SqliteStore
from tests.store.builders import DAY, HERE, MINUTE, NOW, digest, finding, poll, take, tell, with_feeds


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    await with_feeds(store, "north")
    yield store
    await store.close()


async def rows(store: SqliteStore, sql: str) -> list[tuple[object, ...]]:
    return await store.run(lambda db: db.execute(sql).fetchall())


async def decide(store: SqliteStore, minute: int, *, alert: bool) -> tuple[object, ...]:
    """Record an edit of one entry at that minute; what the stored decision is then."""
    edited = finding(f"edit {minute}", keys=("guid",), alerts={"w": alert})
    await store.record(poll(edited, at=NOW + minute * MINUTE))
    ((stored_alert, at),) = await rows(store, "select alert, at from decisions")
    assert isinstance(at, int)
    return bool(stored_alert), (when(at) - NOW) // MINUTE


async def test_the_first_decision_stays_until_an_edit_makes_it_an_alert(sqlite: SqliteStore) -> None:
    assert await decide(sqlite, 1, alert=False) == (False, 1)
    assert await decide(sqlite, 2, alert=False) == (False, 1)
    assert await decide(sqlite, 3, alert=True) == (True, 3)
    assert await decide(sqlite, 4, alert=True) == (True, 3)
    assert await decide(sqlite, 5, alert=False) == (True, 3)


async def test_the_database_itself_takes_no_second_alert_of_an_entry_or_a_link(sqlite: SqliteStore) -> None:
    """Whatever the code above it decides."""
    await sqlite.record(poll(finding("one", link="https://a.example/1", alerts={"w": True})))
    await sqlite.record(poll(finding("two", alerts={"w": False})))
    link_key = digest("https://a.example/1")
    w, x = (Decision(Match(watch, (), "why"), "new", Reason("first")) for watch in "wx")
    one, two = alerts.Source(1, 1, None, None), alerts.Source(2, 2, link_key, None)
    assert await sqlite.run(lambda db: alerts.add(db, one, [w], NOW)) is None
    assert await sqlite.run(lambda db: alerts.add(db, two, [w, w], NOW)) is None
    assert (await sqlite.counts()).alerts == 1
    assert await sqlite.run(lambda db: alerts.add(db, two, [w, x], NOW)) is not None
    assert await rows(sqlite, "select entry_id, watch from alert_watches") == [(1, "w"), (2, "x")]


async def test_of_an_edited_entry_only_what_is_quoted_and_what_is_current_is_kept(
    sqlite: SqliteStore,
) -> None:
    for title, alert in (("first", False), ("told", True), ("then", False), ("last", False)):
        await sqlite.record(poll(finding(title, keys=("guid",), alerts={"w": alert})))
    assert await rows(sqlite, "select title from texts order by id") == [("told",), ("last",)]


async def test_prune_drops_what_was_decided_on_the_dropped_and_no_alert(sqlite: SqliteStore) -> None:
    await sqlite.record(poll(finding("no", alerts={"w": False}), at=NOW - DAY))
    await sqlite.record(poll(finding("yes", alerts={"w": True, "x": False}), at=NOW - DAY))
    await sqlite.prune(NOW, 9)
    assert await rows(sqlite, "select watch, alert from decisions order by watch") == [("w", 1), ("x", 0)]
    assert await rows(sqlite, "select title from texts") == [("yes",)]


async def test_what_the_platform_calls_a_message_is_kept(sqlite: SqliteStore) -> None:
    await sqlite.subscribe(HERE, ["*"])
    await tell(sqlite, "one")
    (delivery,) = await take(sqlite)
    await sqlite.sent(delivery, "m1", NOW + MINUTE, MINUTE)
    ((message_id, at),) = await rows(sqlite, "select message_id, sent_at from deliveries")
    assert isinstance(at, int)
    assert (message_id, when(at)) == ("m1", NOW + MINUTE)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from unfollowed where channel_id = 1",
        "select * from unfollowed where id in (select value from json_each('[1, 2]'))",
        alerts.FOLLOWED,
        alerts.QUOTED,
        alerts.NEWEST_OF,
        alerts.OF_STORY,
        accounts.OF_STORY,
        accounts.KNOWN_BY,
        digests.DUE,
        digests.LINES,
    ],
)
async def test_of_alerts_and_entries_those_in_question_are_looked_up_and_no_others(
    sqlite: SqliteStore, sql: str
) -> None:
    """However many there are."""
    plan = await sqlite.run(
        lambda db: db.execute(
            f"explain query plan {sql}",
            {"watches": "[]", "all": 0, "limit": 3, "id": 1, "story": 1, "key": b"", "now": 1},
        ).fetchall()
    )
    steps = [str(step[-1]) for step in plan]
    assert not [step for step in steps if re.match("SCAN (?!json_each|asked|feeds)", step)], steps


async def test_words_are_looked_up_newest_first_and_nothing_is_sorted_but_the_last_that_came(
    sqlite: SqliteStore,
) -> None:
    """However many entries have them."""
    await sqlite.record(poll(*(finding(f"common {number}") for number in range(500))))
    values = {"terms": '"common"', "limit": 3}
    plan = await sqlite.run(lambda db: db.execute(f"explain query plan {words.FOUND}", values).fetchall())
    steps = [(step[1], str(step[-1])) for step in plan]
    scans = [step for _, step in steps if step.startswith("SCAN")]
    assert len(scans) == 2, steps
    assert re.match(r"SCAN words VIRTUAL TABLE INDEX \d+:M", scans[0])
    assert scans[1].startswith("SCAN hits")
    (sort,) = (parent for parent, step in steps if "TEMP B-TREE" in step)
    assert sort == 0, steps  # not inside of what looks for the words


async def test_no_words_are_left_of_what_was_dropped_or_edited(sqlite: SqliteStore) -> None:
    for title in ("first", "second"):
        await sqlite.record(poll(finding(title, keys=("guid",)), at=NOW - DAY))
    await sqlite.record(poll(finding("third"), at=NOW))
    assert await rows(sqlite, "select rowid, said from words") == [
        (1, "second ¶ of second"),
        (2, "third ¶ of third"),
    ]
    await sqlite.prune(NOW, 9)
    assert await rows(sqlite, "select rowid from words") == [(2,)]
    await sqlite.run(lambda db: db.execute("insert into words (words) values ('integrity-check')"))


@pytest.mark.parametrize("sql", [stats.TOLD, stats.ALERTS, stats.ENTRIES, stats.OPEN, stats.DEAD])
async def test_of_what_happened_lately_nothing_older_is_looked_at(sqlite: SqliteStore, sql: str) -> None:
    values = {"day": 1, "week": 0, "channel": 1}
    plan = await sqlite.run(lambda db: db.execute(f"explain query plan {sql}", values).fetchall())
    steps = [str(step[-1]) for step in plan]
    assert not [step for step in steps if re.match("SCAN (?!.*deliveries_(line|urgent|dead))", step)], steps
    ranges = "(seen_at|sent_at|at)>|deliveries_(line|urgent|dead)"
    assert any(re.search(ranges, step) for step in steps), steps


async def test_claiming_looks_up_and_does_not_scan_the_outbox(sqlite: SqliteStore) -> None:
    """However long the outbox has grown."""
    plan = await rows(sqlite, "explain query plan select min(due_at) from fronts")
    steps = [str(step[-1]) for step in plan]
    looked_up = {step.split()[1] for step in steps if step.startswith("SEARCH")}
    assert {"oldest", "flying", "topics"} <= looked_up, steps
    assert not [step for step in steps if re.match("SCAN (deliveries|oldest|flying|topics)", step)], steps
    assert any("deliveries_line" in step for step in steps)
    assert any("deliveries_flying" in step for step in steps)
