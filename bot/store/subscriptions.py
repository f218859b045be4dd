"""Channels and what they follow."""

from collections.abc import Sequence

from sqlite_utils import Database

from bot.model import Address, Channel, Language, Watch
from bot.store import alerts, chats, decisions, held, mutes, outbox, quiet, schedules
from bot.store.database import Row, change, query


def every(db: Database) -> list[Channel]:
    """All channels, the first made first; their watches by name."""
    return [_load(db, row) for row in query(db, "select * from channels order by id")]


def one(db: Database, address: Address) -> Channel | None:
    """The channel of this address."""
    rows = query(db, "select * from channels where id = :id", id=chats.find(db, address))
    return _load(db, rows[0]) if rows else None


def _load(db: Database, row: Row) -> Channel:
    followed = query(
        db,
        """
        select watch, max(fixed) as fixed from subscriptions
        where channel_id = :id group by watch order by watch
        """,
        id=row["id"],
    )
    return Channel(
        address=Address(row["transport"], row["chat"], row["topic"] or None),
        language=row["language"],
        watches=tuple(item["watch"] for item in followed),
        fixed=tuple(item["watch"] for item in followed if item["fixed"]),
        active=bool(row["active"]),
        mutes=mutes.of_channel(db, row["id"]),
        muted_stories=mutes.stories_of_channel(db, row["id"]),
        quiet=quiet.of_channel(db, row["id"]),
        schedules=schedules.of_channel(db, row["id"]),
        gathered=schedules.gathered(db, row["id"]),
    )


def sync(db: Database, channels: Sequence[Channel], watches: Sequence[Watch]) -> None:
    """Make the config's channels known, with all the watches it gives them; see Store.sync_channels.

    A language that the config gives holds until the chat chooses another, and again once the config gives
    another.
    """
    names = {watch.name for watch in watches}
    for watch in watches:
        for old in watch.formerly:
            if old not in names:  # a name that another watch has taken over is no former one
                _rename(db, old, watch.name)
    wanted: set[tuple[int, str]] = set()
    for channel in channels:
        channel_id = chats.ensure(db, channel.address)
        _configure_language(db, channel_id, channel.language)
        wanted |= {(channel_id, name) for name in (*channel.watches, *channel.fixed)}
    _fix(db, wanted)


def _rename(db: Database, old: str, new: str) -> None:
    change(db, "update or ignore subscriptions set watch = :new where watch = :old", old=old, new=new)
    change(db, "delete from subscriptions where watch = :old", old=old)
    alerts.rename(db, old, new)
    decisions.rename(db, old, new)
    held.rename(db, old, new)
    mutes.rename(db, old, new)
    schedules.rename(db, old, new)


def _configure_language(db: Database, channel_id: int, language: Language | None) -> None:
    change(
        db,
        """
        update channels set language = :language, configured_language = :language
        where id = :id and configured_language is not :language
        """,
        id=channel_id,
        language=language,
    )


def _fix(db: Database, wanted: set[tuple[int, str]]) -> None:
    """Make these the fixed subscriptions, and no others."""
    rows = query(db, "select channel_id, watch from subscriptions where fixed")
    had = {(row["channel_id"], row["watch"]) for row in rows}
    for channel_id, watch in sorted(wanted - had):
        _follow(db, channel_id, watch, fixed=True)
    for channel_id, watch in had - wanted:
        change(
            db,
            "delete from subscriptions where channel_id = :id and watch = :watch and fixed",
            id=channel_id,
            watch=watch,
        )


def _follow(db: Database, channel_id: int, watch: str, *, fixed: bool) -> None:
    change(
        db,
        """
        insert into subscriptions (channel_id, watch, fixed) values (:id, :watch, :fixed)
        on conflict do nothing
        """,
        id=channel_id,
        watch=watch,
        fixed=fixed,
    )


def subscribe(db: Database, address: Address, watches: Sequence[str]) -> None:
    """Add to what a channel follows; see Store.subscribe."""
    chats.open_topic(db, address)
    channel_id = chats.ensure(db, address)
    _resume(db, [channel_id])
    for watch in watches:
        _follow(db, channel_id, watch, fixed=False)


def unsubscribe(db: Database, address: Address, watches: Sequence[str]) -> None:
    """Take away from what the chat itself chose to follow; see Store.unsubscribe."""
    channel_id = chats.find(db, address)
    if channel_id is None:
        return
    change(
        db,
        """
        delete from subscriptions where channel_id = :id and not fixed
        and (:all or watch in (select value from json_each(:watches)))
        """,
        id=channel_id,
        all="*" in watches,
        watches=list(watches),
    )
    outbox.cancel_unfollowed(db, channel_id)


def set_language(db: Database, address: Address, language: Language) -> None:
    """The language that a chat chose; makes the channel if need be."""
    change(
        db,
        "update channels set language = :language where id = :id",
        id=chats.ensure(db, address),
        language=language,
    )


def suspend(db: Database, address: Address) -> bool:
    """Hold a chat; see Store.suspend."""
    ids = chats.reached(db, address)
    news = change(
        db,
        """
        update channels set told = 1
        where id in (select value from json_each(:ids)) and active and not told
        and exists (select 1 from subscriptions where channel_id = channels.id)
        """,
        ids=ids,
    )
    change(db, "update channels set active = 0 where id in (select value from json_each(:ids))", ids=ids)
    return bool(news)


def recovered(db: Database, address: Address) -> bool:
    """Forget that the operator was told of a chat; see Store.recovered."""
    return bool(
        change(
            db,
            "update channels set told = 0 where told and id in (select value from json_each(:ids))",
            ids=chats.reached(db, address),
        )
    )


def resume(db: Database, address: Address) -> None:
    """Let a chat that was held go on; see Store.resume."""
    _resume(db, chats.reached(db, address))


def _resume(db: Database, channel_ids: Sequence[int]) -> None:
    """Only channels that were held: one that is merely being paced keeps its pace."""
    sql = "update channels set active = 1, next_at = null where id = :id and not active"
    for channel_id in channel_ids:
        if change(db, sql, id=channel_id):
            outbox.make_due(db, channel_id)
