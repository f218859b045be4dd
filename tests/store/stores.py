"""The stores there are, as fixtures; a suite names this module as its plugin and runs on each of them."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

import pytest

from bot.model import Feed
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from tests.store.builders import NOW, url


class Opener(Protocol):
    """Opens the store of one test, again and again if asked."""

    async def __call__(self, *, exclusive: bool = True, now: datetime = NOW) -> Store: ...


def sqlite_in(folder: Path) -> Opener:
    async def opener(*, exclusive: bool = True, now: datetime = NOW) -> Store:
        return await SqliteStore.open(folder / "rasid.db", exclusive=exclusive, now=now)

    return opener


STORES: dict[str, Callable[[Path], Opener]] = {"sqlite": sqlite_in}


@pytest.fixture(params=list(STORES))
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    return STORES[request.param](tmp_path)


@pytest.fixture
async def store(opener: Opener) -> AsyncIterator[Store]:
    """Open, with the feeds "north" and "south"."""
    store = await opener()
    await store.sync_feeds([Feed(name, url(name)) for name in ("north", "south")])
    yield store
    await store.close()
