"""The store in one SQLite file.

All work is done in order by one thread, so that the event loop never waits for the disk; what is asked for
while it is busy is done together, in one transaction. What was asked for is done, even when the caller is
cancelled while it waits: a message that went out is marked as sent.
"""

import asyncio
import functools
import sqlite3
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlite_utils import Database

from bot.errors import StoreError
from bot.store import (
    accounts,
    alerts,
    chats,
    edits,
    entries,
    feeds,
    held,
    housekeeping,
    installations,
    mutes,
    outbox,
    paces,
    quiet,
    schedules,
    stats,
    stories,
    story_mutes,
    subscriptions,
    words,
)
from bot.store.database import explained, explanation
from bot.store.session import begin, look
from bot.store.together import MOST, Outcome, Work, do

P = ParamSpec("P")
R = TypeVar("R")

_Method = Callable[Concatenate["SqliteStore", P], Coroutine[Any, Any, R]]


def _writes(function: Callable[Concatenate[Database, P], R]) -> _Method[P, R]:
    """A method that runs this function in a transaction that writes."""
    return _method(function, writes=True)


def _reads(function: Callable[Concatenate[Database, P], R]) -> _Method[P, R]:
    """A method that runs this function on one state of the database."""
    return _method(function, writes=False)


def _method(function: Callable[Concatenate[Database, P], R], *, writes: bool) -> _Method[P, R]:
    @functools.wraps(function)
    async def method(self: "SqliteStore", /, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self.run(lambda db: function(db, *args, **kwargs), writes=writes)

    return method


class SqliteStore:
    """`bot.store.base.Store` in SQLite; `open` makes one.

    Every method raises StoreError when the disk fails, or when the store is closed.
    """

    sync_feeds = _writes(feeds.sync)
    claim_feeds = _writes(feeds.claim)
    feed_states = _reads(feeds.states)
    save_feed = _writes(feeds.save)

    recall = _reads(entries.recall)
    record = _writes(entries.record)
    release = _writes(held.release)
    kept = _reads(entries.kept)
    dropped = _reads(entries.dropped)
    latest = _reads(alerts.latest)
    search = _reads(words.search)
    newest_story = _reads(stories.newest)
    story = _reads(stories.one)
    meetings = _reads(stories.meetings_since)
    stories = _reads(stories.open_since)  # last: the module is not seen behind it
    dossier = _reads(accounts.dossier)
    accounts = _reads(accounts.known_by)

    sync_channels = _writes(subscriptions.sync)
    channels = _reads(subscriptions.every)
    channel = _reads(subscriptions.one)
    subscribe = _writes(subscriptions.subscribe)
    unsubscribe = _writes(subscriptions.unsubscribe)
    set_language = _writes(subscriptions.set_language)
    mute = _writes(mutes.mute)
    unmute = _writes(mutes.unmute)
    mute_story = _writes(story_mutes.mute)
    unmute_story = _writes(story_mutes.unmute)
    set_quiet = _writes(quiet.set_hours)
    schedule = _writes(schedules.schedule)
    unschedule = _writes(schedules.unschedule)
    suspend = _writes(subscriptions.suspend)
    resume = _writes(subscriptions.resume)
    recovered = _writes(subscriptions.recovered)
    move = _writes(chats.move)
    close_topic = _writes(chats.close_topic)

    notify = _writes(outbox.notify)
    claim = _writes(outbox.claim)
    part = _writes(outbox.part)
    sent = _writes(outbox.sent)
    postpone = _writes(outbox.postpone)
    bury = _writes(outbox.bury)
    stuck = _reads(outbox.stuck)
    retry = _writes(outbox.retry)
    drop = _writes(outbox.drop)
    expire = _writes(outbox.expire)
    delivery = _reads(outbox.one)
    waiting = _reads(outbox.waiting)
    next_due = _reads(outbox.next_due)
    claim_edits = _writes(edits.claim)
    edited = _writes(edits.edited)
    postpone_edit = _writes(edits.postpone)
    posted = _writes(outbox.posted)
    rest = _writes(paces.rest)
    lost = _writes(edits.lost)
    refresh = _writes(edits.refresh)

    install = _writes(installations.save)
    uninstall = _writes(installations.remove)
    installations = _reads(installations.every)  # last: the module is not seen behind it

    seen = _reads(housekeeping.seen)
    remember = _writes(housekeeping.remember)
    catch_up = _writes(housekeeping.catch_up)
    prune = _writes(entries.prune)
    backlog = _reads(housekeeping.backlog)
    counts = _reads(housekeeping.counts)
    stats = _reads(stats.stats)  # last: the module is not seen behind it

    def __init__(self, path: Path, db: Database, thread: ThreadPoolExecutor, exits: ExitStack) -> None:
        self.path = path
        self._db = db  # used on the thread only
        self._thread = thread
        self._exits = exits
        self._closed = False
        self._asked: deque[tuple[Work, asyncio.Future[Any]]] = deque()  # until the thread takes it
        self._busy = False
        self._last: asyncio.Future[Any] | None = None  # what was asked for last

    @classmethod
    async def open(cls, path: Path, *, exclusive: bool, now: datetime) -> Self:
        """Open the database, or make it, in its newest shape.

        `exclusive` is for a bot: no other may have the database, and what one that crashed had taken becomes
        due again. Without it a command works beside the bot. Raises DatabaseInUseError, NewerDatabaseError,
        and StoreError when the path is no database of Rasid's or cannot be used.
        """
        return await cls._open(path, lambda exits: begin(exits, path, now, exclusive=exclusive))

    @classmethod
    async def look(cls, path: Path) -> Self:
        """Open a database that is there, only to read it, beside the bot that may be running on it.

        Raises NewerDatabaseError, and StoreError when there is none, when an older Rasid wrote it or it
        cannot be used; so does every method that writes.
        """
        return await cls._open(path, lambda exits: look(exits, path))

    @classmethod
    async def _open(cls, path: Path, opener: Callable[[ExitStack], Database]) -> Self:
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        exits = ExitStack()
        start = functools.partial(opener, exits)
        try:
            db = await _on(thread, path, start)
        except BaseException:
            # Also when the caller was cancelled: the thread has gone on to open it.
            try:
                await _on(thread, path, exits.close)
            finally:
                thread.shutdown(wait=False)
            raise
        return cls(path, db, thread, exits)

    async def close(self) -> None:
        """Finish what is under way and let go of the database; safe to call again."""
        if not self._closed:
            self._closed = True
            if self._last is not None:
                await asyncio.wait([self._last])
            try:
                await _on(self._thread, self.path, self._exits.close)
            finally:
                self._thread.shutdown(wait=False)

    async def run(self, function: Callable[[Database], R], *, writes: bool = True) -> R:
        """What the function returns, run in a transaction on the store's thread, after all asked before.

        What is asked for while the thread is busy shares a transaction, and is all or nothing by itself.
        Raises StoreError for the errors of SQLite.
        """
        if self._closed:
            raise StoreError(f"The database {self.path} is closed.")
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._asked.append((Work(function, writes), answer))
        self._last = answer
        if not self._busy:
            self._next()
        # Shielded: cancelling the caller takes nothing back that it has asked for.
        return await asyncio.shield(answer)

    def _next(self) -> None:
        """Hand to the thread what was asked for meanwhile, if anything was."""
        self._busy = bool(self._asked)
        if self._busy:
            loop = asyncio.get_running_loop()
            some = [self._asked.popleft() for _ in range(min(len(self._asked), MOST))]
            self._thread.submit(self._work, some, loop)

    def _work(
        self, asked: Sequence[tuple[Work, asyncio.Future[Any]]], loop: asyncio.AbstractEventLoop
    ) -> None:
        """On the thread."""
        outcomes = do(self._db, [work for work, _ in asked])
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(self._answer, [future for _, future in asked], outcomes)

    def _answer(self, asked: Sequence[asyncio.Future[Any]], outcomes: Sequence[Outcome]) -> None:
        for future, outcome in zip(asked, outcomes, strict=True):
            if future.done():  # the loop is being closed
                continue
            if isinstance(outcome.error, sqlite3.Error | OSError):
                future.set_exception(explanation(self.path, outcome.error))
            elif outcome.error is not None:
                future.set_exception(outcome.error)
            else:
                future.set_result(outcome.value)
        self._next()


async def _on(thread: ThreadPoolExecutor, path: Path, function: Callable[[], R]) -> R:
    def explain() -> R:
        with explained(path):
            return function()

    # Shielded: cancelling the caller takes nothing back that it has asked for.
    return await asyncio.shield(asyncio.wrap_future(thread.submit(explain)))
