"""The strokes and letters of a picture, as SVG. Pure.

Each text is one run in an isolate of its own direction: resvg then shapes Arabic and orders mixed text
rightly, and "start" is the left end of the text, whichever way it runs.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from bot.telling import bidi

FONTS = "IBM Plex Sans Arabic, IBM Plex Sans"
SHAPES = ("circle", "square", "diamond", "triangle", "down", "cross")
"""Told apart also by those who see no colours."""

Anchor = Literal["start", "middle", "end"]

_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
_LONGEST = 1_000  # code points of which lines are made
_BOLD = 1.06  # times as wide
# What no letters are drawn for: pictographs, their variants, and what XML does not take.
_UNDRAWN = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\ufff0-\uffff\ue000-\uf8ff\U0001f000-\U0010ffff]"
)
_OUTLINES = {
    "circle": "M-12 0a12 12 0 1 0 24 0a12 12 0 1 0 -24 0z",
    "square": "M-11 -11h22v22h-22z",
    "diamond": "M0 -15l15 15l-15 15l-15 -15z",
    "triangle": "M0 -14l15 25h-30z",
    "down": "M0 14l15 -25h-30z",
    "cross": "M-14 -5h9v-9h10v9h9v10h-9v9h-10v-9h-9z",
    "dot": "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a picture; those of the marks stand out from the paper by 3 to 1 at least."""

    paper: str
    ink: str
    quiet: str  # of lesser texts
    grid: str
    band: str
    marks: tuple[str, ...]  # one a shape
    other: str  # of the marks that have none of their own


LIGHT = Palette(
    paper="#fbfaf7",
    ink="#1f2328",
    quiet="#57606a",
    grid="#d8dade",
    band="#d5dbe6",
    marks=("#b3401f", "#1f5fa8", "#2b7a3d", "#7d3c98", "#946200", "#00707a"),
    other="#6e7781",
)
DARK = Palette(
    paper="#17191d",
    ink="#f0f2f5",
    quiet="#b1b9c4",
    grid="#353a42",
    band="#3a4556",
    marks=("#ff8a65", "#64b5f6", "#81c784", "#ce93d8", "#ffca28", "#4dd0e1"),
    other="#9aa4af",
)


@dataclass(frozen=True, slots=True)
class Look:
    """How an outlet's marks look."""

    shape: str
    colour: str


def looks(palette: Palette) -> list[Look]:
    """Those that there are, no two alike."""
    return [Look(shape, colour) for shape, colour in zip(SHAPES, palette.marks, strict=True)]


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on paper of one palette. Places are in pixels from the upper left corner."""

    palette: Palette

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        *,
        anchor: Anchor = "start",
        bold: bool = False,
        quiet: bool = False,
    ) -> str:
        """Words whose left end, middle or right end stands there, in the direction in which most of them run.

        A rim in the colour of the paper keeps them legible on lines.
        """
        colour = self.palette.quiet if quiet else self.palette.ink
        return (
            f'<text x="{at[0]:g}" y="{at[1]:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
            f' font-weight="{600 if bold else 400}" stroke="{self.palette.paper}" stroke-width="6"'
            f' paint-order="stroke">{_ISOLATES[bidi.direction(words)]}{escape(drawn(words))}{bidi.PDI}</text>'
        )

    def line(self, points: Iterable[tuple[float, float]], width: float, *, dashed: bool = False) -> str:
        """A line from point to point, in ink."""
        dashes = ' stroke-dasharray="4 10" stroke-linecap="round"' if dashed else ""
        return (
            f'<polyline points="{_joined(points)}" fill="none" stroke="{self.palette.ink}"'
            f' stroke-width="{width:g}"{dashes}/>'
        )

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> str:
        """A line of the grid."""
        (x, y), (to_x, to_y) = start, end
        return f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" stroke="{self.palette.grid}" stroke-width="2"/>'

    def area(self, points: Iterable[tuple[float, float]]) -> str:
        """A stretch of the band."""
        return (
            f'<polygon points="{_joined(points)}" fill="{self.palette.band}" shape-rendering="crispEdges"/>'
        )

    def mark(self, look: Look, at: tuple[float, float], *, hollow: bool = False) -> str:
        """A mark whose middle stands there."""
        fill, rim, width = (
            (self.palette.paper, look.colour, 5) if hollow else (look.colour, self.palette.paper, 3)
        )
        return (
            f'<path d="{_OUTLINES[look.shape]}" transform="translate({at[0]:g} {at[1]:g})" fill="{fill}"'
            f' stroke="{rim}" stroke-width="{width}"/>'
        )

    def whisker(self, look: Look, x: float, low: float, high: float) -> str:
        """From the lowest to the highest of a range."""
        path = f"M{x:g} {low:g}V{high:g}m-10 0h20"
        return f'<path d="{path}" fill="none" stroke="{look.colour}" stroke-width="4"/>'


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def drawn(text: str) -> str:
    """A text as it can be drawn: on one line, without pictographs and half-open isolates."""
    return " ".join(bidi.balanced(_UNDRAWN.sub("", text)).split())


def width(text: str, size: int, *, bold: bool = False) -> float:
    """About how many pixels a text takes, rather more than it does."""
    return sum(map(_letter, text)) * size * (_BOLD if bold else 1)


def _letter(char: str) -> float:
    """The width of a letter, as a share of its size."""
    kind = unicodedata.category(char)
    if kind in {"Mn", "Cf"}:
        return 0
    if kind == "Zs" or char in ".,:;·،'|ilj":
        return 0.3
    if "\u0600" <= char <= "\u06ff":
        return 0.5
    return 0.7 if kind == "Lu" or char in "mwMW%@—" else 0.58


def lines(text: str, size: int, room: float, most: int, *, bold: bool = False) -> list[str]:
    """A text in lines of at most `room` pixels; what does not fit into `most` of them ends in an ellipsis."""
    words = drawn(text[:_LONGEST]).split()
    found: list[str] = []
    while words and len(found) < most:
        taken = 1
        while taken < len(words) and width(" ".join(words[: taken + 1]), size, bold=bold) <= room:
            taken += 1
        found.append(" ".join(words[:taken]))
        words = words[taken:]
    if words:
        found[-1] += "…"
    return [_clipped(line, size, room, bold=bold) for line in found]


def _clipped(line: str, size: int, room: float, *, bold: bool) -> str:
    if width(line, size, bold=bold) <= room:
        return line
    while line and width(line + "…", size, bold=bold) > room:
        line = line[:-1]
    return bidi.balanced(line.rstrip("…")).rstrip() + "…"
