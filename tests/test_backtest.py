"""What watches would have told of entries that were."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.backtest import Backtest, Outcome, as_json, in_order
from bot.cli.show_backtest import Ran, backtested
from bot.config import Config, load
from bot.lines import Row, as_fed
from bot.model import Entry
from bot.telling.wording import Wording

NOON = datetime(2019, 4, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONFIG = """
[people]
haftar = ["حفتر", "Haftar"]
sisi = ["السيسي", "Sisi"]
[places]
libya = ["LY", "طرابلس", "Tripoli"]
[[watch]]
name = "meetings"
meeting = { people = ["haftar", "sisi"] }
[[watch]]
name = "toll"
casualties = { places = ["libya"], of = ["killed"] }
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return load(path, {})


def row(number: int, title: str, outlet: str = "Wire", link: str | None = None) -> Row:
    return Row(number, Entry(outlet, title, link=link, published=NOON + number * HOUR))


def run(config: Config, *rows: Row) -> list[Outcome]:
    return list(Backtest(config).outcomes(rows))


def test_it_decides_as_the_bot_does(config: Config) -> None:
    outcomes = run(
        config,
        row(1, "At least 12 people killed in shelling of a market in Tripoli, Libya"),
        row(2, "Rain in Cairo"),
        row(3, "Death toll from the Tripoli market shelling in Libya rises to 19", "Daily"),
        row(4, "Haftar will meet Sisi in Cairo"),
    )
    assert [(one.row.id, one.decision.match.watch, one.decision.kind) for one in outcomes] == [
        (1, "toll", "new"),
        (3, "toll", "update"),
        (4, "meetings", "new"),
    ]
    assert outcomes[0].member.story == outcomes[1].member.story != outcomes[2].member.story


def test_an_entry_that_is_shown_again_or_in_another_feed_is_told_once(config: Config) -> None:
    title, link = "7 killed in Tripoli clashes", "https://wire.example/1"
    first, second = row(1, title, link=link), row(9, title, "Daily", link)
    outcomes = run(config, first, first, second)
    assert [one.decision.kind for one in outcomes] == ["new", "corroborate"]


def test_rows_come_in_the_order_of_their_time_within_the_bounds() -> None:
    undated = Row("undated", Entry("Wire", "Behind the second"))
    rows = [row(3, "c"), row(2, "b"), undated, row(1, "a")]
    assert [one.id for one in in_order(rows)] == [1, 2, "undated", 3]
    assert [one.id for one in in_order(rows, NOON + 2 * HOUR, NOON + 3 * HOUR)] == [2, "undated"]


def test_undated_rows_at_the_start_have_the_time_of_the_first_dated_one() -> None:
    undated = [Row(name, Entry("Wire", name)) for name in ("x", "y")]
    assert [(one.id, one.at) for one in in_order([*undated, row(1, "a")])] == [
        ("x", NOON + HOUR),
        ("y", NOON + HOUR),
        (1, NOON + HOUR),
    ]
    assert [one.id for one in in_order(undated)] == ["x", "y"]
    assert in_order([]) == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://wire.example/1", "https://u:p@wire.example"])
def test_a_link_of_a_file_is_none_that_a_feed_could_not_give(url: str) -> None:
    assert as_fed(row(1, "7 killed", link=url)).entry.link is None
    assert as_fed(row(1, "7 killed", link="https://wire.example/1")).entry.link == "https://wire.example/1"


@pytest.mark.parametrize("title", ["7 killed in Tripoli", "7 killed in Tripoli \ud800"])
def test_an_entry_without_a_date_or_with_half_a_character_is_decided_on(config: Config, title: str) -> None:
    (outcome,) = run(config, Row(1, Entry("Wire", title)))
    assert outcome.decision.kind == "new"


def test_what_is_shown_of_a_title_cannot_command_the_terminal(config: Config) -> None:
    console = Console(force_terminal=True, width=200, color_system=None)
    with console.capture() as captured:
        console.print(
            backtested(
                run(config, row(1, "7 killed in Tripoli \x1b]0;t\x07\u202e")),
                Ran(1, ["toll"], UTC),
                explain=True,
            )
        )
    assert "killed 7" in captured.get()
    assert not set("\x1b\x07\u202e") & set(captured.get())


def test_a_line_holds_the_alert_as_the_bot_would_send_it(config: Config) -> None:
    (outcome,) = run(config, row(1, "مقتل 3 أشخاص في طرابلس وفقا للأمم المتحدة"))
    line: dict[str, Any] = json.loads(json.dumps(as_json(outcome, config, Wording(config.timezone))))
    assert list(line) == ["entry", "watch", "story", "alert", "reason", "facts", "text"]
    assert (line["entry"], line["watch"], line["story"], line["alert"]) == (1, "toll", 1, "new")
    assert line["reason"] == "a new story; killed 3"
    (fact,) = line["facts"]
    assert (fact["kind"], fact["category"], fact["low"]) == ("casualties", "killed", 3)
    assert "مقتل 3 أشخاص" in line["text"]
    assert "killed" in line["text"]


def test_a_match_that_is_not_told_has_no_text(config: Config) -> None:
    *_, last = run(config, row(1, "Haftar meets Sisi"), row(2, "Haftar meets Sisi in Cairo", "Daily"))
    line = as_json(last, config, Wording(config.timezone))
    assert (line["alert"], line["text"]) == (None, None)
    (fact,) = line["facts"]
    assert (fact["kind"], fact["people"], fact["status"]) == ("meeting", ("haftar", "sisi"), "held")


def test_what_waits_is_told_by_the_clock_of_the_entries(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG + 'cooldown = "90m"\ncorroborated = 2\n', encoding="utf-8")
    titles = (
        (1, "Shelling of a market in Tripoli: 12 killed", "Wire"),
        (3, "Shelling of a market in Tripoli: 14 killed", "Daily"),
        (4, "Shelling of a market in Tripoli: 19 killed", "Wire"),
        (9, "Haftar will meet Sisi in Cairo", "Wire"),
    )
    outcomes = run(load(path, {}), *(row(number, title, outlet) for number, title, outlet in titles))
    toll = [one for one in outcomes if one.decision.match.watch == "toll"]
    half = HOUR / 2
    assert [(one.row.id, one.at - NOON, one.decision.kind, one.waited) for one in toll] == [
        (1, HOUR, "wait", False),
        (1, HOUR + half, "new", True),  # nobody else in half an hour
        (3, 3 * HOUR, "update", False),
        (4, 4 * HOUR, "wait", False),
        (4, 4 * HOUR + half, "update", True),
    ]
    assert [one.decision.unconfirmed for one in toll] == [0, 1, 0, 0, 0]


def test_what_waits_at_the_end_is_told_and_no_entry_is_counted_twice(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(CONFIG + "corroborated = 2\n", encoding="utf-8")
    config = load(path, {})
    outcomes = run(config, row(1, "مقتل 12 شخصا في طرابلس"))
    assert [one.decision.alert for one in outcomes] == [False, True]
    line = as_json(outcomes[1], config, Wording(config.timezone))
    assert (line["entry"], line["alert"]) == (1, "new")
    assert "One source only, unconfirmed" in line["text"]
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(backtested(outcomes, Ran(1, ["toll"], UTC), explain=True))
    assert "1 alert of 1 story for 1 match in 1 entry" in captured.get()
