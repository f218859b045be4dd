import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.model import Feed, FeedState, Recorded
from bot.pipeline import NOTHING_NEW
from bot.scheduler import QUEUE, Scheduler
from bot.store.sqlite import SqliteStore
from tests.end_to_end.waiting import until
from tests.store.builders import finding, poll, with_feeds

NOW = datetime(2019, 4, 14, 16, 0, tzinfo=UTC)


class Bench:
    """A scheduler on a real store, whose polls do what the test says."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.now = NOW
        self.polled: list[str] = []
        self.released = 0
        self.hangs: dict[str, asyncio.Event] = {}
        self.cancelled: list[str] = []
        self.scheduler = Scheduler(
            store=store,
            poll=self._poll,
            release=self._release,
            clock=lambda: self.now,
            concurrency=2,
            retention=timedelta(days=180),
        )

    async def feeds(self, *names: str) -> None:
        await self.store.sync_feeds([Feed(name, f"https://{name}.example/feed") for name in names])

    async def _release(self) -> None:
        self.released += 1

    async def _poll(self, state: FeedState) -> Recorded:
        self.polled.append(state.name)
        if state.name == "broken":
            raise RuntimeError("a defect")
        try:
            if hang := self.hangs.get(state.name):
                await hang.wait()
        except asyncio.CancelledError:
            self.cancelled.append(state.name)
            raise
        later = self.now + timedelta(minutes=5)
        await self.store.save_feed(FeedState(state.name, state.url, next_at=later))
        return NOTHING_NEW


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    bench = Bench(store)
    yield bench
    await bench.scheduler.stop()
    await store.close()


async def test_it_knows_by_how_much_the_last_polls_were_late(bench: Bench) -> None:
    await bench.scheduler.tick()
    assert bench.scheduler.late is None  # there was nothing to poll
    await bench.feeds("a", "b")
    await bench.scheduler.tick()
    assert bench.scheduler.late == timedelta(0)  # a first poll has no time
    await bench.scheduler.drain()
    bench.now += timedelta(minutes=5, seconds=7)
    await bench.scheduler.tick()
    await bench.scheduler.tick()
    assert bench.scheduler.late == timedelta(seconds=7)


async def test_what_is_due_is_polled_once_and_again_when_it_is_due_again(bench: Bench) -> None:
    await bench.feeds("a", "b")
    assert await bench.scheduler.tick() == 2
    await bench.scheduler.drain()
    assert await bench.scheduler.tick() == 0
    bench.now += timedelta(minutes=6)
    assert await bench.scheduler.tick() == 2
    await bench.scheduler.drain()
    assert sorted(bench.polled) == ["a", "a", "b", "b"]


async def test_a_feed_that_hangs_delays_no_other(bench: Bench) -> None:
    await bench.feeds("hangs", "a")
    bench.hangs["hangs"] = asyncio.Event()
    await bench.scheduler.tick()
    await until(lambda: "a" in bench.polled)
    bench.now += timedelta(minutes=6)
    await bench.scheduler.tick()
    await until(lambda: bench.polled.count("a") == 2)
    assert bench.polled.count("hangs") == 1, "one poll of a feed at a time, also when its lease ran out"


async def test_a_defect_in_one_poll_leaves_the_others_alone(bench: Bench) -> None:
    await bench.feeds("broken", "a")
    await bench.scheduler.tick()
    await bench.scheduler.drain()
    assert sorted(bench.polled) == ["a", "broken"]
    bench.now += timedelta(minutes=6)
    await bench.scheduler.tick()
    await bench.scheduler.drain()
    assert bench.polled.count("broken") == 2


async def test_a_defect_in_one_poll_does_not_end_a_round(bench: Bench) -> None:
    names = ["broken", *(f"feed-{number:02}" for number in range(2 * QUEUE))]
    await bench.feeds(*names)
    await bench.scheduler.round(lambda: None)
    assert sorted(bench.polled) == names


async def test_there_are_only_so_many_polls_at_a_time(bench: Bench) -> None:
    names = [f"feed-{number:02}" for number in range(2 * QUEUE + 5)]
    await bench.feeds(*names)
    gate = asyncio.Event()
    bench.hangs = dict.fromkeys(names, gate)
    assert await bench.scheduler.tick() == 2 * QUEUE
    assert await bench.scheduler.tick() == 0
    gate.set()
    await bench.scheduler.drain()
    assert await bench.scheduler.tick() == 5


async def test_a_round_ends_when_nothing_is_due_and_tells_its_progress(bench: Bench) -> None:
    names = [f"feed-{number:02}" for number in range(2 * QUEUE + 5)]
    await bench.feeds(*names)
    done = []
    await bench.scheduler.round(lambda: done.append(1))
    assert len(done) == len(names)
    assert sorted(bench.polled) == names


async def test_it_ticks_by_itself_and_a_stop_cancels_what_hangs(bench: Bench) -> None:
    await bench.feeds("hangs")
    bench.hangs["hangs"] = asyncio.Event()
    bench.scheduler.start()
    await until(lambda: bench.polled)
    await bench.scheduler.stop()
    assert bench.cancelled == ["hangs"]


async def test_a_stop_gives_the_polls_under_way_a_moment(bench: Bench) -> None:
    await bench.feeds("slow")
    bench.hangs["slow"] = asyncio.Event()
    await bench.scheduler.tick()
    await until(lambda: bench.polled)
    stopping = asyncio.create_task(bench.scheduler.stop())
    await asyncio.sleep(0)
    bench.hangs["slow"].set()
    await stopping
    assert bench.cancelled == []
    assert [state.next_at for state in await bench.store.feed_states()] == [NOW + timedelta(minutes=5)]


async def test_the_time_zone_of_the_machine_plays_no_part(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Nowhere/Land")
    await bench.feeds("a")
    bench.scheduler.start()
    await until(lambda: bench.polled)


async def test_a_run_that_comes_late_is_not_dropped(bench: Bench) -> None:
    """By default APScheduler forgets a run that is a second late: the old text would stay for an hour."""

    async def texts() -> int:
        return await bench.store.run(lambda db: db["texts"].count)

    await with_feeds(bench.store, "north")
    await bench.store.record(poll(finding("of last year"), at=NOW - timedelta(days=365)))
    assert await texts() == 1
    bench.scheduler.start()
    time.sleep(1.5)  # noqa: ASYNC251 - nothing else of this loop can run
    async with asyncio.timeout(30):
        while await texts():  # noqa: ASYNC110 - nothing signals what a run has done
            await asyncio.sleep(0.02)


async def test_runs_neither_pile_up_nor_overlap(bench: Bench) -> None:
    bench.scheduler.start()
    assert bench.scheduler._beat is not None
    for job in bench.scheduler._beat.get_jobs():
        assert job.coalesce
        assert job.max_instances == 1
