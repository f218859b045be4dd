"""How mistakes quote what stands in the file: short, harmless on a terminal, and never a secret."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from itertools import islice

from bot.config.locate import KeyPath

LONGEST = 60
"""Characters of a value that are quoted."""

LISTED = 12
"""Names that a sentence lists at most."""

_CREDENTIALS = re.compile(r".+@", re.DOTALL)
_QUERY = re.compile(r"(?<=/)([^?]*)\?.*", re.DOTALL)
_TOKENS = re.compile(r"\d{5,}:[\w-]{8,}|xox\w*-\S+|xapp-\S+")  # the shapes that Telegram and Slack give out
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake, or a note, before its line is known."""

    at: KeyPath
    problem: str
    advice: str = ""


def shown(value: object) -> str:
    """A value of the file as a sentence may quote it."""
    match value:
        case str():
            return f'"{_short(_harmless(value))}"'
        case bool():
            return str(value).lower()
        case int() if abs(value) >= 10**LONGEST:  # Python refuses to write thousands of digits
            return "This number"
        case int() | float() | date() | time():
            return str(value)
        case list():
            return "This list"
        case _:
            return "This table"


def dotted(path: KeyPath) -> str:
    """A path as people write it, list items counted from 1: feed[2].url."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += "." * bool(text) + (part if _plain(part) else shown(part))
    return text


def closest(word: object, known: Iterable[str]) -> str | None:
    """The known word that this one was probably meant to be."""
    by_folded = {name.casefold(): name for name in known}
    folded = word[:LONGEST].casefold() if isinstance(word, str) else ""
    return next((by_folded[close] for close in get_close_matches(folded, by_folded, n=1)), None)


def did_you_mean(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """A question with the closest known word, or what is to be said when none is close."""
    close = closest(word, known)
    return otherwise if close is None else f"Did you mean {shown(close)}?"


def listed(names: Collection[str]) -> str:
    """The first of these names, as a sentence may list them."""
    return ", ".join(map(shown, islice(names, LISTED))) + ", …" * (len(names) > LISTED)


def _plain(key: str) -> bool:
    return len(key) <= LONGEST and bool(_BARE_KEY.fullmatch(key)) and key == _harmless(key)


def _harmless(text: str) -> str:
    for secret, instead in ((_TOKENS, "…"), (_CREDENTIALS, "…@"), (_QUERY, r"\1?…")):
        text = secret.sub(instead, text)
    return "".join(char if char.isprintable() else "�" for char in text)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
