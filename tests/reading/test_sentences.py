from itertools import pairwise

import pytest
from hypothesis import given

from bot.reading.sentences import sentences
from tests.reading.strategies import texts


@pytest.mark.parametrize(
    "found",
    [
        ["He left Cairo.", "Nobody followed!", "Why?"],
        ["Gen. Haftar met Mr. Sisi at 3.5 p.m. in Cairo.", "Dr. Salame stayed away."],
        ["The U.S. President spoke.", "J. Smith did not."],
        ["It cost $13.5 million.", "See example.org for more."],
        ['"Why now?" he asked.', '"Because."', "She left."],
        ["He waited... and waited.", "Then he left..."],
        ["He paused...", "Then he spoke."],
        ["M. Macron a reçu Mme Diallo.", "« Je viens. »", "Il est parti."],
        ["Ils étaient sept.", "Le 14 avr. non."],
        ["التقى الرجلان في القاهرة.", "ولم يصدر بيان؟", "بلى!"],
        ["قال د. سالم إن العدد 13.5 ألف.", "وأضاف م. علي أنه يرتفع."],
        ["موقفه لن يتبدل.. ولا حل إلا هذا.", "وانتهى الاجتماع.."],
        ["نقلت أ.ف.ب. الخبر.", "ولم تؤكده جهة أخرى."],
        ["قال «سنعود».", "ثم غادر."],
        ["في ذمة التاريخ…", "Done."],
    ],
)
def test_finds(found: list[str]) -> None:
    text = " ".join(found)
    assert [text[start:end] for start, end in sentences(text)] == found


def test_the_space_that_arabic_pages_lose_behind_a_full_stop() -> None:
    text = "انتهى اللقاء.وغادر الوفد"
    assert [text[start:end] for start, end in sentences(text)] == ["انتهى اللقاء.", "وغادر الوفد"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n \n", "\u2028", "\u2029"])
def test_a_line_ends_a_sentence(end: str) -> None:
    text = f"عنوان بلا نقطة{end}  Second line "
    assert [text[start:stop] for start, stop in sentences(text)] == ["عنوان بلا نقطة", "Second line"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u2003"])
def test_nothing_has_no_sentence(text: str) -> None:
    assert sentences(text) == []


@given(texts)
def test_sentences_are_in_order_and_hold_every_character_that_shows(text: str) -> None:
    found = sentences(text)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert all(text[start:end] and text[start:end] == text[start:end].strip() for start, end in found)
    within = {at for start, end in found for at in range(start, end)}
    assert not [char for at, char in enumerate(text) if at not in within and not char.isspace()]


@given(texts)
def test_no_sentence_goes_over_a_line(text: str) -> None:
    assert not [span for span in sentences(text) if set("\n\r\u2028\u2029") & set(text[slice(*span)])]


@pytest.mark.parametrize("piece", ["ا", ".", "a.", ". ", "\n", '."', '"', ". . a", ".  ", "…» "])
def test_a_megabyte_of_anything_is_split(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert all(start < end <= len(text) for start, end in sentences(text))
