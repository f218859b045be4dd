"""A small feed server for the benchmarks, where ../shared/tools/feedserver.py is not at hand.

    python -m benchmarks.feedserver ARCHIVE.jsonl --port 8900 --start 2023-01-01T00:00Z --window 30 --copies 9

Takes the same arguments. Each outlet of the archive is COPIES feeds, /OUTLET/0.xml and so on, of its newest
WINDOW entries up to a clock that stands until POST /advance?seconds=N moves it; an entry with a "copy" is in
that one only. ETag, Last-Modified and 304 are served; GET / lists the feeds.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

_ITEM = (
    "<item><title>{title}</title><link>{url}</link><guid isPermaLink='false'>{id}#{copy}</guid>"
    "<pubDate>{date}</pubDate><description>{summary}</description></item>"
)
_PAGE = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>'
    "<title>{title}</title>{items}</channel></rss>"
)


class Server:
    """The archive's outlets as feeds, up to a clock that is moved by hand."""

    def __init__(self, archive: Path, start: datetime, window: int, copies: int) -> None:
        self._outlets: dict[str, list[tuple[datetime, dict[str, Any]]]] = defaultdict(list)
        for line in archive.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            self._outlets[row["feed"]].append((datetime.fromisoformat(row["published"]), row))
        self._start = self._now = start
        self._began = datetime.now(UTC)
        self._window, self._copies = window, copies
        self._pages: dict[str, tuple[datetime, bytes, str, str]] = {}

    async def index(self, request: web.Request) -> web.Response:
        """The addresses of all feeds."""
        paths = (f"{outlet}/{copy}.xml" for outlet in self._outlets for copy in range(self._copies))
        return web.json_response([f"http://{request.host}/{path}" for path in paths])

    async def advance(self, request: web.Request) -> web.Response:
        """Let time pass."""
        self._now += timedelta(seconds=float(request.query["seconds"]))
        return web.Response()

    async def feed(self, request: web.Request) -> web.Response:
        """One feed as it is now."""
        page, tag, modified = self._page(request.match_info["outlet"], request.match_info["copy"])
        headers = {"ETag": tag, "Last-Modified": modified}
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers=headers)
        return web.Response(body=page, headers=headers, content_type="application/rss+xml", charset="utf-8")

    def _page(self, outlet: str, copy: str) -> tuple[bytes, str, str]:
        shown = [
            (at, row)
            for at, row in self._outlets[outlet]
            if at <= self._now and row.get("copy", copy) == copy
        ]
        newest, path = shown[-1][0], f"{outlet}/{copy}"
        if path not in self._pages or self._pages[path][0] != newest:
            items = "".join(self._item(at, row, copy) for at, row in reversed(shown[-self._window :]))
            page = _PAGE.format(title=escape(outlet), items=items).encode()
            tag = f'"{hashlib.blake2b(page, digest_size=8).hexdigest()}"'
            self._pages[path] = (newest, page, tag, format_datetime(datetime.now(UTC), usegmt=True))
        return self._pages[path][1:]

    def _item(self, at: datetime, row: dict[str, Any], copy: str) -> str:
        """Dated as old as it was when the clock stood at its start."""
        texts = {name: escape(row[name]) for name in ("id", "url", "title", "summary")}
        return _ITEM.format(copy=copy, date=format_datetime(self._began + (at - self._start)), **texts)


def main() -> None:
    """Serve on loopback until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--start", type=datetime.fromisoformat, required=True)
    parser.add_argument("--window", type=int, default=30)
    parser.add_argument("--copies", type=int, default=1)
    given = parser.parse_args()
    server = Server(given.archive, given.start, given.window, given.copies)
    app = web.Application()
    app.add_routes(
        [
            web.get("/", server.index),
            web.post("/advance", server.advance),
            web.get("/{outlet}/{copy}.xml", server.feed),
        ]
    )
    web.run_app(app, host="127.0.0.1", port=given.port, print=None)


if __name__ == "__main__":
    main()
