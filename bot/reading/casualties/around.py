"""A sentence with its groups of people: who stands where, and what stands between."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.casualties.group import Group
from bot.reading.casualties.words import Words

# How far, in tokens, whom it befell may stand from its trigger. Wider takes other people for victims.
NEAR = 2  # right beside it, but for articles and possessives
CLOSE = 4  # with an adjective or a name between
BEHIND = 10  # with a time, a place or an agent between: "قتلت الشرطة في غزة أمس 3 أشخاص"
AHEAD = 25  # with a relative clause between: "five people who were in a lift that fell have died"
NAME = 4  # words of a name

_WALLS = frozenset(".:;؛()?؟!•●▪■►|")


@dataclass(frozen=True, slots=True)
class Around(Words):
    """A frozen view of a sentence with its groups, which stand in order and do not overlap."""

    groups: Sequence[Group]
    firsts: Sequence[int]  # of the groups: where each begins
    ends: Sequence[int]  # and ends

    def group_at(self, at: int) -> Group | None:
        """The group that begins there."""
        index = bisect_left(self.firsts, at)
        found = index < len(self.groups) and self.firsts[index] == at
        return self.groups[index] if found else None

    def following(self, at: int) -> Iterator[Group]:
        """The groups that begin behind this token, the nearest first."""
        return (self.groups[index] for index in range(bisect_right(self.firsts, at), len(self.groups)))

    def preceding(self, at: int) -> Iterator[Group]:
        """The groups that end before this token, the nearest first."""
        return (self.groups[index] for index in range(bisect_right(self.ends, at) - 1, -1, -1))

    def behind(self, group: Group) -> Group | None:
        """The next group."""
        return next(self.following(group.first), None)

    def before(self, group: Group) -> Group | None:
        """The group before."""
        return next(self.preceding(group.first), None)

    def is_counted(self, at: int) -> bool:
        """Whether the word is the noun of a number: the "wounded" of "four wounded"."""
        index = bisect_left(self.firsts, at) - 1
        if index < 0:
            return False
        group = self.groups[index]
        return at < group.end and group.victim is not None and group.counted

    def is_wall(self, at: int) -> bool:
        """Whether what stands before a mark there has nothing to do with what stands behind: ".", "("."""
        return self.tokens[at].text in _WALLS

    def is_walled(self, first: int, end: int, *, past_among: bool = False) -> bool:
        """Whether the sentence turns elsewhere between these tokens: at a full stop, a verb, "among"."""
        between = range(first, end)
        if any(self.is_wall(at) or (self.acts(at) and not self._only_describes(at)) for at in between):
            return True
        return not past_among and self.any_has(first, end, "words.among")

    def _only_describes(self, at: int) -> bool:
        """Whether a verb only tells who somebody is: "the man *who killed* two", "a *missing* laptop"."""
        if self.order.nouns_last and self.has(at - 1, "words.article"):
            return True
        return self.order.subject_first and self.any_has(at - CLOSE, at, "words.who", "words.accused")


def around(words: Words, groups: Sequence[Group]) -> Around:
    """The view of a sentence with these groups of it."""
    firsts, ends = [group.first for group in groups], [group.end for group in groups]
    seen = (words.sentence, words.tokens, words.order, words.senses, words.headline, words.tags)
    return Around(*seen, groups, firsts, ends)
