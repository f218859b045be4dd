"""Who was killed, wounded, arrested: of which people each trigger of a sentence tells.

trigger -> behind | ahead | someone -> left out? -> joined to others -> patients
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.model import Category
from bot.reading.casualties.ahead import ahead, before, possessor, subject_of_passive, with_names
from bot.reading.casualties.around import AHEAD, BEHIND, CLOSE, NEAR, Around
from bot.reading.casualties.behind import (
    behind,
    describes_next,
    given_to,
    inverted,
    referred,
    sentenced_to,
    someone,
)
from bot.reading.casualties.group import Group, one, some
from bot.reading.casualties.joining import joined, numbered, with_company
from bot.reading.casualties.left_out import is_left_out
from bot.reading.casualties.nouns import toll, victims
from bot.reading.casualties.patient import NOTHING, Patient, Told
from bot.reading.casualties.triggers import Trigger, is_bare_event, trigger

_HOSTAGES = ("casualties.abducted.victim.one", "casualties.abducted.victim.many")
_OF_MOST = 3  # from "most of them" to what they are


def patients(around: Around) -> list[Patient]:
    """All of a sentence, in reading order; subsets of others are left out."""
    found: list[Patient] = []
    used: set[int] = set()  # the first tokens of groups, and of triggers, that are told of
    for at in range(len(around)):
        told = _at(around, used, at)
        found += told.patients
        used |= told.used
    for group in around.groups:
        if group.first not in used and not group.subset:
            told = victims(around, used, group)
            found += told.patients
            used |= told.used
    sided = [replace(patient, group=_with_side(around, patient.group)) for patient in found]
    return sorted(sided, key=lambda patient: (patient.first, patient.group.first))


def _at(around: Around, used: AbstractSet[int], at: int) -> Told:
    """What the word there tells, if it is a trigger or names a toll."""
    found = trigger(around, at)
    is_noun = around.is_counted(at) or _is_of_number(around, at)
    if found and not is_noun:
        return _told(around, used, found)
    return toll(around, at, "killed") if around.has(at, "toll.dead") else NOTHING


def _is_of_number(around: Around, at: int) -> bool:
    """Whether a word for victims says what a number counts: "the number of wounded reached 150"."""
    return around.senses[at].victim is not None and around.has(
        at - 1 - around.has(at - 1, "words.article"), "toll.noun"
    )


def _told(around: Around, used: AbstractSet[int], trigger: Trigger) -> Told:
    """What a trigger tells."""
    counted = _counted_by_toll(around, trigger)
    if counted.patients:
        return counted
    group = _search(around, used, trigger) or referred(around, trigger) or someone(around, trigger)
    if group is None or is_left_out(around, used, trigger, group):
        return NOTHING
    group = with_names(around, group, trigger.at)
    category = _category(around, trigger, group)
    company = with_company(around, numbered(around, group), trigger.at)
    told = joined(around, used | company.used, company.groups[0], category)
    everyone = (*told.groups, *company.groups[1:])
    found = tuple(_patient(around, trigger, category, _two(trigger, group)) for group in everyone)
    dead = {patient.group.end for patient in found if patient.category != category}
    dead |= {group.end} if _as_hostages(around, group) else set()
    # "wounded" was this verb, and is no noun beside it; nor is the "dead" of "shot dead", or the "hostages"
    return Told(found, told.used | company.used | dead | {trigger.at})


def _counted_by_toll(around: Around, trigger: Trigger) -> Told:
    """What a toll of those of a verb tells: «ارتفع عدد من اعتقلتهم السلطات إلى 786».

    Or of a participle: "the number of people infected stands at 40".
    """
    group = next(around.preceding(trigger.at), None)
    if group and group.end == trigger.at and group.low is None and around.order.subject_first:
        is_number = trigger.is_a("participle") and around.any_has(
            group.first - NEAR, group.first, "toll.noun"
        )
        return toll(around, trigger.at, trigger.category) if is_number else NOTHING
    if not trigger.is_a("verb", "verb_many") or not around.has(trigger.at - 1, "toll.of_whom"):
        return NOTHING
    return toll(around, trigger.at, trigger.category)


def _two(trigger: Trigger, group: Group) -> Group:
    """Two, where the verb is dual: «فلسطينيين قتلا», «الرجل وابنه، اللذين قتلا»."""
    is_one_of_two = group.low == 1 and not group.counted and group.end <= trigger.at
    if not trigger.is_a("dual") or not (group.low is None or is_one_of_two):
        return group
    return replace(group, low=2, high=2, bound="exact", counted=True)


def _category(around: Around, trigger: Trigger, group: Group) -> Category:
    """What a trigger says of a group: to hold hostages, or people as such, is to have abducted them."""
    if trigger.category != "detained":
        return trigger.category
    return "abducted" if group.victim == "abducted" or _as_hostages(around, group) else "detained"


def _as_hostages(around: Around, group: Group) -> bool:
    """Whether right behind people it is said that they are hostages: «احتجز 10 أشخاص رهائن», «كرهائن»."""
    return around.has(group.end, *_HOSTAGES) and around.tokens[group.end].clitics.written in ("", "ك")


def _patient(around: Around, trigger: Trigger, category: Category, group: Group) -> Patient:
    """The claim that a trigger makes of a group: they were wounded; "stabbed a man to death" says killed."""
    is_dead = category == "wounded" and (
        around.has(group.end, "casualties.killed.natural", "casualties.killed.so")
        or _is_fatal(around, trigger.at)
    )
    told = replace(group, mixed=group.mixed or trigger.last != trigger.at)
    return Patient("killed" if is_dead else category, told, trigger.at)


def _is_fatal(around: Around, at: int) -> bool:
    """Whether they died of what may be survived: "the fatal police shooting of Jane Roe"."""
    return around.has(at, "casualties.wounded.maybe") and around.any_has(at - CLOSE, at, "words.fatal")


def _search(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The group that something befell, where the trigger's construction has it."""
    at = trigger.at
    if trigger.is_a("possessed") and around.reads(at - 1, "'s"):
        return possessor(around, used, at)
    if trigger.is_a("event") and around.has(at - 1, "words.case"):
        return before(around, used, at - 1, 0, sure=False)  # «687 حالة اعتقال»
    cases = _of_cases(around, used, at) if trigger.is_a("cases") else None
    if cases or around.has(at, "casualties.killed.so"):
        return cases or _done_to_death(around, used, at)
    if around.has(at, "casualties.wounded.sent"):
        return _sent(around, used, at)
    if trigger.is_a("participle", "passive") and around.is_passive(at):
        return subject_of_passive(around, used, at) or inverted(around, used, trigger)
    if trigger.is_a("participle") and around.has(at - 1, "words.those"):
        return _single(around, used, trigger)
    sentenced = sentenced_to(around, at)
    if sentenced or around.has(at, "casualties.detained.given"):
        return sentenced
    if is_bare_event(around, trigger):
        return _of_bare_event(around, used, at)
    return _beside(around, used, trigger)


