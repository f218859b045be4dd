"""What is quoted of an entry: whole sentences of its own, the early ones and those that carry the match.

A reader trusts a quotation more than a rewording, and the first sentences of news say most: on labelled
Arabic articles the lead beats graph-ranked sentences. So an excerpt is always a stretch of the raw text.
Sizes are bounded here, so that a message fits every platform by construction. Pure.
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from bot.model import Entry, Part, Span
from bot.reading.sentences import sentences
from bot.telling import bidi

MOST_SENTENCES = 3
ENOUGH_SENTENCES = 2
FEW_WORDS = 5  # a line of fewer without a full stop is a subhead, a dateline or a caption
SCRAP_WORDS = (
    3  # a line of so few is a byline, a place or a date; a longer one may be a lead's short sentence
)
SAME = 0.8  # so much of its words said before, and a sentence says nothing new
LATER = 0.25  # how much of a matched word each sentence further down is worth less
LATER_NEW = 0.02  # the same of one that carries words not told yet
UNENDED = 1.0
FURTHEST = 40  # sentences of a text that are looked at; nobody's lead comes later
LONGEST_TITLE = 300
SUMMARY_WORDS = 100
DEAREST = 6  # no character adds more to a size

_PARTS: tuple[Part, ...] = get_args(Part)

_BLANK = re.compile(r"(?<=\S)\s+")
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?؟。][\"'”’»)\]]*$")
_CREDITED = re.compile(r"\([^()]*\)$")  # as whoever took a picture
_BROKEN_OFF = re.compile(r"(?:…|\.{2,})[\"'”’»)\]]*$|\[…\]$|\[\.{3}\]$|:$")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of one of an entry's raw texts, to be quoted: a whole sentence unless it is cut."""

    part: Part
    start: int
    end: int  # exclusive
    cut: bool = False  # ends at a word within its sentence


def size(text: str) -> int:
    """What a flat text may come to in a message, in UTF-16 units, as Telegram counts.

    Its markup characters are escaped, as Slack counts; its embedded words isolated, its line anchored.
    """
    marks = 1 + 2 * sum(1 for _ in bidi.embedded(text, bidi.direction(text)))
    return utf16(text) + 4 * sum(map(text.count, "&<>")) + marks


