"""A short crash campaign; `make crash` runs a long one."""

from pathlib import Path

import pytest

from tests.end_to_end.campaign import campaign

KILLS = 8


@pytest.mark.timeout(400)
async def test_a_bot_that_is_killed_again_and_again_loses_nothing_and_marks_what_it_repeats(
    tmp_path: Path,
) -> None:
    run = await campaign(KILLS, seed=4, folder=tmp_path)
    assert run.ends.total() == KILLS
    assert len(run.reports) >= KILLS
    assert run.lost() == []
    assert run.unmarked() == []
