"""What happens in Telegram's chats, as requests and events for the inbox.

core.telegram.org/bots/api#update. Edited messages are no commands: an order was given once. Nor are
forwarded ones: a quoted order is not the quoter's.
"""

import re
from collections.abc import Collection
from typing import Any, Protocol

import structlog
from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.errors import TransportError
from bot.model import Address
from bot.model import Message as Reply
from handlers.base import Inbox, Press, Pressed, Request
from handlers.telegram.outcomes import outcome as outcome_of
from handlers.telegram.render import utf16

ALLOWED_UPDATES = (Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
"""What we ask for. Named each time, since Telegram otherwise goes on with what was named last."""

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?")
LONGEST_NOTE = 200  # UTF-16 units that who presses a button may be told alone

_PRESENT = {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}

log = structlog.get_logger()


class Replier(Protocol):
    """Answers in a chat, to one of its messages. Raises TransportError."""

    async def __call__(
        self, address: Address, reply: Reply, to: int | None = None, *, folded: bool = False
    ) -> None:
        """Folded, a long answer takes few lines of the chat."""


class Updates:
    """Handlers that bring commands and events to the inbox, and its replies to the chat."""

    def __init__(self, inbox: Inbox, reply: Replier) -> None:
        self._inbox = inbox
        self._reply = reply
        self._ours = frozenset(inbox.menu("en"))

    def install(self, app: App) -> None:
        """Let the application call us. Of the message handlers the first that fits is called."""
        ours = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
        app.add_handler(MessageHandler(ours & filters.COMMAND & ~filters.FORWARDED, self._command))
        app.add_handler(
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, self._moved)
        )
        app.add_handler(CallbackQueryHandler(self._press))
        app.add_handler(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_error_handler(_failed)

    async def _command(self, update: Update, context: Context) -> None:
        request = request_of(update, context.bot.username, self._ours)
        if request is not None:
            await self._answer(request)

    async def _answer(self, request: Request) -> None:
        reply = await self._inbox.answer(request)
        if reply is not None:
            await self._say(request.address, reply)

    async def _say(
        self, address: Address, reply: Reply, to: int | None = None, *, folded: bool = False
    ) -> None:
        try:
            await self._reply(address, reply, to, folded=folded)
        except TransportError as error:
            log.warning("reply not sent", channel=str(address), error=str(error))

    async def _press(self, update: Update, _: Context) -> None:
        """A button that was pressed spins until it is answered, whatever becomes of the press."""
        query, outcome = update.callback_query, Pressed()
        if query is None:
            return
        try:
            if press := press_of(update):
                outcome = await self._inbox.press(press)
        finally:
            await _acknowledge(query, outcome)
        message = query.message
        if outcome.answer is None or message is None:
            return
        topic = (
            message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
        )
        folded = message.chat.type != Chat.PRIVATE  # others did not ask
        await self._say(_address(message.chat.id, topic), outcome.answer, message.message_id, folded=folded)

    async def _moved(self, update: Update, _: Context) -> None:
        message = update.message
        # The new chat says so, too; once is enough.
        if message and message.migrate_to_chat_id:
            await self._inbox.moved(_address(message.chat.id), _address(message.migrate_to_chat_id))

    async def _membership(self, update: Update, _: Context) -> None:
        change = update.my_chat_member
        if change is None:
            return
        if not is_present(change.new_chat_member):
            await self._inbox.left(_address(change.chat.id))
            return
        await self._inbox.joined(_address(change.chat.id))
        # Who comes back to a private chat writes there anyway.
        if not is_present(change.old_chat_member) and change.chat.type != Chat.PRIVATE:
            await self._answer(greeting_of(change, str(update.update_id)))


def request_of(update: Update, bot_name: str, ours: Collection[str]) -> Request | None:
    """The command in a message or channel post; None when it is none, or may be another bot's.

    `ours` are the commands that we know: in a group the others are not for us unless they name us.
    """
    message = update.effective_message
    if message is None or not message.text:
        return None
    first, *words = message.text.split(maxsplit=1)
    if not (found := _COMMAND.fullmatch(first)):
        return None
    command, addressee = found[1].lower(), found[2]
    if addressee:
        for_us = addressee.lower() == bot_name.lower()
    else:
        for_us = message.chat.type == Chat.PRIVATE or command in ours
    if not for_us:
        return None
    author = None if message.sender_chat else message.from_user
    return Request(
        address=_address(message.chat.id, message.message_thread_id if message.is_topic_message else None),
        command=command,
        words="".join(words).rstrip(),
        user=_author(message),
        key=str(update.update_id),
        is_group_admin=lambda: is_group_admin(message),
        language=_language(author),
        private=message.chat.type == Chat.PRIVATE,
    )


def press_of(update: Update) -> Press | None:
    """The press on a button; None when it was not below a message in a chat."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    chat, user = query.message.chat, query.from_user
    return Press(
        address=_address(chat.id),
        data=query.data or "",
        user=str(user.id),
        key=str(update.update_id),
        is_group_admin=lambda: _runs(user.id, chat),
        in_channel=chat.type == Chat.CHANNEL,
        language=_language(user),
    )


async def _acknowledge(query: CallbackQuery, outcome: Pressed) -> None:
    """Tell who pressed what came of it, in the few words that Telegram shows them alone."""
    text = (
        "\n".join("".join(run.text for run in line) for line in outcome.said.lines) if outcome.said else None
    )
    while text and utf16(text) > LONGEST_NOTE:
        text = text[: min(len(text) - 2, LONGEST_NOTE - 1)] + "…"
    try:
        await query.answer(text, show_alert=outcome.lasting)
    except TelegramError as error:  # too late, when we were away; the press counts all the same
        log.info("press not answered", error=str(outcome_of(error)))


def _author(message: Message) -> str | None:
    """Who writes: a user, or the chat in whose name somebody does; None for a post in a channel.

    Telegram puts a user of its own in the place of those who write in the name of a chat.
    """
    if message.chat.type == Chat.CHANNEL:
        return None
    author = message.sender_chat or message.from_user
    return str(author.id) if author else None


async def is_group_admin(message: Message) -> bool:
    """Whether the author runs the group or channel; False in private chats and when Telegram cannot say."""
    if message.sender_chat:  # an anonymous admin, or a post in a channel, speaks as the chat itself
        return message.sender_chat.id == message.chat.id
    return message.from_user is not None and await _runs(message.from_user.id, message.chat)


async def _runs(user: int, chat: Chat) -> bool:
    if chat.type == Chat.PRIVATE:
        return False
    try:
        member = await chat.get_member(user)
    except TelegramError as error:
        log.warning("admin not verified", chat=chat.id, error=str(outcome_of(error)))
        return False
    return member.status in {ChatMember.OWNER, ChatMember.ADMINISTRATOR}


def greeting_of(change: ChatMemberUpdated, key: str) -> Request:
    """What is answered when the bot was added to a chat: as if who added it had asked for it."""
    who, in_channel = change.from_user, change.chat.type == Chat.CHANNEL
    return Request(
        address=_address(change.chat.id),
        command="start",
        words="",
        user=None if in_channel else str(who.id),  # only those who run a channel can add anybody
        key=key,
        is_group_admin=lambda: _runs(who.id, change.chat),
        language=None if in_channel else _language(who),
    )


def is_present(bot: ChatMember) -> bool:
    """Whether the bot is in a chat as such a member; blocked in a private chat counts as banned."""
    return bot.status in _PRESENT or (isinstance(bot, ChatMemberRestricted) and bot.is_member)


def _language(user: User | None) -> str | None:
    return user.language_code.partition("-")[0] if user and user.language_code else None


def _address(chat: int, topic: int | None = None) -> Address:
    return Address("telegram", str(chat), str(topic) if topic else None)


async def _failed(update: object, context: Context) -> None:
    """An update whose handling raised: told once, and the next is taken."""
    number = update.update_id if isinstance(update, Update) else None
    log.error("update not handled", update=number, exc_info=context.error)
