"""Listening: through outages, restarts and refusals, by polling and by webhook; and without leaks."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict

import aiohttp
import pytest
from structlog.testing import capture_logs
from telegram.warnings import PTBUserWarning

from bot.errors import TransportDownError
from bot.model import Address, Message
from handlers.base import Request
from handlers.telegram.listen import Webhook
from handlers.telegram.outcomes import TOKEN_REFUSED
from handlers.telegram.transport import TelegramTransport
from tests.contract.harness import PATIENCE, RecordingInbox, message, reserved_port
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import CANNOT_PARSE, Broken, Drop, Reject, Stall, too_many
from tests.telegram.conftest import ADMIN, GROUP

SECRET = "a-secret-of_Telegram-and-us"


@pytest.fixture
async def hook() -> Webhook:
    port = reserved_port()
    return Webhook(url=f"http://127.0.0.1:{port}/telegram/in.box", secret=SECRET, port=port)


async def test_polling_goes_on_after_an_outage(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    fake.push_message(ADMIN, "/latest 1")
    assert (await inbox.request()).words == "1"
    await fake.down()
    fake.push_message(ADMIN, "/latest 2")
    await fake.up()
    assert (await inbox.request()).words == "2"


@pytest.mark.parametrize(
    "fault",
    [Drop(accepted=False), Broken(502), Reject(401, "Unauthorized"), too_many(1), Reject(409, "Conflict: x")],
)
async def test_polling_goes_on_after_any_refusal(
    fake: FakeTelegram, transport: TelegramTransport, fault: Reject
) -> None:
    fake.fail_next(fault, method="getUpdates")
    inbox = RecordingInbox()
    await transport.start(inbox)
    fake.push_message(ADMIN, "/latest")
    assert (await inbox.request()).command == "latest"


async def test_commands_given_while_we_were_away_are_answered(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.push_message(ADMIN, "/latest")
    inbox = RecordingInbox(message("ok"))
    await transport.start(inbox)
    assert (await inbox.request()).command == "latest"


async def test_an_update_is_confirmed_only_after_it_was_handled(fake: FakeTelegram) -> None:
    """A crash while an update is handled leaves it with Telegram, and the next start gets it."""
    handled = asyncio.Event()

    class Crashing(RecordingInbox):
        async def answer(self, request: Request) -> Message | None:
            handled.set()
            await asyncio.Event().wait()
            return None

    number = fake.push_message(ADMIN, "/latest")
    crashing = TelegramTransport(fake.token, base_url=fake.base_url)
    await crashing.start(Crashing())
    await handled.wait()
    assert [update["update_id"] for update in fake.updates] == [number]
    assert crashing._listener
    assert crashing._listener._task
    crashing._listener._task.cancel()  # as a crash would end it
    await asyncio.wait([crashing._listener._task])
    await crashing.stop()

    again = TelegramTransport(fake.token, base_url=fake.base_url)
    inbox = RecordingInbox()
    await again.start(inbox)
    assert (await inbox.request()).key == str(number)
    await again.stop()


async def test_stopping_lets_the_reply_in_hand_go_out(fake: FakeTelegram) -> None:
    transport = TelegramTransport(fake.token, base_url=fake.base_url)
    begun = asyncio.Event()

    class Thoughtful(RecordingInbox):
        async def answer(self, request: Request) -> Message | None:
            begun.set()
            await asyncio.sleep(0.05)
            return message("at last")

    await transport.start(Thoughtful())
    fake.push_message(ADMIN, "/latest")
    await begun.wait()
    await transport.stop()
    assert [sent.text for sent in fake.sent] == ["at last"]


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_a_command_that_never_ends_does_not_hold_up_the_stop(
    fake: FakeTelegram, hook: Webhook, monkeypatch: pytest.MonkeyPatch, *, by_webhook: bool
) -> None:
    monkeypatch.setattr("handlers.telegram.listen._GRACE", 0.05)
    begun, ended = asyncio.Event(), asyncio.Event()

    class Endless(RecordingInbox):
        async def answer(self, request: Request) -> Message | None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()
            return None

    webhook = asdict(hook) if by_webhook else None
    transport = TelegramTransport(fake.token, base_url=fake.base_url, webhook=webhook)
    await transport.start(Endless())
    fake.push_message(ADMIN, "/latest")
    await begun.wait()
    async with asyncio.timeout(PATIENCE):
        await transport.stop()
    assert ended.is_set()


async def test_what_a_webhook_brought_is_answered_before_the_stop(fake: FakeTelegram, hook: Webhook) -> None:
    """Telegram does not bring it again."""
    transport = TelegramTransport(fake.token, base_url=fake.base_url, webhook=asdict(hook))
    begun, go_on = asyncio.Event(), asyncio.Event()

    class Slow(RecordingInbox):
        async def answer(self, request: Request) -> Message | None:
            begun.set()
            await go_on.wait()
            return message(f"{request.words} at last")

    await transport.start(Slow())
    for number in range(3):
        fake.push_message(ADMIN, f"/latest {number}")
    async with asyncio.timeout(PATIENCE):
        await begun.wait()
        while fake.updates:  # noqa: ASYNC110  until all are brought
            await asyncio.sleep(0.01)
    go_on.set()
    await transport.stop()
    assert [sent.text for sent in fake.sent] == ["0 at last", "1 at last", "2 at last"]


async def test_the_library_starts_no_schedule_of_its_own(transport: TelegramTransport) -> None:
    await transport.start(RecordingInbox())
    assert transport._listener
    with pytest.warns(PTBUserWarning, match="No `JobQueue` set up"):
        assert transport._listener._app.job_queue is None


async def test_a_stopped_transport_starts_again(fake: FakeTelegram, transport: TelegramTransport) -> None:
    for _ in range(2):
        inbox = RecordingInbox()
        await transport.start(inbox)
        fake.push_message(ADMIN, "/latest")
        assert (await inbox.request()).command == "latest"
        await transport.stop()


async def test_it_sends_also_before_telegram_ever_answered(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    await fake.down()
    await transport.start(RecordingInbox())
    await fake.up()
    await transport.send(Address("telegram", str(GROUP)), message("news"), 1)
    assert [sent.text for sent in fake.sent] == ["news"]


async def test_a_platform_that_is_silent_does_not_hold_up_the_start(
    fake: FakeTelegram, transport: TelegramTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.listen.START_PATIENCE", 0.1)
    fake.fail_next(Stall(), method="getMe")
    inbox = RecordingInbox()
    async with asyncio.timeout(PATIENCE):
        await transport.start(inbox)
    fake.push_message(ADMIN, "/latest")
    assert (await inbox.request()).command == "latest"


async def test_a_refusal_that_comes_after_the_start_is_told_once_as_an_error(
    fake: FakeTelegram, transport: TelegramTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.listen._BACKOFF", (0.01,) * 9)
    await fake.down()
    inbox = RecordingInbox()
    with capture_logs() as logs:
        await transport.start(inbox)
        fake.fail_next(*[Reject(401, "Unauthorized")] * 3, method="getMe")
        await fake.up()
        fake.push_message(ADMIN, "/latest")
        await inbox.request()

    (told,) = [line for line in logs if line["log_level"] == "error"]
    assert told["error"] == TOKEN_REFUSED


async def test_a_polling_bot_takes_down_a_webhook_of_before(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.webhook = {"url": "https://old.example/"}
    fake.push_message(ADMIN, "/latest")
    inbox = RecordingInbox()
    await transport.start(inbox)
    assert (await inbox.request()).command == "latest"  # what was pending is not dropped


async def test_menus_in_every_language_and_english_for_others(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    fake.push_message(ADMIN, "/help")
    await inbox.request()
    for scope in ("default", "all_group_chats", "all_chat_administrators"):
        assert {language: menu["help"] for (of, language), menu in fake.commands.items() if of == scope} == {
            "": "what I can do (en)",
            "ar": "what I can do (ar)",
            "en": "what I can do (en)",
            "fr": "what I can do (fr)",
        }


async def test_who_runs_no_group_is_offered_there_what_changes_nothing(
    fake: FakeTelegram, inbox: RecordingInbox
) -> None:
    fake.push_message(ADMIN, "/help")
    await inbox.request()
    offered = {scope for (scope, _), menu in fake.commands.items() if "subscribe" in menu}
    assert offered == {"default", "all_chat_administrators"}


async def test_a_menu_that_is_refused_does_not_matter(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.fail_next(CANNOT_PARSE, method="setMyCommands")
    inbox = RecordingInbox()
    await transport.start(inbox)
    fake.push_message(ADMIN, "/latest")
    assert (await inbox.request()).command == "latest"


@pytest.mark.parametrize("token", ["123456789:" + "y" * 35, "nonsense"])
async def test_a_wrong_token_is_said_without_showing_it(fake: FakeTelegram, token: str) -> None:
    transport = TelegramTransport(token, base_url=fake.base_url)
    with pytest.raises(TransportDownError) as caught:
        await transport.start(RecordingInbox())
    seen: BaseException | None = caught.value
    while seen:
        assert token not in repr(seen)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    await transport.stop()


async def test_no_log_record_shows_the_token(
    fake: FakeTelegram,
    transport: TelegramTransport,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At DEBUG, through a start, an outage, a revoked token in the background, and a stop."""
    caplog.set_level(logging.DEBUG)
    await fake.down()
    inbox = RecordingInbox(message("ok"))
    await transport.start(inbox)
    fake.revoked = True
    await fake.up()
    await asyncio.wait_for(fake.turned_away.wait(), PATIENCE)
    fake.revoked = False
    fake.push_message(ADMIN, "/latest")
    await inbox.request()
    await fake.until_sent(1)
    await transport.stop()

    logging.getLogger("tests").debug("the net is set")
    shown = "\n".join(map(logging.Formatter().format, caplog.records)) + capsys.readouterr().out
    assert "the net is set" in shown
    assert "listening to Telegram" in shown
    assert fake.token not in shown
    assert fake.token.partition(":")[2] not in shown


