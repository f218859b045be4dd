"""Stories that grow from report to report, and what a chat must show of one in the end. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

KEY = re.compile(r"\bno\d{5}\b")
NOW = "Now · "
BESIDE = ("Other figures", "Before:", NOW)
SOURCE = "Read the article"  # in the line that has numbers of its own
SECOND_COPY = "second copy"


@dataclass(frozen=True)
class Report:
    """What one outlet says of an event."""

    key: str  # that its title holds, and no other does
    outlet: str
    figure: int | None = None  # of people killed
    corrected: bool = False  # the toll was revised down to it


@dataclass(frozen=True)
class Shown:
    """A message as a chat shows it."""

    id: str
    text: str
    reply_to: str | None
    edited: bool = False

    @property
    def key(self) -> str:
        """Of the report that it quotes; empty when it quotes none."""
        found = KEY.search(self.text)
        return found[0] if found else ""

    @property
    def marked(self) -> bool:
        return SECOND_COPY in self.text

    def told(self) -> list[str]:
        """The lines that tell something, without what is said beside it or was written into it later."""
        return [line for line in self._lines() if not line.startswith(BESIDE) and SOURCE not in line]

    def now(self) -> str:
        """How it says that things stand by now."""
        return "\n".join(line for line in self._lines() if line.startswith(NOW))

    def _lines(self) -> list[str]:
        return [line.strip("\u2066\u2067\u2068\u2069\u200e\u200f ") for line in self.text.splitlines()]


@dataclass
class Story:
    """An event, and what is reported of it."""

    subject: str  # the watch that tells it
    place: str
    words: str  # that all its reports share
    reports: list[Report] = field(default_factory=list)
    written: bool = False  # whether what rises is written into its first message, and not told by others

    @property
    def last(self) -> Report:
        """How things stand: the last report, since each that adds something says more or is a correction."""
        return next(one for one in reversed(self.reports) if one.figure == self._final)

    @property
    def _final(self) -> int | None:
        return next((one.figure for one in self.reports if one.corrected), self.highest)

    @property
    def highest(self) -> int | None:
        return max((one.figure for one in self.reports if one.figure is not None), default=None)

    @property
    def over(self) -> bool:
        return self.highest is None or any(one.corrected for one in self.reports)

    def title(self, report: Report) -> str:
        if report.figure is None:
            return f"{report.key} {self.subject} {self.words}"
        if report.corrected:
            toll = f"death toll in {self.place} revised down to {report.figure} killed"
            return f"{report.key}: {toll} {self.words}"
        return f"{report.key}: {report.figure} killed in {self.place} {self.words}"

    def told(self, shown: Sequence[Shown]) -> bool:
        """Whether a chat was told how things stand."""
        if not shown or self._final is None:
            return bool(shown)
        if self.written and not self.last.corrected:
            return _says(shown[-1].now(), self._final) or self._quoted(shown)
        return self._quoted(shown)

    def _quoted(self, shown: Sequence[Shown]) -> bool:
        return any(_says("\n".join(one.told()), self._final) for one in shown)

    def lost(self, shown: Sequence[Shown]) -> Iterator[str]:
        """What a chat should show of it and does not, in words."""
        if not shown:
            yield "is not there"
            return
        if not self.told(shown):
            yield f"{self._final} was not told"
        living = next((one for one in reversed(shown) if one.reply_to is None), None)
        if living is None:
            yield "has no message of its own"
            return
        if self._final is not None and not _says("\n".join((*living.told(), living.now())), self._final):
            yield f"{self._final} is not in its first message"
        if missing := {one.outlet for one in self.reports if one.outlet not in living.text}:
            yield f"{', '.join(sorted(missing))} not in its first message"

    def doubled(self, shown: Sequence[Shown]) -> Iterator[str]:
        """What a chat shows more often than it should, in words; second copies that say so are none."""
        plain = [one for one in shown if not one.marked]
        for key, number in Counter(one.key for one in plain).items():
            if number > 1:
                yield f"{key} is there {number} times"
        if sum(one.reply_to is None for one in plain) > 1:
            yield "is told anew"
        begun = {one.id for one in shown if one.reply_to is None}
        for one in plain:
            if one.reply_to and one.reply_to not in begun:
                yield f"{one.key} replies to something else"
        by_key = {one.key: one for one in self.reports}
        for before, after in pairwise(by_key[one.key] for one in plain):
            if (
                before.key != after.key
                and not after.corrected
                and (after.figure or 0) <= (before.figure or 0)
            ):
                yield f"{after.key} is told after {before.key}"


def _says(text: str, figure: int | None) -> bool:
    return bool(re.search(rf"(?<!\d){figure}(?!\d)", KEY.sub("", text)))
