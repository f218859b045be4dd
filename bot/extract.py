"""JSON lines of entries in, JSON lines of what they say out; docs/reading.md describes both.

A line at a time, so that an archive of any length is read in the same memory.
"""

import json
import lzma
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from io import BufferedReader
from typing import IO, Any

from bot.config import ReadingSettings
from bot.errors import LineError
from bot.model import Entry, Span
from bot.reading.facts import CasualtyFact, Fact, MeetingFact
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader, Reading

LONGEST = 4_000_000
"""Bytes of a line; the longest article is a tenth of it."""

_XZ = b"\xfd7zXZ\x00"
_YEARS = range(1000, 9000)  # so that days can be counted from any date


def unpacked(file: BufferedReader) -> IO[bytes]:
    """The file's content, of which .xz is told by its first bytes, whatever its name."""
    return lzma.open(file) if file.peek(len(_XZ)).startswith(_XZ) else file


def numbered(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1, without blank ones. Of one that is too long only the beginning."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        rest = line
        while len(rest) > LONGEST and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST + 1)
        if line.strip():
            yield number, line


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
        row = _row(line)
        zone = self._settings.zone(_text(row, "feed"))
        entry = Entry(
            feed=_text(row, "feed"),
            title=_text(row, "title"),
            summary=_text(row, "summary"),
            content=_text(row, "content"),
            published=published(_text(row, "published"), zone),
            language=_language(_text(row, "language")),
        )
        answer = {"id": row["id"], **self._found(entry, self._reader.read(entry, zone))}
        # Half a surrogate pair is no UTF-8; as Python escapes it, it is JSON.
        return json.dumps(answer, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"

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


def _row(line: bytes) -> dict[str, Any]:
    if len(line.rstrip(b"\r\n")) > LONGEST:
        raise LineError(f"It is longer than {LONGEST // 1_000_000} MB.")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise LineError("It is not UTF-8.") from None
    except RecursionError:
        raise LineError("It is nested too deep.") from None
    except ValueError as error:  # also for a number of thousands of digits
        raise LineError(f"It is not JSON: {error}.") from None
    if not isinstance(row, dict):
        raise LineError("It is JSON, and no object.")
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int):
        raise LineError('It needs an "id", a text or a whole number.')
    return row


def _language(claimed: str) -> str | None:
    """A language that is claimed, as ISO 639-1: "en-GB" and "en_GB" are "en"; "English" is no claim."""
    code = claimed.replace("_", "-").partition("-")[0].lower()
    return code if len(code) == 2 else None  # noqa: PLR2004 - ISO 639-1


def _text(row: Mapping[str, Any], key: str) -> str:
    """A field's text; one that is missing or null is empty."""
    value = row.get(key)
    if value is not None and not isinstance(value, str):
        raise LineError(f'Its "{key}" is no text.')
    return value or ""


def published(text: str, zone: tzinfo) -> datetime | None:
    """When an entry appeared, from ISO 8601; without an offset, by the clocks of `zone`.

    None of an empty text, and of a time so far away that days cannot be counted from it. Raises LineError.
    """
    if not text.strip():
        return None
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise LineError('Its "published" is no time. Write it as 2019-04-14T16:00:00Z.') from None
    if when.year not in _YEARS:
        return None
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
