"""What people may ask of a story: its steps, all that is known, a chart, why something was told or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.model import Message
from handlers.asking import ALL, MARKS, Asked, echo
from handlers.digests import digests
from handlers.mutes import muted
from handlers.quiet import quiet_hours

_NUMBER = re.compile(r"#?(\d+)")  # of any script's digits
_MOST_DIGITS = 18  # what a database holds as a number
_LINK = re.compile(r"https?://\S+|(?:[\w-]+\.)+[\w-]{2,}(?::\d+)?/\S+", re.IGNORECASE)
_BEHIND_LINKS = ".,،؛;:!?؟»”’\"'<>"


@dataclass(frozen=True, slots=True)
class _Meant:
    """The story that somebody asks for."""

    number: int
    watches: Sequence[str]  # whose steps are wanted; "*": all


async def timeline(asked: Asked) -> Message:
    """The steps of a story, by its number; or of the newest of a watch, or of what the chat follows."""
    meant = await _meant(asked)
    if isinstance(meant, Message):
        return meant
    found = await asked.desk.timeline(meant.number, meant.watches, asked.language)
    return found or _no_story(asked, str(meant.number))


async def story(asked: Asked) -> Message:
    """All that is known of a story, named in the same ways."""
    meant = await _meant(asked)
    if isinstance(meant, Message):
        return meant
    return await asked.desk.story(meant.number, asked.language) or _no_story(asked, str(meant.number))


async def chart(asked: Asked) -> Message:
    """The figures of a story as a picture, named in the same ways; only watches of casualties count."""
    counting = [watch.name for watch in asked.desk.watches() if watch.casualties]
    if not counting:
        return asked.say(asked.line("chart-nobody-counts"))
    named = asked.wanted(asked.words.translate(MARKS)).names
    if others := [name for name in named if name not in (*counting, ALL)]:
        counted = asked.line("chart-counting", names=asked.listed(counting))
        return asked.say(asked.line("chart-not-counting", names=asked.titled(others)), counted)
    meant = await _meant(asked, counting)
    if isinstance(meant, Message):
        return meant
    found = await asked.desk.chart(meant.number, meant.watches, asked.language)
    return found or _no_story(asked, str(meant.number))


async def why(asked: Asked) -> Message:
    """Why the article with a link, or the reports of a story, were told or were not."""
    words = asked.request.words.translate(MARKS).strip()
    follows = asked.channel.watches
    if digits := _NUMBER.fullmatch(words):
        number = _number(digits[1])
        found = number and await asked.desk.why_story(number, follows, asked.language)
        return _as_here(asked, found) if found else _no_story(asked, digits[1])
    if link := _LINK.search(words):
        return await _why_link(asked, link[0].rstrip(_BEHIND_LINKS), follows)
    if not words:
        return asked.usage()
    return asked.say(asked.line("why-what", words=echo(words)), *asked.usage().lines)


async def _why_link(asked: Asked, link: str, follows: Sequence[str]) -> Message:
    try:
        found = await asked.desk.why_link(link, follows, asked.language)
    except ValueError:
        return asked.say(asked.line("why-front", link=echo(link)))
    if found:
        return _as_here(asked, found)
    return asked.say(asked.line("why-unseen", link=echo(link)), asked.line("why-unseen-hint"))


def _as_here(asked: Asked, found: Message) -> Message:
    """Why something was told or was not, and what keeps alerts back here: it may not have come."""
    lines = [*muted(asked), *quiet_hours(asked), *digests(asked)]
    return replace(found, lines=(*found.lines, (), *lines)) if lines else found


async def _meant(asked: Asked, every: Sequence[str] = (ALL,)) -> _Meant | Message:
    """The story that is named; else what to say. `every` are the watches that matter."""
    words = asked.words.translate(MARKS)
    wanted = asked.wanted(words)
    digits = None if wanted.names else _NUMBER.fullmatch(words)
    if digits:
        number = _number(digits[1])
        return _Meant(number, every) if number else _no_story(asked, digits[1])
    if wanted.unknown:
        return asked.say(*asked.unknown(wanted))
    if len(wanted.names) > 1:
        return asked.usage()
    names = () if wanted.everything else wanted.names
    follows = asked.channel.watches
    followed = follows if ALL in every else [name for name in every if name in follows]
    watches = names or followed or every
    newest = await asked.desk.newest_story(watches)
    if newest is not None:
        return _Meant(newest, watches)
    return asked.say(
        asked.line("story-none-of", watch=asked.titled(names)) if names else asked.line("story-none-yet")
    )


def _number(digits: str) -> int | None:
    """A number that a story may have."""
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _no_story(asked: Asked, number: str) -> Message:
    return asked.say(asked.line("story-none", number=echo(number)))
