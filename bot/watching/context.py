"""What a change stands beside: other reports of its story that differ, earlier meetings. Pure.

It decides nothing; a message is worded with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.model import Change, Figure, Step
from bot.reading import known
from bot.watching.figures import is_doubtful
from bot.watching.meetings import Meetings
from bot.watching.stories import OpenStory

_COUNTED = ("held", "planned")  # meetings of which there is a first, a second
_RECENT = timedelta(days=2)  # how long a figure is what its source says
_COMPARABLE = 2  # times as many; what is fewer is no other count of the same
_MOST = 2  # other figures: the lowest and the highest


def in_context(change: Change, story: OpenStory, meetings: Meetings) -> Change:
    """A change with what the other reports of its story say instead, and the meetings before."""
    now = change.now
    if isinstance(now, Figure):
        others = _other_figures(now, change.before, story.figures)
        # What one publisher alone vouches for counts for nothing, here too.
        sure = (one for one in others if not is_doubtful((now,), story.seen(), one))
        return replace(change, others=tuple(sure))
    earlier = meetings.before(now, story.id) if now.status in _COUNTED else None
    return replace(change, others=_other_days(now, story.steps), earlier=earlier)


def _other_figures(now: Figure, before: Figure | Step | None, seen: Iterable[Figure]) -> tuple[Figure, ...]:
    """What other sources give, the lowest and the highest of it.

    Of each source the latest counts, for a while; a correction takes back what outlets said before it. A
    figure without a source that is lower is that of an outlet which is behind; a higher one is doubtful, and
    shown. What is lower by far is a part, or old.
    """
    latest: dict[str, Figure] = {}
    for figure in seen:
        if figure.series == now.series and figure.low:
            if figure.corrected:
                latest = {by: one for by, one in latest.items() if one.source or one.most <= figure.most}
            latest[_by(figure)] = figure
    latest.pop(_by(now), None)
    told = {now.low, before.low if isinstance(before, Figure) else None}
    differing: dict[int, Figure] = {}
    for figure in latest.values():
        if figure.low and figure.low not in told and _disagrees(figure, now):
            differing.setdefault(figure.low, figure)
    ordered = [differing[low] for low in sorted(differing)]
    return tuple(ordered if len(ordered) <= _MOST else (ordered[0], ordered[-1]))


def _disagrees(other: Figure, now: Figure) -> bool:
    if other.said.at and now.said.at and abs(now.said.at - other.said.at) > _RECENT:
        return False
    low = other.low or 0
    return low > now.most or bool(other.source and low * _COMPARABLE >= now.most)


def _by(figure: Figure) -> str:
    """Whose figure it is: the source's, or the outlet's that names none."""
    return known.source(figure.source)["en"].casefold() if figure.source else f"\n{figure.said.outlet}"


def _other_days(now: Step, steps: Sequence[Step]) -> tuple[Step, ...]:
    """Who gives another day for a meeting that was held: one report for each."""
    if now.status != "held" or not now.day:
        return ()
    first: dict[object, Step] = {}
    for step in steps:
        if step.people == now.people and step.status == now.status and step.day not in {None, now.day}:
            first.setdefault(step.day, step)
    return tuple(first.values())[:_MOST]
