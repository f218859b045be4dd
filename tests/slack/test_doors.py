"""Socket Mode and HTTP mode: getting in, staying in, who is let in."""

import asyncio
import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.errors import TransportDownError
from bot.model import Access, Address, Channel, Watch
from handlers.commands import Commands
from handlers.slack import doors
from handlers.slack import transport as transport_module
from handlers.slack.doors import Door
from handlers.slack.transport import SlackTransport
from handlers.slack.updates import Updates
from tests.contract.harness import RecordingInbox, message, reserved_port
from tests.fakes.desk import FakeDesk
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import (
    APP_TOKEN,
    BOT_TOKEN,
    BOT_USER,
    PATIENCE,
    SIGNING_SECRET,
    Error,
    Limited,
    Silent,
    Status,
)

AT = f"<@{BOT_USER}>"


@pytest.mark.parametrize("politely", [True, False])
async def test_a_socket_that_slack_closes_is_opened_again(
    slack: FakeSlack, inbox: RecordingInbox, *, politely: bool
) -> None:
    await slack.until(lambda: slack.connections == 1)
    await slack.disconnect(politely=politely)
    await slack.until(lambda: slack.connections == 2)
    slack.push(slack.mention(f"{AT} help"))

    assert (await inbox.request()).command == "help"


async def test_an_outage_is_waited_out(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "_WATCH", 0.05)
    monkeypatch.setattr(transport_module, "_LAST_RETRY", 0.05)
    transport = SlackTransport(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url)
    inbox = RecordingInbox()
    await transport.start(inbox)

    await slack.close()
    await slack.open()
    slack.push(slack.mention(f"{AT} help"))

    assert (await inbox.request()).command == "help"
    await transport.stop()


@pytest.mark.parametrize(
    ("method", "code"),
    [
        ("auth.test", "invalid_auth"),
        ("auth.test", "account_inactive"),
        ("apps.connections.open", "invalid_auth"),
        ("apps.connections.open", "missing_scope"),
        ("apps.connections.open", "not_allowed_token_type"),
    ],
)
async def test_a_token_that_slack_refuses_is_said_at_the_start(
    slack: FakeSlack, transport: SlackTransport, method: str, code: str
) -> None:
    slack.fail_next(method, Error(code))

    with pytest.raises(TransportDownError, match=code):
        await transport.start(RecordingInbox())


async def test_another_tokens_place_is_noticed(slack: FakeSlack) -> None:
    swapped = SlackTransport(bot_token=APP_TOKEN, app_token=BOT_TOKEN, base_url=slack.base_url)

    with pytest.raises(TransportDownError, match="invalid_auth"):
        await swapped.start(RecordingInbox())
    await swapped.stop()


@pytest.mark.parametrize("fault", [Limited(1), Status(503), Error("internal_error")], ids=repr)
@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_bad_moment_at_the_start_is_waited_out(
    slack: FakeSlack, transport: SlackTransport, method: str, fault: Limited | Status | Error
) -> None:
    slack.fail_next(method, fault)
    inbox = RecordingInbox()
    await transport.start(inbox)
    slack.push(slack.mention(f"{AT} help"))

    assert (await inbox.request()).command == "help"


async def test_a_worthless_ticket_is_not_tried_for_ever(
    slack: FakeSlack, transport: SlackTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport_module, "_START_SECONDS", 0.2)
    monkeypatch.setattr(doors, "_CONNECT_SECONDS", 0.3)
    slack.refuse_sockets = 2  # at the start, and in the background
    inbox = RecordingInbox()
    await transport.start(inbox)
    slack.push(slack.mention(f"{AT} help"))

    assert (await inbox.request()).command == "help"


async def test_a_slack_that_says_nothing_does_not_hold_up_the_start(
    slack: FakeSlack, transport: SlackTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport_module, "_START_SECONDS", 0.2)
    monkeypatch.setattr(transport._web, "timeout", 0.4)  # the start is over when the call gives up
    slack.fail_next("auth.test", Silent())
    inbox = RecordingInbox()
    await transport.start(inbox)
    slack.push(slack.mention(f"{AT} help"))

    assert (await inbox.request()).command == "help"


