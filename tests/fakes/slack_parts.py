"""What the fake Slack is made of: its people and tokens, what is posted, faults, answers."""

import hashlib
import hmac
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.slack_blocks import RejectedError, check_blocks

Form = dict[str, Any]

BOT_TOKEN = "xoxb-1111-2222-botSecret0123456789"
APP_TOKEN = "xapp-1-A0RASID-3333-appSecret0123456789"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CLIENT_ID, CLIENT_SECRET = "1111.2222", "clientSecret0123456789abcdef"
TEAM, BOT_USER, BOT_ID = "T0TEAM", "U0RASID", "B0RASID"
PATIENCE = 20.0
"""Seconds after which what a test waits for will not happen any more."""

# Event -> the scope it is sent for (docs.slack.dev/reference/events).
EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "member_joined_channel": "channels:read",
    "channel_left": "channels:read",
    "channel_archive": "channels:read",
    "channel_unarchive": "channels:read",
    "channel_deleted": "channels:read",
    "group_left": "groups:read",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_deleted": "groups:read",
    "channel_id_changed": "groups:read",  # of private ones alone
    "app_uninstalled": None,
    "tokens_revoked": None,
}
HISTORY_SCOPES = {"C": "channels:history", "G": "groups:history", "D": "im:history"}
ALL_SCOPES = frozenset(
    {
        "chat:write",
        "commands",
        "files:write",
        "users:read",
        *HISTORY_SCOPES.values(),
        *filter(None, EVENT_SCOPES.values()),
    }
)


@dataclass
class Channel:
    """A conversation. C: public, G: private, D: direct with the bot."""

    id: str
    member: bool = True  # whether the bot is
    archived: bool = False
    people: set[str] = field(default_factory=set)  # who is in it, as far as that matters


@dataclass
class Uploaded:
    """A file on its way into a channel."""

    name: str
    length: int
    alt: str
    data: bytes = b""


@dataclass(frozen=True)
class Posted:
    """What readers of a channel see; `to` alone, when it is ephemeral."""

    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    thread_ts: str | None = None
    broadcast: bool = False  # a reply that the channel sees, too
    to: str | None = None
    edited: bool = False
    file: Uploaded | None = None
    raw: dict[str, Any] = field(default_factory=dict)  # the call as it came
    team: str = TEAM  # by whose token

    def shown(self) -> str:
        """The text as it is read, without styles: blocks are paragraphs, sections are lines."""
        return "\n\n".join(
            "\n".join("".join(e["text"] for e in section["elements"]) for section in block["elements"])
            for block in self.blocks
            if block["type"] == "rich_text"
        )

    def elements(self) -> list[dict[str, Any]]:
        """The texts and links, in reading order."""
        texts = [block for block in self.blocks if block["type"] == "rich_text"]
        return [e for block in texts for section in block["elements"] for e in section["elements"]]

    def buttons(self) -> dict[str, Form]:
        """What can be pressed below it, by what is written on it."""
        below = [block for block in self.blocks if block["type"] == "actions"]
        return {e["text"]["text"]: e for block in below for e in block["elements"]}


@dataclass(frozen=True)
class Error:
    """An answer {"ok": false}."""

    code: str
    needed: str | None = None


@dataclass(frozen=True)
class Limited:
    """429 with Retry-After."""

    seconds: int


@dataclass(frozen=True)
class Status:
    """Something that is not Slack's JSON: a proxy's page."""

    status: int
    body: str = "<html>oops</html>"
    content_type: str = "text/html"


@dataclass(frozen=True)
class Broken:
    """The connection breaks without an answer; `accepted`: after the work was done."""

    accepted: bool


@dataclass(frozen=True)
class Silent:
    """The work is done, and no answer ever comes."""


Fault = Error | Limited | Status | Broken | Silent


def sign(secret: str, timestamp: int, body: str) -> dict[str, str]:
    """The headers by which Slack signs (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Signature": f"v0={digest}", "X-Slack-Request-Timestamp": str(timestamp)}


async def arguments(request: web.Request) -> Form:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**request.query, **dict(await request.post())}


def check_post(form: Form) -> None:
    text, blocks = form.get("text") or "", form.get("blocks") or []
    if not text and not blocks:
        raise RejectedError("no_text")
    if len(text) > 40_000:
        raise RejectedError("msg_too_long")
    check_blocks(blocks)


def messages(posted: Iterable[Posted], form: Form) -> list[Form]:
    with_metadata = str(form.get("include_all_metadata", "")).lower() in {"1", "true"}
    found = itertools.islice(posted, int(form.get("limit", 100)))
    return [
        {"type": "message", "ts": p.ts, "text": p.text, "bot_id": BOT_ID}
        | ({"metadata": p.metadata} if with_metadata and p.metadata else {})
        for p in found
    ]


def answer(error: RejectedError, more: Form | None = None) -> web.Response:
    messages = {"response_metadata": {"messages": error.messages}} if error.messages else {}
    return web.json_response({"ok": False, "error": error.code, **messages, **(more or {})})


def limited(seconds: int) -> web.Response:
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(seconds)}
    )


def abort(connection: web.Request | web.WebSocketResponse) -> web.Response:
    request = connection if isinstance(connection, web.Request) else connection._req
    if request is not None and request.transport is not None:
        request.transport.abort()
    return web.Response()
