"""What comes of the buttons below an alert, whoever presses them."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Access, Action, Address, Channel, Delivery, Language, Mute, MutedStory, Notice, Watch
from bot.telling.buttons import compose_buttons, read
from bot.telling.wording import LANGUAGES
from handlers.base import Press, Pressed
from handlers.commands import Commands
from handlers.flood import MOST, WITHIN
from handlers.presses import ANSWER_EVERY, ANSWER_EVERY_PRIVATELY, MOST_ANSWERED, MUTE_FOR, TABLE
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import ADMIN, GROUP, GROUP_ADMIN, STRANGER, a_desk, shown
from tests.telling.files import BLAST, WATCH

TOPIC = replace(GROUP, topic="7")
ALERT = BLAST.alerts[0]
TOLD = Delivery(31, GROUP, None, ALERT, 1, ALERT.at)
CHANGES: tuple[Action, ...] = ("mute-story", "unmute-story", "mute-watches", "unmute-watches")
_keys = itertools.count()


def data(action: Action, delivery: Delivery = TOLD) -> str:
    """What the button brings back."""
    muted = replace(delivery, story_muted=True, mutes=tuple(Mute(w, ALERT.at) for w in ALERT.watches))
    desk = FakeDesk()
    every = [one for each in (delivery, muted) for one in compose_buttons(each, "en", desk.wording)]
    return next(one.press for one in every if (found := read(one.press)) and found.action == action)


def a_chat(
    language: Language | None = None,
    *,
    follows: tuple[str, ...] = ("*",),
    mutes: tuple[Mute, ...] = (),
    muted_stories: tuple[MutedStory, ...] = (),
    access: Access | None = None,
    address: Address = GROUP,
) -> FakeDesk:
    """One that was told of a blast."""
    channel = Channel(address, language, follows, mutes=mutes, muted_stories=muted_stories)
    return a_desk(
        configured=[Watch(WATCH, "Benghazi casualties")],
        allowed=access or Access(admins=frozenset({f"telegram:{ADMIN}"})),
        dossiers={12: BLAST},
        deliveries={31: replace(TOLD, address=address)},
        channels={address: channel},
    )


def press(
    action: Action | str,
    *,
    user: str = ADMIN,
    address: Address = GROUP,
    key: str | None = None,
    language: str | None = None,
    privately: bool = False,
    in_channel: bool = False,
) -> Press:
    async def is_group_admin() -> bool:
        return user == GROUP_ADMIN

    wanted = data(action) if action in TABLE else action  # type: ignore[arg-type] # it is an action then
    made = key or f"p{next(_keys)}"
    return Press(address, wanted, user, made, is_group_admin, privately, in_channel, language)


async def pressed(desk: FakeDesk, action: Action | str, **more: object) -> Pressed:
    return await Commands(desk).press(press(action, **more))  # type: ignore[arg-type] # as of `press`


def said(outcome: Pressed) -> str:
    assert outcome.answer is None
    return shown(outcome.said)


# --- what they do ---------------------------------------------------------------------------------


async def test_why_is_answered_by_what_was_decided_on_the_article() -> None:
    outcome = await pressed(a_chat(), "why", user=STRANGER)
    assert outcome.said is None
    text = shown(outcome.answer)
    assert text.startswith("Blast at Benghazi harbour kills seven\nThe Harbour Post · Sun 4 Aug 2019, 14:00")
    assert "✓ Benghazi casualties — told Sun 4 Aug 2019, 14:05: a new story — 7 killed" in text
    assert text.count("✓") == 1  # of its other reports nothing


async def test_sources_are_who_reports_the_story_and_what_each_says() -> None:
    text = shown((await pressed(a_chat(), "sources", user=STRANGER)).answer)
    assert text.startswith("Story #12\nBlast at Benghazi harbour kills seven\n\nThe Harbour Post (2) · ")
    assert [line for line in text.split("\n") if line.startswith("• ")] == [
        "• 17 killed",
        "• 19 killed, health ministry; at least 40 wounded",
        "• 7 killed",
        "• 7 killed",
    ]


async def test_a_story_is_muted_in_that_chat_until_it_is_unmuted() -> None:
    desk = a_chat()
    assert said(await pressed(desk, "mute-story")) == "Muted: the story #12."
    assert desk.channels[GROUP].muted_stories == (MutedStory(12),)
    assert said(await pressed(desk, "unmute-story")) == "No longer muted: #12.\nNo alert was held back."
    assert desk.channels[GROUP].muted_stories == ()
    assert desk.refreshed == [31, 31]


async def test_its_watches_are_muted_for_a_day() -> None:
    desk = a_chat()
    until = desk.clock + MUTE_FOR
    assert said(await pressed(desk, "mute-watches")) == (
        "Muted until Fri 10 May 2019, 14:00: Benghazi casualties."
    )
    assert desk.channels[GROUP].mutes == (Mute(WATCH, until),)
    assert (
        said(await pressed(desk, "unmute-watches"))
        == "No longer muted: Benghazi casualties.\nNo alert was held back."
    )
    assert desk.channels[GROUP].mutes == ()
    assert desk.refreshed == [31, 31]


async def test_what_is_muted_for_longer_stays_so() -> None:
    long = a_chat().clock + timedelta(days=7)
    desk = a_chat(mutes=(Mute(WATCH, long, 3),))
    assert said(await pressed(desk, "mute-watches")) == (
        "Muted until Thu 16 May 2019, 14:00: Benghazi casualties."
    )
    assert desk.channels[GROUP].mutes == (Mute(WATCH, long, 3),)
    assert "3 alerts were held back" in said(await pressed(desk, "unmute-watches"))


@pytest.mark.parametrize("action", CHANGES)
async def test_a_double_press_does_nothing_twice(action: Action) -> None:
    held = (Mute(WATCH, a_chat().clock + MUTE_FOR, 2),), (MutedStory(12, 2),)
    desk = a_chat(mutes=held[0], muted_stories=held[1]) if action.startswith("un") else a_chat()
    await pressed(desk, action)
    once = desk.channels[GROUP]
    outcome = await pressed(desk, action)
    assert desk.channels[GROUP] == once
    assert said(outcome)


async def test_in_a_topic_it_is_the_topics_own_settings_that_are_changed() -> None:
    desk = a_chat(address=TOPIC)
    await pressed(desk, "mute-story")  # the message may stand in the chat, when its topic was deleted
    assert desk.channels[TOPIC].muted_stories == (MutedStory(12),)
    assert GROUP not in desk.channels


async def test_a_press_that_is_delivered_again_is_neither_done_nor_answered_again() -> None:
    desk = a_chat()
    commands = Commands(desk)
    assert (await commands.press(press("mute-story", key="k"))).said
    await desk.unmute_story(GROUP, 12)
    assert await commands.press(press("mute-story", key="k")) == Pressed()
    assert await Commands(desk).press(press("mute-story", key="k")) == Pressed()  # after a restart
    assert desk.channels[GROUP].muted_stories == ()


# --- where the answer is seen ---------------------------------------------------------------------


async def test_all_see_the_answer_so_it_is_given_once_in_a_while() -> None:
    desk = a_chat()
    commands = Commands(desk)
    assert (await commands.press(press("why"))).answer
    for user in (ADMIN, STRANGER):
        assert said(await commands.press(press("why", user=user))) == "This was answered here a moment ago."
    assert (await commands.press(press("sources"))).answer
    desk.pass_time(ANSWER_EVERY)
    assert (await commands.press(press("why"))).answer


async def test_where_only_they_see_it_everybody_is_answered() -> None:
    desk = a_chat()
    commands = Commands(desk)
    assert (await commands.press(press("why", privately=True))).answer
    assert (await commands.press(press("why", privately=True))).answer is None  # a finger that slipped
    assert (await commands.press(press("why", privately=True, user=STRANGER))).answer
    desk.pass_time(ANSWER_EVERY_PRIVATELY)
    assert (await commands.press(press("why", privately=True))).answer


async def test_in_a_channel_nothing_is_written_because_a_reader_asks() -> None:
    desk = a_chat()
    why = await pressed(desk, "why", user=STRANGER, in_channel=True)
    assert said(why) == (
        "✓ Benghazi casualties — told Sun 4 Aug 2019, 14:05: a new story — 7 killed, the harbour master"
    )
    sources = await pressed(desk, "sources", user=STRANGER, in_channel=True)
    assert said(sources).startswith("4 outlets: The Harbour Post (2), مرصد الساحل (1)")
    assert why.lasting
    assert sources.lasting


async def test_the_memory_of_answers_is_bounded() -> None:
    desk = a_chat()
    desk.deliveries = {number: replace(TOLD, id=number) for number in range(1, MOST_ANSWERED + 3)}
    commands = Commands(desk)
    for number in desk.deliveries:
        assert (await commands.press(press(data("why", desk.deliveries[number])))).answer
    assert (await commands.press(press(data("why", desk.deliveries[1])))).answer  # forgotten
    assert (await commands.press(press(data("why", desk.deliveries[MOST_ANSWERED + 2])))).answer is None


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", TABLE)
@pytest.mark.parametrize("user", [ADMIN, STRANGER, GROUP_ADMIN])
@pytest.mark.parametrize("in_channel", [False, True])
@pytest.mark.parametrize("group_admins", [False, True])
@pytest.mark.parametrize("let_in", [False, True])
async def test_who_may_press_what(
    action: Action, user: str, *, in_channel: bool, group_admins: bool, let_in: bool
) -> None:
    access = Access(
        admins=frozenset({f"telegram:{ADMIN}"}),
        chats=frozenset({f"telegram:{GROUP.chat}"} if let_in else ()),
        group_admins=group_admins,
    )
    desk = a_chat(access=access, mutes=(Mute(WATCH, ALERT.at),), muted_stories=(MutedStory(12),))
    before = dict(desk.channels)
    outcome = await pressed(desk, action, user=user, in_channel=in_channel)
    # In a channel that is let in its administrators may: as by a post, which shows no author.
    own = user == GROUP_ADMIN and (group_admins or (in_channel and let_in))
    if action in CHANGES and not (user == ADMIN or own):
        assert said(outcome) == (
            "Only administrators may change what comes here. To make you one, the bot’s operator adds this to"
            f" “admins” in its config: telegram:{user}"
        )
        assert outcome.lasting
        assert desk.channels == before
        assert desk.refreshed == []
    else:
        assert outcome.answer or "administrators" not in said(outcome)


async def test_a_chat_that_is_no_longer_let_in_is_told_so() -> None:
    desk = a_chat(follows=())
    closed = "This chat is not let in by the bot’s operator. /start says how it can be."
    assert said(await pressed(desk, "why", user=STRANGER)) == closed


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_is_refused_is_told_so_in_their_language_and_the_others_in_that_of_the_chat(
    language: Language,
) -> None:
    desk = a_chat("fr")
    expected = desk.text(language, "press-refused", id=f"telegram:{STRANGER}")
    outcome = await pressed(desk, "mute-story", user=STRANGER, language=f"{language}-XX")
    assert outcome.said is not None
    assert (outcome.said.language, outcome.said.lines[0][0].text) == (language, expected)
    answer = (await pressed(desk, "why", language=f"{language}-XX")).answer
    assert answer is not None
    assert answer.language == "fr"
    unspoken = await pressed(desk, "mute-story", user=STRANGER, language="de")
    assert unspoken.said is not None
    assert unspoken.said.language == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    ["press-unknown", "press-forgotten", "press-answered", "press-closed", "failed", "too-many-commands"],
)
def test_what_is_said_fits_where_it_is_shown(key: str, language: Language) -> None:
    """Telegram shows 200 characters to who presses."""
    desk = FakeDesk()
    assert len(desk.text(language, key).encode("utf-16-le")) // 2 <= 200
    assert (
        len(desk.text(language, "press-refused", id="telegram:12345678901").encode("utf-16-le")) // 2 <= 200
    )


# --- what is not there ----------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["", "w:1f", "w:20:5d46c9ec", "w:1f:1", "z:1f:5d46c9ec", "💣" * 50])
async def test_what_no_button_of_ours_there_brings_back(wanted: str) -> None:
    desk = a_chat()
    outcome = await pressed(desk, wanted)
    assert said(outcome) == "Rasid does not know this message any more. /latest shows the newest alerts."
    assert outcome.lasting
    assert desk.refreshed == []


@pytest.mark.parametrize(
    "address", [replace(GROUP, chat="-100501"), replace(GROUP, transport="slack"), Address("telegram", ADMIN)]
)
async def test_a_button_of_another_chats_message_does_nothing(address: Address) -> None:
    desk = a_chat()
    assert said(await pressed(desk, "mute-story", address=address)).startswith("Rasid does not know")
    assert desk.channels[GROUP].muted_stories == ()
    assert address not in desk.channels


async def test_below_a_notice_is_nothing_to_press() -> None:
    desk = a_chat()
    desk.deliveries = {31: replace(TOLD, what=Notice("notice-config-loaded", {}))}
    assert said(await pressed(desk, "why")).startswith("Rasid does not know")


async def test_what_is_kept_no_longer_is_said_to_be() -> None:
    desk = a_chat()
    desk.dossiers = {}
    for action in ("why", "sources"):
        assert shown((await pressed(desk, action)).answer) == "What was decided on this is no longer kept."
        brief = await pressed(desk, action, in_channel=True)
        assert said(brief) == "What was decided on this is no longer kept."


async def test_an_alert_from_before_there_were_stories_has_none_to_mute() -> None:
    desk = a_chat()
    wanted = data("mute-story"), data("unmute-story")
    desk.deliveries = {31: replace(TOLD, what=replace(ALERT, story=None))}
    for one in wanted:
        assert said(await pressed(desk, one)).startswith("Rasid does not know")


@pytest.mark.parametrize("action", ["mute-watches", "unmute-watches"])
async def test_watches_that_the_chat_no_longer_follows_cannot_be_muted(action: Action) -> None:
    desk = a_chat()
    wanted = data(action)
    desk.deliveries = {31: replace(TOLD, what=replace(ALERT, watches=()))}
    assert (
        said(await pressed(desk, wanted))
        == "This chat does not follow any watch. /watches lists them, /subscribe follows them."
    )


async def test_who_presses_on_and_on_is_told_once_that_it_is_too_much() -> None:
    desk = a_chat()
    commands = Commands(desk)
    outcomes = [await commands.press(press("mute-story", user=STRANGER)) for _ in range(MOST + 2)]
    assert len([one for one in outcomes if "administrators" in shown(one.said)]) == MOST
    assert shown(outcomes[MOST].said) == shown_text(desk, "en", "too-many-commands")
    assert outcomes[MOST + 1] == Pressed()
    for _ in range(MOST + 2):  # admins are trusted, and everybody again after a while
        assert (await commands.press(press("mute-story"))).said
    desk.pass_time(WITHIN)
    assert "administrators" in shown((await commands.press(press("mute-story", user=STRANGER))).said)


async def test_a_defect_is_owned_up_to_and_no_longer_counts_as_under_way(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Broken(FakeDesk):
        async def mute_story(self, address: Address, story: int) -> bool:
            raise RuntimeError("the disk is full")

    desk = Broken(**{name: getattr(a_chat(), name) for name in FakeDesk.__dataclass_fields__})
    commands = Commands(desk)
    for _ in range(2):
        outcome = await commands.press(press("mute-story", key="k", language="fr"))
        assert said(outcome) == shown_text(desk, "fr", "failed")
    assert "press failed" in capsys.readouterr().out


def shown_text(desk: FakeDesk, language: Language, key: str) -> str:
    return desk.text(language, key).translate(dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069")))


@settings(max_examples=50)
@given(st.text(max_size=80), st.sampled_from([GROUP, TOPIC, Address("slack", "C1")]))
async def test_anything_may_be_brought_back_from_anywhere(wanted: str, address: Address) -> None:
    outcome = await Commands(a_chat()).press(press(wanted, address=address))
    assert outcome.answer is None
    assert outcome.said is not None
