"""Who says so: the words of a sentence that name the source of what it claims."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.reading.casualties.words import Words

_LONGEST = 14  # tokens of a source: "the spokesman of the interior ministry in ..."
_TITLED = 7  # tokens of one before a title's colon: "الصحة اليمنية: وفاة 62"
_SHORT = 4  # tokens to the end of "indique l'AFP"
_ENDS = frozenset(',،.:;؛()!?؟"«»-')
_QUOTES = frozenset("\"«»“”'")
_TOLD = (",", "»", "”", '"')  # end what somebody said, before the verb: ", affirme l'opposition"


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens that name a source, from `first` to before `end`."""

    first: int
    end: int
    said: int  # the word of saying
    anew: bool = False  # a clause of its own: "..., while the minister said"


def source(words: Words, sources: Iterable[Source], at: int) -> str | None:
    """The source, as written, that this sentence gives for a claim at this token; None when it names none.

    Of several the nearest, which is how news sentences are built; who is said to say something in a new
    clause behind the claim says something else.
    """
    of_claim = [found for found in sources if not (found.anew and found.said > at)]
    of_part = [found for found in of_claim if not _is_parted(words, *sorted((found.said, at)))]
    found = min(of_part or of_claim, key=lambda found: abs(found.first - at), default=None)
    if found is None:
        return None
    said = " ".join(words.sentence.words(found.first, found.end).split())
    clitics = words.tokens[found.first].clitics
    return said[0 if clitics.article else len(clitics.particles) :]  # «ومصادر»


def _is_parted(words: Words, first: int, end: int) -> bool:
    """Whether a semicolon stands between these tokens, behind which somebody else may speak."""
    return any(words.reads(at, ";", "؛") for at in range(first, end))


def sources(words: Words) -> Iterator[Source]:
    """All that this sentence names, in reading order."""
    for at in range(len(words)):
        named = None
        if words.has(at, "source.according"):
            named = _relayed(words, at) or _according(words, at)
        elif words.has(at, "source.says") and not _is_no_speech(words, at):
            named = _relayed(words, at) or _speaker(words, at)
        elif words.reads(at, ":") and words.sentence.part == "title":
            named = _titled(words, at)
        if named:
            yield Source(*named, at, _is_anew(words, at, named[0]))


_Named = tuple[int, int]
"""The tokens of a name: the first, and the one behind."""


def _according(words: Words, at: int) -> _Named | None:
    """As in "according to police"; not "according to a toll that the ministry gave"."""
    behind = _behind(words, at + 1)
    return None if behind and words.has(behind[1], "source.says") else behind


def _relayed(words: Words, at: int) -> _Named | None:
    """Who said it first, where somebody passes it on: «نقلت وكالة عن *مصادر* أن»."""
    if not words.has(at, "source.relays"):
        return None
    within = range(at + 1, min(at + _TITLED, len(words)))
    of = next((it for it in within if words.has(it, "source.of")), None)
    return None if of is None else _behind(words, of + 1)


def _titled(words: Words, at: int) -> _Named | None:
    """Who says what follows a title's colon: "Police: 12 killed"; most titles only name their topic so."""
    says = 0 < at <= _TITLED and words.any_has(0, at, "source.body")
    return (0, at) if says else None


def _speaker(words: Words, at: int) -> _Named | None:
    """Who speaks, before the verb or behind it; in Arabic no object is taken for him: «تقارير تفيد بمقتل»."""
    if _has_no_object(words, at) or _follows_speaker(words, at):
        return _before(words, at)
    if words.order.verb_first and not _may_be_speaker(words, at + 1):
        return _before(words, at)
    return _behind(words, at + 1)


def _follows_speaker(words: Words, at: int) -> bool:
    """Whether an Arabic present tense stands behind who speaks, as in titles: «السلطات تعلن الطوارئ»."""
    if not words.has(at, "source.present") or words.tokens[at].clitics.written or at == 0:
        return False
    before = words.tokens[at - 1]
    opens = any(
        tag.startswith(("dates.", "words.function", "source.")) for tag in before.tags - {"source.body"}
    )
    return before.kind == "word" and not opens and not _stops(words, at - 1)


