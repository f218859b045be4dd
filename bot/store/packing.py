"""Observations and changes as JSON, to be stored in a column."""

from collections.abc import Hashable, Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.model import Change, Figure, Member, Span, Step
from bot.store.database import Row, when


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(tuple[kind, ...])  # type: ignore[valid-type] # a type made at run time


def pack(items: Sequence[Any], kind: Hashable) -> Any:
    """Figures, steps or changes as plain data."""
    return _adapter(kind).dump_python(tuple(items), mode="json")


def figures(stored: str) -> tuple[Figure, ...]:
    """As they were packed."""
    found: tuple[Figure, ...] = _adapter(Figure).validate_json(stored)
    return found


def steps(stored: str) -> tuple[Step, ...]:
    """As they were packed."""
    found: tuple[Step, ...] = _adapter(Step).validate_json(stored)
    return found


def changes(stored: str) -> tuple[Change, ...]:
    """As they were packed."""
    found: tuple[Change, ...] = _adapter(Change).validate_json(stored)
    return found


def spans(found: Sequence[Span]) -> list[tuple[str, int, int]]:
    """Spans as they are stored."""
    return [(span.part, span.start, span.end) for span in found]


def member(row: Row) -> Member:
    """A report's row."""
    return Member(
        row["story_id"],
        row["why"],
        when(row["at"]),
        frozenset(row["places"].split()),
        figures(row["figures"]),
        steps(row["steps"]),
    )
