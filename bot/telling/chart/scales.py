"""Where times and numbers stand on a line, and which of them are written at it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

_ROUND: tuple[int, ...] = (10, 20, 25, 50, 100)  # tenths
_SHORTEST = timedelta(hours=4)  # that an axis of times is; one report alone stands in its middle
_AFTER = 20  # of the whole, to show that the last figure stands
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_STEPS = (*(_HOUR * n for n in (1, 2, 3, 6, 12)), *(_DAY * n for n in (1, 2, 4, 7, 14, 30, 60, 120, 365)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """An axis from 0 up to a round number."""

    top: int
    step: int

    @classmethod
    def up_to(cls, highest: int, ticks: int) -> "Numbers":
        """One that reaches `highest`, and that about so many numbers are written at, beside 0."""
        step = _round_up(max(-(-highest // ticks), 1))
        return cls(max(-(-highest // step), 1) * step, step)

    def ticks(self) -> Sequence[int]:
        """What is written at it, from 0 on."""
        return range(0, self.top + 1, self.step)

    def share(self, number: int) -> float:
        """How far up a number stands, from 0 to 1; what is too high stands at the top."""
        return min(number / self.top, 1)


@dataclass(frozen=True, slots=True)
class Times:
    """An axis of times; aware UTC."""

    first: datetime
    last: datetime

    @classmethod
    def around(cls, times: Sequence[datetime]) -> "Times":
        """One that holds all of these, of which there is at least one, and a little after the last."""
        first, last = min(times), max(times)
        missing = max(_SHORTEST - (last - first), timedelta(0))
        return cls(first - missing / 2, last + max(missing / 2, (last - first) / _AFTER))

    def share(self, at: datetime) -> float:
        """How far along a time stands, from 0 to 1."""
        return (at - self.first) / (self.last - self.first)

    def step(self, most: int) -> timedelta:
        """The distance of the times that are written at it, no more than `most` of them."""
        wanted = (self.last - self.first) / most
        years = -(-wanted // _STEPS[-1])
        return next((step for step in _STEPS if step >= wanted), years * _STEPS[-1])

    def ticks(self, zone: tzinfo, step: timedelta) -> list[datetime]:
        """Round times within it, as clocks in the zone show them; in that zone."""
        begin = self.first.astimezone(zone)
        midnight = datetime.combine(begin.date(), time())
        # Clock times, each made aware by itself: where clocks are set, a day has 25 or 23 hours.
        count = int((self.last - self.first + _DAY) / step) + 2
        found = (((midnight + step * n).replace(tzinfo=zone)) for n in range(count))
        return [at for at in found if self.first <= at.astimezone(UTC) <= self.last]


def _round_up(number: int) -> int:
    """The round number at or above one: 1, 2, 5, 10, 20, 25, 50, and so on."""
    power: int = 10 ** (len(str(number)) - 1)
    return next(
        share * power // 10 for share in _ROUND if share * power >= 10 * number and not share * power % 10
    )
