"""From the sentences of an entry to its casualty figures.

words | numerals -> phrases -> groups -> around -> patients | natural? -> facts | claims, source -> distinct
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Literal

from bot.model import Category, Language
from bot.reading.casualties.around import CLOSE, NAME, Around, around
from bot.reading.casualties.attribution import Source, source, sources
from bot.reading.casualties.claims import HISTORY, scope, status
from bot.reading.casualties.distinct import Told, distinct
from bot.reading.casualties.group import Group
from bot.reading.casualties.groups import groups
from bot.reading.casualties.natural import category, is_casualty
from bot.reading.casualties.older import Old, older
from bot.reading.casualties.order import ORDERS
from bot.reading.casualties.others import are_others
from bot.reading.casualties.patient import Patient
from bot.reading.casualties.patients import patients
from bot.reading.casualties.phrases import phrases
from bot.reading.casualties.senses import Side, sense
from bot.reading.casualties.words import words
from bot.reading.facts import CasualtyFact, Extent
from bot.reading.numerals import quantities
from bot.reading.sentence import Sentence

_MOST = 1_000  # claims of one entry, told again or not; what has more is no news, and read no further
_LEAD = 2  # sentences that say what an entry is about: its title and the first of its summary
_OF_TOLLS = frozenset({"toll.dead", "toll.victims"})  # words that tell of the dead beside a number
_HARMED: frozenset[Category] = frozenset({"killed", "wounded"})
_TURNS = (".", ":", "…")  # behind which a title goes on with something else
_TRIAL = "background.trial"
_ANNIVERSARY = "background.anniversary"  # what the title says of one holds for all, the summary's for itself
_WHO: dict[Side | None, Literal["civilians", "fighters"]] = {
    "civilians": "civilians",
    "forces": "fighters",
    "militants": "fighters",
}


def find(
    sentences: Sequence[Sentence], language: Language, published: datetime | None, zone: tzinfo
) -> list[CasualtyFact]:
    """The casualty figures that these sentences of one entry claim, each once."""
    claiming = [sentence for sentence in sentences if _may_claim(sentence)]
    if not claiming:
        return []
    lead = _tags(sentences[:_LEAD], "background.") - {_ANNIVERSARY}
    history = _history(sentences[:1], language, published, zone)
    topics = _tags(sentences, "cause.") | lead | _anniversary(sentences[:1]) | history
    found: list[_Found] = []
    after = dict(zip(map(id, sentences), sentences[1:], strict=False))
    for sentence in claiming:
        if len(found) >= _MOST:
            break
        following = after.get(id(sentence))
        read = _around(sentence, language)
        about = topics | (_tags([sentence], "background.") - {_ANNIVERSARY})
        claims = [it for it in patients(read) if is_casualty(read, it, about)]
        if claims:
            old = older(read, language, published, zone)
            setting = _Setting(
                read,
                old,
                about,
                _extent(read),
                _is_lowered(read),
                tuple(sources(read)),
            )
            counted = {one.fact.category for one in found if one.group.counted}
            told = _without_parts(found, list(_of_sentence(setting, claims, counted)))
            found += _with_next_source(list(told), following, language)
    return distinct(
        Told(_with_lead_source(one.fact, sentences, language), one.nth, one.names)
        for one in _without_guesses(found)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim, and whom it counts."""

    fact: CasualtyFact
    group: Group
    nth: int  # how many such claims of others its sentence makes before it
    anew: bool  # whether these are others than those of whom its sentence told before
    names: frozenset[str]  # of a single person, as far as they are told
    may_die: bool  # whether they were hurt by what may have killed them
    did_it: bool  # whether they are who did it, and none of the victims
    sentence: int  # which of the entry's sentences claims it


def _with_next_source(
    told: Sequence[_Found], following: Sentence | None, language: Language
) -> Sequence[_Found]:
    """A sentence's claims with who says so where the next is a scrap that only tells that: «حسب ما أفادت»."""
    if not told or following is None or following.part != told[0].fact.quote.part:
        return told
    if not following.tokens or "source.according" not in following.tokens[0].tags:
        return told
    read = words(following, ORDERS[language])
    said = source(read, tuple(sources(read)), 0)
    return [one if one.fact.source else replace(one, fact=replace(one.fact, source=said)) for one in told]


