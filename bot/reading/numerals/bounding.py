"""The words that bound a number: "at least", "nearly", "or more"."""

from dataclasses import dataclass

from bot.reading.facts import Bound
from bot.reading.numerals.amounts import Amount
from bot.reading.numerals.shared import Tokens, is_article, tagged, token

# The first that is found counts: "at least about 20" is at least.
_BEFORE: dict[str, Bound] = {
    "bounds.at_least": "at_least",
    "bounds.exceeds": "at_least",
    "bounds.at_most": "at_most",
    "bounds.about": "about",
}
_AFTER: dict[str, Bound] = {
    "bounds.at_least_after": "at_least",
    "bounds.at_least_next": "at_least",
    "bounds.at_most_after": "at_most",
    "bounds.about_after": "about",
}
_SIGNS = frozenset("<>")
_REACH = 4  # tokens before the number


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a number: the first of its bounding words, and how they bound it."""

    first: int
    bound: Bound | None
    between: bool  # whether "between" stands before them all
    rises: bool  # whether "from" does: 12 to 15 is then a rise rather than a range


def lead(tokens: Tokens, at: int, floor: int) -> Lead:
    """The bounding words before the number that begins at `at`, none of them before `floor`."""
    first, found = at, set[str]()
    for index in range(at - 1, max(floor, at - _REACH) - 1, -1):
        tags = tokens[index].tags.intersection(_BEFORE)
        if tags and not _is_leftover(tokens, index):
            found |= tags
            first = index
        elif not tagged(tokens, index, "bounds.between_bound_and_number") and not is_article(tokens[index]):
            break
    outer = token(tokens, first - 1).tags if first > floor else frozenset[str]()
    return Lead(
        first,
        next((bound for tag, bound in _BEFORE.items() if tag in found), None),
        "bounds.between" in outer,
        "bounds.from" in outer,
    )


def _is_leftover(tokens: Tokens, at: int) -> bool:
    """Whether "<" or ">" is no sign of a number: the end of markup, "<b>12", or a dash, "Live > 12 dead"."""
    if tokens[at].text not in _SIGNS:
        return False
    is_apart = at > 0 and tokens[at - 1].kind == "word" and not token(tokens, at + 1).glued
    return tokens[at].glued or is_apart


def bound_behind(tokens: Tokens, end: int) -> Bound | None:
    """How the word directly behind a number bounds it."""
    tags = token(tokens, end).tags
    return next((bound for tag, bound in _AFTER.items() if tag in tags), None)


def bounded(amount: Amount, bound: Bound | None) -> tuple[int | None, int | None, Bound]:
    """The fewest and the most of an amount that words bound so; a range or "dozens" stays what it is."""
    if bound is None or amount.bound in ("vague", "range"):
        return amount.low, amount.high, amount.bound
    if bound == "at_least":
        return amount.low, None, bound
    return (None if bound == "at_most" else amount.low), amount.low, bound
