"""What is written onto the front of an Arabic word is taken apart in one way everywhere."""

import pytest

from bot.reading.clitics import CLITICS, NO_CLITICS, Clitics, clitics
from bot.reading.lexicons import load_lexicons
from bot.reading.normalize import fold
from bot.reading.tokens import Tokenizer

ARABIC = Tokenizer(load_lexicons()[0])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", NO_CLITICS),
        ("و", Clitics("و", conjunction="و")),
        ("ال", Clitics("ال", article=True)),
        ("فبال", Clitics("فبال", "ف", "ب", article=True)),
        ("ولل", Clitics("ولل", "و", "ل", article=True)),
        ("وس", Clitics("وس", "و", future=True)),
        ("كتا", NO_CLITICS),
    ],
)
def test_each_part_is_known(written: str, expected: Clitics) -> None:
    assert clitics(written) == expected


def test_the_article_is_no_preposition() -> None:
    """Both end in ل."""
    assert {found.preposition for found in CLITICS.values() if found.written.endswith("ال")} == {"", "ب", "ك"}


@pytest.mark.parametrize(
    ("word", "before", "bare"),
    [("والجرحى", "وال", "جرحي"), ("للقتلى", "لل", "قتلي"), ("سيلتقي", "س", "يلتقي"), ("ألقى", "", "القي")],
)
def test_a_word_of_the_lexicon_is_found_behind_them(word: str, before: str, bare: str) -> None:
    (token,) = ARABIC.tokens(fold(word).text)
    assert (token.clitics.written, token.text, token.written) == (before, bare, fold(word).text)
