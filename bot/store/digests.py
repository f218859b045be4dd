"""Digests: alerts that are told together, by one delivery of a channel's line.

That delivery is a notice, which says how many there are; those of the alerts name it, go the way it goes, and
stand in no line themselves. Before it is sent a digest is parted into what messages can hold: from then on
each part is a delivery, and what it tells is settled.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.model import Digest
from bot.store import alerts, quiet
from bot.store.database import Row, change, query, when

WANTED, FOLDED = "digest", "digest-folded"  # keys of their notices

# The plus keeps SQLite from going through all deliveries by their channels.
DUE = """
    select channel_id, json_group_array(id) as ids from deliveries
    where digest = 0 and status = 'pending' and due_at <= :now group by +channel_id
"""

# What stands in the lines of channels that have a digest due.
LINES = """
    select id from deliveries
    where status = 'pending' and digest is null and notice is null and channel_id in (
        select channel_id from deliveries where digest = 0 and status = 'pending' and due_at <= :now
    )
"""


def lines(db: Database, now: datetime) -> list[int]:
    """What stands in the lines of channels that have a digest due; some of it may be for that."""
    return [row["id"] for row in query(db, LINES, now=now)]


def gather(db: Database, now: datetime) -> None:
    """Make a digest of what a channel has waited for, or let it wait for the end of its quiet hours."""
    for row in query(db, DUE, now=now):
        ids = json.loads(row["ids"])
        if until := quiet.over(db, row["channel_id"], now):
            sql = "update deliveries set due_at = :due where id in (select value from json_each(:ids))"
            change(db, sql, ids=ids, due=until)
        else:
            _form(db, row["channel_id"], ids, WANTED, now)


def behind(db: Database, delivery_ids: Sequence[int], above: int) -> list[list[int]]:
    """Of the channels of these claimed alerts, those in which more wait than this: all that wait there.

    Without what may have arrived, which is sent again as it was.
    """
    lines = query(
        db,
        """
        select json_group_array(waiting.id) as ids
        from deliveries as taken join deliveries as waiting on waiting.channel_id = taken.channel_id
            and waiting.status in ('pending', 'sending') and waiting.digest is null
        where taken.id in (select value from json_each(:ids)) and taken.status = 'sending'
        and taken.notice is null and not taken.uncertain
        and waiting.notice is null and not waiting.uncertain
        group by waiting.channel_id having count(*) > :above
        """,
        ids=list(delivery_ids),
        above=above,
    )
    return [sorted(json.loads(line["ids"])) for line in lines]


def fold(db: Database, delivery_ids: Sequence[int], now: datetime) -> None:
    """Make a digest of these deliveries of one channel, which were taken."""
    rows = query(
        db,
        "select distinct channel_id from deliveries where id in (select value from json_each(:ids))",
        ids=list(delivery_ids),
    )
    for row in rows:
        _form(db, row["channel_id"], delivery_ids, FOLDED, now)


def _form(db: Database, channel_id: int, ids: Sequence[int], key: str, now: datetime) -> None:
    digest_id = _add(db, channel_id, key, {}, now)
    change(
        db,
        """
        update deliveries set digest = :digest, status = 'pending', lease_until = null, attempts = 0,
            due_at = iif(digest = 0, due_at, created_at), created_at = :now
        where id in (select value from json_each(:ids))
        """,
        digest=digest_id,
        ids=list(ids),
        now=now,
    )
    _weigh(db, digest_id)


def _add(db: Database, channel_id: int, key: str, args: dict[str, int], now: datetime) -> int:
    """A delivery that tells alerts, due now."""
    (row,) = query(
        db,
        """
        insert into deliveries (channel_id, notice, due_at, created_at)
        values (:channel_id, :notice, :now, :now) returning id
        """,
        channel_id=channel_id,
        notice={"key": key, "args": args},
        now=now,
    )
    digest: int = row["id"]
    return digest


def _weigh(db: Database, digest_id: int) -> None:
    """Make a digest, which never was sent, as urgent and as uncertain as what is most so in it."""
    change(
        db,
        """
        update deliveries set (urgency, uncertain) = (
            select max(told.urgency), max(told.uncertain)
            from deliveries as told where told.digest = deliveries.id
        )
        where id = :id
        """,
        id=digest_id,
    )


def take(db: Database, digest_ids: Sequence[int]) -> list[int]:
    """Take along what claimed digests tell; of those not parted yet the ids of what they tell."""
    rows = query(
        db,
        """
        update deliveries set status = 'sending'
        where digest in (select value from json_each(:ids)) and digest > 0
        and status in ('pending', 'sending')
        returning id, (
            select json_extract(notice, '$.args.part')
            from deliveries as told where told.id = deliveries.digest
        ) as part
        """,
        ids=list(digest_ids),
    )
    return [row["id"] for row in rows if row["part"] is None]


def cancel_empty(db: Database, digest_ids: Sequence[int]) -> None:
    """Cancel claimed digests of which nothing is left to be told."""
    change(
        db,
        """
        update deliveries set status = 'cancelled', lease_until = null
        where id in (select value from json_each(:ids)) and status = 'sending'
        and json_extract(notice, '$.key') in (:wanted, :folded)
        and not exists (
            select 1 from deliveries as told
            where told.digest = deliveries.id and told.digest > 0 and told.status = 'sending'
        )
        """,
        ids=list(digest_ids),
        wanted=WANTED,
        folded=FOLDED,
    )


def read(db: Database, delivery: Row, notice: dict[str, Any]) -> Digest:
    """What a delivery with this notice tells, as long as its alerts go the way it goes."""
    rows = query(
        db,
        """
        select id, alert_id, due_at from deliveries
        where digest = :id and digest > 0 and status = :status order by alert_id
        """,
        id=delivery["id"],
        status=delivery["status"],
    )
    return Digest(
        tuple(alerts.followed_as_sent(db, row["id"], row["alert_id"]) for row in rows),
        when(min((row["due_at"] for row in rows), default=delivery["due_at"])),
        folded=notice["key"] == FOLDED,
        **notice["args"],
    )


def part(db: Database, digest_id: int, parts: Sequence[Sequence[int]], now: datetime) -> None:
    """Tell the first of these alerts by this delivery, the others by deliveries behind it; see Store.part."""
    rows = query(db, "select channel_id, notice from deliveries where id = :id", id=digest_id)
    notice = json.loads(rows[0]["notice"])
    if notice["args"]:
        return  # it is parted
    count = sum(map(len, parts))
    for number, told in enumerate(parts, 1):
        args = {"count": count, "part": number, "parts": len(parts)}
        if number == 1:
            sql, part_id = "update deliveries set notice = :notice where id = :id", digest_id
            change(db, sql, id=digest_id, notice={**notice, "args": args})
        else:
            part_id = _add(db, rows[0]["channel_id"], notice["key"], args, now)
            _give(db, digest_id, part_id, told)
        _weigh(db, part_id)


def _give(db: Database, digest_id: int, part_id: int, alert_ids: Sequence[int]) -> None:
    """Let a part tell these alerts of a digest."""
    change(
        db,
        """
        update deliveries set digest = :new, status = 'pending'
        where digest = :old and digest > 0 and alert_id in (select value from json_each(:told))
        """,
        old=digest_id,
        new=part_id,
        told=list(alert_ids),
    )


def go_along(db: Database, digest_id: int, status: str, before: Sequence[str], now: datetime | None) -> None:
    """Give what a digest tells its status, where it has one of those before; `now` when it was sent."""
    change(
        db,
        """
        update deliveries set status = :status, sent_at = :now
        where digest = :id and digest > 0 and status in (select value from json_each(:before))
        """,
        id=digest_id,
        status=status,
        before=list(before),
        now=now,
    )
