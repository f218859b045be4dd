import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Access, Address, Channel, FeedState, Language, Watch
from bot.telling.wording import LANGUAGES
from handlers.access import MOST_REFUSED, Right
from handlers.base import Inbox, Request
from handlers.commands import MOST_ALERTS, MOST_WATCHES, TABLE, Commands
from handlers.flood import MOST, MOST_KNOWN, WITHIN, Allowances
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import (
    ADMIN,
    GROUP,
    GROUP_ADMIN,
    STRANGER,
    WATCHES,
    a_desk,
    an_open_desk,
    ask,
    is_refusal,
    request,
    shown,
)
from tests.telling.looks import is_balanced
from tests.telling.samples import SAMPLES

# --- who may what ---------------------------------------------------------------------------------


def may(right: Right, chat: str, user: str | None, *, group_admins: bool) -> bool:
    """The rules of access, said once more and differently."""
    admin = user == ADMIN
    own = group_admins and user in {GROUP_ADMIN, None}
    post = user is None and chat == "let in"
    if right is Right.CHANGE:
        return admin or own or post
    return chat != "closed" or admin or own


@pytest.mark.parametrize("opened_to", ["admins", "group admins"])
@pytest.mark.parametrize("user", [ADMIN, STRANGER, GROUP_ADMIN, None])
@pytest.mark.parametrize("chat", ["closed", "let in", "subscribed", "topic of subscribed"])
@pytest.mark.parametrize("command", TABLE)
async def test_who_may_give_which_command(command: str, chat: str, user: str | None, opened_to: str) -> None:
    group_admins = opened_to == "group admins"
    desk = a_desk(
        allowed=Access(
            admins=frozenset({f"telegram:{ADMIN}"}),
            chats=frozenset({f"telegram:{GROUP.chat}"} if chat == "let in" else ()),
            group_admins=group_admins,
        )
    )
    address = Address(GROUP.transport, GROUP.chat, "7") if chat.startswith("topic") else GROUP
    if "subscribed" in chat:
        desk.channels[GROUP] = Channel(GROUP, watches=("oil-crescent",))
    before = dict(desk.channels)
    reply = await Commands(desk).answer(request(command, user=user, address=address))
    allowed = may(TABLE[command].right, chat, user, group_admins=group_admins)
    assert reply is not None
    assert is_refusal(shown(reply)) != allowed
    assert allowed or desk.channels == before


async def test_a_member_of_another_platform_with_an_admins_id_is_none() -> None:
    slack = Address("slack", "C1")
    assert is_refusal(await ask(an_open_desk(), "subscribe", address=slack))


async def test_the_platform_is_asked_for_group_admins_only_when_that_decides() -> None:
    async def must_not_be_asked() -> bool:
        raise AssertionError

    desk = an_open_desk()
    for group_admins, user, command in [
        (False, STRANGER, "subscribe"),
        (True, ADMIN, "subscribe"),
        (True, STRANGER, "latest"),
    ]:
        desk.allowed = Access(desk.allowed.admins, desk.allowed.chats, group_admins)
        asked = Request(GROUP, command, "", user, f"{group_admins}{user}", must_not_be_asked)
        assert "did not work" not in shown(await Commands(desk).answer(asked))


async def test_a_closed_chat_is_told_its_id_once_an_hour() -> None:
    desk = a_desk()
    inbox = Commands(desk)
    first = await inbox.answer(request("start", user=STRANGER))
    assert first is not None
    assert [run.text for line in first.lines for run in line if run.code] == ["telegram:-100500"]
    assert await inbox.answer(request("help", user=STRANGER)) is None
    desk.pass_time(timedelta(minutes=59))
    assert await inbox.answer(request("latest", user=GROUP_ADMIN)) is None
    desk.pass_time(timedelta(minutes=1))
    assert await inbox.answer(request("start", user=STRANGER)) == first


async def test_a_closed_chat_is_told_nothing_about_commands_there_are_not() -> None:
    assert await ask(a_desk(), "weather", user=STRANGER) == ""


async def test_each_member_is_told_once_an_hour_how_to_become_an_admin() -> None:
    inbox = Commands(an_open_desk())
    assert "telegram:2" in shown(await inbox.answer(request("subscribe", user="2")))
    assert await inbox.answer(request("language", "ar", user="2")) is None
    assert "telegram:4" in shown(await inbox.answer(request("subscribe", user="4")))


