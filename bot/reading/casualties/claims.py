"""How a claim is meant: as news or as background, asserted, denied or only thought of."""

from collections.abc import Sequence
from typing import Literal

from bot.model import Category
from bot.reading.casualties.older import Old
from bot.reading.casualties.patient import Patient
from bot.reading.casualties.words import Words
from bot.reading.facts import Status

HISTORY = "history"  # a topic: the title names a time long ago
_NEAR = 4  # tokens between a cue and the word that it bears on
_CLOSE = 2  # with an article or an adjective between at most
_WHOLE = 60  # of a sentence, as long as news writes them
_FAR = 9  # between a verb of denying and what it denies
_NO_EVENT = 500_000  # so many are killed or held in a war, in a history, and not in what is news
_OPENING = 2  # tokens before a date that begins a sentence: "In 1994, ..."
_COMMAS = (",", "،")
_TAKES_FOR_GRANTED = ("who", "why", "qui", "pourquoi")
_BREAKS = tuple(".:;؛!?؟()")
_JUDGED: frozenset[Category] = frozenset({"killed", "wounded", "abducted", "missing", "displaced"})


def status(words: Words, patient: Patient) -> Status:
    """Whether the words assert the claim, deny it, or only speak of it."""
    if _is_asked(words) or words.any_has(patient.first - _WHOLE, patient.end + _WHOLE, "status.fiction"):
        return "hypothetical"
    is_given = _is_given(words, patient)
    for at in {patient.first, patient.trigger}:
        if not is_given and not _cue(words, at, "status.hand", _NEAR) and _is_denied(words, at):
            return "denied"  # who denies to have had a hand in it does not deny that it happened
        begins_anew = words.carries_and(at) and words.order.verb_first  # «إحباط هجوم كبير ومقتل»
        reach = _CLOSE if begins_anew else _NEAR
        if (
            _may_be(words, at)
            or _is_to_come(words, at)
            or (not is_given and _cue(words, at, "status.hypothetical", reach, but="background.after"))
        ):
            return "hypothetical"
        is_led = _is_object(words, at) and not _is_kept(words, at)
        is_student = words.has(patient.group.first, "status.asks")  # «طالب» may be one
        is_asked = is_led and not is_student and _cue(words, at, "status.asks", _FAR)
        if is_asked or _cue(words, at, "status.demand", _CLOSE) or _is_sentenced(words, at):
            return "hypothetical"
    return "asserted"


def _is_asked(words: Words) -> bool:
    """Whether a title asks for it, "Which leaders were jailed?", and not for whom it befell or why.

    "Who is Jane Roe, the leader jailed?"
    """
    is_question = words.sentence.part == "title" and words.reads(len(words) - 1, "?", "؟")
    return is_question and not (words.reads(0, *_TAKES_FOR_GRANTED) and words.has(1, "words.be"))


def _is_given(words: Words, patient: Patient) -> bool:
    """Whether an English participle before its noun takes it for granted: "seek to visit *jailed* men"."""
    at, first = patient.trigger, patient.group.first
    if not words.order.nouns_last or not at < first <= at + _NEAR:
        return False
    if "participle" not in words.senses[at].triggers or words.any_has(at + 1, first, "words.article"):
        return False
    links = ("words.article", "words.of", "words.concerning", "meeting.verb.base")
    return words.is_obscure(at - 1) or words.has(at - 1, *links)


def _may_be(words: Words, at: int) -> bool:
    """Whether an Arabic particle makes a present tense only possible: «قد يقتل»; «قد قتل» is a fact."""
    is_present = any(tag.endswith(".present") for tag in words.tokens[at].tags)
    return is_present and words.has(at - 1, "status.may")


def _is_to_come(words: Words, at: int) -> bool:
    """Whether an English infinitive says that it is still to happen: "set to be sentenced"."""
    is_to_be = words.reads(at - 1, "be") and at > 1 and words.tokens[at - 2].text.split(" ")[-1] == "to"
    return is_to_be and not words.has(at - 3, "words.held_to") and not words.has(at - 2, "words.held_to")


def _is_sentenced(words: Words, at: int) -> bool:
    """Whether a court only speaks of the death: «حكم بإعدام ستة»; not «نفذت حكم الإعدام»."""
    if not words.has(at, "casualties.killed.execution") or _cue(words, at, "status.done", _NEAR):
        return False
    return _cue(words, at, "status.court", _FAR)


def _is_object(words: Words, at: int) -> bool:
    """Whether an Arabic ب makes it what somebody asks for, who may stand between: «طالب المدعي بسجن»."""
    token = words.tokens[at]
    return words.order.verb_first and (token.clitics.preposition == "ب" or token.text.startswith("بال"))


