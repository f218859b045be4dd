"""The people that a sentence counts or names by a noun: "121 قتيلا", "two other officers", "un enfant"."""

from dataclasses import replace

from bot.reading.casualties.counted import counted
from bot.reading.casualties.group import Group
from bot.reading.casualties.named import named
from bot.reading.casualties.phrases import Phrases
from bot.reading.numerals.bounding import bound_behind

_DESCRIBING = 5  # words behind a noun that describe it: "deux autres soldats maliens"
_AMONG = 3  # words between "among them" and the figure it speaks of
_RANK = 2  # words of a rank or office behind its holder
_AGREEING = 4  # words from a noun to the verb that agrees with it
_YEARS = 7  # words of the ages of several
_JOINING = 2  # words that join two groups: "and a"


def groups(phrases: Phrases) -> list[Group]:
    """The groups of a sentence in order; none overlaps another."""
    found: list[Group] = []
    at = 0
    while at < len(phrases):
        group, at = _group(phrases, at)
        if group:
            before = found[-1] if found and _is_joined(phrases, found[-1].end, group) else None
            subset = group.subset or (before is not None and before.subset)
            sure = group.sure or (before is not None and _is_alike(phrases, before, group))
            found.append(replace(group, subset=subset, sure=sure))
    return found


def _is_alike(phrases: Phrases, before: Group, group: Group) -> bool:
    """Whether a noun that the lexicon lacks is for people as those before: "a priest and 13 novices"."""
    is_unknown = phrases.is_obscure(group.end) and phrases.order.subject_first
    return is_unknown and before.sure and before.low is not None and not before.victim


def _group(phrases: Phrases, at: int) -> tuple[Group | None, int]:
    """The group that begins here, and where to look for the next."""
    if phrases.has(at, "toll.more") and at + 1 in phrases.quantities:
        group, after = _group(phrases, at + 1)  # "another 12"
        return group and replace(group, first=at, more=True), after
    quantity = phrases.quantities.get(at)
    group = counted(phrases, quantity) if quantity else named(phrases, at)
    if group is None:
        return None, quantity.end if quantity else at + 1
    group = _with_second_victim(phrases, _with_age(phrases, _described(phrases, group)))
    group = _of_two(phrases, _bounded(phrases, group))
    of_them = phrases.has(group.end, "words.of_them")
    more = group.more or (group.counted and phrases.any_has(group.first, group.end, "toll.more"))
    return replace(group, subset=_is_subset(phrases, group), of_them=of_them, more=more), group.end


def _is_joined(phrases: Phrases, end: int, group: Group) -> bool:
    """Whether only "and" stands between, and no verb follows: "including a man and three boys"."""
    is_near = group.first - end <= _JOINING and not phrases.has(group.end, "words.be")
    is_and = phrases.any_has(end, group.first, "words.and")
    return is_near and is_and and not any(phrases.reads(at, ",") for at in range(end, group.first))


def _described(phrases: Phrases, group: Group) -> Group:
    """With what describes it behind its noun: "deux soldats maliens", "two others", «3 جنود آخرين»."""
    end, side, more, two = group.end, group.side, group.more, False
    if phrases.has(end - 1, "words.culprit"):
        return group  # «قاتل ناشطة»
    while end < min(len(phrases), group.end + _DESCRIBING) and end not in phrases.quantities:
        is_other = phrases.has(end, "words.other", "toll.more") and not phrases.carries_and(end)
        is_of = phrases.has(end, "words.of") and phrases.is_people(end + 1)
        if phrases.senses[end].people == "two" and group.low == 1:
            break  # «قتل مهاجم شخصين»
        if not (is_other or is_of or _describes(phrases, end) or _is_of_number(phrases, group, end)):
            break
        more = more or (is_other and phrases.has(end, "toll.more"))
        side = side or phrases.senses[end].side
        two = two or phrases.senses[end].people == "two"
        end += 1
    if two and group.low is None:
        group = replace(group, low=2, high=2, bound="exact", counted=True)  # «قياديين شابين»
    return replace(group, end=end, side=side, more=more, sure=group.sure or end > group.end)


def _is_of_number(phrases: Phrases, group: Group, at: int) -> bool:
    """Whether the ending of an Arabic noun shows that the number counts it too: «50 جنديا وضابطا»."""
    is_one = group.counted and phrases.carries_and(at) and phrases.senses[at].people == "one"
    return is_one and phrases.tokens[at].text.endswith("ا")


