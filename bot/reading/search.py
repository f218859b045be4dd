"""What may be found by words: a text as words to look among, and what somebody typed as words to look for.

Both are folded and cut at all that is neither letter nor digit, so they meet whatever the script, the accents
or the marks around them. Nothing that somebody types is an operator but a minus before a word and quotation
marks around several. Pure.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.errors import SearchError
from bot.model import Term
from bot.reading.clitics import CLITICS, may_carry
from bot.reading.names import after_li
from bot.reading.normalize import fold

MOST_TERMS = 20
BREAK = "¶"
"""Stands between the parts of a text, and in no word, so that no phrase reaches over it."""

_ARTICLE = "ال"
_SHORT = 2  # letters of a word before which a lone letter would make too many other words
_SAFE = ("", "و")  # but these
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[ء-ي]+")
_QUOTES = '"“”„‟«»'
_TYPED = re.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)


def found_by(parts: Iterable[str]) -> str:
    """The words by which a text is found, with blanks between them."""
    return f" {BREAK} ".join(_words(fold(part).text) for part in parts if part)


def terms(typed: str, people: Mapping[str, Sequence[str]]) -> tuple[Term, ...]:
    """What somebody looks for: every term is to be in a text, or not in it.

    `people` are names of persons by id: who looks for one of a person's names finds the others too. Arabic
    words are found with the particles and the article on their front. Raises SearchError when there is
    nothing to look for, or too much.
    """
    names = _names(people)
    found = tuple(
        Term(tuple(dict.fromkeys(_written(names.get(words, (words,))))), excluded)
        for words, excluded in _joined(_asked(fold(typed).text), names)
    )
    if not found:
        raise SearchError("search-nothing", "Type at least one word with letters or digits.")
    if all(term.excluded for term in found):
        raise SearchError("search-only-without", "Type also a word to look for, without a minus.")
    if len(found) > MOST_TERMS:
        raise SearchError("search-long", f"Type {MOST_TERMS} words at most.", most=MOST_TERMS)
    return found


def _words(folded: str) -> str:
    return " ".join(_WORD.findall(folded))


def _asked(folded: str) -> Iterator[tuple[str, bool]]:
    """Words or phrases in turn, and whether they are to be absent."""
    for asked in _TYPED.finditer(folded):
        if words := _words(asked["word"] or asked["phrase"] or ""):
            yield words, bool(asked["minus"])


def _names(people: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Each name -> all names of those who bear it."""
    found: dict[str, tuple[str, ...]] = {}
    for names in people.values():
        every = tuple(filter(None, (_words(fold(name).text) for name in names)))
        for name in every:
            found[name] = (*found.get(name, ()), *every)
    return found


def _joined(asked: Iterable[tuple[str, bool]], names: Mapping[str, object]) -> Iterator[tuple[str, bool]]:
    """The same with words that stand together and are a name as one; the longest name first."""
    every = list(asked)
    longest = max((name.count(" ") + 1 for name in names), default=1)
    at = 0
    while at < len(every):
        for many in range(longest, 1, -1):
            together = every[at : at + many]
            name = " ".join(words for words, _ in together)
            if name in names and not any(excluded for _, excluded in together):
                yield name, False
                at += len(together)
                break
        else:
            yield every[at]
            at += 1


def _written(phrases: Iterable[str]) -> Iterator[str]:
    """Each phrase in all the ways in which its first word may be written."""
    for phrase in phrases:
        first, space, rest = phrase.partition(" ")
        for form in _forms(first):
            yield form + space + rest


def _forms(word: str) -> Iterator[str]:
    """A word with whatever Arabic may write onto its front; what has the article is found with it only."""
    if not _ARABIC.fullmatch(word):
        yield word
        return
    with_article = word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1
    for clitics in CLITICS.values():
        if not with_article:
            if len(word) > _SHORT or clitics.article or clitics.written in _SAFE:
                yield from [clitics.written + word] * may_carry(clitics, word)
        elif clitics.preposition == "ل" and not clitics.article:
            yield clitics.conjunction + after_li(word)
        elif not (clitics.article or clitics.future):
            yield clitics.written + word
