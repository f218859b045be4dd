"""What people may ask of Rasid in a chat: one table, the same on every platform."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.model import Address, Channel, Language, Line, Message
from handlers.access import Refusals, Right, is_admin, may
from handlers.alerts import briefly
from handlers.asking import ALL, LANGUAGES, LONGEST_ECHO, Asked, echo, spoken
from handlers.base import Choice, Desk, Page, Press, Pressed, Request, Visit
from handlers.digests import digest, digests
from handlers.flood import Allowances, Verdict
from handlers.health import health
from handlers.home import choose, page
from handlers.mutes import mute, muted, unmute
from handlers.presses import Presses
from handlers.quiet import quiet, quiet_hours
from handlers.search import search
from handlers.stats import stats
from handlers.stories import chart, story, timeline, why

MOST_ALERTS = 10
USUAL_ALERTS = 3
MOST_WATCHES = 100  # listed in one reply, which a platform may part into a few messages

_NUMBER = re.compile(r"[-+−]?\d[\d.٫٬]*")  # of any script's digits; commas part names

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the table. Its texts are `command-<name>` and, where it takes words, its `.usage`."""

    name: str
    right: Right
    takes_words: bool
    answer: Callable[[Asked], Awaitable[Message]]


class Commands:
    """Answers commands from a desk; the inbox of every transport."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._refusals = Refusals()
        self._presses = Presses(desk)
        self._allowances = Allowances()
        self._under_way: set[tuple[str, str]] = set()  # updates being answered

    def menu(self, language: Language, *, reading: bool = False) -> Mapping[str, str]:
        """Command -> one line of what it does; of those alone that change nothing, where these are wanted."""
        names = [one.name for one in TABLE.values() if one.right is Right.READ or not reading]
        return {name: self._desk.text(language, f"command-{name}") for name in names}

    async def answer(self, request: Request) -> Message | None:
        """The reply to a command; None to a repeat, and to one refused, or too many, that needs no words.

        Never raises: what goes wrong inside is logged, and the chat is told no more than that it did.
        """
        update = (request.address.transport, request.key)
        if update in self._under_way:
            return None
        verdict = self._verdict(request)
        if verdict == "ignore":
            return None
        self._under_way.add(update)
        try:
            return await self._answered_once(request, update, verdict)
        finally:
            self._under_way.discard(update)

    def _verdict(self, request: Request | Press) -> Verdict:
        """Whether a command or press is one too many. Admins of the bot are trusted to know what they do."""
        if is_admin(request, self._desk.access()):
            return "answer"
        transport, chat = request.address.transport, request.address.chat
        return self._allowances.spend((transport, request.user or chat), self._desk.now())

    async def _answered_once(
        self, request: Request, update: tuple[str, str], verdict: Verdict
    ) -> Message | None:
        """Remembers the update after its work: a crash may have it done twice, and never lost."""
        asked = self._asked(request, None)
        try:
            if await self._desk.seen(*update):
                return None
            channel = await self._desk.channel(request.address)
            if channel is not None and not channel.active:  # who is spoken to there is there
                await self._desk.resume(request.address)
            asked = self._asked(request, channel)
            reply = await (self._answered(asked) if verdict == "answer" else self._warned(asked))
            await self._desk.remember(*update)
        except Exception:
            log.exception("command failed", command=request.command[:LONGEST_ECHO], chat=str(request.address))
            return asked.say(asked.line("failed"))
        return reply

    async def page(self, visit: Visit) -> Page:
        """What the bot's own page shows to this user."""
        return await page(visit, self._desk)

    async def choose(self, visit: Visit, choice: Choice) -> None:
        """Do what was chosen on that page, for a user who may."""
        await choose(visit, choice, self._desk)

    async def press(self, press: Press) -> Pressed:
        """What comes of a button that was pressed. Never raises, as above."""
        verdict = self._verdict(press)
        if verdict == "answer":
            return await self._presses.press(press)
        return self._presses.too_many(press) if verdict == "warn" else Pressed()

    async def posted(self, address: Address) -> None:
        """An answer goes to this chat, whose pace counts it."""
        await self._desk.posted(address)

    async def left(self, address: Address) -> None:
        """Removed from this chat: what is meant for it waits."""
        await self._desk.suspend(address)

    async def joined(self, address: Address) -> None:
        """Back in this chat: what waited may go out."""
        await self._desk.resume(address)

    async def moved(self, old: Address, new: Address) -> None:
        """The chat has a new id."""
        await self._desk.move(old, new)

    async def installed(self, transport: str, workspace: str) -> None:
        """In a workspace, again or for the first time: what waited may go out."""
        await self._desk.resume_all(transport, workspace)

    async def uninstalled(self, transport: str, workspace: str) -> None:
        """Taken from a workspace: what is meant for its chats waits."""
        await self._desk.suspend_all(transport, workspace)

    def _asked(self, request: Request, known: Channel | None) -> Asked:
        language = spoken(known, request.language, self._desk)
        return Asked(request, language, known or Channel(request.address), self._desk)

    async def _warned(self, asked: Asked) -> Message | None:
        return asked.say(asked.line("too-many-commands")) if await may(Right.READ, asked) else None

    async def _answered(self, asked: Asked) -> Message | None:
        command = TABLE.get(asked.request.command)
        if command is None:
            return asked.say(asked.line("unknown-command")) if await may(Right.READ, asked) else None
        if await may(command.right, asked):
            return await command.answer(asked)
        if command.right is Right.OPERATE and await may(Right.READ, asked):
            return asked.say(asked.line("health-elsewhere"))
        return await self._refusals.refuse(asked)


