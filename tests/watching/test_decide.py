from dataclasses import replace

import pytest

from bot.model import Decision, Match, Memory
from bot.watching.decide import decide

MATCH = Match("haftar-sisi", (), "haftar as «حفتر»")
TOLD = Memory(told={"haftar-sisi": "Wire"})  # of this entry or, from another feed, of its link
CHANGED = "matches now; it did not when the entry was first read"
OLD = "older than the first poll of its feed looks back"


@pytest.mark.parametrize(
    ("memory", "silent", "alert", "reason"),
    [
        (Memory(), False, True, "a new entry"),
        (Memory(entry_id=7, told={"other": "Wire"}), False, True, CHANGED),
        (Memory(), True, False, OLD),
        (Memory(entry_id=7, silent=True), False, False, OLD),
        (TOLD, False, False, "already told, from Wire"),
        (replace(TOLD, entry_id=7), False, False, "already told, from Wire"),
        (replace(TOLD, silent=True), True, False, "already told, from Wire"),
    ],
)
def test_decides(memory: Memory, silent: bool, alert: bool, reason: str) -> None:  # noqa: FBT001 - a table's column
    assert decide(MATCH, memory, silent=silent) == Decision(MATCH, alert, reason)
