"""Every command there is, well and badly given, in each language and on both platforms.

The desk, the store and the transports are the bot's own; the fakes refuse what the platforms refuse, so an
answer that is too long, or of markup that they do not take, never comes.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
import pytest_asyncio

from bot import app as bot_app
from bot.app import App, assembled
from bot.config import load
from bot.model import Address, Language
from bot.telling.wording import LANGUAGES
from handlers.access import Right
from handlers.commands import TABLE
from handlers.slack.words import SLASH_COMMANDS
from tests.end_to_end.conftest import WATCHES
from tests.fakes.outlet import FakeOutlets
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, BOT_USER, Channel
from tests.fakes.telegram import FakeTelegram
from tests.telling.phrases import Phrases, phrases

PLATFORMS = ("telegram", "slack")
MEETING = "استقبل الرئيس المصري عبد الفتاح السيسي اليوم المشير خليفة حفتر في القاهرة."
LINK = "http://news.invalid/wire/2"
SAID = (  # by the newsroom's outlet and config: data, whatever the language of the chat
    "Wire",
    "Haftar–Sisi meetings",
    "libya-casualties",
    "haftar-sisi",
    "طقس",
    "oil",
    "Clashes in Tripoli",
    "Toll of clashes",
    "لقاء في القاهرة",
    "Rain in the west",
    "121 people",
    "147 people",
    "استقبل الرئيس",
)
TOLD: Mapping[Language, tuple[str, ...]] = {  # put together of several texts
    "ar": ("لقاء بين", "خبران من وسيلة إعلام واحدة"),
    "en": (" met in Cairo",),
    "fr": (" se sont rencontrés (Le Caire)", "2 articles d’un média"),
}
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
_numbers = count(1)

Words = str | Mapping[Language, str]


@dataclass(frozen=True)
class Case:
    """A command as somebody gives it, and texts that its answer must hold."""

    kind: str  # good, empty or wrong
    words: Words
    keys: tuple[str, ...]
    follows: tuple[str, ...] = ("haftar-sisi", "libya-casualties")
    muted: bool = False
    in_slack: tuple[str, ...] = ()  # where that is another answer there

    def held(self, platform: str) -> tuple[str, ...]:
        return self.in_slack if self.in_slack and platform == "slack" else self.keys

    def said(self, language: Language) -> str:
        return self.words if isinstance(self.words, str) else self.words[language]


def good(words: Words, *keys: str, follows: tuple[str, ...] | None = None, muted: bool = False) -> Case:
    return Case("good", words, keys, Case.follows if follows is None else follows, muted)


def empty(*keys: str, follows: tuple[str, ...] | None = None, muted: bool = False) -> Case:
    return Case("empty", "", keys, Case.follows if follows is None else follows, muted)


def wrong(words: Words, *keys: str, follows: tuple[str, ...] | None = None, muted: bool = False) -> Case:
    return Case("wrong", words, keys, Case.follows if follows is None else follows, muted)


NOBODY: tuple[str, ...] = ()
TWO_HOURS: Words = {"ar": "ساعتين", "en": "2 hours", "fr": "2 heures"}
OFTEN: Words = {
    "ar": "أيام العمل الساعة 8 صباحا",
    "en": "8am weekdays",
    "fr": "8h jours ouvrés",
}
NIGHT: Words = {"ar": "من 23:00 إلى 07:00 جديد", "en": "11pm-7am new", "fr": "de 23h à 7h nouveau"}

CASES: Mapping[str, tuple[Case, ...]] = {
    "start": (
        empty("start", "following", "see-help"),
        empty("start", "following-nothing", follows=NOBODY),
        wrong("up", "start"),
    ),
    "help": (
        empty("help", *(f"command-{one.name}" for one in TABLE.values() if one.right is not Right.OPERATE)),
        wrong("me", "help"),
    ),
    "subscribe": (
        good("oil", "subscribed"),
        good("oil-crescent, haftar-sisi", "subscribed", "subscribed-already"),
        empty("subscribed-all"),
        empty("subscribed-all-already", follows=("*",)),
        wrong("weather", "watch-unknown", "watch-names"),
        wrong("haftar-sissi", "watch-unknown", "did-you-mean"),
    ),
    "unsubscribe": (
        good("haftar-sisi", "unsubscribed"),
        empty("unsubscribed-all"),
        empty("not-following", follows=NOBODY),
        wrong("oil", "not-followed"),
        wrong("oil", "no-exceptions", follows=("*",)),
        wrong("weather", "watch-unknown", "watch-names"),
    ),
    "mute": (
        good(TWO_HOURS, "muted-all", "mute-means"),
        good("3d libya-casualties", "muted", "mute-means"),
        good("#2", "muted-stories", "mute-story-means"),
        wrong("#2 2h", "mute-story-alone"),
        wrong("#999", "story-none"),
        empty("mute-none", "usage"),
        empty("muted-all", "mute-held", muted=True),
        wrong("banana", "mute-time", "usage"),
        wrong("90d", "mute-limits", "usage"),
        wrong("2h weather", "watch-unknown"),
        wrong("2h oil", "not-followed"),
        wrong("2h", "not-following", follows=NOBODY),
    ),
    "unmute": (
        good("haftar-sisi", "unmute-not", "unmute-all-only", muted=True),
        empty("unmuted-all", "mute-held", muted=True),
        empty("mute-none"),
        wrong("weather", "watch-unknown", muted=True),
    ),
    "quiet": (
        good(NIGHT, "quiet", "quiet-new", "quiet-means"),
        good("23:00-07:00 50", "quiet", "quiet-number", "quiet-means"),
        good("23:00-07:00", "quiet", "quiet-nothing"),
        good("off", "quiet-none"),
        empty("quiet-none", "usage"),
        wrong("tonight", "quiet-hours", "usage"),
        wrong("23:00-07:00 banana", "quiet-through", "usage"),
    ),
    "digest": (
        good(OFTEN, "digest-all", "schedule-weekdays", "digest-next", "digest-means"),
        good("08:00 haftar-sisi", "digest-of", "schedule-daily"),
        good("hourly", "digest-all", "schedule-hourly"),
        good("off", "digest-none"),
        empty("digest-none", "usage"),
        wrong("banana", "digest-when", "usage"),
        wrong("25:00", "digest-time", "usage"),
        wrong("08:00 weather", "watch-unknown"),
        wrong("08:00 oil", "not-followed"),
        wrong("08:00", "not-following", follows=NOBODY),
    ),
    "latest": (
        good("libya-casualties 2", "alert-source", "alert-link"),
        empty("alert-source", "alert-watches"),
        empty("latest-none", follows=("oil",)),
        good("oil", "latest-none-of"),
        good("11", "alert-source", "latest-most"),
        wrong("0", "latest-number"),
        wrong("weather 3", "watch-unknown"),
        wrong("oil haftar-sisi", "usage"),
    ),
    "search": (
        good("Tripoli", "search-found", "alert-link"),
        good("السيسي", "search-found"),
        empty("usage"),
        wrong("xylophone", "search-none", "search-none-hint"),
        wrong("؟!", "search-nothing", "usage"),
        wrong("-rain", "search-only-without", "usage"),
        wrong("a b c d e f g h i j k l m n o p q r s t u v w x y z" * 3, "search-long"),
    ),
    "timeline": (
        good("libya-casualties", "story-title", "kind-new", "kind-update"),
        good("#١", "story-title"),
        empty("story-title"),
        empty("story-none-yet", follows=("oil",)),
        good("oil", "story-none-of"),
        wrong("999", "story-none"),
        wrong("weather", "watch-unknown"),
    ),
    "story": (
        good("haftar-sisi", "story-title", "story-outlets", "story-meetings", "story-told"),
        good("libya-casualties", "story-title", "story-figures", "story-told"),
        empty("story-title"),
        wrong("99999999999999999999", "story-none"),
        wrong("oil haftar-sisi", "usage"),
    ),
    "chart": (
        good("libya-casualties", "chart-latest", "chart-reports"),
        empty("chart-latest", "chart-reports"),
        wrong("haftar-sisi", "chart-not-counting", "chart-counting"),
        wrong("999", "story-none"),
    ),
    "why": (
        good(LINK, "why-told", "reason-first"),
        good("1", "story-title", "why-told"),
        good("http://news.invalid/wire/1", "why-unmatched"),
        good(LINK, "why-told", "why-unfollowed", follows=("oil",)),
        empty("usage"),
        wrong("http://news.invalid/wire/99", "why-unseen", "why-unseen-hint"),
        wrong("http://news.invalid/", "why-front"),
        wrong("because", "why-what", "usage"),
        wrong("999", "story-none"),
    ),
    "watches": (empty("watches", "watches-followed", "watches-other"), wrong("all", "watches")),
    "status": (
        empty("status-feeds", "status-polled", "following", "status-waiting"),
        empty("status-feeds", "muted-all", "mute-held", muted=True),
        wrong("now", "status-feeds"),
    ),
    "stats": (
        empty("stats-here", "stats-bot", "stats-entries", "stats-outlets", "stats-alerts", "stats-waiting"),
        empty("stats-here", "following-nothing", follows=NOBODY),
        wrong("week", "stats-bot"),
    ),
    "health": (  # told to nobody else: in Slack the answer to a slash command is for who gave it
        Case("empty", "", ("health-elsewhere",), in_slack=("health", "health-up", "health-size")),
        Case("wrong", "please", ("health-elsewhere",), in_slack=("health", "status-feeds")),
    ),
    "language": (
        good({language: language for language in LANGUAGES}, "language-set"),
        empty("language-is", "usage"),
        wrong("de", "language-unknown"),
    ),
}
EVERY = [(command, case) for command, cases in CASES.items() for case in cases]


@dataclass
class Room:
    """A bot that has told two stories, and the platforms that it listens to."""

    app: App
    telegram: FakeTelegram
    slack: FakeSlack

    async def asked(self, platform: str, command: str, case: Case, language: Language) -> str:
        """The whole answer, in a chat of its own that speaks this language; without marks of direction."""
        ask = self._in_telegram if platform == "telegram" else self._in_slack
        return (await ask(command, case, language)).translate(MARKS)

    async def _settle(self, address: Address, case: Case, language: Language) -> None:
        desk = self.app.desk
        await desk.set_language(address, language)
        if case.follows:
            await desk.subscribe(address, case.follows)
        if case.muted:
            await desk.mute(address, ("*",), desk.now() + timedelta(hours=1))

    async def _in_telegram(self, command: str, case: Case, language: Language) -> str:
        chat = -1002000000000 - next(_numbers)
        self.telegram.add_chat(chat, "supergroup")
        await self._settle(Address("telegram", str(chat)), case, language)
        self.telegram.push_message(chat, f"/{command} {case.said(language)}".strip())
        async with asyncio.timeout(20):
            while self.telegram.updates:  # noqa: ASYNC110  confirmed when it was answered
                await asyncio.sleep(0.01)
        return "\n".join(sent.text for sent in self.telegram.sent if sent.chat == chat)

    async def _in_slack(self, command: str, case: Case, language: Language) -> str:
        chat = f"C{next(_numbers):08}"
        self.slack.channels[chat] = Channel(chat)
        await self._settle(Address("slack", chat), case, language)
        words = case.said(language)
        if command in SLASH_COMMANDS:
            self.slack.push(self.slack.slash_command(f"/{command}", words, channel=chat))
        else:
            self.slack.push(self.slack.slash_command("/rasid", f"{command} {words}", channel=chat))
        self.slack.push(self.slack.mention(f"<@{BOT_USER}> unheard-of", channel=chat))  # answered after it
        await self.slack.until(
            lambda: any(p.channel == chat and not (p.to or p.file) for p in self.slack.posted)
        )
        answer = [p.shown() for p in self.slack.posted if p.channel == chat and (p.to or p.file)]
        return "\n".join(answer).replace("/rasid ", "/")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    async with AsyncExitStack() as stack:
        outlets = await stack.enter_async_context(FakeOutlets())
        telegram = await stack.enter_async_context(FakeTelegram())
        slack = await stack.enter_async_context(FakeSlack())
        path = tmp_path_factory.mktemp("room") / "config.toml"
        path.write_text(configured(outlets, telegram, slack), encoding="utf-8")
        tokens = {"T": telegram.token, "SB": BOT_TOKEN, "SA": APP_TOKEN}
        late = timedelta()
        config = load(path, tokens)
        app = await stack.enter_async_context(assembled(config, clock=lambda: bot_app.now() + late))
        outlets.publish("wire", "Rain in the west")
        outlets.publish("wire", "لقاء في القاهرة بين حفتر والسيسي", MEETING)
        outlets.publish("wire", "Clashes in Tripoli kill 121 people", ago=timedelta(minutes=20))
        await app.scheduler.round(lambda: None)
        late = timedelta(hours=1)
        outlets.publish("wire", "Toll of clashes in Tripoli rises to 147 people killed")
        await app.scheduler.round(lambda: None)
        await app.listen()
        yield Room(app, telegram, slack)


def configured(outlets: FakeOutlets, telegram: FakeTelegram, slack: FakeSlack) -> str:
    return f"""
