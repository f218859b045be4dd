"""A bot in a process of its own, to be killed: `python -m tests.store.worker DATABASE hold|write`."""

import asyncio
import itertools
import sys
from pathlib import Path

from bot.store.sqlite import SqliteStore
from tests.store.builders import HERE, LEASE, NOW, finding, poll, take, with_feeds

BATCH = 3


def say(line: str) -> None:
    """One line to whoever started us, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main(path: Path, what: str) -> None:
    store = await SqliteStore.open(path, exclusive=True, now=NOW)
    await with_feeds(store, "north", "south")
    await store.subscribe(HERE, ["*"])
    if what == "hold":
        await store.record(poll(finding("one", alerts={"w": True})))
        await take(store)
        await store.claim_feeds(NOW, LEASE, 9)
        say("holding")
        await asyncio.Event().wait()
    for number in itertools.count((await store.counts()).entries):
        titles = (f"entry {number}-{part}" for part in range(BATCH))
        # Long enough that one transaction takes several pages of the WAL.
        await store.record(poll(*(finding(title + " word" * 500, alerts={"w": True}) for title in titles)))
        say("recorded")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