async def test_refusals_remembered_are_bounded() -> None:
    inbox = Commands(a_desk())
    for chat in range(MOST_REFUSED + 1):
        await inbox.answer(request("start", address=Address("telegram", str(chat)), user=str(chat)))
    oldest, newest = Address("telegram", "0"), Address("telegram", str(MOST_REFUSED))
    assert await inbox.answer(request("start", address=newest, user=STRANGER)) is None
    assert await inbox.answer(request("start", address=oldest, user=STRANGER)) is not None


async def test_an_update_delivered_again_is_not_answered_again() -> None:
    inbox = Commands(an_open_desk())
    assert await inbox.answer(request("start", key="41")) is not None
    assert await inbox.answer(request("start", key="41")) is None


class DyingDesk(FakeDesk):
    """Ends the bot at its first subscription: before that is stored, or right after."""

    after = False

    async def subscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        if self.after:
            await super().subscribe(address, watches)
        raise asyncio.CancelledError


@pytest.mark.parametrize("after", [False, True])
async def test_a_command_that_a_crash_interrupted_is_done_when_it_comes_again(*, after: bool) -> None:
    dying = DyingDesk(configured=WATCHES, allowed=an_open_desk().allowed)
    dying.after = after
    with pytest.raises(asyncio.CancelledError):
        await Commands(dying).answer(request("subscribe", "oil-crescent", key="41"))
    desk = an_open_desk(channels=dying.channels, updates=dying.updates)
    restarted = Commands(desk)
    assert "Oil crescent" in shown(await restarted.answer(request("subscribe", "oil-crescent", key="41")))
    assert desk.channels[GROUP].watches == ("oil-crescent",)
    assert await restarted.answer(request("subscribe", "oil-crescent", key="41")) is None


class SlowDesk(FakeDesk):
    async def channel(self, address: Address) -> Channel | None:
        await asyncio.sleep(0)
        return await super().channel(address)


async def test_an_update_delivered_again_while_it_is_answered_is_answered_once() -> None:
    inbox = Commands(SlowDesk(configured=WATCHES, allowed=an_open_desk().allowed))
    replies = await asyncio.gather(*(inbox.answer(request("start", key=key)) for key in ("41", "41", "42")))
    assert [reply is not None for reply in replies] == [True, False, True]


# --- in which language ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_chat", "hint", "language"),
    [("ar", "fr", "ar"), (None, "fr-CA", "fr"), (None, "AR", "ar"), (None, "de", "en"), (None, None, "en")],
)
async def test_the_language_of_a_reply(
    of_chat: Language | None, hint: str | None, language: Language
) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, of_chat)})
    reply = await Commands(desk).answer(request("help", language=hint))
    assert reply is not None
    assert reply.language == language


@pytest.mark.parametrize(
    ("words", "language"),
    [("ar", "ar"), ("FR", "fr"), ("العربية", "ar"), ("English", "en"), ("français", "fr")],
)
async def test_language_is_set_and_answered_in_it(words: str, language: Language) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, "en", watches=("oil-crescent",))})
    reply = await Commands(desk).answer(request("language", words))
    assert reply is not None
    assert reply.language == language
    assert desk.channels[GROUP] == Channel(GROUP, language, watches=("oil-crescent",))


@pytest.mark.parametrize("words", ["de", "ar fr", "*", "x" * 9999])
async def test_a_language_that_is_not_spoken_changes_nothing(words: str) -> None:
    desk = an_open_desk()
    assert "/language ar for Arabic" in await ask(desk, "language", words)
    assert GROUP not in desk.channels


async def test_language_alone_says_which_it_is_and_how_to_change_it() -> None:
    assert await ask(an_open_desk(), "language") == (
        "The language of this chat is English.\nWrite it like this:\n/language ar|en|fr"
    )


# --- following ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "words", "after", "reply"),
    [
        ((), "", ("*",), "every watch, also those added later"),
        ((), "*", ("*",), "every watch, also those added later"),
        ((), "HAFTAR-SISI", ("haftar-sisi",), "This chat now follows: Haftar–Sisi meetings."),
        ((), "haftar-sisi, oil-crescent", ("haftar-sisi", "oil-crescent"), "meetings, Oil crescent."),
        ((), "haftar-sisi، oil-crescent", ("haftar-sisi", "oil-crescent"), "meetings, Oil crescent."),
        ((), "ضحايا ليبيا", ("libya-casualties",), "ضحايا ليبيا"),
        ((), "cairo-talks", ("haftar-sisi",), "Haftar–Sisi meetings"),
        (("oil-crescent",), "oil-crescent", ("oil-crescent",), "This chat already follows: Oil crescent."),
        (("*",), "", ("*",), "already follows every watch"),
        (("*",), "oil-crescent", ("*",), "already follows every watch"),
        ((), "oil-cresent", (), "Did you mean oil-crescent?"),
        ((), "weather", (), "The watches: haftar-sisi, libya-casualties, oil-crescent."),
        ((), "، ,", (), "There is no watch named"),
        ((), "weather oil-crescent", ("oil-crescent",), "There is no watch named weather."),
    ],
)  # fmt: skip
async def test_subscribe(before: tuple[str, ...], words: str, after: tuple[str, ...], reply: str) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=before)})
    assert reply in await ask(desk, "subscribe", words)
    assert desk.channels[GROUP].watches == after


