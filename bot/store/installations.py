"""Workspaces in which the bot was installed, and the tokens that it got there."""

from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.model import Installation
from bot.store.database import change, query

_FILES = ("", "-wal", "-shm")  # what SQLite makes of one database
_OWNER_ONLY = 0o600


def save(db: Database, transport: str, installation: Installation, now: datetime) -> None:
    """Keep one, in place of an earlier one; see Store.install."""
    _guard(db)
    change(
        db,
        """
        insert or replace into installations (transport, workspace, token, user, bot, enterprise, at)
        values (:transport, :workspace, :token, :user, :bot, :enterprise, :at)
        """,
        transport=transport,
        workspace=installation.workspace,
        token=installation.token,
        user=installation.user,
        bot=installation.bot,
        enterprise=installation.enterprise,
        at=now,
    )


def remove(db: Database, transport: str, workspace: str) -> None:
    """Forget one; see Store.uninstall. What was written is written over."""
    db.execute("pragma secure_delete = on")
    change(
        db,
        "delete from installations where transport = :transport and workspace = :workspace",
        transport=transport,
        workspace=workspace,
    )


def every(db: Database, transport: str) -> list[Installation]:
    """Those of a platform."""
    rows = query(
        db,
        """
        select workspace, token, user, bot, enterprise from installations
        where transport = :transport order by workspace
        """,
        transport=transport,
    )
    return [Installation(**row) for row in rows]


def _guard(db: Database) -> None:
    """Let nobody but its owner read the database. Files that SQLite makes later are as the first one is."""
    path = str(query(db, "pragma database_list")[0]["file"])
    for file in (Path(path + ending) for ending in _FILES):
        if file.exists():
            file.chmod(_OWNER_ONLY)
