"""Slack for the contract suite: the transport in Socket Mode on the fake workspace."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.model import Address
from handlers.base import Transport
from handlers.slack.transport import SlackTransport
from tests.contract.harness import RETRY_AFTER, Fault, Harness, Sent
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, BOT_USER, Broken, Error, Form, Limited
from tests.fakes.slack_parts import Fault as WireFault

_FAULTS: dict[Fault, WireFault] = {
    Fault.BUSY: Limited(int(RETRY_AFTER.total_seconds())),
    Fault.DROPPED: Broken(accepted=True),
    Fault.GONE: Error("is_archived"),
    Fault.REFUSED: Error("invalid_blocks"),
}


class SlackHarness:
    """Commands are given by mentioning the bot, and answered in the channel."""

    listens = True
    edits = True
    shows_pictures = True
    has_buttons = True
    faults = frozenset(Fault)
    secrets: Sequence[str] = (BOT_TOKEN, APP_TOKEN, "ticketSecret")

    def __init__(self, fake: FakeSlack) -> None:
        self._fake = fake
        self._last: Form = {}
        self.address = Address("slack", "C0NEWS")
        self.transport: Transport = SlackTransport(
            bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=fake.base_url
        )

    def sent(self) -> Sequence[Sent]:
        return [
            Sent(
                Address("slack", posted.channel),
                posted.ts,
                posted.shown(),
                tuple(e["url"] for e in posted.elements() if e["type"] == "link"),
                tuple(e["text"] for e in posted.elements() if e.get("style", {}).get("bold")),
                posted.thread_ts,
                posted.file.data if posted.file else b"",
                tuple(posted.buttons()),
            )
            for posted in self._fake.posted
            if posted.to is None
        ]

    async def fail(self, fault: Fault) -> None:
        if fault is Fault.UNREACHABLE:
            await self._fake.close()
        elif fault is Fault.TOKEN:
            self._fake.revoked = "token_revoked"
        else:
            self._fake.fail_next("chat.postMessage", *[_FAULTS[fault]] * (1 + (fault is Fault.REFUSED)))

    async def recover(self) -> None:
        self._fake.revoked = None
        if not self._fake.listening:
            await self._fake.open()

    async def forbid_pictures(self) -> None:
        self._fake.scopes.discard("files:write")

    async def delete(self, message_id: str) -> None:
        self._fake.deleted.add((self.address.chat, message_id))

    async def say(self, text: str) -> None:
        self._last = self._fake.mention(f"<@{BOT_USER}> {text}")
        self._fake.push(self._last)

    async def say_again(self) -> None:
        self._fake.push(self._last, retry=1)

    async def press(self, message_id: str, label: str) -> None:
        (posted,) = (one for one in self._fake.posted if one.ts == message_id)
        self._last = self._fake.press(posted, label)
        self._fake.push(self._last)

    async def press_again(self) -> None:
        self._fake.push(self._last, retry=1)

    def whispered(self) -> Sequence[str]:
        return [posted.shown() for posted in self._fake.posted if posted.to]


@asynccontextmanager
async def open_slack() -> AsyncIterator[Harness]:
    async with FakeSlack() as fake:
        yield SlackHarness(fake)