@pytest.mark.parametrize(
    ("before", "fixed", "words", "after", "reply"),
    [
        (("haftar-sisi", "oil-crescent"), (), "", (), "no longer follows any watch"),
        (("haftar-sisi", "oil-crescent"), (), "*", (), "no longer follows any watch"),
        (("haftar-sisi", "oil-crescent"), (), "oil-crescent", ("haftar-sisi",), "no longer follows: O"),
        (("gone", "oil-crescent"), (), "gone", ("oil-crescent",), "no longer follows: gone."),
        (("oil-crescent",), (), "haftar-sisi", ("oil-crescent",), "does not follow: Haftar–Sisi meetings."),
        (("oil-crescent",), (), "oil", ("oil-crescent",), "There is no watch named oil."),
        (("oil-crescent",), ("oil-crescent",), "oil-crescent", ("oil-crescent",), "Set in the bot"),
        (("haftar-sisi", "oil-crescent"), ("oil-crescent",), "", ("oil-crescent",), "follows only what"),
        (("*",), ("*",), "", ("*",), "follows every watch is set in the bot"),
        (("*",), ("*",), "oil-crescent", ("*",), "follows every watch is set in the bot"),
        (("*",), (), "oil-crescent", ("*",), "cannot be left out"),
        (("*",), (), "", (), "no longer follows any watch"),
        (("*",), (), ",", ("*",), "There is no watch named ,."),
        ((), (), "", (), "does not follow any watch"),
        ((), (), "oil-crescent", (), "does not follow any watch"),
    ],
)  # fmt: skip
async def test_unsubscribe(
    before: tuple[str, ...], fixed: tuple[str, ...], words: str, after: tuple[str, ...], reply: str
) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=before, fixed=fixed)})
    assert reply in await ask(desk, "unsubscribe", words)
    assert desk.channels[GROUP].watches == after


@pytest.mark.parametrize("command", ["subscribe", "watches"])
async def test_nothing_configured(command: str) -> None:
    desk = an_open_desk(configured=())
    assert await ask(desk, command) == "The bot’s config has no watch yet."
    assert GROUP not in desk.channels


# --- reading --------------------------------------------------------------------------------------

ALERTS = tuple(SAMPLES.values())


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("", 2),
        ("4", 3),
        ("٤", 3),
        ("haftar-sisi 4", 3),
        ("Haftar–Sisi meetings, 4", 3),
        ("11", 4),
        ("999999999999999999999999", 4),
        ("1", 1),
    ],
)
async def test_latest(words: str, links: int) -> None:
    reply = await Commands(an_open_desk(alerts=ALERTS)).answer(request("latest", words))
    assert reply is not None
    assert len({run.link for line in reply.lines for run in line if run.link}) == links


@pytest.mark.parametrize(
    ("words", "watches"),
    [
        (
            "3",
            [
                "Watches: Haftar–Sisi meetings, Oil crescent",
                "Watch: Haftar–Sisi meetings",
                "Watch: Oil crescent",
            ],
        ),
        ("oil-crescent 3", []),
        ("haftar-sisi 3", []),
    ],
)
async def test_of_several_alerts_each_names_its_watches_unless_one_was_named(
    words: str, watches: list[str]
) -> None:
    both = replace(ALERTS[0], watches=("haftar-sisi", "oil-crescent"))
    other = replace(ALERTS[2], watches=("oil-crescent",))
    lines = (await ask(an_open_desk(alerts=[both, ALERTS[1], other]), "latest", words)).split("\n")
    assert [line for line in lines if line.startswith("Watch")] == watches


async def test_of_several_alerts_each_has_its_source_also_when_its_story_has_grown() -> None:
    grown = replace(ALERTS[0], outlets=(ALERTS[0].entry.feed, "Another"))
    text = await ask(an_open_desk(alerts=[grown, ALERTS[1]]), "latest", "2")
    assert "Read the article" in text
    assert "Another" not in text


