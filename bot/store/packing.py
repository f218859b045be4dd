"""Observations and changes as JSON, to be stored in a column."""

from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from bot.model import Entry, Figure, Member, Span, Step
from bot.store.database import Row, when

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type] # a type made at run time


def pack(items: Sequence[Any], kind: Hashable) -> Any:
    """Figures, steps or changes as plain data."""
    return _adapter(kind).dump_python(tuple(items), mode="json")


def unpack(stored: str, kind: type[T]) -> tuple[T, ...]:
    """Figures, steps or changes as they were packed."""
    found: tuple[T, ...] = _adapter(kind).validate_json(stored)  # type: ignore[arg-type] # classes are hashable
    return found


def spans(found: Sequence[Span]) -> list[tuple[str, int, int]]:
    """Spans as they are stored."""
    return [(span.part, span.start, span.end) for span in found]


def entry(row: Row) -> Entry:
    """A text's row, with its feed; of one that was dropped nothing is left but that."""
    return Entry(
        feed=row["feed"],
        title=row["title"] or "",
        summary=row["summary"] or "",
        content=row["content"] or "",
        link=row["link"],
        guid=row["guid"],
        published=when(row["published"]),
        language=row["language"],
    )


def member(row: Row) -> Member:
    """A report's row."""
    return Member(
        row["story_id"],
        row["why"],
        when(row["at"]),
        frozenset(row["places"].split()),
        unpack(row["figures"], Figure),
        unpack(row["steps"], Step),
    )
