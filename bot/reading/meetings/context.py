"""Who is meant where a name is not repeated: offices, short names, pronouns.

What a news text calls "President X" once it calls "the president" next. Only what the entry itself says is
used: an office that stands before a name, or that there is nobody else whom an office could mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.meetings.words import COMMAS, Words, words
from bot.reading.sentence import Mention, Sentence

_Key = tuple[str, ...]  # the words that stand for somebody

_PARTICLES = ("", "و", "ب", "ل")
_PAIR = 2
_NATIONALITY = 2  # words behind an Arabic office: «الزعيم الكوري الشمالي»
_AFTER_OFFICE = 4  # words behind an office in which its holder's name makes it a title


def read_words(sentences: Sequence[Sentence]) -> list[Words]:
    """Read the sentences of an entry, with whoever is meant by an office, a short name or a pronoun."""
    bare = [words(sentence, sentence.people) for sentence in sentences]
    known = dict(_known(bare))
    everyone = {mention.id for one in bare for mention in one.covered.values()}
    read: list[Words] = []
    topic: str | None = None  # who is named first in the last sentence that names somebody
    two: tuple[str, ...] = ()  # the last two named in the last sentence that names two
    for one in bare:
        added = [*_called(one, known), *_pronouns(one, topic)]
        guessed = list(_heads(one, everyone, {mention.first for mention in added}))
        better = _with(one, [*added, *guessed]) if added or guessed else one
        at_guess = frozenset(mention.first for mention in guessed)
        read.append(replace(better, both=dict(_both(better, two)), topic=topic, guessed=at_guess))
        named = [mention.id for mention in better.named.values()]
        topic = named[0] if named else topic
        two = last if len(last := _last_two(named)) == _PAIR else two
    return read


def _with(one: Words, people: Sequence[Mention]) -> Words:
    """The words of the sentence, with these people beside those named."""
    everybody = sorted([*one.sentence.people, *people], key=lambda mention: (mention.first, -mention.end))
    return words(one.sentence, everybody)


def _last_two(named: Sequence[str]) -> tuple[str, ...]:
    """The last two people named, the later first."""
    return tuple(dict.fromkeys(reversed(named)))[:_PAIR]


def _known(sentences: Sequence[Words]) -> Iterator[tuple[_Key, str]]:
    """The offices before names, "German chancellor X", and the first words of names."""
    for one in sentences:
        for mention in one.named.values():
            at = mention.first - 1 - one.reads(mention.first - 1, *COMMAS)
            titled = one.has(at, "person.title") or one.has(at - 1, "person.title")
            if titled and (key := _office(one, at - 1)):
                yield key, mention.id
        for mention in one.sentence.people:
            if mention.end - mention.first > 1 and not one.tokens[mention.first].tags:
                yield (one.tokens[mention.first].text.removeprefix(mention.clitics),), mention.id


def _office(one: Words, at: int) -> _Key | None:
    """Two words that name an office, a title and whose it is, if such stand there."""
    if at < 0 or at + 1 >= len(one) or at in one.covered or at + 1 in one.covered:
        return None
    other = at if one.has(at + 1, "person.title") else at + 1
    token = one.tokens[other]
    if token.kind != "word" or one.roles[other] or "common" in token.tags:
        return None
    return one.tokens[at].text, one.tokens[at + 1].text


def _called(one: Words, known: Mapping[_Key, str]) -> Iterator[Mention]:
    """The people of a sentence who go by their office or short name alone."""
    for at in range(len(one)):
        if at in one.covered:
            continue
        if one.has(at, "person.title") or one.has(at + 1, "person.title"):
            key = _office(one, at)
            if key and key in known and not _is_title(one, at + len(key)):
                yield Mention(known[key], at, at + len(key), one.particles(at))
        elif not one.tokens[at].tags and _stands_alone(one, at + 1):
            text = one.tokens[at].text
            for particle in _PARTICLES:
                if text.startswith(particle) and (short := (text.removeprefix(particle),)) in known:
                    yield Mention(known[short], at, at + 1, particle)
                    break


def _stands_alone(one: Words, at: int) -> bool:
    """Whether what stands here does not go on with a name."""
    if at >= len(one) or at in one.covered or one.tokens[at].tags:
        return True
    return one.tokens[at].kind == "mark" or one.tokens[at].text.startswith("و")


def _is_title(one: Words, at: int) -> bool:
    """Whether a name follows, so that what stands before is its title."""
    for behind in range(at, min(at + _AFTER_OFFICE, len(one))):
        if behind in one.covered:
            return True
        if one.roles[behind] and not one.has(behind, "person.title"):
            return False
    return False


def _pronouns(one: Words, topic: str | None) -> Iterator[Mention]:
    """Whom "he" means before anybody is named: who was named first in the sentence before."""
    for at in range(min(one.named, default=len(one))):
        if topic and one.has(at, "person.he"):
            yield Mention(topic, at, at + 1)
            return


def _heads(one: Words, everyone: set[str], taken: set[int]) -> Iterator[Mention]:
    """A head of state or the like without a name, where an entry speaks of two people and names one here."""
    others = everyone - {mention.id for mention in one.named.values()}
    if len(everyone) != _PAIR or len(others) != 1:
        return
    for at in range(len(one)):
        if not one.has(at, "person.head") or at in one.covered or at in taken:
            continue
        if not (_is_title(one, at + 1) or _is_apposition(one, at) or _is_unknown(one, at)):
            yield Mention(next(iter(others)), at, at + 1, one.particles(at))
            return


def _is_unknown(one: Words, at: int) -> bool:
    """Whether an office goes on with words that may be a name which is not of the config."""
    before = at > 0 and one.tokens[at - 1].kind == "word" and not one.tokens[at - 1].tags
    nationality = 0 if before else _NATIONALITY
    after = at + 1
    while after < len(one) and not one.tokens[after].tags and one.tokens[after].kind == "word":
        after += 1
    named = one.reads(after, *COMMAS) and after + 1 < len(one) and not one.tokens[after + 1].tags
    return after - at - 1 > nationality or named


def _is_apposition(one: Words, at: int) -> bool:
    """Whether an office says more of the name before it: "X, China's leader"."""
    for before in range(at - 1, max(at - _AFTER_OFFICE, 0) - 1, -1):
        if before in one.covered:
            return True
        if one.roles[before] and not one.has(before, "person.title"):
            return False
    return False


def _both(one: Words, two: tuple[str, ...]) -> Iterator[tuple[int, tuple[Mention, Mention]]]:
    """Whom "the two", «الزعيمان» or «بينهما» stand for: the last two named in the sentence or before it."""
    here: tuple[str, ...] = ()
    for at in range(len(one)):
        if at in one.named:
            here = _last_two([*reversed(here), one.named[at].id])
        pair = here if len(here) == _PAIR else two
        if pair and one.has(at, "person.both", "noun.both"):
            yield at, (Mention(pair[0], at, at + 1), Mention(pair[1], at, at + 1))
