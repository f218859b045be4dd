"""What somebody looked for by words, in the language of the chat. Pure."""

from collections.abc import Sequence

from bot.model import Found, Line, Message, Run
from bot.telling.compose import SEPARATOR, source_of, title_of
from bot.telling.dossiers import Speaker
from bot.telling.summarize import clip

_WORDS = 60  # of what was looked for, said back


def compose_found(words: str, found: Sequence[Found], limit: int, speaker: Speaker) -> Message:
    """The entries found, this many at most, each with its title, source, link and the number of its story.

    Says when there are more, and what to do when there is none.
    """
    said = clip(words, _WORDS)
    if not found:
        return Message(
            speaker.language,
            (speaker.line("search-none", words=said), speaker.line("search-none-hint")),
        )
    lines: list[Line] = [speaker.line("search-found", words=said)]
    for one in found[:limit]:
        lines += [(), *_result(one, speaker)]
    if len(found) > limit:
        lines += [(), speaker.line("search-more", count=limit)]
    return Message(speaker.language, tuple(lines))


def _result(found: Found, speaker: Speaker) -> list[Line]:
    entry = found.entry
    source = source_of(entry, found.seen, entry.feed, speaker.language, speaker.wording)
    if found.story is not None:
        source += (Run(SEPARATOR), *speaker.copied("story-title.number", f"#{found.story}"))
    return [title_of(entry, speaker.language, speaker.wording), source]
