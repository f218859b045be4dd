from typing import get_args

import pytest

from bot.model import Category
from bot.reading.lexicons import Lexicon, load_lexicons
from bot.reading.names import Vocabulary, phrase_form
from bot.reading.normalize import fold

LEXICONS = load_lexicons()
by_language = pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda lexicon: lexicon.language)


def test_there_is_one_for_each_language() -> None:
    assert [lexicon.language for lexicon in LEXICONS] == ["ar", "en", "fr"]


@by_language
def test_it_has_a_list_for_meetings_and_every_category(lexicon: Lexicon) -> None:
    assert set(lexicon.triggers) == {"meeting", *get_args(Category)}
    assert all(lexicon.triggers.values())


@by_language
def test_no_list_says_the_same_twice(lexicon: Lexicon) -> None:
    for words in (*lexicon.triggers.values(), lexicon.traps, lexicon.common):
        forms = [phrase_form(word) for word in words]
        assert all(forms)
        assert sorted(forms) == sorted(set(forms))


@by_language
def test_every_trap_holds_a_trigger(lexicon: Lexicon) -> None:
    triggers = Vocabulary((word, word) for words in lexicon.triggers.values() for word in words)
    assert [trap for trap in lexicon.traps if not list(triggers.find(fold(trap)))] == []


def test_english_and_french_are_told_apart_by_words_of_one_only() -> None:
    english, french = (set(lexicon.common) for lexicon in LEXICONS[1:])
    assert not english & french
