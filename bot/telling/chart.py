"""A figure over time as a picture: what each outlet said, and the lowest and highest of it.

The picture is an SVG of our own, drawn by resvg with a font that ships as a package and has Arabic and Latin
letters, so that it looks the same on every machine. Each text is one run in an isolate: resvg then shapes Arabic
and orders mixed text rightly. It has a background of its own, so that it is legible in a light and in a dark chat.
Pure, but for the font files.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from html import escape
from importlib.resources import files

import resvg_py
from babel.dates import format_datetime
from babel.numbers import format_decimal

from bot.model import Language
from bot.telling import bidi

WIDTH, HEIGHT = 1080, 810  # pixels; 4:3, as wide as phones show pictures
_LEFT, _RIGHT, _TOP, _BOTTOM = 120, 48, 176, 104  # what stands around the plot
_LETTER = 17  # the width of a letter of the legend, on average
_FONT = "IBM Plex Sans Arabic"
_PAPER, _INK, _FAINT, _BAND, _LINE = "#fbfaf7", "#1f2328", "#c9ccd1", "#f3c9b5", "#b3401f"
# Told apart also by those who see no colours: each outlet has a shape as well.
_COLOURS = ("#b3401f", "#1f5fa8", "#2b7a3d", "#7d3c98", "#946200", "#00707a")
_SHAPES = ("circle", "square", "diamond", "triangle", "down", "cross")
_TICKS = 4
_STEPS = (1, 2, 2.5, 5, 10)
_LONGEST_LABEL = 60
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}


@dataclass(frozen=True, slots=True)
class Mark:
    """What one report said."""

    at: datetime  # aware
    low: int
    high: int | None  # None: no more than the low is known
    outlet: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn; the marks in the order of their time, at least one."""

    title: str
    subtitle: str
    marks: Sequence[Mark]
    told: Sequence[tuple[datetime, int]]  # the figures that alerts gave, in the order of their time
    language: Language
    zone: tzinfo


def png(chart: Chart) -> bytes:
    """The picture as a PNG, WIDTH x HEIGHT."""
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg(chart), skip_system_fonts=True, font_files=list(_fonts()))
    )


def svg(chart: Chart) -> str:
    """The picture as SVG; every text in it is escaped."""
    plot = _Plot.around(chart)
    parts = (*_head(chart), *_grid(plot, chart), *_band(plot, chart.marks), *_line(plot, chart.told))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="{_FONT}"><rect width="100%" height="100%" fill="{_PAPER}"/>'
        f"{''.join(parts)}{''.join(_points(plot, chart))}</svg>"
    )


@cache
def _fonts() -> tuple[str, ...]:
    folder = files("fontpkg_ibm_plex_sans_arabic") / "files"
    return tuple(str(folder / f"IBMPlexSansArabic-{weight}.ttf") for weight in ("Regular", "SemiBold"))


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where times and figures stand in the picture."""

    first: datetime
    last: datetime
    top: int  # the figure at the upper edge
    step: int  # between two lines of the grid

    @classmethod
    def around(cls, chart: Chart) -> "_Plot":
        first, last = chart.marks[0].at, chart.marks[-1].at
        if last - first < timedelta(hours=1):  # one report, or several at once, stand in the middle
            first, last = first - timedelta(hours=12), last + timedelta(hours=12)
        highest = max(max(mark.low, mark.high or 0) for mark in chart.marks)
        step = _step(highest)
        return cls(first, last, max(-(-highest // step), 1) * step, step)

    def x(self, at: datetime) -> float:
        share = (at - self.first) / (self.last - self.first)
        return round(_LEFT + 16 + share * (WIDTH - _LEFT - _RIGHT - 32), 1)

    def y(self, figure: int) -> float:
        return round(HEIGHT - _BOTTOM - figure / self.top * (HEIGHT - _BOTTOM - _TOP), 1)


def _step(highest: int) -> int:
    """A round distance of the grid's lines, of which about _TICKS fit below the highest figure."""
    rough = max(highest / _TICKS, 1)
    power = 10 ** (len(str(int(rough))) - 1)
    return max(int(next(step * power for step in _STEPS if step * power >= rough)), 1)


def _text(x: float, y: float, text: str, size: int, *, anchor: str = "start", bold: bool = False) -> str:
    """A text in its own direction; `anchor` is which end of it, as seen, is at x: start is the left one."""
    isolate = _ISOLATES[bidi.direction(text)]
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{_INK}" '
        f'font-weight="{600 if bold else 400}">{isolate}{escape(bidi.flat(text))}{bidi.PDI}</text>'
    )


