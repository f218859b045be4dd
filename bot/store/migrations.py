"""The shape of the database, as the named steps that lead to it.

A step that was ever released is never edited: to change the shape, add a step.
"""

from contextlib import closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from bot.errors import NewerDatabaseError, StoreError
from bot.store import words

migrations = Migrations("rasid")


def pending(db: Database, path: Path) -> bool:
    """Whether `apply` has something to do.

    Raises NewerDatabaseError when steps were taken that this Rasid does not know, StoreError when the
    database is another program's.
    """
    applied = {step.name for step in migrations.applied(db)}
    with closing(Database(memory=True)) as blank:
        unknown = applied - {step.name for step in migrations.pending(blank)}
    if unknown:
        raise NewerDatabaseError(
            f"The database {path} was written by a newer Rasid than this one"
            f" (it knows {', '.join(sorted(unknown))}). Update Rasid, or name another file as `database`."
        )
    if not applied and set(db.table_names()) - {migrations.migrations_table}:
        raise StoreError(
            f"The database {path} belongs to another program: it holds {', '.join(db.table_names())}."
            " Name another file as `database`."
        )
    return bool(migrations.pending(db))


@migrations(name="0001_first")
def first(db: Database) -> None:
    """Everything that one bot needs to poll, tell once and send in order."""
    for statement in (*_FEEDS, *_ENTRIES, *_ALERTS, *_CHANNELS, *_OUTBOX, *_REST):
        db.execute(statement)


@migrations(name="0002_stories")
def stories(db: Database) -> None:
    """Entries are reports of a story, and alerts say what they change in it."""
    for statement in _STORIES:
        db.execute(statement)


@migrations(name="0003_threads")
def threads(db: Database) -> None:
    """Later alerts of a story reply to its first message, which is edited as the story grows."""
    for statement in _THREADS:
        db.execute(statement)


@migrations(name="0004_held")
def held(db: Database) -> None:
    """What is to be told may wait, and alerts say when too few publishers say so."""
    for statement in _HELD:
        db.execute(statement)


@migrations(name="0005_reasons")
def reasons(db: Database) -> None:
    """Reasons are data, which is worded when it is read; those before stay as they were worded."""
    db.execute("update decisions set reason = json_array(json_object('key', 'words', 'words', reason))")


@migrations(name="0006_uncertain")
def uncertain(db: Database) -> None:
    """Of a delivery it is known whether an attempt may have arrived of which nothing was heard."""
    db.execute("alter table deliveries add column uncertain integer not null default 0")


@migrations(name="0007_mutes")
def mutes(db: Database) -> None:
    """Channels hold back what they would get of a watch, or of all, for a time."""
    for statement in _MUTES:
        db.execute(statement)


@migrations(name="0007_quiet_hours")
def quiet_hours(db: Database) -> None:
    """Channels hold back what they would get at some hours of every day."""
    for statement in _QUIET_HOURS:
        db.execute(statement)


@migrations(name="0008_search")
def search(db: Database) -> None:
    """Entries are found by what they say. Texts come folded and cut into words, so any tokenizer would do."""
    db.execute("create virtual table words using fts5 (said, tokenize = 'ascii', columnsize = 0)")
    words.put_all(db)


@migrations(name="0008_stats")
def stats(db: Database) -> None:
    """What happened in the last days is counted without a look at what was before."""
    for statement in _STATS:
        db.execute(statement)


@migrations(name="0010_story_mutes")
def story_mutes(db: Database) -> None:
    """A channel holds back what is told of a story."""
    for statement in _STORY_MUTES:
        db.execute(statement)


@migrations(name="0010_told")
def told(db: Database) -> None:
    """Which channels the operator knows to be out of reach."""
    db.execute("alter table channels add column told integer not null default 0")


@migrations(name="0011_pace")
def pace(db: Database) -> None:
    """Platforms are paced as a whole, and what is urgent goes first."""
    for statement in _PACE:
        db.execute(statement)


