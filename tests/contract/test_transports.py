"""What every transport must do, whatever its platform."""

import asyncio
import logging
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import pytest

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    MessageGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)
from bot.model import Button, Run
from handlers.base import Pressed
from tests.contract.console import open_console
from tests.contract.harness import (
    PATIENCE,
    RETRY_AFTER,
    Fault,
    Harness,
    RecordingInbox,
    Sent,
    message,
    picture,
)
from tests.contract.slack import open_slack, open_workspaces
from tests.contract.telegram import open_telegram

HARNESSES: dict[str, Callable[[], AbstractAsyncContextManager[Harness]]] = {
    "console": open_console,
    "slack": open_slack,
    "slack in several workspaces": open_workspaces,
    "telegram": open_telegram,
}

ERRORS: dict[Fault, type[TransportError]] = {
    Fault.BUSY: TryLaterError,
    Fault.UNREACHABLE: TryLaterError,
    Fault.DROPPED: AmbiguousError,
    Fault.GONE: ChannelGoneError,
    Fault.REFUSED: BadMessageError,
    Fault.TOKEN: TransportDownError,
}

HOSTILE = "<b>x</b> &amp; <!channel> @everyone *a* _b_ `c` <@U1> [d](https://evil.example) </pre>"


@pytest.fixture(params=HARNESSES)
async def harness(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    async with HARNESSES[request.param]() as opened:
        yield opened
        await opened.transport.stop()


@pytest.fixture
async def inbox(harness: Harness) -> RecordingInbox:
    started = RecordingInbox(message("As you wish."))
    await harness.transport.start(started)
    return started


def shown(text: str) -> str:
    """What meets the eye: without the invisible characters that platforms need or drop."""
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


async def until_sent(harness: Harness, count: int) -> list[Sent]:
    async with asyncio.timeout(PATIENCE):
        while len(harness.sent()) < count:  # noqa: ASYNC110 - a harness only tells what was sent so far
            await asyncio.sleep(0.01)
    return list(harness.sent())


def only_if(condition: bool, why: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not condition:
        pytest.skip(why)


async def test_its_addresses_bear_its_kind(harness: Harness) -> None:
    assert harness.transport.kind == harness.address.transport


async def test_a_message_arrives_once_and_whole(harness: Harness, inbox: RecordingInbox) -> None:
    told = message("Prices rose.", "", "ارتفعت الأسعار")

    message_id = await harness.transport.send(harness.address, told, 1)

    (sent,) = harness.sent()
    assert (sent.address, sent.id) == (harness.address, message_id)
    assert shown(sent.text) == "Prices rose.\n\nارتفعت الأسعار"


async def test_each_message_has_its_own_id(harness: Harness, inbox: RecordingInbox) -> None:
    ids = [await harness.transport.send(harness.address, message(f"No. {n}"), n) for n in range(1, 4)]

    assert len(set(ids)) == 3
    assert [sent.id for sent in harness.sent()] == ids


async def test_what_fits_comes_whole_in_one_message(harness: Harness, inbox: RecordingInbox) -> None:
    lines = [f"{number} {'word خبر ' * 20}" for number in range(100)]
    most = max(many for many in range(100) if harness.transport.fits(message(*lines[:many])))

    await harness.transport.send(harness.address, message(*lines[:most]), 1)

    (sent,) = harness.sent()
    assert shown(sent.text).split() == " ".join(lines[:most]).split()


async def test_what_no_message_can_hold_does_not_fit(harness: Harness) -> None:
    only_if(harness.listens, "a terminal takes all there is")

    assert not harness.transport.fits(message("word " * 10_000))


async def test_text_is_data_and_never_markup(harness: Harness, inbox: RecordingInbox) -> None:
    await harness.transport.send(harness.address, message(HOSTILE, (Run(HOSTILE, bold=True),)), 1)

    (sent,) = harness.sent()
    assert shown(sent.text) == f"{HOSTILE}\n{HOSTILE}"
    assert sent.links == ()


async def test_links_lead_where_they_say(harness: Harness, inbox: RecordingInbox) -> None:
    link = "https://news.example/a?b=1&c=%22x%22"
    await harness.transport.send(harness.address, message((Run("Read "), Run("more", link=link))), 1)

    (sent,) = harness.sent()
    assert sent.links == (link,)


@pytest.mark.parametrize("fault", Fault)
async def test_a_failure_says_what_to_do_next(harness: Harness, inbox: RecordingInbox, fault: Fault) -> None:
    only_if(fault in harness.faults, "cannot happen on this platform")
    await harness.fail(fault)

    with pytest.raises(ERRORS[fault]) as caught:
        await harness.transport.send(harness.address, message("Prices rose."), 1)

    assert len(harness.sent()) == (fault is Fault.DROPPED)  # sent once, and not again by itself
    if fault is Fault.BUSY:
        assert isinstance(caught.value, TryLaterError)
        assert caught.value.after == RETRY_AFTER


@pytest.mark.parametrize("fault", Fault)
async def test_it_works_again_after_a_failure(harness: Harness, inbox: RecordingInbox, fault: Fault) -> None:
    only_if(fault in harness.faults, "cannot happen on this platform")
    await harness.fail(fault)
    with pytest.raises(TransportError):
        await harness.transport.send(harness.address, message("one"), 1)
    await harness.recover()
    before = len(harness.sent())

    await harness.transport.send(harness.address, message("two"), 2)

    assert [sent.text for sent in harness.sent()[before:]] == ["two"]


async def test_a_reply_belongs_to_what_it_replies_to(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.edits, "there are no replies")
    first = await harness.transport.send(harness.address, message("26 killed"), 1)

    await harness.transport.send(harness.address, message("Killed 26 → 31"), 2, first)

    assert [(sent.text, sent.reply_to) for sent in harness.sent()] == [
        ("26 killed", None),
        ("Killed 26 → 31", first),
    ]


async def test_an_edited_message_is_the_same_message_with_other_words(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.edits, "what is written stays")
    first = await harness.transport.send(harness.address, message("26 killed"), 1)
    await harness.transport.send(harness.address, message("another"), 2)

    for _ in range(2):  # the second time it says so already
        await harness.transport.edit(
            harness.address, first, message("26 killed", "Also in: " + HOSTILE, (Run("B", bold=True),)), 1
        )

    edited, other = harness.sent()
    assert (edited.id, shown(edited.text)) == (first, f"26 killed\nAlso in: {HOSTILE}\nB")
    assert (edited.bold, edited.links) == (("B",), ())
    assert other.text == "another"


async def test_what_is_deleted_can_neither_be_replied_to_nor_edited(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.edits, "what is written stays")
    first = await harness.transport.send(harness.address, message("26 killed"), 1)
    await harness.delete(first)

    with pytest.raises(MessageGoneError):
        await harness.transport.send(harness.address, message("Killed 26 → 31"), 2, first)
    with pytest.raises(MessageGoneError):
        await harness.transport.edit(harness.address, first, message("26 killed", "now 31"), 1)

    assert [sent.text for sent in harness.sent()] == ["26 killed"]


async def test_a_terminal_takes_replies_and_edits_in_its_stride(harness: Harness) -> None:
    only_if(not harness.edits, "has replies and edits of its own")
    first = await harness.transport.send(harness.address, message("26 killed"), 1)
    await harness.transport.send(harness.address, message("31 killed"), 2, first)
    await harness.transport.edit(harness.address, first, message("31 killed"), 1)

    assert [sent.text for sent in harness.sent()] == ["26 killed", "31 killed"]


async def test_a_picture_comes_with_its_text(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.shows_pictures, "shows no pictures")
    told = message("26 killed", HOSTILE, picture=picture())

    await harness.transport.send(harness.address, told, 1)

    assert [sent.picture for sent in harness.sent() if sent.picture] == [picture().png]
    assert shown("\n".join(sent.text for sent in harness.sent() if sent.text)) == f"26 killed\n{HOSTILE}"


async def test_a_picture_whose_text_is_long_comes_with_all_of_it(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.shows_pictures, "shows no pictures")
    await harness.transport.send(harness.address, message("x" * 3_000, picture=picture()), 1)

    assert [sent.picture for sent in harness.sent() if sent.picture] == [picture().png]
    assert "".join(sent.text for sent in harness.sent()).count("x") == 3_000


async def test_a_picture_is_an_answer(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.listens and harness.shows_pictures, "nobody asks there")
    inbox.reply = message("26 killed", picture=picture())
    await harness.say("latest")

    (reply,) = await until_sent(harness, 1)
    assert (reply.address, reply.text, reply.picture) == (harness.address, "26 killed", picture().png)


async def test_a_picture_that_the_platform_does_not_take_leaves_its_text_and_the_reason(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.shows_pictures, "shows no pictures")
    await harness.forbid_pictures()
    await harness.transport.send(harness.address, message("26 killed", picture=picture()), 1)
    inbox.reply = message("31 killed", picture=picture())
    await harness.say("latest")

    for sent, text in zip(await until_sent(harness, 2), ("26 killed", "31 killed"), strict=True):
        assert sent.picture == b""
        assert shown(sent.text).startswith(f"{text}\n\nNo picture: ")


async def test_where_no_pictures_are_shown_it_says_how_to_draw_it(harness: Harness) -> None:
    only_if(not harness.shows_pictures, "shows pictures")
    await harness.transport.send(harness.address, message("26 killed", picture=picture()), 1)

    (sent,) = harness.sent()
    assert sent.text == f"26 killed\n{picture().command}"


async def test_no_secret_is_ever_seen(harness: Harness, caplog: pytest.LogCaptureFixture) -> None:
    only_if(bool(harness.secrets), "has no secrets")
    caplog.set_level(logging.DEBUG)
    await harness.transport.start(RecordingInbox())
    seen: list[str] = []
    for number, fault in enumerate(sorted(harness.faults, key=lambda fault: fault.value)):
        await harness.fail(fault)
        with pytest.raises(TransportError) as caught:
            await harness.transport.send(harness.address, message("x"), number)
        seen += [str(caught.value), repr(caught.value)]
        await harness.recover()
    await harness.transport.stop()

    formatter = logging.Formatter()
    seen += [formatter.format(record) for record in caplog.records]
    assert [text for text in seen for secret in harness.secrets if secret in text] == []


async def test_a_gap_is_no_less_than_nothing(harness: Harness) -> None:
    assert harness.transport.gap(harness.address) >= timedelta(0)


async def test_stopping_is_safe_at_any_time(harness: Harness) -> None:
    await harness.transport.stop()
    await harness.transport.start(RecordingInbox())
    await harness.transport.stop()
    await harness.transport.stop()


async def test_a_command_arrives_and_is_answered_where_it_was_given(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.listens, "nobody gives commands there")
    await harness.say("Latest oil-crescent  3")

    request = await inbox.request()
    assert (request.command, request.words) == ("latest", "oil-crescent  3")
    assert request.address == harness.address
    (reply,) = await until_sent(harness, 1)
    assert (reply.address, shown(reply.text)) == (harness.address, "As you wish.")


async def test_an_answer_is_counted_message_for_message(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.listens, "nobody gives commands there")
    inbox.reply = message(*["A line of an answer that is long. " * 30] * 20)
    await harness.say("latest")
    await inbox.request()
    inbox.reply = None
    await harness.say("help")
    await inbox.request()  # by then the one before has been answered

    assert len(harness.sent()) > 1
    assert inbox.posts == [harness.address] * len(harness.sent())


async def test_a_repeated_update_has_the_same_key(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.listens, "nobody gives commands there")
    await harness.say("help")
    first = await inbox.request()
    await harness.say_again()
    again = await inbox.request()
    await harness.say("help")
    another = await inbox.request()

    assert first.key == again.key
    assert first.key != another.key


async def test_silence_is_an_answer(harness: Harness) -> None:
    only_if(harness.listens, "nobody gives commands there")
    inbox = RecordingInbox(reply=None)
    await harness.transport.start(inbox)
    await harness.say("help")
    await inbox.request()
    inbox.reply = message("now")
    await harness.say("help")

    (only,) = await until_sent(harness, 1)
    assert shown(only.text) == "now"


async def test_an_error_in_the_desk_does_not_end_listening(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.listens, "nobody gives commands there")
    inbox.broken = True
    await harness.say("help")
    await inbox.request()
    inbox.broken = False
    await harness.say("help")
    await inbox.request()

    (reply,) = await until_sent(harness, 1)
    assert shown(reply.text) == "As you wish."


async def test_a_platform_that_is_down_is_tried_again_in_the_background(harness: Harness) -> None:
    only_if(harness.listens and Fault.UNREACHABLE in harness.faults, "is never down")
    await harness.fail(Fault.UNREACHABLE)
    inbox = RecordingInbox()
    await harness.transport.start(inbox)
    await harness.recover()
    await harness.say("help")

    assert (await inbox.request()).command == "help"


async def test_it_says_whether_it_hears_what_happens_there(harness: Harness) -> None:
    only_if(harness.listens, "hears nobody")
    assert not await harness.transport.hears()
    await harness.transport.start(RecordingInbox())
    await until_hears(harness, True)
    if Fault.UNREACHABLE in harness.faults and not harness.is_called:
        await harness.fail(Fault.UNREACHABLE)
        await until_hears(harness, False)
    await harness.recover()


async def until_hears(harness: Harness, hears: bool) -> None:  # noqa: FBT001 - reads as a sentence
    async with asyncio.timeout(PATIENCE):
        while await harness.transport.hears() is not hears:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


async def test_a_terminal_always_hears_all_there_is(harness: Harness) -> None:
    only_if(not harness.listens, "people speak there")
    assert await harness.transport.hears()


async def test_a_refused_token_is_said_at_the_start(harness: Harness) -> None:
    only_if(Fault.TOKEN in harness.faults, "has no token")
    await harness.fail(Fault.TOKEN)

    with pytest.raises(TransportDownError):
        await harness.transport.start(RecordingInbox())


BUTTONS = (
    Button("Why?", "w:1:2"),
    Button("لماذا؟", "s:1:2"),
    Button("<b>&" + "x" * 60, "m" * 64),
)
LABELS = tuple(button.label for button in BUTTONS)


async def with_buttons(harness: Harness) -> str:
    """The id of a message that has buttons."""
    return await harness.transport.send(harness.address, message("26 killed", buttons=BUTTONS), 1)


async def test_buttons_are_below_the_message_and_say_what_they_do(
    harness: Harness, inbox: RecordingInbox
) -> None:
    await with_buttons(harness)

    (sent,) = harness.sent()
    assert shown(sent.text) == "26 killed"
    assert sent.buttons == (LABELS if harness.has_buttons else ())


async def test_an_edit_changes_the_buttons_too_and_nothing_else_if_the_words_stay(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.has_buttons, "has no buttons")
    first = await with_buttons(harness)
    for buttons in ((Button("Unmute", "u:1:2"), BUTTONS[0]), ()):
        await harness.transport.edit(harness.address, first, message("26 killed", buttons=buttons), 1)

        (sent,) = harness.sent()
        assert (sent.id, shown(sent.text)) == (first, "26 killed")
        assert sent.buttons == tuple(button.label for button in buttons)


async def test_a_press_arrives_with_what_the_button_had_and_is_answered_to_who_pressed(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.has_buttons, "has no buttons")
    first = await with_buttons(harness)
    inbox.outcome = Pressed(message("Muted.", HOSTILE))
    for button in BUTTONS:
        await harness.press(first, button.label)
        press = await inbox.pressed()
        assert (press.address, press.data) == (harness.address, button.press)
    async with asyncio.timeout(PATIENCE):
        while len(harness.whispered()) < len(BUTTONS):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)

    assert [shown(text) for text in harness.whispered()] == [f"Muted.\n{HOSTILE}"] * 3
    assert [sent.text for sent in harness.sent()] == ["26 killed"]  # nobody else is told


async def test_what_is_asked_for_by_a_press_is_answered(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.has_buttons, "has no buttons")
    first = await with_buttons(harness)
    inbox.outcome = Pressed(answer=message("Story", *[f"{n} killed" for n in range(30)], HOSTILE))
    await harness.press(first, LABELS[0])
    async with asyncio.timeout(PATIENCE):
        while not (answers := [*harness.whispered(), *(one.text for one in harness.sent()[1:])]):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    (answer,) = answers
    assert shown(answer).split("\n") == ["Story", *[f"{n} killed" for n in range(30)], HOSTILE]


async def test_a_press_that_is_delivered_again_has_the_same_key(
    harness: Harness, inbox: RecordingInbox
) -> None:
    only_if(harness.has_buttons, "has no buttons")
    first = await with_buttons(harness)
    await harness.press(first, LABELS[0])
    pressed = await inbox.pressed()
    await harness.press_again()
    again = await inbox.pressed()
    await harness.press(first, LABELS[0])
    another = await inbox.pressed()

    assert pressed.key == again.key
    assert pressed.key != another.key


async def test_an_error_in_a_press_does_not_end_listening(harness: Harness, inbox: RecordingInbox) -> None:
    only_if(harness.has_buttons, "has no buttons")
    first = await with_buttons(harness)
    inbox.broken = True
    await harness.press(first, LABELS[0])
    await inbox.pressed()
    inbox.broken = False
    await harness.say("help")

    assert (await inbox.request()).command == "help"
