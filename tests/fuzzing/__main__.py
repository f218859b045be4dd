"""Throws bytes at a target until the time is over, guided by which lines of the code they reach.

    python -m tests.fuzzing TARGET [--seconds 60]

A finding ends it: the bytes are left in crash-… or timeout-… of the folder `.fuzzing`, and the exit code is
not 0. It begins with what `corpus` keeps, and adds to `.fuzzing/TARGET` what reaches more (see corpus.py for
keeping that). Needs atheris (`make fuzz` installs it).
"""

import argparse
import sys

import atheris

_SLOWEST = 20  # seconds for one input, most of them for the instruments
_LONGEST = 20_000  # bytes of one input
_MEMORY = 2_000  # MB


def main() -> None:
    """Fuzz the target that the command line names."""
    with atheris.instrument_imports(include=["bot", "feedparser", "sgmllib"]):
        from tests.fuzzing.corpus import FOUND, seeds, unpack  # noqa: PLC0415 - instrumented
        from tests.fuzzing.targets import TARGETS  # noqa: PLC0415 - instrumented

    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__.split("\n")[0])
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    options = {
        "max_total_time": asked.seconds,
        "timeout": _SLOWEST,
        "max_len": _LONGEST,
        "rss_limit_mb": _MEMORY,
        "artifact_prefix": f"{FOUND}/",
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    folders = [str(unpack(asked.target)), str(seeds(asked.target))]
    atheris.Setup([sys.argv[0], *flags, *folders], TARGETS[asked.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
