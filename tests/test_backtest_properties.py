"""What holds for any entries, in any order: shown by backtests, which decide as the bot does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.backtest import Backtest, Outcome, in_order
from bot.config import Config, load
from bot.lines import Row
from bot.model import Entry, Figure

NOON = datetime(2019, 4, 14, 12, tzinfo=UTC)
CONFIG = """
[places]
libya = ["LY", "Tripoli"]
[[watch]]
name = "toll"
casualties = { places = ["libya"], of = ["killed", "wounded"] }
[[watch]]
name = "all"
"""
TITLES = (
    "{} killed in shelling of a market in Tripoli",
    "Shelling of the market in Tripoli: {} people killed",
    "At least {} wounded in shelling of a market in Tripoli",
    "Market in Tripoli quiet again, {} shops open",
)
# Each example makes the automaton of all names anew.
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

titles = st.builds(str.format, st.sampled_from(TITLES), st.integers(2, 60))
reports = st.lists(st.tuples(titles, st.integers(0, 3)), min_size=2, max_size=7)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    path: Path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return load(path, {})


def rows(found: list[tuple[str, int]]) -> list[Row]:
    """Each from an outlet of its own, so many hours after noon."""
    return [
        Row(number, Entry(f"Outlet {number}", title, published=NOON + timedelta(hours=hour)))
        for number, (title, hour) in enumerate(found)
    ]


def told(config: Config, found: list[Row]) -> list[Outcome]:
    return [one for one in Backtest(config).outcomes(in_order(found)) if one.decision.alert]


def said(alerts: list[Outcome]) -> list[tuple[object, ...]]:
    return [(one.row.id, one.decision.match.watch, one.decision.kind, one.decision.changes) for one in alerts]


@FEW
@given(data=st.data(), found=reports)
def test_the_order_of_simultaneous_entries_does_not_matter(
    config: Config, data: st.DataObject, found: list[tuple[str, int]]
) -> None:
    given_order = rows(found)
    assert said(told(config, given_order)) == said(told(config, data.draw(st.permutations(given_order))))


@FEW
@given(data=st.data(), found=reports)
def test_an_entry_that_is_read_twice_decides_nothing_new(
    config: Config, data: st.DataObject, found: list[tuple[str, int]]
) -> None:
    once = in_order(rows(found))
    again = data.draw(st.lists(st.sampled_from(once), max_size=5))
    twice = Backtest(config).outcomes([*once, *again])
    assert said([one for one in twice if one.decision.alert]) == said(told(config, once))


@FEW
@given(found=reports)
def test_a_figure_once_told_is_never_told_again_to_the_same_watch(
    config: Config, found: list[tuple[str, int]]
) -> None:
    figures = [
        (one.member.story, one.decision.match.watch, change.now.series, change.now.low)
        for one in told(config, rows(found))
        for change in one.decision.changes
        if isinstance(change.now, Figure)
    ]
    assert len(figures) == len(set(figures))
