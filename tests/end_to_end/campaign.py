"""The crash campaign: a bot at work is killed again and again, and then what the chats show is counted.

    python -m tests.end_to_end.campaign --kills 1000 --seed 7

The bot is a real `rasid run`; five outlets publish, Telegram and Slack are fakes on the loopback that are
now and then busy, break connections or answer nonsense. The bot is killed with SIGKILL at random moments, or
ends at one of the points of `dying`. The dice that decide what happens when come from the seed, which is
printed. Nothing may be lost; what Telegram shows twice must say that it may be a second copy; Slack can be
asked, and may show nothing twice.
"""

import argparse
import asyncio
import logging
import random
import signal
import sqlite3
import tempfile
from collections import Counter
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.dying import DEAD, POINTS, PROVOKED
from tests.end_to_end.process import BotProcess
from tests.end_to_end.waiting import until
from tests.fakes.outlet import FakeOutlets
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, Limited
from tests.fakes.slack_parts import Broken as Lost
from tests.fakes.slack_parts import Channel as SlackChannel
from tests.fakes.slack_parts import Fault as SlackFault
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import Broken, Drop, Fault, too_many

FEEDS = 5
SUBJECTS = ("alpha", "bravo", "delta", "sierra")  # a watch each
CHATS = tuple(range(2001, 2009))  # private chats in Telegram, each with a watch
ROOMS = ("C0ONE", "C0TWO", "C0SIX", "C0TEN")  # Slack channels, the same
SHOWN = 40  # items that a feed shows
BEHIND = 24  # reports that may be on their way at a time
UNLUCKY = 0.3  # of the lives, those in which the platforms fail, too
POINT = 12.0  # seconds in which a bot should come to its point
PATIENCE = 240.0  # seconds for all to arrive in the end
TELEGRAM_FAULTS: tuple[Fault, ...] = (too_many(1), Drop(), Drop(accepted=False), Broken())
SLACK_FAULTS: tuple[SlackFault, ...] = (Limited(1), Lost(accepted=True), Lost(accepted=False))
SECOND_COPY = "second copy"


