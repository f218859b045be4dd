"""The outbox: what is to be sent where, in which order, and what came of it.

A delivery is pending, then sending while someone holds its lease, then sent or dead; it is cancelled when its
channel no longer follows what it tells, mutes it, or was held for too long. A crash while sending, or a
connection that breaks, leaves open whether the message went out: the delivery is uncertain from then on.
What is told together with others (`bot.store.digests`) goes the way of the delivery that tells it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import TO_OPERATOR, Address, Alert, Delivery, Digest, Mute, Notice, Rate
from bot.store import alerts, chats, digests, mutes, paces, quiet, schedules
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
    db: Database,
    now: datetime,
    lease: timedelta,
    rates: Mapping[str, Rate],
    limit: int,
    fold_above: int = 0,
) -> list[Delivery]:
    """Take what each chat gets next, if it is due, the most urgent first; see Store.claim."""
    for channel_id, notice in quiet.end(db, now):
        _queue(db, channel_id, notice, now)
    for channel_id, notice in mutes.end(db, now):
        if not quiet.take_over(db, channel_id, int(notice.args["count"]), now):
            _queue(db, channel_id, notice, now)
    _gather(db, now)
    ids = _take(db, now, lease, rates, limit)
    along = digests.take(db, ids)
    _cancel_unfollowed(db, [*ids, *along])
    mutes.hold_back(db, along)
    digests.cancel_empty(db, ids)
    _hold_back(db, ids, now)
    if fold_above:
        _fold(db, ids, now, fold_above)
    _thread(db, ids)
    going = [delivery for delivery, status in of_ids(db, ids) if status == "sending"]
    for transport, number in Counter(delivery.address.transport for delivery in going).items():
        paces.spend(db, transport, rates[transport], number, now)
    return going


def _take(db: Database, now: datetime, lease: timedelta, rates: Mapping[str, Rate], limit: int) -> list[int]:
    """The ids of what is sending from now on."""
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
    return [row["id"] for row in taken]


def _cancel_unfollowed(db: Database, ids: Sequence[int]) -> None:
    """Cancel what was taken for a channel that unsubscribed while an attempt was under way, or waited."""
    change(
        db,
        """
        update deliveries set status = 'cancelled', lease_until = null
        where id in (select id from unfollowed where id in (select value from json_each(:ids)))
        """,
        ids=list(ids),
    )


def _hold_back(db: Database, ids: Sequence[int], now: datetime) -> None:
    """Take back what was taken and is not wanted now. What waits for a digest disturbs no quiet hours."""
    mutes.hold_back(db, ids)
    schedules.hold_back(db, ids)
    quiet.hold_back(db, ids, now)


def _gather(db: Database, now: datetime) -> None:
    """Make digests of what is due so, with what came before and was not looked at yet."""
    line = digests.lines(db, now)
    _put(db, line, "sending", "pending")
    _cancel_unfollowed(db, line)
    mutes.hold_back(db, line)
    schedules.hold_back(db, line)
    _put(db, line, "pending", "sending")
    digests.gather(db, now)


def _fold(db: Database, ids: Sequence[int], now: datetime, above: int) -> None:
    """Make a digest of all that waits in channels for which more does than this and that is wanted now."""
    for line in digests.behind(db, ids, above):
        _put(db, line, "sending", "pending")
        _cancel_unfollowed(db, line)
        _hold_back(db, line, now)
        wanted = _sending(db, line)
        if len(wanted) > above:
            digests.fold(db, wanted, now)
        else:
            _put(db, [one for one in line if one not in ids], "pending", "sending")


def _sending(db: Database, ids: Sequence[int]) -> list[int]:
    """Those of these deliveries that are being sent."""
    rows = query(
        db,
        """
        select id from deliveries
        where id in (select value from json_each(:ids)) and status = 'sending' order by id
        """,
        ids=list(ids),
    )
    return [row["id"] for row in rows]


def _put(db: Database, ids: Sequence[int], status: str, before: str) -> None:
    """Give deliveries a status, where they have that one before."""
    change(
        db,
        """
        update deliveries set status = :status
        where id in (select value from json_each(:ids)) and status = :before
        """,
        ids=list(ids),
        status=status,
        before=before,
    )


def of_ids(db: Database, ids: Sequence[int]) -> list[tuple[Delivery, str]]:
    """These deliveries, each with its status."""
    rows = query(
        db,
        """
        select deliveries.*, transport, chat, topic, language, told
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
    what: Alert | Notice | Digest
    held: tuple[Mute, ...] = ()
    story_muted = False
    notice = json.loads(row["notice"] or "null")
    if notice is None:
        what = alerts.followed(db, row["id"], row["alert_id"])
        held = tuple(each for each in mutes.of_channel(db, row["channel_id"]) if each.watch in what.watches)
        story_muted = mutes.is_muted(db, row["channel_id"], what.story)
    elif notice["key"] in (digests.WANTED, digests.FOLDED):
        what = digests.read(db, row, notice)
    else:
        what = Notice(**notice)
    return Delivery(
        id=row["id"],
        address=Address(row["transport"], row["chat"], row["topic"] or None),
        language=row["language"],
        what=what,
        attempts=row["attempts"],
        at=when(row["created_at"]),
        reply_to=row["reply_to"],
        # What a digest tells is settled before it is sent.
        uncertain=bool(row["uncertain"]) and not (isinstance(what, Digest) and not what.part),
        sent_at=when(row["sent_at"]),
        mutes=held,
        story_muted=story_muted,
        refused=bool(row["told"]),
    )


