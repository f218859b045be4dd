"""What is no casualty: a natural death, a patient's illness, a player's injury."""

from bot.model import Category
from bot.reading.casualties.patient import Patient
from bot.reading.casualties.words import Words

_PLAYERS = 3  # more injured at once are no players
_NEAR = 4  # tokens between an injury and the illness that it turns out to be
_CAUSE = 8  # tokens from an age to what somebody died of
_CLAUSE = 16  # tokens of what is told of somebody between commas
_NATURAL = ("casualties.killed.natural", "casualties.wounded.natural")
_OF_SPORT = frozenset({"wounded", "abducted"})  # injured players, "snatched" victories


def is_casualty(words: Words, patient: Patient, causes: frozenset[str]) -> bool:
    """Whether a claim counts, where the entry tells of these causes: "cause.violent", "cause.sport"."""
    if _may_be_natural(words, patient):
        return patient.group.low not in (1, None) or _is_violent(words, patient, causes)
    if patient.category == "abducted" and "cause.figurative" in causes:
        return False
    if "cause.sport" in causes and _is_of_sport(words, patient):
        return False
    is_told = (
        patient.group.first == patient.trigger and "event_many" in words.senses[patient.trigger].triggers
    )
    is_all = patient.group.low is None and words.is_definite(patient.group.first)  # «إصابة الأطفال بالصرع»
    is_bare = patient.group.low == 1 or is_told or is_all  # «إصابتهم بالسكري»
    return patient.category != "wounded" or not is_bare or not _is_ill(words, patient)


def category(words: Words, patient: Patient) -> Category:
    """What befell them: many «أصيبوا بالكوليرا» fell sick."""
    return "sick" if patient.category == "wounded" and _is_ill(words, patient) else patient.category


def _may_be_natural(words: Words, patient: Patient) -> bool:
    """Whether the words do not tell that it was violent: "died"; "un mort" is one of a count."""
    trigger = patient.trigger
    is_noun = trigger == patient.group.first and patient.group.victim is not None
    is_one_of_count = is_noun and words.has(trigger - 1, "numbers.articles")
    is_one_of_count = is_one_of_count or words.has(patient.group.first, "words.nth")  # "the first UK death"
    return words.has(trigger, *_NATURAL) and not is_one_of_count


def _is_violent(words: Words, patient: Patient, causes: frozenset[str]) -> bool:
    """Whether something killed the person before the time: of one who is only named, in the same sentence."""
    if _is_aged(words, patient):
        return False
    if _is_anybody_hurt(words):
        return True
    is_named = not words.tokens[patient.group.end - 1].tags  # obituaries are of such
    return _tells_violence(words) if is_named else "cause.violent" in causes


def _is_anybody_hurt(words: Words) -> bool:
    """Whether the sentence tells of wounds; a stay in hospital is none."""
    hurt = (at for at, meaning in enumerate(words.senses) if meaning.category == "wounded")
    return not all(words.has(at, "casualties.wounded.natural") for at in hurt)


def _tells_violence(words: Words) -> bool:
    """Whether the sentence names what kills: "shot", "flood"."""
    return words.any_has(0, len(words), "cause.violent")


def _is_aged(words: Words, patient: Patient) -> bool:
    """Whether it reads like an obituary, "dies at 87", and no cause is told with it."""
    end = patient.end
    is_number = any(token.kind == "number" for token in words.tokens[end : end + _NEAR])
    is_caused = words.any_has(end, end + _CAUSE, "cause.violent")
    return words.has(end, "cause.age") and is_number and not is_caused


def _is_of_sport(words: Words, patient: Patient) -> bool:
    """Whether players are hurt or suspended: "the striker was injured"."""
    if _tells_violence(words) or (patient.group.low or 0) > _PLAYERS:
        return False
    return patient.category in _OF_SPORT or words.has(patient.trigger, "cause.suspends")


def _is_ill(words: Words, patient: Patient) -> bool:
    """Whether they are hurt by an illness: «أصيب بفيروس», «إصابة 20 شخصا بعد شرب الماء (كوليرا)»."""
    end = min(patient.end + _CAUSE, len(words))
    is_told = words.order.verb_first and any(
        words.has(at, "cause.illness") and words.tokens[at].clitics.preposition == "ب"
        for at in range(patient.end, min(patient.end + _CLAUSE, len(words)))
    )  # «أصيب فلان، مدير الوكالة، بصدمة»
    is_added = is_told or any(
        words.reads(at - 1, "(") and words.has(at, "cause.illness") for at in range(patient.end, end)
    )
    return is_added or words.any_has(patient.first, patient.end + _NEAR, "cause.illness", "words.case")
