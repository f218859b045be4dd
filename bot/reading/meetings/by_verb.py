"""Whom a verb of meeting joins."""

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product

from bot.reading.meetings.kinds import are_one_another
from bot.reading.meetings.pairing import Pair, among, both, is_with_others, last_pair, opens, topic_of
from bot.reading.meetings.reach import before, behind_comma, is_joined, lead
from bot.reading.meetings.words import Words
from bot.reading.sentence import Mention

_CALLED = 8  # words of titles between who visits and whom
_PAIR = 2
_NO_OBJECT = ("link.loose", "link.place", "link.with", "link.end", "link.in_person")
_OBJECT = 4  # words of whom two meet
_TITLED = 4  # words of a title between "asks" and a name


def of_verb(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Who met whom by the verb at `at`, with these people before it and behind it."""
    if words.has(at, "verb.host") and _takes_meeting(words, at):
        return ()  # "to host talks between A and B": the noun tells
    if right:
        how = _of_opening if opens(words, at) and _may_open(words, at) else _of_objects
        return how(words, at, left, right)
    if words.has(at, "contact.tell", "accept") or _is_to_others(words, at) or is_with_others(words, at):
        return ()
    if words.has(at, "contact.say") and not are_one_another(words, at):
        return ()
    if (two := both(words, at)) is not None:
        return [two]
    if words.has(at, "contact.verb", "close") and not are_one_another(words, at):
        return ()
    if len(left) == 1 and _is_asked(words, at, left[0]):
        return product(before(words, left[0].first, {left[0].id}), left)
    return _of_subjects(words, at, left)


def _may_open(words: Words, at: int) -> bool:
    """Whether a verb may have its subject behind it: in Arabic, or as "Flanked by A, B said"."""
    return at == 0 or "ء" <= words.tokens[at].text[-1] <= "ي"


def _of_opening(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb that its subject follows, and then its objects."""
    if _is_without_subject(words, at, right[0]):
        return product(left or topic_of(words, at), right) if lead(words, at, right[0]) == "with" else ()
    if len(right) == 1:
        return _of_objects(words, at, left, right)
    if is_with_others(words, right[-1].end - 1) or _is_of_unknown(words, at, right):
        return ()
    addressed = lead(words, right[0].end - 1, right[1]) == "to"
    return among(words, right) if addressed or not words.has(at, "contact.say") else ()


def _of_objects(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb with its subject before it and its objects behind."""
    if words.has(at, "verb.ing") and not left:
        left = behind_comma(words, right[-1])  # "Standing beside B, A said"
    how = lead(words, at, right[-1])
    talk = words.has(at, "raise", "chat") or any(role.startswith("talk") for role in words.roles[at])
    about = (talk and how != "with") or (words.has(at, "contact.to") and how == "of")
    return () if about or (how != "to" and words.has(at, "contact.say")) else product(left, right)


def _of_subjects(words: Words, at: int, left: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb with names only before it: they met each other, if nobody follows whom they both met."""
    if words.has(at, "verb.dual"):
        return last_pair(words, at)
    return () if _meets_others(words, at) else combinations(left, 2)


def _meets_others(words: Words, at: int) -> bool:
    """Whether those whom both meet stand right behind the verb: "A and B are set to meet Greek officials"."""
    if "verb" not in words.groups(at) or "talk" in words.groups(at):
        return False
    for here in range(at + 1, min(at + 1 + _OBJECT, len(words))):
        if words.breaks(here) or words.has(here, *_NO_OBJECT):
            return False
        if words.has(here, "person.title") or words.reads(here, "'s"):
            return True
        if any(tag.startswith("people.") for tag in words.tokens[here].tags):
            return not words.has(here, "person.both")
        if _is_plural(words, here):
            return True
    return False


def _is_plural(words: Words, at: int) -> bool:
    """Whether an English plural that no list has stands here: "meet well-wishers"."""
    token = words.tokens[at]
    plural = token.text.endswith("s") and not token.text.endswith(("ss", "us", "is"))
    return plural and not token.tags and len(token.text) > _OBJECT


def of_visit(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Who visits whom, and no place: «زار فلان نظيره فلانا», «فلان يزور فلانا»."""
    if opens(words, at):
        joined = len(right) == _PAIR and is_joined(words, right[0].end, right[1])
        left, right = ([], []) if joined else (right[:1], right[1:])
    if len(left) != 1 or len(right) != 1 or left[0].first > right[0].first:
        return ()
    first = max(left[0].end, at + 1)
    is_place = words.any_has(first, right[0].first, "place", "country", "city", "link.place", "link.loose")
    return () if is_place or right[0].first - first > _CALLED else product(left, right)


def _takes_meeting(words: Words, at: int) -> bool:
    """Whether a noun of meeting is the object of a verb, its subject between: «تستضيف روما لقاء»."""
    after = at + 1
    while after - at <= _PAIR and words.has(after, "place", "country"):
        after += 1
    return words.has(after, "noun.word")


def _is_without_subject(words: Words, at: int, first: Mention) -> bool:
    """Whether the subject of a verb that begins its clause is none of the config: «والتقى الوزير نظيره»."""
    if words.any_has(at + 1, first.first, "person.counterpart"):
        return True
    return words.clitics(at).conjunction == "و" and lead(words, at, first) == "with"


def _is_to_others(words: Words, at: int) -> bool:
    """Whether two may speak to others: "A and B raise a matter", but not "A and B to talk trade"."""
    aimed = words.has(at, "chat") and words.has(at - 1, "cue.will", "cue.planned") and at + 1 < len(words)
    return words.has(at, "raise", "chat") and not aimed and not are_one_another(words, at)


def _is_of_unknown(words: Words, at: int, right: Sequence[Mention]) -> bool:
    """Whether the subject behind a verb is not of the config: «التقى فلان برئيس ... وبرئيس ...»."""
    if not all(is_joined(words, one.end, other) for one, other in pairwise(right)):
        return False
    token = words.tokens[at + 1]
    unknown = token.kind == "word" and not token.tags and not token.written.startswith("ال")
    return lead(words, at, right[0]) == "with" or (
        unknown and at + 1 not in words.covered and words.has(at + 2, "person.title")
    )


def _is_asked(words: Words, at: int, mention: Mention) -> bool:
    """Whether one asks the other to meet: "A asked B to sit down and talk"."""
    asked = words.any_has(mention.first - _TITLED, mention.first, "cue.possible")
    return words.has(at - 1, "cue.will") and asked
