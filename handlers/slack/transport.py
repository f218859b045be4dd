"""Slack as a kind of channel: a Web API client that sends, and a door by which commands come in."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    MessageGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)
from bot.model import Address, Message, Rate
from handlers.base import Inbox
from handlers.pictures import without_picture
from handlers.slack.client import posting, web_client
from handlers.slack.doors import Door, HttpDoor, SocketDoor
from handlers.slack.outcomes import CALL_ERRORS, blocks_refused, outcome, reason
from handlers.slack.pictures import share
from handlers.slack.render import Rendered, is_one, render_one
from handlers.slack.updates import Identity, Updates
from handlers.slack.words import KIND

# One message a second and channel (docs.slack.dev/apis/web-api/rate-limits), and a little more for two
# clocks.
GAP = timedelta(seconds=1.05)
# "Several hundred messages per minute" to a workspace (same source), which nobody counted out.
_RATE = Rate(timedelta(milliseconds=250), burst=10)
_EDIT_RATE = Rate(timedelta(milliseconds=1_250))  # chat.update takes fifty a minute (same source, tier 3)
_START_SECONDS = 5.0  # after which a start returns, and what it began goes on in the background
_FIRST_RETRY, _LAST_RETRY = 1.0, 60.0  # seconds between tries to connect
_WATCH = 15.0  # seconds between looks at the connection; the SDK itself mends most breaks sooner
_PING = 10.0  # seconds, the SDK's own choice
_LOOK_BACK = 100  # messages of a channel among which an earlier send is looked for
_WHOLE_THREAD = 1000  # messages, the oldest first: as many as Slack gives at once
_EVENT_TYPE = "rasid_delivery"

Mark = dict[str, Any]
"""A message's metadata, in which Slack keeps what we want to know it again by."""

log = structlog.get_logger()


