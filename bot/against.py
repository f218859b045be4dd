"""What two configs would tell differently of the same entries: alerts gained, lost, of another kind. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.backtest import Backtest, Outcome
from bot.config import Config
from bot.lines import Row
from bot.watching.claims import reason

Change = Literal["gained", "lost", "changed"]

_Key = tuple[Row, str]  # an entry, and the name of a watch in the config


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that two configs tell a watch differently. At least one of them makes an alert of it."""

    watch: str  # as the config names it; the other may know it by a former name
    outcome: Outcome | None  # by the config; None where the watch does not match, or is not there
    other: Outcome | None  # by the one that it is held against

    @property
    def change(self) -> Change:
        """What becomes of the alert with the config."""
        if not _alert(self.other):
            return "gained"
        return "changed" if _alert(self.outcome) else "lost"

    @property
    def told(self) -> Outcome:
        """The alert that is gained, changed, or lost."""
        told = self.outcome if _alert(self.outcome) else self.other
        assert told is not None  # noqa: S101  one of them is an alert
        return told


def differences(rows: Sequence[Row], config: Config, other: Config) -> Iterator[Difference]:
    """How the alerts of a config differ from those of another, in the order of the entries.

    A watch that only one of them has counts with all its alerts; one that was renamed is the same.
    """
    now = _by_watch(Backtest(config).outcomes(rows), {})
    before = _by_watch(Backtest(other).outcomes(rows), _renamed(config))
    for key in sorted({**before, **now}, key=lambda each: _at(now.get(each) or before.get(each))):
        difference = Difference(key[1], now.get(key), before.get(key))
        if _alert(difference.outcome) != _alert(difference.other):
            yield difference


def _by_watch(outcomes: Iterable[Outcome], renamed: Mapping[str, str]) -> dict[_Key, Outcome]:
    """What each watch made of each entry in the end: what was told, if it was."""
    found: dict[_Key, Outcome] = {}
    for outcome in outcomes:
        name = outcome.decision.match.watch
        key = outcome.row, renamed.get(name, name)
        if not _alert(found.get(key)):
            found[key] = outcome
    return found


def _renamed(config: Config) -> dict[str, str]:
    """The names of its watches by those that they had."""
    return {old: watch.name for watch in config.watches for old in watch.formerly}


def _at(outcome: Outcome | None) -> datetime:
    assert outcome is not None  # noqa: S101  of the one or the other there is one
    return outcome.at


def _alert(outcome: Outcome | None) -> str | None:
    """As what it is told, if it is."""
    return outcome.decision.kind if outcome and outcome.decision.sent else None


def as_json(difference: Difference) -> dict[str, Any]:
    """A difference as a line."""
    return {
        "entry": difference.told.row.id,
        "watch": difference.watch,
        "change": difference.change,
        "alert": _alert(difference.outcome),
        "reason": _reason(difference.outcome),
        "against": {"alert": _alert(difference.other), "reason": _reason(difference.other)},
    }


def _reason(outcome: Outcome | None) -> str | None:
    return reason(outcome.decision.reason) if outcome else None
