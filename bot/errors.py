"""One error tree. The message is a sentence that a person can act on; causes are chained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


class RasidError(Exception):
    """What Rasid raises on purpose."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a config file, and what to write instead."""

    file: str
    line: int | None  # 1-based; None when the mistake has no place of its own
    key: str  # "watch[2].meeting.people", for people who search rather than jump; "" for the whole file
    problem: str  # a sentence, with the offending value in it
    advice: str  # what to write instead; may be empty

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = self.key and f"{self.key}:"
        return " ".join(filter(None, (f"{place}:", key, self.problem, self.advice)))


class ConfigError(RasidError):
    """The config cannot be used; `mistakes` holds every one of them, in the order of the file."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


class LineError(RasidError):
    """A line that should hold an entry holds none; the message says why."""


class ChartError(RasidError):
    """A picture could not be drawn or written; the message says why."""


class SearchError(RasidError):
    """Nothing can be looked for by these words; the message says what to type instead.

    So does the text `key` of the locale files, with these `values`.
    """

    def __init__(self, key: str, message: str, **values: int) -> None:
        super().__init__(message)
        self.key = key
        self.values = values


class StoreError(RasidError):
    """The database cannot be used."""


class NewerDatabaseError(StoreError):
    """The database was written by a newer Rasid than this one."""


class DatabaseInUseError(StoreError):
    """Another bot works on this database; the message names its pid and host."""


class FeedError(RasidError):
    """A feed or an article could not be had this time."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after  # how long the server asked us to stay away


class UnreachableError(FeedError):
    """No answer: name not found, connection refused, TLS failed, or too slow."""


class ForbiddenAddressError(FeedError):
    """The address is not one that may be reached: private, reserved, or not http(s) on an allowed port."""


class StatusError(FeedError):
    """The server answered with a status that is not a feed."""

    def __init__(self, status: int, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message, retry_after=retry_after)
        self.status = status


class FeedGoneError(StatusError):
    """410: the publisher says that the feed is gone for good. Polling stops."""


class TooLargeError(FeedError):
    """The answer is larger, packed or unpacked, or took longer than is allowed."""


class NotAFeedError(FeedError):
    """The answer is not RSS or Atom, or could not be parsed within its limits."""


class TransportError(RasidError):
    """A message did not go out, or we cannot know. The subclass says what to do next."""


class TryLaterError(TransportError):
    """Not sent; the same message may be sent again, after `after` where the platform named a time."""

    def __init__(self, message: str, *, after: timedelta | None = None) -> None:
        super().__init__(message)
        self.after = after


class AmbiguousError(TransportError):
    """The platform may or may not have the message: the connection broke after it was handed over."""


class BadMessageError(TransportError):
    """The platform refuses this content and always will."""


class MessageGoneError(TransportError):
    """The message cannot be replied to or edited, or no longer: it was deleted, or is too old."""


class ChannelGoneError(TransportError):
    """The channel can no longer be written to: blocked, kicked, deleted, archived."""


class ChannelMovedError(TransportError):
    """The chat lives on under another id (a Telegram group became a supergroup)."""

    def __init__(self, message: str, *, chat: str) -> None:
        super().__init__(message)
        self.chat = chat


class TopicGoneError(TransportError):
    """The topic was deleted, and nothing was sent; the chat that it was in is there."""


class TransportDownError(TransportError):
    """The platform refuses us altogether: the token is revoked or invalid."""
