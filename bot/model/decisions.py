"""From entry to decision."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.model.entries import Entry, FeedState, Identity, Memory
from bot.model.words import (
    OF_URGENT_WATCH,
    URGENCY,
    Bound,
    Category,
    DecisionKind,
    MeetingStatus,
    Part,
    ReasonKey,
    Update,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one of an entry's raw texts."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """Where something was read, and when."""

    outlet: str
    at: datetime | None  # when the report appeared
    quote: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as one report has it: an observation, which nothing overwrites."""

    category: Category
    low: int | None  # the fewest and the most that the words allow, inclusive; None is no bound
    high: int | None
    bound: Bound
    said: Said
    source: str | None = None  # who says so, as written
    mixed: bool = False  # counts several categories at once
    corrected: bool = False  # its words say that the toll was lowered
    aside: bool = False  # from further down a report whose title and summary tell no figure

    @property
    def series(self) -> tuple[Category, bool]:
        """What it is comparable with."""
        return self.category, self.mixed

    @property
    def key(self) -> Hashable:
        """What it says, whoever says it."""
        return self.category, self.mixed, self.low, self.high, self.bound

    @property
    def most(self) -> int:
        """The most that is surely meant; 0 where there is no number."""
        return max(self.low or 0, (self.high or 0) if self.bound == "range" else 0)


@dataclass(frozen=True, slots=True)
class Step:
    """A meeting as one report has it: that it is planned, was held, was cancelled."""

    people: tuple[str, ...]  # ids, sorted
    status: MeetingStatus
    said: Said
    day: date | None = None  # in the outlet's time zone
    place: str | None = None  # as written
    ordinal: int | None = None  # as the outlet counts
    postponed: bool = False  # of a cancelled one: for another day, which `day` may be

    @property
    def series(self) -> tuple[str, ...]:
        """What it is comparable with."""
        return self.people

    @property
    def key(self) -> Hashable:
        """What it says, whoever says it."""
        return self.people, self.status, self.day, self.postponed


@dataclass(frozen=True, slots=True)
class Match:
    """A watch's conditions, found in an entry."""

    watch: str
    spans: tuple[Span, ...]  # the words that carry it, in reading order, not overlapping
    why: str  # in words: what the entry claims, and which name or phrase was found as what
    figures: tuple[Figure, ...] = ()  # of the entry's claims those that matter to the watch
    steps: tuple[Step, ...] = ()
    mentions: tuple[Step, ...] = ()  # earlier meetings of the same people, which are not told for themselves


@dataclass(frozen=True, slots=True)
class Earlier:
    """Meetings of the same people that were held before one."""

    count: int  # as many as were reported here; 0 when one is only mentioned
    days: int = 0  # from the first of them to this one
    last: tuple[Step, ...] = ()  # the one before: a report for each day that is given, most agreed on first


@dataclass(frozen=True, slots=True)
class Change:
    """What is told: a figure or a step, and what was told before it in its story."""

    now: Figure | Step
    before: Figure | Step | None = None
    others: tuple[Figure | Step, ...] = ()  # what other reports of the story have instead, now
    earlier: Earlier | None = None  # of a meeting
    doubtful: bool = False  # a figure so much higher that one publisher's word is not enough


@dataclass(frozen=True, slots=True)
class Member:
    """An entry as one of a story's reports."""

    story: int
    why: str  # it belongs there
    at: datetime  # when it appeared, as far as known
    places: frozenset[str] = frozenset()  # ids of [places], codes of countries
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()  # also earlier meetings that are only mentioned, as past


@dataclass(frozen=True, slots=True)
class Telling:
    """What those who follow a watch were told of a story."""

    changes: tuple[Change, ...] = ()  # in that order
    at: datetime | None = None  # when they were told last; None: never
    outlet: str = ""  # of the report that was told last


@dataclass(frozen=True, slots=True)
class Held:
    """What is to be told of a story to those who follow a watch, and waits."""

    match: Match  # of the report that will be quoted; its figures and steps are all that wait
    outlet: str  # of that report
    since: datetime
    until: datetime  # when it is told, unless something happens before


@dataclass(frozen=True, slots=True)
class Story:
    """Entries on one event, what was told of it, and what waits."""

    id: int
    reports: tuple[tuple[Entry, Member], ...]  # in the order in which they came
    told: Mapping[str, Telling]  # by watch
    held: Mapping[str, Held] = field(default_factory=dict)  # by watch


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one report, in the course of its story."""

    at: datetime  # when the report appeared
    outlet: str
    value: int  # the one that is told: the fewest that are meant, or the most where that alone is known
    high: int  # the most that are meant; of all but ranges the value
    bound: Bound = "exact"
    best: bool = False  # from then on it was the best that was known
    corrected: bool = False  # it is best because it took the one before back
    doubted: bool = False  # so much higher than the others that it may be a slip, and nobody bore it out


@dataclass(frozen=True, slots=True)
class Course:
    """How many, as one report of a story had it after the other."""

    category: Category
    mixed: bool  # several categories at once are counted
    points: tuple[Point, ...]  # in the order of their times; never empty


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a watch decides as it does: data, worded in the language of whoever asks."""

    key: ReasonKey
    changes: tuple[Change, ...] = ()  # what it is about; where it says "before", with what was told before
    outlet: str = ""
    number: int = 0
    words: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a watch makes of an entry, and why."""

    match: Match
    kind: DecisionKind
    reason: Reason
    changes: tuple[Change, ...] = ()  # what is told
    held: Held | None = None  # what waits from now on; None: nothing after an alert, else what did before
    unconfirmed: int = 0  # how many publishers say so, where it is told though these are too few
    update: Update = "message"  # how it is told
    urgent: bool = False  # the watch is

    @property
    def urgency(self) -> int:
        """The higher goes first where a platform takes no more for a moment."""
        return URGENCY.get(self.kind, 0) + OF_URGENT_WATCH * self.urgent

    @property
    def alert(self) -> bool:
        """Whether it is told."""
        return self.kind in ("new", "update", "correction")

    @property
    def sent(self) -> bool:
        """Whether a message comes of it."""
        return self.alert and self.update == "message"


@dataclass(frozen=True, slots=True)
class Release:
    """What waited of a story, and the decision on it; when that is no alert it is told no more."""

    story: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class Finding:
    """An entry that is new or changed, with all that was decided on it."""

    entry: Entry
    identity: Identity
    digest: bytes
    memory: Memory
    silent: bool
    decisions: tuple[Decision, ...]
    member: Member | None = None  # None: no watch matches it


@dataclass(frozen=True, slots=True)
class Poll:
    """All that one poll of one feed changes; stored in one transaction."""

    state: FeedState  # as it shall be from now on
    findings: tuple[Finding, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Recorded:
    """What storing a poll came to."""

    new: int
    changed: int
    alerts: int  # one for each entry, however many watches it concerns
    deliveries: int