async def test_a_refusal_that_comes_after_the_start_is_told_as_an_error(
    slack: FakeSlack, transport: SlackTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport_module, "_START_SECONDS", 0)
    slack.fail_next("auth.test", Error("invalid_auth"))
    inbox = RecordingInbox()
    with capture_logs() as logs:
        await transport.start(inbox)
        slack.push(slack.mention(f"{AT} help"))
        await inbox.request()

    (told,) = [line["error"] for line in logs if line["log_level"] == "error"]
    assert "invalid_auth" in told


class Faulty(SlackTransport):
    """Has a defect that shows itself when it connects."""

    def __init__(self, slack: FakeSlack, *, times: int) -> None:
        super().__init__(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url)
        self._times = times

    def _make_door(self, updates: Updates) -> Door:
        if self._times:
            self._times -= 1
            raise RuntimeError("nobody foresaw this")
        return super()._make_door(updates)


@pytest.mark.parametrize("at_start", [True, False])
async def test_what_nobody_foresaw_is_told_and_does_not_end_the_listening(
    slack: FakeSlack, *, at_start: bool
) -> None:
    transport, inbox = Faulty(slack, times=1), RecordingInbox()
    if not at_start:
        await slack.close()
    with capture_logs() as logs:
        await transport.start(inbox)
        if not at_start:
            await slack.open()
        slack.push(slack.mention(f"{AT} help"))
        await inbox.request()
        await transport.stop()

    (told,) = [line for line in logs if line["log_level"] == "error"]
    assert told["exc_info"]


async def test_a_stop_does_not_raise_what_the_watcher_met(slack: FakeSlack) -> None:
    await slack.close()
    transport = Faulty(slack, times=9)
    await transport.start(RecordingInbox())
    await slack.open()
    with capture_logs() as logs:
        async with asyncio.timeout(PATIENCE):
            while not logs:  # noqa: ASYNC110  until the watcher has met it
                await asyncio.sleep(0.01)

    await transport.stop()


