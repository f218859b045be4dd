"""Whether a configured surname in a text is the configured person's, or somebody else's who bears it too.

Told from the words around it alone, so only what they show is refused: another given name before it («جمال
عباس», "Ivanka Trump"), a word behind it that makes it another's or a thing's ("Trump Jr", "Trump Tower"), and
names known to begin with it («عباس كامل»). A surname configured without any given name stands for all.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from bot.reading.names import Hit, phrase_form
from bot.reading.normalize import Folded

_WINDOW = 64  # characters on either side, of which at most this many words are looked at:
_FAR = 4
_ALIKE = 5  # letters from which on a name that differs in one of them is another spelling of the same
_ARTICLE = "ال"
_CONJUNCTIONS = ("و", "ف")
_JOINED = ["".join(pair) for pair in product(("", *_CONJUNCTIONS), ("", "ب", "ل", "ك"))]
_BEHIND = re.compile(r"(,?) ([^\W\d_]+)(?: ([^\W\d_]+))?(?: ([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Names:
    """The lists of lexicon/names.toml, folded."""

    given: frozenset[str]
    dotted: frozenset[str]
    same: tuple[frozenset[str], ...]
    one_name: frozenset[str]
    particles: frozenset[str]
    son_of: frozenset[str]
    behind: frozenset[str]
    things: frozenset[str]
    roles: frozenset[str]
    others: frozenset[str]
    words: frozenset[str]


@cache
def load_names() -> Names:
    """Read them from the package."""
    lists = tomllib.loads(files("bot.reading").joinpath("lexicon", "names.toml").read_text("utf-8"))
    same = tuple(map(_folded, lists.pop("same")))
    return Names(same=same, **{key: _folded(words) for key, words in lists.items()})


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(phrase_form, words))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str  # folded
    start: int  # offsets in the folded text
    end: int


@dataclass(frozen=True, slots=True)
class _Context:
    """A name of one word in its text."""

    name: str
    joined: str  # what Arabic wrote onto its front
    before: Sequence[_Word]  # the words before it, the nearest first, as long as no mark parts them
    behind: Sequence[str]


class Bearers:
    """Knows the people of a configuration by all of their names. Thread-safe."""

    def __init__(self, people: Mapping[str, Sequence[str]], names: Names) -> None:
        self._names = names
        self._own: dict[str, frozenset[str]] = {}
        # The surnames beside which the configuration has a given name
        self._known: dict[str, frozenset[str]] = {}
        for person, of in people.items():
            forms = [self._bare(phrase_form(name)) for name in of]
            own = {word for form in forms for word in form}
            self._own[person] = frozenset(own.union(*(group for group in names.same if group & own)))
            self._known[person] = frozenset(word for form in forms if len(form) > 1 for word in form)

    def is_another(self, text: Folded, hit: Hit[Any], person: str, ends: Collection[int]) -> bool:
        """Whether this hit of one of a person's names is somebody or something else.

        `ends` are the offsets where names of people end in this text.
        """
        behind = self._behind(text, hit.end)
        if behind and behind[0] in self._names.behind:
            return True
        name = self._bare(phrase_form(text.text[hit.start : hit.end]))
        if len(name) != 1:
            return False
        joined, before = self._before(text.text, hit.start)
        it = _Context(name[0], joined, before, behind)
        if self._is_listed(it) or (it.name in self._names.words and not _capital(text, hit.start)):
            return True
        if it.name in self._names.given and self._is_given_name(it, self._own[person]):
            return True
        if joined.removesuffix(_ARTICLE) or it.name not in self._known[person]:
            return False
        return self._has_other_given_name(text, it, self._own[person], ends)

    def _bare(self, form: str) -> list[str]:
        return [word for word in form.split() if not self._is_particle(word)]

    def _is_particle(self, word: str) -> bool:
        return word in self._names.particles

    def _behind(self, text: Folded, end: int) -> list[str]:
        """The words behind a name, capitalised where its script has capitals; behind a comma only "Jr"."""
        window = text.text[end : end + _WINDOW].replace("_", " ").replace("-", " ")
        found = _BEHIND.match(window)
        if not found:
            return []
        words = [word for word in found.groups()[1:] if word]
        if not _capital(text, end + found.start(2)) or (found[1] and words[0] != "jr"):
            return []
        return words

    def _before(self, text: str, start: int) -> tuple[str, list[_Word]]:
        window = text[max(0, start - _WINDOW) : start].replace("_", " ")
        *words, joined = window.split(" ")
        end = start - len(joined) - 1
        if not joined.strip("#") or joined.endswith("'") or self._is_particle(joined.removesuffix("-")):
            joined = ""
        elif not joined.isalpha():
            return "", []
        return joined, list(_parted(reversed(words), end))

    def _is_listed(self, it: _Context) -> bool:
        """Whether the lists say that it is another's name with the words around it."""
        name = _ARTICLE + it.name if it.joined.endswith(_ARTICLE) else it.name
        phrases = [" ".join((name, *it.behind[:length])) for length in (1, 2)]
        if it.before:
            near = _forms(it.before[0].text)
            phrases += [f"{word} {name}" for word in near]
            if not it.joined and not self._names.things.isdisjoint(near):
                return True
        return not self._names.others.isdisjoint(phrases)

    def _is_given_name(self, it: _Context, own: frozenset[str]) -> bool:
        """Whether a surname that others are given as their first name is that here."""
        if it.joined.endswith(_ARTICLE):
            return True  # «محمد الهادي»: the configured name is written without it
        if not it.behind:
            return False
        if it.behind[0] in self._names.son_of:
            return len(it.behind) > 1 and it.behind[1] not in own
        role = it.before and not self._names.roles.isdisjoint(_forms(it.before[0].text, article=True))
        like_a_name = it.behind[0] in self._names.given or re.fullmatch("ال.*ي", it.behind[0])
        return bool(role and like_a_name)

    def _has_other_given_name(
        self, text: Folded, it: _Context, own: frozenset[str], ends: Collection[int]
    ) -> bool:
        at = given = 0
        while at < len(it.before):
            word = it.before[at]
            if word.end in ends or _is_own(word.text, own - {it.name}):
                return False
            if length := self._given_words(text, it.before[at : at + 2]):
                at, given = at + length, given + 1
                if self._is_joined(it.before[at - 1].text):
                    return True
            elif not given and self._is_particle(word.text):
                at += 1
            else:
                break
        # «استقبل الملك عبد الله عباس»: the name before it is a whole one
        titles = _forms(it.before[at].text, article=True) if at < len(it.before) else set()
        return given > 0 and self._names.one_name.isdisjoint(titles)

    def _given_words(self, text: Folded, words: Sequence[_Word]) -> int:
        """How many of these words, the nearest first, are a given name: 2 are «عبد الله»."""
        if len(words) > 1 and not self._names.given.isdisjoint(_forms(f"{words[1].text} {words[0].text}")):
            return 2
        return int(self._is_given(text, words[0]))

    def _is_joined(self, word: str) -> bool:
        """Whether a given name has a conjunction on its front, before which somebody else stands."""
        return word.startswith(_CONJUNCTIONS) and word not in self._names.given

    def _is_given(self, text: Folded, word: _Word) -> bool:
        if not self._names.given.isdisjoint(_forms(word.text)):
            return _capital(text, word.start)
        dotted = not self._names.dotted.isdisjoint(_forms(word.text))
        return dotted and text.raw[text.span(word.end - 1, word.end)[0]] == "ي"


