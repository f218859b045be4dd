"""Which way a line runs, and the invisible marks that keep it so in every client.

A chat client takes a line's direction from its first strong letter; some look for it inside isolates, as
the Unicode algorithm (UAX #9, rule P2) does not, so lines are anchored until both readings agree. What
runs the other way is isolated with FSI…PDI, and every isolate ends on its own line, since controls do not
reach over paragraphs (W3C, "Unicode controls vs. markup for bidi support"). The embedding controls
U+202A-U+202E are dropped: Telegram's servers remove them anyway, and in feed text they turn around
everything behind them. Pure.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from bot.model import Language

Direction = Literal["ltr", "rtl"]

LRM, RLM = "\u200e", "\u200f"
FSI, PDI = "\u2068", "\u2069"

_OPENING = "\u2066\u2067\u2068"  # LRI, RLI, FSI
_ISOLATES = re.compile("[\u2066-\u2069]")
_INVISIBLE = re.compile(
    # soft hyphen, Arabic letter mark, zero width space, embeddings and overrides, word joiner and
    # invisible operators, deprecated formatting, byte order mark, halves of a surrogate pair
    "[\u00ad\u061c\u200b\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ud800-\udfff]"
)
_BLANK = r"(?:[^\S\u202f]|[\x00-\x1f\x7f-\x9f])"  # not the narrow one before French marks
_SPACE = re.compile(rf"(?! ){_BLANK}{_BLANK}*+| {_BLANK}++")  # all but one plain space alone
_MARKS = re.compile("[\u200e\u200f]+")

_LTR = "A-Za-z\u00c0-\u052f"  # Latin, Greek, Cyrillic letters
_RTL = "\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic; no digits
_RUNS: dict[Direction, re.Pattern[str]] = {
    # A word of the other direction with all that sticks to it, and further such words behind spaces:
    # "F-16", "R&D", "Khalifa Haftar (LNA)". Digits go with Latin words, as the algorithm has it (W7).
    "rtl": re.compile(rf"[{_LTR}][^\s{_RTL}]*(?:\s+[({{\[\"]?[{_LTR}0-9][^\s{_RTL}]*)*"),
    "ltr": re.compile(rf"[{_RTL}][^\s{_LTR}]*(?:\s+[({{\[\"«]?[{_RTL}][^\s{_LTR}]*)*"),
}
_WORDS = re.compile(rf"(?P<rtl>[{_RTL}]+)|(?P<ltr>[{_LTR}]+)")
_BRACKETS = {")": "(", "]": "[", "}": "{", "»": "«"}
_PUNCTUATION = re.compile(r"[^\w%+#/&°]")


def of_language(language: Language) -> Direction:
    """The direction in which a language is written."""
    return "rtl" if language == "ar" else "ltr"


def direction(text: str) -> Direction:
    """The direction of most of a text's words, which is how its author saw it.

    The first word decides between as many of either; a text without words runs left to right.
    """
    words = [word.lastgroup for word in _WORDS.finditer(text)]
    right = words.count("rtl")
    return "rtl" if right * 2 > len(words) or (right * 2 == len(words) and words[:1] == ["rtl"]) else "ltr"


def flat(text: str) -> str:
    """A stretch of feed text without line breaks, controls, or any isolates of its own.

    A blank at either end stays, so that stretches of one sentence can be joined again.
    """
    return _flat(_ISOLATES.sub("", text))


def balanced(text: str) -> str:
    """A text on one line, without controls, and without isolates that are never closed or opened."""
    text = _flat(text)
    opened: list[int] = []
    stray: set[int] = set()
    for at, char in enumerate(text):
        if char in _OPENING:
            opened.append(at)
        elif char == PDI and not opened:
            stray.add(at)
        elif char == PDI:
            opened.pop()
    stray.update(opened)
    return "".join(char for at, char in enumerate(text) if at not in stray)


def _flat(text: str) -> str:
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text))
    return _MARKS.sub(lambda marks: marks[0][-1], text)  # Telegram keeps only the last of several


def closed(text: str) -> str:
    """A text whose isolates, balanced on the whole, are balanced in each of its lines."""
    lines: list[str] = []
    opened: list[str] = []
    for line in text.split("\n"):
        before = "".join(opened)
        for char in line:
            if char in _OPENING:
                opened.append(char)
            elif char == PDI and opened:
                opened.pop()
        lines.append(before + line + PDI * len(opened))
    return "\n".join(lines)


def anchor(line: str, base: Direction) -> str:
    """The mark to put first on a line so that it runs in this direction; empty when it does anyway."""
    depth = 0
    seen: list[Direction] = []  # the first strong letter of all; then the first outside of isolates
    for char in line:
        if char in _OPENING:
            depth += 1
        elif char == PDI:
            depth -= 1
        elif (kind := unicodedata.bidirectional(char)) in {"L", "R", "AL"}:
            seen.append("ltr" if kind == "L" else "rtl")
            if depth <= 0:
                break
    else:
        seen.append("ltr" if base == "rtl" else "rtl")  # nothing outside says how it runs
    if len(seen) == 1 and not any(map(str.isalnum, line)):
        return ""  # nothing in it runs either way
    if seen[0] == base == seen[-1]:
        return ""
    return RLM if base == "rtl" else LRM


def embedded(text: str, base: Direction) -> Iterator[tuple[int, int]]:
    """Where a flat text, read in this direction, holds words of the other: starts and ends.

    Numbers standing alone are left as they are: their author saw them in place already.
    """
    for run in _RUNS[base].finditer(text):
        start, end = run.span()
        while end - 1 > start and _PUNCTUATION.match(char := text[end - 1]):
            if (opening := _BRACKETS.get(char)) and text.count(opening, start, end) >= text.count(
                char, start, end
            ):
                break
            end -= 1
        yield start, end


def marks(line: str) -> dict[int, str]:
    """What to put before which of a line's characters so that it reads right in every client."""
    base = direction(line)
    placed = {0: anchor(line, base)}
    for start, end in embedded(line, base):
        placed[start] = placed.get(start, "") + FSI
        placed[end] = PDI
    return placed


def quoted(text: str) -> str:
    """Feed text as a line of its own, which runs as most of its words do."""
    line = flat(text).strip()
    placed = marks(line)
    return "".join(placed.get(at, "") + char for at, char in enumerate(line)) + placed.get(len(line), "")
