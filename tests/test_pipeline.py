"""One poll of one feed, with the network and the parser played by tests and everything else real."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import FeedError, FeedGoneError, NotAFeedError, StoreError, UnreachableError
from bot.feeds import parse
from bot.model import (
    Address,
    Alert,
    Channel,
    Entry,
    Feed,
    FeedState,
    Fetched,
    Meeting,
    Notice,
    NotModified,
    ParsedFeed,
    Recorded,
    Step,
    Watch,
)
from bot.pipeline import Pipeline, Rules
from bot.store.sqlite import SqliteStore
from bot.watching.match import Matcher

NOW = datetime(2019, 4, 14, 16, 0, tzinfo=UTC)
CHANNEL = Address("telegram", "-1001")
PEOPLE = {"haftar": ["Haftar", "حفتر"], "sisi": ["Sisi", "السيسي"]}
WATCH = Watch("haftar-sisi", "Haftar–Sisi", meeting=Meeting(("haftar", "sisi")))
FEED = Feed("Wire", "https://news.example/feed")


def entry(title: str, number: int = 1, **changes: object) -> Entry:
    made = Entry("Wire", title, link=f"https://news.example/{number}", guid=f"g{number}", published=NOW)
    return replace(made, **changes)  # type: ignore[arg-type]  # names and types are Entry's own


@dataclass
class Outlet:
    """What the feed shows; also the parser, whose bytes are a version number."""

    entries: tuple[Entry, ...] = ()
    document: bytes | None = None  # to be parsed in earnest
    articles: dict[str, str] = field(default_factory=dict)
    broken: FeedError | None = None
    unchanged: bool = False
    ttl: timedelta | None = None
    parsed: int = 0
    pages: list[str] = field(default_factory=list)  # that were asked for
    broken_parser: bool = False
    meanwhile: Callable[[], Awaitable[None]] | None = None  # happens while a document is parsed

    async def feed(self, state: FeedState, now: datetime) -> Fetched | NotModified:
        if self.broken:
            raise self.broken
        if self.unchanged:
            return NotModified()
        return Fetched(self.document or repr(self.entries).encode(), state.url)

    async def page(self, url: str, configured: str | None = None) -> Fetched:
        self.pages.append(url)
        if url not in self.articles:
            raise UnreachableError("no answer")
        return Fetched(self.articles[url].encode(), url)

    async def parse(self, fetched: Fetched, feed: Feed, known: bytes = b"") -> ParsedFeed:
        self.parsed += 1
        if self.broken_parser:
            raise RuntimeError("a defect")
        if self.meanwhile:
            await self.meanwhile()
        if self.document:
            return parse.parse(fetched, feed, NOW, known)
        return ParsedFeed(self.entries, self.ttl)

    async def article(self, page: Fetched) -> str:
        return page.body.decode()


class Bench:
    """A pipeline on a real store with one subscribed channel."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.outlet = Outlet()
        self.now = NOW
        self.woken = 0
        self.reported: list[Notice] = []
        self.feed = FEED
        self.pipeline = self._pipeline()

    def _pipeline(self) -> Pipeline:
        return Pipeline(
            store=self.store,
            fetcher=self.outlet,
            parser=self.outlet,
            rules=self.rules(),
            wake=self._wake,
            report=self._report,
            clock=lambda: self.now,
            rng=random.Random(1),
        )

    def rules(self, *watches: Watch) -> Rules:
        return Rules(
            feeds={self.feed.name: self.feed},
            matcher=Matcher(watches or (WATCH,), PEOPLE, {}),
            first_poll=timedelta(hours=1),
            silent_after=timedelta(days=3),
            failing_after=timedelta(hours=6),
        )

    def restart(self) -> None:
        """Another bot on the same store."""
        self.pipeline = self._pipeline()

    def _wake(self) -> None:
        self.woken += 1

    async def _report(self, notice: Notice) -> None:
        self.reported.append(notice)

    async def use(self, feed: Feed, *watches: Watch) -> None:
        self.feed = feed
        self.pipeline.rules = self.rules(*watches)
        await self.store.sync_feeds([feed])

    async def poll(self, *entries: Entry, after: timedelta = timedelta(hours=2)) -> Recorded:
        """Show these entries and poll, the given time after the poll before."""
        self.outlet.entries = entries
        self.now += after
        (state,) = await self.store.feed_states()
        return await self.pipeline.poll(state)

    async def alerts(self) -> list[Alert]:
        return await self.store.latest(["*"], 100)

    async def told(self) -> list[str]:
        """Titles of the alerts, oldest first."""
        return [alert.entry.title for alert in reversed(await self.alerts())]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=NOW)
    await store.sync_feeds([FEED])
    await store.sync_channels([Channel(CHANNEL, watches=("*",), fixed=("*",))], [WATCH])
    yield Bench(store)
    await store.close()


