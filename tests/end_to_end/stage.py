"""Where the crash campaign plays: outlets, a Telegram, a Slack, a config, and what the chats show."""

import random
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.end_to_end.growing import Shown
from tests.end_to_end.nursery import Nursery
from tests.end_to_end.process import BotProcess
from tests.end_to_end.tables import SLACK_TOKENS, slack_at, telegram_at
from tests.fakes.outlet import FakeOutlets
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import Channel as SlackChannel
from tests.fakes.telegram import FakeTelegram

OUTLETS = tuple(f"Outlet {n}" for n in range(5))
GROWING = {  # a watch each, with what is peculiar to it
    "alpha": "",
    "bravo": 'update = "edit"',
    "delta": 'cooldown = "3s"',
    "sierra": 'corroborated = 2\ncorroborated_within = "2s"',
}
WRITTEN, WAITING = "bravo", "sierra"  # of these what rises is only written; what is new waits
PLAIN = "tango"  # a watch of events that are told once
SUBJECTS = (*GROWING, PLAIN)
CHATS = {2001 + n: SUBJECTS[n % len(SUBJECTS)] for n in range(2 * len(SUBJECTS))}  # private, in Telegram
ROOMS = {f"C0{subject.upper()}": subject for subject in SUBJECTS}  # in Slack
MUTED = 2999  # a chat that follows PLAIN, and is muted now and then
DIGESTED = 2998  # one that follows it, and gets digests now and then
PLACES = 60  # of each watch: the events of one place would be taken for one another


@dataclass
class Stage:
    """What is there beside the bot."""

    folder: Path
    outlets: FakeOutlets
    telegram: FakeTelegram
    slack: FakeSlack
    nursery: Nursery
    places: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {one: tuple(map(_place, range(n, n + PLACES))) for n, one in _numbered()}
    )

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        return self.folder / "state.db"

    def configure(self, dice: random.Random) -> None:
        """Write the config, with a watch that nobody follows and that is another each time."""
        channels = [
            ("telegram", str(chat), subject)
            for chat, subject in (CHATS | {MUTED: PLAIN, DIGESTED: PLAIN}).items()
        ]
        channels += [("slack", f'"{room}"', subject) for room, subject in ROOMS.items()]
        self.config.write_text(
            f"""
[bot]
database = "{self.database.name}"
first_poll = "all"
{telegram_at(self.telegram)}{slack_at(self.slack)}
[fetch]
allow_private = ["{self.outlets.origin}"]
[delivery]
fold_above = 0 # what is counted is messages of one alert
[access]
admins = ["telegram:{MUTED}", "telegram:{DIGESTED}"]
[places]
{self._places()}
{"".join(map(self._feed, OUTLETS))}
{"".join(self._watch(*one) for one in GROWING.items())}
[[watch]]
name = "{PLAIN}"
any = ["{PLAIN}"]
[[watch]]
name = "other"
any = ["word-{dice.randrange(10**6)}"]
{"".join(_channel(*one) for one in channels)}
""",
            encoding="utf-8",
        )

    def _feed(self, outlet: str) -> str:
        return f'[[feed]]\nname = "{outlet}"\nurl = "{self.outlets.url(feed_of(outlet))}"\nevery = "1s"\n'

    def _places(self) -> str:
        return "\n".join(f'{name.lower()} = ["{name}"]' for names in self.places.values() for name in names)

    def _watch(self, name: str, more: str) -> str:
        ids = ", ".join(f'"{place.lower()}"' for place in self.places[name])
        return f'[[watch]]\nname = "{name}"\ncasualties = {{ places = [{ids}], of = ["killed"] }}\n{more}\n'

    def bot(self, dying: str | None = None) -> BotProcess:
        env = {"TELEGRAM_BOT_TOKEN": self.telegram.token, **SLACK_TOKENS}
        return BotProcess(self.config, env, dying=dying, nursery=self.nursery)

    def shown(self) -> dict[str, list[Shown]]:
        """The messages of every chat, oldest first."""
        chats: dict[str, list[Shown]] = defaultdict(list)
        for sent in self.telegram.sent:
            to = None if sent.reply_to is None else str(sent.reply_to)
            chats[str(sent.chat)].append(Shown(str(sent.id), sent.text, to))
        for posted in self.slack.posted:
            chats[posted.channel].append(Shown(posted.ts, posted.shown(), posted.thread_ts))
        return chats


@asynccontextmanager
async def staged(folder: Path) -> AsyncIterator[Stage]:
    """A stage that is set."""
    async with AsyncExitStack() as stack:
        stage = Stage(
            folder,
            await stack.enter_async_context(FakeOutlets()),
            await stack.enter_async_context(FakeTelegram()),
            await stack.enter_async_context(FakeSlack()),
            await stack.enter_async_context(Nursery()),
        )
        for chat in (*CHATS, MUTED, DIGESTED):
            stage.telegram.add_chat(chat, "private")
        stage.slack.channels |= {room: SlackChannel(room) for room in ROOMS}
        yield stage


def readers(subject: str) -> list[str]:
    """The chats that follow a watch and are never muted."""
    return [str(chat) for chat, about in (CHATS | ROOMS).items() if about == subject]


def feed_of(outlet: str) -> str:
    """What its feed is called in an address."""
    return outlet.replace(" ", "-").lower()


def _numbered() -> list[tuple[int, str]]:
    return [(number * PLACES, name) for number, name in enumerate(GROWING)]


def _place(number: int) -> str:
    """A name that nobody else has: Babaduru, Babafuru, …"""
    letters = "bdfgklmnprstvz"
    first, second = divmod(number, len(letters))
    third, first = divmod(first, len(letters))
    return f"{letters[third].upper()}a{letters[first]}a{letters[second]}uru"


def _channel(transport: str, address: str, subject: str) -> str:
    return f'[[channel]]\ntransport = "{transport}"\nid = {address}\nwatches = ["{subject}"]\n'
