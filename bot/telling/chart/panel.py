"""One course drawn: what each outlet said, the range of it, and the best figure in steps. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.numbers import format_compact_decimal, format_decimal

from bot.model import Course, Language, Point
from bot.telling.chart.pen import Look, Pen, width
from bot.telling.chart.scales import Numbers, Times

LABEL = 30  # pixels: the size of what is written at the axes
VALUE = 34
HOLDS = timedelta(hours=24)
"""How long a figure counts for the range, unless its outlet says another before: who says nothing more for so
long may not be of that opinion still."""

_TICKS = 4
_LARGE = 100_000  # from here on "1.2M" is written at the axis
_CELL = 20  # pixels: marks nearer than that would cover each other
_MOST_VALUES = 8  # written at the steps
_APART = 14  # pixels between two values

Worded = Callable[[Point], str]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a panel's axes stand: pixels from the left and from the top."""

    left: float
    right: float
    top: float
    bottom: float
    times: Times
    numbers: Numbers

    def x(self, at: datetime) -> float:
        """Of a time."""
        return round(self.left + self.times.share(at) * (self.right - self.left), 1)

    def y(self, number: int) -> float:
        """Of a number."""
        return round(self.bottom - self.numbers.share(number) * (self.bottom - self.top), 1)

    def place(self, point: Point) -> tuple[float, float]:
        """Of a report's figure."""
        return self.x(point.at), self.y(point.value)


def numbers_of(course: Course) -> Numbers:
    """The axis that a course needs. What is doubted does not flatten all the rest."""
    sure = [point.high for point in course.points if not point.doubted]
    return Numbers.up_to(max(sure or [point.high for point in course.points]), _TICKS)


def written(number: int, language: Language) -> str:
    """A number as it stands at an axis."""
    if number < _LARGE:
        return str(format_decimal(number, locale=language))
    return str(format_compact_decimal(number, locale=language, fraction_digits=1))


def is_rough(point: Point) -> bool:
    """Whether its number is a bound, or a round one: "more than 800", "dozens"."""
    return point.bound not in {"exact", "range"}


def draw(pen: Pen, frame: Frame, course: Course, looks: Mapping[str, Look], worded: Worded) -> Iterator[str]:
    """The panel within its frame; `worded` says what is written at a step."""
    best = [point for point in course.points if point.best]
    yield from (pen.area(box) for box in _band(frame, course.points))
    yield from _steps(pen, frame, best)
    yield from _marks(pen, frame, course.points, looks)
    yield from _values(pen, frame, course.points, worded)


def spread(points: Sequence[Point]) -> tuple[int, int]:
    """The lowest and the highest of what was in force when the last of these points came."""
    *_, (_, low, high) = _ranges(points, [point.at for point in points])
    return low, high


def _band(frame: Frame, points: Sequence[Point]) -> Iterator[list[tuple[float, float]]]:
    """Boxes from the lowest to the highest figure in force, one for each time in which they stay."""
    turns = {at for point in points for at in (point.at, point.at + HOLDS) if at <= frame.times.last}
    ranges = list(_ranges(points, turns))
    begins = [begin for at, begin in enumerate(ranges) if at == 0 or begin[1:] != ranges[at - 1][1:]]
    ends = [*(start for start, _, _ in begins[1:]), frame.times.last]
    for (start, low, high), end in zip(begins, ends, strict=True):
        left, right, top, bottom = frame.x(start), frame.x(end), frame.y(high), frame.y(low)
        if right > left and bottom > top:
            yield [(left, top), (right, top), (right, bottom), (left, bottom)]


def _ranges(points: Sequence[Point], times: Iterable[datetime]) -> Iterator[tuple[datetime, int, int]]:
    """At each of these times the lowest and highest of the best figure and of what each outlet said last."""
    sure = [point for point in points if not point.doubted] or points
    said: dict[str, Point] = {}
    best = come = 0
    for at in sorted(times):
        while come < len(sure) and sure[come].at <= at:
            said[sure[come].outlet] = sure[come]
            best = come if sure[come].best else best
            come += 1
        in_force = [point for point in said.values() if at < point.at + HOLDS] or [sure[best]]
        if sure[best].best:
            in_force.append(sure[best])
        yield at, min(point.value for point in in_force), max(point.high for point in in_force)


def _steps(pen: Pen, frame: Frame, best: Sequence[Point]) -> Iterator[str]:
    """The best figure, each until the next and the last to the end; what took one back comes down dashed."""
    if not best:
        return
    corners = [frame.place(best[0])]
    for point in best[1:]:
        x, y = frame.place(point)
        corners.append((x, corners[-1][1]))
        if point.corrected:
            yield pen.line(corners, 6)
            yield pen.line([corners[-1], (x, y)], 6, dashed=True)
            corners = []
        corners.append((x, y))
    yield pen.line([*corners, (frame.right, corners[-1][1])], 6)


def _marks(pen: Pen, frame: Frame, points: Iterable[Point], looks: Mapping[str, Look]) -> Iterator[str]:
    """A mark for each report, the best above the others.

    What would cover another outlet's mark stands beside it; what would lie on its like is left out.
    """
    cells: defaultdict[tuple[int, int], list[Look]] = defaultdict(list)
    placed: list[tuple[Point, Look, float, float]] = []
    for point in sorted(points, key=lambda point: not point.best):
        look, (x, y) = looks[point.outlet], frame.place(point)
        there = cells[round(x / _CELL), round(y / _CELL)]
        if look not in there:
            placed.append((point, look, min(round(x + len(there) * _CELL, 1), frame.right), y))
            there.append(look)
    for point, look, x, y in reversed(placed):
        if point.high > point.value:
            yield pen.whisker(look, x, y, frame.y(point.high))
        yield pen.mark(look, (x, y), hollow=is_rough(point))


def _values(pen: Pen, frame: Frame, points: Sequence[Point], worded: Worded) -> Iterator[str]:
    """Figures written at the steps, as many as there is room for: the last, corrections, then the first."""
    best = [point for point in points if point.best]
    wanted = [*best[-1:], *(point for point in points if point.doubted or point.corrected), *best[:1]]
    taken: list[Box] = []
    for point in dict.fromkeys([*wanted, *reversed(best)]):
        if len(taken) == _MOST_VALUES:
            break
        words = worded(point)
        at, box = _beside(frame, point, width(words, VALUE, bold=True))
        if not any(_meet(box, other) for other in taken):
            taken.append(box)
            yield pen.text(at, words, VALUE, bold=True, anchor="middle")


def _beside(frame: Frame, point: Point, wide: float) -> tuple[tuple[float, float], Box]:
    """Where the middle of a text's line stands at a point, and the box that it takes.

    That is where no step leads: on the upper left, or below where the figure came down.
    """
    x, y = frame.place(point)
    below = point.corrected or point.doubted
    middle, base = (x, y + VALUE + 18) if below else (x + 12 - wide / 2, y - 22)
    if base > frame.bottom:
        middle, base = x - 24 - wide / 2, y - 10
    middle = min(max(middle, frame.left + wide / 2), frame.right - wide / 2)
    return (round(middle, 1), base), (middle - wide / 2, base - VALUE, middle + wide / 2, base)


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] + _APART and other[0] < one[2] + _APART and one[1] < other[3] and other[1] < one[3]
    )
