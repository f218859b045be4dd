"""A strict Slack at the wire: the Web API over HTTP, Socket Mode over a WebSocket, and signed requests.

It refuses what Slack refuses, remembers what readers see, and plays the faults that a network has.
"""

import asyncio
import base64
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable
from contextvars import ContextVar
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.fakes.slack_blocks import RejectedError, check_blocks, check_view
from tests.fakes.slack_parts import (
    ALL_SCOPES,
    APP_TOKEN,
    BOT_ID,
    BOT_TOKEN,
    BOT_USER,
    CLIENT_ID,
    CLIENT_SECRET,
    EVENT_SCOPES,
    HISTORY_SCOPES,
    PATIENCE,
    SIGNING_SECRET,
    TEAM,
    Broken,
    Channel,
    Error,
    Fault,
    Form,
    Limited,
    Posted,
    Silent,
    Status,
    Uploaded,
    abort,
    answer,
    arguments,
    check_post,
    limited,
    messages,
    sign,
)


class FakeSlack:
    """`async with FakeSlack() as fake`: a workspace with one public channel, one direct chat, some people."""

    def __init__(
        self,
        *,
        scopes: Iterable[str] = ALL_SCOPES,
        events: Iterable[str] = EVENT_SCOPES,
        commands: Iterable[str] | None = None,
        flood: bool = False,
        clock: Callable[[], float] = time.monotonic,  # seconds, for the limits
    ) -> None:
        self.scopes, self.events = set(scopes), set(events)
        self.commands = None if commands is None else set(commands)
        self.flood = flood  # refuse what is more than Slack takes
        self.clock = clock
        self.floods: list[str] = []  # channels of which something was refused as too much
        self.channels = {id_: Channel(id_) for id_ in ("C0NEWS", "G0PRIVATE", "D0ADA")}
        self.users: dict[str, dict[str, Any]] = {
            "U0ADA": {"id": "U0ADA", "team_id": TEAM},
            "U0BOSS": {"id": "U0BOSS", "team_id": TEAM, "is_admin": True},
            "U0OWNER": {"id": "U0OWNER", "team_id": TEAM, "is_owner": True},
            "U0GUEST": {"id": "U0GUEST", "team_id": "T0OTHER", "is_admin": True},
        }
        self.posted: list[Posted] = []
        self.deleted: set[tuple[str, str]] = set()  # channel and ts; `posted` keeps them
        self.views: dict[str, Form] = {}  # user -> the Home tab as it was published last
        self.files: dict[str, Uploaded] = {}
        self.page = 200  # of a list that is asked for, at most
        self.cut_uploads = False  # what is uploaded arrives in part
        self.calls: list[tuple[str, Form]] = []
        self.journal: list[tuple[str, str]] = []  # ("pushed" | "acked" | "posted", id), as they happened
        self.scopes_used: set[str] = set()
        self.revoked: str | None = None  # the error that every token meets
        self.tokens = {BOT_TOKEN: TEAM}  # those of bots, and their workspaces
        self.codes: dict[str, str] = {}  # for which a token is given out, and the workspace
        self.sockets: list[web.WebSocketResponse] = []
        self.connections = 0  # ever made
        self.refuse_sockets = 0  # so many tickets turn out to be worth nothing
        self.chance: Callable[[str], Fault | None] = lambda _: None  # what a call meets beside what is queued
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._tickets: set[str] = set()
        self._hooks: dict[str, tuple[str, str, int]] = {}  # token -> channel, user, uses left
        self._counted: list[tuple[float, str, str]] = []  # when which method was called on which channel
        self._envelopes: asyncio.Queue[Form] = asyncio.Queue()
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen; the second time on the same port."""
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/link", self._link)
        app.router.add_post("/commands/{token}", self._hook)
        app.router.add_post("/actions/{token}", self._hook)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Nobody listens any more; open sockets break."""
        if self._runner is not None:
            for socket in self.sockets:
                abort(socket)
            await self._runner.cleanup()
            self._runner = None

    @property
    def listening(self) -> bool:
        return self._runner is not None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def fail_next(self, method: str, *faults: Fault) -> None:
        """What the next calls of that method meet, one each."""
        self._faults[method].extend(faults)

    def let_pass(self, time_: timedelta) -> None:
        """For the count of messages a second, so much time has passed."""
        self._counted = [(at - time_.total_seconds(), what, to) for at, what, to in self._counted]

    # --- what happens in the workspace ---

    def slash_command(
        self, command: str, text: str = "", *, user: str = "U0ADA", channel: str = "C0NEWS"
    ) -> Form:
        """The payload of a slash command, as Slack makes it."""
        if self.commands is not None and command not in self.commands:
            raise AssertionError(f"{command} is not in the manifest")
        self.scopes_used.add("commands")
        token = f"hook{next(self._numbers)}"
        self._hooks[token] = (channel, user, 5)
        return {
            "token": "verification-token",
            "team_id": TEAM,
            "channel_id": channel,
            "user_id": user,
            "command": command,
            "text": text,
            "api_app_id": "A0RASID",
            "response_url": f"http://127.0.0.1:{self.port}/commands/{token}",
            "trigger_id": f"{next(self._numbers)}.{token}",
        }

    def event(self, type_: str, **fields: Any) -> Form:
        """The payload of an event, as Slack makes it."""
        name = "message.im" if type_ == "message" else type_
        if name not in self.events:
            raise AssertionError(f"{name} is not in the manifest")
        private = fields.get("channel_type") == "G"
        scope = "groups:read" if private else EVENT_SCOPES[name]
        self._use(scope)
        return {
            "token": "verification-token",
            "team_id": TEAM,
            "api_app_id": "A0RASID",
            "type": "event_callback",
            "event": {"type": type_, "event_ts": self._ts(), **fields},
            "event_id": f"Ev{next(self._numbers)}",
            "event_time": 1_700_000_000,
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
        }

    def mention(self, text: str, *, user: str = "U0ADA", channel: str = "C0NEWS", **fields: Any) -> Form:
        """Somebody writes to the bot in a channel."""
        return self.event("app_mention", user=user, channel=channel, text=text, ts=self._ts(), **fields)

    def direct_message(self, text: str, *, user: str = "U0ADA", **fields: Any) -> Form:
        """Somebody writes to the bot alone."""
        said = {"user": user, "channel": "D0ADA", "text": text, "ts": self._ts(), "channel_type": "im"}
        return self.event("message", **(said | fields))

    def home_opened(self, *, user: str = "U0ADA", tab: str = "home") -> Form:
        """Somebody opens the bot's page."""
        shown = {"view": self.views[user]} if tab == "home" and user in self.views else {}
        return self.event("app_home_opened", user=user, channel="D0ADA", tab=tab, **shown)

    def chosen(self, control: str, channel: str = "", *values: str, user: str = "U0ADA") -> Form:
        """Somebody makes a choice there: in the menu of this action, in the part of this channel."""
        view = self.views[user]
        block = next(
            one
            for one in view["blocks"]
            if one.get("accessory", {}).get("action_id") == control and channel in one["block_id"]
        )
        menu = block["accessory"]
        options = {option["value"]: option for option in menu.get("options", [])}
        picked: Form
        match menu["type"]:
            case "multi_static_select":
                picked = {"selected_options": [options[value] for value in values]}
            case "static_select":
                picked = {"selected_option": options[values[0]]}
            case _:
                picked = {"selected_conversation": values[0]}
        action = {"type": menu["type"], "action_id": control, "block_id": block["block_id"], **picked}
        return {
            "type": "block_actions",
            "token": "verification-token",
            "team": {"id": TEAM, "domain": "newsroom"},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": "A0RASID",
            "container": {"type": "view", "view_id": view["id"]},
            "trigger_id": f"{next(self._numbers)}.trigger",
            "view": view,
            "actions": [action | {"action_ts": self._ts()}],
        }

    def press(self, posted: Posted, button: str | Form, *, user: str = "U0ADA") -> Form:
        """The payload of a press on a button of a message: by its label, or as its element."""
        token = f"hook{next(self._numbers)}"
        self._hooks[token] = (posted.channel, user, 5)
        pressed = posted.buttons()[button] if isinstance(button, str) else button
        return {
            "type": "block_actions",
            "token": "verification-token",
            "team": {"id": TEAM, "domain": "newsroom"},
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "api_app_id": "A0RASID",
            "container": {
                "type": "message",
                "message_ts": posted.ts,
                "channel_id": posted.channel,
                "is_ephemeral": False,
            },
            "trigger_id": f"{next(self._numbers)}.{token}",
            "channel": {"id": posted.channel, "name": "news"},
            "message": {"type": "message", "bot_id": BOT_ID, "ts": posted.ts, "blocks": posted.blocks},
            "state": {"values": {}},
            "enterprise": None,
            "is_enterprise_install": False,
            "response_url": f"http://127.0.0.1:{self.port}/actions/{token}",
            "actions": [pressed | {"block_id": "b1", "action_ts": self._ts()}],
        }

    # --- how it reaches the app ---

    def push(self, payload: Form, *, retry: int = 0) -> str:
        """Send it over the socket, as soon as there is one; the id of its envelope."""
        named = {"block_actions": "interactive", "event_callback": "events_api"}
        kind = named[payload["type"]] if "type" in payload else "slash_commands"
        envelope = {
            "envelope_id": f"env{next(self._numbers)}",
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if retry:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout"}
        self._envelopes.put_nowait(envelope)
        return str(envelope["envelope_id"])

    async def request(
        self, url: str, payload: Form, *, secret: str = SIGNING_SECRET, age: int = 0, without: str = ""
    ) -> tuple[int, str]:
        """Send it as a signed request, without one of its headers; status and body of the answer."""
        form = payload if "command" in payload else None
        if payload.get("type") == "block_actions":
            form = {"payload": json.dumps(payload)}
        body = urlencode(form) if form else json.dumps(payload)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded" if form else "application/json",
            **sign(secret, int(time.time()) - age, body),
        }
        headers.pop(without, None)
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=body, headers=headers) as answer,
        ):
            return answer.status, await answer.text()

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until it holds. It is looked at whenever something happens here."""
        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(lambda: bool(condition()))

    async def acked(self, envelope_id: str) -> None:
        """Wait until the app has acknowledged it."""
        await self.until(lambda: ("acked", envelope_id) in self.journal)

    async def disconnect(self, *, politely: bool) -> None:
        """Slack ends the connection, as it does now and then; politely: it says so first."""
        for socket in list(self.sockets):
            if politely:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
            else:
                await socket.close(code=1001)

    # --- Socket Mode ---

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or self.refuse_sockets:
            self.refuse_sockets -= bool(self.refuse_sockets)
            self._tickets.discard(ticket)
            return web.Response(status=404)
        self._tickets.discard(ticket)  # good for one connection
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.connections += 1
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        pump = asyncio.create_task(self._pump(socket))
        await self._note("connected", ticket)
        try:
            async for message in socket:
                await self._note("acked", json.loads(message.data)["envelope_id"])
        finally:
            self.sockets.remove(socket)
            pump.cancel()
        return socket

    async def _pump(self, socket: web.WebSocketResponse) -> None:
        while True:
            envelope = await self._envelopes.get()
            try:
                await self._note("pushed", envelope["envelope_id"])
                await socket.send_json(envelope)
            except ConnectionResetError:
                self._envelopes.put_nowait(envelope)
                return

    # --- Web API ---

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        form = await arguments(request)
        self.calls.append((method, form))
        fault = self._faults[method].popleft() if self._faults[method] else self.chance(method)
        match fault:
            case Error(code=code, needed=needed):
                return answer(RejectedError(code), {"needed": needed, "provided": "none"} if needed else {})
            case Limited(seconds=seconds):
                return limited(seconds)
            case Status(status=status, body=body, content_type=kind):
                return web.Response(status=status, text=body, content_type=kind)
            case Broken(accepted=False):
                return abort(request)
        response = await self._work(method, form, request.headers.get("Authorization", ""))
        match fault:
            case Broken():
                return abort(request)
            case Silent():
                await asyncio.Event().wait()
        return response

    async def _work(self, method: str, form: Form, authorization: str) -> web.Response:
        tokens = {APP_TOKEN: TEAM} if method == "apps.connections.open" else self.tokens
        if method == "oauth.v2.access":  # who asks has no token yet
            tokens = {authorization.removeprefix("Bearer "): TEAM}
            form = form | {"client": authorization}
        token = authorization.removeprefix("Bearer ")
        _TEAM.set(tokens.get(token, TEAM))
        refusal = None
        if method not in _METHODS:
            refusal = "unknown_method"
        elif not authorization:
            refusal = "not_authed"
        elif self.revoked or token not in tokens:
            refusal = self.revoked or "invalid_auth"
        if refusal:
            return answer(RejectedError(refusal))
        try:
            result = await _METHODS[method](self, form)
        except RejectedError as error:
            return limited(1) if error.code == "ratelimited" else answer(error)
        return web.json_response({"ok": True, **result})

    async def auth_test(self, _: Form) -> Form:
        team = _TEAM.get()
        return {"team_id": team, "team": "Newsroom", "user_id": BOT_USER, "user": "rasid", "bot_id": BOT_ID}

    async def access(self, form: Form) -> Form:
        """A code that the browser brought back is exchanged for a token, once."""
        given = f"{CLIENT_ID}:{CLIENT_SECRET}".encode()
        if form["client"] != f"Basic {base64.b64encode(given).decode()}":
            raise RejectedError("bad_client_secret")
        team = self.codes.pop(form.get("code", ""), None)
        if team is None:
            raise RejectedError("invalid_code")
        token = f"xoxb-{next(self._numbers)}-installed-{team}"
        self.tokens[token] = team
        return {
            "app_id": "A0RASID",
            "access_token": token,
            "token_type": "bot",
            "bot_user_id": BOT_USER,
            "scope": ",".join(sorted(self.scopes)),
            "team": {"id": team, "name": team.title()},
            "authed_user": {"id": "U0ADA"},
        }

    def uninstall(self, team: str) -> None:
        """The app is taken from a workspace: its tokens there are worth nothing."""
        self.tokens = {token: of for token, of in self.tokens.items() if of != team}

    @staticmethod
    def of_team(payload: Form, team: str) -> Form:
        """What happens in another workspace."""
        if "event" in payload:
            own = {"team_id": team, "user_id": BOT_USER, "is_bot": True}
            return payload | {"team_id": team, "authorizations": [own]}
        if "team" in payload:
            return payload | {"team": {"id": team, "domain": team.lower()}}
        return payload | {"team_id": team}

    async def connections_open(self, _: Form) -> Form:
        ticket = f"ticketSecret{next(self._numbers)}"
        self._tickets.add(ticket)
        return {"url": f"ws://127.0.0.1:{self.port}/link?ticket={ticket}&app_id=A0RASID"}

    async def post_message(self, form: Form) -> Form:
        self._use("chat:write")
        channel = self._channel(form)
        if not channel.member:
            raise RejectedError("not_in_channel")
        if channel.archived:
            raise RejectedError("is_archived")
        check_post(form)
        thread = form.get("thread_ts")
        if thread and (channel.id, thread) in self.deleted:  # what people write is not kept
            raise RejectedError("thread_not_found")
        self._limit("post", channel)
        posted = Posted(
            channel.id,
            self._ts(),
            str(form.get("text", "")),
            form.get("blocks", []),
            form.get("metadata"),
            thread,
            str(form.get("reply_broadcast", "")).lower() in {"1", "true"},
            raw=form,
        )
        await self._show(posted)
        return {"channel": channel.id, "ts": posted.ts, "message": {"text": posted.text}}

    def _limit(self, method: str, channel: Channel) -> None:
        """One post a second in a channel, 300 a minute in the workspace; fifty updates a minute."""
        now = self.clock()
        lately = [to for at, what, to in self._counted if what == method and now - at < 60]
        just_now = [to for at, what, to in self._counted if what == method and now - at < 1]
        most = 300 if method == "post" else 50
        if self.flood and (len(lately) >= most or (method == "post" and channel.id in just_now)):
            self.floods.append(channel.id)
            raise RejectedError("ratelimited")
        self._counted.append((now, method, channel.id))

    async def update(self, form: Form) -> Form:
        self._use("chat:write")
        channel = self._channel(form)
        check_post(form)
        place = self._place(channel.id, form.get("ts"))
        if place is None:
            raise RejectedError("message_not_found")
        self._limit("update", channel)
        old = self.posted[place]
        text, blocks = str(form.get("text", "")), form.get("blocks", [])
        metadata = form.get("metadata", old.metadata)
        self.posted[place] = replace(old, text=text, blocks=blocks, metadata=metadata, edited=True)
        return {"channel": channel.id, "ts": old.ts, "text": text}

    async def upload_url(self, form: Form) -> Form:
        self._use("files:write")
        if not form.get("filename") or not str(form.get("length", "")).isdecimal():
            raise RejectedError("invalid_arguments")
        if len(form.get("alt_txt", "")) > 1_000:
            raise RejectedError("alt_txt_too_large")
        file = f"F{next(self._numbers):08d}"
        self.files[file] = Uploaded(form["filename"], int(form["length"]), form.get("alt_txt", ""))
        return {"upload_url": f"http://127.0.0.1:{self.port}/upload/{file}", "file_id": file}

    async def _upload(self, request: web.Request) -> web.Response:
        file, data = self.files[request.match_info["file"]], await request.read()
        if len(data) != file.length or self.cut_uploads:
            return web.Response(status=400, text="unexpected size")
        file.data = data
        return web.Response(text=f"OK - {len(data)}")

    async def complete_upload(self, form: Form) -> Form:
        self._use("files:write")
        (given,) = json.loads(form["files"])
        file = self.files.get(given["id"])
        if file is None or not file.data:
            raise RejectedError("file_not_found")
        channel = self._channel({"channel": form.get("channel_id")})
        if not channel.member:
            raise RejectedError("not_in_channel")
        blocks = json.loads(form.get("blocks", "[]"))
        check_blocks(blocks)
        thread = form.get("thread_ts")
        await self._show(Posted(channel.id, self._ts(), "", blocks, thread_ts=thread, file=file, raw=form))
        return {"files": [{"id": given["id"], "title": given.get("title")}]}

    def _place(self, channel: str, ts: str | None) -> int | None:
        """Where in `posted` a message is; None when it is not there, or was deleted."""
        places = (i for i, posted in enumerate(self.posted) if (posted.channel, posted.ts) == (channel, ts))
        return None if (channel, ts) in self.deleted else next(places, None)

    async def history(self, form: Form) -> Form:
        channel = self._channel(form)
        self._use(HISTORY_SCOPES[channel.id[0]])
        if not channel.member:
            raise RejectedError("not_in_channel")
        seen = [p for p in self._seen(channel) if p.thread_ts is None or p.broadcast]
        return {"messages": messages(reversed(seen), form)}

    async def replies(self, form: Form) -> Form:
        channel = self._channel(form)
        self._use(HISTORY_SCOPES[channel.id[0]])
        if not channel.member:
            raise RejectedError("not_in_channel")
        thread = [p for p in self._seen(channel) if form.get("ts") in (p.ts, p.thread_ts)]
        if not thread:
            raise RejectedError("thread_not_found")
        return {"messages": messages(thread, form)}

    def _seen(self, channel: Channel) -> list[Posted]:
        """What everybody in a channel can see, in order."""
        return [
            p
            for p in self.posted
            if p.channel == channel.id and p.to is None and (channel.id, p.ts) not in self.deleted
        ]

    async def users_info(self, form: Form) -> Form:
        self._use("users:read")
        if form.get("user") not in self.users:
            raise RejectedError("user_not_found")
        known = self.users[form["user"]]
        wanted = str(form.get("include_locale", "")).lower() in {"1", "true"}
        return {"user": {key: value for key, value in known.items() if key != "locale" or wanted}}

    async def users_conversations(self, form: Form) -> Form:
        """The public channels that somebody is in, and the private ones that the bot is in too."""
        wanted = form.get("types", "public_channel").split(",")
        letters = {"public_channel": "C", "private_channel": "G"}
        for kind in wanted:
            self._use({"public_channel": "channels:read", "private_channel": "groups:read"}[kind])
        found = [
            channel.id
            for channel in self.channels.values()
            if channel.id[0] in {letters[kind] for kind in wanted}
            and form.get("user") in channel.people
            and (channel.member or channel.id.startswith("C"))
        ]
        first, count = int(form.get("cursor") or 0), min(int(form.get("limit", 100)), self.page)
        rest = str(first + count) if first + count < len(found) else ""
        page = [{"id": id_} for id_ in found[first : first + count]]
        return {"channels": page, "response_metadata": {"next_cursor": rest}}

    async def conversations_info(self, form: Form) -> Form:
        channel = self._channel(form)
        private = channel.id.startswith("G")
        self._use("groups:read" if private else "channels:read")
        if private and not channel.member:
            raise RejectedError("channel_not_found")
        return {"channel": {"id": channel.id, "is_member": channel.member, "is_archived": channel.archived}}

    async def publish_view(self, form: Form) -> Form:
        """Needs no scope."""
        user, hash_ = form.get("user_id", ""), form.get("hash")
        if user not in self.users:
            raise RejectedError("user_not_found")
        check_view(form.get("view"))
        if hash_ is not None and hash_ != self.views.get(user, {}).get("hash"):
            raise RejectedError("hash_conflict")
        known = {"id": f"V0{user}", "team_id": TEAM, "hash": self._ts(), "bot_id": BOT_ID}
        self.views[user] = form["view"] | known
        await self._note("published", user)
        return {"view": self.views[user]}

    async def _hook(self, request: web.Request) -> web.Response:
        form = await request.json()
        channel, user, left = self._hooks[request.match_info["token"]]
        if left == 0:
            return web.Response(status=404, text="used_url")
        self._hooks[request.match_info["token"]] = (channel, user, left - 1)
        try:
            check_post(form)
        except RejectedError as error:
            return web.Response(status=400, text=error.code)
        to = None if form.get("response_type") == "in_channel" else user
        await self._show(
            Posted(channel, self._ts(), form.get("text", ""), form.get("blocks", []), to=to, raw=form)
        )
        return web.Response(text="ok")

    def _channel(self, form: Form) -> Channel:
        if form.get("channel") not in self.channels:
            raise RejectedError("channel_not_found")
        return self.channels[form["channel"]]

    def _use(self, scope: str | None) -> None:
        if scope is None:
            return
        if scope not in self.scopes:
            raise RejectedError("missing_scope")
        self.scopes_used.add(scope)

    def _ts(self) -> str:
        return f"1700000000.{next(self._numbers):06d}"

    async def _show(self, posted: Posted) -> None:
        self.posted.append(replace(posted, team=_TEAM.get()))
        await self._note("posted", posted.ts)

    async def _note(self, what: str, which: str) -> None:
        self.journal.append((what, which))
        async with self._changed:
            self._changed.notify_all()


_TEAM: ContextVar[str] = ContextVar("team", default=TEAM)
"""By whose token the call under way was made."""

_METHODS: dict[str, Callable[[FakeSlack, Form], Awaitable[Form]]] = {
    "auth.test": FakeSlack.auth_test,
    "apps.connections.open": FakeSlack.connections_open,
    "chat.postMessage": FakeSlack.post_message,
    "chat.update": FakeSlack.update,
    "conversations.history": FakeSlack.history,
    "conversations.info": FakeSlack.conversations_info,
    "conversations.replies": FakeSlack.replies,
    "files.completeUploadExternal": FakeSlack.complete_upload,
    "files.getUploadURLExternal": FakeSlack.upload_url,
    "oauth.v2.access": FakeSlack.access,
    "users.conversations": FakeSlack.users_conversations,
    "users.info": FakeSlack.users_info,
    "views.publish": FakeSlack.publish_view,
}
