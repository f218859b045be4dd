"""What happened lately, for who asks."""

from bot.model import Lately, Line, Message, Run, Stats
from handlers.asking import Asked

MOST_TOLD = 10  # watches that are listed
MOST_OUTLETS = 5
LONGEST_NAME = 40


async def stats(asked: Asked) -> Message:
    """What was told in this chat by watch, what the bot read and told, and what is amiss."""
    found = await asked.desk.stats(asked.request.address)
    titles = {watch.name: watch.title for watch in asked.desk.watches()}
    lines = [_bold(asked, "stats-here")]
    for name, lately in list(found.told.items())[:MOST_TOLD]:
        lines.append(_counted(asked, "stats-watch", lately, watch=_short(titles.get(name, name))))
    if len(found.told) > MOST_TOLD:
        lines.append(asked.line("and-more", count=len(found.told) - MOST_TOLD))
    if not found.told:
        lines.append(asked.line("stats-quiet" if asked.channel.watches else "following-nothing"))
    if found.dead_here:
        lines.append(asked.line("stats-dead-here", count=found.dead_here))
    return asked.say(*lines, (), *await _of_bot(asked, found))


async def _of_bot(asked: Asked, found: Stats) -> list[Line]:
    every = found.entries.values()
    entries = Lately(sum(one.day for one in every), sum(one.week for one in every))
    lines = [_bold(asked, "stats-bot"), _counted(asked, "stats-entries", entries)]
    busiest = [f"{_short(name)} ({one.week})" for name, one in list(found.entries.items())[:MOST_OUTLETS]]
    if busiest:
        lines.append(asked.line("stats-outlets", names=asked.listed(busiest)))
    lines.append(_counted(asked, "stats-alerts", found.alerts))
    failing = [feed.name for feed in await asked.desk.feeds() if feed.failures]
    if failing:
        lines.append(asked.line("status-failing", count=len(failing), names=asked.listed(failing)))
    lines.append(asked.line("stats-waiting", count=found.waiting))
    if found.dead:
        lines.append(asked.line("stats-dead", count=found.dead))
    return lines


def _bold(asked: Asked, key: str) -> Line:
    return (Run(asked.desk.text(asked.language, key), bold=True),)


def _counted(asked: Asked, key: str, lately: Lately, **args: str) -> Line:
    return asked.line(key, day=lately.day, week=lately.week, **args)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