async def test_a_command_under_way_is_answered_before_the_stop(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    inbox = RecordingInbox(message("As you wish."))
    await transport.start(inbox)
    await slack.acked(slack.push(slack.slash_command("/latest")))
    await transport.stop()

    assert [posted.shown() for posted in slack.posted] == ["As you wish."]


# --- HTTP mode ---


def by_requests(slack: FakeSlack, port: int) -> SlackTransport:
    return SlackTransport(
        bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, base_url=slack.base_url, port=port
    )


@pytest.fixture
async def served(slack: FakeSlack) -> AsyncIterator[tuple[str, RecordingInbox]]:
    """The address at which the bot takes Slack's requests, and what it makes of them."""
    port = reserved_port()
    transport = by_requests(slack, port)
    inbox = RecordingInbox(message("As you wish."))
    await transport.start(inbox)
    yield f"http://127.0.0.1:{port}/slack/events", inbox
    await transport.stop()


async def test_a_signed_command_is_answered(slack: FakeSlack, served: tuple[str, RecordingInbox]) -> None:
    url, inbox = served

    assert await slack.request(url, slack.slash_command("/latest", "oil 3")) == (200, "")
    request = await inbox.request()
    assert (request.command, request.words) == ("latest", "oil 3")
    await slack.until(lambda: slack.posted)
    assert slack.posted[0].to == "U0ADA"


async def test_a_signed_event_is_heeded(slack: FakeSlack, served: tuple[str, RecordingInbox]) -> None:
    url, inbox = served

    status, _ = await slack.request(url, slack.mention(f"{AT} latest"))
    assert status == 200
    assert (await inbox.request()).command == "latest"


async def test_slack_can_verify_the_address(slack: FakeSlack, served: tuple[str, RecordingInbox]) -> None:
    url, _ = served
    status, body = await slack.request(url, {"type": "url_verification", "challenge": "c0ffee"})

    assert status == 200
    assert "c0ffee" in body


@pytest.mark.parametrize(("secret", "age"), [("wrong" * 6, 0), (SIGNING_SECRET, 301), (SIGNING_SECRET, -301)])
async def test_a_bad_or_an_old_signature_is_refused(
    slack: FakeSlack,
    served: tuple[str, RecordingInbox],
    caplog: pytest.LogCaptureFixture,
    secret: str,
    age: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    url, inbox = served

    status, _ = await slack.request(url, slack.slash_command("/latest"), secret=secret, age=age)
    assert status == 401
    assert await slack.request(url, slack.slash_command("/watches")) == (200, "")
    assert (await inbox.request()).command == "watches"  # and the other never came
    assert "verification-token" not in caplog.text


@pytest.mark.parametrize("missing", ["X-Slack-Signature", "X-Slack-Request-Timestamp"])
async def test_a_request_without_a_signature_is_refused(
    slack: FakeSlack, served: tuple[str, RecordingInbox], missing: str
) -> None:
    url, inbox = served

    assert (await slack.request(url, slack.slash_command("/latest"), without=missing))[0] == 401
    assert await slack.request(url, slack.slash_command("/watches")) == (200, "")
    assert (await inbox.request()).command == "watches"


async def test_a_recorded_request_played_again_does_nothing_twice(slack: FakeSlack) -> None:
    """Within five minutes its signature is good."""
    port, desk = reserved_port(), FakeDesk(configured=[Watch("oil", "Oil")])
    desk.allowed = Access(admins=frozenset({"slack:U0ADA"}))
    transport = by_requests(slack, port)
    await transport.start(Commands(desk))
    url = f"http://127.0.0.1:{port}/slack/events"
    subscribed, mentioned = slack.slash_command("/subscribe", "oil"), slack.mention(f"{AT} language fr")
    for payload in (subscribed, mentioned, subscribed, mentioned):
        assert (await slack.request(url, payload))[0] == 200
        await slack.until(lambda: len(slack.posted) == len(desk.updates))
    await slack.request(url, slack.slash_command("/unsubscribe", "oil"))
    await slack.until(lambda: len(slack.posted) == 3)
    await slack.request(url, subscribed)
    await slack.request(url, slack.slash_command("/watches"))
    await slack.until(lambda: len(slack.posted) == 4)

    assert desk.channels[Address("slack", "C0NEWS")] == Channel(Address("slack", "C0NEWS"), "fr")
    await transport.stop()


async def test_variables_that_bolt_would_take_for_itself_change_nothing(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        monkeypatch.setenv(name, "from the environment")
    port = reserved_port()
    transport, inbox = by_requests(slack, port), RecordingInbox()
    await transport.start(inbox)

    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        for path in ("/slack/install", "/slack/oauth_redirect"):
            async with session.get(path) as answer:
                assert answer.status == 404
    url = f"http://127.0.0.1:{port}/slack/events"
    assert await slack.request(url, slack.slash_command("/latest")) == (200, "")
    assert (await inbox.request()).command == "latest"
    await transport.stop()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_half_a_request_does_not_hold_up_the_stop(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "_GOODBYE_SECONDS", 0.05)
    port = reserved_port()
    transport = by_requests(slack, port)
    await transport.start(RecordingInbox())
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: rasid\r\nContent-Length: 9\r\n\r\nhalf")
    await writer.drain()

    try:
        async with asyncio.timeout(PATIENCE):
            await transport.stop()
    finally:
        writer.close()


async def test_an_address_in_use_is_said_at_the_start(
    slack: FakeSlack, served: tuple[str, RecordingInbox]
) -> None:
    port = int(served[0].split(":")[2].split("/")[0])
    second = by_requests(slack, port)

    with pytest.raises(TransportDownError, match=str(port)):
        await second.start(RecordingInbox())
    await second.stop()
