"""From the sentences of an entry to its casualty figures.

tokens | numerals -> quantities | groups -> people | patients -> claims | context, source | distinct
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal

from bot.model import Category, Language
from bot.reading.casualties.attribution import source
from bot.reading.casualties.claims import scope, status
from bot.reading.casualties.distinct import distinct
from bot.reading.casualties.groups import groups
from bot.reading.casualties.patients import Patient, patients
from bot.reading.casualties.senses import Side, sense
from bot.reading.dates import DateMention, dates, local
from bot.reading.facts import CasualtyFact
from bot.reading.numerals import quantities
from bot.reading.sentence import Sentence
from bot.reading.tokens import Token

_OLD = timedelta(days=6)  # what happened before that is not what an entry reports
_LONG = timedelta(days=500)  # a total since then is one of years
_LEAD = 2  # sentences that say what an entry is about: its title and the first of its summary
_PLAYERS = 3  # more injured at once are no players
_NEAR = 4  # tokens between an injury and the illness that it turns out to be
_NATURAL = frozenset({"casualties.killed.natural", "casualties.wounded.natural"})
_OF_SPORT = frozenset({"wounded", "abducted"})  # injured players, "snatched" victories
_WHO: dict[Side | None, Literal["civilians", "fighters"]] = {
    "civilians": "civilians",
    "forces": "fighters",
    "militants": "fighters",
}


def find(
    sentences: Sequence[Sentence], language: Language, published: datetime | None, zone: tzinfo
) -> list[CasualtyFact]:
    """The casualty figures that these sentences of one entry claim, each once."""
    claiming = [at for at, sentence in enumerate(sentences) if any(map(_may_claim, sentence.tokens))]
    if not claiming:
        return []
    causes = _tags(sentences, "cause.")
    topics = _tags(sentences[:_LEAD], "background.")
    found: list[CasualtyFact] = []
    for at in claiming:
        of_sentence = _tags(sentences[at : at + 1], "background.")
        found += _claims(sentences[at], language, published, zone, causes | topics | of_sentence)
    return distinct(found)


def _tags(sentences: Iterable[Sentence], prefix: str) -> frozenset[str]:
    """What these sentences speak of: "cause.violent", "cause.sport", "background.anniversary"."""
    return frozenset(
        tag
        for sentence in sentences
        for token in sentence.tokens
        for tag in token.tags
        if tag.startswith(prefix)
    )


def _may_claim(token: Token) -> bool:
    meaning = sense(token)
    return meaning.category is not None or meaning.victim is not None or "toll.dead" in token.tags


def _claims(
    sentence: Sentence,
    language: Language,
    published: datetime | None,
    zone: tzinfo,
    causes: frozenset[str],
) -> Iterator[CasualtyFact]:
    counted = groups(sentence.tokens, quantities(sentence.tokens, language), language)
    found = [it for it in patients(sentence, counted) if _is_casualty(sentence, it, causes)]
    if not found:
        return
    old = _old(sentence, language, published, zone)
    for patient in found:
        yield _fact(sentence, patient, old, causes)


def _is_casualty(sentence: Sentence, patient: Patient, causes: frozenset[str]) -> bool:
    """Whether it is neither a natural death nor a patient's illness nor a player's injury."""
    if _may_be_natural(sentence, patient):
        return patient.group.low != 1 or (
            "cause.violent" in (_near_causes(sentence) if _is_name(sentence, patient) else causes)
            and not _is_aged(sentence, patient)
        )
    is_violent = any("cause.violent" in token.tags for token in sentence.tokens)
    if "cause.sport" in causes and not is_violent and (patient.group.low or 0) <= _PLAYERS:
        suspends = "cause.suspends" in sentence.tokens[patient.trigger].tags
        if suspends or patient.category in _OF_SPORT:
            return False
    return patient.category != "wounded" or patient.group.low != 1 or not _is_ill(sentence, patient)


def _may_be_natural(sentence: Sentence, patient: Patient) -> bool:
    """Whether the words do not tell that it was violent; "un mort" is one of a count."""
    trigger = patient.trigger
    counts = trigger > 0 and "numbers.articles" in sentence.tokens[trigger - 1].tags
    is_noun = trigger == patient.group.first and patient.group.victim is not None
    is_doubtful = not _NATURAL.isdisjoint(sentence.tokens[trigger].tags)
    return is_doubtful and not (is_noun and counts)


def _near_causes(sentence: Sentence) -> frozenset[str]:
    return _tags([sentence], "cause.")


def _is_name(sentence: Sentence, patient: Patient) -> bool:
    """Whether only a name says who it was: obituaries are of such."""
    return not sentence.tokens[patient.group.end - 1].tags


def _is_aged(sentence: Sentence, patient: Patient) -> bool:
    """Whether it reads like an obituary, "dies at 87", and no cause is told with it."""
    behind = sentence.tokens[patient.end : patient.end + _NEAR]
    aged = any("cause.age" in token.tags for token in behind[:1]) and any(
        token.kind == "number" for token in behind
    )
    beyond = sentence.tokens[patient.end : patient.end + _NEAR * 2]
    return aged and not any("cause.violent" in token.tags for token in beyond)


def _category(sentence: Sentence, patient: Patient) -> Category:
    """What befell them: many «أصيبوا بالكوليرا» fell sick."""
    return "sick" if patient.category == "wounded" and _is_ill(sentence, patient) else patient.category


def _is_ill(sentence: Sentence, patient: Patient) -> bool:
    near = sentence.tokens[patient.first : patient.end + _NEAR]
    return any("cause.illness" in token.tags for token in near)


def _old(sentence: Sentence, language: Language, published: datetime | None, zone: tzinfo) -> list[int]:
    """The tokens that name a time before the news."""
    if published is None:
        return []
    today = local(published, zone).date()
    return [
        mention.first
        for mention in dates(sentence.tokens, language, published, zone)
        if _is_old(today, mention, since=_is_since(sentence, mention.first))
    ]


def _is_old(today: date, mention: DateMention, *, since: bool) -> bool:
    """Whether a date is before the news; a running total may be of months, a war's is of years."""
    if since or mention.sense == "since":
        return today - mention.start > _LONG
    return mention.sense in ("at", "ago") and today - mention.stop > (
        _OLD if mention.is_day else timedelta(0)
    )


def _is_since(sentence: Sentence, at: int) -> bool:
    """Whether a running total began then: "62 dead since it broke out last August"."""
    return any("background.since" in token.tags for token in sentence.tokens[max(0, at - _NEAR) : at])


def _fact(sentence: Sentence, patient: Patient, old: Sequence[int], causes: frozenset[str]) -> CasualtyFact:
    group = patient.group
    place = next((place.id for place in sentence.places), None)
    tolls = any("toll.cumulative" in token.tags for token in sentence.tokens)
    return CasualtyFact(
        _category(sentence, patient),
        group.low,
        group.high,
        group.bound,
        quote=sentence.span(patient.first, patient.end),
        spans=tuple(
            sorted(
                {sentence.span(group.first, group.end), sentence.span(patient.trigger, patient.trigger + 1)}
            )
        ),
        mixed=group.mixed,
        scope=scope(sentence, patient, old, causes),
        status=status(sentence, patient),
        extent="cumulative" if tolls else None,
        who=_WHO.get(group.side),
        source=source(sentence, patient.trigger),
        place=place,
        additional=group.more,
    )
