"""Pictures at the wire: with the text below them, before it, or without it."""

from dataclasses import replace

import pytest

from bot.errors import BadMessageError, ChannelGoneError, TopicGoneError
from bot.model import Address, Message, Run
from handlers.telegram.render import CAPTION_LIMIT, split
from handlers.telegram.transport import TelegramTransport
from tests.contract.harness import RecordingInbox, message, picture
from tests.fakes import telegram_faults as faults
from tests.fakes.telegram import FakeTelegram
from tests.telegram.conftest import FORUM, GROUP

HERE = Address("telegram", str(GROUP))
CHART = message((Run("Killed", bold=True), Run(" <26>")), picture=picture())


def of_length(length: int) -> Message:
    return message("🙂" * (length // 2) + "x" * (length % 2), picture=picture())


async def test_the_text_stands_below_the_picture(fake: FakeTelegram, transport: TelegramTransport) -> None:
    sent_id = await transport.send(HERE, CHART, 1)

    (sent,) = fake.sent
    assert (str(sent.id), sent.photo, sent.text) == (sent_id, picture().png, "Killed <26>")
    assert sent.marked("bold") == ["Killed"]


@pytest.mark.parametrize(("length", "parts"), [(CAPTION_LIMIT, 1), (CAPTION_LIMIT + 1, 2)])
async def test_a_text_that_is_too_long_comes_behind_it(
    fake: FakeTelegram, transport: TelegramTransport, length: int, parts: int
) -> None:
    first = await transport.send(HERE, of_length(length), 1)

    assert len(fake.sent) == parts
    assert (fake.sent[0].photo, str(fake.sent[0].id)) == (picture().png, first)
    assert "".join(sent.text for sent in fake.sent) == of_length(length).lines[0][0].text
    assert fake.sent[-1].photo == (b"" if parts == 2 else picture().png)


async def test_a_long_answer_with_a_picture_comes_whole(fake: FakeTelegram, inbox: RecordingInbox) -> None:
    inbox.reply = of_length(9_000)
    fake.push_message(GROUP, "/latest")

    sent = await fake.until_sent(4)
    assert [bool(one.photo) for one in sent] == [True, False, False, False]
    assert "".join(one.text for one in sent) == "🙂" * 4_500


def test_a_picture_alone_is_one_part() -> None:
    assert split(replace(CHART, lines=())) == [replace(CHART, lines=())]


async def test_a_reply_with_a_picture_is_a_reply_in_its_topic(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    forum = Address("telegram", str(FORUM), "7")
    first = await transport.send(forum, message("26 killed"), 1)
    await transport.send(forum, CHART, 2, first)

    assert [(sent.thread, sent.reply_to) for sent in fake.sent] == [(7, None), (7, int(first))]


async def test_a_topic_that_is_gone_is_told_of_a_picture_as_of_a_text(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    with pytest.raises(TopicGoneError):
        await transport.send(Address("telegram", str(FORUM), "8"), CHART, 1)
    assert fake.sent == []


@pytest.mark.parametrize(
    "fault",
    [
        faults.NO_PHOTOS,
        faults.Reject(400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN"),
        faults.Reject(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        faults.Reject(400, "Bad Request: IMAGE_PROCESS_FAILED"),
    ],
    ids=lambda fault: fault.description,
)
async def test_a_picture_that_is_refused_leaves_the_text_with_the_reason(
    fake: FakeTelegram, transport: TelegramTransport, fault: faults.Reject
) -> None:
    fake.fail_next(fault, method="sendPhoto")
    await transport.send(HERE, CHART, 1)

    (sent,) = fake.sent
    assert sent.photo == b""
    assert sent.text.startswith("Killed <26>\n\nNo picture: ")
    (why,) = sent.marked("code")
    assert why.lower() == fault.description.removeprefix("Bad Request: ").lower()


async def test_markup_that_is_refused_goes_plain_below_the_picture(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    fake.fail_next(faults.CANNOT_PARSE, method="sendPhoto")
    await transport.send(HERE, CHART, 1)

    (sent,) = fake.sent
    assert (sent.photo, sent.text, sent.entities) == (picture().png, "Killed <26>", ())


@pytest.mark.parametrize(
    ("fault", "error"),
    [(faults.KICKED, ChannelGoneError), (faults.Reject(400, "Bad Request: WHATEVER"), BadMessageError)],
    ids=["gone", "refused"],
)
async def test_other_refusals_are_those_of_any_message(
    fake: FakeTelegram, transport: TelegramTransport, fault: faults.Reject, error: type[Exception]
) -> None:
    fake.fail_next(fault, method="sendPhoto")
    with pytest.raises(error):
        await transport.send(HERE, CHART, 1)
    assert fake.sent == []


async def test_the_fake_takes_photos_as_telegram_does(
    fake: FakeTelegram, transport: TelegramTransport
) -> None:
    for wrong in (b"no png", picture().png[:16] + b"\x00\x00\x27\x10\x00\x00\x00\x01"):
        await transport.send(HERE, replace(CHART, picture=replace(picture(), png=wrong)), 1)

    assert [sent.photo for sent in fake.sent] == [b"", b""]
