"""Who says so: the words of a sentence that name the source of what it claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.casualties.senses import sense
from bot.reading.sentence import Sentence
from bot.reading.tokens import Token

_LONGEST = 14  # tokens of a source: "the spokesman of the interior ministry in ..."
_SHORT = 4  # tokens to the end of "indique l'AFP"
_ENDS = frozenset(',،.:;؛()!?؟"«»-')
_QUOTES = frozenset("\"«»“”'")


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens that name a source, from `first` to before `end`."""

    first: int
    end: int


def source(sentence: Sentence, at: int) -> str | None:
    """The source, as written, that this sentence gives for a claim at this token; None when it names none.

    Of several the nearest, which is how news sentences are built.
    """
    found = min(_sources(sentence), key=lambda found: abs(found.first - at), default=None)
    return " ".join(sentence.words(found.first, found.end).split()) if found else None


def _sources(sentence: Sentence) -> Iterator[Source]:
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if "source.according" in token.tags:
            behind = _behind(sentence, at + 1)
            if behind and not _is(sentence, behind.end, "source.says"):  # "a toll that ... gave"
                yield behind
        elif "source.says" in token.tags and not (at and _is_no_speech(tokens[at - 1])):
            found = _before(sentence, at) if _has_no_object(sentence, at) else _behind(sentence, at + 1)
            if found:
                yield found
        elif token.text == ":" and sentence.part == "title" and _is_quoted(tokens[:at]):
            yield Source(0, at)


def _is_quoted(before: Sequence[Token]) -> bool:
    """Whether these words before a title's colon name who says what follows it."""
    return 0 < len(before) <= _LONGEST // 2 and any("source.body" in token.tags for token in before)


def _is_no_speech(before: Token) -> bool:
    """Whether what follows this token is passive or a noun: "are said to", "Russia's claim"."""
    return "words.be" in before.tags or before.text == "'s"


def _is(sentence: Sentence, at: int, tag: str) -> bool:
    return at < len(sentence.tokens) and tag in sentence.tokens[at].tags


def _has_no_object(sentence: Sentence, at: int) -> bool:
    """Whether who speaks stands before the verb: "police said", "المصادر قالت إن"."""
    follows = at + 1
    if _is_inverted(sentence, at):
        return False
    return follows >= len(sentence.tokens) or _stops(sentence, follows) or not _is_verb_first(sentence)


def _is_inverted(sentence: Sentence, at: int) -> bool:
    """Whether he stands behind the verb all the same: ", affirme l'opposition", "indique l'AFP."."""
    end = at + 1
    while end < min(at + 1 + _LONGEST, len(sentence.tokens)) and not _stops(sentence, end):
        end += 1
    if end == at + 1 or (end < len(sentence.tokens) and sentence.tokens[end].text not in _ENDS):
        return False
    told = at > 0 and sentence.tokens[at - 1].text in {",", "»", "”", '"'}
    return told or (end - at <= _SHORT and any(_is(sentence, of, "source.body") for of in range(at + 1, end)))


def _is_verb_first(sentence: Sentence) -> bool:
    return any("ء" <= char <= "ي" for char in sentence.tokens[0].text)


def _behind(sentence: Sentence, at: int) -> Source | None:
    first = at
    while first < len(sentence.tokens) and (
        sentence.tokens[first].text in _QUOTES or _is(sentence, first, "source.link")
    ):
        first += 1
    if _is(sentence, first, "words.function"):
        return None
    end = first
    while end < min(first + _LONGEST, len(sentence.tokens)) and not _stops(sentence, end):
        end += 1
    return Source(first, end) if end > first else None


def _before(sentence: Sentence, at: int) -> Source | None:
    first = at
    while first > max(0, at - _LONGEST) and not _stops(sentence, first - 1):
        first -= 1
    return Source(first, at) if first < at else None


def _stops(sentence: Sentence, at: int) -> bool:
    """Whether the name of a source ends before this token."""
    token = sentence.tokens[at]
    if token.text in _ENDS:
        return not (token.text in _QUOTES and at + 1 < len(sentence.tokens))
    meaning = sense(token)
    return (
        token.kind == "number"
        or "source.that" in token.tags
        or "words.who" in token.tags
        or (bool(meaning.triggers) and meaning.people is None)
        or not token.tags.isdisjoint(("dates.weekday", "source.says"))
    )
