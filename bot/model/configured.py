"""What is configured, and what people set in chats."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.model.words import Category, Every, Language, MeetingStatus, Update


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
