"""Buttons that are pressed in Slack, over the socket and by signed requests."""

import logging

import pytest

from bot.model import Address, Button
from handlers.base import Press, Pressed
from handlers.slack.transport import SlackTransport
from tests.contract.harness import RecordingInbox, message, reserved_port
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_TOKEN, SIGNING_SECRET, Broken, Posted
from tests.slack.test_updates import BusyInbox

NEWS = Address("slack", "C0NEWS")
ALERT = message("26 killed", buttons=(Button("Why?", "w:1:2"), Button("Mute this story", "m:1:2")))


async def told(slack: FakeSlack, transport: SlackTransport) -> Posted:
    """An alert in the channel."""
    await transport.send(NEWS, ALERT, 1)
    return slack.posted[-1]


async def test_buttons_stand_below_all_that_is_to_be_read(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    alert = await told(slack, transport)
    assert [block["type"] for block in alert.blocks] == ["rich_text", "actions"]
    assert [(label, button["value"]) for label, button in alert.buttons().items()] == [
        ("Why?", "w:1:2"),
        ("Mute this story", "m:1:2"),
    ]
    assert "Why?" not in alert.text  # of the notification


@pytest.mark.parametrize("paragraphs", [10, 49, 50, 120])
async def test_they_stand_there_also_when_the_text_is_cut(
    slack: FakeSlack, transport: SlackTransport, paragraphs: int
) -> None:
    lines = [line for number in range(paragraphs) for line in (f"{number}", "")]
    await transport.send(NEWS, message(*lines, buttons=ALERT.buttons), 1)
    (posted,) = slack.posted
    assert list(posted.buttons()) == ["Why?", "Mute this story"]
    shown = posted.shown().split("\n\n")
    assert shown[: len(shown) - 1] == [f"{number}" for number in range(len(shown) - 1)]
    assert shown[-1] == ("…" if paragraphs > 49 else f"{paragraphs - 1}")


async def test_a_press_is_acknowledged_before_the_work_is_done_and_answered_to_who_pressed(
    slack: FakeSlack, transport: SlackTransport
) -> None:
    class Busy(BusyInbox):
        async def press(self, press: Press) -> Pressed:
            await super().press(press)
            await self.let.wait()
            return Pressed(answer=message("Told as a new story."))

    inbox = Busy()
    await transport.start(inbox)
    alert = await told(slack, transport)
    envelope = slack.push(slack.press(alert, "Why?", user="U0BOSS"))
    await slack.acked(envelope)
    press = await inbox.pressed()
    assert (press.address, press.data, press.user) == (NEWS, "w:1:2", "U0BOSS")
    assert (press.privately, press.in_channel) == (True, False)
    assert slack.posted == [alert]

    inbox.let.set()
    await slack.until(lambda: len(slack.posted) == 2)
    answer = slack.posted[-1]
    assert (answer.channel, answer.to, answer.shown()) == ("C0NEWS", "U0BOSS", "Told as a new story.")
    assert answer.raw["replace_original"] is False


async def test_signed_requests_bring_presses_too(slack: FakeSlack) -> None:
    port = reserved_port()
    transport = SlackTransport(
        bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET, base_url=slack.base_url, port=port
    )
    inbox = RecordingInbox()
    inbox.outcome = Pressed(message("Muted."))
    await transport.start(inbox)
    try:
        alert = await told(slack, transport)
        payload = slack.press(alert, "Mute this story")
        url = f"http://127.0.0.1:{port}/slack/events"
        assert (await slack.request(url, payload))[0] == 200
        assert (await inbox.pressed()).data == "m:1:2"
        await slack.until(lambda: len(slack.posted) == 2)
        assert (slack.posted[-1].to, slack.posted[-1].shown()) == ("U0ADA", "Muted.")
        assert (await slack.request(url, payload, secret="another"))[0] == 401
    finally:
        await transport.stop()


@pytest.mark.parametrize(
    ("user", "admin"), [("U0ADA", False), ("U0BOSS", True), ("U0GUEST", False), ("U0NOBODY", False)]
)
async def test_who_may_change_something_is_asked_of_slack(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox, user: str, *, admin: bool
) -> None:
    slack.push(slack.press(await told(slack, transport), "Mute this story", user=user))
    assert await (await inbox.pressed()).is_group_admin() is admin


async def test_who_pressed_is_answered_in_the_language_of_their_slack(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox
) -> None:
    slack.users["U0ADA"]["locale"] = "fr-FR"
    slack.push(slack.press(await told(slack, transport), "Mute this story"))
    assert (await inbox.pressed()).language == "fr-FR"


async def test_a_command_that_is_named_is_typed_as_it_is_here(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(message("/help shows more."))
    slack.push(slack.press(await told(slack, transport), "Why?"))
    await slack.until(lambda: len(slack.posted) == 2)
    assert slack.posted[-1].shown() == "/rasid help shows more."


async def test_a_press_of_which_nothing_comes_is_acknowledged_and_no_more(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox
) -> None:
    alert = await told(slack, transport)
    payload = slack.press(alert, "Why?")
    for retry in (0, 1):
        await slack.acked(slack.push(payload, retry=retry))
        assert (await inbox.pressed()).key == payload["trigger_id"]
    slack.push(slack.slash_command("/watches"))
    await slack.until(lambda: len(slack.posted) == 2)
    assert slack.posted[-1].shown() == "As you wish."


async def test_what_is_no_button_of_ours_is_brought_as_it_is(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox
) -> None:
    alert = await told(slack, transport)
    for value, data in (({"value": "'; drop table"}, "'; drop table"), ({}, "None")):
        slack.push(slack.press(alert, {"type": "button", "action_id": "x", **value}))
        assert (await inbox.pressed()).data == data


async def test_an_answer_that_cannot_be_given_ends_nothing(
    slack: FakeSlack, transport: SlackTransport, inbox: RecordingInbox
) -> None:
    inbox.outcome = Pressed(message("Muted."))
    payload = slack.press(await told(slack, transport), "Mute this story")
    slack.push(payload | {"response_url": "http://127.0.0.1:1/actions/x"})
    await inbox.pressed()
    slack.fail_next("users.info", Broken(accepted=False))
    slack.push(payload)
    press = await inbox.pressed()
    assert not await press.is_group_admin()
    await slack.until(lambda: len(slack.posted) == 2)


async def test_the_address_of_an_answer_is_not_logged(
    slack: FakeSlack,
    transport: SlackTransport,
    inbox: RecordingInbox,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    inbox.outcome = Pressed(message("Muted."))
    payload = slack.press(await told(slack, transport), "Mute this story")
    slack.push(payload)
    await slack.until(lambda: len(slack.posted) == 2)
    slack.push(payload | {"response_url": "http://127.0.0.1:1/actions/secret-Wb3kPq"})
    await inbox.pressed()
    await transport.stop()

    seen = caplog.text + "".join(capfd.readouterr())
    assert payload["response_url"] not in seen
    assert "Wb3kPq" not in seen
