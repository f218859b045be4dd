"""The open stories and what was told of them: entries in, decisions out, in the order of their coming. Pure.

What it knows beyond the watches it was given or has decided; nothing here asks a clock or a disk.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.model import Change, Decision, Entry, Figure, Match, Memory, Watch
from bot.watching.decide import Known, decide
from bot.watching.likeness import Rarity, words
from bot.watching.stories import OPEN, Report, Story, place

_AHEAD = timedelta(hours=1)  # by which an outlet's clock may be ahead of ours


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry that watches match, as it is decided on."""

    id: int
    entry: Entry
    places: frozenset[str]  # as in a Report
    matches: Sequence[Match]
    memory: Memory
    at: datetime  # when we read it
    silent: bool = False
    story: int | None = None  # the one it belongs to already: it was read before, or its link was


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an entry."""

    story: int
    why: str  # it belongs there
    decisions: tuple[Decision, ...]


@dataclass(slots=True)
class _Told:
    """What followers of a watch were told of a story."""

    changes: list[Change] = field(default_factory=list)
    at: datetime | None = None
    by: str = ""


class Newsroom:
    """Decides on entries for these watches."""

    def __init__(self, watches: Sequence[Watch], stories: Iterable[Story] = (), next_id: int = 1) -> None:
        self._watches: Mapping[str, Watch] = {watch.name: watch for watch in watches}
        self._stories = {story.id: story for story in stories}
        self._told: dict[tuple[int, str], _Told] = {}
        self._rarity = Rarity()
        self._next_id = next_id

    def consider(self, sighting: Sighting) -> Outcome:
        """Put an entry into its story, and decide for each watch that matches it."""
        at = min(sighting.entry.published or sighting.at, sighting.at + _AHEAD)
        self._close(at)
        report = self._report(sighting, at)
        story, why = self._place(sighting, report)
        story.reports.append(report)
        decisions = tuple(self._decide(sighting, story, match) for match in sighting.matches)
        return Outcome(story.id, why, decisions)

    def _close(self, at: datetime) -> None:
        """Forget the stories that nobody reported for long."""
        for story in [story for story in self._stories.values() if at - story.last > OPEN]:
            del self._stories[story.id]
            for key in [key for key in self._told if key[0] == story.id]:
                del self._told[key]

    def _report(self, sighting: Sighting, at: datetime) -> Report:
        counted = words(sighting.entry)
        self._rarity.learn(counted)
        return Report(
            sighting.id,
            sighting.entry.feed,
            at,
            self._rarity.vector(counted),
            tuple(dict.fromkeys(figure for match in sighting.matches for figure in match.figures)),
            tuple(dict.fromkeys(step for match in sighting.matches for step in match.steps)),
            sighting.places,
        )

    def _place(self, sighting: Sighting, report: Report) -> tuple[Story, str]:
        known = self._stories.get(sighting.story) if sighting.story is not None else None
        if known:
            return known, "read before"
        found = place(report, list(self._stories.values()))
        story = found.story
        if story is None:
            story = Story(self._next_id)
            self._stories[story.id] = story
            self._next_id += 1
        return story, found.why

    def _decide(self, sighting: Sighting, story: Story, match: Match) -> Decision:
        told = self._told.setdefault((story.id, match.watch), _Told())
        seen: tuple[Figure, ...] = tuple(figure for report in story.reports for figure in report.figures)
        known = Known(story.began, story.publishers(), seen, tuple(told.changes), told.at, told.by)
        watch = self._watches[match.watch]
        decision = decide(watch, match, known, sighting.memory, sighting.at, silent=sighting.silent)
        if decision.alert:
            told.changes += decision.changes
            told.at, told.by = sighting.at, sighting.entry.feed
        return decision
