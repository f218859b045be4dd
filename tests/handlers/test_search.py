"""/search, as it is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Channel, Found, Language
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from handlers.search import MOST_FOUND
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, STRANGER, an_open_desk, ask, request
from tests.telling.files import BLAST, HOUR, MEETING
from tests.telling.looks import is_balanced

STORED = tuple(
    Found(one.entry, one.seen, one.member.story if one.member else None)
    for one in (*MEETING.accounts[::-1], *BLAST.accounts[::-1])
)


def a_desk(language: Language = "en") -> FakeDesk:
    return an_open_desk(stored=STORED, channels={GROUP: Channel(GROUP, language)})


async def test_what_is_found_is_listed_with_source_time_link_and_story() -> None:
    reply = await Commands(a_desk()).answer(request("search", "haftar", user=STRANGER))
    assert reply
    title, source = reply.lines[2], reply.lines[3]
    assert [run.text for run in title if run.bold] == ["Haftar and Sisi meet in Cairo"]
    assert [run.text for run in source if run.code] == ["#13"]
    assert [run.link for run in source if run.link] == [MEETING.accounts[1].entry.link]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("benghazi  harbour", ["Blast at Benghazi harbour kills seven"]),
        ("السيسي", ["حفتر والسيسي يلتقيان الأحد في القاهرة"]),
        ('"harbour toll" -blast', ["Ministry lowers harbour toll to 17 & opens an inquiry"]),
    ],
)
async def test_words_are_all_wanted_phrases_too_and_a_minus_excludes(words: str, titles: list[str]) -> None:
    lines = (await ask(a_desk(), "search", words)).splitlines()
    assert lines[2::3] == titles


async def test_no_more_than_a_screenful_is_listed() -> None:
    desk = a_desk()
    desk.stored = [STORED[0]] * (MOST_FOUND + 1)
    text = await ask(desk, "search", "haftar")
    assert text.count("The Harbour Post") == MOST_FOUND
    assert f"There are more than these {MOST_FOUND}." in text
    desk.stored = [STORED[0]] * MOST_FOUND
    assert "There are more" not in await ask(desk, "search", "haftar")


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("", 'Write it like this:\n/search words "a phrase" -without'),
        ("nothing", "Nothing that Rasid keeps says “nothing”.\nAll the words must stand in one article"),
        ("?!", "Type at least one word with letters or digits.\nWrite it like this:\n/search "),
        ("-blast", "Type also a word to look for, one without a minus.\nWrite it like this:\n/search "),
        ("a " * 100, "Type 20 words at most.\nWrite it like this:\n/search "),
        ("x" * 10_000, "Nothing that Rasid keeps says “" + "x" * 55),
    ],
)
async def test_what_to_type_instead(words: str, reply: str) -> None:
    text = await ask(a_desk(), "search", words)
    assert text.startswith(reply)
    assert len(text) < 300


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(st.text() | st.text(st.sampled_from('aوال حفتر"«»“”-*^:(){}\x00\ud800\u202e\u2068')))
async def test_whatever_is_typed_is_answered(language: Language, words: str) -> None:
    reply = await Commands(a_desk(language)).answer(request("search", words))
    assert reply
    lines = ["".join(run.text for run in line) for line in reply.lines]
    assert lines != [a_desk().text(language, "failed")]
    assert all(map(is_balanced, lines))


async def test_what_was_told_to_nobody_is_found_too() -> None:
    desk = a_desk()
    desk.stored = [Found(BLAST.accounts[2].entry, BLAST.accounts[2].seen + HOUR)]
    assert "#" not in await ask(desk, "search", "explosion")
