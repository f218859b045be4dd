"""The inbox as one of several workspaces sees it: outside it, ids have the workspace's own in front.

Ids of Slack's are unique within a workspace only, and nobody shall see or change what is in another.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.model import Address, Language, Message
from handlers.base import Choice, Inbox, Listed, Page, Press, Pressed, Request, Visit

SLASH = "/"


def outside(workspace: str, id_: str) -> str:
    """The id of a channel or user of a workspace, as it is known outside: "T0123/C0456"."""
    return f"{workspace}{SLASH}{id_}" if workspace else id_


def inside(id_: str) -> tuple[str, str]:
    """The workspace of such an id, empty for that of the config's own token; and the id in it."""
    workspace, _, id_ = id_.rpartition(SLASH)
    return workspace, id_


class Branch:
    """The inbox of one workspace; "" is that of the config's own token, whose ids are the same outside."""

    def __init__(self, inbox: Inbox, workspace: str) -> None:
        self._inbox = inbox
        self._workspace = workspace

    def menu(self, language: Language, *, reading: bool = False) -> Mapping[str, str]:
        """As outside."""
        return self._inbox.menu(language, reading=reading)

    async def answer(self, request: Request) -> Message | None:
        """The reply to a command."""
        user = None if request.user is None else self._outside(request.user)
        return await self._inbox.answer(replace(request, address=self._address(request.address), user=user))

    async def press(self, press: Press) -> Pressed:
        """What comes of a button."""
        user = self._outside(press.user)
        return await self._inbox.press(replace(press, address=self._address(press.address), user=user))

    async def page(self, visit: Visit) -> Page:
        """The bot's page in this workspace."""
        page = await self._inbox.page(self._visit(visit))
        return replace(page, channels=tuple(map(_listed, page.channels)))

    async def choose(self, visit: Visit, choice: Choice) -> None:
        """What was chosen there."""
        address = self._address(choice.address)
        await self._inbox.choose(self._visit(visit), replace(choice, address=address))

    async def posted(self, address: Address) -> None:
        """An answer goes to a chat."""
        await self._inbox.posted(self._address(address))

    async def left(self, address: Address) -> None:
        """Removed from a chat."""
        await self._inbox.left(self._address(address))

    async def joined(self, address: Address) -> None:
        """Added to a chat."""
        await self._inbox.joined(self._address(address))

    async def moved(self, old: Address, new: Address) -> None:
        """A chat has a new id."""
        await self._inbox.moved(self._address(old), self._address(new))

    async def installed(self, transport: str, workspace: str) -> None:
        """As outside."""
        await self._inbox.installed(transport, workspace)

    async def uninstalled(self, transport: str, workspace: str) -> None:
        """As outside."""
        await self._inbox.uninstalled(transport, workspace)

    def _visit(self, visit: Visit) -> Visit:
        async def chats() -> Collection[str]:
            return {self._outside(chat) for chat in await visit.chats()}

        return replace(
            visit,
            address=self._address(visit.address),
            user=self._outside(visit.user),
            chats=chats,
            is_direct=lambda chat: visit.is_direct(inside(chat)[1]),
            is_here=lambda chat: inside(chat)[0] == self._workspace,
            chosen=visit.chosen and self._outside(visit.chosen),
        )

    def _outside(self, id_: str) -> str:
        return outside(self._workspace, id_)

    def _address(self, address: Address) -> Address:
        return replace(address, chat=self._outside(address.chat))


def _listed(listed: Listed) -> Listed:
    address = listed.channel.address
    return replace(
        listed, channel=replace(listed.channel, address=replace(address, chat=inside(address.chat)[1]))
    )
