"""Telegram as a transport: one bot, its messages out and its chats' commands in."""

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, ExtBot
from telegram.request import HTTPXRequest

from bot.errors import TopicGoneError, TryLaterError
from bot.model import Address, Button, Message, Picture, Rate
from handlers.base import Inbox
from handlers.pictures import without_picture
from handlers.telegram.listen import Listener, Webhook
from handlers.telegram.menus import menus_of
from handlers.telegram.outcomes import markup_refused, outcome, picture_refused, topic_gone, unchanged
from handlers.telegram.render import plain, render, split
from handlers.telegram.updates import Updates

PRIVATE_GAP = timedelta(seconds=1.05)
"""One message a second in a chat (core.telegram.org/bots/faq, "broadcasting to users"), and a little more."""

GROUP_GAP = timedelta(seconds=3.1)
"""Twenty messages a minute in a group (same source), and a little more. Channels count as groups (the wiki of
python-telegram-bot, "Avoiding flood limits")."""

RATE = Rate(timedelta(milliseconds=40), burst=5)
"""About thirty messages a second to all chats together (same source): never more than these in any second."""

_ANSWER_WAITS = timedelta(seconds=10)  # and with it the commands behind it, in whichever chat

GENERAL_TOPIC = "1"
"""A forum's first topic. It is reached by naming no topic: with this id Telegram finds none."""

# Seconds. A send that times out may have arrived, so its answer is given long; sent twice, at worst, it takes
# less than two minutes. A poll's time comes on top of its own.
_SEND_READ, _POLL_READ, _TIMEOUT = 25.0, 10.0, 10.0

