"""What every store promises of stories in channels: replies to their first message, and its edits."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.model import Alert, Change, Delivery, Edit, Figure, Said
from bot.store.base import Store
from bot.store.edits import SETTLE
from tests.store.builders import (
    DAY,
    HERE,
    KINDS,
    LEASE,
    MINUTE,
    NOW,
    SECOND,
    THERE,
    finding,
    poll,
    take,
    unpaced,
)
from tests.store.stores import Opener

LATER = NOW + SETTLE


def killed(number: int) -> Change:
    return Change(Figure("killed", number, number, "exact", Said("north", NOW)))


async def report(
    store: Store, title: str, number: int, *, told: bool = True, feed: str = "north", at: datetime = NOW
) -> None:
    """A report of story 1, told or not; the first that is told is new."""
    found = finding(title, feed=feed, alerts={"w": told}, story=1, changes=(killed(number),))
    if await store.latest(["w"], 1):
        updates = tuple(replace(one, kind="update" if told else "corroborate") for one in found.decisions)
        found = replace(found, decisions=updates)
    await store.record(poll(found, feed=feed, at=at))


async def send(store: Store, now: datetime = NOW) -> list[Delivery]:
    """Claim what is due and mark it as sent, each with the id "m" and its own."""
    claimed = await take(store, now)
    for delivery in claimed:
        await store.sent(delivery, f"m{delivery.id}", now, 0 * SECOND)
    return claimed


async def edits(store: Store, now: datetime = LATER, *, limit: int = 9) -> list[Edit]:
    return await store.claim_edits(now, LEASE, unpaced(*KINDS), limit)


@pytest.fixture
async def told(store: Store) -> tuple[Store, Delivery]:
    """A store of which one channel was told a story, and that delivery."""
    await store.subscribe(HERE, ["w"])
    await report(store, "one", 12)
    (delivery,) = await send(store)
    return store, delivery


async def test_an_update_replies_to_the_first_message_of_its_story(told: tuple[Store, Delivery]) -> None:
    store, first = told
    assert first.reply_to is None
    for title, number in (("two", 15), ("three", 19)):
        await report(store, title, number)
        (delivery,) = await send(store)
        assert delivery.reply_to == f"m{first.id}"


async def test_another_story_and_another_channel_begin_anew(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await store.record(poll(finding("else", alerts={"w": True}, story=2)))
    (other,) = await send(store)
    assert other.reply_to is None
    await store.subscribe(THERE, ["w"])
    await report(store, "two", 15)
    replies = {delivery.address: delivery.reply_to for delivery in await send(store)}
    assert replies[THERE] is None
    assert replies[HERE] is not None


async def test_what_could_be_no_reply_stands_for_the_story_from_then_on(
    told: tuple[Store, Delivery],
) -> None:
    store, _ = told
    await report(store, "two", 15)
    (second,) = await take(store)
    await store.sent(replace(second, reply_to=None), "fresh", NOW, 0 * SECOND)
    await report(store, "three", 19)
    (third,) = await send(store)
    assert third.reply_to == "fresh"
    (before,) = await edits(store)
    await store.lost(before)  # as it must be, if nobody could reply to it
    (edit,) = await edits(store)
    assert edit.message_id == "fresh"


async def test_another_outlet_makes_the_first_message_due_for_an_edit_that_names_it(
    told: tuple[Store, Delivery],
) -> None:
    store, first = told
    await report(store, "the same", 12, told=False, feed="south")
    assert await store.next_due(KINDS) == LATER
    assert await edits(store, LATER - SECOND) == []
    (edit,) = await edits(store)
    assert (edit.delivery.id, edit.message_id, edit.delivery.attempts) == (first.id, f"m{first.id}", 1)
    assert isinstance(edit.delivery.what, Alert)
    assert edit.delivery.what.outlets == ("north", "south")
    assert edit.delivery.what.later == ()


async def test_an_outlet_that_is_known_changes_nothing(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "once more", 12, told=False)
    assert await store.next_due(KINDS) is None
    assert await edits(store, NOW + DAY) == []


async def test_an_edit_says_what_was_told_since_against_what_the_message_told(
    told: tuple[Store, Delivery],
) -> None:
    store, _ = told
    for title, number in (("two", 15), ("three", 19)):
        await report(store, title, number)
        await send(store)
    (edit,) = await edits(store)
    assert isinstance(edit.delivery.what, Alert)
    (change,) = edit.delivery.what.later
    assert change == Change(killed(19).now, killed(12).now)
    (newest, *_, first) = await store.latest(["w"], 9)
    assert (newest.later, first.later) == ((), edit.delivery.what.later)


async def test_an_edit_is_made_once_and_again_when_more_becomes_known(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    (edit,) = await edits(store)
    assert await edits(store) == []  # it is taken
    await store.edited(edit, LATER, 3 * SECOND)
    assert await edits(store, LATER + DAY) == []
    await report(store, "three", 15, at=LATER)
    assert await store.next_due(KINDS) == LATER + 3 * SECOND  # the update, paced by the edit before it
    await send(store, LATER + MINUTE)
    assert len(await edits(store, LATER + SETTLE + MINUTE)) == 1


async def test_what_becomes_known_while_an_edit_is_under_way_is_edited_after_it(
    told: tuple[Store, Delivery],
) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    (edit,) = await edits(store)
    await report(store, "three", 15, at=LATER)
    await send(store, LATER)
    await store.edited(edit, LATER, 0 * SECOND)
    (again,) = await edits(store, LATER + LEASE)
    assert again.version > edit.version
    await store.edited(again, LATER + LEASE, 0 * SECOND)
    assert await edits(store, LATER + DAY) == []


async def test_what_becomes_known_while_the_message_is_being_sent_is_edited_into_it(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await report(store, "one", 12)
    (delivery,) = await take(store)
    await report(store, "two", 12, told=False, feed="south")
    assert await edits(store) == []
    await store.sent(delivery, "m", NOW, 0 * SECOND)
    assert [edit.message_id for edit in await edits(store)] == ["m"]


async def test_an_edit_that_was_taken_and_not_made_is_due_again(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    assert len(await edits(store)) == 1
    assert [edit.delivery.attempts for edit in await edits(store, LATER + LEASE)] == [2]


async def test_an_edit_that_is_postponed_holds_its_chat(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    (edit,) = await edits(store)
    await store.postpone_edit(edit, LATER + MINUTE)
    await report(store, "three", 15, at=LATER)
    assert await take(store, LATER) == []
    assert len(await take(store, LATER + MINUTE)) == 1


async def test_alerts_go_before_edits(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    await report(store, "three", 15, at=LATER)
    assert await edits(store) == []
    (delivery,) = await take(store, LATER)
    assert await edits(store) == []
    await store.sent(delivery, "m", LATER, 0 * SECOND)
    assert len(await edits(store)) == 1


async def test_a_chat_has_one_edit_at_a_time_and_no_more_than_the_limit_are_taken(store: Store) -> None:
    topic = replace(HERE, topic="7")
    for address in (HERE, topic, THERE):
        await store.subscribe(address, ["w"])
    await report(store, "one", 12)
    while await send(store):
        pass
    await report(store, "two", 12, told=False, feed="south")
    (first,) = await edits(store, limit=1)
    (second,) = await edits(store)
    assert {first.delivery.address.chat, second.delivery.address.chat} == {HERE.chat, THERE.chat}
    for done in (first, second):
        await store.edited(done, LATER, 0 * SECOND)
    assert [edit.delivery.address.chat for edit in await edits(store)] == [HERE.chat]


async def test_a_message_that_is_lost_is_neither_edited_nor_replied_to(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    (edit,) = await edits(store)
    await store.lost(edit)
    assert await edits(store, LATER + DAY) == []
    await report(store, "three", 15, at=LATER)
    (delivery,) = await send(store, LATER)
    assert delivery.reply_to is None


async def test_nothing_is_edited_that_is_not_followed_or_in_a_channel_that_is_held(
    told: tuple[Store, Delivery],
) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    await store.unsubscribe(HERE, ["w"])
    assert await edits(store) == []
    assert await store.next_due(KINDS) is None
    await store.subscribe(HERE, ["w"])
    await store.suspend(HERE)
    assert await edits(store) == []
    await store.resume(HERE)
    assert len(await edits(store)) == 1


async def test_of_one_chat_no_edit_is_taken_while_another_is_under_way(told: tuple[Store, Delivery]) -> None:
    store, first = told
    await store.record(poll(finding("else", alerts={"w": True}, story=2)))
    (other,) = await send(store)
    await report(store, "two", 12, told=False, feed="south")
    await store.record(poll(finding("too", feed="south", alerts={"w": False}, story=2), feed="south"))
    (edit,) = await edits(store)
    assert await edits(store, LATER + SECOND) == []
    await store.edited(edit, LATER, 3 * SECOND)
    assert await edits(store, LATER + SECOND) == []
    (last,) = await edits(store, LATER + 3 * SECOND)
    assert {edit.delivery.id, last.delivery.id} == {first.id, other.id}


async def test_edits_that_nobody_makes_are_let_go(told: tuple[Store, Delivery]) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    await store.unsubscribe(HERE, ["w"])
    await store.expire(LATER + SECOND)
    await store.subscribe(HERE, ["w"])
    assert await edits(store, LATER + DAY) == []


async def test_a_message_is_edited_at_once_when_what_it_shows_beside_its_words_has_changed(
    told: tuple[Store, Delivery],
) -> None:
    store, first = told
    await store.refresh(first.id, NOW)
    (edit,) = await edits(store, NOW)
    assert edit.delivery.id == first.id
    await store.refresh(first.id, NOW)  # while it is being edited: once more after it
    assert await edits(store, NOW) == []
    await store.edited(edit, NOW, 0 * SECOND)
    assert [each.delivery.id for each in await edits(store, NOW + LEASE)] == [first.id]


async def test_an_edit_that_was_to_come_later_comes_at_once_with_what_is_new(
    told: tuple[Store, Delivery],
) -> None:
    store, first = told
    await report(store, "two", 12, told=False, feed="south")
    assert await edits(store, NOW) == []
    await store.refresh(first.id, NOW)
    (edit,) = await edits(store, NOW)
    await store.edited(edit, NOW, 0 * SECOND)
    assert await edits(store, LATER + LEASE) == []


async def test_a_message_that_may_be_there_before_that_is_known_is_edited_after_it(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await report(store, "one", 12)
    (first,) = await take(store)
    await store.refresh(first.id, NOW)  # pressed before the platform's answer came
    assert await edits(store, NOW) == []
    await store.sent(first, "m1", NOW, 0 * SECOND)
    (edit,) = await edits(store, NOW)
    assert edit.delivery.id == first.id


async def test_what_was_not_sent_or_is_lost_is_not_edited(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await report(store, "one", 12)
    await store.refresh(1, NOW)
    await store.refresh(99, NOW)
    (delivery,) = await send(store)
    assert await edits(store, NOW) == []
    await store.refresh(delivery.id, NOW)
    (edit,) = await edits(store, NOW)
    await store.lost(edit)
    await store.refresh(delivery.id, NOW)
    assert await edits(store, NOW + LEASE) == []


async def test_a_message_of_which_nobody_heard_is_edited_when_more_came_before_its_next_try(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["w"])
    await report(store, "one", 12)
    (first,) = await take(store)
    await store.postpone(first, NOW, "nobody answered", uncertain=True)
    await report(store, "the same", 12, told=False, feed="south")
    (again,) = await take(store)
    await store.sent(again, "found", NOW, 0 * SECOND)  # a platform that is asked has the first try
    (edit,) = await edits(store)
    assert edit.message_id == "found"


async def test_an_edit_that_was_under_way_when_the_bot_ended_is_due_when_it_starts(
    told: tuple[Store, Delivery], opener: Opener
) -> None:
    store, _ = told
    await report(store, "two", 12, told=False, feed="south")
    (edit,) = await edits(store)
    await store.close()
    again = await opener(now=LATER)
    try:
        assert [one.delivery.id for one in await edits(again)] == [edit.delivery.id]
    finally:
        await again.close()
