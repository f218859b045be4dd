"""What a watch makes of an entry: whether it is told, as what, and why. Pure.

The first report of a story is new; a later one is told for what it changes, or else corroborates what was told.
The reason is for people to read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.model import Change, Decision, Figure, Match, Memory, Step, Watch
from bot.watching import figures, steps
from bot.watching.claims import change as worded
from bot.watching.claims import number

_OLD = "older than the first poll of its feed looks back"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story when a watch decides on a report of it."""

    began: datetime  # its first report, aware UTC
    publishers: int = 1  # who report it of their own, the new report among them; copies do not count
    seen: tuple[Figure, ...] = ()  # in all its reports
    told: tuple[Change, ...] = ()  # for this watch, in order
    told_at: datetime | None = None  # when it was last; None: never
    told_by: str = ""  # the outlet of the report that was told last


def decide(
    watch: Watch, match: Match, known: Known, memory: Memory, now: datetime, *, silent: bool
) -> Decision:
    """The decision of a watch on an entry that it matches.

    `memory` is what the store knows of the entry. `silent` is true on a feed's first poll for an entry older
    than that poll looks back; an entry that was silent once stays so.
    """
    if silent or memory.silent:
        return Decision(match, "ignore", _OLD)
    changes = (*_new_figures(match, known), *_new_steps(match, known))
    if known.told_at is None:
        return _first(watch, match, known, changes, now)
    big = tuple(change for change in changes if _is_big(watch, change))
    if not big:
        return Decision(match, "corroborate", _nothing_new(match, known, changes))
    again_at = known.told_at + watch.cooldown
    if now < again_at:
        return Decision(match, "corroborate", "told not long ago; it waits", again_at=again_at)
    lowered = any(isinstance(change.now, Figure) and change.now.corrected for change in big)
    reason = "; ".join(map(worded, big))
    return Decision(match, "correction" if lowered else "update", reason, big)


def _first(watch: Watch, match: Match, known: Known, changes: tuple[Change, ...], now: datetime) -> Decision:
    """The decision on a story that was not told yet."""
    if match.figures and not match.steps and not any(_is_big(watch, change) for change in changes):
        return Decision(match, "ignore", f"{worded(changes[0])}: the watch wants {watch.at_least} at least")
    again_at = known.began + watch.patience
    if known.publishers < watch.corroborated and now < again_at:
        reason = f"{known.publishers} of {watch.corroborated} publishers report it; it waits for more"
        return Decision(match, "ignore", reason, again_at=again_at)
    return Decision(match, "new", "; ".join(["a new story", *map(worded, changes)]), changes)


def _is_big(watch: Watch, change: Change) -> bool:
    """Whether a change is as big as the watch wants it."""
    if isinstance(change.now, Step):
        return True
    before = change.before.low or 0 if isinstance(change.before, Figure) else 0
    return abs((change.now.low or 0) - before) >= watch.at_least or (watch.at_least == 1 and not before)


def _new_figures(match: Match, known: Known) -> Iterator[Change]:
    told = [change.now for change in known.told if isinstance(change.now, Figure)]
    for figure in sorted(match.figures, key=lambda figure: figure.most, reverse=True):
        if figures.is_doubtful(told, known.seen, figure):
            continue  # until a second outlet says so
        verdict = figures.compare(told, figure)
        if verdict == "known" or (verdict == "first" and told and not figures.adds(told, figure)):
            continue
        before = next((one for one in reversed(told) if one.series == figure.series), None)
        yield Change(figure, before)
        told.append(figure)


def _new_steps(match: Match, known: Known) -> Iterator[Change]:
    told = [change.now for change in known.told if isinstance(change.now, Step)]
    for step in match.steps:
        of_pair = [one for one in told if one.people == step.people]
        if steps.compare(of_pair, step) != "known":
            yield Change(step, of_pair[-1] if of_pair else None)
            told.append(step)


def _nothing_new(match: Match, known: Known, small: tuple[Change, ...]) -> str:
    """Why a report of a story that was told is not told."""
    if small:
        return f"{worded(small[0])}: too small a change for the watch"
    told = [change.now for change in known.told]
    for figure in match.figures:
        of_series = [one for one in told if isinstance(one, Figure) and one.series == figure.series]
        same = next((one for one in of_series if one.low == figure.low), None)
        if same:
            return f"same figure as {same.said.outlet}: {figure.category} {number(figure)}"
        if of_series:
            return f"{figure.category} {number(figure)} adds nothing to {number(of_series[-1])}"
    for step in match.steps:
        other = steps.differs([one for one in told if isinstance(one, Step)], step)
        if other:
            return f"{step.status} meeting already told; {step.day} here, {other.day} in {other.said.outlet}"
        return f"{step.status} meeting already told; nothing new of it"
    return f"already told, from {known.told_by}"
