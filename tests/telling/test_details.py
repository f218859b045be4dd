"""What stands below the changes: other figures, other days, earlier meetings, who said so before."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.model import Change, Earlier, Entry, Figure, Language, Line, Said, Step
from bot.telling.details import details
from tests.fakes.desk import tripoli

AT = datetime(2019, 4, 16, 6, tzinfo=UTC)
ENTRY = Entry("Daily", "T", link="https://daily.example/2")
HERE = Said("Daily", AT, link=ENTRY.link)
NORTH = Said("North", AT, link="https://north.example/1")
SOUTH = Said("الجنوب", AT, link="https://south.example/1")
HELD = Step(("haftar", "sisi"), "held", HERE, date(2019, 5, 9))
KILLED = Figure("killed", 147, 147, "exact", HERE, "UN")
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


def read(lines: list[Line]) -> list[str]:
    """The lines as they are read, links behind their words."""
    return [
        MARKS.sub("", "".join(run.text + (f" <{run.link}>" if run.link else "") for run in line))
        for line in lines
    ]


def said(change: Change, language: Language = "en") -> list[str]:
    return read(details([change], ENTRY, language, tripoli()))


def test_nothing_where_nothing_else_is_known() -> None:
    assert said(Change(KILLED)) == said(Change(HELD)) == []


def test_figures_of_other_sources_each_with_its_outlet() -> None:
    low = replace(KILLED, low=121, high=121, source=None, said=NORTH)
    high = replace(KILLED, low=160, high=None, bound="at_least", source="وزارة الصحة", said=SOUTH)
    change = Change(KILLED, others=(low, high))
    assert said(change) == [
        (
            "Other figures: 121 killed – North <https://north.example/1>; "
            "at least 160 killed, health ministry – الجنوب <https://south.example/1>"
        )
    ]
    assert said(change, "ar") == [
        (
            "أرقام أخرى: 121 قتيلًا – North <https://north.example/1>؛ "
            "160 قتيلًا على الأقل، وزارة الصحة – الجنوب <https://south.example/1>"
        )
    ]
    assert said(change, "fr") == [
        (
            "Autres chiffres\u202f: 121 tués – North <https://north.example/1>\u202f; "
            "au moins 160 tués, ministère de la Santé – الجنوب <https://south.example/1>"
        )
    ]


def test_what_was_told_before_names_its_report_and_when_it_came() -> None:
    before = replace(KILLED, low=121, high=121, said=NORTH)
    wounded = replace(KILLED, category="wounded", said=HERE)
    both = [Change(KILLED, before), Change(wounded, replace(wounded, said=NORTH))]
    assert read(details(both, ENTRY, "en", tripoli())) == [
        "Before: North, Tue 16 Apr 2019, 08:00 <https://north.example/1>"
    ]
    assert said(Change(KILLED, replace(before, said=HERE))) == []  # an entry that was edited
    assert said(Change(KILLED, replace(before, said=replace(NORTH, at=None, link=None)))) == ["Before: North"]


def test_a_figure_of_another_report_than_the_one_that_is_quoted_names_it() -> None:
    assert said(Change(replace(KILLED, said=NORTH))) == [
        "147 killed, UN: North, Tue 16 Apr 2019, 08:00 <https://north.example/1>"
    ]


def test_days_that_differ_and_the_meeting_before() -> None:
    first = replace(HELD, day=date(2019, 4, 14), said=NORTH)
    mention = replace(HELD, status="past", day=date(2019, 4, 16), said=HERE)
    now = replace(HELD, ordinal=3)
    change = Change(
        now,
        others=(replace(HELD, day=date(2019, 5, 7), said=SOUTH),),
        earlier=Earlier(1, 25, (first, mention)),
    )
    assert said(change) == [
        (
            "Dates differ: Thu 9 May 2019, according to Daily <https://daily.example/2>; "
            "Tue 7 May 2019, according to الجنوب <https://south.example/1>"
        ),
        (
            "The one before: Sun 14 Apr 2019, according to North <https://north.example/1>; "
            "Tue 16 Apr 2019, according to Daily <https://daily.example/2>"
        ),
        "By the outlet’s count: third meeting",
    ]
    assert said(change, "ar")[1:] == [
        (
            "اللقاء السابق: الأحد 14 أبريل 2019، بحسب North <https://north.example/1>؛ "
            "الثلاثاء 16 أبريل 2019، بحسب Daily <https://daily.example/2>"
        ),
        "بحسب إحصاء وسيلة الإعلام: ثالث لقاء",
    ]
    assert said(change, "fr")[1:] == [
        (
            "La précédente\u202f: dim. 14 avr. 2019, selon North <https://north.example/1>\u202f; "
            "mar. 16 avr. 2019, selon Daily <https://daily.example/2>"
        ),
        "Selon le décompte du média\u202f: troisième rencontre",
    ]


def test_an_earlier_meeting_without_a_day_is_only_counted() -> None:
    undated = replace(HELD, day=None, said=NORTH)
    assert said(Change(HELD, earlier=Earlier(1, 25, (undated,)))) == []


def test_a_link_that_no_platform_takes_is_left_out() -> None:
    long = replace(NORTH, link="https://north.example/" + "x" * 3000)
    (line,) = details([Change(replace(KILLED, said=long))], ENTRY, "en", tripoli())
    assert all(run.link is None for run in line)
