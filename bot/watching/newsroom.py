"""The open stories and what was told of them: entries in, decisions out, in the order of their coming. Pure.

What it knows is what it was given or has decided itself; nothing here asks a clock or a disk.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.model import (
    Decision,
    Entry,
    Figure,
    Held,
    Match,
    Member,
    Memory,
    Release,
    Step,
    Story,
    Telling,
    Watch,
)
from bot.reading.events import scene
from bot.watching.context import in_context
from bot.watching.decide import Known, decide, review
from bot.watching.likeness import lead, words
from bot.watching.match import Matcher
from bot.watching.meetings import Meetings
from bot.watching.publishers import signature
from bot.watching.stories import OPEN, OpenStory, Report, Stories, why

_AHEAD = timedelta(hours=1)  # by which an outlet's clock may be ahead of ours
_NEVER = Telling()


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry as it is decided on, if watches match it."""

    entry: Entry
    places: frozenset[str]  # ids of [places] and codes of countries that it names
    matches: Sequence[Match]
    memory: Memory
    silent: bool  # too old to be told, when its feed was first polled


def sighted(matcher: Matcher, entry: Entry, memory: Memory, *, silent: bool) -> Sighting:
    """What the watches of a matcher see in an entry."""
    places, matches = matcher.seen(entry)
    return Sighting(entry, places, matches, memory, silent)


class Newsroom:
    """Decides on entries for these watches."""

    def __init__(
        self,
        watches: Sequence[Watch],
        stories: Iterable[Story] = (),
        next_id: int = 1,
        meetings: Iterable[tuple[int, Sequence[Step]]] = (),
    ) -> None:
        """`stories` are those still open, `meetings` what reports of any story said of some, with its id."""
        self._stories = Stories()
        self._meetings = Meetings()
        for story_id, steps in meetings:
            self._meetings.note(story_id, steps)
        self._next_id = next_id
        self.follow(watches)
        for story in stories:
            known = OpenStory(story.id, dict(story.told), dict(story.held))
            for entry, member in story.reports:
                self._stories.add(known, self._report(entry, member))

    def follow(self, watches: Sequence[Watch]) -> None:
        """Decide for these watches from now on; what was told of one under a former name is its own."""
        self._watches: Mapping[str, Watch] = {watch.name: watch for watch in watches}
        for story in self._stories.open.values():
            for watch in watches:
                for old in watch.formerly:
                    if old in story.told:
                        story.told.setdefault(watch.name, story.told.pop(old))
                    if old in story.held:
                        story.held.setdefault(watch.name, _renamed(story.held.pop(old), watch.name))

    def consider(self, seen: Sighting, now: datetime) -> tuple[Member, tuple[Decision, ...]]:
        """Put an entry into its story, and decide for each watch that matches it."""
        at = min(seen.entry.published or now, now + _AHEAD)
        self._stories.close(at, OPEN)
        member = Member(
            story=0,
            why="",
            at=at,
            places=seen.places,
            figures=tuple(dict.fromkeys(figure for match in seen.matches for figure in match.figures)),
            steps=tuple(
                dict.fromkeys(step for match in seen.matches for step in (*match.steps, *match.mentions))
            ),
        )
        report = self._report(seen.entry, member)
        story, reason = self._place(seen.memory.story, report)
        self._stories.add(story, report)
        self._meetings.note(story.id, report.steps)
        decisions = tuple(self._decide(story, seen, match, now) for match in seen.matches)
        return replace(member, story=story.id, why=reason), decisions

    def _report(self, entry: Entry, member: Member) -> Report:
        counted = words(entry)
        # The same in every language, so that reports of one event meet though they share no word.
        counted.update(f"{figure.category} {figure.low}" for figure in member.figures if figure.low)
        vector, signed = self._stories.vector(counted), signature(entry)
        event = scene(entry.title, lead(entry), entry.language)
        figures, steps, places = member.figures, member.steps, member.places
        return Report(member.at, entry.feed, vector, figures, steps, places, signed, event)

    def _place(self, known: int | None, report: Report) -> tuple[OpenStory, str]:
        """The story of a report, and why it is that one."""
        if known in self._stories.open:
            return self._stories.open[known], "as when it was first read"
        if place := self._stories.place(report):
            return place.story, why(report, place)
        self._next_id += 1
        return OpenStory(self._next_id - 1), "like no other"

    def _decide(self, story: OpenStory, seen: Sighting, match: Match, now: datetime) -> Decision:
        watch, outlet = self._watches[match.watch], seen.entry.feed
        known = self._known(story, match)
        decision = decide(watch, match, outlet, known, seen.memory, now, silent=seen.silent)
        return self._followed(story, decision, outlet, now)

    def _known(self, story: OpenStory, match: Match) -> Known:
        """What a decision on this match must know of its story, and of others where it says things aside."""
        told, held = story.told.get(match.watch, _NEVER), story.held.get(match.watch)
        said = (*match.figures, *(held.match.figures if held else ()))
        aside = any(figure.aside for figure in said)
        elsewhere = self._told_elsewhere(story, match.watch) if aside else {}
        return Known(told, held, story.seen(), len(story.publishers), elsewhere)

    def _told_elsewhere(self, story: OpenStory, watch: str) -> dict[Hashable, int]:
        """The highest figures that a watch was told of the other open stories, by series."""
        most: dict[Hashable, int] = {}
        for other in self._stories.open.values():
            if other is not story and watch in other.told:
                for change in other.told[watch].changes:
                    if isinstance(change.now, Figure):
                        series = change.now.series
                        most[series] = max(most.get(series, 0), change.now.most)
        return most

    def _followed(self, story: OpenStory, decision: Decision, outlet: str, now: datetime) -> Decision:
        """A decision in its context; what it tells, and what waits by it, is known from now on."""
        watch = decision.match.watch
        changes = tuple(in_context(change, story, self._meetings) for change in decision.changes)
        decision = replace(decision, changes=changes)
        if decision.alert:
            told = story.told.get(watch, _NEVER)
            story.told[watch] = Telling((*told.changes, *changes), now, outlet)
            story.held.pop(watch, None)
        if decision.held:
            story.held[watch] = decision.held
        return decision

    def due(self, now: datetime) -> tuple[Release, ...]:
        """What waited and shall wait no longer; it counts as told, or as not to be told any more.

        What waits for a watch that is not configured goes on waiting, for the day when the watch is back.
        """
        released: list[Release] = []
        for story in [one for one in self._stories.open.values() if one.held]:
            for name, held in [one for one in story.held.items() if one[0] in self._watches]:
                decision = review(self._watches[name], held, self._known(story, held.match), now)
                del story.held[name]
                decision = self._followed(story, decision, held.outlet, now)
                if decision.kind != "wait":
                    released.append(Release(story.id, decision))
        return tuple(released)

    def next_due(self) -> datetime | None:
        """When something is told next, if nothing happens before; None when nothing waits."""
        held = [one for story in self._stories.open.values() for one in story.held.items()]
        return min((one.until for name, one in held if name in self._watches), default=None)


def _renamed(held: Held, watch: str) -> Held:
    return replace(held, match=replace(held.match, watch=watch))
