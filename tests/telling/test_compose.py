import html
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model import (
    Alert,
    Bound,
    Category,
    Change,
    Earlier,
    Entry,
    Figure,
    Language,
    MeetingStatus,
    Message,
    Notice,
    Run,
    Said,
    Span,
    Step,
)
from bot.telling import bidi
from bot.telling.compose import compose_alert, compose_notice, remarked
from bot.telling.details import LONGEST_LINK
from bot.telling.wording import LANGUAGES, Wording
from tests.telling.looks import VISIBLE, dump, is_balanced
from tests.telling.samples import ALL_TEXT, PARTS, SAMPLES, SEEN, alert, entries

GOLDEN = Path(__file__).parents[1] / "data" / "telling"
WORDING = Wording(ZoneInfo("Africa/Tripoli"))
WATCHES: dict[Language, str] = {
    "ar": "لقاءات حفتر والسيسي",
    "en": "Haftar–Sisi meetings",
    "fr": "Rencontres Haftar-Sissi",
}


def composed(what: Alert, language: Language) -> Message:
    return compose_alert(what, [WATCHES[language]], what.entry.feed, language, WORDING)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_alerts_read_as_they_did(name: str, language: Language) -> None:
    golden = GOLDEN / f"{name}.{language}.txt"
    assert dump(composed(SAMPLES[name], language)) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("en", ["One source only, unconfirmed", "3 sources only, unconfirmed"]),
        ("ar", ["مصدر واحد فقط، غير مؤكد", "3 مصادر فقط، غير مؤكد"]),
        ("fr", ["Une seule source, non confirmé", "3 sources seulement, non confirmé"]),
    ],
)
def test_what_too_few_publishers_say_is_marked(language: Language, marks: list[str]) -> None:
    for few, mark in zip((1, 3), marks, strict=True):
        said = composed(replace(SAMPLES["arabic"], unconfirmed=few), language)
        lines = ["".join(c for c in line if c not in VISIBLE) for line in said.plain().split("\n")]
        assert lines.count(mark) == 1
        assert not any(mark in line for line in composed(SAMPLES["arabic"], language).plain().split("\n"))


def test_matched_words_are_bold_with_the_particles_written_onto_them() -> None:
    lines = composed(SAMPLES["arabic"], "ar").lines
    assert [run.text for line in lines[1:] for run in line if run.bold] == [
        "حفتر",
        "السيسي",
        "السيسي",
        "لحفتر",
    ]


def test_bold_widens_over_vowel_signs_and_stops_at_punctuation() -> None:
    entry = Entry("f", "T", content="وصل حَفْتَر، أمس إلى القاهرة. And Haftar’s men too, they say.")
    what = Alert(1, ("w",), entry, (Span("content", 5, 7), Span("content", 34, 40)), SEEN)
    assert [run.text for line in composed(what, "ar").lines[1:] for run in line if run.bold] == [
        "حَفْتَر",
        "Haftar",
    ]


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "Watch: ‹FSI›A‹PDI›"),
        ("en", 2, "Watches: ‹FSI›‹FSI›A‹PDI›, ‹FSI›B‹PDI›‹PDI›"),
        ("fr", 2, "Veilles\u202f: ‹FSI›‹FSI›A‹PDI›, ‹FSI›B‹PDI›‹PDI›"),
        ("ar", 2, "المتابعتان: ‹FSI›‹FSI›A‹PDI›‹RLM›، ‹FSI›B‹PDI›‹PDI›"),
    ],
)
def test_every_watch_is_named_each_in_its_own_direction(language: Language, number: int, said: str) -> None:
    assert last_line("ABCDEFGH"[:number], language) == said


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 5, "Watches: A, B, C, D, E"),
        ("en", 6, "Watches: A, B, C, D, E and one more"),
        ("en", 8, "Watches: A, B, C, D, E and 3 more"),
        ("fr", 8, "Veilles\u202f: A, B, C, D, E et 3 autres"),
        ("ar", 8, "المتابعات: A، B، C، D، E و3 أخرى"),
    ],
)
def test_beyond_some_watches_are_counted(language: Language, number: int, said: str) -> None:
    assert re.sub("‹...›", "", last_line("ABCDEFGH"[:number], language)) == said


def last_line(titles: str, language: Language) -> str:
    what = alert(Entry("f", "T"))
    return dump(compose_alert(what, list(titles), "f", language, WORDING)).splitlines()[-1]


