"""What the fuzzer found interesting, tried again with every run."""

import pytest

from tests.fuzzing.corpus import found, seeds
from tests.fuzzing.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_kept_holds(target: str) -> None:
    kept = [*(path.read_bytes() for path in sorted(seeds(target).iterdir())), *found(target)]
    assert len(kept) > 1
    for data in kept:
        TARGETS[target](data)
