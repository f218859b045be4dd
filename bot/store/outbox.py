"""The outbox: what is to be sent where, in which order, and what came of it.

A delivery is pending, then sending while someone holds its lease, then sent or dead; it is cancelled when its
channel no longer follows what it tells, mutes it, or was held for too long. A crash while sending, or a
connection that breaks, leaves open whether the message went out: the delivery is uncertain from then on.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import TO_OPERATOR, Address, Alert, Delivery, Mute, Notice, Rate
from bot.store import alerts, chats, mutes, paces, quiet
from bot.store.base import Stuck
from bot.store.database import Row, change, query, when

LONGEST_COUNT = timedelta(minutes=1)
"""For so long platforms count, so no more of what chats ask for can hold up what they are told."""


def notify(db: Database, address: Address, notice: Notice, now: datetime) -> None:
    """Queue a notice, due now; makes the channel if need be."""
    _queue(db, chats.ensure(db, address), notice, now, TO_OPERATOR)


def _queue(db: Database, channel_id: int, notice: Notice, now: datetime, urgency: int = 0) -> None:
    change(
        db,
        """
        insert into deliveries (channel_id, notice, urgency, due_at, created_at)
        values (:channel_id, :notice, :urgency, :now, :now)
        """,
        channel_id=channel_id,
        urgency=urgency,
        notice={"key": notice.key, "args": dict(notice.args)},
        now=now,
    )


def claim(
    db: Database, now: datetime, lease: timedelta, rates: Mapping[str, Rate], limit: int
) -> list[Delivery]:
    """Take what each chat gets next, if it is due, the most urgent first; see Store.claim."""
    for channel_id, notice in (*mutes.end(db, now), *quiet.end(db, now)):
        _queue(db, channel_id, notice, now)
    taken = query(
        db,
        """
        update deliveries set status = 'sending', attempts = attempts + 1, lease_until = :until,
            uncertain = max(uncertain, status = 'sending') -- nothing was heard of the attempt before
        where id in (
            select id from (
                select fronts.*, rooms.value as room, row_number() over (
                    partition by transport order by urgency desc, due_at, fronts.id
                ) as place
                from fronts join json_each(:room) as rooms on rooms.key = transport where due_at <= :now
            )
            where place <= room order by urgency desc, due_at, id limit :limit
        )
        returning id
        """,
        now=now,
        until=now + lease,
        room=paces.room(db, rates, now),
        limit=limit,
    )
    ids = [row["id"] for row in taken]
    change(  # its channel was unsubscribed while an attempt was under way of which nothing was heard
        db,
        """
        update deliveries set status = 'cancelled', lease_until = null
        where id in (select id from unfollowed where id in (select value from json_each(:ids)))
        """,
        ids=ids,
    )
    mutes.hold_back(db, ids)
    quiet.hold_back(db, ids, now)
    _thread(db, ids)
    going = [delivery for delivery, status in of_ids(db, ids) if status == "sending"]
    for transport, number in Counter(delivery.address.transport for delivery in going).items():
        paces.spend(db, transport, rates[transport], number, now)
    return going


def of_ids(db: Database, ids: Sequence[int]) -> list[tuple[Delivery, str]]:
    """These deliveries, each with its status."""
    rows = query(
        db,
        """
        select deliveries.*, transport, chat, topic, language
        from deliveries join channels on channels.id = channel_id
        where deliveries.id in (select value from json_each(:ids))
        order by deliveries.id
        """,
        ids=list(ids),
    )
    return [(_delivery(db, row), row["status"]) for row in rows]


def _thread(db: Database, ids: Sequence[int]) -> None:
    """Make deliveries replies to what stands for their story in their channel, if there is anything."""
    change(
        db,
        """
        update deliveries set reply_to = (
            select first.message_id
            from alerts as told cross join deliveries as first on first.alert_id = told.id
            where told.story_id = (select story_id from alerts where alerts.id = deliveries.alert_id)
            and first.channel_id = deliveries.channel_id and first.id < deliveries.id
            and first.status = 'sent' and first.reply_to is null and first.message_id is not null
            order by first.id desc limit 1
        )
        where id in (select value from json_each(:ids))
        """,
        ids=list(ids),
    )


def _delivery(db: Database, row: Row) -> Delivery:
    what: Alert | Notice
    held: tuple[Mute, ...] = ()
    story_muted = False
    if row["notice"] is None:
        what = alerts.followed(db, row["id"], row["alert_id"])
        held = tuple(each for each in mutes.of_channel(db, row["channel_id"]) if each.watch in what.watches)
        story_muted = mutes.is_muted(db, row["channel_id"], what.story)
    else:
        what = Notice(**json.loads(row["notice"]))
    return Delivery(
        id=row["id"],
        address=Address(row["transport"], row["chat"], row["topic"] or None),
        language=row["language"],
        what=what,
        attempts=row["attempts"],
        at=when(row["created_at"]),
        reply_to=row["reply_to"],
        uncertain=bool(row["uncertain"]),
        sent_at=when(row["sent_at"]),
        mutes=held,
        story_muted=story_muted,
    )


def one(db: Database, delivery_id: int) -> Delivery | None:
    """A delivery, whatever has become of it; see Store.delivery."""
    return next((delivery for delivery, _ in of_ids(db, [delivery_id])), None)


def sent(db: Database, delivery: Delivery, message_id: str, now: datetime, gap: timedelta) -> None:
    """Mark what went out, whoever holds it by now, and pace its chat; see Store.sent."""
    change(
        db,
        """
        update deliveries set status = 'sent', message_id = :message_id, reply_to = :reply_to,
            sent_at = :now, lease_until = null, error = null
        where id = :id
        """,
        id=delivery.id,
        message_id=message_id,
        reply_to=delivery.reply_to,
        now=now,
    )
    hold(db, delivery, now + gap)


def postpone(
    db: Database, delivery: Delivery, until: datetime, error: str, *, uncertain: bool = False
) -> None:
    """Put a delivery back at the front of its channel's line, if that wants it still; see Store.postpone."""
    change(
        db,
        """
        update deliveries set status = 'pending', due_at = :until, lease_until = null, error = :error,
            uncertain = max(uncertain, :uncertain)
        where id = :id and status = 'sending' and attempts = :attempts
        """,
        id=delivery.id,
        uncertain=uncertain,
        attempts=delivery.attempts,  # not when its lease ran out and another attempt is under way
        until=until,
        error=error,
    )
    change(
        db,
        """
        update deliveries set status = 'cancelled'
        where status = 'pending' and id in (select id from unfollowed where id = :id)
        """,
        id=delivery.id,
    )
    hold(db, delivery, until)


