"""Holding alerts back for a time, or those of a story: /mute and /unmute."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.model import Line, Message
from handlers.asking import ALL, MARKS, Asked, echo
from handlers.times import FARTHEST, read_until

_STORY = re.compile(r"(?<!\S)#(\d{1,18})(?=[\s,،;؛]|\Z)")  # of any script's digits; 18 a database can hold
_BETWEEN = " ,،;؛"


async def mute(asked: Asked) -> Message:
    """Hold back all alerts, or those of watches or stories; without words, what is held back now."""
    if not asked.words:
        return asked.say(*(muted(asked) or [asked.line("mute-none")]), *asked.usage().lines)
    if not asked.channel.watches:
        return asked.say(asked.line("not-following"))
    if stories := _stories(asked):
        return await _mute_stories(asked, stories)
    meant = read_until(asked.words, asked.desk.now(), asked.desk.timezone())
    if meant is None:
        return asked.say(asked.line("mute-time", words=echo(asked.words)), *asked.usage().lines)
    if meant.at is None:
        return asked.say(asked.line("mute-limits", days=FARTHEST.days), *asked.usage().lines)
    return await _mute(asked, meant.rest, meant.at)


async def _mute(asked: Asked, words: str, until: datetime) -> Message:
    """Hold back what these words name."""
    wanted, follows = asked.wanted(words), asked.channel.watches
    watches, lines = asked.among(wanted.names if ALL in follows else follows, wanted, "not-followed")
    if not watches:
        return asked.say(*lines)
    await asked.desk.mute(asked.request.address, watches, until)
    return asked.say(muted_line(asked, watches, until), asked.line("mute-means"), *lines)


def _stories(asked: Asked) -> Sequence[int]:
    """The stories that are named by their numbers, unless watches bear such names."""
    words = asked.words.translate(MARKS)
    return () if asked.wanted(words).names else [int(digits) for digits in _STORY.findall(words)]


async def _mute_stories(asked: Asked, stories: Sequence[int]) -> Message:
    """Hold back what comes of stories, for which no time can be set."""
    if rest := _STORY.sub("", asked.words.translate(MARKS)).strip(_BETWEEN):
        return asked.say(asked.line("mute-story-alone", words=echo(rest)), asked.code(f"/mute #{stories[0]}"))
    known = [one for one in stories if await asked.desk.mute_story(asked.request.address, one)]
    unknown = [asked.line("story-none", number=str(one)) for one in stories if one not in known]
    if not known:
        return asked.say(*unknown)
    means = asked.line("mute-story-means", command=f"/unmute {' '.join(f'#{one}' for one in known)}")
    return asked.say(muted_stories_line(asked, known), means, *unknown)


async def _unmute_stories(asked: Asked, stories: Sequence[int]) -> Message:
    held = {one: await asked.desk.unmute_story(asked.request.address, one) for one in stories}
    ended = {one: count for one, count in held.items() if count is not None}
    others = [one for one in held if one not in ended]
    lines = [asked.line("unmute-not", names=_numbers(asked, others))] if others else []
    if not ended:
        return asked.say(*lines)
    done = asked.line("unmuted", names=_numbers(asked, ended))
    return asked.say(done, asked.line("mute-held", count=sum(ended.values())), *lines)


def _numbers(asked: Asked, stories: Iterable[int]) -> str:
    return asked.listed(f"#{story}" for story in stories)


async def unmute(asked: Asked) -> Message:
    """Let all alerts through again, or those of watches or stories, and say how many were held back."""
    mutes, wanted = {mute.watch for mute in asked.channel.mutes}, asked.wanted(asked.words)
    if stories := _stories(asked):
        return await _unmute_stories(asked, stories)
    if not (mutes or asked.channel.muted_stories):
        return asked.say(asked.line("mute-none"))
    watches, lines = asked.among(mutes, wanted, "unmute-not")
    if ALL in mutes and not wanted.everything:
        lines.append(asked.line("unmute-all-only"))
    if not watches:
        return asked.say(*lines)
    held = await asked.desk.unmute(asked.request.address, watches)
    done = asked.line("unmuted-all") if ALL in watches else asked.line("unmuted", names=asked.titled(watches))
    return asked.say(done, asked.line("mute-held", count=held), *lines)


def muted(asked: Asked) -> list[Line]:
    """What is held back here, until when, and how much that is so far."""
    lines = [
        line
        for mute in asked.channel.mutes
        for line in (muted_line(asked, [mute.watch], mute.until), asked.line("mute-held", count=mute.held))
    ]
    if stories := asked.channel.muted_stories:
        lines.append(muted_stories_line(asked, [each.story for each in stories]))
        lines.append(asked.line("mute-held", count=sum(each.held for each in stories)))
    return lines


def muted_stories_line(asked: Asked, stories: Sequence[int]) -> Line:
    """That these stories are muted."""
    return asked.line("muted-stories", count=len(stories), names=_numbers(asked, stories))


def muted_line(asked: Asked, watches: Sequence[str], until: datetime) -> Line:
    """That these watches ("*": all) are muted, and until when."""
    if ALL in watches:
        return asked.line("muted-all", time=until)
    return asked.line("muted", names=asked.titled(watches), time=until)
