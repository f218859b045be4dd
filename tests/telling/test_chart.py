"""Charts: what is drawn and said, to the letter; and that anything can be drawn."""

import re
import struct
import sys
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Language, Member
from bot.telling.chart.compose import Chart
from bot.telling.chart.page import WIDTH, svg
from bot.telling.chart.png import png
from tests.telling.charts import FLOOD, HEADLINE, chart, figure, report, wounded

GOLDEN = Path(__file__).parents[1] / "data" / "charts"
LANGUAGES: tuple[Language, ...] = ("ar", "en", "fr")
MANY = [report(hour, f"Outlet {hour % 30} of a long name " * 4, figure(100 + hour)) for hour in range(200)]
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")

SAMPLES: dict[str, tuple[Member, ...]] = {
    "flood": FLOOD,
    "one": FLOOD[:1],
    "none": (),
}


def texts(drawn: str) -> list[str]:
    return [
        MARKS.sub("", text.text or "")
        for text in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")
    ]


def said(told: Chart) -> list[str]:
    return MARKS.sub("", told.message(None).plain()).split("\n")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_drawn(name: str, language: Language) -> None:
    drawn = svg(chart(*SAMPLES[name], language=language).drawing())
    assert drawn == (GOLDEN / f"{name}.{language}.svg").read_text(encoding="utf-8")


def test_dark_differs_in_its_colours_alone() -> None:
    light, dark = (svg(chart(*FLOOD).drawing(dark=dark)) for dark in (False, True))
    colours = re.compile("#[0-9a-f]{6}")
    assert colours.sub("", light) == colours.sub("", dark)
    assert not {*colours.findall(light)} & {*colours.findall(dark)}


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_letters_and_marks_stand_out_from_the_paper(dark: bool) -> None:  # noqa: FBT001  a parameter
    drawn = svg(chart(*MANY).drawing(dark=dark))
    (paper,) = re.findall(r'<rect [^>]*fill="(#\w+)"', drawn)

    def contrast(colour: str) -> float:
        low, high = sorted((luminance(colour), luminance(paper)))
        return (high + 0.05) / (low + 0.05)

    letters = {*re.findall(r'<text [^>]*fill="(#\w+)"', drawn)}
    marks = {*re.findall(r'<path [^>]*transform[^>]*fill="(#\w+)"', drawn)}
    assert len(marks) == 7  # six outlets, and the others
    assert min(map(contrast, letters)) >= 4.5  # WCAG: text
    assert min(map(contrast, marks)) >= 3  # WCAG: graphical objects


def test_the_words_below_a_chart() -> None:
    assert said(chart(*FLOOD)) == [
        "Casualties of the floods",
        HEADLINE,
        "Killed: 480 (corrected) (reported: 480–534)",
        "Wounded: 550 (reported: 400–550)",
        "9 reports from 5 outlets, Thu 9 May 2019 – Sun 12 May 2019",
        "Story #17",
    ]
    assert said(chart(*FLOOD, language="ar"))[2:] == [
        "القتلى: 480 (بعد التصحيح) (المنشور: 480–534)",
        "الجرحى: 550 (المنشور: 400–550)",
        "9 أخبار من 5 وسائل إعلام، من الخميس 9 مايو 2019 إلى الأحد 12 مايو 2019",
        "القصة #17",
    ]


def test_without_figures_it_says_so() -> None:
    for language, empty in (
        ("ar", "لم يذكر أي خبر في هذه القصة عددًا بعد."),
        ("en", "No report of this story has given a number yet."),
        ("fr", "Aucun article sur ce sujet n’a encore donné de nombre."),
    ):
        without = chart(report(0, "Wire"), language=language)  # type: ignore[arg-type] # of three
        assert empty in said(without)
        assert " ".join(texts(svg(without.drawing()))).count(empty) == 1


def test_the_picture_has_its_text_for_those_who_do_not_see_it() -> None:
    picture = chart(*FLOOD).message(b"png").picture
    assert picture is not None
    assert picture.name == "chart-17.png"
    assert "Killed" in picture.alt
    assert "\n" not in picture.alt


def test_what_corrects_and_what_nobody_bore_out_is_marked() -> None:
    drawn = texts(svg(chart(*FLOOD).drawing()))
    assert "480 (corrected)" in drawn
    assert "3,400 (unconfirmed)" in drawn
    assert "3,000" not in drawn  # the axis is not made for it


def test_only_a_few_outlets_have_marks_of_their_own() -> None:
    drawn = texts(svg(chart(*MANY).drawing()))
    assert sum(text.startswith("Outlet") for text in drawn) == 6
    assert drawn.count("Other outlets") == 1


