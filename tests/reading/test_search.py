"""What somebody types finds what was written, however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SearchError
from bot.model import Term
from bot.reading.search import BREAK, MOST_TERMS, found_by, terms

PEOPLE = {
    "haftar": ("حفتر", "Haftar", "خليفة حفتر", "Khalifa Haftar"),
    "younger": ("صدام حفتر", "Saddam Haftar"),
    "sisi": ("السيسي", "al-Sisi"),
}


def finds(typed: str, *parts: str) -> bool:
    """Whether a text of these parts is found."""
    said = f" {found_by(parts)} "
    return all(
        any(f" {form} " in said for form in term.forms) is not term.excluded for term in terms(typed, PEOPLE)
    )


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("السيسي", "التقى حفتر والسيسي"),
        ("السيسي", "رسالة للسيسي"),
        ("السيسي", "وبالسيسي"),
        ("ليبيا", "من مصر ولليبيا وبليبيا"),
        ("اللواء", "قال للواء"),
        ("إجتماع", "الاجتماع"),  # without the article both are found
        ("اجتماع", "وبالاجتماع"),
        ("يلتقي", "وسيلتقي"),
        ("٣٨٤", "384 killed"),
        ("القاهره", "القاهرة"),
        ("الحُكومَـة", "حكومة الحكومة"),
        ("رد", "والرد"),
        ("EGYPTE", "L’Égypte"),
        ("f-16", "an F 16 jet"),
        ("#طرابلس_الآن", "طرابلس الآن"),
        ('"مجلس النواب"', "ومجلس النواب"),
        ("«مجلس النواب»", "للنواب رئيس، ولمجلس النواب قانون"),
        ("“mass graves”", "two mass graves"),
        ('"mass graves', "two mass graves"),  # not closed
        ("graves - mass", "mass graves"),  # a dash that stands alone is none
        ("graves -found", "mass graves"),
        ("\u200f-العثور مقابر", "مقابر"),
        ("Haftar", "المشير حفتر"),
        ("Haftar", "لحفتر"),
        ("khalifa haftar", "حفتر"),
        ('"Saddam Haftar"', "صدام حفتر"),
        ("al-Sisi", "للسيسي"),
        ("東京", "東京"),
    ],
)
def test_what_is_found(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("السيسي", "سيسي"),  # who types the article wants it
        ("حفتر مصر", "حفتر"),
        ('"mass graves"', "graves and mass"),
        ("رد", "برد"),  # cold, not "by an answer"
        ("-حفتر مصر", "مصر ولحفتر"),
        ("-Haftar مصر", "مصر ولحفتر"),
        ('-"mass graves" libya', "mass graves in Libya"),
        ("graves OR mass", "graves"),
        ("grav*", "graves"),
        ("Saddam Haftar", "خليفة حفتر"),
        ("haf", "haftar"),
    ],
)
def test_what_is_not_found(typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_no_phrase_reaches_from_one_part_of_a_text_into_the_next() -> None:
    assert not finds('"mass graves"', "mass", "graves")
    assert finds("mass graves", "mass", "", "graves")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "search-nothing"),
        (' "" «» - * ( ) \x00 ؟ _', "search-nothing"),
        ("-haftar", "search-only-without"),
        ('-"mass graves" -haftar', "search-only-without"),
        ("word " * (MOST_TERMS + 1), "search-long"),
        ("و" + " ك" * 5000, "search-long"),
    ],
)
def test_what_is_nothing_to_look_for(typed: str, key: str) -> None:
    with pytest.raises(SearchError) as raised:
        terms(typed, PEOPLE)
    assert raised.value.key == key


def test_a_very_long_word_is_one() -> None:
    assert terms("x" * 10_000, {}) == (Term(("x" * 10_000,)),)


@given(st.text() | st.text(st.sampled_from("aوال حفتر\"«»“”-*^:(){}+'\x00\ud800_¶ ANDORT")))
def test_whatever_is_typed_becomes_words_and_nothing_else(typed: str) -> None:
    try:
        found = terms(typed, PEOPLE)
    except SearchError:
        return
    assert not all(term.excluded for term in found)
    for form in (form for term in found for form in term.forms):
        assert re.fullmatch(r"[^\W_]+(?: [^\W_]+)*", form)


@given(st.lists(st.text(), max_size=3))
def test_a_text_is_words_with_breaks_between_its_parts(parts: list[str]) -> None:
    words = found_by(parts).split(" ")
    assert words.count(BREAK) == max(sum(map(bool, parts)) - 1, 0)
    assert all(word.isalnum() for word in words if word not in ("", BREAK))


@given(st.text())
def test_a_text_is_found_by_all_of_itself(text: str) -> None:
    if len(words := found_by([text]).split()) in range(1, MOST_TERMS + 1):
        assert finds(" ".join(words), text)
