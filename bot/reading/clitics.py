"""What Arabic writes onto the front of the next word: a conjunction, a preposition, the article.

They stand in this order. Behind ل the article loses its alef: ل + السيسي = للسيسي. The future's س stands on
verbs of the imperfect only.
"""

from itertools import product
from typing import NamedTuple

_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")
_ARTICLE, _FUTURE = "ال", "س"
_IMPERFECT = ("ي", "ت", "ن", "ا")  # the letters with which a verb of the imperfect begins


class Clitics(NamedTuple):
    """What is written onto one word."""

    written: str = ""
    conjunction: str = ""  # "و", "ف" or nothing
    preposition: str = ""  # "ب", "ل", "ك" or nothing
    article: bool = False
    future: bool = False

    @property
    def particles(self) -> str:
        """The conjunction and the preposition, as they would stand without an article."""
        return self.conjunction + self.preposition


NO_CLITICS = Clitics()


def _all() -> dict[str, Clitics]:
    found: dict[str, Clitics] = {}
    for conjunction in _CONJUNCTIONS:
        for preposition, article in product(_PREPOSITIONS, (False, True)):
            ending = ("لل" if preposition == "ل" else preposition + _ARTICLE) if article else preposition
            written = conjunction + ending
            found[written] = Clitics(written, conjunction, preposition, article)
        written = conjunction + _FUTURE
        found[written] = Clitics(written, conjunction, future=True)
    return found


CLITICS = _all()  # by how they are written; the empty one among them
LONGEST = max(map(len, CLITICS))


def may_carry(clitics: Clitics, word: str) -> bool:
    """Whether the folded word may have these on its front."""
    return not clitics.future or word.startswith(_IMPERFECT)


def clitics(written: str) -> Clitics:
    """What these letters before a word are; none where they are no clitics."""
    return CLITICS.get(written, NO_CLITICS)
