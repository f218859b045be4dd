"""The bot as it is wired."""

from pathlib import Path

import pytest

from bot.app import assembled
from bot.config import load

CONFIG = """
[bot]
first_poll = "all"
[[feed]]
name = "Sample"
url = "rasid:sample"
[[watch]]
name = "all"
"""


@pytest.mark.parametrize("restored", [False, True])
async def test_a_restored_bot_takes_old_news_as_told_whatever_its_config_says(
    tmp_path: Path, *, restored: bool
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    async with assembled(load(path, {}), restored=restored) as bot:
        await bot.scheduler.round(lambda: None)
        counts = await bot._store.counts()
    assert counts.entries > 0
    assert bool(counts.alerts) is not restored
