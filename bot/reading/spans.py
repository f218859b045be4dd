"""Spans in the order in which they are read."""

from collections.abc import Iterable
from typing import get_args

from bot.model import Part, Span

PARTS: tuple[Part, ...] = get_args(Part)
"""In reading order."""


def reading_order(span: Span) -> tuple[int, int, int]:
    """Sorts spans as they are read; longer first where they begin together."""
    return PARTS.index(span.part), span.start, -span.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In reading order, overlapping ones made one."""
    kept: list[Span] = []
    for span in sorted(spans, key=reading_order):
        last = kept[-1] if kept else None
        if last and last.part == span.part and span.start < last.end:
            kept[-1] = Span(span.part, last.start, max(last.end, span.end))
        else:
            kept.append(span)
    return tuple(kept)
