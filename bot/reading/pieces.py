"""Folded text cut into words, numbers and marks, the same for texts and for the lexicon's phrases."""

import re
from typing import Literal, cast

Kind = Literal["word", "number", "mark"]
"""The pieces of a text."""

_PIECE = re.compile(
    # Letters and digits apart, so that "و11", "13M" and "ال12" come apart; a number keeps its separators.
    r"(?P<number>\d++(?:[.,:/]\d++)*+)"
    # The apostrophe of the French elision ends a word ("l'", "d'"); the English possessive stands alone.
    r"|(?P<word>'s\b|[^\W\d_]++(?:'(?!s\b)(?=[^\W\d_]))?+)"
    # What a feed escaped twice ("&#039;") is one mark, and its number no figure.
    r"|(?P<mark>&(?:\#[0-9]{1,6}|[a-z]{2,6});|[^\w\s])"
)
_LONGEST_NUMBER = 24  # characters; what is longer counts nobody
# Of hyphens only those between digits mean something; the marks and underscores of hashtags are spaces.
_JOINS = re.compile(r"(?<!\d)-|-(?!\d)|_|#(?=[^\W\d_])")


def pieces(folded: str) -> list[re.Match[str]]:
    """The pieces of a folded text, in order."""
    return list(_PIECE.finditer(_JOINS.sub(" ", folded)))


def kind_of(piece: re.Match[str]) -> Kind:
    """Which of them a piece is; what has too many digits to mean a number is a mark."""
    kind = cast("Kind", piece.lastgroup)
    return "mark" if kind == "number" and piece.end() - piece.start() > _LONGEST_NUMBER else kind
