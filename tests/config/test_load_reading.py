"""A config read for whom and where to look for only."""

from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.config import ReadingSettings, load, load_reading
from bot.errors import ConfigError
from tests.config.test_example import EXAMPLE

Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_reading(path)
    return [str(mistake).removeprefix(f"{path.parent}/") for mistake in raised.value.mistakes]


def test_the_names_and_the_zones_are_those_of_the_whole_config() -> None:
    assert load_reading(EXAMPLE) == load(EXAMPLE, {}).reading()


def test_one_table_is_enough(written: Written) -> None:
    settings = load_reading(written('[people]\nhaftar = ["حفتر"]'))
    assert settings.people == {"haftar": ("حفتر",)}
    assert settings.places == {}
    assert settings.zone("any") == ZoneInfo("UTC")
    assert ReadingSettings().zone("any") == UTC


def test_a_feed_has_its_own_zone_or_that_of_the_bot(written: Written) -> None:
    text = '[bot]\ntimezone = "Africa/Tripoli"\n[[feed]]\nname = "A"\ntimezone = "Africa/Cairo"\n'
    settings = load_reading(written(f'{text}[[feed]]\nname = "B"\n'))
    zones = [settings.zone(feed) for feed in ("A", "B", "other")]
    assert zones == [ZoneInfo("Africa/Cairo"), ZoneInfo("Africa/Tripoli"), ZoneInfo("Africa/Tripoli")]


def test_mistakes_in_tables_that_are_not_needed_are_left_alone(written: Written) -> None:
    text = """
[bot]
databse = 7
[telegram]
token = "123:abc"
[[feed]]
url = "nowhere"
[[watch]]
nmae = "w"
[[channel]]
[people]
haftar = ["حفتر"]
"""
    assert load_reading(written(text)).people == {"haftar": ("حفتر",)}


def test_mistakes_in_those_that_are_needed_are_told_all_at_once_with_their_lines(written: Written) -> None:
    text = """
[poeple]
[bot]
timezone = "Africa/Tripolis"
[[feed]]
name = "A"
timezone = 2
[people]
nobody = []
sisi = "السيسي"
[places]
britain = ["UK"]
"""
    told = mistakes(written(text))
    assert [line.partition(": ")[0] for line in told] == [
        f"config.toml:{number}" for number in (2, 4, 7, 9, 10, 12)
    ]
    assert told[0] == 'config.toml:2: poeple: There is no such key here. Did you mean "people"?'
    assert told[1].endswith('"Africa/Tripolis" is not a time zone. Did you mean "Africa/Tripoli"?')
    assert told[2].endswith('feed[1].timezone: 2 is not a time zone. Write timezone = "Africa/Cairo".')
    assert told[4].endswith('Write a list of names, as sisi = ["…", "…"].')


@pytest.mark.parametrize("text", ["", "people = ["])
def test_what_is_no_config_at_all_is_told(text: str, written: Written) -> None:
    assert len(mistakes(written(text))) == 1
