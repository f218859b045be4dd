"""From a path to a database that may be worked on, and back."""

from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

import structlog
from sqlite_utils import Database

from bot.store import feeds, lock, migrations, outbox
from bot.store.database import connect, explained, writing

log = structlog.get_logger(__name__)


@contextmanager
def session(path: Path, now: datetime, *, exclusive: bool) -> Generator[Database]:
    """The database in its newest shape; with `exclusive` under the lock, and what a crash left put right.

    Raises what SqliteStore.open tells.
    """
    with explained(path), ExitStack() as exits:
        if exclusive:
            exits.enter_context(lock.held(path))
        db = exits.enter_context(closing(connect(path)))
        if migrations.pending(db, path):
            # Under the lock in any case: a bot at work would not know the new shape.
            with nullcontext() if exclusive else lock.held(path), writing(db):
                migrations.migrations.apply(db)
        if exclusive:
            exits.callback(_end, db)
            _begin(db, now)
        yield db


def _begin(db: Database, now: datetime) -> None:
    with writing(db):
        lock.sign(db, now)
        polls, sends = feeds.release_all(db), outbox.recover(db, now)
    if polls or sends:
        log.warning("store_recovered", polls=polls, sends=sends)


def _end(db: Database) -> None:
    with writing(db):
        lock.unsign(db)
