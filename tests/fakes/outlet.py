"""Outlets that publish RSS on the loopback: the entries that a test gives them, with an ETag."""

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Self
from xml.sax.saxutils import escape

from aiohttp import web


@dataclass(frozen=True)
class Item:
    guid: str
    title: str
    summary: str
    link: str
    published: datetime


class FakeOutlets:
    """The server: one feed for each name that something was published under."""

    def __init__(self) -> None:
        self.items: dict[str, list[Item]] = defaultdict(list)
        self.answers: Counter[int] = Counter()
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def origin(self) -> str:
        """`host:port`, as the allow list wants it."""
        return f"127.0.0.1:{self.port}"

    def url(self, feed: str) -> str:
        return f"http://{self.origin}/{feed}.xml"

    def publish(
        self,
        feed: str,
        title: str,
        summary: str = "",
        *,
        guid: str | None = None,
        link: str | None = None,
        ago: timedelta = timedelta(0),
    ) -> Item:
        """A new item at the top of a feed, dated now or some time ago."""
        number = len(self.items[feed]) + 1
        item = Item(
            guid or f"{feed}-{number}",
            title,
            summary,
            link or f"http://news.invalid/{feed}/{number}",
            datetime.now(UTC) - ago,
        )
        self.items[feed].insert(0, item)
        return item

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{feed}.xml", self._feed)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def _feed(self, request: web.Request) -> web.Response:
        body = self._render(request.match_info["feed"])
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        unchanged = request.headers.get("If-None-Match") == tag
        status = 304 if unchanged else 200
        self.answers[status] += 1
        headers = {"ETag": tag, "Content-Type": "application/rss+xml; charset=utf-8"}
        return web.Response(status=status, headers=headers, body=None if unchanged else body)

    def _render(self, feed: str) -> bytes:
        items = "".join(
            f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>"
            f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
            f"<pubDate>{format_datetime(item.published)}</pubDate>"
            f"<description>{escape(item.summary)}</description></item>"
            for item in self.items[feed]
        )
        page = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{feed}</title>'
        return f"{page}{items}</channel></rss>".encode()
