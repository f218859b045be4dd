"""One bot for one database: a lock that the system lets go of when its process dies, and a row for people."""

import os
import socket
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout
from sqlite_utils import Database

from bot.errors import DatabaseInUseError
from bot.store.database import change, when


def acquire(path: Path) -> BaseFileLock:
    """The lock of this database, held until released or until the process ends, however it ends.

    Raises DatabaseInUseError, naming the holder, and OSError when the file beside the database cannot be
    made.
    """
    lock = FileLock(f"{path}.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise DatabaseInUseError(
            f"{path} is in use by {_holder(path)}. Stop that one first, or give this one its own `database`."
        ) from error
    return lock


def sign(db: Database, now: datetime) -> None:
    """Say who holds the database; for the holder of the lock."""
    change(
        db,
        "insert or replace into holder (id, pid, host, since) values (1, :pid, :host, :now)",
        pid=os.getpid(),
        host=socket.gethostname(),
        now=now,
    )


def unsign(db: Database) -> None:
    """Say that nobody holds it."""
    change(db, "delete from holder")


def _holder(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as conn:
            pid, host, since = conn.execute("select pid, host, since from holder").fetchone()
    except (sqlite3.Error, TypeError):  # it is just making the database, or about to sign
        return "another Rasid that is just starting"
    return f"another Rasid: process {pid} on {host}, since {when(since):%Y-%m-%d %H:%M} UTC"
