"""What two configs would tell differently."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.against import Difference, as_json, differences
from bot.cli.show_backtest import Ran, differing
from bot.config import Config, load
from bot.lines import Row
from bot.model import Entry

NOON = datetime(2019, 4, 14, 12, tzinfo=UTC)
PLACES = """
[places]
libya = ["LY", "طرابلس", "Tripoli"]
"""
TOLL = """
[[watch]]
name = "toll"
casualties = { places = ["libya"], of = ["killed"] }
"""
ROWS = [
    Row(number, Entry("Wire", title, published=NOON + timedelta(hours=number)))
    for number, title in enumerate(
        (
            "7 killed in shelling of a market in Tripoli",
            "Shelling of the market in Tripoli: 12 killed",
            "مقتل 3 أشخاص في طرابلس",
        )
    )
]

Loaded = Callable[[str], Config]


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    def load_text(text: str) -> Config:
        path = tmp_path / "config.toml"
        path.write_text(PLACES + text, encoding="utf-8")
        return load(path, {})

    return load_text


def told(found: list[Difference]) -> list[tuple[object, str, str]]:
    return [(one.told.row.id, one.watch, one.change) for one in found]


def test_the_same_config_tells_the_same(loaded: Loaded) -> None:
    assert list(differences(ROWS, loaded(TOLL), loaded(TOLL))) == []


def test_what_a_change_loses_and_gains_and_tells_as_something_else(loaded: Loaded) -> None:
    fewer = loaded(TOLL.replace('"killed"]', '"killed"], at_least = 10'))
    found = list(differences(ROWS, fewer, loaded(TOLL)))
    assert told(found) == [(0, "toll", "lost"), (1, "toll", "changed"), (2, "toll", "lost")]
    changed = as_json(found[1])
    assert (changed["alert"], changed["against"]["alert"]) == ("new", "update")
    back = list(differences(ROWS, loaded(TOLL), fewer))
    assert [one.change for one in back] == ["gained", "changed", "gained"]


def test_a_watch_that_only_one_config_has_counts_wholly(loaded: Loaded) -> None:
    found = list(differences(ROWS, loaded(""), loaded(TOLL)))
    assert told(found) == [(0, "toll", "lost"), (1, "toll", "lost"), (2, "toll", "lost")]
    assert as_json(found[0])["reason"] is None


def test_a_watch_that_is_renamed_is_the_same(loaded: Loaded) -> None:
    renamed = loaded(TOLL.replace('"toll"', '"deaths"\nformerly = ["toll"]'))
    assert list(differences(ROWS, renamed, loaded(TOLL))) == []


def test_it_fits_a_terminal_and_says_what_was_before(loaded: Loaded) -> None:
    fewer = loaded(TOLL.replace('"killed"]', '"killed"], at_least = 10'))
    found = list(differences(ROWS, fewer, loaded(TOLL)))
    console = Console(force_terminal=True, width=80, color_system=None)
    with console.capture() as captured:
        console.print(differing(found, Ran(3, ["toll"], UTC), explain=False))
    shown = captured.get()
    assert "0 gained, 2 lost, 1 changed, in 3 entries." in shown
    assert "before: update; killed 7 → 12 (+5)" in shown
    assert "مقتل 3 أشخاص في طرابلس" in shown
    assert max(map(len, shown.splitlines())) <= 80
    with console.capture() as captured:
        console.print(differing([], Ran(3, ["toll"], UTC), explain=False))
    assert captured.get() == "The same alerts, in 3 entries.\n"
