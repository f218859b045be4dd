"""What the words around a word of meeting say of it: held, planned, cancelled and so on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.reading.facts import MeetingStatus
from bot.reading.meetings.kinds import FOR_THE
from bot.reading.meetings.reach import counts_back, insertion
from bot.reading.meetings.words import COMMAS, Words

_BEFORE = 8  # words before the word of meeting, names left aside
_BESIDE = 3  # how near an auxiliary stands to what it belongs to
_SAID = 5  # words between "said" and "would"
_FUTURE = 4  # letters of an Arabic verb in the future, at least
_AFTER = 4  # words behind it and its parties


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, and what speaks for it."""

    status: MeetingStatus
    said: bool = True  # the words say so; else it is what such a word of meeting mostly means
    tense: Literal["past", "present"] | None = None  # of a verb


def verdict(words: Words, at: int, end: int) -> Verdict:
    """The status of the meeting that the word at `at` speaks of, whose parties end before `end`."""
    before = list(_before(words, at))
    after = frozenset(_after(words, at, end))
    said = (
        _by_clause(words, at) or _by_form(words, at, before, after) or _by_cues(words, at, end, before, after)
    )
    if said.status in ("cancelled", "denied") and _stands(words, at, end):
        return Verdict("planned")
    # What they do "in Paris talks" tells more than the noun, and so does what precedes a press conference.
    bare = said.status == "held" and words.has(at, "noun.word") and end == at + 1
    weak = bare or (said.status == "planned" and words.has(at, "noun.press"))
    return replace(said, said=False) if weak else said


def _stands(words: Words, at: int, end: int) -> bool:
    """Whether it is the calling off that is denied: "denies that A cancelled talks", "has not cancelled"."""
    for here in range(max(at - _BEFORE, 0), min(end + _AFTER, len(words))):
        if words.has(here, "cue.cancelled", "cue.dropped") and not words.has(here, "cue.denied"):
            if here > 0 and words.has(here - 1, "cue.not") and not words.has(here, "cue.not"):
                return True
            if _is_denied(words, here):
                return True
    return False


def _is_denied(words: Words, at: int) -> bool:
    """Whether a denial before this word, in the same clause, is one of what it says."""
    for here in range(at, max(at - _BEFORE, 0) - 1, -1):
        joined = words.clitics(here).conjunction or words.reads(here, "and", "but", "et", "mais", *COMMAS)
        if words.breaks(here) or joined:
            return False
        if words.has(here, "cue.denied"):
            return True
    return False


_Cues = tuple[int, frozenset[str]]
_PLANNED = frozenset({"cue.planned"})
_PAST = frozenset({"cue.past"})
_AGO = "ago"  # of «قبل عامين», which only its unit tells from «قبل اللقاء»
_HOLD = frozenset({"cue.hold_present", "cue.hold_past", "cue.holding"})


def _by_clause(words: Words, at: int) -> Verdict | None:
    """What is said of all that a verb of meeting stands in: denied, or done on a trip that is called off."""
    if "noun" in words.groups(at):
        return None
    if _is_trip_dropped(words, at):
        return Verdict("cancelled")
    for here in range(at - 1, max(at - _BEFORE, 0) - 1, -1):
        if words.breaks(here) or (words.has(here, "link.end") and not words.has(here, "link.that")):
            break
        if words.has(here, "cue.denied"):
            return Verdict("denied")
        if words.has(here, "link.that"):
            return Verdict("denied") if words.any_has(here - _BEFORE, here, "cue.denied") else None
    return None


def _is_trip_dropped(words: Words, at: int) -> bool:
    """Whether a trip is called off on which they would have met: «ألغى زيارته التي كان سيلتقي خلالها»."""
    if words.has(at, "verb.past", "talk.past"):
        return False
    for here in range(at - 1, max(at - 2 * _BEFORE, 0) - 1, -1):
        if words.breaks(here):
            break
        if words.has(here, "visit.noun") and not words.has(here, "link.end"):
            return words.any_has(here - _BESIDE, here, "cue.cancelled")
    return False


