"""An entry, read: in which language it is, and who, where and what is named in it, each with its place."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from bot.model import Entry, Language, Part, Span
from bot.reading.countries import country_names
from bot.reading.language import Languages
from bot.reading.lexicons import Lexicon, Trigger
from bot.reading.names import Vocabulary
from bot.reading.normalize import fold
from bot.reading.sentences import sentences
from bot.reading.spans import PARTS, reading_order


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in an entry. Spans are in reading order; of one thing no span lies within another."""

    language: Language | None
    people: Mapping[str, tuple[Span, ...]]  # by id of [people]
    places: Mapping[str, tuple[Span, ...]]  # by id of [places]
    words: Mapping[str, tuple[Span, ...]]  # by phrase, as the watch writes it
    triggers: Mapping[Trigger, tuple[Span, ...]]
    sentences: tuple[Span, ...]  # in reading order; a title is one sentence

    def sentence(self, span: Span) -> int:
        """The index in `sentences` of the one where a span begins."""
        return bisect_right(self.sentences, (PARTS.index(span.part), span.start), key=_begin) - 1


def _begin(span: Span) -> tuple[int, int]:
    return PARTS.index(span.part), span.start


class _Label(NamedTuple):
    kind: Literal["person", "place", "word", "trigger", "trap"]
    id: str
    language: Language | None = None  # of triggers and traps: other languages have other words


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
        self._languages = Languages(
            {lexicon.language: frozenset(fold(word).text for word in lexicon.common) for lexicon in lexicons}
        )
        self._vocabulary = Vocabulary(
            [
                *((name, _Label("person", key)) for key, names in people.items() for name in names),
                *((name, _Label("place", key)) for key, names in places.items() for name in _spelled(names)),
                *((word, _Label("word", word)) for word in dict.fromkeys(words)),
                *(labelled for lexicon in lexicons for labelled in _labelled(lexicon)),
            ]
        )

    def read(self, entry: Entry) -> Reading:
        """Read an entry's title, summary and content."""
        texts = {part: fold(text) for part in PARTS if (text := getattr(entry, part))}
        language = self._languages.of(" ".join(text.text for text in texts.values()), entry.language)
        found: dict[_Label, list[Span]] = defaultdict(list)
        for part, text in texts.items():
            for hit in self._vocabulary.find(text):
                if hit.label.language in (None, language):
                    found[hit.label].append(Span(part, hit.start, hit.end))
        traps = _outermost(found.pop(_Label("trap", "", language), []))
        by_kind: dict[str, dict[str, tuple[Span, ...]]] = defaultdict(dict)
        for label, spans in found.items():
            if kept := [span for span in _outermost(spans) if not _is_within(span, traps, label)]:
                by_kind[label.kind][label.id] = tuple(kept)
        return Reading(
            language,
            people=by_kind["person"],
            places=by_kind["place"],
            words=by_kind["word"],
            triggers=cast("dict[Trigger, tuple[Span, ...]]", by_kind["trigger"]),
            sentences=tuple(span for part in PARTS for span in _sentences(part, getattr(entry, part))),
        )


def _spelled(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from country_names(name) or (name,)


def _labelled(lexicon: Lexicon) -> Iterator[tuple[str, _Label]]:
    for trigger, words in lexicon.triggers.items():
        yield from ((word, _Label("trigger", trigger, lexicon.language)) for word in words)
    yield from ((phrase, _Label("trap", "", lexicon.language)) for phrase in lexicon.traps)


def _sentences(part: Part, text: str) -> Iterator[Span]:
    if part != "title":
        yield from (Span(part, start, end) for start, end in sentences(text))
    elif text:
        yield Span(part, 0, len(text))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """In reading order, without those that lie within another."""
    kept: list[Span] = []
    for span in sorted(spans, key=reading_order):
        if not (kept and kept[-1].part == span.part and span.end <= kept[-1].end):
            kept.append(span)
    return kept


def _is_within(span: Span, traps: Sequence[Span], label: _Label) -> bool:
    """Whether a trigger is part of a trap. Of traps in order, none in another, the nearest ends last."""
    nearest = bisect_right(traps, _begin(span), key=_begin) - 1
    return (
        label.kind == "trigger"
        and nearest >= 0
        and traps[nearest].part == span.part
        and span.end <= traps[nearest].end
    )