def test_an_undated_entry_says_when_it_was_seen() -> None:
    source = composed(SAMPLES["latin-first"], "en").lines[-2]
    assert "seen" in source[0].text
    assert "14:31" in source[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_its_story_stands_behind_the_source_to_be_copied(language: Language) -> None:
    source = composed(replace(SAMPLES["arabic"], story=12), language).lines[-2]
    assert [run.text for run in source if run.code] == ["#12"]
    assert dump(Message(language, (source[-4:],))) == " · ‹FSI›`#12`‹PDI›\n"


def test_an_entry_without_a_link_says_nothing_of_one() -> None:
    assert not [run for line in composed(SAMPLES["latin-first"], "en").lines for run in line if run.link]
    assert "article" not in composed(SAMPLES["latin-first"], "en").plain()


def test_a_link_longer_than_clients_take_is_left_out() -> None:
    what = alert(Entry("f", "T", link="https://example.org/" + "a" * LONGEST_LINK))
    assert not [run for line in composed(what, "en").lines for run in line if run.link]


def test_an_entry_without_any_text_is_told_nevertheless() -> None:
    assert composed(alert(Entry("f", "")), "en").lines[0] == (Run("Untitled", bold=True),)


WORDY: st.SearchStrategy[str] = st.sampled_from(["& ", "كلمة a ", "😀", "a-ب "]).map(
    lambda piece: piece * 100
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_late_or_perhaps_a_second_copy_says_so(language: Language) -> None:
    said = composed(SAMPLES["grown"], language)
    assert remarked(said, WORDING, late=None, repeated=False) == said
    golden = GOLDEN / f"remarked.{language}.txt"
    assert dump(remarked(said, WORDING, late=SEEN, repeated=True)) == golden.read_text(encoding="utf-8")


@st.composite
def alerts(draw: st.DrawFn) -> Alert:
    entry = draw(entries())
    found = []
    for part in PARTS:
        length = len(getattr(entry, part))
        starts = draw(st.lists(st.integers(0, max(0, length - 1)), max_size=4, unique=True))
        found += [Span(part, start, min(length, start + 5)) for start in starts if length]
    return Alert(1, ("w",), entry, tuple(sorted(found)), SEEN, story=draw(st.sampled_from([None, 12, 2**63])))


@st.composite
def grown(draw: st.DrawFn) -> Alert:
    """An alert whose story has gone on."""
    outlets = tuple(draw(st.lists(ALL_TEXT | WORDY, max_size=9)))
    return replace(draw(alerts()), story=1, changes=draw(changes()), outlets=outlets, later=draw(changes()))


def changes() -> st.SearchStrategy[tuple[Change, ...]]:
    """Figures and meetings as hostile texts may have them, with all that may be known beside them."""
    numbers = st.none() | st.integers(0, 10**15)
    said = st.builds(
        Said, ALL_TEXT | WORDY, st.none() | st.just(SEEN), link=st.none() | st.just("https://f.example")
    )
    figure = st.builds(
        Figure,
        category=st.sampled_from(get_args(Category)),
        low=numbers,
        high=numbers,
        bound=st.sampled_from(get_args(Bound)),
        said=said,
        source=st.none() | ALL_TEXT | WORDY,
        mixed=st.booleans(),
        corrected=st.booleans(),
    ).map(lambda one: replace(one, low=None, high=None) if one.bound == "unspecified" else one)
    step = st.builds(
        Step,
        people=st.lists(ALL_TEXT | WORDY, min_size=2, max_size=4).map(tuple),
        status=st.sampled_from(get_args(MeetingStatus)),
        said=said,
        day=st.none() | st.dates(),
        place=st.none() | ALL_TEXT | WORDY,
        ordinal=st.none() | st.integers(1, 99),
        postponed=st.booleans(),
    )
    last = st.lists(step, max_size=4).map(tuple)
    earlier = st.builds(Earlier, st.integers(0, 99), st.integers(2, 366), last)
    of_figure = st.builds(Change, figure, st.none() | figure, st.lists(figure, max_size=3).map(tuple))
    of_step = st.builds(
        Change, step, st.none() | step, st.lists(step, max_size=3).map(tuple), st.none() | earlier
    )
    return st.lists(of_figure | of_step, max_size=5).map(tuple)


@given(alerts() | grown(), st.lists(ALL_TEXT | WORDY, min_size=1, max_size=12), st.sampled_from(LANGUAGES))
def test_any_alert_fits_any_platform(what: Alert, watches: list[str], language: Language) -> None:
    message = compose_alert(what, watches, what.entry.feed, language, WORDING)
    text = html.escape("\n".join("".join(run.text for run in line) for line in message.lines), quote=False)
    assert len(text.encode("utf-16-le")) // 2 <= 2000
    assert is_balanced(message.lines[-1][0].text)
    assert all(line for line in (message.lines[0], message.lines[-2], message.lines[-1]))


@example(Alert(1, ("w",), Entry("f", "T", "00000000000A\u0590\x1b"), (Span("summary", 8, 13),), SEEN), "ar")
@given(alerts(), st.sampled_from(LANGUAGES))
def test_every_line_of_any_alert_is_whole_and_runs_its_way(what: Alert, language: Language) -> None:
    message = composed(what, language)
    for at, line in enumerate(message.lines):
        text = "".join(run.text for run in line)
        assert is_balanced(text)
        assert "\n" not in text
        if at >= len(message.lines) - 2:
            assert bidi.anchor(text, bidi.of_language(language)) == ""


@given(alerts())
def test_what_is_quoted_stands_in_the_entry(what: Alert) -> None:
    entry = " ".join(bidi.flat(getattr(what.entry, part)) for part in PARTS)
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))
    words = " ".join(entry.translate(marks).split())
    for line in composed(what, "en").lines[:-2]:
        quote = "".join(run.text for run in line).translate(marks)
        assert not quote or quote == "Untitled" or " ".join(quote.removesuffix("…").split()) in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_are_worded_line_by_line(language: Language) -> None:
    notice = Notice("notice-channel-suspended", {"channel": "telegram:-1001", "error": "Forbidden: kicked"})
    message = compose_notice(notice, language, WORDING)
    assert len(message.lines) == 2
    assert "Forbidden: kicked" in message.plain()


def test_a_notice_without_an_error_ends_with_its_sentence() -> None:
    notice = Notice("notice-feed-failing", {"feed": "f", "error": ""})
    assert len(compose_notice(notice, "en", WORDING).lines) == 1
