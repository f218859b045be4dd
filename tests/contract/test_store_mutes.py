"""What every store promises of mutes: silence, nothing in the way of the rest, and an account of it."""

from dataclasses import replace

import pytest

from bot.model import Address, Change, Channel, Figure, Mute, MutedStory, Notice, Said, Watch
from bot.store.base import Store
from tests.store.builders import (
    DAY,
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

HOUR = 60 * MINUTE


async def mutes(store: Store, address: Address = HERE) -> tuple[Mute, ...]:
    found = await store.channel(address)
    assert found is not None
    return found.mutes


async def drained(store: Store, address: Address = HERE) -> list[str]:
    """The titles of all that a channel gets now, sent one after the other; what is muted takes a claim."""
    told: list[str] = []
    while (due := await store.next_due(["telegram"])) and due <= NOW:
        for delivery in await take(store):
            await store.sent(delivery, "m", NOW, 0 * SECOND)
            told += titles([delivery]) if delivery.address == address else []
    return told


async def test_a_muted_watch_is_held_back_and_counted_and_holds_up_no_other(store: Store) -> None:
    await store.subscribe(HERE, ["loud", "quiet"])
    await store.mute(HERE, ["quiet"], NOW + HOUR)
    for title, watch in (("one", "quiet"), ("two", "loud"), ("three", "quiet"), ("four", "loud")):
        await tell(store, title, watch=watch)
    assert await drained(store) == ["two", "four"]
    assert await mutes(store) == (Mute("quiet", NOW + HOUR, 2),)
    assert await store.waiting(HERE) == 0
    assert [alert.entry.title for alert in await store.latest(["quiet"], 5)] == ["three", "one"]


async def test_a_mute_of_everything_is_of_its_channel_only_and_lets_notices_through(store: Store) -> None:
    topic = replace(HERE, topic="7")
    for address in (HERE, THERE, topic):
        await store.subscribe(address, ["*"])
    await store.mute(HERE, ["*"], NOW + HOUR)
    await tell(store, "one")
    await store.notify(HERE, Notice("notice-config-loaded", {}), NOW)
    await tell(store, "two")
    told: dict[Address, list[str]] = {HERE: [], THERE: [], topic: []}
    while (due := await store.next_due(["telegram"])) and due <= NOW:
        for delivery in await take(store):
            told[delivery.address] += titles([delivery])
            await store.sent(delivery, "m", NOW, 0 * SECOND)
    assert told == {HERE: ["notice-config-loaded"], THERE: ["one", "two"], topic: ["one", "two"]}


async def test_an_alert_that_a_watch_tells_which_is_not_muted_comes(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    await store.mute(HERE, ["a"], NOW + HOUR)
    await store.record(poll(finding("both", alerts={"a": True, "b": True})))
    assert await drained(store) == ["both"]
    await store.mute(HERE, ["b"], NOW + 2 * HOUR)
    await store.record(poll(finding("both again", alerts={"a": True, "b": True})))
    assert await drained(store) == []
    assert await mutes(store) == (Mute("a", NOW + HOUR), Mute("b", NOW + 2 * HOUR, 1))  # counted once


async def test_what_waited_already_and_what_is_tried_again_is_held_back_too(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "under way", "waiting")
    (delivery,) = await take(store)
    await store.mute(HERE, ["*"], NOW + HOUR)
    await store.postpone(delivery, NOW, "503", uncertain=True)
    assert await drained(store) == []
    assert await mutes(store) == (Mute("*", NOW + HOUR, 2),)


async def test_what_arrives_while_it_is_muted_is_marked_as_sent(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "under way")
    (delivery,) = await take(store)
    await store.mute(HERE, ["*"], NOW + HOUR)
    await store.sent(delivery, "m", NOW, 0 * SECOND)
    assert (await store.counts()).deliveries["sent"] == 1
    assert await mutes(store) == (Mute("*", NOW + HOUR),)


async def test_when_a_mute_is_over_its_channel_is_told_how_much_there_was(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["*"])
    await store.mute(HERE, ["quiet"], NOW + HOUR)
    await store.mute(HERE, ["other"], NOW + HOUR)
    await tell(store, "one", "two", watch="quiet")
    assert await drained(store) == []
    await store.close()
    store = await opener(now=NOW + MINUTE)
    assert await store.next_due(["telegram"]) == NOW + HOUR
    assert await store.next_due(["slack"]) is None
    assert await take(store, NOW + HOUR - SECOND) == []
    (delivery,) = await take(store, NOW + HOUR)
    assert delivery.what == Notice("notice-mute-over-watch", {"count": 2, "watch": "quiet"})
    assert await mutes(store) == ()
    await store.sent(delivery, "m", NOW + HOUR, 0 * SECOND)
    await tell(store, "three", watch="quiet", at=NOW + HOUR)
    assert titles(await take(store, NOW + HOUR)) == ["three"]
    await store.close()


async def test_a_mute_of_everything_that_held_nothing_back_ends_without_a_word(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.subscribe(THERE, ["*"])
    await store.mute(HERE, ["*"], NOW + HOUR)
    assert await store.next_due(["telegram"]) is None
    assert await take(store, NOW + HOUR) == []
    assert await mutes(store) == ()
    await store.mute(THERE, ["*"], NOW + 3 * HOUR)
    await tell(store, "one", at=NOW + 2 * HOUR)
    assert [each.address for each in await take(store, NOW + 2 * HOUR)] == [HERE]
    told = await take(store, NOW + 3 * HOUR)
    assert [each.what for each in told if each.address == THERE] == [Notice("notice-mute-over", {"count": 1})]


async def test_a_later_mute_takes_the_place_of_the_first_and_keeps_its_count(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.mute(HERE, ["*"], NOW + DAY)
    await tell(store, "one")
    assert await drained(store) == []
    await store.mute(HERE, ["*"], NOW + HOUR)
    assert await mutes(store) == (Mute("*", NOW + HOUR, 1),)


@pytest.mark.parametrize(
    ("ended", "held", "left"),
    [(["a"], 1, ("b",)), (["*"], 3, ()), (["c"], 0, ("a", "b")), ([], 0, ("a", "b"))],
)
async def test_unmute_ends_what_is_named_and_says_how_much_was_held_back(
    store: Store, ended: list[str], held: int, left: tuple[str, ...]
) -> None:
    await store.subscribe(HERE, ["*"])
    await store.mute(HERE, ["a", "b"], NOW + HOUR)
    await tell(store, "one", watch="a")
    await tell(store, "two", "three", watch="b")
    assert await drained(store) == []
    assert await store.unmute(HERE, ended) == held
    assert tuple(mute.watch for mute in await mutes(store)) == left
    await tell(store, "four", watch="a")
    assert await drained(store) == ([] if "a" in left else ["four"])


async def test_a_chat_nobody_spoke_of_has_nothing_to_unmute_and_can_be_muted(store: Store) -> None:
    assert await store.unmute(HERE, ["*"]) == 0
    assert await store.channels() == []
    await store.mute(HERE, ["*"], NOW + HOUR)
    assert await store.channels() == [Channel(HERE, mutes=(Mute("*", NOW + HOUR),))]


async def test_a_mute_follows_a_watch_to_its_new_name(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.mute(HERE, ["old"], NOW + DAY)
    await store.mute(HERE, ["new"], NOW + HOUR)
    await tell(store, "one", watch="old")
    await tell(store, "two", watch="new")
    assert await drained(store) == []
    await store.sync_channels([], [Watch("new", "New", formerly=("old",))])
    assert await mutes(store) == (Mute("new", NOW + DAY, 2),)


async def test_a_mute_moves_with_its_chat(store: Store) -> None:
    for address in (HERE, THERE):
        await store.subscribe(address, ["*"])
    await store.mute(HERE, ["a", "*"], NOW + HOUR)
    await store.mute(THERE, ["a"], NOW + DAY)
    await tell(store, "one", watch="a")
    assert await drained(store) == []
    await store.move(HERE, THERE)
    assert await mutes(store, THERE) == (Mute("*", NOW + HOUR, 1), Mute("a", NOW + DAY, 1))


async def test_what_an_operator_sends_after_all_is_held_back_too(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    (delivery,) = await take(store)
    await store.bury(delivery, "poison")
    await store.mute(HERE, ["*"], NOW + HOUR)
    assert await store.retry(delivery.id, NOW)
    assert await drained(store) == []
    assert await mutes(store) == (Mute("*", NOW + HOUR, 1),)


async def test_an_attempt_of_which_nothing_was_heard_is_not_made_again_when_muted(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    assert len(await take(store)) == 1
    await store.mute(HERE, ["*"], NOW + HOUR)
    assert await take(store, NOW + LEASE) == []
    assert await mutes(store) == (Mute("*", NOW + HOUR, 1),)


# --- stories --------------------------------------------------------------------------------------


async def of_story(store: Store, title: str, story: int, *, watch: str = "w") -> None:
    """An alert of one more killed; the first begins its story."""
    known = await store.story(story)
    dead = len(known.reports) + 10 if known else 10
    toll = Change(Figure("killed", dead, dead, "exact", Said("north", NOW)))
    told = finding(title, alerts={watch: True}, story=story, changes=(toll,))
    decisions = tuple(replace(one, kind="update" if known else "new") for one in told.decisions)
    await store.record(poll(replace(told, decisions=decisions)))


async def muted_stories(store: Store, address: Address = HERE) -> tuple[MutedStory, ...]:
    found = await store.channel(address)
    assert found is not None
    return found.muted_stories


async def test_what_comes_of_a_muted_story_is_held_back_and_counted_and_nothing_else(store: Store) -> None:
    for address in (HERE, THERE):
        await store.subscribe(address, ["*"])
    await of_story(store, "blast", 1)
    assert await drained(store) == ["blast"]
    assert await store.mute_story(HERE, 1, NOW)
    await of_story(store, "toll rises", 1, watch="other")
    await of_story(store, "flood", 2)
    await of_story(store, "toll rises again", 1)
    told: dict[Address, list[str]] = {HERE: [], THERE: []}
    while (due := await store.next_due(["telegram"])) and due <= NOW:
        for delivery in await take(store):
            told[delivery.address] += titles([delivery])
            await store.sent(delivery, f"m{delivery.id}", NOW, 0 * SECOND)
        for edit in await store.claim_edits(NOW, LEASE, unpaced("telegram"), 9):
            await store.edited(edit, NOW, 0 * SECOND)
    assert told == {HERE: ["flood"], THERE: ["toll rises", "flood", "toll rises again"]}
    assert await muted_stories(store) == (MutedStory(1, 2),)
    assert await muted_stories(store, THERE) == ()


async def test_a_story_mute_outlives_a_restart_and_ends_when_it_is_taken_back(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["*"])
    await of_story(store, "one", 1)
    await of_story(store, "two", 2)
    for story in (1, 2):
        assert await store.mute_story(HERE, story, NOW)
    assert await drained(store) == []
    await store.close()
    store = await opener(now=NOW + MINUTE)
    assert await muted_stories(store) == (MutedStory(2, 1), MutedStory(1, 1))
    assert await store.mute_story(HERE, 1, NOW)  # again: its count stays
    assert await store.unmute_story(HERE, 1, NOW) == 1
    assert await store.unmute_story(HERE, 1, NOW) is None
    await of_story(store, "one more", 1)
    assert await drained(store) == ["one more"]
    assert await muted_stories(store) == (MutedStory(2, 1),)
    await store.close()


async def test_no_story_and_no_channel_can_be_muted_or_unmuted_that_is_not_there(store: Store) -> None:
    assert not await store.mute_story(HERE, 7, NOW)
    assert await store.unmute_story(HERE, 7, NOW) is None
    assert await store.channels() == []


async def test_what_a_story_mute_and_a_mute_hold_back_both_is_counted_by_that_of_the_story(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["*"])
    await of_story(store, "one", 1)
    await store.mute(HERE, ["*"], NOW + HOUR)
    await store.mute_story(HERE, 1, NOW)
    assert await drained(store) == []
    assert await mutes(store) == (Mute("*", NOW + HOUR),)
    assert await muted_stories(store) == (MutedStory(1, 1),)


async def test_unmuting_everything_lets_stories_through_too(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await of_story(store, "one", 1)
    await store.mute_story(HERE, 1, NOW)
    assert await drained(store) == []
    assert await store.unmute(HERE, ["w"]) == 0
    assert await muted_stories(store) == (MutedStory(1, 1),)
    assert await store.unmute(HERE, ["*"]) == 1
    assert await muted_stories(store) == ()


async def test_a_story_mute_moves_with_its_chat(store: Store) -> None:
    for address in (HERE, THERE):
        await store.subscribe(address, ["*"])
    await of_story(store, "one", 1)
    await of_story(store, "two", 2)
    for address, story in ((HERE, 1), (HERE, 2), (THERE, 2)):
        await store.mute_story(address, story, NOW)
    assert await drained(store) == []
    await store.move(HERE, THERE)
    assert await muted_stories(store, THERE) == (MutedStory(2, 2), MutedStory(1, 1))


async def test_messages_that_told_a_story_are_edited_when_it_is_muted_or_no_longer(store: Store) -> None:
    for address in (HERE, THERE):
        await store.subscribe(address, ["*"])
    await of_story(store, "one", 1)
    await of_story(store, "two", 2)
    assert await drained(store) == ["one", "two"]
    for change in (store.mute_story, store.unmute_story):
        await change(HERE, 1, NOW)
        (edit,) = await store.claim_edits(NOW, LEASE, unpaced("telegram"), 9)
        assert (edit.delivery.address, titles([edit.delivery])) == (HERE, ["one"])
        await store.edited(edit, NOW, 0 * SECOND)
        assert await store.claim_edits(NOW, LEASE, unpaced("telegram"), 9) == []
