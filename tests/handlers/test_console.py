import io

import arabic_reshaper
import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.errors import TransportDownError
from bot.model import Address, Message, Run
from handlers.console.transport import Bidi, ConsoleTransport, does_bidi

HERE = Address("console", "-")


async def printed(*lines: tuple[Run, ...], bidi: Bidi, width: int = 40, colours: bool = False) -> list[str]:
    file = io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=colours, color_system="standard" if colours else None
    )
    transport = ConsoleTransport(console, bidi=bidi)
    assert await transport.send(HERE, Message("ar", lines), 5) == "5"
    return file.getvalue().splitlines()[1:]


async def test_what_a_terminal_orders_itself_gets_the_text_as_it_stands() -> None:
    text = "\u200f\u2068Reuters\u2069: حفتر في القاهرة " * 5
    assert await printed((Run(text),), bidi="terminal") == [text]


async def test_without_bidi_letters_are_joined_turned_around_and_set_to_the_right() -> None:
    assert await printed((Run("\u200f\u2068MENA\u2069: لقاء (ثان)"),), bidi="visual", width=20) == [
        "    (\ufee5\ufe8e\ufe9b) \ufe80\ufe8e\ufed8\ufedf :MENA"
    ]


async def test_long_lines_are_wrapped_before_they_are_turned_around() -> None:
    rows = await printed((Run("حفتر " * 12),), bidi="visual", width=24)
    assert len(rows) > 1
    assert all(len(row) == 24 for row in rows)


async def test_bold_keeps_to_its_word_when_that_moves() -> None:
    (row,) = await printed(
        (Run("التقى "), Run("حفتر", bold=True), Run(" Sisi")), bidi="visual", colours=True, width=20
    )
    assert "\x1b[1m\ufeae\ufe98\ufed4\ufea3\x1b[0m" in row


async def test_nothing_is_underlined_and_links_come_last() -> None:
    rows = await printed(
        (Run("x · "), Run("اقرأ الخبر", link="https://example.org/a")),
        (Run("w"),),
        bidi="terminal",
        colours=True,
    )
    assert "https://example.org/a" in rows[-1]
    assert "\x1b[4" not in "".join(rows)


async def test_marks_are_left_out_where_they_would_show_as_boxes() -> None:
    assert await printed((Run("\u200f\u2068a\u2069: ب"),), bidi="none") == ["a: ب"]


@pytest.mark.parametrize("bidi", ["terminal", "visual", "none"])
async def test_what_is_told_cannot_steer_the_terminal(bidi: Bidi) -> None:
    rows = await printed((Run("a\x1b[31mb\x07\u2029c\x9b2J[bold]d", link="https://e.org/\x1b]8"),), bidi=bidi)
    assert "\x1b" not in "".join(rows)
    assert "\x9b" not in "".join(rows)
    assert "[bold]d" in rows[0]


@given(st.text(st.sampled_from("abc حفتر123.,«-/؟\u200e\u064b😀")), st.integers(0, 40))
async def test_styles_change_nothing_in_the_order(text: str, at: int) -> None:
    """The library's own order of the plain line is the reference; it mirrors nothing, so we undo that."""
    line = "\u200fم " + " ".join(text.split()) + " ."
    halves = [half for half in (line[:at], line[at:]) if half]
    (row,) = await printed(
        tuple(Run(half, bold=half is halves[0]) for half in halves), bidi="visual", width=200
    )
    shaped = "".join(map(arabic_reshaper.reshape, halves))
    seen = get_display(shaped, base_dir="R").translate(dict.fromkeys(map(ord, "\u200e\u200f")))
    assert row.strip().replace("»", "«") == seen.strip()


@pytest.mark.parametrize(
    ("env", "by"),
    [
        ({"VTE_VERSION": "7600"}, "terminal"),
        ({"VTE_VERSION": "5202"}, "us"),
        ({"KONSOLE_VERSION": "230801"}, "terminal"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "terminal"),
        ({"TERM": "mlterm-256color"}, "terminal"),
        ({"TERM": "xterm-256color"}, "us"),
        ({"VTE_VERSION": "?"}, "us"),
        ({}, "us"),
    ],
)
def test_terminals_that_order_text_themselves_are_known(env: dict[str, str], by: str) -> None:
    assert does_bidi(env) == (by == "terminal")


@pytest.mark.parametrize(
    ("to", "env", "first"),
    [("file", {}, "ح"), ("terminal", {"VTE_VERSION": "7600"}, "ح"), ("terminal", {}, "\ufeae")],
)
async def test_auto_orders_only_for_terminals_that_do_not(to: str, env: dict[str, str], first: str) -> None:
    file = io.StringIO()
    transport = ConsoleTransport(Console(file=file, width=30, force_terminal=to == "terminal"), env=env)
    await transport.send(HERE, Message("ar", ((Run("حفتر"),),)), 1)
    assert file.getvalue().splitlines()[1].strip().startswith(first)


class Closed(io.StringIO):
    def write(self, text: str) -> int:
        if text:
            raise BrokenPipeError("nobody reads")
        return 0


async def test_a_console_that_nobody_reads_is_down() -> None:
    transport = ConsoleTransport(Console(file=Closed(), width=30))
    with pytest.raises(TransportDownError, match="nobody reads"):
        await transport.send(HERE, Message("en", ((Run("x"),),)), 1)
