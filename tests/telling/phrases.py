"""The bot's own texts as patterns, by which an answer is known to be one of them."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from babel.dates import get_day_names, get_month_names
from fluent.syntax import FluentParser, ast

from bot.model import Language

MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
_FURNITURE = re.compile(r"^[•✓✗] | · | [—–] |\s?: |[,،] ")
FEWEST = 3  # letters that make a text one of a language, and not mere furniture


class Phrases:
    """All texts of one language."""

    def __init__(self, language: Language) -> None:
        source = resources.files("bot.telling").joinpath("locale", f"{language}.ftl").read_text("utf-8")
        body = FluentParser().parse(source).body
        self._terms = {entry.id.name: entry.value for entry in body if isinstance(entry, ast.Term)}
        self._patterns: Mapping[str, re.Pattern[str]] = {
            key: re.compile(pattern, re.DOTALL) for key, pattern in self._read(body)
        }
        self._telling = [pattern for pattern in self._patterns.values() if _letters(pattern.pattern)]
        self._time = re.compile(
            rf"(?:{_days(language)}) \d+(?:er)? (?:{_months(language)}) \d{{4}}\b.{{0,12}}"
        )

    def holds(self, text: str, key: str) -> bool:
        """Whether a text without marks of direction has this one in it."""
        return bool(self._patterns[key].search(text))

    def has(self, line: str) -> bool:
        """Whether a line is one of these texts, or consists of such, of times and of figures."""
        return self._is(line) or all(map(self._is, _FURNITURE.split(line)))

    def _is(self, clause: str) -> bool:
        if not any(map(str.isalpha, clause)) or self._time.fullmatch(clause):
            return True
        return any(pattern.fullmatch(clause) for pattern in self._telling)

    def _read(self, body: Iterable[ast.EntryType]) -> Iterable[tuple[str, str]]:
        for entry in body:
            if isinstance(entry, ast.Message):
                if entry.value:
                    yield entry.id.name, self._pattern(entry.value)
                for attribute in entry.attributes:
                    yield f"{entry.id.name}.{attribute.id.name}", self._pattern(attribute.value)

    def _pattern(self, pattern: ast.Pattern) -> str:
        return "".join(map(self._element, pattern.elements))

    def _element(self, element: ast.TextElement | ast.Placeable) -> str:
        if isinstance(element, ast.TextElement):
            return re.escape(element.value.translate(MARKS))
        match element.expression:
            case ast.SelectExpression(variants=variants):
                return f"(?:{'|'.join(self._pattern(variant.value) for variant in variants)})"
            case ast.TermReference(id=name):
                return self._pattern(self._terms[name.name])
            case ast.StringLiteral() as literal:
                return re.escape(literal.parse()["value"].translate(MARKS))
            case _:
                return ".+?"


@cache
def phrases(language: Language) -> Phrases:
    """Those of a language."""
    return Phrases(language)


def _days(language: Language) -> str:
    names = (get_day_names(width, locale=language) for width in ("abbreviated", "wide"))
    return "|".join(re.escape(name) for each in names for name in each.values())


def _months(language: Language) -> str:
    names = (get_month_names(width, locale=language) for width in ("abbreviated", "wide"))
    return "|".join(re.escape(name) for each in names for name in each.values())


def _letters(pattern: str) -> bool:
    return sum(map(str.isalpha, pattern)) >= FEWEST
