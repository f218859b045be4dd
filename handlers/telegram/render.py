"""A message as Telegram's HTML, and cut to Telegram's size. Pure.

Limits and tags: core.telegram.org/bots/api#html-style and #sendmessage; what its servers do to a text:
tdlib, MessageEntity.cpp and misc.cpp.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from bot.model import Line, Message, Run
from handlers.cutting import place

LIMIT = 4096
"""The most a message may show. Telegram counts code points; we count UTF-16 units, its unit everywhere else,
which are never fewer."""

CAPTION_LIMIT = 1024
"""The most that the text below a picture may show, counted alike (tdlib, OptionManager.cpp)."""

RAW_LIMIT = 32_768
"""The most bytes that a text may have with its markup (tdlib/telegram-bot-api, Client.cpp)."""

_FOLD_FROM = 4  # lines; a folded text shows three of them
_FOLD, _UNFOLD = "<blockquote expandable>", "</blockquote>"
_ROOM = len(_FOLD + _UNFOLD)

_WORD_JOINER = "\u2060"
_MENTION = re.compile(r"(?<!\w)@(?=[A-Za-z]|\Z)")  # the name may begin the next run


def render(message: Message, *, folded: bool = False) -> str:
    """The message for parse_mode HTML; every text and link in it escaped. Its direction marks are its own.

    Folded, a long one takes a few lines of the chat, below its first, until somebody opens it.
    """
    lines = [*map(_line, message.lines)]
    if not folded or len(lines) < _FOLD_FROM:
        return "\n".join(lines)
    return f"{lines[0]}\n{_FOLD}" + "\n".join(lines[1:]).strip("\n") + _UNFOLD


def split(message: Message, limit: int = LIMIT) -> list[Message]:
    """The message in parts that each fit, in order; cut between lines, and in a long line between sentences.

    `limit` counts UTF-16 units of what is shown. Empty lines at a cut are dropped. A picture goes with the
    text where that fits below it, else before it. Buttons are below the last part.
    """
    if message.picture and not _fits_below(message):
        return [replace(message, lines=(), buttons=()), *split(replace(message, picture=None), limit)]
    parts: list[list[Line]] = [[]]
    room, raw_room = limit, RAW_LIMIT - _ROOM
    for line in (piece for whole in message.lines for piece in _pieces(whole, limit)):
        size, raw_size = _size(line), len(_line(line).encode()) + 1
        if parts[-1] and (size > room or raw_size > raw_room):
            parts.append([])
            room, raw_room = limit, RAW_LIMIT - _ROOM
        if line or parts[-1]:
            parts[-1].append(line)
            room, raw_room = room - size, raw_room - raw_size
    kept = [replace(message, lines=tuple(lines)) for lines in parts if lines or message.picture]
    return [*(replace(part, buttons=()) for part in kept[:-1]), *kept[-1:]]


def _fits_below(message: Message) -> bool:
    """Whether the text can be a picture's."""
    return sum(map(_size, message.lines)) - 1 <= CAPTION_LIMIT and len(render(message).encode()) <= RAW_LIMIT


def plain(message: Message) -> str:
    """The message without markup, cut to one message's size: for when Telegram refuses its markup."""
    text, limit = _uncalled(message.plain()), CAPTION_LIMIT if message.picture else LIMIT
    if utf16(text) > limit:
        text = text[: limit // 2 - 1] + "…"  # a code point takes two units at most
    return text


def utf16(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _line(line: Line) -> str:
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    if run.code:  # Telegram allows nothing else within code, and finds nothing in it
        return f"<code>{html.escape(run.text)}</code>"
    text = html.escape(_uncalled(run.text))
    if run.link and _may_link(run.link):
        text = f'<a href="{html.escape(run.link)}">{text}</a>'
    return f"<b>{text}</b>" if run.bold else text


def _may_link(link: str) -> bool:
    """Web addresses only: a tg: link could name a user, a mailto: one is no source."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", link)


def _uncalled(text: str) -> str:
    """Nobody is called by a quoted headline: an unseen joiner keeps @name from being a mention."""
    return _MENTION.sub("@" + _WORD_JOINER, text)


def _size(line: Line) -> int:
    """UTF-16 units of a line as it is shown, with its end."""
    return sum(map(_width, line)) + 1


def _width(run: Run) -> int:
    return utf16(_uncalled(run.text))


def _pieces(line: Line, limit: int) -> Iterator[Line]:
    """The line, or the lines that it takes."""
    while _size(line) > limit:
        head, line = _cut(line, limit - 1)
        yield head
    yield line


def _cut(line: Line, room: int) -> tuple[Line, Line]:
    """What fits of a line that does not, and the rest; between sentences or words where there are any."""
    for index, run in enumerate(line):
        if _width(run) > room:
            most = room // 2  # a code point takes two units at most, an @ with its joiner too
            end = place(run.text, most)
            head, tail = replace(run, text=run.text[:end]), replace(run, text=run.text[end:])
            return (*line[:index], head), (tail, *line[index + 1 :])
        room -= _width(run)
    return line, ()
