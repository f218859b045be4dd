"""Casualty figures in time: what a figure adds to those that were told. Pure.

Every figure that is reported is kept; none is overwritten. Of one event, one category and one way of
counting, a figure is news when it is the first, when it is higher than all that was told, or when its own
words say that the toll was corrected downwards. A round repeat ("more than 800" after 832), a part of the
total and another outlet's older figure are no news.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.model import Category
from bot.reading.facts import Bound

Verdict = Literal["first", "higher", "lower", "known"]

_TYPING_ERROR = 10  # times as many as told before: an outlet may have typed a digit too many
_FEW = 5  # of so few a toll may well grow tenfold in an hour: three dead, then forty


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, as one report said; an observation."""

    category: Category
    low: int | None  # as of a CasualtyFact
    high: int | None
    bound: Bound
    outlet: str
    at: datetime  # when the report appeared
    source: str | None = None
    mixed: bool = False  # killed and wounded counted at once
    corrected: bool = False  # its words say that the toll was lowered

    @property
    def series(self) -> tuple[Category, bool]:
        """What it is comparable with."""
        return self.category, self.mixed

    @property
    def most(self) -> int:
        """The most that it may stand for; 0 where it has no number."""
        return max(self.low or 0, (self.high or 0) if self.bound == "range" else 0)


def compare(told: Iterable[Figure], new: Figure) -> Verdict:
    """What a figure is beside those of its story that were told; others' series among them do not count."""
    known = [figure for figure in told if figure.series == new.series]
    if not known:
        return "first"
    if new.low is None or new.low in {figure.low for figure in known}:
        return "known"
    last = known[-1]
    if new.corrected and new.low < last.most:
        return "lower"
    since = [figure.most for figure in known[_last_correction(known) :]]
    return "higher" if new.low > max(since) else "known"


def _last_correction(known: list[Figure]) -> int:
    """Where the last figure that lowered the toll stands: those before it no longer count."""
    return max((at for at, figure in enumerate(known) if figure.corrected), default=0)


def is_doubtful(told: Iterable[Figure], new: Figure) -> bool:
    """Whether a jump is so high that a second outlet should say it too."""
    most = max((figure.most for figure in told if figure.series == new.series), default=0)
    return most > _FEW and (new.low or 0) > _TYPING_ERROR * most


def is_confirmed(seen: Iterable[Figure], new: Figure) -> bool:
    """Whether another outlet gives a figure as high."""
    return any(
        figure.series == new.series and figure.outlet != new.outlet and figure.most >= (new.low or 0)
        for figure in seen
    )
