"""What is told, as a message: lines of styled runs that any transport can draw.

An alert reads from the top: what happened (the title, in bold as a whole, never underlined or linked,
which spoils Arabic), the quoted sentences with the matched words in bold, and in the last two lines where
it stands and which watches found it. Quotations run in their own direction, all else in the direction of
the channel's language. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.model import Alert, Change, Entry, Language, Line, Message, Notice, Run, Span, Step
from bot.telling import bidi
from bot.telling.changes import Names, worded
from bot.telling.details import LONGEST_LINK, details
from bot.telling.summarize import Excerpt, clip, excerpts, headline, utf16
from bot.telling.wording import Wording

LONGEST_QUOTES = 800
LONGEST_NAME = 100
LONGEST_OUTLET = 40  # of an outlet named beside others
MOST_OUTLETS = 4  # named beside the alert's own; further ones are counted
MOST_WATCHES = 5  # named in an alert; further ones are counted
LONGEST = 1950  # of all but links, in UTF-16 units; some are left for what platforms add

# What belongs to one written word: letters, digits, and the vowel signs and joiners between them. Particles
# are written onto Arabic names, and a word half bold falls apart where clients do not join across styles.
_WORD = re.compile(r"[\w\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d]+")

SEPARATOR = " · "
_NOBODY: Names = MappingProxyType({})


def compose_alert(
    alert: Alert,
    watch_titles: Sequence[str],
    outlet: str,
    language: Language,
    wording: Wording,
    names: Names = _NOBODY,
    places: Names = _NOBODY,
) -> Message:
    """An alert as a channel of this language reads it.

    What is new begins with its title, what changed in a story with the change, and either says when too few
    publishers say so; then comes what was told since. The last lines are the source with its link, the other
    outlets where there are any, and the watches: as many as there are titles, in their order, from
    MOST_WATCHES on by number. `names` are those of people, `places` of places, by id. Without its links the
    message is within 2,000 UTF-16 units, counted as the strictest platform does; each link is at most
    LONGEST_LINK long.
    """
    entry = alert.entry
    title = title_of(entry, language, wording)
    few = alert.unconfirmed
    mark: list[Line] = [(Run(wording.text(language, "alert-unconfirmed", count=few)),)] if few else []
    foot = [
        source_of(entry, alert.at, outlet, language, wording) + numbered(alert, language, wording),
        *_outlets(alert, language, wording),
        (Run(_watches(watch_titles, language, wording)),),
    ]
    room = LONGEST - sum(map(_size, (title, *mark, *foot)))
    said = [change for change in alert.changes if is_said(change)]
    facts, room = _fitting(_bold(worded(said, names, language, wording, places)), room)
    told_since = worded(alert.later, names, language, wording, places)
    later, room = _fitting(_bold(wording.text(language, "alert-now", what=line) for line in told_since), room)
    beside, room = _fitting(details(said, entry, language, wording), room)
    told = [*facts, *mark, *beside]
    head = [title, *told] if alert.kind == "new" else [*told, title]
    quotes = [
        _quote(entry, excerpt, alert.spans)
        for excerpt in excerpts(entry, alert.spans, min(room, LONGEST_QUOTES))
    ]
    return Message(language, (*head, *later, (), *(line for quote in quotes for line in (quote, ())), *foot))


def _fitting(lines: Sequence[Line], room: int) -> tuple[list[Line], int]:
    """The first of the lines that there is room for, and the room that is left."""
    kept: list[Line] = []
    for line in lines:
        if (size := _size(line)) > room:
            break
        kept.append(line)
        room -= size
    return kept, room


def is_said(change: Change) -> bool:
    """Whether it says more than a title: "people killed" does not."""
    return isinstance(change.now, Step) or change.now.low is not None or change.now.high is not None


def _bold(lines: Iterable[str]) -> list[Line]:
    return [(Run(line, bold=True),) for line in lines]


def _size(line: Line) -> int:
    """What a line and its break may come to, in UTF-16 units."""
    text = "".join(run.text for run in line)
    return utf16(text) + 4 * sum(map(text.count, "&<>")) + 1


def remarked(message: Message, wording: Wording, *, late: datetime | None, repeated: bool) -> Message:
    """A message with what is to be said of its sending: since when it waited, that it may be a second copy.

    Its first line stays the first: by that a platform knows it again.
    """
    first, *rest = message.lines
    if late:
        rest.insert(0, (Run(wording.text(message.language, "alert-late", time=late), bold=True),))
    if repeated:
        rest.append((Run(wording.text(message.language, "alert-repeated")),))
    return replace(message, lines=(first, *rest))


def compose_notice(notice: Notice, language: Language, wording: Wording) -> Message:
    """A notice in this language. Raises KeyError or ValueError when there are no such words for it."""
    lines = wording.text(language, notice.key, **notice.args).split("\n")
    return Message(language, tuple((Run(line),) for line in lines if any(map(str.isalnum, line))))


def title_of(entry: Entry, language: Language, wording: Wording) -> Line:
    """What an entry says first, in bold, in its own direction."""
    found = headline(entry)
    if found is None:
        return (Run(wording.text(language, "alert-untitled"), bold=True),)
    return _quote(entry, found, (Span(found.part, found.start, found.end),))


def source_of(entry: Entry, seen: datetime, outlet: str, language: Language, wording: Wording) -> Line:
    """Who says it and when, or when it was seen, and a link to it."""
    outlet = clip(outlet, LONGEST_NAME)
    if entry.published is None:
        text = wording.text(language, "alert-source-undated", outlet=outlet, time=seen)
    else:
        text = wording.text(language, "alert-source", outlet=outlet, time=entry.published)
    return (Run(text), *linked(entry.link, "alert-link", language, wording))


def linked(link: str | None, key: str, language: Language, wording: Wording) -> Line:
    """A link behind a line, in these words; nothing when there is none that clients take."""
    if link is None or len(link) > LONGEST_LINK:
        return ()
    return Run(SEPARATOR), Run(wording.text(language, key), link=link)


def numbered(alert: Alert, language: Language, wording: Wording) -> Line:
    """The number of the alert's story, to be copied behind /story."""
    if alert.story is None:
        return ()
    return Run(SEPARATOR), *copied("story-title.number", f"#{alert.story}", language, wording)


