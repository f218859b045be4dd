"""Whether a claim is of others than those of whom its sentence told before it."""

from bot.reading.casualties.patient import Patient
from bot.reading.casualties.words import Words

_LED = 4  # tokens from "before" to the verb: "before the police shot him dead"
_VERBS = ("casualties.killed.verb_one", "casualties.killed.before", "casualties.killed.suicide")


def are_others(words: Words, patient: Patient) -> bool:
    """Whether those of a claim are told of anew: «قتل ضابط في كمين وقتل مدني»; not «وقتل الضابط».

    Who kills is another than the dead: «قتل زوجته ثم انتحر», «قبل أن يلقى مصرعه».
    """
    if not words.order.verb_first:
        return False
    at, group = patient.trigger, patient.group
    if words.has(at, *_VERBS) and words.any_has(at - _LED, at, "words.then"):
        return True
    if group.low is None or not group.sure or words.is_definite(group.first):
        return False
    if words.any_has(group.first, group.end, "words.other"):
        return True
    begins = words.carries_and(patient.first) or words.has(patient.first - 1, "source.meanwhile", "words.and")
    return begins and bool(words.tokens[group.first].tags)
