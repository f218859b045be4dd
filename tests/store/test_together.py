"""What is asked of the store at the same time: one transaction, and each piece all or nothing by itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import StoreError
from bot.model import Feed
from bot.store.sqlite import SqliteStore

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    yield store
    await store.close()


def remember(db: Database, key: str) -> str:
    db.conn.execute("insert into updates (transport, key, at) values ('console', ?, 0)", (key,))
    return key


def fail(db: Database) -> None:
    remember(db, "never")
    raise ValueError("as it happens")


def break_off(db: Database) -> None:
    db.conn.execute("insert or rollback into updates (transport, key, at) values ('console', null, 0)")


async def keys(store: SqliteStore) -> list[str]:
    rows = await store.run(lambda db: db.conn.execute("select key from updates").fetchall(), writes=False)
    return [key for (key,) in rows]


async def test_what_is_asked_for_while_the_thread_is_busy_is_committed_together(store: SqliteStore) -> None:
    said: list[str] = []
    await store.run(lambda db: db.conn.set_trace_callback(said.append))
    said.clear()
    works = [store.run(lambda db, key=key: remember(db, key)) for key in "abcdefgh"]  # type: ignore[misc]
    assert await asyncio.gather(*works) == list("abcdefgh")
    assert sum(statement == "COMMIT" for statement in said) <= 2  # the first was under way
    assert await keys(store) == list("abcdefgh")


async def test_what_fails_is_undone_and_the_others_stay(store: SqliteStore) -> None:
    works = [
        store.run(lambda db: remember(db, "a")),
        store.run(lambda db: remember(db, "b")),
        store.run(fail),
        store.run(lambda db: remember(db, "c")),
    ]
    outcomes = await asyncio.gather(*works, return_exceptions=True)
    assert outcomes[:2] + outcomes[3:] == ["a", "b", "c"]
    assert isinstance(outcomes[2], ValueError)
    assert await keys(store) == ["a", "b", "c"]


async def test_when_the_transaction_fails_everybody_hears_of_it_and_it_goes_on(store: SqliteStore) -> None:
    first = asyncio.create_task(store.run(lambda db: remember(db, "before")))
    together = [
        store.run(lambda db: remember(db, "a")),
        store.run(break_off),
        store.run(lambda db: remember(db, "b")),
    ]
    outcomes = await asyncio.gather(first, *together, return_exceptions=True)
    assert outcomes[0] == "before"
    assert all(isinstance(outcome, StoreError) for outcome in outcomes[1:])
    assert await keys(store) == ["before"]
    assert await store.run(lambda db: remember(db, "after")) == "after"


async def test_what_was_asked_for_is_done_before_the_end(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    works = [
        asyncio.create_task(store.sync_feeds([Feed(str(at), f"https://{at}.example/")])) for at in range(5)
    ]
    await asyncio.sleep(0)
    for work in works:
        work.cancel()
    await store.close()
    again = await SqliteStore.look(tmp_path / "rasid.db")
    assert [state.name for state in await again.feed_states()] == ["4"]  # the last word
    await again.close()