def _by_form(words: Words, at: int, before: Sequence[_Cues], after: frozenset[str]) -> Verdict | None:
    """What the form of a word of meeting says; None where it is left to the words around."""
    if said := _of_saying(words, at, before):
        return said
    if words.has(at, "appeal.base", "appeal.ing"):
        return Verdict(_of_trip(0, before) or _qualified(after, "cue.dropped") or "planned", said=False)
    told = ("verb.past", "talk.past", "appeal.past", "visit.past")
    if words.has(at, *told) and not _is_no_verb(words, at):
        return Verdict("past") if words.has(at, "cue.past") else _of_past(before, after)
    if _is_asked(words, at):
        return Verdict("possible")
    if words.has(at, "verb.future", "talk.future") or words.clitics(at).future:
        if words.has(at - 1, "cue.not") or words.has(at + 1, "cue.not"):
            return Verdict("denied")
        return Verdict("cancelled" if "cue.dropped" in after else "planned")
    if _is_on_trip(words, at) or _is_outcome(words, at):
        return Verdict("planned")
    if _held_one(words, at):
        return Verdict("past" if "cue.gone" in after or _is_ago(before) else "held")
    return None


def _of_saying(words: Words, at: int, before: Sequence[_Cues]) -> Verdict | None:
    """Of one who invites the other, answers an invitation, or had told him something."""
    if words.has(at, "accept"):
        weighed = any(far <= _BESIDE and "cue.possible" in roles for far, roles in before)
        answer: MeetingStatus = "cancelled" if words.has(at, "decline") else "planned"
        return Verdict("possible" if weighed else answer)
    if words.has(at, "invite"):
        return Verdict("possible", said=False)
    had = any(far <= _BESIDE and "cue.had" in roles for far, roles in before)
    return Verdict("past", tense="past") if had and words.has(at, "contact.tell") else None


def _is_no_verb(words: Words, at: int) -> bool:
    """Whether a participle says whose meeting it is, "talks hosted by A", or somebody speaks: "we met"."""
    if words.is_first_person(at):
        return True
    if words.clitics(at).written == FOR_THE:
        return True
    return words.has(at - 1, "noun.word") and words.has(at, "verb.host") and words.has(at + 1, "link.by")


def _by_cues(words: Words, at: int, end: int, before: Sequence[_Cues], after: frozenset[str]) -> Verdict:
    """What the nearest word of status says that governs the word of meeting."""
    for near, (distance, roles) in enumerate(before):
        if "cue.behind" in roles and words.has(at, "invitation.visit"):
            continue
        if not roles.isdisjoint(_AIMS):
            if not _is_aim(words, at, distance, roles):
                continue
            if said := _of_aim(distance, before, before[near + 1 :]):
                return said
        if "cue.not" in roles and not _is_negated(words, at, distance, before):
            continue
        if status := _governing(distance, roles, before, after):
            return Verdict(_weighed(words, at, near, status, before), said="cue.purpose" not in roles)
    return _by_itself(words, at, end, before, after)


def _is_aim(words: Words, at: int, distance: int, roles: frozenset[str]) -> bool:
    """Whether "to" or "for" leads to a word of meeting; before "meets", "meeting" it is a preposition."""
    if words.has(at, "verb.present") and not words.has(at, "verb.base"):
        return False
    beside = 1 + words.reads(at - 1, "'s")
    return not (distance <= beside and "link.to" in roles and "noun" in words.groups(at))


def _of_aim(distance: int, before: Sequence[_Cues], rest: Sequence[_Cues]) -> Verdict | None:
    """What is said of a meeting that a trip is for, or somebody asks for; `rest` stands before that."""
    if status := _of_trip(distance, before):
        return Verdict(status, said=status != "held")
    if status := _of_head(distance, rest):
        return Verdict(status)
    if any("cue.became" in roles for _, roles in rest):
        return Verdict("held")  # "became the first to meet"
    if any("visit.past" in roles for _, roles in rest):
        return Verdict("planned", said=False)  # "arrived to meet": what they did there is told elsewhere
    return None


_AIMS = frozenset({"cue.will", "cue.purpose"})
_WHEREIN = frozenset({"link.loose", "link.place"})
_TRIPS = frozenset({"visit.noun", "visit.base"})
_PRESENT = ("verb.present", "visit.present", "talk.present", "appeal.present", "verb.base", "talk.base")


def _by_itself(words: Words, at: int, end: int, before: Sequence[_Cues], after: frozenset[str]) -> Verdict:
    """What a word of meeting says that nothing before it governs."""
    if status := _qualified(after):
        return Verdict(status)
    if words.has(end, "cue.shall"):
        return Verdict("planned")  # "the summit of A and B will ..."
    to_come = words.clitics(at).preposition == "ل" and "cue.hold_past" not in after
    if to_come or any("cue.holding" in roles for _, roles in before):
        return Verdict("planned")
    is_topical = words.has(at, "noun.agenda", "invitation.visit") or words.has(at - 1, "noun.agenda")
    if _is_hosted(words, at) or is_topical:
        return Verdict("planned", said=False)
    if words.has(at, "verb.ing"):
        return Verdict("held", said=False)  # a participle has the time of the verb that it goes with
    if words.has(at, "verb.present") and any("cue.became" in roles for _, roles in before):
        return Verdict("held")  # «أصبح أول زعيم يلتقي»
    if words.has(at, *_PRESENT) or any("cue.hold_present" in roles for _, roles in before):
        return Verdict("held", said=False, tense="present")
    if "cue.hold_past" in after:
        return Verdict("held")
    if "cue.hold_present" in after:
        return Verdict("planned", said=False)
    return Verdict("held", said=False)