def _parted(words: Iterator[str], end: int) -> Iterator[_Word]:
    for _, word in zip(range(_FAR), words, strict=False):
        if not word.replace("-", "").replace("'", "").lstrip("#").isalpha():
            return
        yield _Word(word, end - len(word), end)
        end -= len(word) + 1


def _forms(words: str, *, article: bool = False) -> set[str]:
    """A word, and it without what Arabic joins or French elides; of a word with hyphens the parts too."""
    word = words.rpartition("'")[2].lstrip("#")
    forms = {word.removeprefix(joined) for joined in _JOINED} | set(word.split("-"))
    return forms | {form.removeprefix(_ARTICLE) for form in forms} if article else forms


def _is_own(word: str, own: frozenset[str]) -> bool:
    forms = _forms(word)
    return not own.isdisjoint(forms) or any(_alike(form, name) for form in forms for name in own)


def _alike(one: str, other: str) -> bool:
    """Whether two names differ in one letter only: بنيامين, بنجامين."""
    if min(len(one), len(other)) < _ALIKE:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), _WINDOW)
    rest, of_other = one[start + 1 :], other[start + 1 :]
    return rest == of_other or rest == other[start:] or one[start:] == of_other


def _capital(text: Folded, at: int) -> bool:
    """Whether this letter is a capital in the raw text, or of a script that has none."""
    return not text.raw[text.span(at, at + 1)[0]].islower()
