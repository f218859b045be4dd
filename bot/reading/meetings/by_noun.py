"""Whom a noun of meeting joins."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product

from bot.reading.meetings.pairing import Pair, among, both, is_with_others, last_pair, topic_of
from bot.reading.meetings.reach import before, behind_comma, is_joined, last_two, lead
from bot.reading.meetings.words import COMMAS, Words
from bot.reading.sentence import Mention

_COMPOUND = 2  # words between two names and the noun that they qualify: "A and B peace talks"
_CALLED = 8  # words of titles between who visits and whom
_CIRCUMSTANCE = 4  # words between "after" and its noun
_CLOSE = 6  # words of a title between "welcomes" and the guest
_ADVERBIAL = 7  # words of an adverbial before its noun of meeting
_TOLD = 40  # words between "told" and the meeting after which it was
_PAIR = 2
_DESCRIBING = ("place", "country", "city", "link.site", "person.title")
_OWNED = 4  # words between "their" or a recipient and a noun
_TITLED = 4  # words of a title between "asks" and a name


def of_noun(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Who met whom by the noun at `at`, with these people before it and behind it."""
    if words.has(at, "noun.seat"):
        return combinations(left, 2)
    if right:
        return _of_complement(words, at, left, right)
    if (two := both(words, at)) is not None:
        return [two]
    if words.has(at, "noun.own") and _is_with_unknown(words, at):
        return ()
    if len(left) > _PAIR and words.has(at, "noun.own") and words.tokens[at].text.endswith("هم"):
        return combinations(left, 2)  # «قمتهم»
    own = (
        words.has(at, "noun.own", "noun.flank") or words.has(at + 1, "link.with_him") or _is_given(words, at)
    ) or words.has(at - 1, "link.honour")
    if own or _is_theirs(words, at) or _is_cancelled(words, at) or _is_offered(words, at):
        return last_pair(words, at)
    if (
        len(left) > 1
        and not words.has(at, "noun.vague")
        and not _is_aim(words, left[-1].first)
        and not is_with_others(words, at)
        and (at - left[0].end <= _COMPOUND or _is_circumstance(words, at) or _is_held(words, at, left))
    ):
        return combinations(left, 2)
    if len(left) == 1 and _is_done_to_him(words, at, left[0]):
        return product(before(words, left[0].first, {left[0].id}), left)
    if left and left[0].end == at and _is_led(words, left[-1].first):
        return product(before(words, left[0].first, {left[0].id}), left)
    return last_pair(words, at) if _is_told(words, at) else ()


def _is_done_to_him(words: Words, at: int, mention: Mention) -> bool:
    """Whether one does something to the other, a pronoun, at a meeting: "B threatened him during a call"."""
    return words.any_has(mention.end, at, "person.him") and _is_circumstance(words, at)


def _of_complement(
    words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]
) -> Iterable[Pair]:
    """Of a noun with names behind it: "of A with B", "between A and B"; or "with B", then A stands before."""
    how = lead(words, at, right[0])
    apart = _is_apart(words, at, right[0]) and not words.has(at, "noun.flank")
    if how == "of" and (_is_guest(words, right[0].end) or apart):
        return ()
    if how == "between" and len(right) == 1 and not words.any_has(at, right[0].first, "link.with"):
        return product(right, _beside(words, right[0]))
    letter = words.has(at, "contact.letter")
    if letter and len(right) > 1 and how == "to" and is_joined(words, right[0].end, right[1]):
        return product(left, right)  # "a letter to A and B": not of the one to the other
    if how == "of" and words.any_has(at - _COMPOUND, at, "link.crowd"):
        return ()  # «من بين المشاركين في القمة فلان وفلان»
    single = words.has(at, "noun.own", "noun.active") or (
        how != "between" and words.any_has(at, right[0].first, "person.counterpart")
    )
    if len(right) > 1 and (how == "between" or not (how == "with" or single)):
        far = right[1].first - right[0].end > _CLOSE and not is_joined(words, right[0].end, right[1])
        unled = far and how == "of" and lead(words, right[0].end - 1, right[1]) == "of"
        return () if unled else among(words, right)
    if letter and how != "to":
        return ()
    reflexive = words.any_has(at, right[0].first, "link.reflexive")
    if reflexive and words.any_has(0, at, "link.resuming"):
        left = [mention for mention in words.named.values() if mention.first < at][:1]  # «بينه وبين»
    dots = how != "of" or words.has(at, "noun.own", "noun.flank")
    behind_all = _subject_behind(words, at, right[-1], dots=dots)
    subject = _main_subject(words, at) or left or behind_all or topic_of(words, at)
    if not subject and len(right) > 1 and _is_new_clause(words, *right[-2:]):
        return product(right[-1:], right[:-1])  # "In talks with B, A said"
    if words.has(at, "noun.single") and all(
        is_joined(words, one.end, other) for one, other in pairwise(right)
    ):
        return [*product(subject, right), *combinations(right, 2)]  # all at one table
    return product(subject, right)


