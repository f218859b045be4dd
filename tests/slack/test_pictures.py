"""Pictures in Slack: shared in the channel, with the text as their comment; without the scope, the text."""

from dataclasses import replace

import pytest

from bot.model import Address, Run
from handlers.slack.transport import SlackTransport
from tests.contract.harness import RecordingInbox, message, picture
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_USER, Broken, Error, Limited, Status

NEWS = Address("slack", "C0NEWS")
AT = f"<@{BOT_USER}>"
CHART = message((Run("Killed", bold=True), Run(" & <26>")), picture=picture())


async def test_the_text_is_the_comment_of_the_picture(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = CHART
    slack.push(slack.mention(f"{AT} chart", thread_ts="1700000000.000001"))
    await slack.until(lambda: slack.posted)

    (posted,) = slack.posted
    assert posted.file is not None
    assert (posted.file.name, posted.file.alt, posted.file.data) == (
        "sheet.png",
        "a blank sheet",
        picture().png,
    )
    assert (posted.shown(), posted.thread_ts) == ("Killed & <26>", "1700000000.000001")


async def test_a_picture_asked_for_by_a_slash_command_is_seen_by_all(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    inbox.reply = CHART
    slack.push(slack.slash_command("/rasid", "chart"))
    await slack.until(lambda: slack.posted)

    (posted,) = slack.posted
    assert (posted.channel, posted.to, posted.shown()) == ("C0NEWS", None, "Killed & <26>")


async def test_long_arabic_texts_fit_into_a_call(slack: FakeSlack, inbox: RecordingInbox) -> None:
    words = "قتيل " * 199
    inbox.reply = message(words * 2, picture=replace(picture(), alt=words.strip()))
    slack.push(slack.mention(f"{AT} chart"))
    await slack.until(lambda: slack.posted)

    (posted,) = slack.posted
    assert posted.file is not None
    assert (posted.file.alt, posted.shown()) == (words.strip(), words * 2)


async def test_an_upload_that_is_cut_short_leaves_the_text(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    slack.cut_uploads = True
    await transport.send(NEWS, CHART, 1)

    (posted,) = slack.posted
    assert posted.shown().endswith("No picture: \u2068SlackRequestError\u2069")


async def test_the_rest_of_a_long_text_follows(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = message(*["word " * 500] * 8, picture=picture())
    slack.push(slack.mention(f"{AT} chart"))
    await slack.until(lambda: len(slack.posted) == 3)

    assert [bool(posted.file) for posted in slack.posted] == [True, False, False]
    assert sum(posted.shown().count("word") for posted in slack.posted) == 4_000


async def test_a_picture_without_a_text_is_shared(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = message(picture=picture())
    slack.push(slack.mention(f"{AT} chart"))
    await slack.until(lambda: slack.posted)

    assert slack.posted[0].file is not None
    assert slack.posted[0].blocks == []


async def test_without_the_scope_the_text_says_which_one_is_missing(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.fail_next("files.getUploadURLExternal", Error("missing_scope", needed="files:write"))
    inbox.reply = CHART
    slack.push(slack.slash_command("/rasid", "chart"))
    await slack.until(lambda: slack.posted)

    (posted,) = slack.posted
    assert posted.to == "U0ADA"  # a text is seen by who asked alone, as ever
    assert posted.shown() == "Killed & <26>\n\nNo picture: \u2068missing_scope: files:write\u2069"
    assert [e["text"] for e in posted.elements() if e.get("style", {}).get("code")] == [
        "missing_scope: files:write"
    ]


async def test_in_a_channel_without_the_bot_the_text_is_answered(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.channels["C0NEWS"].member = False
    inbox.reply = CHART
    slack.push(slack.slash_command("/rasid", "chart"))
    await slack.until(lambda: slack.posted)

    assert "not_in_channel" in slack.posted[0].shown()


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize(
    "fault", [Limited(0), Status(502), Broken(accepted=False), Error("file_uploads_disabled")], ids=repr
)
async def test_a_picture_that_fails_leaves_the_text(
    slack: FakeSlack, transport: SlackTransport, method: str, fault: Limited | Status | Broken | Error
) -> None:
    slack.fail_next(method, fault)
    ts = await transport.send(NEWS, CHART, 1)

    (posted,) = slack.posted
    assert (posted.ts, posted.file) == (ts, None)
    assert posted.shown().startswith("Killed & <26>\n\nNo picture: ")


async def test_a_picture_is_shared_before_its_text_and_in_its_thread(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    first = await transport.send(NEWS, message("26 killed"), 1)
    ts = await transport.send(NEWS, CHART, 2, first)

    _, file, text = slack.posted
    assert file.file is not None
    assert (file.thread_ts, file.blocks) == (first, [])
    assert (text.thread_ts, text.ts, text.shown()) == (first, ts, "Killed & <26>")
