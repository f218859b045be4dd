"""The words of the project as types: what the stages hand to each other.

Frozen data and nothing else. Times are aware UTC unless a field says otherwise; offsets count code
points of the raw text, end exclusive.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args

Language = Literal["ar", "en", "fr"]
"""The languages that Rasid itself speaks, and reads."""

Part = Literal["title", "summary", "content"]
"""The texts of an entry."""

Category = Literal["killed", "wounded", "missing", "detained", "displaced", "abducted", "sick"]
"""What may have happened to people, as casualty figures are counted."""

MeetingStatus = Literal["held", "planned", "cancelled", "denied", "past", "possible", "contact"]
"""What is said of a meeting: past is before the news, possible a wish or offer, contact a call or letter."""

CATEGORIES: tuple[Category, ...] = get_args(Category)
"""The gravest first."""

Bound = Literal["exact", "at_least", "at_most", "about", "range", "vague", "unspecified"]
"""How a figure is meant: vague is "dozens", unspecified a plural without any number."""

DecisionKind = Literal["new", "update", "correction", "wait", "corroborate", "ignore"]
"""What a watch makes of an entry; the first three are told, and what waits may be later."""

Every = Literal["daily", "weekdays", "hourly"]
"""How often digests come; weekdays are the working days of the country whose time zone it is."""

Update = Literal["message", "edit", "silent"]
"""How an update is told: by a message, in the story's first message, which is edited, or not at all."""

Action = Literal["why", "sources", "mute-story", "unmute-story", "mute-watches", "unmute-watches"]
"""What the buttons below an alert do."""

ReasonKey = Literal[
    "silent",  # older than the first poll of its feed looks back
    "told",  # told already, from the `outlet`
    "aside",  # said by the way, and no news beside what was told of this story or another
    "few",  # fewer than the `number` that the watch wants to begin with
    "first",  # a new story
    "late",  # matches now, and did not when it was first read
    "alone",  # waits `until` then for another publisher
    "unconfirmed",  # no other publisher says so, after all that waiting
    "changed",  # something new in a story that was told
    "small",  # a change smaller than the watch wants
    "cooldown",  # waits `until` the cooldown is over
    "doubt",  # so many more that it waits `until` then for another publisher
    "doubtful",  # so many more that another publisher should say so; it waited, or was taken back
    "waiting",  # waits already, `until` then
    "same",  # what the `outlet` said before
    "less",  # adds nothing to what was told before
    "step",  # nothing new of a meeting
    "day",  # nothing new of a meeting, but another day than was told before
    "words",  # as an older Rasid worded it
]
"""Why a watch decides as it does."""

URGENCY: Mapping[DecisionKind, int] = {"new": 1, "correction": 2}
"""What goes first where a platform takes no more for a moment: a correction, since what stands in channels is
wrong until it comes; then what nobody knows yet; then what adds to that, and all else, with 0."""

OF_URGENT_WATCH = 3
"""Added to the urgency of what is told for an urgent watch: all of it goes before all of the others."""

TO_OPERATOR = 6
"""The urgency of what the operator is told: it is little, and says that something fails."""

SAMPLE_URL = "rasid:sample"
"""Of the feed that ships with the project."""

# --- what is configured ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Feed:
    """A polled URL."""

    name: str  # unique; what readers see as the outlet
    url: str  # http(s), or SAMPLE_URL
    every: timedelta = timedelta(minutes=5)
    language: str | None = None  # ISO 639-1, when the feed does not say it rightly itself
    article: bool = False  # fetch the page behind an entry, for feeds that give only a teaser
    enabled: bool = True
    first_poll: timedelta | None = None  # overrides the bot's: how far back the first poll alerts
    timezone: tzinfo = UTC  # where the outlet's "yesterday" is reckoned


@dataclass(frozen=True, slots=True)
class Meeting:
    """A watch's condition: a claim that all of these people met, or the like."""

    people: tuple[str, ...]  # ids of [people]
    status: tuple[MeetingStatus, ...] = ("held", "planned", "cancelled", "denied")


