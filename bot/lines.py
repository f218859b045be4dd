"""Entries as JSON lines: {"id", "feed", "title", "summary", "content", "url", "published", "language"}.

A line at a time, so that an archive of any length is read in the same memory; docs/reading.md describes them.
"""

import json
import lzma
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from io import BufferedReader
from typing import IO, Any, NamedTuple

from bot.errors import LineError
from bot.feeds import boilerplate
from bot.feeds.html import to_text
from bot.feeds.parse import link
from bot.model import Entry

LONGEST = 4_000_000
"""Bytes of a line; the longest article is a tenth of it."""

_XZ = b"\xfd7zXZ\x00"
_YEARS = range(1000, 9000)  # so that days can be counted from any date


def unpacked(file: BufferedReader) -> IO[bytes]:
    """The file's content, of which .xz is told by its first bytes, whatever its name."""
    return lzma.open(file) if file.peek(len(_XZ)).startswith(_XZ) else file


def encoded(row: Mapping[str, Any]) -> bytes:
    """A row as a line."""
    # Half a surrogate pair is no UTF-8; as Python escapes it, it is JSON.
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


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


class Row(NamedTuple):
    """An entry of a file, or one that a bot has stored."""

    id: str | int
    entry: Entry
    seen: datetime | None = None  # by the bot; None of a file

    @property
    def at(self) -> datetime | None:
        """When it appeared; None where nobody says so."""
        return self.entry.published or self.seen


def parsed(line: bytes, zone: Callable[[str], tzinfo]) -> Row:
    """The entry of this line; `zone` gives by whose clocks a feed dates where it names none.

    Raises LineError where it is no entry.
    """
    row = _row(line)
    feed = _text(row, "feed")
    entry = Entry(
        feed=feed,
        title=_text(row, "title"),
        summary=_text(row, "summary"),
        content=_text(row, "content"),
        link=_text(row, "url") or None,
        published=published(_text(row, "published"), zone(feed)),
        language=_language(_text(row, "language")),
    )
    return Row(row["id"], entry)


def as_fed(row: Row) -> Row:
    """The same as a feed would have given it: without markup, asides, or links to anything but pages."""
    entry = row.entry
    title = " ".join(to_text(entry.title, LONGEST).split())
    summary, content = (boilerplate.remove(to_text(text, LONGEST)) for text in (entry.summary, entry.content))
    return Row(
        row.id, replace(entry, title=title, summary=summary, content=content, link=link(entry.link, ""))
    )


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