[bot]
database = "state.db"
timezone = "Africa/Tripoli"

[telegram]
token = "env:T"
base_url = "{telegram.base_url}"

[slack]
bot_token = "env:SB"
app_token = "env:SA"
base_url = "{slack.base_url}"

[fetch]
allow_private = ["{outlets.origin}"]

[access]
admins = ["telegram:1001", "slack:U0ADA"]

[[feed]]
name = "Wire"
url = "{outlets.url("wire")}"
{WATCHES}
[[watch]]
name = "oil"
any = ["oil", "نفط"]

[[watch]]
name = "oil-crescent"
title = "طقس"
any = ["oil crescent"]
"""


def test_every_command_has_a_case_of_each_kind() -> None:
    assert CASES.keys() == TABLE.keys()
    for command, cases in CASES.items():
        wanted = {"good", "empty", "wrong"} if TABLE[command].takes_words else {"empty", "wrong"}
        assert {case.kind for case in cases} == wanted, command


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("command", "case"), EVERY, ids=[f"{command} {case.kind} {case.keys[0]}" for command, case in EVERY]
)
@pytest.mark.asyncio(loop_scope="module")
async def test_every_command_is_answered_in_the_language_of_the_chat(
    room: Room, command: str, case: Case, platform: str, language: Language
) -> None:
    answer = await room.asked(platform, command, case, language)
    own = phrases(language)
    assert {key for key in case.held(platform) if not own.holds(answer, key)} == set(), answer
    data = (*SAID, *TOLD[language])
    assert [line for line in answer.splitlines() if not is_explained(line, own, data)] == [], answer


def is_explained(line: str, own: Phrases, data: Iterable[str]) -> bool:
    """Whether a line is one of the bot's own in this language, or shows what feeds and the config say."""
    return own.has(line) or any(said in line for said in data) or line.startswith("/")