class SlackTransport:
    """Sends by the Web API; listens by Socket Mode when given an app token, else by signed requests."""

    kind = KIND
    asks = True
    rate = _RATE
    edit_rate = _EDIT_RATE

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str | None = None,
        signing_secret: str | None = None,
        base_url: str | None = None,
        host: str = "127.0.0.1",
        port: int = 3000,
    ) -> None:
        """Take the values as they are; nothing is connected yet.

        An app token or a signing secret is needed to listen. `base_url` is of another Web API server, such
        as https://slack-gov.com/api/; host and port are bound in HTTP mode.
        """
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._listen = (host, port)
        self._web = web_client(bot_token, base_url, patient=False)
        self.patient = web_client(bot_token, base_url, patient=True)
        self._door: Door | None = None
        self._updates: Updates | None = None
        self._task: asyncio.Task[None] | None = None  # opens the door, then watches it
        # Channels whose last send ended clearly. In the others a crash or a broken connection may have left
        # a message that we do not know of, so we look before we send.
        self._clear: set[Address] = set()

    async def start(self, inbox: Inbox) -> None:
        """Begin to listen; while Slack cannot be reached, the background tries again.

        Raises TransportDownError when Slack refuses a token, or the address of HTTP mode cannot be bound;
        where that is known only later, the log tells it.
        """
        self._task = opening = asyncio.create_task(self._open(inbox), name="slack")
        await asyncio.wait([opening], timeout=_START_SECONDS)
        if not opening.done():
            log.warning("Slack has not answered yet; going on without it")
        elif isinstance(refusal := opening.exception(), TransportDownError):
            raise refusal
        self._task = asyncio.create_task(self._watch(inbox, opening), name="slack")

    async def send(
        self, address: Address, message: Message, delivery_id: int, reply_to: str | None = None
    ) -> str:
        """Post once; the message's ts. Raises TransportError.

        A reply is in the thread of the other message, and in the channel too: nobody is told of what is in a
        thread alone. A picture goes before its text; tried again, it may come twice. Blocks that Slack does
        not take are left out, once: their text says the same.
        """
        rendered = _rendered(await self._shared(address, message, reply_to))
        mark = _mark(rendered, delivery_id)
        if address not in self._clear and (found := await self._find(address, mark, reply_to)):
            self._clear.add(address)
            return found
        self._clear.discard(address)  # until the call has ended, and if it never does
        try:
            ts = await self._post(address, rendered, mark, reply_to)
        except CALL_ERRORS as error:
            failure = outcome(error)
            if not isinstance(failure, AmbiguousError | MessageGoneError):  # after the latter it is sent anew
                self._clear.add(address)
            raise failure from error
        self._clear.add(address)
        return ts

    async def _post(self, address: Address, rendered: Rendered, mark: Mark, reply_to: str | None) -> str:
        """Raises one of CALL_ERRORS."""
        said: dict[str, Any] = {
            "channel": address.chat,
            "metadata": mark,
            "mrkdwn": False,
            "thread_ts": reply_to,
            "reply_broadcast": bool(reply_to) or None,
        }
        try:
            posted = await self._web.chat_postMessage(**said, **posting(rendered))
        except CALL_ERRORS as error:
            if not blocks_refused(error):
                raise
            log.warning("sending without blocks", channel=str(address), because=str(outcome(error)))
            posted = await self._web.chat_postMessage(**said, **posting(replace(rendered, blocks=[])))
        return str(posted["ts"])

    async def _shared(self, address: Address, message: Message, reply_to: str | None) -> Message:
        """Share a message's picture, if it has one; the text, which says so where that failed."""
        if message.picture is None:
            return message
        try:
            await share(self._web, address.chat, reply_to, message.picture)
        except CALL_ERRORS as error:
            log.warning("picture not shared", channel=str(address), error=str(outcome(error)))
            return without_picture(message, reason(error))
        return replace(message, picture=None)

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        """Write a message anew. Raises TransportError."""
        rendered = _rendered(message)
        try:
            await self._web.chat_update(
                channel=address.chat,
                ts=message_id,
                text=rendered.text,
                blocks=rendered.blocks,
                metadata=_mark(rendered, delivery_id),
            )
        except CALL_ERRORS as error:
            raise outcome(error) from error

    def gap(self, address: Address) -> timedelta:  # noqa: ARG002  the same for every channel
        """A little more than a second."""
        return GAP

    async def hears(self) -> bool:
        """Whether the socket is open, or the address bound."""
        return self._door is not None and await self._door.alive()

    def fits(self, message: Message) -> bool:
        """Whether it is within the limits of a message."""
        return is_one(message)

    async def stop(self) -> None:
        """Stop listening, let commands under way end, then close."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
        await self._close()

    async def _find(self, address: Address, mark: Mark, reply_to: str | None) -> str | None:
        """The ts of the message that an earlier try left in the channel or thread, if it can be seen there.

        When Slack cannot be asked, nothing is sent. Raises TryLaterError, or AmbiguousError where Slack's
        answer is none: whether the earlier try arrived is as unclear as before.
        """
        try:
            if reply_to:
                recent = await self._web.conversations_replies(
                    channel=address.chat, ts=reply_to, limit=_WHOLE_THREAD, include_all_metadata=True
                )
            else:
                recent = await self._web.conversations_history(
                    channel=address.chat, limit=_LOOK_BACK, include_all_metadata=True
                )
        except CALL_ERRORS as error:
            failure = outcome(error)
            if isinstance(failure, TryLaterError | AmbiguousError):
                raise failure from error
            return None  # we may not read there; that says nothing of writing
        for message in recent["messages"]:
            if message.get("metadata") == mark:
                return str(message["ts"])
        return None

    async def _watch(self, inbox: Inbox, opening: Awaitable[None]) -> None:
        """See the first opening to its end, then open the door again whenever it is shut, for ever."""
        failures = 0
        while True:
            try:
                await opening
                failures = 0
            except TransportError as error:
                failures += 1
                tell = log.error if isinstance(error, TransportDownError) else log.warning
                tell("not connected to Slack, trying again", error=str(error), failures=failures)
            except Exception:  # whatever it is, a bot that no longer listens is worse
                failures += 1
                log.exception("not connected to Slack, trying again", failures=failures)
            await asyncio.sleep(_pause(failures))
            opening = self._keep_open(inbox)

    async def _keep_open(self, inbox: Inbox) -> None:
        if self._door is None or not await self._door.alive():
            await self._open(inbox)

    async def _open(self, inbox: Inbox) -> None:
        """Raises TransportError."""
        await self._close()
        try:
            identity = await self.who_am_i()
            updates = Updates(inbox, identity, self.patient)
            door = self._make_door(updates)
            await door.open()
        except CALL_ERRORS as error:
            raise outcome(error) from error
        self._door, self._updates = door, updates
        log.info("listening to Slack", team=identity.team, by=type(door).__name__)

    async def _close(self) -> None:
        door, self._door = self._door, None
        if door is not None:
            await door.close()
        if self._updates is not None:
            await self._updates.finish()

    async def is_welcome(self) -> bool:
        """Whether Slack takes our token, or cannot say."""
        try:
            await self._web.auth_test()
        except CALL_ERRORS as error:
            return not isinstance(outcome(error), TransportDownError)
        return True

    async def who_am_i(self) -> Identity:
        """Who we are by our token. Raises TransportDownError for a user's, and one of CALL_ERRORS."""
        me = await self._web.auth_test()
        if not me.get("bot_id"):
            raise TransportDownError(
                "The bot token of [slack] is a user's: take the one that starts with xoxb-."
            )
        return Identity(me["team_id"], me["user_id"], me["bot_id"], me.get("enterprise_id"))

    def _make_door(self, updates: Updates) -> Door:
        app = updates.app(self._signing_secret)
        if self._app_token is not None:
            return SocketDoor(app, self._web, self._app_token, _PING)
        return HttpDoor(app.async_dispatch, *self._listen)


def _pause(failures: int) -> float:
    """Seconds until the connection is looked at again, after so many failures in a row to make it."""
    return min(_FIRST_RETRY * 2 ** min(failures - 1, 6), _LAST_RETRY) if failures else _WATCH


def _rendered(message: Message) -> Rendered:
    rendered = render_one(message)
    if rendered is None:
        raise BadMessageError("There is nothing to read in the message.")
    return rendered


def _mark(rendered: Rendered, delivery_id: int) -> Mark:
    """What tells this delivery's message from every other, also after it was edited.

    The digest is there because ids begin anew one day, and of the first line because that stays.
    """
    first = json.dumps(rendered.blocks[0]["elements"][0]).encode()
    digest = hashlib.blake2b(first, digest_size=8).hexdigest()
    return {
        "event_type": _EVENT_TYPE,
        "event_payload": {"delivery_id": str(delivery_id), "digest": digest},
    }
