"""What cities, and who gives figures, are called in each language: lexicon/cities.toml and sources.toml."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from bot.model import Language
from bot.reading.lexicons import LANGUAGES
from bot.reading.normalize import fold

Names = Mapping[Language, str]
"""The name in each language."""

_ORDER: tuple[Language, ...] = ("ar", "en", "fr")
_ARTICLES = ("the ", "le ", "la ", "les ", "l'")


def key(name: str) -> str:
    """What names that differ only in how they are written have in common."""
    return " ".join(fold(name).text.replace("-", " ").replace("’", "'").split())


def by_name(known: Iterable[tuple[Sequence[str], Names]]) -> dict[str, Names]:
    """By the key of each name of something its names in each language; the last with a name has it."""
    return {key(name): names for spellings, names in known for name in spellings}


@cache
def tables(file: str) -> Mapping[str, Any]:
    """A lexicon that is the same for every language, by the name of its file."""
    return tomllib.loads(files("bot.reading").joinpath("lexicon", f"{file}.toml").read_text("utf-8"))


@cache
def listed(file: str) -> Mapping[str, Names]:
    """The same of a list, "cities" or "sources", whose rows begin with the Arabic, English, French name."""
    rows: list[list[str]] = tables(file)[file]
    return by_name((names, dict(zip(_ORDER, names, strict=False))) for names in rows)


def source(written: str) -> Names:
    """A source in each language; as it is written where it is not known."""
    bare = key(written)
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    return listed("sources").get(bare, dict.fromkeys(LANGUAGES, written))
