"""One fact for each meeting, from all that an entry's sentences claim of a pair."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from bot.model import Span
from bot.reading.dates import DateMention
from bot.reading.dates.days import at
from bot.reading.facts import MeetingFact, MeetingStatus
from bot.reading.meetings.claims import Claim
from bot.reading.meetings.status import Verdict
from bot.reading.meetings.when import is_past

# What the words say counts in this order; a cancelled meeting was planned before.
_RANK: Sequence[MeetingStatus] = ("cancelled", "denied", "held", "planned", "possible", "past", "contact")
_WEAK: Sequence[MeetingStatus] = ("cancelled", "denied", "held", "possible", "planned", "past", "contact")
_AHEAD: frozenset[MeetingStatus] = frozenset({"planned", "cancelled", "possible", "denied"})
_FAR = 180  # days ahead from which the present tense means the last such date
_LEAD = 600  # characters from the first words on a meeting in which an article says what is new


def merged(claims: Sequence[Claim], today: date | None, *, remote: bool) -> list[MeetingFact]:
    """The facts that these claims of one entry amount to; `remote`: whether it mentions a telephone."""
    timed = [_timed(claim, today) for claim in _trusted(claims, remote=remote)]
    settled = _settled(timed)
    facts: list[MeetingFact] = []
    by_pair: dict[tuple[str, str], list[Claim]] = {}
    for claim in settled:
        by_pair.setdefault(claim.people, []).append(claim)
    for of_pair in by_pair.values():
        facts += [_inferred(fact, today) for fact in _of_pair(of_pair)]
    return _together(facts)


def _trusted(claims: Sequence[Claim], *, remote: bool) -> list[Claim]:
    """The claims that can be relied on; talks are calls if there is a telephone.

    "The talks" are of those two only of whom the entry says elsewhere that they meet or tell one another.
    """
    named = [claim for claim in claims if not claim.implied]
    meet = {
        claim.people for claim in named if claim.kind == "face_to_face" and claim.verdict.status != "past"
    }
    known = meet | {claim.people for claim in named if claim.told}
    return [
        replace(claim, kind="phone") if claim.talked and remote else claim
        for claim in claims
        if not claim.implied or claim.people in known
    ]


def _timed(claim: Claim, today: date | None) -> Claim:
    """The claim, its status set right by its date."""
    said, day = claim.verdict, claim.date
    if day is None or today is None:
        return claim
    if day.ahead and day.start > today and "past" in (said.tense, said.status):
        day = _last_year(day)  # "they met on 30 June"
        claim = replace(claim, date=day)
    if said.status == "held":
        return _timed_held(claim, day, today)
    if said.status == "past" and said.tense and day.is_day and not is_past(day, today):
        return replace(claim, verdict=replace(said, status="held"))  # "had met him the day before"
    if said.status == "planned" and not day.ahead and day.stop < today:
        return replace(claim, date=None)  # «وصل أمس إلى باريس حيث يلتقي»: that of the way there
    if said.status == "possible" and not said.said and day.ahead and day.ahead >= today:
        return replace(claim, verdict=Verdict("planned"))  # who is invited for a certain day will come
    return claim


def _timed_held(claim: Claim, day: DateMention, today: date) -> Claim:
    """The claim of a meeting that was held unless its date says otherwise."""
    tense = claim.verdict.tense
    if claim.implied and is_past(day, today):
        return replace(claim, date=None)  # "the talks were about crimes of the past year"
    if tense == "past" or not day.ahead:
        likely = day.start
    elif tense == "present" and (day.ahead - today).days < _FAR:
        likely = day.ahead
    elif tense == "present":
        likely = day.start  # "31 March: A receives B", told in April
    else:
        likely = min(day.start, day.ahead, key=lambda one: abs((one - today).days))
    if likely > today and tense == "past":
        return replace(claim, date=None)  # an outlet's clock, or its zone, is off: what they did is no plan
    if likely > today or (likely == today and tense == "present" and not claim.headline):
        return replace(claim, verdict=Verdict("planned"))
    return replace(claim, verdict=Verdict("past")) if is_past(day, today) else claim


def _last_year(day: DateMention) -> DateMention:
    """A date without a year, the year before."""
    start, stop = (at(one.year - 1, one.month, one.day) for one in (day.start, day.stop))
    return replace(day, start=start, stop=stop, ahead=None) if start and stop else day


def _settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims; of one word that claims several pairs, all have the status that is said of some."""
    said = {
        claim.people: claim
        for claim in reversed(claims)
        if claim.verdict.said and claim.kind == "face_to_face"
    }
    by_word: dict[Span, Claim] = {}
    for claim in claims:
        if claim.people in said:
            by_word.setdefault(claim.word, said[claim.people])
    return [_settled_by(claim, by_word.get(claim.word), said) for claim in claims]