def _is_asked(words: Words, at: int) -> bool:
    """Whether a verb is that of a question: "Will A meet B?", «هل يلتقي»."""
    if words.groups(at).isdisjoint(("verb", "talk")):
        return False
    here = at - 1
    while here > at - _BEFORE and (here in words.covered or words.has(here, "person.title")):
        here -= 1
    return words.has(here, "cue.ask") and (here == 0 or words.breaks(here - 1))


def _is_hosted(words: Words, at: int) -> bool:
    """Whether a noun is what some place is to host: «تستضيف لقاء», «تستضيف روما لقاء»."""
    verb = at - 1
    while at - verb <= _BESIDE and words.has(verb, "place", "country", "city"):
        verb -= 1
    return words.has(at, "noun.word") and words.has(verb, "verb.host") and words.has(verb, "verb.present")


def _is_outcome(words: Words, at: int) -> bool:
    """Whether only what a meeting may bring is uncertain: «يأمل أن تنهي قمته مع»."""
    if not words.has(at, "noun.own") or not words.has(at - 2, "link.that") or words.roles[at - 1]:
        return False
    return words.any_has(at - _BEFORE, at - 2, "cue.possible", "cue.planned")


def _is_on_trip(words: Words, at: int) -> bool:
    """Whether the present tense tells what a trip is for: «يلتقي خلالها», «يجري خلالها محادثات»."""
    if words.has(at, "verb.present", "talk.present"):
        return words.has(at + 1, "cue.wherein") or words.has(at - 1, "cue.wherein")
    return any(
        words.has(here, "cue.hold_present")
        and (words.has(here + 1, "cue.wherein") or words.has(here - 1, "cue.wherein"))
        for here in range(at - 1, max(at - _BESIDE, 0) - 1, -1)
    )


def _held_one(words: Words, at: int) -> bool:
    """Whether a noun is the object of the verb "held": «عقد اجتماعا», «عقد فلان لقاء», not «عقد لقاء»."""
    for here in range(at - 1, max(at - 2 * _BEFORE, 0) - 1, -1):
        if words.has(here, "cue.holding"):
            verb = words.clitics(here).particles in ("", "و")
            return verb and (
                words.tokens[at].text.endswith("ا")
                or any(n in words.covered for n in range(here, at))
                or _opens(words, here, at)
            )
        if words.breaks(here):
            break
    return False


def _opens(words: Words, verb: int, at: int) -> bool:
    """Whether what may be a verb or its noun begins a clause, as a verb: «عقد في القاهرة لقاء», «حيث عقد»."""
    parted = words.has(verb + 1, "link.place", "place") or words.clitics(verb + 1).preposition == "ب"
    begins = verb == 0 or words.breaks(verb - 1) or bool(words.clitics(verb).conjunction)
    return words.has(verb - 1, "link.belonging") or (begins and parted and verb + 1 < at)


def _is_negated(words: Words, at: int, distance: int, before: Sequence[_Cues]) -> bool:
    """Whether a negation belongs to the word of meeting, or to the verb with which it is held."""
    if any(role.startswith(("verb", "talk")) for role in words.roles[at]):
        return distance <= _BESIDE
    return distance == 1 or (
        distance <= _BESIDE and any(far < distance and not roles.isdisjoint(_HOLD) for far, roles in before)
    )


def _of_past(before: Sequence[_Cues], after: frozenset[str]) -> Verdict:
    """Of a verb in the past tense."""
    for distance, roles in before:
        if distance <= _BESIDE and "cue.not" in roles:
            return Verdict("denied")
        if distance <= _BESIDE and not roles.isdisjoint(("cue.past", "cue.had")):
            return Verdict("past", tense="past")
        if distance <= _BESIDE and "cue.if" in roles:
            return Verdict("possible")
    return Verdict("past" if "cue.gone" in after or _is_ago(before) else "held", tense="past")


