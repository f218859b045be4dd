"""What people say and what happens in the workspace, over the socket."""

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.model import Address, Message, Run
from handlers.base import Request
from handlers.slack import updates
from handlers.slack.transport import SlackTransport
from handlers.slack.words import SLASH_COMMANDS, behind_mention, command_of
from tests.contract.harness import RecordingInbox, message, picture
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, BOT_USER, Broken, Limited

NEWS = Address("slack", "C0NEWS")
AT = f"<@{BOT_USER}>"


class BusyInbox(RecordingInbox):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__(message("Done."))
        self.let = asyncio.Event()

    async def answer(self, request: Request) -> Message | None:
        await super().answer(request)
        await self.let.wait()
        return self.reply


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("latest 3", ("latest", "3")),
        (" Latest  oil  3 ", ("latest", "oil  3")),
        ("/latest 3", ("latest", "3")),
        (": latest", ("latest", "")),
        ("\u200f\u00a0latest\u200f", ("latest", "")),
        ("subscribe a &amp; b &lt;c&gt;", ("subscribe", "a & b <c>")),
        ("why <https://a.example/1?x=1&amp;y=2>", ("why", "https://a.example/1?x=1&y=2")),
        ("why <http://a.example/1|a.example/1> <@U1>", ("why", "http://a.example/1 <@U1>")),
        ("subscribe &amp;lt;", ("subscribe", "&lt;")),
        ("", ("help", "")),
        ("  ", ("help", "")),
        ("اشترك في النفط", ("اشترك", "في النفط")),
    ],
)
def test_a_command_is_read(text: str, expected: tuple[str, str]) -> None:
    assert command_of(text) == expected


@given(st.text())
def test_any_text_is_some_command(text: str) -> None:
    command, words = command_of(text)
    assert command
    assert command == command.lower()
    assert words == words.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{AT} latest", " latest"),
        (f"<@{BOT_USER}|rasid> latest", " latest"),
        (f"\u200f {AT}", ""),
        (f"thanks, {AT}!", None),
        ("<@U0ADA> latest", None),
        ("", None),
    ],
)
def test_a_mention_is_read(text: str, expected: str | None) -> None:
    assert behind_mention(text, BOT_USER) == expected


@pytest.mark.parametrize("command", [c for c in SLASH_COMMANDS if c != "rasid"])
async def test_a_slash_command_of_its_own(slack: FakeSlack, inbox: RecordingInbox, command: str) -> None:
    payload = slack.slash_command(f"/{command}", " oil  3 ")
    slack.push(payload)

    request = await inbox.request()
    assert (request.address, request.command, request.words) == (NEWS, command, "oil  3")
    assert (request.user, request.key) == ("U0ADA", payload["trigger_id"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ("help", "")), ("status", ("status", "")), ("Latest a &amp;lt; 3", ("latest", "a &lt; 3"))],
)
async def test_the_command_with_everything_in_it(
    slack: FakeSlack, inbox: RecordingInbox, text: str, expected: tuple[str, str]
) -> None:
    slack.push(slack.slash_command("/rasid", text))

    request = await inbox.request()
    assert (request.command, request.words) == expected


async def test_a_slash_command_is_answered_to_who_gave_it(slack: FakeSlack, inbox: RecordingInbox) -> None:
    slack.channels["C0NEWS"].member = False  # it works there too
    slack.push(slack.slash_command("/watches"))

    await slack.until(lambda: slack.posted)
    (posted,) = slack.posted
    assert (posted.channel, posted.to, posted.shown()) == ("C0NEWS", "U0ADA", "As you wish.")


async def test_a_mention_is_answered_for_all_to_see(slack: FakeSlack, inbox: RecordingInbox) -> None:
    slack.push(slack.mention(f"{AT} latest 3"))

    request = await inbox.request()
    assert (request.address, request.command, request.words, request.user) == (NEWS, "latest", "3", "U0ADA")
    await slack.until(lambda: slack.posted)
    assert [(posted.channel, posted.to, posted.thread_ts) for posted in slack.posted] == [
        ("C0NEWS", None, None)
    ]


