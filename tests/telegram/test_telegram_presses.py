"""Buttons that are pressed in every kind of chat."""

import pytest

from bot.model import Address, Button
from handlers.base import Press, Pressed
from handlers.telegram.transport import TelegramTransport
from handlers.telegram.updates import LONGEST_NOTE
from tests.contract.harness import RecordingInbox, message
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_chats import Delivered
from tests.fakes.telegram_faults import BLOCKED, CHAT_NOT_FOUND, Reject
from tests.telegram.conftest import ADMIN, CHANNEL, FORUM, GROUP, STRANGER

DATA = "w:1f:5d46c9ec"
ALERT = message(
    "26 killed", buttons=tuple(Button(label, f"{label[0]}:1:2") for label in ("why", "sources", "mute"))
)
LONG = message("Story #12", "", *[f"• {number} killed" for number in range(9)])


async def pressed(fake: FakeTelegram, inbox: RecordingInbox, chat: int, **more: object) -> tuple[Press, int]:
    """A press on an alert in that chat, and the alert's id."""
    topic = more.pop("topic", None)
    sender = TelegramTransport(fake.token, base_url=fake.base_url)
    sent = await sender.send(Address("telegram", str(chat), str(topic) if topic else None), ALERT, 1)
    await sender.stop()
    fake.push_press(chat, int(sent), DATA, **more)  # type: ignore[arg-type] # as of push_press
    return await inbox.pressed(), int(sent)


async def answered(fake: FakeTelegram, count: int = 1) -> None:
    """Until so many presses were answered; a command that is answered after them says so."""
    while len(fake.answered) < count:
        before = len(fake.sent)
        fake.push_message(ADMIN, "/help")
        await fake.until_sent(before + 1)


async def reply_to(fake: FakeTelegram, alert: int) -> Delivered:
    """The reply to an alert, when it comes."""
    while not (found := [sent for sent in fake.sent if sent.reply_to == alert]):
        await fake.until_sent(len(fake.sent) + 1)
    return found[0]


async def test_buttons_stand_in_rows_of_two(fake: FakeTelegram, transport: TelegramTransport) -> None:
    await transport.send(Address("telegram", str(GROUP)), ALERT, 1)
    (sent,) = fake.sent
    assert [[button["text"] for button in row] for row in sent.keyboard] == [["why", "sources"], ["mute"]]
    assert sent.buttons() == {"why": "w:1:2", "sources": "s:1:2", "mute": "m:1:2"}


@pytest.mark.parametrize(
    ("chat", "in_channel"), [(ADMIN, False), (GROUP, False), (FORUM, False), (CHANNEL, True)]
)
async def test_a_press_says_where_and_by_whom(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int, *, in_channel: bool
) -> None:
    press, _ = await pressed(fake, inbox, chat, user=STRANGER, language="ar")
    assert (press.address, press.data, press.user) == (Address("telegram", str(chat)), DATA, str(STRANGER))
    assert (press.in_channel, press.privately, press.language) == (in_channel, False, "ar")


@pytest.mark.parametrize("chat", [GROUP, FORUM, CHANNEL])
async def test_administrators_are_known_also_in_a_channel(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int
) -> None:
    fake.chats[CHANNEL].admins.add(ADMIN)
    for user in (ADMIN, STRANGER):
        press, _ = await pressed(fake, inbox, chat, user=user)
        assert await press.is_group_admin() is (user == ADMIN)
    fake.fail_next(CHAT_NOT_FOUND, method="getChatMember")
    press, _ = await pressed(fake, inbox, chat, user=ADMIN)
    assert not await press.is_group_admin()


