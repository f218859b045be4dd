"""How fast a platform may be written to, all its chats together.

What is remembered of each is from when on it takes one more message. That is one number, so nothing has to be
counted, and a restart forgets nothing (the generic cell rate algorithm).
"""

from collections.abc import Mapping
from datetime import datetime

from sqlite_utils import Database

from bot.model import Rate
from bot.store.database import change, query, when


def room(db: Database, rates: Mapping[str, Rate], now: datetime) -> dict[str, int]:
    """How many messages each of these platforms takes now."""
    rows = query(db, "select transport, free_at from paces")
    free_at = {row["transport"]: when(row["free_at"]) for row in rows}
    return {transport: _room(free_at.get(transport), rate, now) for transport, rate in rates.items()}


def _room(free_at: datetime | None, rate: Rate, now: datetime) -> int:
    if free_at is not None and free_at > now:
        return 0
    if free_at is None or not rate.each:
        return rate.burst
    return min(rate.burst, (now - free_at) // rate.each + 1)


def spend(db: Database, transport: str, rate: Rate, number: int, now: datetime) -> None:
    """So many messages go out now, whether or not there was room for them."""
    if not rate.each:
        return
    change(
        db,
        """
        insert into paces (transport, free_at) values (:transport, :since + :taken)
        on conflict do update set free_at = max(free_at, :since) + :taken
        """,
        transport=transport,
        since=now - (rate.burst - 1) * rate.each,
        taken=number * rate.each,
    )


def rest(db: Database, transport: str, until: datetime) -> None:
    """Nothing to this platform until then, and then not all at once; see Store.rest."""
    change(
        db,
        """
        insert into paces (transport, free_at) values (:transport, :until)
        on conflict do update set free_at = max(free_at, :until)
        """,
        transport=transport,
        until=until,
    )
