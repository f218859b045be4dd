"""What comes of a message after each answer that a platform may give, from the wire to the database."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery import deliver
from bot.model import Address
from tests.delivery.room import AGAIN, Room
from tests.fakes import telegram_faults as telegram
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import Broken, Channel, Error, Limited, Status
from tests.fakes.slack_parts import Fault as SlackFault
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import CANNOT_PARSE, THREAD_NOT_FOUND, TOO_LONG, Drop, Reject
from tests.store.builders import with_feeds

TOPIC, GROUP = Address("telegram", "-1", "7"), Address("telegram", "-2")
NEWS, OTHER = Address("slack", "C1"), Address("slack", "C2")
SUSPENDED, DEAD = "notice-channel-suspended", "notice-delivery-dead"
REFUSES, TOPIC_GONE = "notice-platform-refuses", "notice-topic-gone"


@dataclass(frozen=True)
class Row:
    """What a platform does to the first tries, and what comes of it within three minutes."""

    faults: tuple[telegram.Fault | SlackFault, ...]
    status: str  # of the delivery
    shown: tuple[str, ...] = ()  # what its chat shows of it
    told: str | None = None  # what the operator hears
    after: int = 0  # seconds until it is shown last


def bad(words: str) -> Reject:
    return Reject(400, f"Bad Request: {words}")


ON_TELEGRAM = {
    "blocked": Row((telegram.BLOCKED,), "pending", told=SUSPENDED),
    "kicked": Row((telegram.KICKED,), "pending", told=SUSPENDED),
    "not a member": Row((telegram.NOT_A_MEMBER,), "pending", told=SUSPENDED),
    "deactivated": Row((telegram.DEACTIVATED,), "pending", told=SUSPENDED),
    "deleted": Row((telegram.DELETED,), "pending", told=SUSPENDED),
    "no such chat": Row((telegram.CHAT_NOT_FOUND,), "pending", told=SUSPENDED),
    "topic deleted": Row((THREAD_NOT_FOUND,), "sent", ("news",), TOPIC_GONE),
    "topic closed": Row((bad("TOPIC_CLOSED"),), "pending", told=SUSPENDED),
    "migrated": Row((telegram.migrated(-3),), "sent", ("news",)),
    "markup": Row((CANNOT_PARSE,), "sent", ("news",)),
    "markup and text": Row((CANNOT_PARSE, CANNOT_PARSE), "dead", told=DEAD),
    "too long": Row((TOO_LONG, TOO_LONG), "dead", told=DEAD),
    "any other refusal": Row((bad("SOMETHING_NEW"),), "dead", told=DEAD),
    "too many": Row((telegram.too_many(30),), "sent", ("news",), after=30),
    "broken after": Row((Drop(),), "sent", ("news", "news" + AGAIN), after=30),
    "broken before": Row((Drop(accepted=False),), "sent", ("news" + AGAIN,), after=30),
    "gateway": Row((telegram.Broken(502),), "sent", ("news", "news" + AGAIN), after=30),
    "token": Row((Reject(401, "Unauthorized"),), "pending", told=REFUSES),
}

ON_SLACK = {
    **{
        code: Row((Error(code),), "pending", told=SUSPENDED)
        for code in (
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "restricted_action_read_only_channel",
        )
    },
    **{
        code: Row((Error(code),), "pending", told=REFUSES)
        for code in ("account_inactive", "token_revoked", "invalid_auth", "missing_scope")
    },
    **{code: Row((Error(code),), "sent", ("news",)) for code in ("invalid_blocks", "msg_blocks_too_long")},
    "blocks and text": Row((Error("invalid_blocks"), Error("invalid_blocks")), "dead", told=DEAD),
    "msg_too_long": Row((Error("msg_too_long"),), "dead", told=DEAD),
    "no_text": Row((Error("no_text"),), "dead", told=DEAD),
    "ratelimited": Row((Limited(30),), "sent", ("news",), after=30),
    **{code: Row((Error(code),), "sent", ("news",), after=30) for code in ("internal_error", "fatal_error")},
    **{code: Row((Error(code),), "sent", ("news",)) for code in ("request_timeout", "team_added_to_org")},
    "broken after": Row((Broken(accepted=True),), "sent", ("news",), after=0),
    "broken before": Row((Broken(accepted=False),), "sent", ("news",), after=30),
    "gateway": Row((Status(503),), "sent", ("news",), after=30),
}


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    monkeypatch.setattr(deliver, "PATIENCE", 0.0)
    async with AsyncExitStack() as stack:
        on_telegram = await stack.enter_async_context(FakeTelegram())
        on_slack = await stack.enter_async_context(FakeSlack())
        for number in (-1, -2, -3):
            on_telegram.add_chat(number, "supergroup", topics=(7,))
        on_slack.channels |= {chat.chat: Channel(chat.chat) for chat in (NEWS, OTHER)}
        room = Room(tmp_path / "rasid.db", on_telegram, on_slack)
        await room.open()
        await with_feeds(room.store, "north")
        for chat in (TOPIC, GROUP, NEWS, OTHER):
            await room.store.subscribe(chat, [str(chat)])
        yield room
        await room.close()


async def outcome(room: Room, chat: Address, others: tuple[Address, ...], row: Row) -> None:
    """Whatever comes of the one delivery, that to each other chat that may be written to goes out."""
    before = room.now
    await room.queue(chat, ["news"])
    await room.send(within=timedelta(0))
    for other in others:
        await room.queue(other, [f"for {other}"])
    await room.send(within=timedelta(minutes=3))
    counts = (await room.store.counts()).deliveries
    shown = [(at, text) for at, _, text in room.sent if text.startswith("news")]
    reached = {text for _, text in room.arrived() if text.startswith("for ")}
    open_to_us = {
        f"for {other}" for other in others if row.told != REFUSES or other.transport != chat.transport
    }

    assert tuple(text for _, text in shown) == row.shown
    assert reached == open_to_us
    expected = {row.status: 1}
    expected["sent"] = expected.get("sent", 0) + len(reached)
    expected["pending"] = expected.get("pending", 0) + len(others) - len(reached)
    assert {status: number for status, number in counts.items() if number} == {
        status: number for status, number in expected.items() if number
    }
    assert [notice.key for notice in room.reported] == ([row.told] if row.told else [])
    assert not shown or (shown[-1][0] - before).total_seconds() >= row.after


@pytest.mark.parametrize("row", ON_TELEGRAM.values(), ids=ON_TELEGRAM)
async def test_an_answer_of_telegram(room: Room, row: Row) -> None:
    room.telegram.fail_next(*row.faults)  # type: ignore[arg-type]  # they are Telegram's
    await outcome(room, TOPIC, (GROUP, NEWS), row)


@pytest.mark.parametrize("row", ON_SLACK.values(), ids=ON_SLACK)
async def test_an_answer_of_slack(room: Room, row: Row) -> None:
    room.slack.fail_next("chat.postMessage", *row.faults)  # type: ignore[arg-type]  # they are Slack's
    await outcome(room, NEWS, (OTHER, GROUP), row)
