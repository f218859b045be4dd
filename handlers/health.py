"""/health: how the running bot is, for its operator."""

from collections.abc import Sequence
from datetime import timedelta

from bot.model import FeedState, Health, Line, Run
from bot.model import Message as Reply
from handlers.asking import Asked

_MEGABYTE = 1_000_000
_IN_MINUTES = timedelta(minutes=2)  # from which on a delay is told in minutes


async def health(asked: Asked) -> Reply:
    """What is up, what waits, what is amiss."""
    found, feeds = await asked.desk.health(), await asked.desk.feeds()
    head = asked.desk.text(asked.language, "health", version=found.version, time=found.since)
    platforms = [
        asked.line(f"health-{standing}", platform=kind.title())
        for kind, standing in found.platforms.items()
        if kind != "console"
    ]
    lines = [
        (Run(head, bold=True),),
        *platforms,
        (),
        *_feeds(asked, feeds, found),
        (),
        *_outbox(asked, found),
    ]
    size = max(1, round(found.backlog.size / _MEGABYTE))
    return asked.say(*lines, (), asked.line("health-size", size=size))


def _feeds(asked: Asked, feeds: Sequence[FeedState], found: Health) -> list[Line]:
    """How many feeds are read, which of them are not, and whether they are asked in time."""
    lines = [asked.line("status-feeds", count=len(feeds))]
    amiss = {
        "status-failing": [feed.name for feed in feeds if feed.failures and not feed.gone],
        "health-gone": [feed.name for feed in feeds if feed.gone],
        "health-silent": [feed.name for feed in feeds if feed.told == "silent"],
    }
    lines += [
        asked.line(key, count=len(names), names=asked.listed(names)) for key, names in amiss.items() if names
    ]
    polled = max((feed.polled_at for feed in feeds if feed.polled_at), default=None)
    if feeds:
        lines.append(asked.line("status-polled", time=polled) if polled else asked.line("status-unpolled"))
    if found.late is not None:
        lines.append(_late(asked, found.late))
    return lines


def _late(asked: Asked, late: timedelta) -> Line:
    """By how much the last poll was late, in words that a person can grasp."""
    if late < _IN_MINUTES:
        return asked.line("health-late", count=round(late.total_seconds()))
    return asked.line("health-late-minutes", count=round(late / timedelta(minutes=1)))


def _outbox(asked: Asked, found: Health) -> list[Line]:
    """What waits and since when, what was given up, which channels are on hold."""
    backlog = found.backlog
    lines = [asked.line("stats-waiting", count=backlog.waiting)]
    if backlog.oldest:
        lines.append(asked.line("health-oldest", time=backlog.oldest))
    amiss = {
        "health-uncertain": backlog.uncertain,
        "stats-dead": backlog.dead,
        "health-held": backlog.held,
    }
    return [*lines, *(asked.line(key, count=count) for key, count in amiss.items() if count)]