def _of_trip(distance: int, before: Sequence[_Cues]) -> MeetingStatus | None:
    """What became of a visit that was "to meet" someone or "for talks": made, or called off."""
    visited = False
    for far, roles in before:
        if (
            far > distance
            and not visited
            and not roles.isdisjoint(("visit.done", "verb.past", "noun.gerund"))
        ):
            return "held"
        if visited and "cue.cancelled" in roles:
            return "cancelled"
        visited = visited or (far > distance and not roles.isdisjoint(_TRIPS))
    return None


def _of_head(distance: int, before: Sequence[_Cues]) -> MeetingStatus | None:
    """What the word says on which "to", "for" or "will" depends: "urges A to", "hopes for"."""
    for far, roles in before:
        if far - distance > _BESIDE:
            break
        if "cue.invitation" in roles and any("accept" in other for _, other in before):
            return "planned"
        if not roles.isdisjoint(("cue.possible", "cue.if")):
            refused = any("cue.cancelled" in other and nearer <= far + _BESIDE for nearer, other in before)
            return "cancelled" if refused else "possible"
        if "cue.denied" in roles:
            return "denied"
    return None


def _is_occasion(words: Words, at: int, distance: int, before: Sequence[_Cues]) -> bool:
    """Whether only what may happen at a meeting is uncertain: "hopes to win support at a summit with".

    Right behind the wish, "in" leads to what is wished for: «رغبته في لقاء».
    """
    return "noun" in words.groups(at) and any(
        far < min(distance - 1, _BESIDE + 1) and roles >= _WHEREIN for far, roles in before
    )


def _weighed(
    words: Words, at: int, near: int, status: MeetingStatus, before: Sequence[_Cues]
) -> MeetingStatus:
    """The status that the word of status at `near` says, in the light of what stands before that.

    "scraps a planned meeting", "whether an expected one", "denied that he would", "seeks aid at a summit".
    """
    distance, roles = before[near]
    if status == "possible" and _is_occasion(words, at, distance, before):
        return "planned"
    if (
        "link.during" in roles
        and "cue.behind" in roles
        and any(other == _PLANNED for _, other in before[near + 1 :])
    ):
        return "planned"  # «سيطرح القضية خلال لقائه»
    if status == "planned" and any("cue.not" in other and far == distance + 1 for far, other in before):
        return "denied"  # «لا يعتزم لقاء»
    for far, other in before[near + 1 :] if status == "planned" or "cue.would" in roles else ():
        if "cue.denied" in other and far - distance <= _BESIDE:
            return "denied"
        if "cue.whether" in other:
            return "possible"
        if far - distance < _BESIDE and "cue.cancelled" in other:
            return _governing(far, other, before, frozenset()) or "cancelled"
    return status


def _is_ago(before: Sequence[_Cues]) -> bool:
    return any(_AGO in roles for _, roles in before)


def _governing(
    distance: int, roles: frozenset[str], before: Sequence[_Cues], after: frozenset[str]
) -> MeetingStatus | None:
    """What the nearest word of status before the word of meeting makes of it, if it is this one."""
    status: MeetingStatus | None = None
    if "cue.cancelled" in roles:
        threatened = any("cue.threat" in other for far, other in before if distance < far)
        status = "planned" if threatened else "cancelled"
    elif "cue.denied" in roles or "cue.not" in roles:
        status = "possible" if "cue.except" in after else "denied"
    elif "cue.past" in roles:
        status = "past"
    elif "cue.behind" in roles or "cue.hold_past" in roles or ("cue.had" in roles and distance <= _BESIDE):
        status = _qualified(after) or "held"
    elif "cue.announce" in roles and distance < _BESIDE:
        status = "planned"
    elif "cue.ahead" in roles or "cue.planned" in roles or ("cue.will" in roles and distance <= _BESIDE):
        bound: MeetingStatus = "possible" if "cue.except" in after else "planned"  # "will meet only if"
        status = _qualified(after, "cue.dropped", "cue.gone") or bound
    elif "cue.possible" in roles:
        status = "planned" if "cue.coming" in after and "cue.soon" not in after else "possible"
    return status


_QUALIFIED: dict[str, MeetingStatus] = {
    "cue.refuted": "denied",
    "cue.dropped": "cancelled",
    "cue.coming": "planned",
    "cue.maybe": "possible",
    "cue.gone": "past",
}


def _qualified(after: frozenset[str], *cues: str) -> MeetingStatus | None:
    """What the adjectives and adverbs behind a word of meeting make of it."""
    if "cue.maybe" in after and not after.isdisjoint(("cue.dropped", "cue.cancelled", "cue.not")):
        return "planned"  # it may be put off, so it stands
    return next((_QUALIFIED[cue] for cue in cues or _QUALIFIED if cue in after), None)


