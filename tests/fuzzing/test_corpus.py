"""What the fuzzer found interesting, tried again with every run."""

from pathlib import Path

import pytest

from tests.fuzzing.targets import TARGETS

KEPT = sorted(path for path in (Path(__file__).parent / "corpus").glob("*/*"))


def test_each_target_has_a_corpus() -> None:
    assert {path.parent.name for path in KEPT} == set(TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name[:12]}")
def test_what_was_found_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
