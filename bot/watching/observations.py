"""From what an entry claims to what is kept of it in a story. Pure."""

from bot.model import Entry, Figure, Said, Span, Step
from bot.reading.facts import CasualtyFact, MeetingFact, quoted


def observed(fact: CasualtyFact, entry: Entry, *, aside: bool) -> Figure:
    """A figure, as an observation in its entry; `aside` says that it is from further down, by the way."""
    return Figure(
        fact.category,
        fact.low,
        fact.high,
        fact.bound,
        _said(entry, fact.quote),
        fact.source,
        fact.mixed,
        fact.lowered,
        aside,
    )


def step(fact: MeetingFact, entry: Entry) -> Step:
    """A meeting, as a step of its life that its entry reports."""
    # A day that is only taken from when the text appeared tells no two meetings apart.
    day = None if fact.certainty == "inferred" else fact.date
    return Step(
        fact.people, fact.status, _said(entry, fact.quote), day, fact.place, fact.ordinal, fact.postponed
    )


def _said(entry: Entry, span: Span) -> Said:
    return Said(entry.feed, entry.published, quoted(getattr(entry, span.part), span), entry.link)
