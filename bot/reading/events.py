"""What a title and a lead say in any language alike: what befell people, and where.

Kinds of events are known by lexicon/events.toml, towns by lexicon/cities.toml, countries as elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from bot.model import Language
from bot.reading.countries import codes, country_names
from bot.reading.known import key, tables
from bot.reading.language import Languages
from bot.reading.lexicons import load_lexicons
from bot.reading.names import Hit, Vocabulary
from bot.reading.normalize import Folded, fold

_Sort = Literal["kind", "town", "country"]
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
    first, then = map(_named, texts)
    found = {sort: frozenset(first[sort] or then[sort]) for sort in _SORTS}
    language = _languages().of(" ".join(text.text for text in texts), claimed)
    return Scene(language, found["kind"], found["town"], found["country"])


_SORTS: tuple[_Sort, ...] = ("kind", "town", "country")


def _named(text: Folded) -> Mapping[_Sort, set[str]]:
    found: defaultdict[_Sort, set[str]] = defaultdict(set)
    for hit in _longest(_vocabulary().find(text)):
        if hit.label.sort == "kind" or _is_name(text, hit):
            found[hit.label.sort].add(hit.label.id)
    return found


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
    return Vocabulary([*{**towns, **countries}.items(), *dict.fromkeys(kinds)])


@cache
def _families() -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for family, kinds in tables("events").items():
        for kind in kinds:
            found[kind].add(family)
    return {kind: frozenset(families) for kind, families in found.items()}
