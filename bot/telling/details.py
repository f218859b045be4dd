"""What stands below the changes of an alert: who else says what, who said so before. Pure.

Each line ends in the outlets, each linked to its report, so that every figure and day is one tap from its
source.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.model import Change, Entry, Figure, Language, Line, Run, Said, Step
from bot.telling import bidi
from bot.telling.changes import MOST, counted, dated, number_of_meeting
from bot.telling.summarize import clip
from bot.telling.wording import Wording

LONGEST_LINK = 2000
"""Beyond it servers and clients disagree; such a link is not shown."""

_LONGEST_BESIDE = 500  # of a link to another's report: there may be a dozen, and a message has one size
_MOST = 3  # reports that one line names
_LONGEST = 60  # of an outlet's name

_Item = tuple[str, Said]


def details(changes: Sequence[Change], entry: Entry, language: Language, wording: Wording) -> list[Line]:
    """The lines below the changes that an alert on this entry tells; none where nothing else is known."""
    return list(_Details(entry, language, wording).lines(changes[:MOST]))


class _Details:
    """Words what stands beside the changes for one channel."""

    def __init__(self, entry: Entry, language: Language, wording: Wording) -> None:
        self._entry = entry
        self._language = language
        self._wording = wording

    def lines(self, changes: Sequence[Change]) -> Iterator[Line]:
        """One for each kind of thing that there is to say."""
        for change in changes:
            if isinstance(change.now, Step):
                yield from self._of_meeting(change.now, change)
        yield from self._listed("figures-others", self._others(changes))
        yield from self._elsewhere(changes)
        yield from self._listed("told-before", self._before(changes), timed=True)

    def _of_meeting(self, now: Step, change: Change) -> Iterator[Line]:
        others = [one for one in change.others if isinstance(one, Step)]
        if others:
            yield from self._listed("meeting-days", self._days([now, *others]))
        if change.earlier:
            yield from self._listed("meeting-before", self._days(change.earlier.last))
        if now.ordinal:
            number = number_of_meeting(now.ordinal, self._language, self._wording)
            yield (Run(self._wording.text(self._language, "meeting-number-by", number=number)),)

    def _days(self, steps: Sequence[Step]) -> Iterator[_Item]:
        for step in steps:
            if step.day:
                day = dated(step.day, self._language, self._wording)
                yield self._wording.text(self._language, "day-by", day=day) + " ", step.said

    def _others(self, changes: Sequence[Change]) -> Iterator[_Item]:
        for change in changes:
            for other in change.others:
                if isinstance(other, Figure):
                    yield self._counted(other), other.said

    def _elsewhere(self, changes: Sequence[Change]) -> Iterator[Line]:
        """Of figures that another report has than the one that is quoted."""
        for change in changes:
            if isinstance(change.now, Figure) and not self._is_quoted(change.now.said):
                what = counted(change.now, self._language, self._wording)
                yield from self._listed("reported-by", iter([("", change.now.said)]), timed=True, what=what)

    def _before(self, changes: Sequence[Change]) -> Iterator[_Item]:
        seen: set[tuple[str, str | None]] = set()
        for change in changes:
            if change.before and not self._is_quoted(said := change.before.said):
                words = self._by_another(change)
                if words or (said.outlet, said.link) not in seen:
                    seen.add((said.outlet, said.link))
                    yield words, said

    def _by_another(self, change: Change) -> str:
        """The figure before in words, where another source gave it than the one now."""
        now, before = change.now, change.before
        if not (isinstance(now, Figure) and isinstance(before, Figure) and before.source):
            return ""
        return "" if before.source == now.source else self._counted(before)

    def _counted(self, figure: Figure) -> str:
        return f"{bidi.FSI}{counted(figure, self._language, self._wording)}{bidi.PDI} – "

    def _is_quoted(self, said: Said) -> bool:
        return said.outlet == self._entry.feed and said.link in {None, self._entry.link}

    def _listed(
        self, key: str, items: Iterator[_Item], *, timed: bool = False, **args: str
    ) -> Iterator[Line]:
        """The first few items in one line behind its words, each with its outlet; none without items."""
        runs: list[Run] = []
        between = self._wording.text(self._language, "clause-separator")
        for words, said in islice(items, _MOST):
            runs += [Run(between if runs else " "), Run(words), self._outlet(said, timed=timed)]
        if runs:
            yield tuple(
                run for run in (Run(self._wording.text(self._language, key, **args)), *runs) if run.text
            )

    def _outlet(self, said: Said, *, timed: bool) -> Run:
        text = clip(said.outlet, _LONGEST)
        if timed and said.at:
            text = self._wording.text(self._language, "outlet-time", outlet=text, time=said.at)
        link = said.link if said.link and len(said.link) <= _LONGEST_BESIDE else None
        return Run(f"{bidi.FSI}{text}{bidi.PDI}", link=link)