@migrations(name="0011_topics")
def topics(db: Database) -> None:
    """Topics that are gone are remembered: their chats stand for them."""
    db.execute(
        """
        create table gone_topics (
            transport text not null,
            chat text not null,
            topic text not null,
            primary key (transport, chat, topic)
        ) strict, without rowid
        """
    )


@migrations(name="0009_digests")
def digests(db: Database) -> None:
    """Alerts may be told together, by one delivery for all of them."""
    for statement in _DIGESTS:
        db.execute(statement)


@migrations(name="0012_installations")
def installations(db: Database) -> None:
    """Workspaces in which the bot was installed from its page."""
    db.execute(_INSTALLATIONS)


@migrations(name="0013_prints")
def prints(db: Database) -> None:
    """Of entries that are as they were in a feed's last document nothing is read again."""
    db.execute("alter table feeds add column prints blob not null default x''")


_FEEDS = (
    """
    create table feeds (
        name text primary key,
        url text not null,
        moved_to text,
        moves integer not null default 0,
        etag text,
        last_modified text,
        validators_url text,
        body_hash blob,
        ttl integer, -- microseconds
        next_at integer,
        polled_at integer,
        ok_at integer,
        new_at integer,
        failures integer not null default 0,
        error text,
        gone integer not null default 0,
        told text,
        wanted integer not null default 1, -- configured and enabled
        lease_until integer
    ) strict
    """,
)

_ENTRIES = (
    """
    create table entries (
        id integer primary key,
        feed text not null references feeds (name),
        digest blob not null,
        silent integer not null,
        seen_at integer not null
    ) strict
    """,
    "create index entries_feed on entries (feed)",
    """
    create table entry_keys (
        feed text not null references feeds (name),
        key blob not null,
        entry_id integer not null references entries (id),
        primary key (feed, key)
    ) strict, without rowid
    """,
    "create index entry_keys_entry on entry_keys (entry_id)",
    # Apart from the entries, so that an alert quotes for ever the words it was made from, while the entry is
    # edited by its publisher, and so that identity outlives text.
    """
    create table texts (
        id integer primary key,
        entry_id integer not null references entries (id),
        title text not null,
        summary text not null,
        content text not null,
        link text,
        guid text,
        published integer,
        language text,
        seen_at integer not null -- when the entry, not this text, was first seen: what retention asks
    ) strict
    """,
    "create index texts_entry on texts (entry_id)",
    "create index texts_seen on texts (seen_at)",
    """
    create table decisions (
        entry_id integer not null references entries (id),
        watch text not null,
        alert integer not null,
        reason text not null,
        why text not null,
        spans text not null,
        at integer not null,
        primary key (entry_id, watch)
    ) strict, without rowid
    """,
)

_ALERTS = (
    """
    create table alerts (
        id integer primary key autoincrement,
        entry_id integer not null references entries (id),
        text_id integer not null references texts (id),
        at integer not null
    ) strict
    """,
    "create index alerts_entry on alerts (entry_id)",
    "create index alerts_text on alerts (text_id)",
    # For whom an alert is, in the order of the ids. The entry stands here again for the sake of the rule that
    # a watch is told once of it.
    """
    create table alert_watches (
        id integer primary key,
        alert_id integer not null references alerts (id),
        watch text not null,
        entry_id integer not null references entries (id),
        link_key blob,
        spans text not null,
        unique (watch, entry_id),
        unique (watch, link_key)
    ) strict
    """,
    "create index alert_watches_alert on alert_watches (alert_id)",
    "create index alert_watches_entry on alert_watches (entry_id)",
    "create index alert_watches_link on alert_watches (link_key)",
    "create index alert_watches_newest on alert_watches (watch, alert_id)",
    """
    create view quoted_alerts as
    select alerts.id as alert_id, alerts.at, entries.feed, texts.title, texts.summary, texts.content,
        texts.link, texts.guid, texts.published, texts.language
    from alerts
    join entries on entries.id = alerts.entry_id
    join texts on texts.id = alerts.text_id
    """,
)