@dataclass(frozen=True, slots=True)
class Casualties:
    """A watch's condition: a claim of casualties of any of these categories, in any of these places."""

    places: tuple[str, ...]  # ids of [places]
    of: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """A standing order. Its conditions are ANDed; without any it follows every entry."""

    name: str
    title: str  # what people read; the name when the config gives none
    meeting: Meeting | None = None
    casualties: Casualties | None = None
    any: tuple[str, ...] = ()  # at least one of these phrases
    all: tuple[str, ...] = ()  # every one of these
    none: tuple[str, ...] = ()  # not one of these
    feeds: tuple[str, ...] = ()  # only entries of these feeds; empty: of all
    formerly: tuple[str, ...] = ()  # names it had before; their subscriptions and alerts are its own
    at_least: int = 1  # of casualties: a figure below it is not told, nor a rise by less
    cooldown: timedelta = timedelta(0)  # after an alert of a story, in which its figures wait
    update: Update = "message"  # how what is new in a story that was told is told; corrections are messages
    corroborated: int = 1  # publishers that a new story needs …
    corroborated_within: timedelta = timedelta(minutes=30)  # … or it is told after that time, as unconfirmed
    urgent: bool = False  # where a platform holds things up, its alerts go before those of other watches


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: one chat, or one topic or thread in it."""

    transport: str  # "telegram", "slack", "console"
    chat: str  # the platform's id
    topic: str | None = None  # a Telegram topic

    def __str__(self) -> str:
        return f"{self.transport}:{self.chat}" + (f"/{self.topic}" if self.topic else "")


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot in a workspace where somebody installed it, with the token that it got there."""

    workspace: str  # the platform's id
    token: str = field(repr=False)
    user: str  # the bot's own id there
    bot: str  # its id as an app
    enterprise: str | None = None  # the organisation of the workspace


@dataclass(frozen=True, slots=True)
class Mute:
    """A channel holds back the alerts of a watch for a time."""

    watch: str  # "*": of all
    until: datetime
    held: int = 0  # how many alerts so far


@dataclass(frozen=True, slots=True)
class MutedStory:
    """A channel holds back all that is told of a story."""

    story: int
    held: int = 0  # how many alerts so far


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of every day in which a channel holds alerts back, but those that break through."""

    begins: time  # of the day in the zone
    ends: time  # another; before `begins`: of the next day
    zone: str  # IANA name
    new: bool = False  # the first word on a story breaks through
    at_least: int | None = None  # so does what tells a figure as high as this
    held: int = 0  # how many alerts since they last began


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a channel gets what a watch tells: in digests, instead of alert by alert."""

    watch: str  # "*": all that have no schedule of their own
    every: Every
    at: time  # of the day in the zone; of an hourly one the minute counts alone
    zone: str  # IANA name


