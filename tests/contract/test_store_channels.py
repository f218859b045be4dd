"""What every store promises of channels: what they follow, who changes it, and where they are."""

from dataclasses import replace

import pytest

from bot.model import Address, Channel, Notice, Watch
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
)
from tests.store.stores import Opener

TOPIC = replace(HERE, topic="7")
SLACK = Address("slack", "C1")


def watch(name: str, *formerly: str) -> Watch:
    return Watch(name, name.title(), formerly=formerly)


async def channel(store: Store, address: Address = HERE) -> Channel:
    found = await store.channel(address)
    assert found is not None
    return found


async def drained(store: Store, address: Address) -> list[str]:
    """The titles of all that a channel gets, sent one after the other; those of others are sent, too."""
    told: list[str] = []
    now = NOW
    while claimed := await take(store, now):
        for delivery in claimed:
            await store.sent(delivery, "1", now, SECOND)
            told += titles([delivery]) if delivery.address == address else []
        now += MINUTE
    return told


async def waiting(store: Store, address: Address = HERE) -> int:
    return await store.waiting(address)


async def test_a_chat_nobody_spoke_of_is_no_channel(store: Store) -> None:
    assert await store.channel(HERE) is None
    assert await store.channels() == []
    for change in (store.suspend(HERE), store.resume(HERE), store.unsubscribe(HERE, ["*"])):
        await change
    assert await store.channels() == []


async def test_subscribing_makes_the_channel_and_adds_up(store: Store) -> None:
    await store.subscribe(HERE, ["b"])
    await store.subscribe(HERE, ["a", "b"])
    assert await store.channel(HERE) == Channel(HERE, watches=("a", "b"))


