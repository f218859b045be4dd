"""The day of a meeting."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter

from bot.reading.dates import DateMention
from bot.reading.meetings.words import COMMAS, Words

_BEFORE = 12  # words before the word of meeting in which its date may stand
_AFTER = 12  # words behind it and its parties
_APPOSED = 8  # words between a comma and the end of a name in apposition
_CURRENT = 3  # days; what is older is no news


def dated(
    words: Words, dates: Sequence[DateMention], at: int, end: int, *, before: bool
) -> DateMention | None:
    """The date that belongs to the word of meeting at `at`, whose parties end before `end`.

    With `before`, it may stand before the word, too.
    """
    near = list(_near(words, dates, at, end, before=before))
    return min(near, key=lambda one: one[0])[1] if near else None


def _near(
    words: Words, dates: Sequence[DateMention], at: int, end: int, *, before: bool
) -> Iterator[tuple[int, DateMention]]:
    first = bisect_left(dates, at - _BEFORE, key=attrgetter("end"))
    last = bisect_right(dates, max(at, end) + _AFTER, key=attrgetter("first"))
    for mention in dates[first:last]:
        if mention.sense not in ("at", "ago") or words.has(mention.end, "link.deadline"):
            continue
        behind = mention.first > at
        distance = max(mention.first - end, 0) if behind else at - mention.end
        if behind and not _ended(words, max(at + 1, min(end, mention.first)), mention.first):
            yield distance, mention
        if before and not behind and not _parted(words, mention.end, at):
            yield distance + _AFTER, mention


def _ended(words: Words, start: int, end: int) -> bool:
    """Whether between the two words a clause ends, or one begins behind a comma."""
    comma = False
    # "met his guest, X, on Friday": a comma that only closes an apposition
    first = start + any(words.reads(at, *COMMAS) for at in range(max(start - _APPOSED, 0), start))
    for at in range(start, end):
        token = words.tokens[at]
        if (
            words.breaks(at)
            or (words.has(at, "link.that", "link.end") and not words.has(at, "link.during"))
            or (comma and not token.tags and token.kind == "word")
        ):
            return True
        joined = words.clitics(at).conjunction == "و" and not words.clitics(at).article  # not «والمقررة»
        if joined and words.has(at, "cue.planned", "verb.past", "verb.present"):
            return True
        comma = comma or (at >= first and words.reads(at, *COMMAS))
    return False


def _parted(words: Words, start: int, end: int) -> bool:
    """Whether between a date and the word of meeting begins what did not happen at the meeting."""
    return any(
        words.breaks(at)
        or (
            words.has(at, "link.that", "link.end", "cue.ahead")
            and not words.has(at, "cue.behind", "cue.purpose", "link.purpose", "link.belonging")
        )
        for at in range(start, end)
    )


def is_past(mention: DateMention, today: date) -> bool:
    """Whether a date is too long ago to be that of the news."""
    return (today - mention.stop).days > _CURRENT
