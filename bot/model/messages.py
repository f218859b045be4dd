"""From decision to message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.model.configured import Address, Mute
from bot.model.decisions import Change, Member, Reason, Span
from bot.model.entries import Entry
from bot.model.words import Action, DecisionKind, Language


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
