"""Groups that begin with a figure: "121 قتيلا", "three off duty officers", "12 بين قتيل وجريح"."""

from dataclasses import replace

from bot.model import Category
from bot.reading.casualties.group import Group
from bot.reading.casualties.phrases import Phrases
from bot.reading.quantities import Quantity

_HARMED: frozenset[Category | None] = frozenset({"killed", "wounded", "missing"})
_OF = 3  # words from a figure to its noun that only link them: "plusieurs de ces"


def counted(phrases: Phrases, quantity: Quantity) -> Group | None:
    """Those whom a figure counts; None where its noun is for no people: "three missiles"."""
    at = quantity.end
    while phrases.has(at, "words.of") and at - quantity.end < _OF:
        at += 1
    if phrases.has(at, "things.time"):
        return _aged(phrases, quantity, at)
    if _are_ages(phrases, quantity) or phrases.has(quantity.first - 1, "words.aged"):
        return None  # "two boys, aged between one and 17"
    group = _figure(quantity)
    if phrases.has(at, "words.between"):
        return _between(phrases, group, at + 1)
    if at > quantity.end and at in phrases.quantities:
        return _part(phrases, group, phrases.quantities[at])
    head = phrases.head(at)
    if head is None:
        return group
    whole = _of_noun(phrases, group, at, head)
    if whole and phrases.has(whole.end, "words.between"):
        return _between(phrases, whole, whole.end + 1) or whole  # «60 شخصا بين جريح وقتيل»
    return whole


def _part(phrases: Phrases, group: Group, whole: Quantity) -> Group | None:
    """Those of a figure who are some of more: "one of the two inmates"; of these something may be told.

    Of the dead all are told: "three of the 12 dead" are 12.
    """
    at = whole.end
    head = phrases.head(at)
    if head is not None and phrases.noun(head).victim in _HARMED:
        return _of_noun(phrases, _figure(whole), at, head)
    is_told = head is not None and _is_told(phrases, head + 1 + phrases.has(head + 1, "words.who"))
    part = None if head is None or is_told else _of_noun(phrases, group, at, head)
    return part or group


def _is_told(phrases: Phrases, at: int) -> bool:
    """Whether it is told there what befell those before: "one of two inmates (who) *died*"."""
    return at < len(phrases) and bool(phrases.senses[at].triggers)


def _are_ages(phrases: Phrases, quantity: Quantity) -> bool:
    """Whether two figures between commas say how old those before are: "two men, 33 and 57, were held"."""
    first, second = phrases.quantities.get(quantity.first - 2), phrases.quantities.get(quantity.end + 1)
    return _are_two_ages(phrases, first, quantity) or _are_two_ages(phrases, quantity, second)


def _are_two_ages(phrases: Phrases, first: Quantity | None, second: Quantity | None) -> bool:
    """Whether these two are joined, with commas around and people before."""
    if first is None or second is None or not phrases.has(second.first - 1, "words.and"):
        return False
    at = first.first - 1
    return phrases.reads(at, ",") and phrases.reads(second.end, ",") and phrases.is_people(at - 1)


def _figure(quantity: Quantity) -> Group:
    """Those of a figure without a noun: "561 were wounded"."""
    first, end, low, high = quantity.first, quantity.end, quantity.low, quantity.high
    return Group(first, end, low, high, quantity.bound, sure=False, counted=True)


def _of_noun(phrases: Phrases, group: Group, at: int, head: int) -> Group | None:
    """Those of a figure with the noun at `head`: "three dead civilians"; not "three dead seals"."""
    noun = phrases.noun(head)
    if noun.victim and phrases.is_other_noun(head + 1):
        return None
    if noun.thing and noun.people is None:
        return None
    if noun.people == "two" and group.low == group.high == 1:
        group = replace(group, low=2, high=2)  # "un couple"
    victim = noun.victim or _described(phrases, at, head)
    return replace(group, end=head + 1, side=noun.side, victim=victim, sure=True)


def _described(phrases: Phrases, at: int, head: int) -> Category | None:
    """What befell them, where a participle before their noun says it: "52 injured people"."""
    before = phrases.senses[at:head]
    return next((meaning.victim or meaning.category for meaning in before if meaning.triggers), None)


def _aged(phrases: Phrases, quantity: Quantity, at: int) -> Group | None:
    """One person, not six: "A 6-year-old boy", "the 6-year-old"; "six years" are nobody."""
    if not phrases.has(at, "things.age"):
        return None
    head = phrases.head(at + 1)
    noun = None if head is None else phrases.senses[head]
    if head is None or noun is None or noun.people in (None, "many"):
        return Group(quantity.first, at + 1, 1, 1, "exact", sure=False)
    return Group(quantity.first, head + 1, 1, 1, "exact", noun.side, noun.victim)


def _between(phrases: Phrases, group: Group, at: int) -> Group | None:
    """Those of a figure whom two things befell: «12 بين قتيل وجريح»."""
    if at + 1 >= len(phrases):
        return None
    victim, other = phrases.senses[at].victim, phrases.senses[at + 1].victim
    if not victim or not other:
        return None
    return replace(group, end=at + 2, victim=victim, mixed=True, sure=True)
