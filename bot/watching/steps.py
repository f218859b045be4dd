"""The life of a meeting: what a report of it adds to the steps that were told. Pure."""

from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Literal

from bot.model import MeetingStatus, Step

Verdict = Literal["first", "next", "known"]

# What may be news after what: a meeting that was held is planned no more, and one that is planned is no
# longer merely possible. A denial is news after anything, and so is a plan after a cancellation.
_AFTER: dict[MeetingStatus, frozenset[MeetingStatus]] = {
    "possible": frozenset({"contact"}),
    "contact": frozenset({"possible"}),
    "planned": frozenset({"possible", "contact", "cancelled", "denied"}),
    "cancelled": frozenset({"possible", "contact", "planned"}),
    "denied": frozenset({"possible", "contact", "planned", "held"}),
    "held": frozenset({"possible", "contact", "planned", "cancelled", "denied"}),
    "past": frozenset(),
}
_MOVABLE = ("planned", "possible")  # what has another date now is news
_DISPUTED = timedelta(
    days=2
)  # apart, two dates of what was are told; outlets in two time zones differ by one


def compare(told: Sequence[Step], new: Step) -> Verdict:
    """What a step is beside those of its story that were told, in the order of the telling."""
    if not told:
        return "first"
    last, days = told[-1], {step.day for step in told if step.day}
    if last.status == new.status:
        if new.status == "cancelled":
            return "next" if _is_other_end(last, new, days) else "known"
        if new.status in _MOVABLE:
            return "next" if new.day and new.day not in days else "known"
        return "next" if new.status == "held" and _is_disputed(new, told) else "known"
    if last.status in _AFTER[new.status] and not _is_same_move(last, new, moved=len(days) > 1):
        return "next"
    return "known"


def _is_other_end(last: Step, new: Step, days: Container[date]) -> bool:
    """Whether what was put off is called off now, or put off for a day that nobody named yet."""
    if new.postponed:
        return new.day is not None and new.day not in days
    return last.postponed


def _is_disputed(new: Step, told: Sequence[Step]) -> bool:
    days = [step.day for step in told if step.day and step.status == new.status]
    return bool(new.day and days) and all(new.day and abs(new.day - day) >= _DISPUTED for day in days)


def _is_same_move(last: Step, new: Step, *, moved: bool) -> bool:
    """Whether both say that a plan was put off for the same day, the one as a plan, the other as put off."""
    if not (last.postponed or new.postponed) or {last.status, new.status} != {"planned", "cancelled"}:
        return False
    if last.postponed:
        return last.day is not None and last.day == new.day
    return moved and new.day in {None, last.day}


def differs(told: Sequence[Step], new: Step) -> Step | None:
    """The step among those told that gives another day for the same thing; None where all agree."""
    other = (step for step in told if step.status == new.status and step.day)
    return next((step for step in other if new.day and step.day != new.day), None)