def _settled_by(claim: Claim, kin: Claim | None, said: Mapping[tuple[str, str], Claim]) -> Claim:
    if kin is None or claim.people in said or claim.kind != "face_to_face":
        return claim
    return replace(claim, verdict=kin.verdict, date=claim.date or kin.date)


def _of_pair(claims: Sequence[Claim]) -> Iterator[MeetingFact]:
    face = [claim for claim in claims if claim.kind == "face_to_face"]
    current = [claim for claim in face if claim.verdict.status != "past"]
    if len(current) < len(face) and not any(claim.verdict.said or claim.date for claim in current):
        current = []  # a headline's bare word of meeting means the one that the text dates
    if current:
        best = min(_leading(current), key=_strength)
        alike = [claim for claim in current if _agree(claim.verdict, best.verdict)]
        yield _fact(best, alike, best.verdict.status)
    past = [claim for claim in face if claim.verdict.status == "past" and (claim.date or not current)]
    if past:
        yield _fact(past[0], past, "past")
    away = [claim for claim in claims if claim.kind != "face_to_face" and not (face and claim.told)]
    if away:
        yield _fact(away[0], away, "contact")


def _leading(claims: Sequence[Claim]) -> list[Claim]:
    """Those that tell the news: of headline and summary, else from where an article first speaks of it."""
    lead = [claim for claim in claims if claim.word.part != "content"]
    return lead or [claim for claim in claims if claim.word.start <= claims[0].word.start + _LEAD]


def _strength(claim: Claim) -> tuple[bool, bool, int]:
    said = claim.verdict.said
    return not said, claim.guessed, (_RANK if said else _WEAK).index(claim.verdict.status)


def _agree(one: Verdict, other: Verdict) -> bool:
    """Whether two claims of a pair may speak of one meeting."""
    return one.status == other.status or not one.said or {one.status, other.status} <= _AHEAD


def _fact(best: Claim, alike: Sequence[Claim], status: MeetingStatus) -> MeetingFact:
    ahead = status in _AHEAD
    dates = [claim.date for claim in (best, *alike) if claim.date and claim.date.day(future=ahead)]
    return MeetingFact(
        people=best.people,
        status=status,
        quote=_quote(best.spans),
        spans=best.spans,
        kind=best.kind,
        date=dates[0].day(future=ahead) if dates else None,
        certainty=dates[0].certainty if dates else None,
        place=next((claim.place for claim in (best, *alike) if claim.place), None),
        ordinal=next((claim.ordinal for claim in (best, *alike) if claim.ordinal), None),
        postponed=status == "cancelled" and any(claim.postponed for claim in (best, *alike)),
    )


def _inferred(fact: MeetingFact, today: date | None) -> MeetingFact:
    """The fact; what is news when a text appears was held on that day or shortly before."""
    if fact.status != "held" or fact.date or not today:
        return fact
    return replace(fact, date=today, certainty="inferred")


def _quote(spans: Sequence[Span]) -> Span:
    return Span(spans[0].part, spans[0].start, max(span.end for span in spans))


def _together(facts: Sequence[MeetingFact]) -> list[MeetingFact]:
    """The facts, those on one meeting of more than two people made one."""
    groups: dict[tuple[object, ...], list[MeetingFact]] = {}
    for fact in facts:
        groups.setdefault((fact.status, fact.kind, fact.date, fact.place, fact.quote.part), []).append(fact)
    whole: list[MeetingFact] = []
    for group in groups.values():
        people = sorted({person for fact in group for person in fact.people})
        pairs = {fact.people for fact in group}
        if len(people) > 2 and pairs == set(combinations(people, 2)):  # noqa: PLR2004 - more than a pair
            spans = tuple(
                sorted({span for fact in group for span in fact.spans}, key=lambda span: span.start)
            )
            whole.append(replace(group[0], people=tuple(people), spans=spans, quote=_quote(spans)))
        else:
            whole += group
    return whole
