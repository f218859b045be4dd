"""How a database is opened: its pragmas, its shape, and the ones that are refused."""

import asyncio
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from structlog.testing import capture_logs

from bot.errors import DatabaseInUseError, NewerDatabaseError, StoreError
from bot.model import Address, Channel, Installation, Reason, Ruling, Term
from bot.store.migrations import migrations
from bot.store.sqlite import SqliteStore
from tests.store.builders import DAY, HERE, NOW, SECOND, digest, take, tell, titles, url, with_feeds

OLDEST = Path(__file__).with_name("oldest.sql")


async def opened(path: Path, *, exclusive: bool = True) -> SqliteStore:
    return await SqliteStore.open(path, exclusive=exclusive, now=NOW)


async def pragma(store: SqliteStore, name: str) -> object:
    return await store.run(lambda db: db.execute(f"pragma {name}").fetchone()[0])


@pytest.mark.parametrize("exclusive", [True, False])
async def test_every_connection_has_the_pragmas_that_a_commit_hangs_on(
    tmp_path: Path, *, exclusive: bool
) -> None:
    for _ in range(2):  # blank, and there already
        store = await opened(tmp_path / "rasid.db", exclusive=exclusive)
        assert await pragma(store, "journal_mode") == "wal"
        assert await pragma(store, "synchronous") == 2  # FULL
        assert await pragma(store, "foreign_keys") == 1
        assert await pragma(store, "busy_timeout") == 5000
        await store.close()


async def test_a_write_has_the_right_to_write_from_its_start(tmp_path: Path) -> None:
    store = await opened(tmp_path / "rasid.db")
    await with_feeds(store, "north")
    said: list[str] = []
    await store.run(lambda db: db.conn.set_trace_callback(said.append))
    said.clear()  # the end of that
    await tell(store, "one")
    await store.subscribe(HERE, ["*"])
    await take(store)
    await store.counts()
    await store.close()
    begins = [statement for statement in said if statement.upper().startswith("BEGIN")]
    assert begins == ["BEGIN IMMEDIATE"] * 3 + ["BEGIN", "BEGIN IMMEDIATE"]  # the last signs off
    assert sum(statement == "COMMIT" for statement in said) == len(begins)


