import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.cutting import place


@pytest.mark.parametrize(
    ("text", "most", "head"),
    [
        ("One. Two three. Four five six", 20, "One. Two three. "),
        ("Who? “Nobody.” And then some more", 20, "Who? “Nobody.” "),
        ("قُتل عشرة. ونزح آلاف؟ ثم هدأت المدينة", 24, "قُتل عشرة. ونزح آلاف؟ "),
        ("A \u2068b c.\u2069 d e f g h", 14, "A \u2068b c.\u2069 "),
        ("It rose by 3.14 points to a new high", 20, "It rose by 3.14 "),
        ("No. And then one long sentence follows", 30, "No. And then one long "),  # not for two letters
        ("nothing but wordswithoutend" * 3, 20, "nothing but "),
        ("unbroken" * 9, 20, "unbroken" * 2 + "unbr"),
        (" " + "x" * 30, 20, " " + "x" * 19),
    ],
)
def test_a_text_is_cut_behind_a_sentence_or_a_word(text: str, most: int, head: str) -> None:
    assert text[: place(text, most)] == head


@given(st.text(alphabet="ab. ؟!\n”", max_size=80), st.integers(1, 40))
def test_a_cut_takes_something_and_no_more_than_there_is_room_for(text: str, most: int) -> None:
    assert 0 < place(text, most) <= most