def _is_new_clause(words: Words, last: Mention, following: Mention) -> bool:
    """Whether a comma, with nothing but a title, stands between: "In talks with A, President B said"."""
    between = range(last.end + 1, following.first)
    return (
        words.reads(last.end, *COMMAS)
        and len(between) < _TITLED
        and not following.clitics.conjunction
        and all(words.clitics(here).conjunction != "و" for here in between)
        and not words.any_has(
            between.start, between.stop, "link.of", "link.to", "link.with", "person.company"
        )
    )


def _beside(words: Words, first: Mention) -> list[Mention]:
    """The other between whom and the `first` a meeting is, with what only describes him before his name."""
    start = first.end + words.reads(first.end, *COMMAS)
    joined = start < len(words) and (
        words.clitics(start).conjunction == "و" or words.tokens[start].text.startswith("و")
    )
    if not joined:
        return []
    for here in range(start + 1, min(start + _CALLED, len(words))):
        if words.roles[here] and not words.has(here, *_DESCRIBING):
            return []
        if words.reads(here, *COMMAS):
            return [words.named[here + 1]] if here + 1 in words.named else []
    return []


def _main_subject(words: Words, at: int) -> list[Mention]:
    """The subject of the whole sentence, where the words refer back to all of it: «وذلك خلال لقائه»."""
    if words.any_has(at - _COMPOUND, at, "link.main"):
        first = next(iter(words.named.values()))
        return [] if words.any_has(0, first.first, "link.that") else [first]
    return []


def _subject_behind(words: Words, at: int, last: Mention, *, dots: bool) -> list[Mention]:
    """The subject that follows an adverbial at the beginning of a clause: "After talks with B, A said"."""
    for here in range(at - 1, max(at - _ADVERBIAL, 0) - 1, -1):
        if words.tokens[here].kind == "mark" or here == 0:
            break
    else:
        if at:
            return []
    return behind_comma(words, last, dots=dots)


def _is_with_unknown(words: Words, at: int) -> bool:
    """Whether "his meeting" is with somebody who is not of the config: «لقائه مع», «استقباله الوزير»."""
    if at + 1 >= len(words):
        return False
    token = words.tokens[at + 1]
    counted = any(tag.startswith(("dates", "numbers")) for tag in token.tags)
    if words.has(at + 1, "place", "country", "city", "link.site"):
        return False
    unknown = token.kind == "word" and not (words.roles[at + 1] or counted or token.written.startswith("ال"))
    if words.has(at + 1, "link.with") and words.has(at + 2, "place", "country"):
        return False  # a capital stands for whom it was before: «قمته مع بيونغ يانغ»
    return unknown or words.has(at + 1, "link.with", "person.title") or token.clitics.preposition == "ب"


def _are_two(words: Words) -> bool:
    return len(words.people) == _PAIR


