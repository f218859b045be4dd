"""The crash campaign: a bot at work is killed again and again, and then what the chats show is counted.

    python -m tests.end_to_end.campaign --kills 1000 --seed 7

The bot is a real `rasid run`, of which only the longest waits are cut short; five outlets publish, Telegram
and Slack are fakes on the loopback that are now and then busy, break connections or answer nonsense. The bot
is killed with SIGKILL at random moments, or ends at one of the points of `dying`, all of which must be hit.

The stories grow: what is told at first is followed by higher figures, by corrections and by other outlets,
and some of it waits, is muted, or is only written into the first message. Nothing may be lost, nor may a
first message be left saying less than is known. What Telegram shows twice must say that it may be a second
copy; Slack can be asked, and may show nothing twice.

A thousand ends are ten rounds, each with a database of its own and with dice of its own seed, which is
printed: `--kills 100` with that seed plays one round again, if not to the same microsecond.
"""

import argparse
import asyncio
import contextlib
import logging
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.store.sqlite import SqliteStore
from tests.end_to_end.dying import DEAD, EDITS, EVERY, FIRST, GATHERED, MUTES, RELEASES
from tests.end_to_end.growing import KEY, Report, Shown, Story
from tests.end_to_end.process import BotProcess
from tests.end_to_end.stage import (
    DIGESTED,
    MUTED,
    OUTLETS,
    PLAIN,
    SUBJECTS,
    WAITING,
    WRITTEN,
    Stage,
    feed_of,
    readers,
    staged,
)
from tests.end_to_end.waiting import until
from tests.fakes.slack_parts import Broken as Lost
from tests.fakes.slack_parts import Fault as SlackFault
from tests.fakes.slack_parts import Limited
from tests.fakes.telegram_faults import Broken, Drop, Fault, too_many

ROUND = 100  # kills of one database
FIGURES = range(100, 1000)
ITEMS = 60  # that a feed shows
BEHIND = 12  # stories of which something may be on its way at a time
UNLUCKY = 0.3  # of the lives, those in which the platforms fail, too
POINT = 20.0  # seconds in which a bot should come to its point
PATIENCE = 120.0  # seconds for all to arrive in the end
TELEGRAM_FAULTS: tuple[Fault, ...] = (too_many(1), Drop(), Drop(accepted=False), Broken())
SLACK_FAULTS: tuple[SlackFault, ...] = (Limited(1), Lost(accepted=True), Lost(accepted=False))
HELD_BACK = """
    select texts.guid from deliveries join channels on channels.id = channel_id
    join alerts on alerts.id = alert_id join texts on texts.id = alerts.text_id
    where chat = ? and deliveries.status = 'cancelled'
"""
NOTICES = """
    select notice ->> '$.args.count', message_id from deliveries join channels on channels.id = channel_id
    where chat = ? and notice ->> '$.key' = 'notice-mute-over'
"""


