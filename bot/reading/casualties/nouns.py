"""Nouns that say themselves what befell people: "121 قتيلا", "three dead", "the death toll rose to 205"."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.model import Category
from bot.reading.casualties.around import CLOSE, NEAR, Around
from bot.reading.casualties.group import Group, some
from bot.reading.casualties.joining import joined
from bot.reading.casualties.left_out import are_free
from bot.reading.casualties.patient import NOTHING, Patient, Told
from bot.reading.casualties.triggers import TAKEN

_TOLL = 20  # from "the death toll" to its number
_HARMED: frozenset[Category] = frozenset({"killed", "wounded", "missing"})
_OF_TOLL = 3  # from "the number" to "of the dead"


def victims(around: Around, used: AbstractSet[int], group: Group) -> Told:
    """What the noun of a group tells, if it says what befell them: "five dead", "hostages"."""
    category = group.victim or _of_victims(around, group)
    if category is None or (category in TAKEN and _is_told_otherwise(around, group)):
        return NOTHING
    if category == "missing" and around.any_has(group.first - CLOSE, group.first, "words.found"):
        return NOTHING  # «عثر على سيدة مفقودة»
    dozens = _dozens(around, group) or _covered(around, group)
    if dozens:
        return Told((Patient(category, dozens, group.first),))
    counting = _counted_among(around, used, group) or _counted_before(around, used, group)
    if not group.counted and counting is None:
        counts = around.any_has(group.first - _OF_TOLL, group.first, "toll.noun", "toll.rise") or (
            around.any_has(group.end, group.end + _TOLL, "toll.reaches")  # "flood deaths rise to 16"
        )
        toll_of = toll(around, group.end - 1, category) if counts else NOTHING
        if toll_of.patients or not _is_told(around, group):
            return toll_of
    if counting is None:
        return Told((Patient(category, group, group.first),), frozenset({group.first}))
    whole = joined(around, used, counting, category)
    patients = tuple(Patient(category, each, group.first) for each in whole.groups)
    return Told(patients, whole.used | {group.first})


def _is_told_otherwise(around: Around, group: Group) -> bool:
    """Whether they are let go, or dead: "leaves 13 displaced people dead"."""
    is_dead = group.counted and around.has(group.end, "casualties.killed.victim.many")
    return is_dead or are_free(around, group.first, group.end)


def _of_victims(around: Around, group: Group) -> Category | None:
    """What befell counted "victims" whom something claimed, or among whom others are: they are dead."""
    is_counted = group.counted or around.has(group.first - 1, "numbers.articles")
    if not is_counted or not around.has(group.end - 1, "toll.victims"):
        return None
    if around.any_has(group.first - NEAR, group.first, "toll.causes"):
        return "killed"
    is_amid = around.any_has(group.first - NEAR, group.first, "toll.amid")
    is_of_deed = not around.has(group.end, "words.of") or around.any_has(0, len(around), "cause.violent")
    return "killed" if is_amid and is_of_deed else None  # "among five victims"; not "of fraud"


def toll(around: Around, at: int, category: Category) -> Told:
    """What a toll that is named there tells: "The number of the dead rose on Monday to 205"."""
    number = _carried_to_toll(around, at) or _number_of_toll(around, at)
    if number and not {number.victim, _of_whom(around, at)} <= {None, category}:
        return NOTHING  # «الحصيلة إلى 30 جريحا» is told by its own noun
    if number:
        patient = Patient(category, replace(number, sure=True), at)
        return Told((patient,), frozenset({number.first}))
    if around.any_has(at + 1, at + 1 + NEAR, "toll.grows"):
        return Told((Patient(category, some(at, at + 1), at),))  # "le bilan s'alourdit"
    return NOTHING


def _number_of_toll(around: Around, at: int) -> Group | None:
    """The number of the toll there: right behind it, or behind "rose to"."""
    rises = False
    for index in range(at + 1, min(at + 1 + _TOLL, len(around))):
        if around.is_wall(index):
            return None
        rises = rises or around.has(index, "toll.rise")
        number = around.group_at(index)
        if number and _counts_cases(around, number.end):
            continue  # "2,592 cases and 1,743 deaths"
        if number and number.counted and (rises or index - at <= NEAR):
            return number
    return None


def _counts_cases(around: Around, at: int) -> bool:
    """Whether what a figure counts is no people, and is not joined to them: «3 قتلى وإصابة 8»."""
    return at < len(around) and "cases" in around.senses[at].triggers and not around.carries_and(at)


def _carried_to_toll(around: Around, at: int) -> Group | None:
    """The number before the toll there: « portant à 12 le nombre de morts », «ليرتفع إلى 46 عدد القتلى»."""
    number = next(around.preceding(at), None)
    if number is None or not number.counted or at - number.end > NEAR:
        return None
    carriers = ("toll.carries", "toll.rise") if around.order.verb_first else ("toll.carries",)
    return number if around.any_has(number.first - CLOSE, number.first, *carriers) else None


def _of_whom(around: Around, at: int) -> Category | None:
    """What befell those whom the noun right behind a toll names: «حصيلة الجرحى»."""
    return around.senses[at + 1].victim if at + 1 < len(around) else None


def _dozens(around: Around, group: Group) -> Group | None:
    """The number said behind a noun without one: «القتلى بالعشرات»."""
    following = around.behind(group)
    if group.counted or following is None or following.bound != "vague":
        return None
    is_near = following.first - group.end <= NEAR
    return following if is_near and around.tokens[following.first].clitics.written == "بال" else None


def _covered(around: Around, group: Group) -> Group | None:
    """How many a wave of arrests befell: «حملة اعتقالات واسعة شملت العشرات»."""
    following = around.behind(group)
    if not around.has(group.first, "casualties.detained.deeds") or following is None or not following.counted:
        return None
    return following if around.any_has(group.end, following.first, "words.covers") else None


def _counted_among(around: Around, used: AbstractSet[int], group: Group) -> Group | None:
    """Those counted as being among ones who are not: "Eight journalists among the dead"."""
    link = group.first - 1
    if group.counted or not around.has(link, "words.between", "words.among", "words.out_of"):
        return None
    before = around.before(group)
    if before is None or not before.counted or before.first in used or link - before.end > NEAR:
        return None
    return before


def _counted_before(around: Around, used: AbstractSet[int], group: Group) -> Group | None:
    """Those right before the noun: "three people dead", "took a pilot hostage"; not "Ukrainian refugees"."""
    before = around.before(group)
    if group.counted or before is None or before.end != group.first:
        return None
    if around.has(group.first, "casualties.detained.deeds"):
        return None  # «شهدت السعودية اعتقالات»
    is_dead_too = before.victim in TAKEN and around.senses[group.first].victim == "killed"
    if (before.victim and not is_dead_too) or before.low is None or before.first in used:
        return None
    is_epithet = around.is_definite(group.first) and around.is_definite(before.end - 1)
    if is_epithet and around.order.verb_first and group.victim in TAKEN and not before.counted:
        return None  # «الصحفي المعتقل»
    noun = around.senses[group.first]
    is_adjective = noun.triggers or around.has(group.first, "casualties.killed.natural")
    if around.order.verb_first and not around.tokens[group.first].clitics.written:
        return before  # «110 فتيات مفقودات»
    if noun.people == "many" and before.low == 1 and not before.counted and noun.triggers:
        return some(before.first, before.end)  # "protester arrests", of whom there are several
    is_complement = noun.people == "one" and noun.victim in TAKEN
    return before if is_adjective or is_complement else None


def _is_one_more(around: Around, group: Group) -> bool:
    """Whether it is one of a count, at its beginning or joined to others: « Un mort et deux blessés »."""
    article = group.first - 1
    if group.victim not in _HARMED or not around.has(article, "numbers.articles"):
        return False
    return article == 0 or around.has(article - 1, "words.and") or around.reads(article - 1, ",", ":")


def _is_headed(around: Around, at: int) -> bool:
    """Whether a title begins anew there: «الداخلية: قتيل في انفجار»; "victims" may be of anything."""
    return around.is_wall(at - 1) and around.sentence.part == "title" and not around.has(at, "toll.noun")


def _is_told(around: Around, group: Group) -> bool:
    """Whether a noun without a number says that there were victims, rather than speaks of known ones.

    «سقوط قتلى» and «قتلى في غارة» do; "the refugees" and «كرهينة» do not.
    """
    at = group.first
    clitics = around.tokens[at].clitics
    if clitics.preposition == "ك":  # "like a hostage"
        return False
    before = around.before(group)
    is_joined = around.carries_and(at) or not around.is_definite(at)
    if not is_joined and before and before.end == at and around.is_definite(before.end - 1):
        return False  # «الهنود المخطوفين»
    if around.has(at, "casualties.killed.told", "casualties.detained.deeds") and not around.is_definite(at):
        return True
    if around.any_has(at - _OF_TOLL, at, "words.several") or around.any_has(at - CLOSE, at, "toll.causes"):
        return True
    if _is_one_more(around, group):
        return True
    if around.order.nouns_last and around.is_obscure(group.end):
        return False  # "Dead chickens"
    begins = at == 0 or clitics.written == "و" or _is_headed(around, at)
    is_bare = group.end == at + 1 or around.has(at + 1, "words.of")  # «جرحى من الحوثيين»
    is_of = around.is_unknown(group.end) and around.tokens[group.end].text.startswith("ال")  # «إصابات الدماغ»
    is_known = around.is_definite(at) or (around.order.verb_first and is_of)
    return begins and is_bare and not is_known and not _do_it(around, group)


def _do_it(around: Around, group: Group) -> bool:
    """Whether an Arabic verb of what prisoners do follows: «سجناء يحتجزون حراسا»."""
    if not around.order.verb_first or group.victim not in TAKEN or group.end >= len(around):
        return False
    is_verb = around.is_unknown(group.end) and around.tokens[group.end].text.startswith(("ي", "ت"))
    return is_verb or around.acts(group.end)
