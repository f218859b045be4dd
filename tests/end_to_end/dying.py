"""The bot, ending at one point as SIGKILL would end it: `python -m tests.end_to_end.dying POINT run …`."""

import inspect
import os
import sys
from typing import Any

from sqlite_utils.migrations import Migrations

from bot.__main__ import main
from bot.feeds.fetch import Fetcher
from bot.pipeline import Pipeline
from bot.store.sqlite import SqliteStore
from handlers.telegram.transport import TelegramTransport

DEAD = 99
"""The exit code of a bot that came to its point."""

POINTS: dict[str, tuple[type, str, bool]] = {  # the call that it ends at, and whether that was made
    "before-storing": (SqliteStore, "record", False),
    "stored": (SqliteStore, "record", True),
    "claimed": (SqliteStore, "claim", True),
    "before-sending": (TelegramTransport, "send", False),
    "sent": (SqliteStore, "sent", False),
    "marked": (SqliteStore, "sent", True),
}
PROVOKED: dict[str, tuple[type, str, bool]] = {  # those to which more than entries bring it
    "asked": (Fetcher, "feed", True),
    "failed": (SqliteStore, "postpone", True),
    "reloading": (Pipeline, "follow", False),
    "reloaded": (Pipeline, "follow", True),
    "migrating": (Migrations, "apply", True),  # within the transaction
}

RELEASES: dict[str, tuple[type, str, bool]] = {  # where something waits to be told
    "before-releasing": (SqliteStore, "release", False),
    "released": (SqliteStore, "release", True),
}


def doom(owner: type, name: str, *, after: bool) -> None:
    """Make the first such call the last one, unless it found nothing to do."""
    method = getattr(owner, name)

    def last_now(*args: Any, **kwargs: Any) -> Any:
        method(*args, **kwargs)
        os._exit(DEAD)

    async def last(*args: Any, **kwargs: Any) -> Any:
        outcome = await method(*args, **kwargs) if after else None
        if outcome != []:
            os._exit(DEAD)
        return outcome

    setattr(owner, name, last if inspect.iscoroutinefunction(method) else last_now)


if __name__ == "__main__":
    owner_, name_, after_ = (POINTS | RELEASES | PROVOKED)[sys.argv.pop(1)]
    doom(owner_, name_, after=after_)
    main()
