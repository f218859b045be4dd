"""Every outcome of a send, at the wire."""

from datetime import timedelta

import httpx
import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    TopicGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)
from bot.model import Address, Run
from handlers.telegram import transport as module
from handlers.telegram.outcomes import outcome
from handlers.telegram.transport import GROUP_GAP, PRIVATE_GAP, TelegramTransport
from tests.contract.harness import message
from tests.fakes import telegram_faults as faults
from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import CHANNEL, FORUM, GROUP

NEWS = message((Run("Haftar", bold=True), Run(" <meets> Sisi")))


def to(chat: int, topic: str | None = None) -> Address:
    return Address("telegram", str(chat), topic)


GONE = [
    faults.BLOCKED,
    faults.KICKED,
    faults.NOT_A_MEMBER,
    faults.DEACTIVATED,
    faults.DELETED,
    faults.CHAT_NOT_FOUND,
    faults.NO_RIGHTS,
    faults.Reject(400, "Bad Request: have no rights to send a message"),
    faults.Reject(400, "Bad Request: need administrator rights in the channel chat"),
    faults.Reject(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    faults.Reject(400, "Bad Request: TOPIC_CLOSED"),
]


@pytest.mark.parametrize("fault", GONE, ids=lambda fault: fault.description)
async def test_a_chat_that_is_closed_to_us(
    fake: FakeTelegram, transport: TelegramTransport, fault: faults.Reject
) -> None:
    fake.fail_next(fault)
    with pytest.raises(ChannelGoneError, match=r"does not let us write there: "):
        await transport.send(to(GROUP), NEWS, 1)
    assert fake.sent == []


@pytest.mark.parametrize(
    ("chat", "status"),
    [(1001, "kicked"), (GROUP, "left"), (CHANNEL, "member"), (FORUM, "restricted"), (-9, "")],
)
async def test_the_fake_refuses_as_telegram_does(
    fake: FakeTelegram, transport: TelegramTransport, chat: int, status: str
) -> None:
    if chat in fake.chats:
        fake.chats[chat].status = status
    with pytest.raises(ChannelGoneError):
        await transport.send(to(chat), NEWS, 1)


async def test_a_group_that_became_a_supergroup_names_its_new_id(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.migrate(GROUP, -100500)
    with pytest.raises(ChannelMovedError) as caught:
        await transport.send(to(GROUP), NEWS, 1)
    assert caught.value.chat == "-100500"
    await transport.send(to(-100500), NEWS, 1)
    assert [sent.chat for sent in fake.sent] == [-100500]


async def test_a_flood_wait_is_passed_on(fake: FakeTelegram, transport: TelegramTransport) -> None:
    fake.fail_next(faults.too_many(43_837))
    with pytest.raises(TryLaterError) as caught:
        await transport.send(to(GROUP), NEWS, 1)
    assert caught.value.after == timedelta(seconds=43_837)


def test_a_flood_wait_in_seconds_is_understood_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PTB_TIMEDELTA", raising=False)
    with pytest.warns(PTBDeprecationWarning):
        later = outcome(RetryAfter(7))
    assert isinstance(later, TryLaterError)
    assert later.after == timedelta(seconds=7)


@pytest.mark.parametrize(
    "fault",
    [faults.Drop(), faults.Broken(502), faults.Broken(504), faults.Reject(500, "Internal Server Error")],
)
async def test_a_broken_answer_is_ambiguous_and_not_sent_again(
    fake: FakeTelegram, transport: TelegramTransport, fault: faults.Fault
) -> None:
    fake.fail_next(fault)
    with pytest.raises(AmbiguousError):
        await transport.send(to(GROUP), NEWS, 1)
    assert [method for method, _ in fake.calls] == ["sendMessage"]


async def test_an_answer_that_comes_too_late_is_ambiguous(
    fake: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SEND_READ", 0.2)
    transport = TelegramTransport(fake.token, base_url=fake.base_url)
    fake.fail_next(faults.Stall())
    with pytest.raises(AmbiguousError, match="ReadTimeout"):
        await transport.send(to(GROUP), NEWS, 1)
    assert len(fake.sent) == 1
    await transport.stop()


async def test_a_platform_that_is_not_there_took_nothing(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    await fake.down()
    with pytest.raises(TryLaterError, match="ConnectError"):
        await transport.send(to(GROUP), NEWS, 1)


async def test_a_gateways_page_is_no_traceback_in_the_log(
    fake: FakeTelegram, transport: TelegramTransport, caplog: pytest.LogCaptureFixture
) -> None:
    fake.fail_next(faults.Broken(502))
    with pytest.raises(AmbiguousError):
        await transport.send(to(GROUP), NEWS, 1)
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (httpx.ConnectTimeout("x"), TryLaterError),
        (httpx.PoolTimeout("x"), TryLaterError),
        (httpx.ProxyError("x"), TryLaterError),
        (httpx.ReadTimeout("x"), AmbiguousError),
        (httpx.WriteTimeout("x"), AmbiguousError),
        (httpx.ReadError("x"), AmbiguousError),
        (httpx.RemoteProtocolError("x"), AmbiguousError),
        (None, AmbiguousError),
    ],
)
def test_how_far_a_request_came_decides(cause: Exception | None, kind: type[TransportError]) -> None:
    error = TimedOut() if isinstance(cause, httpx.TimeoutException) else NetworkError("x")
    error.__cause__ = cause
    assert type(outcome(error)) is kind


def test_an_answer_that_cannot_be_read_is_ambiguous() -> None:
    assert isinstance(outcome(TelegramError("Invalid server response")), AmbiguousError)


async def test_characters_that_no_wire_carries_are_refused(transport: TelegramTransport) -> None:
    with pytest.raises(BadMessageError):
        await transport.send(to(GROUP), message("half a pair: \ud83d"), 1)


async def test_a_revoked_token(fake: FakeTelegram, transport: TelegramTransport) -> None:
    fake.revoked = True
    with pytest.raises(TransportDownError, match="@BotFather"):
        await transport.send(to(GROUP), NEWS, 1)


async def test_markup_that_telegram_cannot_read_goes_out_plain_once(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.fail_next(faults.CANNOT_PARSE)
    await transport.send(to(FORUM, "7"), NEWS, 1)
    (sent,) = fake.sent
    assert (sent.raw, sent.entities, sent.thread) == ("Haftar <meets> Sisi", (), 7)
    assert "parse_mode" not in sent.params

    fake.fail_next(faults.CANNOT_PARSE, faults.CANNOT_PARSE)
    with pytest.raises(BadMessageError, match="parse entities"):
        await transport.send(to(GROUP), NEWS, 2)
    assert len(fake.sent) == 1


async def test_what_is_too_long_goes_out_cut(fake: FakeTelegram, transport: TelegramTransport) -> None:
    await transport.send(to(GROUP), message("long " * 2000), 1)
    (sent,) = fake.sent
    assert sent.text.startswith("long long")
    assert sent.text.endswith("…")


async def test_any_other_refusal_is_final(fake: FakeTelegram, transport: TelegramTransport) -> None:
    with pytest.raises(BadMessageError, match="text is empty"):
        await transport.send(to(GROUP), message(), 1)
    assert len(fake.calls) == 1


async def test_a_refusal_that_nobody_foresaw_is_not_tried_for_ever(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.fail_next(
        faults.Reject(400, "Bad Request: SOMETHING_NEW"), faults.Reject(409, "Conflict: something")
    )
    with pytest.raises(BadMessageError, match=r"(?i)something_new"):
        await transport.send(to(GROUP), NEWS, 1)
    with pytest.raises(TransportError, match="something") as caught:
        await transport.send(to(GROUP), NEWS, 2)
    assert type(caught.value) is TransportError


async def test_a_topic_is_written_to(fake: FakeTelegram, transport: TelegramTransport) -> None:
    await transport.send(to(FORUM, "7"), NEWS, 1)
    assert [(sent.chat, sent.thread) for sent in fake.sent] == [(FORUM, 7)]


async def test_the_general_topic_is_named_by_no_id(fake: FakeTelegram, transport: TelegramTransport) -> None:
    await transport.send(to(FORUM, "1"), NEWS, 1)
    (sent,) = fake.sent
    assert (sent.chat, sent.thread) == (FORUM, None)
    assert "message_thread_id" not in sent.params
    assert len(fake.calls) == 1


async def test_a_deleted_topic_is_told_from_a_chat_that_refuses(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    with pytest.raises(TopicGoneError):
        await transport.send(to(FORUM, "8"), NEWS, 1)
    assert fake.sent == []

    fake.fail_next(faults.THREAD_NOT_FOUND)  # where no topic was named there is none to be gone
    with pytest.raises(BadMessageError):
        await transport.send(to(FORUM), NEWS, 2)


async def test_the_address_of_a_server_of_ones_own_may_end_in_a_slash(fake: FakeTelegram) -> None:
    transport = TelegramTransport(fake.token, base_url=fake.base_url + "/")
    await transport.send(to(GROUP), NEWS, 1)
    assert len(fake.sent) == 1
    await transport.stop()


async def test_links_are_not_previewed(fake: FakeTelegram, transport: TelegramTransport) -> None:
    await transport.send(to(GROUP), NEWS, 1)
    assert fake.sent[0].params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(
    ("chat", "gap"),
    [("1001", PRIVATE_GAP), ("-1001", GROUP_GAP), ("-100777", GROUP_GAP), ("@news", GROUP_GAP)],
)
def test_gaps_keep_to_telegrams_limits(transport: TelegramTransport, chat: str, gap: timedelta) -> None:
    assert transport.gap(Address("telegram", chat)) == gap
    assert timedelta(seconds=1) < PRIVATE_GAP
    assert timedelta(minutes=1) / 20 < GROUP_GAP


def test_timeouts_give_an_answer_time_and_stay_below_a_lease(transport: TelegramTransport) -> None:
    sending = transport._requests[0]
    assert isinstance(sending, HTTPXRequest)
    limits = sending._client.timeout
    assert limits.read is not None
    assert limits.read >= 20
    longest = sum(limit or 0 for limit in (limits.connect, limits.read, limits.write, limits.pool))
    assert 2 * longest < 120
