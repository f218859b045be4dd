"""Commands and events from every kind of chat."""

import asyncio

import pytest

from bot.model import Address, Message, Run
from handlers.base import Request
from handlers.telegram.transport import TelegramTransport
from tests.contract.harness import RecordingInbox, message
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import BLOCKED, CHAT_NOT_FOUND, too_many
from tests.telegram.conftest import ADMIN, CHANNEL, FORUM, GROUP, STRANGER


def at(chat: int, topic: str | None = None) -> Address:
    return Address("telegram", str(chat), topic)


async def drained(fake: FakeTelegram, inbox: RecordingInbox) -> list[str]:
    """The commands that arrived before a last one, given now."""
    fake.push_message(ADMIN, "/help")
    commands = []
    while (command := (await inbox.request()).command) != "help":
        commands.append(command)
    return commands


@pytest.mark.parametrize(
    ("chat", "thread", "address"),
    [
        (ADMIN, None, at(ADMIN)),
        (GROUP, None, at(GROUP)),
        (GROUP, 55, at(GROUP)),  # a thread of replies is no topic
        (FORUM, None, at(FORUM)),
        (FORUM, 7, at(FORUM, "7")),
    ],
)
async def test_a_command_is_answered_where_it_was_given(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int, thread: int | None, address: Address
) -> None:
    update = fake.push_message(chat, "/Latest  oil-crescent\n3 ", thread=thread, language="ar-EG")

    request = await inbox.request()

    assert (request.command, request.words) == ("latest", "oil-crescent\n3")
    assert (request.address, request.user, request.language) == (address, str(ADMIN), "ar")
    assert request.key == str(update)
    (reply,) = await fake.until_sent(1)
    assert (at(reply.chat, str(reply.thread) if reply.thread else None), reply.text) == (
        address,
        "As you wish.",
    )


