"""Every way in which a send can end, played at the wire."""

from datetime import timedelta

import pytest

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)
from bot.model import Address, Run
from handlers.slack import client
from handlers.slack.transport import SlackTransport
from tests.contract.harness import message
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_TOKEN, Broken, Error, Fault, Limited, Silent, Status

NEWS = Address("slack", "C0NEWS")

CODES: dict[type[TransportError], list[str]] = {
    ChannelGoneError: [
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
        "restricted_action_non_threadable_channel",
    ],
    TransportDownError: [
        "account_inactive",
        "token_revoked",
        "token_expired",
        "invalid_auth",
        "not_authed",
        "missing_scope",
        "ekm_access_denied",
        "org_login_required",
    ],
    BadMessageError: [
        "msg_too_long",
        "no_text",
        "invalid_blocks",
        "msg_blocks_too_long",
        "invalid_arguments",
    ],
    AmbiguousError: ["internal_error", "fatal_error", "service_unavailable"],
    TryLaterError: ["ratelimited", "rate_limited", "request_timeout", "team_added_to_org"],
    TransportError: [
        "a_new_code",
        "method_deprecated",
    ],  # given up after some tries: nobody knows that it passes
}


async def failing(transport: SlackTransport, slack: FakeSlack, fault: Fault) -> TransportError:
    slack.fail_next("chat.postMessage", fault, fault)  # also without its blocks, where that is tried
    with pytest.raises(TransportError) as caught:
        await transport.send(NEWS, message("Prices rose."), 1)
    return caught.value


@pytest.mark.parametrize(("expected", "code"), [(kind, code) for kind in CODES for code in CODES[kind]])
async def test_a_code_of_slack(
    transport: SlackTransport, slack: FakeSlack, expected: type[TransportError], code: str
) -> None:
    failure = await failing(transport, slack, Error(code))

    assert type(failure) is expected
    assert slack.posted == []


async def test_too_many_messages_say_how_long_to_wait(transport: SlackTransport, slack: FakeSlack) -> None:
    failure = await failing(transport, slack, Limited(30))

    assert isinstance(failure, TryLaterError)
    assert failure.after == timedelta(seconds=30)


@pytest.mark.parametrize(
    "fault",
    [
        Status(500),
        Status(502, "bad gateway", "text/plain"),
        Status(503, "{}", "application/json"),
        Status(200, "", "application/json"),
        Status(200, "{}", "application/json"),
        Status(200, "{half", "application/json"),
        Status(200, "all good", "text/plain"),
        Status(200, "[]", "application/json"),
        Broken(accepted=False),
        Broken(accepted=True),
    ],
    ids=repr,
)
async def test_an_answer_that_says_nothing_is_ambiguous(
    transport: SlackTransport, slack: FakeSlack, fault: Fault
) -> None:
    assert type(await failing(transport, slack, fault)) is AmbiguousError


async def test_a_refusal_by_something_in_between_may_last(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    assert type(await failing(transport, slack, Status(403))) is TransportError


async def test_no_answer_in_time_is_ambiguous(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT_SECONDS", 0.2)
    hasty = SlackTransport(bot_token=BOT_TOKEN, base_url=slack.base_url)

    assert type(await failing(hasty, slack, Silent())) is AmbiguousError
    assert len(slack.posted) == 1


@pytest.mark.parametrize("sent_before", [False, True])
async def test_nobody_listening_is_no_send(
    transport: SlackTransport, slack: FakeSlack, *, sent_before: bool
) -> None:
    if sent_before:
        await transport.send(NEWS, message("Prices fell."), 0)
    await slack.close()

    with pytest.raises(TryLaterError):
        await transport.send(NEWS, message("Prices rose."), 1)


async def test_a_dropped_connection_posts_once(transport: SlackTransport, slack: FakeSlack) -> None:
    await failing(transport, slack, Broken(accepted=True))

    assert [method for method, _ in slack.calls].count("chat.postMessage") == 1
    assert len(slack.posted) == 1


async def test_what_slack_says_of_a_bad_message_is_told(transport: SlackTransport, slack: FakeSlack) -> None:
    failure = await failing(transport, slack, Error("missing_scope", needed="chat:write"))

    assert "chat:write" in str(failure)


async def test_a_message_without_words_is_refused(transport: SlackTransport) -> None:
    with pytest.raises(BadMessageError):
        await transport.send(NEWS, message("", " "), 1)


async def test_channels_that_cannot_be_written_to(transport: SlackTransport, slack: FakeSlack) -> None:
    slack.channels["C0NEWS"].member = False
    with pytest.raises(ChannelGoneError, match="not_in_channel"):
        await transport.send(NEWS, message("Prices rose."), 1)
    slack.channels["C0NEWS"].member = slack.channels["C0NEWS"].archived = True
    with pytest.raises(ChannelGoneError, match="is_archived"):
        await transport.send(NEWS, message("Prices rose."), 1)
    with pytest.raises(ChannelGoneError, match="channel_not_found"):
        await transport.send(Address("slack", "C0NOWHERE"), message("Prices rose."), 1)


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"])
async def test_blocks_that_slack_does_not_take_are_left_out_once(
    transport: SlackTransport, slack: FakeSlack, code: str
) -> None:
    slack.fail_next("chat.postMessage", Error(code))
    said = message((Run("Prices ", bold=True), Run("rose", link="https://a.example/1")), "<!channel>")
    ts = await transport.send(NEWS, said, 1)
    (posted,) = slack.posted
    assert (posted.ts, posted.blocks) == (ts, [])
    assert posted.text == "Prices <https://a.example/1|rose>\n&lt;!channel&gt;"
    assert posted.raw["mrkdwn"] is False

    slack.fail_next("chat.postMessage", Error(code), Error(code))
    with pytest.raises(BadMessageError):
        await transport.send(NEWS, said, 2)
    assert len(slack.posted) == 1


async def test_a_message_that_arrived_without_its_blocks_is_known_again(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    slack.fail_next("chat.postMessage", Error("invalid_blocks"), Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Prices rose."), 1)
    assert await transport.send(NEWS, message("Prices rose."), 1) == slack.posted[0].ts
    assert len(slack.posted) == 1
