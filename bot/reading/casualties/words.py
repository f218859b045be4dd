"""The words of one sentence and what each may be, asked for by position; outside it there is nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.casualties.order import Order
from bot.reading.casualties.senses import Sense, sense
from bot.reading.sentence import Sentence
from bot.reading.tokens import Token

_LONG = 4  # letters of a word that has a capital in a headline
_MOST = 0.6  # of them have one


@dataclass(frozen=True, slots=True)
class Words:
    """A frozen view of a sentence. Positions are indices of its tokens; any integer may be asked for."""

    sentence: Sentence
    tokens: Sequence[Token]
    order: Order
    senses: Sequence[Sense]  # of each token
    headline: bool  # whether Every Word Has a Capital, which then tells no name
    tags: frozenset[str]  # of all tokens: of most classes a sentence has no word

    def __len__(self) -> int:
        return len(self.tokens)

    def has(self, at: int, *tags: str) -> bool:
        """Whether the word there is of one of these classes: `has(at, "words.and", "words.or")`."""
        return 0 <= at < len(self.tokens) and not self.tokens[at].tags.isdisjoint(tags)

    def any_has(self, first: int, end: int, *tags: str) -> bool:
        """Whether one from `first` to before `end` is: `any_has(at - 2, at, "words.be")`."""
        if self.tags.isdisjoint(tags):
            return False
        within = self.tokens[max(first, 0) : max(end, 0)]
        return any(not token.tags.isdisjoint(tags) for token in within)

    def reads(self, at: int, *texts: str) -> bool:
        """Whether one of these words or marks stands there: `reads(at, "'s")`."""
        return 0 <= at < len(self.tokens) and self.tokens[at].text in texts

    def is_number(self, at: int) -> bool:
        """Whether a word of a number stands there: «خمس»."""
        return any(tag.startswith("numbers.") for tag in self.tokens[at].tags)

    def is_and(self, at: int) -> bool:
        """Whether it joins what stands around it: "and", «و» before what the lexicon lacks."""
        return self.has(at, "words.and") or self.reads(at, "و")

    def carries_and(self, at: int) -> bool:
        """Whether it is joined to what stands before it: «والجرحى»."""
        return self.tokens[at].clitics.conjunction == "و"

    def is_definite(self, at: int) -> bool:
        """Whether it carries the Arabic article: «الضابط», «للضابط»."""
        return self.tokens[at].clitics.article

    def acts(self, at: int) -> bool:
        """Whether it says what happened and names nobody: "killed"; not "wounded" as a noun."""
        if not self.senses[at].triggers or self.senses[at].people is not None:
            return False
        return not self.has(at, "casualties.detained.held") or self.is_passive(at)  # "a rally held in Rome"

    def is_passive(self, at: int) -> bool:
        """Whether a form of "to be" stands right before it: "were killed", "was also arrested"."""
        return self.any_has(at - 2, at, "words.be")

    def is_name(self, at: int) -> bool:
        """Whether it is somebody's name: of a person of the config, or unknown and with a capital: "Roe"."""
        if not 0 <= at < len(self):
            return False
        if any(person.first == at for person in self.sentence.people):
            return True
        is_unknown = self.tokens[at].kind == "word" and not self.tokens[at].tags
        return is_unknown and self.sentence.words(at, at + 1)[:1].isupper()

    def is_deed(self, at: int) -> bool:
        """Whether it looks like what somebody did: "cooked", outside the lexicon."""
        ends = self.order.deed_endings
        return bool(ends) and self.is_obscure(at) and self.tokens[at].text.endswith(ends)

    def is_unknown(self, at: int) -> bool:
        """Whether the lexicon lacks the word, which may be a noun or name."""
        if not 0 <= at < len(self) or self.tokens[at].kind != "word" or self.tokens[at].tags:
            return False
        return bool(self.order.unknown_noun.match(self.tokens[at].text))

    def is_obscure(self, at: int) -> bool:
        """Whether the lexicon lacks the word, and it can be nobody's name: "cranky"."""
        if not 0 <= at < len(self) or self.tokens[at].kind != "word" or self.tokens[at].tags:
            return False
        is_name = self.is_name(at) and not self.headline
        return not is_name and not self.order.unknown_noun.match(self.tokens[at].text)


def words(sentence: Sentence, order: Order) -> Words:
    """The view of this sentence in a language of this order."""
    senses = [sense(token.tags) for token in sentence.tokens]
    tags = frozenset().union(*(token.tags for token in sentence.tokens))
    return Words(sentence, sentence.tokens, order, senses, _is_headline(sentence), tags)


def _is_headline(sentence: Sentence) -> bool:
    """Whether most words of the lexicon in an English title have a capital: "Gunmen Kill Two Near Border"."""
    if sentence.part != "title":
        return False
    known = [at for at, token in enumerate(sentence.tokens) if at and token.tags and len(token.text) >= _LONG]
    capitals = sum(sentence.words(at, at + 1)[0].isupper() for at in known)
    return capitals > _MOST * len(known)
