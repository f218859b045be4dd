import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import outbox
from bot.delivery.outbox import Bury, CloseTopic, Move, Postpone, Stop, Suspend, after_failure
from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    TopicGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)

NOW = datetime(2019, 4, 14, 16, 10, tzinfo=UTC)


def step(error: Exception, attempts: int = 1, waited: timedelta = timedelta(0)) -> outbox.Step:
    return after_failure(error, attempts=attempts, waited=waited, now=NOW, rng=random.Random(1))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ChannelMovedError("upgraded", chat="-1001"), Move("-1001")),
        (TopicGoneError("deleted"), CloseTopic()),
        (ChannelGoneError("blocked"), Suspend()),
        (TransportDownError("revoked"), Stop()),
        (BadMessageError("no text"), Bury()),
        (TryLaterError("slow down", after=timedelta(seconds=17)), Postpone(NOW + timedelta(seconds=17))),
        (AmbiguousError("timed out"), Postpone(NOW + outbox.AMBIGUOUS_RETRY)),
    ],
)
def test_each_outcome_has_its_step(error: Exception, expected: outbox.Step) -> None:
    assert step(error) == expected


@pytest.mark.parametrize("error", [TransportError("nobody knows this code"), ValueError("a defect")])
def test_what_may_be_poison_is_given_up(error: Exception) -> None:
    assert isinstance(step(error, outbox.MOST_TRIES - 1), Postpone)
    assert step(error, outbox.MOST_TRIES) == Bury()


def test_an_outage_that_answers_with_errors_loses_nothing_for_a_day() -> None:
    almost = outbox.AMBIGUOUS_FOR - timedelta(seconds=1)
    after = step(AmbiguousError("502"), attempts=100, waited=almost)
    assert isinstance(after, Postpone)
    assert outbox.AMBIGUOUS_RETRY <= after.until - NOW <= outbox.LAST_RETRY
    assert step(AmbiguousError("502"), attempts=100, waited=outbox.AMBIGUOUS_FOR) == Bury()


@given(attempts=st.integers(1, 10**9), seed=st.integers())
def test_a_platform_that_is_down_is_waited_for_without_end(attempts: int, seed: int) -> None:
    after = after_failure(
        TryLaterError("refused"),
        attempts=attempts,
        waited=timedelta(days=attempts % 1000),
        now=NOW,
        rng=random.Random(seed),
    )
    assert isinstance(after, Postpone)
    wait = after.until - NOW
    assert outbox.FIRST_RETRY / 2 <= wait <= outbox.LAST_RETRY


def test_waits_grow() -> None:
    waits = []
    for attempts in range(1, 12):
        after = step(TryLaterError("refused"), attempts)
        assert isinstance(after, Postpone)
        waits.append(after.until - NOW)
    assert waits[0] <= outbox.FIRST_RETRY
    assert waits[-1] >= outbox.LAST_RETRY / 2
