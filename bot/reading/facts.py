"""What an entry claims: casualty figures and meetings, each with the words that say so.

The fields are those by which analysts label news by hand; what each means stands beside it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot import model
from bot.model import Category, Span

Bound = model.Bound

Status = Literal["asserted", "denied", "hypothetical"]
MeetingStatus = model.MeetingStatus
MeetingKind = Literal["face_to_face", "phone", "letter"]
Extent = Literal["incident", "cumulative"]
"""Of a toll: of one event, or one that goes on."""
Certainty = Literal["stated", "relative", "inferred"]
"""Of a date: written with day and month; "yesterday", "on Thursday"; or taken from when the text appeared."""


@dataclass(frozen=True, slots=True)
class CasualtyFact:
    """A claim of how many people something befell."""

    category: Category
    low: int | None  # the fewest and the most that the words allow, inclusive; None is no bound
    high: int | None
    bound: Bound
    quote: Span  # from the figure to the word that says what happened, whichever comes first
    spans: tuple[Span, ...]  # the words that carry it: figure and trigger, in reading order
    mixed: bool = False  # the figure counts several categories at once: "12 dead and wounded"
    scope: Literal["news", "background"] = "news"  # background: an older event or a total of years
    status: Status = "asserted"
    extent: Extent | None = None  # None: not said
    who: Literal["civilians", "fighters"] | None = None  # None: not said, or both
    source: str | None = None  # the words that name who says so, as written
    place: str | None = None  # an id of [places], named in the fact's own sentence
    additional: bool = False  # "14 more": to be added to a total, not a total
    lowered: bool = False  # its sentence says that the toll was revised down


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A claim that people met, will meet, or do not."""

    people: tuple[str, ...]  # two or more ids of [people], sorted: each met each other
    status: MeetingStatus
    quote: Span  # from the first to the last of the words that carry it
    spans: tuple[Span, ...]  # the names and the word of meeting, in reading order
    kind: MeetingKind = "face_to_face"
    date: dt.date | None = None  # in the outlet's time zone
    certainty: Certainty | None = None  # None when there is no date
    place: str | None = None  # a city or country, as written
    ordinal: int | None = None  # 2 for "their second meeting", where the words say so
    postponed: bool = False  # of a cancelled one: for another day, which `date` may be


Fact = CasualtyFact | MeetingFact


def quoted(text: str, span: Span) -> str:
    """The words of a span of this text, on one line."""
    return " ".join(text[span.start : span.end].split())


def casualties(facts: Iterable[Fact]) -> list[CasualtyFact]:
    """Those of the facts that are casualty figures."""
    return [fact for fact in facts if isinstance(fact, CasualtyFact)]


def meetings(facts: Iterable[Fact]) -> list[MeetingFact]:
    """Those of the facts that are meetings."""
    return [fact for fact in facts if isinstance(fact, MeetingFact)]
