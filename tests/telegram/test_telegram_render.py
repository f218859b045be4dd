from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Message, Run
from handlers.telegram.render import LIMIT, RAW_LIMIT, plain, render, split, utf16
from tests.fakes.telegram_text import clean, find, parse_html
from tests.telegram import messages

GOLDEN = Path(__file__).parents[1] / "data" / "telegram"
JOINER = "\u2060"

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.text(
    "<>&\"'@/a ب;#x12", max_size=40
)
runs = st.builds(
    Run,
    texts,
    bold=st.booleans(),
    code=st.booleans(),
    link=st.none() | st.just("https://n.example/?a=1&b=2") | texts,
)
lines = st.lists(runs, max_size=4).map(tuple)
all_messages = st.builds(
    Message, st.sampled_from(["ar", "en", "fr"]), st.lists(lines, max_size=12).map(tuple)
)


def text_of(message: Message) -> str:
    return "\n".join("".join(run.text for run in line) for line in message.lines)


@pytest.mark.parametrize("name", messages.ALL)
def test_messages_look_as_agreed(name: str) -> None:
    assert render(messages.ALL[name]) == (GOLDEN / f"{name}.html").read_text(encoding="utf-8")


@given(all_messages)
def test_telegram_reads_every_text_as_it_was_meant(message: Message) -> None:
    text, _ = parse_html(render(message))

    assert text.replace(JOINER, "") == text_of(message).replace(JOINER, "")


@given(all_messages)
def test_nobody_is_called_by_a_text(message: Message) -> None:
    text, entities = clean(*parse_html(render(message)))

    assert [e for e in find(text, entities) if e.kind == "mention"] == []


def test_a_name_in_the_next_run_is_not_called_either() -> None:
    text, entities = clean(*parse_html(render(Message("en", ((Run("by @"), Run("newsroom", bold=True)),)))))

    assert [e.kind for e in entities + find(text, entities)] == ["bold"]


def test_marks_and_isolates_survive_telegram() -> None:
    text, _ = clean(*parse_html(render(messages.ALERT_AR)))

    assert text == text_of(messages.ALERT_AR)


def test_only_web_links_are_links() -> None:
    _, entities = parse_html(render(messages.HOSTILE))

    assert [e.url for e in entities if e.kind == "text_link"] == ['https://news.example/"><b>x</b>']


def test_a_message_that_fits_is_one_part() -> None:
    assert split(messages.ALERT_AR) == [messages.ALERT_AR]


def test_a_long_message_is_cut_at_the_ends_of_lines() -> None:
    message = Message("ar", tuple((Run(f"{number} " + "خبر " * 200),) for number in range(10)))

    parts = split(message)

    assert [len(part.lines) for part in parts] == [5, 5]
    assert tuple(line for part in parts for line in part.lines) == message.lines


def test_a_line_that_fits_nowhere_is_cut_between_words() -> None:
    words = " ".join(f"word{number}" for number in range(2000))

    parts = split(Message("en", ((Run("Long: ", bold=True), Run(words)),)))

    assert [word for part in parts for word in text_of(part).split()] == ["Long:", *words.split()]
    assert len(parts) <= 5


def test_a_line_that_fits_nowhere_is_cut_between_sentences_where_there_are_any() -> None:
    sentence = "Shelling went on for a day. "

    parts = split(Message("en", ((Run(sentence * 400),),)))

    assert len(parts) > 1
    assert all(text_of(part).endswith("day. ") for part in parts)


def test_sizes_count_in_the_unit_of_which_a_text_has_most() -> None:
    parts = split(Message("en", ((Run("🙂" * 4000),),)))

    assert [len(text_of(part)) for part in parts] == [2047, 1953]


def test_markup_counts_against_the_raw_limit() -> None:
    link = "https://news.example/" + "x" * 1900
    message = Message("en", tuple((Run("story", link=link),) for _ in range(40)))

    parts = split(message)

    assert sum(len(part.lines) for part in parts) == 40
    assert all(len(render(part).encode()) <= RAW_LIMIT for part in parts)


@given(all_messages, st.integers(8, 60))
def test_parts_fit_and_lose_nothing(message: Message, limit: int) -> None:
    parts = split(message, limit)

    assert all(utf16(parse_html(render(part))[0]) <= limit for part in parts)
    assert "".join(map(text_of, parts)).replace("\n", "") == text_of(message).replace("\n", "")


@given(st.integers(0, 5000), st.sampled_from("ab🙂خ@"))
def test_plain_text_always_fits(length: int, char: str) -> None:
    message = Message("en", ((Run(char * length, bold=True, link="https://news.example/"),),))

    assert utf16(plain(message)) <= LIMIT
