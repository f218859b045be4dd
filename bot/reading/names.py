"""Finding phrases in folded text, whole words only, in one pass whatever their number."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from bot.reading.clitics import CLITICS, LONGEST, may_carry
from bot.reading.normalize import Folded, fold

L = TypeVar("L", bound=Hashable)

_HAMZA = "ئ"


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[L]):
    label: L
    particle: int  # how many letters at its start are a particle already
    hamza: bool  # whether it is written with a final ئ


@dataclass(frozen=True, slots=True)
class Hit(Generic[L]):
    """A phrase found: its label and its offsets in the folded text, without the particle before it."""

    label: L
    start: int
    end: int


def phrase_form(phrase: str) -> str:
    """A phrase as it is looked for. Empty when nothing of it can be found."""
    return " ".join(_joined(fold(phrase).text).split())


def _joined(folded: str) -> str:
    """Hyphens and the underscores of hashtags count as spaces; offsets stay."""
    return folded.replace("-", " ").replace("_", " ")


class Vocabulary(Generic[L]):
    """Phrases, each with a label, compiled into one automaton. One label may have many phrases.

    Raises ValueError for a phrase of which nothing can be looked for.
    """

    def __init__(self, phrases: Iterable[tuple[str, L]]) -> None:
        forms: list[str] = []
        self._patterns: list[_Pattern[L]] = []
        for phrase, label in phrases:
            form = phrase_form(phrase)
            if not form:
                raise ValueError(f"nothing to look for in {phrase!r}")
            forms.append(form)
            hamza = phrase.rstrip().endswith(_HAMZA)
            self._patterns.append(_Pattern(label, 0, hamza))
            for spaced in _spaced(form):
                forms.append(spaced)
                self._patterns.append(_Pattern(label, 0, hamza))
            if form.startswith("ال"):
                forms.append(after_li(form))
                self._patterns.append(_Pattern(label, 1, hamza))
        self._automaton = AhoCorasick(forms)

    def find(self, text: Folded) -> Iterator[Hit[L]]:
        """Every phrase in the text, by its end, overlapping ones and all labels of the same phrase too."""
        joined = _joined(text.text)
        for index, start, end in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            pattern = self._patterns[index]
            if (
                joined[end - 1] == "ي"
                and not pattern.hamza
                and text.raw[text.span(end - 1, end)[0]] == _HAMZA
            ):
                continue  # «هادئ» (calm) is not the name «هادي», though within a word writers use ئ for ي
            if _stands_alone(joined, start, end, with_particle=bool(pattern.particle)):
                yield Hit(pattern.label, start + pattern.particle, end)


def _spaced(form: str) -> Iterator[str]:
    """A name with a hyphen and the spaces that the Arabic press sets around it: «مون جاي - إن»."""
    first, space, last = form.rpartition(" ")
    if space:
        yield f"{first}  {last}"
        yield f"{first}   {last}"


def after_li(form: str) -> str:
    """A word with the article, behind ل: السيسي -> للسيسي; three lams are written as two: اللواء -> للواء."""
    bare = form.removeprefix("ال")
    return "ل" + bare if bare.startswith("ل") else "لل" + bare


def _stands_alone(text: str, start: int, end: int, *, with_particle: bool) -> bool:
    if end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        return False
    if not text[start].isalnum():
        return True
    begin = start
    while begin and start - begin <= LONGEST and text[begin - 1].isalnum():
        begin -= 1
    clitics = CLITICS.get(text[begin:start])
    if clitics is None:
        return False
    return clitics.written == clitics.conjunction if with_particle else may_carry(clitics, text[start:end])
