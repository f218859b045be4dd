"""The life of a meeting: what a report of it adds to the steps that were told. Pure."""

from collections.abc import Sequence
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
_MOVABLE = ("planned", "possible")  # what has another date now is news; a day that was is only disputed


def compare(told: Sequence[Step], new: Step) -> Verdict:
    """What a step is beside those of its story that were told, in the order of the telling."""
    if not told:
        return "first"
    last = told[-1]
    if last.status == new.status:
        moved = new.status in _MOVABLE and new.day not in {None, *(step.day for step in told)}
        return "next" if moved else "known"
    return "next" if last.status in _AFTER[new.status] else "known"


def differs(told: Sequence[Step], new: Step) -> Step | None:
    """The step among those told that gives another day for the same thing; None where all agree."""
    other = (step for step in told if step.status == new.status and step.day)
    return next((step for step in other if new.day and step.day != new.day), None)
