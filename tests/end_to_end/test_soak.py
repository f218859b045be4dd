"""A short soak, of made-up news and many faults; `make soak` runs a long one."""

from pathlib import Path

import pytest

from tests.end_to_end.nursery import Nursery
from tests.end_to_end.soak import soak


@pytest.mark.timeout(400)
async def test_on_platforms_and_feeds_that_fail_nothing_is_lost_and_second_copies_say_so(
    tmp_path: Path,
) -> None:
    async with Nursery() as nursery:
        outcome = await soak(8, tmp_path, often=5, nursery=nursery)
    assert outcome.problems == [], outcome.table
