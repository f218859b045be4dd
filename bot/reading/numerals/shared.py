"""What the numeral grammars of the languages have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.reading.clitics import clitics
from bot.reading.tokens import Token

Tokens = Sequence[Token]

_NOTHING = Token("", 0, 0, kind="mark")


class Numeral(NamedTuple):
    """A number in words below 1000, and the token behind it."""

    value: int
    end: int


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language puts its number words together."""

    # The number in words below 1000 that begins at a token
    below_thousand: Callable[[Tokens, int], Numeral | None]
    # Where, behind "and", the next number begins; None where there is no "and"
    joined: Callable[[Tokens, int], int | None]
    # Whether thousands and what follows them stand together only by "and"
    needs_and: bool = False


def token(tokens: Tokens, at: int) -> Token:
    """The token at this index, or one without text and tags where there is none."""
    return tokens[at] if 0 <= at < len(tokens) else _NOTHING


def tagged(tokens: Tokens, at: int, *tags: str) -> bool:
    """Whether the token here is of one of these classes."""
    return not token(tokens, at).tags.isdisjoint(tags)


def value(tokens: Tokens, at: int, *tags: str) -> int | None:
    """What the token here is worth, where it is of one of these classes."""
    return token(tokens, at).value if tagged(tokens, at, *tags) else None


def inner(tokens: Tokens, at: int, *tags: str, clitics: tuple[str, ...] = ("",)) -> int | None:
    """What a later word of a number is worth: one of these classes, with none but these clitics."""
    if token(tokens, at).clitics.written in clitics and gap(tokens, at) <= 1:
        return value(tokens, at, *tags)
    return None


def is_article(token: Token) -> bool:
    """Whether this is the Arabic article alone, as digits leave it: «الـ12», «بالـ12»."""
    return clitics(token.written).article


def gap(tokens: Tokens, at: int) -> int:
    """How far the token here is from the one before: more than 1 where a dash stood between them."""
    return tokens[at].start - tokens[at - 1].end if 0 < at < len(tokens) else 0


def is_people(tokens: Tokens, at: int, number: str = "") -> bool:
    """Whether the token here is a noun for people, in the grammatical number of this tag if one is given."""
    return any(
        tag.endswith(number) and (tag.startswith("people.") or ".victim." in tag)
        for tag in token(tokens, at).tags
    )


def skip(tokens: Tokens, at: int, *tags: str) -> int:
    """The index behind the token here if it is of one of these classes, else the index itself."""
    return at + 1 if tagged(tokens, at, *tags) else at


def below_thousand(
    tokens: Tokens, at: int, below_hundred: Callable[[Tokens, int], Numeral | None]
) -> Numeral | None:
    """As English and French count: [two] hundred [and] [twenty-five], and twelve hundred."""
    count = below_hundred(tokens, at)
    start, times = (count.end, count.value) if count else (skip(tokens, at, "numbers.articles"), 1)
    hundred = (
        inner(tokens, start, "numbers.hundreds") if start > at else value(tokens, at, "numbers.hundreds")
    )
    if hundred is None:
        return count
    rest = below_hundred(tokens, skip(tokens, start + 1, "numbers.and"))
    if rest is None or gap(tokens, start + 1) > 1:
        return Numeral(times * hundred, start + 1)
    return Numeral(times * hundred + rest.value, rest.end)


def joined(tokens: Tokens, at: int) -> int | None:
    """The index behind an "and" that is a word of its own."""
    return at + 1 if tagged(tokens, at, "numbers.and") else None
