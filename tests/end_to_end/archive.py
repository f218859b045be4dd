"""A news archive that is not part of the project, served as its outlets would have, as time runs."""

import asyncio
import json
import lzma
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import aiohttp

from bot.model import Entry

SHARED = Path(__file__).parents[3] / "shared"
ARCHIVE = SHARED / "archive" / "arabic-2018-02-05.jsonl.xz"
SERVER = SHARED / "tools" / "feedserver.py"
OUTLETS = ("bbc", "france24", "cnn", "alarabia", "skynews")


@dataclass(frozen=True)
class Row:
    entry: Entry
    when: datetime

    @property
    def link(self) -> str:
        assert self.entry.link is not None
        return unquote(self.entry.link)


def rows() -> list[Row]:
    with lzma.open(ARCHIVE, "rt", encoding="utf-8") as lines:
        return [
            Row(
                Entry(row["feed"], row["title"], row["summary"], link=row["url"]),
                datetime.fromisoformat(row["published"]),
            )
            for row in map(json.loads, lines)
        ]


class Replay:
    """The archive's feeds, served as time runs."""

    def __init__(self, port: int, process: asyncio.subprocess.Process) -> None:
        self.origin = f"127.0.0.1:{port}"
        self._process = process

    def url(self, outlet: str) -> str:
        return f"http://{self.origin}/{outlet}/0.xml"

    async def end(self) -> None:
        """Nobody publishes any more; safe to call again."""
        if self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    async def clock(self) -> datetime:
        async with aiohttp.ClientSession() as session, session.get(f"http://{self.origin}/clock") as answer:
            return datetime.fromisoformat((await answer.json())["now"])


@asynccontextmanager
async def replay(start: datetime, speed: float, *options: str) -> AsyncIterator[Replay]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    when = ["--port", str(port), "--start", start.isoformat(), "--speed", str(speed)]
    process = await asyncio.create_subprocess_exec(sys.executable, str(SERVER), str(ARCHIVE), *when, *options)
    server = Replay(port, process)
    try:
        async with asyncio.timeout(60):
            while True:
                try:
                    await server.clock()
                    break
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.1)
        yield server
    finally:
        await server.end()
