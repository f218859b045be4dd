"""Meetings over time: which reports may tell of one, and which meetings there were before. Pure.

Outlets in two time zones, and those that write late, date one meeting differently; a plan is moved; and the
same people meet again. So days are compared with a tolerance that depends on what is said and when.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.model import Earlier, MeetingStatus, Step

AHEAD: frozenset[MeetingStatus] = frozenset({"planned", "possible", "cancelled", "denied"})
"""What is said of meetings that are still to come, or do not."""

FURTHEST = timedelta(days=180)
"""A plan for a later day than in so long does not keep its story open."""

REMEMBERED = timedelta(days=366)
"""How long a meeting counts as one before another."""

_DAY = timedelta(days=1)
_ZONES = _DAY  # by which outlets in two time zones differ
_BELATED = timedelta(days=3)  # by which one who writes days later errs, or a plan was off the day
_MOVED = timedelta(days=14)  # by which a plan is moved; what is further off is another meeting
_FRESH = _DAY  # how soon after it a meeting is reported as news
_MOST_STEPS = 12  # remembered of a story, each of which says something else
_MOST_STORIES = 20_000


def share(steps: Iterable[Step], known: Iterable[Step]) -> bool:
    """Whether both tell of a meeting of the same people."""
    return not {step.people for step in steps}.isdisjoint(step.people for step in known)


def news(steps: Sequence[Step]) -> Sequence[Step]:
    """Without meetings that are only mentioned beside the news; all of them where there is nothing else."""
    return [step for step in steps if step.status != "past"] or steps


def agree(steps: Sequence[Step], known: Sequence[Step]) -> bool:
    """Whether a report with these steps may tell of the meeting of a story with those."""
    steps, known = news(steps), news(known)
    people = {step.people for step in steps}
    of_same = [step for step in known if step.people in people]
    held = [step for step in of_same if step.status == "held"]
    days, others = list(_dated(steps)), list(_dated(held or of_same))  # a plan that came true is no plan
    if not (days and others):
        return True
    return any(one.apart(other) <= _tolerance(one.step, other.step) for one in days for other in others)


def awaited(at: datetime, steps: Iterable[Step]) -> datetime:
    """Until when a report that appeared then speaks of what is to come: the latest day of a plan, or then."""
    plans = (
        datetime.combine(step.day, time(), UTC)
        for step in news(tuple(steps))
        if step.day and step.status in AHEAD
    )
    return max((at, *(plan for plan in plans if plan - at <= FURTHEST)))


class _Days(NamedTuple):
    """The first and the last day on which a meeting may have been, by a step."""

    step: Step
    first: date
    last: date

    def apart(self, other: "_Days") -> timedelta:
        return max(timedelta(), self.first - other.last, other.first - self.last)


def _dated(steps: Iterable[Step]) -> Iterator[_Days]:
    """Those that have a day; one that was held without any was so within days before it was reported."""
    for step in steps:
        if step.day:
            yield _Days(step, step.day, step.day)
        elif step.status == "held" and step.said.at:
            reported = step.said.at.date()
            yield _Days(step, reported - _BELATED, reported)


def _tolerance(new: Step, known: Step) -> timedelta:
    """How many days two reports of one meeting may differ."""
    if new.status in AHEAD and known.status in AHEAD:
        return FURTHEST if new.postponed else _MOVED
    if known.status in AHEAD:
        return _BELATED  # a plan that was off the day when it was held
    return _BELATED if _is_belated(new, known) or _look_back(new, known) else _ZONES


def _is_belated(one: Step, other: Step) -> bool:
    """Whether the later of two reports looks back on a meeting, and does not tell of a new one."""
    if not (one.said.at and other.said.at):
        return False
    later = max(one, other, key=lambda step: step.said.at or datetime.min.replace(tzinfo=UTC))
    at, day = later.said.at, later.day
    return bool(at and day and at.date() - day > _FRESH and not later.ordinal)


def _look_back(one: Step, other: Step) -> bool:
    """Whether both reports appeared after both days: who wrote of the first knew of no second meeting."""
    if not (one.day and other.day and one.said.at and other.said.at) or one.ordinal or other.ordinal:
        return False
    return min(one.said.at, other.said.at).date() > max(one.day, other.day)


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One that was held, or is mentioned, in the reports of one or several stories."""

    day: date
    claims: tuple[Step, ...]
    reported: bool  # as news; else only mentioned later


