import pytest

from bot.errors import AmbiguousError, MessageGoneError, TransportError, TryLaterError
from bot.model import Address, Run
from handlers.slack.transport import SlackTransport
from tests.contract.harness import message
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_TOKEN, Broken, Error, Limited

NEWS = Address("slack", "C0NEWS")


def another(slack: FakeSlack) -> SlackTransport:
    """The bot after a restart."""
    return SlackTransport(bot_token=BOT_TOKEN, base_url=slack.base_url)


async def test_a_post_has_blocks_and_a_fallback_and_unfolds_no_links(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    ts = await transport.send(NEWS, message((Run("a & b", bold=True),)), 7)

    (posted,) = slack.posted
    assert (posted.ts, posted.text, posted.shown()) == (ts, "a &amp; b", "a & b")
    assert posted.raw["unfurl_links"] is posted.raw["unfurl_media"] is False
    assert posted.raw["mrkdwn"] is False  # the fallback is text, too
    assert "link_names" not in posted.raw
    assert posted.raw.get("parse", "none") == "none"


async def test_a_post_carries_its_delivery(transport: SlackTransport, slack: FakeSlack) -> None:
    await transport.send(NEWS, message("Prices rose."), 7)

    metadata = slack.posted[0].metadata
    assert metadata is not None
    assert metadata["event_payload"]["delivery_id"] == "7"


async def test_a_message_that_did_arrive_is_not_sent_again(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    before = await transport.send(NEWS, message("Prices."), 6)
    slack.fail_next("chat.postMessage", Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Prices rose."), 7)

    ts = await transport.send(NEWS, message("Prices rose."), 7)

    assert [posted.ts for posted in slack.posted] == [before, ts]


async def test_a_reply_is_in_its_thread_and_in_the_channel(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    first = await transport.send(NEWS, message("26 killed"), 6)
    await transport.send(NEWS, message("Killed 26 → 31"), 7, first)

    assert [(posted.thread_ts, posted.broadcast) for posted in slack.posted] == [(None, False), (first, True)]


async def test_a_reply_that_did_arrive_is_found_in_its_thread(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    first = await transport.send(NEWS, message("26 killed"), 6)
    slack.fail_next("chat.postMessage", Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Killed 26 → 31"), 7, first)

    ts = await another(slack).send(NEWS, message("Killed 26 → 31"), 7, first)

    assert [posted.ts for posted in slack.posted] == [first, ts]


async def test_a_message_is_known_again_though_more_is_known_by_now(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    slack.fail_next("chat.postMessage", Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("26 killed", "north"), 7)

    ts = await transport.send(NEWS, message("26 killed", "Now: 31", "north, south"), 7)

    assert [posted.ts for posted in slack.posted] == [ts]


async def test_an_edit_keeps_the_mark_of_its_delivery(transport: SlackTransport, slack: FakeSlack) -> None:
    ts = await transport.send(NEWS, message("26 killed"), 7)
    before = slack.posted[0].metadata
    await transport.edit(NEWS, ts, message("26 killed", "south"), 7)

    (posted,) = slack.posted
    assert (posted.edited, posted.text, posted.metadata) == (True, "26 killed\nsouth", before)


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed", "message_not_found"])
async def test_what_slack_lets_nobody_edit_is_gone(
    transport: SlackTransport, slack: FakeSlack, code: str
) -> None:
    ts = await transport.send(NEWS, message("26 killed"), 7)
    slack.fail_next("chat.update", Error(code))
    with pytest.raises(MessageGoneError):
        await transport.edit(NEWS, ts, message("26 killed", "south"), 7)


async def test_a_message_that_did_not_arrive_is_sent_again(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    slack.fail_next("chat.postMessage", Broken(accepted=False))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Prices rose."), 7)

    await transport.send(NEWS, message("Prices rose."), 7)

    assert len(slack.posted) == 1


async def test_a_send_cut_off_by_a_crash_is_found_after_the_restart(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    ts = await transport.send(NEWS, message("Prices rose."), 7)

    assert await another(slack).send(NEWS, message("Prices rose."), 7) == ts
    assert len(slack.posted) == 1


async def test_another_message_under_an_old_id_is_sent(transport: SlackTransport, slack: FakeSlack) -> None:
    await transport.send(NEWS, message("Prices rose."), 1)

    await another(slack).send(NEWS, message("Prices fell."), 1)  # a new database counts from one again

    assert [posted.shown() for posted in slack.posted] == ["Prices rose.", "Prices fell."]


async def test_without_leave_to_read_it_sends_again(slack: FakeSlack, transport: SlackTransport) -> None:
    slack.scopes.discard("channels:history")
    slack.fail_next("chat.postMessage", Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Prices rose."), 7)

    await transport.send(NEWS, message("Prices rose."), 7)

    assert len(slack.posted) == 2


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Limited(9), TryLaterError),
        (Error("ratelimited"), TryLaterError),
        (Broken(accepted=False), AmbiguousError),
        (Error("internal_error"), AmbiguousError),
    ],
    ids=repr,
)
async def test_when_slack_cannot_be_asked_nothing_is_sent(
    transport: SlackTransport,
    slack: FakeSlack,
    fault: Limited | Broken | Error,
    expected: type[TransportError],
) -> None:
    slack.fail_next("conversations.history", fault, fault)  # aiohttp asks a second time by itself

    with pytest.raises(expected):
        await transport.send(NEWS, message("Prices rose."), 7)

    assert slack.posted == []


async def test_a_look_that_is_refused_for_an_unknown_reason_holds_up_nothing(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    slack.fail_next("conversations.history", Error("a_new_code"))

    await transport.send(NEWS, message("Prices rose."), 7)

    assert len(slack.posted) == 1


async def test_a_channel_is_looked_through_once(transport: SlackTransport, slack: FakeSlack) -> None:
    for number in range(3):
        await transport.send(NEWS, message(f"No. {number}"), number)

    assert [method for method, _ in slack.calls].count("conversations.history") == 1


async def test_the_gap_is_what_slack_wants() -> None:
    async with FakeSlack(flood=True) as slack:
        transport = another(slack)
        await transport.send(NEWS, message("one"), 1)
        with pytest.raises(TryLaterError):
            await transport.send(NEWS, message("two"), 2)
        slack.let_pass(transport.gap(NEWS))
        await transport.send(NEWS, message("two"), 2)


async def test_what_could_be_no_reply_and_did_arrive_is_not_sent_again(
    transport: SlackTransport, slack: FakeSlack
) -> None:
    first = await transport.send(NEWS, message("26 killed"), 6)
    slack.deleted.add((NEWS.chat, first))
    with pytest.raises(MessageGoneError):
        await transport.send(NEWS, message("Killed 26 → 31"), 7, first)
    slack.fail_next("chat.postMessage", Broken(accepted=True))
    with pytest.raises(AmbiguousError):
        await transport.send(NEWS, message("Killed 26 → 31"), 7)
    with pytest.raises(MessageGoneError):  # as the deliverer tries again: as a reply first
        await transport.send(NEWS, message("Killed 26 → 31"), 7, first)

    await transport.send(NEWS, message("Killed 26 → 31"), 7)

    assert [posted.text for posted in slack.posted] == ["26 killed", "Killed 26 → 31"]
