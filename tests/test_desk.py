"""The desk over a real store: what a delivery says."""

from datetime import UTC, datetime
from pathlib import Path

from bot.app import desk_of
from bot.config import load
from bot.model import Address, Delivery, Message, Notice
from bot.store.sqlite import SqliteStore

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Address("telegram", "1001")


async def said(folder: Path, *, uncertain: bool) -> Message:
    """A notice of a muted chat, as it is sent for the first time or again."""
    path = folder / "config.toml"
    path.write_text('[[feed]]\nname = "Wire"\nurl = "https://wire.example/rss"\n', "utf-8")
    store = await SqliteStore.open(folder / "rasid.db", exclusive=False, now=NOW)
    try:
        notice = Notice("notice-mute-over", {"count": 3})
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
