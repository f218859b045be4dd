"""What people read who look for words."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Entry, Found, Language
from bot.telling.found import compose_found
from bot.telling.wording import LANGUAGES
from tests.telling.files import BLAST, MEETING, NOON, speaker
from tests.telling.looks import dump, is_balanced
from tests.telling.samples import ALL_TEXT, entries

GOLDEN = Path(__file__).parents[1] / "data" / "telling" / "found"
FOUND = (
    *(Found(one.entry, one.seen, 12) for one in BLAST.accounts[:4]),
    Found(replace(MEETING.accounts[0].entry, link=None, published=None), NOON),
    Found(Entry("The Harbour Post", ""), NOON),
)
ASKED = {
    "arabic": ('انفجار "ميناء بنغازي" -F16', FOUND),
    "latin": ("harbour", FOUND[:1]),
    "nothing": ("حفتر", ()),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_what_is_found_reads_as_it_did(name: str, language: Language) -> None:
    words, found = ASKED[name]
    golden = GOLDEN / f"{name}.{language}.txt"
    assert dump(compose_found(words, found, 5, speaker(language))) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=50, deadline=None)
@given(ALL_TEXT, st.lists(entries(), max_size=3))
def test_whatever_is_found_every_line_is_balanced(language: Language, words: str, found: list[Entry]) -> None:
    message = compose_found(words, [Found(one, NOON, 7) for one in found], 2, speaker(language))
    assert all(is_balanced("".join(run.text for run in line)) for line in message.lines)
