"""Which entries report one event. Pure, but for the memory of the open stories.

Entries come one after the other, and each joins an open story or begins one; that is never taken back, since
what was told stays told. Facts decide where there are some, wording where there are none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Figure, Held, Step, Telling
from bot.watching import meetings
from bot.watching.likeness import Index, Rarity, Vector
from bot.watching.publishers import Publishers, Signature

OPEN = timedelta(days=3)
"""How long a story may still be joined after its last report, or after the day of a meeting that it plans."""

# Likeness from which two texts report one event, by what else speaks for it or against.
_ALIKE = 0.24
_SAME_TOLL = 0.1  # casualties in the same place, about as many, or without a number; less is chance
_HIGHER_TOLL = 0.15  # more of them: the toll rose, or it is another event; fewer are no sign of one event
_ELSEWHERE = 0.35  # casualties, and no place in common
_SAME_MEETING = 0.0  # of the same people, on days that may be of one meeting
_NEVER = 2.0  # of the same people on another day
_ONE_EVENT = timedelta(hours=60)  # in which a place has one event, as long as figures do not say otherwise
_TELLING = 10  # as many in two events of one place would be chance; two or three often are
_ROUND = 0.9  # of a figure is as good as the figure: outlets round
_TOLD = 5  # words that are named as shared
_DAY = 86_400  # seconds
_FADING = 0.04  # what a day between two reports takes off their likeness

_NOBODY = Signature("")


@dataclass(frozen=True, slots=True)
class Report:
    """An entry as it is compared with others."""

    at: datetime
    outlet: str
    vector: Vector
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    places: frozenset[str] = frozenset()
    signed: Signature = _NOBODY


@dataclass(slots=True)
class OpenStory:
    """A story that may still be joined."""

    id: int
    told: dict[str, Telling] = field(default_factory=dict)  # by watch
    held: dict[str, Held] = field(default_factory=dict)  # by watch
    reports: dict[int, Report] = field(default_factory=dict)  # by number
    last: datetime | None = None  # when its newest report appeared
    awaited: datetime | None = None  # then, or the latest day for which it plans a meeting
    words: set[str] = field(default_factory=set)  # of all its reports, as are the others
    places: frozenset[str] = frozenset()
    figures: list[Figure] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    publishers: Publishers = field(default_factory=Publishers)

    def add(self, number: int, report: Report) -> None:
        """Make a report one of its own."""
        self.reports[number] = report
        self.last = max(self.last or report.at, report.at)
        self.awaited = max(self.awaited or report.at, meetings.awaited(report.at, report.steps))
        self.words |= report.vector.keys()
        self.places |= report.places
        self.figures += report.figures
        self.steps += report.steps
        self.publishers.add(report.signed)

    def seen(self) -> list[tuple[str, tuple[Figure, ...]]]:
        """The figures of its reports, in the order of their coming, each with its publisher."""
        reports = self.reports.values()
        return [(self.publishers.of(one.signed.name), one.figures) for one in reports if one.figures]


@dataclass(frozen=True, slots=True)
class Place:
    """A story to which a report may belong."""

    story: OpenStory
    nearest: Report  # of those of the story
    likeness: float  # to the nearest


class Stories:
    """The open stories."""

    def __init__(self) -> None:
        self.open: dict[int, OpenStory] = {}
        self._rarity = Rarity()
        self._index = Index()
        self._of: dict[int, OpenStory] = {}  # by the number of a report
        self._next = 0

    def vector(self, words: Counter[str]) -> Vector:
        """The words of a text with their weights."""
        return self._rarity.vector(words)

    def add(self, story: OpenStory, report: Report) -> None:
        """Make a report one of a story's, which is open from now on."""
        self._rarity.learn(report.vector.keys() - story.words, begins=not story.reports)
        self.open[story.id] = story
        story.add(self._next, report)
        self._index.add(self._next, report.vector)
        self._of[self._next] = story
        self._next += 1

    def close(self, now: datetime, after: timedelta) -> None:
        """Forget the stories that nobody has reported for so long, and that await nothing since.

        One of which something waits to be told is kept.
        """
        for story in [one for one in self.open.values() if one.awaited and now - one.awaited > after]:
            if story.held:
                continue
            del self.open[story.id]
            for number, report in story.reports.items():
                self._index.remove(number, report.vector)
                del self._of[number]

    def place(self, report: Report) -> Place | None:
        """Where a report belongs; None when it begins a story."""
        best, lead = None, 0.0
        for place in self._alike(report):
            over = place.likeness - _needed(report, place.story)
            if over >= 0 and (best is None or over > lead):
                best, lead = place, over
        return best

    def _alike(self, report: Report) -> Iterable[Place]:
        """The stories that may be the report's, each with its report that is nearest."""
        alike: dict[int, Place] = {}
        for number, likeness in self._index.like(report.vector).items():
            if likeness >= _SAME_TOLL:
                story = self._of[number]
                nearest = story.reports[number]
                faded = max(likeness - _faded(report, nearest), 0.0)
                if story.id not in alike or faded > alike[story.id].likeness:
                    alike[story.id] = Place(story, nearest, faded)
        for story in self.open.values() if report.steps else ():
            if story.id not in alike and meetings.share(report.steps, story.steps):
                alike[story.id] = Place(story, next(reversed(story.reports.values())), 0.0)
        return alike.values()


def why(report: Report, place: Place) -> str:
    """Why a report belongs there, in words."""
    if meetings.share(report.steps, place.story.steps):
        return "a meeting of the same people"
    mine, theirs = report.vector, place.nearest.vector
    shared = sorted(mine.keys() & theirs.keys(), key=lambda word: (-mine[word] * theirs[word], word))
    return (
        f"like {place.nearest.outlet} {place.nearest.at:%Y-%m-%d %H:%M}, {place.likeness:.2f}: "
        + ", ".join(shared[:_TOLD])
    )


def _faded(report: Report, other: Report) -> float:
    return _FADING * abs((report.at - other.at).total_seconds()) / _DAY


def _needed(report: Report, story: OpenStory) -> float:
    """How alike a report must be to those of a story to belong to it."""
    if meetings.share(report.steps, story.steps):
        return _SAME_MEETING if meetings.agree(report.steps, story.steps) else _NEVER
    if not (report.figures and story.figures):
        return _ALIKE
    if report.places.isdisjoint(story.places):
        return _ELSEWHERE if report.places and story.places else _ALIKE
    if story.last is None or report.at - story.last >= _ONE_EVENT:
        return _ALIKE
    return max(_needed_by(figure, story.figures) for figure in report.figures)


def _needed_by(figure: Figure, known: Sequence[Figure]) -> float:
    """How alike the texts must be that a figure of the same place and days is of the same event."""
    if figure.low is None or figure.bound == "vague":
        return _SAME_TOLL
    others = [one.most for one in known if one.series == figure.series]
    if figure.low >= _TELLING and any(_is_about(figure.low, other) for other in others):
        return _SAME_TOLL
    return _HIGHER_TOLL if figure.most >= max(others, default=0) else _ALIKE


def _is_about(low: int, other: int) -> bool:
    return _ROUND * max(low, other) <= min(low, other)
