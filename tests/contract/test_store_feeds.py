"""What every store promises of feeds: what is remembered between polls, and who polls which when."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.model import Feed, FeedState
from bot.store.base import Store
from tests.store.builders import LEASE, MINUTE, NOW, SECOND, finding, known, poll, state, url, with_feeds
from tests.store.stores import Opener


async def test_a_new_feed_is_due_at_once(store: Store) -> None:
    assert await store.feed_states() == [FeedState("north", url("north")), FeedState("south", url("south"))]
    assert await store.claim_feeds(NOW, LEASE, 9) == await store.feed_states()


async def test_every_word_of_a_state_survives_a_restart(opener: Opener) -> None:
    full = FeedState(
        name="north",
        url=url("north"),
        moved_to="https://new.example/rss",
        moves=3,
        etag='W/"a b"',
        last_modified="Sun, 14 Apr 2019 11:00:00 GMT",
        validators_url="https://cdn.example/rss",
        body_hash=b"\x00\xff",
        prints=b"\x01\xfe",
        ttl=timedelta(minutes=90, microseconds=1),
        next_at=NOW + MINUTE,
        polled_at=NOW,
        ok_at=NOW - MINUTE,
        new_at=datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        failures=2,
        error="لا جواب",
        gone=True,
        told="failing",
    )
    store = await with_feeds(await opener(), "north")
    await store.save_feed(full)
    await store.close()
    store = await with_feeds(await opener(), "north")
    (back,) = await store.feed_states()
    await store.close()
    assert back == full
    assert back.next_at is not None
    assert back.next_at.utcoffset() == timedelta(0)


async def test_the_longest_overdue_feed_comes_first_and_those_never_polled_before_all(store: Store) -> None:
    await with_feeds(store, "a", "b", "c", "d")
    await store.save_feed(state("a", next_at=NOW))
    await store.save_feed(state("b", next_at=NOW - MINUTE))
    await store.save_feed(state("c", next_at=NOW + SECOND))
    assert [feed.name for feed in await store.claim_feeds(NOW, LEASE, 2)] == ["d", "b"]
    assert [feed.name for feed in await store.claim_feeds(NOW, LEASE, 2)] == ["a"]
    assert [feed.name for feed in await store.claim_feeds(NOW + SECOND, LEASE, 2)] == ["c"]


async def test_a_claimed_feed_comes_again_when_polled_or_when_the_lease_ends(store: Store) -> None:
    assert len(await store.claim_feeds(NOW, LEASE, 9)) == 2
    assert await store.claim_feeds(NOW + LEASE - SECOND, LEASE, 9) == []
    await store.save_feed(state("south", next_at=NOW))
    assert [feed.name for feed in await store.claim_feeds(NOW, LEASE, 9)] == ["south"]
    assert [feed.name for feed in await store.claim_feeds(NOW + LEASE, LEASE, 1)] == ["north"]


async def test_recording_a_poll_saves_the_state_and_ends_the_lease(store: Store) -> None:
    await store.claim_feeds(NOW, LEASE, 9)
    await store.record(poll(at=NOW))
    assert (await store.feed_states())[0] == state("north")
    assert [feed.name for feed in await store.claim_feeds(NOW + MINUTE, LEASE, 9)] == ["north"]


async def test_two_who_claim_feeds_at_once_never_get_the_same(opener: Opener, store: Store) -> None:
    await with_feeds(store, *(f"feed-{number}" for number in range(20)))
    other = await opener(exclusive=False)
    claims = await asyncio.gather(*(who.claim_feeds(NOW, LEASE, 3) for who in (store, other) * 5))
    await other.close()
    names = [feed.name for claim in claims for feed in claim]
    assert len(names) == len(set(names)) == 20


async def test_a_feed_that_is_gone_is_not_polled_until_its_url_changes(store: Store) -> None:
    await store.save_feed(state("north", gone=True, next_at=NOW))
    assert [feed.name for feed in await store.claim_feeds(NOW, LEASE, 9)] == ["south"]
    await store.sync_feeds([Feed("north", "https://north.example/other")])
    assert await store.claim_feeds(NOW, LEASE, 9) == [FeedState("north", "https://north.example/other")]


async def test_a_feed_with_a_new_url_starts_afresh_but_keeps_its_entries(store: Store) -> None:
    await store.record(poll(finding("one", alerts={"w": True})))
    await store.sync_feeds([Feed("north", "https://north.example/other")])
    assert await store.feed_states() == [FeedState("north", "https://north.example/other")]
    (memory,) = await store.recall("north", [known("one")])
    assert memory.told == {"w": "north"}


async def test_a_poll_of_a_url_that_was_replaced_meanwhile_does_not_touch_the_new_state(store: Store) -> None:
    await store.claim_feeds(NOW, LEASE, 9)
    fresh = FeedState("north", "https://north.example/other")
    await store.sync_feeds([Feed("north", fresh.url)])
    await store.save_feed(state("north", error="of the old URL"))
    recorded = await store.record(poll(finding("one")))
    assert await store.feed_states() == [fresh]
    assert recorded.new == 1


async def test_feeds_that_are_disabled_or_no_longer_configured_are_kept_and_not_polled(store: Store) -> None:
    await store.save_feed(state("north", etag='"1"', next_at=NOW))
    await store.sync_feeds([Feed("south", url("south"), enabled=False)])
    assert await store.feed_states() == []
    assert await store.claim_feeds(NOW, LEASE, 9) == []
    await with_feeds(store, "north")
    assert await store.feed_states() == [state("north", etag='"1"', next_at=NOW)]


async def test_a_restarted_bot_polls_what_the_last_one_had_claimed(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.claim_feeds(NOW, LEASE, 9)
    await store.close()
    store = await opener()
    claimed = await store.claim_feeds(NOW, LEASE, 9)
    await store.close()
    assert [feed.name for feed in claimed] == ["north"]