def _beside(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The group behind a trigger or before it; an Arabic verb with a plural ending has its subject before."""
    found, at = behind(around, used, trigger), trigger.at
    if found and trigger.is_a("dual", "plural") and found.first > trigger.last + 1:
        subject = before(around, used, at, CLOSE)
        found = subject if subject and subject.counted else found  # «150 شخصا قتلوا بعدما»
    if found or trigger.is_a("takes") or describes_next(around, trigger):
        return found
    return ahead(around, used, trigger) or inverted(around, used, trigger) or _unknown_many(around, trigger)


def _unknown_many(around: Around, trigger: Trigger) -> Group | None:
    """The plural before a verb in the plural, where the lexicon lacks it: «منتقدين آخرين اعتقلوا»."""
    if not trigger.is_a("plural"):
        return None
    for at in range(trigger.at - 1, max(trigger.at - 1 - BEHIND, -1), -1):
        if around.is_wall(at) or around.acts(at):
            return None
        text = around.tokens[at].text
        if around.is_unknown(at) and text.endswith(("ين", "ون")) and not text.startswith("ال"):
            return some(at, at + 1)
    return None


def _of_cases(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """What is counted instead of people: "933 cases", "a first arrest"; not "two officers arrest"."""
    nth = next((it for it in range(at - 1, at - 1 - CLOSE, -1) if around.has(it, "words.nth")), None)
    if nth is not None and all(_describes_case(around, it) for it in range(nth + 1, at)):
        return one(nth, at)
    counted = before(around, used, at - around.has(at - 1, "words.of"), 0, sure=False)
    if counted is None or around.has(counted.end - 1, "people.pronouns.one"):
        return counted
    return None if around.senses[counted.end - 1].people else counted


def _describes_case(around: Around, at: int) -> bool:
    """Whether it only says what kind of case it is: "the first *human* death", "a second *UK* arrest"."""
    return around.senses[at].people == "one" or around.is_obscure(at) or around.is_name(at)


def _sent(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Whom something sends there: "the fire sent more than a dozen, among them two boys, to the hospital"."""
    sends = next((it for it in range(at - 1, at - 1 - AHEAD, -1) if around.has(it, "words.sends")), None)
    group = None if sends is None else next(around.following(sends), None)
    if sends is None or group is None or group.first - sends > NEAR or group.first in used:
        return None
    is_near = group.end == at or around.reads(group.end, ",")
    return (
        group
        if is_near and group.low is not None and not around.is_walled(sends + 1, at, past_among=True)
        else None
    )


def _done_to_death(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Who stands between what is done and how it ends: "beats a man to death"."""
    is_figure = around.any_has(at - BEHIND, at, "words.condemns")
    return None if is_figure else before(around, used, at, 0)


def _of_bare_event(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Whom a noun befell that nobody can follow: «تعرض ثلاثة للخطف»; those who took flight stand before."""
    if around.has(at, "casualties.displaced.event"):
        return before(around, used, at, NEAR)
    suffers = around.tokens[at].clitics.preposition == "ل" and around.any_has(
        at - BEHIND, at, "words.suffers"
    )
    if suffers:
        return before(around, used, at, BEHIND)
    given = given_to(around, at)
    is_term = around.has(at, "casualties.detained.sentence")
    return given if given and (is_term or given.low) else None  # not «مراكز الاحتجاز المخصصة للمهاجرين»


def _single(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The one person whom a participle describes: "the missing nurse"; "those killed" are told already."""
    found = behind(around, used, trigger)
    is_one = found is not None and found.low == found.high == 1 and found.first == trigger.at + 1
    return found if is_one else None


def _with_side(around: Around, group: Group) -> Group:
    """A group with what is said of the most of it: "121 dead, most of them fighters"."""
    following = around.behind(group)
    most = group.end + around.reads(group.end, ",", "،")
    if following is None or not around.has(most, "words.most"):
        return group
    return replace(group, side=following.side) if following.first - group.end <= _OF_MOST else group
