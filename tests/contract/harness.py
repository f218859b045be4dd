"""What a transport's fake platform must be able to do for the contract suite to run on it.

To add a platform: write `tests/contract/<platform>.py` with a function that opens its harness as an async
context manager (see telegram.py), and name it in HARNESSES of test_transports.py.
"""

import asyncio
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from functools import cache
from typing import Protocol

import resvg_py

from bot.model import Address, Button, Language, Message, Picture, Run
from handlers.base import Choice, Page, Press, Pressed, Request, Transport, Visit

RETRY_AFTER = timedelta(seconds=7)
"""How long a platform that plays Fault.BUSY asks us to wait."""

PATIENCE = 20.0
"""Seconds after which something that never happens is a failure. Nothing is asserted about time."""


class Fault(Enum):
    """What the platform does to the next message."""

    BUSY = auto()  # refuses: too many, try after RETRY_AFTER
    UNREACHABLE = auto()  # nobody listens; the message never left
    DROPPED = auto()  # takes the message, then breaks the connection without answering
    GONE = auto()  # refuses: we may not write in this channel any longer
    REFUSED = auto()  # refuses the content, however often it is sent
    TOKEN = auto()  # refuses our token


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as readers of a channel see it."""

    address: Address
    id: str
    text: str  # without markup: what is to be read, escapes undone
    links: tuple[str, ...] = ()
    bold: tuple[str, ...] = ()  # the stretches shown in bold
    reply_to: str | None = None  # the id of the message to which it is a reply
    picture: bytes = b""  # above the text
    buttons: tuple[str, ...] = ()  # what is written on those below it


class Harness(Protocol):
    """A transport, not started yet, wired to a running fake of its platform."""

    @property
    def transport(self) -> Transport:
        """Not started yet; the suite stops it."""

    @property
    def address(self) -> Address:
        """A channel that may be written to, where people give commands."""

    @property
    def secrets(self) -> Sequence[str]:
        """What must never be seen; empty when there is nothing."""

    @property
    def listens(self) -> bool:
        """Whether people can give commands there."""

    @property
    def is_called(self) -> bool:
        """Whether the platform brings what happens: that it is down shows only when something is sent."""

    @property
    def edits(self) -> bool:
        """Whether what was sent there can be replied to and edited."""

    @property
    def shows_pictures(self) -> bool:
        """Whether pictures can be seen there."""

    @property
    def faults(self) -> frozenset[Fault]:
        """Those that can happen on this platform."""

    def sent(self) -> Sequence[Sent]:
        """All that readers see, oldest first; replies too."""

    async def fail(self, fault: Fault) -> None:
        """The next message meets this. UNREACHABLE and TOKEN last until `recover`."""

    async def recover(self) -> None:
        """The end of UNREACHABLE or TOKEN."""

    async def forbid_pictures(self) -> None:
        """From now on the platform takes none of ours in `address`."""

    async def delete(self, message_id: str) -> None:
        """Somebody deletes a message in `address`. What was sent stays sent."""

    async def say(self, text: str) -> None:
        """Somebody gives a command in `address`: "latest oil 3", without a slash. Returns at once."""

    async def say_again(self) -> None:
        """The platform delivers the same update as before once more."""

    @property
    def has_buttons(self) -> bool:
        """Whether anything can be pressed there."""

    async def press(self, message_id: str, label: str) -> None:
        """Somebody presses a button below a message in `address`. Returns at once."""

    async def press_again(self) -> None:
        """The platform delivers the same press as before once more."""

    def whispered(self) -> Sequence[str]:
        """What those who pressed were told alone, oldest first."""


class RecordingInbox:
    """An inbox that keeps what it is brought and answers every command alike."""

    def __init__(self, reply: Message | None = None) -> None:
        self.reply = reply
        self.requests: asyncio.Queue[Request] = asyncio.Queue()
        self.outcome = Pressed()
        self.presses: asyncio.Queue[Press] = asyncio.Queue()
        self.events: asyncio.Queue[tuple[str, Address, Address | None]] = asyncio.Queue()
        self.broken = False  # True: answering raises
        self.posts: list[Address] = []  # answers that platforms count

    def menu(self, language: Language, *, reading: bool = False) -> Mapping[str, str]:
        every = {"latest": f"newest alerts ({language})", "help": f"what I can do ({language})"}
        return every if reading else every | {"subscribe": f"follow ({language})"}

    async def answer(self, request: Request) -> Message | None:
        self.requests.put_nowait(request)
        if self.broken:
            raise RuntimeError("the desk is on fire")
        return self.reply

    async def press(self, press: Press) -> Pressed:
        self.presses.put_nowait(press)
        if self.broken:
            raise RuntimeError("the desk is on fire")
        return self.outcome

    async def pressed(self) -> Press:
        """The next press, when it comes."""
        return await asyncio.wait_for(self.presses.get(), PATIENCE)

    async def page(self, visit: Visit) -> Page:
        raise NotImplementedError

    async def choose(self, visit: Visit, choice: Choice) -> None:
        raise NotImplementedError

    async def posted(self, address: Address) -> None:
        self.posts.append(address)

    async def left(self, address: Address) -> None:
        self.events.put_nowait(("left", address, None))

    async def joined(self, address: Address) -> None:
        self.events.put_nowait(("joined", address, None))

    async def moved(self, old: Address, new: Address) -> None:
        self.events.put_nowait(("moved", old, new))

    async def installed(self, transport: str, workspace: str) -> None:
        self.events.put_nowait(("installed", Address(transport, workspace), None))

    async def uninstalled(self, transport: str, workspace: str) -> None:
        self.events.put_nowait(("uninstalled", Address(transport, workspace), None))

    async def request(self) -> Request:
        """The next command, when it comes."""
        return await asyncio.wait_for(self.requests.get(), PATIENCE)

    async def event(self) -> tuple[str, Address, Address | None]:
        """The next thing that happened to a chat."""
        return await asyncio.wait_for(self.events.get(), PATIENCE)


def reserved_port() -> int:
    """A port of the loopback that nobody else is given for a minute, and that a server may bind at once.

    A connection that its server ended first keeps the port from being handed out, while it rests (RFC 9293:
    TIME-WAIT). A port that was only found free may be taken by another test before it is bound.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        address: tuple[str, int] = server.getsockname()
        with socket.create_connection(address):
            connection, _ = server.accept()
            connection.close()
    return address[1]


def message(
    *lines: str | tuple[Run, ...],
    language: Language = "en",
    picture: Picture | None = None,
    buttons: tuple[Button, ...] = (),
) -> Message:
    """A message of plain lines, or of lines made of runs."""
    told = tuple((Run(line),) if isinstance(line, str) else line for line in lines)
    return Message(language, told, picture, buttons)


@cache
def picture() -> Picture:
    """A small one."""
    png = resvg_py.svg_to_bytes('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>')
    return Picture(bytes(png), "a blank sheet", "sheet.png", "rasid chart 7 -o sheet.png", "No picture:")
