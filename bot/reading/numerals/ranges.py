"""Two numbers that are the ends of one: 10-15, between 10 and 15, two or three."""

from bot.reading.numerals.amounts import Amount, amount
from bot.reading.numerals.bounding import Lead
from bot.reading.numerals.shared import Grammar, Tokens, gap, tagged, token

_SMALL = 9  # the scores of most games
_SPACED_DASH = 3  # characters between two numbers with a dash between them
_ENDS = ("exact", "about")
_PAIR = 3  # tokens of "3-1"


def end_of_series(tokens: Tokens, at: int) -> int | None:
    """Where a series of three or more numbers with dashes ends, as 16-4-2019 and 4-3-3 are."""
    end = at + 1
    if token(tokens, at).kind == "number":
        while token(tokens, end).text == "-" and token(tokens, end + 1).kind == "number":
            end += 2
    return end if end - at > _PAIR else None


def extended(tokens: Tokens, low: Amount, before: Lead, grammar: Grammar) -> tuple[Amount | None, int]:
    """The range that begins with this amount, or the amount itself, or None for a score; and its end."""
    start, dash = _upper_end(tokens, low.end, grammar, between=before.between)
    if start is None or low.bound not in _ENDS or before.rises:
        return low, low.end
    high = amount(tokens, start, grammar)
    if high is None or high.bound not in _ENDS:
        return (None, start + 1) if dash == 1 else (low, low.end)
    lends = low.scale == 1 and low.low * high.scale <= high.low
    fewest = low.low * high.scale if lends else low.low
    likely = not dash or high.low > _SMALL or before.between or before.bound is not None
    if fewest < high.low and likely:
        return Amount(high.end, fewest, high.low, "range", high.scale), high.end
    is_score = dash == 1 or (dash and max(low.low, high.low) <= _SMALL)
    return (None, high.end) if is_score else (low, low.end)


def rises_to(tokens: Tokens, low: Amount, before: Lead, grammar: Grammar) -> bool:
    """Whether the amount is where a rise begins, "from 12 to 15": the number that counts comes behind it."""
    if not before.rises or not tagged(tokens, low.end, "bounds.to"):
        return False
    return amount(tokens, low.end + 1, grammar) is not None


def _upper_end(tokens: Tokens, at: int, grammar: Grammar, *, between: bool) -> tuple[int | None, int]:
    """Where behind a number the upper end of its range may begin, and the width of the dash before it."""
    if token(tokens, at).text == "-":
        return at + 1, 1
    if gap(tokens, at) == _SPACED_DASH and {tokens[at].kind, tokens[at - 1].kind} == {"number"}:
        return at, _SPACED_DASH
    if tagged(tokens, at, "bounds.to", "bounds.or"):
        return at + 1, 0
    return (grammar.joined(tokens, at) if between else None), 0
