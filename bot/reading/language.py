"""In which language an entry is written."""

from collections.abc import Mapping

from bot.model import Language

_ENOUGH = 4_000  # characters; a lead shows its language


class Languages:
    """Tells the languages Rasid reads by their script, and those of one script by their common words."""

    def __init__(self, common: Mapping[Language, frozenset[str]]) -> None:
        self._common = {language: words for language, words in common.items() if words}

    def of(self, text: str, claimed: str | None) -> Language | None:
        """The language of a folded text whose feed claims `claimed` (ISO 639-1).

        The words decide, since feeds often keep their software's default; the claim where they are too
        few. None for a language that Rasid does not read.
        """
        sample = text[:_ENOUGH]
        letters = sum(char.isalpha() for char in sample)
        if letters and 2 * sum("ء" <= char <= "ي" for char in sample) > letters:
            return "ar"
        words = sample.split()
        counts = {
            language: sum(word in common for word in words) for language, common in self._common.items()
        }
        best: Language = max(counts, key=lambda language: (counts[language], language == claimed))
        if counts[best] or claimed is None or claimed == best:
            return best
        return None
