"""What to do after a try to send: decisions only.

The classes of outcome are those of `bot.errors`; each transport sorts its platform's answers into them.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    TopicGoneError,
    TransportDownError,
    TryLaterError,
)

FIRST_RETRY = timedelta(seconds=5)
LAST_RETRY = timedelta(minutes=15)
# The platform may have the message, and may still be working on it.
AMBIGUOUS_RETRY = timedelta(seconds=30)
# A platform that is down is waited for as long as it takes: nothing is lost, and nothing doubled. Where each
# try may have arrived, it is enough after a day; an outage answers with errors of that kind too.
AMBIGUOUS_FOR = timedelta(days=1)
# What fails for a reason that nobody foresaw is no outage, and holds up its channel.
MOST_TRIES = 5
# A platform that says of so many chats within so long that it is too much means all of them together.
BUSY_CHATS = 3
BUSY_WITHIN = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Postpone:
    """Try again at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Bury:
    """Never try again."""


@dataclass(frozen=True, slots=True)
class Suspend:
    """Hold the whole channel until it is back."""


@dataclass(frozen=True, slots=True)
class Move:
    """Rewrite the chat's id, then try again at once."""

    chat: str


@dataclass(frozen=True, slots=True)
class CloseTopic:
    """Let the chat take the place of the topic, then try again at once."""


@dataclass(frozen=True, slots=True)
class Stop:
    """The platform refuses us: leave it alone for a while."""


Step = Postpone | Bury | Suspend | Move | CloseTopic | Stop

_WHENEVER: Mapping[type[Exception], Step] = {
    BadMessageError: Bury(),
    ChannelGoneError: Suspend(),
    TopicGoneError: CloseTopic(),
    TransportDownError: Stop(),
}
"""What follows an error however often and for how long a delivery was tried."""


def after_failure(
    error: Exception, *, attempts: int, waited: timedelta, now: datetime, rng: random.Random
) -> Step:
    """The next step for a delivery that failed with `error`.

    It was its `attempts`-th try, from 1; `waited` is how long ago it was queued; `now` is aware UTC.
    """
    if step := _WHENEVER.get(type(error)):
        return step
    match error:
        case ChannelMovedError(chat=chat):
            return Move(chat)
        case TryLaterError(after=timedelta() as after):
            return Postpone(now + after)
        case TryLaterError():
            return Postpone(now + _backoff(attempts, rng))
        case AmbiguousError() if waited < AMBIGUOUS_FOR:
            return Postpone(now + max(AMBIGUOUS_RETRY, _backoff(attempts, rng)))
        case AmbiguousError():
            return Bury()
        case _ if attempts < MOST_TRIES:
            return Postpone(now + _backoff(attempts, rng))
        case _:
            return Bury()


def _backoff(attempts: int, rng: random.Random) -> timedelta:
    """Exponential with equal jitter: at least half of the step, so that a dead platform is left alone."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_RETRY * (1 << doublings), LAST_RETRY) * rng.uniform(0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Busy:
    """A platform said that a chat gets too much."""

    chat: str
    at: datetime
    until: datetime


def recently_busy(said: Sequence[Busy], now: datetime) -> tuple[Busy, ...]:
    """What is still to be remembered of it, of each chat the last."""
    last = {busy.chat: busy for busy in said if now - busy.at <= BUSY_WITHIN}
    return tuple(last.values())


def overloaded(said: Sequence[Busy]) -> datetime | None:
    """Until when a platform wants to be left alone, if it said so of several chats.

    That is as long as it asks for all of them: one chat's wait may be hours, for reasons of its own.
    """
    return min(busy.until for busy in said) if len(said) >= BUSY_CHATS else None
