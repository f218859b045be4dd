"""A feed's document as entries.

Pure, but slow on hostile documents: the pool runs it where it can be killed.
"""

import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from w3lib.url import safe_url_string

from bot.errors import NotAFeedError
from bot.feeds import boilerplate, charset, dating, plain
from bot.feeds.html import clean, to_text
from bot.model import Entry, Feed, Fetched, ParsedFeed

MOST_ENTRIES = 200
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_CONTENT = 500, 5_000, 100_000
"""Code points."""

SHORT = 128_000
"""Bytes of a document that need no worker, with MOST_SHORT elements and MOST_TAGS in each text at most."""

MOST_SHORT, MOST_TAGS = 2_500, 200

LONGEST_KEY = 2_000
"""Characters of a link or a guid; a longer one is none."""

SLOWEST = timedelta(days=1)
"""No feed asks to be polled less often than that, whatever its ttl says."""

_REALLY_MORE = 1.2  # content that is not longer than the summary by this is the summary again
_PRINT = 8  # bytes
_MINUTE = timedelta(minutes=1)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_CODE = re.compile(r"[a-z]{2}(?![a-z])")


def parse(fetched: Fetched, feed: Feed, now: datetime, known: bytes = b"") -> ParsedFeed:
    """Entries of an RSS or Atom document, in its order: the newest MOST_ENTRIES where all are dated.

    `known` are the prints of the document before: of entries that are as they were there, the texts below the
    title are not read. `now` is aware UTC and only judges dates. Raises NotAFeedError.
    """
    text = charset.decode(fetched.body, fetched.content_type)
    document = plain.read(text, fetched.url) or _document(text, fetched.url)
    return _read_all(document, fetched, feed, now, known)


def parse_short(fetched: Fetched, feed: Feed, now: datetime, known: bytes = b"") -> ParsedFeed | None:
    """The same of a document that is sure to be read within milliseconds; None of any other.

    It is short and plain, and none of its elements has so much markup that an HTML parser could be slow.
    Raises NotAFeedError.
    """
    if len(fetched.body) > SHORT:
        return None
    document = plain.read(charset.decode(fetched.body, fetched.content_type), fetched.url, MOST_SHORT)
    if document is None or not all(map(_is_simple, document.entries)):
        return None
    return _read_all(document, fetched, feed, now, known)


def _is_simple(raw: Mapping[str, Any]) -> bool:
    texts = (raw.get("title"), raw.get("summary"), _longest(raw.get("content") or ()))
    return all(text.count("<") <= MOST_TAGS for text in texts if text)


def _read_all(document: Any, fetched: Fetched, feed: Feed, now: datetime, known: bytes) -> ParsedFeed:
    before = {known[at : at + _PRINT] for at in range(0, len(known), _PRINT)}
    prints: dict[Entry, bytes] = {}
    readable = not document.entries
    for raw in document.entries:
        mark = _print(raw)
        entry = _read(raw, document.feed, feed, fetched.url, now, whole=mark not in before)
        readable = readable or entry is not None
        if entry and (mark in before or entry.title or entry.summary or entry.content):
            prints.setdefault(entry, mark)
    if not readable:
        raise NotAFeedError("The answer is a feed too broken to be read.")
    entries = _newest(list(prints))
    marks = [prints[entry] for entry in entries]
    unchanged = frozenset(entry for entry, mark in zip(entries, marks, strict=True) if mark in before)
    return ParsedFeed(entries, _ttl(document.feed), unchanged, b"".join(marks))


def _print(raw: Any) -> bytes:
    """By which an entry is known to be as it was, before anything is made of it."""
    # Past feedparser's own `get`, which passes one date off as the other, and warns.
    said = [dict.get(raw, name) for name in ("title", "summary", "link", "id", "published", "updated")]
    said += [dict.get(raw, "feedburner_origlink"), *(one.get("value") for one in raw.get("content") or ())]
    return hashlib.blake2b(repr(said).encode("utf-8", "replace"), digest_size=_PRINT).digest()


def _document(text: str, url: str) -> Any:
    """What feedparser makes of it. Raises NotAFeedError.

    Given a stream, since it would open bytes that look like a path or a URL; and given UTF-8, since a
    server's wrong label would win over the document's right one.
    """
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        document = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:  # the pool's to tell: it set the limit
        raise
    except Exception as error:  # of any kind: it is known to fall over mutated feeds
        raise NotAFeedError("The answer is a feed too broken to be read.") from error
    if not document.entries and (document.bozo or not document.get("version")):
        raise NotAFeedError("The answer is not an RSS or Atom feed.")
    return document


