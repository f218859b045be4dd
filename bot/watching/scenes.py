"""Whether two texts tell of one event, by what has the same name in every language. Pure."""

from bot.reading.events import Scene

# Of which a country has one at a time, or nearly; of a bombing its town must be known.
_SINGLE = frozenset({"earthquake", "eruption", "flood", "storm", "plane", "train"})


def apart(one: Scene, other: Scene) -> bool:
    """Whether two scenes are of different events: of other things that befell people, or in other towns.

    A town alone says little where the text does not say what happened there: a capital may be a government.
    """
    return _differ(one.families, other.families) or bool(
        one.kinds and other.kinds and _differ(one.towns, other.towns)
    )


def agree(one: Scene, other: Scene, *, place: bool, toll: bool) -> bool:
    """Whether two scenes are of one event, unless figures speak against it.

    `place` says whether the texts name a place in common, `toll` whether they count about as many.
    """
    if apart(one, other) or _differ(one.countries, other.countries):
        return False
    kinds, towns = one.kinds & other.kinds, one.towns & other.towns
    if toll:
        return bool(towns or (kinds and place))
    return bool(kinds and towns) or bool(kinds & _SINGLE and place)


def _differ(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def shared(one: Scene, other: Scene) -> list[str]:
    """What two scenes have in common, in words."""
    common = (one.kinds & other.kinds, one.towns & other.towns, one.countries & other.countries)
    return [name for names in common for name in sorted(names)]


def together(one: Scene, other: Scene) -> Scene:
    """All that two scenes name, in whatever language."""
    return Scene(
        None,
        one.kinds | other.kinds,
        one.towns | other.towns,
        one.countries | other.countries,
        one.again or other.again,
    )