class Meetings:
    """The meetings of which there were reports, by story."""

    def __init__(self) -> None:
        self._known: dict[int, dict[object, Step]] = {}

    def note(self, story: int, steps: Iterable[Step]) -> None:
        """Remember what a report of a story says of meetings that were held."""
        held = [step for step in steps if step.status in ("held", "past")]
        if not held:
            return
        known = self._known.setdefault(story, {})
        for step in held:
            if len(known) < _MOST_STEPS:
                known.setdefault((step.key, step.said.outlet), step)
        if len(self._known) > _MOST_STORIES:
            del self._known[next(iter(self._known))]

    def before(self, step: Step, story: int) -> Earlier | None:
        """The meetings of these people before that of a step of this story; None when there was none."""
        day = _day(step)
        if day is None:
            return None
        found = _with_mentions(self._held(step, story), self._mentions(step))
        earlier = [
            one for one in found if timedelta() < day - one.day <= REMEMBERED and day - one.day > _ZONES
        ]
        if not earlier:
            return None
        reported = [one for one in earlier if one.reported]
        days = (day - reported[0].day).days if reported else 0
        return Earlier(len(reported), days, _by_day(earlier[-1].claims))

    def _held(self, step: Step, story: int) -> list[_Meeting]:
        """The meetings that other stories report, in the order of their days."""
        meetings = []
        for other, known in self._known.items():
            steps = [one for one in known.values() if one.status == "held" and _includes(one, step)]
            if other != story and steps and (day := _best_day(steps)):
                meetings.append(_Meeting(day, tuple(steps), reported=True))
        return _merged(sorted(meetings, key=lambda meeting: meeting.day))

    def _mentions(self, step: Step) -> list[Step]:
        return [
            one
            for known in self._known.values()
            for one in known.values()
            if one.status == "past" and one.day and _includes(one, step)
        ]


def _includes(one: Step, other: Step) -> bool:
    """Whether those of the other meeting were all at the one."""
    return set(other.people) <= set(one.people)


def _day(step: Step) -> date | None:
    """The day of a meeting; where none is said that of the report."""
    return step.day or (step.said.at.date() if step.said.at else None)


def _best_day(steps: Sequence[Step]) -> date | None:
    """The day that most of the reports give, of as many the first; else that of a report."""
    days = [step.day for step in steps if step.day] or [day for step in steps if (day := _day(step))]
    return Counter(days).most_common(1)[0][0] if days else None


def _merged(meetings: Sequence[_Meeting]) -> list[_Meeting]:
    """In the order of their days; those of one day, or of two that follow each other, are one."""
    merged: list[_Meeting] = []
    for one in meetings:
        if merged and one.day - merged[-1].day <= _ZONES:
            merged[-1] = replace(merged[-1], claims=(*merged[-1].claims, *one.claims))
        else:
            merged.append(one)
    return merged


def _with_mentions(held: Sequence[_Meeting], mentions: Iterable[Step]) -> list[_Meeting]:
    """The same with later mentions of them, and of others that nobody reported here, in order."""
    meetings = list(held)
    for mention in mentions:
        day = mention.day
        if day is None:
            continue
        near = min(meetings, key=lambda one: abs(one.day - day), default=None)
        if near and abs(near.day - day) <= _BELATED:
            at = meetings.index(near)
            meetings[at] = replace(near, claims=(*near.claims, mention))
        else:
            meetings.append(_Meeting(day, (mention,), reported=False))
    return sorted(meetings, key=lambda meeting: meeting.day)


def _by_day(claims: Iterable[Step]) -> tuple[Step, ...]:
    """For each day that is given the first who gives it; the days most given first."""
    dated = [claim for claim in claims if claim.day] or list(claims)
    often: Mapping[date | None, int] = Counter(claim.day for claim in dated)
    first: dict[date | None, Step] = {}
    for claim in dated:
        first.setdefault(claim.day, claim)
    return tuple(sorted(first.values(), key=lambda claim: (claim.status == "past", -often[claim.day])))