@dataclass(frozen=True, slots=True)
class Channel:
    """A destination and what it follows."""

    address: Address
    language: Language | None = None  # None: the bot's
    watches: tuple[str, ...] = ()  # names, or "*" for all; subscribed in the chat or the config
    fixed: tuple[str, ...] = ()  # those of `watches` that the config gives, which chat cannot take away
    active: bool = True  # False: the platform refuses it; kept until it is back
    mutes: tuple[Mute, ...] = ()  # that of all watches first
    muted_stories: tuple[MutedStory, ...] = ()  # the newest story first
    quiet: Quiet | None = None
    schedules: tuple[Schedule, ...] = ()  # that of all watches first
    gathered: int = 0  # alerts that wait for a digest


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what in chat. Closed unless opened."""

    admins: frozenset[str] = frozenset()  # "telegram:12345", "slack:U0123": may change any channel
    chats: frozenset[str] = frozenset()  # "telegram:-100123": may read there; no author to ask in a channel
    group_admins: bool = False  # a group's own administrators may change that group's settings


# --- from feed to entry ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls, beside its entries."""

    name: str
    url: str  # as configured
    moved_to: str | None = None  # where 301/308 answers send us
    moves: int = 0  # consecutive identical answers of that kind; after several `moved_to` is asked first
    etag: str | None = None  # verbatim, quotes and W/ included
    last_modified: str | None = None  # verbatim
    validators_url: str | None = None  # the URL that gave them; they are sent to no other
    body_hash: bytes | None = None  # of the last body parsed, to skip the same again
    prints: bytes = b""  # of the entries in it, to skip those that are as they were
    ttl: timedelta | None = None  # how often its document last wished to be asked
    next_at: datetime | None = None  # None: never polled
    polled_at: datetime | None = None  # last poll that ended, well or not
    ok_at: datetime | None = None  # last poll that succeeded; None: the first is still to come
    new_at: datetime | None = None  # when its newest entry was first seen
    failures: int = 0  # in a row
    error: str | None = None  # of the last failure, for people
    gone: bool = False  # 410: not polled until its URL changes
    told: Literal["failing", "silent"] | None = None  # what the operator was last told of it


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that came over the network (or from the sample), within every limit."""

    body: bytes  # decoded of its content encoding
    url: str  # where it finally came from
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # target of a chain of permanent redirects only
    max_age: timedelta | None = None  # Cache-Control


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: nothing new."""

    moved_to: str | None = None
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, reduced to text: no markup, no control characters, bounded in length."""

    feed: str
    title: str
    summary: str = ""
    content: str = ""  # the article, where the feed or its page gives it
    link: str | None = None  # http(s) only, without credentials
    guid: str | None = None  # as the feed wrote it
    published: datetime | None = None  # as the feed dates it; None when it does not
    language: str | None = None  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Identity:
    """The keys of one entry; digests, so that what they are made of has no length."""

    keys: frozenset[bytes]  # by any of which the entry is known again, in its feed
    link_key: bytes | None  # of its canonical link, the same in every feed; None when it has none of its own


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's document as entries, in its order."""

    entries: tuple[Entry, ...]
    ttl: timedelta | None = None  # the slower of <ttl> and sy:update*: how often it wants to be asked
    unchanged: frozenset[Entry] = frozenset()  # those that are as they were before, with their titles only
    prints: bytes = b""  # by which each is known to be unchanged the next time


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store knows of an entry that a feed shows again."""

    entry_id: int | None = None  # None: never seen
    digest: bytes | None = None  # of its text as last stored
    silent: bool = False  # it was old news when first seen, and stays so
    story: int | None = None  # to which it belongs
    # watches told of it or of its link -> by which feed
    told: Mapping[str, str] = field(default_factory=dict)


# --- from entry to decision -----------------------------------------------------------------------


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


# --- from decision to message ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alert:
    """Our decision to tell an entry, for one or more watches; immutable."""

    id: int
    watches: tuple[str, ...]  # names; in a delivery those that its channel follows
    entry: Entry
    spans: tuple[Span, ...]  # of these watches, in reading order, not overlapping
    at: datetime  # when it was decided
    kind: DecisionKind = "new"  # the first word on its story, what changed in it, or a correction
    story: int | None = None  # None: told before there were stories
    changes: tuple[Change, ...] = ()  # what it tells
    outlets: tuple[str, ...] = ()  # those that report the story by now, in the order of their first reports
    later: tuple[Change, ...] = ()  # what was told since, of each figure and meeting the newest
    unconfirmed: int = 0  # how many publishers say so, where these are too few


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it is remembered."""

    watch: str
    told: bool
    reason: Reason
    at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A stored entry with all that was decided on it."""

    entry: Entry  # without any text when that is no longer kept
    seen: datetime  # when it was first read
    silent: bool  # it was old news then
    rulings: tuple[Ruling, ...]  # by the name of the watch; then what was told of it again when it was edited
    member: Member | None = None  # None: it belongs to no story


@dataclass(frozen=True, slots=True)
class Term:
    """What is to be in a text that is looked for: one of these words or phrases."""

    forms: tuple[str, ...]  # folded words with single blanks between them
    excluded: bool = False  # none of them may be in it


@dataclass(frozen=True, slots=True)
class Found:
    """A stored entry that somebody looked for."""

    entry: Entry  # of its content no more than the beginning
    seen: datetime  # when it was first read
    story: int | None = None  # None: it belongs to no story


@dataclass(frozen=True, slots=True)
class Lately:
    """How many there were in the last 24 hours, and in the last 7 days."""

    day: int
    week: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What happened lately in a chat and in the whole bot."""

    told: Mapping[str, Lately]  # watch that the chat follows -> alerts sent there; the most first
    dead_here: int  # deliveries to the chat that were given up
    alerts: Lately
    entries: Mapping[str, Lately]  # feed -> entries first seen; the busiest first
    waiting: int  # deliveries to any chat
    dead: int


