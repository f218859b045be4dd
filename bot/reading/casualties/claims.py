"""How a claim is meant: as news or as background, asserted, denied or only thought of."""

from collections.abc import Sequence
from typing import Literal

from bot.model import Category
from bot.reading.casualties.patients import Patient
from bot.reading.facts import Status
from bot.reading.sentence import Sentence
from bot.reading.tokens import Token

_NEAR = 4  # tokens between a cue and the word that it bears on
_CLOSE = 2  # with an article or an adjective between at most
_WHOLE = 60  # of a sentence, as long as news writes them
_FAR = 9  # between a verb of denying and what it denies
_COMMAS = frozenset(",،")
_BREAKS = frozenset(".:;؛!?؟")
_JUDGED: frozenset[Category] = frozenset({"killed", "wounded", "abducted", "missing", "displaced"})


def status(sentence: Sentence, patient: Patient) -> Status:
    """Whether the words assert the claim, deny it, or only speak of it."""
    for at in {patient.first, patient.trigger}:
        if _cue(sentence, at, "status.denied", _NEAR) and not _cue(sentence, at, "background.law", _NEAR):
            return "denied"  # who denies to have had a hand in it does not deny that it happened
        if _cue(sentence, at, "status.denies", _FAR):
            return "denied"
        if _cue(sentence, at, "status.hypothetical", _NEAR, but="background.after"):
            return "hypothetical"
    return "asserted"


def scope(
    sentence: Sentence, patient: Patient, old: Sequence[int], topics: frozenset[str]
) -> Literal["news", "background"]:
    """Whether the claim is of the event that the item reports.

    `old` are the tokens that name old dates; of `topics` an anniversary or a trial says that the item is
    about something that happened long before it.
    """
    first = patient.first
    if "background.anniversary" in topics:
        return "background"
    if patient.category in _JUDGED and _bears(sentence, patient, "background.memory"):
        return "background"
    if patient.category in _JUDGED and ("background.trial" in topics or _is_reason(sentence, patient)):
        return "background"
    if patient.category in _JUDGED and (
        _cue(sentence, first, "background.law", _FAR) or _cue(sentence, first, "background.inquiry", _NEAR)
    ):
        return "background"
    if patient.category in _JUDGED and _cue(sentence, first, "background.long", _NEAR):
        return "background"
    if any(_dates(sentence, patient, at) for at in old):
        return "background"
    if _is_named_only(sentence, patient) or _bears(sentence, patient, "background.period"):
        return "background"
    return "news"


def _bears(sentence: Sentence, patient: Patient, tag: str) -> bool:
    """Whether a word of this class stands before the claim, or behind it with no comma between."""
    for at in range(max(0, patient.first - _WHOLE), min(patient.end + _WHOLE, len(sentence.tokens))):
        token = sentence.tokens[at]
        if at >= patient.end and token.text in _COMMAS:
            return False
        if tag in token.tags:
            return True
    return False


def _is_reason(sentence: Sentence, patient: Patient) -> bool:
    """Whether one person's fate only says what the news is about: "protests after the killing of a boy"."""
    trigger = sentence.tokens[patient.trigger]
    classes = {tag.rpartition(".")[2] for tag in trigger.tags if tag.startswith("casualties.")}
    before = sentence.tokens[max(0, patient.trigger - 1)]
    if "possessed" in classes and before.text == "'s" and patient.group.low == 1:
        return True
    around = sentence.tokens[max(0, patient.first - _WHOLE) : patient.end + _WHOLE]
    if patient.group.low not in (1, None) or any("background.fresh" in token.tags for token in around):
        return False
    is_name = not sentence.tokens[patient.group.first].tags
    if "event" in classes and is_name and patient.category == "killed" and _is_latin(trigger):
        return True  # "the murder of Jane Roe": news of it has a verb
    if patient.group.low is None:
        return False
    if is_name and patient.category == "killed" and _cue(sentence, patient.first - 1, "background.over", 0):
        return True  # "before Jane Roe died"
    if "event" in classes and _cue(sentence, patient.trigger, "background.over", _CLOSE):
        return True
    if _cue(sentence, patient.first - 1, "background.kin", _CLOSE):
        return True
    return "background.who" in before.tags and patient.group.first > patient.trigger


def _is_latin(token: Token) -> bool:
    return token.text[:1].isascii()


def _is_named_only(sentence: Sentence, patient: Patient) -> bool:
    """Whether the Arabic ل makes a death the reason for something: «يثأر لمقتل أخيه»; not «أدى لمقتل»."""
    trigger = sentence.tokens[patient.trigger]
    if not trigger.clitics.endswith("ل") or patient.group.low not in (1, None):
        return False
    return not _cue(sentence, patient.trigger, "toll.causes", _NEAR)


def _dates(sentence: Sentence, patient: Patient, at: int) -> bool:
    """Whether a date at this token is that of the claim: before it in the sentence, or next behind it."""
    if at < patient.first:
        before = sentence.tokens[at : patient.first]
        if at <= _CLOSE and any(token.text in _COMMAS for token in before[:_NEAR]):
            return True  # "In 1994, 12 people were killed"
        apart = any(token.text in _COMMAS for token in before)
        return len(before) <= _FAR * 2 and (not apart or _cue(sentence, patient.first, "toll.causes", _NEAR))
    between = sentence.tokens[patient.end : at]
    return len(between) <= _FAR and not any(
        token.text in _COMMAS or "background.after" in token.tags for token in between
    )


def _cue(sentence: Sentence, first: int, tag: str, reach: int, *, but: str = "") -> bool:
    """Whether a word of this class stands within reach before this token, in the same clause.

    A word of the class `but` begins what is told as a fact: "urges an inquiry after 28 died".
    """
    for at in range(first, max(first - reach, 0) - 1, -1):
        if at < first and (sentence.tokens[at].text in _BREAKS or but in sentence.tokens[at].tags):
            return False
        if at < len(sentence.tokens) and tag in sentence.tokens[at].tags and not _is_of_a_date(sentence, at):
            return True
    return False


def _is_of_a_date(sentence: Sentence, at: int) -> bool:
    """Whether "may" is the month: "on May 5"."""
    if "dates.month" not in sentence.tokens[at].tags:
        return False
    beside = sentence.tokens[max(0, at - 1) : at + 2]
    return any(token.kind == "number" for token in beside)
