"""The bot's own texts, in every language it speaks: Fluent, with what is put in isolated."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from importlib import resources
from typing import get_args

from babel.dates import format_datetime
from fluent.runtime import FluentBundle, FluentResource

from bot.model import Language
from bot.telling import bidi

LANGUAGES: tuple[Language, ...] = get_args(Language)

LONGEST_ARGUMENT = 1500
"""Code points. Fluent refuses to put in more than 2,500; and what is put in is an error or a name."""

_DAY = re.compile(r"\bd\b")  # in a pattern of Babel, the day of the month


class Wording:
    """Texts of the locale files, with times as read in one zone. Reads the files when made."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._bundles: Mapping[Language, FluentBundle] = {
            language: _bundle(language) for language in LANGUAGES
        }

    def text(self, language: Language, key: str, **args: str | int | datetime) -> str:
        """A text in a language, its lines running in that language's direction.

        `key` names a message, or with a dot one of its attributes, which is no line but goes into one.
        What is put in is isolated, closed in its line and at most LONGEST_ARGUMENT long; aware datetimes
        are written in the zone. Raises KeyError when there is no such text, and ValueError when an
        argument is missing.
        """
        values = {name: self._value(language, value) for name, value in args.items()}
        text = self._format(language, key, values)
        if "." in key:
            return text
        base = bidi.of_language(language)
        return "\n".join(bidi.anchor(line, base) + line for line in bidi.closed(text).split("\n"))

    def listed(self, language: Language, names: Sequence[str], separator: str = "list-separator") -> str:
        """Names, or what stands between such separators, as one argument; each isolated where several."""
        if len(names) == 1:
            return names[0]
        return self._format(language, separator, {}).join(f"{bidi.FSI}{name}{bidi.PDI}" for name in names)

    def _value(self, language: Language, value: str | int | datetime) -> str | int:
        if isinstance(value, datetime):
            pattern = self._format(language, "time-pattern", {})
            at = value.astimezone(self.zone)
            return str(format_datetime(at, of_day(at, pattern, language), tzinfo=self.zone, locale=language))
        if isinstance(value, str):
            clipped = value if len(value) <= LONGEST_ARGUMENT else value[: LONGEST_ARGUMENT - 1] + "…"
            return "\n".join(bidi.balanced(line).strip() for line in clipped.splitlines())
        return value

    def _format(self, language: Language, key: str, values: Mapping[str, str | int]) -> str:
        name, _, attribute = key.partition(".")
        bundle = self._bundles[language]
        message = bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        text, mistakes = bundle.format_pattern(pattern, dict(values))
        if mistakes:
            raise ValueError(f"The text {key!r} cannot be worded in {language!r}: {mistakes[0]}")
        return str(text)


def of_day(day: date, pattern: str, language: Language) -> str:
    """A Babel pattern for this day of the month: French writes « 1er mai », and « 2 mai »."""
    return _DAY.sub("d'er'", pattern) if language == "fr" and day.day == 1 else pattern


def _bundle(language: Language) -> FluentBundle:
    source = resources.files("bot.telling").joinpath("locale", f"{language}.ftl").read_text(encoding="utf-8")
    bundle = FluentBundle([language], use_isolating=True)
    bundle.add_resource(FluentResource(source))
    return bundle
