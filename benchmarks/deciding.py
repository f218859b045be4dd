"""How fast a backtest is, and by what: the figures in docs/performance.md.

    .venv/bin/python -m benchmarks.deciding [ARCHIVE.jsonl.xz]

Runs a watch that matches every entry, and words each alert, on one core. Of the Arabic archive in
../shared/archive, or of the one that is named, or else of entries made here.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.reading import ARCHIVES, made_entries
from bot import lines
from bot.backtest import Backtest, Outcome, as_json, in_order
from bot.config import Config, load
from bot.telling.wording import Wording

MADE = 5_000  # entries, where there is no archive
_BEGAN, _MINUTE = datetime(2019, 5, 9, tzinfo=UTC), timedelta(minutes=1)
EVERYTHING = '[[watch]]\nname = "everything"\n'
NOTHING = '[[watch]]\nname = "nothing"\nany = ["xyzzy"]\n'


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    named = [Path(name) for name in arguments] or [path for path in ARCHIVES if "arabic" in path.name]
    began = time.process_time()
    rows = in_order(_archive(named[0]) if named else _made(MADE))
    parsed = time.process_time() - began
    nothing, everything = _config(NOTHING), _config(EVERYTHING)
    read, _ = _run(nothing, rows)
    decided, outcomes = _run(everything, rows)
    worded = _word(everything, outcomes)
    whole = parsed + decided + worded
    steps = {"parse": parsed, "find names": read, "read and put into stories": decided - read, "word": worded}
    shares = ", ".join(f"{step} {100 * spent / whole:.0f} %" for step, spent in steps.items())
    print(f"backtest of {named[0].name if named else 'entries made here'}: {len(rows):,} entries")
    print(f"  a watch without a match  {parsed + read:5.1f} s of one core")
    print(
        f"  every entry matched      {whole:5.1f} s, {sum(one.decision.alert for one in outcomes):,} alerts"
    )
    print(f"  share of each step: {shares}")


def _archive(path: Path) -> list[lines.Row]:
    zone = _config(NOTHING).reading().zone
    with path.open("rb") as raw:
        parse = partial(lines.parsed, zone=zone)
        return [lines.as_fed(parse(line)) for _, line in lines.numbered(lines.unpacked(raw))]


def _made(number: int) -> list[lines.Row]:
    """So many entries, a minute after each other, each with a link of its own."""
    return [
        lines.Row(at, replace(one, link=f"https://made.example/{at}", published=_BEGAN + at * _MINUTE))
        for at, one in enumerate(islice(made_entries(), number))
    ]


def _config(text: str) -> Config:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_text(text, encoding="utf-8")
        return load(path, {})


def _run(config: Config, rows: Sequence[lines.Row]) -> tuple[float, list[Outcome]]:
    began = time.process_time()
    outcomes = list(Backtest(config).outcomes(rows))
    return time.process_time() - began, outcomes


def _word(config: Config, outcomes: Sequence[Outcome]) -> float:
    wording = Wording(config.timezone)
    began = time.process_time()
    for outcome in outcomes:
        lines.encoded(as_json(outcome, config, wording))
    return time.process_time() - began


if __name__ == "__main__":
    main(sys.argv[1:])