Standing = Literal["up", "down", "refused"]
"""How a platform is: it hears us and we it; it cannot be reached; it refuses our token."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is still to be sent or was given up, and what the database takes."""

    waiting: int  # messages
    oldest: datetime | None  # when the one was queued that has waited longest
    uncertain: int  # those that wait or were given up, and may have arrived
    dead: int  # given up
    held: int  # channels that follow something and cannot be written to
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Health:
    """How the running bot is."""

    version: str
    since: datetime  # when it began to run
    platforms: Mapping[str, Standing]  # by their kinds
    late: timedelta | None  # by how much the last poll came after its time; None: there was none yet
    backlog: Backlog


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a story, whoever was told of it."""

    story: int
    accounts: tuple[Account, ...]  # its reports in the order of their coming; of very many the last
    alerts: tuple[Alert, ...]  # in the order of telling; of very many the last
    outlets: Mapping[str, int]  # feed -> how many reports; the first to report comes first
    since: datetime  # when its first report appeared
    until: datetime  # when its last did


@dataclass(frozen=True, slots=True)
class Rate:
    """How many messages a platform takes from one bot, to all its chats together."""

    each: timedelta  # one in so long, over time
    burst: int = 1  # so many at once, after a pause


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a channel should know beside the news; worded in its language when sent."""

    key: str  # a message of the locale files, "notice-…"
    args: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Digest:
    """Alerts that were held back and are told together, or a part of them that one message can hold."""

    alerts: tuple[Alert, ...]  # as they were decided, in the order in which they were
    due: datetime  # when the first of them was to be told
    folded: bool = False  # its channel had fallen behind, and did not ask for it
    count: int = 0  # alerts in all its parts
    part: int = 0  # this one, from 1; 0: it was not parted yet
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert, notice or digest x one channel, claimed for sending."""

    id: int
    address: Address
    language: Language | None
    what: Alert | Notice | Digest
    attempts: int  # this one included
    at: datetime  # when it was queued
    reply_to: str | None = None  # the platform's id of the message that told the story there first
    uncertain: bool = False  # an earlier attempt may have arrived, and nobody knows
    sent_at: datetime | None = None  # None: it did not go out yet
    mutes: tuple[Mute, ...] = ()  # those of its watches in its channel, by their names
    story_muted: bool = False  # its channel wants to hear no more of its story
    refused: bool = False  # the operator was told that its channel cannot be written to


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants who pressed a button."""

    action: Action
    delivery: Delivery  # below which the button is


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that went out and says less than is known by now, claimed for being written anew."""

    delivery: Delivery  # with what it says now; its attempts are those to edit it
    message_id: str  # the platform's
    version: int  # of what is known


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one style. Its text is data: a transport escapes it."""

    text: str
    bold: bool = False
    code: bool = False  # to be typed or copied as it stands
    link: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is shown above a message's text."""

    png: bytes
    alt: str  # for those who cannot see it
    name: str  # of the file, without blanks: "chart-17.png"
    command: str  # that draws it, for where no pictures are shown
    failed: str  # "it could not be sent here:", in the message's language; the reason follows


@dataclass(frozen=True, slots=True)
class Button:
    """What can be pressed below a message."""

    label: str  # 75 UTF-16 units at most
    press: str  # what comes back when it is pressed: 64 ASCII characters at most


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be read in a chat, before a platform's markup.

    Direction marks are part of the text already: every run of the other direction is isolated.
    """

    language: Language
    lines: tuple[Line, ...]  # an empty line is a paragraph's end
    picture: Picture | None = None
    buttons: tuple[Button, ...] = ()  # two in a row; where there are none, it is all there to be read

    def plain(self) -> str:
        """The message without any markup, links in brackets behind their text."""
        return "\n".join(
            "".join(run.text + (f" ({run.link})" if run.link else "") for run in line) for line in self.lines
        )
