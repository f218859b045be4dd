"""The outbox against a model of it, through everything that may happen to it in any order."""

import asyncio
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.model import TO_OPERATOR, URGENCY, Address, Delivery, Notice
from tests.store.builders import DAY, KINDS, LEASE, NOW, SECOND, tell, titles, unpaced, with_feeds
from tests.store.stores import STORES, Opener

T = TypeVar("T")

CHATS = [Address("telegram", "-1"), Address("telegram", "-1", "7"), Address("slack", "C1")]
chats = st.sampled_from(CHATS)
delays = st.integers(0, 200).map(lambda seconds: seconds * SECOND)


@dataclass
class Item:
    number: int
    title: str
    made: datetime
    due: datetime
    urgency: int
    lease: datetime | None = None
    attempts: int = 0


@dataclass
class Line:
    """What a channel should have before it."""

    items: list[Item] = field(default_factory=list)
    active: bool = True
    held: int | None = None  # alerts that were held back; None: it is not muted
    next_at: datetime = NOW

    def urgency(self) -> int:
        return max(item.urgency for item in self.items)

    def free(self) -> datetime:
        """When it leaves its chat in peace."""
        return max([self.next_at, *(item.lease for item in self.items if item.lease)])


def next_of(chat: list[Line]) -> tuple[datetime, Item] | None:
    """What a chat of these topics gets next, and when."""
    lines = [line for line in chat if line.active and line.items]
    if not lines:
        return None
    line = min(lines, key=lambda line: (-line.urgency(), line.items[0].due, line.items[0].number))
    first = line.items[0]
    return max(first.due, *(line.free() for line in chat)), first


