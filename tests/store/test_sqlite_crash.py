"""What is left when a process is killed, or a disk loses the end of what it was given."""

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.errors import DatabaseInUseError
from bot.store.sqlite import SqliteStore
from tests.store.builders import HERE, LEASE, NOW, take, tell, titles, with_feeds
from tests.store.worker import BATCH


@contextmanager
def worker(path: Path, what: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.store.worker", str(path), what]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def lines(process: "subprocess.Popen[str]", number: int) -> int:
    """Wait for so many lines of its output; how many came."""
    assert process.stdout
    return sum(1 for _, line in zip(range(number), process.stdout, strict=False) if line)


async def check(path: Path) -> int:
    """Every entry has its keys, its text, its alert and its delivery; how many entries there are."""
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert conn.execute("pragma foreign_key_check").fetchall() == []
        ids = [
            conn.execute(sql).fetchall()
            for sql in (
                "select id from entries order by id",
                "select entry_id from entry_keys order by entry_id",
                "select entry_id from texts order by entry_id",
                "select entry_id from decisions order by entry_id",
                "select entry_id from alerts order by entry_id",
                "select entry_id from alerts join deliveries on alert_id = alerts.id order by entry_id",
            )
        ]
    assert all(each == ids[0] for each in ids)
    return len(ids[0])


def read(path: str) -> bytes:
    return Path(path).read_bytes()


def copied(original: Path, log: bytes) -> Path:
    """The database as it would be had it lost the rest of its log."""
    copy = original.with_name(f"{len(log)}.db")
    shutil.copy(original, copy)
    Path(f"{copy}-wal").write_bytes(log)
    return copy


async def test_a_second_bot_is_told_who_has_the_database_until_that_one_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    with worker(path, "hold") as first:
        assert lines(first, 1) == 1
        with pytest.raises(DatabaseInUseError) as refused:
            await SqliteStore.open(path, exclusive=True, now=NOW)
        assert f"process {first.pid} on {socket.gethostname()}" in str(refused.value)
        beside = await SqliteStore.open(path, exclusive=False, now=NOW)
        assert (await beside.counts()).entries == 1
        assert await take(beside) == []
        await beside.close()
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    store = await SqliteStore.open(path, exclusive=True, now=NOW)
    assert titles(await take(store)) == ["one"]  # what the first was sending
    assert [feed.name for feed in await store.claim_feeds(NOW, LEASE, 9)] == ["south"]  # and polling
    await store.close()


async def test_a_killed_bot_leaves_all_of_a_poll_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rasid.db"
    acknowledged = 0
    for round_ in range(6):
        with worker(path, "write") as process:
            acknowledged += BATCH * lines(process, 5 * (round_ + 1))
            os.kill(process.pid, signal.SIGKILL)
            assert process.stdout
            acknowledged += BATCH * len(process.stdout.readlines())
        entries = await check(path)
        assert entries % BATCH == 0
        assert entries >= acknowledged


async def test_a_log_cut_anywhere_leaves_all_of_a_poll_or_nothing(tmp_path: Path) -> None:
    original = tmp_path / "rasid.db"
    store = await with_feeds(await SqliteStore.open(original, exclusive=True, now=NOW), "north")
    await store.subscribe(HERE, ["*"])
    for number in range(0, 60, BATCH):
        await tell(store, *(f"entry {number + part}" + " word" * 200 for part in range(BATCH)))
    content = read(f"{original}-wal")
    dice = random.Random(2019)  # the same offsets every time
    found = set()
    for offset in [len(content), *(dice.randrange(len(content)) for _ in range(200))]:
        copy = copied(original, content[:offset])
        after = await SqliteStore.open(copy, exclusive=True, now=NOW)
        counts = await after.counts()
        assert counts.entries == counts.alerts == counts.deliveries["pending"]
        assert counts.entries % BATCH == 0
        await after.close()
        assert await check(copy) == counts.entries
        found.add(counts.entries)
    await store.close()
    assert max(found) == 60
    assert len(found) > 5  # the cuts did fall inside
