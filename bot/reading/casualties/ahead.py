"""Whom something befell, found before its trigger: "five people died", "Jane Roe, 63, was arrested"."""

from collections.abc import Set as AbstractSet
from typing import Literal

from bot.reading.casualties.around import AHEAD, BEHIND, CLOSE, NAME, NEAR, Around
from bot.reading.casualties.group import Group, one, total
from bot.reading.casualties.phrases import QUOTES
from bot.reading.casualties.triggers import Trigger

_Number = Literal["one", "many"]
_AGE = 4  # tokens of an age between commas: ", 63,", « , vingt et un ans, »


def ahead(around: Around, used: AbstractSet[int], trigger: Trigger) -> Group | None:
    """The group before a trigger, those `used` left out, if a trigger of its classes has one there."""
    at = trigger.at
    if trigger.is_a("passive"):
        found = before(around, used, at, 0)  # "two hurt"
        return found if found is None or found.counted or not around.order.inverts else None
    if trigger.is_a("before"):
        return _subject_of_verb(around, used, at)
    if trigger.is_a("after") and around.order.verb_first:
        return _sentenced(around, used, at)
    if not trigger.is_a("participle", "verb") or _is_active(around, trigger):
        return None
    found = before(around, used, at, BEHIND, number=_number(around, at + 1) or _ending(around, at))
    if found and not found.counted and around.order.inverts and _is_parted(around, found.end, at - 1):
        return None
    if found is None and around.sentence.part == "title":
        return _headed_by_name(around, at)
    is_dual = trigger.is_a("dual") and found is not None and found.low in (None, 1)
    may_be_first = is_dual or found is None or _may_be_first(around, found, at)
    return None if trigger.is_a("verb") and not may_be_first else found


def before(
    around: Around,
    used: AbstractSet[int],
    at: int,
    reach: int,
    *,
    sure: bool = True,
    number: _Number | None = None,
) -> Group | None:
    """The nearest group before this token, within reach and of this grammatical number.

    A number without a noun is taken from far away only where it need not be `sure` that it counts people.
    """
    if _is_of_animal(around, at):
        return None
    for group in around.preceding(at):
        away = at - group.end
        if group.first in used and not group.counted:
            continue  # "tué" was a verb
        first = group.end + _is_described(around, group, at)
        if away > reach or group.victim == "killed" or around.is_walled(first, at, past_among=True):
            return None  # of the dead nothing else is told: "two dead, many hurt"
        if group.first in used or group.subset or not _agrees(around, group, number):
            continue
        if group.victim and not group.counted and around.has(group.first - 1, "toll.noun"):
            continue  # "the number of the detained": those of a toll
        if _is_part(around, group, at, reach):
            continue
        if group.sure or not sure or (away <= NEAR and not around.is_obscure(group.end)):
            return group
    return None


def _is_of_animal(around: Around, at: int) -> bool:
    """Whether an animal stands right before, which nobody is with or was hurt by: "a dog still missing"."""
    while around.has(at - 1, "words.adverb", "words.be"):
        at -= 1
    return around.has(at - 1, "things.animals") and not around.any_has(at - CLOSE, at - 1, "words.by")


def _is_described(around: Around, group: Group, at: int) -> bool:
    """Whether a participle behind them only says who they are: "the nurse *reported missing* was found"."""
    is_of_noun = around.order.subject_first and not around.has(group.end, "words.be")
    return is_of_noun and group.end < at - 1 and around.acts(group.end) and around.is_passive(at)


