import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FeedError, FeedGoneError, NotAFeedError, StatusError, UnreachableError
from bot.feeds import timing
from bot.model import SAMPLE_URL, Feed, FeedState, Fetched, NotModified

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Feed("paper", "https://paper.example/feed")
STATE = FeedState("paper", FEED.url)
GOT = Fetched(b"x", FEED.url, etag='"e"', last_modified="then")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Fixed(random.Random):
    """Chance that is always the same."""

    def __init__(self, value: float) -> None:
        super().__init__()
        self.value = value

    def random(self) -> float:
        return self.value


LEAST, MOST = Fixed(0.0), Fixed(1.0)


def succeeded(
    state: FeedState = STATE,
    outcome: Fetched | NotModified = GOT,
    ttl: timedelta | None = None,
    *,
    new: bool = False,
    feed: Feed = FEED,
    rng: random.Random = LEAST,
) -> FeedState:
    return timing.succeeded(state, feed, outcome, ttl=ttl, new=new, body_hash=b"hash", now=NOW, rng=rng)


def failed(state: FeedState, error: FeedError, rng: random.Random = LEAST, feed: Feed = FEED) -> FeedState:
    return timing.failed(state, feed, error, now=NOW, rng=rng)


def wait(state: FeedState) -> timedelta:
    assert state.next_at is not None
    return state.next_at - NOW


def test_what_a_good_poll_leaves() -> None:
    before = replace(STATE, failures=4, error="was bad", gone=True, told="failing")
    assert succeeded(before, new=True) == replace(
        before,
        etag='"e"',
        last_modified="then",
        validators_url=FEED.url,
        body_hash=b"hash",
        next_at=NOW + FEED.every,
        polled_at=NOW,
        ok_at=NOW,
        new_at=NOW,
        failures=0,
        error=None,
        gone=False,
    )


def test_304_keeps_the_validators_and_a_200_without_any_drops_them() -> None:
    known = succeeded()
    again = succeeded(known, NotModified())
    assert (again.etag, again.last_modified, again.validators_url) == ('"e"', "then", FEED.url)
    bare = succeeded(known, Fetched(b"x", FEED.url))
    assert (bare.etag, bare.last_modified, bare.validators_url) == (None, None, None)


@pytest.mark.parametrize(
    ("every", "max_age", "ttl", "interval"),
    [
        (5 * MINUTE, None, None, 5 * MINUTE),
        (5 * MINUTE, MINUTE, None, 5 * MINUTE),
        (5 * MINUTE, 20 * MINUTE, 10 * MINUTE, 20 * MINUTE),
        (5 * MINUTE, None, 10 * MINUTE, 10 * MINUTE),
        (5 * MINUTE, DAY, None, HOUR),
        (2 * HOUR, DAY, None, 2 * HOUR),
        (2 * HOUR, MINUTE, None, 2 * HOUR),
    ],
)
def test_the_interval(
    every: timedelta, max_age: timedelta | None, ttl: timedelta | None, interval: timedelta
) -> None:
    feed = replace(FEED, every=every)
    for outcome in (replace(GOT, max_age=max_age), NotModified(max_age=max_age)):
        assert wait(succeeded(STATE, outcome, ttl, feed=feed)) == interval
        assert wait(succeeded(STATE, outcome, ttl, feed=feed, rng=MOST)) == interval * 1.1


def test_backoff_doubles_to_a_day_with_full_jitter_and_a_quick_first_retry() -> None:
    state, longest = STATE, []
    for _ in range(40):
        assert wait(failed(state, UnreachableError("x."))) == MINUTE / 2
        longest.append(wait(failed(state, UnreachableError("x."), MOST)))
        state = failed(state, UnreachableError("x."), MOST)
    assert longest[:4] == [2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE]
    assert longest[-1] == max(longest) == DAY
    assert state.failures == 40


def test_a_failure_keeps_what_was_known() -> None:
    known = succeeded(new=True)
    after = failed(known, UnreachableError("paper.example was not found."))
    assert after == replace(
        known, next_at=after.next_at, polled_at=NOW, failures=1, error="paper.example was not found."
    )


