"""Stories of which a channel wants to hear no more; what comes of that is with the other mutes."""

from datetime import datetime

from sqlite_utils import Database

from bot.model import Address
from bot.store import chats, edits
from bot.store.database import change, query


def mute(db: Database, address: Address, story: int, now: datetime) -> bool:
    """Hold back what is told of a story; see Store.mute_story."""
    if not query(db, "select 1 from stories where id = :story", story=story):
        return False
    channel_id = chats.ensure(db, address)
    change(
        db,
        "insert into story_mutes (channel_id, story_id) values (:id, :story) on conflict do nothing",
        id=channel_id,
        story=story,
    )
    edits.refresh_story(db, channel_id, story, now)
    return True


def unmute(db: Database, address: Address, story: int, now: datetime) -> int | None:
    """Let a story through again; see Store.unmute_story."""
    channel_id = chats.find(db, address)
    ended = query(
        db,
        "delete from story_mutes where channel_id = :id and story_id = :story returning held",
        id=channel_id,
        story=story,
    )
    if channel_id is None or not ended:
        return None
    edits.refresh_story(db, channel_id, story, now)
    held: int = ended[0]["held"]
    return held
