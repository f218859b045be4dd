"""People that a sentence counts or names: what is found out about them."""

from dataclasses import dataclass, replace

from bot.model import Category
from bot.reading.casualties.senses import Side
from bot.reading.facts import Bound


@dataclass(frozen=True, slots=True)
class Group:
    """People, counted or named by a noun: the tokens from `first` to before `end`."""

    first: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
    side: Side | None = None
    victim: Category | None = None  # their noun says already what befell them
    mixed: bool = False  # "dead and wounded": it says several such things
    sure: bool = True  # a noun says that they are people, or that there are others
    counted: bool = False  # by a number or a dual
    subset: bool = False  # a part of those counted before: "among them two children"
    of_them: bool = False  # "two of them"
    more: bool = False  # "14 more"


def one(first: int, end: int) -> Group:
    """A single person: "Jane Roe"."""
    return Group(first, end, 1, 1, "exact")


def some(first: int, end: int, *, sure: bool = True) -> Group:
    """People of whom no number is told: "rebels"."""
    return Group(first, end, None, None, "unspecified", sure=sure)


def total(first: Group, second: Group) -> Group:
    """Both, the second being the later: "five children and a woman" are six."""
    return replace(
        first,
        end=second.end,
        low=(first.low or 0) + (second.low or 0),
        high=None if None in (first.high, second.high) else (first.high or 0) + (second.high or 0),
        bound=second.bound if first.bound == "exact" else first.bound,
        side=first.side if first.side == second.side else None,
        counted=True,
    )