def _read(raw: Any, document: Any, feed: Feed, base: str, now: datetime, *, whole: bool) -> Entry | None:
    """One entry, `whole` or with its title only; None when it cannot be read: it takes no others along."""
    try:
        return _entry(raw, document, feed, base, now, whole=whole)
    except MemoryError:  # the pool's to tell: it set the limit
        raise
    except Exception:  # noqa: BLE001 - an element named as feedparser's own fields takes their place
        return None


def _entry(raw: Any, document: Any, feed: Feed, base: str, now: datetime, *, whole: bool) -> Entry:
    summary = content = ""
    if whole:
        summary = boilerplate.remove(to_text(raw.get("summary") or "", LONGEST_SUMMARY))
        content = boilerplate.remove(to_text(_longest(raw.get("content") or ()), LONGEST_CONTENT))
    return Entry(
        feed=feed.name,
        title=" ".join(to_text(raw.get("title") or "", LONGEST_TITLE).split()),
        summary=summary,
        content=content if len(content) > len(summary) * _REALLY_MORE else "",
        link=link(raw.get("feedburner_origlink") or raw.get("link"), base),
        guid=_guid(raw.get("id")),
        published=dating.published(raw, now),
        language=feed.language or _language(raw, document),
    )


def link(href: str | None, base: str) -> str | None:
    """An absolute http(s) link without credentials, percent-encoded; None for anything else."""
    if href and len(href) <= LONGEST_KEY and plain.PLAIN_LINK.fullmatch(href):
        return href
    try:
        url = safe_url_string(urljoin(base, (href or "").strip()))
        parts = urlsplit(url)
        fits = parts.hostname and parts.scheme in {"http", "https"} and "@" not in parts.netloc
        return url if href and fits and parts.port != 0 and len(url) <= LONGEST_KEY else None
    except ValueError:  # no URL at all, or no port
        return None


def _guid(raw: str | None) -> str | None:
    guid = clean(raw or "", LONGEST_KEY + 1)
    return guid if guid and len(guid) <= LONGEST_KEY else None


def _longest(contents: Iterable[Mapping[str, Any]]) -> str:
    return max((content.get("value") or "" for content in contents), key=len, default="")


def _language(raw: Mapping[str, Any], document: Mapping[str, Any]) -> str | None:
    """ISO 639-1, as the entry's text or the feed is labelled; None when they are not, or in no such code."""
    details = (raw.get("title_detail"), raw.get("summary_detail"), *(raw.get("content") or ()))
    labels = [detail.get("language") for detail in details if detail]
    for label in (raw.get("language"), *labels, document.get("language")):
        if code := _code(_text(label)):
            return code
    return None


@lru_cache(maxsize=1_024)
def _code(label: str) -> str | None:
    match = _CODE.match(label.strip().lower())
    return match and match[0]


def _newest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The newest, when there are too many and all are dated; else the first, where feeds list the newest."""
    if len(entries) <= MOST_ENTRIES:
        return tuple(entries)
    dates = [entry.published for entry in entries if entry.published is not None]
    if len(dates) < len(entries):
        return tuple(entries[:MOST_ENTRIES])
    order = sorted(range(len(entries)), key=lambda index: dates[index], reverse=True)
    return tuple(entries[index] for index in sorted(order[:MOST_ENTRIES]))


def _ttl(document: Mapping[str, Any]) -> timedelta | None:
    """The slower of <ttl> (minutes) and the syndication module's update period over its frequency."""
    wishes = [_minutes(document.get("ttl")), _update(document)]
    return max((min(wish, SLOWEST) for wish in wishes if wish is not None), default=None)


def _minutes(ttl: object) -> timedelta | None:
    count = _whole(ttl)
    return count * _MINUTE if count else None


def _update(document: Mapping[str, Any]) -> timedelta | None:
    period = _PERIODS.get(_text(document.get("sy_updateperiod")).strip().lower())
    return period and period / (_whole(document.get("sy_updatefrequency")) or 1)


def _whole(value: object) -> int | None:
    """A count of up to six digits, since it goes into dates; None for anything else."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*", _text(value), re.ASCII)
    return int(match[1]) if match else None


def _text(value: object) -> str:
    """What an element says; nothing where feedparser has its attributes, as of any that it does not know."""
    return value if isinstance(value, str) else ""
