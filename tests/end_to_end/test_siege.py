"""Hostile feeds of every kind at once: none gets inside, and the others are told as before."""

from pathlib import Path

from tests.end_to_end.siege import SLOW, besiegers, besieging
from tests.end_to_end.waiting import until


async def test_no_besieger_gets_inside_or_keeps_news_from_coming(tmp_path: Path) -> None:
    async with besieging(tmp_path) as siege, siege.bot(besieged=True) as bot:
        quick = besiegers(siege.inner).keys() - SLOW
        for _ in range(3):
            await siege.lateness()
        await until(lambda: quick <= siege.repelled(bot).keys())
        assert await bot.end() == 0
    assert siege.inner.connections == 0
    assert "Traceback" not in bot.output
