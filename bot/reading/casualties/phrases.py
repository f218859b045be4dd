"""The noun phrases of a sentence: where one ends, and which noun is its head."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.reading.casualties.senses import Sense
from bot.reading.casualties.words import Words
from bot.reading.quantities import Quantity

QUOTES = ('"', "«", "“")
_PEOPLE = Sense(people="many")


@dataclass(frozen=True, slots=True)
class Phrases(Words):
    """The view of a sentence, with its figures."""

    quantities: Mapping[int, Quantity]  # by their first token

    def noun(self, at: int) -> Sense:
        """What the noun there means; one that the lexicon lacks may be for people: "grandmasters"."""
        token = self.tokens[at]
        is_people = not token.tags and token.text.endswith(self.order.people_endings)
        return _PEOPLE if is_people else self.senses[at]

    def head(self, at: int) -> int | None:
        """Where the noun stands that a number before this token counts: "off duty police *officers*"."""
        found = None
        at += self.reads(at, *QUOTES)  # «71 "فردا تكفيريا"»
        for index in range(at, min(at + self.order.noun_within, len(self))):
            is_adjective = index == at and self._describes_next(index)
            if (self.ends(index) and not is_adjective) or (
                index in self.quantities and not self._is_age(index)
            ):
                break
            if found is not None and self.has(index, "words.of", "words.article"):
                break  # "three men shook the town"
            noun = self.noun(index)
            if not (noun.people or noun.thing):
                continue
            if found is not None and (noun.victim or self.has(index, "people.pronouns.one")):
                break  # "two people dead", "two wounded one"
            found = index
            if not self.order.nouns_last:
                break
        return found

    def _describes_next(self, at: int) -> bool:
        """Whether a participle only describes those behind it: "three *missing* boys"."""
        if not self.order.nouns_last or "participle" not in self.senses[at].triggers or at + 1 >= len(self):
            return False
        return self.acts(at) and self.noun(at + 1).people == "many"

    def _is_age(self, at: int) -> bool:
        """Whether the figure there is of years that people are old: "three 9-year-olds"."""
        return self.has(self.quantities[at].end, "things.age")

    def ends(self, at: int) -> bool:
        """Whether a noun phrase ends before this token: at a mark, a preposition, "and", a verb."""
        return (
            self.tokens[at].kind == "mark"
            or self.has(at, "words.function", "words.be", "words.and", "words.or")
            or bool(self.tokens[at].clitics.particles)  # Arabic begins something else: «مقتل 7 بهجوم»
            or self.acts(at)
        )

    def is_people(self, at: int) -> bool:
        """Whether a noun for people stands there, and no figure: "soldiers"."""
        return at < len(self) and at not in self.quantities and self.senses[at].people is not None

    def is_other_noun(self, at: int) -> bool:
        """Whether what stands there may be the noun, and for no people: the "seals" of "three dead seals"."""
        if not self.order.nouns_last or at >= len(self):
            return False
        token = self.tokens[at]
        return token.kind == "word" and not token.tags and not token.text.endswith(self.order.adverb_endings)


def phrases(words: Words, quantities: Iterable[Quantity]) -> Phrases:
    """The view of a sentence with these figures of it."""
    by_first = {quantity.first: quantity for quantity in quantities}
    seen = (words.sentence, words.tokens, words.order, words.senses, words.headline, words.tags)
    return Phrases(*seen, by_first)
