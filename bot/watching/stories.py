"""Which entries report one event. Pure, but for the memory of the open stories.

Entries come one after the other, and each joins an open story or begins one; that is never taken back, since
what was told stays told. Facts decide where there are some, wording where there are none.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Figure, Step, Telling
from bot.watching import meetings
from bot.watching.likeness import Index, Vector

OPEN = timedelta(days=3)
"""How long a story may still be joined after its last report, or after the day of a meeting that it plans."""

# Likeness from which two texts report one event, by what else speaks for it or against.
_ALIKE = 0.22
_SAME_TOLL = 0.05  # casualties in the same place, as many, or without a number
_OTHER_TOLL = 0.15  # more or fewer of them: the toll rose, or an outlet is behind; or it is another event
_ELSEWHERE = 0.35  # no place in common
_SAME_MEETING = 0.0  # of the same people, on days that may be of one meeting
_NEVER = 2.0  # of the same people on another day
_LEAST = 0.02  # what is less alike has a word or two in common by chance
_ONE_EVENT = timedelta(hours=60)  # in which a place has one event, as long as figures do not say otherwise
_NEAREST = 3  # reports of a story that a new one is compared with at their most alike
_TELLING = 10  # as many in two events of one place would be chance; two or three often are
_DAY = 86_400  # seconds
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
    told: dict[str, Telling] = field(default_factory=dict)  # by watch
    reports: dict[int, Report] = field(default_factory=dict)  # by number
    last: datetime | None = None  # when its newest report appeared
    awaited: datetime | None = None  # then, or the latest day for which it plans a meeting
    places: frozenset[str] = frozenset()  # of all its reports, as are the others
    figures: list[Figure] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def add(self, number: int, report: Report) -> None:
        """Make a report one of its own."""
        self.reports[number] = report
        self.last = max(self.last or report.at, report.at)
        self.awaited = max(self.awaited or report.at, meetings.awaited(report.at, report.steps))
        self.places |= report.places
        self.figures += report.figures
        self.steps += report.steps


class Stories:
    """The open stories."""

    def __init__(self) -> None:
        self.open: dict[int, OpenStory] = {}
        self._index = Index()
        self._of: dict[int, OpenStory] = {}  # by the number of a report
        self._next = 0

    def add(self, story: OpenStory, report: Report) -> None:
        """Make a report one of a story's, which is open from now on."""
        self.open[story.id] = story
        story.add(self._next, report)
        self._index.add(self._next, report.vector)
        self._of[self._next] = story
        self._next += 1

    def close(self, now: datetime, after: timedelta) -> None:
        """Forget the stories that nobody has reported for so long, and that await nothing since."""
        for story in [one for one in self.open.values() if one.awaited and now - one.awaited > after]:
            del self.open[story.id]
            for number, report in story.reports.items():
                self._index.remove(number, report.vector)
                del self._of[number]

    def place(self, report: Report) -> OpenStory | None:
        """The open story that a report belongs to; None when it begins one."""
        best, lead = None, 0.0
        for story, likeness in self._alike(report):
            over = likeness - _needed(report, story)
            if over >= 0 and (best is None or over > lead):
                best, lead = story, over
        return best

    def _alike(self, report: Report) -> Iterator[tuple[OpenStory, float]]:
        """The stories that may be the report's, with how alike it is to their nearest reports."""
        alike: defaultdict[int, list[float]] = defaultdict(list)
        for number, likeness in self._index.like(report.vector).items():
            if likeness >= _LEAST:
                faded = likeness - _faded(report, self._of[number].reports[number])
                alike[self._of[number].id].append(max(faded, 0.0))
        for story in self.open.values() if report.steps else ():
            if meetings.share(report.steps, story.steps):
                alike.setdefault(story.id, [])
        for story_id, each in alike.items():
            story = self.open[story_id]
            compared = min(len(story.reports), _NEAREST)
            yield story, sum(sorted(each, reverse=True)[:_NEAREST]) / compared


def _faded(report: Report, other: Report) -> float:
    return _FADING * abs((report.at - other.at).total_seconds()) / _DAY


def _needed(report: Report, story: OpenStory) -> float:
    """How alike a report must be to those of a story to belong to it."""
    if meetings.share(report.steps, story.steps):
        return _SAME_MEETING if meetings.agree(report.steps, story.steps) else _NEVER
    places = story.places
    if report.places and places and report.places.isdisjoint(places):
        return _ELSEWHERE
    known = story.figures
    recent = story.last is not None and report.at - story.last < _ONE_EVENT
    if not (recent and known and report.figures) or report.places.isdisjoint(places):
        return _ALIKE
    return max(_needed_by(figure, known) for figure in report.figures)


def _needed_by(figure: Figure, known: Sequence[Figure]) -> float:
    """How alike the texts must be that a figure of the same place and days is of the same event."""
    if figure.low is None or figure.bound == "vague":
        return _SAME_TOLL
    repeats = any(one.series == figure.series and one.low == figure.low for one in known)
    return _SAME_TOLL if repeats and figure.low >= _TELLING else _OTHER_TOLL
