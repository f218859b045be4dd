"""The example teaches every key and runs; the page on the config leaves no key out."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.config import load
from bot.config.checks import walk
from bot.config.locate import KeyPath
from bot.config.schema import ITEM, keys
from bot.errors import ConfigError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
PAGE = (ROOT / "docs" / "configuration.md").read_text("utf-8")
ALL_KEYS = [path for path, _ in keys()]
ENV = {
    "TELEGRAM_BOT_TOKEN": "123:abc",
    "TELEGRAM_WEBHOOK_SECRET": "abc",
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "SLACK_SIGNING_SECRET": "abc",
    "SLACK_CLIENT_SECRET": "abc",
}


@pytest.fixture(scope="module")
def switched_on(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with every setting switched on."""
    path = tmp_path_factory.mktemp("example") / "config.toml"
    path.write_text(re.sub(r"^#(?=\S)", "", EXAMPLE.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return path


def test_the_example_runs_without_any_variable() -> None:
    config = load(EXAMPLE, {})
    assert [note.problem for note in config.notes] == [
        "[telegram] is off: the variable TELEGRAM_BOT_TOKEN is not set.",
        "[slack] is off: the variables SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set.",
    ]
    assert config.feeds[0].url == "rasid:sample"
    assert {feed.language for feed in config.feeds[1:]} == {"ar", "en", "fr"}
    assert {"haftar-sisi", "libya-casualties", "oil-crescent"} <= {watch.name for watch in config.watches}


def test_the_example_runs_with_everything_switched_on(switched_on: Path) -> None:
    config = load(switched_on, ENV)
    assert [channel.address.transport for channel in config.channels] == ["telegram", "slack"]
    assert config.telegram
    assert config.telegram.webhook
    assert config.operator


def with_items(path: KeyPath) -> str:
    return ".".join("*" if part == ITEM else str(part) for part in path)


@pytest.mark.parametrize("path", ALL_KEYS, ids=with_items)
def test_the_example_has_every_key(path: KeyPath, switched_on: Path) -> None:
    data = tomllib.loads(switched_on.read_text("utf-8"))
    assert list(walk(data, with_items(path)))


@pytest.mark.parametrize("path", ALL_KEYS, ids=with_items)
def test_the_page_has_every_key(path: KeyPath) -> None:
    table, *below = [str(part) for part in path if part != ITEM]
    sections = {
        name: body
        for heading, _, body in (part.partition("\n") for part in PAGE.split("\n## "))
        for name in re.findall(r"\w+", heading if heading.startswith("[") else "")
    }
    assert table in sections
    if below:
        assert f"| `{'.'.join(below)}` |" in sections[table]


def test_the_page_has_no_key_that_the_config_has_not() -> None:
    known = {".".join(str(part) for part in path[1:] if part != ITEM) for path in ALL_KEYS}
    assert set(re.findall(r"^\| `([\w.]+)` \|", PAGE, re.MULTILINE)) <= known


def test_the_mistakes_on_the_page_are_told_so(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[people]\nhaftar = ["a"]\n[[feed]]\nname = "A"\nurl = "https://a.example"\nevery = "5 minuts"\n'
        '[[watch]]\nname = "m"\nmeeting = { people = ["hafter"] }\n'
    )
    with pytest.raises(ConfigError) as raised:
        load(path, {})
    for mistake in raised.value.mistakes:
        told = str(mistake).partition(": ")[2]
        assert told in PAGE
