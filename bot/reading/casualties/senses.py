"""What the words of the lexicon mean where people are counted to whom something happened."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from bot.model import Category

Number = Literal["one", "two", "many", "mass"]
"""Mass: only where a number counts them, as in "three police"."""
Side = Literal["civilians", "forces", "militants"]

_SIDES = frozenset({"civilians", "forces", "militants"})


@dataclass(frozen=True, slots=True)
class Sense:
    """A word's part in a casualty claim; nothing where it has none."""

    people: Number | None = None  # a noun for people, by grammatical number
    side: Side | None = None  # of those people
    victim: Category | None = None  # a noun for those whom it befell: "dead", "prisoners"
    category: Category | None = None  # of the trigger that it is, if any
    triggers: frozenset[str] = frozenset()  # the classes that it has as one
    thing: bool = False  # a noun for what is nobody: years, missiles


_TRIGGERS = frozenset(
    {
        *("event", "event_one", "event_two", "event_many", "possessed"),
        *("verb_one", "verb_two", "verb_many"),
        *("verb", "dual", "plural", "participle", "passive", "before", "after", "takes", "cases"),
    }
)


@lru_cache(maxsize=4_096)
def sense(tags: frozenset[str]) -> Sense:
    """The part of a word of these classes: {"people.forces.many"} are people, of the forces."""
    paths = [tag.split(".") for tag in sorted(tags)]
    people = [path for path in paths if path[0] == "people"]
    victims = [path for path in paths if path[0] == "casualties" and path[2] == "victim"]
    triggers = [path for path in paths if path[0] == "casualties" and path[2] in _TRIGGERS]
    nouns = [*victims, *people]
    return Sense(
        people=cast("Number", nouns[0][-1]) if nouns else None,
        side=next((cast("Side", path[1]) for path in people if path[1] in _SIDES), None),
        victim=cast("Category", victims[0][1]) if victims else None,
        category=cast("Category", triggers[0][1]) if triggers else None,
        triggers=frozenset(path[2] for path in triggers if path[1] == triggers[0][1]),
        thing=any(path[0] == "things" for path in paths),
    )
