"""Getting alerts together at set times: /digest."""

import re
from collections.abc import Sequence
from datetime import time

from bot.model import Every, Line, Message, Schedule
from handlers.asking import ALL, MARKS, Asked, echo
from handlers.quiet import OFF
from handlers.times import bare, either, read_time

USUAL = time(8)
ON_THE_HOUR = time(0)

_EVERY: dict[Every, tuple[str, ...]] = {
    "daily": (
        *("daily", "every day", "each day", "quotidien", "quotidienne", "chaque jour", "tous les jours"),
        *("يوميا", "يومي", "كل يوم"),
    ),
    "weekdays": (
        *("weekdays", "weekday", "workdays", "working days", "on weekdays", "on working days"),
        *("ouvrés", "ouvres", "jours ouvrés", "les jours ouvrés", "jours ouvrables", "en semaine"),
        *("أيام العمل", "ايام العمل", "في أيام العمل", "أيام الدوام"),
    ),
    "hourly": (
        *("hourly", "every hour", "each hour", "horaire", "chaque heure", "toutes les heures"),
        *("كل ساعة", "كل ساعه", "ساعيا"),
    ),
}
_WORDS: dict[str, Every] = {words: every for every in _EVERY for words in _EVERY[every]}
_SAID = re.compile(rf"(?<!\S)(?:{either(_WORDS)})(?=[\s,،;؛]|$)", re.IGNORECASE)


async def digest(asked: Asked) -> Message:
    """Get what watches tell in digests, or end that; without words, what is set."""
    words = asked.words.translate(MARKS).strip()
    if not words:
        return asked.say(*(digests(asked) or [asked.line("digest-none")]), *asked.usage().lines)
    ended = [word for word in words.split() if word.casefold() not in OFF]
    if len(ended) < len(words.split()):
        return await _end(asked, " ".join(ended))
    if not asked.channel.watches:
        return asked.say(asked.line("not-following"))
    return await _set(asked, words)


async def _set(asked: Asked, words: str) -> Message:
    """Set what these words say."""
    said = _SAID.search(words)
    every: Every = _WORDS[bare(said[0])] if said else "daily"
    left = f"{words[: said.start()]} {words[said.end() :]}" if said else words
    when = read_time(left.strip())
    if not (said or when):
        return asked.say(asked.line("digest-when", words=echo(asked.words)), *asked.usage().lines)
    if when and when.at is None:
        return asked.say(asked.line("digest-time"), *asked.usage().lines)
    at = when.at if when and when.at else ON_THE_HOUR if every == "hourly" else USUAL
    return await _schedule(asked, when.rest if when else left, every, at)


async def _schedule(asked: Asked, words: str, every: Every, at: time) -> Message:
    """Set it for the watches that these words name."""
    wanted, follows = asked.wanted(words), asked.channel.watches
    watches, lines = asked.among(wanted.names if ALL in follows else follows, wanted, "not-followed")
    if not watches:
        return asked.say(*lines)
    zone = str(asked.desk.timezone())
    schedules = [Schedule(watch, every, at, zone) for watch in watches]
    await asked.desk.schedule(asked.request.address, schedules)
    return asked.say(*_said(asked, schedules), asked.line("digest-means"), *lines)


async def _end(asked: Asked, words: str) -> Message:
    """Get what these words name one by one again, and at once what waits of it."""
    had, wanted = {each.watch for each in asked.channel.schedules}, asked.wanted(words)
    if not had:
        return asked.say(asked.line("digest-none"))
    watches, lines = asked.among(had, wanted, "digest-not")
    if ALL in had and not wanted.everything:
        lines.append(asked.line("digest-all-only"))
    if not watches:
        return asked.say(*lines)
    waited = await asked.desk.unschedule(asked.request.address, watches)
    ended = {"names": asked.titled(watches)} if ALL not in watches else {}
    done = asked.line("digest-ended", **ended) if ended else asked.line("digest-ended-all")
    return asked.say(done, asked.line("digest-last", count=waited), *lines)


def digests(asked: Asked) -> list[Line]:
    """What comes in digests here, and how much waits."""
    schedules = asked.channel.schedules
    if not schedules:
        return []
    return [*_said(asked, schedules), asked.line("digest-waiting", count=asked.channel.gathered)]


def _said(asked: Asked, schedules: Sequence[Schedule]) -> list[Line]:
    """What comes when, the watches of one time in one line, and the next time."""
    together: dict[tuple[Every, time, str], list[str]] = {}
    for each in schedules:
        together.setdefault((each.every, each.at, each.zone), []).append(each.watch)
    lines = []
    for (every, at, zone), watches in together.items():
        clock = at.strftime("%M" if every == "hourly" else "%H:%M")
        when = asked.desk.text(asked.language, f"schedule-{every}", at=clock, zone=zone)
        if ALL in watches:
            lines.append(asked.line("digest-all", when=when))
        else:
            lines.append(asked.line("digest-of", when=when, names=asked.titled(watches)))
    lines.append(asked.line("digest-next", time=min(map(asked.desk.next_digest, schedules))))
    return lines