@pytest.fixture
async def hooked(fake: FakeTelegram, hook: Webhook) -> AsyncIterator[RecordingInbox]:
    fake.push_message(GROUP, "/latest 3")  # while we were away
    transport = TelegramTransport(fake.token, base_url=fake.base_url, webhook=asdict(hook))
    inbox = RecordingInbox(message("As you wish."))
    await transport.start(inbox)
    yield inbox
    await transport.stop()


async def test_a_webhook_brings_commands(fake: FakeTelegram, hooked: RecordingInbox, hook: Webhook) -> None:
    request = await hooked.request()
    assert (request.command, request.words, request.address) == (
        "latest",
        "3",
        Address("telegram", str(GROUP)),
    )
    (reply,) = await fake.until_sent(1)
    assert reply.chat == GROUP
    assert fake.webhook is not None
    assert fake.webhook["url"] == hook.url
    assert fake.webhook["secret_token"] == SECRET
    assert fake.allowed_updates == ["message", "channel_post", "callback_query", "my_chat_member"]
    assert not any(method == "getUpdates" for method, _ in fake.calls)


async def test_a_webhook_refuses_who_does_not_know_the_secret(
    fake: FakeTelegram, hooked: RecordingInbox, hook: Webhook
) -> None:
    await hooked.request()
    update = fake.said[-1] | {"update_id": 1}
    async with aiohttp.ClientSession() as session:
        for headers, status in (
            ({}, 403),
            ({"X-Telegram-Bot-Api-Secret-Token": "guess"}, 403),
            ({"X-Telegram-Bot-Api-Secret-Token": SECRET}, 200),
        ):
            async with session.post(hook.url, json=update, headers=headers) as answer:
                assert answer.status == status
    assert (await hooked.request()).key == "1"
    assert hooked.requests.empty()
