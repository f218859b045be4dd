"""Slack for the contract suite: the transport in Socket Mode on the fake workspace."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.model import Address, Installation
from handlers.base import Transport
from handlers.slack.transport import SlackTransport
from tests.contract.harness import RETRY_AFTER, Fault, Harness, Sent, reserved_port
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import (
    APP_TOKEN,
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    CLIENT_SECRET,
    SIGNING_SECRET,
    Broken,
    Error,
    Form,
    Limited,
    Posted,
)
from tests.fakes.slack_parts import Fault as WireFault
from tests.slack.sites import SECOND, FakeRegister, made

INSTALLED = "xoxb-4444-5555-installedSecret0123456789"

_FAULTS: dict[Fault, WireFault] = {
    Fault.BUSY: Limited(int(RETRY_AFTER.total_seconds())),
    Fault.DROPPED: Broken(accepted=True),
    Fault.GONE: Error("is_archived"),
    Fault.REFUSED: Error("invalid_blocks"),
}


class SlackHarness:
    """Commands are given by mentioning the bot, and answered in the channel."""

    listens = True
    is_called = False
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
                self._address(posted),
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

    def _address(self, posted: Posted) -> Address:
        return Address("slack", posted.channel)

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
        await self._bring()

    async def say_again(self) -> None:
        await self._bring(again=True)

    async def press(self, message_id: str, label: str) -> None:
        (posted,) = (one for one in self._fake.posted if one.ts == message_id)
        self._last = self._fake.press(posted, label)
        await self._bring()

    async def press_again(self) -> None:
        await self._bring(again=True)

    async def _bring(self, *, again: bool = False) -> None:
        """What happened last reaches the bot."""
        self._fake.push(self._last, retry=int(again))

    def whispered(self) -> Sequence[str]:
        return [posted.shown() for posted in self._fake.posted if posted.to]


class WorkspacesHarness(SlackHarness):
    """A workspace that installed the app, which hears by signed requests; its token stops no other."""

    is_called = True
    faults = frozenset(Fault) - {Fault.TOKEN}
    secrets = (INSTALLED, CLIENT_SECRET, SIGNING_SECRET)

    def __init__(self, fake: FakeSlack) -> None:
        super().__init__(fake)
        fake.tokens[INSTALLED] = SECOND
        register, port = FakeRegister(), reserved_port()
        register.kept[SECOND] = Installation(SECOND, INSTALLED, BOT_USER, BOT_ID)
        self._url = f"http://127.0.0.1:{port}/slack/events"
        self.address = Address("slack", f"{SECOND}/C0NEWS")
        self.transport = made(fake, register, port)

    def _address(self, posted: Posted) -> Address:
        return Address("slack", f"{posted.team}/{posted.channel}")

    async def _bring(self, *, again: bool = False) -> None:
        status, _ = await self._fake.request(self._url, self._fake.of_team(self._last, SECOND))
        assert status == 200

    async def delete(self, message_id: str) -> None:
        self._fake.deleted.add(("C0NEWS", message_id))


@asynccontextmanager
async def open_workspaces() -> AsyncIterator[Harness]:
    async with FakeSlack() as fake:
        yield WorkspacesHarness(fake)


@asynccontextmanager
async def open_slack() -> AsyncIterator[Harness]:
    async with FakeSlack() as fake:
        yield SlackHarness(fake)
