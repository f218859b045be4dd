"""The city or country where a meeting is."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale

from bot.model import Language
from bot.reading.clitics import Clitics, clitics
from bot.reading.countries import country_names
from bot.reading.meetings.words import COMMAS, QUOTES, Words
from bot.reading.normalize import fold

_LONGEST = 4  # words of a country's name
_BEFORE = 14  # words before the word of meeting in which its place may stand
_AFTER = 16  # words behind it and its parties
_LEAD = 5  # words between a preposition and the place: "in the Ukrainian capital Kyiv"
_COUNTERPART = 8  # words between a verb of meeting and the place
_HEADED = 6  # words before a colon
_TRIP = 16  # words between a verb of travelling and "to" with a place
_GONE = 8  # words between a visit and «ل» with where it goes
_VISIT = 3  # words between a visit and where it goes
_TRIPS = ("visit.noun", "visit.past", "visit.present", "visit.base")
_VISITOR = 7  # words of who visits, between the verb and where he goes
_PARTICLES = ("", "و", "ب", "ل", "وب", "ول")


class _Place(NamedTuple):
    first: int
    end: int
    clitics: Clitics  # on the front of its name
    country: bool


class Where(NamedTuple):
    """A place of a meeting; those that sort first tell more."""

    country: bool  # a whole country
    name: str  # as written


def place(words: Words, language: Language, at: int, end: int) -> Where | None:
    """The place of the meeting of the word at `at`, whose parties end before `end`."""
    stop = min(max(at, end) + _AFTER, len(words))
    near = [
        (found.country, found.first < at, abs(found.first - at), found)  # a city tells more
        for found in _places(words, language, max(at - _BEFORE, 0), stop)
        if _is_led(words, found)
        and not words.any_has(end, found.first, "cue.towards")
        and not _parted(words, *sorted((found.first, max(at, end - 1) if found.first >= end else at)))
    ]
    if not near:
        return None
    best = min(near)[-1]
    return Where(best.country, _written(words, best))


def destination(words: Words, language: Language) -> Where | None:
    """Where a visit goes or a meeting is that a sentence mentions."""
    for found in _places(words, language, 0, len(words)):
        near = range(max(found.first - _VISIT, 0), found.first)
        led = _is_led(words, found) and (
            _opens(words, found)
            or any(_is_visit(words, at) for at in near)
            or _is_gone_to(words, found)
            or _is_of_meeting(words, found)
        )
        if led or words.has(found.end, "noun.word", "visit.noun", "verb.host"):
            return Where(found.country, _written(words, found))
    return None


def _opens(words: Words, place: _Place) -> bool:
    """Whether a sentence says at its head where all is: "In Kyiv, A vowed", "A in Kyiv: B welcomes"."""
    headed = place.first < _HEADED and words.reads(place.end, ":")
    return headed or (0 < place.first < _VISIT and words.reads(place.end, *COMMAS))


def _is_of_meeting(words: Words, place: _Place) -> bool:
    """Whether before the place somebody meets one who is not of the config: "A meets B's envoy in X"."""
    for at in range(place.first - 1, max(place.first - _COUNTERPART, 0) - 1, -1):
        if words.breaks(at) or words.has(at, "link.that", "link.end", "link.topic"):
            break
        if "verb" in words.groups(at) or words.has(at, "noun.word"):
            return True
    return False


def _head(words: Words, at: int) -> int:
    """Where what says which city is named here begins: «العاصمة المصرية، القاهرة», "the capital, Kyiv"."""
    first = at - words.reads(at - 1, *COMMAS)
    if words.has(first - 2, "city") and not words.roles[first - 1]:
        return first - 2
    while first > 0 and words.has(first - 1, "city"):
        first -= 1
    return first if first < at - 1 or not words.reads(at - 1, *COMMAS) else at


def _is_gone_to(words: Words, place: _Place) -> bool:
    """Whether "to" leads from a verb or noun of travelling to the place, over who travels: «وصل فلان إلى»."""
    first = _head(words, place.first)
    to = first if words.clitics(first).preposition == "ل" else first - 1
    if to == first - 1 and not (words.has(to, "link.to") and words.has(to, "link.place")):
        return False
    for at in range(to - 1, max(to - _TRIP, 0) - 1, -1):
        if words.breaks(at) or words.has(at, "link.that", "link.end"):
            break
        if words.has(at, *_TRIPS, "visit.off"):
            return True
    return False


def _is_visit(words: Words, at: int) -> bool:
    return words.has(at, "noun.word", *_TRIPS)


def _places(words: Words, language: Language, start: int, stop: int) -> Iterator[_Place]:
    """The places named in these words."""
    at = start
    while at < stop:
        found = _named(words, _countries(language), at)
        if found and at not in words.covered:
            yield found
        at = found.end if found else at + 1


def _named(words: Words, countries: frozenset[str], at: int) -> _Place | None:
    """The place whose name begins with the word here."""
    if words.has(at, "place", "country"):
        return _Place(at, at + 1, words.clitics(at), country=words.has(at, "country"))
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        name = " ".join(token.written for token in words.tokens[at : at + length])
        for particle in _PARTICLES:
            if name.startswith(particle) and name.removeprefix(particle) in countries:
                return _Place(at, at + length, clitics(particle), country=True)
        if name.startswith("لل") and "ال" + name[2:] in countries:
            return _Place(at, at + length, clitics("لل"), country=True)  # «للصين»
    return None


def _is_led(words: Words, place: _Place) -> bool:
    """Whether a meeting may be there: "in Kyiv", "in the capital Kyiv", «بالقاهرة», "a Kyiv meeting"."""
    if place.clitics.preposition == "ب" or "noun" in words.groups(place.end):
        return True
    if place.clitics.preposition == "ل" and words.any_has(place.first - _GONE, place.first, *_TRIPS):
        return True  # «زيارة فلان للصين», not «الموالي لإيران»
    if _is_dateline(words, place) or _is_gone_to_by(words, place.first) or _is_host(words, place):
        return True
    first = place.first
    if words.reads(first - 1, "'s"):
        first -= 2  # "in Russia's Sochi"
    elif words.reads(first - 1, *COMMAS):
        first = _head(words, first)  # "in the capital, Kyiv"
    known, described = (
        True,
        False,
    )  # "in the border village of peace X": what describes it needs a word for it
    for before in range(first - 1, max(first - _LEAD, 0) - 1, -1):
        if words.has(before, "link.place") or words.clitics(before).preposition == "ب":
            trip = words.has(before, "visit.noun")  # "on a visit to Kyiv", but not "the war in Ukraine"
            return (known or described) and (trip or not words.has(before - 1, "link.topic"))
        described = described or _is_city(words, before)
        beside = words.has(before, "city") or _is_city(words, before - 1) or _is_city(words, before + 1)
        if words.roles[before] and not beside:
            return False
        known = known and (beside or words.reads(before, *QUOTES))
    return False


def _is_dateline(words: Words, place: _Place) -> bool:
    """Whether a report begins with where it is from: "KYIV (Wire) - ...", «أبوظبي: التقى»."""
    if place.first or place.clitics.written:
        return False
    begins = words.reads(place.end, ":", "-", "–", "(")
    return begins or (
        words.has(place.end, "verb.past", "talk.past") and not words.has(place.end, "verb.host")
    )


def _is_host(words: Words, place: _Place) -> bool:
    """Whether no preposition leads to where a meeting is: «تونس تستضيف», «شهدت تونس», «قمة باريس»."""
    owns = words.reads(place.end, "'s")  # "hosts France's president"
    before = place.first - 1
    while words.has(before, "city") or words.has(before - 1, "city"):
        before -= 1  # «تستضيف العاصمة الفرنسية باريس»
    if words.has(place.end, "verb.host") or (words.has(before, "verb.host", "link.scene") and not owns):
        return True
    if words.has(place.first - 1, "visit.noun", "visit.base") and not owns:
        return True  # «لزيارة باريس»
    led = words.has(place.first - 1, "noun.word") and not place.country
    return led or words.has(place.first - 1, "link.venue")


def _is_gone_to_by(words: Words, at: int) -> bool:
    """Whether the place here is what somebody visits: «يزور بريطانيا», «يزور الرئيس فلان بريطانيا»."""
    for here in range(at - 1, max(at - _VISITOR, 0) - 1, -1):
        if words.has(here, "visit.present", "visit.past"):
            titled = words.has(here + 1, "person.title") and words.clitics(here + 1).article
            return here == at - 1 or here + 1 in words.covered or titled
        if words.roles[here] and not words.has(here, "person.title"):
            return False
    return False


def _is_city(words: Words, at: int) -> bool:
    """Whether a word for a city stands here, not an article alone."""
    return words.has(at, "city") and not words.has(at, "link.name")


def _parted(words: Words, start: int, end: int) -> bool:
    """Whether something else than the meeting is spoken of between the two words."""
    return any(
        words.breaks(at) or (words.has(at, "link.that", "link.end", "link.topic") and not _goes_on(words, at))
        for at in range(start + 1, end)
    )


def _goes_on(words: Words, at: int) -> bool:
    """Whether what stands here still speaks of the meeting: "after", "in Paris, where", "on Monday"."""
    return words.has(at, "cue.behind", "link.belonging") or _is_day(words, at + 1)


def _is_day(words: Words, at: int) -> bool:
    return at < len(words) and any(tag.startswith("dates.weekday") for tag in words.tokens[at].tags)


def _written(words: Words, place: _Place) -> str:
    tokens, text = words.tokens, words.sentence.text
    kept = place.clitics.written.removesuffix("ال")
    start, end = text.span(tokens[place.first].start + len(kept), tokens[place.end - 1].end)
    return ("ال" if kept.endswith("لل") else "") + text.raw[start:end]


@cache
def _countries(language: Language) -> frozenset[str]:
    """What the press of this language calls the countries, folded."""
    return frozenset(
        " ".join(fold(name).text.replace("-", " ").split())
        for code in Locale(language).territories
        for name in country_names(str(code))
    )
