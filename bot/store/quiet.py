"""Quiet hours: what channels hold back at a time of day, every day.

As with mutes, what is held back is cancelled when it would be sent, and counted; when the hours are over the
channel is told how many alerts there were.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.model import Address, Alert, Figure, Notice, Quiet
from bot.store import alerts, chats, mutes
from bot.store.database import Row, change, query

_HOUR = 60  # minutes


def of_channel(db: Database, channel_id: int) -> Quiet | None:
    """The quiet hours of a channel."""
    rows = query(db, "select * from quiet_hours where channel_id = :id", id=channel_id)
    return next(map(_quiet, rows), None)


def _quiet(row: Row) -> Quiet:
    return Quiet(
        _of_day(row["begins"]),
        _of_day(row["ends"]),
        row["zone"],
        new=bool(row["new"]),
        at_least=row["at_least"],
        held=row["held"],
    )


def _of_day(minutes: int) -> time:
    return time(*divmod(minutes, _HOUR))


def _minutes(at: time) -> int:
    return at.hour * _HOUR + at.minute


def set_hours(db: Database, address: Address, quiet: Quiet | None) -> int:
    """Give a channel these quiet hours, or none; see Store.set_quiet."""
    if quiet is None:
        ended = query(
            db,
            "delete from quiet_hours where channel_id = :id returning held",
            id=chats.find(db, address),
        )
        return sum(row["held"] for row in ended)
    change(
        db,
        """
        insert into quiet_hours (channel_id, begins, ends, zone, new, at_least)
        values (:id, :begins, :ends, :zone, :new, :at_least)
        on conflict (channel_id) do update
        set begins = :begins, ends = :ends, zone = :zone, new = :new, at_least = :at_least,
            until = iif(held, 0, null) -- look again when that is
        """,
        id=chats.ensure(db, address),
        begins=_minutes(quiet.begins),
        ends=_minutes(quiet.ends),
        zone=quiet.zone,
        new=quiet.new,
        at_least=quiet.at_least,
    )
    return 0


def end(db: Database, now: datetime) -> list[tuple[int, Notice]]:
    """What is to be said of quiet hours that are over, each with the id of its channel."""
    for row in query(db, "select channel_id from quiet_hours where held and until <= :now", now=now):
        if until := over(db, row["channel_id"], now):  # others have been set meanwhile
            _wait(db, row["channel_id"], until)
    ended = query(db, "select channel_id, held from quiet_hours where held and until <= :now", now=now)
    change(db, "update quiet_hours set held = 0, until = null where held and until <= :now", now=now)
    return [(row["channel_id"], Notice("notice-quiet-over", {"count": row["held"]})) for row in ended]


def _wait(db: Database, channel_id: int, until: datetime) -> None:
    sql = "update quiet_hours set until = :until where channel_id = :id"
    change(db, sql, id=channel_id, until=until)


def take_over(db: Database, channel_id: int, held: int, now: datetime) -> bool:
    """Tell what a mute held back that ends now with what quiet hours do, if the channel has them now."""
    until = over(db, channel_id, now)
    if until:
        sql = "update quiet_hours set held = held + :held, until = :until where channel_id = :id"
        change(db, sql, id=channel_id, held=held, until=until)
    return until is not None


def over(db: Database, channel_id: int, now: datetime) -> datetime | None:
    """When the quiet hours of a channel are over that it has now, if it has any."""
    quiet = of_channel(db, channel_id)
    return _until(quiet, now) if quiet else None


def hold_back(db: Database, delivery_ids: Sequence[int], now: datetime) -> None:
    """Cancel, and count, those of these claimed deliveries that quiet hours let not through."""
    rows = query(
        db,
        """
        select deliveries.id, alert_id, channel_id from deliveries join quiet_hours using (channel_id)
        where deliveries.id in (select value from json_each(:ids)) and status = 'sending' and notice is null
        """,
        ids=list(delivery_ids),
    )
    for row in rows:
        quiet = of_channel(db, row["channel_id"])
        until = _until(quiet, now) if quiet else None
        if quiet is None or until is None or _breaks(quiet, alerts.followed(db, row["id"], row["alert_id"])):
            continue
        mutes.cancel(db, row["id"])
        change(
            db,
            "update quiet_hours set held = held + 1, until = coalesce(until, :until) where channel_id = :id",
            id=row["channel_id"],
            until=until,
        )


def _until(quiet: Quiet, now: datetime) -> datetime | None:
    """When the quiet hours are over in which this moment lies; None when it lies in none."""
    zone, day = ZoneInfo(quiet.zone), timedelta(days=1)
    today = now.astimezone(zone).date()
    for first in (today - day, today):
        last = first if quiet.begins < quiet.ends else first + day
        begins, ends = (
            datetime.combine(date, at, zone).astimezone(UTC)
            for date, at in ((first, quiet.begins), (last, quiet.ends))
        )
        if begins <= now < ends:
            return ends
    return None


def _breaks(quiet: Quiet, alert: Alert) -> bool:
    """Whether an alert comes in spite of them."""
    if quiet.new and alert.kind == "new":
        return True
    figures = (change.now for change in alert.changes if isinstance(change.now, Figure))
    return quiet.at_least is not None and any(figure.most >= quiet.at_least for figure in figures)
