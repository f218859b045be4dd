"""Each claim of an entry once, in its most precise wording."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.reading.facts import CasualtyFact

_MOST = 200  # claims of one entry; news has a dozen at most


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and of whom it is."""

    fact: CasualtyFact
    nth: int  # how many equal ones of other people its sentence makes before it
    names: frozenset[str]  # of a single person, as far as they are told


def distinct(claims: Iterable[Told]) -> list[CasualtyFact]:
    """The facts of one entry's claims, those left out that another tells as well or better.

    A title says in round words what the summary then says exactly; both tell one claim.
    """
    kept: list[Told] = []
    for one in claims:
        if len(kept) == _MOST:
            break
        rivals = [other for other in kept if _may_be_one(other, one)]
        if any(_tells(other.fact, one.fact) for other in rivals):
            continue
        known = [other.fact for other in rivals]
        gone = [it for it in rivals if _tells(one.fact, it.fact) and not _is_beside_one(it.fact, known)]
        kept = [other for other in kept if other not in gone]
        kept.append(one)
    whole = [one.fact for one in kept]
    return [fact for fact in whole if not (fact.mixed and _is_parted(fact, whole))]


def _may_be_one(one: Told, other: Told) -> bool:
    """Whether two claims may be of the same people: no two full names that have nothing in common."""
    if one.nth != other.nth or not _same_kind(one.fact, other.fact):
        return False
    are_others = one.names.isdisjoint(other.names) and min(len(one.names), len(other.names)) > 1
    return not are_others


def _is_beside_one(fact: CasualtyFact, others: Iterable[CasualtyFact]) -> bool:
    """Whether a plural without a number is told beside one person: «مقتل قيادي ومرافقيه»."""
    if fact.bound != "unspecified":
        return False
    return any(other.low == 1 and other.quote.part == fact.quote.part for other in others)


def _is_parted(mixed: CasualtyFact, facts: Iterable[CasualtyFact]) -> bool:
    """Whether other facts give the parts of a figure that counts dead and wounded together."""
    parts = [fact for fact in facts if not fact.mixed and fact.category in {"killed", "wounded"}]
    return len({part.category for part in parts}) > 1 and mixed.low == sum(part.low or 0 for part in parts)


def _same_kind(one: CasualtyFact, other: CasualtyFact) -> bool:
    """Whether the two may be one claim: of one category, and both denied or both asserted, if not equal."""
    same_figure = (one.low, one.high) == (other.low, other.high)
    return one.category == other.category and (one.status == other.status or same_figure)


def _tells(better: CasualtyFact, fact: CasualtyFact) -> bool:
    """Whether a claim says all that the other does."""
    if (better.low, better.high) == (fact.low, fact.high):
        if better.status != fact.status:
            return better.status == "denied"  # the title leaves out who denies it
        if better.scope != fact.scope and better.bound != fact.bound:
            return False
        if better.scope == fact.scope:
            return _worth(better) >= _worth(fact)
        # text and title tell one event, and one of them dates it; elsewhere it is another
        return better.scope == "background" and "title" in (fact.quote.part, better.quote.part)
    if fact.bound == "unspecified":
        is_one = better.low == 1 and not _is_headline(fact, better)  # no single one is all of several
        return better.bound != "unspecified" and not is_one and not _stands_beside(better, fact)
    if fact.bound == "vague":
        return better.low is not None and better.low >= (fact.low or 0) and better.bound != "unspecified"
    if fact.bound == "exact" and better.bound == "at_most":
        return better.high == fact.low
    return fact.bound == "exact" and better.bound in {"at_least", "about"} and better.low == fact.low


def _worth(fact: CasualtyFact) -> tuple[int, bool]:
    """How well it says who gives the figure; a title shortens him."""
    return len(fact.source or ""), fact.quote.part != "title"


def _is_headline(fact: CasualtyFact, other: CasualtyFact) -> bool:
    """Whether a title only calls victims what the text then tells of one person."""
    return fact.quote.part == "title" != other.quote.part


def _stands_beside(one: CasualtyFact, other: CasualtyFact) -> bool:
    """Whether "and others" follows in the same sentence: more than the one told."""
    return one.quote.part == other.quote.part and one.quote.start == other.quote.start
