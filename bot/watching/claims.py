"""Facts and reasons in words, for people who try a watch."""

from collections.abc import Iterator
from datetime import date

from bot.model import Category, Change, Entry, Figure, MeetingStatus, Reason, ReasonKey, Span, Step
from bot.reading.facts import CasualtyFact, Fact, MeetingFact, quoted

MIXED: frozenset[Category] = frozenset({"killed", "wounded"})
"""What a count of several categories at once counts, where it counts one of these."""

_SHOWN = 80  # characters of a quote in a reason

_MEETINGS: dict[MeetingStatus, str] = {
    "held": "meeting held",
    "planned": "meeting planned",
    "cancelled": "meeting cancelled",
    "denied": "meeting denied",
    "past": "earlier meeting",
    "possible": "possible meeting",
    "contact": "contact without a meeting",
}

_REASONS: dict[ReasonKey, str] = {
    "silent": "older than the first poll of its feed looks back",
    "told": "already told, from {outlet}",
    "aside": "{now} said by the way; no news beside what was told",
    "few": "{changes}; the watch wants {number} at least",
    "first": "a new story; {changes}",
    "late": "matches now; it did not when it was first read; {changes}",
    "alone": "waits for another publisher until {until}; {changes}",
    "unconfirmed": "no other publisher says so; {changes}",
    "changed": "{changes}",
    "small": "{changes}: too small a change for the watch",
    "cooldown": "cooldown until {until}: {changes}",
    "doubt": "so many more that another publisher should say so; waits until {until}: {changes}",
    "doubtful": "{now} is so many more that another publisher should say so",
    "waiting": "waits already, until {until}: {changes}",
    "same": "same figure as {outlet}: {now}",
    "less": "{now} adds nothing to {before}",
    "step": "{now} already told; nothing new of it",
    "day": "{now} already told; {before} in {outlet}",
    "words": "{words}",
}


def claim(fact: Fact) -> str:
    """What it says, in a few words: "killed 121 (UN)", "meeting held of haftar and sisi on 2019-05-09"."""
    if isinstance(fact, CasualtyFact):
        said = f"{_counted(fact)} {number(fact)}{' more' if fact.additional else ''}"
        return f"{said} ({fact.source})" if fact.source else said
    return _meeting(fact.people, fact.status, fact.date, postponed=fact.postponed)


def change(told: Change) -> str:
    """What is told, with what it changes: "killed 384 → 832 (+448)", "meeting held of haftar and sisi"."""
    now, before = told.now, told.before
    if isinstance(now, Step):
        said = _meeting(now.people, now.status, now.day, postponed=now.postponed)
        return f"{said}; {_before(now, before)}" if isinstance(before, Step) else said
    if not isinstance(before, Figure) or before.low is None:
        return f"{_counted(now)} {number(now)}"
    return f"{_counted(now)} {number(before)} → {number(now)} ({(now.low or 0) - before.low:+})"


def reason(why: Reason) -> str:
    """Why a watch decides as it does: "same figure as Wire: killed 384"."""
    now, before = (why.changes[0].now, why.changes[0].before) if why.changes else (None, None)
    told = _REASONS[why.key].format(
        changes="; ".join(map(change, why.changes)),
        now=change(Change(now)) if now else "",
        before=before.day if isinstance(before, Step) else number(before) if before else "",
        outlet=why.outlet,
        number=why.number,
        words=why.words,
        until=f"{why.until:%Y-%m-%d %H:%M} UTC" if why.until else "",
    )
    return told.rstrip("; :")


def _before(now: Step, before: Step) -> str:
    """What was told before it, the day where only that differs."""
    if (now.status, now.postponed) == (before.status, before.postponed) and before.day:
        return f"told before with another date, {before.day}"
    return f"told before as {'postponed' if before.postponed else before.status}"


def _meeting(
    people: tuple[str, ...], status: MeetingStatus, day: date | None, *, postponed: bool = False
) -> str:
    *others, last = people
    said = f"{'meeting postponed' if postponed else _MEETINGS[status]} of {', '.join(others)} and {last}"
    return f"{said} {'to' if postponed else 'on'} {day}" if day else said


def details(fact: Fact) -> Iterator[str]:
    """What else is known of it, each in a word or two."""
    if isinstance(fact, CasualtyFact):
        yield from (fact.scope, fact.status)
        yield from filter(None, (fact.extent, fact.who, fact.place and f"in {fact.place}"))
    else:
        yield from _details_of_meeting(fact)


def quote(entry: Entry, span: Span) -> str:
    """The words of a span on one line, cut where they are many."""
    text: str = getattr(entry, span.part)
    return quoted(text, Span(span.part, span.start, min(span.end, span.start + _SHOWN)))


def _counted(fact: CasualtyFact | Figure) -> str:
    if not fact.mixed:
        return fact.category
    return "killed or wounded" if fact.category in MIXED else f"{fact.category} and others"


def number(fact: CasualtyFact | Figure) -> str:
    """Its number as it is meant: "at least 26", "12 to 15"."""
    match fact.low, fact.high:
        case None, None:
            return "without a number"
        case None, high:
            return f"at most {high}"
        case low, None:
            return f"{low} or more" if fact.bound == "vague" else f"at least {low}"
        case low, high if low != high:
            return f"{low} to {high}"
        case low, _:
            return f"about {low}" if fact.bound == "about" else str(low)


def _details_of_meeting(fact: MeetingFact) -> Iterator[str]:
    if fact.kind != "face_to_face":
        yield f"by {fact.kind}"
    if fact.certainty:
        yield f"date {fact.certainty}"
    if fact.place:
        yield f"in {fact.place}"
    if fact.ordinal:
        yield f"number {fact.ordinal} of theirs"