async def test_in_a_thread_it_answers_there_and_means_the_channel(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.push(slack.mention(f"{AT} subscribe oil", thread_ts="1700000000.000001"))

    assert (await inbox.request()).address == NEWS
    await slack.until(lambda: slack.posted)
    assert slack.posted[0].thread_ts == "1700000000.000001"


@pytest.mark.parametrize("text", ["latest 3", f"{AT} latest 3"])
async def test_a_direct_message_is_a_command(slack: FakeSlack, inbox: RecordingInbox, text: str) -> None:
    slack.push(slack.direct_message(text))

    request = await inbox.request()
    assert (request.address, request.command) == (Address("slack", "D0ADA"), "latest")


async def test_only_what_people_say_to_it_the_first_time_is_heeded(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.push(slack.mention(f"{AT} help", bot_id="B0OTHER"))
    slack.push(slack.mention(f"{AT} help", edited={"user": "U0ADA", "ts": "1.2"}))
    slack.push(slack.mention(f"as {AT} says"))
    slack.push(slack.direct_message("help", subtype="message_changed"))
    slack.push(slack.direct_message("help", user=BOT_USER))
    last = slack.push(slack.mention(f"{AT} latest"))
    await slack.acked(last)

    assert (await inbox.request()).command == "latest"
    assert inbox.requests.empty()


async def test_it_is_acknowledged_before_the_work_is_done(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    inbox = BusyInbox()
    await transport.start(inbox)
    for payload in (slack.slash_command("/latest"), slack.mention(f"{AT} latest")):
        envelope = slack.push(payload)
        await slack.acked(envelope)
    assert slack.posted == []

    inbox.let.set()
    await slack.until(lambda: len(slack.posted) == 2)


async def test_every_event_is_acknowledged_even_one_that_nobody_heeds(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    joined = slack.event("member_joined_channel", user="U0ADA", channel="C0NEWS")
    for kind in ("member_joined_channel", "not_subscribed_by_us"):
        await slack.acked(slack.push(joined | {"event": joined["event"] | {"type": kind}}))


async def test_a_redelivered_event_has_the_same_key(slack: FakeSlack, inbox: RecordingInbox) -> None:
    payload = slack.mention(f"{AT} latest")
    slack.push(payload)
    slack.push(payload, retry=1)

    assert {(await inbox.request()).key, (await inbox.request()).key} == {payload["event_id"]}


async def test_one_chat_is_answered_in_order_and_holds_up_no_other(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    inbox = BusyInbox()
    await transport.start(inbox)
    slack.push(slack.slash_command("/subscribe", "oil"))
    slack.push(slack.slash_command("/unsubscribe", "oil"))
    slack.push(slack.direct_message("latest"))

    came = [(await inbox.request()).command, (await inbox.request()).command]
    assert came == ["subscribe", "latest"]
    inbox.let.set()
    assert (await inbox.request()).command == "unsubscribe"


async def test_a_command_that_never_ends_does_not_hold_up_the_stop(
    slack: FakeSlack, transport: SlackTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "_GRACE", 0.05)
    inbox = BusyInbox()
    await transport.start(inbox)
    slack.push(slack.slash_command("/latest"))
    await inbox.request()
    await transport.stop()

    inbox.let.set()
    await asyncio.sleep(0)
    assert slack.posted == []


async def test_a_long_answer_comes_in_parts(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = message(*[f"{number} " + "word " * 100 for number in range(50)])
    slack.push(slack.slash_command("/latest", "50"))
    slack.push(slack.mention(f"{AT} latest 50"))

    await slack.until(lambda: len(slack.posted) == 8)
    privately = "".join(posted.shown() for posted in slack.posted if posted.to)
    openly = "".join(posted.shown() for posted in slack.posted if not posted.to)
    assert privately == openly
    assert openly.startswith("0 word")
    assert "49 word" in openly


async def test_no_more_answers_than_slack_takes(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = message(*[f"{number} " + "word " * 100 for number in range(200)])
    with capture_logs() as logs:
        slack.push(slack.slash_command("/latest", "200"))
        await slack.until(lambda: len(slack.posted) == 5)
        await settled(slack, inbox)

    assert [line["event"] for line in logs] == ["answer cut"]


async def settled(slack: FakeSlack, inbox: RecordingInbox) -> None:
    """Until a later command of the same chat was answered: all before it is done."""
    while not inbox.requests.empty():
        inbox.requests.get_nowait()
    inbox.reply = None
    slack.push(slack.slash_command("/watches"))
    await inbox.request()


async def test_commands_are_named_as_they_are_typed_here(slack: FakeSlack, inbox: RecordingInbox) -> None:
    typed = (Run("/help me", code=True),)
    inbox.reply = message("/help: all of them, /helpers a/help //help", "/latest [watch]", typed)
    slack.push(slack.slash_command("/watches"))
    slack.push(slack.slash_command("/latest"))  # quotes feeds

    await slack.until(lambda: len(slack.posted) == 2)
    assert [posted.shown() for posted in slack.posted] == [
        "/rasid help: all of them, /helpers a/help //help\n/latest [watch]\n/rasid help me",
        "/help: all of them, /helpers a/help //help\n/latest [watch]\n/rasid help me",
    ]


@pytest.mark.parametrize("fault", [Broken(accepted=False), Limited(0)], ids=repr)
async def test_an_answer_that_cannot_be_given_ends_nothing(
    slack: FakeSlack, inbox: RecordingInbox, fault: Broken | Limited
) -> None:
    slack.fail_next("chat.postMessage", fault)
    slack.push(slack.mention(f"{AT} help"))
    slack.push(slack.mention(f"{AT} help"))

    await inbox.request()
    await inbox.request()
    answered = 2 if isinstance(fault, Limited) else 1  # it waits and asks again, once
    await slack.until(lambda: len(slack.posted) == answered)


async def test_what_is_said_back_cannot_mention_anybody(slack: FakeSlack, inbox: RecordingInbox) -> None:
    inbox.reply = message("<!channel> <@U0ADA>", (Run("<!here>", bold=True),))
    slack.push(slack.slash_command("/latest"))

    await slack.until(lambda: slack.posted)
    assert "<!" not in slack.posted[0].text
    assert "<@" not in slack.posted[0].text
    assert {element["type"] for element in slack.posted[0].elements()} == {"text"}


@pytest.mark.parametrize(
    ("user", "expected"),
    [("U0ADA", False), ("U0BOSS", True), ("U0OWNER", True), ("U0GUEST", False), ("U0NOBODY", False)],
)
async def test_admins_are_those_of_our_workspace(
    slack: FakeSlack, inbox: RecordingInbox, user: str, *, expected: bool
) -> None:
    slack.push(slack.slash_command("/subscribe", "oil", user=user))

    request = await inbox.request()
    assert "users.info" not in {method for method, _ in slack.calls}  # asked only when it decides
    assert await request.is_group_admin() is expected


JOINED = [
    ("member_joined_channel", {"user": BOT_USER, "channel": "C0NEWS", "channel_type": "C"}),
    ("member_joined_channel", {"user": BOT_USER, "channel": "G0PRIVATE", "channel_type": "G"}),
    ("channel_unarchive", {"user": "U0ADA", "channel": "C0NEWS"}),
    ("group_unarchive", {"user": "U0ADA", "channel": "G0PRIVATE"}),
]
LEFT = [
    ("channel_left", {"channel": "C0NEWS"}),
    ("channel_archive", {"user": "U0ADA", "channel": "C0NEWS"}),
    ("channel_deleted", {"channel": "C0NEWS"}),
    ("group_left", {"channel": "G0PRIVATE"}),
    ("group_archive", {"user": "U0ADA", "channel": "G0PRIVATE"}),
    ("group_deleted", {"channel": "G0PRIVATE"}),
]


@pytest.mark.parametrize(
    ("what", "type_", "fields"),
    [("joined", *case) for case in JOINED] + [("left", *case) for case in LEFT],
)
async def test_comings_and_goings(
    slack: FakeSlack, inbox: RecordingInbox, what: str, type_: str, fields: dict[str, str]
) -> None:
    slack.push(slack.event("member_joined_channel", user="U0ADA", channel="C0OTHER"))  # not the bot
    slack.push(slack.event(type_, **fields))

    assert await inbox.event() == (what, Address("slack", fields["channel"]), None)
    assert inbox.events.empty()


@pytest.mark.parametrize("inviter", ["U0ADA", None])
async def test_who_invites_the_bot_hears_what_to_do_next(
    slack: FakeSlack, inbox: RecordingInbox, inviter: str | None
) -> None:
    by = {"inviter": inviter} if inviter else {}
    payload = slack.event("member_joined_channel", user=BOT_USER, channel="C0NEWS", channel_type="C", **by)
    slack.push(payload)

    request = await inbox.request()
    assert (request.address, request.command, request.key) == (NEWS, "start", payload["event_id"])
    assert request.user == (inviter or BOT_USER)
    await slack.until(lambda: slack.posted)
    assert [(posted.channel, posted.to) for posted in slack.posted] == [("C0NEWS", None)]


async def test_others_who_come_in_are_not_greeted(slack: FakeSlack, inbox: RecordingInbox) -> None:
    slack.push(slack.event("member_joined_channel", user="U0ADA", channel="C0NEWS"))
    slack.push(slack.event("channel_unarchive", user="U0ADA", channel="C0NEWS"))
    await settled(slack, inbox)
    assert slack.posted == []


async def test_a_private_channel_that_is_shared_has_another_id(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    ids = {"old_channel_id": "G0PRIVATE", "new_channel_id": "C0SHARED"}
    slack.push(slack.event("channel_id_changed", channel_type="G", **ids))

    moved = ("moved", Address("slack", "G0PRIVATE"), Address("slack", "C0SHARED"))
    assert await inbox.event() == moved


@pytest.mark.parametrize(
    ("type_", "fields", "told"),
    [
        ("tokens_revoked", {"tokens": {"oauth": [], "bot": [BOT_USER]}}, 1),
        ("tokens_revoked", {"tokens": {"oauth": ["U0ADA"]}}, 0),
        ("app_uninstalled", {}, 1),
    ],
)
async def test_a_token_taken_away_is_told(
    slack: FakeSlack, inbox: RecordingInbox, type_: str, fields: dict[str, object], told: int
) -> None:
    with capture_logs() as logs:
        slack.push(slack.event(type_, **fields))
        slack.push(slack.mention(f"{AT} help"))
        await inbox.request()

    assert len([line for line in logs if line["log_level"] == "error"]) == told


async def test_nothing_that_slack_sends_is_logged_at_any_level(
    slack: FakeSlack,
    transport: SlackTransport,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    inbox = RecordingInbox(message("Done."))
    await transport.start(inbox)
    command = slack.slash_command("/latest", "Wb3kPq")
    slack.push(command)
    await slack.until(lambda: slack.posted)
    await transport.stop()

    seen = caplog.text + "".join(capfd.readouterr())
    for secret in (BOT_TOKEN, APP_TOKEN, "ticketSecret", command["response_url"], command["token"], "Wb3kPq"):
        assert secret not in seen


async def test_the_manifest_asks_for_no_scope_that_is_not_used(
    slack: FakeSlack, inbox: RecordingInbox
) -> None:
    slack.push(slack.slash_command("/subscribe", "oil", user="U0BOSS"))
    assert await (await inbox.request()).is_group_admin()
    slack.push(slack.mention(f"{AT} help"))
    slack.push(slack.direct_message("help"))
    slack.push(slack.event("channel_left", channel="C0NEWS"))
    slack.push(slack.event("group_left", channel="G0PRIVATE"))
    transport = SlackTransport(bot_token=BOT_TOKEN, base_url=slack.base_url)
    for channel in slack.channels:
        await transport.send(Address("slack", channel), message("Prices rose.", picture=picture()), 1)

    assert slack.scopes_used == slack.scopes
