"""A real bot that ends at the worst moments: nothing is lost, and only what was in flight is repeated."""

import signal
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Newsroom
from tests.end_to_end.dying import DEAD, POINTS, RELEASES
from tests.end_to_end.waiting import until
from tests.fakes.feeds import serving, silence
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, Silent
from tests.fakes.telegram_chats import USER
from tests.fakes.telegram_faults import Stall

OLDEST = Path(__file__).parents[1] / "store" / "oldest.sql"
CHANNEL = f'[[channel]]\ntransport = "telegram"\nid = {USER}\n'
TITLES = ("First: Haftar meets Sisi", "Second: Sisi denies that he met Haftar")


def publish(newsroom: Newsroom) -> None:
    for title in TITLES:
        newsroom.outlets.publish("wire", title)


def shown(newsroom: Newsroom) -> list[str]:
    """The titles of what the chat shows, in order."""
    return [title for text in newsroom.told(USER) for title in TITLES if title in text]


@pytest.mark.parametrize("point", POINTS)
async def test_wherever_it_dies_nothing_is_lost_and_only_what_was_sent_unmarked_comes_again(
    newsroom: Newsroom, point: str
) -> None:
    newsroom.configure(CHANNEL)
    publish(newsroom)
    async with newsroom.bot(dying=point) as bot:
        assert await bot.wait() == DEAD
    async with newsroom.bot() as bot:
        await until(lambda: TITLES[1] in shown(newsroom))
        assert await bot.end() == 0
    copies = 2 if point == "sent" else 1
    assert shown(newsroom) == [*TITLES[:1] * copies, TITLES[1]]


def dumped(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return list(db.iterdump())


async def test_a_bot_that_dies_while_it_brings_an_older_database_up_to_date_leaves_it_as_it_was(
    newsroom: Newsroom,
) -> None:
    newsroom.configure(CHANNEL)
    path = newsroom.folder / "state.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(OLDEST.read_text("utf-8"))
    before = dumped(path)
    async with newsroom.bot(dying="migrating") as bot:
        assert await bot.wait() == DEAD
    assert dumped(path) == before
    publish(newsroom)
    async with newsroom.bot() as bot:
        await until(lambda: TITLES[1] in shown(newsroom))
        assert await bot.end() == 0


@pytest.mark.parametrize("point", ["stored", *RELEASES])
async def test_what_waits_is_told_once_wherever_the_bot_dies(newsroom: Newsroom, point: str) -> None:
    alone = '[[watch]]\nname = "oil"\nany = ["oil"]\ncorroborated = 2\ncorroborated_within = "2s"\n'
    newsroom.configure(CHANNEL, alone)
    newsroom.outlets.publish("wire", "First: oil flows again")
    async with newsroom.bot(dying=point) as bot:
        assert await bot.wait() == DEAD
    assert newsroom.told(USER) == []
    async with newsroom.bot() as bot:
        await until(lambda: newsroom.told(USER))
        newsroom.outlets.publish("wire", TITLES[0])
        await until(lambda: shown(newsroom))
        assert await bot.end() == 0
    first, _ = newsroom.told(USER)
    assert "First: oil flows again" in first
    assert "One source only, unconfirmed" in first


@pytest.mark.parametrize(
    ("how", "fault", "copies"),
    [
        pytest.param(signal.SIGKILL, Stall(), 2, id="killed, Telegram has it"),
        pytest.param(signal.SIGKILL, Stall(accepted=False), 1, id="killed, Telegram has it not"),
        pytest.param(signal.SIGTERM, Stall(seconds=1), 1, id="stopped"),
    ],
)
async def test_an_end_while_telegram_is_silent_repeats_at_most_what_it_was_silent_about(
    newsroom: Newsroom, how: signal.Signals, fault: Stall, copies: int
) -> None:
    newsroom.configure(CHANNEL)
    newsroom.telegram.fail_next(fault)
    publish(newsroom)
    async with newsroom.bot() as bot:
        await until(lambda: Counter(method for method, _ in newsroom.telegram.calls)["sendMessage"])
        assert await bot.end(how) == (0 if how == signal.SIGTERM else -how)
    async with newsroom.bot() as bot:
        await until(lambda: TITLES[1] in shown(newsroom))
        assert await bot.end() == 0
    assert shown(newsroom) == [*TITLES[:1] * copies, TITLES[1]]


async def test_a_stop_is_no_failure_of_the_feed_that_is_being_asked(newsroom: Newsroom) -> None:
    async with serving({"/": silence()}) as silent:
        newsroom.configure(f'[[feed]]\nname = "Silent"\nurl = "{silent.url()}"\n')
        config = newsroom.config.read_text("utf-8")
        own = f'"{newsroom.outlets.origin}"'
        newsroom.config.write_text(config.replace(own, f'{own}, "{silent.address}"'), "utf-8")
        async with newsroom.bot() as bot:
            await until(lambda: silent.asked)
            assert await bot.end() == 0
    assert "failed" not in bot.output


async def test_slack_is_asked_after_a_kill_so_that_nothing_is_told_twice(newsroom: Newsroom) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(
            '[slack]\nbot_token = "env:SLACK_BOT_TOKEN"\napp_token = "env:SLACK_APP_TOKEN"\n'
            f'base_url = "{slack.base_url}"\n[[channel]]\ntransport = "slack"\nid = "C0NEWS"\n'
        )
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
        slack.fail_next("chat.postMessage", Silent())
        publish(newsroom)
        async with newsroom.bot(**tokens) as bot:
            await until(lambda: slack.posted)
            await bot.end(signal.SIGKILL)
        async with newsroom.bot(**tokens) as bot:
            await until(lambda: len(slack.posted) == 2)
            assert await bot.end() == 0
        assert [title for post in slack.posted for title in TITLES if title in post.text] == list(TITLES)