async def test_topics_are_channels_of_their_own(store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await store.subscribe(TOPIC, ["b"])
    assert await store.channels() == [Channel(HERE, watches=("a",)), Channel(TOPIC, watches=("b",))]


async def test_unsubscribing_takes_names_or_all_away(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b", "c", "*"])
    await store.unsubscribe(HERE, ["a", "never"])
    assert (await channel(store)).watches == ("*", "b", "c")
    await store.unsubscribe(HERE, ["*"])
    assert (await channel(store)).watches == ()


async def test_what_the_config_gives_cannot_be_taken_away_in_chat(store: Store) -> None:
    await store.sync_channels([Channel(HERE, watches=("a",), fixed=("a",))], [watch("a")])
    await store.subscribe(HERE, ["a", "b"])
    assert await store.channel(HERE) == Channel(HERE, watches=("a", "b"), fixed=("a",))
    await store.unsubscribe(HERE, ["*"])
    assert await store.channel(HERE) == Channel(HERE, watches=("a",), fixed=("a",))


async def test_what_the_config_no_longer_gives_goes_and_what_the_chat_chose_stays(store: Store) -> None:
    await store.sync_channels([Channel(HERE, watches=("a", "b"), fixed=("a", "b"))], [watch("a"), watch("b")])
    await store.subscribe(HERE, ["b", "gone from the config"])
    await store.sync_channels([], [watch("a")])
    assert await store.channel(HERE) == Channel(HERE, watches=("b", "gone from the config"))


async def test_subscriptions_survive_a_restart_and_a_sync(opener: Opener) -> None:
    store = await opener()
    await store.subscribe(TOPIC, ["a", "*"])
    await store.set_language(TOPIC, "fr")
    await store.close()
    store = await opener()
    await store.sync_channels([Channel(THERE, watches=("*",), fixed=("*",))], [watch("a")])
    channels = await store.channels()
    await store.close()
    assert channels == [Channel(TOPIC, "fr", ("*", "a")), Channel(THERE, None, ("*",), ("*",))]


async def test_pending_deliveries_of_what_is_no_longer_followed_are_cancelled(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    await store.subscribe(THERE, ["a"])
    await tell(store, "one", watch="a")
    await tell(store, "two", watch="b")
    await store.unsubscribe(HERE, ["a"])
    assert (await store.counts()).deliveries == {
        "pending": 2, "sending": 0, "sent": 0, "dead": 0, "cancelled": 1,
    }  # fmt: skip
    assert titles(await take(store)) == ["one", "two"]


async def test_what_is_still_followed_in_another_way_is_not_cancelled(store: Store) -> None:
    fixed = [Channel(HERE, watches=("a", "b", "c"), fixed=("a", "b", "c"))]
    await store.sync_channels(fixed, [])
    await store.subscribe(HERE, ["a"])
    await store.subscribe(THERE, ["a", "*"])
    for name in ("a", "b", "c"):
        await tell(store, f"of {name}", watch=name)
    await store.unsubscribe(HERE, ["a"])  # the config still gives it
    await store.unsubscribe(THERE, ["a"])  # "*" is left
    assert (await waiting(store), await waiting(store, THERE)) == (3, 3)
    await store.subscribe(HERE, ["a"])
    await store.sync_channels(
        [Channel(HERE, watches=("b",), fixed=("b",))], []
    )  # the chat chose a, b is left
    assert (await waiting(store), await waiting(store, THERE)) == (3, 3)
    assert await drained(store, HERE) == ["of a", "of b"]


async def test_what_waits_survives_a_config_that_was_wrong_for_a_moment(store: Store) -> None:
    fixed = [Channel(HERE, watches=("a",), fixed=("a",))]
    await store.sync_channels(fixed, [])
    await tell(store, "of a", watch="a")
    await store.sync_channels([], [])
    await store.sync_channels(fixed, [])
    assert await drained(store, HERE) == ["of a"]


async def test_a_delivery_in_flight_is_not_cancelled(store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await tell(store, "one", "two", watch="a")
    (delivery,) = await take(store)
    await store.unsubscribe(HERE, ["a"])
    deliveries = (await store.counts()).deliveries
    assert (deliveries["sending"], deliveries["cancelled"]) == (1, 1)
    await store.sent(delivery, "m1", NOW, SECOND)
    assert (await store.counts()).deliveries["sent"] == 1


async def test_a_delivery_in_flight_that_is_no_longer_wanted_is_cancelled_if_it_did_not_go_out(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["a"])
    await store.subscribe(THERE, ["a", "*"])
    await tell(store, "one", watch="a")
    await store.notify(SLACK, Notice("notice-feed-silent", {}), NOW)
    claimed = await take(store)
    for address in (HERE, THERE, SLACK):
        await store.unsubscribe(address, ["a"])
    for delivery in claimed:
        await store.postpone(delivery, NOW, "502")
    assert [each.address for each in await take(store)] == [THERE, SLACK]
    assert (await store.counts()).deliveries["cancelled"] == 1


async def test_a_delivery_is_cancelled_only_when_none_of_its_watches_is_followed_any_more(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["a", "b", "c"])
    await store.record(poll(finding("one", alerts={"b": True, "a": True})))
    await store.unsubscribe(HERE, ["a"])
    (delivery,) = await take(store)
    assert delivery.what == replace((await store.latest(["*"], 1))[0], watches=("b",))
    await store.subscribe(HERE, ["a"])
    await store.unsubscribe(HERE, ["b"])
    await store.postpone(delivery, NOW, "502")
    (delivery,) = await take(store)
    assert delivery.what == replace((await store.latest(["*"], 1))[0], watches=("a",))
    await store.postpone(delivery, NOW, "502")
    await store.unsubscribe(HERE, ["a"])
    assert (await store.counts()).deliveries["cancelled"] == 1
    assert await take(store) == []


async def test_what_is_unfollowed_while_an_attempt_is_lost_is_not_tried_again(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    await tell(store, "one", watch="a")
    await tell(store, "two", watch="b")
    await take(store)
    await store.unsubscribe(HERE, ["a"])
    assert await take(store, NOW + LEASE) == []
    assert titles(await take(store, NOW + LEASE)) == ["two"]
    assert (await store.counts()).deliveries["cancelled"] == 1


async def test_nor_is_it_sent_after_a_crash(opener: Opener, store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await store.subscribe(THERE, ["a"])
    await tell(store, "one", watch="a")
    await take(store)
    await store.unsubscribe(HERE, ["a"])
    await store.close()
    restarted = await opener()
    claimed = await take(restarted)
    deliveries = (await restarted.counts()).deliveries
    await restarted.close()
    assert [each.address for each in claimed] == [THERE]
    assert deliveries["cancelled"] == 1


async def test_a_renamed_watch_keeps_its_subscribers_and_its_alerts(store: Store) -> None:
    await store.sync_channels([Channel(HERE, watches=("old",), fixed=("old",))], [watch("old")])
    await store.subscribe(THERE, ["old"])
    await tell(store, "one", watch="old")
    await store.sync_channels([Channel(HERE, watches=("new",), fixed=("new",))], [watch("new", "old")])
    assert (await channel(store)).fixed == (await channel(store, THERE)).watches == ("new",)
    assert [alert.entry.title for alert in await store.latest(["new"], 9)] == ["one"]
    assert (await tell(store, "one", watch="new")).alerts == 0
    claimed = await take(store)
    assert titles(claimed) == ["one", "one"]


async def test_a_renamed_watch_keeps_its_place_among_those_of_an_alert(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.record(poll(finding("one", alerts={"old": True, "another": True})))
    await store.sync_channels([], [watch("another"), watch("new", "old")])
    (alert,) = await store.latest(["new", "another"], 9)
    assert alert.watches == ("new", "another")
    assert [each.what for each in await take(store)] == [alert]


async def test_a_rename_onto_a_watch_that_has_the_same_breaks_nothing(store: Store) -> None:
    await store.subscribe(HERE, ["old", "new"])
    both = finding("one", link="https://x.example/1", alerts={"old": True, "new": True})
    await store.record(poll(both, finding("two", alerts={"old": True, "new": False})))
    for _ in range(2):
        await store.sync_channels([], [watch("new", "older", "old")])
    assert (await channel(store)).watches == ("new",)
    assert [alert.entry.title for alert in await store.latest(["new"], 9)] == ["two", "one"]
    assert (await store.counts()).alerts == 2
    assert {each.watches for each in await store.latest(["*"], 9)} == {("new",)}


async def test_a_former_name_that_another_watch_bears_now_is_left_to_it(store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await store.sync_channels([], [watch("b", "a"), watch("a")])
    assert (await channel(store)).watches == ("a",)


async def test_a_language_chosen_in_chat_holds_until_the_config_gives_another(store: Store) -> None:
    await store.set_language(THERE, "fr")
    for _ in range(2):
        await store.sync_channels([Channel(HERE, "ar")], [])
        assert (await channel(store)).language == "ar"
    await store.set_language(HERE, "en")
    await store.sync_channels([Channel(HERE, "ar"), Channel(THERE)], [])
    assert [each.language for each in await store.channels()] == ["fr", "en"]
    await store.sync_channels([Channel(HERE, "fr")], [])
    assert (await channel(store)).language == "fr"
    await store.sync_channels([Channel(HERE)], [])
    assert (await channel(store)).language is None


async def test_a_suspended_chat_is_held_with_all_its_topics(store: Store) -> None:
    other = replace(HERE, topic="8")
    for address in (HERE, TOPIC, other, THERE):
        await store.subscribe(address, ["*"])
    await tell(store, "one")
    await store.suspend(TOPIC)
    assert [each.active for each in await store.channels()] == [True, False, True, True]
    await store.suspend(HERE)
    assert [each.active for each in await store.channels()] == [False, False, False, True]
    assert [each.address for each in await take(store)] == [THERE]
    assert await waiting(store) == 1  # kept
    await store.resume(HERE)
    assert all(each.active for each in await store.channels())
    assert await told_in_turn(store) == [(HERE, "one"), (TOPIC, "one"), (other, "one")]


async def told_in_turn(store: Store) -> list[tuple[Address, str]]:
    """All that may go out now, as if sending took no time and platforms wanted no gap."""
    told = []
    while claimed := await take(store):
        for delivery in claimed:
            told += [(delivery.address, title) for title in titles([delivery])]
            await store.sent(delivery, f"m{delivery.id}", NOW, 0 * SECOND)
    return told


async def test_what_is_decided_while_a_chat_is_suspended_waits_for_it_also_over_a_sync(store: Store) -> None:
    await store.sync_channels([Channel(HERE, fixed=("*",))], [])
    await store.suspend(HERE)
    await store.sync_channels([Channel(HERE, fixed=("*",))], [])
    assert (await tell(store, "one", "two")).deliveries == 2
    assert not (await channel(store)).active
    assert await take(store) == []
    await store.resume(HERE)
    assert await told_in_turn(store) == [(HERE, "one"), (HERE, "two")]


async def test_that_a_chat_is_suspended_is_news_once_until_it_has_recovered(store: Store) -> None:
    await store.subscribe(TOPIC, ["*"])
    assert not await store.suspend(THERE)  # not known
    assert await store.suspend(HERE)  # with the topic
    assert not await store.suspend(TOPIC)
    await store.resume(HERE)
    assert not await store.suspend(HERE)  # nobody was told that it was back
    await store.resume(HERE)
    await tell(store, "one")
    (delivery,) = await take(store)
    assert delivery.refused
    assert [await store.recovered(HERE) for _ in range(2)] == [True, False]
    await store.postpone(delivery, NOW, "503")
    (delivery,) = await take(store)
    assert not delivery.refused
    assert await store.suspend(HERE)


async def test_that_a_chat_is_suspended_which_follows_nothing_is_no_news(store: Store) -> None:
    await store.set_language(HERE, "ar")
    assert not await store.suspend(HERE)
    assert not (await channel(store)).active
    assert not await store.recovered(HERE)


async def test_what_waited_too_long_for_a_suspended_chat_is_cancelled(store: Store) -> None:
    for address in (HERE, THERE):
        await store.subscribe(address, ["*"])
    await tell(store, "in flight", "old", at=NOW - 2 * DAY)
    in_flight, there = await take(store)
    await store.sent(there, "m1", NOW, 0 * SECOND)
    await store.suspend(HERE)
    await store.notify(HERE, Notice("notice-old", {}), NOW - 2 * DAY)
    await tell(store, "young", at=NOW - DAY)
    assert [await store.expire(NOW - DAY) for _ in range(2)] == [2, 0]
    await store.postpone(in_flight, NOW, "kicked")
    assert await waiting(store) == 2
    assert await store.expire(NOW - DAY) == 1
    await store.resume(HERE)
    assert await told_in_turn(store) == [(THERE, "old"), (HERE, "young"), (THERE, "young")]
    assert (await store.counts()).deliveries["cancelled"] == 3


async def test_to_resume_what_is_not_held_changes_nothing(store: Store) -> None:
    await store.sync_channels([Channel(HERE, fixed=("*",)), Channel(TOPIC, fixed=("*",))], [])
    await tell(store, "one", "two", at=NOW + MINUTE)
    for address in (HERE, TOPIC, THERE):
        for _ in range(2):
            await store.resume(address)
    assert [each.address for each in await store.channels()] == [HERE, TOPIC]
    assert await store.next_due(["telegram"]) == NOW + MINUTE
    assert (await waiting(store), await waiting(store, TOPIC)) == (2, 2)


@pytest.mark.parametrize("wake", ["resume", "subscribe"])
async def test_what_waited_for_a_suspended_chat_is_due_at_once(store: Store, wake: str) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    (delivery,) = await take(store)
    await store.postpone(delivery, NOW + 500 * SECOND, "blocked")
    await store.suspend(HERE)
    assert await store.next_due(["telegram"]) is None
    await (store.resume(HERE) if wake == "resume" else store.subscribe(HERE, ["*"]))
    assert await store.next_due(["telegram"]) == NOW
    assert titles(await take(store)) == ["one"]


async def test_resuming_a_chat_that_is_merely_paced_does_not_hurry_it(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one")
    (delivery,) = await take(store)
    await store.postpone(delivery, NOW + 500 * SECOND, "flood wait")
    await store.resume(HERE)
    await store.subscribe(HERE, ["*"])
    assert await store.next_due(["telegram"]) == NOW + 500 * SECOND


async def test_a_topic_that_is_gone_leaves_all_it_had_to_its_chat(store: Store) -> None:
    await store.subscribe(TOPIC, ["a"])
    await tell(store, "one", watch="a")
    await store.close_topic(TOPIC)
    (channel,) = await store.channels()
    assert (channel.address, channel.watches) == (HERE, ("a",))
    (delivery,) = await take(store)
    assert delivery.address == HERE
    assert await store.channel(TOPIC) == channel
    assert await store.channel(replace(TOPIC, topic="8")) is None
    await store.close_topic(TOPIC)
    await store.close_topic(replace(TOPIC, topic="9"))  # of which nothing was known
    assert await store.channels() == [channel]


async def test_a_config_that_names_a_topic_that_is_gone_means_its_chat(store: Store) -> None:
    configured = [Channel(TOPIC, watches=("a",), fixed=("a",)), Channel(HERE, watches=("b",), fixed=("b",))]
    await store.sync_channels(configured, [])
    await tell(store, "one", watch="a")
    await store.close_topic(TOPIC)
    await store.sync_channels(configured, [])
    (channel,) = await store.channels()
    assert (channel.address, channel.watches, channel.fixed) == (HERE, ("a", "b"), ("a", "b"))
    assert titles(await take(store)) == ["one"]


async def test_a_topic_that_was_thought_gone_is_one_again_when_somebody_subscribes_there(
    store: Store,
) -> None:
    await store.subscribe(TOPIC, ["a"])
    await store.close_topic(TOPIC)
    await store.subscribe(TOPIC, ["b"])
    assert [(each.address, each.watches) for each in await store.channels()] == [
        (HERE, ("a",)),
        (TOPIC, ("b",)),
    ]


async def test_two_channels_that_become_one_may_both_have_messages_that_are_to_be_edited(
    store: Store,
) -> None:
    for address in (HERE, TOPIC):
        await store.subscribe(address, ["*"])
    await store.record(poll(finding("26 killed", alerts={"w": True}, story=1)))
    for _ in range(2):
        for delivery in await take(store):
            await store.sent(delivery, "m", NOW, 0 * SECOND)
    await store.record(poll(finding("the same", alerts={"w": False}, story=1)))
    await store.close_topic(TOPIC)
    assert [each.address for each in await store.channels()] == [HERE]


async def test_a_moved_chat_takes_its_topics_subscriptions_and_deliveries_along(store: Store) -> None:
    await store.sync_channels([Channel(HERE, "ar", fixed=("*",))], [])
    await store.subscribe(TOPIC, ["w"])
    await tell(store, "one")
    (in_flight, *_) = await take(store, limit=1)
    await store.move(HERE, THERE)
    there = replace(TOPIC, chat=THERE.chat)
    assert await store.channels() == [
        Channel(THERE, "ar", ("*",), ("*",)),
        Channel(there, watches=("w",)),
    ]
    await store.sent(in_flight, "m1", NOW, SECOND)
    assert await waiting(store, THERE) == 0
    assert [each.address for each in await take(store, NOW + SECOND)] == [there]


async def test_an_old_id_goes_on_to_stand_for_a_moved_chat(store: Store) -> None:
    last = replace(THERE, chat="-1003")
    config = [Channel(HERE, fixed=("*",))]
    await store.sync_channels(config, [])
    await tell(store, "one")
    await store.move(HERE, THERE)
    await store.move(THERE, last)
    await store.sync_channels(config, [])  # nobody has edited it yet
    assert await store.channels() == [Channel(last, watches=("*",), fixed=("*",))]
    assert await store.channel(HERE) == await store.channel(last)
    assert [each.address for each in await take(store)] == [last]


async def test_a_chat_that_moves_back_is_found_again(store: Store) -> None:
    await store.subscribe(HERE, ["a"])
    await store.move(HERE, THERE)
    await store.move(THERE, HERE)
    assert await store.channels() == [Channel(HERE, watches=("a",))]
    assert await store.channel(THERE) == await store.channel(HERE)


async def test_moving_onto_a_known_channel_makes_them_one_that_is_told_once(store: Store) -> None:
    await store.subscribe(HERE, ["w", "a"])
    await store.set_language(HERE, "ar")
    await tell(store, "only here", watch="a")
    await store.subscribe(THERE, ["w", "b"])
    await tell(store, "both", watch="w")
    await store.suspend(THERE)
    await store.move(HERE, THERE)
    assert await store.channels() == [Channel(THERE, "ar", ("a", "b", "w"))]
    told = []
    for number in range(3):
        for delivery in await take(store):
            told += titles([delivery])
            await store.sent(delivery, f"m{number}", NOW, 0 * SECOND)
    assert told == ["only here", "both"]


async def test_a_move_to_where_it_is_changes_nothing(store: Store) -> None:
    await store.subscribe(TOPIC, ["a"])
    await store.move(TOPIC, HERE)
    assert await store.channels() == [Channel(TOPIC, watches=("a",))]
