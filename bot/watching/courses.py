"""How the figures of a story went in time. Pure.

Which figure is the best at a time is decided as it is for telling (see figures.py), whatever a watch wants
before it tells: a chart shows what was reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import CATEGORIES, Category, Course, Figure, Member, Point
from bot.watching.figures import compare, is_doubtful

_MOST = 1_000  # figures of a course; the oldest beyond are left out
_BORNE_OUT = 2  # times the best there ever was: no higher, and a figure that was doubted is none any more

Series = tuple[Category, bool]
_Dated = tuple[datetime, Figure]


def courses(reports: Iterable[Member], of: Sequence[Category]) -> tuple[Course, ...]:
    """A course for each of these categories that has figures, the gravest first; several at once come last.

    Of one report and category the highest figure counts, since the others are parts of it, or the one that
    corrects. What names no number, as "people were killed", is left out.
    """
    series: dict[Series, list[_Dated]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.at):
        for figure in _foremost(report.figures):
            if figure.category in of:
                series[figure.series].append((report.at, figure))
    kinds = sorted(series, key=lambda kind: (kind[1], CATEGORIES.index(kind[0])))
    return tuple(Course(*kind, tuple(_checked(_points(series[kind][-_MOST:])))) for kind in kinds)


def _foremost(figures: Iterable[Figure]) -> Iterable[Figure]:
    """Of each series the figure of a report that counts."""
    found: dict[Series, Figure] = {}
    for figure in figures:
        if _value(figure) is not None:
            other = found.setdefault(figure.series, figure)
            found[figure.series] = max(other, figure, key=lambda one: (one.corrected, one.most))
    return found.values()


def _value(figure: Figure) -> int | None:
    return figure.high if figure.low is None else figure.low


def _points(dated: Iterable[_Dated]) -> Iterable[Point]:
    best: list[Figure] = []
    seen: list[tuple[str, tuple[Figure]]] = []
    for at, figure in dated:
        seen.append((figure.said.outlet, (figure,)))
        doubted = is_doubtful(best, seen, figure)
        verdict = "known" if doubted or figure.low is None else compare(best, figure)
        value = _value(figure) or 0
        yield Point(
            at,
            figure.said.outlet,
            value,
            max(value, figure.high or 0) if figure.bound == "range" else value,
            figure.bound,
            best=verdict != "known",
            corrected=verdict == "lower",
            doubted=doubted,
        )
        if verdict != "known":
            best.append(figure)


def _checked(points: Iterable[Point]) -> Iterable[Point]:
    """The points, of which those are doubted no more that later ones bore out."""
    found = list(points)
    most = max((point.value for point in found if point.best), default=0)
    return [replace(point, doubted=point.doubted and point.value > _BORNE_OUT * most) for point in found]
