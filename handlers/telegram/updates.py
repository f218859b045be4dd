"""What happens in Telegram's chats, as requests and events for the inbox.

core.telegram.org/bots/api#update. Edited messages are no commands: an order was given once. Nor are
forwarded ones: a quoted order is not the quoter's.
"""

import re
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import structlog
from telegram import Chat, ChatMember, ChatMemberRestricted, ChatMemberUpdated, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import Application, CallbackContext, ChatMemberHandler, MessageHandler, filters

from bot.errors import TransportError
from bot.model import Address
from bot.model import Message as Reply
from handlers.base import Inbox, Request
from handlers.telegram.outcomes import outcome

ALLOWED_UPDATES = (Update.MESSAGE, Update.CHANNEL_POST, Update.MY_CHAT_MEMBER)
"""What we ask for. Named each time, since Telegram otherwise goes on with what was named last."""

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[Any, Any, Any, Any]

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?")
_PRESENT = {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}

log = structlog.get_logger()


class Updates:
    """Handlers that bring commands and events to the inbox, and its replies to the chat."""

    def __init__(self, inbox: Inbox, reply: Callable[[Address, Reply], Awaitable[None]]) -> None:
        self._inbox = inbox
        self._reply = reply  # raises TransportError
        self._ours = frozenset(inbox.menu("en"))

    def install(self, app: App) -> None:
        """Let the application call us. Of the message handlers the first that fits is called."""
        ours = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
        app.add_handler(MessageHandler(ours & filters.COMMAND & ~filters.FORWARDED, self._command))
        app.add_handler(
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, self._moved)
        )
        app.add_handler(ChatMemberHandler(self._membership, ChatMemberHandler.MY_CHAT_MEMBER))
        app.add_error_handler(_failed)

    async def _command(self, update: Update, context: Context) -> None:
        request = request_of(update, context.bot.username, self._ours)
        if request is not None:
            await self._answer(request)

    async def _answer(self, request: Request) -> None:
        reply = await self._inbox.answer(request)
        if reply is None:
            return
        try:
            await self._reply(request.address, reply)
        except TransportError as error:
            log.warning("reply not sent", channel=str(request.address), error=str(error))

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
    )


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
    if message.from_user is None or message.chat.type == Chat.PRIVATE:
        return False
    return await _runs(message.from_user.id, message.chat)


async def _runs(user: int, chat: Chat) -> bool:
    try:
        member = await chat.get_member(user)
    except TelegramError as error:
        log.warning("admin not verified", chat=chat.id, error=str(outcome(error)))
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
