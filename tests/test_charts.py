"""From a stored story to its picture."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.charts import Studio, save, subject
from bot.errors import ChartError
from bot.model import Casualties, Change, Figure, Watch
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.telling.chart.page import svg
from bot.telling.chart.png import png
from tests.store.builders import NOW, finding, poll, with_feeds
from tests.telling.charts import FLOOD, chart, figure, report, wounded

TOLL = Watch("toll", "The toll", casualties=Casualties((), ("killed",)))
OTHER = Watch("other", "Another", casualties=Casualties((), ("killed", "wounded")))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    yield await with_feeds(opened, "north")
    await opened.close()


async def tell(store: Store, title: str, story: int, watch: str, *figures: Figure) -> None:
    found = finding(title, alerts={watch: True}, story=story, changes=tuple(map(Change, figures)))
    member = replace(report(0, "north", *figures), story=story)
    await store.record(poll(replace(found, member=member)))


async def test_a_watch_is_drawn_by_the_story_it_was_told_last(store: Store) -> None:
    assert await subject(store, [TOLL]) is None
    await tell(store, "one", 1, "toll", figure(12), wounded(30))
    await tell(store, "two", 2, "other", figure(7), wounded(9))

    found = [
        await subject(store, [TOLL]),
        await subject(store, [TOLL, OTHER]),
        await subject(store, [OTHER], 1),  # of which that watch was not told
    ]
    drawn = [one and (one.title, one.story.id, [course.category for course in one.courses]) for one in found]
    assert drawn == [
        ("The toll", 1, ["killed"]),
        ("Another", 2, ["killed", "wounded"]),
        ("", 1, ["killed", "wounded"]),
    ]
    assert await subject(store, [TOLL], 3) is None


async def test_a_picture_is_drawn_in_another_process_and_is_the_same() -> None:
    drawing = svg(chart(*FLOOD).drawing())
    assert await Studio().png(drawing) == png(drawing)


async def test_a_chart_comes_with_its_picture() -> None:
    message = await Studio().message(chart(*FLOOD, language="ar"))
    assert message.picture is not None
    assert message.picture.png.startswith(b"\x89PNG")
    assert message.picture.command == "rasid chart 17 -o chart-17.png"


async def test_without_a_picture_the_text_is_left() -> None:
    message = await Studio(seconds=0).message(chart(*FLOOD))
    assert message == chart(*FLOOD).message(None)


async def test_what_cannot_be_drawn_says_why() -> None:
    with pytest.raises(ChartError, match="Drawing failed: ValueError"):
        await Studio().png("no picture")
    with pytest.raises(ChartError, match="longer than 0 seconds"):
        await Studio(seconds=0).png(svg(chart().drawing()))


def test_a_picture_replaces_a_picture_and_nothing_else(tmp_path: Path) -> None:
    first, second = b"\x89PNG\r\n\x1a\n1", b"\x89PNG\r\n\x1a\n2"
    path = tmp_path / "chart.png"
    save(first, path)
    save(second, path)
    assert path.read_bytes() == second
    config = tmp_path / "config.toml"
    config.write_text("[bot]")
    with pytest.raises(ChartError, match="no PNG"):
        save(first, config)
    assert config.read_text() == "[bot]"
    for nowhere in (tmp_path, tmp_path / "no" / "folder.png", config / "x.png"):
        with pytest.raises(ChartError, match="cannot be written"):
            save(first, nowhere)