async def test_one_alert_is_shown_as_it_was_sent() -> None:
    desk = an_open_desk(alerts=ALERTS)
    reply = await Commands(desk).answer(request("latest", "1"))
    assert reply == desk.alert(ALERTS[0], "en")


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("0", "Write a number from 1 to 10 instead of “0”."),
        ("-3", "Write a number from 1 to 10 instead of “-3”."),
        ("haftar-sisi 2.5", "Write a number from 1 to 10 instead of “2.5”."),
        ("3 4", "There is no watch named 3."),
        ("haftar-sisi oil-crescent", "/latest [watch] [number]"),
        ("oil-crescent", "No alerts from Oil crescent yet."),
        ("oil-crescnt 3", "Did you mean oil-crescent?"),
        ("11", "No more than 10 at a time."),
    ],
)
async def test_latest_says_what_is_wrong(words: str, reply: str) -> None:
    assert reply in await ask(an_open_desk(alerts=ALERTS), "latest", words)


async def test_latest_is_of_what_the_chat_follows() -> None:
    desk = an_open_desk(alerts=ALERTS, channels={GROUP: Channel(GROUP, watches=("oil-crescent",))})
    assert await ask(desk, "latest") == "No alerts yet."


async def test_watches_are_listed_with_those_followed_marked() -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=("oil-crescent",))})
    assert (await ask(desk, "watches")).splitlines()[2:] == [
        "• haftar-sisi — Haftar–Sisi meetings",
        "• libya-casualties — ضحايا ليبيا",
        "✓ oil-crescent — Oil crescent",
    ]


async def test_watches_beyond_a_long_list_are_counted() -> None:
    desk = an_open_desk(configured=[Watch(f"watch-{n}", "t" * 50) for n in range(MOST_WATCHES + 3)])
    text = await ask(desk, "watches")
    assert text.count("•") == MOST_WATCHES
    assert text.endswith("…and 3 more.")


async def test_however_long_their_titles_all_latest_alerts_are_listed() -> None:
    long = replace(ALERTS[0], entry=replace(ALERTS[0].entry, title="word " * 200))
    desk = an_open_desk(alerts=[long] * MOST_ALERTS)
    reply = await Commands(desk).answer(request("latest", str(MOST_ALERTS)))
    assert reply is not None
    assert len([line for line in reply.lines if any(run.link for run in line)]) == MOST_ALERTS


async def test_status_tells_of_feeds_and_of_this_chat() -> None:
    polled = datetime(2019, 5, 9, 11, 58, tzinfo=UTC)
    desk = an_open_desk(
        polled=[FeedState("a", "u", polled_at=polled), FeedState("b", "u", failures=2)],
        queued=1,
        channels={GROUP: Channel(GROUP, watches=("oil-crescent",), active=False)},
    )
    assert await ask(desk, "status") == (
        "Rasid reads 2 feeds.\nOne feed cannot be read: b.\nLast read: Thu 9 May 2019, 13:58.\n\n"
        "This chat follows one watch: Oil crescent.\nOne message is waiting to be sent here.\n"
        "Messages to this chat are on hold, since one was refused. Allow the bot to write here, or remove it "
        "and add it again."
    )


async def test_status_before_anything_happened() -> None:
    assert (await ask(an_open_desk(), "status")).startswith(
        "Rasid reads no feed.\n\nThis chat does not follow any watch yet."
    )


async def test_start_says_what_this_is_and_what_is_followed() -> None:
    text = await ask(an_open_desk(channels={GROUP: Channel(GROUP, watches=("*",))}), "start")
    assert "follows every watch" in text
    assert "/help" in text


async def test_an_unknown_command_in_an_open_chat_is_sent_to_help() -> None:
    assert "/help" in await ask(an_open_desk(), "weather", user=STRANGER)


# --- what may go wrong ----------------------------------------------------------------------------


class BrokenDesk(FakeDesk):
    async def feeds(self) -> list[FeedState]:
        raise OSError("disk /secret/path is gone")


async def test_an_error_inside_is_not_told() -> None:
    desk = BrokenDesk(configured=WATCHES, allowed=an_open_desk().allowed)
    text = await ask(desk, "status")
    assert "went wrong" in text
    assert "secret" not in text


@pytest.mark.parametrize("command", ["start", "status"])
async def test_what_is_followed_and_not_in_the_config_is_said_to_be_silent(command: str) -> None:
    silent = "Not in the bot’s config at present, and silent: gone."
    for follows, said in ((("oil-crescent", "gone"), True), (("oil-crescent",), False), (("*",), False)):
        desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=follows)})
        assert (silent in await ask(desk, command)) is said


