"""A newsroom: outlets, a Telegram and a Slack on the loopback, and a config that joins them."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import telegram_at
from tests.fakes.outlet import FakeOutlets
from tests.fakes.telegram import FakeTelegram

CHANNEL = -1001000000001  # follows what it subscribes
STRANGER = -1001000000002  # nobody allowed it anything
OPERATOR = -1001000000003

WATCHES = """
[people]
haftar = ["خليفة حفتر", "المشير حفتر", "حفتر", "Khalifa Haftar", "Haftar", "Hifter"]
sisi = ["عبد الفتاح السيسي", "السيسي", "Abdel Fattah el-Sisi", "Sisi"]

[places]
libya = ["LY", "طرابلس", "Tripoli"]

[[watch]]
name = "haftar-sisi"
title = "Haftar–Sisi meetings"
meeting = { people = ["haftar", "sisi"] }

[[watch]]
name = "libya-casualties"
casualties = { places = ["libya"], of = ["killed", "wounded", "displaced"] }
"""

IN_ARABIC = f"""
[[channel]]
transport = "telegram"
id = {CHANNEL}
language = "ar"
"""
IN_SLACK = """
[[channel]]
transport = "slack"
id = "C0NEWS"
"""

visible = partial(re.sub, "[\u200e\u200f\u2066-\u2069]", "")


@dataclass
class Newsroom:
    folder: Path
    outlets: FakeOutlets
    telegram: FakeTelegram

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def configure(self, *more: str) -> None:
        """Write the config: the watches, one feed, Telegram, and what a test adds."""
        self.config.write_text(
            f"""
[bot]
database = "state.db"
timezone = "Africa/Tripoli"

{telegram_at(self.telegram)}
[fetch]
allow_private = ["{self.outlets.origin}"]

[access]
chats = ["telegram:{CHANNEL}"]

[operator]
channel = {{ transport = "telegram", id = {OPERATOR} }}

[[feed]]
name = "Wire"
url = "{self.outlets.url("wire")}"
every = "1s"
{WATCHES}
{"".join(more)}
""",
            encoding="utf-8",
        )

    def bot(self, *, dying: str | None = None, **env: str) -> BotProcess:
        env = {"TELEGRAM_BOT_TOKEN": self.telegram.token, **env}
        return BotProcess(self.config, env, dying=dying)

    def told(self, chat: int) -> list[str]:
        """The texts that a chat shows, oldest first."""
        return [sent.text for sent in self.telegram.sent if sent.chat == chat]

    def alerts(self, chat: int, words: str) -> int:
        """How many messages of a chat hold these words."""
        return sum(words in text for text in self.told(chat))


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    async with AsyncExitStack() as stack:
        outlets = await stack.enter_async_context(FakeOutlets())
        telegram = await stack.enter_async_context(FakeTelegram())
        telegram.add_chat(CHANNEL, "channel")
        telegram.add_chat(STRANGER, "supergroup", members=[1001])
        telegram.add_chat(OPERATOR, "supergroup")
        room = Newsroom(tmp_path, outlets, telegram)
        room.configure()
        outlets.publish("wire", "Rain in the west")
        yield room
