"""The word lists of each language, kept as data for people who know the language: lexicon/*.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, cast, get_args

from bot.model import Category, Language

Trigger = Literal["meeting"] | Category
"""What a word in a text may be a sign of."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, as written in its file."""

    language: Language
    triggers: Mapping[Trigger, tuple[str, ...]]
    traps: tuple[str, ...]  # phrases that hold a trigger and do not mean it
    common: tuple[str, ...]  # by which the language is told from others of its script


def load_lexicons() -> tuple[Lexicon, ...]:
    """All of them, read from the package."""
    return tuple(map(_load, LANGUAGES))


def _load(language: Language) -> Lexicon:
    text = files("bot.reading").joinpath("lexicon", f"{language}.toml").read_text("utf-8")
    words = tomllib.loads(text)
    lists = {"meeting": words["meeting"], **words["casualties"]}
    triggers = cast("dict[Trigger, tuple[str, ...]]", {key: tuple(found) for key, found in lists.items()})
    return Lexicon(language, triggers, tuple(words["traps"]), tuple(words["common"]))
