"""People who are told of together: added up where both are counted, told apart where they are enemies."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.model import Category
from bot.reading.casualties.around import BEHIND, CLOSE, NAME, NEAR, Around
from bot.reading.casualties.group import Group, total

_MILITANTS = "militants"
_ENEMIES = frozenset({"forces", _MILITANTS})  # two sides of a fight are not added up


@dataclass(frozen=True, slots=True)
class Joined:
    """Those of whom a word tells with those joined to them."""

    groups: tuple[Group, ...]  # each is told of on its own
    used: frozenset[int]  # the first tokens of all groups that make them up


def joined(around: Around, used: AbstractSet[int], group: Group, category: Category) -> Joined:
    """A group that something befell, with those that "and" joins to it, those `used` left out."""
    whole, members = _with_preceding(around, used, group, category)
    before = _apart_before(around, used, whole)
    apart = [before] if before else []
    told = [*apart]
    for other in around.following(group.end - 1):
        if around.order.verb_first and other.low is None and around.has(other.first - 1, "words.of"):
            continue  # «3 خبراء من ميليشيات الحزب، و4 يمنيين»
        if not _is_joined(around, used, whole, other, category):
            break
        members.append(other)
        if _is_definite_one(around, whole) and _is_definite_one(around, other):
            continue  # «الفنان والناشط»: one person
        if _adds_up(around, whole, other):
            whole = total(whole, other)
        else:
            told.append(whole)
            whole = other
    return Joined((*told, whole), _firsts([*members, *apart]))


def numbered(around: Around, group: Group) -> Group:
    """A group, or the number of it that follows: "All on board, who numbered 39"."""
    following = around.behind(group)
    if group.counted or following is None or not following.counted:
        return group
    end = min(following.first, group.end + BEHIND)
    return following if around.any_has(group.end, end, "toll.numbering") else group


def with_company(around: Around, group: Group, at: int) -> Joined:
    """A group with those behind its trigger: "He was arrested alongside two others"."""
    other = next(around.following(at), None)
    is_alongside = around.has(at + 1, "words.alongside") and group.end <= at + 1
    if not is_alongside or other is None or other.first - at > CLOSE or None is group.low:
        return Joined((group,), frozenset())
    if other.low is None:
        return Joined((group, other) if around.order.verb_first else (group,), _firsts([other]))
    return Joined((total(group, other),), _firsts([other]))


def _firsts(groups: Iterable[Group]) -> frozenset[int]:
    """Where each of these begins, by which a group is known."""
    return frozenset(group.first for group in groups)


def _are_linked(around: Around, first: Group, second: Group) -> bool:
    """Whether "and" stands between two groups and hardly more: "a man and his two sons"."""
    between = range(first.end, second.first)
    return len(between) <= NEAR and any(map(around.is_and, between))


def _are_opposed(around: Around, first: Group, second: Group) -> bool:
    """Whether only a comma stands between the numbers of two sides: "kills 3 soldiers, 5 militants"."""
    is_comma = second.first == first.end + 1 and around.reads(first.end, ",")
    return is_comma and first.counted and second.counted and _are_enemies(first, second)


def _are_enemies(group: Group, other: Group) -> bool:
    """Whether they are two sides: soldiers and rebels, rebels and people; but one rebel has his company."""
    if {group.side, other.side} == _ENEMIES:
        return True
    is_company = 1 in (group.low, other.low)
    return not is_company and (group.side == _MILITANTS) != (other.side == _MILITANTS)


def _is_definite_one(around: Around, group: Group) -> bool:
    """Whether it is one person who is known: «الفنان»."""
    return group.low == 1 and around.is_definite(group.first)


def _adds_up(around: Around, whole: Group, other: Group) -> bool:
    """Whether both are one figure: of one side, told in one breath, and neither a part of something."""
    if other.low is None or whole.low is None or _are_enemies(whole, other):
        return False
    return not around.any_has(whole.first, whole.end, "words.of_group")


def _with_preceding(
    around: Around, used: AbstractSet[int], group: Group, category: Category
) -> tuple[Group, list[Group]]:
    """Those joined before a group added to it, and who they are: "Five children and a woman were hurt"."""
    whole, members = group, [group]
    for other in around.preceding(group.first):
        is_free = not other.subset and other.victim in (None, category) and other.first not in used
        if not is_free or not other.low or not _adds_up(around, other, whole):
            break
        if not _is_linked_before(around, other, whole, commas=around.order.commas_join or len(members) > 1):
            break
        members.append(other)
        whole = total(other, whole)
    return whole, members


def _is_linked_before(around: Around, other: Group, whole: Group, *, commas: bool) -> bool:
    """Whether "and" or, if `commas` join, a comma links a group to the next.

    An obscure adjective may stand behind its noun.

    Equal ones with a comma alone are told again one by one: "two engineers, an Afghan and a Filipino".
    """
    has_adjective = around.is_obscure(other.end) and not around.is_obscure(other.end + 1)
    first = other.end + has_adjective
    if around.order.inverts and around.has(first, "words.of"):
        first = _end_of_name(around, first, whole.first)  # « un reporter d'Al Jazeera et son cameraman »
    between = range(first, whole.first)
    turns = any(around.senses[at].triggers or around.has(at, "words.who") for at in between)
    if turns or _length(around, between) > NEAR:
        return False
    is_and = any(map(around.is_and, between))
    return is_and or (commas and other.low != whole.low and any(around.reads(at, ",") for at in between))


def _apart_before(around: Around, used: AbstractSet[int], whole: Group) -> Group | None:
    """Those before, counted apart as the other side is: "Two soldiers and five rebels were killed"."""
    other = around.before(whole)
    if other is None or not other.counted or other.subset or other.victim or other.first in used:
        return None
    is_linked = _are_linked(around, other, whole) or _are_opposed(around, other, whole)
    return other if is_linked and not _adds_up(around, other, whole) else None


def _is_joined(
    around: Around, used: AbstractSet[int], whole: Group, other: Group, category: Category
) -> bool:
    """Whether the next group shares the fate of those before it: "killed the mayor and his driver"."""
    if other.subset or other.victim not in (None, category) or other.first in used:
        return False
    first = _end_of_name(around, whole.end, other.first)
    is_with = around.order.verb_first and around.has(first, "words.alongside")
    if is_with and not other.subset:
        return all(map(around.is_unknown, range(whole.end, first))) and _is_beside(around, first + 1, other)
    is_foe = other.low is not None and {whole.side, other.side} == _ENEMIES
    is_kin = around.has(other.first, "people.kin.one")
    is_told = other.counted or is_foe or is_kin or _is_calling(around, other)
    if first > whole.end and not is_told and around.order.verb_first:
        return False  # «رجل يحمل الجنسيتين الإيرانية والأميركية»
    between = range(first, other.first)
    if _length(around, between) > NEAR or any(around.senses[at].triggers for at in between):
        return False
    is_and = around.carries_and(other.first) or any(map(around.is_and, between))
    is_linked = is_and or _is_listed(around, whole, other, first) or _are_opposed(around, whole, other)
    return is_linked and (_is_of_event(around, whole) or not _is_subject(around, other))


def _is_of_event(around: Around, group: Group) -> bool:
    """Whether a noun before them is the subject: "the bodies of two men and two women *were found*"."""
    is_noun = group.first > 0 and "event" in around.senses[group.first - 1].triggers
    return is_noun and around.order.subject_first


def _length(around: Around, between: range) -> int:
    """How many words stand there, but for "of" said again: « la mort d'un homme et *d'*une femme ».

    Nor does an adjective count: "a man and his *pregnant* wife".
    """
    is_and = any(map(around.is_and, between))
    said_again = (at for at in between if around.is_and(at - 1) and around.has(at, "words.of"))
    adjectives = (at for at in between[-1:] if is_and and around.order.nouns_last and around.is_obscure(at))
    return len(between) - sum(1 for _ in said_again) - sum(1 for _ in adjectives)


def _is_beside(around: Around, at: int, group: Group) -> bool:
    """Whether a group begins here, or behind "a number of"."""
    while at < group.first and around.has(at, "words.several", "words.of"):
        at += 1
    return at == group.first


def _is_calling(around: Around, group: Group) -> bool:
    """Whether it is an Arabic noun for one person that describes nobody else: «ورئيس تحريره», «ورسام»."""
    is_noun = group.low == 1 and not around.is_definite(group.first)
    describes = any(tag.startswith(around.order.adjectives) for tag in around.tokens[group.first].tags)
    is_of_nation = any(tag.startswith("people.nations") for tag in around.tokens[group.first].tags)
    return is_noun and not is_of_nation and (not describes or _is_defined(around, group.end))


def _is_defined(around: Around, at: int) -> bool:
    """Whether an Arabic noun stands there that says more of the one before it: «منتج برنامجها»."""
    if at >= len(around) or around.tokens[at].kind != "word" or around.tokens[at].clitics.written:
        return False
    return not around.has(at, "words.function") and not around.acts(at)


def _end_of_name(around: Around, at: int, end: int) -> int:
    """Where the name ends that begins here: "mayor *John Smith* and", "members *of the Wolf Brigade* and"."""
    first = at
    while first < end and first - at < NAME + NEAR and _is_of_name(around, first):
        first += 1
    return first


def _is_of_name(around: Around, at: int) -> bool:
    """Whether it may be a part of whom was named: a name, "of the", an Arabic noun of «قوات النظام»."""
    if around.has(at, "words.particle", "words.of", "words.article") or around.is_name(at):
        return True
    token = around.tokens[at]
    is_grammar = any(tag.startswith("words.") for tag in token.tags)
    begins_anew = token.text[0] == "و" or around.carries_and(at)
    is_noun = around.order.unknown_noun.match(token.text) and not around.senses[at].triggers
    return bool(is_noun) and not is_grammar and not begins_anew


def _is_listed(around: Around, whole: Group, other: Group, at: int) -> bool:
    """Whether a comma is there and the list goes on with "and": "his wife, her mother and their children"."""
    last = around.behind(other)
    if not around.reads(at, ",") or last is None:
        return False
    told_again = (other.low or 0) + (last.low or 0) == whole.low  # "two men, a father and his son"
    return _are_linked(around, other, last) and not told_again


def _is_subject(around: Around, group: Group) -> bool:
    """Whether a verb of its own follows: "... and four were wounded"."""
    for at in range(group.end, min(group.end + NEAR, len(around))):
        if around.has(at, "words.be") or around.senses[at].triggers & {"participle", "before"}:
            return True
    return False
