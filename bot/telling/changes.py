"""What an alert tells, worded from facts in the channel's language, whatever the source's. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.model import Bound, Category, Change, Earlier, Figure, Language, Step
from bot.reading import known
from bot.telling import bidi
from bot.telling.places import place_name
from bot.telling.summarize import clip
from bot.telling.wording import Wording, of_day

Names = Mapping[str, Sequence[str]]
"""People or places by id, with all the names by which they go."""

MOST = 3
"""Changes that one alert words."""

_SCALES = (1_000_000, 100_000, 10_000, 1_000, 100, 10)
_BEYOND: dict[str, str] = {"at_least": "{}+", "vague": "{}+", "about": "~{}", "at_most": "≤{}"}
_MIXED = ("killed", "wounded")  # of counts of several categories at once those that have words of their own
_IN_WORDS = 10  # ordinals up to it
_LONGEST = 110  # of a line of them, and of a source in it half as many


def worded(
    changes: Sequence[Change],
    names: Names,
    language: Language,
    wording: Wording,
    places: Names = MappingProxyType({}),
) -> list[str]:
    """A line for each change, the most important first. `names` are those of people, `places` of places."""
    teller = _Teller(names, places, language, wording)
    return [teller.line(change) for change in changes[:MOST]]


def counted(figure: Figure, language: Language, wording: Wording) -> str:
    """A figure alone, and who says so: "at least 26 killed, UN"."""
    return _figure(figure, None, language, wording)


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
            "change-lowered" if now.corrected and (now.low or 0) < before.most else "change",
            label=label(now.category, language, wording, mixed=now.mixed),
            before=short(before, language),
            after=short(now, language),
            difference=_difference((now.low or 0) - before.low, language),
        )
    if not now.source:
        return what
    source = clip(known.source(now.source)[language], _LONGEST // 2)
    return wording.text(language, "fact-source", what=what, source=source)


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
    return f"{'+' if many >= 0 else '−'}{number}"


@dataclass(frozen=True, slots=True)
class _Teller:
    """Words changes for one channel."""

    names: Names
    places: Names
    language: Language
    wording: Wording

    def line(self, change: Change) -> str:
        """A change in one line."""
        if isinstance(change.now, Step):
            return self._step(change.now, change.before, change.earlier)
        before = change.before if isinstance(change.before, Figure) else None
        return _figure(change.now, before, self.language, self.wording)

    def _step(self, step: Step, before: Figure | Step | None, earlier: Earlier | None) -> str:
        people = self._people(step)
        plan = before.day if isinstance(before, Step) and _is_plan(before) else None
        if plan and step.day and step.day != plan and (step.status == "planned" or step.postponed):
            key = "meeting-moved" if step.day > plan else "meeting-advanced"
            return self._text(key, people=people, before=self._day(plan), after=self._day(step.day))
        what = self._text("meeting-postponed" if step.postponed else f"meeting-{step.status}", people=people)
        if step.place:
            place = place_name(step.place, self.places, self.language)
            what = self._text("meeting-placed", what=what, place=clip(place, _LONGEST // 2))
        if step.status in ("cancelled", "denied"):
            return self._text("meeting-planned-for", what=what, day=self._day(plan)) if plan else what
        if step.day:
            what = self._text("meeting-dated", what=what, day=self._day(step.day))
        return self._numbered(what, earlier) if earlier and earlier.count else what

    def _numbered(self, what: str, earlier: Earlier) -> str:
        number = number_of_meeting(earlier.count + 1, self.language, self.wording)
        return self._text("meeting-counted", what=what, number=number, count=earlier.days)

    def _people(self, step: Step) -> str:
        named = [_name(self.names.get(one, (one,)), self.language) for one in step.people]
        return clip(format_list(named, locale=self.language), _LONGEST)

    def _day(self, day: date) -> str:
        return dated(day, self.language, self.wording)

    def _text(self, key: str, **args: str | int) -> str:
        return self.wording.text(self.language, key, **args)


def _is_plan(step: Step) -> bool:
    """Whether its day is one for which a meeting was planned, or to which it was put off."""
    return step.status in ("planned", "possible") or step.postponed


def number_of_meeting(number: int, language: Language, wording: Wording) -> str:
    """Which one it is: "second meeting"."""
    key = f"meeting-number.n{number}" if number <= _IN_WORDS else "meeting-number"
    return wording.text(language, key, number=number)


def dated(day: date, language: Language, wording: Wording) -> str:
    """A day with its weekday, as the language writes it."""
    pattern = of_day(day, wording.text(language, "day-pattern"), language)
    return str(format_date(day, pattern, locale=language))


def _name(names: Sequence[str], language: Language) -> str:
    """The first name in the script of the language."""
    wanted = bidi.of_language(language)
    return next((name for name in names if bidi.direction(name) == wanted), names[0])
