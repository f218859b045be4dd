"""Whom something befell, found behind its trigger: "killed five soldiers", «مقتل ثلاثة أشخاص»."""

from collections.abc import Set as AbstractSet

from bot.model import Category
from bot.reading.casualties.around import BEHIND, CLOSE, NAME, NEAR, Around
from bot.reading.casualties.group import Group, one, some, total
from bot.reading.casualties.triggers import TAKEN, Trigger, is_bare_event

_NAMED: frozenset[Category] = frozenset({"killed", "detained", "abducted"})  # befalls somebody by name
_PRONOUNS = {
    # verbs first: they need somebody whom the pronoun could mean
    "verb_two": 2,
    "verb_one": 1,
    "verb_many": None,
    "event_two": 2,
    "event_one": 1,
    "event_many": None,
}


def behind(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The group behind a trigger, those `used` left out, if a trigger of its classes has one there."""
    if trigger.is_a("takes"):
        taken = _object(around, used, trigger.last)
        return taken if taken and around.has(taken.end - 1, "people.lives.many") else None
    if trigger.is_a("verb", "after") and around.order.verb_first:
        found = _after(around, used, trigger.last, BEHIND, CLOSE, many_act=True)
        return found and _with_named(around, trigger, found)
    if trigger.is_a("event"):
        found = _after(around, used, _of_whom(around, trigger), CLOSE, NEAR)
        return found and (_named(around, trigger, found) or _with_named(around, trigger, found))
    if trigger.is_a("participle", "passive", "after"):
        return _object(around, used, trigger.last)
    return None


def inverted(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The counted ones who stand behind the whole verb: « Ont été tués trois gendarmes »."""
    if not around.order.inverts or not trigger.is_a("participle", "passive", "before"):
        return None
    group = _object(around, used, trigger.last)
    if group and group.counted and group.first - trigger.last <= NEAR:
        return group
    opens = all(around.has(at, "words.be", "words.adverb") for at in range(trigger.at))
    return _first_counted(around, used, trigger.last) if opens else None


def _first_counted(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """The counted ones who are told last, behind the place: « Sont morts à Gao cinq gendarmes »."""
    found = next((group for group in around.following(at) if group.counted or not group.sure), None)
    is_near = found is not None and found.first - at <= BEHIND and found.first not in used
    return found if found and is_near and found.sure and not around.is_walled(at + 1, found.first) else None


def referred(around: Around, trigger: Trigger) -> Group | None:
    """Whom a pronoun on the trigger refers to: «مقتلهما»."""
    at = trigger.at
    if (
        around.has(at - 1, "background.after", "background.until")
        or around.tokens[at].clitics.preposition == "ل"
    ):
        return None  # "died after he was wounded", «قبل مقتله»
    pronoun = next((name for name in _PRONOUNS if name in trigger.classes), None)
    if pronoun is None or is_bare_event(around, trigger):  # «الإصابة» is not «أصابه»
        return None
    is_verb = pronoun.startswith("verb")
    if is_verb and next(around.preceding(at), None) is None:
        return None  # nobody whom the pronoun could mean
    number = _PRONOUNS[pronoun]
    named = next(around.preceding(at), None)
    if is_verb and number is None and named and named.counted and named.end == at and not named.subset:
        return named  # «12 شخصا اعتقلتهم»
    if pronoun == "event_many" and around.order.verb_first and named and named.counted and not named.subset:
        return named  # «خمسة رجال والحكم عليهم بالسجن»
    return Group(at, at + 1, number, number, "exact" if number else "unspecified", sure=not is_verb)


def sentenced_to(around: Around, at: int) -> Group | None:
    """Who is given what a court says: «السجن 20 عاما لصحفي», « trois ans de prison pour deux militants »."""
    if around.has(at, "casualties.detained.given"):
        return around.group_at(at + 1 + around.has(at + 1, "words.article"))
    return given_to(around, at) if around.has(at, "casualties.detained.sentence") else None


def given_to(around: Around, at: int) -> Group | None:
    """Who is given what a noun says, with its length between: «السجن 20 عاما لصحفي», «المؤبد على رجل»."""
    for to in range(at + 1, min(at + 1 + NAME + NEAR, len(around))):
        if around.tokens[to].clitics.preposition == "ل":
            return around.group_at(to)
        if around.reads(to, "ل"):
            return around.group_at(to + 1)  # «لـ24 متهما»
        if _is_recipient(around, to):
            return one(to, to + 1)
        if around.has(to, "words.against"):
            return around.group_at(to + 1)
        is_length = around.has(to, "things.time") or around.tokens[to].kind == "number"
        if not (is_length or around.is_unknown(to) or around.is_number(to)):
            break
    return None


def _is_recipient(around: Around, at: int) -> bool:
    """Whether ل leads to a noun that the lexicon lacks, and to no deed: «لمخترع», not «لقتله»."""
    text = around.tokens[at].text
    is_one = around.is_unknown(at) and text.startswith("ل") and len(text) > CLOSE
    return is_one and not text.endswith(("ه", "ها", "هم"))


def someone(around: Around, trigger: Trigger) -> Group | None:
    """A person who is only named: "killed Jane Roe", «اغتيال سالم الورفلي»."""
    at = trigger.at
    name = at + 1 + around.has(at + 1, "people.nations.one")
    is_lost = not around.has(at - 1, "words.gerund")
    is_full = trigger.category != "missing" or (is_lost and around.is_name(name + 1))
    is_owner = around.reads(name + 1, "'s")  # "is killing Roe's plan"
    if (
        trigger.is_a("event", "participle", "verb", "after")
        and around.is_name(name)
        and is_full
        and not is_owner
    ):
        return one(name, name + 1)
    is_told = trigger.category in _NAMED and _is_pronoun(around, at + 1)
    if trigger.is_a("participle", "after") and (is_told or around.has(at + 1, "words.himself")):
        return one(at + 1, at + 2)
    subject = _unknown_subject(around, trigger)
    if subject:
        return subject
    is_noun = trigger.is_a("event") and (
        not trigger.is_a("verb") or around.tokens[at].clitics.preposition in ("ب", "ل")
    )
    if is_noun and not is_bare_event(around, trigger) and trigger.category in _NAMED:
        return _unknown(around, at + 1)
    return None


def _is_pronoun(around: Around, at: int) -> bool:
    """Whether a pronoun stands there, and no possessive: "arrested her", not "killed her son"."""
    is_last = at + 1 >= len(around) or around.tokens[at + 1].kind == "mark"
    return around.has(at, "words.him") and (is_last or around.has(at + 1, "words.function", "words.and"))


def _after(
    around: Around, used: AbstractSet[int], at: int, reach: int, uncounted: int, *, many_act: bool = False
) -> Group | None:
    """The group that follows within reach, one without a number within `uncounted`.

    One that is counted goes before one that may be the agent: «قتلت الشرطة 3 أشخاص», and where `many_act`,
    «قتلت قوات الحرس 3 أشخاص».
    """
    agent = None
    for group in around.following(at):
        away = group.first - at - 1
        if away > reach or group.first in used or around.is_walled(at + 1, group.first):
            break
        if not group.sure and (
            away > NEAR
            or _counts_unknown(around, group, at)
            or around.has(at, "casualties.detained.sentence")  # «بالسجن 18»
        ):
            continue
        if around.has(group.first - 1, "words.opposed") or _does_it(around, group):
            continue  # «قتل في مواجهات مع المتمردين»
        if group.low is None and (
            away > uncounted or around.any_has(at + 1, group.first, "background.after")
        ):
            continue
        may_act = (
            around.is_definite(group.first) or (many_act and group.low is None) or _is_agent(around, group)
        )
        if agent and _goes_with(around, agent, group):
            return agent
        if group.counted or not may_act:
            return group
        agent = agent or group
    is_police = agent is not None and agent.side == "forces" and agent.low is None
    is_led = " " in around.tokens[at].text or around.senses[at].category != "detained"
    is_object = is_led or (agent is not None and around.tokens[agent.first].text.endswith("ا"))  # «حراسا»
    return None if is_police and not is_object else agent  # «أوقف رجال الشرطة سيارة», but «القبض على رجال»


def _goes_with(around: Around, one: Group, group: Group) -> bool:
    """Whether "and" joins counted ones to whom it befell too: «القيادي فلان وثلاثة من مرافقيه»."""
    is_joined = around.carries_and(group.first) or around.is_and(group.first - 1)
    return one.low == 1 and is_joined and all(map(around.is_unknown, range(one.end, group.first - 1)))


def _named(around: Around, trigger: Trigger, group: Group) -> Group | None:
    """The person whose name stands before what he is: "the death of Jane Roe, a nurse"."""
    first = end = trigger.last + 1
    while end < group.first and around.is_name(end):
        end += 1
    is_aside = first < end and around.reads(end, ",") and group.low == 1
    return one(first, end) if is_aside and around.order.subject_first else None


def _of_whom(around: Around, trigger: Trigger) -> int:
    """Where whom it befell is led in: «القبض قبل أيام *على* قائد»; else where the trigger ends."""
    if not around.has(trigger.at, "casualties.detained.on"):
        return trigger.last
    within = range(trigger.at + 1, min(trigger.at + BEHIND, len(around)))
    return next((at for at in within if around.has(at, "words.against")), trigger.last)


def _with_named(around: Around, trigger: Trigger, group: Group) -> Group:
    """With the person whose name stands before "and": «اعتقال فلان وخمسة من مساعديه» are six."""
    may_join = group.counted or (group.low == 1 and trigger.is_a("event"))
    if not (may_join and around.order.verb_first and around.carries_and(group.first)):
        return group
    first = group.first
    while group.first - first < NAME and around.is_unknown(first - 1):
        first -= 1
    # behind a verb who does it comes first, so that one unknown word is no name yet
    is_name = first == trigger.last + 1 if trigger.is_a("event") else group.first - first >= NEAR
    return total(one(first, group.first), group) if first < group.first and is_name else group


def _counts_unknown(around: Around, group: Group, at: int) -> bool:
    """Whether what an unknown noun counts may be no people: «فقدان 40 ألف فدان»."""
    if around.senses[at].category not in TAKEN or group.end >= len(around):
        return False
    noun = around.tokens[group.end]
    return noun.kind == "word" and not noun.tags


def _does_it(around: Around, group: Group) -> bool:
    """Whether ل behind an armed body leads to whom it did it to: «تهجير الميليشيا لنحو 40 أسرة»."""
    is_body = group.low is None and group.side in ("forces", "militants") and group.end < len(around)
    return is_body and around.tokens[group.end].clitics.preposition == "ل"


def _is_agent(around: Around, group: Group) -> bool:
    """Whether one person did it to the counted ones that follow at once: «قتل شخص 5 نساء»."""
    following = around.behind(group)
    if group.low != 1 or following is None or not following.counted:
        return False
    return following.first == group.end and not around.tokens[following.first].clitics.written


def _object(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Whom an active participle names right behind it; "killed in a camp", "by gunmen" name nobody."""
    group = _after(around, used, at, CLOSE, CLOSE)
    if group is None or around.tokens[at].text.endswith(around.order.leads_off):
        return None
    between = range(at + 1, group.first)
    if any(around.has(it, "words.function", "words.and") or around.reads(it, ",") for it in between):
        return None
    return None if group.bound == "unspecified" and _is_attribute(around, at) else group


def describes_next(around: Around, trigger: Trigger) -> bool:
    """Whether it only describes people right behind it, and befell nobody before: "over missing students"."""
    if not around.order.nouns_last or not trigger.is_a("participle"):
        return False
    return _is_attribute(around, trigger.at) and around.group_at(trigger.last + 1) is not None


def _is_attribute(around: Around, at: int) -> bool:
    """Whether a participle only describes those behind it: "care for wounded soldiers"."""
    return around.has(at - 1, "words.function", "words.article", "words.of", "words.those")


def _unknown_subject(around: Around, trigger: Trigger) -> Group | None:
    """Who stands between «أن» and a verb without an object, where the lexicon lacks him: «أن المفجر قتل»."""
    at = trigger.at
    that = next((it for it in range(at - 1, max(at - BEHIND, 0), -1) if around.has(it, "source.that")), None)
    if that is None or not trigger.is_a("verb") or not around.order.verb_first:
        return None
    text, follows = around.tokens[that + 1].text, trigger.last + 1
    is_one = text.startswith("ال") and not text.endswith(around.order.plural_endings)
    is_object = follows < len(around) and around.is_unknown(follows)
    if not is_one or not around.is_unknown(that + 1) or is_object:
        return None
    is_turned = around.is_walled(that + 1, at)
    return None if is_turned else Group(that + 1, that + 2, 1, 1, "exact", sure=False)


def _unknown(around: Around, at: int) -> Group | None:
    """Who follows the noun of an event, where the lexicon lacks the word: a name, a calling."""
    if at >= len(around):
        return None
    token, order = around.tokens[at], around.order
    is_known = any(not tag.startswith("cause.") for tag in token.tags)
    if token.kind != "word" or is_known or not order.unknown_noun.match(token.text):
        return None
    if token.text.startswith(order.particles):
        return None
    if token.text.endswith(order.plural_endings):
        return some(at, at + 1, sure=False)
    return Group(at, at + 1, 1, 1, "exact", sure=False)
