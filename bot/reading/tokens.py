"""A folded text as tokens: words and phrases of the lexicon, numbers and marks.

A phrase of the lexicon is one token, the longest that fits. Arabic writes conjunctions, prepositions and the
article onto the next word; a token keeps them apart in `clitics`, where what remains is a word of the
lexicon ("والجرحى" -> "وال" + "جرحي"). A word that the lexicon has as it stands is not taken apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.clitics import CLITICS, NO_CLITICS, Clitics, may_carry
from bot.reading.lexicons import Lexicon, Phrase
from bot.reading.pieces import is_number, pieces

_NONE: frozenset[str] = frozenset()

_CLITICS = sorted(CLITICS.values(), key=lambda clitics: len(clitics.written))
_PRONOUNS = ("ها", "هم", "هما", "هن", "نا")
_SHORTEST = 2  # letters of a word that may carry clitics


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a phrase of the lexicon, a number or a mark."""

    text: str  # folded; of a word of the lexicon without its clitics
    start: int  # offsets in the folded text, the clitics included
    end: int
    clitics: Clitics = NO_CLITICS  # Arabic: what was written onto its front
    tags: frozenset[str] = _NONE  # the word classes of the lexicon
    value: int | None = None  # of a word in a table of numbers
    kind: str = "word"  # or "number" (12, 13.000, 10:30) or "mark"
    glued: bool = False  # nothing between it and the token before

    @property
    def written(self) -> str:
        """The word with its clitics, folded."""
        return self.clitics.written + self.text


class Tokenizer:
    """Makes tokens with the words of one lexicon. Linear in the length of the text. Thread-safe."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._clitics = _CLITICS if lexicon.language == "ar" else [NO_CLITICS]
        # Bounded, since words come from outside; those of the news repeat.
        self._phrases = lru_cache(maxsize=32_768)(self._look_up)

    def tokens(self, folded: str) -> list[Token]:
        """The tokens of a folded text, in order."""
        rest = pieces(folded)
        found: list[Token] = []
        at = 0
        while at < len(rest):
            token, at = self._token(rest, at)
            found.append(token)
        return found

    def _token(self, rest: Sequence[re.Match[str]], at: int) -> tuple[Token, int]:
        """The token that begins at this piece, and where the next one does."""
        piece = rest[at]
        start, end = piece.span()
        glued = at > 0 and rest[at - 1].end() == start
        if is_number(piece):
            return Token(piece[0], start, end, kind="number", glued=glued), at + 1
        following = rest[at + 1][0] if at + 1 < len(rest) else ""
        second = (following, following.removeprefix("ال"))  # most phrases differ from the text in it
        for clitics, word, phrase in self._phrases(piece[0]):
            if len(phrase.words) > 1 and phrase.words[1] not in second:
                continue
            after = at + len(phrase.words)
            if len(phrase.words) == 1 or _reads(rest[at + 1 : after], phrase.words[1:]):
                text = " ".join((word, *phrase.words[1:]))
                end = rest[after - 1].end()
                return Token(text, start, end, clitics, phrase.tags, phrase.value, glued=glued), after
        kind = "word" if piece.lastgroup == "word" else "mark"
        return Token(piece[0], start, end, kind=kind, glued=glued), at + 1

    def _look_up(self, piece: str) -> tuple[tuple[Clitics, str, Phrase], ...]:
        """The phrases that may begin with this piece: clitics, the first word without them, the phrase."""
        return tuple(
            (clitics, word, phrase)
            for clitics in self._clitics
            if piece.startswith(clitics.written) and _fits(clitics, bare := piece[len(clitics.written) :])
            for word in (bare, *self._without_pronoun(bare))
            for phrase in self._lexicon.starting_with(word)
        )

    def _without_pronoun(self, word: str) -> list[str]:
        """An Arabic word without the pronoun at its end; ت before it was ة: زوجتها -> زوجة.

        A bare ه is left where it is: folded, it is the feminine ending as well.
        """
        if len(self._clitics) == 1:
            return []
        ends = [end for end in _PRONOUNS if word.endswith(end) and len(word) - len(end) > _SHORTEST]
        stems = [word[: -len(end)] for end in ends]
        return [
            form for stem in stems for form in (stem, f"{stem[:-1]}ه" if stem.endswith("ت") else "") if form
        ]


def _fits(clitics: Clitics, bare: str) -> bool:
    """Whether what remains without them is long enough for a word that may carry them."""
    return not clitics.written or (may_carry(clitics, bare) and len(bare) >= _SHORTEST + clitics.future)


def _reads(found: Sequence[re.Match[str]], words: Sequence[str]) -> bool:
    """Whether the pieces are these words, the Arabic article disregarded."""
    return len(found) == len(words) and all(
        piece[0] == word or piece[0].removeprefix("ال") == word
        for piece, word in zip(found, words, strict=True)
    )
