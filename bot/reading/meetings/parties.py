"""Whom a word of meeting joins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from bot.reading.meetings.by_noun import of_noun
from bot.reading.meetings.by_verb import of_verb, of_visit
from bot.reading.meetings.kinds import visitor
from bot.reading.meetings.pairing import Pair, is_noun, opens
from bot.reading.meetings.reach import before, behind, behind_comma, clause_subject, lead
from bot.reading.meetings.words import Words
from bot.reading.sentence import Mention

_COMPOUND = 2  # words between two names and the noun that they qualify: "A and B peace talks"
_AUXILIARY = 3  # words between "and" and its verb: "and is expected to meet"
_CIRCUMSTANCE = 4  # words between "after" and its noun
_CLOSE = 6  # words of a title between "welcomes" and the guest
_PLACES = frozenset({"city", "place", "country", "link.with", "link.of"})  # of words that describe a title
_GAP_OF_TITLE = 3  # words between "by" and a name


@dataclass(frozen=True, slots=True)
class Parties:
    """Who met whom by a word of meeting, and who is its subject."""

    pairs: Sequence[Pair]
    subject: Sequence[Mention]


def parties(words: Words, at: int, earlier: Sequence[Mention] | None) -> Parties:
    """Those whom the word of meeting at `at` joins.

    `earlier` is the subject of the verb before it in the sentence, empty where that has no name of the
    config: "and" and "after" carry it on.
    """
    if guest := visitor(words, at):
        hosts = before(words, guest.first, {guest.id}) or behind_comma(words, guest)
        return Parties(list(product(hosts, [guest])), hosts)
    noun = is_noun(words, at)
    right = behind(words, at, verb_first=not noun and opens(words, at))
    left = before(words, at, {mention.id for mention in right})
    if earlier is not None and _goes_on(words, at):
        left = list(earlier)
    elif noun and right and left and _is_circumstantial(words, at, left[0].end, right[0]):
        left = list(earlier) if earlier and earlier[0].end <= left[0].first else clause_subject(words, at)
    near = words.has(at, "close") or "appeal" in words.groups(at)
    if not noun and "appeal" not in words.groups(at) and not words.has(at, "accept"):
        right = [mention for mention in right if not words.reads(mention.end, "'s")]  # "welcomes A's plan"
    if right and ((near and not _is_close(words, at, right[0])) or words.has(at, "joint")):
        right = []
    how = of_noun if noun else of_visit if words.has(at, "calls.on") else of_verb
    pairs = list(how(words, at, left, right))
    if pairs and _are_three(words, at, right):
        pairs = list(combinations(dict.fromkeys(mention for pair in pairs for mention in pair), 2))
    return Parties([pair for pair in pairs if pair[0].id != pair[1].id], left)


def _are_three(words: Words, at: int, right: Sequence[Mention]) -> bool:
    """Whether all who are named meet one another: "a three-way summit", «نظيريه»."""
    end = right[0].first if right else at + 1
    return words.any_has(at - _COMPOUND, end, "three")


def _is_circumstantial(words: Words, at: int, start: int, mention: Mention) -> bool:
    """Whether a noun is an adverbial of what the clause tells: "A praised B after talks with C"."""
    near = max(at - _CIRCUMSTANCE, start)
    led = words.any_has(near, at, "cue.behind", "cue.ahead")
    his = words.any_has(near, at, "person.his")  # the other's: "A warns B before his talks with C"
    return led and not his and lead(words, at, mention) == "with"


def _is_close(words: Words, at: int, mention: Mention) -> bool:
    """Whether nothing but a title, with what describes it, stands between a word and the name behind it."""
    last = mention.first - 1
    if words.any_has(max(last - _GAP_OF_TITLE, at), last + 1, "link.by"):
        return True
    if last == at or (last == at + 1 and words.has(last, "link.with", "link.of", "link.by")):
        return True
    roles = ("person.title", "link.name")
    titled = (
        words.has(mention.first, "person.head")
        or words.reads(last, "'s")
        or words.any_has(last - 2, last + 1, *roles)
    )
    between = (words.roles[here] <= _PLACES or words.has(here, *roles) for here in range(at + 1, last))
    return titled and last - at < _CLOSE and all(between)


def _goes_on(words: Words, at: int) -> bool:
    """Whether "and" or "after" joins a verb, or a noun made of one, to the verb before it."""
    if words.has(at, "noun.gerund"):
        return words.has(at - 1, "link.end")
    for here in range(at, max(at - _AUXILIARY, 0), -1):
        if is_noun(words, at):
            return False
        if words.has(here - 1, "link.and") or words.clitics(here).conjunction == "و":
            return True
        if not words.has(here - 1, "cue.planned", "cue.possible", "cue.will", "link.that"):
            return False
    return False
