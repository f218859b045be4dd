"""What every store promises of digests: what is told together is told once, at its time, and not lost."""

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Change, Delivery, Digest, Figure, Mute, Notice, Quiet, Said, Schedule, Watch
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
from tests.store.stores import STORES, Opener

HOUR = 60 * MINUTE
DAILY = Schedule("w", "daily", time(8), "Africa/Tripoli")  # 06:00 UTC
HOURLY = Schedule("w", "hourly", time(0, 30), "Africa/Tripoli")
DUE = datetime(2019, 4, 15, 6, tzinfo=UTC)
HALF_PAST = datetime(2019, 4, 14, 12, 30, tzinfo=UTC)


async def drained(store: Store, now: datetime = NOW, *, fold_above: int = 0) -> list[str]:
    """What is told now, all of it, sent one after the other."""
    told: list[str] = []
    while (due := await store.next_due(["telegram"])) and due <= now:
        for delivery in await store.claim(now, LEASE, unpaced("telegram"), 100, fold_above):
            await store.sent(delivery, "m", now, 0 * SECOND)
            told += titles([delivery])
    return told


async def digest(store: Store, now: datetime = DUE) -> Delivery:
    """The digest that is due."""
    (delivery,) = await take(store, now)
    assert isinstance(delivery.what, Digest)
    return delivery


def told(delivery: Delivery) -> Digest:
    assert isinstance(delivery.what, Digest)
    return delivery.what


def ids(delivery: Delivery) -> list[int]:
    return [alert.id for alert in told(delivery).alerts]


async def gathered(store: Store) -> int:
    found = await store.channel(HERE)
    assert found is not None
    return found.gathered


# --- at set times


