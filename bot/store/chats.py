"""Which channel an address stands for, also after its chat got another id."""

from dataclasses import replace

from sqlite_utils import Database

from bot.model import Address
from bot.store.database import change, query


def ensure(db: Database, address: Address) -> int:
    """A channel's id; makes it, active and following nothing, if need be."""
    known = find(db, address)
    if known is not None:
        return known
    (row,) = query(
        db,
        "insert into channels (transport, chat, topic) values (:transport, :chat, :topic) returning id",
        transport=address.transport,
        chat=_now_at(db, address),
        topic=_topic_of(db, address) or "",
    )
    channel_id: int = row["id"]
    return channel_id


def find(db: Database, address: Address) -> int | None:
    """A channel's id, also by an address that it had before its chat moved or its topic was deleted."""
    rows = query(
        db,
        "select id from channels where transport = :transport and chat = :chat and topic = :topic",
        transport=address.transport,
        chat=_now_at(db, address),
        topic=_topic_of(db, address) or "",
    )
    return rows[0]["id"] if rows else None


def _topic_of(db: Database, address: Address) -> str | None:
    """The topic of an address; none when it is gone, and its chat stands for it."""
    gone = address.topic and query(
        db,
        "select 1 from gone_topics where transport = :transport and chat = :chat and topic = :topic",
        transport=address.transport,
        chat=_now_at(db, address),
        topic=address.topic,
    )
    return None if gone else address.topic


def close_topic(db: Database, address: Address) -> None:
    """Let a chat take the place of a topic that is gone; see Store.close_topic."""
    channel_id, whole = find(db, address), replace(address, topic=None)
    if address.topic is None or channel_id is None:
        return
    change(
        db,
        "insert or ignore into gone_topics (transport, chat, topic) values (:transport, :chat, :topic)",
        transport=address.transport,
        chat=_now_at(db, address),
        topic=address.topic,
    )
    twin = find(db, whole)
    if twin is None:
        change(db, "update channels set topic = '' where id = :id", id=channel_id)
    elif twin != channel_id:
        _merge(db, channel_id, twin)


def open_topic(db: Database, address: Address) -> None:
    """A topic that was thought gone is there: somebody writes in it."""
    change(
        db,
        "delete from gone_topics where transport = :transport and chat = :chat and topic = :topic",
        transport=address.transport,
        chat=_now_at(db, address),
        topic=address.topic,
    )


def _now_at(db: Database, address: Address) -> str:
    """The id that a chat has now. The config, and updates under way, may know it by an old one."""
    rows = query(
        db,
        "select moved_to from moved_chats where transport = :transport and chat = :chat",
        transport=address.transport,
        chat=address.chat,
    )
    return rows[0]["moved_to"] if rows else address.chat


def reached(db: Database, address: Address) -> list[int]:
    """The channels of an address: without a topic, all those of the chat."""
    rows = query(
        db,
        """
        select id from channels
        where transport = :transport and chat = :chat and coalesce(topic = :topic, true)
        """,
        transport=address.transport,
        chat=_now_at(db, address),
        topic=_topic_of(db, address) or (None if address.topic is None else ""),
    )
    return [row["id"] for row in rows]


def move(db: Database, old: Address, new: Address) -> None:
    """Rewrite a chat's id with all that hangs on it, and remember it; see Store.move.

    Where the new chat is a channel already, the two become one.
    """
    if old.chat == new.chat:
        return
    _remember_move(db, old.transport, old.chat, new.chat)
    rows = query(
        db,
        "select id, topic from channels where transport = :transport and chat = :chat order by id",
        transport=old.transport,
        chat=old.chat,
    )
    for row in rows:
        twin = find(db, Address(old.transport, new.chat, row["topic"] or None))
        if twin is None:
            change(db, "update channels set chat = :chat where id = :id", id=row["id"], chat=new.chat)
        else:
            _merge(db, row["id"], twin)


def _remember_move(db: Database, transport: str, old: str, new: str) -> None:
    for sql in (
        "update moved_chats set moved_to = :new where transport = :transport and moved_to = :old",
        "insert or replace into moved_chats (transport, chat, moved_to) values (:transport, :old, :new)",
    ):
        change(db, sql, transport=transport, new=new, old=old)


def _merge(db: Database, channel_id: int, into: int) -> None:
    """Give all that a channel has to another. What both have stays the other's."""
    for sql in (
        """
        update channels set active = active or (select active from channels where id = :id),
            language = coalesce(language, (select language from channels where id = :id))
        where id = :into
        """,
        "update or ignore subscriptions set channel_id = :into where channel_id = :id",
        "update or ignore quiet_hours set channel_id = :into where channel_id = :id",
        "update or ignore schedules set channel_id = :into where channel_id = :id",
        "update or ignore deliveries set channel_id = :into where channel_id = :id",
        """
        insert into mutes (channel_id, watch, until, held)
        select :into, watch, until, held from mutes where channel_id = :id
        on conflict (channel_id, watch) do update
        set until = max(until, excluded.until), held = held + excluded.held
        """,
        """
        insert into story_mutes (channel_id, story_id, held)
        select :into, story_id, held from story_mutes where channel_id = :id
        on conflict (channel_id, story_id) do update set held = held + excluded.held
        """,
    ):
        change(db, sql, id=channel_id, into=into)
    for sql in (
        "delete from mutes where channel_id = :id",
        "delete from story_mutes where channel_id = :id",
        "delete from quiet_hours where channel_id = :id",
        "delete from schedules where channel_id = :id",
        "delete from subscriptions where channel_id = :id",
        "delete from edits where delivery_id in (select id from deliveries where channel_id = :id)",
        "delete from deliveries where channel_id = :id",
        "delete from channels where id = :id",
    ):
        change(db, sql, id=channel_id)
