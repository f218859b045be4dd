"""The messages that stand for a story in a channel, and are edited as the story grows.

Such a message is the newest alert of the story there that is no reply. It is edited once in a while and when
nothing else waits, since an edit tells nobody anything new: what is news is told by a message of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.model import Edit, Rate
from bot.store import outbox, paces
from bot.store.database import change, query

SETTLE = timedelta(minutes=2)
"""After what is new in a story, until its messages are edited; what comes meanwhile is in the same edit."""


MOST_REFRESHED = 5  # messages of a story in a channel, when it is muted there or no longer


def mark(db: Database, story: int, now: datetime) -> None:
    """More is known of a story than its messages say.

    Those included that are being sent, and those that may be there since a try of which nobody heard.
    """
    change(
        db,
        """
        insert into edits (delivery_id, due_at)
        select max(deliveries.id), :due
        from alerts cross join deliveries on deliveries.alert_id = alerts.id
        where alerts.story_id = :story and deliveries.reply_to is null
        and deliveries.digest is null and (
            status = 'sending' or (status = 'pending' and uncertain)
            or (status = 'sent' and message_id is not null)
        )
        group by channel_id
        on conflict (delivery_id) do update set version = version + 1
        """,
        story=story,
        due=now + SETTLE,
    )


def refresh(db: Database, delivery_id: int, now: datetime) -> None:
    """What a message shows beside its words has changed; see Store.refresh."""
    _refresh(db, [delivery_id], now)


def refresh_story(db: Database, channel_id: int, story: int, now: datetime) -> None:
    """The same of the last messages that told a channel of a story."""
    rows = query(
        db,
        """
        select deliveries.id from alerts cross join deliveries on deliveries.alert_id = alerts.id
        where alerts.story_id = :story and deliveries.channel_id = :channel
        and (status in ('sending', 'sent') or uncertain)
        order by deliveries.id desc limit :most
        """,
        story=story,
        channel=channel_id,
        most=MOST_REFRESHED,
    )
    _refresh(db, [row["id"] for row in rows], now)


def _refresh(db: Database, delivery_ids: Sequence[int], now: datetime) -> None:
    """Those that are being edited are edited again after it, in their time.

    One that is not marked as sent may be there all the same, with what it showed.
    """
    change(
        db,
        """
        insert into edits (delivery_id, due_at)
        select id, :now from deliveries
        where id in (select value from json_each(:ids)) and (
            status = 'sending' or (status = 'pending' and uncertain)
            or (status = 'sent' and message_id is not null)
        )
        and digest is null -- whose message tells others too
        on conflict (delivery_id) do update
        set version = version + 1, due_at = iif(attempts = 0, min(due_at, excluded.due_at), due_at)
        """,
        ids=list(delivery_ids),
        now=now,
    )


def claim(db: Database, now: datetime, lease: timedelta, rates: Mapping[str, Rate], limit: int) -> list[Edit]:
    """Take what may be edited, one message of a chat; see Store.claim_edits."""
    rows = query(
        db,
        """
        select delivery_id, version, attempts, message_id, transport, due_at from (
            select first.*, rooms.value as room, row_number() over (
                partition by transport order by due_at
            ) as place
            from (
                select *, row_number() over (partition by transport, chat order by due_at) as turn
                from due_edits where due_at <= :now
            ) as first
            join json_each(:room) as rooms on rooms.key = transport where turn = 1
        )
        where place <= room order by due_at limit :limit
        """,
        now=now,
        room=paces.room(db, rates, now),
        limit=limit,
    )
    taken = {row["delivery_id"]: row for row in rows}
    for transport, number in Counter(row["transport"] for row in rows).items():
        paces.spend(db, transport, rates[transport], number, now)
    change(
        db,
        """
        update edits set due_at = :until, attempts = attempts + 1
        where delivery_id in (select value from json_each(:ids))
        """,
        until=now + lease,
        ids=list(taken),
    )
    return [
        Edit(
            replace(delivery, attempts=taken[delivery.id]["attempts"] + 1),
            taken[delivery.id]["message_id"],
            taken[delivery.id]["version"],
        )
        for delivery, _ in outbox.of_ids(db, list(taken))
    ]


def edited(db: Database, edit: Edit, now: datetime, gap: timedelta) -> None:
    """The message says what was known when it was claimed; see Store.edited."""
    change(
        db,
        "delete from edits where delivery_id = :id and version = :version",
        id=edit.delivery.id,
        version=edit.version,
    )
    change(db, "update edits set attempts = 0 where delivery_id = :id", id=edit.delivery.id)
    outbox.hold(db, edit.delivery, now + gap)


def postpone(db: Database, edit: Edit, until: datetime) -> None:
    """It was not edited and may be later; see Store.postpone_edit."""
    change(db, "update edits set due_at = :until where delivery_id = :id", id=edit.delivery.id, until=until)
    outbox.hold(db, edit.delivery, until)


def lost(db: Database, edit: Edit) -> None:
    """The message is not there, or cannot be edited: it stands for its story no longer; see Store.lost."""
    change(db, "update deliveries set message_id = null where id = :id", id=edit.delivery.id)
    change(db, "delete from edits where delivery_id = :id", id=edit.delivery.id)


def recover(db: Database, now: datetime) -> None:
    """Make due what a bot that ended may have been editing; one that had failed waits with its chat."""
    change(db, "update edits set due_at = min(due_at, :now) where attempts > 0", now=now)