def utf16(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def headline(entry: Entry) -> Excerpt | None:
    """The title, or the first sentence of an entry without one, of size LONGEST_TITLE at most.

    None when the entry has no text at all.
    """
    for part in _PARTS:
        text: str = getattr(entry, part)
        found = [(0, len(text))] if part == "title" else sentences(text)
        for start, end in found[:FURTHEST]:
            if _WORD.search(text, start, end):
                return _fitted(text, Excerpt(part, start, end), LONGEST_TITLE)
    return None


def summary(entry: Entry) -> str:
    """The first sentences of an entry that say something new, SUMMARY_WORDS of them or a few more.

    News says first what matters: on labelled Arabic articles no ranking of sentences was better than the
    lead, and those that readers chose most often, taken one by one, hardly were.
    """
    title = headline(entry) if entry.title else None
    every = _quotes(entry, ())
    chosen: list[str] = []
    words = 0
    telling = {one: text for one, text in every.items() if len(_WORD.findall(text)) > SCRAP_WORDS} or every
    for text in _new(telling, _words(quoted(entry, title)) if title else frozenset()).values():
        if words >= SUMMARY_WORDS:
            break
        chosen.append(text)
        words += len(chosen[-1].split())
    return " ".join(chosen)


def excerpts(entry: Entry, spans: Sequence[Span], limit: int) -> list[Excerpt]:
    """Up to three whole sentences beside the headline, of this size together, in reading order.

    Those that carry matched words and come early are preferred. When every sentence alone is longer than
    the limit, the first is cut at a word.
    """
    title = headline(entry)
    every = _quotes(entry, spans)
    sound = {one: text for one, text in every.items() if _is_sentence(text)} or every
    candidates = _new(sound, _words(quoted(entry, title)) if title else frozenset())
    chosen = _chosen(entry, candidates, spans, limit)
    if not chosen and candidates:
        first = next(iter(candidates))
        return [_fitted(getattr(entry, first.part), first, limit)]
    return sorted(chosen, key=list(candidates).index)


def _quotes(entry: Entry, spans: Sequence[Span]) -> dict[Excerpt, str]:
    """What may be quoted of an entry beside its title, with the words, in reading order."""
    return {one: quoted(entry, one) for part in _PARTS[1:] for one in _looked_at(entry, part, spans)}


def _looked_at(entry: Entry, part: Part, spans: Sequence[Span]) -> list[Excerpt]:
    """The first sentences of a text, and those further down that carry a match: FURTHEST of each at most."""
    every = [Excerpt(part, start, end) for start, end in sentences(getattr(entry, part))]
    later = (one for one in every[FURTHEST:] if _carried(entry, one, spans))
    return [*every[:FURTHEST], *itertools.islice(later, FURTHEST)]


def quoted(entry: Entry, excerpt: Excerpt) -> str:
    """The words of an excerpt on one line, without controls."""
    return bidi.flat(getattr(entry, excerpt.part)[excerpt.start : excerpt.end])


def clip(text: str, limit: int) -> str:
    """A name on one line, of this size at most."""
    part = _fitted(text, Excerpt("title", 0, len(text)), limit)
    return bidi.flat(text[: part.end]).strip() + ("…" if part.cut else "")


def _new(quotes: Mapping[Excerpt, str], title: frozenset[str]) -> dict[Excerpt, str]:
    """Those that say something which the title and the ones before do not.

    A feed's summary is often the beginning of its content.
    """
    kept: dict[Excerpt, frozenset[str]] = {}
    for one, text in quotes.items():
        words = _words(text)
        told = _repeats(words, title) or any(
            _repeats(words, other) or (len(other) > FEW_WORDS and _repeats(other, words))
            for other in kept.values()
        )
        if not told:
            kept[one] = words
    return {one: quotes[one] for one in kept}


def _repeats(words: frozenset[str], known: frozenset[str]) -> bool:
    return len(words & known) >= SAME * len(words)


def _is_sentence(text: str) -> bool:
    """Whether it is neither broken off, nor a subhead, nor a caption. Some outlets write no full stops."""
    if _BROKEN_OFF.search(text):
        return False
    return bool(_END.search(text)) or (len(_WORD.findall(text)) > FEW_WORDS and not _CREDITED.search(text))


def _chosen(
    entry: Entry, candidates: Mapping[Excerpt, str], spans: Sequence[Span], limit: int
) -> list[Excerpt]:
    """The best, one after the other, while there is room.

    First those that carry matched words which were not told yet, the most of them first and wherever they
    stand: what made the entry match is told. Then the early ones, and the first of all. A sentence without a
    full stop, as captions have none, is worth less.
    """
    carried = {one: _carried(entry, one, spans) for one in candidates}
    sizes = {one: size(text) for one, text in candidates.items()}
    left = [one for one in candidates if sizes[one] <= limit]
    place = {one: at for at, one in enumerate(left)}
    sound = {one: bool(_END.search(candidates[one])) for one in left}
    told: set[str] = set()
    chosen: list[Excerpt] = []
    room = limit

    def worth(one: Excerpt) -> tuple[int, float]:
        new = len(carried[one] - told)
        late = place[one] * (LATER_NEW if new else LATER)
        return new > 0, new + bool(carried[one]) - late - UNENDED * (not sound[one])

    lead = next(iter(candidates), None)
    while left and len(chosen) < MOST_SENTENCES:
        best = max(left, key=worth)
        if len(chosen) >= ENOUGH_SENTENCES and lead in left and sound[lead]:
            best = lead  # without which those from further down hang in the air
        elif len(chosen) >= ENOUGH_SENTENCES and not carried[best]:
            break
        chosen.append(best)
        told |= carried[best]
        room -= sizes[best]
        left = [one for one in left if one is not best and sizes[one] <= room]
    return chosen


def _carried(entry: Entry, excerpt: Excerpt, spans: Sequence[Span]) -> frozenset[str]:
    text = getattr(entry, excerpt.part)
    return frozenset(
        text[span.start : span.end].casefold()
        for span in spans
        if span.part == excerpt.part and span.start < excerpt.end and excerpt.start < span.end
    )


def _fitted(text: str, excerpt: Excerpt, limit: int) -> Excerpt:
    """The same, or as many of its words as come to this size; of one endless word, as many letters."""
    start, end = excerpt.start, min(excerpt.end, excerpt.start + 4 * limit)
    while (over := size(bidi.flat(text[start:end])) + 1 - limit) > 0 and end > start:
        end -= max(1, over // DEAREST)
    if end == excerpt.end:
        return excerpt
    blanks = list(_BLANK.finditer(text, start, end + 1))
    return Excerpt(excerpt.part, start, blanks[-1].start() if blanks else end, cut=True)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