def _may_be_speaker(words: Words, at: int) -> bool:
    """Whether who speaks may begin there: not «بمقتل», «لوكالة», "last week", "at least"."""
    tags = words.tokens[at].tags - {"dates.other", "numbers.labels"}  # «قناة» is of a number, too
    is_amount = any(tag.startswith(("bounds.", "dates.", "numbers.")) for tag in tags)
    return not is_amount and words.tokens[at].clitics.preposition not in ("ب", "ل")


def _is_anew(words: Words, at: int, first: int) -> bool:
    """Whether a clause of its own begins with the verb, «فيما أكد», or with who speaks: "and Rome said"."""
    if not words.has(at, "source.says"):
        return False
    if not words.order.verb_first:
        return first < at and words.has(first - 1, "words.and", "source.meanwhile")
    return bool(words.tokens[at].clitics.conjunction) or words.has(at - 1, "source.meanwhile")


def _is_noun(words: Words, at: int) -> bool:
    """Whether an article or a preposition shows that an Arabic word is no verb: «النقل», «بزعم»."""
    clitics = words.tokens[at].clitics
    is_charge = words.order.verb_first and words.has(at - 1, "background.law")  # «بتهمة نشر دعاية»
    return clitics.article or bool(clitics.preposition) or is_charge


def _is_no_speech(words: Words, at: int) -> bool:
    """Whether a verb of saying is passive or a noun: "are said to", "Russia's claim", «بزعم»."""
    if words.order.verb_first and words.has(at + 1, "status.hand"):
        return True  # «أعلن مسؤوليته عن»
    is_noun = _is_noun(words, at) or _takes_lives(words, at)
    return words.has(at - 1, "words.be") or words.reads(at - 1, "'s") or is_noun


def _takes_lives(words: Words, at: int) -> bool:
    """Whether a verb that may also be of speech tells of lives: "the storm claims four lives"."""
    return words.has(at, "casualties.killed.takes") and words.any_has(at, at + _SHORT, "people.lives.many")


def _has_no_object(words: Words, at: int) -> bool:
    """Whether who speaks stands before the verb: "police said", "المصادر قالت إن"."""
    if _is_inverted(words, at):
        return False
    return at + 1 >= len(words) or _stops(words, at + 1) or not words.order.verb_first


def _is_inverted(words: Words, at: int) -> bool:
    """Whether he stands behind the verb all the same: ", affirme l'opposition", "indique l'AFP."."""
    first = at + 1
    end = _end(words, first)
    if end == first or (end < len(words) and words.tokens[end].text not in _ENDS):
        return False
    return words.reads(at - 1, *_TOLD) or (end - at <= _SHORT and words.any_has(first, end, "source.body"))


def _behind(words: Words, at: int) -> _Named | None:
    """The source that begins here, but for quotes and links: "according to *the ministry*"."""
    first = at
    while first < len(words) and (words.tokens[first].text in _QUOTES or words.has(first, "source.link")):
        first += 1
    if words.has(first, "source.described"):
        says_whose = first + 1 < len(words) and words.tokens[first + 1].clitics.preposition == "ل"
        first += 1 if says_whose else -1  # «حصيلة أولية للوزارة», «أرقام رسمية»
    if words.has(first, "words.function"):
        return None
    end = _end(words, first)
    while words.order.verb_first and end > first and words.has(end - 1, "words.of", "words.function"):
        end -= 1  # «نبهت المنظمة *إلى* مقتل»
    return (first, end) if end > first else None


def _before(words: Words, at: int) -> _Named | None:
    """The source that ends here: "*the ministry* said"."""
    first = at
    while first > max(0, at - _LONGEST) and not _stops(words, first - 1):
        first -= 1
    first += words.has(first, "words.and", "source.meanwhile")
    return (first, at) if first < at else None


def _end(words: Words, first: int) -> int:
    """Where the name of a source ends that begins here."""
    end = first
    while end < min(first + _LONGEST, len(words)) and not _stops(words, end):
        end += 1
    return end


def _stops(words: Words, at: int) -> bool:
    """Whether the name of a source ends before this token."""
    token = words.tokens[at]
    if token.text in _ENDS:
        return not (token.text in _QUOTES and at + 1 < len(words))
    if token.kind == "number" or words.acts(at):
        return True
    is_announced = words.has(at, "source.announced") or words.senses[at].victim
    if is_announced and words.order.verb_first and not token.clitics.article:
        return True
    is_verb = words.has(at, "source.says") and not _is_noun(words, at)
    return is_verb or words.has(at, "source.that", "source.how", "words.who", "dates.weekday")
