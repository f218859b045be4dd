"""Casualty figures in time: what a figure adds to those that were told. Pure.

Every figure that is reported is kept; none is overwritten. Of one story, one category and one way of
counting, a figure is news when it is the first, when it is higher than all that was told, or when its own
words say that the toll was corrected. A round repeat ("more than 800" after 832), a part of the total and
another outlet's older figure are no news.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from bot.model import Figure

Verdict = Literal["first", "higher", "lower", "known"]

Seen = Sequence[tuple[str, Sequence[Figure]]]
"""The figures of a story's reports in the order of their coming, those of each with its publisher."""

_TYPING_ERROR = 10  # times as many as before: a publisher may have typed a digit too many
_AGREEING = 2  # times as many: a second publisher may be behind, or round
_FEW = 5  # of so few a toll may well grow tenfold within the hour: three dead, then forty


def compare(told: Iterable[Figure], new: Figure) -> Verdict:
    """What a figure is beside those of its story that were told, in the order of the telling."""
    known = [figure for figure in told if figure.series == new.series]
    if not known:
        return "first"
    if new.low is None or new.low in {figure.low for figure in known}:
        return "known"
    if new.corrected and new.low < known[-1].most:
        return "lower"
    return "higher" if new.low > max(figure.most for figure in _in_force(known)) else "known"


def _in_force(known: Sequence[Figure]) -> Sequence[Figure]:
    """From the last correction on: what it took back no longer counts."""
    return known[max((at for at, figure in enumerate(known) if figure.corrected), default=0) :]


def beside(told: Iterable[Figure], new: Figure) -> list[Figure]:
    """Those of the figures told that a new one is to be compared with.

    What was said by the way may be of more than the event: it hides no figure but the same.
    """
    return [figure for figure in told if new.aside or not figure.aside or figure.low == new.low]


def adds(told: Iterable[Figure], new: Figure) -> bool:
    """Whether the first figure of a series is news beside those of others: "and 18 wounded".

    One who was wounded, or some, are none. Killed and wounded counted at once only add to what is known where
    they are more than both.
    """
    if not new.mixed:
        return (new.low or 0) > 1
    most = {figure.series: figure.most for figure in sorted(told, key=lambda figure: figure.most)}
    return (new.low or 0) > sum(most.values())


def is_doubtful(told: Iterable[Figure], seen: Seen, new: Figure) -> bool:
    """Whether a jump is so high that a second publisher should say it too, and none does among those seen."""
    most = max((figure.most for figure in told if figure.series == new.series), default=0)
    if not most or (new.low or 0) <= _TYPING_ERROR * max(most, _FEW):
        return False
    own = _publishers(seen, new)
    return not any(
        figure.series == new.series and figure.most >= (new.low or 0) / _AGREEING
        for publisher, figures in seen
        if publisher not in own
        for figure in figures
    )


def is_taken_back(seen: Seen, doubtful: Figure) -> bool:
    """Whether who gave such a figure gives a far lower one by now, as after a slip of the pen."""
    own = _publishers(seen, doubtful)
    given = [
        max(figure.most for figure in figures if figure.series == doubtful.series)
        for publisher, figures in seen
        if publisher in own and any(figure.series == doubtful.series for figure in figures)
    ]
    return bool(given) and given[-1] < (doubtful.low or 0) / _AGREEING


def is_refuted(seen: Seen, told: Figure) -> bool:
    """Whether a figure that was told was a slip of the pen: its own publisher and another say so by now.

    Both give a tenth of it, or less, and nobody else bears it out. Of a few, nobody can tell.
    """
    if (told.low or 0) <= _TYPING_ERROR * _FEW:
        return False
    own, latest = _publishers(seen, told), dict[str, int]()
    for publisher, figures in seen:
        if given := [figure.most for figure in figures if figure.series == told.series]:
            latest[publisher] = max(given)
    low = told.low or 0
    far = {publisher for publisher, most in latest.items() if 0 < most * _TYPING_ERROR <= low}
    borne_out = any(most * _AGREEING >= low for most in latest.values())
    return bool(own & far and far - own) and not borne_out


def _publishers(seen: Seen, figure: Figure) -> set[str]:
    """Who gives a figure."""
    return {publisher for publisher, figures in seen if figure in figures}
