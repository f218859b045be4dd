"""A feed's document as entries.

Pure, but slow on hostile documents: the pool runs it where it can be killed.
"""

import calendar
import io
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from w3lib.url import safe_url_string

from bot.errors import NotAFeedError
from bot.feeds import boilerplate, charset
from bot.feeds.html import clean, to_text
from bot.model import Entry, Feed, Fetched, ParsedFeed

MOST_ENTRIES = 200
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_CONTENT = 500, 5_000, 100_000
"""Code points."""

LONGEST_KEY = 2_000
"""Characters of a link or a guid; a longer one is none."""

SLOWEST = timedelta(days=1)
"""No feed asks to be polled less often than that, whatever its ttl says."""

AHEAD = timedelta(days=1)
"""A date further in the future is a mistake, and the entry counts as undated: time zones explain less."""

_REALLY_MORE = 1.2  # content that is not longer than the summary by this is the summary again
_MINUTE = timedelta(minutes=1)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_ZONE = re.compile(r"\s(?:GMT|UTC)?([+-])(\d{1,2})(?::?(\d\d))?$")
_CODE = re.compile(r"[a-z]{2}(?![a-z])")


def parse(fetched: Fetched, feed: Feed, now: datetime) -> ParsedFeed:
    """Entries of an RSS or Atom document, in its order: the newest MOST_ENTRIES where all are dated.

    `now` is aware UTC and only judges dates. Raises NotAFeedError.
    """
    document = _document(fetched)
    if not document.entries and (document.bozo or not document.get("version")):
        raise NotAFeedError("The answer is not an RSS or Atom feed.")
    entries = [_read(raw, document.feed, feed, fetched.url, now) for raw in document.entries]
    if entries and not any(entries):
        raise NotAFeedError("The answer is a feed too broken to be read.")
    telling = [entry for entry in entries if entry and (entry.title or entry.summary or entry.content)]
    return ParsedFeed(entries=_newest(list(dict.fromkeys(telling))), ttl=_ttl(document.feed))


def _document(fetched: Fetched) -> Any:
    """What feedparser makes of it.

    Given a stream, since it would open bytes that look like a path or a URL; and given UTF-8, since a
    server's wrong label would win over the document's right one.
    """
    text = charset.decode(fetched.body, fetched.content_type)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": fetched.url}
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        return feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:  # the pool's to tell: it set the limit
        raise
    except Exception as error:  # of any kind: it is known to fall over mutated feeds
        raise NotAFeedError("The answer is a feed too broken to be read.") from error


def _read(raw: Any, document: Any, feed: Feed, base: str, now: datetime) -> Entry | None:
    """One entry; None when it cannot be read, since it must not take the others with it."""
    try:
        return _entry(raw, document, feed, base, now)
    except MemoryError:  # the pool's to tell: it set the limit
        raise
    except Exception:  # noqa: BLE001 - an element named as feedparser's own fields takes their place
        return None


def _entry(raw: Any, document: Any, feed: Feed, base: str, now: datetime) -> Entry:
    summary = boilerplate.remove(to_text(raw.get("summary") or "", LONGEST_SUMMARY))
    content = boilerplate.remove(to_text(_longest(raw.get("content") or ()), LONGEST_CONTENT))
    return Entry(
        feed=feed.name,
        title=" ".join(to_text(raw.get("title") or "", LONGEST_TITLE).split()),
        summary=summary,
        content=content if len(content) > len(summary) * _REALLY_MORE else "",
        link=link(raw.get("feedburner_origlink") or raw.get("link"), base),
        guid=_guid(raw.get("id")),
        published=_published(raw, now),
        language=feed.language or _language(raw, document),
    )


def link(href: str | None, base: str) -> str | None:
    """An absolute http(s) link without credentials, percent-encoded; None for anything else."""
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


def _published(raw: dict[str, Any], now: datetime) -> datetime | None:
    """When the feed says that the entry appeared; when it was updated, if it says no more."""
    for name in ("published", "updated"):
        # Past feedparser's own `get`, which passes the one off as the other, and warns.
        when = _odd_date(dict.get(raw, name) or "") or _instant(dict.get(raw, f"{name}_parsed"))
        if when is not None:
            return when if when <= now + AHEAD else None
    return None


def _instant(parsed: time.struct_time | None) -> datetime | None:
    """Feedparser's times are UTC."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _odd_date(text: str) -> datetime | None:
    """RFC 822 dates with zones as people write them, `GMT+3` or `+03`, which feedparser misreads."""
    match = _ZONE.search(text.strip())
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    fields = parsedate_tz(f"{text.strip()[: match.start()]} {sign}{int(hours):02}{minutes or '00'}")
    try:
        return fields and datetime(*fields[:6], tzinfo=UTC) - timedelta(seconds=fields[9] or 0)
    except (ValueError, OverflowError):  # no such day, or one past the calendar's end
        return None


def _language(raw: Mapping[str, Any], document: Mapping[str, Any]) -> str | None:
    """ISO 639-1, as the entry's text or the feed is labelled; None when they are not, or in no such code."""
    details = (raw.get("title_detail"), raw.get("summary_detail"), *(raw.get("content") or ()))
    labels = [detail.get("language") for detail in details if detail]
    for label in (raw.get("language"), *labels, document.get("language")):
        match = _CODE.match((label or "").strip().lower())
        if match:
            return match[0]
    return None


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


def _minutes(ttl: str | None) -> timedelta | None:
    count = _whole(ttl)
    return count * _MINUTE if count else None


def _update(document: Mapping[str, Any]) -> timedelta | None:
    period = _PERIODS.get((document.get("sy_updateperiod") or "").strip().lower())
    return period and period / (_whole(document.get("sy_updatefrequency")) or 1)


def _whole(text: str | None) -> int | None:
    """A count of up to six digits, since it goes into dates; None for anything else."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*", text or "", re.ASCII)
    return int(match[1]) if match else None
