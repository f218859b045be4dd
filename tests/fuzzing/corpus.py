"""The bytes that are kept for each target: seeds written by hand, and what the fuzzer found on its way.

    python -m tests.fuzzing.corpus

takes over what stands in `.fuzzing`: of each target the smallest, which are tried the soonest. What was found
is text of base64, a line each, in `corpus/TARGET.b64`: a thousand files would hide the seeds.
"""

import base64
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from tests.fuzzing.targets import TARGETS

FOUND = Path(".fuzzing")  # where the fuzzer works
_HERE = Path(__file__).parent / "corpus"
_MOST, _ROOM = 80, 60_000  # found ones that are kept of a target, and their bytes together


def seeds(target: str) -> Path:
    """The folder of what was written by hand."""
    return _HERE / target


def found(target: str) -> Iterator[bytes]:
    """What the fuzzer found and was kept."""
    kept = _HERE / f"{target}.b64"
    return map(base64.b64decode, kept.read_text("ascii").splitlines())


def unpack(target: str) -> Path:
    """The folder in which the fuzzer works, with all that was found and kept."""
    folder = FOUND / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(found(target)):
        (folder / f"kept-{number}").write_bytes(data)
    return folder


def keep(target: str) -> None:
    """Take over what the fuzzer has found by now."""
    bodies = {path.read_bytes() for path in (FOUND / target).iterdir()}
    smallest = sorted(bodies, key=lambda data: (len(data), data))[:_MOST]
    total = accumulate(map(len, smallest))
    kept = [data for data, room in zip(smallest, total, strict=True) if room <= _ROOM]
    lines = "".join(f"{base64.b64encode(data).decode()}\n" for data in kept)
    (_HERE / f"{target}.b64").write_text(lines, "ascii")


if __name__ == "__main__":
    for name in TARGETS:
        keep(name)