@pytest.fixture
async def polled(bench: Bench) -> Bench:
    """After a first poll that showed nothing."""
    await bench.poll()
    return bench


async def test_a_match_becomes_an_alert_with_its_delivery_and_wakes_the_outbox(polled: Bench) -> None:
    recorded = await polled.poll(entry("Haftar meets Sisi in Cairo"), entry("Rain in Cairo", 2))
    assert recorded == Recorded(new=2, changed=0, alerts=1, deliveries=1)
    assert polled.woken == 1
    assert await polled.told() == ["Haftar meets Sisi in Cairo"]


async def test_what_is_shown_again_is_told_once(polled: Bench) -> None:
    shown = entry("Haftar meets Sisi")
    await polled.poll(shown)
    for again in (
        shown,
        replace(shown, guid="regenerated"),
        replace(shown, link="http://www.news.example/1?utm_source=rss", guid="regenerated again"),
        replace(shown, title="Haftar meets Sisi again"),
        replace(shown, published=NOW + timedelta(days=1)),
    ):
        assert (await polled.poll(again)).alerts == 0
    assert await polled.told() == ["Haftar meets Sisi"]


async def test_the_first_poll_tells_the_newest_hour_only(bench: Bench) -> None:
    after = timedelta(hours=2)
    fresh = entry("Haftar met Sisi just now", 1, published=NOW + after - timedelta(minutes=59))
    stale = entry("Haftar met Sisi before", 2, published=NOW + after - timedelta(minutes=61))
    undated = entry("Haftar met Sisi some day", 3, published=None)
    await bench.poll(fresh, stale, undated, after=after)
    assert await bench.told() == [fresh.title]


async def test_a_backup_tells_nothing_again_but_the_last_hour(polled: Bench) -> None:
    await polled.use(FEED, Watch("oil", "Oil", any=("oil",)))
    known = entry("A tanker with oil sinks off Crete")
    await polled.poll(known)
    forgotten = entry("Ministers in Vienna agree on how much oil to pump", 2, published=polled.now)
    young = entry("Strike closes the oil port of Zueitina", 3, published=polled.now + timedelta(hours=2))
    await polled.store.catch_up(polled.now - timedelta(hours=1))
    await polled.poll(known, forgotten, young)
    assert await polled.told() == [known.title, young.title]
    later = entry("Court in Paris hears of bribes for oil fields", 4, published=NOW - timedelta(days=1))
    await polled.poll(known, forgotten, young, later)  # from then on all that is new is news
    assert await polled.told() == [known.title, young.title, later.title]


async def test_what_was_old_at_first_stays_untold_when_edited(bench: Bench) -> None:
    stale = entry("Haftar met Sisi", published=NOW - timedelta(days=1))
    await bench.poll(stale)
    await bench.poll(replace(stale, title="UPDATE: Haftar met Sisi", published=NOW + timedelta(hours=3)))
    assert await bench.told() == []


async def test_a_feed_may_tell_everything_at_first(bench: Bench) -> None:
    await bench.use(replace(FEED, first_poll=timedelta.max))
    old = entry("Haftar met Sisi", published=NOW - timedelta(days=3000))
    undated = entry("Haftar met Sisi some day", 2, published=None)
    await bench.poll(undated, old)
    assert await bench.told() == [old.title, undated.title]


async def test_after_the_first_poll_dates_play_no_part(polled: Bench) -> None:
    late = entry("Haftar met Sisi", published=NOW - timedelta(days=30))
    undated = entry("Haftar and Sisi meet", 2, published=None)
    await polled.poll(late, undated)
    assert sorted(await polled.told()) == [undated.title, late.title]


async def test_an_edit_that_now_matches_is_told(polled: Bench) -> None:
    await polled.poll(entry("Breaking: visitor in Cairo"))
    recorded = await polled.poll(entry("Haftar meets Sisi in Cairo"))
    assert recorded == Recorded(new=0, changed=1, alerts=1, deliveries=1)


