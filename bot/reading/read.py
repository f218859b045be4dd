"""An entry, read: its language, who and where is named in it, and what it claims."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Literal, NamedTuple

from bot.model import Entry, Language, Part, Span
from bot.reading import casualties, meetings
from bot.reading.bearers import Bearers, load_names
from bot.reading.clitics import clitics
from bot.reading.countries import codes, country_names
from bot.reading.facts import CasualtyFact, Fact
from bot.reading.language import Languages
from bot.reading.lexicons import Lexicon
from bot.reading.names import Hit, Vocabulary
from bot.reading.normalize import Folded, fold
from bot.reading.sentence import Mention, Sentence
from bot.reading.sentences import sentences
from bot.reading.spans import PARTS
from bot.reading.tokens import Token, Tokenizer

_LONGEST = 300  # tokens of a sentence; a longer one is read in pieces, so that time stays linear


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an entry. Spans are in reading order; of one thing no span lies within another."""

    language: Language | None
    people: Mapping[str, tuple[Span, ...]]  # by id of [people]
    places: Mapping[str, tuple[Span, ...]]  # by id of [places]
    words: Mapping[str, tuple[Span, ...]]  # by phrase, as the watch writes it
    facts: tuple[Fact, ...]  # in reading order
    sentences: tuple[Span, ...]  # in reading order; a title is one sentence
    lead: tuple[CasualtyFact, ...] = ()  # as title and summary alone tell them; without both, as the content
    countries: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)  # by ISO 3166 code

    def sentence(self, span: Span) -> int:
        """The index in `sentences` of the one where a span begins."""
        return bisect_right(self.sentences, (PARTS.index(span.part), span.start), key=_begin) - 1


def _place(fact: Fact) -> tuple[int, int, int]:
    """In reading order; of facts that begin together the shorter first."""
    return (*_begin(fact.quote), fact.quote.end)


def _begin(span: Span) -> tuple[int, int]:
    return PARTS.index(span.part), span.start


class Label(NamedTuple):
    """What a name or phrase stands for."""

    kind: Literal["person", "place", "word", "country"]
    id: str


_Hits = Mapping[Part, Sequence[Hit[Label]]]


@dataclass(frozen=True, slots=True)
class Named:
    """What an entry names, and nothing yet of what it says of that; costs a tenth of a reading."""

    texts: Mapping[Part, Folded]
    hits: _Hits

    @property
    def labels(self) -> set[Label]:
        """Whom and what it names."""
        return {hit.label for in_part in self.hits.values() for hit in in_part}


class Reader:
    """Reads entries for all that is configured, with one automaton and one pass over each text.

    Made from the ids of people and places with the names by which they go (an upper-case ISO 3166 code
    among a place's names stands for the country's names), further phrases to find, and the lexicons.
    Raises ValueError for a name or phrase of which nothing can be looked for. Thread-safe; not picklable.
    """

    def __init__(
        self,
        people: Mapping[str, Sequence[str]],
        places: Mapping[str, Sequence[str]],
        words: Iterable[str],
        lexicons: Sequence[Lexicon],
    ) -> None:
        self._languages = Languages(lexicons)
        self._tokenizers = {lexicon.language: Tokenizer(lexicon) for lexicon in lexicons}
        self._bearers = Bearers(people, load_names())
        self._vocabulary = Vocabulary(
            [
                *((name, Label("person", key)) for key, names in people.items() for name in names),
                *((name, Label("place", key)) for key, names in places.items() for name in _spelled(names)),
                *((word, Label("word", word)) for word in dict.fromkeys(words)),
                *((name, Label("country", code)) for code in codes() for name in country_names(code)),
            ]
        )

    def named(self, entry: Entry) -> Named:
        """Whom and what an entry's title, summary and content name."""
        texts: dict[Part, Folded] = {part: fold(text) for part in PARTS if (text := getattr(entry, part))}
        return Named(texts, {part: self._meant(text) for part, text in texts.items()})

    def read(self, entry: Entry, zone: tzinfo = UTC, named: Named | None = None) -> Reading:
        """Read an entry's title, summary and content; `zone` is where its outlet's days begin.

        `named` is what `named` found in it, where that was asked for already.
        """
        named = named or self.named(entry)
        texts, hits = named.texts, named.hits
        language = self._languages.of(" ".join(text.text for text in texts.values()), entry.language)
        spans = tuple(span for part in texts for span in _sentences(part, getattr(entry, part)))
        facts: tuple[Fact, ...] = ()
        lead: Sequence[CasualtyFact] = ()
        if language:
            read = list(_tokenized(spans, texts, hits, self._tokenizers[language]))
            figures = casualties.find(read, language, entry.published, zone)
            facts = (*figures, *meetings.find(read, language, entry.published, zone))
            ahead = [sentence for sentence in read if sentence.part != "content"]
            split = 0 < len(ahead) < len(read)
            lead = casualties.find(ahead, language, entry.published, zone) if split else figures
        found = _by_label(texts, hits)
        return Reading(
            language,
            people=found["person"],
            places=found["place"],
            words=found["word"],
            facts=tuple(sorted(facts, key=_place)),
            sentences=spans,
            lead=tuple(lead),
            countries=found["country"],
        )

    def _meant(self, text: Folded) -> list[Hit[Label]]:
        """What is named in a text, without those who only bear a configured person's surname."""
        hits = _outermost(self._vocabulary.find(text))
        ends = {hit.end for hit in hits if hit.label.kind == "person"}
        return [
            hit
            for hit in hits
            if hit.label.kind != "person" or not self._bearers.is_another(text, hit, hit.label.id, ends)
        ]


