"""What waits to be told of a story: how reports gather in it. Pure."""

from collections.abc import Hashable, Sequence

from bot.model import Change, Figure, Held, Match, Step
from bot.watching import steps


def joined(held: Held | None, match: Match) -> Match:
    """A report together with what waits.

    A corrected figure takes back the higher ones that wait, and the next step of a meeting those before it:
    nobody was told of them.
    """
    if held is None:
        return match
    lowered = {figure.series: figure.most for figure in match.figures if figure.corrected}
    kept = [one for one in held.match.figures if one.most <= lowered.get(one.series, one.most)]
    return with_facts(match, (*kept, *match.figures), _course(held.match.steps, match.steps))


def _course(waiting: Sequence[Step], new: Sequence[Step]) -> list[Step]:
    """How far the meetings are by now."""
    known = list(waiting)
    for step in new:
        if steps.compare([one for one in known if one.people == step.people], step) != "known":
            known = [*(one for one in known if one.people != step.people), step]
    return known


def only(match: Match, changes: Sequence[Change]) -> Match:
    """A report with no facts but those that are to be told."""
    facts = [change.now for change in changes]
    return with_facts(
        match,
        [one for one in facts if isinstance(one, Figure)],
        [one for one in facts if isinstance(one, Step)],
    )


def with_facts(match: Match, figures: Sequence[Figure], steps_: Sequence[Step]) -> Match:
    """A report with these facts, each once."""
    return Match(
        match.watch, match.spans, match.why, tuple(dict.fromkeys(figures)), tuple(dict.fromkeys(steps_))
    )


def facts(held: Held) -> frozenset[Hashable]:
    """What waits, whoever says it."""
    match = held.match
    return frozenset((*(one.key for one in match.figures), *(one.key for one in match.steps)))
