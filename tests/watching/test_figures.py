"""A figure is told when it is news, and only then."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Bound, Figure, Said
from bot.watching.figures import adds, compare, is_doubtful

NOON = datetime(2018, 9, 28, 12, tzinfo=UTC)
NUMBERS = st.integers(1, 2_000)


def killed(low: int | None, bound: Bound = "exact", *, high: int | None = None, outlet: str = "A") -> Figure:
    return Figure("killed", low, low if bound == "exact" else high, bound, Said(outlet, NOON))


LOWERED = replace(killed(800), corrected=True)


@pytest.mark.parametrize(
    ("told", "new", "verdict"),
    [
        ([], killed(384), "first"),
        ([], killed(None, "unspecified"), "first"),
        ([killed(None, "unspecified")], killed(3), "higher"),
        ([killed(384)], killed(832), "higher"),
        ([killed(384)], killed(384, outlet="B"), "known"),
        ([killed(832)], killed(800, "at_least"), "known"),
        ([killed(22)], killed(22, "at_least"), "known"),
        ([killed(10, "vague")], killed(12), "higher"),
        ([killed(12)], killed(10, "vague"), "known"),
        ([killed(12, "range", high=15)], killed(14), "known"),
        ([killed(12, "range", high=15)], killed(16), "higher"),
        ([killed(832)], killed(34), "known"),
        ([killed(832)], LOWERED, "lower"),
        ([killed(832), LOWERED], killed(810), "higher"),
        ([killed(832), LOWERED], killed(832, outlet="B"), "known"),
        ([killed(5)], replace(killed(7), mixed=True), "first"),
        ([killed(5)], replace(killed(7), category="wounded"), "first"),
    ],
)
def test_what_a_figure_adds(told: list[Figure], new: Figure, verdict: str) -> None:
    assert compare(told, new) == verdict


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_no_figure_is_told_twice(numbers: list[int]) -> None:
    told: list[Figure] = []
    for number in numbers + numbers:
        if compare(told, killed(number)) != "known":
            told.append(killed(number))
    lows = [figure.low for figure in told]
    assert len(lows) == len(set(lows))
    assert max(numbers) == told[-1].low


def test_beside_figures_of_others_one_of_few_is_no_news() -> None:
    wounded = replace(killed(18), category="wounded")
    assert adds([killed(5)], wounded)
    assert not adds([killed(5)], replace(wounded, low=1, high=1))
    assert not adds([killed(5)], replace(wounded, low=None, high=None, bound="unspecified"))
    assert not adds([killed(5), wounded], replace(killed(20), mixed=True))
    assert adds([killed(5), wounded], replace(killed(30), mixed=True))


def test_a_jump_of_more_than_ten_times_waits_for_a_second_publisher() -> None:
    typed = killed(3_000)
    told = [killed(30), killed(250)]
    assert is_doubtful(told, [("Wire", [typed])], typed)
    assert not is_doubtful(told, [("Wire", [typed]), ("B", [killed(3_000, outlet="B")])], typed)
    assert not is_doubtful([killed(384)], [], typed)
    assert not is_doubtful([killed(3)], [], killed(40))
    assert not is_doubtful([], [], typed)
