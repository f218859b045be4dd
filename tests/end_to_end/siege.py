"""A siege: feeds of every hostile kind at once, and how late a bot is with its other feeds meanwhile.

    python -m tests.end_to_end.siege [--reports 30]

The bot is a real `rasid run`; all is on the loopback. What it prints is how long after its publication a
report is in a chat, in peace and besieged, and what became of the besiegers.
"""

import argparse
import asyncio
import hashlib
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import telegram_at
from tests.end_to_end.waiting import until
from tests.fakes.feeds import (
    Behaviour,
    FeedServer,
    answer,
    bomb,
    drip,
    endless,
    raw,
    redirect,
    serving,
    silence,
)
from tests.fakes.outlet import FakeOutlets
from tests.fakes.telegram import FakeTelegram

CHAT = 2001
FEEDS = 5  # that are honest
SLOW = frozenset({"drip", "silence", "slow-to-parse"})  # are given up after ten seconds or more
_INSIDE = (  # this machine and its network, in every notation, and what carries an address of theirs
    *("127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"),
    *("10.0.0.1", "[::ffff:a9fe:a9fe]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[fe80::1]", "localhost"),
)
_LESS = b"<rss version='2.0'><channel><item><title>" + b"<" * 1_900_000  # keeps feedparser busy for minutes


def besiegers(inner: FeedServer) -> Mapping[str, Behaviour]:
    """What hostile feeds do, by the path at which they do it; `inner` is where none may lead."""
    inside = {
        f"inside-{number}{'-port' * bool(port)}": redirect(f"http://{host}{port}/")
        for number, host in enumerate(_INSIDE)
        for port in ("", f":{inner.port}")
    }
    return {
        "drip": drip(),
        "endless": endless(),
        "endless-packed": endless(packed=True),
        "bomb": bomb(),
        "bomb-in-bomb": bomb(layers=2),
        "silence": silence(),
        "slow-to-parse": answer(_LESS),
        "garbage": answer(bytes(range(256)) * 1000),
        "headers": raw(b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 100_000 + b"\r\n"),
        "wrong-length": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n<rss/>"),
        "no-http": raw(b"220 ready\r\n"),
        "loop": redirect("/loop-too"),
        "metadata": redirect("http://169.254.169.254/latest/meta-data/"),
        **inside,
    }


@dataclass
class Siege:
    """A bot, its honest outlets and its besiegers."""

    folder: Path
    outlets: FakeOutlets
    telegram: FakeTelegram
    hostile: FeedServer
    inner: FeedServer
    published: int = 0

    def bot(self, *, besieged: bool) -> BotProcess:
        """The bot, with honest feeds and, besieged, all the others; it is not started yet."""
        self.hostile.paths = {f"/{name}": what for name, what in besiegers(self.inner).items()}
        self.hostile.paths["/loop-too"] = redirect("/loop")
        feeds = {f"Outlet {n}": self.outlets.url(str(n)) for n in range(FEEDS)}
        if besieged:
            feeds |= {path.strip("/"): self.hostile.url(path) for path in self.hostile.paths}
        tables = "".join(
            f'[[feed]]\nname = "{name}"\nurl = "{url}"\nevery = "1s"\n' for name, url in feeds.items()
        )
        config = self.folder / "config.toml"
        config.write_text(
            f"""
[bot]
database = "state.db"
first_poll = "all"
{telegram_at(self.telegram)}
[fetch]
allow_private = ["{self.outlets.origin}", "{self.hostile.address}"]
[[watch]]
name = "reports"
any = ["report"]
[[channel]]
transport = "telegram"
id = {CHAT}
{tables}""",
            encoding="utf-8",
        )
        return BotProcess(config, {"TELEGRAM_BOT_TOKEN": self.telegram.token})

    async def lateness(self) -> float:
        """Publish a report of its own words, and wait until the chat has it; the seconds between."""
        self.published += 1
        own = hashlib.sha256(str(self.published).encode()).digest()  # so that it is a story of its own
        words = f"report {own.hex(' ', 4)}"
        self.outlets.publish(str(self.published % FEEDS), words)
        begun = time.monotonic()
        await until(lambda: any(words in sent.text for sent in self.telegram.sent))
        return time.monotonic() - begun

    def repelled(self, bot: BotProcess) -> dict[str, str]:
        """What the bot says of each besieger that it gave up on for now."""
        failed = re.findall(r"feed failed, will be retried +feed=(\S+) error='(.*)'", bot.output)
        return {name: why for name, why in failed if f"/{name}" in self.hostile.paths}


@asynccontextmanager
async def besieging(folder: Path) -> AsyncIterator[Siege]:
    """Outlets, besiegers and a chat on the loopback."""
    async with (
        FakeOutlets() as outlets,
        FakeTelegram() as telegram,
        serving() as hostile,
        serving() as inner,
    ):
        telegram.add_chat(CHAT, "private", members=[CHAT])
        for number in range(FEEDS):
            outlets.publish(str(number), "Rain in the west")
        yield Siege(folder, outlets, telegram, hostile, inner)


async def main(reports: int) -> None:
    """Measure in peace and besieged, and print."""
    for besieged in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            async with besieging(Path(folder)) as siege, siege.bot(besieged=besieged) as bot:
                await bot.until_said("feed polled")
                late = [await siege.lateness() for _ in range(reports)]
                print("besieged" if besieged else "in peace", f"{len(late)} reports")
                print(f"  seconds until told: median {statistics.median(late):.2f}, highest {max(late):.2f}")
                for name, why in sorted(siege.repelled(bot).items()):
                    print(f"  {name}: {why}")
                print(f"  connections to the inside: {siege.inner.connections}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=30)
    asyncio.run(main(parser.parse_args().reports))