def copied(key: str, code: str, language: Language, wording: Wording) -> Line:
    """A text that holds something to copy, isolated from what stands around it."""
    before, found, after = wording.text(language, key, code=code).partition(code)
    return tuple(run for run in (Run(before), Run(found, code=True), Run(after)) if run.text)


def _outlets(alert: Alert, language: Language, wording: Wording) -> list[Line]:
    """How many report the story, and who beside the alert's own; nothing when it is alone."""
    others = [clip(outlet, LONGEST_OUTLET) for outlet in alert.outlets if outlet != alert.entry.feed]
    if not others:
        return []
    named = others[:MOST_OUTLETS]
    names = wording.listed(language, named)
    count = len(others) + 1
    if more := len(others) - len(named):
        return [(Run(wording.text(language, "alert-outlets-more", count=count, names=names, more=more)),)]
    return [(Run(wording.text(language, "alert-outlets", count=count, names=names)),)]


def _watches(titles: Sequence[str], language: Language, wording: Wording) -> str:
    named = [clip(title, LONGEST_NAME) for title in titles[:MOST_WATCHES]]
    names = wording.listed(language, named)
    if more := len(titles) - len(named):
        return wording.text(language, "alert-watches-more", names=names, count=more)
    return wording.text(language, "alert-watches", names=names, count=len(named))


def _quote(entry: Entry, excerpt: Excerpt, spans: Sequence[Span]) -> Line:
    """A stretch of an entry as a line that runs in its own direction, the words of the spans in bold."""
    text: str = getattr(entry, excerpt.part)
    pieces = [(bidi.flat(text[start:end]), bold) for start, end, bold in _pieces(text, excerpt, spans)]
    pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
    pieces[-1] = (pieces[-1][0].rstrip() + "…" * excerpt.cut, pieces[-1][1])
    line = "".join(piece for piece, _ in pieces)
    marks = bidi.marks(line)
    runs: list[Run] = []
    at = 0
    for piece, bold in pieces:
        if not piece:  # nothing but controls; a mark at its place would be set twice
            continue
        end = at + len(piece)
        inside = "".join(marks.get(place, "") * (place > at) + line[place] for place in range(at, end))
        runs += [Run(marks.get(at, "")), Run(inside, bold=bold)]
        at = end
    runs.append(Run(marks.get(at, "")))
    return tuple(run for run in runs if run.text)


def quotation(text: str, limit: int) -> Line:
    """A text of this size at most as a line that runs in its own direction, in quotation marks."""
    line = clip(text, limit)
    line = f"«{line}»" if bidi.direction(line) == "rtl" else f"“{line}”"
    return (Run(bidi.quoted(line)),)


def _pieces(text: str, excerpt: Excerpt, spans: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """The excerpt as stretches in turn out of and in the spans, which are widened to whole words."""
    at = excerpt.start
    for start, end in _widened(text, excerpt, spans):
        if start > at:
            yield at, start, False
        yield start, end, True
        at = end
    if at < excerpt.end or at == excerpt.start:
        yield at, excerpt.end, False


def _widened(text: str, excerpt: Excerpt, spans: Sequence[Span]) -> list[tuple[int, int]]:
    inside = [
        (max(span.start, excerpt.start), min(span.end, excerpt.end))
        for span in spans
        if span.part == excerpt.part and span.start < excerpt.end and excerpt.start < span.end
    ]
    words = [word.span() for word in _WORD.finditer(text, excerpt.start, excerpt.end)]
    touched = [word for word in words if any(word[0] < end and start < word[1] for start, end in inside)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(inside + touched):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
