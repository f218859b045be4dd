"""The fake is as strict as the platform: what it lets pass, Telegram lets pass."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_text import ParseError, clean, parse_html


async def call(fake: FakeTelegram, method: str, token: str = "", **params: Any) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{fake.base_url}/bot{token or fake.token}/{method}", json=params) as answer,
    ):
        body = await answer.json()
        return answer.status, body["result"] if body["ok"] else body["description"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<b>x", "can't find end tag corresponding to start tag b"),
        ("x</b>", "unexpected end tag at byte offset 1"),
        ("<b>ب</i>", 'unmatched end tag at byte offset 5, expected "</b>", found "</i>"'),
        ("<p>x</p>", 'unsupported start tag "p" at byte offset 0'),
        ("a < b", "unclosed start tag at byte offset 2"),
        ("<b", "unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_that_telegram_refuses(raw: str, words: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse_html(raw)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&lt;&gt;&amp;&quot;&#39;&#x41;", "<>&\"'A"),
        ("&nbsp;&apos;&copy;", "&nbsp;&apos;&copy;"),
        ("<b>1</b><i>2</i><a href='tg://user?id=1'>3</a>", "123"),
        ('<span class="tg-spoiler">x</span><blockquote expandable>y</blockquote>', "xy"),
    ],
)
def test_html_that_telegram_accepts(raw: str, text: str) -> None:
    assert parse_html(raw)[0] == text


def test_what_telegram_does_to_characters() -> None:
    text, _ = clean(" \na\tb\r\u202bc\u202c\u2028d \u2068e\u2069 \u200ff\u200e\u200f\u200fg\n", [])

    assert text == "a bcd \u2068e\u2069 \u200ff\u200c\u200c\u200fg"


def test_entities_move_with_the_text() -> None:
    text, entities = clean(*parse_html("  \u202b<b>x🙂</b>  "))

    assert (text, [(e.kind, e.start, e.end) for e in entities]) == ("x🙂", [("bold", 0, 2)])


async def test_lengths_count_what_is_shown() -> None:
    async with FakeTelegram() as fake:
        full = "<b>" + "🙂" * 4096 + "</b>"
        assert (await call(fake, "sendMessage", chat_id=1001, text=full, parse_mode="HTML"))[0] == 200
        assert await call(fake, "sendMessage", chat_id=1001, text="x" * 4097) == (
            400,
            "Bad Request: message is too long",
        )
        assert await call(fake, "sendMessage", chat_id=1001, text="&lt;" * 9000, parse_mode="HTML") == (
            400,
            "Bad Request: text is too long",
        )
        assert await call(fake, "sendMessage", chat_id=1001, text=" \n") == (
            400,
            "Bad Request: message text is empty",
        )
        assert [len(sent.text) for sent in fake.sent] == [4096]


async def test_chats_topics_and_tokens() -> None:
    async with FakeTelegram() as fake:
        fake.add_chat(-5, "supergroup", topics=(1, 7))
        gone = (400, "Bad Request: message thread not found")
        assert (await call(fake, "sendMessage", chat_id=-5, message_thread_id=7, text="x"))[0] == 200
        assert await call(fake, "sendMessage", chat_id=-5, message_thread_id=1, text="x") == gone
        assert await call(fake, "sendMessage", chat_id=-5, message_thread_id=8, text="x") == gone
        assert await call(fake, "sendMessage", chat_id=-6, text="x") == (400, "Bad Request: chat not found")
        assert await call(fake, "getMe", token="1:wrong") == (404, "Not Found")
        assert await call(fake, "getMe", token="123456789:" + "x" * 35) == (401, "Unauthorized")


async def test_flood_limits_of_groups_and_of_all_chats_together() -> None:
    times = [0.0]
    async with FakeTelegram(flood_limits=True, clock=lambda: times[-1]) as fake:
        for number in range(31):
            fake.add_chat(-number - 1, "supergroup")
            status, _ = await call(fake, "sendMessage", chat_id=-number - 1, text="x")
            assert status == (200 if number < 30 else 429)
        for second in range(1, 20):
            times.append(second)
            assert (await call(fake, "sendMessage", chat_id=-1, text="x"))[0] == 200
        times.append(20)
        edit: dict[str, Any] = {"chat_id": -1, "message_id": fake.sent[0].id, "text": "y"}
        assert await call(fake, "editMessageText", **edit) == (429, "Too Many Requests: retry after 41")
        times.append(60)
        assert (await call(fake, "editMessageText", **edit))[0] == 200
        assert fake.floods == [-31, -1]


async def test_flood_limits() -> None:
    async with FakeTelegram(flood_limits=True) as fake:
        assert (await call(fake, "sendMessage", chat_id=1001, text="one"))[0] == 200
        assert await call(fake, "sendMessage", chat_id=1001, text="two") == (
            429,
            "Too Many Requests: retry after 1",
        )


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"language_code": "en-US"}, "invalid language code specified"),
        ({"language_code": "AR"}, "invalid language code specified"),
        ({"commands": [{"command": "Latest", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": "y" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "x", "description": "y"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_menus_that_telegram_refuses(params: dict[str, Any], words: str) -> None:
    async with FakeTelegram() as fake:
        assert await call(fake, "setMyCommands", **params) == (400, f"Bad Request: {words}")


def keyboard(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", "callback_data": one}] for one in data]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keyboard("x" * 65), "BUTTON_DATA_INVALID"),
        (keyboard("ب" * 33), "BUTTON_DATA_INVALID"),  # bytes count
        (keyboard(""), "BUTTON_DATA_INVALID"),
        (keyboard(*["x"] * 101), "reply markup is too long"),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]},
            "can't parse inline keyboard button: text is empty",
        ),
    ],
)
async def test_buttons_that_telegram_refuses(markup: dict[str, Any], words: str) -> None:
    async with FakeTelegram() as fake:
        refusal = (400, f"Bad Request: {words}")
        assert await call(fake, "sendMessage", chat_id=1001, text="x", reply_markup=markup) == refusal
        assert fake.sent == []


async def test_buttons_go_with_an_edit_that_names_none_and_a_press_is_answered_once() -> None:
    async with FakeTelegram() as fake:
        markup = keyboard(*["ب" * 32] * 100)
        _, sent = await call(fake, "sendMessage", chat_id=1001, text="x", reply_markup=markup)
        assert len(fake.sent[0].keyboard) == 100
        fake.push_press(1001, sent["message_id"], "x")
        (query,) = fake.presses
        answer = {"callback_query_id": query, "text": "x" * 201}
        assert (await call(fake, "answerCallbackQuery", **answer))[0] == 400
        assert (await call(fake, "answerCallbackQuery", **(answer | {"text": "x" * 200})))[0] == 200
        assert (await call(fake, "answerCallbackQuery", callback_query_id=query))[0] == 400
        edit = {"chat_id": 1001, "message_id": sent["message_id"], "text": "x"}
        unchanged = await call(fake, "editMessageText", **edit, reply_markup=markup)
        assert (unchanged[0], "message is not modified" in unchanged[1]) == (400, True)
        assert (await call(fake, "editMessageText", **edit))[0] == 200
        assert fake.sent[0].keyboard == ()


async def test_updates_come_until_confirmed_and_only_those_asked_for() -> None:
    async with FakeTelegram() as fake:
        fake.add_chat(-5, "channel")
        first = fake.push_message(1001, "one")
        second = fake.push_message(1001, "two")
        for _ in range(2):
            _, updates = await call(fake, "getUpdates", offset=0)
            assert [update["update_id"] for update in updates] == [first, second]
        _, updates = await call(fake, "getUpdates", offset=second, allowed_updates=["channel_post"])
        assert [update["message"]["text"] for update in updates] == ["two"]
        fake.push_message(1001, "unwanted")
        fake.push_channel_post(-5, "three")
        _, updates = await call(fake, "getUpdates", offset=second + 1)
        assert [list(update) for update in updates] == [["channel_post", "update_id"]]


async def test_a_second_poll_ends_the_first_and_a_webhook_forbids_both() -> None:
    async with FakeTelegram() as fake:
        first = asyncio.create_task(call(fake, "getUpdates", timeout=50))
        await fake.polled.wait()
        second = asyncio.create_task(call(fake, "getUpdates", timeout=50))
        status, words = await first
        assert (status, "terminated by other getUpdates" in words) == (409, True)
        fake.push_message(1001, "hello")
        assert (await second)[0] == 200
        await call(fake, "setWebhook", url="http://127.0.0.1:1/")
        status, words = await call(fake, "getUpdates")
        assert (status, "webhook is active" in words) == (409, True)
