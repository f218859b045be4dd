"""The picture of a story's figures: its title, a panel for each course, the outlets, what else is to be said.

It has a background of its own, so that it is legible in a light and in a dark chat. Time runs from left to
right in every language, as it does in Arabic newspapers; titles and legend run as the language does. Pure.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from babel.dates import format_datetime

from bot.model import Course, Language, Point
from bot.telling import bidi
from bot.telling.chart import panel
from bot.telling.chart.panel import LABEL, Frame
from bot.telling.chart.pen import DARK, FONTS, LIGHT, Anchor, Look, Pen, lines, looks, width
from bot.telling.chart.scales import Times
from bot.telling.wording import of_day

WIDTH = 1080
"""Pixels; about as wide as phones show pictures."""

MOST_PANELS = 3

_EDGE = 48
_TITLE, _STORY, _LEGEND = 46, 32, 32  # sizes of letters
_PLOT = {1: 480, 2: 320, 3: 260}  # how high a panel is, by how many there are
_DOT = "dot"  # the shape of all outlets that have none of their own
_TICKS = 5  # times at most
_PAD = 16  # between the plot and what stands in it
_ROW = 1.2  # times as high as its letters is a line of an axis
_HALF = 90  # of the width of a day
_LONGEST_NAME = 424  # pixels; two of them stand in a row
_MARKED = 44  # from the edge of a mark in the legend to the end of the blank behind it


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of a picture, in its language."""

    title: str
    story: str  # a headline, in whichever language
    reports: str  # how many there are, and of when
    others: str  # "other outlets"
    rough: str  # what hollow marks mean
    empty: str  # in place of panels
    label: Callable[[Course], str]
    value: Callable[[Point], str]  # what is written at a step


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn."""

    courses: Sequence[Course]  # those beyond MOST_PANELS are not
    words: Words
    language: Language
    zone: tzinfo
    dark: bool = False


def svg(drawing: Drawing) -> str:
    """The picture as SVG, WIDTH pixels wide, as high as it needs; every text in it is escaped."""
    page = _Page(drawing)
    parts = [*page.head(), *page.body(), *page.foot()]
    high = round(page.y + _EDGE / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{high}" font-family="{FONTS}">'
        f'<rect width="100%" height="100%" fill="{page.pen.palette.paper}"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


class _Page:
    """A page that is written from the top; `y` is how far it is."""

    def __init__(self, drawing: Drawing) -> None:
        self.pen = Pen(DARK if drawing.dark else LIGHT)
        self.y = float(_EDGE)
        self._drawing = drawing
        self._courses = drawing.courses[:MOST_PANELS]
        self._points = [point for course in self._courses for point in course.points]
        self._rtl = bidi.of_language(drawing.language) == "rtl"
        self._side: Anchor = "end" if self._rtl else "start"
        self._looks = _assigned(self._points, looks(self.pen.palette), self.pen.palette.other)

    def head(self) -> Iterator[str]:
        """Title, story, and how much was reported."""
        words = self._drawing.words
        yield from self._lines(words.title, _TITLE, 2, bold=True)
        self.y += 6
        yield from self._lines(words.story, _STORY, 2)
        yield from self._lines(words.reports, LABEL, 2, quiet=True)

    def body(self) -> Iterator[str]:
        """The panels above their common axis of times, or that there is nothing."""
        if not self._courses:
            self.y += 60
            yield from self._lines(self._drawing.words.empty, _TITLE, 3, quiet=True)
            self.y += 60
            return
        times = Times.around([point.at for point in self._points])
        numbers = [panel.numbers_of(course) for course in self._courses]
        marked = [panel.written(tick, self._drawing.language) for axis in numbers for tick in axis.ticks()]
        left = _EDGE + max(width(mark, LABEL) for mark in marked) + _PAD
        for course, axis in zip(self._courses, numbers, strict=True):
            self.y += 20
            yield from self._lines(self._drawing.words.label(course), _STORY, 1, bold=True)
            self.y += 36  # for the value of what stands at the top
            bottom = self.y + _PLOT[len(self._courses)]
            frame = Frame(left + _PAD, WIDTH - _EDGE - _PAD, self.y, bottom, times, axis)
            yield from self._grid(frame)
            yield from panel.draw(self.pen, frame, course, self._looks, self._drawing.words.value)
            self.y = bottom + _PAD
        yield from self._times(frame)

    def foot(self) -> Iterator[str]:
        """Below the panels: the outlets with their marks, and what hollow marks are."""
        self.y += 24
        yield from self._legend()
        if any(map(panel.is_rough, self._points)):
            yield from self._lines(self._drawing.words.rough, LABEL, 2, quiet=True)

    def _lines(
        self, text: str, size: int, most: int, *, bold: bool = False, quiet: bool = False
    ) -> Iterator[str]:
        """A text at the side where the language begins, below what stands already."""
        for line in lines(text, size, WIDTH - 2 * _EDGE, most, bold=bold):
            self.y += size * 1.3
            at = (WIDTH - _EDGE if self._rtl else _EDGE, round(self.y - size * 0.3, 1))
            yield self.pen.text(at, line, size, anchor=self._side, bold=bold, quiet=quiet)

    def _grid(self, frame: Frame) -> Iterator[str]:
        """The lines of a panel, with the numbers."""
        for tick in frame.numbers.ticks():
            y = frame.y(tick)
            yield self.pen.rule((frame.left - _PAD, y), (frame.right + _PAD, y))
            label = panel.written(tick, self._drawing.language)
            yield self.pen.text((frame.left - 2 * _PAD, y + 10), label, LABEL, anchor="end", quiet=True)
        for at in frame.times.ticks(self._drawing.zone, frame.times.step(_TICKS)):
            yield self.pen.rule((frame.x(at), frame.top), (frame.x(at), frame.bottom + 12))

    def _times(self, frame: Frame) -> Iterator[str]:
        """Below a panel the days, and where they are near each other the hours, each day once."""
        step = frame.times.step(_TICKS)
        patterns = ["HH:mm", "d MMM"] if step < timedelta(days=1) else ["d MMM"]
        before = None
        for at in frame.times.ticks(self._drawing.zone, step):
            for row, pattern in enumerate(patterns if before != at.date() else patterns[:1], 1):
                words = format_datetime(
                    at, of_day(at, pattern, self._drawing.language), locale=self._drawing.language
                )
                place = min(max(frame.x(at), _HALF), WIDTH - _HALF), self.y + row * LABEL * _ROW
                yield self.pen.text(place, words, LABEL, anchor="middle", quiet=True)
            before = at.date()
        self.y += len(patterns) * LABEL * _ROW

    def _legend(self) -> Iterator[str]:
        """The outlets in rows, from the side where the language begins."""
        own = {look: outlet for outlet, look in self._looks.items() if look.shape != _DOT}
        named = [(look, _name(outlet)) for look, outlet in own.items()]
        named += [(look, self._drawing.words.others) for look in {*self._looks.values()} - own.keys()]
        x, rows = float(_EDGE), 0
        for look, name in named:
            wide = _MARKED + width(name, _LEGEND)
            if not rows or x + wide > WIDTH - _EDGE:
                x, rows = float(_EDGE), rows + 1
                self.y += _LEGEND * 1.6
            yield self.pen.mark(look, (self._across(x + 14), self.y - 11))
            at = self._across(x + _MARKED - 8), self.y
            yield self.pen.text(at, name, _LEGEND, anchor=self._side)
            x += wide + 40
        self.y += 16

    def _across(self, x: float) -> float:
        """So far from the side where the language begins."""
        return round(WIDTH - x if self._rtl else x, 1)


def _name(outlet: str) -> str:
    return next(iter(lines(outlet, _LEGEND, _LONGEST_NAME, 1)), "")


def _assigned(points: Sequence[Point], own: Sequence[Look], other: str) -> Mapping[str, Look]:
    """A look for each outlet; those that say most have one of their own, in the order of their first word."""
    most = Counter(point.outlet for point in points).most_common(len(own))
    named = [outlet for outlet in dict.fromkeys(point.outlet for point in points) if outlet in dict(most)]
    rest = dict.fromkeys((point.outlet for point in points), Look(_DOT, other))
    return dict(zip(named, own, strict=False)) | {
        outlet: look for outlet, look in rest.items() if outlet not in named
    }
