"""The contract suite's harness for the console: it only speaks."""

import io
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.console import Console

from bot.model import Address
from handlers.console.transport import ConsoleTransport
from tests.contract.harness import Fault, Sent

WIDTH = 20
RULE = "─" * WIDTH  # what stands before each message


class ConsoleHarness:
    """Output that goes into a file, where nothing is bold."""

    listens = False
    is_called = False
    edits = False
    shows_pictures = False
    has_buttons = False
    faults: frozenset[Fault] = frozenset()
    secrets: Sequence[str] = ()
    address = Address("console", "terminal")

    def __init__(self) -> None:
        self._written = io.StringIO()
        self.transport = ConsoleTransport(Console(file=self._written, width=WIDTH, highlight=False))

    def sent(self) -> Sequence[Sent]:
        _, *messages = self._written.getvalue().split(f"{RULE}\n")
        return [self._read(number, text) for number, text in enumerate(messages, 1)]

    def _read(self, number: int, text: str) -> Sent:
        """A message, numbered as the suite numbers its deliveries; its links stand in lines of their own."""
        lines = text.splitlines()
        links = tuple(line for line in lines if line.startswith("http"))
        return Sent(self.address, str(number), "\n".join(lines[: len(lines) - len(links)]), links)

    async def fail(self, fault: Fault) -> None:
        raise AssertionError("a terminal plays no faults")

    async def recover(self) -> None:
        raise AssertionError("a terminal plays no faults")

    async def forbid_pictures(self) -> None:
        raise AssertionError("a terminal shows none")

    async def delete(self, message_id: str) -> None:
        raise AssertionError("a terminal forgets nothing")

    async def say(self, text: str) -> None:
        raise AssertionError("nobody gives commands in a terminal")

    async def say_again(self) -> None:
        raise AssertionError("nobody gives commands in a terminal")

    async def press(self, message_id: str, label: str) -> None:
        raise AssertionError("there is nothing to press in a terminal")

    async def press_again(self) -> None:
        raise AssertionError("there is nothing to press in a terminal")

    def whispered(self) -> Sequence[str]:
        return []


@asynccontextmanager
async def open_console() -> AsyncIterator[ConsoleHarness]:
    yield ConsoleHarness()
