"""When things happen: a tick for the feeds that are due, one for what waits to be told, and housekeeping.

APScheduler keeps the beat; what is due when lives in the store, so a restart forgets nothing.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.model import FeedState, Recorded
from bot.store.base import Store

TICK = timedelta(seconds=1)
LEASE = timedelta(minutes=5)  # longer than the slowest poll: fetch, parse, its articles
QUEUE = 10
GRACE = 2.0  # seconds
HOUSEKEEPING = timedelta(hours=1)
STALE = timedelta(days=1)  # a channel that comes back is not flooded with older news
PRUNED_AT_ONCE = 1000  # entries in one transaction, so that polls wait milliseconds

log = structlog.get_logger()


class Scheduler:
    """Polls due feeds side by side; a slow one delays no other.

    Of the polls under way at most `concurrency` fetch at once, which is the fetcher's to see to; the
    others wait for their hosts' turns, and there may be QUEUE times as many of them.
    """

    def __init__(
        self,
        *,
        store: Store,
        poll: Callable[[FeedState], Awaitable[Recorded]],
        release: Callable[[], Awaitable[object]],
        clock: Callable[[], datetime],
        concurrency: int,
        retention: timedelta,
    ) -> None:
        self.concurrency = concurrency
        self.retention = retention
        self.late: timedelta | None = None  # by how much those that were polled last came after their time
        self._store = store
        self._poll = poll
        self._release = release
        self._clock = clock
        self._polls: dict[str, asyncio.Task[None]] = {}  # by the feed's name
        self._beat: AsyncIOScheduler | None = None
        self._stopping = False

    def start(self) -> None:
        """Begin to tick, in the running loop."""
        self._beat = AsyncIOScheduler(
            timezone="UTC",
            # The defaults drop a run that is a second late and let runs pile up.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for job, interval in ((self.tick, TICK), (self._release, TICK), (self.housekeep, HOUSEKEEPING)):
            self._beat.add_job(self._run, args=[job])  # at once
            self._beat.add_job(self._run, "interval", args=[job], seconds=interval.total_seconds())
        self._beat.start()

    async def _run(self, job: Callable[[], Awaitable[object]]) -> None:
        with contextlib.suppress(asyncio.CancelledError):  # a stop, which is no error to be logged
            await job()

    async def stop(self) -> None:
        """Stop ticking, give the polls under way a moment, then cancel them.

        Until a poll is stored it has changed nothing, so a cancelled one is simply done again.
        """
        self._stopping = True  # a tick that waits for the store now begins nothing
        if self._beat is not None:
            self._beat.shutdown(wait=False)
            self._beat = None
        if self._polls:
            await asyncio.wait(self._polls.values(), timeout=GRACE)
        for task in self._polls.values():
            task.cancel()
        await self.drain()

    async def tick(self) -> int:
        """Start polling what is due; how many feeds that is."""
        return await self._poll_due(self._clock())

    async def round(self, polled: Callable[[], None]) -> None:
        """Poll all that is due now, tell what waited, then return; `polled` is called after each poll."""
        now = self._clock()
        while await self._poll_due(now):
            for poll in asyncio.as_completed([*self._polls.values()]):
                await poll
                polled()
        await self._release()

    async def _poll_due(self, now: datetime) -> int:
        free = self.concurrency * QUEUE - len(self._polls)
        if free <= 0:
            return 0
        due = await self._store.claim_feeds(now, LEASE, free)
        if due:
            self.late = max((now - state.next_at for state in due if state.next_at), default=timedelta(0))
        for state in due:
            # One that is being polled still waits for its host, longer than its lease.
            if state.name not in self._polls and not self._stopping:
                self._polls[state.name] = asyncio.create_task(self._guarded(state))
        return len(due)

    async def drain(self) -> None:
        """Wait for the polls under way."""
        if self._polls:
            await asyncio.wait(self._polls.values())

    async def housekeep(self) -> None:
        """Drop texts past their retention, in bounded steps, and what waits too long for its channel."""
        expired = await self._store.expire(self._clock() - STALE)
        if expired:
            log.warning("messages that waited a day for suspended channels dropped", messages=expired)
        before = self._clock() - self.retention
        total = 0
        while dropped := await self._store.prune(before, PRUNED_AT_ONCE):
            total += dropped
        if total:
            log.info("old texts dropped", entries=total)

    async def _guarded(self, state: FeedState) -> None:
        """One poll; a defect in it is logged, the feed is due again when its lease ends."""
        try:
            await self._poll(state)
        except Exception:
            log.exception("poll failed", feed=state.name)
        finally:
            del self._polls[state.name]
