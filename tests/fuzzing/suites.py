"""Puts every file of a test suite of feed parsers through the bot's own parser, in its pool with its limits.

    python -m tests.fuzzing.suites SUITE.tar.gz …

Says what came of the files of each suite; ends with 1 when one of them came to anything but entries or a
refusal, or cost a worker.
"""

import asyncio
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.errors import NotAFeedError
from bot.feeds.pool import ParserPool
from bot.model import Feed, Fetched

_FEED = Feed("Suite", "https://suite.example/feed")
_REFUSED = ("The answer is not an RSS or Atom feed.", "The answer is a feed too broken to be read.")


def main() -> int:
    """Try the suites that the command line names; the exit code."""
    return max(asyncio.run(_tried(Path(name))) for name in sys.argv[1:])


async def _tried(suite: Path) -> int:
    found = Counter[str]()
    async with ParserPool() as pool:
        for name, body in _files(suite):
            try:
                parsed = await pool.parse(Fetched(body, _FEED.url), _FEED)
            except NotAFeedError as error:
                found[str(error)] += 1
                if str(error) not in _REFUSED:
                    print(f"{name}: {error}")
            else:
                found["feeds"] += 1
                found["entries"] += len(parsed.entries)
    print(f"{suite.name}: {', '.join(f'{many} {what}' for what, many in found.most_common())}")
    return int(bool(found.keys() - {"feeds", "entries", *_REFUSED}) or not found["feeds"])


def _files(suite: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(suite) as archive:
        for member in archive:
            held = archive.extractfile(member) if "/tests/" in member.name else None
            if held:
                yield member.name, held.read()


if __name__ == "__main__":
    sys.exit(main())