def _with_lead_source(fact: CasualtyFact, sentences: Sequence[Sentence], language: Language) -> CasualtyFact:
    """A title's claim with who says so in the next sentence, if that tells of the like."""
    if fact.quote.part != "title" or fact.source or len(sentences) < _LEAD:
        return fact
    lead = words(sentences[1], ORDERS[language])
    of_like = (at for at, it in enumerate(lead.senses) if fact.category in (it.category, it.victim))
    at = next(of_like, None)
    return fact if at is None else replace(fact, source=source(lead, tuple(sources(lead)), at))


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a sentence says of all its claims."""

    around: Around
    old: Sequence[Old]  # the dates in it before the news
    topics: frozenset[str]  # what the entry speaks of
    extent: Extent | None
    lowered: bool  # whether a toll is taken back to a lower one
    sources: Sequence[Source]


def _may_claim(sentence: Sentence) -> bool:
    """Whether a sentence has a word that makes it worth reading: most have none such."""
    return any(_tells(token.tags) for token in sentence.tokens if token.tags)


@lru_cache(maxsize=4_096)
def _tells(tags: frozenset[str]) -> bool:
    """Whether a word of these classes may tell of casualties."""
    meaning = sense(tags)
    return meaning.category is not None or meaning.victim is not None or not tags.isdisjoint(_OF_TOLLS)


def _tags(sentences: Iterable[Sentence], table: str) -> frozenset[str]:
    """What these sentences speak of: "cause.violent", "cause.sport", "background.anniversary"."""
    spoken: set[str] = set()
    for tokens in (sentence.tokens for sentence in sentences):
        asks = False
        for token in tokens:
            is_asked = (
                asks and token.clitics.preposition == "ب"
            )  # no trial yet: «طالبت عائلته بمحاكمة القاتل»
            spoken.update(
                tag for tag in token.tags if tag.startswith(table) and not (is_asked and tag == _TRIAL)
            )
            asks = asks or "status.asks" in token.tags
    return frozenset(spoken)


def _anniversary(title: Sequence[Sentence]) -> frozenset[str]:
    """Whether a title is about an anniversary, not about what happened on it: «في ذكرى النكبة.. مقتل»."""
    for tokens in (sentence.tokens for sentence in title):
        tags = [token.tags for token in tokens]
        marked = [
            at
            for at, of in enumerate(tags)
            if _ANNIVERSARY in of and "words.amid" not in tags[max(at - 1, 0)]
        ]
        behind = tokens[marked[0] :] if marked else ()
        turn = next((at for at, token in enumerate(behind) if token.text in _TURNS), len(behind))
        if marked and not any(_tells(token.tags) for token in behind[turn:]):
            return frozenset({_ANNIVERSARY})
    return frozenset()


def _history(
    title: Sequence[Sentence], language: Language, published: datetime | None, zone: tzinfo
) -> frozenset[str]:
    """Whether a title names a time long ago, of which the text then tells: "The flu of 1918"."""
    told = [sentence for sentence in title if sentence.part == "title" and ORDERS[language].subject_first]
    read = [words(sentence, ORDERS[language]) for sentence in told]
    is_old = any(not date.recent for it in read for date in older(it, language, published, zone))
    return frozenset({HISTORY}) if is_old else frozenset()


def _around(sentence: Sentence, language: Language) -> Around:
    """A sentence with the groups of people in it."""
    read = words(sentence, ORDERS[language])
    return around(read, groups(phrases(read, quantities(sentence.tokens, language))))


def _of_sentence(setting: _Setting, claims: Sequence[Patient], counted: set[Category]) -> Iterator[_Found]:
    """The claims of one sentence, each with how it stands to those before it.

    `counted` are the categories of which earlier sentences told a number.
    """
    told: Counter[tuple[Category, int | None, int | None]] = Counter()
    before: Patient | None = None
    for patient in claims:
        fact = _fact(setting, patient)
        anew = any(fact.category == category for category, *_ in told) and are_others(setting.around, patient)
        if _is_why_a_toll_rose(setting, patient, told) or _says_who(setting.around, before, patient):
            continue
        before = patient
        if fact.category in counted | {category for category, *_ in told} and _are_more(
            setting.around, patient
        ):
            fact = replace(fact, additional=True)
        figure = (fact.category, fact.low, fact.high)
        told[figure] += anew or not told[figure]
        around, nth = setting.around, told[figure] - 1
        may_die = around.has(patient.trigger, "casualties.wounded.maybe")
        group, names = _of_many(around, patient.group), _names(around, patient.group)
        is_suspect = around.any_has(group.first, group.end, "words.suspect")
        did_it = is_suspect or around.has(patient.trigger + 1, "words.himself")
        yield _Found(fact, group, nth, anew, names, may_die, did_it, id(around.sentence))


def _are_more(around: Around, patient: Patient) -> bool:
    """Whether others than were told are counted: "five others", «5 آخرين»; not "two men and five others"."""
    within = range(patient.group.first, patient.group.end)
    is_sum = any(map(around.is_and, within)) or any(map(around.carries_and, within[1:]))
    return patient.group.counted and not is_sum and any(around.has(at, "words.other") for at in within)


def _of_many(around: Around, group: Group) -> Group:
    """A group; one who is "one of the children" is not counted, since a number may count him already."""
    is_part = group.low == 1 and around.has(group.first + 1, "words.of")
    return replace(group, counted=False) if is_part else group


def _names(around: Around, group: Group) -> frozenset[str]:
    """The names of one person: of "Jane Roe", "the mayor John Smith"; none where all words have capitals."""
    if group.low != 1 or group.counted or around.headline:
        return frozenset()
    end = group.end
    while end - group.end < NAME and around.is_name(end):
        end += 1
    return frozenset(around.tokens[at].text for at in range(group.first, end) if around.is_name(at))


def _says_who(around: Around, before: Patient | None, patient: Patient) -> bool:
    """Whether it only says of the one just told who it was: "the death of Jane Roe, a nurse shot by"."""
    if before is None or around.order.verb_first or {before.category, patient.category} - _HARMED:
        return False
    are_one = before.group.low == patient.group.low == 1 and patient.group.first < patient.trigger
    first = patient.group.first - around.has(patient.group.first - 1, "words.article", "numbers.articles")
    comma = next((at for at in range(before.end, first) if around.reads(at, ",")), first)
    is_name = all(map(around.is_name, range(before.end, comma)))
    is_near = comma < first <= comma + CLOSE
    return are_one and is_name and is_near and not around.is_passive(patient.trigger)


def _is_why_a_toll_rose(
    setting: _Setting, patient: Patient, told: Iterable[tuple[Category, int | None, int | None]]
) -> bool:
    """Whether a toll that the sentence tells has them: «ارتفعت الحصيلة إلى 14 بعد العثور على جثتين»."""
    around, first = setting.around, patient.first
    is_after = around.order.verb_first and around.any_has(first - CLOSE, first, "background.after")
    is_more = any(
        category == patient.category and (low or 0) > (patient.group.low or 0) for category, low, _ in told
    )
    return setting.extent == "cumulative" and is_after and is_more


def _without_parts(earlier: Sequence[_Found], found: Sequence[_Found]) -> Iterator[_Found]:
    """The claims of a sentence but for those that tell one by one a figure of the sentences before it.

    "Four killed: ... He shot two officers, and died, as did a passer-by".
    """
    parts: dict[Category, list[int]] = defaultdict(list)
    for one in found:
        parts[one.fact.category].append(one.fact.low or 0)
    wholes = {(one.fact.category, one.fact.low) for one in earlier if one.group.counted}
    for one in found:
        category, told = one.fact.category, parts[one.fact.category]
        is_part = len(told) > 1 and 0 not in told and (category, sum(told)) in wholes
        if not is_part:
            yield one


def _fact(setting: _Setting, patient: Patient) -> CasualtyFact:
    """The claim about a patient."""
    around, group = setting.around, patient.group
    sentence = around.sentence
    of_group = sentence.span(group.first, group.end)
    of_trigger = sentence.span(patient.trigger, patient.trigger + 1)
    return CasualtyFact(
        category(around, patient),
        group.low,
        group.high,
        group.bound,
        quote=sentence.span(patient.first, patient.end),
        spans=tuple(sorted({of_group, of_trigger})),
        mixed=group.mixed,
        scope=scope(around, patient, setting.old, setting.topics),
        status=status(around, patient),
        extent=setting.extent,
        who=_WHO.get(group.side),
        source=source(around, setting.sources, patient.trigger),
        place=next((place.id for place in sentence.places), None),
        additional=group.more,
        lowered=setting.lowered,
    )


def _is_lowered(around: Around) -> bool:
    """Whether a sentence takes a toll back: "revised down", "corrects the toll", "9 and not 11"."""
    if around.any_has(0, len(around), "toll.lowered"):
        return True
    corrects = around.any_has(0, len(around), "toll.corrects")
    if corrects and around.any_has(0, len(around), "toll.dead", "toll.noun"):
        return True
    return any(around.has(at, "toll.instead") and _is_bare(around, at + 1) for at in range(len(around)))


def _is_bare(around: Around, at: int) -> bool:
    """Whether a number stands there that counts nothing: "not 11", "not 11 as reported"."""
    if at >= len(around) or around.tokens[at].kind != "number":
        return False
    end = at + 1
    return end == len(around) or around.tokens[end].kind == "mark" or around.has(end, "words.function")


def _extent(around: Around) -> Extent | None:
    """Whether a sentence tells a toll that goes on, "the toll rose to", or one event, "in an attack"."""
    if around.any_has(0, len(around), "toll.cumulative"):
        return "cumulative"
    return "incident" if around.any_has(0, len(around), "cause.event") else None


def _without_guesses(found: Sequence[_Found]) -> Iterator[_Found]:
    """These claims; no guess, and no single one, where a number tells the category.

    "Three were killed ... the mayor was also killed": he is one of the three. A soldier beside rebels is not.
    """
    known = {one.fact.category for one in found if one.group.sure or one.group.counted}
    dead = {(one.fact.low, one.sentence) for one in found if one.fact.category == "killed"}
    totals = {
        (one.fact.category, one.group.side) for one in found if one.group.counted and _is_total(one.fact)
    }
    counted = {category for category, _ in totals}
    for one in found:
        fact, group = one.fact, one.group
        is_guess = not group.sure and fact.category in known
        is_armed = group.side in ("forces", "militants")
        is_foe = one.did_it or (is_armed and (fact.category, group.side) not in totals)
        is_single = fact.low == 1 and fact.category in counted and not is_foe
        if one.may_die and any(fact.low == low and one.sentence != of for low, of in dead):
            continue  # "the shooting of a man ... he was killed"
        if group.counted or one.anew or not (is_guess or is_single):
            yield one


def _is_total(fact: CasualtyFact) -> bool:
    """Whether others of its category may be among those it counts."""
    return fact.low != 1 and fact.scope == "news" and not fact.mixed
