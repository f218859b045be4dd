"""What countries are called, by ISO 3166 code."""

import tomllib
from functools import cache
from importlib.resources import files

from babel import Locale

from bot.reading.lexicons import LANGUAGES

# CLDR has these as territories beside the countries: unions, outlying places, test locales.
_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def country_names(code: str) -> tuple[str, ...]:
    """The names of the country with this upper-case two-letter code; none when there is no such code.

    From CLDR by way of Babel, with what the press says instead (lexicon/countries.toml). In the languages
    that Rasid reads only: folded names of others are words in these ("Island" is Iceland in Swedish, "Ý"
    Italy in Vietnamese).
    """
    if len(code) != 2 or code in _NO_COUNTRY:  # noqa: PLR2004 - ISO 3166 alpha-2
        return ()
    official = [
        form
        for language in LANGUAGES
        if (name := Locale(language).territories.get(code))
        for form in _forms(name)
    ]
    return tuple(dict.fromkeys([*official, *_press_names().get(code, ())])) if official else ()


@cache
def codes() -> tuple[str, ...]:
    """Every code that has names."""
    known = Locale(LANGUAGES[0]).territories
    return tuple(sorted(code for code in map(str, known) if code.isalpha() and country_names(code)))


def _forms(name: str) -> tuple[str, ...]:
    """CLDR's display name as it is written in a text: "Myanmar (Burma)", "Bosnia & Herzegovina"."""
    bare = name.partition(" (")[0]
    return (bare, bare.replace(" & ", " and ")) if " & " in bare else (bare,)


@cache
def _press_names() -> dict[str, tuple[str, ...]]:
    text = files("bot.reading").joinpath("lexicon", "countries.toml").read_text("utf-8")
    return {code: tuple(names) for code, names in tomllib.loads(text).items()}
