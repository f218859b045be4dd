"""/health, as it is asked: how the bot is, for its operator and nobody else."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model import Access, Address, Backlog, Channel, FeedState, Health, Language
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from tests.fakes.desk import NOON, FakeDesk
from tests.handlers.chat import ADMIN, GROUP, STRANGER, a_desk, ask, is_refusal, request, shown
from tests.telling.looks import dump, is_balanced

GOLDEN = Path(__file__).parents[1] / "data" / "telling" / "health"
OPERATORS = Address("telegram", "-100900")
WELL = Health("0.1.0", NOON, {"telegram": "up"}, timedelta(0), Backlog(0, None, 0, 0, 0, 40_960))
AMISS = Health(
    "0.1.0",
    NOON - timedelta(days=3),
    {"console": "up", "telegram": "down", "slack": "refused"},
    timedelta(seconds=7.6),
    Backlog(12, NOON - timedelta(hours=2), 2, 3, 1, 123_456_789),
)
FEEDS = (
    FeedState("a", "u", polled_at=NOON),
    FeedState("الجزيرة", "u", failures=4, told="failing"),
    FeedState("c", "u", told="silent"),
    FeedState("d", "u", failures=1, gone=True),
)


def a_bot(state: Health = WELL, language: Language | None = None, **fields: object) -> FakeDesk:
    access = Access(admins=frozenset({f"telegram:{ADMIN}"}), chats=frozenset({f"telegram:{GROUP.chat}"}))
    channels = {OPERATORS: Channel(OPERATORS, language)}
    return a_desk(allowed=access, operators=OPERATORS, state=state, channels=channels, **fields)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "state", "feeds"), [("well", WELL, FEEDS[:1]), ("amiss", AMISS, FEEDS), ("new", WELL, ())]
)
async def test_it_reads_as_it_did(
    name: str, state: Health, feeds: tuple[FeedState, ...], language: Language
) -> None:
    desk = a_bot(replace(state, late=None) if name == "new" else state, language, polled=feeds)
    reply = await Commands(desk).answer(request("health", user=STRANGER, address=OPERATORS))
    assert reply
    assert dump(reply) == (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_number_is_worded_in_every_language(language: Language, count: int) -> None:
    backlog = Backlog(count, NOON, count, count, count, count)
    feeds = [FeedState(f"f{n}", "u", failures=2, told="silent", gone=bool(n % 2)) for n in range(count)]
    for late in (timedelta(seconds=count), timedelta(minutes=count)):
        state = replace(WELL, backlog=backlog, late=late)
        desk = a_bot(state, language, polled=feeds)
        reply = await Commands(desk).answer(request("health", address=OPERATORS))
        assert reply
        assert all(is_balanced("".join(run.text for run in line)) for line in reply.lines)


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (timedelta(seconds=119), "The last poll came 119 seconds late."),
        (timedelta(seconds=120), "The last poll came 2 minutes late."),
        (timedelta(seconds=3276), "The last poll came 55 minutes late."),
    ],
)
async def test_a_long_delay_is_told_in_minutes(late: timedelta, said: str) -> None:
    desk = a_bot(replace(WELL, late=late), "en", polled=FEEDS[:1])
    reply = await Commands(desk).answer(request("health", address=OPERATORS))
    assert reply
    assert said in reply.plain().translate(dict.fromkeys(map(ord, "\u2068\u2069")))


@pytest.mark.parametrize(
    ("address", "user", "private", "told"),
    [
        (OPERATORS, STRANGER, False, "yes"),
        (OPERATORS, None, False, "yes"),  # a channel
        (replace(OPERATORS, topic="7"), STRANGER, False, "yes"),
        (GROUP, ADMIN, False, "elsewhere"),  # where others would read it
        (GROUP, STRANGER, False, "elsewhere"),
        (GROUP, ADMIN, True, "yes"),  # as a slash command of Slack, of which nobody else sees the answer
        (Address("telegram", ADMIN), ADMIN, True, "yes"),
        (Address("telegram", STRANGER), STRANGER, True, "refused"),
        (Address("telegram", "-100901"), STRANGER, False, "refused"),
    ],
)
async def test_who_is_told(address: Address, user: str | None, told: str, *, private: bool) -> None:
    reply = await Commands(a_bot()).answer(
        replace(request("health", user=user, address=address), private=private)
    )
    text = shown(reply)
    assert ("running since" in text) is (told == "yes")
    assert ("in its operator’s channel" in text) is (told == "elsewhere")
    assert is_refusal(text) is (told == "refused")


async def test_an_operator_who_reads_in_one_topic_is_told_there_alone() -> None:
    desk = a_bot()
    desk.operators = replace(OPERATORS, topic="7")
    assert "running since" in await ask(desk, "health", address=desk.operators)
    assert "running since" not in await ask(desk, "health", address=replace(OPERATORS, topic="8"))
    assert "running since" not in await ask(desk, "health", address=OPERATORS)


async def test_without_an_operators_channel_admins_are_told_alone() -> None:
    desk = a_bot()
    desk.operators = None
    assert "operator’s channel" in await ask(desk, "health")
    alone = replace(request("health", user=ADMIN), private=True)
    assert "running since" in shown(await Commands(desk).answer(alone))


async def test_help_names_it_to_those_who_may() -> None:
    assert "/health" in await ask(a_bot(), "help", address=OPERATORS, user=STRANGER)
    assert "/health" not in await ask(a_bot(), "help")


async def test_the_operators_channel_may_read_without_being_let_in() -> None:
    assert "Rasid reads no feed." in await ask(a_bot(), "status", address=OPERATORS, user=STRANGER)
