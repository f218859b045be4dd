"""Words for the tests of stores: short ways to say a poll, and to ask for what came of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bot.model import (
    Address,
    Alert,
    Change,
    Decision,
    Delivery,
    Digest,
    Entry,
    Feed,
    FeedState,
    Finding,
    Identity,
    Match,
    Member,
    Memory,
    Notice,
    Poll,
    Rate,
    Reason,
    Recorded,
    Span,
)
from bot.store.base import Store

NOW = datetime(2019, 4, 14, 12, 0, 0, 123456, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=2)
DAY = timedelta(days=1)
HERE = Address("telegram", "-1001")
THERE = Address("telegram", "-1002")
KINDS = ("telegram", "slack", "console")


def digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def finding(
    title: str = "Two leaders meet",
    *,
    feed: str = "north",
    keys: tuple[str, ...] = (),
    link: str | None = None,
    alerts: Mapping[str, bool] | None = None,
    spans: Mapping[str, tuple[Span, ...]] | None = None,
    silent: bool = False,
    entry: Entry | None = None,
    story: int | None = None,
    changes: tuple[Change, ...] = (),
) -> Finding:
    """An entry known by its title unless told otherwise, with watch -> whether to alert, by which words."""
    words = dict(spans or {})
    first = (Span("title", 0, 3),)
    decisions = tuple(
        Decision(
            Match(watch, words.get(watch, first), "“Two” is there"),
            "new" if alert else "ignore",
            Reason("first" if alert else "silent"),
        )
        for watch, alert in (alerts or {}).items()
    )
    return Finding(
        entry=entry or Entry(feed, title, summary=f"Of {title}", link=link, published=NOW - MINUTE),
        identity=known(*(keys or (title,)), link=link),
        digest=digest(title),
        memory=Memory(),
        silent=silent,
        decisions=tuple(replace(one, changes=changes) for one in decisions),
        member=Member(story, "like the others", NOW) if story else None,
    )


def known(*keys: str, link: str | None = None) -> Identity:
    return Identity(frozenset(map(digest, keys)), digest(link) if link else None)


def state(feed: str = "north", **more: object) -> FeedState:
    return FeedState(**{"name": feed, "url": url(feed), "next_at": NOW + MINUTE} | more)  # type: ignore[arg-type] # any column


def url(feed: str) -> str:
    return f"https://{feed}.example/rss"


def poll(*findings: Finding, feed: str = "north", at: datetime = NOW) -> Poll:
    return Poll(state(feed), findings, at)


async def with_feeds(store: Store, *names: str) -> Store:
    await store.sync_feeds([Feed(name, url(name)) for name in names])
    return store


async def tell(store: Store, *titles: str, watch: str = "w", at: datetime = NOW) -> Recorded:
    """Record one alert of each title."""
    findings = [finding(title, alerts={watch: True}) for title in titles]
    return await store.record(poll(*findings, at=at))


async def take(
    store: Store,
    now: datetime = NOW,
    *,
    kinds: tuple[str, ...] = KINDS,
    limit: int = 100,
    lease: timedelta = LEASE,
) -> list[Delivery]:
    return await store.claim(now, lease, unpaced(*kinds), limit)


def unpaced(*kinds: str) -> dict[str, Rate]:
    """Platforms that take all there is."""
    return dict.fromkeys(kinds, Rate(timedelta(0), burst=1_000))


def titles(deliveries: list[Delivery]) -> list[str]:
    """What is told, an entry's title or a notice's key; the titles of a digest between bars."""
    return [_told(delivery.what) for delivery in deliveries]


def _told(what: Alert | Notice | Digest) -> str:
    match what:
        case Alert(entry=entry):
            return entry.title
        case Digest(alerts=alerts):
            return f"|{'|'.join(_told(alert) for alert in alerts)}|"
        case Notice(key=key):
            return key
