"""How alike texts are: which words say how much."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Entry
from bot.watching import likeness
from bot.watching.likeness import Rarity

WORDS = st.sets(st.sampled_from("abcdefgh"), min_size=1)


def test_a_word_of_many_stories_says_less_than_one_of_few() -> None:
    rarity = Rarity()
    rarity.learn({"police", "flood"}, begins=True)
    rarity.learn({"police", "match"}, begins=True)
    weights = rarity.vector(Counter(("police", "flood", "match", "unheard")))
    assert weights["police"] < weights["flood"] == weights["match"] < weights["unheard"]


@given(stories=st.lists(WORDS), text=WORDS, most=st.integers(1, 10))
def test_whatever_was_learned_every_word_weighs_and_the_squares_sum_to_one(
    stories: list[set[str]], text: set[str], most: int
) -> None:
    rarity = Rarity(most)
    for words in stories:
        rarity.learn(words, begins=True)
    weights = rarity.vector(Counter(text))
    assert all(weight > 0 for weight in weights.values())
    assert sum(weight * weight for weight in weights.values()) == pytest.approx(1)


def test_of_too_many_words_the_rarest_are_forgotten() -> None:
    rarity = Rarity(most=3)
    for _ in range(3):
        rarity.learn({"police"}, begins=True)
    rarity.learn({"flood", "match", "strike"}, begins=True)
    weights = rarity.vector(Counter(("police", "flood", "unheard")))
    assert weights["police"] < weights["flood"] == weights["unheard"]


@pytest.mark.parametrize(
    ("title", "summary", "counted"),
    [
        ("Oil exports resume", "Exports resume today", {"oil": 2, "exports": 3, "resume": 3, "today": 1}),
        ("Breaking", "Exports resume", {"exports": 1, "resume": 1}),  # says nothing of what is below it
        ("عاجل", "نقل النفط", {"نقل": 1, "نفط": 1}),
        ("Exports resume", "", {"exports": 2, "resume": 2}),
    ],
)
def test_a_title_counts_twice_but_one_of_a_word_or_two(
    title: str, summary: str, counted: dict[str, int]
) -> None:
    assert likeness.words(Entry("Wire", title, summary)) == counted
