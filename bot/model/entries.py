"""From feed to entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between polls, beside its entries."""

    name: str
    url: str  # as configured
    moved_to: str | None = None  # where 301/308 answers send us
    moves: int = 0  # consecutive identical answers of that kind; after several `moved_to` is asked first
    etag: str | None = None  # verbatim, quotes and W/ included
    last_modified: str | None = None  # verbatim
    validators_url: str | None = None  # the URL that gave them; they are sent to no other
    body_hash: bytes | None = None  # of the last body parsed, to skip the same again
    prints: bytes = b""  # of the entries in it, to skip those that are as they were
    ttl: timedelta | None = None  # how often its document last wished to be asked
    next_at: datetime | None = None  # None: never polled
    polled_at: datetime | None = None  # last poll that ended, well or not
    ok_at: datetime | None = None  # last poll that succeeded; None: the first is still to come
    new_at: datetime | None = None  # when its newest entry was first seen
    failures: int = 0  # in a row
    error: str | None = None  # of the last failure, for people
    gone: bool = False  # 410: not polled until its URL changes
    told: Literal["failing", "silent"] | None = None  # what the operator was last told of it


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that came over the network (or from the sample), within every limit."""

    body: bytes  # decoded of its content encoding
    url: str  # where it finally came from
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # target of a chain of permanent redirects only
    max_age: timedelta | None = None  # Cache-Control


@dataclass(frozen=True, slots=True)
class NotModified:
    """304: nothing new."""

    moved_to: str | None = None
    max_age: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, reduced to text: no markup, no control characters, bounded in length."""

    feed: str
    title: str
    summary: str = ""
    content: str = ""  # the article, where the feed or its page gives it
    link: str | None = None  # http(s) only, without credentials
    guid: str | None = None  # as the feed wrote it
    published: datetime | None = None  # as the feed dates it; None when it does not
    language: str | None = None  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Identity:
    """The keys of one entry; digests, so that what they are made of has no length."""

    keys: frozenset[bytes]  # by any of which the entry is known again, in its feed
    link_key: bytes | None  # of its canonical link, the same in every feed; None when it has none of its own


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's document as entries, in its order."""

    entries: tuple[Entry, ...]
    ttl: timedelta | None = None  # the slower of <ttl> and sy:update*: how often it wants to be asked
    unchanged: frozenset[Entry] = frozenset()  # those that are as they were before, with their titles only
    prints: bytes = b""  # by which each is known to be unchanged the next time


@dataclass(frozen=True, slots=True)
class Memory:
    """What the store knows of an entry that a feed shows again."""

    entry_id: int | None = None  # None: never seen
    digest: bytes | None = None  # of its text as last stored
    silent: bool = False  # it was old news when first seen, and stays so
    story: int | None = None  # to which it belongs
    # watches told of it or of its link -> by which feed
    told: Mapping[str, str] = field(default_factory=dict)
