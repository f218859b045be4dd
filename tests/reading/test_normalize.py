import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normalize import fold, fold_char
from tests.reading.strategies import texts


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أحمد إدريس آمال ٱلله", "احمد ادريس امال الله"),
        ("السيسى والسيسي", "السيسي والسيسي"),
        ("مؤتمر لاجئين القاهرة", "موتمر لاجيين القاهره"),
        ("قُتِلَ عددٌ", "قتل عدد"),
        ("حفـــتر", "حفتر"),
        ("\u202bحفتر\u202c \u200fو\u2067ليبيا\u2069", "حفتر وليبيا"),
        ("حف\u200cتر \ufeffليب\u00adيا", "حفتر ليبيا"),
        ("۱۲۳ ٤٥٦ 789", "123 456 789"),
        ("١٣٫٥ و١٣٬٠٠٠", "13.5 و13,000"),
        ("یکی کابل", "يكي كابل"),  # as Persian keyboards write ی and ک
        ("پوتین ڤيينا", "بوتين فيينا"),
        ("ﺣﻔﺘﺮ ﷲ ﻻ", "حفتر الله لا"),  # presentation forms
        ("Khalifa HAFTAR", "khalifa haftar"),
        ("Élysée Ćirić Łódź Ørsted", "elysee ciric lodz orsted"),
        ("e\u0301lyse\u0301e", "elysee"),
        ("Straße STRAẞE İstanbul", "strasse strasse istanbul"),
        ("cœur Ælfric", "coeur aelfric"),
        ("l’été l‘été l´été lʼété", "l'ete l'ete l'ete l'ete"),
        ("Jean–Luc Jean‑Luc Jean—Luc", "jean-luc jean-luc jean-luc"),
        ("a\u00a0b \u2009 c\r\n\td", "a b c d"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("", ""),
    ],
)
def test_folds(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@given(st.text("aZ 1.-ءبو،«\n\té\u0300\u200fﷺ", max_size=12))
def test_a_text_folds_alike_with_and_without_a_run_of_spaces_in_it(text: str) -> None:
    even, uneven = fold(text + "."), fold(text + ".  ")
    assert uneven.text == even.text + " "
    for at in range(len(even.text)):
        assert uneven.span(at, at + 1) == even.span(at, at + 1)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_a_folded_text_is_one_that_anything_can_encode(text: str) -> None:
    fold(text).text.encode()


@given(texts)
def test_every_folded_character_knows_its_raw_one(text: str) -> None:
    folded = fold(text)
    for at, char in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert char in fold_char(text[start])


@given(texts)
def test_spans_follow_each_other_as_the_folded_characters_do(text: str) -> None:
    folded = fold(text)
    starts = [folded.span(at, at + 1)[0] for at in range(len(folded.text))]
    assert starts == sorted(starts)


@given(texts, texts)
def test_a_text_folds_alike_wherever_it_stands(before: str, text: str) -> None:
    assert fold(before + "." + text).text == fold(before).text + fold("." + text).text


def test_the_short_cut_for_usual_letters_agrees_with_the_rule_for_each() -> None:
    whole = [chr(code) for code in range(0x30000)]
    assert [char for char in whole if fold(char).text != fold_char(char)[: len(fold(char).text)]] == []
    assert [char for char in whole if fold(fold_char(char)).text.strip() != fold_char(char).strip()] == []


def test_a_span_takes_the_marks_on_its_last_letter_and_leaves_the_space() -> None:
    text = "قال حفترٌ اليوم"
    folded = fold(text)
    start = folded.text.index("حفتر")
    begin, end = folded.span(start, start + 4)
    assert text[begin:end] == "حفترٌ"
    assert unicodedata.combining(text[end - 1])


@pytest.mark.parametrize(
    "piece", ["ا", "a", "\u064b", "\u200f", " ", " \u200f", "\ud800", "é ه\u064b\ud800", "\ufb03"]
)
def test_a_megabyte_of_anything_is_folded(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    folded = fold(text)
    if folded.text:
        assert folded.span(len(folded.text) - 1, len(folded.text))[1] <= len(text)
