"""How SQLite is opened, asked and changed here: its pragmas, its transactions, its types, its errors.

A time is stored as whole microseconds since 1970-01-01 UTC: exact, sortable, and aware when it comes back.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, overload

from sqlite_utils import Database

from bot.errors import StoreError

Row = dict[str, Any]

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables; UPDATE … RETURNING came with 3.35 (sqlite.org/changes.html)

_AT_ONCE = 500  # values in a statement; SQLite's own limit was 999 for long

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
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
    except (sqlite3.Error, OSError) as error:
        raise explanation(path, error) from error


def explanation(path: Path, error: sqlite3.Error | OSError) -> StoreError:
    """The error in words, with the name of the database."""
    if isinstance(error, OSError):
        return StoreError(f"The database {path} cannot be used: {error.strerror or error}.")
    # The low byte is the kind of error, whatever its extended code (sqlite.org/rescode.html).
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    problem = _PROBLEMS.get(code, "SQLite refuses what Rasid asks of it")
    return StoreError(f"The database {path} cannot be used: {problem} ({error}).")


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
    db.conn.execute(begin)
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def query(db: Database, sql: str, **values: object) -> list[Row]:
    """All rows of a SELECT, or of a change that returns some. Values: see `bound`."""
    return _rows(db.conn.execute(sql, bound(values)))


def query_each(db: Database, sql: str, each: Collection[int | bytes], **values: object) -> list[Row]:
    """All rows of a SELECT in which `(:each)` stands for these, however many they are; a few at a time."""
    found: list[Row] = []
    whole = list(each)
    for first in range(0, len(whole), _AT_ONCE):
        some = {f"each{at}": one for at, one in enumerate(whole[first : first + _AT_ONCE])}
        listed = f"({', '.join(f':{name}' for name in some)})"
        found += _rows(db.conn.execute(sql.replace("(:each)", listed), bound(values) | some))
    return found


def _rows(cursor: sqlite3.Cursor) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def change(db: Database, sql: str, **values: object) -> int:
    """The number of rows that a statement changed. Values: see `bound`."""
    return db.conn.execute(sql, bound(values)).rowcount


def change_each(db: Database, sql: str, each: Iterable[Mapping[str, object]]) -> None:
    """Execute a statement with each of these values in turn. Values: see `bound`."""
    db.conn.executemany(sql, map(bound, each))


def insert(db: Database, sql: str, **values: object) -> int:
    """The id of a row that a statement inserted. Values: see `bound`."""
    row_id = db.conn.execute(sql, bound(values)).lastrowid
    assert row_id is not None  # noqa: S101  it was an INSERT
    return row_id


def bound(values: Mapping[str, object]) -> dict[str, object]:
    """Values as SQLite takes them: times and durations as microseconds, lists and mappings as JSON.

    The one gate to the database for text, so no text can break it: a lone surrogate, which UTF-8 cannot
    carry, becomes U+FFFD. That is one code point for one, so spans stay true.
    """
    return {name: _bound(value) for name, value in values.items()}


def _bound(value: object) -> object:
    match value:
        case str():
            return value if value.isascii() else _SURROGATES.sub("\ufffd", value)
        case None | int() | bytes():
            return value
        case datetime():
            return (value - _EPOCH) // _MICROSECOND
        case timedelta():
            return value // _MICROSECOND
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