def subject_of_passive(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Who stands before a passive: "two engineers were killed"."""
    number = _number(around, at) or _ending(around, at)
    clause = _clause_before(around, at)
    if clause is not None:
        return before(around, used, clause, CLOSE, number=number)
    if around.any_has(at - NEAR, at, "words.be_many"):
        return before(around, used, at, AHEAD, number="many") or _named_before(around, at)
    return (
        _named_before(around, at) or before(around, used, at, AHEAD, number=number) or _first_name(around, at)
    )


def _clause_before(around: Around, at: int) -> int | None:
    """Where a clause between commas begins that parts a verb from its subject: "he, who hurt two, died"."""
    end = at
    while at - end < NEAR and around.has(end - 1, "words.be", "words.adverb"):
        end -= 1
    if not around.reads(end - 1, ","):
        return None
    within = range(end - 2, max(end - 1 - AHEAD, 0), -1)
    comma = next((it for it in within if around.reads(it, ",") or around.is_wall(it)), None)
    if comma is None or not (
        around.has(comma + 1, "words.who", "background.who", "words.accused")
        or around.senses[comma + 1].category == "wounded"
    ):
        return None
    return comma


def possessor(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """The person of a trigger behind "'s": "Nichols's death", "a boy's death"."""
    owner = before(around, used, at - 1, 0) or _owner(around, at - 1)
    if owner is None and around.is_name(at - 2):
        return one(at - 2, at - 1)
    return owner


def _headed_by_name(around: Around, at: int) -> Group | None:
    """The person whose full name stands before a participle in a title: "Jane Roe jailed for fraud".

    Behind a comma it heads the clause: « Jeanne Roe, figure de l'opposition, arrêtée à Paris ».
    """
    if around.headline or around.order.verb_first:
        return None
    if around.reads(at - 1, ","):
        return _first_name(around, at) if around.order.inverts else None
    named = _name_to(around, at) if around.order.nouns_last else None
    return named if named and named.end - named.first > 1 else None


def _owner(around: Around, at: int) -> Group | None:
    """The one person whose body it is, of whom another word told already: "a missing man's body"."""
    group = next(around.preceding(at), None)
    return group if group and group.end == at and group.low == 1 else None


def _subject_of_verb(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Who stands before a verb that has no object: "five people who were in a lift died"."""
    if _is_of_thing(around, at):
        return None
    name, pronoun = at - 2 - around.reads(at - 2, ","), _pronoun(around, at)
    if around.has(at - 1, "words.who") and around.is_name(name):
        return one(name, at)  # "Smith, who died"
    if pronoun is not None:
        return one(pronoun, at)
    clause = _clause_before(around, at)
    if clause is not None:
        return before(around, used, clause, CLOSE, number=_number(around, at + 1))
    found = before(around, used, at, AHEAD, number=_number(around, at + 1))
    if around.order.verb_first:
        return found
    named = _name_to(around, at)
    is_full = named is not None and named.end - named.first > 1
    if found and found.counted and is_full and not _belongs(around, found, named):
        return named  # "Three skaters remember how Jane Roe died"
    return found or (named if is_full else None)


def _is_of_thing(around: Around, at: int) -> bool:
    """Whether "that" or "which" leads back to what is no person: "a capsule that has gone missing"."""
    which = at - 1
    while at - which < NEAR and around.has(which, "words.be", "words.adverb"):
        which -= 1
    return around.has(which, "words.which") and around.is_obscure(which - 1)


def _belongs(around: Around, group: Group, name: Group | None) -> bool:
    """Whether a name only says who or where they are: "two men from York", "the brothers Jim and Joe Roe"."""
    between = range(group.end, name.first if name else group.end)
    links = ("words.place", "words.of", "words.and", "words.article")
    return all(around.has(at, *links) or around.tokens[at].kind == "mark" for at in between)


def _sentenced(around: Around, used: AbstractSet[int], at: int) -> Group | None:
    """Who stands between «على» and what is done to him: «الحكم على صحفي بالسجن», «حكم على فلان بالسجن»."""
    for group in around.preceding(at):
        if at - group.end > AHEAD or around.is_walled(group.end, at):
            break
        is_near = at - group.end <= CLOSE or group.low == 1
        if is_near and group.first not in used and around.has(group.first - 1, "words.against"):
            return group  # «حكم على طالب كان قد تدرب في سوريا بالسجن»
    first = at
    while at - first < NAME and around.is_unknown(first - 1):
        first -= 1
    return one(first, at) if first < at and around.has(first - 1, "words.against") else None


def _pronoun(around: Around, at: int) -> int | None:
    """Where a pronoun stands, right before but for "is" and an adverb: "He is now in custody"."""
    for place in range(at - 1, at - 1 - NAME, -1):
        if around.has(place, "words.he"):
            return place
        if not around.has(place, "words.be", "words.adverb"):
            return None
    return None


def _named_before(around: Around, at: int) -> Group | None:
    """The person who is only named before a passive: "Jane Roe was killed", "he was killed"."""
    end = next(place for place in range(at - 1, -1, -1) if around.has(place, "words.be"))
    if around.has(end - 1, "words.he"):
        return one(end - 1, end)
    return _name_to(around, end)


def _first_name(around: Around, at: int) -> Group | None:
    """The person with whose full name the clause begins: "Jane Roe of Austin, Texas, was arrested"."""
    first = at
    while first and at - first < AHEAD and not around.is_wall(first - 1):
        first -= 1
    is_full = around.is_name(first) and around.is_name(first + 1)
    number = _number(around, at) or _ending(around, at)
    if not is_full or at - first >= AHEAD or number != "one" or around.is_walled(first + NEAR, at):
        return None
    return one(first, first + NEAR)


def with_names(around: Around, group: Group, at: int) -> Group:
    """A person with those whose names "and" joins before: "Jane Roe and her son were killed" are two."""
    verb = around.tokens[at].text.startswith(around.order.plural_verbs or "\n")
    are_many = verb or _ending(around, at) == "many"
    is_plural = are_many or around.any_has(group.end, at, "words.be_many")
    if not (is_plural and group.low == 1 and not group.counted and group.end <= at):
        return group
    first = group.first - around.has(group.first - 1, "words.article")
    name = _name_to(around, first - 1) if around.is_and(first - 1) else None
    while name:
        group = total(name, group)
        first = name.first
        name = _name_to(around, first - 1) if around.reads(first - 1, ",") else None
    return group


def _name_to(around: Around, end: int) -> Group | None:
    """The person whose name, or name and age, ends before this token: "Jane Roe, 63, died"."""
    end = _before_age(around, end)
    first = end
    while end - first < NAME and around.is_name(first - 1):
        first -= 1
    return None if first == end or around.has(first - 1, "words.place") else one(first, end)


def _before_age(around: Around, end: int) -> int:
    """Where an age between commas begins that ends here, else here: ", 63,", « , cinq ans, »."""
    if not around.reads(end - 1, ","):
        return end
    comma = next((at for at in range(end - 2, end - 2 - _AGE, -1) if around.reads(at, ",")), None)
    if comma is None or comma == end - 2:
        return end
    is_age = all(
        around.tokens[at].kind == "number" or around.is_number(at) or around.has(at, "things.years")
        for at in range(comma + 1, end - 1)
    )
    return comma if is_age else end


def _is_active(around: Around, trigger: Trigger) -> bool:
    """Whether somebody does it to whom no group names: "who killed", "killed his", "killed two dogs"."""
    following = trigger.last + 1
    if around.has(trigger.at - 1, "words.does") or around.has(following, "words.him"):
        return True
    if around.has(following, "words.article"):
        is_phrase = " " in around.tokens[trigger.last].text
        is_deed = around.has(trigger.last, "words.deed") and _is_object(around, following + 1)
        return is_deed or not is_phrase
    if around.has(following, "words.and") and around.is_deed(following + 1):
        following += 2  # "killed and cooked four goats"
    is_number = following < len(around) and around.tokens[following].kind == "number"
    return is_number or around.has(following, "numbers.units")


def _is_object(around: Around, at: int) -> bool:
    """Whether an object stands there, and no time: "fatally shot a *transient*"; not "a day after"."""
    return around.is_obscure(at) and not around.has(at, "things.time")


def _is_parted(around: Around, first: int, end: int) -> bool:
    """Whether a mark stands between, so that a participle describes another: « la femme, l'ours blessé »."""
    return any(around.tokens[at].kind == "mark" for at in range(first, end))


def _may_be_first(around: Around, group: Group, at: int) -> bool:
    """Whether whom it befell may stand before a verb that usually comes first: «ثلاثة أشخاص قتلوا»."""
    return group.counted or around.has(at - 1, "words.who") or around.has(group.first - 1, "source.that")


def _number(around: Around, at: int) -> _Number | None:
    """The grammatical number of the verb right before this token, where it shows: "was", "dies"."""
    if around.tokens[min(at, len(around)) - 1].text.startswith(around.order.plural_verbs or "\n"):
        return "many"
    return "one" if around.any_has(at - NEAR, at, "words.be_one") else None


def _ending(around: Around, at: int) -> _Number | None:
    """The grammatical number of those with whom a French participle agrees: "tuée", "tués"."""
    text = around.tokens[at].text
    if "participle" not in around.senses[at].triggers:
        return None
    if around.order.many_participle.match(text):
        return "many"
    return "one" if around.order.one_participle.match(text) else None


def _agrees(around: Around, group: Group, number: _Number | None) -> bool:
    """Whether a verb of this number may mean them."""
    if number == "many":
        return not _is_alone(around, group)
    is_whole = around.any_has(group.first, group.end, "numbers.collectives", "numbers.vague")
    is_two = around.senses[group.end - 1].people == "two"
    return number is None or group.low == 1 or is_two or is_whole  # "the couple was", « une dizaine a été »


def _is_alone(around: Around, group: Group) -> bool:
    """Whether it is one person, whom a plural verb does not mean: "supporters of the mayor were"."""
    joined = any(map(around.is_and, range(group.first - NEAR, group.first)))
    return group.low == 1 and not group.counted and not joined


def _is_part(around: Around, group: Group, at: int, reach: int) -> bool:
    """Whether a number is said of those of whom this group is a part: «18 من الجنود والمسلحين»."""
    aside_of = _aside_of(around, group)
    if group.low is not None:
        return aside_of is not None and aside_of.counted and (aside_of.low or 0) > group.low
    whole = aside_of or around.before(group)
    if whole is None or not whole.counted or whole.subset or whole.victim or at - whole.end > reach:
        return False
    between = range(whole.end, group.first)
    return whole == aside_of or (len(between) <= CLOSE and not any(_parts(around, it) for it in between))


def _aside_of(around: Around, group: Group) -> Group | None:
    """Those of whom this group ends what is said between commas: "130 people, men and women, are held"."""
    if not any(around.reads(at, ",") for at in range(group.end, group.end + CLOSE)):
        return None
    within = range(group.first - 1, max(group.first - 1 - CLOSE, 0), -1)
    comma = next((at for at in within if around.reads(at, ",") or around.acts(at)), None)
    whole = None if comma is None or around.acts(comma) else next(around.preceding(comma), None)
    return whole if whole and whole.end == comma else None


def _parts(around: Around, at: int) -> bool:
    """Whether others begin behind it: a comma, a verb; no quotation mark: « 25 personnes "côté amis" »."""
    is_mark = around.tokens[at].kind == "mark" and not around.reads(at, *QUOTES)
    return is_mark or bool(around.senses[at].triggers)