_CHANNELS = (
    """
    create table channels (
        id integer primary key,
        transport text not null,
        chat text not null,
        topic text not null default '', -- '' for none: NULLs would not be unique
        language text,
        configured_language text, -- what the config last gave, to see when it changes
        active integer not null default 1,
        next_at integer,
        unique (transport, chat, topic)
    ) strict
    """,
    # A watch may be followed by the config's wish and by the chat's: one row for each.
    """
    create table subscriptions (
        channel_id integer not null references channels (id),
        watch text not null,
        fixed integer not null,
        primary key (channel_id, watch, fixed)
    ) strict, without rowid
    """,
    "create index subscriptions_watch on subscriptions (watch)",
    """
    create table moved_chats (
        transport text not null,
        chat text not null,
        moved_to text not null,
        primary key (transport, chat)
    ) strict, without rowid
    """,
)

_OUTBOX = (
    """
    create table deliveries (
        id integer primary key autoincrement,
        channel_id integer not null references channels (id),
        alert_id integer references alerts (id),
        notice text,
        status text not null default 'pending'
            check (status in ('pending', 'sending', 'sent', 'dead', 'cancelled')),
        attempts integer not null default 0,
        due_at integer not null,
        lease_until integer,
        message_id text,
        error text,
        created_at integer not null,
        sent_at integer,
        unique (channel_id, alert_id),
        check ((alert_id is null) <> (notice is null))
    ) strict
    """,
    "create index deliveries_alert on deliveries (alert_id)",
    """
    create index deliveries_open on deliveries (channel_id, id)
    where status in ('pending', 'sending')
    """,
    "create index deliveries_flying on deliveries (channel_id, lease_until) where status = 'sending'",
    # For which of its alert's watches a delivery is: those that its channel follows by now.
    """
    create view followed as
    select deliveries.id as delivery_id, alert_watches.id, alert_watches.watch, alert_watches.spans
    from deliveries join alert_watches on alert_watches.alert_id = deliveries.alert_id
    where exists (
        select 1 from subscriptions
        where subscriptions.channel_id = deliveries.channel_id
        and subscriptions.watch in (alert_watches.watch, '*')
    )
    """,
    # What is open though there is none.
    """
    create view unfollowed as
    select id, channel_id from deliveries
    where status in ('pending', 'sending') and notice is null
    and not exists (select 1 from followed where followed.delivery_id = deliveries.id)
    """,
    # The delivery that each chat gets next, and when it may be claimed: of the fronts of its active channels'
    # lines the one that waits longest. Pace and flight are the whole chat's, since a platform's limits are.
    """
    create view fronts as
    select front.id, front.transport, max(
        front.due_at,
        (
            select max(max(coalesce(topics.next_at, 0), coalesce(flying.lease_until, 0)))
            from channels as topics
            left join deliveries as flying on flying.channel_id = topics.id and flying.status = 'sending'
            where topics.transport = front.transport and topics.chat = front.chat
        )
    ) as due_at
    from (
        select deliveries.id, deliveries.due_at, channels.transport, channels.chat, row_number() over (
            partition by channels.transport, channels.chat order by deliveries.due_at, deliveries.id
        ) as place
        from channels
        join deliveries on deliveries.id = (
            select oldest.id from deliveries as oldest
            where oldest.channel_id = channels.id and oldest.status in ('pending', 'sending')
            order by oldest.id limit 1
        )
        where channels.active
    ) as front
    where front.place = 1
    """,
)

_REST = (
    """
    create table updates (
        transport text not null,
        key text not null,
        at integer not null,
        primary key (transport, key)
    ) strict, without rowid
    """,
    "create index updates_at on updates (at)",
    """
    create table holder (
        id integer primary key check (id = 1),
        pid integer not null,
        host text not null,
        since integer not null
    ) strict
    """,
)

