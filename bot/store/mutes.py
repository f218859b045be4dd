"""What channels hold back for a time, or of a story, and how much that was.

A muted alert is cancelled when it would be sent, and counted; when the mute is over its channel is told how
many there were. So a mute needs no place in the order of the outbox, and ends without a flood. That of a
story ends only when it is taken back.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from bot.model import Address, Mute, MutedStory, Notice
from bot.store import chats
from bot.store.database import change, query, when


def of_channel(db: Database, channel_id: int) -> tuple[Mute, ...]:
    """What a channel holds back: that of everything first, then by the name of the watch."""
    rows = query(
        db, "select watch, until, held from mutes where channel_id = :id order by watch", id=channel_id
    )
    return tuple(Mute(row["watch"], when(row["until"]), row["held"]) for row in rows)


def stories_of_channel(db: Database, channel_id: int) -> tuple[MutedStory, ...]:
    """The stories of which a channel holds back everything, the newest first."""
    rows = query(
        db,
        "select story_id, held from story_mutes where channel_id = :id order by story_id desc",
        id=channel_id,
    )
    return tuple(MutedStory(row["story_id"], row["held"]) for row in rows)


def is_muted(db: Database, channel_id: int, story: int | None) -> bool:
    """Whether a channel holds back what comes of a story."""
    sql = "select 1 from story_mutes where channel_id = :id and story_id = :story"
    return bool(query(db, sql, id=channel_id, story=story))


def mute(db: Database, address: Address, watches: Sequence[str], until: datetime) -> None:
    """Hold back alerts of these watches ("*": all); see Store.mute."""
    channel_id = chats.ensure(db, address)
    for watch in watches:
        change(
            db,
            """
            insert into mutes (channel_id, watch, until) values (:id, :watch, :until)
            on conflict (channel_id, watch) do update set until = :until
            """,
            id=channel_id,
            watch=watch,
            until=until,
        )


def unmute(db: Database, address: Address, watches: Sequence[str]) -> int:
    """Let these watches ("*": everything) through again; see Store.unmute."""
    channel_id, everything = chats.find(db, address), "*" in watches
    ended = query(
        db,
        """
        delete from mutes where channel_id = :id
        and (:all or watch in (select value from json_each(:watches)))
        returning held
        """,
        id=channel_id,
        all=everything,
        watches=list(watches),
    )
    if everything:
        ended += query(db, "delete from story_mutes where channel_id = :id returning held", id=channel_id)
    return sum(row["held"] for row in ended)


def end(db: Database, now: datetime) -> list[tuple[int, Notice]]:
    """Forget the mutes that are over; what is to be said of them, each with the id of its channel."""
    rows = query(
        db,
        "delete from mutes where until <= :now returning channel_id, watch, held",
        now=now,
    )
    return [(row["channel_id"], _over(row["watch"], row["held"])) for row in rows if row["held"]]


def _over(watch: str, held: int) -> Notice:
    if watch == "*":
        return Notice("notice-mute-over", {"count": held})
    return Notice("notice-mute-over-watch", {"count": held, "watch": watch})


def hold_back(db: Database, delivery_ids: Sequence[int]) -> None:
    """Cancel those of these claimed deliveries that are muted, each counted by one mute of its channel."""
    _hold_back_stories(db, delivery_ids)
    rows = query(
        db,
        "select id, channel_id, mute from muted where id in (select value from json_each(:ids))",
        ids=list(delivery_ids),
    )
    for row in rows:
        cancel(db, row["id"])
        change(
            db,
            "update mutes set held = held + 1 where channel_id = :channel and watch = :watch",
            channel=row["channel_id"],
            watch=row["mute"],
        )


def cancel(db: Database, delivery_id: int) -> None:
    """Send this claimed delivery no more, which is held back."""
    change(
        db,
        "update deliveries set status = 'cancelled', lease_until = null where id = :id",
        id=delivery_id,
    )


def _hold_back_stories(db: Database, delivery_ids: Sequence[int]) -> None:
    rows = query(
        db,
        """
        select deliveries.id, deliveries.channel_id, alerts.story_id
        from deliveries
        join alerts on alerts.id = deliveries.alert_id
        join story_mutes
            on story_mutes.channel_id = deliveries.channel_id and story_mutes.story_id = alerts.story_id
        where deliveries.id in (select value from json_each(:ids)) and deliveries.status = 'sending'
        """,
        ids=list(delivery_ids),
    )
    for row in rows:
        cancel(db, row["id"])
        change(
            db,
            "update story_mutes set held = held + 1 where channel_id = :channel and story_id = :story",
            channel=row["channel_id"],
            story=row["story_id"],
        )


def rename(db: Database, old: str, new: str) -> None:
    """Give a watch's mutes to its new name; where that is muted too, both are one that lasts as long."""
    change(
        db,
        """
        insert into mutes (channel_id, watch, until, held)
        select channel_id, :new, until, held from mutes where watch = :old
        on conflict (channel_id, watch) do update
        set until = max(until, excluded.until), held = held + excluded.held
        """,
        old=old,
        new=new,
    )
    change(db, "delete from mutes where watch = :old", old=old)
