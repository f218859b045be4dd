"""A sentence as the grammars read it: its tokens, and who and where is named among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Part, Span
from bot.reading.clitics import NO_CLITICS, Clitics
from bot.reading.normalize import Folded
from bot.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or place of the config, named by the tokens from `first` to before `end`."""

    id: str
    first: int
    end: int
    clitics: Clitics = NO_CLITICS  # Arabic: what was written onto the front of the name


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one of an entry's texts."""

    part: Part
    text: Folded  # of the whole part
    tokens: Sequence[Token]
    people: Sequence[Mention] = ()
    places: Sequence[Mention] = ()

    def span(self, first: int, end: int) -> Span:
        """Where the tokens from `first` to before `end` stand in the raw text; not empty."""
        return Span(self.part, *self.text.span(self.tokens[first].start, self.tokens[end - 1].end))

    def words(self, first: int, end: int) -> str:
        """These tokens as they are written."""
        span = self.span(first, end)
        return self.text.raw[span.start : span.end]