def bury(db: Database, delivery: Delivery, error: str, *, uncertain: bool = False) -> None:
    """Give a delivery up; see Store.bury."""
    change(
        db,
        """
        update deliveries set status = 'dead', lease_until = null, error = :error,
            uncertain = max(uncertain, :uncertain)
        where id = :id and status = 'sending' and attempts = :attempts
        """,
        id=delivery.id,
        uncertain=uncertain,
        attempts=delivery.attempts,
        error=error,
    )


def hold(db: Database, delivery: Delivery, until: datetime) -> None:
    """Nothing more for a delivery's channel until then, or for longer where that was said before.

    The view of the fronts holds every other channel of the chat as long.
    """
    change(
        db,
        """
        update channels set next_at = max(coalesce(next_at, :until), :until)
        where id = (select channel_id from deliveries where id = :id)
        """,
        id=delivery.id,
        until=until,
    )


def posted(db: Database, address: Address, rate: Rate, gap: timedelta, now: datetime) -> None:
    """Count a message that was not in the outbox; see Store.posted."""
    paces.spend(db, address.transport, rate, 1, now)
    change(
        db,
        """
        update channels set next_at = max(
            coalesce(next_at, 0), min(max(coalesce(next_at, 0), :now) + :gap, :most)
        )
        where id in (select value from json_each(:ids))
        """,
        ids=chats.reached(db, replace(address, topic=None)),
        now=now,
        gap=gap,
        most=now + LONGEST_COUNT,
    )


