"""Many alerts in few messages, with a real bot: at set times, and when they come too fast."""

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from tests.end_to_end.conftest import CHANNEL, IN_ARABIC, IN_SLACK, Newsroom, visible
from tests.end_to_end.dying import DEAD, DIGESTS
from tests.end_to_end.tables import SLACK_TOKENS, slack_at
from tests.end_to_end.waiting import until
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_USER

MANY = 40
OIL = '[[watch]]\nname = "oil"\ntitle = "Oil & gas"\nany = ["oil"]\n'
FOLDING = "[delivery]\nfold_above = 3\n"
SECOND_COPY = "قد تكون هذه نسخة ثانية"


def publish(newsroom: Newsroom, many: int, first: int = 0) -> None:
    """Reports, each of an event of its own."""
    dice = random.Random(first)
    for number in range(first, first + many):
        words = ("".join(dice.choices("bcdfghklmnprstvz", k=7)) for _ in range(6))
        newsroom.outlets.publish("wire", f"no{number:03} oil {' '.join(words)}")


def numbers(texts: Iterable[str]) -> list[str]:
    """The reports that these messages tell, in order."""
    return [number for text in texts for number in re.findall(r"\bno\d{3}\b", text)]


def _tells(told: Callable[[], list[str]], number: str) -> bool:
    return number in numbers(told())


async def test_what_comes_at_once_is_folded_on_both_platforms_and_all_of_it_told_once(
    newsroom: Newsroom,
) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(IN_ARABIC, IN_SLACK, slack_at(slack), OIL, FOLDING)
        publish(newsroom, MANY)
        wanted = [f"no{number:03}" for number in range(MANY)]

        def on_slack() -> list[str]:
            return [posted.shown() for posted in slack.posted]

        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await until(lambda: len(numbers(on_slack())) == len(numbers(newsroom.told(CHANNEL))) == MANY)
            newsroom.outlets.publish("wire", "no999 oil: afterwards all is calm")
            await until(lambda: "no999" in numbers(on_slack()) and "no999" in numbers(newsroom.told(CHANNEL)))
            assert await bot.end() == 0
        for texts, heading in (
            (on_slack(), "Much came at once: 40"),
            (newsroom.told(CHANNEL), "دفعة واحدة: 40"),
        ):
            assert sorted(numbers(texts)) == [*wanted, "no999"]
            *digests, last = texts
            assert all(heading in visible(text.splitlines()[0]) for text in digests)
            assert 1 < len(digests) < MANY / 4
            assert "no999" in last
            assert "Oil & gas" in digests[0]


@pytest.mark.parametrize("point", ["claimed", "before-sending", "sent", "marked", *DIGESTS])
async def test_wherever_it_dies_what_was_folded_is_told_once_and_a_second_copy_says_so(
    newsroom: Newsroom, point: str
) -> None:
    newsroom.configure(IN_ARABIC, OIL, FOLDING)
    publish(newsroom, MANY)
    async with newsroom.bot(dying=point) as bot:
        assert await bot.wait() == DEAD
    before = newsroom.told(CHANNEL)
    async with newsroom.bot() as bot:
        await until(lambda: len(set(numbers(newsroom.told(CHANNEL)))) == MANY)
        assert await bot.end() == 0
    copies = Counter(numbers(newsroom.told(CHANNEL)))
    doubled = {number for number, many in copies.items() if many > 1}
    assert doubled == (set(numbers(before)) if point == "sent" else set())
    marked = [text for text in newsroom.told(CHANNEL) if SECOND_COPY in text]
    assert set(numbers(marked)) >= doubled
    assert len(marked) == (point in {"parted", "before-sending", "sent"})


async def test_slack_is_asked_for_a_digest_too_so_that_nothing_is_told_twice(newsroom: Newsroom) -> None:
    async with FakeSlack() as slack:
        newsroom.configure(IN_SLACK, slack_at(slack), OIL, FOLDING)
        publish(newsroom, MANY)
        async with newsroom.bot(dying="sent", **SLACK_TOKENS) as bot:
            assert await bot.wait() == DEAD
        assert slack.posted
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await until(lambda: len(numbers(posted.shown() for posted in slack.posted)) >= MANY)
            assert await bot.end() == 0
        assert Counter(numbers(posted.shown() for posted in slack.posted)).total() == MANY


