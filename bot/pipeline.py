"""The picture as code, for one poll of one feed; it decides nothing itself.

    fetch -> parse -> recall -> article -> match -> decide -> record -> (the outbox is woken)

Everything up to `record` only reads. `record` is one transaction, so a crash anywhere leaves the poll
either done or to be done again.
"""

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.config import Config
from bot.errors import FeedError, StoreError
from bot.feeds import timing
from bot.feeds.identity import digest, identify
from bot.model import (
    Entry,
    Feed,
    FeedState,
    Fetched,
    Finding,
    Identity,
    Memory,
    Notice,
    NotModified,
    ParsedFeed,
    Poll,
    Recorded,
)
from bot.store.base import Store
from bot.watching.match import Matcher
from bot.watching.meetings import REMEMBERED
from bot.watching.newsroom import Newsroom, Sighting, sighted
from bot.watching.stories import OPEN

log = structlog.get_logger()

NOTHING_NEW = Recorded(new=0, changed=0, alerts=0, deliveries=0)


class Fetcher(Protocol):
    """Where bytes come from."""

    async def feed(self, state: FeedState, now: datetime) -> Fetched | NotModified:
        """A feed's document, unless it has not changed. Raises FeedError."""

    async def page(self, url: str, configured: str | None = None) -> Fetched:
        """The page behind an entry, by the word of the feed at `configured`. Raises FeedError."""


class Parser(Protocol):
    """What makes text of bytes, within limits of time and memory."""

    async def parse(self, fetched: Fetched, feed: Feed, known: bytes = b"") -> ParsedFeed:
        """The entries of a document; `known` are the prints of the one before. Raises FeedError."""

    async def article(self, page: Fetched) -> str:
        """The text of an article. Raises FeedError."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the config in force says; replaced as a whole when it changes."""

    feeds: Mapping[str, Feed]
    matcher: Matcher
    first_poll: timedelta  # entries older than this are no news when a feed is first polled
    silent_after: timedelta
    failing_after: timedelta


@dataclass(frozen=True, slots=True)
class _Sight:
    """An entry as it is shown now, and what is remembered of it."""

    entry: Entry
    identity: Identity
    digest: bytes
    memory: Memory
    silent: bool = False  # too old to be told, when its feed was first polled

    @property
    def is_news(self) -> bool:
        return self.memory.entry_id is None or self.memory.digest != self.digest


