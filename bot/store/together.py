"""What was asked for at the same time, done in one transaction: one commit, and one wait for the disk.

Each piece of work is all or nothing by itself: what fails is undone, and the others stay. Nobody hears of
anything before it is committed; when that fails, it fails for all.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from bot.store.database import reading, writing

MOST = 100
"""Pieces of work in one transaction: a few dozen milliseconds, for which others wait."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something to be done with the database."""

    function: Callable[[Database], Any]
    writes: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it returned, or raised."""

    value: Any = None
    error: BaseException | None = None


def do(db: Database, works: Sequence[Work]) -> list[Outcome]:
    """Do all this in its order; what came of each."""
    transaction = writing if any(work.writes for work in works) else reading
    try:
        return _done(db, works, transaction)
    except BaseException as error:  # noqa: BLE001  whoever asked is to raise it
        return [Outcome(error=error)] * len(works)


def _done(
    db: Database, works: Sequence[Work], transaction: Callable[[Database], AbstractContextManager[None]]
) -> list[Outcome]:
    with transaction(db):
        if len(works) == 1:
            return [Outcome(works[0].function(db))]
        return [_apart(db, work) for work in works]


def _apart(db: Database, work: Work) -> Outcome:
    """What came of one of several; an error that has ended the transaction for all is raised."""
    if work.writes:
        db.conn.execute("SAVEPOINT work")
    try:
        outcome = Outcome(work.function(db))
    except BaseException as error:
        if not db.conn.in_transaction:
            raise
        if work.writes:
            db.conn.execute("ROLLBACK TO work")
        outcome = Outcome(error=error)
    if work.writes:
        db.conn.execute("RELEASE work")
    return outcome
