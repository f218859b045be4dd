import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language, Line, Message, Run
from handlers.slack.render import MESSAGE_SIZE, MOST_BLOCKS, Rendered, escape, render, render_one, unescape
from tests.contract.harness import message
from tests.fakes.slack_blocks import check_blocks
from tests.fakes.slack_parts import check_post

GOLDEN = Path(__file__).parents[1] / "data" / "slack"
LINKS = st.sampled_from(
    [None, "https://a.example/x?y=1&z=2", "https://a.example/a|b <c> d", "ftp://no.example"]
)
RUNS = st.builds(Run, st.text(max_size=60), st.booleans(), st.booleans(), LINKS)
MESSAGES = st.builds(Message, st.just("ar"), st.lists(st.lists(RUNS, max_size=4).map(tuple)).map(tuple))


def line_of(runs: list[dict[str, Any]]) -> Line:
    return tuple(Run(**run) for run in runs)


def message_of(document: dict[str, Any]) -> Message:
    language: Language = document["language"]
    return Message(language, tuple(map(line_of, document["lines"])))


def read(rendered: Rendered) -> str:
    """What is to be read in it."""
    return "\n".join(
        "".join(element["text"] for element in section["elements"])
        for block in rendered.blocks
        for section in block["elements"]
    )


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    rendered = [asdict(part) for part in render(message_of(golden["message"]))]

    assert rendered == golden["rendered"]


def test_there_are_golden_files() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} >= {"arabic", "hostile", "english"}


@given(MESSAGES)
def test_slack_takes_whatever_is_rendered(told: Message) -> None:
    for part in render(told):
        check_blocks(part.blocks)
        assert part.text


@given(MESSAGES)
def test_no_word_is_lost(told: Message) -> None:
    expected = "".join("".join(run.text for run in line) for line in told.lines)
    assert "".join("".join(map(read, render(told))).split()) == "".join(expected.split())


@given(MESSAGES)
def test_nothing_in_the_fallback_is_markup_but_our_own_links(told: Message) -> None:
    for part in render(told):
        for piece in part.text.split("<")[1:]:
            assert piece.startswith("https://a.example/")
            address, bar, _ = piece.partition("|")
            assert bar
            assert not set(address) & set("<> ")


@given(st.text())
def test_escaping_is_undone_by_unescaping(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set(escape(text)) & set("<>")


def test_the_ampersand_is_escaped_first() -> None:
    assert escape("a < b & c > &lt;") == "a &lt; b &amp; c &gt; &amp;lt;"


def test_a_long_answer_becomes_several_messages_within_every_limit() -> None:
    told = message(*[f"{number}. " + "كلمة " * 60 for number in range(100)])

    parts = render(told)

    assert len(parts) > 2
    for part in parts:
        check_blocks(part.blocks)
        assert len(json.dumps(part.blocks, ensure_ascii=False)) <= MESSAGE_SIZE + 2
    assert "\n".join(map(read, parts)).replace("\n", "") == "".join(line[0].text for line in told.lines)


def test_escapes_do_not_make_the_fallback_too_long() -> None:
    (part, *_) = render(message("&" * 20_000))

    check_post({"text": part.text, "blocks": part.blocks})


def test_many_paragraphs_are_spread_over_messages() -> None:
    told = message(*(line for number in range(120) for line in (f"No. {number}", "")))

    assert [len(part.blocks) for part in render(told)] == [MOST_BLOCKS, MOST_BLOCKS, 20]


def test_a_long_line_is_cut_between_words() -> None:
    (part, *_) = render(message("longword " * 600))

    texts = [e["text"] for block in part.blocks for s in block["elements"] for e in s["elements"]]
    assert all(text.endswith("longword ") for text in texts)


def test_a_long_line_is_cut_between_sentences_where_there_are_any() -> None:
    parts = render(message("Shelling went on for a day. " * 600))

    texts = [e["text"] for part in parts for b in part.blocks for s in b["elements"] for e in s["elements"]]
    assert len(parts) > 1
    assert all(text.endswith("day. ") for text in texts)


def test_what_does_not_fit_into_one_message_ends_in_an_ellipsis() -> None:
    one = render_one(message(*[f"{number} " + "word " * 50 for number in range(100)]))

    assert one is not None
    check_blocks(one.blocks)
    assert read(one).startswith("0 word")
    assert read(one).endswith("…")


def test_what_fits_is_left_alone() -> None:
    one = render_one(message("Prices rose."))

    assert one is not None
    assert read(one) == "Prices rose."


@pytest.mark.parametrize("told", [message(), message(""), message("", " ")])
def test_nothing_to_read_renders_to_nothing(told: Message) -> None:
    assert render(told) == []
    assert render_one(told) is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://a.example", "https://a.example/" + "x" * 3000]
)
def test_a_link_that_slack_would_refuse_is_left_as_text(link: str) -> None:
    (part,) = render(message((Run("read", link=link),)))

    assert part.blocks[0]["elements"][0]["elements"] == [{"type": "text", "text": "read"}]
    assert part.text == "read"
