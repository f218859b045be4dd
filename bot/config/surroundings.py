"""What the config needs of the machine that it is read on. Looks at the raw values, as `checks` does."""

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.config.checks import walk
from bot.config.wording import Fault

_ARTICLE_EXTRA = "trafilatura"
"""The library that the article extra brings."""


def missing(data: Mapping[str, Any], folder: Path) -> Iterator[Fault]:
    """What is not there; relative paths start at `folder`. Blocks on the disk only."""
    for at, database in walk(data, "bot.database"):
        if isinstance(database, str) and not _is_folder((folder / database).parent):
            advice = f"Make the folder first. Relative paths start at {folder.absolute()}."
            yield Fault(at, "The folder that this file shall be in is not there.", advice)
    if find_spec(_ARTICLE_EXTRA) is None:
        yield from _articles(data)


def _articles(data: Mapping[str, Any]) -> Iterator[Fault]:
    for at, feed in walk(data, "feed.*"):
        if isinstance(feed, dict) and feed.get("article") is True and feed.get("enabled") is not False:
            advice = "Install Rasid with its article extra (pip install 'rasid[article]'), or take this out."
            yield Fault((*at, "article"), "What reads articles is not installed.", advice)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # we may not look, or no name is that long
        return False
