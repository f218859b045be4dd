"""The desk over a real store: what a delivery says."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app import desk_of
from bot.config import load
from bot.model import Address, Delivery, Message, Notice
from bot.store.sqlite import SqliteStore

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Address("telegram", "1001")


CONFIG = """
[[feed]]
name = "Wire"
url = "https://wire.example/rss"
[[watch]]
name = "oil"
title = "Oil & gas"
"""
EVERYTHING = Notice("notice-mute-over", {"count": 3})


async def said(folder: Path, notice: Notice = EVERYTHING, *, uncertain: bool = False) -> Message:
    """A notice of a muted chat, as it is sent for the first time or again."""
    path = folder / "config.toml"
    path.write_text(CONFIG, "utf-8")
    store = await SqliteStore.open(folder / "rasid.db", exclusive=False, now=NOW)
    try:
        return desk_of(load(path, {}), store).word(
            Delivery(1, HERE, "en", notice, 1, NOW, uncertain=uncertain)
        )
    finally:
        await store.close()


async def test_a_notice_that_may_be_there_already_says_so_below_what_it_says(tmp_path: Path) -> None:
    plain, again = [await said(tmp_path, uncertain=uncertain) for uncertain in (False, True)]
    *lines, last = again.lines
    assert tuple(lines) == plain.lines
    assert "may be a second copy" in last[0].text


async def test_the_end_of_a_mute_names_the_watch_as_people_read_it(tmp_path: Path) -> None:
    for name, shown in (("oil", "Oil & gas"), ("gone", "gone")):
        told = await said(tmp_path, Notice("notice-mute-over-watch", {"count": 3, "watch": name}))
        assert f"The mute of \u2068{shown}\u2069 is over." in told.lines[0][0].text