async def _start(asked: Asked) -> Message:
    return asked.say(asked.line("start"), (), asked.following(), *asked.asleep(), asked.line("see-help"))


async def _help(asked: Asked) -> Message:
    lines = [asked.line("help")]
    operates = await may(Right.OPERATE, asked)
    for name, command in TABLE.items():
        if command.right is Right.OPERATE and not operates:
            continue
        purpose = asked.desk.text(asked.language, f"command-{name}")
        lines.append(asked.line("help-item", command=_typed(asked, name), purpose=purpose))
    return asked.say(*lines)


async def _subscribe(asked: Asked) -> Message:
    if not asked.desk.watches():
        return asked.say(asked.line("watches-none"))
    wanted, follows = asked.wanted(asked.words), asked.channel.watches
    if ALL in follows and (wanted.everything or wanted.names):
        return asked.say(asked.line("subscribed-all-already"), *asked.unknown(wanted))
    if wanted.everything:
        await asked.desk.subscribe(asked.request.address, (ALL,))
        return asked.say(asked.line("subscribed-all"))
    new = [name for name in wanted.names if name not in follows]
    if new:
        await asked.desk.subscribe(asked.request.address, new)
    told = {"subscribed": new, "subscribed-already": [name for name in wanted.names if name in follows]}
    return asked.say(*_told(asked, told), *asked.unknown(wanted))


async def _unsubscribe(asked: Asked) -> Message:
    wanted, channel = asked.wanted(asked.words), asked.channel
    if not (wanted.everything or wanted.names):
        return asked.say(*asked.unknown(wanted))
    if not channel.watches:
        return asked.say(asked.line("not-following"))
    if ALL in channel.fixed:
        return asked.say(asked.line("fixed-all"))
    if ALL in channel.watches and not wanted.everything:
        return asked.say(asked.line("no-exceptions"))
    if wanted.everything:
        return await _unsubscribe_all(asked)
    fixed = [name for name in wanted.names if name in channel.fixed]
    gone = [name for name in wanted.names if name in channel.watches and name not in fixed]
    if gone:
        await asked.desk.unsubscribe(asked.request.address, gone)
    others = [name for name in wanted.names if name not in channel.watches]
    told = {"unsubscribed": gone, "fixed": fixed, "not-followed": others}
    return asked.say(*_told(asked, told), *asked.unknown(wanted))


async def _unsubscribe_all(asked: Asked) -> Message:
    channel = await asked.desk.unsubscribe(asked.request.address, (ALL,))
    if channel.watches:
        return asked.say(asked.line("unsubscribed-but-fixed", names=asked.titled(channel.watches)))
    return asked.say(asked.line("unsubscribed-all"))


async def _latest(asked: Asked) -> Message:
    words, number = _how_many(asked)
    wanted = asked.wanted(words)
    if wanted.unknown:
        return asked.say(*asked.unknown(wanted))
    if len(wanted.names) > 1:
        return asked.usage()
    if not (number.isdecimal() and int(number)):
        return asked.say(asked.line("latest-number", words=echo(number), most=MOST_ALERTS))
    return await _alerts(asked, () if wanted.everything else wanted.names, int(number))


def _how_many(asked: Asked) -> tuple[str, str]:
    """What was asked for, and how many of it: the last word if it is a number and no watch's name."""
    words, _, last = asked.words.rpartition(" ")
    if _NUMBER.fullmatch(last) and not asked.wanted(last).names:
        return words, last
    return asked.words, str(USUAL_ALERTS)


