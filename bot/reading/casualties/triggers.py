"""The words of a sentence that say what happened: "killed", «مقتل», "killed or wounded" as one."""

from dataclasses import dataclass

from bot.model import Category
from bot.reading.casualties.words import Words

TAKEN: frozenset[Category] = frozenset({"detained", "abducted", "displaced", "missing"})
"""What befalls people who may come back."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says what befell somebody."""

    at: int
    last: int  # where the second of a joint one stands, else itself: "killed or wounded 20"
    category: Category
    classes: frozenset[str]  # how it is built with those whom it befell: "verb", "event", "participle"

    def is_a(self, *classes: str) -> bool:
        """Whether it is of one of these classes."""
        return not self.classes.isdisjoint(classes)


def trigger(words: Words, at: int) -> Trigger | None:
    """The trigger there; None for the second of a joint one."""
    meaning = words.senses[at]
    if meaning.category is None or _is_second(words, at):
        return None
    return Trigger(at, _last(words, at), meaning.category, meaning.triggers)


def is_bare_event(words: Words, trigger: Trigger) -> bool:
    """Whether it is a noun that nobody can follow: «القتل»; «القبض على» is a phrase."""
    token = words.tokens[trigger.at]
    return token.clitics.article and " " not in token.text


def _last(words: Words, at: int) -> int:
    """Where the second of a joint trigger stands that begins here, else here."""
    following = at + 1 + words.has(at + 1, "words.and", "words.or")
    return following if following < len(words) and _is_second(words, following) else at


def _is_of_many(classes: frozenset[str]) -> bool:
    """Whether an Arabic verb shows by its ending that they stand before it."""
    return not classes.isdisjoint(("dual", "plural"))


def _is_second(words: Words, at: int) -> bool:
    """Whether only "and" or "or" stands between this trigger and the one before it: «مقتل وإصابة»."""
    first = at - 1
    linked = words.carries_and(at)
    if not linked and words.has(first, "words.and", "words.or"):
        linked, first = True, first - 1
    if not linked or first < 0:
        return False
    one, other = words.senses[first], words.senses[at]
    if _is_of_many(one.triggers) and not _is_of_many(other.triggers):
        return False  # «شخصين قتلا وأصيب 48»
    return not one.triggers.isdisjoint(other.triggers) and one.category not in (None, other.category)
