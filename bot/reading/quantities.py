"""What a text counts: a figure with the words that bound it."""

from dataclasses import dataclass

from bot.reading.facts import Bound


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a sentence: the tokens from `first` to before `end`, bounding words included."""

    first: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
