"""The soak: a week of news in minutes, on platforms and feeds that fail now and then.

    python -m tests.end_to_end.soak --minutes 10

A real `rasid run` polls five outlets each second, beside a feed that never answers and one of garbage, and
tells a Telegram and a Slack of which one answer in a hundred is lost after the message was taken, one in a
hundred is "too many requests", and one in two hundred comes from a broken gateway. What is told is counted at
both; how much memory the bot has, and how late it polls, is looked at each second. The week is one of the
archive where that is there, else it is made up.
"""

import argparse
import asyncio
import json
import logging
import os
import random
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median, quantiles
from urllib.parse import unquote

from bot.model import Watch
from bot.watching.match import Matcher
from tests.end_to_end.archive import ARCHIVE, OUTLETS
from tests.end_to_end.growing import SECOND_COPY
from tests.end_to_end.nursery import Nursery
from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import SLACK_TOKENS, slack_at, telegram_at
from tests.end_to_end.week import WORDS, Source, from_the_archive, made_up
from tests.fakes.feeds import FeedServer, answer, serving, silence
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import Broken as Lost
from tests.fakes.slack_parts import Channel as SlackChannel
from tests.fakes.slack_parts import Fault as SlackFault
from tests.fakes.slack_parts import Limited, Status
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import Broken, Drop, too_many
from tests.fakes.telegram_faults import Fault as TelegramFault

DROPPED, BUSY, BROKEN = 0.01, 0.01, 0.005  # of the answers
SENDING = ("sendMessage", "editMessageText", "chat.postMessage", "chat.update")
PATIENCE = 400.0  # seconds for all to be sent and edited in the end
WARM = 300.0  # seconds in which all that a bot needs is there
FLAT = 0.1  # by which the last third may need more memory than the one before
MEGABYTE = 1 << 20
Place = tuple[str, str]
"""A chat, and the article of which it was told."""


@dataclass
class Faults:
    """What the platforms' answers meet, by chance."""

    dice: random.Random
    often: float  # times what is told above
    given: Counter[str] = field(default_factory=Counter)

    def roll(self, method: str) -> str | None:
        if method not in SENDING:
            return None
        kinds = [*zip(("dropped", "429", "5xx"), (DROPPED, BUSY, BROKEN), strict=True)]
        what, at = self.dice.random(), 0.0
        for kind, part in kinds:
            at += part * self.often
            if what < at:
                self.given[kind] += 1
                return kind
        return None


FOLDED = "Much came at once"  # a digest
WAITS = "select sent_at - at from deliveries join alerts on alerts.id = alert_id where sent_at is not null"

TELEGRAM: dict[str, TelegramFault] = {"dropped": Drop(), "429": too_many(2), "5xx": Broken()}
SLACK: dict[str, SlackFault] = {"dropped": Lost(accepted=True), "429": Limited(2), "5xx": Status(503)}


