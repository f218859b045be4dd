"""What a chart says in words: in the picture, and in the text below it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Course, Language, Line, Message, Picture, Point, Run, Story
from bot.telling import bidi
from bot.telling.changes import dated, label, number
from bot.telling.chart import panel
from bot.telling.chart.page import Drawing, Words
from bot.telling.compose import copied
from bot.telling.summarize import clip, headline
from bot.telling.wording import Wording

_LONGEST_TITLE = 150
_LONGEST_ALT = 1000  # code points; platforms take 2,000


@dataclass(frozen=True, slots=True)
class Subject:
    """What a chart is of."""

    title: str  # of the watch; empty where none is meant
    story: Story
    courses: Sequence[Course]


@dataclass(frozen=True, slots=True)
class Chart:
    """A subject in a language."""

    subject: Subject
    language: Language
    wording: Wording

    def drawing(self, *, dark: bool = False) -> Drawing:
        """What is drawn of it."""
        words = Words(
            title=clip(self.subject.title, _LONGEST_TITLE),
            story=self._headline(),
            reports=self._reports(),
            others=self._text("chart-others"),
            rough=self._text("chart-rough"),
            empty=self._text("chart-empty"),
            label=self._label,
            value=self._value,
        )
        return Drawing(self.subject.courses, words, self.language, self.wording.zone, dark)

    def message(self, png: bytes | None) -> Message:
        """The text below it, with the picture where there is one."""
        heading = (Run(bidi.quoted(clip(self.subject.title, _LONGEST_TITLE)), bold=True),)
        said: list[Line] = [(Run(self._latest(course), bold=True),) for course in self.subject.courses]
        lines: tuple[Line, ...] = (
            *([heading] if self.subject.title else []),
            (Run(bidi.quoted(self._headline())),),
            *(said or [(Run(self._text("chart-empty")),)]),
            *([(Run(self._reports()),)] if said else []),
            copied("story-title", f"#{self.subject.story.id}", self.language, self.wording),
        )
        message = Message(self.language, lines)
        if png is None:
            return message
        alt = clip(bidi.flat(message.plain()), _LONGEST_ALT)
        name = f"chart-{self.subject.story.id}.png"
        command = f"rasid chart {self.subject.story.id} -o {name}"
        return Message(self.language, lines, Picture(png, alt, name, command, self._text("chart-failed")))

    def _text(self, key: str, **args: str | int) -> str:
        return self.wording.text(self.language, key, **args)

    def _headline(self) -> str:
        """Of the first report that has one."""
        for entry, _ in self.subject.story.reports:
            if found := headline(entry):
                return str(getattr(entry, found.part))[found.start : found.end]
        return self._text("alert-untitled")

    def _reports(self) -> str:
        """How many gave figures, and from when to when; empty when none did."""
        points = [point for course in self.subject.courses for point in course.points]
        if not points:
            return ""
        days = [
            dated(at.astimezone(self.wording.zone), self.language, self.wording)
            for at in (min(point.at for point in points), max(point.at for point in points))
        ]
        reports, outlets = {(point.at, point.outlet) for point in points}, {point.outlet for point in points}
        return self._text(
            "chart-reports",
            reports=self._text("chart-reports.reports", count=len(reports)),
            outlets=self._text("chart-reports.outlets", count=len(outlets)),
            days=days[0]
            if days[0] == days[1]
            else self._text("chart-reports.days", first=days[0], last=days[1]),
        )

    def _label(self, course: Course) -> str:
        return label(course.category, self.language, self.wording, mixed=course.mixed)

    def _number(self, point: Point) -> str:
        return number(point.value, point.high, point.bound, self.language)

    def _value(self, point: Point) -> str:
        """What is written at a step."""
        if point.corrected or point.doubted:
            key = "corrected" if point.corrected else "doubted"
            return self._text(f"chart-latest.{key}", number=self._number(point))
        return self._number(point)

    def _latest(self, course: Course) -> str:
        """The best figure at the end; beside it the lowest and the highest, where outlets disagree."""
        point = next((point for point in reversed(course.points) if point.best), course.points[-1])
        words = {"label": self._label(course), "number": self._value(point)}
        low, high = panel.spread(course.points)
        if (low, high) == (point.value, point.high):
            return self._text("chart-latest", **words)
        return self._text("chart-latest.spread", **words, range=number(low, high, "range", self.language))
