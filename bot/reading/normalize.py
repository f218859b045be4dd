"""Folding: text reduced to what is compared, with the way back to the raw text.

Folding goes character by character, so it is linear and a phrase folds alike wherever it stands:
compatibility forms are taken apart (presentation forms, ligatures, full width), case, accents, Arabic
diacritics, tatweel and invisible marks go, letters that writers use for one another become one, digits
become ASCII, and runs of white space become one space. Folding twice is folding once.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# What NFKD and case folding do not bring together. The hamza carriers (أ إ آ ؤ ئ) come apart by NFKD.
_LETTERS = {
    **dict.fromkeys("ٱٲٳ", "ا"),
    **dict.fromkeys("ىیېۍ", "ي"),  # alef maqsura, and the yehs of Persian and Pashto keyboards
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةۃہھەۀ", "ه"),
    # Letters that Arabic borrows for foreign names, as outlets without them on the keyboard write
    "پ": "ب",
    "ڤ": "ف",
    "چ": "ج",
    "ژ": "ز",
    "گ": "ك",
    "ـ": "",  # tatweel
    "٫": ".",
    "٬": ",",
    # Latin letters whose stroke or ligature NFKD keeps
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    **dict.fromkeys("‘’ʼʻ´′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "™": "",
}
_DROPPED = frozenset({"Mn", "Me", "Cf"})  # marks, and format characters: bidi, zero width, soft hyphen
_SPACES = frozenset({"Zs", "Zl", "Zp", "Cc"})

# The usual Arabic text is done by these replacements at the speed of memchr; all of them are one to one.
_FREQUENT = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ى", "ي"),
    ("ئ", "ي"),
    ("ة", "ه"),
    ("ؤ", "و"),
    ("\u00a0", " "),
    ("\n", " "),
    ("’", "'"),
)
# Folds to itself, but for ASCII case.
_PLAIN = "!-~ءابت-غف-وي،؛؟«»"
_SHORT = (
    4  # characters of a run that comes again and again: an accent, a quotation mark, a dash and its spaces
)
# Everything else with the spaces around it, or a run of spaces. Possessive, so they never backtrack.
_OTHER = re.compile(rf"(?: *+[^ {_PLAIN}])++ *+|  ++")
# The same without the space before it, for a text without runs of spaces: what begins with a set of
# characters is found nine times faster.
_OTHER_EVENLY = re.compile(rf"[^ {_PLAIN}](?: *+[^ {_PLAIN}])*+ *+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where in the raw text each of its characters stood."""

    raw: str
    text: str
    # Breakpoints: from the folded offset `_starts[i]` on, the raw offset runs in step from `_origins[i]`.
    _starts: list[int]
    _origins: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of a non-empty folded stretch, with the marks that sit on its last letter."""
        stop = self._origin(end - 1) + 1
        while stop < len(self.raw) and unicodedata.category(self.raw[stop]) in ("Mn", "Me"):
            stop += 1
        return self._origin(start), stop

    def at(self, origin: int) -> int:
        """The folded offset of the first character that stood at this raw offset or behind it."""
        following = bisect_left(self._origins, origin)
        end = self._starts[following] if following < len(self._starts) else len(self.text)
        if following < len(self._origins) and self._origins[following] == origin:
            return end
        return min(self._starts[following - 1] + origin - self._origins[following - 1], end)

    def _origin(self, at: int) -> int:
        nearest = bisect_right(self._starts, at) - 1
        return self._origins[nearest] + at - self._starts[nearest]


def fold(text: str) -> Folded:
    """Fold any text, lone surrogates included."""
    even = text
    for old, new in _FREQUENT:
        even = even.replace(old, new)
    pieces: list[str] = []
    starts, origins = [0], [0]
    length = done = 0
    for run in (_OTHER if "  " in even else _OTHER_EVENLY).finditer(even):
        at = run.start()
        if at > done and even[at - 1] == " ":
            at -= 1
        pieces.append(even[done:at].lower())
        length += at - done
        for char, offset in _folded_run(even[at : run.end()]):
            pieces.append(char)
            starts.append(length)
            origins.append(at + offset)
            length += 1
        done = run.end()
        starts.append(length)
        origins.append(done)
    pieces.append(even[done:].lower())
    return Folded(text, "".join(pieces), starts, origins)


def _folded_run(run: str) -> Iterable[tuple[str, int]]:
    """Each folded character of a run with its offset in it; one space for any number of them."""
    return _short_run(run) if len(run) <= _SHORT else _fold_run(run)


@lru_cache(maxsize=16_384)
def _short_run(run: str) -> tuple[tuple[str, int], ...]:
    return tuple(_fold_run(run))


def _fold_run(run: str) -> Iterator[tuple[str, int]]:
    last = ""
    for offset, raw in enumerate(run):
        for char in fold_char(raw):
            if not char == last == " ":
                yield char, offset
            last = char


@lru_cache(maxsize=16_384)
def fold_char(char: str) -> str:
    """What one character becomes: none, one or several, all of which fold to themselves."""
    if unicodedata.category(char) == "Cs":
        return "\ufffd"  # half a surrogate pair is not text, and nothing outside Python takes it
    folded = _LETTERS.get(char, char)
    while (again := "".join(map(_fold_once, _take_apart(folded)))) != folded:
        folded = again
    return folded


def _take_apart(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    # An accent or Arabic mark that stands alone comes apart into a space and the mark.
    return apart.removeprefix(" ") if len(apart) > 1 else apart


def _fold_once(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    if category in _SPACES:
        return " "
    return str(unicodedata.decimal(char)) if category == "Nd" else char
