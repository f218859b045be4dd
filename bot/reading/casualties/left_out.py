"""Whom a trigger names, and who are no casualties: the freed, the found, the things that are held."""

from collections.abc import Set as AbstractSet

from bot.reading.casualties.around import AHEAD, BEHIND, CLOSE, NEAR, Around
from bot.reading.casualties.group import Group
from bot.reading.casualties.triggers import TAKEN, Trigger

_POWERS = ("people.forces.mass", "people.forces.many", "people.militants.many")
_BODY = 16  # tokens behind the dead to the word that says they were found
_FOUND = 8  # tokens behind them, with a time or a place, to the word that says they were found


def is_left_out(around: Around, used: AbstractSet[int], trigger: Trigger, group: Group) -> bool:
    """Whether no claim of its own is made of the people whom a trigger names."""
    if group.subset or (group.of_them and not _has_antecedent(around, used, group)):
        return True
    if _is_one_of_many(around, trigger, group) or _is_only_said(around, trigger, group):
        return True
    if group.end <= trigger.at and around.has(trigger.last + 1, "words.of_them"):
        return True  # «60 راكبا قتل منهم 40»
    if trigger.category == "missing" and (
        _are_found(around, trigger, group) or _are_bereaved(around, trigger, group)
    ):
        return True
    if trigger.category == "wounded" and _dies(around, trigger):
        return True
    if trigger.category == "displaced" and group.low == 1:
        return True
    if trigger.category not in TAKEN:
        return _befalls_thing(around, trigger)
    if (
        around.has(group.end, "casualties.killed.so")
        or _are_dead(around, trigger, group)
        or _is_occasion(around, trigger, group)
    ):
        return True
    if around.any_has(group.first - CLOSE, group.first, "words.ceremony"):
        return True  # "the funeral of Jane Roe was held"
    end = max(group.end, trigger.at + 1)
    return are_free(around, trigger.at, end) or _takes_thing(around, trigger, group)


def are_free(around: Around, first: int, end: int) -> bool:
    """Whether they are let go or come home: "the release of five prisoners", "refugees return"."""
    if _is_let_go(around, end):
        return True
    reach = BEHIND if around.order.verb_first else NEAR  # «16 سجينا متهمين بالعنف أفرج عنهم»
    goes = around.any_has(end, end + reach + 1, "words.goes")
    return goes or around.any_has(first - CLOSE, first, "words.freed") or _are_let_go(around, first)


def _are_let_go(around: Around, first: int) -> bool:
    """Whether a verb of letting go bears on them, who does it between: «أطلق الجيش أمس سراح 13 أسيرا»."""
    if around.acts(first) and around.carries_and(first):
        return False  # «أفرجت عن صحفي واعتقلت 3»
    loose = next((at for at in range(first - 1, first - 1 - CLOSE, -1) if around.has(at, "words.loose")), 0)
    return around.any_has(loose - BEHIND, loose, "words.lets")


def _is_let_go(around: Around, end: int) -> bool:
    """Whether what befell them in the end is to be let go: "Five men arrested in May were released"."""
    for at in range(end, min(end + AHEAD, len(around))):
        group = around.group_at(at)
        if around.is_wall(at) or (group and group.counted):
            return False
        if around.has(at, "words.goes") and around.is_passive(at):
            return True
    return False


