BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'rasid','0001_first','2019-04-14 12:00:00.000000+00:00');
CREATE TABLE alert_watches (
        id integer primary key,
        alert_id integer not null references alerts (id),
        watch text not null,
        entry_id integer not null references entries (id),
        link_key blob,
        spans text not null,
        unique (watch, entry_id),
        unique (watch, link_key)
    ) strict
    ;
INSERT INTO "alert_watches" VALUES(1,1,'w',1,NULL,'[["title", 0, 3]]');
INSERT INTO "alert_watches" VALUES(2,2,'w',2,NULL,'[["title", 0, 3]]');
CREATE TABLE alerts (
        id integer primary key autoincrement,
        entry_id integer not null references entries (id),
        text_id integer not null references texts (id),
        at integer not null
    ) strict
    ;
INSERT INTO "alerts" VALUES(1,1,1,1555243200123456);
INSERT INTO "alerts" VALUES(2,2,2,1555243200123456);
CREATE TABLE channels (
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
    ;
INSERT INTO "channels" VALUES(1,'telegram','-1001','','ar','ar',1,1555243201123456);
CREATE TABLE decisions (
        entry_id integer not null references entries (id),
        watch text not null,
        alert integer not null,
        reason text not null,
        why text not null,
        spans text not null,
        at integer not null,
        primary key (entry_id, watch)
    ) strict, without rowid
    ;
INSERT INTO "decisions" VALUES(1,'w',1,'it is new','“Two” is there','[["title", 0, 3]]',1555243200123456);
INSERT INTO "decisions" VALUES(2,'w',1,'it is new','“Two” is there','[["title", 0, 3]]',1555243200123456);
CREATE TABLE deliveries (
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
    ;
INSERT INTO "deliveries" VALUES(1,1,1,NULL,'sent',1,1555243200123456,NULL,'m1',NULL,1555243200123456,1555243200123456);
INSERT INTO "deliveries" VALUES(2,1,2,NULL,'pending',0,1555243200123456,NULL,NULL,NULL,1555243200123456,NULL);
CREATE TABLE entries (
        id integer primary key,
        feed text not null references feeds (name),
        digest blob not null,
        silent integer not null,
        seen_at integer not null
    ) strict
    ;
INSERT INTO "entries" VALUES(1,'north',X'7692C3AD3540BB803C020B3AEE66CD8887123234EA0C6E7143C0ADD73FF431ED',0,1555243200123456);
INSERT INTO "entries" VALUES(2,'north',X'3FC4CCFE745870E2C0D99F71F30FF0656C8DEDD41CC1D7D3D376B0DBE685E2F3',0,1555243200123456);
CREATE TABLE entry_keys (
        feed text not null references feeds (name),
        key blob not null,
        entry_id integer not null references entries (id),
        primary key (feed, key)
    ) strict, without rowid
    ;
INSERT INTO "entry_keys" VALUES('north',X'7692C3AD3540BB803C020B3AEE66CD8887123234EA0C6E7143C0ADD73FF431ED',1);
INSERT INTO "entry_keys" VALUES('north',X'3FC4CCFE745870E2C0D99F71F30FF0656C8DEDD41CC1D7D3D376B0DBE685E2F3',2);
CREATE TABLE feeds (
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
    ;
INSERT INTO "feeds" VALUES('north','https://north.example/rss',NULL,0,NULL,NULL,NULL,NULL,NULL,1555243260123456,NULL,NULL,NULL,0,NULL,0,NULL,1,NULL);
CREATE TABLE holder (
        id integer primary key check (id = 1),
        pid integer not null,
        host text not null,
        since integer not null
    ) strict
    ;
CREATE TABLE moved_chats (
        transport text not null,
        chat text not null,
        moved_to text not null,
        primary key (transport, chat)
    ) strict, without rowid
    ;
CREATE TABLE subscriptions (
        channel_id integer not null references channels (id),
        watch text not null,
        fixed integer not null,
        primary key (channel_id, watch, fixed)
    ) strict, without rowid
    ;
INSERT INTO "subscriptions" VALUES(1,'*',1);
CREATE TABLE texts (
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
    ;
INSERT INTO "texts" VALUES(1,1,'one','Of one','',NULL,NULL,1555243140123456,NULL,1555243200123456);
INSERT INTO "texts" VALUES(2,2,'two','Of two','',NULL,NULL,1555243140123456,NULL,1555243200123456);
CREATE TABLE updates (
        transport text not null,
        key text not null,
        at integer not null,
        primary key (transport, key)
    ) strict, without rowid
    ;
INSERT INTO "updates" VALUES('telegram','update-1',1555243200123456);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX entries_feed on entries (feed);
CREATE INDEX entry_keys_entry on entry_keys (entry_id);
CREATE INDEX texts_entry on texts (entry_id);
CREATE INDEX texts_seen on texts (seen_at);
CREATE INDEX alerts_entry on alerts (entry_id);
CREATE INDEX alerts_text on alerts (text_id);
CREATE INDEX alert_watches_alert on alert_watches (alert_id);
CREATE INDEX alert_watches_entry on alert_watches (entry_id);
CREATE INDEX alert_watches_link on alert_watches (link_key);
CREATE INDEX alert_watches_newest on alert_watches (watch, alert_id);
CREATE VIEW quoted_alerts as
    select alerts.id as alert_id, alerts.at, entries.feed, texts.title, texts.summary, texts.content,
        texts.link, texts.guid, texts.published, texts.language
    from alerts
    join entries on entries.id = alerts.entry_id
    join texts on texts.id = alerts.text_id;
CREATE INDEX subscriptions_watch on subscriptions (watch);
CREATE INDEX deliveries_alert on deliveries (alert_id);
CREATE INDEX deliveries_open on deliveries (channel_id, id)
    where status in ('pending', 'sending')
    ;
CREATE INDEX deliveries_flying on deliveries (channel_id, lease_until) where status = 'sending';
CREATE VIEW followed as
    select deliveries.id as delivery_id, alert_watches.id, alert_watches.watch, alert_watches.spans
    from deliveries join alert_watches on alert_watches.alert_id = deliveries.alert_id
    where exists (
        select 1 from subscriptions
        where subscriptions.channel_id = deliveries.channel_id
        and subscriptions.watch in (alert_watches.watch, '*')
    );
CREATE VIEW unfollowed as
    select id, channel_id from deliveries
    where status in ('pending', 'sending') and notice is null
    and not exists (select 1 from followed where followed.delivery_id = deliveries.id);
CREATE VIEW fronts as
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
    where front.place = 1;
CREATE INDEX updates_at on updates (at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('alerts',2);
INSERT INTO "sqlite_sequence" VALUES('deliveries',2);
COMMIT;