async def test_nobody_is_an_administrator_of_a_private_chat(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    press, _ = await pressed(fake, inbox, ADMIN)
    assert not await press.is_group_admin()


@pytest.mark.parametrize("lasting", [False, True])
async def test_who_pressed_is_told_alone(fake: FakeTelegram, inbox: RecordingInbox, *, lasting: bool) -> None:
    inbox.outcome = Pressed(message("Muted.", "2 alerts."), lasting=lasting)
    await pressed(fake, inbox, GROUP, user=STRANGER)
    await answered(fake)
    (told,) = fake.answered
    assert (told.user, told.text, told.lasting) == (STRANGER, "Muted.\n2 alerts.", lasting)
    assert len([sent for sent in fake.sent if sent.chat == GROUP]) == 1


@pytest.mark.parametrize("words", ["x" * 300, "🙂" * 150, "كتم " * 100, "x" * LONGEST_NOTE])
async def test_what_they_are_told_is_cut_to_what_telegram_shows(
    fake: FakeTelegram, inbox: RecordingInbox, words: str
) -> None:
    inbox.outcome = Pressed(message(words))
    await pressed(fake, inbox, GROUP)
    await answered(fake)
    (told,) = fake.answered
    assert len(told.text.encode("utf-16-le")) // 2 <= LONGEST_NOTE
    assert told.text == words or (words.startswith(told.text[:-1]) and told.text.endswith("…"))


async def test_every_press_is_answered_also_one_of_which_nothing_comes_or_that_fails(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    await pressed(fake, inbox, GROUP)
    inbox.broken = True
    await pressed(fake, inbox, GROUP)
    inbox.broken = False
    await answered(fake, 2)
    assert [told.text for told in fake.answered] == ["", ""]
    assert fake.presses == {}


async def test_what_was_asked_for_is_a_reply_to_the_alert_and_folded_where_others_read_it(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(answer=LONG)
    for chat, topic in ((ADMIN, None), (GROUP, None), (FORUM, 7)):
        _, alert = await pressed(fake, inbox, chat, topic=topic)
        answer = await reply_to(fake, alert)
        assert (answer.chat, answer.thread, answer.reply_to) == (chat, topic, alert)
        assert answer.text.startswith("Story #12\n")
        folded = answer.marked("expandable_blockquote")
        assert (folded == []) is (chat == ADMIN)
        if folded:
            assert folded[0].startswith("• 0 killed")
            assert folded[0].endswith("• 8 killed")


async def test_a_short_answer_is_not_folded(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    inbox.outcome = Pressed(answer=message("a", "b", "c"))
    await pressed(fake, inbox, GROUP)
    await fake.until_sent(2)
    assert fake.sent[-1].entities == ()


async def test_a_very_long_answer_comes_in_parts(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    inbox.outcome = Pressed(answer=message(*(f"{number} " + "x" * 1000 for number in range(6))))
    _, alert = await pressed(fake, inbox, GROUP)
    await fake.until_sent(3)
    assert [part.reply_to for part in fake.sent[1:]] == [alert, alert]


async def test_a_message_that_is_too_old_to_be_seen_is_pressed_all_the_same(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(answer=LONG)
    press, alert = await pressed(fake, inbox, FORUM, accessible=False)
    assert (press.address, press.data) == (Address("telegram", str(FORUM)), DATA)
    answer = (await fake.until_sent(2))[-1]
    assert (answer.chat, answer.reply_to) == (FORUM, alert)


async def test_a_press_from_before_a_long_outage_counts_though_nobody_waits_for_an_answer(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(message("Muted."))
    fake.fail_next(
        Reject(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        method="answerCallbackQuery",
    )
    press, _ = await pressed(fake, inbox, GROUP)
    assert press.data == DATA
    await pressed(fake, inbox, GROUP)
    await answered(fake)
    assert len(fake.answered) == 1


async def test_an_answer_that_cannot_be_written_harms_nothing(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(answer=LONG)
    _, first = await pressed(fake, inbox, GROUP)
    await fake.until_sent(2)
    fake.fail_next(BLOCKED)
    fake.push_press(GROUP, first, DATA)
    await inbox.pressed()
    fake.push_message(ADMIN, "/help")
    assert (await inbox.request()).command == "help"


async def test_hostile_data_is_brought_as_it_is(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    for data in ("", "💣" * 16, "'; drop table deliveries; --", "\x00"):
        fake.push_press(GROUP, 77, data)
        assert (await inbox.pressed()).data == data
