"""Months of real news in a minute, to Telegram and to Slack, over a restart and an edit of the config.

Reads an archive that is not part of the project, and is skipped without it. Which entries match is asked of
the matcher, and which of those are told of what the bot decided; what is counted is that each match is
decided on, and each alert delivered once, on each platform.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.model import Watch
from bot.store.sqlite import SqliteStore
from bot.watching.match import Matcher
from tests.end_to_end.archive import ARCHIVE, OUTLETS, SERVER, Replay, Row, replay, rows
from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import slack_at, telegram_at
from tests.end_to_end.waiting import until
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, Posted
from tests.fakes.telegram import FakeTelegram

START = datetime.fromisoformat("2018-05-23T00:00:00+00:00")
SPEED = 600
CHAT = -1001000000001
WORDS = ("سوريا", "ترامب", "ليبيا", "السعودية", "روسيا", "مقتل", "الرئيس", "كأس")
MORE_WORDS = ("إيران", "الأمم المتحدة")

pytestmark = pytest.mark.skipif(not (ARCHIVE.exists() and SERVER.exists()), reason="the archive is not here")


def links_matching(found: Iterable[Row], words: Iterable[str]) -> set[str]:
    """The links of the entries that a watch for any of these words must tell."""
    matcher = Matcher([Watch("w", "w", any=tuple(words))], {}, {})
    return {row.link for row in found if matcher.matches(row.entry)}


def config(server: Replay, telegram: FakeTelegram, slack: FakeSlack, words: Iterable[str]) -> str:
    feeds = "".join(
        f'[[feed]]\nname = "{name}"\nurl = "http://{server.origin}/{name}/0.xml"\nevery = "1s"\n'
        for name in OUTLETS
    )
    return f"""
[bot]
database = "state.db"
{telegram_at(telegram)}{slack_at(slack)}
[fetch]
allow_private = ["{server.origin}"]
[delivery]
fold_above = 0 # what is counted is the last link of each message
[[channel]]
transport = "telegram"
id = {CHAT}
[[channel]]
transport = "slack"
id = "C0NEWS"
{feeds}
[[watch]]
name = "words"
any = {json.dumps(list(words), ensure_ascii=False)}
"""


async def delivered(database: Path) -> None:
    """Until nothing waits to be sent."""
    store = await SqliteStore.open(database, exclusive=False, now=START)
    try:
        async with asyncio.timeout(300):
            while True:
                counts = (await store.counts()).deliveries
                if not counts.get("pending") and not counts.get("sending"):
                    return
                await asyncio.sleep(0.5)
    finally:
        await store.close()


async def decided(database: Path) -> dict[str, bool]:
    """The links of the entries that were decided on, and whether they were told."""
    store = await SqliteStore.open(database, exclusive=False, now=START)
    try:
        found = await store.run(
            lambda db: list(db.query("select link, alert from decisions join texts using (entry_id)"))
        )
    finally:
        await store.close()
    return {unquote(row["link"]): bool(row["alert"]) for row in found}


def links(post: Posted) -> list[str]:
    """Where a message leads; last of all to its own article."""
    return [element["url"] for element in post.elements() if element["type"] == "link"]


@pytest.mark.timeout(600)
async def test_every_match_is_decided_on_and_every_alert_arrives_exactly_once_over_a_restart_and_an_edit(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(replay(START, SPEED))
        telegram = await stack.enter_async_context(FakeTelegram(flood_limits=True))
        slack = await stack.enter_async_context(FakeSlack(flood=True))
        telegram.add_chat(CHAT, "channel")
        path = tmp_path / "config.toml"
        path.write_text(config(server, telegram, slack, WORDS), encoding="utf-8")
        bot = BotProcess(
            path,
            {
                "TELEGRAM_BOT_TOKEN": telegram.token,
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_APP_TOKEN": APP_TOKEN,
            },
        )
        began = await server.clock()
        async with bot:
            await until(lambda: len(telegram.sent) >= 8, 120)
            assert await bot.end() == 0
        async with bot:
            sent = len(telegram.sent)
            await until(lambda: len(telegram.sent) >= sent + 6, 120)
            path.write_text(config(server, telegram, slack, WORDS + MORE_WORDS), encoding="utf-8")
            edited = await server.clock()
            await bot.until_said("config taken over")
            in_force = await server.clock()
            await asyncio.sleep(20)
            seen = await server.clock()
            await asyncio.sleep(4)  # a few polls more, so that what was there by `seen` has been read
            gone = await server.clock()
            await delivered(tmp_path / "state.db")
            assert await bot.end() == 0
    known = await decided(tmp_path / "state.db")

    archive = rows()
    shown = [row for row in archive if began < row.when <= gone]
    # On the first poll, an entry is told when it is at most as old as the newest hour.
    first = [row for row in archive if START - timedelta(minutes=50) <= row.when <= began]
    maybe_first = [row for row in archive if START - timedelta(minutes=70) <= row.when <= began]
    sure = [row for row in shown if row.when <= seen]
    must = links_matching(first + sure, WORDS)
    must |= links_matching([row for row in sure if row.when > in_force], MORE_WORDS)
    may = links_matching(maybe_first + shown, WORDS)
    may |= links_matching([row for row in shown if row.when > edited], MORE_WORDS)
    assert must <= set(known)
    alerts = {link for link, told in known.items() if told}
    assert alerts <= may
    for told in (
        Counter(unquote(message.links()[-1]) for message in telegram.sent),
        Counter(unquote(links(post)[-1]) for post in slack.posted),
    ):
        span = f"{began:%d %b %H:%M} to {gone:%d %b %H:%M}"
        record_property("shown", f"{span}: {len(told)} told once, of {len(known)} that matched")
        assert set(told) == alerts
        assert set(told.values()) == {1}