def test_outlets_that_say_the_same_at_once_stand_side_by_side() -> None:
    at_once = [report(0, outlet, figure(30)) for outlet in ("North", "South", "East", "North")]
    places = re.findall(r"translate\((\S+) (\S+)\)", svg(chart(*at_once).drawing()))
    in_panel, in_legend = places[:-3], places[-3:]
    assert len({*in_panel}) == len(in_panel) == len({*in_legend}) == 3
    assert len({y for _, y in in_panel}) == 1


def test_the_days_are_those_of_the_zone() -> None:
    late = report(10.5, "Wire", figure(3))  # 22:30 UTC, half past midnight in Tripoli
    assert "Fri 10 May 2019" in said(chart(late))[3]
    assert "10 May" in texts(svg(chart(late).drawing()))


def test_a_story_without_any_text_has_no_headline() -> None:
    assert said(chart(*FLOOD, headline=""))[1] == "Untitled"


def test_a_text_is_data() -> None:
    drawn = texts(svg(chart(*FLOOD, title="<b>&amp;</b>\x00\ud800😀", headline="a\ufffe\u202eb").drawing()))
    assert drawn[:2] == ["<b>&amp;</b>", "ab"]
    assert "Morning <Post>" in drawn


def pixels(picture: bytes) -> tuple[int, int]:
    """The size of a PNG all chunks of which are whole (https://www.w3.org/TR/png-3/)."""
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    at, kinds, packed, size = 8, [], b"", (0, 0)
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        kind, body = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        kinds.append(kind)
        size = struct.unpack(">II", body[:8]) if kind == b"IHDR" else size
        packed += body if kind == b"IDAT" else b""
        at += 12 + length
    assert (kinds[0], kinds[-1]) == (b"IHDR", b"IEND")
    assert len(zlib.decompress(packed)) == size[1] * (1 + 4 * size[0])  # RGBA, a filter a row
    return size


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_a_png_of_its_size(language: Language) -> None:
    drawn = svg(chart(*FLOOD, language=language).drawing())
    root = ET.fromstring(drawn)
    picture = png(drawn)
    assert pixels(picture) == (WIDTH, int(root.attrib["height"]))
    assert len(picture) < 1_000_000


def test_letters_are_drawn_though_the_machine_has_no_fonts() -> None:
    blank = png(svg(chart().drawing()))
    assert len({blank, *(png(svg(chart(headline=text).drawing())) for text in ("ب", "é", "ğ", "ж"))}) == 1
    drawn = {
        png(svg(chart(report(0, "Wire"), headline=text).drawing())) for text in ("ب", "é", "ğ", "ж", "x")
    }
    assert len(drawn) == 5


NAMES = st.text(max_size=80)
FIGURES = st.builds(
    figure,
    st.none() | st.integers(0, 10**15),
    st.none() | st.integers(0, 10**15),
    of=st.sampled_from(("killed", "wounded")),
    bound=st.sampled_from(("exact", "at_least", "at_most", "about", "range", "vague", "unspecified")),
    corrected=st.booleans(),
    mixed=st.booleans(),
)
REPORTS = st.builds(
    lambda hours, outlet, figures: report(hours, outlet, *figures),
    st.floats(-100_000, 100_000),
    NAMES,
    st.lists(FIGURES, max_size=3),
)


@settings(max_examples=60)
@given(st.lists(REPORTS, max_size=12), NAMES, NAMES, st.sampled_from(LANGUAGES))
def test_anything_can_be_drawn_within_the_page(
    reports: list[Member], title: str, headline: str, language: Language
) -> None:
    drawn = svg(chart(*reports, language=language, title=title, headline=headline).drawing())
    root = ET.fromstring(drawn)
    high = int(root.attrib["height"])
    assert high < 2_500
    assert "nan" not in drawn
    for mark in re.findall(r"translate\((\S+) (\S+)\)", drawn):
        assert 0 <= float(mark[0]) <= WIDTH
        assert 0 <= float(mark[1]) <= high


def test_thousands_of_reports_make_a_picture_of_bounded_size() -> None:
    reports = [report(n / 10, f"Outlet {n % 9}", figure(n), wounded(2 * n)) for n in range(3_000)]
    drawn = svg(chart(*reports).drawing())
    assert len(drawn) < 1_000_000
    assert drawn.count("(corrected)") == 0
    assert sys.getsizeof(png(drawn)) < 2_000_000
