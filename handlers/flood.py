"""How many commands one person may give at a time, so that nobody keeps the others waiting. Pure."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Literal

MOST = 20
"""Commands that are answered within WITHIN; nobody reads the answers to more."""
WITHIN = timedelta(minutes=1)
MOST_KNOWN = 1000  # people remembered; of more, those are forgotten who began first

Verdict = Literal["answer", "warn", "ignore"]


class Allowances:
    """What is left to each of those who give commands."""

    def __init__(self) -> None:
        self._spent: OrderedDict[Hashable, tuple[datetime, int]] = OrderedDict()  # since when, how many

    def spend(self, who: Hashable, now: datetime) -> Verdict:
        """What to do with one more command of theirs: the first that is too many is told so, no other."""
        since, many = self._spent.get(who, (now, 0))
        if now - since >= WITHIN:
            since, many = now, 0
        self._spent.pop(who, None)
        self._spent[who] = since, many + 1
        if len(self._spent) > MOST_KNOWN:
            self._spent.popitem(last=False)
        return "answer" if many < MOST else "warn" if many == MOST else "ignore"
