"""Fetching feeds and pages: politely, within limits, and only from where the guard allows."""

import asyncio
import importlib.resources
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime
from ssl import SSLContext
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.errors import FeedError, ForbiddenAddressError, StatusError, TooLargeError, UnreachableError
from bot.feeds import answers, body
from bot.feeds.guard import Guard
from bot.feeds.hosts import Turns
from bot.model import SAMPLE_URL, FeedState, Fetched, NotModified

TRUSTED_MOVES = 3
"""After so many identical permanent redirects in a row the new address is asked first."""

_FEED = "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml, text/xml, */*;q=0.5"
_PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_OK, _NOT_MODIFIED = 200, 304


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost, and how hard a host is asked."""

    feed_bytes: int = 2_000_000  # packed as well as unpacked
    page_bytes: int = 5_000_000  # the same, of an article's page
    seconds: float = 30  # by the clock, over all redirects; waiting for a turn is not counted
    connect_seconds: float = 10  # of these, for one connection
    redirects: int = 5
    concurrency: int = 50  # fetches in all
    per_host: int = 2  # of them at one host
    gap: float = 0.25  # seconds between the starts of two, when they queue for one host


@dataclass(frozen=True, slots=True)
class _Ask:
    """One fetch: what is asked, by whose word, and what is known already."""

    url: URL
    configured: URL | None  # the operator's URL, which alone may use the allow list
    limit: int  # bytes
    accept: str
    validators: Mapping[str, str] = field(default_factory=dict)
    validators_url: str | None = None  # they are sent to this URL only
    now: datetime | None = None
    doubtful: bool = False  # it failed the last time


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of an exchange with one host."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


class Fetcher:
    """One shared session. Use as an async context manager.

    `allow_private` lists `host:port`s of the operator's own, for feeds that are configured there. `names` and
    `tls` replace the system's name lookups and trust store.
    """

    def __init__(
        self,
        user_agent: str,
        limits: Limits | None = None,
        allow_private: Collection[str] = (),
        *,
        names: AbstractResolver | None = None,
        tls: SSLContext | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits or Limits()
        self._turns = Turns(self._limits.concurrency, self._limits.per_host, self._limits.gap)
        self._allow = allow_private
        self._names = names
        self._tls = tls
        self._guard: Guard
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        self._guard = Guard(self._allow, self._names)
        self._session = aiohttp.ClientSession(
            connector=self._guard.connector(),
            auto_decompress=False,  # unpacked here, as far as there is room
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_seconds),
            trust_env=False,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        await self._guard.close()

    async def feed(self, state: FeedState, now: datetime) -> Fetched | NotModified:
        """Ask a feed for what is new. Raises FeedError.

        `now` is aware UTC; a date in Retry-After is counted from it.
        """
        if state.url == SAMPLE_URL:
            return Fetched(_sample(), SAMPLE_URL, "application/rss+xml")
        if state.moved_to is None or state.moves < TRUSTED_MOVES:
            return await self._fetch(self._ask(state, state.url, now))
        try:
            outcome = await self._fetch(self._ask(state, state.moved_to, now))
        except (StatusError, UnreachableError, ForbiddenAddressError) as error:
            if error.retry_after is not None:
                raise
            return await self._fetch(self._ask(state, state.url, now))  # the publisher may have moved back
        return answers.moved(outcome, outcome.moved_to or state.moved_to)

    async def page(self, url: str, configured: str | None = None) -> Fetched:
        """Fetch an article's page. Raises FeedError.

        `configured` is the URL of the feed that links to it: a page on the operator's own host is
        fetched for a feed of the same host and port only.
        """
        origin = None if configured is None else _parsed(configured)
        outcome = await self._fetch(_Ask(_parsed(url), origin, self._limits.page_bytes, _PAGE))
        if isinstance(outcome, NotModified):
            raise StatusError(_NOT_MODIFIED, "The server says that nothing has changed, unasked.")
        return outcome

    def _ask(self, state: FeedState, url: str, now: datetime) -> _Ask:
        validators = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        return _Ask(
            url=_parsed(url),
            configured=_parsed(state.url),
            limit=self._limits.feed_bytes,
            accept=_FEED,
            validators={name: value for name, value in validators.items() if value},
            validators_url=state.validators_url,
            now=now,
            doubtful=state.failures > 0,
        )

    async def _fetch(self, ask: _Ask) -> Fetched | NotModified:
        """Follow redirects by hand, each one judged, to an answer. Raises FeedError."""
        url, moved_to, permanent = ask.url, None, True
        left = self._limits.seconds
        clock = asyncio.get_running_loop().time
        for _ in range(self._limits.redirects + 1):
            self._guard.check(url, configured=ask.configured)
            async with self._turn(url, ask):
                start = clock()
                answer = await self._exchange(url, ask, left)
                left -= clock() - start
            if answer.status not in _REDIRECTS:
                return _outcome(answer, url, moved_to, ask)
            url = answers.target(url, answer.headers)
            permanent = permanent and answer.status in _PERMANENT
            moved_to = str(url) if permanent else moved_to
        raise StatusError(answer.status, f"More than {self._limits.redirects} redirects.")

    def _turn(self, url: URL, ask: _Ask) -> AbstractAsyncContextManager[None]:
        """The operator's own hosts are not spared, only counted."""
        if self._guard.allows(url):
            return self._turns.anytime(doubtful=ask.doubtful)
        return self._turns.at(url.raw_host or "", doubtful=ask.doubtful)

    async def _exchange(self, url: URL, ask: _Ask, seconds: float) -> _Answer:
        """One request and its answer, read to the end unless it is a redirect. Raises FeedError."""
        heard = False
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.get(
                    url, headers=_headers(url, ask), allow_redirects=False, ssl=self._tls or True
                ) as response,
            ):
                heard = True
                if response.status != _OK:
                    return _Answer(response.status, response.headers)
                packing = ",".join(response.headers.getall("Content-Encoding", ()))
                content = await body.read(response.content.iter_any(), packing, ask.limit)
                return _Answer(response.status, response.headers, content)
        except FeedError:
            raise
        except TimeoutError as error:
            if heard:
                raise TooLargeError(f"{url.host} took longer than {seconds:.0f} s to answer.") from error
            self._not_connected(url, error)
            raise UnreachableError(f"{url.host} did not answer within {seconds:.0f} s.") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            self._not_connected(url, error)
            raise answers.failure(url, error) from error

    def _not_connected(self, url: URL, error: Exception) -> None:
        if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            self._turns.down(url.raw_host or "", str(answers.failure(url, error)))


def _outcome(answer: _Answer, url: URL, moved_to: str | None, ask: _Ask) -> Fetched | NotModified:
    max_age = answers.max_age(answer.headers)
    if answer.status == _NOT_MODIFIED and ask.validators and ask.validators_url == str(url):
        return NotModified(moved_to=moved_to, max_age=max_age)
    if answer.status != _OK:
        raise answers.refusal(answer.status, url, answer.headers, ask.now)
    return Fetched(
        body=answer.body,
        url=str(url),
        content_type=answer.headers.get("Content-Type"),
        etag=answer.headers.get("ETag"),
        last_modified=answer.headers.get("Last-Modified"),
        moved_to=moved_to,
        max_age=max_age,
    )


def _headers(url: URL, ask: _Ask) -> dict[str, str]:
    return {"Accept": ask.accept, **(ask.validators if ask.validators_url == str(url) else {})}


def _parsed(url: str) -> URL:
    try:
        return URL(url)
    except ValueError as error:
        raise ForbiddenAddressError("This is not an http or https address.") from error


def _sample() -> bytes:
    return importlib.resources.files("bot.feeds").joinpath("sample.xml").read_bytes()
