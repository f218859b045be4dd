"""What must hold of a reading, whatever was read."""

from bot.model import Entry, Span
from bot.reading.read import Reading
from bot.reading.spans import PARTS


def begin(span: Span) -> tuple[int, int]:
    return PARTS.index(span.part), span.start


def check_spans(it: Entry, reading: Reading) -> None:
    """Quote and spans of each fact are stretches of the raw text, in order, within one sentence."""
    for fact in reading.facts:
        assert fact.spans
        assert list(fact.spans) == sorted(fact.spans, key=begin)
        for span in (fact.quote, *fact.spans):
            raw = getattr(it, span.part)
            assert 0 <= span.start < span.end <= len(raw)
            assert raw[span.start : span.end].strip()
            assert reading.sentence(span) == reading.sentence(fact.quote)
            assert fact.quote.start <= span.start
            assert span.end <= fact.quote.end
