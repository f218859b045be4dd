"""Configs with mistakes, beside what is said of them."""

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigError

GOLDEN = sorted((Path(__file__).parents[1] / "data" / "config").glob("*.toml"))
ENV = {"SLACK_BOT_TOKEN": "xoxb-golden-bot", "SLACK_APP_TOKEN": "xapp-golden-app"}


def said_of(path: Path) -> str:
    with pytest.raises(ConfigError) as raised:
        load(path, ENV)
    return str(raised.value).replace(str(path.parent) + "/", "").replace(str(path.parent), "FOLDER") + "\n"


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_says_of_each_config_what_stands_beside_it(path: Path) -> None:
    assert said_of(path) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_mistakes_come_in_the_order_of_the_file_and_lie_within_it(path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        load(path, ENV)
    lines = [mistake.line or 0 for mistake in raised.value.mistakes]
    assert lines == sorted(lines)
    assert 0 < lines[0] <= lines[-1] <= path.read_bytes().count(b"\n") + 1
