"""A sentence as the grammar of meetings reads it: the roles of its words, and who may be a party."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bot.reading.clitics import Clitics
from bot.reading.sentence import Mention, Sentence
from bot.reading.tokens import Token

_NONE: frozenset[str] = frozenset()
_PREFIX = "meeting."
_COMPANY = 5  # words between a name and the company of its bearer
_GIVEN = 2  # words between a title and a name: a nationality, a first name
COMMAS = (",", "،")
QUOTES = ("'", '"', "«", "“", "‘")
_BREAKS = frozenset(".;؛!?؟:…|•")
_ABBREVIATED = 2  # letters before a full stop that ends no clause: U.S., Vladimir V. Putin


@lru_cache(maxsize=4_096)
def _roles(tags: frozenset[str]) -> frozenset[str]:
    return frozenset(tag.removeprefix(_PREFIX) for tag in tags if tag.startswith(_PREFIX))


@lru_cache(maxsize=4_096)
def _groups(roles: frozenset[str]) -> frozenset[str]:
    return frozenset(role.partition(".")[0] for role in roles)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence, with the people named among them."""

    sentence: Sentence
    roles: Sequence[frozenset[str]]  # of each token: its classes in the lexicon's table of meetings
    named: Mapping[int, Mention]  # those who may be parties, by the first token of the name
    covered: Mapping[int, Mention]  # every named person, by each token of the name
    people: frozenset[str] = frozenset()  # who may be parties
    both: Mapping[int, tuple[Mention, Mention]] = field(default_factory=dict)  # whom "the two" stands for
    two: tuple[str, ...] = ()  # the people of an entry that speaks of two
    topic: str | None = None  # who is named first in the sentence before
    visited: frozenset[str] = (
        frozenset()
    )  # how the words begin for the people of countries visited in the entry
    guessed: frozenset[int] = frozenset()  # where somebody is meant by an office that could be nobody else's

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def __len__(self) -> int:
        return len(self.sentence.tokens)

    def has(self, at: int, *names: str) -> bool:
        """Whether the word there plays one of these roles."""
        return 0 <= at < len(self) and not self.roles[at].isdisjoint(names)

    def any_has(self, first: int, end: int, *names: str) -> bool:
        """Whether one of the words from `first` to before `end` plays one of these roles."""
        return any(not roles.isdisjoint(names) for roles in self.roles[max(first, 0) : max(end, 0)])

    def groups(self, at: int) -> frozenset[str]:
        """The tables of the lexicon in which the word there stands: "verb", "noun", "cue"."""
        return _groups(self.roles[at]) if 0 <= at < len(self) else _NONE

    def reads(self, at: int, *texts: str) -> bool:
        """Whether one of these words or marks stands there."""
        return 0 <= at < len(self) and self.tokens[at].text in texts

    def is_first_person(self, at: int) -> bool:
        """Whether an Arabic hamza, which folding takes off, makes a verb "I meet": «ألتقي», not «التقى»."""
        bare = self.sentence.words(at, at + 1).lstrip("وفسل")
        # «ألتقى», with the ending of the past, is but a slip of the pen for «التقى»
        return self.has(at, "verb.present") and bare.startswith("أ") and not bare.endswith("ى")

    def clitics(self, at: int) -> Clitics:
        """What is written onto the front of the word there."""
        return self.tokens[at].clitics

    def carries_on(self, at: int) -> bool:
        """Whether a headline's colon or dots lead on here to what is said: «خلال لقائه .. فلان»."""
        dots = self.reads(at, ".") and (self.reads(at - 1, ".") or self.reads(at + 1, "."))
        return dots or self.reads(at, ":", "…")

    def breaks(self, at: int) -> bool:
        """Whether a mark there separates what is said before it from what is said behind."""
        token = self.tokens[at]
        if token.text not in _BREAKS:
            return False
        if token.text != "." or self.reads(at - 1, ".") or self.reads(at + 1, "."):
            return True
        return not self.reads(at + 1, ",") and (at == 0 or len(self.tokens[at - 1].text) > _ABBREVIATED)


def words(sentence: Sentence, people: Sequence[Mention]) -> Words:
    """The roles of a sentence's words, where these people are named."""
    roles = [_roles(token.tags) if token.tags else _NONE for token in sentence.tokens]
    joined = list(_joined(people))
    covered = {at: mention for mention in joined for at in range(mention.first, mention.end)}
    whole = Words(sentence, roles, {}, covered)
    named = {mention.first: mention for mention in joined if not _in_company(whole, mention)}
    return Words(sentence, roles, named, covered, frozenset(mention.id for mention in named.values()))


def _joined(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, title and name of one person made one, none within another."""
    last: Mention | None = None
    for mention in mentions:
        if last and mention.id == last.id and mention.first <= last.end + 1:
            last = Mention(last.id, last.first, max(last.end, mention.end), last.clitics)
        elif last is None or mention.first >= last.end:
            if last:
                yield last
            last = mention
    if last:
        yield last


def _in_company(words: Words, mention: Mention) -> bool:
    """Whether not this person is meant but someone around: an aide, a delegation, a government."""
    return _followed(words, mention.end) or _preceded(words, mention.first)


def _followed(words: Words, at: int) -> bool:
    """Whether the name before this word belongs to the company behind it: "Biden aides", "Biden's envoy"."""
    possessive = words.reads(at, "'s")
    first, reach = (at + 1, _COMPANY) if possessive else (at, 1)
    for after in range(first, min(first + reach, len(words))):
        if after in words.covered or words.reads(after, *COMMAS):
            return False
        if words.has(after, "person.company_after"):
            return True
    return False


def _preceded(words: Words, at: int) -> bool:
    """Whether the name at this word belongs to the company before it: "an adviser to the president"."""
    unknown, most = 0, _GIVEN
    for before in range(at - 1, max(at - _COMPANY, 0) - 1, -1):
        if words.has(before, "person.company"):
            # «قوات فلان» are his, but in «قائد القوات فلان» the article parts them
            parted = words.clitics(before).article and " " not in words.tokens[before].text
            return not parted or bool(words.covered[at].clitics.preposition)
        title = words.has(before, "person.title")
        if title and words.clitics(before).written.startswith("ل"):
            most = _COMPANY - 1  # «كبير مستشاري الشؤون الاستراتيجية السابق للرئيس»
        elif (
            before in words.covered or words.tokens[before].kind == "mark" or words.clitics(before).particles
        ):
            return False
        if title:
            unknown = 0
        elif words.roles[before] and not words.has(before, "link.of"):
            return False
        else:
            unknown += 1
        if unknown > most:
            return False
    return False
