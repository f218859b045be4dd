"""Figures in digits and in words, with the words that bound them."""

from bot.model import Language
from bot.reading.numerals import ar, en, fr
from bot.reading.numerals.amounts import amount
from bot.reading.numerals.bounding import bound_behind, bounded, lead
from bot.reading.numerals.context import counts_nobody
from bot.reading.numerals.ranges import end_of_series, extended, rises_to
from bot.reading.numerals.shared import Grammar, Tokens
from bot.reading.quantities import Quantity
from bot.reading.tokens import Token

__all__ = ["quantities"]

_GRAMMARS: dict[Language, Grammar] = {"ar": ar.GRAMMAR, "en": en.GRAMMAR, "fr": fr.GRAMMAR}
# Classes of words without a value with which a number may begin
_BEGINNINGS = frozenset({"numbers.articles", "numbers.few", "numbers.three_to_nine"})
_MOST = 10**10  # people; there are no more


def quantities(tokens: Tokens, language: Language) -> list[Quantity]:
    """Every figure among a sentence's tokens that may count people, in order, none overlapping.

    Bounding words before the number or directly behind it are applied and lie within the quantity; those
    behind its noun ("20 people at least") are left to the caller. What only looks like a count is left out:
    years and dates, times, ordinals, percentages, money, scores, codes.
    """
    grammar = _GRAMMARS[language]
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if not _may_begin(tokens[at]):
            at += 1
            continue
        quantity, at = _next(tokens, at, found[-1].end if found else 0, grammar)
        if quantity:
            found.append(quantity)
    return found


def _may_begin(token: Token) -> bool:
    return token.kind == "number" or token.value is not None or not token.tags.isdisjoint(_BEGINNINGS)


def _next(tokens: Tokens, at: int, floor: int, grammar: Grammar) -> tuple[Quantity | None, int]:
    """The quantity whose number begins at this token, if one does, and where to read on."""
    series = end_of_series(tokens, at)
    low = None if series else amount(tokens, at, grammar)
    if low is None:
        return None, series or at + 1
    before = lead(tokens, at, floor)
    is_bounded = before.bound is not None
    if counts_nobody(tokens, at, low.end, low.low, grammar, bounded=is_bounded):
        return None, low.end
    if rises_to(tokens, low, before, grammar):
        return None, low.end
    whole, end = extended(tokens, low, before, grammar)
    if whole is None or counts_nobody(tokens, at, end, whole.low, grammar, bounded=is_bounded):
        return None, end
    if max(whole.low, whole.high or 0) > _MOST:
        return None, end
    behind = bound_behind(tokens, end)
    first = before.first - 1 if before.between and end > low.end else before.first
    end += behind is not None
    return Quantity(first, end, *bounded(whole, before.bound or behind)), end
