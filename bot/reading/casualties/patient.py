"""Those to whom something happened."""

from dataclasses import dataclass

from bot.model import Category
from bot.reading.casualties.group import Group


@dataclass(frozen=True, slots=True)
class Patient:
    """Those to whom something happened, and the words that say so."""

    category: Category
    group: Group
    trigger: int  # its token; the group's own noun where that says it

    @property
    def first(self) -> int:
        """The first token of the claim."""
        return min(self.group.first, self.trigger)

    @property
    def end(self) -> int:
        """The token behind the claim."""
        return max(self.group.end, self.trigger + 1)


@dataclass(frozen=True, slots=True)
class Told:
    """What one word of a sentence tells."""

    patients: tuple[Patient, ...] = ()
    used: frozenset[int] = frozenset()  # the first tokens of the groups of whom it tells: nobody counts twice


NOTHING = Told()