@dataclass
class Campaign:
    """One round: what was published, and how the bot ended."""

    stage: Stage
    dice: random.Random
    stories: list[Story] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)  # how the bot ended, and how often
    deck: list[str | None] = field(default_factory=list)  # how it ends next, the last first; None: anyhow
    figures: set[int] = field(default_factory=lambda: set(FIGURES))  # that nobody gave yet
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(100_000)))

    # --- what the outlets publish

    def begin(self, subject: str) -> None:
        """A report of a new event, if there is a place and a figure left."""
        used = sum(story.subject == subject for story in self.stories)
        words = " ".join("".join(self.dice.choices("bcdfghklmnprstvz", k=7)) for _ in range(6))
        if subject == PLAIN:
            self.stories.append(Story(subject, "", words))
            self._publish(self.stories[-1], None)
        elif used < len(self.stage.places[subject]):
            place = self.stage.places[subject][used]
            self.stories.append(Story(subject, place, words, written=subject == WRITTEN))
            self._publish(self.stories[-1], self._figure(FIGURES.start, FIGURES.stop // 2))

    def grow(self, story: Story) -> None:
        """Another report: higher, the same by another outlet, or, where all know the last, a correction."""
        most, what = story.highest or 0, self.dice.random()
        if what < 0.15 and self.is_told(story):
            self._publish(story, self._figure(FIGURES.start, most - 1), corrected=True)
        elif what < 0.65:
            self._publish(story, self._figure(most + 1, 2 * most))
        else:
            self.repeat(story)

    def repeat(self, story: Story) -> None:
        """An outlet that has not reported yet says the same, if there is one."""
        if {one.outlet for one in story.reports} != set(OUTLETS):
            self._publish(story, story.highest)

    def _figure(self, low: int, high: int) -> int | None:
        """One that was not given before: equal ones would be taken for one event."""
        free = sorted(one for one in self.figures if low <= one <= high)
        figure = self.dice.choice(free) if free else None
        self.figures.discard(figure or 0)
        return figure

    def _publish(self, story: Story, figure: int | None, *, corrected: bool = False) -> None:
        if figure is None and story.subject != PLAIN:
            return
        used = {one.outlet for one in story.reports}
        outlet = self.dice.choice([one for one in OUTLETS if one not in used] or OUTLETS)
        report = Report(f"no{next(self.numbers):05}", outlet, figure, corrected=corrected)
        story.reports.append(report)
        link, feed = f"http://news.invalid/{report.key}", feed_of(outlet)
        self.stage.outlets.publish(feed, story.title(report), guid=report.key, link=link)
        del self.stage.outlets.items[feed][ITEMS:]

    def act(self) -> None:
        """Something happens in the world, unless much is on its way."""
        open_ = [story for story in self.stories if not story.over]
        if len(self.stories) - len(self.known()) > BEHIND:
            return
        if open_ and self.dice.random() < 0.6:
            self.grow(self.dice.choice(open_))
        else:
            self.begin(self.dice.choice(SUBJECTS))

    def provoke(self, point: str | None) -> None:
        """What leads a bot to its point."""
        if point in EDITS or point == "edit-failed":
            told = [one for one in self.known() if one.subject != PLAIN]
            for story in self.dice.sample(told, min(3, len(told))):
                self.repeat(story)
        elif point in RELEASES:
            self.begin(WAITING)
        elif point not in MUTES | GATHERED:
            self.begin(self.dice.choice(SUBJECTS))

    # --- what the chats show

    def seen(self) -> dict[tuple[str, int], list[Shown]]:
        """What each chat shows of each story, by the number of the story."""
        of_key = {one.key: number for number, story in enumerate(self.stories) for one in story.reports}
        seen: dict[tuple[str, int], list[Shown]] = defaultdict(list)
        for chat, messages in self.stage.shown().items():
            for message in messages:
                if message.key and chat != str(DIGESTED):
                    seen[chat, of_key[message.key]].append(message)
        return seen

    def known(self) -> list[Story]:
        """The stories of which all who should were told how things stand."""
        seen = self.seen()
        return [
            story
            for number, story in enumerate(self.stories)
            if all(story.told(seen[chat, number]) for chat in readers(story.subject))
        ]

    def is_told(self, story: Story) -> bool:
        return story in self.known()

    def lost(self) -> list[str]:
        """What chats should show and do not."""
        seen = self.seen()
        return [
            f"{chat}: {story.reports[0].key} {problem}"
            for number, story in enumerate(self.stories)
            for chat in readers(story.subject)
            for problem in story.lost(seen[chat, number])
        ] + [*self._muted_for_good(seen), *(f"{DIGESTED}: {key} is not there" for key in self._ungathered())]

    def doubled(self) -> list[str]:
        """What chats show more often than they should, without a word of it."""
        return [
            f"{chat}: {problem}"
            for (chat, number), messages in self.seen().items()
            for problem in self.stories[number].doubled(messages)
        ] + [f"{DIGESTED}: {key} is there again" for key, number in self._gathered().items() if number > 1]

    def _gathered(self, *, marked: bool = False) -> Counter[str]:
        """What the chat with digests shows, alone or with others, and how often."""
        messages = self.stage.shown()[str(DIGESTED)]
        return Counter(key for one in messages if marked or not one.marked for key in KEY.findall(one.text))

    def _ungathered(self) -> list[str]:
        plain = {story.reports[0].key for story in self.stories if story.subject == PLAIN}
        return sorted(plain - self._gathered(marked=True).keys())

    def marked(self) -> int:
        """How many messages say that they may be second copies."""
        return sum(message.marked for messages in self.stage.shown().values() for message in messages)

    def messages(self) -> int:
        return sum(map(len, self.seen().values()))

    def repeated(self) -> int:
        """How many messages are there already: of a report that the chat shows."""
        return sum(len(shown) - len({one.key for one in shown}) for shown in self.seen().values())

    def _muted_for_good(self, seen: dict[tuple[str, int], list[Shown]]) -> list[str]:
        """What the muted chat does not show must have been held back, and it was told how much that was."""
        messages = {one.id for one in self.stage.shown()[str(MUTED)]}
        shown = {self.stories[number].reports[0].key for chat, number in seen if chat == str(MUTED)}
        with closing(sqlite3.connect(self.stage.database)) as db:
            held = {key for (key,) in db.execute(HELD_BACK, (str(MUTED),))}
            notices = db.execute(NOTICES, (str(MUTED),)).fetchall()
        every = {story.reports[0].key for story in self.stories if story.subject == PLAIN}
        problems = [f"{MUTED}: {key} is not there" for key in sorted(every - shown - held)]
        told = sum(count for count, message in notices if message in messages)
        return problems + (
            [f"{MUTED}: told of {told} held back, not {len(held)}"] if told != len(held) else []
        )

    # --- lives and ends

    def missed(self) -> list[str]:
        """The points to which no bot came."""
        return [point for point in EVERY if not self.ends[point]]

    def _next_end(self) -> str | None:
        """Every point once, then all in any order among as many ends at any moment."""
        if not self.deck:
            points = [one for one in EVERY if one not in FIRST]
            self.deck = [*points, *[None] * len(points)] if self.ends["killed"] else [*points, None]
            self.dice.shuffle(self.deck)
        return self.deck.pop()

    async def first(self) -> None:
        """A bot that dies while it makes its database, and one that lives in peace."""
        self.stage.configure(self.dice)
        async with self.stage.bot("migrating") as bot:
            assert await bot.wait() == DEAD, bot.output
        self.ends["migrating"] += 1
        for subject in SUBJECTS:
            self.begin(subject)
        async with self.stage.bot() as bot:
            await until(lambda: len(self.known()) == len(self.stories), every=0.1)
            assert await bot.end() == 0

    async def live(self) -> None:
        """One life of the bot, from its start to a violent end."""
        point = self._next_end()
        self._trouble(point)
        self.provoke(point)
        for _ in range(self.dice.randrange(3)):
            self.act()
        async with self.stage.bot(point) as bot:
            if point is None:
                await self._killed(bot)
            else:
                await self._died(bot, point)

    def _trouble(self, point: str | None) -> None:
        """The platforms fail now and then, and where a bot is to die of it."""
        telegram, slack = self.stage.telegram, self.stage.slack
        if point == "failed":
            telegram.fail_next(too_many(1))
        if point == "edit-failed":
            telegram.fail_next(too_many(1), method="editMessageText")
        if self.dice.random() < UNLUCKY:
            telegram.fail_next(self.dice.choice(TELEGRAM_FAULTS))
            slack.fail_next("chat.postMessage", self.dice.choice(SLACK_FAULTS))
        if self.dice.random() < UNLUCKY:
            telegram.fail_next(self.dice.choice(TELEGRAM_FAULTS), method="editMessageText")
            slack.fail_next("chat.update", self.dice.choice(SLACK_FAULTS))

    async def _killed(self, bot: BotProcess) -> None:
        if self.dice.random() < 0.8:  # else while it starts
            await self._polling(bot)
        await asyncio.sleep(self.dice.uniform(0, 1.5))
        await bot.end(signal.SIGKILL)
        self.ends["killed"] += 1

    async def _polling(self, bot: BotProcess) -> None:
        asked = self.stage.outlets.answers.total()
        await until(lambda: self.stage.outlets.answers.total() > asked or not bot.running)

    async def _died(self, bot: BotProcess, point: str) -> None:
        """Wait for it to come to its point; where nothing brings it there, it is killed, and comes again."""
        if point in {"reloading", "reloaded"}:
            await self._polling(bot)
            self.stage.configure(self.dice)
        if point in MUTES:
            await self._mute(bot)
        if point in GATHERED:
            await self._digest(bot)
        try:
            assert await bot.wait(POINT) == DEAD, bot.output
            self.ends[point] += 1
        except TimeoutError:
            await bot.end(signal.SIGKILL)
            self.ends["killed"] += 1
            self.deck.insert(0, point)

    async def _mute(self, bot: BotProcess) -> None:
        """Somebody mutes a chat for what is two seconds here, and then something happens."""
        await self._ask(bot, MUTED, "/mute 2m")
        self.begin(PLAIN)

    async def _digest(self, bot: BotProcess) -> None:
        """Somebody wants alerts together, and when some wait, alone again: they come in a last digest."""
        await self._ask(bot, DIGESTED, "/digest hourly")
        for _ in range(2):
            self.begin(PLAIN)
        with contextlib.suppress(TimeoutError):
            await until(lambda: self.is_told(self.stories[-1]) or not bot.running, POINT, every=0.1)
        self.stage.telegram.push_message(DIGESTED, "/digest off", user=DIGESTED)

    async def _ask(self, bot: BotProcess, chat: int, words: str) -> None:
        """Somebody writes to the bot, and it answers, unless a fault meets that: it is sent once."""
        answers = len(self.stage.shown()[str(chat)])
        self.stage.telegram.push_message(chat, words, user=chat)
        with contextlib.suppress(TimeoutError):
            await until(lambda: len(self.stage.shown()[str(chat)]) > answers or not bot.running, POINT)

    async def finish(self) -> None:
        """A last life, to the peaceful end of all that is to be told."""
        self.stage.telegram.push_message(DIGESTED, "/digest off", user=DIGESTED)
        async with self.stage.bot() as bot:
            try:
                async with asyncio.timeout(PATIENCE):
                    while self.lost():  # noqa: ASYNC110  nothing signals it
                        await asyncio.sleep(0.3)
            except TimeoutError:
                return
            finally:
                await bot.end()

    # --- what is stored

    def check_database(self) -> None:
        with closing(sqlite3.connect(self.stage.database)) as db:
            assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
            assert db.execute("pragma foreign_key_check").fetchall() == []

    async def misread(self) -> list[str]:
        """Where the stories that are stored are not those that were published, each figure once."""
        store = await SqliteStore.look(self.stage.database)
        try:
            stored, _ = await store.stories(datetime.now(UTC) - timedelta(days=1))
        finally:
            await store.close()
        found = [
            sorted(
                (entry.guid, member.figures[0].low if member.figures else None)
                for entry, member in one.reports
            )
            for one in stored
        ]
        told = [[(one.key, one.figure) for one in story.reports] for story in self.stories]
        return [f"stored, not published: {one}" for one in found if one not in told] + [
            f"published, not stored: {one}" for one in told if one not in found
        ]


async def campaign(kills: int, seed: int, folder: Path) -> Campaign:
    """One round, in which a bot is killed so often; the count is the caller's to look at.

    When that is often enough for every point it goes on until each was hit, for as many lives at most.
    """
    async with staged(folder) as stage:
        run = Campaign(stage, random.Random(seed))
        await run.first()
        most = 2 * kills if kills > len(EVERY) else kills
        while run.ends.total() < kills or (run.missed() and run.ends.total() < most):
            await run.live()
        run.check_database()
        await run.finish()
        run.check_database()
        return run


async def play(kills: int, seed: int) -> tuple[Campaign, list[str]]:
    """A round, and all that went wrong in it; where something did, its folder is kept."""
    folder = Path(tempfile.mkdtemp(prefix="rasid-"))
    began = time.monotonic()
    run = await campaign(kills, seed, folder)
    lost, doubled, misread = run.lost(), run.doubled(), await run.misread()
    say(
        f"seed {seed}: {run.ends.total()} ends in {time.monotonic() - began:.0f} s,"
        f" {sum(len(one.reports) for one in run.stories)} reports of {len(run.stories)} stories,"
        f" {run.messages()} messages: {len(lost)} lost, {run.repeated()} doubled, {len(doubled)} unmarked"
    )
    wrong = [*lost, *doubled, *misread]
    if wrong:
        say("\n".join([*wrong, f"see {folder}"]))
    else:
        shutil.rmtree(folder)
    return run, wrong


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main() -> None:
    """Run a campaign and print what came of it; exit code 1 when anything was not as it should be."""
    parser = argparse.ArgumentParser(description="Kill a bot again and again, and count what arrives.")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a bot that is killed hangs up
    began, ends, wrong = time.monotonic(), Counter[str](), list[str]()
    messages, repeated, marked = 0, 0, 0
    for number, start in enumerate(range(0, chosen.kills, ROUND)):
        kills = min(ROUND, chosen.kills - start)
        run, problems = asyncio.run(play(kills, chosen.seed + number))
        ends += run.ends
        wrong += problems
        messages += run.messages()
        repeated += run.repeated()
        marked += run.marked()
    if chosen.kills >= ROUND:
        wrong += [f"no bot came to {point}" for point in EVERY if not ends[point]]
    each = (time.monotonic() - began) / ends.total()
    hits = ", ".join(f"{how} {count}" for how, count in ends.most_common())
    say(f"{ends.total()} ends, {each:.1f} s each: {hits}")
    say(f"{messages} messages, {repeated} of them second copies; {marked} say that they may be one")
    say("\n".join([*wrong, f"{len(wrong)} problems"]))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
