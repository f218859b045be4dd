"""Offices without a name: "the president", "the French and German leaders"."""

from collections.abc import Iterator

from bot.reading.meetings.words import COMMAS, Words
from bot.reading.sentence import Mention

_PAIR = 2
_NATIONALITY = 2  # words behind an Arabic office: «الزعيم الكوري الشمالي»
_AFTER_OFFICE = 4  # words behind an office in which its holder's name makes it a title
_NAME = 4  # words from a verb back to the name of its subject
_OBJECT = 6  # words between a verb and the office that is its object: "meets the Russian president"
_MEETING = frozenset({"verb", "noun"})
_SUBJECT = 3  # words between two offices and what their holders do: "leaders are due to meet"


def heads(
    one: Words, everyone: set[str], taken: set[int], topic: str | None, heading: set[str]
) -> Iterator[Mention]:
    """Heads of state and the like without a name: who they must be in an entry that speaks of two people.

    In other entries, who is named first in the sentence before: the `topic`, if the sentence begins with it.
    Those `heading` a state are no ministers.
    """
    first = int(one.has(0, "link.name"))
    begins = first not in taken and _is_nameless(one, first)
    if topic and begins and (len(everyone) > _PAIR or everyone == one.people):
        yield Mention(topic, first, first + 1, one.clitics(first))
    if len(everyone) != _PAIR:
        return
    others = sorted(everyone - {mention.id for mention in one.named.values()})
    at_head = [at for at in range(len(one)) if at not in taken and _is_nameless(one, at)]
    if len(others) == 1 and not at_head and others[0] not in heading:
        at_head = list(_ministers(one, taken))
    if len(others) == 1 and at_head:
        yield Mention(others[0], at_head[0], at_head[0] + 1, one.clitics(at_head[0]))
    elif len(others) == len(at_head) == _PAIR:
        yield from (Mention(who, at, at + 1) for who, at in zip(others, at_head, strict=True))
    elif not others:
        yield from _objects(one, everyone, at_head)


def _ministers(one: Words, taken: set[int]) -> Iterator[int]:
    """Where a minister without a name is the subject or object of a verb of meeting."""
    for at in range(len(one)):
        near = (*range(at - _OBJECT, at), *range(at + 1, at + 1 + _SUBJECT))
        meets = one.has(at, "person.minister") and any("verb" in one.groups(here) for here in near)
        owned = one.reads(at - 1, "'s") and at - 2 in one.covered
        free = at not in taken and at not in one.covered and not owned
        if meets and free and not (is_title(one, at + 1) or _is_apposition(one, at)):
            yield at


def _objects(one: Words, everyone: set[str], at_head: list[int]) -> Iterator[Mention]:
    """The other of two who are both named, as the object of a verb of meeting: "A meets the president".

    Or, where the verb stands first, «يستقبل فلان نظيره».
    """
    for at in at_head:
        if one.reads(at - 1, "'s") and at - _PAIR not in one.covered:
            continue  # "A hosts Ukraine's president as B objects"
        near = range(at - 1, max(at - _OBJECT, -1), -1)
        verb = next((here for here in near if not _MEETING.isdisjoint(one.groups(here))), None)
        if verb is None:
            continue
        reach = _NAME if "verb" in one.groups(verb) else _OBJECT + 1  # «فلان، السبت، بعد لقاء مع الزعيم»
        subjects = {one.covered[here] for here in range(verb - reach + 1, at) if here in one.covered}
        if len(subjects) == 1 and (subject := subjects.pop()).id in everyone:
            yield Mention(next(iter(everyone - {subject.id})), at, at + 1, one.clitics(at))


def _is_nameless(one: Words, at: int) -> bool:
    """Whether an office stands here whose holder is not named beside it."""
    if not one.has(at, "person.head") or at in one.covered:
        return False
    return not (is_title(one, at + 1) or _is_apposition(one, at) or _is_unknown(one, at))


def is_title(one: Words, at: int) -> bool:
    """Whether a name follows, so that what stands before is its title."""
    for behind in range(at, min(at + _AFTER_OFFICE, len(one))):
        if one.has(behind, "person.counterpart"):
            return False  # «الرئيس الروسي نظيره الفرنسي فلانا»
        if behind in one.covered:
            return True
        if one.roles[behind] and not one.has(behind, "person.title"):
            return False
    return False


def _is_apposition(one: Words, at: int) -> bool:
    """Whether an office says more of the name before it: "X, China's leader"."""
    for before in range(at - 1, max(at - _AFTER_OFFICE, 0) - 1, -1):
        if before in one.covered:
            return True
        if one.roles[before] and not one.has(before, "person.title"):
            return False
    return False


def _is_unknown(one: Words, at: int) -> bool:
    """Whether an office goes on with words that may be a name which is not of the config."""
    first = one.tokens[at - 1]
    nation = any(tag.startswith("people.nations") for tag in first.tags)  # "Italian prime minister X"
    before = at > 0 and first.kind == "word" and (nation or not first.tags)
    nationality = 0 if before else _NATIONALITY
    after = at + 1
    while after < len(one) and not one.tokens[after].tags and one.tokens[after].kind == "word":
        after += 1
    named = one.reads(after, *COMMAS) and after + 1 < len(one) and not one.tokens[after + 1].tags
    return after - at - 1 > nationality or named


def _are_of_others(one: Words, at: int) -> bool:
    """Whether it is said whose leaders these are: "African leaders", "leaders of the alliance"."""
    unknown = at > 0 and one.tokens[at - 1].kind == "word" and not one.roles[at - 1]
    return unknown or (one.has(at + 1, "link.of") and not _second(one, at))


def _second(one: Words, at: int) -> int:
    """Where behind "the leaders of A and" the second country is named; 0 where they are of one."""
    joint = (
        here for here in range(at + 3, at + 5) if one.has(at + 1, "link.of") and one.has(here, "link.and")
    )
    return next(joint, -1) + 1


def are_of_two_nations(one: Words, at: int) -> bool:
    """Whether two hold the office here who do something: "the French and German leaders are to meet"."""
    paired = one.has(at, "person.heads") and one.has(at - _PAIR, "link.and")
    if not (paired or (one.has(at, "person.those") and not _are_of_others(one, at))):
        return False
    start = _second(one, at) or at
    for here in range(start + 1, start + 1 + _SUBJECT):
        if one.has(here, "link.end"):
            break
        if not one.groups(here).isdisjoint(("verb", "cue")):
            return True
    return False
