"""JSON lines of entries in, JSON lines of what they say out; docs/reading.md describes both.

A line at a time, so that an archive of any length is read in the same memory.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bot.config import ReadingSettings
from bot.lines import encoded, parsed
from bot.model import Entry, Span
from bot.reading.facts import CasualtyFact, Fact, MeetingFact
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader, Reading


class Extractor:
    """Reads entries for the people and places of a config, and writes what it found.

    With `only`, ids of people, nobody else is told of, nor a meeting in which none of them takes part.
    """

    def __init__(self, settings: ReadingSettings, only: Collection[str] | None = None) -> None:
        self._reader = Reader(settings.people, settings.places, (), load_lexicons())
        self._settings = settings
        self._only = only

    def line(self, line: bytes) -> bytes:
        """The line that tells what the entry of this line says. Raises LineError where it is no entry."""
        row = parsed(line, self._settings.zone)
        reading = self._reader.read(row.entry, self._settings.zone(row.entry.feed))
        return encoded({"id": row.id, **self._found(row.entry, reading)})

    def _found(self, entry: Entry, reading: Reading) -> dict[str, Any]:
        return {
            "language": reading.language,
            "people": _places({who: at for who, at in reading.people.items() if self._is_wanted([who])}),
            "places": _places(reading.places),
            "facts": [
                as_json(entry, fact)
                for fact in reading.facts
                if isinstance(fact, CasualtyFact) or self._is_wanted(fact.people)
            ],
        }

    def _is_wanted(self, people: Iterable[str]) -> bool:
        return self._only is None or not set(people).isdisjoint(self._only)


def as_json(entry: Entry, fact: Fact) -> dict[str, Any]:
    """A fact as JSON has it."""
    fields = _casualties(fact) if isinstance(fact, CasualtyFact) else _meeting(fact)
    text: str = getattr(entry, fact.quote.part)
    quote = text[fact.quote.start : fact.quote.end]
    return {
        **fields,
        "quote": quote,
        "at": _place(fact.quote),
        "spans": [_place(span) for span in fact.spans],
    }


def _casualties(fact: CasualtyFact) -> dict[str, Any]:
    return {
        "kind": "casualties",
        "category": fact.category,
        "low": fact.low,
        "high": fact.high,
        "bound": fact.bound,
        "mixed": fact.mixed,
        "scope": fact.scope,
        "status": fact.status,
        "extent": fact.extent,
        "who": fact.who,
        "source": fact.source,
        "place": fact.place,
        "additional": fact.additional,
        "lowered": fact.lowered,
    }


def _meeting(fact: MeetingFact) -> dict[str, Any]:
    return {
        "kind": "meeting",
        "people": fact.people,
        "status": fact.status,
        "meeting_kind": fact.kind,
        "date": fact.date and fact.date.isoformat(),
        "certainty": fact.certainty,
        "place": fact.place,
        "ordinal": fact.ordinal,
    }


def _places(found: Mapping[str, Iterable[Span]]) -> dict[str, list[list[str | int]]]:
    return {key: [_place(span) for span in spans] for key, spans in found.items()}


def _place(span: Span) -> list[str | int]:
    return [span.part, span.start, span.end]
