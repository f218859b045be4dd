"""When channels want digests, and what waits for them.

An alert for nothing but watches that have a schedule leaves its channel's line when it would be sent. It
waits until the first of these watches has a digest, of which `bot.store.digests` makes it a part then.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time

from sqlite_utils import Database

from bot.model import Address, Schedule
from bot.store import chats
from bot.store.database import change, query, when
from bot.store.timetable import next_time

_MINUTES = 60  # of an hour


def of_channel(db: Database, channel_id: int) -> tuple[Schedule, ...]:
    """The schedules of a channel: that of everything first, then by the name of the watch."""
    rows = query(db, "select * from schedules where channel_id = :id order by watch", id=channel_id)
    return tuple(
        Schedule(row["watch"], row["every"], time(*divmod(row["at"], _MINUTES)), row["zone"]) for row in rows
    )


def gathered(db: Database, channel_id: int) -> int:
    """How many alerts of a channel wait for a digest."""
    return len(_waiting(db, channel_id))


def _waiting(db: Database, channel_id: int) -> list[int]:
    rows = query(
        db,
        """
        select id from deliveries
        where channel_id = :id and digest = 0 and status = 'pending' and status in ('pending', 'sending')
        """,  # the latter names the index
        id=channel_id,
    )
    return [row["id"] for row in rows]


def schedule(db: Database, address: Address, wanted: Sequence[Schedule], now: datetime) -> None:
    """Tell what these watches tell in digests; see Store.schedule."""
    channel_id = chats.ensure(db, address)
    if any(each.watch == "*" for each in wanted):
        change(db, "delete from schedules where channel_id = :id", id=channel_id)
    for each in wanted:
        change(
            db,
            """
            insert or replace into schedules (channel_id, watch, every, at, zone)
            values (:id, :watch, :every, :at, :zone)
            """,
            id=channel_id,
            watch=each.watch,
            every=each.every,
            at=each.at.hour * _MINUTES + each.at.minute,
            zone=each.zone,
        )
    _reckon(db, channel_id, now)


def unschedule(db: Database, address: Address, watches: Sequence[str], now: datetime) -> int:
    """Tell what these watches ("*": all) tell one by one again; see Store.unschedule."""
    channel_id = chats.find(db, address)
    if channel_id is None:
        return 0
    change(
        db,
        """
        delete from schedules where channel_id = :id
        and (:all or watch in (select value from json_each(:watches)))
        """,
        id=channel_id,
        all="*" in watches,
        watches=list(watches),
    )
    return _reckon(db, channel_id, now)


def _reckon(db: Database, channel_id: int, now: datetime) -> int:
    """Let what waits in a channel be due by its schedules; how many alerts are due now, for want of any."""
    schedules = {each.watch: each for each in of_channel(db, channel_id)}
    waiting = _waiting(db, channel_id)
    free = 0
    for delivery_id, watches in _followed(db, waiting).items():
        due = _next_of(schedules, watches, now)
        free += due is None
        change(db, "update deliveries set due_at = :due where id = :id", id=delivery_id, due=due or now)
    return free


def _followed(db: Database, delivery_ids: Sequence[int]) -> Mapping[int, Collection[str]]:
    """The watches that each of these deliveries is for; none for those that are unfollowed."""
    rows = query(
        db,
        "select delivery_id, watch from followed where delivery_id in (select value from json_each(:ids))",
        ids=list(delivery_ids),
    )
    watches = defaultdict[int, list[str]](list)
    for row in rows:
        watches[row["delivery_id"]].append(row["watch"])
    return watches


def hold_back(db: Database, delivery_ids: Sequence[int]) -> None:
    """Let those of these claimed deliveries wait that are to be told in digests.

    Not what may have arrived: that is sent again as it was. What was queued before its digest was due is due
    then, even if that is past by now.
    """
    rows = query(
        db,
        """
        select id, channel_id, created_at from deliveries
        where id in (select value from json_each(:ids)) and status = 'sending' and notice is null
        and digest is null and not uncertain and channel_id in (select channel_id from schedules)
        """,
        ids=list(delivery_ids),
    )
    followed = _followed(db, [row["id"] for row in rows])
    for row in rows:
        schedules = {each.watch: each for each in of_channel(db, row["channel_id"])}
        due = _next_of(schedules, followed[row["id"]], when(row["created_at"]))
        if due is not None:
            change(
                db,
                """
                update deliveries set status = 'pending', digest = 0, due_at = :due, lease_until = null,
                    attempts = 0, error = null
                where id = :id
                """,
                id=row["id"],
                due=due,
            )


def _next_of(schedules: Mapping[str, Schedule], watches: Collection[str], after: datetime) -> datetime | None:
    """When the first digest comes that any of these watches wants; None when one of them wants none."""
    wanted = [schedules.get(watch) or schedules.get("*") for watch in watches]
    dues = [next_time(each, after) for each in wanted if each]
    return min(dues, default=None) if len(dues) == len(wanted) else None


def rename(db: Database, old: str, new: str) -> None:
    """Give a watch's schedules to its new name, unless that has its own."""
    change(db, "update or ignore schedules set watch = :new where watch = :old", old=old, new=new)
    change(db, "delete from schedules where watch = :old", old=old)