def _before(words: Words, at: int) -> Iterator[_Cues]:
    """The roles of the words that lead up to the word of meeting, within its clause, the nearest first."""
    distance, aside = 0, insertion(words, at)
    for here in range(at - 1, max(at - 4 * _BEFORE, 0) - 1, -1):
        if here in aside:
            continue
        if words.breaks(here) or distance == 2 * _BEFORE:
            return
        if here in words.covered or words.tokens[here].kind == "mark":
            continue
        if words.has(here, "link.that") and not _is_of_will(words, here):
            return
        distance += 1
        if roles := _cues(words, here, distance):
            yield distance, roles
        if distance <= _BEFORE and _ends(words, here):
            return


def _is_of_will(words: Words, at: int) -> bool:
    """Whether "that" opens what is planned or wished: «يأمل فلان أن»."""
    here = at - 1
    while here > at - _BEFORE and (here in words.covered or words.has(here, "person.title")):
        here -= 1
    return words.has(here, "cue.planned", "cue.possible")


def _cues(words: Words, at: int, distance: int) -> frozenset[str]:
    """The roles of a word before the word of meeting; far off only what a whole headline is about counts."""
    future = _is_future(words, at, distance)
    if distance > _BEFORE:
        return _PLANNED if future else frozenset()
    if words.has(at, "cue.ahead") and (unit := counts_back(words, at)):
        return frozenset({_AGO} if unit in _LONG else ())
    if words.has(at, "cue.behind") and words.has(at, "link.end") and _counts_on(words, at):
        return _PAST
    clitics = words.clitics(at)
    finite = clitics.future or (words.has(at, "cue.hold_present") and clitics.preposition == "ل")
    return _PLANNED if finite or future or _is_reported(words, at) else words.roles[at]


def _ends(words: Words, at: int) -> bool:
    """Whether a clause begins here that the word of meeting is in."""
    ahead = words.has(at, "cue.ahead") and counts_back(words, at)
    return words.has(at, "link.end") and not words.has(at, "link.that", "link.during") and not ahead


def _is_future(words: Words, at: int, distance: int) -> bool:
    """Whether a whole clause lies ahead, as in headlines: "A to raise trade in talks with B"."""
    bare = words.has(at, "cue.will") and words.has(at, "link.to", "cue.shall")  # not "agreed to"
    if distance <= _BESIDE or not bare or words.has(at, "link.end"):
        return False
    return at - 1 in words.covered and not words.has(at + 1, "place", "country")


def _is_reported(words: Words, at: int) -> bool:
    """Whether "would" tells what somebody announced: "said that he would"."""
    return words.has(at, "cue.would") and words.any_has(at - _SAID, at, "link.announced")


def _counts_on(words: Words, at: int) -> bool:
    """Whether «بعد» counts weeks or more from the meeting: «بعد شهرين من القمة»."""
    for here in range(at + 1, min(at + _BESIDE + 1, len(words))):
        if any(tag in _LONG for tag in words.tokens[here].tags):
            return words.has(here + 1, "link.loose") and not words.has(here + 1, "link.during")
    return False


def _is_to_come(words: Words, at: int, *, bare: bool) -> bool:
    """Whether a verb has the Arabic letter of the future, if `bare` also one of no list: «القمة ستشمل»."""
    if words.clitics(at).future:
        return words.has(at, *_FINITE, "cue.does")
    text = words.tokens[at].text
    verb = text.startswith(("سي", "ست")) and len(text) > _FUTURE and not words.tokens[at].tags
    return bare and verb and not text.endswith(("ه", "ي", "ات"))  # not «سياسيه», «ستراتيجي»


_LONG = frozenset({"dates.units.week", "dates.units.month", "dates.units.year"})
_FINITE = ("verb.present", "talk.present", "cue.hold_present", "visit.present")


def _after(words: Words, at: int, end: int) -> Iterator[str]:
    """The roles of the words behind it, up to the end of its clause."""
    headed = words.reads(at + 1, ":")  # "A-B summit: what is on the agenda"
    for here in range(at + 1 + headed, min(end + (2 if headed else 1) * _AFTER, len(words))):
        if here in words.covered:
            continue
        if words.breaks(here) or (here >= end and words.has(here, "link.end")):
            return
        if _is_to_come(words, here, bare=not words.any_has(at - _BESIDE, at, "cue.behind")):
            yield "cue.coming"
        if not words.has(here, "cue.still"):
            yield from words.roles[here]
