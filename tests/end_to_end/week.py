"""A week of news in a while, of the archive or made up."""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp

from bot.model import Entry
from tests.end_to_end.archive import OUTLETS, Row, replay, rows
from tests.fakes.outlet import FakeOutlets

WEEK = timedelta(days=7)
START = datetime(2018, 5, 7, tzinfo=UTC)
WORDS = ("سوريا", "ترامب", "ليبيا", "السعودية", "روسيا", "مقتل", "إيران", "كأس")  # a watch each


@dataclass(frozen=True)
class Source:
    """Outlets that publish as time runs."""

    origin: str
    urls: dict[str, str]  # by outlet
    rows: Sequence[Row]  # what they publish until the end
    play: Callable[[float], Awaitable[int]]  # for so many seconds; how often they were asked


@asynccontextmanager
async def from_the_archive(seconds: float) -> AsyncIterator[Source]:
    """A week of it, dated as it was, so that stories come to their end."""
    async with replay(START, WEEK.total_seconds() / seconds, "--as-dated") as server:

        async def play(seconds: float) -> int:
            await asyncio.sleep(seconds)
            async with aiohttp.ClientSession() as session:
                answer = await session.get(f"http://{server.origin}/stats")
                asked = sum(map(int, (await answer.json()).values()))
            await server.end()
            return asked

        week = [row for row in rows() if START < row.when <= START + WEEK]
        yield Source(server.origin, {one: server.url(one) for one in OUTLETS}, week, play)


@asynccontextmanager
async def made_up(seconds: float) -> AsyncIterator[Source]:
    """Two entries a second."""
    dice = random.Random(7)
    made = [_made(dice, number) for number in range(int(2 * seconds))]
    async with FakeOutlets() as outlets:

        async def play(seconds: float) -> int:
            for row in made:
                outlets.publish(row.entry.feed, row.entry.title, link=row.entry.link)
                await asyncio.sleep(seconds / len(made))
            return outlets.answers.total()

        yield Source(outlets.origin, {one: outlets.url(one) for one in OUTLETS}, made, play)


def _made(dice: random.Random, number: int) -> Row:
    words = ("".join(dice.choices("bcdfghklmnprstvz", k=7)) for _ in range(6))
    title = f"{dice.choice(WORDS)} {' '.join(words)}"
    link = f"https://news.example/{number}"
    return Row(Entry(dice.choice(OUTLETS), title, "", link=link), START)
