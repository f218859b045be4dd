"""Which entries report one event. Pure, but for the memory of the open stories.

Entries come one after the other, and each joins an open story or begins one; that is never taken back, since
what was told stays told. Facts decide where there are some, wording where there are none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Figure, Step, Telling
from bot.watching.likeness import Vector, likeness

OPEN = timedelta(days=3)
"""How long after its last report a story may still be joined."""

# Likeness from which two texts report one event, by what else speaks for it or against.
_ALIKE = 0.22
_SAME_TOLL = 0.02  # casualties in the same place, and as many, or without a number
_HIGHER_TOLL = 0.08  # more of them
_LOWER_TOLL = 0.15  # fewer: a part of them, or an outlet that is behind
_ELSEWHERE = 0.35  # no place in common
_ONE_EVENT = timedelta(hours=60)  # in which a place has one event, as long as figures do not say otherwise
_NEAREST = 3  # reports of a story that a new one is compared with at their most alike
_FADING = 0.04  # what a day between two reports takes off their likeness


@dataclass(frozen=True, slots=True)
class Report:
    """An entry as it is compared with others."""

    at: datetime
    vector: Vector
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    places: frozenset[str] = frozenset()


@dataclass(slots=True)
class OpenStory:
    """A story that may still be joined."""

    id: int
    reports: list[Report] = field(default_factory=list)
    told: dict[str, Telling] = field(default_factory=dict)  # by watch

    @property
    def last(self) -> datetime:
        """When its last report appeared."""
        return max(report.at for report in self.reports)

    @property
    def places(self) -> frozenset[str]:
        """All that its reports name."""
        return frozenset[str]().union(*(report.places for report in self.reports))

    @property
    def figures(self) -> list[Figure]:
        """All that its reports give."""
        return [figure for report in self.reports for figure in report.figures]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report belongs, and why."""

    story: OpenStory | None  # None: it begins one
    why: str


def place(report: Report, stories: Iterable[OpenStory]) -> Place:
    """The open story that a report belongs to."""
    best, lead = None, 0.0
    for story in stories:
        over = _likeness(report, story) - _needed(report, story)
        if over >= 0 and (best is None or over > lead):
            best, lead = story, over
    return Place(best, "like the others" if best else "like no other report")


def _needed(report: Report, story: OpenStory) -> float:
    """How alike a report must be to those of a story to belong to it."""
    places = story.places
    if report.places and places and report.places.isdisjoint(places):
        return _ELSEWHERE
    known = story.figures
    recent = report.at - story.last < _ONE_EVENT
    if not (recent and known and report.figures) or report.places.isdisjoint(places):
        return _ALIKE
    return max(_needed_by(figure, known) for figure in report.figures)


def _needed_by(figure: Figure, known: Sequence[Figure]) -> float:
    """How alike the texts must be that a figure of the same place and days is of the same event."""
    same = [one for one in known if one.series == figure.series]
    if figure.low is None or figure.bound == "vague" or figure.low in {one.low for one in same}:
        return _SAME_TOLL
    if not same or figure.low > max(one.most for one in same):
        return _HIGHER_TOLL
    return _LOWER_TOLL


def _likeness(report: Report, story: OpenStory) -> float:
    """How alike a report is to those of a story that are most like it."""
    each = sorted(
        (
            likeness(report.vector, one.vector) - _FADING * abs(report.at - one.at) / timedelta(days=1)
            for one in story.reports
        ),
        reverse=True,
    )[:_NEAREST]
    return sum(each) / len(each)