async def test_a_command_in_a_channel_names_no_author(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_channel_post(CHANNEL, "/latest 3")

    request = await inbox.request()

    assert (request.command, request.words, request.address) == ("latest", "3", at(CHANNEL))
    assert (request.user, request.language) == (None, None)
    assert await request.is_group_admin()  # nobody else can post there
    (reply,) = await fake.until_sent(1)
    assert reply.chat == CHANNEL


async def test_what_is_no_command_to_us(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(GROUP, "/latest@another_bot")
    fake.push_message(GROUP, "/unheard_of")  # another bot's, perhaps
    fake.push_message(GROUP, "see /latest")
    fake.push_message(GROUP, "latest")
    fake.push_message(GROUP, "/latest", forwarded=True)
    fake.push_channel_post(CHANNEL, "/unheard_of")
    assert await drained(fake, inbox) == []


async def test_what_is_a_command_to_us(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(GROUP, "/latest@Rasid_Test_Bot 3")
    fake.push_message(GROUP, "/unheard_of@rasid_test_bot")
    fake.push_message(ADMIN, "/typo")
    assert await drained(fake, inbox) == ["latest", "unheard_of", "typo"]


async def test_edited_commands_are_ignored(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(GROUP, "/latest")
    fake.push_channel_post(CHANNEL, "/latest")
    await inbox.request()
    await inbox.request()
    for update in (
        {"edited_message": fake.said[-2]["message"] | {"edit_date": 2}},
        {"edited_channel_post": fake.said[-1]["channel_post"] | {"edit_date": 2}},
    ):
        fake.push(update, forced=True)  # as one left from before we named what we want
    assert await drained(fake, inbox) == []


async def test_only_what_is_handled_is_asked_for(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(ADMIN, "/help")
    await inbox.request()
    assert fake.allowed_updates == ["message", "channel_post", "callback_query", "my_chat_member"]


@pytest.mark.parametrize(("user", "admin"), [(ADMIN, "yes"), (STRANGER, "no"), (4004, "no")])
async def test_admins_of_a_group_are_asked_of_telegram(
    fake: FakeTelegram, inbox: RecordingInbox, user: int, admin: str
) -> None:
    fake.push_message(FORUM, "/help", user=user)
    assert await (await inbox.request()).is_group_admin() is (admin == "yes")


async def test_an_anonymous_admin_counts_and_is_known_by_the_group(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    fake.push_message(FORUM, "/help", as_chat=FORUM)
    request = await inbox.request()
    assert (request.user, await request.is_group_admin()) == (str(FORUM), True)


async def test_a_channels_voice_in_a_group_is_no_admin(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(FORUM, "/help", as_chat=CHANNEL)
    request = await inbox.request()
    assert (request.user, await request.is_group_admin()) == (str(CHANNEL), False)


async def test_nobody_is_admin_of_a_private_chat_or_when_telegram_cannot_say(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    fake.push_message(ADMIN, "/help")
    assert not await (await inbox.request()).is_group_admin()
    fake.fail_next(CHAT_NOT_FOUND, method="getChatMember")
    fake.push_message(FORUM, "/help")
    assert not await (await inbox.request()).is_group_admin()


@pytest.mark.parametrize(
    ("chat", "old", "status", "event"),
    [
        (ADMIN, "member", "kicked", "left"),  # blocked
        (ADMIN, "kicked", "member", "joined"),
        (GROUP, "left", "member", "joined"),
        (GROUP, "member", "left", "left"),
        (FORUM, "member", "restricted", "joined"),
        (CHANNEL, "left", "administrator", "joined"),
        (CHANNEL, "administrator", "kicked", "left"),
    ],
)
async def test_coming_and_going(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int, old: str, status: str, event: str
) -> None:
    fake.push_my_chat_member(chat, status, old=old)
    assert await inbox.event() == (event, at(chat), None)


@pytest.mark.parametrize(
    ("chat", "old", "status", "user"),
    [
        (GROUP, "left", "member", str(ADMIN)),
        (FORUM, "kicked", "member", str(ADMIN)),
        (CHANNEL, "left", "administrator", None),  # nobody else can add it there
    ],
)
async def test_who_adds_the_bot_hears_what_to_do_next(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int, old: str, status: str, user: str | None
) -> None:
    update = fake.push_my_chat_member(chat, status, old=old)
    request = await inbox.request()
    assert (request.command, request.address, request.user) == ("start", at(chat), user)
    assert request.key == str(update)
    assert (await fake.until_sent(1))[0].chat == chat
    assert await inbox.event() == ("joined", at(chat), None)


@pytest.mark.parametrize(
    ("chat", "old", "status"),
    [(GROUP, "member", "administrator"), (CHANNEL, "administrator", "left"), (ADMIN, "kicked", "member")],
)
async def test_who_was_there_or_leaves_is_not_greeted(
    fake: FakeTelegram, inbox: RecordingInbox, chat: int, old: str, status: str
) -> None:
    fake.push_my_chat_member(chat, status, old=old)
    await inbox.event()
    assert await drained(fake, inbox) == []


@pytest.mark.parametrize(("user", "admin"), [(ADMIN, True), (STRANGER, False)])
async def test_whether_who_adds_the_bot_runs_the_group_is_asked_of_telegram(
    fake: FakeTelegram, inbox: RecordingInbox, user: int, *, admin: bool
) -> None:
    fake.push_my_chat_member(FORUM, "member", old="left", user=user)
    request = await inbox.request()
    assert (request.user, await request.is_group_admin()) == (str(user), admin)


async def test_who_is_restricted_and_no_member_is_out(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_my_chat_member(FORUM, "restricted", is_member=False)
    assert await inbox.event() == ("left", at(FORUM), None)


async def test_a_migration_is_told_once(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.migrate(GROUP, -100500)
    assert await inbox.event() == ("moved", at(GROUP), at(-100500))
    assert await drained(fake, inbox) == []
    assert inbox.events.empty()


async def test_a_reply_that_cannot_be_sent_harms_nothing(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.fail_next(BLOCKED)
    fake.push_message(GROUP, "/latest")
    fake.push_message(GROUP, "/latest")
    await inbox.request()
    await inbox.request()
    assert len(await fake.until_sent(1)) == 1


async def test_a_long_reply_comes_in_parts(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    inbox.reply = message(*(f"{number} " + "x" * 1000 for number in range(6)))
    fake.push_message(FORUM, "/latest", thread=7)
    parts = await fake.until_sent(2)
    assert [part.thread for part in parts] == [7, 7]
    assert [line.split()[0] for part in parts for line in part.text.split("\n")] == list("012345")


async def test_an_event_that_fails_is_logged_and_does_not_end_listening(
    fake: FakeTelegram, transport: TelegramTransport, capsys: pytest.CaptureFixture[str]
) -> None:
    class Fragile(RecordingInbox):
        async def joined(self, address: Address) -> None:
            raise RuntimeError("no room")

    inbox = Fragile(message((Run("ok"),)))
    await transport.start(inbox)
    fake.push_my_chat_member(GROUP, "member")
    assert await drained(fake, inbox) == []
    assert "update not handled" in capsys.readouterr().out


async def test_updates_are_handled_one_after_the_other(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    class Slow(RecordingInbox):
        first = True

        async def answer(self, request: Request) -> Message | None:
            if self.first:
                self.first = False
                await asyncio.sleep(0.05)
            return await super().answer(request)

    inbox = Slow()
    await transport.start(inbox)
    for number in range(3):
        fake.push_message(ADMIN, f"/latest {number}")
    assert [(await inbox.request()).words for _ in range(3)] == ["0", "1", "2"]


async def test_an_answer_waits_where_telegram_asks_for_a_short_wait(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    inbox.reply = message("one " * 1_000, "two " * 1_000)
    fake.fail_next(too_many(1))
    fake.push_message(GROUP, "/latest")
    one, two = await fake.until_sent(2)
    assert (one.text[:3], two.text[:3]) == ("one", "two")


async def test_an_answer_that_would_have_to_wait_long_is_left_out_and_the_next_is_given(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    fake.fail_next(too_many(3_600))
    fake.push_message(GROUP, "/latest")
    await inbox.request()
    fake.push_message(GROUP, "/help")
    assert len(await fake.until_sent(1)) == 1
