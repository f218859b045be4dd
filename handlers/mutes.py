"""Holding alerts back for a time: /mute and /unmute."""

from collections.abc import Sequence
from datetime import datetime

from bot.model import Line, Message
from handlers.asking import ALL, Asked, echo
from handlers.times import FARTHEST, read_until


async def mute(asked: Asked) -> Message:
    """Hold back all alerts, or those of some watches; without words, what is held back now."""
    if not asked.words:
        return asked.say(*(muted(asked) or [asked.line("mute-none")]), *asked.usage().lines)
    if not asked.channel.watches:
        return asked.say(asked.line("not-following"))
    meant = read_until(asked.words, asked.desk.now(), asked.desk.timezone())
    if meant is None:
        return asked.say(asked.line("mute-time", words=echo(asked.words)), *asked.usage().lines)
    if meant.at is None:
        return asked.say(asked.line("mute-limits", days=FARTHEST.days), *asked.usage().lines)
    return await _mute(asked, meant.rest, meant.at)


async def _mute(asked: Asked, words: str, until: datetime) -> Message:
    """Hold back what these words name."""
    wanted, follows = asked.wanted(words), asked.channel.watches
    watches = [name for name in wanted.names if ALL in follows or name in follows]
    others = [name for name in wanted.names if name not in (*watches, ALL)]
    lines = [asked.line("not-followed", names=asked.titled(others))] if others else []
    lines += asked.unknown(wanted)
    if wanted.everything:
        watches = [ALL]
    if not watches:
        return asked.say(*lines)
    await asked.desk.mute(asked.request.address, watches, until)
    return asked.say(_muted(asked, watches, until), asked.line("mute-means"), *lines)


async def unmute(asked: Asked) -> Message:
    """Let all alerts through again, or those of some watches, and say how many were held back."""
    mutes, wanted = {mute.watch for mute in asked.channel.mutes}, asked.wanted(asked.words)
    if not mutes:
        return asked.say(asked.line("mute-none"))
    watches = [ALL] if wanted.everything else [name for name in wanted.names if name in mutes]
    others = [name for name in wanted.names if name not in (*watches, ALL)]
    lines = [asked.line("unmute-not", names=asked.titled(others))] if others else []
    lines += asked.unknown(wanted)
    if ALL in mutes and not wanted.everything:
        lines.append(asked.line("unmute-all-only"))
    if not watches:
        return asked.say(*lines)
    held = await asked.desk.unmute(asked.request.address, watches)
    done = asked.line("unmuted-all") if ALL in watches else asked.line("unmuted", names=asked.titled(watches))
    return asked.say(done, asked.line("mute-held", count=held), *lines)


def muted(asked: Asked) -> list[Line]:
    """What is held back here, until when, and how much that is so far."""
    return [
        line
        for mute in asked.channel.mutes
        for line in (_muted(asked, [mute.watch], mute.until), asked.line("mute-held", count=mute.held))
    ]


def _muted(asked: Asked, watches: Sequence[str], until: datetime) -> Line:
    if ALL in watches:
        return asked.line("muted-all", time=until)
    return asked.line("muted", names=asked.titled(watches), time=until)
