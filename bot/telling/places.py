"""Places of meetings in the channel's language: countries, cities, and those of the config. Pure."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import get_args

from babel import Locale

from bot.model import Language
from bot.reading.countries import codes, country_names
from bot.reading.normalize import fold
from bot.telling import bidi

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_CODE = 2  # letters of a country's, in capitals

# Countries that English names with an article: "in the United States".
_WITH_ARTICLE = frozenset(
    {
        "AE",
        "BS",
        "CD",
        "CF",
        "CG",
        "CZ",
        "DO",
        "FK",
        "FO",
        "GB",
        "GM",
        "KM",
        "KY",
        "MH",
        "MV",
        "NL",
        "PH",
        "SB",
        "SC",
        "US",
    }
)


def place_name(written: str, places: Mapping[str, Sequence[str]], language: Language) -> str:
    """What a place is called in this language; as it is written in the text where that is not known.

    `places` are those of the config, by id. One of them is known by its first name in any script, since the
    others may be of what lies in it.
    """
    if language == "ar" and bidi.direction(written) == "rtl":
        return written
    key = _key(written)
    known = _known().get(key) or _configured(places).get(key)
    return known[language] if known else written


@cache
def _known() -> Mapping[str, Mapping[Language, str]]:
    """Names in each language, by any name of the place, folded; a city before a country of that name."""
    return {**_by_name((country_names(code), _country(code)) for code in codes()), **_by_name(_cities())}


def _cities() -> Iterable[tuple[Sequence[str], Mapping[Language, str]]]:
    text = files("bot.telling").joinpath("cities.toml").read_text("utf-8")
    for names in tomllib.loads(text)["cities"]:
        yield names, dict(zip(_LANGUAGES, names, strict=False))


def _by_name(
    known: Iterable[tuple[Sequence[str], Mapping[Language, str]]],
) -> dict[str, Mapping[Language, str]]:
    return {_key(name): names for spellings, names in known for name in spellings}


def _country(code: str) -> Mapping[Language, str]:
    names: dict[Language, str] = {}
    for language in _LANGUAGES:
        name = str(Locale(language).territories[code]).partition(" (")[0]
        names[language] = f"the {name}" if language == "en" and code in _WITH_ARTICLE else name
    return names


def _configured(places: Mapping[str, Sequence[str]]) -> Mapping[str, Mapping[Language, str]]:
    found: dict[str, Mapping[Language, str]] = {}
    for names in places.values():
        if any(len(name) == _CODE and name.isupper() for name in names):
            continue  # a country with its towns, which are not it
        first = {direction: name for name in reversed(names) if (direction := bidi.direction(name))}
        if len(first) > 1:
            named: Mapping[Language, str] = {
                language: first[bidi.of_language(language)] for language in _LANGUAGES
            }
            found |= {_key(name): named for name in first.values()}
    return found


def _key(name: str) -> str:
    return " ".join(fold(name).text.replace("-", " ").split())