# httpx logs each URL, and Telegram's URLs hold the token; the library's bot logs its own. Whoever makes a
# transport may never have set up the logs, or at DEBUG, so this does not depend on it.
_LEAKING = ("httpx", "telegram")
# It logs a traceback for each page of a broken gateway, which is told in a line where the message is.
_LOUD = "telegram.request.BaseRequest"

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One way to send a message."""

    text: str
    parse_mode: str | None
    topic: int | None
    reply_to: int | None
    picture: Picture | None = None
    keyboard: InlineKeyboardMarkup | None = None


class TelegramTransport:
    """A bot on the Bot API.

    `base_url` is the root of a Bot API server, without /bot or a token; None for Telegram's own.
    `webhook` holds the fields of a Webhook; without one the bot polls.
    """

    kind = "telegram"
    asks = False
    rate = edit_rate = RATE

    def __init__(
        self, token: str, *, base_url: str | None = None, webhook: Mapping[str, Any] | None = None
    ) -> None:
        # The library then gives waiting times as what they will be in its next version, without a warning.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        for name in _LEAKING:
            logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger(_LOUD).setLevel(logging.CRITICAL)
        root = (base_url or "https://api.telegram.org").rstrip("/")
        self._requests = (_request(_SEND_READ), _request(_POLL_READ))
        self._bot = ExtBot(
            token,
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._webhook = Webhook(**webhook) if webhook else None
        self._listener: Listener | None = None

    async def start(self, inbox: Inbox) -> None:
        """Begin to listen; without an answer from Telegram, in the background. Raises TransportDownError."""
        # Pacing belongs to the outbox, schedules to the bot, and updates are handled one after the other.
        app = Application.builder().bot(self._bot).updater(None).job_queue(None).build()
        Updates(inbox, partial(self._reply, inbox)).install(app)
        self._listener = Listener(app, menus_of(inbox), self._webhook)
        await self._listener.start()

    async def send(
        self,
        address: Address,
        message: Message,
        delivery_id: int,  # noqa: ARG002 - Telegram takes no key that would make a message unique
        reply_to: str | None = None,
    ) -> str:
        """Send once; Telegram's message id. Raises TransportError.

        Only where Telegram said that it took nothing is there a second try: in the chat itself when the
        topic was deleted, as plain text when it cannot read our markup, and without a picture that it does
        not take. Of a picture with a long text, which comes behind it, the id is the picture's.
        """
        first, *rest = split(message) if message.picture else [message]
        sent = await self._send(address, first, int(reply_to) if reply_to else None)
        for part in rest:
            await self._send(address, part, None)
        return sent

    async def edit(
        self,
        address: Address,
        message_id: str,
        message: Message,
        delivery_id: int,  # noqa: ARG002 - as above
    ) -> None:
        """Write a message anew; one that says the same already is left as it is. Raises TransportError."""
        try:
            await self._bot.edit_message_text(
                render(message),
                address.chat,
                int(message_id),
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(message.buttons),
            )
        except TelegramError as error:
            if not unchanged(error):
                raise outcome(error) from error

    def gap(self, address: Address) -> timedelta:
        """The least time between two messages to this chat; ids of groups and channels are negative."""
        return GROUP_GAP if address.chat.startswith(("-", "@")) else PRIVATE_GAP

    async def hears(self) -> bool:
        """Whether the last request for updates was answered, or the webhook is open."""
        return self._listener is not None and self._listener.hears

    def fits(self, message: Message) -> bool:
        """Whether it is within the limits of a message."""
        return len(split(message)) <= 1

    async def stop(self) -> None:
        """Stop listening, then close. Safe to call when `start` failed or never ran."""
        if self._listener:
            await self._listener.stop()
        await self._bot.shutdown()
        for request in self._requests:  # the bot leaves them open when it never was connected
            await request.shutdown()

    async def _reply(
        self, inbox: Inbox, address: Address, reply: Message, to: int | None = None, *, folded: bool = False
    ) -> None:
        for part in split(reply):
            await inbox.posted(address)
            await self._send_soon(address, part, to, folded=folded)

    async def _send_soon(self, address: Address, part: Message, to: int | None, *, folded: bool) -> None:
        """Send, after a wait where Telegram asks for one that is short enough for who waits for an answer."""
        waited = timedelta(0)
        while True:
            try:
                await self._send(address, part, to, folded=folded)
            except TryLaterError as error:
                if error.after is None or waited + error.after > _ANSWER_WAITS:
                    raise
                waited += error.after
                await asyncio.sleep(error.after.total_seconds())
            else:
                return

    async def _send(self, address: Address, part: Message, to: int | None, *, folded: bool = False) -> str:
        attempt = _Attempt(
            render(part, folded=folded),
            ParseMode.HTML,
            _topic(address),
            to,
            part.picture,
            keyboard(part.buttons),
        )
        try:
            try:
                return await self._post(address, attempt)
            except BadRequest as error:
                attempt = _otherwise(error, attempt, part)
                log.warning("sending otherwise", channel=str(address), because=error.message)
                return await self._post(address, attempt)
        except TelegramError as error:
            raise outcome(error) from error

    async def _post(self, address: Address, attempt: _Attempt) -> str:
        reply = ReplyParameters(attempt.reply_to) if attempt.reply_to else None
        if attempt.picture:
            sent = await self._bot.send_photo(
                address.chat,
                attempt.picture.png,
                caption=attempt.text or None,
                parse_mode=attempt.parse_mode,
                message_thread_id=attempt.topic,
                reply_parameters=reply,
                filename=attempt.picture.name,
                reply_markup=attempt.keyboard,
            )
        else:
            sent = await self._bot.send_message(
                address.chat,
                attempt.text,
                parse_mode=attempt.parse_mode,
                message_thread_id=attempt.topic,
                reply_parameters=reply,
                link_preview_options=_NO_PREVIEW,
                reply_markup=attempt.keyboard,
            )
        return str(sent.message_id)


def _otherwise(error: BadRequest, tried: _Attempt, message: Message) -> _Attempt:
    """What to try after a refusal; raises the refusal when there is nothing."""
    if topic_gone(error) and tried.topic is not None:
        raise TopicGoneError("Telegram has no such topic any more; the chat is there.") from error
    if markup_refused(error):
        return replace(tried, text=plain(message), parse_mode=None)
    if tried.picture and picture_refused(error):
        return replace(tried, text=render(without_picture(message, error.message)), picture=None)
    raise error


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """The buttons in rows of two; an edit without any takes those away that there were."""
    pressed = [InlineKeyboardButton(button.label, callback_data=button.press) for button in buttons]
    return (
        InlineKeyboardMarkup([pressed[at : at + 2] for at in range(0, len(pressed), 2)]) if pressed else None
    )


def _topic(address: Address) -> int | None:
    return None if address.topic in {None, GENERAL_TOPIC} else int(address.topic or 0)


def _request(read_timeout: float) -> HTTPXRequest:
    return HTTPXRequest(
        read_timeout=read_timeout, write_timeout=_TIMEOUT, connect_timeout=_TIMEOUT, pool_timeout=_TIMEOUT
    )
