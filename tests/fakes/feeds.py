"""A feed server that can misbehave in every way a test needs, and name lookups that lie."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ssl import SSLContext

from aiohttp.abc import AbstractResolver, ResolveResult

RSS = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Paper</title>
<item><title>Rain in the hills</title><link>https://paper.example/rain</link><guid>r1</guid></item>
</channel></rss>"""


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names lower-cased."""

    path: str
    headers: dict[str, str]


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes = RSS, status: int = 200, **headers: str) -> Behaviour:
    """An ordinary answer. Header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named = {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), **named}

    async def behave(_: Asked, out: asyncio.StreamWriter) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        out.write(f"HTTP/1.1 {status} So\r\n{head}\r\n".encode() + body)
        await out.drain()

    return behave


def redirect(to: str, status: int = 302) -> Behaviour:
    return answer(b"", status, Location=to)


def conditional(etag: str) -> Behaviour:
    """A feed with an ETag, and 304 for those who have it."""

    async def behave(asked: Asked, out: asyncio.StreamWriter) -> None:
        known = asked.headers.get("if-none-match") == etag
        await (answer(b"", 304, ETag=etag) if known else answer(ETag=etag))(asked, out)

    return behave


def raw(data: bytes) -> Behaviour:
    """Just these bytes, then the end of the connection."""

    async def behave(_: Asked, out: asyncio.StreamWriter) -> None:
        out.write(data)
        await out.drain()

    return behave


def drip(pause: float = 0.02) -> Behaviour:
    """A byte at a time, for ever."""

    async def behave(_: Asked, out: asyncio.StreamWriter) -> None:
        out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n")
        while True:
            out.write(b" ")
            await out.drain()
            await asyncio.sleep(pause)

    return behave


def endless(*, packed: bool = False) -> Behaviour:
    """As fast as it is read, for ever; packed, it never comes to anything."""
    begin, chunk = b"", bytes(65536)
    if packed:
        begin = gzip.compress(b"")[:10]
        chunk = b"\x00\x00\x00\xff\xff" * 1000  # deflate: a stored block of nothing, again and again

    async def behave(_: Asked, out: asyncio.StreamWriter) -> None:
        out.write(
            b"HTTP/1.1 200 OK\r\n" + (b"Content-Encoding: gzip\r\n" if packed else b"") + b"\r\n" + begin
        )
        while True:
            out.write(chunk)
            await out.drain()

    return behave


def silence() -> Behaviour:
    """Accepts, and never answers."""

    async def behave(_: Asked, __: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    return behave


def bomb(layers: int = 1, size: int = 50_000_000) -> Behaviour:
    """A small answer that unpacks to `size` bytes, packed so many times."""
    body = bytes(size)
    for _ in range(layers):
        body = gzip.compress(body)
    return answer(body, Content_Encoding=", ".join(["gzip"] * layers))


@dataclass
class FeedServer:
    """What stands at each path, and all that was asked."""

    port: int = 0
    host: str = "127.0.0.1"
    scheme: str = "http"
    paths: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    waiting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))  # one for each request

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{self.scheme}://{self.address}{path}"

    async def _serve(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            asked = await _read(reader)
            if asked is not None:
                self.asked.append(asked)
                self.waiting.release()
                await self.paths.get(asked.path, answer(b"", 404))(asked, out)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        finally:
            out.close()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    pairs = (line.partition(":") for line in head[1:] if line)
    return Asked(head[0].split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})


@asynccontextmanager
async def serving(
    paths: dict[str, Behaviour] | None = None, tls: SSLContext | None = None
) -> AsyncIterator[FeedServer]:
    """A feed server on a free loopback port. Each connection carries one request."""
    server = FeedServer(paths=paths or {}, scheme="https" if tls else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        await server._serve(reader, out)

    listening = await asyncio.start_server(serve, server.host, 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)


class Names(AbstractResolver):
    """Name lookups with set answers, a list for each lookup; the last is repeated. No name: OSError."""

    def __init__(self, answers: dict[str, list[list[str]]]) -> None:
        self.answers = answers
        self.lookups: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.lookups.append(host)
        if host not in self.answers:
            raise OSError(None, "unknown name")
        turn = min(self.lookups.count(host), len(self.answers[host])) - 1
        return list(_found(host, port, self.answers[host][turn]))

    async def close(self) -> None:
        pass


def _found(host: str, port: int, addresses: Iterable[str]) -> Iterable[ResolveResult]:
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        yield ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