def _is_aim(words: Words, at: int) -> bool:
    """Whether "for" leads to the names here: "A in Paris for B, C meetings"."""
    return words.any_has(at - _COMPOUND, at, "cue.purpose")


def _is_theirs(words: Words, at: int) -> bool:
    """Whether a noun is that of people named before: "A pressed B in their first meeting"."""
    return words.any_has(at - _OWNED, at, "person.their")


def _is_given(words: Words, at: int) -> bool:
    """Whether one gives the other what stands here: "A gave B a warm welcome"."""
    if not words.has(at, "noun.given") or len(two := last_two(words, at)) < _PAIR:
        return False
    near = at - two[0].end <= _OWNED
    return near and words.any_has(two[1].end, two[0].first, "cue.give")


def _is_offered(words: Words, at: int) -> bool:
    """Whether one offers the other to hold a meeting: «عرض فلان على نظيره فلان عقد لقاء»."""
    two = last_two(words, at)
    if len(two) < _PAIR or not words.any_has(at - _OWNED, at, "cue.holding"):
        return False
    between = range(max(two[1].first - _OWNED, 0), two[0].first)
    return any(words.has(here, "cue.offer") and words.has(here + 1, "link.loose") for here in between) or any(
        words.has(here, "cue.offer") for here in range(two[1].first - _OWNED, two[1].first)
    )


def _is_cancelled(words: Words, at: int) -> bool:
    """Whether a meeting that need not be described again is called off: "told B that the summit was off"."""
    return _are_two(words) and words.any_has(at - _COMPOUND, at, "cue.cancelled")


def _is_held(words: Words, at: int, left: Sequence[Mention]) -> bool:
    """Whether a noun is the object of a verb with which meetings are held: "A and B resume debt talks".

    The verb may stand before both, as in Arabic.
    """
    roles = ("cue.hold_present", "cue.hold_past", "cue.holding", "cue.planned")
    first = min(mention.first for mention in left)
    return words.any_has(at - _CIRCUMSTANCE - 2, at, *roles) or words.any_has(first - _TITLED, first, *roles)


def _is_led(words: Words, at: int) -> bool:
    """Whether a word leads to a name that is one with a noun: "after B talks", "plans B talks"."""
    aims = ("cue.planned", "cue.possible", "cue.cancelled")
    roles = ("cue.behind", "cue.ahead", "link.loose", "cue.attend", "link.with", *aims)
    return words.any_has(at - 2, at, *roles)


def _is_circumstance(words: Words, at: int) -> bool:
    """Whether a meeting is only where or when something happens: "A and B pledge aid in Paris talks"."""
    others = words.any_has(at + 1, at + 5, "link.with", "link.between")
    roles = ("cue.behind", "cue.ahead", "link.loose", "cue.attend")
    return not others and words.any_has(at - _CIRCUMSTANCE, at, *roles)


def _is_told(words: Words, at: int) -> bool:
    """Whether someone tells the other something at or after a meeting: "A tells B ... after talks"."""
    after = words.any_has(at - _CIRCUMSTANCE, at, "cue.behind")
    tells = words.any_has(at - _TOLD, at, "contact.tell")
    return after and _is_circumstance(words, at) and _are_two(words) and tells


def _is_apart(words: Words, at: int, mention: Mention) -> bool:
    """Whether a comma that belongs to no title parts a noun from the name behind it."""
    for here in range(at + 1, mention.first):
        if words.has(here, "person.title"):
            return False
        if words.reads(here, *COMMAS):
            return True
    return False


def _is_guest(words: Words, at: int) -> bool:
    """Whether behind the host of a reception the guest follows, who is not of the config: «استقباله لوفد»."""
    if at >= len(words) or at in words.covered:
        return False
    if words.has(at, "person.company", "person.title"):
        return words.clitics(at).particles == "ل"
    return not words.roles[at] and words.tokens[at].written.startswith("ل")  # «استقباله للاعبين»
