"""A burst of alerts for many chats, at the wire, within what the platforms take; time is the test's own."""

from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import deliver
from bot.model import Address
from tests.delivery.room import Room
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import Channel
from tests.fakes.telegram import FakeTelegram
from tests.store.builders import NOW, with_feeds

GROUPS, PEOPLE, SLACK = 30, 10, 10
EACH = 10  # alerts for each of these fifty


def chats() -> list[Address]:
    groups = [Address("telegram", str(-1000 - number)) for number in range(GROUPS)]
    people = [Address("telegram", str(2000 + number)) for number in range(PEOPLE)]
    return [*groups, *people, *(Address("slack", f"C{number:02}") for number in range(SLACK))]


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    monkeypatch.setattr(deliver, "PATIENCE", 0.0)  # the clock is not the machine's: nothing is waited for
    times = [NOW]

    def clock() -> float:
        return (times[-1] - NOW).total_seconds()

    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram(flood_limits=True, clock=clock))
        slack = await stack.enter_async_context(FakeSlack(flood=True, clock=clock))
        for chat in chats():
            if chat.transport == "slack":
                slack.channels[chat.chat] = Channel(chat.chat)
            else:
                telegram.add_chat(int(chat.chat), "supergroup" if chat.chat < "0" else "private")
        room = Room(tmp_path / "rasid.db", telegram, slack, times)
        await room.open()
        await with_feeds(room.store, "north")
        for chat in chats():
            await room.store.subscribe(chat, [str(chat)])
        yield room
        await room.close()


def by_chat(room: Room) -> dict[Address, list[str]]:
    told = defaultdict(list)
    for chat, text in room.arrived():
        told[chat].append(text)
    return dict(told)


WANTED = {chat: [f"{chat} {number}" for number in range(EACH)] for chat in chats()}


async def test_a_burst_arrives_whole_in_order_within_the_limits_and_the_urgent_first(room: Room) -> None:
    urgent = {*chats()[28:32], *chats()[-2:]}  # they come last, and find a line before them
    for chat in sorted(chats(), key=lambda chat: chat in urgent):
        await room.queue(chat, WANTED[chat], urgent=chat in urgent)
    await room.send(most=120)
    await room.close()
    await room.open()  # what the platforms took before counts on
    await room.send()
    assert by_chat(room) == WANTED
    assert (room.telegram.floods, room.slack.floods, room.reported) == ([], [], [])
    last = dict.fromkeys(chats(), NOW - timedelta(hours=1))
    left = dict.fromkeys(urgent, EACH)
    for at in sorted({at for at, *_ in room.sent}):
        went = [chat for when, chat, _ in room.sent if when == at]
        ready = {chat for chat in urgent if left[chat] and at - last[chat] >= room.gap(chat)}
        calm = {chat.transport for chat in went if chat not in urgent}
        assert {chat for chat in ready if chat.transport in calm} <= {*went}
        last |= dict.fromkeys(went, at)
        left |= {chat: left[chat] - 1 for chat in went if chat in urgent}


async def test_platforms_that_take_less_than_they_say_get_it_all_the_same(room: Room) -> None:
    for chat in chats()[::5]:
        await room.queue(chat, WANTED[chat])
    # Others write there too, as another program with the same token.
    room.telegram.counted = [(second / 2, -5) for second in range(120) for _ in range(15)]
    await room.send()
    assert by_chat(room) == {chat: WANTED[chat] for chat in chats()[::5]}
    assert room.telegram.floods
