"""What a title and a lead say in any language alike: what befell people, and where.

Kinds of events are known by lexicon/events.toml, towns by lexicon/cities.toml, countries as elsewhere, and
that an event is not the first by lexicon/again.toml.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.model import Language
from bot.reading.countries import codes, country_names
from bot.reading.known import key, tables
from bot.reading.language import Languages
from bot.reading.lexicons import load_lexicons
from bot.reading.names import Hit, Vocabulary
from bot.reading.normalize import Folded, fold

_Sort = Literal["kind", "town", "country", "events", "before", "after", "phrases"]
_NOTHING: frozenset[str] = frozenset()


class _Label(NamedTuple):
    sort: _Sort
    id: str


@dataclass(frozen=True, slots=True)
class Scene:
    """An event as far as it has the same name in every language."""

    language: Language | None = None  # in which it is told
    kinds: frozenset[str] = _NOTHING  # of events.toml
    towns: frozenset[str] = _NOTHING  # by their English names
    countries: frozenset[str] = _NOTHING  # by ISO 3166 code
    again: bool = False  # its title calls it another one, as "second blast"

    @property
    def is_told(self) -> bool:
        """Whether it names a kind or a town."""
        return bool(self.kinds or self.towns)

    @property
    def families(self) -> frozenset[str]:
        """What its kinds may be beside what they are."""
        return frozenset(family for kind in self.kinds for family in _families()[kind])


def scene(title: str, lead: str, claimed: str | None = None) -> Scene:
    """The scene of a text whose feed claims this language (ISO 639-1).

    The lead counts for what the title does not name: a kind, a town, a country.
    """
    texts = fold(title), fold(lead)
    hits = [list(_longest(_vocabulary().find(text))) for text in texts]
    first, then = map(_named, texts, hits)
    found = {sort: frozenset(first[sort] or then[sort]) for sort in _NAMED}
    language = _languages().of(" ".join(text.text for text in texts), claimed)
    again = _is_again(texts[0].text, hits[0])
    return Scene(language, found["kind"], found["town"], found["country"], again)


_NAMED: tuple[_Sort, ...] = ("kind", "town", "country")
_AGAIN: tuple[_Sort, ...] = ("events", "before", "after", "phrases")
_EVENTS: frozenset[_Sort] = frozenset({"kind", "events"})
_BETWEEN = 1  # words that may stand between an event and "second"


def _named(text: Folded, hits: Sequence[Hit[_Label]]) -> Mapping[_Sort, set[str]]:
    found: defaultdict[_Sort, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.label.sort == "kind" or _is_name(text, hit):
            found[hit.label.sort].add(hit.label.id)
    return found


def _is_again(text: str, hits: Sequence[Hit[_Label]]) -> bool:
    """Whether a title says of an event that there was one before."""
    for one, other in pairwise(hits):
        sorts = one.label.sort, other.label.sort
        counted = (sorts[0] == "before" and sorts[1] in _EVENTS) or (
            sorts[0] in _EVENTS and sorts[1] == "after"
        )
        if counted and len(text[one.end : other.start].split()) <= _BETWEEN:
            return True
    return any(hit.label.sort == "phrases" for hit in hits)


def _longest(hits: Iterable[Hit[_Label]]) -> Iterator[Hit[_Label]]:
    """Those that lie in no longer one, and do not begin within another."""
    reach, of = 0, (-1, -1)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= reach or (hit.start, hit.end) == of:
            yield hit
            reach, of = hit.end, (hit.start, hit.end)


def _is_name(text: Folded, hit: Hit[_Label]) -> bool:
    """Whether it is written as a name: "Turkey", not "turkey"."""
    start, _ = text.span(hit.start, hit.end)
    return not text.raw[start].islower()


@cache
def _languages() -> Languages:
    return Languages(load_lexicons())


@cache
def _vocabulary() -> Vocabulary[_Label]:
    countries = {key(name): _Label("country", code) for code in codes() for name in country_names(code)}
    towns = {key(name): _Label("town", row[1]) for row in tables("cities")["cities"] for name in row}
    kinds = [
        (phrase, _Label("kind", kind))
        for family in tables("events").values()
        for kind, phrases in family.items()
        for phrase in dict.fromkeys(phrases)
    ]
    again = [(phrase, _Label(sort, "")) for sort in _AGAIN for phrase in tables("again")[sort]]
    return Vocabulary([*{**towns, **countries}.items(), *dict.fromkeys([*kinds, *again])])


@cache
def _families() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for family, kinds in tables("events").items():
        for kind in kinds:
            found[kind].add(family)
    return {kind: frozenset(families) for kind, families in found.items()}