def _is_kept(words: Words, at: int) -> bool:
    """Whether a court or prosecutor orders that somebody stays in prison: «أمرت محكمة باحتجاز تسعة»."""
    return words.has(at, "casualties.detained.kept") and words.any_has(at - _FAR, at, "status.court")


def _is_denied(words: Words, at: int) -> bool:
    """Whether the word there is denied: "no one was killed", «نفى الجيش مقتل جنود»."""
    if words.has(at, "casualties.killed.survival") or words.has(at - 1, "words.none"):
        return False  # "none of the 72 survived"
    if _cue(words, at, "status.denies", _FAR):
        return True
    is_close = _cue(words, at, "status.denied", _NEAR, but="words.aside")
    return is_close and not _cue(words, at, "background.law", _NEAR)


def scope(
    words: Words, patient: Patient, old: Sequence[Old], topics: frozenset[str]
) -> Literal["news", "background"]:
    """Whether the claim is of the event that the item reports.

    `old` are the dates before the news; of `topics` an anniversary or a trial says that the item is about
    something that happened long before it.
    """
    is_old = (
        ("background.anniversary" in topics and patient.category != "detained")
        or any(_dates(words, patient, it.at) and not _is_current(words, patient, it) for it in old)
        or _is_named_only(words, patient)
        or _is_attribute(words, patient)
        or _is_before_news(words, patient)
        or words.has(max(patient.group.first - 1, 0), "background.mine")  # somebody tells of his own
        or _is_known(words, patient, old)
        or _is_history(words, patient, topics)
        or _had_happened(words, patient, old)
        or _bears(words, patient, "background.period")
        or (patient.category != "detained" and _bears(words, patient, "background.anniversary"))
        or (patient.category in _JUDGED and _is_judged(words, patient, topics))
    )
    return "background" if is_old else "news"


_PRONOUNS = frozenset({"event_one", "event_two", "event_many"})


def _is_known(words: Words, patient: Patient, old: Sequence[Old]) -> bool:
    """Whether Arabic words tell it of somebody who is known by it: «ابنها الذي قتل»; «مقتله» and a date."""
    if patient.category not in _JUDGED or not words.order.verb_first:
        return False
    at, group = patient.trigger, patient.group
    is_pronoun = group.first == at and not words.senses[at].triggers.isdisjoint(_PRONOUNS)
    is_who = group.low == 1 and group.end <= at and words.has(at - 1, "words.who")
    return is_who or (is_pronoun and any(not date.recent for date in old))


def _is_history(words: Words, patient: Patient, topics: frozenset[str]) -> bool:
    """Whether so many were killed or held that it is more than one event, and no epidemic."""
    is_of_event = patient.category not in ("displaced", "sick") and "cause.illness" not in topics
    return words.order.verb_first and is_of_event and (patient.group.low or 0) >= _NO_EVENT


def _is_current(words: Words, patient: Patient, date: Old) -> bool:
    """Whether a date of the last days makes it no old news: of a toll that goes on, or announced now."""
    is_toll = words.order.subject_first and words.has(patient.trigger, "toll.dead")
    return (is_toll and date.recent) or _is_announced(words, patient, date)


def _is_announced(words: Words, patient: Patient, date: Old) -> bool:
    """Whether the news is that somebody tells now of some days ago: «أعلن الجيش مقتل 3 في غارة قبل أسبوع»."""
    return date.recent and words.any_has(patient.first - _FAR * 2, patient.first, "background.announces")


def _had_happened(words: Words, patient: Patient, old: Sequence[Old]) -> bool:
    """Whether an Arabic pluperfect begins the sentence with it: «وكان مسلحون قد خطفوا ستة».

    Or tells with an old date what it was part of: «وكانت المحكمة قد أعلنت في آذار دراسة حملة قتلت ألفا».
    A French one tells it without a day, and not of what somebody says: « L'attaque avait fait dix morts ».
    """
    at = patient.trigger
    if words.order.before_news:
        return _is_pluperfect(words, patient) and not _is_said_or_dated(words, patient)
    if words.has(at - 1, "background.had_been"):
        return True
    if not words.has(0, "background.had"):
        return False
    is_dated = any(date.at < at and not date.recent for date in old) and words.any_has(1, _FAR, "status.may")
    return is_dated or (at <= _FAR * 3 and words.any_has(at - _CLOSE, at, "status.may"))