async def test_a_writer_waits_for_another_program(tmp_path: Path) -> None:
    store = await opened(tmp_path / "rasid.db")
    await with_feeds(store, "north")
    with closing(sqlite3.connect(tmp_path / "rasid.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        recording = asyncio.create_task(tell(store, "one"))
        beside = await opened(tmp_path / "rasid.db", exclusive=False)
        assert (await beside.counts()).entries == 0  # reading waits for nobody
        await beside.close()
        other.execute("commit")
    assert (await recording).new == 1
    await store.close()


async def test_the_loop_s_own_thread_never_touches_the_database(tmp_path: Path) -> None:
    store = await opened(tmp_path / "rasid.db")
    threads = {await store.run(lambda _: threading.get_ident()) for _ in range(9)}
    await store.close()
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_every_foreign_key_has_an_index(tmp_path: Path) -> None:
    store = await opened(tmp_path / "rasid.db")

    def unindexed(db: Database) -> list[tuple[str, str | None]]:
        return [
            (table.name, key.column)
            for table in db.tables
            for key in table.foreign_keys
            if key.column not in {index.columns[0] for index in table.indexes} and key.column != table.pks[0]
        ]

    assert await store.run(unindexed) == []
    await store.close()


async def test_the_lock_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    for _ in range(2):
        store = await opened(path)
        with pytest.raises(DatabaseInUseError, match="process"):
            await opened(path)
        await store.close()
    assert sorted(files(tmp_path)) == ["rasid.db", "rasid.db.lock"]


async def test_what_was_interrupted_is_said_at_the_next_start(tmp_path: Path) -> None:
    store = await with_feeds(await opened(tmp_path / "rasid.db"), "north", "south")
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    await take(store)
    await store.claim_feeds(NOW, DAY, 9)
    await store.close()
    with capture_logs() as logs:
        for _ in range(2):
            await (await opened(tmp_path / "rasid.db")).close()
    assert logs == [
        {
            "event": "polls and deliveries that were interrupted are due again",
            "log_level": "warning",
            "polls": 1,
            "deliveries": 1,
        }
    ]


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def test_an_opening_that_is_cancelled_gives_all_back(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    opening = asyncio.create_task(opened(path))
    await asyncio.sleep(0)
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await (await opened(path)).close()


# --- refused


async def test_a_database_from_a_newer_rasid_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    await (await opened(path)).close()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("update _sqlite_migrations set name = '0999_later' where name = '0001_first'")
    before = path.read_bytes()
    for exclusive in (True, False):
        with pytest.raises(NewerDatabaseError, match=r"newer Rasid.*0999_later"):
            await opened(path, exclusive=exclusive)
    assert path.read_bytes() == before


async def test_another_program_s_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("create table feeds (name)")
    with pytest.raises(StoreError, match="another program"):
        await opened(path)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("select name from sqlite_master").fetchall() == [("feeds",)]


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    path.write_text("[bot]\n" * 1000)
    for exclusive in (True, False):
        with pytest.raises(StoreError, match="it is not a database"):
            await opened(path, exclusive=exclusive)
    assert path.read_text() == "[bot]\n" * 1000


@pytest.mark.parametrize("exclusive", [True, False])
@pytest.mark.parametrize(
    ("place", "said"),
    [("missing/rasid.db", "no folder"), ("file/rasid.db", "no folder"), ("folder", "cannot be opened")],
)
async def test_a_place_that_cannot_be_is_refused_in_a_sentence(
    tmp_path: Path, place: str, said: str, *, exclusive: bool
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match=said) as refused:
        await opened(tmp_path / place, exclusive=exclusive)
    assert str(tmp_path / place) in str(refused.value)
    assert not (tmp_path / "missing").exists()


async def test_a_full_disk_is_told_and_costs_nothing_that_was_stored(tmp_path: Path) -> None:
    store = await opened(tmp_path / "rasid.db")
    await with_feeds(store, "north")
    await tell(store, "one")

    def fill(db: Database) -> None:
        pages = db.execute("pragma page_count").fetchone()[0]
        db.execute(f"pragma max_page_count = {pages}")

    await store.run(fill)
    with pytest.raises(StoreError, match="the disk is full"):
        await tell(store, *("word " * 1000 + str(number) for number in range(9)))
    assert (await store.counts()).entries == 1
    await store.close()


# --- migrations


async def test_the_oldest_database_becomes_the_same_as_a_new_one_and_keeps_what_it_held(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    with closing(sqlite3.connect(old)) as conn:
        conn.executescript(OLDEST.read_text(encoding="utf-8"))
    store = await opened(old)
    fresh = await opened(new)
    schemas = [await each.run(schema) for each in (store, fresh)]
    assert schemas[0] == schemas[1]
    assert [feed.url for feed in await store.feed_states()] == [url("north")]
    assert [alert.entry.title for alert in await store.latest(["*"], 9)] == ["two", "one"]
    (account,) = await store.accounts(digest("one"), 9)
    assert account.rulings == (Ruling("w", told=True, reason=Reason("words", words="it is new"), at=NOW),)
    assert [one.entry.title for one in await store.search([Term(("two",))], 9)] == ["two"]
    assert await store.channels() == [Channel(Address("telegram", "-1001"), "ar", ("*",), ("*",))]
    assert titles(await take(store, NOW + DAY)) == ["two"]
    assert await store.seen("telegram", "update-1", NOW + SECOND)
    await store.close()
    await fresh.close()


async def test_what_was_stored_before_there_was_an_index_is_found_by_its_newest_text(tmp_path: Path) -> None:
    """However much it is: it is read in pages."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(OLDEST.read_text(encoding="utf-8"))
        entry = conn.execute("select min(id), feed from entries").fetchone()
        for number in range(500):
            conn.execute(
                "insert into texts (entry_id, title, summary, content, seen_at) values (?, ?, '', '', 0)",
                (entry[0], f"edition {number}"),
            )
        conn.commit()
    store = await opened(path)
    for title, found in (("edition 499", 1), ("edition 498", 0)):
        assert len(await store.search([Term((title,))], 9)) == found
    await store.close()


def schema(db: Database) -> dict[str, str]:
    rows = db.query("select name, sql from sqlite_master where sql is not null")
    return {row["name"]: " ".join(row["sql"].split()) for row in rows}


async def test_a_step_of_the_migrations_is_never_edited() -> None:
    """The file holds what the first step made when it was released."""
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.executescript(OLDEST.read_text(encoding="utf-8"))
        released = schema(Database(conn))
    db = Database(memory=True)
    names = [step.name for step in migrations.pending(db)]
    migrations.apply(db, stop_before=names[1:])
    now = schema(db)
    db.close()
    assert now == released


async def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rasid.db"
    await with_feeds(store := await opened(path), "north")
    await store.close()

    def broken(db: Database) -> None:
        db.execute("drop table updates")
        db.execute("create table feeds (name)")

    monkeypatch.setattr(migrations, "_migrations", [*migrations._migrations])
    migrations(name="0002_broken")(broken)
    with pytest.raises(StoreError, match="already exists"):
        await opened(path)
    monkeypatch.undo()
    store = await opened(path)
    assert not await store.seen("telegram", "update-1", NOW)
    assert len(await store.feed_states()) == 1
    await store.close()


async def test_a_command_does_not_change_the_shape_beneath_a_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rasid.db"
    store = await opened(path)
    monkeypatch.setattr(migrations, "_migrations", [*migrations._migrations])
    migrations(name="0002_more")(lambda db: None)
    with pytest.raises(DatabaseInUseError):
        await opened(path, exclusive=False)
    await store.close()
    await (await opened(path, exclusive=False)).close()


async def test_a_database_is_looked_at_beside_its_bot_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    bot = await opened(path)
    await with_feeds(bot, "north")
    looked = await SqliteStore.look(path)
    await tell(bot, "one")
    assert [one.entry.title for one in await looked.kept(0, 9)] == ["one"]
    with pytest.raises(StoreError, match="may not write"):
        await looked.subscribe(HERE, ["*"])
    await looked.close()
    await tell(bot, "two")
    await bot.close()
    looked = await SqliteStore.look(path)
    assert len(await looked.kept(0, 9)) == 2
    await looked.close()


async def test_only_a_database_of_this_shape_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    with pytest.raises(StoreError, match="no bot has run"):
        await SqliteStore.look(path)
    assert not path.exists()
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(OLDEST.read_text("utf-8"))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="older Rasid"):
        await SqliteStore.look(path)
    assert path.read_bytes() == before
    await (await opened(path)).close()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(f"update {migrations.migrations_table} set name = '9999_later' where name like '0002%'")
    with pytest.raises(NewerDatabaseError):
        await SqliteStore.look(path)


async def test_a_database_with_tokens_is_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    path.touch(0o644)
    store = await SqliteStore.open(path, exclusive=True, now=NOW)
    await store.install("slack", Installation("T0ONE", "xoxb-1-kept", "U0RASID", "B0RASID"), NOW)
    await store.sync_feeds([])
    files = [tmp_path / f"rasid.db{ending}" for ending in ("", "-wal", "-shm")]
    assert [file.stat().st_mode & 0o077 for file in files if file.exists()] == [0, 0, 0]
    await store.close()
    again = await SqliteStore.open(path, exclusive=True, now=NOW)
    await again.sync_feeds([])
    assert [file.stat().st_mode & 0o077 for file in files if file.exists()] == [0, 0, 0]
    await again.close()


async def test_a_token_that_was_taken_back_is_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    store = await SqliteStore.open(path, exclusive=True, now=NOW)
    await store.install("slack", Installation("T0ONE", "xoxb-1-to-be-forgotten", "U", "B"), NOW)
    await store.uninstall("slack", "T0ONE")
    await store.close()  # the last to close puts the log into the file
    assert b"xoxb-1-to-be-forgotten" not in path.read_bytes()
