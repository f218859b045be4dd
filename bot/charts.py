"""Charts on demand: from what is stored of a story to its picture."""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import structlog

from bot.errors import ChartError
from bot.model import Category, Message, Watch
from bot.store.base import Store
from bot.telling.chart.compose import Chart, Subject
from bot.telling.chart.page import svg
from bot.watching.courses import courses

SECONDS = 30.0
"""That drawing may take, on a machine that is busy with something else."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EVERY: tuple[Category, ...] = get_args(Category)

log = structlog.get_logger()


async def subject(store: Store, watches: Sequence[Watch], story: int | None = None) -> Subject | None:
    """What a chart is of: the story of this number, else the one of which these watches were told last.

    Its categories and its title are those of the first of the watches that was told of it. None when there
    is no such story. Raises StoreError.
    """
    number = await store.newest_story([watch.name for watch in watches]) if story is None else story
    found = None if number is None else await store.story(number)
    if found is None:
        return None
    watch = next((watch for watch in watches if watch.name in found.told), None)
    of = watch.casualties.of if watch and watch.casualties else _EVERY
    drawn = await asyncio.to_thread(courses, [member for _, member in found.reports], of)
    return Subject(watch.title if watch else "", found, drawn)


def save(png: bytes, path: Path) -> None:
    """Write a picture, over another one too.

    Raises ChartError where it cannot be written, or where something else than a PNG would be lost.
    """
    try:
        if path.exists() and path.read_bytes()[: len(_SIGNATURE)] not in {_SIGNATURE, b""}:
            raise ChartError(f"{path} is there already and no PNG; name another file.")
        path.write_bytes(png)
    except OSError as error:
        raise ChartError(f"{path} cannot be written: {error.strerror}.") from error


class Studio:
    """Draws one picture at a time, in a process of its own: resvg holds the interpreter while it draws."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Semaphore(1)

    async def message(self, chart: Chart) -> Message:
        """A chart with the text below it; where no picture comes about, the text alone."""
        drawing = await asyncio.to_thread(svg, chart.drawing())
        try:
            png = await self.png(drawing)
        except ChartError as error:
            log.error("no picture of a chart", story=chart.subject.story.id, error=str(error))
            return chart.message(None)
        return chart.message(png)

    async def png(self, drawing: str) -> bytes:
        """The PNG of an SVG. Raises ChartError."""
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-P", "-m", "bot.telling.chart"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            try:
                async with asyncio.timeout(self._seconds):
                    png, said = await process.communicate(drawing.encode())
            except TimeoutError:
                raise ChartError(f"Drawing took longer than {self._seconds:g} seconds.") from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode:
            last = said.decode(errors="replace").strip().rpartition("\n")[2]
            raise ChartError(f"Drawing failed: {last or f'exit code {process.returncode}'}")
        return png