def _with_age(phrases: Phrases, group: Group) -> Group:
    """With the years behind the noun: "une femme de 42 ans", "deux frères âgés de 5 et 7 ans"."""
    if phrases.order.nouns_last:
        return group
    holds_of = phrases.tokens[group.end - 1].text.endswith(phrases.order.of_endings)  # "fils de", one token
    if not holds_of and not phrases.has(group.end, "words.of", "words.aged"):
        return group
    end = group.end + (not holds_of)
    while end in phrases.quantities and end - group.end < _YEARS:
        end = phrases.quantities[end].end
        if phrases.has(end, "things.years"):
            return replace(group, end=end + 1)
        end += phrases.has(end, "words.and")
    return group


def _describes(phrases: Phrases, at: int) -> bool:
    """Whether it is a noun that describes the one before it: "soldats *maliens*"."""
    noun, token = phrases.senses[at], phrases.tokens[at]
    is_noun = noun.people and not noun.victim and not token.clitics.particles
    return bool(is_noun) and any(tag.startswith(phrases.order.described_by) for tag in token.tags)


def _with_second_victim(phrases: Phrases, group: Group) -> Group:
    """With the second thing that befell those of one number: "dozens of dead and wounded"."""
    at = group.end + phrases.has(group.end, "words.and", "words.or")
    at += at > group.end and phrases.has(at, "words.of")  # "de morts et de blessés"
    if not group.victim or not group.counted or at >= len(phrases) or at in phrases.quantities:
        return group
    second = phrases.senses[at]
    joined = (at > group.end or phrases.carries_and(at)) and at + 1 not in phrases.quantities
    if joined and second.victim and second.people == "many" and second.victim != group.victim:
        return replace(group, end=at + 1, mixed=True)
    return group


def _bounded(phrases: Phrases, group: Group) -> Group:
    """With what bounds it behind the noun: "trois morts, au moins", "20 blessés environ"."""
    at = group.end + phrases.reads(group.end, ",", "،")
    at += phrases.has(at, "words.of_them")  # «7 منهم على الأقل»
    at += phrases.order.verb_first and phrases.has(at, "dates.weekday", "dates.offset")
    while phrases.order.verb_first and at - group.end < _RANK and _is_plain_noun(phrases, at):
        at += 1  # «رقيب شرطة على الأقل»
    bounds_next = at in phrases.quantities  # "12 dead, at least 7 missing"
    bound = None if bounds_next or group.bound != "exact" else bound_behind(phrases.tokens, at)
    if group.low is None or bound is None:
        return group
    low, high = None if bound == "at_most" else group.low, None if bound == "at_least" else group.low
    return replace(group, end=at + 1, low=low, high=high, bound=bound)


def _is_plain_noun(phrases: Phrases, at: int) -> bool:
    """Whether a noun stands there that counts nobody, with nothing written onto its front."""
    token = phrases.tokens[at] if at < len(phrases) else None
    if token is None or token.kind != "word" or token.clitics.written:
        return False
    is_unknown = phrases.is_unknown(at) and not token.text.startswith(phrases.order.particles)
    return is_unknown or any(tag.startswith(("source.body", "people.nations")) for tag in token.tags)


def _of_two(phrases: Phrases, group: Group) -> Group:
    """Two, where a noun may be dual or plural and a word behind it is dual: «مصريين يعملان»."""
    noun = phrases.tokens[group.end - 1].text
    if group.low is not None or not noun.endswith(phrases.order.maybe_two):
        return group
    if phrases.order.vowelled_two.search(phrases.sentence.words(group.first, group.end)):
        return replace(group, low=2, high=2, bound="exact", counted=True)
    for at in range(group.end, min(group.end + _AGREEING, len(phrases))):
        if phrases.has(at, "words.both") or phrases.order.of_two.match(phrases.tokens[at].text):
            return replace(group, low=2, high=2, bound="exact", counted=True)
        if phrases.tokens[at].kind == "mark" or phrases.is_people(at):
            break
    return group


def _is_subset(phrases: Phrases, group: Group) -> bool:
    """Whether "among them" stands before it, but for words that link: "including two other children"."""
    if group.counted and phrases.order.verb_first and phrases.has(group.first - 1, "words.out_of"):
        return not group.victim and phrases.is_people(group.first - 2)  # «شخص من بين أربعة»
    for at in range(group.first - 1, max(group.first - 1 - _AMONG, -1), -1):
        if phrases.has(at, "words.among"):
            return True
        if phrases.ends(at) and not phrases.has(at, "words.of", "words.other", "words.article"):
            return False
    return False
