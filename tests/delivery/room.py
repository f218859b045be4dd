"""A bot that sends to the fakes of both platforms, at the wire; time is the test's own."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.deliver import Deliverer
from bot.model import Address, Alert, Delivery, Digest, Message, Notice, Run
from bot.store.sqlite import SqliteStore
from handlers.base import Transport
from handlers.slack.transport import SlackTransport
from handlers.telegram.transport import TelegramTransport
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.store.builders import NOW, finding, poll

AGAIN = " (again)"


@dataclass
class Room:
    """The bot; who opens it a second time starts it anew. `deliver.PATIENCE` is to be nothing."""

    path: Path
    telegram: FakeTelegram
    slack: FakeSlack
    times: list[datetime] = field(default_factory=lambda: [NOW])  # the last is now
    sent: list[tuple[datetime, Address, str]] = field(default_factory=list)
    reported: list[Notice] = field(default_factory=list)
    store: SqliteStore = field(init=False)
    deliverer: Deliverer = field(init=False)
    transports: dict[str, Transport] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.times[-1]

    async def open(self) -> None:
        self.store = await SqliteStore.open(self.path, exclusive=True, now=self.now)
        self.transports = {
            "telegram": TelegramTransport(self.telegram.token, base_url=self.telegram.base_url),
            "slack": SlackTransport(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=self.slack.base_url),
        }
        self.deliverer = Deliverer(
            store=self.store,
            senders=self.transports,
            word=worded,
            parts=unfolded,
            report=self._report,
            clock=lambda: self.now,
            rng=random.Random(1),
        )

    async def close(self) -> None:
        for transport in self.transports.values():
            await transport.stop()
        await self.store.close()

    async def _report(self, notice: Notice) -> None:
        self.reported.append(notice)

    async def queue(self, chat: Address, titles: Iterable[str], *, urgent: bool = False) -> None:
        """Alerts for one chat, which follows the watch of its own name."""
        found = [finding(title, alerts={str(chat): True}) for title in titles]
        pressing = [
            replace(one, decisions=tuple(replace(decision, urgent=urgent) for decision in one.decisions))
            for one in found
        ]
        await self.store.record(poll(*pressing, at=self.now))

    async def send(self, most: int = 10**9, within: timedelta = timedelta(days=1)) -> None:
        """All that waits and is due in this time; or so many and a few more."""
        until = self.now + within
        while len(self.arrived()) < most:
            due = await self.store.next_due(self.deliverer._open())
            if due is None or due > until:
                return
            self.times.append(max(self.now, due))
            await self.deliverer.empty()
            known = {(chat, text) for _, chat, text in self.sent}
            self.sent += [(self.now, *each) for each in self.arrived() if each not in known]

    def arrived(self) -> list[tuple[Address, str]]:
        """In the order of each platform."""
        on_slack = ((posted.channel, posted.shown() or posted.text) for posted in self.slack.posted)
        return [
            *((Address("telegram", str(sent.chat)), sent.text) for sent in self.telegram.sent),
            *((Address("slack", channel), text) for channel, text in on_slack),
        ]

    def gap(self, chat: Address) -> timedelta:
        return self.transports[chat.transport].gap(chat)


def worded(delivery: Delivery) -> Message:
    assert isinstance(delivery.what, Alert)
    return Message("en", ((Run(delivery.what.entry.title + AGAIN * delivery.uncertain),),))


def unfolded(digest: Digest, *_: object) -> list[list[int]]:
    raise AssertionError(digest)