async def test_alerts_come_in_the_order_of_their_dates(polled: Bench) -> None:
    said = ("Haftar will meet Sisi", "Haftar meets Sisi", "Sisi denies that he met Haftar")
    entries = [entry(said[n], n, published=NOW + timedelta(minutes=n)) for n in (2, 0, 1)]
    await polled.poll(*entries)
    assert await polled.told() == list(said)


async def test_a_story_goes_on_after_a_restart(polled: Bench) -> None:
    await polled.poll(entry("Haftar will meet Sisi in Cairo", 1))
    polled.restart()
    await polled.poll(entry("Haftar is to meet Sisi in Cairo", 2))
    await polled.poll(entry("Haftar met Sisi in Cairo", 3))
    newest, first = await polled.alerts()
    assert [alert.kind for alert in (first, newest)] == ["new", "update"]
    assert first.story == newest.story is not None
    (change,) = newest.changes
    assert isinstance(change.now, Step)
    assert isinstance(change.before, Step)
    assert (change.before.status, change.now.status) == ("planned", "held")


async def test_what_could_not_be_stored_was_not_decided(polled: Bench) -> None:
    shown = entry("Haftar meets Sisi")
    refuse = "create trigger refuse before insert on alerts begin select raise(abort, 'disk'); end"
    await polled.store.run(lambda db: db.execute(refuse))
    with pytest.raises(StoreError):
        await polled.poll(shown)
    await polled.store.run(lambda db: db.execute("drop trigger refuse"))
    assert (await polled.poll(shown)).alerts == 1


async def test_an_unchanged_body_is_not_parsed_again(polled: Bench) -> None:
    shown = entry("Haftar meets Sisi")
    await polled.poll(shown)
    parsed = polled.outlet.parsed
    await polled.poll(shown)
    polled.outlet.unchanged = True
    await polled.poll(shown)
    assert polled.outlet.parsed == parsed


async def test_of_what_is_unchanged_nothing_is_read_and_what_is_new_or_edited_beside_it_is(
    bench: Bench,
) -> None:
    item = "<item><title>{}</title><guid>{}</guid><description>{}</description></item>"

    async def poll(*items: tuple[str, str, str]) -> list[str]:
        said = "".join(item.format(*one) for one in items)
        bench.outlet.document = f"<rss version='2.0'><channel>{said}</channel></rss>".encode()
        bench.now += timedelta(hours=2)
        (state,) = await bench.store.claim_feeds(bench.now, timedelta(minutes=5), 1)
        await bench.pipeline.poll(state)
        return [kept.entry.summary for kept in await bench.store.kept(0, 100)]

    assert await poll(("One", "1", "first"), ("Two", "2", "second")) == ["second", "first"]
    (state,) = await bench.store.feed_states()
    assert len(state.prints) == 16
    assert await poll(("Two", "2", "second, edited"), ("One", "1", "first"), ("Three", "3", "third")) == [
        "first",
        "third",
        "second, edited",
    ]
    # A guid that another entry has as well is nobody's own, also when that one is unchanged.
    assert {"first", "fourth"} <= {*await poll(("Four", "1", "fourth"), ("One", "1", "first"))}


async def test_how_often_a_feed_wants_to_be_asked_holds_while_it_does_not_change(polled: Bench) -> None:
    polled.outlet.ttl = timedelta(minutes=30)
    for unchanged in (False, True):
        polled.outlet.unchanged = unchanged
        await polled.poll(entry("Haftar meets Sisi"))
        (state,) = await polled.store.feed_states()
        assert state.next_at is not None
        assert state.next_at - polled.now >= timedelta(minutes=30)


async def test_a_failure_is_kept_and_polling_goes_on(polled: Bench) -> None:
    polled.outlet.broken = NotAFeedError("The answer is a web page.")
    assert await polled.poll() == Recorded(0, 0, 0, 0)
    (state,) = await polled.store.feed_states()
    assert (state.failures, state.error) == (1, "The answer is a web page.")
    assert state.next_at is not None
    assert state.next_at > polled.now
    polled.outlet.broken = None
    assert (await polled.poll(entry("Haftar meets Sisi"))).alerts == 1
    (state,) = await polled.store.feed_states()
    assert (state.failures, state.error) == (0, None)


