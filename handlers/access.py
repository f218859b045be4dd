"""Who may give which command, and what the others are told. Closed unless the config opens it."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.model import Access, Address, Message
from handlers.asking import Asked
from handlers.base import Press, Request

REFUSAL_EVERY = timedelta(hours=1)
MOST_REFUSED = 1000  # remembered; a bot in more closed chats may repeat itself sooner


class Right(Enum):
    """What it takes to give a command."""

    READ = auto()  # to be in a chat that is subscribed or let in, or to have the other right
    CHANGE = auto()  # to be an admin of the bot or, where the config says so, of the group
    OPERATE = auto()  # to be in the operator's channel, or an admin of the bot whom nobody else overhears


async def may(right: Right, asked: Asked) -> bool:
    """Whether this command may be given here and by this user. Asks the platform last, if at all."""
    access, request = asked.desk.access(), asked.request
    if right is Right.OPERATE:
        return _is_operators(asked) or (request.private and is_admin(request, access))
    if is_admin(request, access):
        return True
    if right is Right.READ and await _is_open(asked):
        return True
    if request.user is None:  # a post in a channel, where only its administrators can write
        return access.group_admins or _id(request.address) in access.chats
    by_admins = access.group_admins or (request.in_channel and _id(request.address) in access.chats)
    return by_admins and await request.is_group_admin()


def is_admin(request: Request | Press, access: Access) -> bool:
    """Whether the user is an admin of the bot, by its config."""
    return request.user is not None and f"{request.address.transport}:{request.user}" in access.admins


def _is_operators(asked: Asked) -> bool:
    """Whether this is where the operator is told what is amiss."""
    return asked.desk.operator() in {asked.request.address, replace(asked.request.address, topic=None)}


class Refusals:
    """Polite replies to those who may not, each once an hour."""

    def __init__(self) -> None:
        self._told: OrderedDict[Hashable, datetime] = OrderedDict()

    async def refuse(self, asked: Asked) -> Message | None:
        """What to put in the config; None when that was said within the hour."""
        request, chat = asked.request, _id(asked.request.address)
        if not await _is_open(asked):
            key, code = "closed-chat", chat
        elif request.user is None:
            key, code = "closed-settings-channel", chat
        else:
            key, code = "closed-settings", f"{request.address.transport}:{request.user}"
        if not self._is_due((request.address, code), asked.desk.now()):
            return None
        return asked.say(asked.line(key), asked.code(code))

    def _is_due(self, what: Hashable, now: datetime) -> bool:
        last = self._told.get(what)
        if last is not None and now - last < REFUSAL_EVERY:
            return False
        self._told[what] = now
        self._told.move_to_end(what)
        if len(self._told) > MOST_REFUSED:
            self._told.popitem(last=False)
        return True


async def _is_open(asked: Asked) -> bool:
    """Whether anyone may read here: the chat is let in, or it (for a topic: its chat) is subscribed."""
    address = asked.request.address
    if _id(address) in asked.desk.access().chats or asked.channel.watches or _is_operators(asked):
        return True
    whole = await asked.desk.channel(replace(address, topic=None)) if address.topic else None
    return whole is not None and bool(whole.watches)


def _id(address: Address) -> str:
    """A chat as the config names it in `chats`, whichever of its topics."""
    return f"{address.transport}:{address.chat}"
