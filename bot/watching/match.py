"""Which watches an entry concerns, and by which words.

Meeting: all its people and a word of meeting within one sentence; a title is one sentence. No wider, for two
names in neighbouring sentences are most often two pieces of news.

Casualties: one of its places and a word of one of its categories. A place in the head of the entry (title,
summary, first sentences of the content) says what the entry is about and stands for all of it, since the
sentence with the figures seldom repeats it; a place named further down stands for its own sentence only.

Phrases: anywhere in the entry.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.model import Casualties, Entry, Match, Meeting, Span, Watch
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader, Reading
from bot.reading.spans import merged

_LEAD = 3  # sentences of a content: a dateline or byline or two, and the first that tells
_SHOWN = 60  # characters of a find in the reason


_Find = tuple[str, Span]
"""Something found, and as what: "haftar as", its span."""


class Matcher:
    """Matches entries against watches.

    Made from the watches and the [people] and [places] they name by id. Raises ValueError for a name or
    phrase of which nothing can be looked for, KeyError for an id that is not there.
    """

    def __init__(
        self,
        watches: Sequence[Watch],
        people: Mapping[str, Sequence[str]],
        places: Mapping[str, Sequence[str]],
    ) -> None:
        self._watches = tuple(watches)
        _refuse_unknown(watches, people, places)
        phrases = (phrase for watch in watches for phrase in (*watch.any, *watch.all, *watch.none))
        self._reader = Reader(people, places, phrases, load_lexicons())

    def matches(self, entry: Entry) -> list[Match]:
        """The watches whose every condition the entry fulfils, in the order of the config."""
        reading = self._reader.read(entry)
        found = (_match(watch, entry, reading) for watch in self._watches)
        return [match for match in found if match]


def _refuse_unknown(
    watches: Iterable[Watch], people: Mapping[str, Sequence[str]], places: Mapping[str, Sequence[str]]
) -> None:
    for watch in watches:
        unknown = set(watch.meeting.people if watch.meeting else ()) - people.keys()
        unknown |= set(watch.casualties.places if watch.casualties else ()) - places.keys()
        if unknown:
            raise KeyError(f"{watch.name} names {', '.join(sorted(unknown))}, which nothing defines")


def _match(watch: Watch, entry: Entry, reading: Reading) -> Match | None:
    if (watch.feeds and entry.feed not in watch.feeds) or any(word in reading.words for word in watch.none):
        return None
    finds: list[_Find] = []
    for found in _conditions(watch, reading):
        if not found:
            return None
        finds += found
    return Match(watch.name, merged(span for _, span in finds), _why(watch, entry, finds))


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


def _meeting(meeting: Meeting, reading: Reading) -> list[_Find]:
    groups = [_finds(f"{person} as", reading.people.get(person)) for person in meeting.people]
    groups.append(_finds("meeting word", reading.triggers.get("meeting")))
    together = set.intersection(*(_sentences(group, reading) for group in groups))
    return [find for group in groups for find in group if reading.sentence(find[1]) in together]


def _casualties(casualties: Casualties, reading: Reading) -> list[_Find]:
    places = [
        find for place in casualties.places for find in _finds(f"{place} as", reading.places.get(place))
    ]
    words = [find for what in casualties.of for find in _finds(f"{what} word", reading.triggers.get(what))]
    told = _sentences(words, reading)
    if words and (head := [find for find in places if _is_in_head(reading, find[1])]):
        # What an entry is about it says again and again: the first place and those beside a word are enough.
        first = {name: (name, span) for name, span in reversed(head)}
        near = [find for find in places if reading.sentence(find[1]) in told]
        return [*first.values(), *near, *words]
    both = _sentences(places, reading) & told
    return [find for find in places + words if reading.sentence(find[1]) in both]


def _is_in_head(reading: Reading, span: Span) -> bool:
    earlier = reading.sentence(span) - _LEAD
    return span.part != "content" or earlier < 0 or reading.sentences[earlier].part != "content"


def _phrases(phrases: Iterable[str], reading: Reading) -> list[_Find]:
    return [find for phrase in phrases for find in _finds(f'"{phrase}" as', reading.words.get(phrase))]


def _finds(name: str, spans: Iterable[Span] | None) -> list[_Find]:
    return [(name, span) for span in spans or ()]


def _sentences(finds: Iterable[_Find], reading: Reading) -> set[int]:
    return {reading.sentence(span) for _, span in finds}


def _why(watch: Watch, entry: Entry, finds: Iterable[_Find]) -> str:
    first: dict[str, Span] = {}
    for name, span in finds:
        first.setdefault(name, span)
    words = ", ".join(f"{name} «{_quote(entry, span)}»" for name, span in first.items())
    reasons = [words or "it follows every entry"]
    if watch.feeds:
        reasons.append(f"from {entry.feed}")
    if watch.none:
        reasons.append("with none of the excluded phrases")
    return ", ".join(reasons)


def _quote(entry: Entry, span: Span) -> str:
    text: str = getattr(entry, span.part)
    return " ".join(text[span.start : min(span.end, span.start + _SHOWN)].split())


def explain(watch: Watch) -> str:
    """What a watch will do, as a sentence for people."""
    feeds = f" from {_listed(watch.feeds, 'or')}" if watch.feeds else ""
    conditions = "; and ".join(_explain_conditions(watch))
    return f"Alerts on an entry{feeds} if {conditions}." if conditions else f"Alerts on every entry{feeds}."


def _explain_conditions(watch: Watch) -> Iterator[str]:
    if watch.meeting:
        yield f"one sentence names {_listed(watch.meeting.people, 'and')} together with a word of meeting"
    if watch.casualties:
        places = _listed(watch.casualties.places, "or")
        yield (
            f"a word says that people were {_listed(watch.casualties.of, 'or')}, and {places} is named in the"
            " title, the summary, the first sentences of the article, or that word's own sentence"
        )
    if watch.any:
        yield f"it contains {_listed(map(_quoted, watch.any), 'or')}"
    if watch.all:
        yield f"it contains {_listed(map(_quoted, watch.all), 'and')}"
    if watch.none:
        yield f"it does not contain {_listed(map(_quoted, watch.none), 'or')}"


def _quoted(phrase: str) -> str:
    return f"«{phrase}»"


def _listed(words: Iterable[str], last: str) -> str:
    *others, final = words
    return f"{', '.join(others)} {last} {final}" if others else final