def waiting(db: Database, address: Address) -> int:
    """How many deliveries to this channel are pending or sending."""
    (row,) = query(
        db,
        """
        select count(*) as number from deliveries
        where channel_id = :id and status in ('pending', 'sending')
        """,
        id=chats.find(db, address),
    )
    number: int = row["number"]
    return number


def next_due(db: Database, kinds: Sequence[str]) -> datetime | None:
    """When there is something to send, edit or say of what was held back; see Store.next_due.

    What is in flight counts by its lease.
    """
    (row,) = query(
        db,
        """
        select min(due_at) as due_at from (
            select transport, max(due_at, coalesce(free_at, 0)) as due_at from (
                select transport, due_at from fronts union all select transport, due_at from due_edits
            )
            left join paces using (transport)
            union all select transport, until from mutes join channels on channels.id = channel_id where held
            union all
            select transport, until from quiet_hours join channels on channels.id = channel_id where held
        )
        where transport in (select value from json_each(:kinds))
        """,
        kinds=list(kinds),
    )
    return when(row["due_at"])


def stuck(db: Database, limit: int) -> list[Stuck]:
    """What was given up, the newest first; see Store.stuck."""
    rows = query(
        db,
        "select id, error from deliveries where status = 'dead' order by id desc limit :limit",
        limit=limit,
    )
    errors = {row["id"]: row["error"] or "" for row in rows}
    found = [Stuck(delivery, errors[delivery.id]) for delivery, _ in of_ids(db, list(errors))]
    return found[::-1]


def retry(db: Database, delivery_id: int, now: datetime) -> bool:
    """Make due what was given up; see Store.retry."""
    return bool(
        change(
            db,
            """
            update deliveries set status = 'pending', due_at = :now, created_at = :now, attempts = 0,
                uncertain = 0
            where id = :id and status = 'dead'
            """,
            id=delivery_id,
            now=now,
        )
    )


def drop(db: Database, delivery_id: int) -> bool:
    """Cancel what was given up; see Store.drop."""
    return bool(
        change(
            db,
            "update deliveries set status = 'cancelled' where id = :id and status = 'dead'",
            id=delivery_id,
        )
    )


def cancel_unfollowed(db: Database, channel_id: int) -> None:
    """Cancel a channel's pending alerts that are for no watch which it follows in any way."""
    change(
        db,
        """
        update deliveries set status = 'cancelled'
        where status = 'pending' and id in (select id from unfollowed where channel_id = :id)
        """,
        id=channel_id,
    )


def expire(db: Database, before: datetime) -> int:
    """Cancel what has waited since before then for channels that are held; see Store.expire.

    Edits that nobody makes, as in channels that are held or follow nothing, go too.
    """
    change(db, "delete from edits where due_at < :before", before=before)
    return change(
        db,
        """
        update deliveries set status = 'cancelled'
        where channel_id in (select id from channels where not active) and created_at < :before
        and status = 'pending' and status in ('pending', 'sending') -- the latter names the index
        """,
        before=before,
    )


def make_due(db: Database, channel_id: int) -> None:
    """Let nothing that waits for this channel wait for a time of its own."""
    change(
        db,
        "update deliveries set due_at = created_at where channel_id = :id and status = 'pending'",
        id=channel_id,
    )


def recover(db: Database, now: datetime) -> int:
    """Make due what a bot that ended had taken and not marked, where it is wanted still; how many.

    For a bot that starts.
    """
    change(
        db,
        """
        update deliveries set status = 'cancelled', lease_until = null
        where status = 'sending' and id in (select id from unfollowed)
        """,
    )
    return change(
        db,
        """
        update deliveries set status = 'pending', due_at = :now, lease_until = null, uncertain = 1,
            error = 'The bot ended while sending.'
        where status = 'sending'
        """,
        now=now,
    )
