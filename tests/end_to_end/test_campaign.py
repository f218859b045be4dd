"""A short crash campaign, in which a bot dies at every point; `make crash` runs a long one."""

from pathlib import Path

import pytest

from tests.end_to_end.campaign import campaign
from tests.end_to_end.dying import EVERY

KILLS = len(EVERY) + 1  # and one at any moment


@pytest.mark.timeout(600)
async def test_a_bot_that_is_killed_again_and_again_loses_nothing_and_marks_what_it_repeats(
    tmp_path: Path,
) -> None:
    run = await campaign(KILLS, seed=4, folder=tmp_path)
    assert run.missed() == []
    assert run.lost() == []
    assert run.doubled() == []
    assert await run.misread() == []
