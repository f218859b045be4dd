"""Parsing in processes that can be killed.

A document within every limit of size can still take a parser minutes, or all memory. So each is parsed
in a worker with a time and a memory limit; a worker that exceeds them ends, and another takes its place.
Only what is short, well-formed and simple is parsed on the spot. Workers start when there is work for them.
"""

import asyncio
import multiprocessing
import pyexpat
import signal
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from multiprocessing import resource_tracker
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.errors import FeedError, NotAFeedError, RasidError
from bot.feeds import article, parse
from bot.model import Feed, Fetched, ParsedFeed

SAFE_EXPAT = (2, 4, 1)
"""The first that stops entities which multiply (CVE-2013-0340)."""

STARTING = 4.0
"""Seconds beyond a document's own that a worker may take to start."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _utc_now() -> datetime:
    return datetime.now(UTC)


def require_safe_expat(version: tuple[int, int, int] = pyexpat.version_info) -> None:
    """Raise RasidError when Python's XML parser is one that a small document can exhaust."""
    if version < SAFE_EXPAT:
        found, wanted = (".".join(map(str, each)) for each in (version, SAFE_EXPAT))
        raise RasidError(
            f"Python's XML parser, expat {found}, is not safe against hostile feeds; "
            f"use a Python with expat {wanted} or newer."
        )


class ParserPool:
    """Workers that parse. Use as an async context manager; raises RasidError when expat is too old."""

    def __init__(
        self,
        workers: int = 2,
        seconds: float = 10,  # for one document
        memory: int = 1 << 30,  # bytes of address space for one worker, its libraries included
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        self._clock = clock
        self._free = asyncio.Semaphore(workers)
        self._pool: ProcessPool | None = None  # until there is something for it

    async def __aenter__(self) -> Self:
        require_safe_expat()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._pool:
            await _end(self._pool)

    async def parse(self, fetched: Fetched, feed: Feed, known: bytes = b"") -> ParsedFeed:
        """See `parse.parse`. Raises NotAFeedError, also when the document exceeds the limits.

        What is sure to be read within milliseconds is read here: a worker would cost as much again.
        """
        with suppress(Exception):  # whatever it is, a worker will say so
            if parsed := parse.parse_short(fetched, feed, self._clock(), known):
                return parsed
        return await self._run(parse.parse, fetched, feed, self._clock(), known)

    async def article(self, page: Fetched) -> str:
        """See `article.extract`. Raises FeedError; NotAFeedError when the page exceeds the limits."""
        return await self._run(article.extract, page)

    async def _run(self, work: Callable[_P, _T], *args: _P.args, **_: _P.kwargs) -> _T:
        try:
            try:
                return await self._once(work, args)
            except BrokenProcessPool:  # which says nothing of this document
                return await self._once(work, args)
        except FeedError:
            raise
        except TimeoutError as error:
            raise NotAFeedError(f"The document takes longer than {self._seconds:g} s to read.") from error
        except (ProcessExpired, MemoryError) as error:
            raise NotAFeedError("The document takes more memory than allowed to read.") from error
        except Exception as error:  # of any kind: the libraries fall over what nobody has yet seen
            raise NotAFeedError("The document cannot be read.") from error

    async def _once(self, work: Callable[..., _T], args: tuple[object, ...]) -> _T:
        """What the work returns or raises; in a new pool when ours is broken.

        A pool replaces workers that end at work. One that is killed at rest, as by a system short of memory,
        breaks it for good.
        """
        async with self._free:
            if self._pool is None or not self._pool.active:
                broken, self._pool = self._pool, self._started()
                if broken:
                    await _end(broken)
            pool = self._pool
            future = asyncio.wrap_future(pool.schedule(work, args=args, timeout=self._seconds))
            try:
                done, _ = await asyncio.wait([future], timeout=self._seconds + STARTING)
            finally:
                future.cancel()  # if it is not done: nobody waits for it any longer
            if not done:  # a worker is free, and the pool's own limit has passed: nobody took it
                await asyncio.to_thread(_stop, pool)
            if future.cancelled():  # by us, or with its pool
                raise BrokenProcessPool("No worker took the document.")
            return future.result()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=self._workers,
            initializer=_confine,
            initargs=(self._memory,),
            # Not forked: a copy of a process with threads may hold a lock for ever.
            context=multiprocessing.get_context("spawn"),
        )
        with _deaf_to_ctrl_c():
            pool.schedule(_nothing)  # starts the workers, and the threads that will replace them
        return pool


async def _end(pool: ProcessPool) -> None:
    await asyncio.to_thread(_stop, pool)
    await asyncio.to_thread(pool.join)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call] # pebble's signature lacks its return type


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """A terminal sends Ctrl-C to the workers as well, whom we end ourselves.

    What is started within, and what that starts, has the signal blocked.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock the signal when it starts with the first worker
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """Work for a worker to start with."""


def _confine(memory: int) -> None:
    """Limit this process, and let it be ended at once, even in the middle of a C function."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
