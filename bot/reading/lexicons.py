"""The word lists of each language, kept as data for people who know the language: lexicon/*.toml.

Any list of phrases in such a file is a class of words; its tag is the path to it: in `[casualties.killed]`
the list `event = [...]` has the tag "casualties.killed.event". In a table of numbers (`[numbers.units]`)
each word has its value. Inflection is data too: a list named after one of the file's `[paradigms]` holds
stems, and the paradigm says which forms they take and to which class each form belongs. So a word is added
without touching code; the grammar names the tags that it knows.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from bot.model import Language
from bot.reading.normalize import fold
from bot.reading.pieces import pieces

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase of the lexicon, and what it may be."""

    words: tuple[str, ...]  # folded
    tags: frozenset[str]
    value: int | None = None  # of a word in a table of numbers


class Lexicon:
    """One language's words, from the tables of its file.

    Raises ValueError for a phrase of which nothing can be looked for, and for one with two values.
    """

    def __init__(self, language: Language, tables: Mapping[str, Any]) -> None:
        self.language = language
        phrases: dict[tuple[str, ...], Phrase] = {}
        for tag, text, value in _flat("", tables, tables.get("paradigms", {})):
            words = _words(text)
            known = phrases.get(words, Phrase(words, frozenset()))
            if not words:
                raise ValueError(f"{language}: {tag}: nothing to look for in {text!r}")
            if None not in (value, known.value) and value != known.value:
                raise ValueError(f"{language}: {tag}: {text!r} has two values")
            kept = value if known.value is None else known.value
            phrases[words] = Phrase(words, known.tags | {tag}, kept)
        self.phrases: tuple[Phrase, ...] = tuple(
            _with_meaning(phrase, phrases) for phrase in phrases.values()
        )
        # The longest first: the longest phrase wins, so that a trap hides the trigger in it.
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in sorted(self.phrases, key=lambda phrase: len(phrase.words), reverse=True):
            self._by_first.setdefault(phrase.words[0], []).append(phrase)

    def starting_with(self, word: str) -> list[Phrase]:
        """The phrases whose first word this folded word is, the longest first."""
        return self._by_first.get(word, [])

    def of(self, tag: str) -> frozenset[str]:
        """The phrases of one class, folded."""
        return frozenset(" ".join(phrase.words) for phrase in self.phrases if tag in phrase.tags)


def _with_meaning(phrase: Phrase, phrases: Mapping[tuple[str, ...], Phrase]) -> Phrase:
    """A phrase of meetings, with what its words say of figures: the "threat" of "threat to".

    Who holds an office is a person as its first word is: the «رئيس» of «رئيس بلدية».
    """
    if len(phrase.words) == 1 or not all(tag.startswith("meeting.") for tag in phrase.tags):
        return phrase
    parts = [phrases.get((word,)) for word in phrase.words]
    tags = {tag for part in parts if part for tag in part.tags if tag.startswith("status.")}
    if parts[0] and any(tag.startswith("meeting.person.") for tag in phrase.tags):
        tags |= {tag for tag in parts[0].tags if tag.startswith("people.")}
    return replace(phrase, tags=phrase.tags | tags) if tags else phrase


@cache
def load_lexicons() -> tuple[Lexicon, ...]:
    """All of them, read from the package."""
    return tuple(map(_load, LANGUAGES))


def _load(language: Language) -> Lexicon:
    text = files("bot.reading").joinpath("lexicon", f"{language}.toml").read_text("utf-8")
    return Lexicon(language, tomllib.loads(text))


def _words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase; what is elided at its end ("plus d'") as before the next word of a text."""
    words = tuple(piece[0] for piece in pieces(fold(phrase).text))
    return (*words[:-2], words[-2] + "'") if len(words) > 1 and words[-1] == "'" else words


_Paradigms = Mapping[str, Mapping[str, list[str]]]


def _flat(
    path: str, table: Mapping[str, Any], paradigms: _Paradigms
) -> Iterator[tuple[str, str, int | None]]:
    """Tag, phrase and value of all that stands in these tables."""
    for key, content in table.items():
        inner = f"{path}.{key}" if path else key
        if content is paradigms:
            continue
        if isinstance(content, dict):
            yield from _flat(inner, content, paradigms)
        elif key in paradigms:
            yield from _inflected(path, content, paradigms[key])
        elif isinstance(content, list):
            yield from ((inner, phrase, None) for phrase in content)
        else:
            yield path, key, content


def _inflected(
    path: str, stems: list[str], paradigm: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, None]]:
    """Every form of these stems, with the class to which the paradigm counts it."""
    for name, patterns in paradigm.items():
        for stem in stems:
            yield from ((f"{path}.{name}", _form(pattern, stem), None) for pattern in patterns)


def _form(pattern: str, stem: str) -> str:
    """A stem with the ending of a pattern, where dots in it say that it goes: "retrouvé· mort·"."""
    return stem.replace("·", pattern.removeprefix("{}")) if "·" in stem else pattern.replace("{}", stem)
