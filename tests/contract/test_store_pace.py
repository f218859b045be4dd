"""What every store promises of pace: no platform gets more than it takes, and what is urgent goes first."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.model import Address, DecisionKind, Notice, Rate
from bot.store.base import Store
from tests.store.builders import (
    HERE,
    LEASE,
    MINUTE,
    NOW,
    SECOND,
    THERE,
    finding,
    poll,
    take,
    tell,
    titles,
    unpaced,
    with_feeds,
)
from tests.store.stores import Opener

SLACK = Address("slack", "C1")
RATE = Rate(SECOND, burst=3)
RATES = {"telegram": RATE, "slack": RATE}


def chat(number: int) -> Address:
    return Address("telegram", str(number))


async def claim(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    """What goes out then, by its titles; all of it arrives."""
    claimed = await store.claim(now, LEASE, RATES, limit)
    for delivery in claimed:
        await store.sent(delivery, "m", now, timedelta(0))
    return titles(claimed)


async def queue(
    store: Store, title: str, watch: str, *, kind: DecisionKind = "new", urgent: bool = False
) -> None:
    found = finding(title, alerts={watch: True})
    (decision,) = found.decisions
    decisions = (replace(decision, kind=kind, urgent=urgent),)
    await store.record(poll(replace(found, decisions=decisions)))


@pytest.fixture
async def crowd(store: Store) -> Store:
    """With ten chats, of which number n follows the watch wn."""
    for number in range(10):
        await store.subscribe(chat(number), [f"w{number}"])
    return store


async def test_a_platform_gets_a_burst_and_then_one_at_a_time(crowd: Store) -> None:
    for number in range(10):
        await tell(crowd, f"{number}", watch=f"w{number}")
    assert await claim(crowd) == ["0", "1", "2"]
    assert await claim(crowd) == []
    assert await crowd.next_due(["telegram"]) == NOW + SECOND
    assert await claim(crowd, NOW + SECOND) == ["3"]
    assert await claim(crowd, NOW + 2.5 * SECOND) == ["4"]
    assert await claim(crowd, NOW + 3 * SECOND) == ["5"]  # the halves add up
    assert await claim(crowd, NOW + MINUTE) == ["6", "7", "8"]  # and no more after any pause


async def test_a_restart_does_not_make_a_platform_take_more(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    for number in range(5):
        await store.subscribe(chat(number), [f"w{number}"])
        await tell(store, f"{number}", watch=f"w{number}")
    assert len(await claim(store)) == 3
    await store.close()
    store = await opener(now=NOW)
    assert await claim(store) == []
    assert await store.next_due(["telegram"]) == NOW + SECOND
    assert await claim(store, NOW + SECOND) == ["3"]


async def test_each_platform_has_a_rate_of_its_own(crowd: Store) -> None:
    await crowd.subscribe(SLACK, ["w9"])
    for number in range(10):
        await tell(crowd, f"{number}", watch=f"w{number}")
    assert await claim(crowd) == ["0", "1", "2", "9"]
    assert await crowd.next_due(["slack", "telegram"]) == NOW + SECOND


async def test_what_is_held_back_costs_nothing(crowd: Store) -> None:
    for number in range(6):
        await crowd.mute(chat(number), ["*"], NOW + MINUTE) if number < 3 else None
        await tell(crowd, f"{number}", watch=f"w{number}")
    assert await claim(crowd) == []
    assert await claim(crowd) == ["3", "4", "5"]


# --- urgent ones first


async def test_corrections_go_first_then_new_stories_then_updates(crowd: Store) -> None:
    await queue(crowd, "update", "w0", kind="update")
    await queue(crowd, "new", "w1")
    await queue(crowd, "correction", "w2", kind="correction")
    await queue(crowd, "urgent update", "w3", kind="update", urgent=True)
    await queue(crowd, "urgent correction", "w4", kind="correction", urgent=True)
    await crowd.notify(chat(5), Notice("notice", {}), NOW)
    told = [(await claim(crowd, NOW, limit=1))[0] for _ in range(3)]
    told += [(await claim(crowd, NOW + second * SECOND))[0] for second in range(1, 4)]
    assert told == ["notice", "urgent correction", "urgent update", "correction", "new", "update"]


async def test_an_alert_is_as_urgent_as_to_the_watch_to_which_it_is_most(crowd: Store) -> None:
    await tell(crowd, "one", watch="w1")
    found = finding("two", alerts={"w2": True, "w3": True})
    calm, pressing = found.decisions
    await crowd.record(poll(replace(found, decisions=(calm, replace(pressing, urgent=True)))))
    assert await claim(crowd, limit=1) == ["two"]


async def test_what_is_urgent_keeps_its_place_in_its_channel_which_goes_first_as_a_whole(
    crowd: Store,
) -> None:
    for title in ("a1", "a2"):
        await queue(crowd, title, "w1")
    await queue(crowd, "b1", "w2", kind="update")
    await queue(crowd, "b2", "w2", kind="correction")
    await queue(crowd, "b3", "w2", kind="update")
    assert [(await claim(crowd, NOW, limit=1))[0] for _ in range(3)] == ["b1", "b2", "a1"]
    assert [(await claim(crowd, NOW + second * SECOND))[0] for second in (1, 2)] == ["a2", "b3"]


async def test_of_the_topics_of_a_chat_too_the_urgent_goes_first(store: Store) -> None:
    topic = replace(HERE, topic="7")
    await store.subscribe(HERE, ["a"])
    await store.subscribe(topic, ["b"])
    await queue(store, "new", "a")
    await queue(store, "correction", "b", kind="correction")
    assert await claim(store) == ["correction"]
    assert await claim(store) == ["new"]


# --- what else is counted


async def test_an_answer_counts_in_its_chat_and_on_its_platform(crowd: Store) -> None:
    topic = replace(chat(0), topic="7")
    await crowd.posted(topic, RATE, 10 * SECOND, NOW)
    for number in range(5):
        await tell(crowd, f"{number}", watch=f"w{number}")
    assert await claim(crowd) == ["1", "2"]
    assert await claim(crowd, NOW + 9 * SECOND) == ["3", "4"]
    assert await claim(crowd, NOW + 10 * SECOND) == ["0"]


async def test_an_answer_to_a_chat_that_is_not_known_counts_on_its_platform(crowd: Store) -> None:
    await tell(crowd, "0", watch="w0")
    for _ in range(3):
        await crowd.posted(Address("telegram", "unheard of"), RATE, SECOND, NOW)
    assert await claim(crowd) == []
    assert await claim(crowd, NOW + SECOND) == ["0"]


async def test_however_much_is_asked_alerts_come_within_a_minute(crowd: Store) -> None:
    for _ in range(100):
        await crowd.posted(chat(0), Rate(timedelta(0)), 3 * SECOND, NOW)
    await tell(crowd, "0", watch="w0")
    assert await crowd.next_due(["telegram"]) == NOW + MINUTE
    for second in range(60):  # and whoever goes on asking
        await crowd.posted(chat(0), Rate(timedelta(0)), 3 * SECOND, NOW + second * SECOND)
    assert await crowd.next_due(["telegram"]) == NOW + MINUTE
    assert await claim(crowd, NOW + MINUTE) == ["0"]


async def test_answers_never_shorten_a_wait(crowd: Store) -> None:
    await tell(crowd, "0", watch="w0")
    (delivery,) = await take(crowd)
    await crowd.postpone(delivery, NOW + 60 * MINUTE, "flood wait")
    await crowd.posted(chat(0), RATE, SECOND, NOW)
    assert await crowd.next_due(["telegram"]) == NOW + 60 * MINUTE


async def test_edits_count_too(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.subscribe(THERE, ["w"])
    found = finding("26 killed", alerts={"w": True}, story=1)
    await store.record(poll(found))
    for delivery in await take(store):
        await store.sent(delivery, "m", NOW, timedelta(0))
    same = finding("the same", feed="south", alerts={"w": False}, story=1)
    await with_feeds(store, "north", "south")
    await store.record(poll(same, feed="south"))
    later, strict = NOW + 60 * MINUTE, {"telegram": Rate(SECOND, burst=1)}
    assert len(await store.claim_edits(later, LEASE, strict, 9)) == 1
    assert await store.claim_edits(later, LEASE, strict, 9) == []
    assert await store.next_due(["telegram"]) == later + SECOND
    assert len(await store.claim_edits(later + SECOND, LEASE, strict, 9)) == 1


async def test_a_platform_that_rests_holds_all_its_chats_and_no_other(crowd: Store) -> None:
    await crowd.subscribe(SLACK, ["w1"])
    for number in range(3):
        await tell(crowd, f"{number}", watch=f"w{number}")
    await crowd.rest("telegram", NOW + MINUTE)
    await crowd.rest("telegram", NOW + SECOND)  # never sooner
    assert await claim(crowd) == ["1"]
    assert await crowd.next_due(["telegram"]) == NOW + MINUTE
    assert await claim(crowd, NOW + MINUTE) == ["0"]  # and then not all at once
    assert await claim(crowd, NOW + MINUTE + SECOND) == ["1"]


async def test_platforms_without_a_rate_take_all_there_is(crowd: Store) -> None:
    for number in range(10):
        await tell(crowd, f"{number}", watch=f"w{number}")
    assert len(await crowd.claim(NOW, LEASE, unpaced("telegram"), 100)) == 10