# A watch may now be told again of an entry, for what an edit changes: only what is new is told once of an
# entry and of a link. What was unique on the whole table is so no more, and that takes a new table.
_STORIES = (
    "create table stories (id integer primary key) strict",
    """
    create table reports (
        entry_id integer primary key references entries (id),
        story_id integer not null references stories (id),
        why text not null,
        at integer not null,
        places text not null, -- with blanks between them
        figures text not null,
        steps text not null
    ) strict
    """,
    "create index reports_story on reports (story_id)",
    "create index reports_at on reports (at)",
    "alter table alerts add column story_id integer references stories (id)",
    "create index alerts_story on alerts (story_id)",
    "drop view unfollowed",
    "drop view followed",
    "drop view quoted_alerts",
    """
    create table told_watches (
        id integer primary key,
        alert_id integer not null references alerts (id),
        watch text not null,
        entry_id integer not null references entries (id),
        link_key blob,
        spans text not null,
        kind text not null default 'new' check (kind in ('new', 'update', 'correction')),
        changes text not null default '[]'
    ) strict
    """,
    """
    insert into told_watches (id, alert_id, watch, entry_id, link_key, spans)
    select id, alert_id, watch, entry_id, link_key, spans from alert_watches
    """,
    "drop table alert_watches",
    "alter table told_watches rename to alert_watches",
    "create unique index alert_watches_once on alert_watches (watch, entry_id) where kind = 'new'",
    "create unique index alert_watches_once_a_link on alert_watches (watch, link_key) where kind = 'new'",
    "create index alert_watches_alert on alert_watches (alert_id)",
    "create index alert_watches_entry on alert_watches (entry_id)",
    "create index alert_watches_link on alert_watches (link_key)",
    "create index alert_watches_newest on alert_watches (watch, alert_id)",
    """
    create view quoted_alerts as
    select alerts.id as alert_id, alerts.at, alerts.story_id, entries.feed, texts.title, texts.summary,
        texts.content, texts.link, texts.guid, texts.published, texts.language
    from alerts
    join entries on entries.id = alerts.entry_id
    join texts on texts.id = alerts.text_id
    """,
    """
    create view followed as
    select deliveries.id as delivery_id, alert_watches.id, alert_watches.watch, alert_watches.spans,
        alert_watches.kind, alert_watches.changes
    from deliveries join alert_watches on alert_watches.alert_id = deliveries.alert_id
    where exists (
        select 1 from subscriptions
        where subscriptions.channel_id = deliveries.channel_id
        and subscriptions.watch in (alert_watches.watch, '*')
    )
    """,
    """
    create view unfollowed as
    select id, channel_id from deliveries
    where status in ('pending', 'sending') and notice is null
    and not exists (select 1 from followed where followed.delivery_id = deliveries.id)
    """,
)

_THREADS = (
    "alter table deliveries add column reply_to text",  # null: it stands for itself
    """
    create table edits (
        delivery_id integer primary key references deliveries (id),
        version integer not null default 1, -- grows with what is known
        attempts integer not null default 0,
        due_at integer not null
    ) strict
    """,
    # What may be edited, and when: it was sent and is followed, and its chat waits for nothing else.
    """
    create view due_edits as
    select edits.delivery_id, edits.version, edits.attempts, deliveries.message_id, channels.transport,
        channels.chat, max(
            edits.due_at,
            (
                select max(max(coalesce(topics.next_at, 0), coalesce(flying.due_at, 0)))
                from channels as topics
                left join deliveries as told on told.channel_id = topics.id and told.status = 'sent'
                    and told.id in (select delivery_id from edits where attempts > 0)
                left join edits as flying on flying.delivery_id = told.id and flying.attempts > 0
                    and flying.delivery_id <> edits.delivery_id
                where topics.transport = channels.transport and topics.chat = channels.chat
            )
        ) as due_at
    from edits
    join deliveries on deliveries.id = edits.delivery_id
    join channels on channels.id = deliveries.channel_id
    where channels.active and deliveries.status = 'sent' and deliveries.message_id is not null
    and exists (select 1 from followed where followed.delivery_id = edits.delivery_id)
    and not exists (
        select 1 from channels as topics
        join deliveries as open on open.channel_id = topics.id and open.status in ('pending', 'sending')
        where topics.transport = channels.transport and topics.chat = channels.chat
    )
    """,
)