def _is_only_said(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether the word means something else of such people.

    Only a fighter is "eliminated" in earnest, a body is a death where it is found, whom a court condemns is
    jailed where it says so, and nobody arrests the dead.
    """
    at, end = trigger.at, max(group.end, trigger.at + 1)
    if group.bound == "unspecified" and around.has(at - 1, "words.generally"):
        return True  # "a plan that goes beyond arresting hackers"
    if around.has(at, "casualties.killed.survival"):
        return not (group.counted and around.any_has(group.first - NEAR, group.first, "words.none"))
    if around.has(at, "casualties.killed.fighters"):
        return group.side in (None, "civilians")
    if around.has(at, "casualties.killed.ends") and group.first - trigger.last > NEAR:
        return True  # «يقضي على آمال الفريق ... الحارس»
    if around.has(at, "casualties.killed.of_life"):
        return not around.any_has(at - BEHIND, at, "toll.takes_life")  # «استهتار بحياة المدنيين»
    if around.has(at, "casualties.killed.adjacent"):
        is_saved = around.any_has(at - NEAR, at, "words.freed")
        return is_saved or not (group.counted and group.sure and group.first == at + 1)
    if around.has(at, "casualties.killed.body"):
        return not around.any_has(
            min(group.first, at) - _FOUND, end + _BODY, "words.found", "words.body_found"
        )
    if around.has(at, "casualties.detained.judged"):
        return not around.any_has(at, end + _FOUND, "words.prison", "casualties.detained.given")
    return trigger.category == "detained" and group.victim == "killed"


def _has_antecedent(around: Around, used: AbstractSet[int], group: Group) -> bool:
    """Whether "them" are people of whom nothing is claimed: "fired at men and killed 4 of them"."""
    whole = around.before(group)
    return whole is not None and whole.first not in used


def _is_one_of_many(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether another claim counts them too: "His brother was among those killed".

    Or who is counted are nobody: «شخص من بين أربعة يموت».
    """
    if around.order.verb_first and around.has(group.end, "words.out_of"):
        return True
    at = trigger.at - 1 - around.has(trigger.at - 1, "words.who")
    return around.has(at, "words.among") and not group.counted and group.end <= at


def _are_found(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether those missing are so no longer, "the missing boy was found", or own what is told of."""
    first, last = min(group.first, trigger.at), max(group.end, trigger.at)
    before = CLOSE if around.order.verb_first else 0
    is_found = any(
        around.has(at, "words.found") and not _finds_bodies(around, at)
        for at in range(first - before, last + _FOUND)
    )
    return is_found or around.reads(group.end, "'s")


def _finds_bodies(around: Around, at: int) -> bool:
    """Whether what is found there are not those who are missing: "seeking three boys find bodies"."""
    within = range(at + 1, min(at + 1 + CLOSE, len(around)))
    return any(around.senses[it].victim == "killed" and around.group_at(it) for it in within)


def _are_bereaved(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether somebody lost those who are dead, of whom other words tell: «أم فقدت طفلين»."""
    if not (around.order.verb_first and trigger.is_a("verb") and group.first > trigger.at):
        return False
    mourner = next(around.preceding(trigger.at), None)
    return mourner is not None and mourner.end >= trigger.at - 1 and mourner.low == 1


def _dies(around: Around, trigger: Trigger) -> bool:
    """Whether the one hurt is dead: « Son mari, grièvement brûlé, est décédé », "who was hurt, died"."""
    at = trigger.at
    within = range(trigger.last + 1, min(trigger.last + CLOSE, len(around)))
    comma = next((it for it in within if around.reads(it, ",")), None)
    is_aside = around.reads(at - 1, ",") or around.any_has(at - CLOSE, at, "words.who")
    return (
        comma is not None
        and is_aside
        and around.any_has(comma + 1, comma + CLOSE, "casualties.killed.before")
    )


def _are_dead(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether what befell them in the end is death: « Dix hommes arrêtés lundi ont été retrouvés morts »."""
    at = trigger.at
    if group.end != at or around.is_passive(at) or not around.order.subject_first:
        return False
    for it in range(trigger.last + 1, min(trigger.last + 1 + BEHIND, len(around))):
        if around.is_wall(it) or around.group_at(it):
            return False
        if around.senses[it].category == "killed" and around.acts(it):
            return around.is_passive(it)
    return False


def _is_occasion(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether what is held is no person: "talks of ministers are held", "the prize held by two writers"."""
    at = trigger.at
    if not around.has(at, "casualties.detained.held"):
        return False
    first = group.first - around.has(group.first - 1, "words.article")
    is_passive = around.is_passive(at) or (" " in around.tokens[at].text and _is_by_power(around, at))
    if group.counted and group.end == at and around.has(at + 1, "words.function"):
        return False  # "64 protesters held during the parade"
    if around.has(first - 1, "words.place", "words.of", "words.concerning") or not is_passive:
        return True
    return " " in around.tokens[at].text and not _is_by_power(around, at)


def _is_by_power(around: Around, at: int) -> bool:
    """Whether those who may hold somebody stand behind "held by": "the Russian authorities"."""
    return around.any_has(at + 1, at + 1 + CLOSE, *_POWERS, "source.body", "words.power")


def _befalls_thing(around: Around, trigger: Trigger) -> bool:
    """Whether it is no person who is hit or sinks: «أصابوا أجهزة», «غرق قارب»."""
    if around.order.verb_first and around.has(trigger.at + 1, "things.animals"):
        return True  # «يقتل خيول المهربين»
    takes = trigger.category == "wounded" or around.has(trigger.at, "casualties.killed.sinking")
    return takes and trigger.is_a("verb", "event") and _is_thing(around, trigger.at + 1)


def _is_thing(around: Around, at: int) -> bool:
    """Whether an Arabic noun stands there that is nobody, as the object of a verb."""
    if not around.order.verb_first or at >= len(around) or around.tokens[at].clitics.written:
        return False
    return around.senses[at].thing and not around.senses[at].people


def _is_compound(around: Around, at: int) -> bool:
    """Whether a noun for what is nobody stands there, behind one that only says of whom it is."""
    if not (around.order.nouns_last and around.is_obscure(at)):
        return False
    return not around.is_deed(at) and not around.tokens[at].text.endswith(around.order.present_endings)


def _takes_thing(around: Around, trigger: Trigger, group: Group) -> bool:
    """Whether it is no person whom they hold: «تحتجز سفينة», "missing body parts"."""
    at = trigger.at + 1
    if (
        trigger.category == "missing"
        and group.first == at
        and group.low == 1
        and _is_compound(around, group.end)
    ):
        return True  # "missing tourist sub"
    if around.has(at, "things.halted"):
        return True  # «أوقف التحقيق»
    if trigger.category == "missing" and around.has(at, "words.article") and group.first > at:
        return True  # "missing the players"
    at += trigger.category == "detained" and around.has(at, "words.article")  # "captured the town"
    if at >= len(around) or around.tokens[at].clitics.written:
        return False
    if trigger.category == "missing" and not around.tokens[at].tags:
        is_name = around.is_name(at) and around.is_name(at + 1)
        return around.tokens[at].kind == "word" and not is_name
    if around.has(at, "things.time"):
        return False  # «السجن لمدة خمس سنوات»
    return around.senses[at].thing and not around.senses[at].people
