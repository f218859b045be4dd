"""Taking away what pages and feeds say beside the news. The phrases are data: boilerplate.toml."""

import importlib.resources
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick

from bot.reading.normalize import fold

_SECTION_WORDS = 6  # a link to a section has no more
_SENTENCE_BREAK = re.compile(r"(?<=[.!?؟])\s+")
_ENDED = re.compile(r"""[.…!?؟\])»"”]$""")
_FULL_STOP = re.compile(r"[.!?؟]$")
_BRACKETED_ELLIPSIS = re.compile(r"\s*[\[(](?:…|\.\.\.)[\])]\s*$")


@dataclass(frozen=True, slots=True)
class _Phrases:
    whole: frozenset[str]
    start: tuple[str, ...]
    section: tuple[str, ...]
    notice: tuple[str, ...]
    holding: tuple[str, ...]
    tails: tuple[str, ...]
    frame: tuple[tuple[str, str], ...]
    any: AhoCorasick  # of all of these; most lines have none


def remove(text: str) -> str:
    """A text of lines without its boilerplate. Lines that stay, stay as they are but for a cut tail."""
    lines = (_kept(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _kept(line: str) -> str:
    """What remains of a line; empty when nothing does."""
    phrases, folded = _phrases(), _fold(line)
    if not phrases.any.find_matches_as_indexes(folded):
        return _without_ellipsis(line)
    if _is_noise(folded, phrases):
        return ""
    if any(words in folded for words in (*phrases.notice, *phrases.holding)):
        sentences = _SENTENCE_BREAK.split(line)
        kept = [each for each in sentences if not _is_notice(_fold(each), phrases)]
        if len(kept) < len(sentences):
            line = " ".join(kept)
            folded = _fold(line)
    return _without_ellipsis(_without_tail(line, folded, phrases))


def _is_notice(folded: str, phrases: _Phrases) -> bool:
    return _begins(_bare(folded), phrases.notice) or any(words in folded for words in phrases.holding)


def _is_noise(folded: str, phrases: _Phrases) -> bool:
    bare = _bare(folded)
    if bare in phrases.whole or _begins(bare, phrases.start):
        return True
    if _begins(bare, phrases.section):
        return len(folded.split()) <= _SECTION_WORDS and not _FULL_STOP.search(folded)
    return any(_begins(bare, (head,)) and tail in folded for head, tail in phrases.frame)


def _without_tail(line: str, folded: str, phrases: _Phrases) -> str:
    """A line without "… Read more" behind its last sentence."""
    return _before_tail(line, phrases) if _bare(folded).endswith(phrases.tails) else line


def _without_ellipsis(line: str) -> str:
    """A line that ends in a plain ellipsis where it ended in "[…]"."""
    return _BRACKETED_ELLIPSIS.sub("…", line) if line.rstrip().endswith(("]", ")")) else line


def _before_tail(line: str, phrases: _Phrases) -> str:
    words = line.split(" ")
    for count in (3, 2, 1):
        before, last = words[:-count], " ".join(words[-count:])
        is_tail = _bare(_fold(last)) in phrases.tails and not _FULL_STOP.search(last)
        if before and is_tail and _ENDED.search(before[-1]):
            return " ".join(before)
    return line


def _begins(bare: str, heads: tuple[str, ...]) -> bool:
    """Whether a folded text begins with one of these, as whole words."""
    return bare.startswith(heads) and any(
        bare.startswith(head) and not (len(bare) > len(head) and bare[len(head)].isalnum()) for head in heads
    )


def _bare(folded: str) -> str:
    """A folded text without the marks around it; a pattern would look for its end at every mark within."""
    start, end = 0, len(folded)
    while start < end and not (folded[start].isalnum() or folded[start] == "_"):
        start += 1
    while start < end and not (folded[end - 1].isalnum() or folded[end - 1] == "_"):
        end -= 1
    return folded[start:end]


def _fold(text: str) -> str:
    return fold(text).text.strip()


@cache
def _phrases() -> _Phrases:
    source = importlib.resources.files("bot.feeds").joinpath("boilerplate.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    folded = {
        kind: tuple(map(_fold, data[kind])) for kind in ("whole", "start", "section", "notice", "holding")
    }
    tails, frame = (
        tuple(map(_fold, data["tail"])),
        tuple((_fold(head), _fold(tail)) for head, tail in data["frame"]),
    )
    every = {*(phrase for each in folded.values() for phrase in each), *tails, *(head for head, _ in frame)}
    return _Phrases(
        whole=frozenset(folded["whole"]),
        start=folded["start"],
        section=folded["section"],
        notice=folded["notice"],
        holding=folded["holding"],
        tails=tails,
        frame=frame,
        any=AhoCorasick(sorted(every)),
    )