def _is_pluperfect(words: Words, patient: Patient) -> bool:
    """Whether its verb, or the one that a noun is the object of, is in the pluperfect."""
    at = patient.trigger
    first = at - _NEAR if at == patient.group.first else at - _CLOSE
    verbs = words.tokens[max(first, 0) : at + 1]
    return any(token.text.split(" ")[0] in words.order.before_news for token in verbs)


def _is_said_or_dated(words: Words, patient: Patient) -> bool:
    """Whether somebody says so, which sets all back in time, or a day stands with it."""
    is_said = words.any_has(patient.first - _FAR * 2, patient.trigger, "source.that")
    return is_said or words.any_has(0, len(words), "dates.weekday", "dates.offset")


def _is_before_news(words: Words, patient: Patient) -> bool:
    """Whether the news comes long after it: "weeks after police killed a boy"."""
    for at in range(patient.first - 1, max(patient.first - _FAR * 2, 0) - 1, -1):
        if words.reads(at, *_COMMAS, *_BREAKS) and at + 1 != patient.trigger:  # "after it sank, killing 90"
            return False
        if words.has(at, "background.later"):
            return True
    return False


def _is_attribute(words: Words, patient: Patient) -> bool:
    """Whether a French sentence only says who somebody is: « la fille du chef tué au Mali a été reçue ».

    A title leaves out the verb, so that there the same words are the news. So is what the day stands with,
    « tué mardi », and of those who live on: « le chauffeur blessé a été évacué ».
    """
    group, trigger = patient.group, patient.trigger
    if not words.order.inverts or words.sentence.part == "title" or group.counted or group.low != 1:
        return False
    before = [token.text.split(" ")[-1] for token in words.tokens[max(group.first - _CLOSE, 0) : group.first]]
    known = {"le", "la", "l'", "du"} if patient.category == "killed" else {"du"}
    is_known = not known.isdisjoint(before[before.index(",") if "," in before else 0 :])
    is_participle = "participle" in words.senses[trigger].triggers and not words.is_passive(trigger)
    is_dated = words.any_has(trigger + 1, trigger + _NEAR, "dates.weekday", "background.fresh")
    return is_known and is_participle and not is_dated and 0 <= trigger - group.end < _NEAR


def _is_judged(words: Words, patient: Patient, topics: frozenset[str]) -> bool:
    """Whether the news is what came of it: a trial, an inquiry, a protest, a memory."""
    first = patient.first
    is_dated = words.any_has(0, len(words), "dates.weekday", "dates.offset")
    return (
        (HISTORY in topics and words.sentence.part != "title" and not is_dated)
        or (
            "background.trial" in topics
            and not (_is_toll(words, patient) or _is_headline_news(words, patient))
        )
        or _bears(words, patient, "background.memory")
        or _is_reason(words, patient)
        or _is_of_law(words, patient)
        or _is_punished(words, patient)
        or _is_authored(words, patient.trigger)
        or _is_case(words, patient)
        or _is_accusation(words, patient)
        or (_cue(words, first, "background.inquiry", _NEAR) and not _is_of_today(words, patient))
        or _cue(words, first, "background.long", _NEAR)
        or _is_of_years(words, patient.end)
    )


def _is_case(words: Words, patient: Patient) -> bool:
    """Whether it is the case of a known victim: «عينات تسميم الجاسوس», «الموقع الذي تم فيه تسميم»."""
    at, group = patient.trigger, patient.group
    is_known = group.low == 1 and group.first == at + 1 and words.is_definite(group.first)
    if not is_known or "event" not in words.senses[at].triggers or words.tokens[at].clitics.written:
        return False
    is_of = patient.category == "wounded" and words.is_unknown(at - 1)
    return is_of or words.any_has(at - _NEAR, at, "words.who")


def _is_accusation(words: Words, patient: Patient) -> bool:
    """Whether a court speaks of a victim who has a name: "accused of murdering nine-year-old Jane Roe"."""
    at, group = patient.trigger, patient.group
    is_named = words.is_name(group.first) or words.is_name(group.end)
    is_victim = group.low == 1 and at < group.first and words.order.subject_first
    return is_victim and is_named and words.any_has(at - _CLOSE, at, "words.accused")


def _is_of_years(words: Words, at: int) -> bool:
    """Whether behind an Arabic figure it is said that it is one of years: «70 ألف قتيل خلال 3 عقود»."""
    return words.has(at, "background.throughout") and words.any_has(at, at + _NEAR, "background.long")


def _is_authored(words: Words, at: int) -> bool:
    """Whether the news is who did it: «تقف موسكو خلف تسميم جاسوس»; not «خلف 9 قتلى»."""
    return words.has(at - 1, "background.behind") and "event" in words.senses[at].triggers


