"""What an alert tells, worded from facts in the channel's language, whatever the source's. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.model import Bound, Category, Change, Figure, Language, Step
from bot.telling import bidi
from bot.telling.summarize import clip
from bot.telling.wording import Wording

Names = Mapping[str, Sequence[str]]
"""People by id, with all the names by which they go."""

_SCALES = (1_000_000, 100_000, 10_000, 1_000, 100, 10)
_BEYOND: dict[str, str] = {"at_least": "{}+", "vague": "{}+", "about": "~{}", "at_most": "≤{}"}
_MIXED = ("killed", "wounded")  # of counts of several categories at once those that have words of their own
_MOST = 3  # changes that one alert words
_LONGEST = 110  # of a line of them, and of a source in it half as many


def worded(changes: Sequence[Change], names: Names, language: Language, wording: Wording) -> list[str]:
    """A line for each change, the most important first."""
    lines = []
    for change in changes[:_MOST]:
        if isinstance(change.now, Step):
            lines.append(_step(change.now, names, language, wording))
        else:
            before = change.before if isinstance(change.before, Figure) else None
            lines.append(_figure(change.now, before, language, wording))
    return lines


def label(category: Category, language: Language, wording: Wording, *, mixed: bool) -> str:
    """What is counted, as a heading: "Killed"."""
    return wording.text(language, f"{_key(category, mixed=mixed)}.label")


def _key(category: Category, *, mixed: bool) -> str:
    return f"figure-{'casualties' if mixed and category in _MIXED else category}"


def _figure(now: Figure, before: Figure | None, language: Language, wording: Wording) -> str:
    key = _key(now.category, mixed=now.mixed)
    if before is None or not before.low:
        what = _counted(now, key, language, wording)
    else:
        what = wording.text(
            language,
            "change",
            label=label(now.category, language, wording, mixed=now.mixed),
            before=short(before, language),
            after=short(now, language),
            difference=_difference((now.low or 0) - before.low, language),
        )
    if not now.source:
        return what
    return wording.text(language, "fact-source", what=what, source=clip(now.source, _LONGEST // 2))


def _counted(figure: Figure, key: str, language: Language, wording: Wording) -> str:
    """A figure in words: "at least 26 killed", «11 قتيلا»."""
    many = figure.high if figure.low is None else figure.low
    if many is None:
        return wording.text(language, f"{key}.some")
    if figure.bound == "vague":
        scale = next((scale for scale in _SCALES if scale <= many), _SCALES[-1])
        return wording.text(language, f"{key}.vague", scale=wording.text(language, f"scale-{scale}"))
    last = figure.high if figure.bound == "range" and figure.high else many
    number = format_decimal(last, locale=language)
    what = wording.text(language, key, count=last, number=number)
    if figure.bound == "range":
        return wording.text(language, "bound-range", low=format_decimal(many, locale=language), what=what)
    return wording.text(language, f"bound-{figure.bound}", what=what)


def short(figure: Figure, language: Language) -> str:
    """A figure as a number: 384, 832+, ~60, 12–15."""
    return number(figure.low or 0, figure.high or 0, figure.bound, language)


def number(low: int, high: int, bound: Bound, language: Language) -> str:
    """The same, of its parts; of all but ranges the low one."""
    first = str(format_decimal(low, locale=language))
    if bound == "range" and high:
        return f"{first}–{format_decimal(high, locale=language)}"
    return _BEYOND.get(bound, "{}").format(first)


def _difference(many: int, language: Language) -> str:
    number = format_decimal(abs(many), locale=language)
    return f"{'+' if many >= 0 else '-'}{number}"


def _step(step: Step, names: Names, language: Language, wording: Wording) -> str:
    named = [_name(names.get(one, (one,)), language) for one in step.people]
    people = clip(format_list(named, locale=language), _LONGEST)
    what = wording.text(language, f"meeting-{step.status}", people=people)
    if step.day is None:
        return what
    return wording.text(language, "meeting-dated", what=what, day=dated(step.day, language, wording))


def dated(day: date, language: Language, wording: Wording) -> str:
    """A day with its weekday, as the language writes it."""
    return str(format_date(day, wording.text(language, "day-pattern"), locale=language))


def _name(names: Sequence[str], language: Language) -> str:
    """The first name in the script of the language."""
    wanted = bidi.of_language(language)
    return next((name for name in names if bidi.direction(name) == wanted), names[0])