class Pipeline:
    """Polls feeds by the rules in force."""

    def __init__(
        self,
        *,
        store: Store,
        fetcher: Fetcher,
        parser: Parser,
        rules: Rules,
        wake: Callable[[], None],
        report: Callable[[Notice], Awaitable[None]],
        clock: Callable[[], datetime],
        rng: random.Random,
    ) -> None:
        self.rules = rules
        self.fetcher = fetcher
        self._store = store
        self._parser = parser
        self._wake = wake
        self._report = report
        self._clock = clock
        self._rng = rng
        self._newsroom: Newsroom | None = None  # None: to be made of what the store knows
        self._steady = asyncio.Lock()  # held while rules change, and while something is stored by them

    async def follow(self, rules: Rules, sync: Callable[[], Awaitable[None]]) -> None:
        """Poll by these rules from now on; `sync` makes the store know them.

        What was decided by the old ones is stored before, or decided anew: a watch that is renamed in
        between would else tell nobody.
        """
        async with self._steady:
            await sync()
            self.rules = rules
            if self._newsroom:
                self._newsroom.follow(rules.matcher.watches)

    async def poll(self, state: FeedState) -> Recorded:
        """Poll one feed and store what came of it; what went wrong is stored and logged, not raised."""
        rules = self.rules
        feed = rules.feeds.get(state.name)
        if feed is None:  # taken out of the config since it was claimed
            return NOTHING_NEW
        try:
            return await self._poll(feed, state, rules)
        except FeedError as error:
            await self._failed(feed, state, error, rules)
        except StoreError:
            raise
        except Exception:
            log.exception("poll failed", feed=feed.name)
            await self._failed(feed, state, FeedError("Rasid failed on this feed; its log says how."), rules)
        return NOTHING_NEW

    async def _failed(self, feed: Feed, state: FeedState, error: FeedError, rules: Rules) -> None:
        after = timing.failed(state, feed, error, now=self._clock(), rng=self._rng)
        if after.gone:
            log.warning("feed is gone and polled no more", feed=feed.name, error=str(error))
        elif state.failures == 0:
            log.warning("feed failed, will be retried", feed=feed.name, error=str(error))
        await self._store.save_feed(await self._reported(feed, after, rules))

    async def _poll(self, feed: Feed, state: FeedState, rules: Rules) -> Recorded:
        outcome = await self.fetcher.feed(state, self._clock())
        body_hash, ttl = state.body_hash, state.ttl
        news: list[_Sight] = []
        if isinstance(outcome, Fetched):
            body_hash = hashlib.blake2b(outcome.body, digest_size=16).digest()
            if body_hash != state.body_hash:
                parsed = await self._parser.parse(outcome, feed, state.prints)
                ttl = parsed.ttl
                news = await self._news(feed, state, parsed, rules)
                state = replace(state, prints=parsed.prints)
        now = self._clock()
        new = any(sight.memory.entry_id is None for sight in news)
        after = timing.succeeded(
            state, feed, outcome, ttl=ttl, new=new, body_hash=body_hash, now=now, rng=self._rng
        )
        after = await self._reported(feed, after, rules)
        if state.failures:
            log.info("feed is back", feed=feed.name)
        if not news:
            await self._store.save_feed(after)
            return NOTHING_NEW
        recorded = await self._record(after, news, rules)
        log.info("feed polled", feed=feed.name, new=recorded.new, alerts=recorded.alerts)
        if recorded.deliveries:
            self._wake()
        return recorded

    async def _news(self, feed: Feed, state: FeedState, parsed: ParsedFeed, rules: Rules) -> list[_Sight]:
        """The new and the changed entries, oldest first, with their articles where those are wanted."""
        now = self._clock()
        window = None if state.ok_at else _first_poll(feed, rules)
        news = [
            replace(sight, silent=sight.memory.silent or _is_old(sight.entry, window, now))
            for sight in await self._recall(feed, parsed)
            if sight.is_news
        ]
        news.sort(key=lambda sight: sight.entry.published or now)
        if not feed.article:
            return news
        return await asyncio.gather(*(self._with_article(sight, feed) for sight in news))

    async def _recall(self, feed: Feed, parsed: ParsedFeed) -> list[_Sight]:
        """The entries, oldest first as feeds list them, with what is known of each; none that are unchanged.

        Those tell only whether what identifies another is its own.
        """
        entries = parsed.entries[::-1]
        shown = [
            (entry, identity)
            for entry, identity in zip(entries, identify(entries), strict=True)
            if entry not in parsed.unchanged
        ]
        if not shown:
            return []
        memories = await self._store.recall(feed.name, [identity for _, identity in shown])
        return [
            _Sight(entry, identity, digest(entry), memory)
            for (entry, identity), memory in zip(shown, memories, strict=True)
        ]

    async def _with_article(self, sight: _Sight, feed: Feed) -> _Sight:
        """The same with the page's text, where it can be had; a teaser alone is better than nothing."""
        if sight.silent or sight.entry.link is None:
            return sight
        try:
            text = await self._parser.article(await self.fetcher.page(sight.entry.link, feed.url))
        except FeedError as error:
            log.warning("article not read, the feed's text is used", link=sight.entry.link, error=str(error))
            return sight
        return replace(sight, entry=replace(sight.entry, content=text or sight.entry.content))

    async def _record(self, state: FeedState, news: Sequence[_Sight], rules: Rules) -> Recorded:
        """Decide and store, by rules that are still in force when it is stored."""
        while True:
            # Aho-Corasick lets go of the interpreter: other feeds and the chats go on meanwhile.
            seen = await asyncio.to_thread(_seen, news, rules.matcher)
            async with self._steady:
                if rules is self.rules:
                    return await self._decided(state, news, seen)
                rules = self.rules

    async def _decided(self, state: FeedState, news: Sequence[_Sight], seen: Sequence[Sighting]) -> Recorded:
        """Decide on these entries, one after the other, and store it all."""
        now = self._clock()
        newsroom = self._newsroom or await self._opened(now)
        self._newsroom = None  # what cannot be stored was not decided: the store is asked again
        findings = tuple(_finding(sight, one, newsroom, now) for sight, one in zip(news, seen, strict=True))
        recorded = await self._store.record(Poll(state, findings, now))
        self._newsroom = newsroom
        return recorded

    async def release(self) -> Recorded:
        """Tell what waited for long enough, by the rules in force."""
        async with self._steady:
            now = self._clock()
            newsroom = self._newsroom or await self._opened(now)
            self._newsroom = None  # as above
            released = newsroom.due(now)
            recorded = await self._store.release(released, now) if released else NOTHING_NEW
            self._newsroom = newsroom
        if recorded.alerts:
            log.info("told what waited", alerts=recorded.alerts)
        if recorded.deliveries:
            self._wake()
        return recorded

    async def _opened(self, now: datetime) -> Newsroom:
        """A newsroom that knows what the store does."""
        stories, next_id = await self._store.stories(now - OPEN)
        meetings = await self._store.meetings(now - REMEMBERED)
        return Newsroom(self.rules.matcher.watches, stories, next_id, meetings)

    async def _reported(self, feed: Feed, state: FeedState, rules: Rules) -> FeedState:
        """The state with its health as told to the operator, who hears of each change once."""
        health = timing.health(
            state,
            feed,
            now=self._clock(),
            silent_after=rules.silent_after,
            failing_after=rules.failing_after,
        )
        if health == state.told:
            return state
        key = "notice-feed-gone" if state.gone else f"notice-feed-{health or 'recovered'}"
        await self._report(Notice(key, {"feed": feed.name, "error": state.error or ""}))
        return replace(state, told=health)


def matcher_of(config: Config) -> Matcher:
    """The config's watches, with the names they look for."""
    reading = config.reading()
    return Matcher(config.watches, reading.people, reading.places, reading.zones, reading.timezone)


def _first_poll(feed: Feed, rules: Rules) -> timedelta:
    return rules.first_poll if feed.first_poll is None else feed.first_poll


def _is_old(entry: Entry, window: timedelta | None, now: datetime) -> bool:
    """Whether a first poll, which looks back so far, finds the entry too old to tell.

    One without a date counts as old. Later polls, without a window, find everything new.
    """
    if window is None or window == timedelta.max:
        return False
    return entry.published is None or now - entry.published > window


def _seen(news: Sequence[_Sight], matcher: Matcher) -> list[Sighting]:
    """What the watches see in these entries; pure."""
    return [sighted(matcher, sight.entry, sight.memory, silent=sight.silent) for sight in news]


def _finding(sight: _Sight, seen: Sighting, newsroom: Newsroom, now: datetime) -> Finding:
    """What is decided on an entry."""
    member, decisions = newsroom.consider(seen, now) if seen.matches else (None, ())
    return Finding(
        entry=sight.entry,
        identity=sight.identity,
        digest=sight.digest,
        memory=sight.memory,
        silent=sight.silent,
        decisions=decisions,
        member=member,
    )
