"""What every store promises of the outbox: nothing lost, nothing doubled, in order, one at a time."""

import asyncio
from dataclasses import replace

import pytest

from bot.model import Address, Alert, Entry, Mute, Notice, Span
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
    with_feeds,
)
from tests.store.stores import Opener

SLACK = Address("slack", "C1")


@pytest.fixture
async def outbox(store: Store) -> Store:
    """With two channels that follow all."""
    await store.subscribe(HERE, ["*"])
    await store.subscribe(THERE, ["*"])
    return store


async def test_a_delivery_holds_all_that_sending_needs(store: Store) -> None:
    topic = replace(HERE, topic="7")
    await store.subscribe(topic, ["w"])
    await store.set_language(topic, "ar")
    entry = Entry("north", "التقى", "ملخص", "نص", "https://x.example/1", "g-1", NOW, "ar")
    await store.record(poll(finding("one", alerts={"w": True}, entry=entry)))
    (delivery,) = await take(store)
    assert (delivery.address, delivery.language, delivery.attempts) == (topic, "ar", 1)
    assert delivery.what == Alert(delivery.what.id, ("w",), entry, (Span("title", 0, 3),), NOW)  # type: ignore[union-attr] # an alert
    assert delivery.what in await store.latest(["w"], 1)


async def test_a_delivery_can_be_asked_for_whatever_has_become_of_it(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    assert await store.delivery(1) is None
    await store.record(poll(finding("one", alerts={"a": True, "b": True}, story=1)))
    (claimed,) = await take(store)
    assert await store.delivery(claimed.id) == claimed
    await store.sent(claimed, "m1", NOW, 0 * SECOND)
    assert await store.delivery(claimed.id) == replace(claimed, sent_at=NOW)
    await store.unsubscribe(HERE, ["a"])
    await store.mute(HERE, ["b", "c", "*"], NOW + MINUTE)
    await store.mute_story(HERE, 1, NOW)
    known = await store.delivery(claimed.id)
    assert known is not None
    assert isinstance(known.what, Alert)
    assert (known.what.watches, known.mutes, known.story_muted) == (("b",), (Mute("b", NOW + MINUTE),), True)
    await store.notify(THERE, Notice("notice-config-loaded", {}), NOW)
    (notice,) = await take(store)
    assert await store.delivery(notice.id) == notice
    assert await store.delivery(2**62) is None


async def test_the_backlog_is_what_waits_or_was_given_up_and_since_when(store: Store) -> None:
    empty = await store.backlog()
    assert (empty.waiting, empty.oldest, empty.uncertain, empty.dead, empty.held) == (0, None, 0, 0, 0)
    assert empty.size > 0
    for address in (HERE, THERE, SLACK):
        await store.subscribe(address, ["*"])
    await tell(store, "one")
    await tell(store, "two", at=NOW + MINUTE)
    first, second, third = await take(store)
    await store.sent(first, "m1", NOW, 0 * SECOND)
    await store.postpone(second, NOW + MINUTE, "503", uncertain=True)
    await store.bury(third, "poison", uncertain=True)
    await store.suspend(THERE)
    await store.suspend(Address("telegram", "-1003"))  # which follows nothing
    found = await store.backlog()
    assert (found.waiting, found.oldest) == (4, NOW)  # of each the second, and of one the first too
    assert (found.uncertain, found.dead, found.held) == (2, 1, 1)


async def test_notices_are_queued_among_the_alerts_also_for_a_chat_not_known(outbox: Store) -> None:
    await tell(outbox, "one")
    notice = Notice("notice-feed-silent", {"feed": "الشمال", "hours": 7})
    await outbox.notify(HERE, notice, NOW)
    await outbox.notify(SLACK, notice, NOW)
    claimed = await take(outbox, kinds=("slack",))
    assert [(each.address, each.what) for each in claimed] == [(SLACK, notice)]
    (first,) = [each for each in await take(outbox) if each.address == HERE]
    await outbox.sent(first, "m1", NOW, 0 * SECOND)
    assert [each.what for each in await take(outbox)] == [notice]


async def test_a_channel_is_told_in_order_and_one_at_a_time(outbox: Store) -> None:
    await tell(outbox, "one", "two")
    await tell(outbox, "three", at=NOW - MINUTE)  # decided later, whatever its date
    told = []
    for _ in range(3):
        claimed = [each for each in await take(outbox) if each.address == HERE]
        assert [each for each in await take(outbox) if each.address == HERE] == []
        told += titles(claimed)
        await outbox.sent(claimed[0], "m", NOW, 0 * SECOND)
    assert told == ["one", "two", "three"]


async def test_a_limit_serves_first_what_waits_longest(store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await store.subscribe(THERE, ["b"])
    await tell(store, "young", watch="a", at=NOW)
    await tell(store, "old", watch="b", at=NOW - MINUTE)
    assert titles(await take(store, limit=1)) == ["old"]
    assert titles(await take(store, limit=1)) == ["young"]


async def test_transports_that_are_not_asked_for_wait(outbox: Store) -> None:
    await outbox.subscribe(SLACK, ["*"])
    await tell(outbox, "one")
    assert [each.address for each in await take(outbox, kinds=("slack",))] == [SLACK]
    assert await take(outbox, kinds=()) == []
    assert await outbox.next_due([]) is None
    assert await outbox.next_due(["telegram"]) == NOW


async def test_nothing_is_claimed_before_it_is_due(outbox: Store) -> None:
    await tell(outbox, "one", at=NOW + MINUTE)
    assert await outbox.next_due(["telegram"]) == NOW + MINUTE
    assert await take(outbox) == []
    assert len(await take(outbox, NOW + MINUTE)) == 2


async def test_two_who_claim_at_once_never_get_the_same(opener: Opener, store: Store) -> None:
    chats = [replace(HERE, chat=str(number)) for number in range(30)]
    for chat in chats:
        await store.subscribe(chat, ["*"])
    await tell(store, "one", "two")
    other = await opener(exclusive=False)
    claims = await asyncio.gather(*(take(who, limit=4) for who in (store, other) * 8))
    await other.close()
    claimed = [each.address.chat for claim in claims for each in claim]
    assert sorted(claimed) == sorted(chat.chat for chat in chats)


async def test_after_the_gap_the_next_may_follow_also_over_a_restart(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["*"])
    await tell(store, "one", "two")
    (delivery,) = await take(store)
    await store.sent(delivery, "m1", NOW, 3 * SECOND)
    await store.close()
    store = await opener(now=NOW + SECOND)
    assert await store.next_due(["telegram"]) == NOW + 3 * SECOND
    assert await take(store, NOW + 2 * SECOND) == []
    assert titles(await take(store, NOW + 3 * SECOND)) == ["two"]
    assert (await store.counts()).deliveries["sent"] == 1
    await store.close()


async def test_a_postponed_delivery_holds_its_channel_and_no_other(outbox: Store) -> None:
    await tell(outbox, "one", "two")
    first = {each.address: each for each in await take(outbox)}
    await outbox.postpone(first[HERE], NOW + MINUTE, "429")
    await outbox.sent(first[THERE], "m1", NOW, 0 * SECOND)
    assert [(each.address, titles([each])) for each in await take(outbox)] == [(THERE, ["two"])]
    (again,) = await take(outbox, NOW + MINUTE)
    assert (again.id, again.attempts) == (first[HERE].id, 2)


async def test_a_chat_is_told_one_at_a_time_whichever_its_topics(store: Store) -> None:
    topics = [HERE, replace(HERE, topic="7"), replace(HERE, topic="8")]
    for topic in topics:
        await store.subscribe(topic, ["*"])
    await tell(store, "one", "two")
    told = []
    for number in range(6):
        (delivery,) = await take(store, NOW + number * 3 * SECOND)
        assert await take(store, NOW + number * 3 * SECOND) == []  # in flight
        assert await store.next_due(["telegram"]) == NOW + number * 3 * SECOND + LEASE
        told.append((delivery.address, *titles([delivery])))
        await store.sent(delivery, "m", NOW + number * 3 * SECOND, 3 * SECOND)
        assert await take(store, NOW + number * 3 * SECOND + 2 * SECOND) == []  # paced
    assert told == [(topic, title) for title in ("one", "two") for topic in topics]


async def test_a_wait_holds_every_topic_of_the_chat_also_one_that_comes_later(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    (delivery,) = await take(store)
    await store.postpone(delivery, NOW + MINUTE, "429")
    await store.subscribe(replace(HERE, topic="7"), ["*"])
    await tell(store, "two")
    assert await store.next_due(["telegram"]) == NOW + MINUTE
    assert titles(await take(store, NOW + MINUTE)) == ["two"]  # due since before


async def test_a_topic_that_waits_lets_the_others_of_its_chat_go_on(store: Store) -> None:
    topic = replace(HERE, topic="7")
    await store.subscribe(topic, ["*"])
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    await store.suspend(topic)
    assert [each.address for each in await take(store)] == [HERE]


async def test_a_pace_is_never_shortened(outbox: Store) -> None:
    await tell(outbox, "one", "two")
    await outbox.suspend(THERE)
    (delivery,) = await take(outbox)
    await outbox.postpone(delivery, NOW + MINUTE, "429")
    await outbox.sent(delivery, "m1", NOW, SECOND)  # it had got through after all
    assert await outbox.next_due(["telegram"]) == NOW + MINUTE


async def test_a_buried_delivery_never_comes_back_and_the_channel_goes_on(outbox: Store) -> None:
    await outbox.suspend(THERE)
    await tell(outbox, "poison", "two")
    (delivery,) = await take(outbox)
    await outbox.bury(delivery, "the platform refuses it")
    assert titles(await take(outbox)) == ["two"]
    assert (await outbox.counts()).deliveries["dead"] == 1


async def test_a_lease_that_ran_out_makes_the_delivery_due_again_before_all_behind_it(outbox: Store) -> None:
    await outbox.suspend(THERE)
    await tell(outbox, "one", "two")
    await take(outbox)
    assert await outbox.next_due(["telegram"]) == NOW + LEASE
    assert await take(outbox, NOW + LEASE - SECOND) == []
    (again,) = await take(outbox, NOW + LEASE)
    assert (titles([again]), again.attempts) == (["one"], 2)


async def test_who_comes_back_after_its_lease_does_not_disturb_the_next(outbox: Store) -> None:
    await outbox.suspend(THERE)
    await tell(outbox, "one")
    (late,) = await take(outbox)
    (current,) = await take(outbox, NOW + LEASE)
    await outbox.bury(late, "too late to say")
    await outbox.postpone(late, NOW, "too late to say")
    assert await take(outbox, NOW + LEASE) == []  # the second attempt is still under way
    await outbox.sent(current, "m1", NOW + LEASE, SECOND)
    await outbox.bury(current, "too late to say")
    assert (await outbox.counts()).deliveries["sent"] == 1


async def test_what_went_out_late_is_sent_all_the_same(outbox: Store) -> None:
    await outbox.suspend(THERE)
    await tell(outbox, "one")
    (late,) = await take(outbox)
    (current,) = await take(outbox, NOW + LEASE)
    await outbox.sent(late, "m1", NOW + LEASE, SECOND)
    await outbox.postpone(current, NOW + LEASE, "no answer")
    assert await outbox.waiting(HERE) == 0


async def test_a_restarted_bot_sends_again_what_was_in_flight_and_counts_no_failure(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["*"])
    await tell(store, "one", "two")
    await take(store)
    await store.close()
    store = await opener(now=NOW + SECOND)
    assert await store.next_due(["telegram"]) == NOW + SECOND
    (again,) = await take(store, NOW + SECOND)
    await store.close()
    assert (titles([again]), again.attempts) == (["one"], 1)


async def test_a_command_beside_the_bot_takes_nothing_out_of_its_hands(opener: Opener, outbox: Store) -> None:
    await tell(outbox, "one")
    await take(outbox)
    await outbox.claim_feeds(NOW, LEASE, 9)
    beside = await opener(exclusive=False)
    assert await take(beside) == []
    assert await beside.claim_feeds(NOW, LEASE, 9) == []
    assert len(await beside.latest(["*"], 9)) == 1
    await beside.close()


async def test_waiting_counts_what_is_pending_or_in_flight_for_that_address(outbox: Store) -> None:
    topic = replace(HERE, topic="7")
    await outbox.subscribe(topic, ["*"])
    await tell(outbox, "one", "two")
    assert await outbox.waiting(SLACK) == 0
    (delivery, *_) = await take(outbox)
    assert (delivery.address, await outbox.waiting(HERE)) == (HERE, 2)
    await outbox.sent(delivery, "m1", NOW, SECOND)
    assert (await outbox.waiting(HERE), await outbox.waiting(topic)) == (1, 2)


async def test_nothing_waits_when_all_is_sent(outbox: Store) -> None:
    assert await outbox.next_due(["telegram"]) is None
    await tell(outbox, "one")
    for delivery in await take(outbox):
        await outbox.sent(delivery, "m1", NOW, SECOND)
    assert await outbox.next_due(["telegram"]) is None


# --- what nobody knows, and what was given up


async def test_an_attempt_of_which_nothing_was_heard_makes_a_delivery_uncertain(outbox: Store) -> None:
    await tell(outbox, "one")
    first, other = await take(outbox)
    assert (first.uncertain, other.uncertain) == (False, False)
    await outbox.postpone(first, NOW, "the connection broke", uncertain=True)
    await outbox.postpone(other, NOW, "busy")
    assert {each.id: each.uncertain for each in await take(outbox)} == {first.id: True, other.id: False}
    # A clear refusal of the second attempt says nothing of the first; a lease that ran out says nothing.
    again = {each.id: each for each in await take(outbox, NOW + LEASE)}
    assert all(each.uncertain for each in again.values())
    await outbox.postpone(again[first.id], NOW, "busy")
    assert [each.uncertain for each in await take(outbox, NOW + LEASE)] == [True]


async def test_a_bot_that_ended_while_sending_leaves_an_uncertain_delivery(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    await take(store)
    await store.close()
    (delivery,) = await take(await opener())
    assert delivery.uncertain


async def test_what_was_given_up_is_shown_and_may_be_sent_after_all_or_forgotten(outbox: Store) -> None:
    assert await outbox.stuck(9) == []
    await tell(outbox, "one")
    first, other = await take(outbox)
    await outbox.bury(first, "too long")
    await outbox.bury(other, "what?")
    assert [(each.delivery.id, each.error) for each in await outbox.stuck(9)] == [
        (other.id, "what?"),
        (first.id, "too long"),
    ]
    assert len(await outbox.stuck(1)) == 1
    assert await outbox.retry(first.id, NOW + MINUTE)
    assert await outbox.drop(other.id)
    assert await outbox.stuck(9) == []
    (again,) = await take(outbox, NOW + MINUTE)
    assert (again.id, again.attempts, again.uncertain, again.at) == (first.id, 1, False, NOW + MINUTE)


async def test_only_what_was_given_up_can_be_sent_after_all_or_forgotten(outbox: Store) -> None:
    await tell(outbox, "one")
    first, other = await take(outbox)
    await outbox.sent(other, "m", NOW, 0 * SECOND)
    for number in (first.id, other.id, 999):
        assert not await outbox.retry(number, NOW)
        assert not await outbox.drop(number)
    assert (await outbox.counts()).deliveries["sent"] == 1