class Outbox(RuleBasedStateMachine):
    opener: Opener
    folder: "tempfile.TemporaryDirectory[str]"

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.opener = STORES[self.kind](Path(self.folder.name))
        self.now = NOW
        self.number = self.queued = 0
        self.held: list[Delivery] = []
        self.lines = {chat: Line() for chat in CHATS}
        self.store = self.do(self.opener())
        self.do(with_feeds(self.store, "north"))
        for chat in CHATS:
            self.do(self.store.subscribe(chat, ["*"]))

    kind = ""

    def do(self, doing: Coroutine[object, object, T]) -> T:
        return self.runner.run(doing)

    def teardown(self) -> None:
        self.do(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def _queue(self, chat: Address, title: str, urgency: int) -> None:
        self.queued += 1
        self.lines[chat].items.append(Item(self.queued, title, self.now, self.now, urgency))

    def _nexts(self) -> list[tuple[datetime, Item]]:
        """What each chat gets next."""
        chats = {(each.transport, each.chat) for each in CHATS}
        nexts = (
            next_of([line for each, line in self.lines.items() if (each.transport, each.chat) == chat])
            for chat in chats
        )
        return [each for each in nexts if each]

    def _item(self, delivery: Delivery) -> Item | None:
        """What is under way, unless its lease ran out and it was taken again."""
        for item in self.lines[delivery.address].items:
            if [item.title] == titles([delivery]) and item.attempts == delivery.attempts and item.lease:
                return item
        return None

    @rule()
    def tell(self) -> None:
        self.number += 1
        self.do(tell(self.store, f"alert {self.number}", at=self.now))
        for chat in CHATS:
            self._queue(chat, f"alert {self.number}", URGENCY["new"])

    @rule(chat=chats)
    def notify(self, chat: Address) -> None:
        self.number += 1
        self.do(self.store.notify(chat, Notice(f"notice-{self.number}", {}), self.now))
        self._queue(chat, f"notice-{self.number}", TO_OPERATOR)

    @rule(delay=delays)
    def wait(self, delay: timedelta) -> None:
        self.now += delay

    @rule()
    def claim(self) -> None:
        claimed = self.do(self.store.claim(self.now, LEASE, unpaced(*KINDS), 100))
        taken = [item for due, item in self._nexts() if due <= self.now]
        for item in taken:
            item.attempts += 1
            item.lease = self.now + LEASE
        taken = [item for item in taken if not self._holds_back(item)]
        expected = {
            chat: (item.title, item.attempts)
            for chat, line in self.lines.items()
            for item in line.items
            if any(item is each for each in taken)
        }
        assert {each.address: (*titles([each]), each.attempts) for each in claimed} == expected
        self.held += claimed

    @rule(data=st.data(), gap=delays)
    def sent(self, data: st.DataObject, gap: timedelta) -> None:
        if delivery := self._pick(data):
            self.do(self.store.sent(delivery, "m", self.now, gap))
            line = self.lines[delivery.address]
            line.items = [item for item in line.items if [item.title] != titles([delivery])]
            line.next_at = max(line.next_at, self.now + gap)

    @rule(data=st.data(), delay=delays)
    def postpone(self, data: st.DataObject, delay: timedelta) -> None:
        if delivery := self._pick(data):
            self.do(self.store.postpone(delivery, self.now + delay, "later"))
            self.lines[delivery.address].next_at = max(self.lines[delivery.address].next_at, self.now + delay)
            if item := self._item(delivery):
                item.due, item.lease = self.now + delay, None

    @rule(data=st.data())
    def bury(self, data: st.DataObject) -> None:
        if delivery := self._pick(data):
            self.do(self.store.bury(delivery, "never"))
            if item := self._item(delivery):
                self.lines[delivery.address].items.remove(item)

    def _holds_back(self, item: Item) -> bool:
        """Whether its channel mutes it; it is counted there then, and gone."""
        (line,) = (each for each in self.lines.values() if any(one is item for one in each.items))
        if line.held is None or not item.title.startswith("alert"):
            return False
        line.items.remove(item)
        line.held += 1
        return True

    @rule(chat=chats)
    def mute(self, chat: Address) -> None:
        self.do(self.store.mute(chat, ["*"], NOW + DAY))  # longer than any run waits
        self.lines[chat].held = self.lines[chat].held or 0

    @rule(chat=chats)
    def unmute(self, chat: Address) -> None:
        assert self.do(self.store.unmute(chat, ["*"])) == (self.lines[chat].held or 0)
        self.lines[chat].held = None

    def _pick(self, data: st.DataObject) -> Delivery | None:
        if not self.held:
            return None
        return self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))

    @rule(chat=chats)
    def suspend(self, chat: Address) -> None:
        self.do(self.store.suspend(chat))
        for line in self._reached(chat):
            line.active = False

    @rule(chat=chats)
    def resume(self, chat: Address) -> None:
        self.do(self.store.resume(chat))
        for line in self._reached(chat):
            if not line.active:
                line.active, line.next_at = True, NOW
                for item in line.items:
                    item.due = item.due if item.lease else item.made

    @rule(age=delays)
    def expire(self, age: timedelta) -> None:
        number = 0
        for line in self.lines.values():
            kept = [item for item in line.items if line.active or item.lease or item.made >= self.now - age]
            number += len(line.items) - len(kept)
            line.items = kept
        assert self.do(self.store.expire(self.now - age)) == number

    def _reached(self, chat: Address) -> list[Line]:
        return [
            line for each, line in self.lines.items() if chat in {each, Address(each.transport, each.chat)}
        ]

    @rule()
    def restart(self) -> None:
        self.do(self.store.close())
        self.store = self.do(self.opener(now=self.now))
        for line in self.lines.values():
            for item in line.items:
                if item.lease:
                    item.due, item.lease = self.now, None
                    item.attempts -= 1  # its end is no failure of the delivery

    @invariant()
    def nothing_is_lost_and_all_is_in_its_time(self) -> None:
        dues = [due for due, _ in self._nexts()]
        dues += [NOW + DAY for line in self.lines.values() if line.held]  # there will be something to say
        assert self.do(self.store.next_due(KINDS)) == min(dues, default=None)
        for chat, line in self.lines.items():
            assert self.do(self.store.waiting(chat)) == len(line.items)


@pytest.mark.parametrize("kind", STORES)
def test_the_outbox_does_what_its_model_does(kind: str) -> None:
    machine = type(f"Outbox_{kind}", (Outbox,), {"kind": kind})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=40, stateful_step_count=40, deadline=None)
    )