_HELD = (
    """
    create table held (
        story_id integer not null references stories (id),
        watch text not null,
        text_id integer not null references texts (id), -- that will be quoted
        link_key blob,
        what text not null, -- the match, with the figures and steps that wait
        since integer not null,
        until integer not null,
        primary key (story_id, watch)
    ) strict, without rowid
    """,
    "create index held_text on held (text_id)",
    "alter table alert_watches add column unconfirmed integer not null default 0",
    "drop view followed",
    """
    create view followed as
    select deliveries.id as delivery_id, alert_watches.id, alert_watches.watch, alert_watches.spans,
        alert_watches.kind, alert_watches.changes, alert_watches.unconfirmed
    from deliveries join alert_watches on alert_watches.alert_id = deliveries.alert_id
    where exists (
        select 1 from subscriptions
        where subscriptions.channel_id = deliveries.channel_id
        and subscriptions.watch in (alert_watches.watch, '*')
    )
    """,
)

_MUTES = (
    """
    create table mutes (
        channel_id integer not null references channels (id),
        watch text not null, -- '*': all of them
        until integer not null,
        held integer not null default 0, -- how many alerts
        primary key (channel_id, watch)
    ) strict, without rowid
    """,
    "create index mutes_until on mutes (until)",
    # Alerts being sent that tell their channel nothing but what it mutes, and which of its mutes counts each.
    """
    create view muted as
    select deliveries.id, deliveries.channel_id, (
        select watch from mutes
        where mutes.channel_id = deliveries.channel_id and (watch = '*' or exists (
            select 1 from followed
            where followed.delivery_id = deliveries.id and followed.watch = mutes.watch
        ))
        order by watch = '*' desc, until desc, watch limit 1
    ) as mute
    from deliveries
    where status = 'sending' and notice is null
    and exists (select 1 from mutes where mutes.channel_id = deliveries.channel_id)
    and (
        exists (select 1 from mutes where mutes.channel_id = deliveries.channel_id and watch = '*')
        or not exists (
            select 1 from followed
            where followed.delivery_id = deliveries.id and not exists (
                select 1 from mutes
                where mutes.channel_id = deliveries.channel_id and mutes.watch = followed.watch
            )
        )
    )
    """,
)

_STATS = (
    "create index entries_seen on entries (seen_at, feed)",
    "create index alerts_at on alerts (at)",
    "create index deliveries_sent on deliveries (channel_id, sent_at) where status = 'sent'",
    "create index deliveries_dead on deliveries (channel_id) where status = 'dead'",
)

_QUIET_HOURS = (
    """
    create table quiet_hours (
        channel_id integer primary key references channels (id),
        begins integer not null, -- minutes of the day, as are the ends
        ends integer not null,
        zone text not null,
        new integer not null,
        at_least integer,
        held integer not null default 0, -- how many alerts, in those that end ...
        until integer -- ... then
    ) strict
    """,
)

_STORY_MUTES = (
    """
    create table story_mutes (
        channel_id integer not null references channels (id),
        story_id integer not null references stories (id),
        held integer not null default 0, -- how many alerts
        primary key (channel_id, story_id)
    ) strict, without rowid
    """,
    "create index story_mutes_story on story_mutes (story_id)",
)

_PACE = (
    """
    create table paces (
        transport text primary key,
        free_at integer not null -- when it takes one more message
    ) strict, without rowid
    """,
    "alter table deliveries add column urgency integer not null default 0",
    """
    create index deliveries_urgent on deliveries (channel_id, urgency)
    where status in ('pending', 'sending')
    """,
    "drop view fronts",
    # As before; of a chat's lines that is first in which the most urgent waits, be it at its front or not.
    """
    create view fronts as
    select front.id, front.transport, front.urgency, max(
        front.due_at,
        (
            select max(max(coalesce(topics.next_at, 0), coalesce(flying.lease_until, 0)))
            from channels as topics
            left join deliveries as flying on flying.channel_id = topics.id and flying.status = 'sending'
            where topics.transport = front.transport and topics.chat = front.chat
        )
    ) as due_at
    from (
        select line.*, deliveries.due_at, row_number() over (
            partition by line.transport, line.chat order by line.urgency desc, deliveries.due_at, line.id
        ) as place
        from (
            select channels.transport, channels.chat, (
                select oldest.id from deliveries as oldest
                where oldest.channel_id = channels.id and oldest.status in ('pending', 'sending')
                order by oldest.id limit 1
            ) as id, (
                select max(waiting.urgency) from deliveries as waiting
                where waiting.channel_id = channels.id and waiting.status in ('pending', 'sending')
            ) as urgency
            from channels where channels.active
        ) as line
        join deliveries on deliveries.id = line.id
    ) as front
    where front.place = 1
    """,
)