def _is_punished(words: Words, patient: Patient) -> bool:
    """Whether in Arabic a prison term stands before it, for an old deed: «المؤبد على رجل قتل طفلين»."""
    first = patient.first - _FAR * 2
    return words.order.verb_first and (
        words.any_has(first, patient.first, "casualties.detained.sentence")
        or words.has(patient.first - 1, "words.culprit")
    )


def _is_headline_news(words: Words, patient: Patient) -> bool:
    """Whether a title tells it in a whole sentence, and nothing of a court: "A man is fatally shot"."""
    is_told = words.sentence.part == "title" and words.is_passive(patient.trigger)
    return is_told and not words.any_has(0, len(words), "background.trial")


def _is_of_law(words: Words, patient: Patient) -> bool:
    """Whether somebody is charged with it; not who stands behind a comma: "the author, a man of 36, died"."""
    first = patient.first
    end = next((at for at in range(first, max(first - _FAR, 0), -1) if words.reads(at, ",")), first - _FAR)
    is_subject = words.order.subject_first and patient.group.first < patient.trigger
    reach = min(first - end, _FAR) if is_subject else _FAR
    is_turned = is_subject and words.has(first - 1, "background.after")  # "jailed after ten people died"
    return not is_turned and _cue(words, first, "background.law", reach)


def _is_of_today(words: Words, patient: Patient) -> bool:
    """Whether a day stands behind an Arabic claim: «التحقيق في مقتل طفلين في حريق أمس»."""
    end = patient.end
    return words.order.verb_first and words.any_has(end, end + _NEAR, "dates.offset", "dates.weekday")


def _is_toll(words: Words, patient: Patient) -> bool:
    """Whether it is a toll that grows: no court speaks of one."""
    return words.has(patient.trigger, "toll.dead") and words.any_has(
        patient.first, patient.end, "toll.grows", "toll.reaches"
    )


def _bears(words: Words, patient: Patient, tag: str) -> bool:
    """Whether a word of this class stands before the claim, or behind it with no other's comma between."""
    if tag not in words.tags:
        return False
    first, stop = max(patient.first - _WHOLE, 0), min(patient.end + _WHOLE, len(words))
    if words.order.verb_first:  # «في ذكرى النكبة.. مقتل فلسطيني»
        turns = (at + 1 for at in range(patient.first - 1, first, -1) if words.reads(at, "."))
        first = next(turns, first)
    commas = (
        at for at in range(patient.end, stop) if words.reads(at, *_COMMAS) and not words.has(at + 1, tag)
    )
    end = next(commas, stop)
    said = (at for at in range(max(first, 0), end) if words.has(at, tag))
    return any(not (words.has(at - 1, "words.amid") or _is_of_record(words, at)) for at in said)


def _is_of_record(words: Words, at: int) -> bool:
    """Whether a time only says how great the news is: "the worst crash in decades"."""
    return words.any_has(at - _FAR, at, "words.superlative")


def _is_reason(words: Words, patient: Patient) -> bool:
    """Whether one person's fate only says what the news is about: "protests after the killing of a boy"."""
    group, trigger = patient.group, patient.trigger
    classes = words.senses[trigger].triggers
    is_owned = "possessed" in classes and not words.has(trigger, "casualties.killed.told")
    if is_owned and words.reads(trigger - 1, "'s") and group.low == 1:
        return True  # "Jane Roe's death"
    is_fresh = words.any_has(patient.first - _WHOLE, patient.end + _WHOLE, "background.fresh")
    if group.low not in (1, None) or is_fresh:
        return False
    if not words.order.verb_first and _is_whose_fate(words, patient):
        return True
    if words.has(group.first - 1, "background.where") and group.end <= trigger:
        return True
    is_event = "event" in classes
    is_named = patient.category == "killed" and not words.tokens[group.first].tags
    if is_event and is_named and not words.order.verb_first:
        return True  # "the murder of Jane Roe": news of it has a verb
    if group.low is None:
        return False
    is_over = is_named and _cue(words, patient.first - 1, "background.over", 0)  # "before Jane Roe died"
    is_known = words.order.inverts and words.tokens[trigger].text.endswith(" du")  # « la mort du joueur »
    is_reaction = is_named or is_known or _bears(words, patient, "background.reaction")
    is_event_over = is_event and is_reaction and _cue(words, trigger, "background.over", _CLOSE)
    is_of_kin = _cue(words, patient.first - 1, "background.kin", _CLOSE)  # "the mother of a boy killed"
    by_whom = words.has(max(trigger - 1, 0), "background.who") and group.first > trigger
    return is_over or is_event_over or is_of_kin or by_whom


