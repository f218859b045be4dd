"""What a watch makes of an entry: whether it is told, as what, and why. Pure.

The first report of a story is new; a later one is told for what it changes, or else corroborates what was
told. The reason is data, for people to read in any language.
"""

from collections.abc import Iterator, Sequence
from typing import get_args

from bot.model import Category, Change, Decision, Figure, Match, Memory, Reason, Step, Telling, Watch
from bot.watching import figures, steps

_CATEGORIES: tuple[Category, ...] = get_args(Category)  # the gravest first


def decide(
    watch: Watch,
    match: Match,
    told: Telling,
    seen: Sequence[Figure],
    memory: Memory,
    *,
    silent: bool,
) -> Decision:
    """The decision of a watch on an entry that it matches.

    `told` is what its followers know of the entry's story, `seen` are the figures of all its reports,
    `memory` is what the store knows of the entry. `silent` is true on a feed's first poll for an entry older
    than that poll looks back; an entry that was silent once stays so.
    """
    if silent or memory.silent:
        return Decision(match, "ignore", Reason("silent"))
    changes = (*_new_figures(match, told, seen), *_new_steps(match, told))
    if told.at is None:
        return _first(watch, match, memory, changes)
    big = tuple(change for change in changes if _is_big(watch, change))
    if not big:
        return Decision(match, "corroborate", _nothing_new(match, told, seen, changes))
    lowered = any(isinstance(change.now, Figure) and change.now.corrected for change in big)
    return Decision(match, "correction" if lowered else "update", Reason("changed", big), big)


def _first(watch: Watch, match: Match, memory: Memory, changes: tuple[Change, ...]) -> Decision:
    """The decision on a story of which nothing was told."""
    if outlet := memory.told.get(watch.name):
        return Decision(match, "corroborate", Reason("told", outlet=outlet))
    if match.figures and not match.steps and not any(_is_big(watch, change) for change in changes):
        return Decision(match, "ignore", Reason("few", changes[:1], number=watch.at_least))
    return Decision(match, "new", Reason("first" if memory.entry_id is None else "late", changes), changes)


def _is_big(watch: Watch, change: Change) -> bool:
    """Whether a change is as big as the watch wants it."""
    if isinstance(change.now, Step):
        return True
    before = change.before.low or 0 if isinstance(change.before, Figure) else 0
    return abs((change.now.low or 0) - before) >= watch.at_least or (watch.at_least == 1 and not before)


def _new_figures(match: Match, known: Telling, seen: Sequence[Figure]) -> Iterator[Change]:
    told = [change.now for change in known.changes if isinstance(change.now, Figure)]
    for figure in sorted(match.figures, key=_weight):
        if figures.is_doubtful(told, seen, figure):
            continue  # until a second outlet says so
        verdict = figures.compare(told, figure)
        if verdict == "known" or (verdict == "first" and told and not figures.adds(told, figure)):
            continue
        before = next((one for one in reversed(told) if one.series == figure.series), None)
        yield Change(figure, before)
        told.append(figure)


def _weight(figure: Figure) -> tuple[int, int]:
    """The gravest first, and of one category the highest, beside which a part of it is no news."""
    return _CATEGORIES.index(figure.category), -figure.most


def _new_steps(match: Match, known: Telling) -> Iterator[Change]:
    told = [change.now for change in known.changes if isinstance(change.now, Step)]
    for step in match.steps:
        of_pair = [one for one in told if one.people == step.people]
        if steps.compare(of_pair, step) != "known":
            yield Change(step, of_pair[-1] if of_pair else None)
            told.append(step)


def _nothing_new(match: Match, known: Telling, seen: Sequence[Figure], small: tuple[Change, ...]) -> Reason:
    """Why a report of a story that was told is not told."""
    if small:
        return Reason("small", small[:1])
    told_figures = [change.now for change in known.changes if isinstance(change.now, Figure)]
    told_steps = [change.now for change in known.changes if isinstance(change.now, Step)]
    for figure in match.figures:
        if figures.is_doubtful(told_figures, seen, figure):
            return Reason("doubtful", (Change(figure),))
        of_series = [one for one in told_figures if one.series == figure.series]
        same = next((one for one in of_series if one.low == figure.low is not None), None)
        if same:
            return Reason("same", (Change(figure),), same.said.outlet)
        if of_series:
            return Reason("less", (Change(figure, of_series[-1]),))
    for step in match.steps:
        other = steps.differs(told_steps, step)
        if other:
            return Reason("day", (Change(step, other),), other.said.outlet)
        return Reason("step", (Change(step),))
    return Reason("told", outlet=known.outlet)