_DIGESTS = (
    """
    create table schedules (
        channel_id integer not null references channels (id),
        watch text not null, -- '*': all that have none of their own
        every text not null check (every in ('daily', 'weekdays', 'hourly')),
        at integer not null, -- minutes of the day
        zone text not null,
        primary key (channel_id, watch)
    ) strict, without rowid
    """,
    # The delivery that tells an alert's together with others, 0 for one that is still to come; null: it goes
    # alone. Until then `due_at` says when it is to be told.
    "alter table deliveries add column digest integer",
    "create index deliveries_gathered on deliveries (due_at) where digest = 0 and status = 'pending'",
    "create index deliveries_together on deliveries (digest) where digest > 0",
    """
    create index deliveries_line on deliveries (channel_id, id)
    where digest is null and status in ('pending', 'sending')
    """,
    "drop index deliveries_urgent",
    """
    create index deliveries_urgent on deliveries (channel_id, urgency)
    where digest is null and status in ('pending', 'sending')
    """,
    "drop view fronts",
    # As before; what is told by a digest stands in no line.
    """
    create view fronts as
    select front.id, front.transport, front.urgency, max(
        front.due_at,
        (
            select max(max(coalesce(topics.next_at, 0), coalesce(flying.lease_until, 0)))
            from channels as topics
            left join deliveries as flying on flying.channel_id = topics.id and flying.status = 'sending'
            where topics.transport = front.transport and topics.chat = front.chat
        )
    ) as due_at
    from (
        select line.*, deliveries.due_at, row_number() over (
            partition by line.transport, line.chat order by line.urgency desc, deliveries.due_at, line.id
        ) as place
        from (
            select channels.transport, channels.chat, (
                select oldest.id from deliveries as oldest
                where oldest.channel_id = channels.id and oldest.status in ('pending', 'sending')
                and oldest.digest is null
                order by oldest.id limit 1
            ) as id, (
                select max(waiting.urgency) from deliveries as waiting
                where waiting.channel_id = channels.id and waiting.status in ('pending', 'sending')
                and waiting.digest is null
            ) as urgency
            from channels where channels.active
        ) as line
        join deliveries on deliveries.id = line.id
    ) as front
    where front.place = 1
    """,
    "drop view due_edits",
    """
    create view due_edits as
    select edits.delivery_id, edits.version, edits.attempts, deliveries.message_id, channels.transport,
        channels.chat, max(
            edits.due_at,
            (
                select max(max(coalesce(topics.next_at, 0), coalesce(flying.due_at, 0)))
                from channels as topics
                left join deliveries as told on told.channel_id = topics.id and told.status = 'sent'
                    and told.id in (select delivery_id from edits where attempts > 0)
                left join edits as flying on flying.delivery_id = told.id and flying.attempts > 0
                    and flying.delivery_id <> edits.delivery_id
                where topics.transport = channels.transport and topics.chat = channels.chat
            )
        ) as due_at
    from edits
    join deliveries on deliveries.id = edits.delivery_id
    join channels on channels.id = deliveries.channel_id
    where channels.active and deliveries.status = 'sent' and deliveries.message_id is not null
    and exists (select 1 from followed where followed.delivery_id = edits.delivery_id)
    and not exists (
        select 1 from channels as topics
        join deliveries as open on open.channel_id = topics.id and open.status in ('pending', 'sending')
            and open.digest is null
        where topics.transport = channels.transport and topics.chat = channels.chat
    )
    """,
)


_INSTALLATIONS = """
    create table installations (
        transport text not null,
        workspace text not null,
        token text not null,
        user text not null, -- the bot's own id there
        bot text not null,
        enterprise text,
        at integer not null,
        primary key (transport, workspace)
    ) strict, without rowid
"""