async def test_a_digest_waits_over_a_restart_and_its_last_comes_when_it_is_turned_off(
    newsroom: Newsroom,
) -> None:
    later = (datetime.now(ZoneInfo("Africa/Tripoli")).hour + 12) % 24
    async with FakeSlack() as slack:
        newsroom.configure(IN_ARABIC, IN_SLACK, slack_at(slack), OIL)
        text = newsroom.config.read_text(encoding="utf-8")
        newsroom.config.write_text(
            text.replace("[access]", '[access]\nadmins = ["slack:U0ADA"]'), encoding="utf-8"
        )

        def on_telegram() -> list[str]:
            return list(map(visible, newsroom.told(CHANNEL)))

        def on_slack() -> list[str]:
            return [visible(posted.shown()) for posted in slack.posted]

        async def asked(command: str) -> tuple[str, str]:
            """What Telegram and Slack answer."""
            before = len(on_telegram()), len(on_slack())
            newsroom.telegram.push_channel_post(CHANNEL, f"/{command}")
            slack.push(slack.mention(f"<@{BOT_USER}> {command}"))
            await until(lambda: len(on_telegram()) > before[0] and len(on_slack()) > before[1])
            return on_telegram()[before[0]], on_slack()[before[1]]

        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await bot.until_said("feed polled")
            await until(lambda: slack.sockets)
            arabic, english = await asked(f"digest {later}:00 daily oil")
            assert f"تأتي معًا كل يوم الساعة {later:02}:00 (Africa/Tripoli): Oil & gas." in arabic
            assert f"Come together every day at {later:02}:00 (Africa/Tripoli): Oil & gas." in english
            publish(newsroom, 2)
            newsroom.outlets.publish("wire", "no100 Haftar meets Sisi, nobody speaks of the crescent")
            await until(lambda: "no100" in numbers(on_telegram()) and "no100" in numbers(on_slack()))
            while "2 alerts are waiting for it." not in (await asked("digest"))[1]:
                pass  # they are not all taken yet
            assert await bot.end() == 0
        async with newsroom.bot(**SLACK_TOKENS) as bot:
            await until(lambda: len(slack.sockets) > 0)
            assert "ينتظره تنبيهان" in (await asked("status"))[0]
            arabic, english = await asked("digest off")
            assert "التنبيهان اللذان كانا ينتظران" in arabic
            assert "The 2 that were waiting come now" in english
            for told in (on_telegram, on_slack):
                await until(partial(_tells, told, "no001"))
            publish(newsroom, 1, first=2)
            for told in (on_telegram, on_slack):
                await until(partial(_tells, told, "no002"))
            assert await bot.end() == 0
        for told, heading in ((on_telegram, "موجز: تنبيهان"), (on_slack, "Digest: 2 alerts")):
            assert numbers(told()) == ["no100", "no000", "no001", "no002"]
            (digest,) = (text for text in told() if text.startswith(heading))
            assert numbers([digest]) == ["no000", "no001"]


async def test_a_digest_that_was_due_while_the_bot_was_away_comes_once_and_says_that_it_is_late(
    newsroom: Newsroom,
) -> None:
    newsroom.configure(IN_ARABIC, OIL)

    def waiting(change: str = "digest") -> int:
        """How many alerts wait; the change is to the moment at which their digest is due."""
        with closing(sqlite3.connect(newsroom.folder / "state.db")) as db, db:
            if change != "digest":
                db.execute(f"update deliveries set due_at = due_at {change} where digest = 0")
            number: int = db.execute("select count(*) from deliveries where digest = 0").fetchone()[0]
            return number

    async with newsroom.bot() as bot:
        await bot.until_said("feed polled")
        newsroom.telegram.push_channel_post(CHANNEL, "/digest weekdays oil")
        await until(lambda: newsroom.told(CHANNEL))
        publish(newsroom, 3)
        await until(lambda: waiting() == 3)
        assert await bot.end() == 0
    assert waiting(f"- {7 * 86_400 * 10**6}") == 3  # as if a week had gone by
    async with newsroom.bot() as bot:
        await until(lambda: numbers(newsroom.told(CHANNEL)))
        newsroom.outlets.publish("wire", "no100 Haftar meets Sisi")
        await until(lambda: "no100" in numbers(newsroom.told(CHANNEL)))
        assert await bot.end() == 0
    _, digest, _ = newsroom.told(CHANNEL)
    assert numbers([digest]) == ["no000", "no001", "no002"]
    assert "متأخر: كان موعد إرساله" in visible(digest)
