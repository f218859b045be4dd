"""Places of meetings in the channel's language: countries, cities, and those of the config. Pure."""

from collections.abc import Mapping, Sequence
from functools import cache

from babel import Locale

from bot.model import Language
from bot.reading.countries import codes, country_names
from bot.reading.known import Names, by_name, key, listed
from bot.reading.lexicons import LANGUAGES
from bot.telling import bidi

_CODE = 2  # letters of a country's, in capitals

# Countries that English names with an article: "in the United States".
_WITH_ARTICLE = frozenset(
    {"AE", "BS", "CD", "CF", "CG", "CZ", "DO", "FK", "FO", "GB"}
    | {"GM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US"}
)


def place_name(written: str, places: Mapping[str, Sequence[str]], language: Language) -> str:
    """What a place is called in this language; as it is written in the text where that is not known.

    `places` are those of the config, by id. One of them is known by its first name in any script, since the
    others may be of what lies in it.
    """
    if language == "ar" and bidi.direction(written) == "rtl":
        return written
    name = key(written)
    known = _known().get(name) or _configured(places).get(name)
    return known[language] if known else written


@cache
def _known() -> Mapping[str, Names]:
    """Names in each language, by any name of the place, folded; a city before a country of that name."""
    return {**by_name((country_names(code), _country(code)) for code in codes()), **listed("cities")}


def _country(code: str) -> Names:
    names: dict[Language, str] = {}
    for language in LANGUAGES:
        name = str(Locale(language).territories[code]).partition(" (")[0]
        names[language] = f"the {name}" if language == "en" and code in _WITH_ARTICLE else name
    return names


def _configured(places: Mapping[str, Sequence[str]]) -> Mapping[str, Names]:
    found: dict[str, Names] = {}
    for names in places.values():
        if any(len(name) == _CODE and name.isupper() for name in names):
            continue  # a country with its towns, which are not it
        first = {direction: name for name in reversed(names) if (direction := bidi.direction(name))}
        if len(first) > 1:
            named: Names = {language: first[bidi.of_language(language)] for language in LANGUAGES}
            found |= {key(name): named for name in first.values()}
    return found