def _spelled(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from country_names(name) or (name,)


def _sentences(part: Part, text: str) -> Iterator[Span]:
    if part != "title":
        yield from (Span(part, start, end) for start, end in sentences(text))
    elif text:
        yield Span(part, 0, len(text))


def _tokenized(
    spans: Iterable[Span], texts: Mapping[Part, Folded], hits: _Hits, tokenizer: Tokenizer
) -> Iterator[Sentence]:
    tokens = {part: tokenizer.tokens(text.text) for part, text in texts.items()}
    for span in spans:
        text, of_part = texts[span.part], tokens[span.part]
        begin = bisect_right(of_part, text.at(span.start), key=_end)
        stop = bisect_right(of_part, text.at(span.end) - 1, lo=begin, key=_start)
        for first in range(begin, stop, _LONGEST):
            end = min(first + _LONGEST, stop)
            yield Sentence(
                span.part,
                text,
                of_part[first:end],
                tuple(_mentions("person", hits[span.part], of_part, first, end)),
                tuple(_mentions("place", hits[span.part], of_part, first, end)),
            )


def _mentions(
    kind: str, hits: Sequence[Hit[Label]], tokens: Sequence[Token], first: int, end: int
) -> Iterator[Mention]:
    """The mentions of this kind in the sentence of the tokens from `first` to before `end`."""
    if first == end:
        return
    at = bisect_right(hits, tokens[first].start - 1, key=_start)
    while at < len(hits) and hits[at].start < tokens[end - 1].end:
        hit = hits[at]
        if hit.label.kind == kind:
            begin = bisect_right(tokens, hit.start, lo=first, hi=end, key=_end)
            stop = bisect_right(tokens, hit.end - 1, lo=begin, hi=end, key=_start)
            if begin < stop:
                token = tokens[begin]
                before = clitics(token.written[: max(0, hit.start - token.start)])
                yield Mention(hit.label.id, begin - first, stop - first, before)
        at += 1


def _start(of: Token | Hit[Label]) -> int:
    return of.start


def _end(of: Token | Hit[Label]) -> int:
    return of.end


def _by_label(texts: Mapping[Part, Folded], hits: _Hits) -> dict[str, dict[str, tuple[Span, ...]]]:
    """The raw spans of everything found, by kind and id."""
    spans: dict[Label, list[Span]] = defaultdict(list)
    for part, in_part in hits.items():
        for hit in in_part:
            spans[hit.label].append(Span(part, *texts[part].span(hit.start, hit.end)))
    found: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for label, of_label in spans.items():
        found[label.kind][label.id] = tuple(of_label)
    return found


def _outermost(hits: Iterable[Hit[Label]]) -> list[Hit[Label]]:
    """In reading order; of the same person, place or phrase none that lies within another."""
    kept: list[Hit[Label]] = []
    reach: dict[Label, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.end > reach.get(hit.label, 0):
            kept.append(hit)
            reach[hit.label] = hit.end
    return kept
