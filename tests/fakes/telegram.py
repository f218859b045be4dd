"""A strict Telegram Bot API server, for tests: real HTTP on the loopback, the platform's own refusals.

    async with FakeTelegram() as fake:
        fake.add_chat(-1001, "supergroup", topics=(7,))
        ...  # a bot with token fake.token and base URL fake.base_url
        fake.push_message(-1001, "/help")
        fake.sent  # what the chats show

Written from core.telegram.org/bots/api and the behaviour of tdlib/telegram-bot-api.
"""

import asyncio
import contextlib
import itertools
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import isawaitable
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.telegram_chats import (
    BOT,
    BOT_ID,
    USER,
    Answered,
    Chat,
    Delivered,
    Json,
    check_keyboard,
    member,
    message,
    person,
    voice,
)
from tests.fakes.telegram_faults import (
    CHAT_NOT_FOUND,
    NO_PHOTOS,
    POLLED_TWICE,
    THREAD_NOT_FOUND,
    TOO_LONG,
    WEBHOOK_ACTIVE,
    Broken,
    Drop,
    Fault,
    RefusedError,
    Reject,
    Stall,
    bad_request,
    migrated,
    too_many,
)
from tests.fakes.telegram_photo import check_photo
from tests.fakes.telegram_text import Entity, ParseError, as_json, clean, find, parse_html

TOKEN = "123456789:AAfake-token-of-the-test-server-12345"

