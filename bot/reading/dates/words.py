"""The words of a text that dates are made of, one letter each.

A language's grammar of dates is a regular expression over these letters:

    O  offset (today)      W  weekday             d  number 1-31       D  day
    M  month               m  the same, doubtful  n  other number      K  week
    y  2019                N  16/4/2019           c  number word       E  weekend
    o  ordinal             h  its ending (16th)   e  a, one            T  month
    P  third (early, mid)  p  part of the day     v  several           Y  year
    Q  last, next          R  behind its noun     w  about             H  hour
    q  this                J  joiner (and, to)    f  filler (the, of)     S  season
    z  every
    i  in, on   s  since   u  until   b  before   a  after   g  il y a   A  ago   k  earlier   l  later

and the marks , ( ) / - . as they are; x is anything else.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from bot.model import Language
from bot.reading.lexicons import Lexicon, load_lexicons
from bot.reading.tokens import Token, Tokenizer

# In this order: the first class that a word has gives its letter.
_CLASSES = {
    "other": "x",
    "offset": "O",
    "weekday": "W",
    "doubtful": "m",
    "month": "M",
    "ordinal": "o",
    "units.hour": "H",
    "units.day": "D",
    "units.week": "K",
    "units.weekend": "E",
    "units.month": "T",
    "units.year": "Y",
    "behind": "R",
    "before": "Q",
    "this": "q",
    "third": "P",
    "daypart": "p",
    "one": "e",
    "several": "v",
    "since": "s",
    "ago": "g",
    "ago_behind": "A",
    "preceding": "b",
    "following": "a",
    "until": "u",
    "in": "i",
    "about": "w",
    "season": "S",
    "every": "z",
    "joiner": "J",
    "filler": "f",
    "suffix": "h",
    "earlier": "k",
    "later": "l",
}
_LETTERS = {f"dates.{name}": letter for name, letter in _CLASSES.items()}
_NUMBERS, _PARTS = "numbers.", "numbers.fractions"
_MARKS = {"،": ",", **{mark: mark for mark in ",()/-."}}
_DAYS, _YEARS = range(1, 32), range(1900, 2100)
_DAY_DIGITS, _YEAR_DIGITS = 2, 4
NUMERIC = re.compile(
    r"(?P<d>\d{1,2})(?P<s>[./])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})|(?P<Y>\d{4})/(?P<M>\d\d?)/(?P<D>\d\d?)"
)


class Word(NamedTuple):
    """A word as the grammar sees it."""

    letter: str
    text: str
    value: int  # of a number or a word with one; 0 of others
    at: int  # the index of its token


def words(tokens: Sequence[Token], language: Language) -> list[Word]:
    """The words of these tokens. Phrases that the lexicon lists for another purpose are taken apart."""
    found: list[Word] = []
    for at, token in enumerate(tokens):
        letter = _letter(token)
        if letter == "x" and " " in token.text and "dates.other" not in token.tags:
            found += (part._replace(at=at) for part in _apart(token.text, language))
            continue
        if token.text == "s" and token.glued and found and found[-1].letter == "y":
            found[-1] = found[-1]._replace(letter="x")  # the 1990s
        found.append(Word(letter, token.text, _value(token), at))
    return found


def _letter(token: Token) -> str:
    if token.kind == "number":
        return _of_number(token.text)
    if token.kind == "mark":
        return _MARKS.get(token.text, "x")
    return _of_tags(token.tags, valued=token.value is not None)


@lru_cache(maxsize=4096)
def _of_tags(tags: frozenset[str], *, valued: bool) -> str:
    for tag, letter in _LETTERS.items():
        if tag in tags:
            return letter
    if valued and _PARTS not in tags and any(tag.startswith(_NUMBERS) for tag in tags):
        return "c"
    return "x"


def _of_number(text: str) -> str:
    if not text.isdecimal():
        return "N" if NUMERIC.fullmatch(text) else "x"
    if len(text) == _YEAR_DIGITS and int(text) in _YEARS:
        return "y"
    if len(text) <= _DAY_DIGITS and int(text) in _DAYS:
        return "d"
    return "n" if len(text) <= _YEAR_DIGITS else "x"


def _value(token: Token) -> int:
    if token.kind == "number":
        return int(token.text) if token.text.isdecimal() else 0
    return token.value or 0


@lru_cache(maxsize=4096)
def _apart(phrase: str, language: Language) -> list[Word]:
    tokens = _tokenizers()[language].tokens(_written(phrase))
    return [Word(_letter(token), token.text, _value(token), 0) for token in tokens]


@cache
def _tokenizers() -> dict[Language, Tokenizer]:
    """Of each language one that knows the words of dates and numbers only."""
    return {lexicon.language: Tokenizer(_excerpt(lexicon)) for lexicon in load_lexicons()}


def _excerpt(lexicon: Lexicon) -> Lexicon:
    tables: dict[str, dict[str, int | None]] = {}
    for phrase in lexicon.phrases:
        for tag in phrase.tags:
            if tag.startswith("dates.") or (phrase.value is not None and tag.startswith(_NUMBERS)):
                tables.setdefault(tag, {})[_written(" ".join(phrase.words))] = phrase.value
    return Lexicon(lexicon.language, tables)


def _written(words: str) -> str:
    """The words of a phrase without the space behind an elision, which would part it from its apostrophe."""
    return words.replace("' ", "'")