def _head(chart: Chart) -> Iterable[str]:
    """Title and subtitle, at the side where the channel's language begins."""
    x, anchor = (WIDTH - _RIGHT, "end") if bidi.of_language(chart.language) == "rtl" else (_RIGHT, "start")
    yield _text(x, 76, _clipped(chart.title), 44, anchor=anchor, bold=True)
    yield _text(x, 126, _clipped(chart.subtitle), 30, anchor=anchor)


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"


def _grid(plot: _Plot, chart: Chart) -> Iterable[str]:
    for figure in range(0, plot.top + 1, plot.step):
        y = plot.y(figure)
        yield f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{_FAINT}" stroke-width="2"/>'
        yield _text(_LEFT - 16, y + 9, format_decimal(figure, locale=chart.language), 26, anchor="end")
    for at, anchor in ((plot.first, "start"), (plot.last, "end")):
        x = _LEFT if anchor == "start" else WIDTH - _RIGHT
        day = format_datetime(at, "d MMM y HH:mm", tzinfo=chart.zone, locale=chart.language)
        yield _text(x, HEIGHT - _BOTTOM + 40, day, 26, anchor=anchor)


def _band(plot: _Plot, marks: Sequence[Mark]) -> Iterable[str]:
    """From the lowest to the highest of what the outlets said last, at each time."""
    lows: list[tuple[datetime, int]] = []
    highs: list[tuple[datetime, int]] = []
    last: dict[str, Mark] = {}
    for mark in marks:
        last[mark.outlet] = mark
        lows.append((mark.at, min(each.low for each in last.values())))
        highs.append((mark.at, max(max(each.low, each.high or 0) for each in last.values())))
    there, back = _stairs(plot, highs), _stairs(plot, lows)[::-1]
    points = " ".join(f"{x},{y}" for x, y in (*there, *back))
    yield f'<polygon points="{points}" fill="{_BAND}" fill-opacity="0.7"/>'


def _line(plot: _Plot, told: Sequence[tuple[datetime, int]]) -> Iterable[str]:
    points = " ".join(f"{x},{y}" for x, y in _stairs(plot, told))
    yield f'<polyline points="{points}" fill="none" stroke="{_LINE}" stroke-width="6"/>'


def _stairs(plot: _Plot, figures: Sequence[tuple[datetime, int]]) -> list[tuple[float, float]]:
    """The corners of figures each of which holds until the next, the last to the end of the plot."""
    corners: list[tuple[float, float]] = []
    for at, figure in figures:
        if corners:
            corners.append((plot.x(at), corners[-1][1]))
        corners.append((plot.x(at), plot.y(figure)))
    return [*corners, (plot.x(plot.last), corners[-1][1])] if corners else []


def _points(plot: _Plot, chart: Chart) -> Iterable[str]:
    """A mark for each report, in its outlet's shape and colour, and the legend."""
    outlets = list(dict.fromkeys(mark.outlet for mark in chart.marks))
    looks = {outlet: min(place, len(_SHAPES) - 1) for place, outlet in enumerate(outlets)}
    for mark in chart.marks:
        yield _shape(looks[mark.outlet], plot.x(mark.at), plot.y(mark.low))
    yield from _legend(chart, outlets, looks)


def _legend(chart: Chart, outlets: Sequence[str], looks: Mapping[str, int]) -> Iterable[str]:
    """The outlets below the plot in one row, from the side where the language begins; what does not fit, not."""
    rtl = bidi.of_language(chart.language) == "rtl"
    x = _RIGHT
    for outlet in outlets:
        name = _clipped(outlet)
        width = 56 + len(name) * _LETTER
        if x + width > WIDTH - _RIGHT:
            break
        yield _shape(looks[outlet], WIDTH - x - 12 if rtl else x + 12, HEIGHT - 34)
        at = WIDTH - x - 36 if rtl else x + 36
        yield _text(at, HEIGHT - 24, name, 28, anchor="end" if rtl else "start")
        x += width


def _shape(look: int, x: float, y: float) -> str:
    colour = _COLOURS[look]
    paths = {
        "circle": "M-11 0a11 11 0 1 0 22 0a11 11 0 1 0 -22 0",
        "square": "M-10 -10h20v20h-20z",
        "diamond": "M0 -14l14 14l-14 14l-14 -14z",
        "triangle": "M0 -13l13 23h-26z",
        "down": "M0 13l13 -23h-26z",
        "cross": "M-13 -5h8v-8h10v8h8v10h-8v8h-10v-8h-8z",
    }
    path = paths[_SHAPES[look]]
    return f'<path d="{path}" transform="translate({x} {y})" fill="{colour}" stroke="{_PAPER}" stroke-width="3"/>'
