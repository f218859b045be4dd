"""How SQLite is opened, asked and changed here: its pragmas, its transactions, its types, its errors.

A time is stored as whole microseconds since 1970-01-01 UTC: exact, sortable, and aware when it comes back.
"""

import json
import re
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, overload

from sqlite_utils import Database

from bot.errors import StoreError

Row = dict[str, Any]

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables; UPDATE … RETURNING came with 3.35 (sqlite.org/changes.html)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SURROGATES = re.compile("[\ud800-\udfff]")

_PROBLEMS = {
    sqlite3.SQLITE_NOTADB: "it is not a database; name another file as `database` in [bot]",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; it must be a file in a folder that Rasid may write to",
    sqlite3.SQLITE_READONLY: "Rasid may not write to it; check who owns the file and its folder",
    sqlite3.SQLITE_PERM: "Rasid may not write to it; check who owns the file and its folder",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write it",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore it from a backup",
    sqlite3.SQLITE_BUSY: "another program has kept it locked",
}


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Raise what SQLite and the file system raise inside as a StoreError that names the database."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind of error, whatever its extended code (sqlite.org/rescode.html).
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        problem = _PROBLEMS.get(code, "SQLite refuses what Rasid asks of it")
        raise StoreError(f"The database {path} cannot be used: {problem} ({error}).") from error
    except OSError as error:
        raise StoreError(f"The database {path} cannot be used: {error.strerror or error}.") from error


def check(path: Path) -> None:
    """Raise StoreError when SQLite is too old, or there is no folder to put the database in."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(f"Rasid needs SQLite {oldest} or newer; this Python has {sqlite3.sqlite_version}.")
    if not path.parent.is_dir():
        raise StoreError(f"The database {path} cannot be used: there is no folder {path.parent}.")


def connect(path: Path) -> Database:
    """Open, or make, a database with every pragma that a commit's safety hangs on. Raises sqlite3.Error."""
    db = Database(path, execute_plugins=False)
    try:
        # First of all, so that the change to WAL waits for its turn too.
        db.execute("PRAGMA busy_timeout = 5000")
        db.enable_wal()
        # NORMAL may lose the last commits when the power fails, and with them what was sent
        # (sqlite.org/wal.html).
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def connect_to_read(path: Path) -> Database:
    """Open a database that nothing is to be written to. Raises sqlite3.Error."""
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    conn.execute("PRAGMA busy_timeout = 5000")
    return Database(conn, execute_plugins=False)


@contextmanager
def writing(db: Database) -> Generator[None]:
    """A transaction that has the right to write from its start: it cannot fail half way for want of it."""
    with _transaction(db, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def reading(db: Database) -> Generator[None]:
    """A transaction that sees one state of the database, whoever writes meanwhile."""
    with _transaction(db, "BEGIN"):
        yield


@contextmanager
def _transaction(db: Database, begin: str) -> Generator[None]:
    db.execute(begin)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def query(db: Database, sql: str, **values: object) -> list[Row]:
    """All rows of a SELECT, or of a change that returns some. Values: see `bound`."""
    return list(db.query(sql, bound(values)))


def change(db: Database, sql: str, **values: object) -> int:
    """The number of rows that a statement changed. Values: see `bound`."""
    return db.execute(sql, bound(values)).rowcount


def bound(values: Mapping[str, object]) -> dict[str, object]:
    """Values as SQLite takes them: times and durations as microseconds, lists and mappings as JSON.

    The one gate to the database for text, so no text can break it: a lone surrogate, which UTF-8 cannot
    carry, becomes U+FFFD. That is one code point for one, so spans stay true.
    """
    return {name: _bound(value) for name, value in values.items()}


def _bound(value: object) -> object:
    match value:
        case str():
            return _SURROGATES.sub("\ufffd", value)
        case datetime():
            return (value - _EPOCH) // timedelta(microseconds=1)
        case timedelta():
            return value // timedelta(microseconds=1)
        case list() | tuple() | dict():
            return _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False))
        case _:
            return value


@overload
def when(stored: int) -> datetime: ...
@overload
def when(stored: None) -> None: ...
def when(stored: int | None) -> datetime | None:
    """A stored time, aware UTC."""
    return None if stored is None else _EPOCH + timedelta(microseconds=stored)