def one(db: Database, delivery_id: int) -> Delivery | None:
    """A delivery, whatever has become of it; see Store.delivery."""
    return next((delivery for delivery, _ in of_ids(db, [delivery_id])), None)


def part(db: Database, delivery: Delivery, parts: Sequence[Sequence[int]], now: datetime) -> Delivery:
    """Tell a digest in parts, the first of them by this delivery; see Store.part."""
    digests.part(db, delivery.id, parts, now)
    ((first, _),) = of_ids(db, [delivery.id])
    return first


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
    if isinstance(delivery.what, Digest):
        digests.go_along(db, delivery.id, "sent", ("pending", "sending"), now)
    hold(db, delivery, now + gap)


def postpone(
    db: Database, delivery: Delivery, until: datetime, error: str, *, uncertain: bool = False
) -> None:
    """Put a delivery back at the front of its channel's line, if that wants it still; see Store.postpone."""
    changed = change(
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
    if changed and isinstance(delivery.what, Digest):
        digests.go_along(db, delivery.id, "pending", ("sending",), None)
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
    changed = change(
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
    if changed and isinstance(delivery.what, Digest):
        digests.go_along(db, delivery.id, "dead", ("sending",), None)


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
        where id in (select value from json_each(:ids)) and not exists ( -- who asks again and again is second
            select 1 from deliveries where channel_id in (select value from json_each(:ids))
            and status in ('pending', 'sending') and digest is null
        )
        """,
        ids=chats.reached(db, replace(address, topic=None)),
        now=now,
        gap=gap,
        most=now + LONGEST_COUNT,
    )


def waiting(db: Database, address: Address) -> int:
    """How many messages to this channel are pending or being sent; a digest is one when it is due."""
    (row,) = query(
        db,
        """
        select count(*) as number from deliveries
        where channel_id = :id and status in ('pending', 'sending') and digest is null
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
            union all
            select transport, due_at from deliveries join channels on channels.id = channel_id
            where digest = 0 and status = 'pending'
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
        """
        select id, error from deliveries
        where status = 'dead' and digest is null order by id desc limit :limit
        """,
        limit=limit,
    )
    errors = {row["id"]: row["error"] or "" for row in rows}
    found = [Stuck(delivery, errors[delivery.id]) for delivery, _ in of_ids(db, list(errors))]
    return found[::-1]


def retry(db: Database, delivery_id: int, now: datetime) -> bool:
    """Make due what was given up; see Store.retry."""
    known = change(
        db,
        """
        update deliveries set status = 'pending', due_at = :now, created_at = :now, attempts = 0,
            uncertain = 0
        where id = :id and status = 'dead' and digest is null
        """,
        id=delivery_id,
        now=now,
    )
    if known:
        digests.go_along(db, delivery_id, "pending", ("dead",), None)
    return bool(known)


def drop(db: Database, delivery_id: int) -> bool:
    """Cancel what was given up; see Store.drop."""
    known = change(
        db,
        "update deliveries set status = 'cancelled' where id = :id and status = 'dead' and digest is null",
        id=delivery_id,
    )
    if known:
        digests.go_along(db, delivery_id, "cancelled", ("dead",), None)
    return bool(known)


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
        and digest is not 0 -- which its digest is for
        """,
        before=before,
    )


def make_due(db: Database, channel_id: int) -> None:
    """Let nothing that waits for this channel wait for a time of its own."""
    change(
        db,
        """
        update deliveries set due_at = created_at
        where channel_id = :id and status = 'pending' and digest is null
        """,
        id=channel_id,
    )


def recover(db: Database, now: datetime) -> int:
    """Make due what a bot that ended had taken and not marked, where it is wanted still; how many.

    For a bot that starts. That it ended is no failure of the delivery, which would wait the longer for it and
    be given up the sooner.
    """
    change(
        db,
        """
        update deliveries set status = 'cancelled', lease_until = null
        where status = 'sending' and id in (select id from unfollowed)
        """,
    )
    change(db, "update deliveries set status = 'pending' where status = 'sending' and digest is not null")
    return change(
        db,
        """
        update deliveries set status = 'pending', due_at = :now, lease_until = null, uncertain = 1,
            attempts = attempts - 1, error = 'The bot ended while sending.'
        where status = 'sending'
        """,
        now=now,
    )