@dataclass
class Soak:
    """A bot in such a week, and what was seen of it."""

    folder: Path
    source: Source
    telegram: FakeTelegram
    slack: FakeSlack
    bad: FeedServer
    faults: Faults
    memory: list[float] = field(default_factory=list)  # megabytes, of it and its parsers, a second apart
    overdue: list[float] = field(default_factory=list)  # seconds, of the good feed that waits longest
    left: str = ""  # what was still on its way when nobody waited longer

    @property
    def database(self) -> Path:
        return self.folder / "state.db"

    def configure(self) -> Path:
        feeds = self.source.urls | {"hangs": self.bad.url("/hangs"), "garbage": self.bad.url("/garbage")}
        path = self.folder / "config.toml"
        path.write_text(
            f"""
[bot]
database = "{self.database.name}"
first_poll = "all"
{telegram_at(self.telegram)}{slack_at(self.slack)}
[delivery]
fold_above = 0
[fetch]
allow_private = ["{self.source.origin}", "{self.bad.address}"]
{"".join(_feed(*one) for one in feeds.items())}
[places]
near = ["SY", "LY", "YE", "IQ", "PS", "EG"]
{"".join(_watch(*one) for one in enumerate(WORDS))}
[[watch]]
name = "toll"
casualties = {{ places = ["near"] }}
{_channels(len(WORDS), "toll")}
""",
            encoding="utf-8",
        )
        return path

    async def watch(self, bot: BotProcess) -> None:
        """Look at the bot, each second, until cancelled."""
        await bot.until_said("feed polled", PATIENCE)
        while True:
            await asyncio.sleep(1)
            self.memory.append(sum(map(_megabytes, _family(bot.pid))))
            with _looked_at(self.database) as db:
                (waits,) = db.execute(
                    "select min(next_at) from feeds where name in (select value from json_each(?))",
                    (json.dumps(OUTLETS),),
                ).fetchone()
            if waits:
                self.overdue.append(max(0.0, time.time() - waits / 1e6))

    async def rest(self) -> None:
        """Until nothing is to be sent or edited, or for as long as anybody would wait."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            await asyncio.sleep(0.5)
            self.left = self._left()
            if not self.left:
                return

    def _left(self) -> str:
        with _looked_at(self.database) as db:
            (sends,) = db.execute(
                "select count(*) from deliveries where status in ('pending', 'sending')"
            ).fetchone()
            (edits,) = db.execute("select count(*) from edits").fetchone()
        return f"{sends} messages and {edits} edits are on their way" if sends or edits else ""

    def wanted(self) -> Counter[Place]:
        """What the chats should show: of every alert, for each that follows a watch of it."""
        with _looked_at(self.database) as db:
            return Counter(
                (chat, unquote(link))
                for chat, link in db.execute(
                    """
                    select chat, link from deliveries join channels on channels.id = channel_id
                    join alerts on alerts.id = alert_id join texts on texts.id = text_id
                    """
                )
            )

    def shown(self) -> Iterator[tuple[Place, bool]]:
        """What they show, and whether it says that it may be a second copy."""
        for sent in self.telegram.sent:
            for link in _own(sent.text, sent.links()):
                yield (str(sent.chat), unquote(link)), SECOND_COPY in sent.text
        for post in self.slack.posted:
            links = [one["url"] for one in post.elements() if one["type"] == "link"]
            for link in _own(post.shown(), links):
                yield (post.channel, unquote(link)), SECOND_COPY in post.shown()

    def undecided(self) -> set[str]:
        """The articles that match and were not decided on."""
        matcher = Matcher([Watch("w", "w", any=WORDS)], {}, {})
        with _looked_at(self.database) as db:
            known = {unquote(link) for (link,) in db.execute("select link from texts")}
            decided = {
                unquote(link)
                for (link,) in db.execute("select link from decisions join texts using (entry_id)")
            }
        seen = [row for row in self.source.rows if row.link in known]
        return {row.link for row in seen if matcher.matches(row.entry)} - decided


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    table: str
    problems: list[str]


async def soak(
    seconds: float, folder: Path, *, often: float = 1.0, nursery: Nursery | None = None
) -> Outcome:
    """Play a week in so many seconds; of a nursery, in a hurry."""
    source = from_the_archive if ARCHIVE.exists() and nursery is None else made_up
    bad = {"/hangs": silence(), "/garbage": answer(random.Random(1).randbytes(20_000))}
    async with AsyncExitStack() as stack:
        faults = Faults(random.Random(3), often)
        run = Soak(
            folder,
            await stack.enter_async_context(source(seconds)),
            await stack.enter_async_context(FakeTelegram()),
            await stack.enter_async_context(FakeSlack()),
            await stack.enter_async_context(serving(bad)),
            faults,
        )
        run.telegram.chance = lambda method: TELEGRAM.get(faults.roll(method) or "")
        run.slack.chance = lambda method: SLACK.get(faults.roll(method) or "")
        for number in range(len(WORDS) + 1):
            run.telegram.add_chat(_chat(number), "private")
            run.slack.channels[_room(number)] = SlackChannel(_room(number))
        env = {"TELEGRAM_BOT_TOKEN": run.telegram.token, **SLACK_TOKENS}
        async with BotProcess(run.configure(), env, nursery=nursery) as bot:
            watching = asyncio.create_task(run.watch(bot))
            polls = await run.source.play(seconds)
            watching.cancel()
            await asyncio.wait([watching])
            assert watching.cancelled(), watching.exception()
            await run.rest()
            code = await bot.end()
    return _outcome(run, seconds, polls, code)


def _own(text: str, links: Sequence[str]) -> Sequence[str]:
    """The articles that a message tells: all that a digest links, else the last."""
    return links if FOLDED in text.partition("\n")[0] else links[-1:]


def _outcome(run: Soak, seconds: float, polls: int, code: int) -> Outcome:
    wanted, shown, plain = run.wanted(), Counter[Place](), Counter[Place]()
    for place, marked in run.shown():
        shown[place] += 1
        plain[place] += not marked
    lost, doubled = sorted((wanted - shown).elements()), sorted((plain - wanted).elements())
    undecided = sorted(run.undecided())
    third = len(run.memory) // 3
    _, middle, last = (mean(run.memory[at * third : (at + 1) * third] or [0]) for at in range(3))
    late = quantiles(run.overdue or [0, 0], n=100)
    with _looked_at(run.database) as db:
        (read,) = db.execute("select count(*) from entries").fetchone()
        (alerts,) = db.execute("select count(*) from alerts").fetchone()
        waits = [wait / 1e6 for (wait,) in db.execute(WAITS)]
    given = ", ".join(f"{number} {what}" for what, number in sorted(run.faults.given.items()))
    lines = {
        "time": f"{seconds:.0f} s for a week; {polls} polls of {len(OUTLETS)} outlets",
        "entries": f"{read} read; {len(undecided)} that match and were not decided on",
        "alerts": f"{alerts}, {wanted.total()} messages expected",
        "messages": f"{shown.total()} seen: {len(lost)} lost, {shown.total() - plain.total()} second copies"
        f" that say so, {len(doubled)} that do not",
        "answers": f"{given or 'none'} of {_calls(run)}",
        "from decision to message": f"{median(waits or [0]):.1f} s; {max(waits or [0]):.0f} s at most",
        "outlets polled late by": f"{median(run.overdue or [0]):.1f} s; {late[98]:.1f} s once in a hundred;"
        f" {max(run.overdue or [0]):.1f} s at most",
        "memory": f"{middle:.0f} MB in the second third, {last:.0f} MB in the last",
    }
    table = "\n".join(f"| {what} | {figures} |" for what, figures in lines.items())
    problems = [f"lost: {place}" for place in lost] + [f"doubled: {place}" for place in doubled]
    problems += [f"not decided on: {link}" for link in undecided]
    if run.left:
        problems.append(run.left)
    if code:
        problems.append(f"the bot ended with {code}")
    if seconds >= WARM and last > middle * (1 + FLAT):
        problems.append("memory grows")
    return Outcome(table, problems)


def _calls(run: Soak) -> int:
    return sum(method in SENDING for method, _ in [*run.telegram.calls, *run.slack.calls])


def _chat(number: int) -> int:
    return 3001 + number


def _room(number: int) -> str:
    return f"C0ROOM{number}"


def _feed(name: str, url: str) -> str:
    return f'[[feed]]\nname = "{name}"\nurl = "{url}"\nevery = "1s"\n'


def _watch(number: int, word: str) -> str:
    return f'[[watch]]\nname = "word-{number}"\nany = ["{word}"]\n' + _channels(number, f"word-{number}")


def _channels(number: int, watch: str) -> str:
    chats = [("telegram", str(_chat(number))), ("slack", f'"{_room(number)}"')]
    return "".join(
        f'[[channel]]\ntransport = "{transport}"\nid = {address}\nwatches = ["{watch}"]\n'
        for transport, address in chats
    )


def _looked_at(path: Path) -> closing[sqlite3.Connection]:
    """A database that is only read, beside the bot."""
    return closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30))


def _family(pid: int) -> list[int]:
    """A process and those that it started; none where /proc is not."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [pid, *(int(child) for task in tasks for child in task.read_text().split())]


def _megabytes(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def main() -> None:
    """Run it and print a table; exit code 1 when anything was not as it should be."""
    parser = argparse.ArgumentParser(description="Play a week of news to a bot, with faults.")
    parser.add_argument("--minutes", type=float, default=10)
    chosen = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # answers that are dropped
    folder = Path(tempfile.mkdtemp(prefix="rasid-soak-"))
    outcome = asyncio.run(soak(chosen.minutes * 60, folder))
    print("\n".join([outcome.table, *outcome.problems]))  # noqa: T201
    if outcome.problems:
        raise SystemExit(f"see {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