async def test_a_long_failure_and_its_end_are_told_to_the_operator_once(polled: Bench) -> None:
    polled.outlet.broken = UnreachableError("no answer")
    for _ in range(5):
        await polled.poll(after=timedelta(hours=5))
    assert [notice.key for notice in polled.reported] == ["notice-feed-failing"]
    polled.outlet.broken = None
    for number in range(2):
        await polled.poll(entry("Rain", number))
    assert [notice.key for notice in polled.reported] == ["notice-feed-failing", "notice-feed-recovered"]


async def test_a_long_silence_and_its_end_are_told_to_the_operator_once(polled: Bench) -> None:
    await polled.poll(entry("Rain"))
    for _ in range(3):
        await polled.poll(entry("Rain"), after=timedelta(days=2))
    assert [notice.key for notice in polled.reported] == ["notice-feed-silent"]
    await polled.poll(entry("Sun", 2))
    assert [notice.key for notice in polled.reported] == ["notice-feed-silent", "notice-feed-recovered"]


async def test_the_article_is_read_where_the_feed_is_a_teaser(polled: Bench) -> None:
    await polled.use(replace(FEED, article=True))
    polled.outlet.articles["https://news.example/1"] = "Sisi denied that he met Haftar."
    await polled.poll(entry("A visitor in Cairo"), entry("Haftar meets Sisi, page missing", 2))
    told = {alert.entry.title: alert.entry.content for alert in await polled.alerts()}
    assert told == {
        "A visitor in Cairo": "Sisi denied that he met Haftar.",
        "Haftar meets Sisi, page missing": "",
    }


async def test_one_link_in_two_feeds_is_told_once(polled: Bench) -> None:
    await polled.poll(entry("Haftar meets Sisi"))
    other = Feed("Wire, Africa", "https://news.example/africa")
    await polled.use(other)
    await polled.poll()
    again = replace(entry("Haftar meets Sisi"), feed=other.name, guid="another")
    assert (await polled.poll(again)).alerts == 0
    assert len(await polled.alerts()) == 1


async def test_a_feed_that_left_the_config_is_not_polled(polled: Bench) -> None:
    (state,) = await polled.store.feed_states()
    polled.pipeline.rules = replace(polled.pipeline.rules, feeds={})
    polled.outlet.entries = (entry("Haftar meets Sisi"),)
    assert (await polled.pipeline.poll(state)).new == 0


async def test_a_first_poll_reads_the_pages_of_what_it_may_tell_only(bench: Bench) -> None:
    await bench.use(replace(FEED, article=True))
    after = timedelta(hours=2)
    fresh = entry("Fresh", 1, published=NOW + after)
    await bench.poll(fresh, entry("Stale", 2, published=NOW - timedelta(days=30)), after=after)
    assert bench.outlet.pages == [fresh.link]


async def test_a_defect_is_a_failure_of_the_feed_and_not_forgotten(polled: Bench) -> None:
    polled.outlet.broken_parser = True
    await polled.poll(entry("Haftar meets Sisi"))
    (state,) = await polled.store.feed_states()
    assert state.failures == 1
    assert state.error
    assert state.next_at is not None
    assert state.next_at > polled.now


async def test_a_watch_that_is_renamed_while_a_feed_is_polled_is_told_under_its_new_name(
    polled: Bench,
) -> None:
    renamed = replace(WATCH, name="cairo", formerly=(WATCH.name,))
    await polled.store.sync_channels([Channel(CHANNEL, watches=(WATCH.name,))], [WATCH])

    async def sync() -> None:
        await polled.store.sync_channels([Channel(CHANNEL, watches=(renamed.name,))], [renamed])

    async def rename() -> None:
        await polled.pipeline.follow(polled.rules(renamed), sync)

    polled.outlet.meanwhile = rename
    assert await polled.poll(entry("Haftar meets Sisi")) == Recorded(1, 0, alerts=1, deliveries=1)
    assert [alert.watches for alert in await polled.alerts()] == [("cairo",)]


async def test_a_feed_that_is_gone_is_told_as_gone(polled: Bench) -> None:
    polled.outlet.broken = FeedGoneError(410, "The publisher has taken it away.")
    await polled.poll()
    assert [notice.key for notice in polled.reported] == ["notice-feed-gone"]