@dataclass
class Campaign:
    """One run: what was published, and where it should be read."""

    folder: Path
    dice: random.Random
    outlets: FakeOutlets
    telegram: FakeTelegram
    slack: FakeSlack
    reports: dict[str, str] = field(default_factory=dict)  # what its text holds and no other does -> subject
    ends: Counter[str] = field(default_factory=Counter)  # how the bot ended, and how often

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def configure(self) -> None:
        """Write the config, with a watch that nobody follows and that is another each time."""
        feeds = "".join(
            f'[[feed]]\nname = "Outlet {n}"\nurl = "{self.outlets.url(str(n))}"\nevery = "1s"\n'
            for n in range(FEEDS)
        )
        watches = "".join(f'[[watch]]\nname = "{one}"\nany = ["{one}"]\n' for one in SUBJECTS)
        channels = "".join(
            f'[[channel]]\ntransport = "{transport}"\nid = {address}\nwatches = ["{subject}"]\n'
            for transport, address, subject in self.channels()
        )
        self.config.write_text(
            f"""
[bot]
database = "state.db"
first_poll = "all"
[telegram]
token = "env:TELEGRAM_BOT_TOKEN"
base_url = "{self.telegram.base_url}"
[slack]
bot_token = "env:SLACK_BOT_TOKEN"
app_token = "env:SLACK_APP_TOKEN"
base_url = "{self.slack.base_url}"
[fetch]
allow_private = ["{self.outlets.origin}"]
{feeds}{watches}{channels}
[[watch]]
name = "other"
any = ["word-{self.dice.randrange(10**6)}"]
""",
            encoding="utf-8",
        )

    @staticmethod
    def channels() -> list[tuple[str, str, str]]:
        """Transport, id as TOML, and subject of every channel."""
        telegram = [("telegram", str(chat), SUBJECTS[n % len(SUBJECTS)]) for n, chat in enumerate(CHATS)]
        slack = [("slack", f'"{room}"', SUBJECTS[n % len(SUBJECTS)]) for n, room in enumerate(ROOMS)]
        return telegram + slack

    def bot(self, dying: str | None = None) -> BotProcess:
        tokens = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
        return BotProcess(self.config, {"TELEGRAM_BOT_TOKEN": self.telegram.token, **tokens}, dying=dying)

    def publish(self) -> None:
        """A few reports, each of an event of its own, unless many are on their way."""
        for _ in range(self.dice.randrange(1, 5)):
            if len(self.reports) - len(self.arrived()) > BEHIND:
                return
            number = len(self.reports)
            key = f"no{number:05}"
            words = ("".join(self.dice.choices("bcdfghklmnprstvz", k=7)) for _ in range(6))
            subject, feed = self.dice.choice(SUBJECTS), str(number % FEEDS)
            self.reports[key] = subject
            self.outlets.publish(
                feed, f"{key} {subject} {' '.join(words)}", guid=key, link=f"http://news.invalid/{key}"
            )
            del self.outlets.items[feed][SHOWN:]

    def copies(self) -> Counter[tuple[str, str]]:
        """How often a chat shows a report."""
        shown = [(str(sent.chat), sent.text) for sent in self.telegram.sent]
        shown += [(posted.channel, posted.shown()) for posted in self.slack.posted]
        return Counter((chat, text[: len("no00000")].strip()) for chat, text in shown)

    def wanted(self) -> set[tuple[str, str]]:
        """Which chat should show which report."""
        return {
            (address.strip('"'), key)
            for _, address, subject in self.channels()
            for key, about in self.reports.items()
            if about == subject
        }

    def arrived(self) -> set[str]:
        """The reports that are where they should be."""
        missing = {key for _, key in self.wanted() - self.copies().keys()}
        return self.reports.keys() - missing

    async def live(self) -> None:
        """One life of the bot, from its start to a violent end."""
        self.publish()
        if self.dice.random() < UNLUCKY:
            self.telegram.fail_next(self.dice.choice(TELEGRAM_FAULTS))
            self.slack.fail_next("chat.postMessage", self.dice.choice(SLACK_FAULTS))
        point = self.dice.choice([*POINTS, *PROVOKED, *[None] * len(POINTS)])
        async with self.bot(point) as bot:
            if point is None:
                await self._killed(bot)
            else:
                await self._died(bot, point)

    async def _killed(self, bot: BotProcess) -> None:
        asked = self.outlets.answers.total()
        if self.dice.random() < 0.8:  # else while it starts
            await until(lambda: self.outlets.answers.total() > asked or not bot.running)
        await asyncio.sleep(self.dice.uniform(0, 1.5))
        await bot.end(signal.SIGKILL)
        self.ends["killed"] += 1

    async def _died(self, bot: BotProcess, point: str) -> None:
        """Wait for it to come to its point; where nothing brings it there, it is killed in the end."""
        if point == "reloading":
            asked = self.outlets.answers.total()
            await until(lambda: self.outlets.answers.total() > asked or not bot.running)
            self.configure()
        try:
            assert await bot.wait(POINT) == DEAD, bot.output
            self.ends[point] += 1
        except TimeoutError:
            await bot.end(signal.SIGKILL)
            self.ends["killed"] += 1

    async def finish(self) -> None:
        """A last life, to the peaceful end of all that is to be told."""
        async with self.bot() as bot:
            try:
                await until(lambda: len(self.arrived()) == len(self.reports), PATIENCE)
            except TimeoutError:
                return
            finally:
                await bot.end()

    def check_database(self) -> None:
        with closing(sqlite3.connect(self.folder / "state.db")) as db:
            assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert db.execute("pragma foreign_key_check").fetchall() == []

    def lost(self) -> list[tuple[str, str]]:
        return sorted(self.wanted() - self.copies().keys())

    def doubled(self) -> list[tuple[str, str]]:
        """What a chat shows more than once."""
        return sorted(where for where, number in self.copies().items() if number > 1)

    def unmarked(self) -> list[tuple[str, str]]:
        """What a chat shows more than once though it was no second copy to all that it says."""
        plain = Counter(
            (str(sent.chat), sent.text[: len("no00000")])
            for sent in self.telegram.sent
            if SECOND_COPY not in sent.text
        )
        plain += Counter((posted.channel, posted.shown()[: len("no00000")]) for posted in self.slack.posted)
        return sorted(where for where, number in plain.items() if number > 1)


async def campaign(kills: int, seed: int, folder: Path) -> Campaign:
    """A bot that is killed so often; the count is the caller's to look at."""
    async with AsyncExitStack() as stack:
        run = Campaign(
            folder,
            random.Random(seed),
            await stack.enter_async_context(FakeOutlets()),
            await stack.enter_async_context(FakeTelegram()),
            await stack.enter_async_context(FakeSlack()),
        )
        for chat in CHATS:
            run.telegram.add_chat(chat, "private")
        run.slack.channels |= {room: SlackChannel(room) for room in ROOMS}
        run.configure()
        async with run.bot("migrating") as bot:
            assert await bot.wait() == DEAD, bot.output
        for life in range(1, kills + 1):
            await run.live()
            if life % 50 == 0:
                run.check_database()
                print(f"{life} ends, {len(run.reports)} reports, {len(run.doubled())} doubled", flush=True)  # noqa: T201
        await run.finish()
        run.check_database()
        return run


def main() -> None:
    """Run a campaign and print what came of it; exit code 1 when something was lost or doubled unmarked."""
    parser = argparse.ArgumentParser(description="Kill a bot again and again, and count what arrives.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a bot that is killed hangs up
    print(f"seed {chosen.seed}", flush=True)  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        run = asyncio.run(campaign(chosen.kills, chosen.seed, Path(folder)))
    ends = ", ".join(f"{how} {number}" for how, number in run.ends.most_common())
    print(  # noqa: T201
        f"{chosen.kills} ends ({ends})\n{len(run.wanted())} messages of {len(run.reports)} reports:"
        f" {len(run.lost())} lost, {len(run.doubled())} doubled, {len(run.unmarked())} of them unmarked"
    )
    raise SystemExit(bool(run.lost() or run.unmarked()))


if __name__ == "__main__":
    main()
