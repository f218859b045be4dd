"""A folded text as tokens: words and phrases of the lexicon, numbers and marks.

A phrase of the lexicon is one token, the longest that fits. Arabic writes conjunctions, prepositions and the
article onto the next word; a token keeps them apart in `clitics`, where what remains is a word of the
lexicon ("والجرحى" -> "وال" + "جرحي"). A word that the lexicon has as it stands is not taken apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from bot.reading.clitics import CLITICS, LONGEST, NO_CLITICS, Clitics, may_carry
from bot.reading.lexicons import Lexicon
from bot.reading.pieces import Kind, kind_of, pieces

_NONE: frozenset[str] = frozenset()

_ARTICLE = "ال"
_PRONOUNS = ("ها", "هم", "هما", "هن", "نا")
_SHORTEST = 2  # letters of a word that may carry clitics


class Token(NamedTuple):
    """A word, a phrase of the lexicon, a number or a mark. A tuple: every text has hundreds."""

    text: str  # folded; of a word of the lexicon without its clitics
    start: int  # offsets in the folded text, the clitics included
    end: int
    clitics: Clitics = NO_CLITICS  # Arabic: what was written onto its front
    tags: frozenset[str] = _NONE  # the word classes of the lexicon
    value: int | None = None  # of a word in a table of numbers
    kind: Kind = "word"  # a number is 12, 13.000 or 10:30
    glued: bool = False  # nothing between it and the token before

    @property
    def written(self) -> str:
        """The word with its clitics, folded."""
        return self.clitics.written + self.text


class _Start(NamedTuple):
    """A phrase of the lexicon of which a piece may be the first word."""

    place: int  # among the phrases that it may begin: the first that fits is taken
    text: str  # the whole phrase, its first word without what is written onto it
    rest: tuple[str, ...]  # its further words
    clitics: Clitics
    tags: frozenset[str]
    value: int | None


class _Starts(NamedTuple):
    """What may begin with a piece."""

    alone: _Start | None = None  # it is a word of the lexicon itself
    longer: Mapping[str, Sequence[_Start]] = MappingProxyType({})  # by their second words


_NOTHING = _Starts()


class Tokenizer:
    """Makes tokens with the words of one lexicon. Linear in the length of the text. Thread-safe."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._longest = LONGEST if lexicon.language == "ar" else 0  # letters of clitics
        # Bounded, since words come from outside; those of the news repeat.
        self._starts = lru_cache(maxsize=65_536)(self._look_up)

    def tokens(self, folded: str) -> list[Token]:
        """The tokens of a folded text, in order."""
        rest = pieces(folded)
        found: list[Token] = []
        at, behind = 0, -1
        while at < len(rest):
            piece = rest[at]
            (start, end), kind = piece.span(), kind_of(piece)
            alone, longer = _NOTHING if kind == "number" else self._starts(piece[0])
            phrase = (longer and _longest(longer, rest, at)) or alone
            if phrase:
                at += len(phrase.rest)
                end = rest[at].end()
                words, tags = phrase.clitics, phrase.tags
                found.append(
                    Token(phrase.text, start, end, words, tags, phrase.value, "word", start == behind)
                )
            else:
                found.append(Token(piece[0], start, end, NO_CLITICS, _NONE, None, kind, start == behind))
            at, behind = at + 1, end
        return found

    def _look_up(self, piece: str) -> _Starts:
        """The phrases that may begin with this piece; none behind one of a single word, which always fits."""
        longer: dict[str, list[_Start]] = {}
        for start in self._every(piece):
            if not start.rest:
                return _Starts(start, longer)
            longer.setdefault(start.rest[0], []).append(start)
        return _Starts(None, longer) if longer else _NOTHING

    def _every(self, piece: str) -> Iterator[_Start]:
        place = count()
        for cut in range(min(self._longest, len(piece)) + 1):
            clitics, bare = CLITICS.get(piece[:cut]), piece[cut:]
            if clitics is None or not _fits(clitics, bare):
                continue
            for word in (bare, *self._without_pronoun(bare)):
                for phrase in self._lexicon.starting_with(word):
                    text, rest = " ".join(phrase.words), phrase.words[1:]
                    yield _Start(next(place), text, rest, clitics, phrase.tags, phrase.value)

    def _without_pronoun(self, word: str) -> list[str]:
        """An Arabic word without the pronoun at its end; ت before it was ة: زوجتها -> زوجة.

        A bare ه is left where it is: folded, it is the feminine ending as well.
        """
        if not self._longest or not word.endswith(_PRONOUNS):
            return []
        ends = [end for end in _PRONOUNS if word.endswith(end) and len(word) - len(end) > _SHORTEST]
        stems = [word[: -len(end)] for end in ends]
        return [
            form for stem in stems for form in (stem, f"{stem[:-1]}ه" if stem.endswith("ت") else "") if form
        ]


def _longest(longer: Mapping[str, Sequence[_Start]], rest: Sequence[re.Match[str]], at: int) -> _Start | None:
    """The first of these phrases that the text has from this piece on."""
    if at + 1 == len(rest):
        return None
    second = rest[at + 1][0]
    may_be = longer.get(second, ())
    if second.startswith(_ARTICLE):  # most phrases differ from the text in it
        may_be = sorted((*may_be, *longer.get(second.removeprefix(_ARTICLE), ())))
    for phrase in may_be:
        if len(phrase.rest) == 1 or _reads(rest[at + 1 : at + 1 + len(phrase.rest)], phrase.rest):
            return phrase
    return None


def _fits(clitics: Clitics, bare: str) -> bool:
    """Whether what remains without them is long enough for a word that may carry them."""
    return not clitics.written or (may_carry(clitics, bare) and len(bare) >= _SHORTEST + clitics.future)


def _reads(found: Sequence[re.Match[str]], words: Sequence[str]) -> bool:
    """Whether the pieces are these words, the Arabic article disregarded."""
    return len(found) == len(words) and all(
        piece[0] == word or piece[0].removeprefix("ال") == word
        for piece, word in zip(found, words, strict=True)
    )