@pytest.mark.parametrize(
    ("asked", "kept"), [(10 * HOUR, 10 * HOUR), (9 * DAY, DAY), (timedelta(), MINUTE / 2)]
)
def test_retry_after(asked: timedelta, kept: timedelta) -> None:
    assert wait(failed(STATE, StatusError(503, "x", retry_after=asked))) == kept


def test_gone() -> None:
    assert failed(STATE, FeedGoneError(410, "x")).gone
    assert not failed(STATE, StatusError(404, "x")).gone


def test_moves_count_identical_answers_in_a_row() -> None:
    here, there = replace(GOT, moved_to="https://a.example/"), NotModified(moved_to="https://b.example/")
    state = succeeded(outcome=here)
    assert (state.moved_to, state.moves) == ("https://a.example/", 1)
    state = failed(succeeded(state, here), UnreachableError("x"))
    assert succeeded(state, here).moves == 3
    other = succeeded(state, there)
    assert (other.moved_to, other.moves) == ("https://b.example/", 1)
    back = succeeded(state, GOT)
    assert (back.moved_to, back.moves) == (None, 0)


def test_a_move_to_what_is_no_feed_is_forgotten() -> None:
    state = failed(replace(STATE, moved_to="https://parked.example/", moves=7), NotAFeedError("x"))
    assert (state.moved_to, state.moves) == (None, 0)


def health(state: FeedState, feed: Feed = FEED) -> str | None:
    return timing.health(state, feed, now=NOW, silent_after=2 * DAY, failing_after=6 * HOUR)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, None),
        ({"failures": 1}, None),
        ({"failures": timing.NEVER_WORKED}, "failing"),
        ({"failures": 9, "ok_at": NOW - HOUR, "new_at": NOW - HOUR}, None),
        ({"failures": 1, "ok_at": NOW - 7 * HOUR, "new_at": NOW - DAY}, "failing"),
        ({"ok_at": NOW - 7 * HOUR, "new_at": NOW - DAY}, None),
        ({"ok_at": NOW, "new_at": NOW - 3 * DAY}, "silent"),
        ({"failures": 2, "ok_at": NOW - HOUR, "new_at": NOW - 3 * DAY}, "silent"),
        ({"gone": True, "failures": 1, "ok_at": NOW, "new_at": NOW}, "failing"),
    ],
)
def test_health(known: dict[str, object], expected: str | None) -> None:
    assert health(replace(STATE, **known)) == expected  # type: ignore[arg-type] # fields by name


def test_the_sample_is_not_silent_for_never_having_news() -> None:
    quiet = replace(STATE, ok_at=NOW, new_at=NOW - 30 * DAY)
    assert health(quiet) == "silent"
    assert health(quiet, replace(FEED, url=SAMPLE_URL)) is None


def test_a_feed_polled_seldom_is_given_time() -> None:
    weekly = replace(FEED, every=timedelta(days=7))
    state = replace(STATE, failures=1, ok_at=NOW - 10 * DAY, new_at=NOW - 20 * DAY)
    assert health(state, weekly) is None
    assert health(replace(state, ok_at=NOW - 22 * DAY), weekly) == "failing"


def test_silence_counts_from_the_first_poll_and_ends_with_news() -> None:
    empty = succeeded()
    assert empty.new_at == NOW
    quiet = replace(empty, new_at=NOW - 3 * DAY)
    assert succeeded(quiet).new_at == NOW - 3 * DAY
    assert succeeded(quiet, new=True).new_at == NOW


@given(
    st.integers(0, 100_000),
    st.timedeltas(timedelta(seconds=1), timedelta(days=30)),
    st.none() | st.timedeltas(timedelta(), timedelta(days=3000)),
    st.integers(),
)
def test_the_next_poll_is_always_ahead_and_never_lost(
    failures: int, every: timedelta, retry_after: timedelta | None, seed: int
) -> None:
    error, feed = FeedError("x", retry_after=retry_after), replace(FEED, every=every)
    after = failed(replace(STATE, failures=failures), error, random.Random(seed), feed)
    assert timedelta() < wait(after) <= DAY
