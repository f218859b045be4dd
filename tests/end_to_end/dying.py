"""The bot, ending at one point as SIGKILL would end it, its waits of minutes cut to seconds if wanted.

    python -m tests.end_to_end.dying POINT hurried run …

What is named here is imported when the bot starts, not with this module, which its parsers import, too.
"""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.__main__ import main

DEAD = 99
"""The exit code of a bot that came to its point."""

NOWHERE, HURRIED, AS_IT_IS = "nowhere", "hurried", "as-it-is"


def _always(*_: Any) -> bool:
    return True


def _waits(_: Any, poll: Any) -> bool:
    """Whether something of a poll is to wait before it is told."""
    return any(decision.held for finding in poll.findings for decision in finding.decisions)


def _takes(_: Any, ids: Any) -> bool:
    """Whether anything was claimed."""
    return bool(ids)


@dataclass(frozen=True)
class Point:
    """The call that it ends at."""

    owner: str  # module, or module:class
    name: str
    after: bool  # whether the call was made; a call that found nothing to do is not the last
    when: Callable[..., bool] = _always  # of its arguments


STORE = "bot.store.sqlite:SqliteStore"
TELEGRAM = "handlers.telegram.transport:TelegramTransport"

POINTS: dict[str, Point] = {
    "before-storing": Point(STORE, "record", after=False),
    "storing": Point("bot.store.decisions", "add", after=True),  # within the transaction, as are the others
    "stored": Point(STORE, "record", after=True),
    "claiming": Point("bot.store.outbox", "_thread", after=True, when=_takes),
    "claimed": Point(STORE, "claim", after=True),
    "before-sending": Point(TELEGRAM, "send", after=False),
    "sent": Point(STORE, "sent", after=False),
    "marked": Point(STORE, "sent", after=True),
}
EDITS: dict[str, Point] = {  # where a message is brought up to date
    "edit-claimed": Point(STORE, "claim_edits", after=True),
    "before-editing": Point(TELEGRAM, "edit", after=False),
    "edit-made": Point(STORE, "edited", after=False),
    "edit-marked": Point(STORE, "edited", after=True),
}
RELEASES: dict[str, Point] = {  # where something waits to be told
    "kept-waiting": Point(STORE, "record", after=True, when=_waits),
    "before-releasing": Point(STORE, "release", after=False),
    "releasing": Point("bot.store.held", "_tell", after=True),
    "released": Point(STORE, "release", after=True),
}
MUTES: dict[str, Point] = {  # where a mute is over that held something back
    "muted": Point(STORE, "mute", after=True),
    "mute-ending": Point("bot.store.mutes", "end", after=True),
}
GATHERED: dict[str, Point] = {  # where alerts are told together
    "gathering": Point("bot.store.digests", "_form", after=True),
    "before-parting": Point(STORE, "part", after=False),
    "parting": Point("bot.store.digests", "part", after=True),
    "parted": Point(STORE, "part", after=True),
}
DIGESTS = {  # where more waits than is told one by one, which the campaign never lets happen
    "folding": Point("bot.store.digests", "fold", after=True),
    **GATHERED,
}
PROVOKED: dict[str, Point] = {  # those to which more than entries bring it
    "asked": Point("bot.feeds.fetch:Fetcher", "feed", after=True),
    "failed": Point(STORE, "postpone", after=True),
    "edit-failed": Point(STORE, "postpone_edit", after=True),
    "reloading": Point("bot.pipeline:Pipeline", "follow", after=False),
    "reloaded": Point("bot.pipeline:Pipeline", "follow", after=True),
}
FIRST: dict[str, Point] = {
    "migrating": Point("sqlite_utils.migrations:Migrations", "apply", after=True),
}
EVERY = POINTS | EDITS | RELEASES | MUTES | GATHERED | PROVOKED | FIRST

SOONER = {
    "bot.store.edits:SETTLE": timedelta(seconds=1),
    "bot.delivery.outbox:FIRST_RETRY": timedelta(seconds=1),
    "bot.delivery.outbox:AMBIGUOUS_RETRY": timedelta(seconds=1),
    "bot.delivery.outbox:LAST_RETRY": timedelta(seconds=4),
}
MINUTE = 60  # seconds, of which people ask for one


def doom(point: Point) -> None:
    """Make the first such call the last one."""
    owner = pkgutil.resolve_name(point.owner)
    method = getattr(owner, point.name)

    def last_now(*args: Any, **kwargs: Any) -> Any:
        outcome = method(*args, **kwargs)
        if outcome != [] and point.when(*args):
            os._exit(DEAD)
        return outcome

    async def last(*args: Any, **kwargs: Any) -> Any:
        if not point.when(*args):
            return await method(*args, **kwargs)
        outcome = await method(*args, **kwargs) if point.after else None
        if outcome != []:
            os._exit(DEAD)
        return outcome

    setattr(owner, point.name, last if inspect.iscoroutinefunction(method) else last_now)


def hurry() -> None:
    """Cut the waits of minutes to seconds, and parse one document at a time; all else is as it is."""
    for where, wait in SOONER.items():
        module, name = where.split(":")
        owner = importlib.import_module(module)
        assert getattr(owner, name) > wait, where
        setattr(owner, name, wait)
    units = pkgutil.resolve_name("handlers.times:_UNIT")
    units |= {unit: length / MINUTE for unit, length in units.items()}
    parsers = pkgutil.resolve_name("bot.feeds.pool:ParserPool").__init__
    _, *others = parsers.__defaults__
    parsers.__defaults__ = (1, *others)  # instead of two, each of which is a Python that starts


def start() -> None:
    """Run the bot by the command line, of which the first two words say where it ends and how it waits."""
    where, pace = sys.argv.pop(1), sys.argv.pop(1)
    if pace == HURRIED:
        hurry()
    if where != NOWHERE:
        doom((EVERY | DIGESTS)[where])
    main()


if __name__ == "__main__":
    start()
