"""Which entries report one event. Pure, but for the memory of the open stories.

Entries come one after the other, and each joins an open story or begins one; that is never taken back, since
what was told stays told. Facts decide where there are some, wording where there are none.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Figure, Step, Telling
from bot.watching.likeness import Index, Vector

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


class Stories:
    """The open stories."""

    def __init__(self) -> None:
        self.open: dict[int, OpenStory] = {}
        self._index = Index()
        self._reports: list[tuple[OpenStory, Report] | None] = []  # by their number in the index

    def add(self, story: OpenStory, report: Report) -> None:
        """Make a report one of a story's, which is open from now on."""
        self.open[story.id] = story
        story.reports.append(report)
        self._index.add(len(self._reports), report.vector)
        self._reports.append((story, report))

    def close(self, before: datetime) -> None:
        """Forget the stories that nobody has reported since."""
        old = {story.id for story in self.open.values() if story.last < before}
        if not old:
            return
        for number, known in enumerate(self._reports):
            if known and known[0].id in old:
                self._index.remove(number, known[1].vector)
                self._reports[number] = None
        for story in old:
            del self.open[story]

    def place(self, report: Report) -> OpenStory | None:
        """The open story that a report belongs to; None when it begins one."""
        alike: defaultdict[int, list[float]] = defaultdict(list)
        for number, likeness in self._index.like(report.vector).items():
            known = self._reports[number]
            if known:
                faded = likeness - _FADING * abs(report.at - known[1].at) / timedelta(days=1)
                alike[known[0].id].append(faded)
        best, lead = None, 0.0
        for story, each in alike.items():
            nearest = sorted(each, reverse=True)[:_NEAREST]
            nearest += [0.0] * (min(len(self.open[story].reports), _NEAREST) - len(nearest))
            over = sum(nearest) / len(nearest) - _needed(report, self.open[story])
            if over >= 0 and (best is None or over > lead):
                best, lead = self.open[story], over
        return best


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
