"""From a path to a database that may be worked on, and back."""

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import structlog
from sqlite_utils import Database

from bot.errors import StoreError
from bot.store import edits, feeds, lock, migrations, outbox
from bot.store.database import check, connect, connect_to_read, writing

log = structlog.get_logger()


def begin(exits: ExitStack, path: Path, now: datetime, *, exclusive: bool) -> Database:
    """The database in its newest shape; with `exclusive` under the lock, and what a crash left put right.

    `exits` gets what ends it all, also when this fails half way. Raises what SqliteStore.open tells, and
    sqlite3.Error and OSError.
    """
    check(path)
    if exclusive:
        exits.callback(lock.acquire(path).release)
    db = connect(path)
    exits.callback(db.close)
    if migrations.pending(db, path):
        with ExitStack() as held:
            if not exclusive:  # a bot at work would not know the new shape
                held.callback(lock.acquire(path).release)
            with writing(db):
                migrations.migrations.apply(db)
    if exclusive:
        _recover(db, now)
        exits.callback(_sign_off, db)
    return db


def look(exits: ExitStack, path: Path) -> Database:
    """A database that is there, only to be read, whoever works on it; `exits` gets what ends it.

    Raises what SqliteStore.look tells, and sqlite3.Error and OSError.
    """
    check(path)
    if not path.exists():
        raise StoreError(f"There is no database {path}: no bot has run with this config yet.")
    db = connect_to_read(path)
    exits.callback(db.close)
    if migrations.pending(db, path):
        raise StoreError(
            f"The database {path} was written by an older Rasid. Start this one on it first, which brings it"
            " up to date."
        )
    return db


def _recover(db: Database, now: datetime) -> None:
    with writing(db):
        lock.sign(db, now)
        polls, sends = feeds.release_all(db), outbox.recover(db, now)
        edits.recover(db, now)
    if polls or sends:
        log.warning("polls and deliveries that were interrupted are due again", polls=polls, deliveries=sends)


def _sign_off(db: Database) -> None:
    with writing(db):
        lock.unsign(db)
