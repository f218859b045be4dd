"""Who is meant where a name is not repeated: offices, short names, pronouns.

What a news text calls "President X" once it calls "the president" next. Only what the entry itself says is
used: an office that stands before a name, or that there is nobody else whom an office could mean.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.reading.clitics import clitics
from bot.reading.meetings.offices import are_of_two_nations, heads, is_title
from bot.reading.meetings.words import COMMAS, Words, words
from bot.reading.sentence import Mention, Sentence

_Key = tuple[str, ...]  # the words that stand for somebody

_PARTICLES = ("", "و", "ب", "ل")
_PAIR = 2
_OF_NATIONS = frozenset({"place", "country"})
_HEAD = 3  # words at the head of a sentence that may make it a clause
_MEETING = ("verb", "appeal", "contact", "talk", "link")
_SON = "بن"  # a father's name may stand for the whole: «بن سلمان»
NATION = 4  # letters by which a country and its people are known


def read_words(sentences: Sequence[Sentence]) -> list[Words]:
    """Read the sentences of an entry, with whoever is meant by an office, a short name or a pronoun."""
    bare = [words(sentence, sentence.people) for sentence in sentences]
    known = dict(_known(bare))
    everyone = {mention.id for one in bare for mention in one.covered.values()}
    of_two = tuple(sorted(everyone)) if len(everyone) == _PAIR else ()
    heading = {
        mention.id
        for one in bare
        for mention in one.named.values()
        if one.has(mention.first - 1, "person.head") or one.has(mention.first, "person.head")
    }
    read: list[Words] = []
    topic: str | None = None  # who is named first in the last sentence that names somebody
    named: Sequence[str] = ()  # who is named in it
    two: tuple[str, ...] = ()  # the last two named in the last sentence that names two
    for one in bare:
        added = [*_called(one, known), *_pronouns(one, named), *_others(one, topic)]
        guessed = list(heads(one, everyone, {mention.first for mention in added}, topic, heading))
        better = _with(one, [*added, *guessed]) if added or guessed else one
        at_guess = frozenset(mention.first for mention in guessed)
        read.append(
            replace(better, both=dict(_both(better, two, of_two)), two=of_two, topic=topic, guessed=at_guess)
        )
        named = [mention.id for mention in better.named.values()] or named
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
                yield (one.tokens[mention.first].text.removeprefix(mention.clitics.written),), mention.id
            if mention.end - mention.first > _PAIR and one.reads(mention.end - _PAIR, _SON):
                yield (_SON, one.tokens[mention.end - 1].text), mention.id


def _office(one: Words, at: int) -> _Key | None:
    """The words that name an office, a title and whose it is, if such stand there.

    A country and its people begin alike: "Japan's prime minister", "the Japanese prime minister".
    """
    if at < 0 or at + 1 >= len(one) or at in one.covered or at + 1 in one.covered:
        return None
    title, other = (at + 1, at) if one.has(at + 1, "person.title") else (at, at + 1)
    nation = other - one.reads(other, "'s")
    token = one.tokens[nation]
    if token.kind != "word" or not one.roles[nation] <= _OF_NATIONS or "common" in token.tags:
        return None
    return token.text[:NATION], one.tokens[title].text


def _called(one: Words, known: Mapping[_Key, str]) -> Iterator[Mention]:
    """The people of a sentence who go by their office or short name alone."""
    for at in range(len(one)):
        if at in one.covered:
            continue
        titled = one.has(at, "person.title") or one.has(at + 1, "person.title")
        key = _office(one, at) if titled else None
        if key and key in known:
            if not is_title(one, at + len(key)):
                yield Mention(known[key], at, at + len(key), one.clitics(at))
        elif one.reads(at, _SON) and at and one.tokens[at - 1].tags and at + 1 < len(one):
            if who := known.get((_SON, one.tokens[at + 1].text)):
                yield Mention(who, at, at + _PAIR)
        elif not one.tokens[at].tags and _stands_alone(one, at + 1):
            text = one.tokens[at].text
            for particle in _PARTICLES:
                if text.startswith(particle) and (short := (text.removeprefix(particle),)) in known:
                    yield Mention(known[short], at, at + 1, clitics(particle))
                    break


def _stands_alone(one: Words, at: int) -> bool:
    """Whether what stands here does not go on with a name."""
    if at >= len(one) or at in one.covered or one.tokens[at].tags:
        return True
    return one.tokens[at].kind == "mark" or one.tokens[at].text.startswith("و")


def _pronouns(one: Words, last: Sequence[str]) -> Iterator[Mention]:
    """Whom "he" means before anybody is named: who was named first in the sentence before, and is not here.

    In a clause at the head of the sentence it is the subject that follows: "Before he meets B, A must".
    """
    topic = next((who for who in last if who not in one.people), None)
    for at in range(min(one.named, default=len(one))):
        if one.has(at, "person.he") and (who := _subject_behind(one, at) or topic):
            yield Mention(who, at, at + 1)
            return


def _subject_behind(one: Words, at: int) -> str | None:
    """Who is named right behind the comma with which a clause at the head of a sentence ends."""
    if not any(one.has(here, "link.end", "cue.behind", "cue.ahead") for here in range(min(at, _HEAD))):
        return None
    for mention in one.named.values():
        if mention.first > at and any(one.reads(here, *COMMAS) for here in range(at, mention.first)):
            return mention.id
    return None


def _others(one: Words, topic: str | None) -> Iterator[Mention]:
    """Whom "him" means behind a word of meeting: not its subject but who was named before it."""
    for at in range(1, len(one)):
        if one.has(at, "person.him") and not one.groups(at - 1).isdisjoint(_MEETING):
            named = _last_two([one.named[here].id for here in range(at) if here in one.named])
            who = named[1] if len(named) == _PAIR else topic
            if named and who and who != named[0]:
                yield Mention(who, at, at + 1)


def _both(
    one: Words, two: tuple[str, ...], of_two: tuple[str, ...]
) -> Iterator[tuple[int, tuple[Mention, Mention]]]:
    """Whom "the two", «الزعيمان» or «بينهما» stand for: the last two named in the sentence or before it.

    "The French and German leaders" are `of_two`, of whom alone an entry speaks.
    """
    here: tuple[str, ...] = ()
    for at in range(len(one)):
        if at in one.named:
            here = _last_two([*reversed(here), one.named[at].id])
        pair = here if len(here) == _PAIR else two
        if of_two and are_of_two_nations(one, at):
            pair = of_two
        elif not one.has(at, "person.both", "noun.both"):
            continue
        if pair := pair or of_two:
            yield at, (Mention(pair[0], at, at + 1), Mention(pair[1], at, at + 1))
