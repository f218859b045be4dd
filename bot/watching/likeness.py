"""How alike two texts are by their words. Pure; the rarer a shared word, the more it says.

How rare a word is, is learned from the texts themselves, as they come.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bot.model import Entry
from bot.reading.clitics import CLITICS
from bot.reading.normalize import fold

Vector = Mapping[str, float]
"""A word's weight; the sum of all squares is 1."""

_WORD = re.compile(r"[^\W_]+")
_TITLE = 2  # times that a word of the title counts
_SHORTEST = 3  # letters that remain of an Arabic word without what is written onto it
_PRIOR = 100  # texts that are taken as read before the first, so that its words are not all common
_LEAD = 600  # characters of a text in which news says what it is about
_ARTICLES = sorted(
    (c.written for c in CLITICS.values() if c.article or c.written == "و"), key=len, reverse=True
)


class Rarity:
    """How many of the texts so far hold a word; bounded, the rarest are forgotten first."""

    def __init__(self, most: int = 200_000) -> None:
        self._texts = 0
        self._holding: Counter[str] = Counter()
        self._most = most

    def learn(self, words: Counter[str]) -> None:
        """Take these words of one text into account."""
        self._texts += 1
        self._holding.update(words.keys())
        if len(self._holding) > self._most:
            self._holding = Counter(dict(self._holding.most_common(self._most // 2)))

    def vector(self, words: Counter[str]) -> Vector:
        """These words of one text with their weights."""
        weights = {
            word: (1 + math.log(times)) * math.log((self._texts + _PRIOR) / (self._holding[word] + 1))
            for word, times in words.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}


def words(entry: Entry) -> Counter[str]:
    """The words of an entry's title and lead, folded, Arabic articles taken off."""
    counted: Counter[str] = Counter()
    for text, times in ((entry.title, _TITLE), ((entry.summary or entry.content)[:_LEAD], 1)):
        for word in _words(text):
            counted[word] += times
    return counted


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(fold(text).text):
        word = found[0]
        yield next(
            (
                word[len(front) :]
                for front in _ARTICLES
                if word.startswith(front) and len(word) - len(front) >= _SHORTEST
            ),
            word,
        )


def likeness(one: Vector, other: Vector) -> float:
    """From 0, nothing in common, to 1, the same words as often."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * many.get(word, 0.0) for word, weight in few.items())
