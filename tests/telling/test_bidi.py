import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.telling import bidi
from bot.telling.bidi import FSI, LRM, PDI, RLM
from tests.telling.looks import is_balanced

MIXED = st.text(
    st.sampled_from('ab Z1,.(/)-«»"حفت٣ء\u064b\u2066\u2067\u2068\u2069\u202a\u202b\u202e\u200e\u200f\n\t😀é')
)


@given(MIXED | st.text())
def test_feed_text_loses_every_mark_that_could_turn_the_rest_of_a_message(text: str) -> None:
    flat = bidi.flat(text)
    assert not set(flat) & set("\n\r\t\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert bidi.flat(flat) == flat
    assert [c for c in flat if c.isalnum()] == [c for c in text if c.isalnum()]


def test_of_several_direction_marks_telegram_would_keep_only_the_last() -> None:
    assert bidi.flat("a\u200e\u200f\u200fb") == "a\u200fb"


@given(MIXED)
def test_isolates_that_nobody_closes_or_opened_are_dropped(text: str) -> None:
    assert is_balanced(bidi.balanced(text))


def test_balanced_isolates_stay() -> None:
    assert bidi.balanced(f"{FSI}a{PDI}, {FSI}ب{PDI}{PDI}") == f"{FSI}a{PDI}, {FSI}ب{PDI}"


@given(st.lists(MIXED))
def test_every_isolate_ends_on_its_line(lines: list[str]) -> None:
    text = f"{FSI}" + "\n".join(bidi.balanced(line) for line in lines) + PDI
    assert all(is_balanced(line) for line in bidi.closed(text).split("\n"))


@pytest.mark.parametrize(
    ("line", "base", "mark"),
    [
        ("حفتر في القاهرة", "rtl", ""),
        ("BBC: حفتر في القاهرة", "rtl", RLM),
        ("Haftar in Cairo", "ltr", ""),
        ("حفتر, the marshal", "ltr", LRM),
        (f"{FSI}Reuters{PDI} · الخميس", "rtl", RLM),  # clients that look into isolates see Latin first
        (f"{FSI}حفتر{PDI}", "rtl", RLM),  # the algorithm sees no letter at all
        ("14:05", "rtl", RLM),
        ("، ", "rtl", ""),
        ("", "rtl", ""),
    ],
)
def test_a_line_is_anchored_until_every_client_agrees(line: str, base: bidi.Direction, mark: str) -> None:
    assert bidi.anchor(line, base) == mark


@given(MIXED.map(bidi.balanced), st.sampled_from(["ltr", "rtl"]))
def test_the_first_strong_letter_of_an_anchored_line_runs_its_way(line: str, base: bidi.Direction) -> None:
    assume(any(map(str.isalnum, line)))
    anchored = bidi.anchor(line, base) + line
    kinds = [k for c in anchored if (k := unicodedata.bidirectional(c)) in {"L", "R", "AL"}]
    assert not kinds or (kinds[0] == "L") == (base == "ltr")


@pytest.mark.parametrize(
    ("text", "base", "runs"),
    [
        ("قال Khalifa Haftar (LNA) إن", "rtl", ["Khalifa Haftar (LNA)"]),
        ("طائرات F-16، ثم C++.", "rtl", ["F-16", "C++"]),
        ("نقلت (Reuters) أن", "rtl", ["Reuters"]),
        ("انظر https://example.org/a?b=1/ الآن", "rtl", ["https://example.org/a?b=1/"]),
        ("سقط 13,000 نازح", "rtl", []),  # a number alone is as its author saw it
        ("the paper «صحيفة المرصد» said", "ltr", ["صحيفة المرصد"]),
        ("Haftar", "ltr", []),
    ],
)
def test_words_of_the_other_direction_are_found_whole(
    text: str, base: bidi.Direction, runs: list[str]
) -> None:
    assert [text[start:end] for start, end in bidi.embedded(text, base)] == runs


@given(MIXED.map(bidi.flat), st.sampled_from(["ltr", "rtl"]))
def test_embedded_words_never_overlap(text: str, base: bidi.Direction) -> None:
    at = 0
    for start, end in bidi.embedded(text, base):
        assert at <= start < end <= len(text)
        at = end


def test_most_words_decide_how_a_quotation_runs() -> None:
    assert bidi.direction("CNN: قوات حفتر تتقدم") == "rtl"
    assert bidi.direction("«العربية» reports that talks have begun") == "ltr"
    assert bidi.direction("قال Khalifa Haftar إنه باق") == "rtl"
    assert bidi.direction("121") == "ltr"
