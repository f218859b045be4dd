"""Whether a match is told."""

from bot.model import Decision, Match, Memory


def decide(match: Match, memory: Memory, *, silent: bool) -> Decision:
    """Alert unless it was told already or is old news; the reason says which.

    `memory` is what the store knows of the matched entry. `silent` is true on a feed's first poll for an
    entry older than that poll looks back; an entry that was silent once stays so.
    """
    told_by = memory.told.get(match.watch)
    if told_by is not None:
        return Decision(match, alert=False, reason=f"already told, from {told_by}")
    if silent or memory.silent:
        return Decision(match, alert=False, reason="older than the first poll of its feed looks back")
    if memory.entry_id is not None:
        return Decision(match, alert=True, reason="matches now; it did not when the entry was first read")
    return Decision(match, alert=True, reason="a new entry")
