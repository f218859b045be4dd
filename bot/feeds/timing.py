"""When a feed is asked next, and whether it is well. Pure: chance and time are handed in."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from bot.errors import FeedError, FeedGoneError, NotAFeedError
from bot.model import SAMPLE_URL, Feed, FeedState, Fetched, NotModified

LONGEST_WISH = timedelta(hours=1)
"""A publisher's wish (Cache-Control, ttl, sy:update*) slows a feed down to once an hour and no further:
many systems write one that nobody chose."""

LONGEST_BACKOFF = timedelta(days=1)
"""A failing feed is tried at least once a day; so is one that asked for more in Retry-After."""

FIRST_RETRY = timedelta(minutes=1)
"""The first retry comes within two of these, or of the feed's own interval when that is shorter."""

JITTER = 0.1
"""Of an interval, added by chance, so that feeds do not fall into step."""

NEVER_WORKED = 6
"""A feed that never answered well is failing after so many tries: about an hour of backoff."""

STALLED = timedelta(minutes=5)
"""A bot that runs is late by seconds."""

_MOST_DOUBLINGS = 16


def succeeded(
    state: FeedState,
    feed: Feed,
    outcome: Fetched | NotModified,
    *,
    ttl: timedelta | None,
    new: bool,
    body_hash: bytes | None,
    now: datetime,
    rng: random.Random,
) -> FeedState:
    """The state after a poll that ended well.

    `ttl` is the document's own wish (the state's, when it was not read again), `new` whether it brought
    an entry not seen before, `body_hash` that of the last body parsed. The interval is the feed's
    `every`, or what the publisher wishes if that is longer, up to LONGEST_WISH.
    """
    wishes = [wish for wish in (outcome.max_age, ttl) if wish is not None]
    interval = max(feed.every, min(max(wishes, default=feed.every), LONGEST_WISH))
    state = replace(
        state,
        moved_to=outcome.moved_to,
        moves=_moves(state, outcome.moved_to),
        body_hash=body_hash,
        ttl=ttl,
        next_at=now + interval * (1 + JITTER * rng.random()),
        polled_at=now,
        ok_at=now,
        new_at=now if new or state.new_at is None else state.new_at,  # silence counts from the first poll
        failures=0,
        error=None,
        gone=False,
    )
    if isinstance(outcome, NotModified):
        return state
    validators = outcome.etag, outcome.last_modified
    return replace(
        state,
        etag=outcome.etag,
        last_modified=outcome.last_modified,
        validators_url=outcome.url if any(validators) else None,
    )


def failed(state: FeedState, feed: Feed, error: FeedError, *, now: datetime, rng: random.Random) -> FeedState:
    """The state after a poll that failed: retried after exponential backoff with full jitter.

    Not before Retry-After has passed, where the server gave one. A feed that is gone (410) is not polled
    until its URL changes. What a permanent redirect leads to is forgotten when it is not a feed.
    """
    failures = state.failures + 1
    first = min(feed.every, FIRST_RETRY)
    ceiling = min(first * 2 ** min(failures, _MOST_DOUBLINGS), LONGEST_BACKOFF)
    wait = first / 2 + max(ceiling - first / 2, timedelta()) * rng.random()
    if error.retry_after is not None:
        wait = max(wait, min(error.retry_after, LONGEST_BACKOFF))
    stray = isinstance(error, NotAFeedError)
    return replace(
        state,
        moved_to=None if stray else state.moved_to,
        moves=0 if stray else state.moves,
        next_at=now + wait,
        polled_at=now,
        failures=failures,
        error=str(error),
        gone=isinstance(error, FeedGoneError),
    )


def health(
    state: FeedState, feed: Feed, *, now: datetime, silent_after: timedelta, failing_after: timedelta
) -> Literal["failing", "silent"] | None:
    """What is unusual about a feed: no good answer, or nothing new, for longer than that.

    A feed polled seldom is given three of its intervals. One that is gone is failing at once. The sample
    never has anything new, and nobody is told that.
    """
    patience = 3 * feed.every
    if state.gone:
        return "failing"
    if state.failures:
        if state.ok_at is None:
            return "failing" if state.failures >= NEVER_WORKED else None
        if now - state.ok_at > max(failing_after, patience):
            return "failing"
    if feed.url == SAMPLE_URL or state.new_at is None:
        return None
    return "silent" if now - state.new_at > max(silent_after, patience) else None


def _moves(state: FeedState, moved_to: str | None) -> int:
    """How many times in a row permanent redirects led to the same place."""
    if moved_to is None:
        return 0
    return state.moves + 1 if moved_to == state.moved_to else 1


def stalled(states: Iterable[FeedState], now: datetime) -> list[str]:
    """The feeds that have been due for longer than STALLED: nobody seems to be polling."""
    return [
        state.name for state in states if state.next_at and not state.gone and now - state.next_at > STALLED
    ]
