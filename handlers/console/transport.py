"""Alerts in the terminal: what a bot without any token writes to.

Many terminals know nothing of right-to-left text: they set Arabic letters unjoined and from left to right.
For them each line is wrapped, its letters joined and put in the order in which they are seen. A terminal
that does this itself, or a file, gets the text as it stands.
"""

import itertools
import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from operator import itemgetter
from typing import Literal

import arabic_reshaper
from bidi import get_base_level, get_display
from bidi.mirror import MIRRORED
from rich.console import Console
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from bot.errors import TransportDownError
from bot.model import Address, Line, Message, Rate, Run
from handlers.base import Inbox

Bidi = Literal["auto", "terminal", "visual", "none"]
"""Who orders right-to-left text: found out; the terminal; we; nobody (and no direction marks)."""

_VTE_WITH_BIDI = 5800  # https://gitlab.gnome.org/GNOME/vte, since 0.58
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2061-\u2064]")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
_TAGS = "\u2061\u2062\u2063\u2064"
"""Invisible operators: of a neutral class, each stays beside the letter before it when that is moved. There
are as many as there are styles in a line; no message keeps any."""


class ConsoleTransport:
    """Writes messages to a rich console. Nobody gives commands there."""

    kind = "console"
    asks = False
    rate = edit_rate = Rate(timedelta(0), burst=1_000)  # a terminal takes all there is

    def __init__(
        self, console: Console | None = None, *, bidi: Bidi = "auto", env: Mapping[str, str] | None = None
    ) -> None:
        """Standard output unless a console is given; `env` is the environment that tells the terminal."""
        self._console = console or Console(highlight=False)
        if bidi == "auto":
            own = not self._console.is_terminal or does_bidi(os.environ if env is None else env)
            bidi = "terminal" if own else "visual"
        self._bidi = bidi

    async def start(self, inbox: Inbox) -> None:
        """Nothing to listen to."""

    async def stop(self) -> None:
        """Nothing to close."""

    def gap(self, address: Address) -> timedelta:  # noqa: ARG002  one console, one gap
        """A terminal takes all there is."""
        return timedelta(0)

    async def hears(self) -> bool:
        """Nobody speaks there."""
        return True

    def fits(self, message: Message) -> bool:  # noqa: ARG002  it takes any
        """A terminal takes all there is."""
        return True

    async def send(
        self,
        address: Address,  # noqa: ARG002  one console, whatever the channel is called
        message: Message,
        delivery_id: int,
        reply_to: str | None = None,  # noqa: ARG002  what is written before stands above
    ) -> str:
        """Print it, its links last, to be clicked or copied, and the command that draws its picture.

        The delivery's id.
        Raises TransportDownError when nobody reads the output any more.
        """
        with self._console.capture() as captured:
            self._console.print(Rule(style="dim"))
            for line in message.lines:
                for row in self._rows(line):
                    self._console.print(row, soft_wrap=True)
            for link in dict.fromkeys(run.link for line in message.lines for run in line if run.link):
                self._console.print(Text(_clean(link), style="dim"), soft_wrap=True)
            if message.picture:  # which a terminal does not show
                self._console.print(Text(_clean(message.picture.command), style="cyan"), soft_wrap=True)
        try:
            self._console.file.write(captured.get())
            self._console.file.flush()
        except OSError as error:
            raise TransportDownError(f"The console cannot be written to: {error}") from error
        return str(delivery_id)

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        """Nothing: what a terminal shows stays."""

    def _rows(self, line: Line) -> Iterator[Text]:
        """A line as rows of the terminal."""
        if self._bidi == "visual":
            yield from self._visual(line)
        else:
            yield _assembled(line, _unmarked if self._bidi == "none" else _clean)

    def _visual(self, line: Line) -> Iterator[Text]:
        """Rows no longer than the terminal is wide, in the order in which they are seen."""
        shaped = _assembled(line, _shaped)
        right = bool(line) and get_base_level(shaped.plain) == 1
        width = self._console.width
        for row in shaped.wrap(self._console, width):
            row.rstrip()
            ordered = self._ordered(row, "R" if right else "L")
            if right:
                ordered.pad_left(max(0, width - ordered.cell_len))
            yield ordered

    def _ordered(self, row: Text, base: str) -> Text:
        """A row turned around where it has to be. A tag behind each letter keeps the letter's style."""
        styles = [row.get_style_at_offset(self._console, at) for at in range(len(row))]
        known = list(dict.fromkeys(styles))
        tagged = "".join(
            char if ord(char) in _MARKS else char + _TAGS[known.index(style) % len(_TAGS)]
            for char, style in zip(row.plain, styles, strict=True)
        )
        seen = str(get_display(tagged, base_dir=base)).translate(_MARKS)
        letters = [_untagged(*pair) for pair in zip(seen[::2], seen[1::2], strict=True)]
        ordered = Text()
        for tag, stretch in itertools.groupby(letters, key=itemgetter(1)):
            ordered.append("".join(letter for letter, _ in stretch), known[_TAGS.index(tag)])
        return ordered


def _untagged(first: str, second: str) -> tuple[str, str]:
    """A letter as it is seen, and its tag, which stands before it where it was turned around."""
    return (MIRRORED.get(second, second), first) if first in _TAGS else (first, second)


def does_bidi(env: Mapping[str, str]) -> bool:
    """Whether a terminal is one of those known to order right-to-left text themselves."""
    vte = env.get("VTE_VERSION", "")
    return (
        (vte.isdecimal() and int(vte) >= _VTE_WITH_BIDI)
        or "KONSOLE_VERSION" in env
        or "MLTERM" in env
        or env.get("TERM", "").startswith("mlterm")
        or env.get("TERM_PROGRAM") in {"Apple_Terminal", "mintty"}
    )


def _assembled(line: Line, change: Callable[[str], str]) -> Text:
    return Text.assemble(*((change(run.text), _style(run)) for run in line))


def _style(run: Run) -> Style:
    """Never underlined: the line runs through the dots below Arabic letters."""
    return Style(bold=run.bold or None, color="cyan" if run.code else "blue" if run.link else None)


def _clean(text: str) -> str:
    """What is told cannot move the cursor or recolour the terminal."""
    return _CONTROLS.sub(" ", text)


def _unmarked(text: str) -> str:
    return _clean(text).translate(_MARKS)


def _shaped(text: str) -> str:
    return str(arabic_reshaper.reshape(_clean(text)))
