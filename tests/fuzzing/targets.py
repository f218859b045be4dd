"""What may be given any bytes at all, and what must hold of whatever comes of it.

Each target takes bytes and raises when something does not hold. A fuzzer looks for bytes that make one raise,
or that keep it busy (`python -m tests.fuzzing`). Those worth keeping are in `corpus/`, and every run of the
tests tries them again.
"""

import contextlib
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from bot.backtest import Backtest, as_json
from bot.config.load import load
from bot.errors import ConfigError, Mistake, NotAFeedError
from bot.feeds import charset, parse, plain
from bot.feeds.html import clean, to_text
from bot.lines import Row
from bot.model import Entry, Feed, Fetched, ParsedFeed
from bot.reading.lexicons import LANGUAGES, load_lexicons
from bot.reading.read import Reader
from bot.telling.wording import Wording
from tests.reading.checks import check_spans

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_FEED = Feed("Wire", "https://wire.example/feed")
_CONFIG = load(Path(__file__).parents[2] / "config.example.toml", {})
_READER = Reader(_CONFIG.people, _CONFIG.places, (), load_lexicons())
_WORDING = Wording(UTC)


def feed(data: bytes) -> None:
    """A feed's document: entries whose texts are clean and short, and whose links lead out, or no feed."""
    with contextlib.suppress(NotAFeedError):
        for entry in parse.parse(Fetched(data, _FEED.url), _FEED, _NOW).entries:
            _check_text(entry.title, parse.LONGEST_TITLE)
            _check_text(entry.summary, parse.LONGEST_SUMMARY)
            _check_text(entry.content, parse.LONGEST_CONTENT)
            assert entry.title or entry.summary or entry.content
            assert entry.link is None or entry.link.startswith(("http://", "https://"))
            assert entry.published is None or entry.published.utcoffset() is not None


def plain_feed(data: bytes) -> None:
    """A feed's document: read by tables or by feedparser, it means the same."""
    if plain.read(charset.decode(data, None), _FEED.url):
        with patch.object(plain, "read", return_value=None):
            by_feedparser = _read(data)
        assert _read(data) == by_feedparser


def _read(data: bytes) -> ParsedFeed | str:
    try:
        return parse.parse(Fetched(data, _FEED.url), _FEED, _NOW)
    except NotAFeedError as error:
        return str(error)


def markup(data: bytes) -> None:
    """Markup: clean text of no more than so many characters."""
    _check_text(to_text(_text(data), 1_000), 1_000)


def reading(data: bytes) -> None:
    """A text, its first line as title: facts that are quoted from it, alike when it is read again."""
    title, _, content = _text(data).partition("\n")
    entry = Entry("Wire", title, content=content, published=_NOW)
    found = _READER.read(entry)
    check_spans(entry, found)
    assert found == _READER.read(entry)


def config(data: bytes) -> None:
    """A config: one that is taken, or mistakes that stand on lines of it and say something."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.toml")
        path.write_bytes(data)
        for mistake in _mistakes(path):
            assert mistake.problem
            assert mistake.line is None or 1 <= mistake.line <= data.count(b"\n") + 2


def _mistakes(path: Path) -> tuple[Mistake, ...]:
    try:
        return load(path, {}).notes
    except ConfigError as error:
        return error.mistakes or (Mistake(str(path), None, "", "", "no mistake is named"),)


def story(data: bytes) -> None:
    """Lines of news, from outlets in turn: decisions, whose alerts can be worded in every language."""
    rows = [
        Row(str(at), Entry(f"Outlet {at % 4}", line, published=_NOW + at * timedelta(hours=1)))
        for at, line in enumerate(_text(data).split("\n")[:40])
    ]
    outcomes = list(Backtest(_CONFIG).outcomes(rows))
    for language in LANGUAGES:
        for outcome in outcomes:
            assert as_json(outcome, replace(_CONFIG, language=language), _WORDING)["reason"]


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (feed, plain_feed, markup, reading, story, config)
}


def _text(data: bytes) -> str:
    """Any characters, lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _check_text(text: str, limit: int) -> None:
    assert len(text) <= limit
    assert clean(text, limit) == text
