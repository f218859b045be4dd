"""What many feeds cost, polled by a running bot as they become due: 304s, and one in a hundred with news.

    python -m benchmarks.scale [FEEDS …]        1,000, 3,000 and 10,000 unless told otherwise

10,000 feeds are due over five minutes, fewer over a part of that, so the pace is the same. Prints, for one
such round: seconds of CPU of the bot and its children; their peak memory; how late polls ended behind the
time at which they were due, and how long after a feed's answer its alert was sent, at the 95th percentile.
Needs Linux, for /proc.
"""

import asyncio
import contextlib
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from benchmarks import by_rasid
from benchmarks.polling import APART, START, STEP, asked, cpu, peak, real_rows, server
from bot import logs
from bot.app import App, assembled
from bot.config import load
from bot.model import FeedState, Fetched, NotModified, Recorded
from bot.store.sqlite import SqliteStore

OUTLETS, ENTRIES = 100, 5  # so few that first polls do not take most of the time
PER_SECOND = 10_000 / 300
NEWS = 100  # of so many feeds one has an entry more
MARK = "Bulletin"  # in the title of what is new, so that each is told


def archive(feeds: int) -> Iterator[dict[str, Any]]:
    """Entries for a hundred outlets of five, and one more for one copy in a hundred."""
    rows = real_rows()
    for outlet in range(OUTLETS):
        for at, row in enumerate(islice(rows, ENTRIES)):
            published = (START - (at + 2) * APART).isoformat()
            yield {**row, "feed": f"outlet-{outlet}", "published": published}
    for number, row in enumerate(islice(rows, feeds // NEWS)):
        news = {"feed": f"outlet-{number % OUTLETS}", "copy": str(number // OUTLETS)}
        yield {**row, **news, "title": f"{MARK}: {row['title']}", "published": (START + STEP).isoformat()}


class Clocks:
    """When polls ended, and when feeds answered with something new."""

    def __init__(self, bot: App) -> None:
        self.late: list[float] = []  # seconds
        self.answered: dict[str, datetime] = {}  # by feed
        self._feed, bot.pipeline.fetcher.feed = bot.pipeline.fetcher.feed, self._timed  # type: ignore[method-assign]
        self._poll, bot.scheduler._poll = bot.scheduler._poll, self._ended  # noqa: SLF001

    async def _timed(self, state: FeedState, now: datetime) -> Fetched | NotModified:
        outcome = await self._feed(state, now)
        if isinstance(outcome, Fetched):
            self.answered[state.name] = datetime.now(UTC)
        return outcome

    async def _ended(self, state: FeedState) -> Recorded:
        recorded = await self._poll(state)
        self.late.append((datetime.now(UTC) - (state.next_at or datetime.now(UTC))).total_seconds())
        return recorded


def spread(db: Database, seconds: float) -> None:
    """Let the feeds become due in the next seconds."""
    now = int(datetime.now(UTC).timestamp() * 1e6)
    db.execute("update feeds set next_at = ? + abs(random() % ?)", (now, int(seconds * 1e6)))


async def sent(store: SqliteStore, since: datetime) -> list[tuple[str, datetime]]:
    """The feeds of the alerts sent since then, with when that was."""
    sql = """
        select entries.feed, sent_at from deliveries join alerts on alerts.id = alert_id
        join entries on entries.id = alerts.entry_id where sent_at > ?
    """
    moment = int(since.timestamp() * 1e6)
    rows = await store.run(lambda db: db.execute(sql, (moment,)).fetchall(), writes=False)
    return [(feed, datetime.fromtimestamp(at / 1e6, UTC)) for feed, at in rows]


async def run(folder: Path, addresses: Sequence[str], url: str) -> dict[str, float]:
    """One round, and what it took."""
    path = folder / "config.toml"
    told = f'[[watch]]\nname = "told"\nany = ["{MARK}"]\n'
    path.write_text(f"{by_rasid.config(addresses)}\n{told}", encoding="utf-8")
    seconds = len(addresses) / PER_SECOND
    store = await SqliteStore.open(folder / "rasid.db", exclusive=False, now=datetime.now(UTC))
    async with assembled(load(path, {})) as bot:
        await bot.poll_once(lambda: None)
        await asyncio.to_thread(asked, f"{url}/advance?seconds={STEP.total_seconds()}", post=True)
        clocks = Clocks(bot)
        await store.run(lambda db: spread(db, seconds))
        began, before = datetime.now(UTC), cpu(os.getpid())
        running = asyncio.create_task(bot.run())
        await asyncio.sleep(seconds + 3)
        spent, memory = cpu(os.getpid()) - before, peak(os.getpid())
        alerts = await sent(store, began)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
    await store.close()
    waits = [(at - clocks.answered[feed]).total_seconds() for feed, at in alerts if feed in clocks.answered]
    figures = {"polls": len(clocks.late), "cpu": spent, "memory": memory, "alerts": len(waits)}
    return {**figures, "late": _p95(clocks.late), "told": _p95(waits)}


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else sum(values)


async def measured(feeds: int) -> dict[str, float]:
    """A round of so many feeds, by a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with server(folder, archive(feeds), feeds // OUTLETS, own=True) as url:
            (folder / "addresses.json").write_bytes(asked(url))
            command = [sys.executable, "-m", "benchmarks.scale", "--child", place, url]
            child = await asyncio.create_subprocess_exec(
                *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
            )
            output, _ = await child.communicate()
    figures: dict[str, float] = json.loads(output.splitlines()[-1])
    return figures


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    if arguments[:1] == ["--child"]:
        folder, url = Path(arguments[1]), arguments[2]
        logs.configure()
        addresses = json.loads((folder / "addresses.json").read_text(encoding="utf-8"))
        print(json.dumps(asyncio.run(run(folder, addresses, url))))
        return
    print(
        "| feeds | CPU s | a feed, ms | peak MB | poll late, s | alert after, s |\n|---|---|---|---|---|---|"
    )
    for feeds in [int(each) for each in arguments] or [1_000, 3_000, 10_000]:
        of = asyncio.run(measured(feeds))
        each = of["cpu"] / of["polls"] * 1_000
        print(
            f"| {of['polls']:,} | {of['cpu']:.1f} | {each:.2f} | {of['memory']:.0f} | {of['late']:.2f} "
            f"| {of['told']:.2f} ({of['alerts']} alerts) |",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
