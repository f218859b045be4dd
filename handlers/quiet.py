"""Holding alerts back at some hours of every day: /quiet."""

import re

from bot.model import Line, Message, Quiet
from handlers.asking import MARKS, Asked, echo
from handlers.times import read_hours

OFF = frozenset({"off", "non", "aucune", "désactiver", "arrêt", "إيقاف", "ايقاف", "إلغاء", "الغاء"})
_NOTHING = frozenset({"", "nothing", "none", "rien", "لا شيء", "لاشيء"})
_NEW = frozenset({"new", "nouveau", "nouveaux", "nouveautés", "جديد", "الجديد", "جديدة"})
_NUMBER = re.compile(r"[>≥]?\s*(\d{1,7})\+?")  # of any script's digits


async def quiet(asked: Asked) -> Message:
    """Set the quiet hours of every day and what breaks through, or end them; without words, say them."""
    words = asked.words.translate(MARKS).casefold()
    if not words:
        return asked.say(*(quiet_hours(asked) or [asked.line("quiet-none")]), *asked.usage().lines)
    if words in OFF:
        return await _end(asked)
    hours = read_hours(words)
    if hours is None:
        return asked.say(asked.line("quiet-hours", words=echo(asked.words)), *asked.usage().lines)
    if hours.rest not in _NOTHING | _NEW and not _NUMBER.fullmatch(hours.rest):
        return asked.say(asked.line("quiet-through", words=echo(hours.rest)), *asked.usage().lines)
    number = _NUMBER.fullmatch(hours.rest)
    at_least = int(number[1]) if number else None
    zone = str(asked.desk.timezone())
    wanted = Quiet(hours.begins, hours.ends, zone, new=hours.rest in _NEW, at_least=at_least)
    await asked.desk.set_quiet(asked.request.address, wanted)
    return asked.say(*_said(asked, wanted), asked.line("quiet-means"))


async def _end(asked: Asked) -> Message:
    if asked.channel.quiet is None:
        return asked.say(asked.line("quiet-none"))
    held = await asked.desk.set_quiet(asked.request.address, None)
    return asked.say(asked.line("quiet-ended"), asked.line("mute-held", count=held))


def quiet_hours(asked: Asked) -> list[Line]:
    """The quiet hours here, what breaks through, and how much they hold back now."""
    known = asked.channel.quiet
    if known is None:
        return []
    held = [asked.line("mute-held", count=known.held)] if known.held else []
    return [*_said(asked, known), *held]


def _said(asked: Asked, hours: Quiet) -> list[Line]:
    begins, ends = (at.strftime("%H:%M") for at in (hours.begins, hours.ends))
    if hours.at_least is not None:
        through = asked.line("quiet-number", number=hours.at_least)
    else:
        through = asked.line("quiet-new" if hours.new else "quiet-nothing")
    return [asked.line("quiet", begins=begins, ends=ends, zone=hours.zone), through]