async def _alerts(asked: Asked, names: Sequence[str], number: int) -> Message:
    """One alert as it was sent; of several the title, the source, and the watches unless one was named."""
    watches = names or asked.channel.watches or (ALL,)
    alerts = await asked.desk.latest(watches, min(number, MOST_ALERTS))
    if not alerts and names:
        return asked.say(asked.line("latest-none-of", watch=asked.titled(names)))
    if not alerts:
        return asked.say(asked.line("latest-none"))
    if len(alerts) == 1:
        return asked.desk.alert(alerts[0], asked.language)
    most = [(), asked.line("latest-most", most=MOST_ALERTS)] * (number > MOST_ALERTS)
    return asked.say(*briefly(asked, alerts, of_one=bool(names)), *most)


async def _watches(asked: Asked) -> Message:
    watches, follows = asked.desk.watches(), asked.channel.watches
    if not watches:
        return asked.say(asked.line("watches-none"))
    lines = [asked.line("watches", count=len(watches)), ()]
    for watch in watches[:MOST_WATCHES]:
        followed = ALL in follows or watch.name in follows
        key = "watches-followed" if followed else "watches-other"
        lines.append(asked.line(key, name=watch.name, title=watch.title))
    if len(watches) > MOST_WATCHES:
        lines.append(asked.line("watches-more", count=len(watches) - MOST_WATCHES))
    return asked.say(*lines)


async def _status(asked: Asked) -> Message:
    feeds = await asked.desk.feeds()
    failing = [feed.name for feed in feeds if feed.failures]
    polled = max((feed.polled_at for feed in feeds if feed.polled_at), default=None)
    waiting = await asked.desk.waiting(asked.request.address)
    lines = [asked.line("status-feeds", count=len(feeds))]
    if failing:
        lines.append(asked.line("status-failing", count=len(failing), names=asked.listed(failing)))
    if feeds:
        lines.append(asked.line("status-polled", time=polled) if polled else asked.line("status-unpolled"))
    lines += [
        (),
        asked.following(),
        *asked.asleep(),
        asked.line("status-waiting", count=waiting),
        *muted(asked),
        *quiet_hours(asked),
        *digests(asked),
    ]
    if not asked.channel.active:
        lines.append(asked.line("status-held"))
    return asked.say(*lines)


async def _language(asked: Asked) -> Message:
    if not asked.words:
        return asked.say(asked.line("language-is"), *asked.usage().lines)
    language = LANGUAGES.get(asked.words.casefold())
    if language is None:
        return asked.say(asked.line("language-unknown", words=echo(asked.words)))
    await asked.desk.set_language(asked.request.address, language)
    asked = replace(asked, language=language)
    return asked.say(asked.line("language-set"))


TABLE: Mapping[str, Command] = {
    command.name: command
    for command in (
        Command("start", Right.READ, False, _start),
        Command("help", Right.READ, False, _help),
        Command("subscribe", Right.CHANGE, True, _subscribe),
        Command("unsubscribe", Right.CHANGE, True, _unsubscribe),
        Command("mute", Right.CHANGE, True, mute),
        Command("unmute", Right.CHANGE, True, unmute),
        Command("quiet", Right.CHANGE, True, quiet),
        Command("digest", Right.CHANGE, True, digest),
        Command("latest", Right.READ, True, _latest),
        Command("search", Right.READ, True, search),
        Command("timeline", Right.READ, True, timeline),
        Command("story", Right.READ, True, story),
        Command("chart", Right.READ, True, chart),
        Command("why", Right.READ, True, why),
        Command("watches", Right.READ, False, _watches),
        Command("status", Right.READ, False, _status),
        Command("stats", Right.READ, False, stats),
        Command("health", Right.OPERATE, False, health),
        Command("language", Right.CHANGE, True, _language),
    )
}
"""Every command there is, in the order in which menus and /help show them."""


def _told(asked: Asked, told: Mapping[str, Sequence[str]]) -> list[Line]:
    """What came of the watches that were named, a line for each outcome that has any."""
    return [asked.line(key, names=asked.titled(names)) for key, names in told.items() if names]


def _typed(asked: Asked, name: str) -> str:
    """A command as it is typed, with what may stand behind it."""
    if not TABLE[name].takes_words:
        return f"/{name}"
    return f"/{name} {asked.desk.text(asked.language, f'command-{name}.usage')}"
