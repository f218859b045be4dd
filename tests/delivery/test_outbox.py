import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import outbox
from bot.delivery.outbox import Bury, Move, Postpone, Stop, Suspend, after_failure
from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    TransportDownError,
    TryLaterError,
)

NOW = datetime(2019, 4, 14, 16, 10, tzinfo=UTC)


def step(error: Exception, attempts: int = 1) -> outbox.Step:
    return after_failure(error, attempts, NOW, random.Random(1))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ChannelMovedError("upgraded", chat="-1001"), Move("-1001")),
        (ChannelGoneError("blocked"), Suspend()),
        (TransportDownError("revoked"), Stop()),
        (BadMessageError("no text"), Bury()),
        (TryLaterError("slow down", after=timedelta(seconds=17)), Postpone(NOW + timedelta(seconds=17))),
        (AmbiguousError("timed out"), Postpone(NOW + outbox.AMBIGUOUS_RETRY)),
    ],
)
def test_each_outcome_has_its_step(error: Exception, expected: outbox.Step) -> None:
    assert step(error) == expected


@pytest.mark.parametrize("error", [AmbiguousError("timed out"), ValueError("a defect")])
def test_what_may_be_poison_is_given_up(error: Exception) -> None:
    assert isinstance(step(error, outbox.MOST_TRIES - 1), Postpone)
    assert step(error, outbox.MOST_TRIES) == Bury()


@given(attempts=st.integers(1, 10**9), seed=st.integers())
def test_a_platform_that_is_down_is_waited_for_without_end(attempts: int, seed: int) -> None:
    after = after_failure(TryLaterError("refused"), attempts, NOW, random.Random(seed))
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
