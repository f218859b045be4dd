"""What benchmarks/polling.py runs as reader: FOLDER and ADDRESSES, then a poll for each line of its input.

Runs in an environment of its own (requirements-bench.txt), so it imports nothing of Rasid.
"""

import json
import sys
from pathlib import Path

from reader import make_reader


def main(folder: str, addresses: str) -> None:
    """Poll all feeds with ten workers whenever asked to."""
    reader = make_reader(str(Path(folder) / "reader.sqlite"))
    for address in json.loads(Path(addresses).read_text(encoding="utf-8")):
        reader.add_feed(address)
    print("ready", flush=True)
    for _ in sys.stdin:
        reader.update_feeds(scheduled=False, workers=10)
        counts = reader.get_entry_counts()
        print(json.dumps({"entries": counts.total}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
