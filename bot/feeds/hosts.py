"""How many requests are under way, in all and to each host."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field

from bot.errors import UnreachableError


@dataclass(slots=True)
class _Host:
    """A host that somebody asks, or waits to ask; forgotten with the last of them."""

    turns: asyncio.Semaphore
    users: int = 0
    next_start: float = 0.0  # loop time
    down: str | None = field(default=None)  # why nobody could connect, as long as anyone waits


class Turns:
    """Turns at hosts: a few at a time each, some time apart, and so many at all.

    A turn in all is taken only once the host's own is had, so that a queue for a slow host keeps no other
    host waiting. What failed the last time is doubtful and gets a quarter of all turns at most, so that many
    hosts that never answer keep no others waiting either. When a host cannot be connected to, those queueing
    for it fail with the first.
    """

    def __init__(self, in_all: int, per_host: int, gap: float) -> None:
        self._in_all = asyncio.Semaphore(in_all)
        self._doubtful = asyncio.Semaphore(max(1, in_all // 4))
        self._per_host = per_host
        self._gap = gap  # seconds
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def at(self, name: str, *, doubtful: bool = False) -> AsyncIterator[None]:
        """Wait for a turn at this host; raises UnreachableError when it went down in the meantime."""
        host = self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))
        host.users += 1
        try:
            async with host.turns:
                if host.down is not None:
                    raise UnreachableError(host.down)
                await self._space(host)
                async with self.anytime(doubtful=doubtful):
                    yield
        finally:
            host.users -= 1
            if not host.users:
                del self._hosts[name]

    @asynccontextmanager
    async def anytime(self, *, doubtful: bool = False) -> AsyncIterator[None]:
        """A turn at a host that need not be spared."""
        async with self._doubtful if doubtful else nullcontext(), self._in_all:
            yield

    def down(self, name: str, why: str) -> None:
        """Tell those who wait for this host that it cannot be connected to."""
        if name in self._hosts:
            self._hosts[name].down = why

    def __len__(self) -> int:
        """How many hosts are being asked or waited for."""
        return len(self._hosts)

    async def _space(self, host: _Host) -> None:
        now = asyncio.get_running_loop().time()
        start = max(now, host.next_start)
        host.next_start = start + self._gap
        await asyncio.sleep(start - now)