async def test_what_a_watch_tells_comes_together_at_its_time_and_holds_up_no_other(store: Store) -> None:
    await store.subscribe(HERE, ["w", "loud"])
    await store.subscribe(THERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    await tell(store, "now", watch="loud")
    await tell(store, "two", at=NOW + HOUR)
    assert sorted(await drained(store, NOW + HOUR)) == ["now", "one", "two"]  # the others are THERE's
    assert (await gathered(store), await store.waiting(HERE)) == (2, 0)
    assert await store.next_due(["telegram"]) == DUE
    assert await drained(store, DUE - SECOND) == []
    assert await drained(store, DUE) == ["|one|two|"]
    assert (await gathered(store), await store.next_due(["telegram"])) == (0, None)
    assert (await store.stats(HERE, DUE)).told["w"].week == 2


async def test_a_digest_says_what_was_decided_when_it_was_due(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one", "two")
    assert await drained(store) == []
    delivery = await digest(store, DUE + 3 * DAY)
    assert delivery.what == Digest(tuple((await store.latest(["w"], 2))[::-1]), DUE)
    assert not delivery.uncertain


async def test_without_alerts_there_is_no_digest(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    assert await store.next_due(["telegram"]) is None
    assert await take(store, DUE) == []


async def test_what_another_watch_tells_too_comes_at_once_and_not_again(store: Store) -> None:
    await store.subscribe(HERE, ["w", "loud"])
    await store.schedule(HERE, [DAILY], NOW)
    await store.record(poll(finding("both", alerts={"w": True, "loud": True})))
    assert await drained(store) == ["both"]
    assert await drained(store, DUE) == []


async def test_what_several_watches_want_in_digests_comes_in_the_first_of_them(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.schedule(HERE, [replace(DAILY, watch="*"), replace(HOURLY, watch="b")], NOW)
    await store.record(poll(finding("both", alerts={"a": True, "b": True})))
    await tell(store, "one", watch="a")
    assert await drained(store) == []
    assert await drained(store, HALF_PAST) == ["|both|"]
    assert await drained(store, DUE) == ["|one|"]


async def test_digests_of_several_watches_at_one_time_are_one(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    await store.schedule(HERE, [replace(DAILY, watch="a"), replace(DAILY, watch="b")], NOW)
    await tell(store, "one", watch="a")
    await tell(store, "two", watch="b")
    assert await drained(store) == []
    assert await drained(store, DUE) == ["|one|two|"]


async def test_what_was_due_while_the_bot_was_away_comes_once(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await tell(store, "two")  # which nobody had the time to look at
    await store.close()
    store = await opener(now=DUE + 2 * DAY)
    assert await drained(store, DUE + 2 * DAY) == ["|one|two|"]
    await store.close()


async def test_a_new_schedule_holds_also_for_what_waits(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await store.schedule(HERE, [HOURLY], NOW)
    assert await drained(store, HALF_PAST) == ["|one|"]


async def test_what_waits_is_not_lost_when_digests_end_but_comes_in_a_last_one(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b"])
    await store.schedule(HERE, [replace(DAILY, watch="a"), replace(DAILY, watch="b")], NOW)
    await tell(store, "one", watch="a")
    await tell(store, "two", watch="b")
    assert await drained(store) == []
    assert await store.unschedule(HERE, ["a"], NOW) == 1
    assert await drained(store) == ["|one|"]
    await tell(store, "three", watch="a")
    assert await drained(store) == ["three"]
    assert await store.unschedule(HERE, ["*"], NOW) == 1
    assert await drained(store) == ["|two|"]
    assert await store.unschedule(HERE, ["*"], NOW) == 0
    assert await store.unschedule(THERE, ["*"], NOW) == 0


async def test_a_schedule_of_everything_takes_the_place_of_all_others(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    everything, own = replace(DAILY, watch="*"), replace(HOURLY, watch="b")
    for wanted in ([own], [everything], [own]):
        await store.schedule(HERE, wanted, NOW)
    found = await store.channel(HERE)
    assert found is not None
    assert found.schedules == (everything, own)
    await store.schedule(HERE, [everything], NOW)
    assert [channel.schedules for channel in await store.channels()] == [(everything,)]


async def test_what_is_muted_or_unsubscribed_meanwhile_is_in_no_digest(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b", "c"])
    await store.schedule(HERE, [replace(DAILY, watch="*")], NOW)
    for watch in "abc":
        await tell(store, watch, watch=watch)
    assert await drained(store) == []
    await store.unsubscribe(HERE, ["a"])
    assert await gathered(store) == 2
    await store.mute(HERE, ["b"], NOW + 9 * DAY)
    assert await drained(store, DUE) == ["|c|"]
    found = await store.channel(HERE)
    assert found is not None
    assert found.mutes == (Mute("b", NOW + 9 * DAY, 1),)


async def test_a_digest_of_which_nothing_is_wanted_any_more_is_not_sent(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await store.mute(HERE, ["*"], DUE + HOUR)
    assert await drained(store, DUE) == []
    assert await store.waiting(HERE) == 0
    assert await drained(store, DUE + HOUR) == ["notice-mute-over"]


async def test_in_quiet_hours_a_digest_waits_for_their_end_and_nothing_is_left_out(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.set_quiet(HERE, Quiet(time(23), time(9), "Africa/Tripoli"))
    await store.schedule(HERE, [DAILY], NOW)
    night = datetime(2019, 4, 15, 1, tzinfo=UTC)
    await tell(store, "one", at=night)
    assert await drained(store, night) == []
    assert await drained(store, DUE) == []
    assert await store.next_due(["telegram"]) == DUE + HOUR
    assert await drained(store, DUE + HOUR) == ["|one|"]


async def test_a_renamed_watch_keeps_its_digest_and_a_removed_one_too(store: Store) -> None:
    await store.subscribe(HERE, ["old", "gone"])
    await store.schedule(HERE, [replace(DAILY, watch="old"), replace(DAILY, watch="gone")], NOW)
    await tell(store, "one", watch="old")
    await tell(store, "two", watch="gone")
    assert await drained(store) == []
    await store.sync_channels([], [Watch("new", "New", formerly=("old",))])
    await tell(store, "three", watch="new")
    assert await drained(store) == []
    (delivery,) = await take(store, DUE)
    assert isinstance(delivery.what, Digest)
    assert [alert.watches for alert in delivery.what.alerts] == [("new",), ("gone",), ("new",)]


async def test_a_watch_that_took_over_another_keeps_its_own_schedule(store: Store) -> None:
    await store.subscribe(HERE, ["old", "new"])
    await store.schedule(HERE, [replace(DAILY, watch="old"), replace(HOURLY, watch="new")], NOW)
    await store.sync_channels([], [Watch("new", "New", formerly=("old",))])
    found = await store.channel(HERE)
    assert found is not None
    assert found.schedules == (replace(HOURLY, watch="new"),)


async def test_a_moved_chat_takes_its_digests_along_and_what_waits_for_them(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.subscribe(THERE, ["other"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await store.move(HERE, THERE)
    found = await store.channel(THERE)
    assert found is not None
    assert (found.schedules, found.gathered) == ((DAILY,), 1)
    assert await drained(store, DUE) == ["|one|"]


async def test_a_digest_stands_for_no_story_and_is_not_edited(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [HOURLY], NOW)
    await store.record(poll(finding("together", alerts={"w": True}, story=1)))
    assert await drained(store) == []
    assert await drained(store, HALF_PAST) == ["|together|"]
    await store.unschedule(HERE, ["*"], NOW)
    for number in (3, 4):
        change = Change(Figure("killed", number, number, "exact", Said("north", NOW)))
        await store.record(poll(finding(f"no {number}", alerts={"w": True}, story=1, changes=(change,))))
        (delivery,) = await take(store, HALF_PAST)
        assert (titles([delivery]), delivery.reply_to) == ([f"no {number}"], "m" if number == 4 else None)
        await store.sent(delivery, "m", HALF_PAST, 0 * SECOND)
    (edit,) = await store.claim_edits(HALF_PAST + HOUR, LEASE, unpaced("telegram"), 9)
    assert titles([edit.delivery]) == ["no 3"]


async def test_a_channel_that_is_held_keeps_its_digest_for_a_day_from_when_it_was_due(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await store.suspend(HERE)
    assert await store.expire(NOW + SECOND) == 0
    assert await take(store, DUE) == []
    assert await store.expire(DUE - SECOND) == 0
    await store.resume(HERE)
    assert await drained(store, DUE) == ["|one|"]


async def test_what_a_held_channel_waited_for_too_long_goes_with_its_digest(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "one")
    assert await drained(store) == []
    await store.suspend(HERE)
    assert await take(store, DUE) == []
    assert await store.expire(DUE + SECOND) == 2
    await store.resume(HERE)
    assert await drained(store, DUE) == []


# --- parts, and what becomes of them


async def in_a_digest(store: Store, *names: str) -> Delivery:
    """A digest of these titles, claimed."""
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, *names)
    assert await drained(store) == []
    return await digest(store)


async def test_parts_are_told_one_after_the_other_before_what_came_later(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two", "three", "four", "five")
    one, two, three, four, five = ids(delivery)
    first = await store.part(delivery, [[one, three], [four], [five, two]], DUE)
    alerts = told(delivery).alerts
    assert first.what == replace(told(delivery), alerts=(alerts[0], alerts[2]), count=5, part=1, parts=3)
    await store.notify(HERE, Notice("notice-later", {}), DUE)
    assert await store.waiting(HERE) == 4
    await store.sent(first, "m", DUE, 0 * SECOND)
    assert await drained(store, DUE) == ["|four|", "|two|five|", "notice-later"]
    assert (await store.stats(HERE, DUE)).told["w"].week == 5


async def test_a_digest_that_is_parted_again_stays_as_it_was(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two")
    first = await store.part(delivery, [[one] for one in ids(delivery)], DUE)
    assert await store.part(delivery, [ids(delivery)], DUE) == first


async def test_what_was_sent_in_parts_is_settled_and_what_may_have_arrived_says_so(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    first = await store.part(delivery := await in_a_digest(store, "one", "two"), [ids(delivery)], DUE)
    await store.mute(HERE, ["*"], DUE + DAY)
    await store.close()  # and nobody knows whether it was sent
    store = await opener(now=DUE)
    again = await digest(store)
    assert again == replace(first, uncertain=True)
    await store.close()


async def test_a_digest_that_was_not_parted_was_not_sent(opener: Opener) -> None:
    store = await with_feeds(await opener(), "north")
    delivery = await in_a_digest(store, "one", "two")
    await store.close()
    store = await opener(now=DUE)
    again = await digest(store)
    assert again == delivery
    first = await store.part(again, [ids(again)], DUE)
    await store.postpone(first, DUE, "busy")
    assert not (await digest(store)).uncertain
    await store.close()


async def test_a_digest_that_was_postponed_comes_again_with_all_of_it(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two")
    first = await store.part(delivery, [ids(delivery)], DUE)
    await store.postpone(first, DUE + MINUTE, "busy")
    assert await take(store, DUE) == []
    assert await drained(store, DUE + MINUTE) == ["|one|two|"]


async def test_a_digest_that_was_given_up_is_one_and_may_be_sent_after_all_or_forgotten(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two")
    for again in (True, False):
        await store.bury(delivery, "too odd")
        (stuck,) = await store.stuck(9)
        assert (titles([stuck.delivery]), stuck.error) == (["|one|two|"], "too odd")
        assert (await store.counts()).deliveries["dead"] == 1
        assert (await store.stats(HERE, DUE)).dead_here == 1
        if again:
            assert await store.retry(stuck.delivery.id, DUE)
            delivery = await digest(store)
            assert titles([delivery]) == ["|one|two|"]
        else:
            assert await store.drop(stuck.delivery.id)
    assert await drained(store, DUE + DAY) == []
    assert await store.stuck(9) == []


async def test_a_lease_that_ran_out_makes_a_digest_due_again(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two")
    assert await take(store, DUE) == []
    assert titles([await digest(store, DUE + LEASE)]) == ["|one|two|"]
    await store.sent(delivery, "m", DUE + LEASE, 0 * SECOND)
    assert await drained(store, DUE + DAY) == []


async def test_of_a_backup_what_waits_for_a_digest_comes_and_may_be_a_second_copy(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await tell(store, "old", at=NOW - 2 * HOUR)
    await tell(store, "young")
    assert await drained(store) == []
    await store.catch_up(NOW - HOUR)
    delivery = await digest(store)
    first = await store.part(delivery, [ids(delivery)], DUE)
    assert (titles([first]), first.uncertain) == (["|old|young|"], True)


async def test_what_waits_for_a_digest_is_no_backlog(store: Store) -> None:
    delivery = await in_a_digest(store, "one", "two")
    assert ((await store.backlog()).waiting, (await store.backlog()).dead) == (1, 0)
    await store.bury(delivery, "odd")
    await tell(store, "three", at=DUE)
    assert await drained(store, DUE) == []
    assert ((await store.backlog()).waiting, (await store.backlog()).dead) == (0, 1)


# --- folding


async def test_when_more_wait_than_is_said_all_of_them_are_folded_into_one_digest(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.subscribe(THERE, ["other"])
    await tell(store, "one", "two", "three")
    await store.notify(HERE, Notice("notice-first", {}), NOW)
    await tell(store, "else", watch="other")
    assert await drained(store, fold_above=3) == ["one", "else", "two", "three", "notice-first"]
    await tell(store, "four", "five", "six", "seven")
    await store.notify(HERE, Notice("notice-then", {}), NOW)
    assert await drained(store, fold_above=3) == ["notice-then", "|four|five|six|seven|"]
    await tell(store, "eight")
    assert await drained(store, fold_above=3) == ["eight"]


async def test_what_was_folded_says_since_when_it_waits_and_why_it_comes_so(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await tell(store, "one", "two", at=NOW - DAY)
    assert await store.claim(NOW, LEASE, unpaced("telegram"), 9, 1) == []
    (delivery,) = await store.claim(NOW, LEASE, unpaced("telegram"), 9, 1)
    assert isinstance(delivery.what, Digest)
    assert (delivery.what.folded, delivery.what.due) == (True, NOW - DAY)


async def test_what_may_have_arrived_is_sent_again_by_itself_and_not_folded(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await tell(store, "one", "two", "three")
    (delivery,) = await take(store)
    await store.postpone(delivery, NOW, "broken", uncertain=True)
    assert await drained(store, fold_above=1) == ["one", "|two|three|"]


async def test_what_a_channel_does_not_want_now_is_not_folded(store: Store) -> None:
    await store.subscribe(HERE, ["a", "b", "c"])
    await tell(store, "one", "two", "three", watch="a")
    await tell(store, "four", watch="b")
    await tell(store, "five", watch="c")
    await store.mute(HERE, ["b"], NOW + HOUR)
    await store.schedule(HERE, [replace(DAILY, watch="c")], NOW)
    assert await drained(store, fold_above=3) == ["one", "two", "three"]
    assert await gathered(store) == 1
    found = await store.channel(HERE)
    assert found is not None
    assert found.mutes == (Mute("b", NOW + HOUR, 1),)


async def test_quiet_hours_hold_back_what_would_be_folded(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.set_quiet(HERE, Quiet(time(13), time(15), "Africa/Tripoli", new=False))
    await tell(store, *"abcde")
    assert await drained(store, fold_above=1) == []
    assert await drained(store, NOW + HOUR, fold_above=1) == ["notice-quiet-over"]


# --- all of it together


STEPS = st.lists(
    st.sampled_from(
        ["tell", "daily", "hourly", "off", "claim", "part", "sent", "postpone", "crash", "wait", "hour"]
    ),
    max_size=40,
)


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_whatever_happens_every_alert_is_told_once(kind: str, steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_told_once(STORES[kind](Path(folder)), steps))


async def _told_once(opener: Opener, steps: list[str]) -> None:
    room = Room(await with_feeds(await opener(), "north"), opener)
    await room.store.subscribe(HERE, ["w"])
    ending = ["crash", "off", *["hour", "claim", "part", "sent"] * (steps.count("tell") + 2)]
    for step in [*steps, *ending]:
        await getattr(room, step)()
    await room.store.close()
    assert room.told == Counter(f"no {number}" for number in range(room.queued))


@dataclass
class Room:
    """A channel, and what may happen there."""

    store: Store
    opener: Opener
    now: datetime = NOW
    queued: int = 0
    held: list[Delivery] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    async def tell(self) -> None:
        await tell(self.store, f"no {self.queued}", at=self.now)
        self.queued += 1

    async def daily(self) -> None:
        await self.store.schedule(HERE, [DAILY], self.now)

    async def hourly(self) -> None:
        await self.store.schedule(HERE, [HOURLY], self.now)

    async def off(self) -> None:
        await self.store.unschedule(HERE, ["*"], self.now)

    async def claim(self) -> None:
        self.held += await self.store.claim(self.now, 99 * DAY, unpaced("telegram"), 9, 3)

    async def part(self) -> None:
        self.held = [await _halved(self.store, each, self.now) for each in self.held]

    async def sent(self) -> None:
        for each in self.held:
            await self.store.sent(each, "m", self.now, 0 * SECOND)
            self.told += Counter(titles([each])[0].strip("|").split("|"))
        self.held = []

    async def postpone(self) -> None:
        for each in self.held:
            await self.store.postpone(each, self.now, "busy")
        self.held = []

    async def crash(self) -> None:
        await self.store.close()
        self.store, self.held = await self.opener(now=self.now), []

    async def wait(self) -> None:
        self.now += MINUTE

    async def hour(self) -> None:
        self.now += HOUR


async def _halved(store: Store, delivery: Delivery, now: datetime) -> Delivery:
    if not isinstance(delivery.what, Digest) or delivery.what.part:
        return delivery
    half = (len(ids(delivery)) + 1) // 2
    return await store.part(
        delivery, [part for part in (ids(delivery)[:half], ids(delivery)[half:]) if part], now
    )


async def test_a_muted_story_is_left_out_of_digests_and_those_that_told_it_stay_as_they_are(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["w"])
    await store.schedule(HERE, [DAILY], NOW)
    await store.record(poll(finding("one", alerts={"w": True}, story=1)))
    assert await drained(store) == []
    sent = await digest(store)
    await store.sent(sent, "m1", DUE, 0 * SECOND)
    assert await store.mute_story(HERE, 1, DUE)
    assert await store.claim_edits(DUE + HOUR, LEASE, unpaced("telegram"), 9) == []
    toll = Change(Figure("killed", 9, 9, "exact", Said("north", DUE)))
    more = finding("one more", alerts={"w": True}, story=1, changes=(toll,))
    updates = tuple(replace(one, kind="update") for one in more.decisions)
    await store.record(poll(replace(more, decisions=updates), at=DUE))
    await tell(store, "other", at=DUE)
    assert await drained(store, DUE) == []
    assert await drained(store, DUE + DAY) == ["|other|"]
    known = await store.channel(HERE)
    assert known is not None
    assert [(each.story, each.held) for each in known.muted_stories] == [(1, 1)]
