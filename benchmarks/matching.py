"""What an entry costs to match, with few and with very many watches and names.

    python -m benchmarks.matching

Matches title and summary of the archives in ../shared, or of entries made here, against the fifty watches and
the names of benchmarks/by_rasid.py, and against those with 10,000 watches and 100,000 names more, none of
which the entries hold: what grows with their number is the cost of looking for them.
"""

import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from benchmarks import by_rasid
from benchmarks.reading import ARCHIVES, archived, invented, made_entries
from bot.model import Entry, Meeting, Watch
from bot.watching.match import Matcher

ENTRIES = 5_000  # of each archive
WATCHES, NAMES = 10_000, 100_000


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        config = by_rasid.loaded(Path(folder), ["https://feeds.example/all.xml"])
    reading = config.reading()
    people = dict(reading.people)
    more = {**people, **invented(NAMES // 2)}  # two names each
    some = list(islice(invented(NAMES // 2).items(), WATCHES // 2))
    orders = [
        *(Watch(f"word-{at}", "", any=(f"{names[0]} {at}",)) for at, (_, names) in enumerate(some)),
        *(Watch(f"meeting-{at}", "", meeting=Meeting((who,))) for at, (who, _) in enumerate(some)),
    ]
    few = Matcher(config.watches, people, reading.places)
    began = time.process_time()
    many = Matcher([*config.watches, *orders], more, reading.places)
    took = time.process_time() - began
    print(f"{len(many.watches):,} watches with {NAMES:,} names more are made ready in {took:.1f} s")
    entries = [entry for path in ARCHIVES for entry in islice(archived(path), ENTRIES)]
    entries = entries or list(islice(made_entries(), 2 * ENTRIES))
    once, grown = (min(_matched(matcher, entries) for _ in range(3)) for matcher in (few, many))
    print(
        f"with {len(few.watches)} watches an entry takes {once * 1e6:.0f} µs,"
        f" with those {grown / once:.2f} times that"
    )


def _matched(matcher: Matcher, entries: Sequence[Entry]) -> float:
    """Seconds of CPU an entry."""
    began = time.process_time()
    for entry in entries:
        matcher.seen(entry)
    return (time.process_time() - began) / len(entries)


if __name__ == "__main__":
    main()
