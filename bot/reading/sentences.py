"""Where the sentences of a news text are.

In doubt a sentence goes on: one that is too long still reads well in a summary, half a sentence does
not, and ".." is the Arabic press's dash as often as its full stop.
"""

import re

_LINE = re.compile(r"[^\n\v\f\r\x85\u2028\u2029]+")
# A run of marks and the quotes and brackets that close behind it; French sets a space before its »
_MARKS = re.compile(r"([.!?؟…]++)[\"'”’»)\]]*+(?:[ \u00a0\u202f]»)?+")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_])*+$")
_LOOK_BACK = 24  # longer than any abbreviation

# With the dot behind it, none of these ends a sentence. As they are written: "Sept." is a month, "sept." is
# seven at a French sentence's end. Those that end sentences as often as not (etc., Inc.) are left to the
# case of the next letter. Single letters of any script are covered by rule: initials, and Arabic د. (doctor),
# م. (engineer), ص. (page), أ.ف.ب.
_ABBREVIATION = re.compile(
    r"Adm|Brig|Capt|Cmdr|Col|Dr|Fr|Ft|Gen|Gov|Hon|Jr|Lt|Maj|Messrs|Mrs?|Ms|Nos?|Prof|Rep|Rev|Sen|Sgt|Sr|St"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|vs"
    r"|MM|Mgr|Mlles?|Mmes?|Pr|Ste|av|env|hab"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The raw offsets of each sentence, in order, without the white space around it.

    A line's end ends a sentence; every character that is not white space is in exactly one.
    """
    found = []
    for line in _LINE.finditer(text):
        start = line.start()
        for marks in _MARKS.finditer(text, line.start(), line.end()):
            if _ends(text, marks, line.end()):
                found.append((start, marks.end()))
                start = marks.end()
        found.append((start, line.end()))
    return [span for start, end in found if (span := _trim(text, start, end))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    body = len(piece.strip())
    return (start + lead, start + lead + body) if body else None


def _ends(text: str, marks: re.Match[str], line_end: int) -> bool:
    """Whether a sentence ends with these marks."""
    rest = text[marks.end() : min(marks.end() + _LOOK_BACK, line_end)]
    following = rest.lstrip()
    if not following:
        return marks.end() + len(rest) == line_end
    word = _WORD_BEFORE.search(text, max(0, marks.start() - _LOOK_BACK), marks.start())
    if rest == following and not _is_glued(following[0], word):
        return False  # inside 13.5, U.S., example.org
    if following.lstrip("\"'“‘«([-–—")[:1].islower():
        return False  # "Why?" he asked
    if marks[1] == "…" or marks[1].startswith(".."):
        return following[0].isupper()
    return marks[1] != "." or word is None or not _is_abbreviation(word[0])


def _is_glued(following: str, word: re.Match[str] | None) -> bool:
    """Whether the space behind the mark was lost, as in Arabic pages it often is."""
    return _is_arabic(following) and word is not None and len(word[0]) > 1 and _is_arabic(word[0][-1])


def _is_arabic(char: str) -> bool:
    return "\u0621" <= char <= "\u064a"


def _is_abbreviation(word: str) -> bool:
    return (len(word) == 1 and word.isalpha()) or "." in word or bool(_ABBREVIATION.fullmatch(word))
