"""Which entries report one event. Pure, but for the memory of the open stories.

Entries come one after the other, and each joins an open story or begins one; that is never taken back, since
what was told stays told. Facts decide where there are some, wording where there are none.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Figure, Held, Language, Step, Telling
from bot.reading.events import Scene
from bot.watching import meetings, scenes
from bot.watching.likeness import Index, Rarity, Vector
from bot.watching.publishers import Publishers, Signature

OPEN = timedelta(days=3)
"""How long a story may still be joined after its last report, or after the day of a meeting that it plans."""

# Likeness from which two texts report one event, by what else speaks for it or against.
_ALIKE = 0.24
_SAME_TOLL = 0.1  # casualties in the same place, about as many, or without a number; less is chance
_HIGHER_TOLL = 0.15  # more of them: the toll rose, or it is another event; fewer are no sign of one event
_ELSEWHERE = 0.35  # casualties, and no place in common
_APART = 0.6  # casualties of other kinds of events, or in other towns; short titles are soon half alike
_AFTER = 0.9  # casualties of "another attack", fewer than ever were told
_SAME_EVENT = 0.0  # in another language, by its facts
_SAME_MEETING = 0.0  # of the same people, on days that may be of one meeting
_NEVER = 2.0  # of the same people on another day
_ONE_EVENT = timedelta(hours=60)  # in which a place has one event, as long as figures do not say otherwise
_AT_ONCE = timedelta(hours=24)  # in which another language follows
_LEAP = 4  # times that a toll rises meanwhile at most
_TELLING = 10  # as many in two events of one place would be chance; two or three often are
_ROUND = 0.9  # of a figure is as good as the figure: outlets round
_TOLD = 5  # words that are named as shared
_DAY = 86_400  # seconds
_FADING = 0.04  # what a day between two reports takes off their likeness

_NOBODY = Signature("")
_NOWHERE = Scene()


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
    scene: Scene = _NOWHERE


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
    scene: Scene = _NOWHERE
    languages: set[Language | None] = field(default_factory=set)

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
        self.scene = scenes.together(self.scene, report.scene)
        self.languages.add(report.scene.language)

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
    across: bool = False  # it is of another language, and told by the facts to be of one event


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
            over = place.likeness - (_SAME_EVENT if place.across else _needed(report, place.story))
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
        for story in self.open.values() if report.figures and report.scene.is_told else ():
            if report.scene.language not in story.languages and (same := _elsewhere(report, story)):
                likeness = alike[story.id].likeness if story.id in alike else 0.0
                alike[story.id] = Place(story, same, likeness, across=True)
        return alike.values()


def why(report: Report, place: Place) -> str:
    """Why a report belongs there, in words."""
    if meetings.share(report.steps, place.story.steps):
        return "a meeting of the same people"
    if place.across:
        common = ", ".join(scenes.shared(report.scene, place.nearest.scene))
        return f"in another language than {_named(place.nearest)}: {common}"
    mine, theirs = report.vector, place.nearest.vector
    shared = sorted(mine.keys() & theirs.keys(), key=lambda word: (-mine[word] * theirs[word], word))
    return f"like {_named(place.nearest)}, {place.likeness:.2f}: " + ", ".join(shared[:_TOLD])


def _named(report: Report) -> str:
    return f"{report.outlet} {report.at:%Y-%m-%d %H:%M}"


def _faded(report: Report, other: Report) -> float:
    return _FADING * abs((report.at - other.at).total_seconds()) / _DAY


def _needed(report: Report, story: OpenStory) -> float:
    """How alike a report must be to those of a story to belong to it."""
    if meetings.share(report.steps, story.steps):
        return _SAME_MEETING if meetings.agree(report.steps, story.steps) else _NEVER
    if not (report.figures and story.figures):
        return _ALIKE
    if _is_next(report, story):
        return _AFTER
    if scenes.apart(report.scene, story.scene):
        return _APART
    if report.places.isdisjoint(story.places):
        return _ELSEWHERE if report.places and story.places else _ALIKE
    if story.last is None or report.at - story.last >= _ONE_EVENT:
        return _ALIKE
    return max(_needed_by(figure, story.figures) for figure in report.figures)


def _is_next(report: Report, story: OpenStory) -> bool:
    """Whether a report is of an event that came after a story's: its title says so, and fewer were hurt.

    Where they are more the toll may have risen, and is told in any case.
    """
    if not report.scene.again or story.scene.again:
        return False
    known = defaultdict[Hashable, set[int]](set)
    for figure in story.figures:
        known[figure.series].add(figure.most)
    return all(figure.most < min(known[figure.series], default=0) for figure in report.figures)


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


def _elsewhere(report: Report, story: OpenStory) -> Report | None:
    """The newest report of a story told in other languages that is of the same event by its facts."""
    if not story.figures or scenes.apart(report.scene, story.scene) or not _may_follow(report, story):
        return None
    for other in reversed(story.reports.values()):
        near = abs(report.at - other.at) <= _AT_ONCE
        place = not report.places.isdisjoint(other.places)
        toll = _has_toll(report.figures, other.figures)
        if near and other.figures and scenes.agree(report.scene, other.scene, place=place, toll=toll):
            return other
    return None


def _may_follow(report: Report, story: OpenStory) -> bool:
    """Whether the figures of a report may be of a story's event: none is far from what was said of it."""
    for figure in report.figures:
        known = [one.most for one in story.figures if one.series == figure.series and one.most]
        if figure.low is None or not known or any(_is_about(figure.low, other) for other in known):
            continue
        if not max(known) <= figure.low <= _LEAP * max(known):
            return False
    return True


def _has_toll(mine: Sequence[Figure], theirs: Sequence[Figure]) -> bool:
    """Whether two reports count about as many, and enough of them that it is no chance."""
    return any(
        one.series == other.series and one.low and one.low >= _TELLING and _is_about(one.low, other.most)
        for one in mine
        for other in theirs
    )
