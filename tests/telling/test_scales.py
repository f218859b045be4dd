"""Axes: round numbers and round times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telling.chart.scales import Numbers, Times

NOON = datetime(2019, 5, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TIMES = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (12, [0, 5, 10, 15]),
        (97, [0, 25, 50, 75, 100]),
        (832, [0, 250, 500, 750, 1000]),
        (13_000, [0, 5_000, 10_000, 15_000]),
    ],
)
def test_numbers_are_round(highest: int, ticks: list[int]) -> None:
    assert list(Numbers.up_to(highest, 4).ticks()) == ticks


@given(st.integers(0, 10**18), st.integers(1, 9))
def test_an_axis_of_numbers_reaches_the_highest_and_has_few_ticks(highest: int, most: int) -> None:
    axis = Numbers.up_to(highest, most)
    assert axis.top >= highest
    assert 2 <= len(axis.ticks()) <= most + 1
    assert 0 <= axis.share(highest) <= 1
    assert axis.share(10 * axis.top) == 1


@given(st.lists(TIMES, min_size=1, max_size=9), st.sampled_from(["Africa/Tripoli", "Asia/Kathmandu", "UTC"]))
def test_an_axis_of_times_holds_them_and_has_few_ticks(times: list[datetime], zone: str) -> None:
    axis = Times.around(times)
    assert all(0 <= axis.share(at) <= 1 for at in times)
    ticks = axis.ticks(ZoneInfo(zone), axis.step(5))
    assert len(ticks) <= 6
    assert all(axis.first <= at <= axis.last for at in ticks)


def test_one_time_stands_in_the_middle() -> None:
    axis = Times.around([NOON])
    assert axis.share(NOON) == 0.5
    assert [at.hour for at in axis.ticks(UTC, axis.step(5))] == [10, 11, 12, 13, 14]


def test_days_begin_at_midnight_also_where_clocks_are_set() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    axis = Times.around([datetime(2019, 3, 29, tzinfo=UTC), datetime(2019, 4, 1, tzinfo=UTC)])
    assert axis.step(5) == 24 * HOUR
    ticks = axis.ticks(berlin, axis.step(5))
    assert [(at.day, at.hour, at.utcoffset()) for at in ticks] == [
        (30, 0, HOUR),
        (31, 0, HOUR),
        (1, 0, 2 * HOUR),
    ]
