"""What a watch makes of an entry: whether it is told, as what, and why. Pure.

The first report of a story is new; a later one is told for what it changes, or else corroborates what was
told. Some of that waits: a new story for a second publisher, a figure for the end of a cooldown or, when it
is so much higher that it may be a slip of the pen, for a second publisher too. The reason is data, for people
to read in any language.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.model import (
    CATEGORIES,
    Change,
    Decision,
    Figure,
    Held,
    Match,
    Memory,
    Reason,
    ReasonKey,
    Step,
    Telling,
    Watch,
)
from bot.watching import figures, steps, waiting


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story, as far as a watch is concerned."""

    told: Telling  # to its followers
    held: Held | None = None  # what they are to be told and waits
    seen: figures.Seen = ()  # of all its reports, with the one that is decided on
    publishers: int = 1  # of these reports
    # the most that was told of other stories, by series
    elsewhere: Mapping[Hashable, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    """A report to be decided on."""

    watch: Watch
    match: Match
    outlet: str  # that it is of
    known: Known
    memory: Memory
    now: datetime


def decide(
    watch: Watch, match: Match, outlet: str, known: Known, memory: Memory, now: datetime, *, silent: bool
) -> Decision:
    """The decision of a watch on an entry of this outlet that it matches.

    `known` is what is known of the entry's story, `memory` what the store knows of the entry. `silent` is
    true on a feed's first poll for an entry older than that poll looks back; an entry that was silent once
    stays so.
    """
    if silent or memory.silent:
        return Decision(match, "ignore", Reason("silent"))
    decision = _decided(_Case(watch, match, outlet, known, memory, now))
    waits, waited = decision.held, known.held
    if decision.kind == "wait" and waits and waited and waiting.facts(waits) == waiting.facts(waited):
        why = Reason("waiting", decision.reason.changes, until=waits.until)
        return Decision(match, "corroborate", why)
    return decision


def review(watch: Watch, held: Held, known: Known, now: datetime) -> Decision:
    """The decision on what waits, as of now.

    It is "wait" as long as that shall wait, and neither this nor an alert when it is not to be told any more.
    """
    return _decided(_Case(watch, held.match, held.outlet, known, Memory(), now))


def _decided(case: _Case) -> Decision:
    """The decision on a report together with what waits."""
    return replace(_judged(case), urgent=case.watch.urgent)


def _judged(case: _Case) -> Decision:
    joined = waiting.joined(case.known.held, case.match)
    changes = (*_new_figures(joined, case.known), *_new_steps(joined, case.known.told))
    if case.known.told.at is None:
        return _first(case, joined, changes)
    sure = tuple(one for one in changes if _is_big(case.watch, one) and not one.doubtful)
    doubtful = tuple(one for one in changes if _is_big(case.watch, one) and _is_open(one, case.known))
    if sure or doubtful:
        return _later(case, case.known.told.at, sure, doubtful)
    return Decision(case.match, "corroborate", _nothing_new(case.match, case.known, changes))


def _first(case: _Case, joined: Match, changes: tuple[Change, ...]) -> Decision:
    """The decision on a story of which nothing was told."""
    watch, known = case.watch, case.known
    if teller := case.memory.told.get(watch.name):
        return Decision(case.match, "corroborate", Reason("told", outlet=teller))
    nothing_big = not any(_is_big(watch, change) for change in changes)
    if watch.casualties and joined.figures and not joined.steps and nothing_big:
        return Decision(case.match, "ignore", _too_little(watch, joined, changes))
    alone = known.publishers < watch.corroborated
    since = known.held.since if known.held else case.now
    until = since + watch.corroborated_within
    if alone and case.now < until:
        held = Held(waiting.only(case.match, changes), case.outlet, since, until)
        return Decision(case.match, "wait", Reason("alone", changes, until=until), held=held)
    key: ReasonKey = "unconfirmed" if alone else "first" if case.memory.entry_id is None else "late"
    return Decision(
        case.match, "new", Reason(key, changes), changes, unconfirmed=known.publishers if alone else 0
    )


def _too_little(watch: Watch, joined: Match, changes: Sequence[Change]) -> Reason:
    """Why the figures of a new story do not tell it."""
    if changes:
        return Reason("few", tuple(changes[:1]), number=watch.at_least)
    return Reason("aside", tuple(map(Change, joined.figures[:1])))


def _later(
    case: _Case, told_at: datetime, sure: tuple[Change, ...], doubtful: tuple[Change, ...]
) -> Decision:
    """The decision on what is new in a story that was told; some of it may be doubtful."""
    since = _doubted_since(case, doubtful)
    confirmed_by = since + case.watch.corroborated_within
    cool = told_at + case.watch.cooldown
    until = cool if sure else max(cool, confirmed_by)
    if case.now < until and not any(map(_is_pressing, sure)):
        changes = (*sure, *doubtful)
        held = Held(waiting.only(case.match, changes), case.outlet, since, until)
        why = Reason("cooldown" if sure else "doubt", changes, until=until)
        return Decision(case.match, "wait", why, held=held)
    if not sure:
        why = Reason("unconfirmed", doubtful)
        return Decision(case.match, "update", why, doubtful, unconfirmed=1, update=case.watch.update)
    rest = None
    if doubtful:
        until = max(case.now + case.watch.cooldown, confirmed_by)
        rest = Held(waiting.only(case.match, doubtful), case.outlet, since, until)
    why = Reason("changed", sure)
    if any(map(_is_lower, sure)):
        return Decision(case.match, "correction", why, sure, held=rest)
    return Decision(case.match, "update", why, sure, held=rest, update=case.watch.update)


def _doubted_since(case: _Case, doubtful: Sequence[Change]) -> datetime:
    """Since when a second publisher is waited for."""
    held = case.known.held
    if held and any(change.now.key in waiting.facts(held) for change in doubtful):
        return held.since
    return case.now


def _is_open(change: Change, known: Known) -> bool:
    """Whether a doubtful figure may yet be told: it was not, and its publisher stands by it."""
    told = {one.now.key for one in known.told.changes if one.doubtful}
    return (
        change.doubtful
        and isinstance(change.now, Figure)
        and change.now.key not in told
        and not figures.is_taken_back(known.seen, change.now)
    )


def _is_pressing(change: Change) -> bool:
    """Whether it is told though a cooldown is not over: what was told is wrong, or a meeting takes a turn."""
    return isinstance(change.now, Step) or _is_lower(change)


def _is_lower(change: Change) -> bool:
    now, before = change.now, change.before
    return isinstance(now, Figure) and isinstance(before, Figure) and (now.low or 0) < before.most


def _is_big(watch: Watch, change: Change) -> bool:
    """Whether a change is as big as the watch wants it; what was told and is wrong is so by one."""
    if isinstance(change.now, Step) or _is_lower(change):
        return True
    before = change.before.low or 0 if isinstance(change.before, Figure) else 0
    return abs((change.now.low or 0) - before) >= watch.at_least or (watch.at_least == 1 and not before)


def _new_figures(match: Match, known: Known) -> Iterator[Change]:
    every = _in_force(known)
    refuted = [
        change.now
        for change in known.told.changes
        if isinstance(change.now, Figure) and figures.is_refuted(known.seen, change.now)
    ]
    for figure in sorted(match.figures, key=_weight):
        if figure.aside and _is_no_news(figure, every, known):
            continue
        told = figures.beside(every, figure)
        verdict = figures.compare(told, figure)
        if verdict == "known" or (verdict == "first" and told and not figures.adds(told, figure)):
            continue
        earlier = reversed((*refuted, *told))
        before = next((one for one in earlier if one.series == figure.series), None)
        doubtful = figures.is_doubtful(told, known.seen, figure)
        yield Change(figure, before, doubtful=doubtful)
        if not doubtful:
            every.append(figure)


def _is_no_news(aside: Figure, told: Sequence[Figure], known: Known) -> bool:
    """Whether what a report says by the way was told: by itself in this story, or as many elsewhere."""
    if any(one.series == aside.series and not one.aside for one in told):
        return True
    return (aside.low or 0) <= known.elsewhere.get(aside.series, 0)


def _in_force(known: Known) -> list[Figure]:
    """The figures that were told, without those that one publisher alone vouches for, or took back."""
    told: list[Figure] = []
    for change in known.told.changes:
        if not isinstance(change.now, Figure) or figures.is_refuted(known.seen, change.now):
            continue
        if not (change.doubtful and figures.is_doubtful(told, known.seen, change.now)):
            told.append(change.now)
    return told


def _weight(figure: Figure) -> tuple[int, int]:
    """The gravest first, and of one category the highest, beside which a part of it is no news."""
    return CATEGORIES.index(figure.category), -figure.most


def _new_steps(match: Match, known: Telling) -> Iterator[Change]:
    told = [change.now for change in known.changes if isinstance(change.now, Step)]
    for step in match.steps:
        of_pair = [one for one in told if one.people == step.people]
        if steps.compare(of_pair, step) != "known":
            yield Change(step, of_pair[-1] if of_pair else None)
            told.append(step)


def _nothing_new(match: Match, known: Known, changes: tuple[Change, ...]) -> Reason:
    """Why a report of a story that was told is not told."""
    if small := [change for change in changes if not change.doubtful]:
        return Reason("small", tuple(small[:1]))
    if changes:
        return Reason("doubtful", (Change(changes[0].now),))
    told_figures = _in_force(known)
    told_steps = [change.now for change in known.told.changes if isinstance(change.now, Step)]
    for figure in match.figures:
        of_series = [one for one in told_figures if one.series == figure.series]
        if figure.aside and of_series:
            return Reason("aside", (Change(figure),))
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
    return Reason("told", outlet=known.told.outlet)
