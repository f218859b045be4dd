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

from bot.errors import FeedError
from bot.feeds import timing
from bot.feeds.identity import Identity, digest, identify
from bot.model import (
    Entry,
    Feed,
    FeedState,
    Fetched,
    Finding,
    Memory,
    Notice,
    NotModified,
    ParsedFeed,
    Poll,
    Recorded,
)
from bot.store.base import Known, Store
from bot.watching.decide import decide
from bot.watching.match import Matcher

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

    async def parse(self, fetched: Fetched, feed: Feed) -> ParsedFeed:
        """The entries of a document. Raises FeedError."""

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

    async def poll(self, state: FeedState) -> Recorded:
        """Poll one feed and store what came of it; what went wrong is stored and logged, not raised."""
        rules = self.rules
        feed = rules.feeds.get(state.name)
        if feed is None:  # taken out of the config since it was claimed
            return NOTHING_NEW
        try:
            return await self._poll(feed, state, rules)
        except FeedError as error:
            after = timing.failed(state, feed, error, self._clock(), self._rng)
            if state.failures == 0:
                log.warning("feed failed, will be retried", feed=feed.name, error=str(error))
            await self._store.save_feed(await self._reported(feed, after, rules))
            return NOTHING_NEW

    async def _poll(self, feed: Feed, state: FeedState, rules: Rules) -> Recorded:
        outcome = await self.fetcher.feed(state, self._clock())
        body_hash, ttl = state.body_hash, state.ttl
        findings: tuple[Finding, ...] = ()
        if isinstance(outcome, Fetched):
            body_hash = hashlib.blake2b(outcome.body, digest_size=16).digest()
            if body_hash != state.body_hash:
                parsed = await self._parser.parse(outcome, feed)
                ttl = parsed.ttl
                findings = await self._find(feed, state, parsed, rules)
        now = self._clock()
        new = any(finding.memory.entry_id is None for finding in findings)
        after = timing.succeeded(state, feed, outcome, ttl, new, body_hash, now, self._rng)
        after = await self._reported(feed, after, rules)
        if state.failures:
            log.info("feed is back", feed=feed.name)
        if not findings:
            await self._store.save_feed(after)
            return NOTHING_NEW
        recorded = await self._store.record(Poll(after, findings, now))
        log.info("feed polled", feed=feed.name, new=recorded.new, alerts=recorded.alerts)
        if recorded.deliveries:
            self._wake()
        return recorded

    async def _find(
        self, feed: Feed, state: FeedState, parsed: ParsedFeed, rules: Rules
    ) -> tuple[Finding, ...]:
        news = [sight for sight in await self._recall(feed, parsed.entries) if sight.is_news]
        if feed.article:
            news = await asyncio.gather(*(self._with_article(sight, feed) for sight in news))
        # Aho-Corasick lets go of the interpreter: other feeds and the chats go on meanwhile.
        now = self._clock()
        findings = [await asyncio.to_thread(_finding, sight, feed, state, rules, now) for sight in news]
        return tuple(sorted(findings, key=lambda finding: finding.entry.published or now))

    async def _recall(self, feed: Feed, entries: Sequence[Entry]) -> list[_Sight]:
        """The entries, oldest first as feeds list them, with what is known of each."""
        entries = entries[::-1]
        identities = identify(entries)
        known = [Known(identity.keys, identity.link_key) for identity in identities]
        memories = await self._store.recall(feed.name, known)
        return [
            _Sight(entry, identity, digest(entry), memory)
            for entry, identity, memory in zip(entries, identities, memories, strict=True)
        ]

    async def _with_article(self, sight: _Sight, feed: Feed) -> _Sight:
        """The same with the page's text, where it can be had; a teaser alone is better than nothing."""
        if sight.entry.link is None:
            return sight
        try:
            text = await self._parser.article(await self.fetcher.page(sight.entry.link, feed.url))
        except FeedError as error:
            log.warning("article not read, the feed's text is used", link=sight.entry.link, error=str(error))
            return sight
        return replace(sight, entry=replace(sight.entry, content=text or sight.entry.content))

    async def _reported(self, feed: Feed, state: FeedState, rules: Rules) -> FeedState:
        """The state with its health as told to the operator, who hears of each change once."""
        health = timing.health(
            state, feed, self._clock(), silent_after=rules.silent_after, failing_after=rules.failing_after
        )
        if health == state.told:
            return state
        args = {"feed": feed.name, "error": state.error or ""}
        await self._report(Notice(f"notice-feed-{health or 'recovered'}", args))
        return replace(state, told=health)


def _finding(sight: _Sight, feed: Feed, state: FeedState, rules: Rules, now: datetime) -> Finding:
    """All that is decided on an entry; pure."""
    silent = sight.memory.silent or (state.ok_at is None and _is_old(sight.entry, feed, rules, now))
    matches = rules.matcher.matches(sight.entry)
    return Finding(
        entry=sight.entry,
        keys=sight.identity.keys,
        link_key=sight.identity.link_key,
        digest=sight.digest,
        memory=sight.memory,
        silent=silent,
        decisions=tuple(decide(match, sight.memory, silent=silent) for match in matches),
    )


def _is_old(entry: Entry, feed: Feed, rules: Rules, now: datetime) -> bool:
    """Whether a first poll finds the entry too old to tell; one without a date counts as old."""
    window = rules.first_poll if feed.first_poll is None else feed.first_poll
    if entry.published is None:
        return window != timedelta.max
    return now - entry.published > window
