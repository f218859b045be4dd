"""In which language an entry is written."""

import re
from collections.abc import Sequence

from bot.model import Language
from bot.reading.lexicons import Lexicon

_ARABIC = re.compile("[ء-ي]+")
_ENOUGH = 4_000  # characters; a lead shows its language
_CLAIM = 3  # common words that weigh as much as what the feed claims
_RARE = 0.1  # of a common word: any other that the lexicon has, since many of them are in several


class Languages:
    """Tells the languages Rasid reads: Arabic by its script, those of Latin script by their words."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._common = {lexicon.language: words for lexicon in lexicons if (words := lexicon.of("common"))}
        self._known = {
            lexicon.language: frozenset(phrase.words[0] for phrase in lexicon.phrases) for lexicon in lexicons
        }

    def of(self, text: str, claimed: str | None) -> Language | None:
        """The language of a folded text whose feed claims `claimed` (ISO 639-1).

        Feeds often keep their software's default, so script and words count for more. None for a language
        that Rasid does not read.
        """
        sample = text[:_ENOUGH]
        arabic = sum(map(len, _ARABIC.findall(sample)))
        # The letters are counted one by one only where Arabic ones are not most of the characters anyway.
        if 2 * arabic > len(sample) or (arabic and 2 * arabic > sum(map(str.isalpha, sample))):
            return "ar"
        if claimed not in (None, "ar", *self._common):
            return None
        words = sample.split()
        return max(self._common, key=lambda language: self._weight(language, words, claimed))

    def _weight(self, language: Language, words: Sequence[str], claimed: str | None) -> float:
        common, known = self._common[language], self._known[language]
        said = sum(1 if word in common else _RARE * (word in known) for word in words)
        return said + _CLAIM * (language == claimed)
