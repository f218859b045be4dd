"""/timeline, /story and /why, as they are asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Channel, Language, Message, Mute, Run, Watch
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, STRANGER, an_open_desk, ask, request
from tests.telling.files import BLAST, MEETING, UNTOLD, WATCH

WATCHES = (
    Watch(WATCH, "Benghazi casualties"),
    Watch("meetings", "Haftar–Sisi meetings"),
    Watch("oil", "Oil crescent"),
)
STRAY = replace(
    BLAST.accounts[0],
    rulings=(),
    member=None,
    entry=replace(
        BLAST.accounts[0].entry, title="Rain", link="https://www.wire.example/rain?id=7&utm_source=x"
    ),
)


def a_desk(*follows: str, language: Language | None = None) -> FakeDesk:
    """One that was told of a meeting after it was told of a blast."""
    return an_open_desk(
        configured=WATCHES,
        dossiers={12: BLAST, 13: MEETING, 14: UNTOLD},
        alerts=(*MEETING.alerts[::-1], *BLAST.alerts[::-1]),
        strays=(STRAY,),
        channels={GROUP: Channel(GROUP, language, watches=follows)},
    )


def codes(message: Message | None) -> list[str]:
    return [run.text for line in message.lines for run in line if run.code] if message else []


@pytest.mark.parametrize("command", ["timeline", "story", "why"])
@pytest.mark.parametrize("words", ["12", "#12", "١٢", "#۱۲", " \u200f\u2068#12\u2069 ", "0012"])
async def test_a_story_is_asked_for_by_its_number(command: str, words: str) -> None:
    reply = await Commands(a_desk()).answer(request(command, words, user=STRANGER))
    assert codes(reply) == ["#12"]


@pytest.mark.parametrize("command", ["timeline", "story"])
@pytest.mark.parametrize(
    ("follows", "words", "number"),
    [
        ((), "", "#13"),
        (("*",), "", "#13"),
        ((WATCH,), "", "#12"),
        ((WATCH,), "meetings", "#13"),  # as with /latest, also what the chat does not follow
        ((), "Benghazi casualties", "#12"),
        ((), "*", "#13"),
    ],
)
async def test_or_by_a_watch_or_as_the_newest_that_the_chat_follows(
    command: str, follows: tuple[str, ...], words: str, number: str
) -> None:
    reply = await Commands(a_desk(*follows)).answer(request(command, words))
    assert codes(reply) == [number]


async def test_a_watch_that_is_named_by_a_number_is_not_taken_for_a_story() -> None:
    desk = a_desk()
    desk.configured = [Watch("12", "Twelve")]
    assert await ask(desk, "story", "12") == "No story of Twelve has been told yet."


@pytest.mark.parametrize("command", ["timeline", "story", "why"])
@pytest.mark.parametrize("words", ["99", "#99", "0", "٩٩", "9" * 18, "9" * 5000])
async def test_a_story_there_is_not(command: str, words: str) -> None:
    text = await ask(a_desk(), command, words)
    assert text.startswith("There is no story ")
    assert text.endswith("/latest shows the newest ones, each with its number.")
    assert len(text) < 200


@pytest.mark.parametrize("command", ["timeline", "story"])
@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("oil", "No story of Oil crescent has been told yet."),
        ("oyl", "Did you mean oil?"),
        ("oil meetings", "Write it like this:"),
        ("-1", "There is no watch named -1."),
        ("12 13", "There is no watch named 12."),
        ("²", "There is no watch named ²."),
    ],
)
async def test_what_to_say_instead(command: str, words: str, reply: str) -> None:
    assert reply in await ask(a_desk(), command, words)


@pytest.mark.parametrize("command", ["timeline", "story"])
async def test_nothing_told_yet(command: str) -> None:
    desk = a_desk()
    desk.alerts = [replace(BLAST.alerts[0], story=None)]  # by an older Rasid
    assert await ask(desk, command) == "No story has been told yet."


async def test_a_timeline_has_the_steps_of_the_watch_that_was_named() -> None:
    desk = a_desk()
    other = replace(BLAST.alerts[1], watches=("oil",))
    desk.dossiers = {12: replace(BLAST, alerts=(BLAST.alerts[0], other, BLAST.alerts[2]))}
    assert "7 → 19" not in await ask(desk, "timeline", WATCH)
    assert "7 → 19" in await ask(desk, "timeline", "12")


@pytest.mark.parametrize(
    "words",
    [
        "https://www.wire.example/rain?id=7&utm_source=x",
        "http://wire.example/rain?id=7",
        "wire.example/rain?id=7",
        "m.wire.example/rain?id=7",
        "WWW.Wire.example/rain?id=7#top",
        "https://wire.example/rain/?fbclid=1&id=7",
        "Rain, from the Post: https://wire.example/rain?id=7.",
        "«https://wire.example/rain?id=7»",
        "\u2068https://wire.example/rain?id=7\u2069",
        "https://wire.example/rain?id=7 https://other.example/2",
    ],
)
async def test_why_takes_a_link_as_it_is_pasted(words: str) -> None:
    assert "Read, and no watch matched it." in await ask(a_desk(), "why", words)


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("", "/why link or story number"),
        ("benghazi", "“benghazi” is neither a link nor the number of a story.\nWrite it like this:"),
        ("12 13", "“12 13” is neither"),
        ("x" * 10_000, "xxx…” is neither"),
        ("https://wire.example/sun", "Rasid has not seen https://wire.example/sun in any of its feeds."),
        ("https://wire.example/" + "a" * 10_000, "Rasid has not seen https://wire.example/aaa"),
        ("https://wire.example", "https://wire.example is a front page"),
        ("https://[::1/x", "https://[::1/x is a front page"),
    ],
)
async def test_why_says_what_it_wants(words: str, reply: str) -> None:
    text = await ask(a_desk(), "why", words)
    assert reply in text
    assert len(text) < 300


@pytest.mark.parametrize("words", ["12", BLAST.accounts[0].entry.link or ""])
async def test_why_says_what_keeps_alerts_back_in_this_chat(words: str) -> None:
    desk = a_desk(WATCH)
    assert "Muted until" not in await ask(desk, "why", words)
    mute = Mute(WATCH, desk.now() + timedelta(hours=2), held=3)
    desk.channels[GROUP] = replace(desk.channels[GROUP], mutes=(mute,))
    told = await ask(desk, "why", words)
    assert "Muted until" in told
    assert "3 alerts were held back" in told.splitlines()[-1]


async def test_why_tells_what_was_decided_for_each_watch_and_what_is_not_followed() -> None:
    link = BLAST.accounts[3].entry.link or ""
    assert "✗ Benghazi casualties — not told: as The Harbour Post said before — 7 killed" in await ask(
        a_desk(), "why", link
    )
    told = BLAST.accounts[0].entry.link or ""
    assert "does not follow" in await ask(a_desk("oil"), "why", told)
    assert "does not follow" not in await ask(a_desk("*"), "why", told)
    assert "does not follow" not in await ask(a_desk(WATCH), "why", told)


async def test_an_untold_story_sends_to_why() -> None:
    reply = await Commands(a_desk()).answer(request("story", "14"))
    assert codes(reply) == ["#14", "/why 14"]
    assert "not told: fewer than the 5 that the watch wants" in await ask(a_desk(), "why", "14")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["timeline", "story", "why"])
async def test_every_answer_is_in_the_language_of_the_chat(command: str, language: Language) -> None:
    for words in ("12", "99", "", "nonsense", "https://wire.example/", "https://wire.example/sun"):
        reply = await Commands(a_desk(language=language)).answer(request(command, words))
        assert reply is not None
        assert reply.language == language


@given(
    st.sampled_from(["timeline", "story", "why"]), st.text() | st.from_regex(r"(https?://|#)?[\w./:#?&=-]*")
)
@settings(deadline=None, max_examples=60)
async def test_no_words_break_an_answer(command: str, words: str) -> None:
    reply = await Commands(a_desk()).answer(request(command, words))
    failed = (Run("Something went wrong"),)
    assert reply is not None
    assert not reply.lines[0][0].text.startswith(failed[0].text)