@pytest.mark.parametrize("command", ["status", "subscribe"])
async def test_a_command_from_a_chat_on_hold_lets_it_go_on(command: str) -> None:
    channel = Channel(GROUP, watches=("oil-crescent",), active=False)
    desk = an_open_desk(channels={GROUP: channel})
    await ask(desk, command, user=STRANGER)  # whoever gives it, and whether or not they may
    assert desk.channels == {GROUP: replace(channel, active=True)}
    assert "on hold" not in await ask(desk, "status")


async def test_leaving_joining_and_moving_reach_the_desk() -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=("oil-crescent",))})
    inbox: Inbox = Commands(desk)
    await inbox.left(GROUP)
    assert not desk.channels[GROUP].active
    await inbox.joined(GROUP)
    assert desk.channels[GROUP].active
    moved = Address("telegram", "-100900")
    await inbox.moved(GROUP, moved)
    assert desk.channels == {moved: Channel(moved, watches=("oil-crescent",))}


PIECES = [*"0123٤-*,،. /\u2068\u2069\u202e", "haftar-sisi", "oil-crescent", "ضحايا ليبيا"]
WORDS = st.text(max_size=600) | st.lists(st.sampled_from(PIECES), max_size=100).map("".join)


@given(
    st.sampled_from([*TABLE, "weather", ""]) | st.text(),
    WORDS,
    st.sampled_from([ADMIN, STRANGER, None]),
    st.sampled_from([(), ("*",), ("oil-crescent",), ("gone",)]),
    st.sampled_from(LANGUAGES),
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
async def test_no_words_break_a_command(
    command: str, words: str, user: str | None, follows: tuple[str, ...], language: Language
) -> None:
    channel = Channel(GROUP, language, watches=follows, fixed=follows[:1])
    desk = an_open_desk(alerts=ALERTS, channels={GROUP: channel})
    reply = await Commands(desk).answer(request(command, words, user=user, language=words))
    assert reply is not None
    failed = await Commands(BrokenDesk(language=language, allowed=desk.allowed)).answer(request("status"))
    assert failed is not None
    assert shown(reply) != shown(failed)
    texts = ["".join(run.text for run in line) for line in reply.lines]
    assert sum(map(len, texts)) <= 4096  # whatever is said back
    assert all(is_balanced(text) and "\n" not in text for text in texts)


# --- documentation --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", TABLE)
def test_every_command_is_documented_with_an_example(command: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"## /{command}" in page
    section = page.split(f"## /{command}\n")[1].split("\n## ")[0]
    assert f"\n    /{command}" in section


@pytest.mark.parametrize("language", LANGUAGES)
async def test_menu_and_help_name_every_command(language: Language) -> None:
    desk = an_open_desk(language=language, operators=GROUP)
    menu = Commands(desk).menu(language)
    text = await ask(desk, "help")
    assert list(menu) == list(TABLE)
    assert all(f"/{name}" in text and purpose in text for name, purpose in menu.items())
    assert all(1 <= len(purpose) <= 256 for purpose in menu.values())  # Bot API: BotCommand
    assert all(name.islower() and name.isalpha() and len(name) <= 32 for name in menu)


# --- who asks too much ----------------------------------------------------------------------------


async def test_who_gives_too_many_commands_is_told_once_and_then_ignored_for_a_while() -> None:
    desk = an_open_desk()
    inbox = Commands(desk)

    async def help_for(user: str) -> str:
        return shown(await inbox.answer(request("help", user=user)))

    usual = await help_for("2")
    for _ in range(MOST - 1):
        assert await help_for("2") == usual
    assert await help_for("2") == "That is more than I answer at a time. Try again in a minute."
    assert await help_for("2") == ""
    assert await help_for("4") == usual  # nobody else is
    desk.pass_time(WITHIN)
    assert await help_for("2") == usual


async def test_a_closed_chat_is_not_even_told_that_it_asks_too_much() -> None:
    inbox = Commands(a_desk())
    replies = [await inbox.answer(request("help", user=STRANGER)) for _ in range(2 * MOST)]
    assert [reply for reply in replies if reply] == replies[:1]


async def test_an_admin_of_the_bot_may_ask_as_much_as_they_like() -> None:
    inbox = Commands(an_open_desk())
    assert all([await inbox.answer(request("help", user=ADMIN)) for _ in range(2 * MOST)])


def test_who_asked_is_forgotten_when_many_others_do() -> None:
    allowances, noon = Allowances(), datetime(2026, 3, 1, 12, tzinfo=UTC)
    for _ in range(MOST + 2):
        verdict = allowances.spend("flooder", noon)
    assert verdict == "ignore"
    for one in range(MOST_KNOWN):
        allowances.spend(one, noon)
    assert allowances.spend("flooder", noon) == "answer"
