"""What a database costs after a year: a million entries, made here.

    python -m benchmarks.year [ENTRIES …]       50,000 and 1,000,000 unless told otherwise

Prints the median and the longest time, in milliseconds, of what chats ask (/latest, /search), of recalling
and storing a poll with one new entry among thirty, and of one step of dropping old texts.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from sqlite_utils import Database

from bot.feeds.identity import digest, identify
from bot.model import Entry, Feed, FeedState, Finding, Memory, Poll
from bot.reading.search import found_by, terms
from bot.scheduler import PRUNED_AT_ONCE
from bot.store.sqlite import SqliteStore

FEEDS = 1_000
TOLD = 100  # of so many entries one was told
TIMES = 25
AT_ONCE = 10_000
NOW, YEAR = datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=365)
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def entries(number: int) -> Iterator[Entry]:
    """So many, of forty words each by Zipf's law, spread over a year and a thousand feeds."""
    rng = random.Random(3)  # noqa: S311  the same each time, nothing to guess
    words = [f"{rng.choice('bcdfghklmnprst')}{rng.choice('aeiou')}{at:x}" for at in range(50_000)]
    weights = [1 / (at + 1) for at in range(len(words))]
    drawn: list[str] = []
    for at in range(number):
        if not drawn:
            drawn = rng.choices(words, weights, k=400_000)
        said = [drawn.pop() for _ in range(40)]
        published = NOW - YEAR * (1 - at / number)
        link = f"https://made.example/news/{at}"
        yield Entry(
            f"feed-{at % FEEDS}", " ".join(said[:8]), " ".join(said[8:]), "", link, str(at), published
        )


def fill(db: Database, number: int) -> None:
    """Store them as the bot does, and as quickly as SQLite can."""
    made, first = entries(number), 1
    while some := list(islice(made, AT_ONCE)):
        rows = list(enumerate(some, first))
        stamps = {at: (entry.published - EPOCH) // MICROSECOND for at, entry in rows if entry.published}
        put = db.conn.executemany
        put(
            "insert into entries (id, feed, digest, silent, seen_at) values (?, ?, ?, 0, ?)",
            ((at, entry.feed, digest(entry), stamps[at]) for at, entry in rows),
        )
        put(
            "insert into texts (id, entry_id, title, summary, content, link, guid, published, seen_at)"
            " values (?, ?, ?, ?, '', ?, ?, ?, ?)",
            ((at, at, e.title, e.summary, e.link, e.guid, stamps[at], stamps[at]) for at, e in rows),
        )
        put(
            "insert into words (rowid, said) values (?, ?)",
            ((at, found_by((entry.title, entry.summary))) for at, entry in rows),
        )
        keys = ((e.feed, key, at) for at, e in rows for key in sorted(identify([e])[0].keys))
        put("insert into entry_keys (feed, key, entry_id) values (?, ?, ?)", keys)
        told = [at for at, _ in rows if at % TOLD == 0]
        put(
            "insert into alerts (id, entry_id, text_id, at) values (?, ?, ?, ?)",
            ((a, a, a, stamps[a]) for a in told),
        )
        put(
            "insert into alert_watches (alert_id, watch, entry_id, spans, kind, changes)"
            " values (?, ?, ?, '[]', 'new', '[]')",
            ((at, f"watch-{at // TOLD % 50}", at) for at in told),
        )
        first += len(some)


async def timed(ask: Callable[[int], Awaitable[object]]) -> str:
    """Milliseconds, by the clock: half of the time below, and at most."""
    took = []
    for at in range(TIMES):
        began = time.perf_counter()
        await ask(at)
        took.append((time.perf_counter() - began) * 1_000)
    return f"{statistics.median(took):7.1f} {max(took):7.1f}"


async def poll(store: SqliteStore, number: int, at: int) -> None:
    """Thirty entries of one feed, of which one is new."""
    feed = f"feed-{at}"
    shown = [
        Entry(feed, f"old title number {one}", link=f"https://made.example/news/{one}", guid=str(one))
        for one in range(number - FEEDS * 29 + at, number, FEEDS)
    ]
    shown.append(
        Entry(feed, f"quite new title {at}", link=f"https://made.example/new/{at}", guid=f"new-{at}")
    )
    identities = identify(shown)
    memories = await store.recall(feed, identities)
    new = [at for at, memory in enumerate(memories) if memory.entry_id is None]
    if len(new) != 1:
        raise SystemExit(f"{len(new)} entries are new, where one is.")
    finding = Finding(shown[-1], identities[-1], digest(shown[-1]), Memory(), silent=False, decisions=())
    await store.record(Poll(FeedState(feed, f"https://{feed}.example/"), (finding,), NOW))


async def measured(number: int) -> None:
    """Fill a database with so many entries, and ask it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rasid.db"
        store = await SqliteStore.open(path, exclusive=True, now=NOW)
        await store.sync_feeds([Feed(f"feed-{at}", f"https://feed-{at}.example/") for at in range(FEEDS)])
        await store.run(lambda db: fill(db, number))
        print(f"{number:,} entries, {path.stat().st_size / 1e6:,.0f} MB: ms, median and longest")
        frequent = sorted(next(entries(1)).summary.split(), key=len)[:2]
        asked: dict[str, Callable[[int], Awaitable[object]]] = {
            "/latest": lambda _: store.latest(["*"], 10),
            "/latest of a watch": lambda at: store.latest([f"watch-{at}"], 10),
            "/search for a common word": lambda _: store.search(terms(frequent[0], {}), 10),
            "/search for two": lambda _: store.search(terms(" ".join(frequent), {}), 10),
            "recalling and storing a poll": lambda at: poll(store, number, at),
            "a step of retention": lambda _: store.prune(NOW - YEAR / 2, PRUNED_AT_ONCE),
        }
        for what, ask in asked.items():
            print(f"  {what:30} {await timed(ask)}", flush=True)
        await store.close()


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    for number in [int(each) for each in arguments] or [50_000, 1_000_000]:
        asyncio.run(measured(number))


if __name__ == "__main__":
    main(sys.argv[1:])