def _is_whose_fate(words: Words, patient: Patient) -> bool:
    """Whether a clause only says who is meant: "the funeral of *the woman who was killed*"."""
    first, at = patient.group.first, patient.trigger
    who = next((it for it in range(at - 1, max(at - _NEAR, 0), -1) if not words.has(it, "words.be")), at)
    is_relative = words.has(who, "background.who") and patient.group.end == who
    return is_relative and words.has(first - 1, "background.kin", "words.of")


def _is_named_only(words: Words, patient: Patient) -> bool:
    """Whether the Arabic ل makes a death the reason for something: «يثأر لمقتل أخيه»; not «أدى لمقتل»."""
    if words.tokens[patient.trigger].clitics.preposition != "ل" or patient.group.low not in (1, None):
        return False
    if _cue(words, patient.trigger, "words.suffers", _FAR):
        return False  # «تعرض الصحفي للخطف»
    return not _cue(words, patient.trigger, "toll.causes", _NEAR)


def _dates(words: Words, patient: Patient, at: int) -> bool:
    """Whether a date at this token is that of the claim: before it in the sentence, or next behind it."""
    if _is_of_clause(words, patient, at):
        return False
    if at >= patient.first:
        between = range(patient.end, at)
        ends = any(
            words.reads(it, *_COMMAS)
            or words.has(it, "background.after", "background.law", "background.begins", "words.who")
            or _is_of_another(words, it)
            or words.has(it, "status.hand")  # «لعلاقتهم بمحاولة انقلاب في 15 تموز»
            for it in between
        )  # "killed in an operation that began in March"
        return len(between) <= _FAR and not ends
    commas = [
        it
        for it in range(at, patient.first)
        if words.reads(it, *_COMMAS)
        and not words.has(it + 1, "words.who")  # "last year's attack, which killed"
        and not (it + 1 == patient.trigger and words.order.subject_first)  # "sank in 1942, killing 90"
    ]
    if at <= _OPENING and commas and commas[0] - at < _NEAR:
        return True  # "In 1994, 12 people were killed"
    if any(_is_told_then(words, patient, it) for it in range(at, patient.first)):
        return False
    is_near = patient.first - at <= _FAR * 2 and not (
        commas and words.any_has(at - _CLOSE, at, "background.since")
    )
    return is_near and (not commas or _cue(words, patient.first, "toll.causes", _NEAR))


def _is_told_then(words: Words, patient: Patient, at: int) -> bool:
    """Whether a clause with its own date ends before: "one in 2021 that killed 26; 12 died"."""
    is_other = at != patient.trigger and words.acts(at) and words.has(at - 1, "words.who")
    return is_other and not words.any_has(at + 1, patient.first + 1, "words.and", "words.or")


def _is_of_another(words: Words, at: int) -> bool:
    """Whether an Arabic verb has a date of its own: «أصيب بها قبل أسبوع», «اختطفهم مسلحون عام 2014»."""
    is_relative = words.acts(at) and words.reads(at + 1, "بها", "به", "فيها", "فيه")
    return is_relative or "verb_many" in words.senses[at].triggers


def _is_of_clause(words: Words, patient: Patient, at: int) -> bool:
    """Whether a date is of what says who they are: "a man who robbed a bank in May was arrested"."""
    end = patient.group.end
    if not end <= at < patient.trigger:
        return False
    tells = words.order.subject_first and any(words.acts(it) for it in range(end, at))
    return tells or words.any_has(end, at, "background.after")


def _cue(words: Words, first: int, tag: str, reach: int, *, but: str = "") -> bool:
    """Whether a word of this class stands within reach before this token, in the same clause.

    A word of the class `but` begins what is told as a fact: "urges an inquiry after 28 died".
    """
    if tag not in words.tags:
        return False
    for at in range(first, max(first - reach, 0) - 1, -1):
        if at < first and (words.reads(at, *_BREAKS) or words.has(at, but)):
            return False
        if words.has(at, tag) and not _is_of_a_date(words, at):
            return tag != "background.long" or not _is_of_record(words, at)
    return False


def _is_of_a_date(words: Words, at: int) -> bool:
    """Whether "may" is the month: "on May 5", "last May"."""
    beside = words.tokens[max(0, at - 1) : at + 2]
    is_led = words.has(at - 1, "dates.before", "dates.in", "dates.since", "dates.until")
    return words.has(at, "dates.month") and (is_led or any(token.kind == "number" for token in beside))
