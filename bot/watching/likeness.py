"""How alike two texts are by their words. Pure; the rarer a shared word, the more it says.

How rare a word is, is learned from the texts themselves, as they come, and counted in stories: the names of
an event that everybody writes about are as telling in its twentieth report as in its second.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from bot.model import Entry
from bot.reading.clitics import CLITICS
from bot.reading.normalize import fold

Vector = Mapping[str, float]
"""A word's weight; the sum of all squares is 1."""

_WORD = re.compile(r"[^\W_]+")
_TITLE = 2  # times that a word of the title counts
_SAYING = 3  # words from which on a title says something: "Breaking", «عاجل» and "In pictures" say nothing
_SHORTEST = 3  # letters that remain of an Arabic word without what is written onto it
_PRIOR = 100  # stories that are taken as read before the first, so that its words are not all common
_LEAD = 250  # characters of a text in which news says what it is about, and little else
_ARTICLES = tuple(
    sorted((c.written for c in CLITICS.values() if c.article or c.written == "و"), key=len, reverse=True)
)

_NOWHERE: Mapping[int, float] = MappingProxyType({})


class Rarity:
    """How many of the stories so far hold a word; bounded, the rarest are forgotten first."""

    def __init__(self, most: int = 200_000) -> None:
        self._stories = 0
        self._holding: Counter[str] = Counter()
        self._most = most

    def learn(self, words: Iterable[str], *, begins: bool) -> None:
        """Take words into account that no report of their story held before; whether one begins with them."""
        self._stories += begins
        self._holding.update(words)
        if len(self._holding) > self._most:
            self._holding = Counter(dict(self._holding.most_common(self._most // 2)))

    def vector(self, words: Counter[str]) -> Vector:
        """These words of one text with their weights."""
        weights = {
            word: (1 + math.log(times)) * math.log((self._stories + _PRIOR) / (self._holding[word] + 1))
            for word, times in words.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / length for word, weight in weights.items()}


def words(entry: Entry) -> Counter[str]:
    """The words of an entry's title and lead, folded, Arabic articles taken off."""
    title, below = list(_words(entry.title)), list(_words(lead(entry)))
    if below and len(title) < _SAYING:
        title = []
    return Counter(title * _TITLE + below)


def lead(entry: Entry) -> str:
    """The beginning of an entry below its title."""
    return (entry.summary or entry.content)[:_LEAD]


def _words(text: str) -> Iterator[str]:
    for found in _WORD.finditer(fold(text).text):
        yield _without_article(found[0])


def _without_article(word: str) -> str:
    if not word.startswith(_ARTICLES):  # as most words
        return word
    fronts = (it for it in _ARTICLES if word.startswith(it) and len(word) - len(it) >= _SHORTEST)
    return word.removeprefix(next(fronts, ""))


class Index:
    """Texts by their words, so that those like a new one are found without a look at the others."""

    def __init__(self) -> None:
        self._holding: defaultdict[str, dict[int, float]] = defaultdict(dict)

    def add(self, text: int, vector: Vector) -> None:
        """Know a text by its number."""
        for word, weight in vector.items():
            self._holding[word][text] = weight

    def remove(self, text: int, vector: Vector) -> None:
        """Forget a text that was added with this vector."""
        for word in vector:
            del self._holding[word][text]
            if not self._holding[word]:
                del self._holding[word]

    def like(self, vector: Vector) -> Mapping[int, float]:
        """How alike each known text is, from 0, nothing in common, to 1; without those that have nothing."""
        found: defaultdict[int, float] = defaultdict(float)
        for word, weight in vector.items():
            for text, other in self._holding.get(word, _NOWHERE).items():
                found[text] += weight * other
        return found
