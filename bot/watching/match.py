"""Which watches an entry concerns, and by which words.

Meeting: a fact that all its people met, or the like, of a status that it wants.

Casualties: an asserted figure of the news, of one of its categories, and one of its places. A place in the
head of the entry (title, summary, first sentences of the content) says what the entry is about and stands for
all of it, since the sentence with the figures seldom repeats it; a place named further down stands for its
own sentence only.

Figures are those of title and summary. Further down an article looks back, and what its title is about it
tells above; so the figures of its content count only where title and summary tell none, and a source vouches
for them or for what stands beside them.

Phrases: anywhere in the entry.

What an entry names is found first, and only if some watch can match by that is the entry read. So an entry
that concerns nobody costs little, and one more watch costs nothing where nothing is named that it wants.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from types import MappingProxyType

from bot.model import Casualties, Category, Entry, Match, Meeting, Span, Watch
from bot.reading.facts import CasualtyFact, Fact, casualties, meetings
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Label, Reader, Reading
from bot.reading.spans import merged
from bot.watching.claims import MIXED, claim, quote
from bot.watching.observations import observed, step

_LEAD = 3  # sentences of a content: a dateline or byline or two, and the first that tells
_TOLD = 5  # facts that a reason lists
_NO_ZONES: Mapping[str, tzinfo] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Find:
    """Something that fulfils a condition."""

    what: str  # "haftar as", "killed 121:"; told once however often it is found
    quote: Span
    spans: tuple[Span, ...]  # the words that carry it
    fact: Fact | None = None


class Matcher:
    """Matches entries against watches.

    Made from the watches, the [people] and [places] they name by id, and the time zones of outlets by the
    name of their feed; `zone` is that of all others. Raises ValueError for a name or phrase of which nothing
    can be looked for, KeyError for an id that is not there.
    """

    def __init__(
        self,
        watches: Sequence[Watch],
        people: Mapping[str, Sequence[str]],
        places: Mapping[str, Sequence[str]],
        zones: Mapping[str, tzinfo] = _NO_ZONES,
        zone: tzinfo = UTC,
    ) -> None:
        self.watches = tuple(watches)
        _refuse_unknown(watches, people, places)
        phrases = (phrase for watch in watches for phrase in (*watch.any, *watch.all, *watch.none))
        self._reader = Reader(people, places, phrases, load_lexicons())
        self._zones = zones
        self._zone = zone
        self._wanting: dict[Label | None, list[int]] = defaultdict(list)  # None: those that want no name
        for index, watch in enumerate(self.watches):
            for label in _one_of(watch) or (None,):
                self._wanting[label].append(index)

    def read(self, entry: Entry) -> Reading:
        """What the entry says, read for these watches."""
        return self._reader.read(entry, self._zones.get(entry.feed, self._zone))

    def matches(self, entry: Entry, reading: Reading | None = None) -> list[Match]:
        """The watches whose every condition the entry fulfils, in the order of the config.

        `reading` is what `read` made of it, where that was asked for already.
        """
        if reading is None:
            return self.seen(entry)[1]
        return [match for watch in self.watches if (match := _match(watch, entry, reading))]

    def seen(self, entry: Entry) -> tuple[frozenset[str], list[Match]]:
        """The ids of [places] and codes of countries that the entry names, and the watches it matches.

        Without a match there are no places either: what nobody looks for is not read.
        """
        named = self._reader.named(entry)
        watches = self._possible(entry, named.labels)
        if not watches:
            return frozenset(), []
        reading = self._reader.read(entry, self._zones.get(entry.feed, self._zone), named)
        found = [match for watch in watches if (match := _match(watch, entry, reading))]
        return frozenset(reading.places) | frozenset(reading.countries), found

    def _possible(self, entry: Entry, labels: Collection[Label]) -> list[Watch]:
        """The watches that may match an entry which names these, in the order of the config."""
        wanting = (self._wanting.get(label, ()) for label in (*labels, None))
        watches = (self.watches[index] for index in sorted({index for some in wanting for index in some}))
        return [watch for watch in watches if _may_match(watch, entry, labels)]


def _refuse_unknown(
    watches: Iterable[Watch], people: Mapping[str, Sequence[str]], places: Mapping[str, Sequence[str]]
) -> None:
    for watch in watches:
        unknown = set(watch.meeting.people if watch.meeting else ()) - people.keys()
        unknown |= set(watch.casualties.places if watch.casualties else ()) - places.keys()
        if unknown:
            raise KeyError(f"{watch.name} names {', '.join(sorted(unknown))}, which nothing defines")


def _one_of(watch: Watch) -> list[Label]:
    """Names one of which an entry must have for the watch to match; none where it may do without any."""
    if watch.meeting:
        return [Label("person", watch.meeting.people[0])]
    if watch.casualties:
        return [Label("place", place) for place in watch.casualties.places]
    return [Label("word", word) for word in watch.any or watch.all[:1]]


def _may_match(watch: Watch, entry: Entry, labels: Collection[Label]) -> bool:
    """Whether a watch can match an entry of which no more is known than what it names."""
    people = watch.meeting.people if watch.meeting else ()
    places = watch.casualties.places if watch.casualties else ()
    words = {label.id for label in labels if label.kind == "word"}
    return (
        not _bars(watch, entry, words)
        and all(Label("person", person) in labels for person in people)
        and (not places or any(Label("place", place) in labels for place in places))
        and (not watch.any or not words.isdisjoint(watch.any))
        and words.issuperset(watch.all)
    )


def _bars(watch: Watch, entry: Entry, words: Container[str]) -> bool:
    """Whether a watch follows other feeds only, or excludes a phrase that the entry has."""
    return bool(watch.feeds and entry.feed not in watch.feeds) or any(word in words for word in watch.none)


def _match(watch: Watch, entry: Entry, reading: Reading) -> Match | None:
    if _bars(watch, entry, reading.words):
        return None
    finds: list[_Find] = []
    for found in _conditions(watch, reading):
        if not found:
            return None
        finds += found
    facts = [find.fact for find in finds if find.fact]
    if not (watch.meeting or watch.casualties):
        every: Sequence[Fact] = (*_figures(reading), *meetings(reading.facts))
        facts = [fact for fact in every if _is_told(fact)]
    told = meetings(facts)
    people = {fact.people for fact in told}
    earlier = [fact for fact in meetings(reading.facts) if fact.status == "past" and fact.people in people]
    return Match(
        watch.name,
        merged(span for find in finds for span in find.spans),
        _why(watch, entry, finds),
        tuple(observed(fact, entry, aside=fact not in reading.lead) for fact in casualties(facts)),
        tuple(step(fact, entry) for fact in told),
        tuple(step(fact, entry) for fact in earlier if fact not in told),
    )


def _is_told(fact: Fact) -> bool:
    """Whether a watch for words follows what becomes of it: figures of the news, and meetings."""
    if isinstance(fact, CasualtyFact):
        return fact.status == "asserted" and fact.scope == "news"
    return fact.status not in ("past", "contact")


def _conditions(watch: Watch, reading: Reading) -> Iterator[list[_Find]]:
    """For each condition that the watch has, what fulfils it; nothing where it is not fulfilled."""
    if watch.meeting:
        yield _meeting(watch.meeting, reading)
    if watch.casualties:
        yield _casualties(watch.casualties, reading)
    if watch.any:
        yield _phrases(watch.any, reading)
    if watch.all:
        yield _phrases(watch.all, reading) if reading.words.keys() >= set(watch.all) else []


def _meeting(wanted: Meeting, reading: Reading) -> list[_Find]:
    return [
        _fact(fact)
        for fact in meetings(reading.facts)
        if fact.status in wanted.status and set(wanted.people) <= set(fact.people)
    ]


def _casualties(wanted: Casualties, reading: Reading) -> list[_Find]:
    facts = [_fact(fact) for fact in _figures(reading) if _is_wanted(fact, wanted.of)]
    places = [find for place in wanted.places for find in _finds(f"{place} as", reading.places.get(place))]
    told = {reading.sentence(fact.quote) for fact in facts}
    near = [find for find in places if reading.sentence(find.quote) in told]
    if head := [find for find in places if _is_in_head(reading, find.quote)]:
        # What an entry is about it says again and again: the first place and those beside a figure do.
        first = {find.what: find for find in reversed(head)}
        return [*first.values(), *near, *facts] if facts else []
    both = {reading.sentence(find.quote) for find in near}
    return [*near, *(fact for fact in facts if reading.sentence(fact.quote) in both)]


def _figures(reading: Reading) -> Sequence[CasualtyFact]:
    """The figures that count: those of the lead, else those that a source in the content vouches for."""
    if reading.lead:
        return reading.lead
    told = casualties(reading.facts)
    vouched = {reading.sentence(fact.quote) for fact in told if fact.source}
    return [fact for fact in told if not vouched.isdisjoint(_beside(reading.sentence(fact.quote)))]


def _beside(sentence: int) -> range:
    return range(sentence - 1, sentence + 2)


def _is_wanted(fact: CasualtyFact, of: Sequence[Category]) -> bool:
    counted = MIXED if fact.mixed and fact.category in MIXED else {fact.category}
    return fact.status == "asserted" and fact.scope == "news" and not counted.isdisjoint(of)


def _is_in_head(reading: Reading, span: Span) -> bool:
    earlier = reading.sentence(span) - _LEAD
    return span.part != "content" or earlier < 0 or reading.sentences[earlier].part != "content"


def _phrases(phrases: Iterable[str], reading: Reading) -> list[_Find]:
    return [find for phrase in phrases for find in _finds(f'"{phrase}" as', reading.words.get(phrase))]


def _finds(name: str, spans: Iterable[Span] | None) -> list[_Find]:
    return [_Find(name, span, (span,)) for span in spans or ()]


def _fact(fact: Fact) -> _Find:
    return _Find(f"{claim(fact)}:", fact.quote, fact.spans, fact)


def _why(watch: Watch, entry: Entry, finds: Iterable[_Find]) -> str:
    first: dict[str, Span] = {}
    for find in finds:
        first.setdefault(find.what, find.quote)
    told = [f"{what} «{quote(entry, span)}»" for what, span in first.items()]
    reasons = [", ".join(told[:_TOLD]) or "it follows every entry"]
    if len(told) > _TOLD:
        reasons.append(f"and {len(told) - _TOLD} more")
    if watch.feeds:
        reasons.append(f"from {entry.feed}")
    if watch.none:
        reasons.append("with none of the excluded phrases")
    return ", ".join(reasons)
