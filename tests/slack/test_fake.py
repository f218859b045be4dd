"""The fake is only worth something if it refuses what Slack refuses."""

from typing import Any

import aiohttp
import pytest

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN, Channel

Block = dict[str, Any]


def plain(length: int) -> Block:
    return {"type": "plain_text", "text": "x" * length}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def text(words: str) -> Block:
    return {"type": "text", "text": words}


def button(number: int, **more: Any) -> Block:
    return {"type": "button", "text": plain(5), "action_id": f"a{number}", "value": "v", **more}


async def call(slack: FakeSlack, method: str, token: str = BOT_TOKEN, **form: Any) -> Block:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.base_url + method, json=form, headers=headers) as response,
    ):
        found: Block = await response.json()
        return found


@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "section", "text": plain(3_000)}],
        [{"type": "section", "fields": [plain(10)] * 10}],
        [{"type": "header", "text": plain(150)}],
        [{"type": "context", "elements": [plain(10)] * 10}],
        [{"type": "divider"}] * 50,
        [{"type": "actions", "block_id": "b" * 255, "elements": [button(number) for number in range(25)]}],
        [
            {
                "type": "actions",
                "elements": [button(1, text=plain(75), action_id="a" * 255, value="v" * 2_000)],
            }
        ],
        [rich(text("x"), {"type": "link", "url": "https://a.example", "text": "a", "style": {"bold": True}})],
    ],
)
async def test_it_takes_what_slack_takes(slack: FakeSlack, blocks: list[Block]) -> None:
    assert (await call(slack, "chat.postMessage", channel="C0NEWS", text="x", blocks=blocks))["ok"]


@pytest.mark.parametrize(
    ("code", "blocks"),
    [
        ("invalid_blocks", [{"type": "section", "text": plain(3_001)}]),
        ("invalid_blocks", [{"type": "section"}]),
        ("invalid_blocks", [{"type": "section", "fields": [plain(10)] * 11}]),
        ("invalid_blocks", [{"type": "header", "text": plain(151)}]),
        ("invalid_blocks", [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}]),
        ("invalid_blocks", [{"type": "context", "elements": [plain(10)] * 11}]),
        ("invalid_blocks", [{"type": "divider"}] * 51),
        ("invalid_blocks", [{"type": "actions", "elements": []}]),
        ("invalid_blocks", [{"type": "actions", "elements": [button(number) for number in range(26)]}]),
        ("invalid_blocks", [{"type": "actions", "elements": [button(1), button(1)]}]),
        ("invalid_blocks", [{"type": "actions", "elements": [button(1, text=plain(76))]}]),
        ("invalid_blocks", [{"type": "actions", "elements": [button(1, action_id="a" * 256)]}]),
        ("invalid_blocks", [{"type": "actions", "elements": [button(1, value="v" * 2_001)]}]),
        ("invalid_blocks", [{"type": "actions", "block_id": "b" * 256, "elements": [button(1)]}]),
        ("invalid_blocks", [{"type": "divider", "block_id": "b"}] * 2),
        ("invalid_blocks", [{"type": "marquee"}]),
        ("invalid_blocks", [rich(text(""))]),
        ("invalid_blocks", [rich({**text("x"), "colour": "red"})]),
        ("invalid_blocks", [rich({"type": "link", "url": "javascript:x", "text": "x"})]),
        ("invalid_blocks", [rich({"type": "broadcast", "range": "channel"})]),
        ("msg_blocks_too_long", [rich(text("x" * 13_200))]),
    ],
)
async def test_it_refuses_blocks_that_slack_refuses(slack: FakeSlack, code: str, blocks: list[Block]) -> None:
    answer = await call(slack, "chat.postMessage", channel="C0NEWS", text="x", blocks=blocks)

    assert (answer["ok"], answer["error"]) == (False, code)
    assert slack.posted == []


@pytest.mark.parametrize(
    ("code", "method", "token", "form"),
    [
        ("no_text", "chat.postMessage", BOT_TOKEN, {"channel": "C0NEWS"}),
        ("msg_too_long", "chat.postMessage", BOT_TOKEN, {"channel": "C0NEWS", "text": "x" * 40_001}),
        ("channel_not_found", "chat.postMessage", BOT_TOKEN, {"channel": "#news", "text": "x"}),
        ("not_authed", "auth.test", "", {}),
        ("invalid_auth", "auth.test", APP_TOKEN, {}),
        ("invalid_auth", "apps.connections.open", BOT_TOKEN, {}),
        ("unknown_method", "chat.shout", BOT_TOKEN, {}),
        ("user_not_found", "users.info", BOT_TOKEN, {"user": "U0NOBODY"}),
    ],
)
async def test_it_refuses_calls_that_slack_refuses(
    slack: FakeSlack, code: str, method: str, token: str, form: Block
) -> None:
    assert (await call(slack, method, token, **form))["error"] == code


async def test_a_scope_that_was_not_granted_is_missed(slack: FakeSlack) -> None:
    slack.scopes.discard("chat:write")

    assert (await call(slack, "chat.postMessage", channel="C0NEWS", text="x"))["error"] == "missing_scope"


async def test_a_ticket_lets_in_once(slack: FakeSlack) -> None:
    url = (await call(slack, "apps.connections.open", APP_TOKEN))["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)


async def test_an_answers_address_is_good_for_five(slack: FakeSlack) -> None:
    url = slack.slash_command("/latest")["response_url"]
    async with aiohttp.ClientSession() as session:
        statuses = [(await session.post(url, json={"text": "x"})).status for _ in range(6)]

    assert statuses == [200] * 5 + [404]


async def test_a_message_can_be_edited_by_its_ts(slack: FakeSlack) -> None:
    ts = (await call(slack, "chat.postMessage", channel="C0NEWS", text="x"))["ts"]

    assert (await call(slack, "chat.update", channel="C0NEWS", ts=ts, text="y", blocks=[]))["ok"]
    assert [posted.text for posted in slack.posted] == ["y"]
    assert (await call(slack, "chat.update", channel="C0NEWS", ts="1", text="y"))[
        "error"
    ] == "message_not_found"


async def test_it_refuses_more_than_slack_takes_in_a_channel_in_all_and_of_edits() -> None:
    times = [0.0]
    async with FakeSlack(flood=True, clock=lambda: times[-1]) as slack:
        post: Block = {"method": "chat.postMessage", "text": "x"}
        first = await call(slack, channel="C0NEWS", **post)
        assert (await call(slack, channel="C0NEWS", **post))["error"] == "ratelimited"
        for number in range(1, 300):
            times.append(number / 10)
            channel = f"C{number % 20:02}"
            slack.channels.setdefault(channel, Channel(channel))
            assert (await call(slack, channel=channel, **post))["ok"]
        times.append(30)
        assert (await call(slack, channel="C00", **post))["error"] == "ratelimited"
        edit = {"channel": "C0NEWS", "ts": first["ts"], "text": "x"}
        answers = [await call(slack, "chat.update", **edit) for _ in range(51)]
        assert [answer["ok"] for answer in answers] == [True] * 50 + [False]
        times.append(60)
        assert (await call(slack, channel="C00", **post))["ok"]
        assert slack.floods == ["C0NEWS", "C00", "C0NEWS"]