# What a bot gets that never named its allowed_updates: all but these.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class FakeTelegram:
    """The server. Its chats are the private chat 1001 and what `add_chat` adds."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        flood_limits: bool = False,
        port: int = 0,
        clock: Callable[[], float] = time.monotonic,  # seconds, for the flood limits
    ) -> None:
        self.token = token
        self.flood_limits = flood_limits
        self.clock = clock
        self.counted: list[tuple[float, int]] = []  # when which chat got a message or an edit
        self.floods: list[int] = []  # chats of which that was refused as too much
        self.port = port
        self.revoked = False  # True: the token is accepted no longer
        self.turned_away = asyncio.Event()  # set once somebody came with another token, or a revoked one
        self.sent: list[Delivered] = []
        self.deleted: set[tuple[int, int]] = set()  # chat and message; `sent` keeps them
        self.presses: dict[str, int] = {}  # callback queries that wait for an answer -> the user
        self.answered: list[Answered] = []
        self.calls: list[tuple[str, Json]] = []
        self.commands: dict[tuple[str, str], dict[str, str]] = {}  # (scope, language) -> name -> description
        self.allowed_updates: list[str] | None = None
        self.webhook: Json | None = None
        self.webhook_answers: list[int] = []
        self.said: list[Json] = []  # all that happened in the chats, as updates
        self.updates: deque[Json] = deque()  # those not confirmed yet
        self.chats: dict[int, Chat] = {}
        self.chance: Callable[[str], Fault | None] = lambda _: None  # what a call meets beside what is queued
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(70_000_001)
        self._arrival = asyncio.Event()
        self.polled = asyncio.Event()  # set while a poll waits
        self._poll = 0
        self._closing = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._postman: asyncio.Task[None] | None = None
        self.add_chat(USER, "private")

    # --- the server

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def listening(self) -> bool:
        return self._runner is not None

    async def __aenter__(self) -> Self:
        await self.up()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.down()

    async def up(self) -> None:
        """Listen, on the same port as before."""
        self._closing.clear()
        app = web.Application(client_max_size=50 << 20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True).start()
        self.port = self._runner.addresses[0][1]
        self._send_postman()

    async def down(self) -> None:
        """Refuse connections, and break those that are open. What was remembered stays."""
        # Who is just connecting gets in first: a listener that closes in between leaves the socket open.
        await asyncio.sleep(0.05)
        self._closing.set()
        self._arrival.set()
        if self._postman:
            self._postman.cancel()
            await asyncio.wait([self._postman])
            self._postman = None
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    def fail_next(self, *faults: Fault, method: str = "sendMessage") -> None:
        """The next calls of the method meet these, in this order."""
        self._faults[method].extend(faults)

    async def until_sent(self, count: int, seconds: float = 20) -> list[Delivered]:
        """All that was sent, once it is so many."""
        async with asyncio.timeout(seconds):
            while len(self.sent) < count:  # noqa: ASYNC110 - a list that tests read as it is
                await asyncio.sleep(0.01)
        return list(self.sent)

    # --- what happens in the chats

    def add_chat(
        self,
        chat: int,
        kind: str,
        *,
        topics: Sequence[int] = (),
        status: str = "administrator",
        admins: Sequence[int] = (),
        members: Sequence[int] = (),
    ) -> None:
        """A chat that the bot is in."""
        self.chats[chat] = Chat(
            chat, kind, topics=frozenset(topics), status=status, admins=set(admins), members=set(members)
        )

    def push_message(
        self,
        chat: int,
        text: str,
        *,
        user: int = USER,
        language: str | None = "en",
        thread: int | None = None,
        as_chat: int | None = None,
        forwarded: bool = False,
        update_id: int | None = None,
    ) -> int:
        """Somebody writes; `as_chat` makes it an anonymous admin (the chat itself) or a channel's voice."""
        made = message(next(self._message_ids), self.chats[chat], text, thread)
        if as_chat is None:
            made["from"] = person(user, language)
        else:
            made |= voice(self.chats[as_chat], self.chats[chat])
        if forwarded:
            origin = {"type": "hidden_user", "sender_user_name": "Nour", "date": made["date"]}
            made["forward_origin"] = origin
        return self.push({"message": made} | ({"update_id": update_id} if update_id else {}))

    def push_channel_post(self, chat: int, text: str) -> int:
        """A post in a channel, which names no author."""
        made = message(next(self._message_ids), self.chats[chat], text)
        return self.push({"channel_post": made | {"sender_chat": self.chats[chat].as_json()}})

    def push_press(
        self,
        chat: int,
        message_id: int,
        data: str,
        *,
        user: int = USER,
        language: str | None = "en",
        accessible: bool = True,
        update_id: int | None = None,
    ) -> int:
        """Somebody presses a button that brings back this data, or a client says so.

        Of a message that is too old or was deleted Telegram shows nothing: it is inaccessible.
        """
        place = self._find(self.chats[chat], message_id)
        thread = None if place is None else self.sent[place].thread
        pressed = message(message_id, self.chats[chat], "the alert", thread)
        if not accessible:
            pressed = {"message_id": message_id, "chat": self.chats[chat].as_json(), "date": 0}
        query: Json = {
            "id": f"{next(self._update_ids)}00",
            "from": person(user, language),
            "message": pressed,
            "chat_instance": "-1",
            "data": data,
        }
        self.presses[query["id"]] = user
        return self.push({"callback_query": query} | ({"update_id": update_id} if update_id else {}))

    def push_my_chat_member(
        self, chat: int, status: str, *, old: str = "member", is_member: bool = True, user: int = USER
    ) -> int:
        """The bot becomes member, administrator, restricted, left or kicked; the chat knows it, too.

        Who is restricted may be a member or not.
        """
        self.chats[chat].status = status
        change = {
            "chat": self.chats[chat].as_json(),
            "from": person(user),
            "date": int(time.time()),
            "old_chat_member": member(BOT_ID, old),
            "new_chat_member": member(BOT_ID, status)
            | ({"is_member": is_member} if status == "restricted" else {}),
        }
        return self.push({"my_chat_member": change})

    def migrate(self, old: int, new: int) -> None:
        """A group becomes a supergroup: its id changes, and both chats say so."""
        group = self.chats[old]
        self.add_chat(new, "supergroup", admins=tuple(group.admins), status=group.status)
        group.migrated_to = new
        for chat, words in (
            (group, {"migrate_to_chat_id": new}),
            (self.chats[new], {"migrate_from_chat_id": old}),
        ):
            made = message(next(self._message_ids), chat)
            self.push({"message": made | voice(chat, chat) | words})

    def push(self, update: Json, *, forced: bool = False) -> int:
        """Queue an update, if the bot wants its kind; its id, which is new unless the update has one."""
        number = update.get("update_id") or next(self._update_ids)
        self.said.append(update)
        kinds = update.keys() - {"update_id"}
        wanted = (
            not kinds & NOT_BY_DEFAULT if self.allowed_updates is None else kinds & {*self.allowed_updates}
        )
        if wanted or forced:
            self.updates.append(update | {"update_id": number})
            self._arrival.set()
        return int(number)

    # --- HTTP

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method, token = request.match_info["method"], request.match_info["token"]
        if token != self.token or self.revoked:
            self.turned_away.set()
            known = re.fullmatch(r"\d+:[\w-]{30,}", token)
            return _refusal(Reject(401, "Unauthorized") if known else Reject(404, "Not Found"))
        params = await _params(request)
        self.calls.append((method, params))
        fault = self._faults[method].popleft() if self._faults[method] else self.chance(method)
        try:
            if isinstance(fault, Reject):
                raise RefusedError(fault)  # noqa: TRY301 - refused as if by the method
            carried_out = not isinstance(fault, Drop | Stall) or fault.accepted
            result = await self._call(method, params) if carried_out else None
        except RefusedError as error:
            return _refusal(error.reject)
        return await self._spoil(request, fault) or web.json_response({"ok": True, "result": result})

    async def _spoil(self, request: web.Request, fault: Fault | None) -> web.Response | None:
        """What becomes of the answer instead of arriving; None when it arrives, if late."""
        match fault:
            case Drop():
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case Broken(status=status):
                page = f"<html><h1>{status}</h1>nginx</html>"
                return web.Response(status=status, text=page, content_type="text/html")
            case Stall(seconds=seconds):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._closing.wait(), seconds)
        return None

    async def _call(self, method: str, params: Json) -> Any:
        if method.lower() not in _METHODS:
            raise RefusedError(Reject(404, "Not Found: method not found"))
        result = _METHODS[method.lower()](self, params)
        return await result if isawaitable(result) else result

    # --- methods

    def _send_message(self, params: Json) -> Json:
        text, entities = _read(params)
        chat = self._chat(params)
        _check_length(text)
        return self._deliver(chat, params, text, entities)

    def _send_photo(self, params: Json) -> Json:
        text, entities = _read(params, "caption")
        chat = self._chat(params)
        width, height = check_photo(params.get("photo"))
        if len(text) > 1024:
            raise bad_request("message caption is too long")
        made = self._deliver(chat, params, text, entities, params["photo"])
        photo = {"file_id": "AgAC", "file_unique_id": "AQAD", "width": width, "height": height}
        below = {"caption": made.pop("text"), "caption_entities": made.pop("entities")} if text else {}
        return made | {"photo": [photo]} | below

    def _deliver(
        self, chat: Chat, params: Json, text: str, entities: list[Entity], photo: bytes = b""
    ) -> Json:
        chat.admit()
        if photo and chat.no_photos:
            raise RefusedError(NO_PHOTOS)
        to = self._replied(chat, params)
        thread = int(params.get("message_thread_id", 0)) or None
        # General has id 1 and is reached by naming no thread at all.
        if thread and thread not in chat.topics - {1}:
            raise RefusedError(THREAD_NOT_FOUND)
        self._limit(chat)
        made = message(next(self._message_ids), chat, None, thread) | {"text": text}
        made |= {"sender_chat": chat.as_json()} if chat.type == "channel" else {"from": BOT}
        made["entities"] = as_json(text, entities + find(text, entities))
        shown = tuple(made["entities"])
        at = self.clock()
        raw = str(params.get("caption" if photo else "text", ""))
        keyboard = check_keyboard(params)
        made |= {"reply_to_message": {"message_id": to, "chat": chat.as_json(), "date": 0}} if to else {}
        sent = Delivered(
            made["message_id"],
            chat.id,
            thread,
            text,
            shown,
            raw,
            params,
            at,
            to,
            photo=photo,
            keyboard=keyboard,
        )
        self.sent.append(sent)
        return made

    def _answer_callback_query(self, params: Json) -> bool:
        text, query = str(params.get("text") or ""), str(params.get("callback_query_id", ""))
        if query not in self.presses:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid",
            )
        if len(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        lasting = str(params.get("show_alert", "")).lower() == "true"
        self.answered.append(Answered(query, self.presses.pop(query), text, lasting))
        return True

    def _edit_message(self, params: Json) -> Json:
        text, entities = _read(params)
        chat = self._chat(params)
        place = self._find(chat, int(params["message_id"]))
        if place is None:
            raise bad_request("message to edit not found")
        _check_length(text)
        chat.admit()
        old = self.sent[place]
        shown = tuple(as_json(text, entities + find(text, entities)))
        keyboard = check_keyboard(params)
        if (text, shown, keyboard) == (old.text, old.entities, old.keyboard):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        self._limit(chat)
        raw = str(params["text"])
        self.sent[place] = replace(
            old,
            text=text,
            entities=shown,
            raw=raw,
            params=params,
            at=self.clock(),
            edited=True,
            keyboard=keyboard,
        )
        return message(old.id, chat, text, old.thread) | {"from": BOT, "edit_date": int(time.time())}

    def _replied(self, chat: Chat, params: Json) -> int | None:
        """The message that is replied to, which must be there."""
        to = (params.get("reply_parameters") or {}).get("message_id")
        if to is not None and self._find(chat, int(to)) is None:
            raise bad_request("message to be replied not found")
        return to

    def _find(self, chat: Chat, number: int) -> int | None:
        """Where in `sent` a message of the bot's is; None when it is not there, or was deleted."""
        places = (i for i, sent in enumerate(self.sent) if (sent.chat, sent.id) == (chat.id, number))
        place = next(places, None)
        return None if (chat.id, number) in self.deleted else place

    def _chat(self, params: Json) -> Chat:
        given = str(params.get("chat_id", ""))
        if not given:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(int(given)) if re.fullmatch(r"-?\d+", given) else None
        if chat is None:
            raise RefusedError(CHAT_NOT_FOUND)
        if chat.migrated_to:
            raise RefusedError(migrated(chat.migrated_to))
        return chat

    def _limit(self, chat: Chat) -> None:
        """One message or edit a second in a chat, twenty a minute in a group or channel, thirty a second."""
        now = self.clock()
        if self.flood_limits and (wait := self._too_much(chat, now)) > 0:
            self.floods.append(chat.id)
            raise RefusedError(too_many(int(wait) + 1))
        self.counted.append((now, chat.id))

    def _too_much(self, chat: Chat, now: float) -> float:
        """For how many seconds no more is taken."""
        lately = [(at, to) for at, to in self.counted if now - at < 60]
        here = [at for at, to in lately if to == chat.id]
        wait = 1 - (now - here[-1]) if here else 0.0
        if chat.type != "private" and len(here) >= 20:
            wait = max(wait, 60 - (now - here[-20]))
        if len(lately) >= 30:
            wait = max(wait, 1 - (now - lately[-30][0]))
        return wait

    def _set_my_commands(self, params: Json) -> bool:
        commands = params.get("commands", [])
        language = str(params.get("language_code", ""))
        if not re.fullmatch(r"([a-z]{2})?", language):
            raise bad_request("invalid language code specified")
        if len(commands) > 100:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        scope = (params.get("scope") or {}).get("type", "default")
        self.commands[scope, language] = {c["command"]: c["description"] for c in commands}
        return True

    def _get_chat_member(self, params: Json) -> Json:
        chat, user = self._chat(params), int(params["user_id"])
        if user in chat.admins:
            return member(user, "administrator")
        return member(user, "member" if user in chat.members or chat.type == "private" else "left")

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.webhook:
            raise RefusedError(WEBHOOK_ACTIVE)
        self._poll += 1
        mine = self._poll
        self._arrival.set()  # the poll before this one, if any, is ended
        if "allowed_updates" in params:
            self.allowed_updates = params["allowed_updates"] or None
        while self.updates and self.updates[0]["update_id"] < int(params.get("offset", 0)):
            self.updates.popleft()
        deadline = time.monotonic() + int(params.get("timeout", 0))
        while not self.updates and not self._closing.is_set() and time.monotonic() < deadline:
            self._arrival.clear()
            self.polled.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._arrival.wait(), max(0.0, deadline - time.monotonic()))
            self.polled.clear()
            if mine != self._poll:
                raise RefusedError(POLLED_TWICE)
        return list(itertools.islice(self.updates, int(params.get("limit", 100))))

    def _set_webhook(self, params: Json) -> bool:
        secret = str(params.get("secret_token", ""))
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret):
            raise bad_request("secret token contains unallowed characters")
        if "allowed_updates" in params:
            self.allowed_updates = params["allowed_updates"] or None
        if str(params.get("drop_pending_updates", "")).lower() == "true":
            self.updates.clear()
        self.webhook = params if params.get("url") else None
        self._send_postman()
        return True

    def _send_postman(self) -> None:
        if self._postman:
            self._postman.cancel()
        self._postman = asyncio.create_task(self._post(self.webhook)) if self.webhook else None

    async def _post(self, hook: Json) -> None:
        """Bring updates to the webhook, each until it is taken."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]} if "secret_token" in hook else {}
        async with aiohttp.ClientSession() as session:
            while True:
                while not self.updates:
                    self._arrival.clear()
                    await self._arrival.wait()
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.post(hook["url"], json=self.updates[0], headers=headers) as answer:
                        self.webhook_answers.append(answer.status)
                        if answer.ok:
                            self.updates.popleft()
                            continue
                await asyncio.sleep(0.05)


def _read(params: Json, key: str = "text") -> tuple[str, list[Entity]]:
    raw = str(params.get(key, ""))
    if len(raw.encode()) > 32_768:
        raise bad_request("text is too long")
    return _parsed(raw, str(params.get("parse_mode", "")).lower())


def _check_length(text: str) -> None:
    if not text:
        raise bad_request("message text is empty")
    if len(text) > 4096:
        raise RefusedError(TOO_LONG)


def _parsed(raw: str, mode: str) -> tuple[str, list[Entity]]:
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    try:
        return clean(*parse_html(raw)) if mode else clean(raw, [])
    except ParseError as error:
        raise bad_request(f"can't parse entities: {error}") from error


async def _params(request: web.Request) -> Json:
    """Arguments, from a query, a form or JSON; structured ones are JSON texts within a form, files bytes."""
    if request.content_type == "application/json":
        return dict(await request.json())
    form = await request.post()
    given: Json = dict(request.query) | {
        key: value.file.read() if isinstance(value, web.FileField) else str(value)
        for key, value in form.items()
    }
    structured = {
        "commands",
        "scope",
        "allowed_updates",
        "link_preview_options",
        "reply_parameters",
        "reply_markup",
    }
    return {key: json.loads(value) if key in structured else value for key, value in given.items()}


def _refusal(reject: Reject) -> web.Response:
    body: Json = {"ok": False, "error_code": reject.status, "description": reject.description}
    body |= {"parameters": reject.parameters} if reject.parameters else {}
    return web.json_response(body, status=reject.status)


_METHODS: dict[str, Callable[[FakeTelegram, Json], Any]] = {
    "getme": lambda _, __: BOT,
    "getupdates": FakeTelegram._get_updates,
    "sendmessage": FakeTelegram._send_message,
    "sendphoto": FakeTelegram._send_photo,
    "answercallbackquery": FakeTelegram._answer_callback_query,
    "editmessagetext": FakeTelegram._edit_message,
    "setmycommands": FakeTelegram._set_my_commands,
    "getchatmember": FakeTelegram._get_chat_member,
    "setwebhook": FakeTelegram._set_webhook,
    "deletewebhook": lambda fake, params: fake._set_webhook(params | {"url": ""}),
}
