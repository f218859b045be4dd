import tomllib
from importlib.resources import files

import pytest

from bot.reading.countries import country_names
from bot.reading.names import phrase_form


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("LY", {"ليبيا", "Libya", "Libye"}),
        ("TR", {"تركيا", "Turkey", "Türkiye", "Turquie"}),
        ("BA", {"Bosnia & Herzegovina", "Bosnia and Herzegovina", "Bosnie-Herzégovine", "البوسنة"}),
        ("MM", {"ميانمار", "Myanmar", "Burma", "Birmanie"}),
        ("PS", {"فلسطين", "Palestine"}),
    ],
)
def test_a_country_has_its_names_in_the_languages_that_are_read(code: str, names: set[str]) -> None:
    assert names <= set(country_names(code))


@pytest.mark.parametrize("value", ["ly", "Ly", "UK", "EU", "ZZ", "LBY", "", "طر", "001", "\ud800a"])
def test_anything_else_is_no_code(value: str) -> None:
    assert country_names(value) == ()


def test_every_press_name_belongs_to_a_country_and_adds_something() -> None:
    extra = tomllib.loads(files("bot.reading").joinpath("lexicon", "countries.toml").read_text("utf-8"))
    for code, names in extra.items():
        forms = [phrase_form(name) for name in country_names(code)]
        assert {phrase_form(name) for name in names} < set(forms)
        assert len(set(forms)) <= len(forms) < 20
