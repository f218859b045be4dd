"""In which language an entry is written."""

from collections.abc import Mapping

from bot.model import Language

_ENOUGH = 4_000  # characters; a lead shows its language
_CLAIM = 3  # common words that weigh as much as what the feed claims


class Languages:
    """Tells the languages Rasid reads: Arabic by its script, those of Latin script by their common words."""

    def __init__(self, common: Mapping[Language, frozenset[str]]) -> None:
        self._common = {language: words for language, words in common.items() if words}

    def of(self, text: str, claimed: str | None) -> Language | None:
        """The language of a folded text whose feed claims `claimed` (ISO 639-1).

        Feeds often keep their software's default, so script and words count for more. None for a language
        that Rasid does not read.
        """
        sample = text[:_ENOUGH]
        letters = sum(char.isalpha() for char in sample)
        if letters and 2 * sum("ء" <= char <= "ي" for char in sample) > letters:
            return "ar"
        if claimed not in (None, "ar", *self._common):
            return None
        words = sample.split()
        return max(
            self._common,
            key=lambda language: (
                _CLAIM * (language == claimed) + sum(word in self._common[language] for word in words)
            ),
        )
