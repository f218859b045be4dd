"""What every store promises of entries and alerts, and to all; the other test_store_*.py tell the rest."""

import asyncio
import dataclasses
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.model import (
    Alert,
    Change,
    Decision,
    DecisionKind,
    Delivery,
    Entry,
    FeedState,
    Figure,
    Finding,
    Held,
    Match,
    Member,
    Memory,
    Reason,
    Recorded,
    Release,
    Said,
    Span,
    Step,
    Telling,
    Watch,
)
from bot.store.base import Counts, Store
from tests.store.builders import (
    DAY,
    HERE,
    MINUTE,
    NOW,
    SECOND,
    THERE,
    digest,
    finding,
    known,
    poll,
    state,
    take,
    tell,
    titles,
    url,
    with_feeds,
)
from tests.store.stores import STORES, Opener

NOTHING = Recorded(new=0, changed=0, alerts=0, deliveries=0)

# --- entries


async def test_an_unknown_entry_has_no_memory(store: Store) -> None:
    assert await store.recall("north", [known("a"), known("b", link="https://x.example/")]) == [
        Memory(),
        Memory(),
    ]


async def test_an_entry_is_known_by_any_of_its_keys_in_its_feed_only(store: Store) -> None:
    await store.record(poll(finding("one", keys=("guid", "link"), silent=True)))
    by_guid, by_link, other = await store.recall(
        "north", [known("guid"), known("new guid", "link"), known("no")]
    )
    assert by_guid == by_link
    assert by_guid.entry_id is not None
    assert by_guid.silent
    assert by_guid.digest == digest("one")
    assert other == Memory()
    assert await store.recall("south", [known("guid")]) == [Memory()]


async def test_keys_that_an_entry_gains_later_identify_it_too(store: Store) -> None:
    await store.record(poll(finding("one", keys=("old guid", "link"))))
    recorded = await store.record(poll(finding("one", keys=("new guid", "link"))))
    assert recorded == NOTHING
    old, new = await store.recall("north", [known("old guid"), known("new guid")])
    assert old == new != Memory()


async def test_an_edited_entry_is_changed_and_not_new(store: Store) -> None:
    first = await store.record(poll(finding("one", keys=("guid",))))
    second = await store.record(poll(finding("one, corrected", keys=("guid",), silent=True)))
    assert (first, second) == (Recorded(1, 0, 0, 0), Recorded(0, 1, 0, 0))
    (memory,) = await store.recall("north", [known("guid")])
    assert memory.digest == digest("one, corrected")
    assert not memory.silent  # as when it was first seen


async def test_recording_a_poll_again_changes_nothing(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    again = poll(finding("one", alerts={"w": True, "x": False}), finding("two", link="https://x.example/2"))
    assert await store.record(again) == Recorded(new=2, changed=0, alerts=1, deliveries=1)
    before = await store.counts()
    assert await store.record(again) == NOTHING
    assert await store.counts() == before


async def test_all_of_a_poll_is_stored_or_nothing(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    broken = dataclasses.replace(finding("two"), digest=None)  # type: ignore[arg-type] # that is what breaks it
    with pytest.raises(StoreError):
        await store.record(poll(finding("one", alerts={"w": True}), broken))
    assert await store.counts() == Counts(0, 0, dict.fromkeys((await store.counts()).deliveries, 0))
    assert (await store.feed_states())[0] == FeedState("north", url("north"))


async def test_the_kept_texts_come_in_pages_and_within_a_time(store: Store) -> None:
    undated = Entry("north", "two")
    await store.record(poll(finding("one"), finding("two", entry=undated), at=NOW))
    await store.record(poll(finding("three"), at=NOW + DAY))  # dated as the first
    first = await store.kept(0, 2)
    rest = await store.kept(first[-1].id, 2)
    assert [one.entry.title for one in (*first, *rest)] == ["one", "two", "three"]
    assert [one.seen_at for one in (*first, *rest)] == [NOW, NOW, NOW + DAY]
    assert first[1].entry == undated
    assert await store.kept(rest[-1].id, 2) == []
    assert [one.entry.title for one in await store.kept(0, 9, NOW, NOW + DAY)] == ["two"]
    assert [one.entry.title for one in await store.kept(0, 9, None, NOW)] == ["one", "three"]


async def test_of_an_edited_entry_the_quoted_text_and_the_newest_are_kept(store: Store) -> None:
    for title, told in (("one", True), ("one, again", False), ("one, at last", False)):
        entry = Entry("north", title, link="https://x.example/1", published=NOW)
        await store.record(poll(finding(title, keys=("guid",), alerts={"w": told}, entry=entry)))
    kept = await store.kept(0, 9)
    assert [one.entry.title for one in kept] == ["one", "one, at last"]
    assert kept[0].entry_id == kept[1].entry_id


async def test_dropped_texts_are_counted(store: Store) -> None:
    await store.record(poll(finding("one"), finding("two", alerts={"w": True}), at=NOW))
    await store.record(poll(finding("three"), at=NOW + DAY))
    assert await store.dropped() == 0
    await store.prune(NOW + DAY + SECOND, 9)
    assert [one.entry.title for one in await store.kept(0, 9)] == ["two"]
    assert (await store.dropped(), await store.dropped(NOW + SECOND), await store.dropped(None, NOW)) == (
        2,
        1,
        0,
    )


# --- alerts


async def test_a_watch_is_told_once_of_an_entry_and_each_watch_for_itself(store: Store) -> None:
    first = await store.record(poll(finding("one", keys=("guid",), alerts={"w": True})))
    second = await store.record(poll(finding("one!", keys=("guid",), alerts={"w": True, "x": True})))
    assert (first.alerts, second.alerts) == (1, 1)
    (memory,) = await store.recall("north", [known("guid")])
    assert memory.told == {"w": "north", "x": "north"}


async def test_a_watch_is_told_once_of_a_link_whichever_feed_shows_it(store: Store) -> None:
    link = "https://wire.example/1"
    await store.record(poll(finding("one", link=link, alerts={"w": True})))
    twin = finding("the same", feed="south", link=link, alerts={"w": True, "x": True})
    (memory,) = await store.recall("south", [known("the same", link=link)])
    assert memory == Memory(told={"w": "north"})
    assert await store.record(poll(twin, feed="south")) == Recorded(1, 0, alerts=1, deliveries=0)
    (memory,) = await store.recall("south", [known("the same", link=link)])
    assert memory.told == {"w": "north", "x": "south"}


def killed(low: int, outlet: str = "north") -> Change:
    return Change(Figure("killed", low, low, "exact", Said(outlet, NOW)))


async def test_a_channel_is_told_once_what_two_of_its_watches_find_in_a_story(store: Store) -> None:
    await store.subscribe(HERE, ["w", "x"])
    await store.subscribe(THERE, ["x"])

    async def told(title: str, watch: str, number: int) -> int:
        found = finding(title, alerts={watch: True}, story=7, changes=(killed(number, title),))
        return (await store.record(poll(found))).deliveries

    assert await told("one", "w", 12) == 1
    assert await told("two", "x", 12) == 1  # there only
    assert await told("three", "w", 19) == 1
    assert await told("four", "x", 20) == 2


async def test_stories_come_back_with_their_reports_and_what_was_told_of_them(store: Store) -> None:
    assert await store.stories(NOW - DAY) == ([], 1)
    first = finding("one", alerts={"w": True}, story=4, changes=(killed(12),))
    await store.record(poll(first, finding("two", feed="south", alerts={"w": False}, story=4)))
    await store.record(poll(finding("old", story=3), at=NOW))
    stories, next_id = await store.stories(NOW - DAY)
    assert next_id == 5
    assert {story.id: [entry.title for entry, _ in story.reports] for story in stories} == {
        4: ["one", "two"],
        3: ["old"],
    }
    (four,) = (story for story in stories if story.id == 4)
    assert four.told == {"w": Telling((killed(12),), NOW, "north")}
    assert (await store.stories(NOW + SECOND)) == ([], 5)
    (memory,) = await store.recall("north", [known("one")])
    assert memory.story == 4


async def test_a_story_comes_back_alone_with_links_and_keeps_its_facts_when_texts_are_dropped(
    store: Store,
) -> None:
    assert await store.story(4) is None
    link = "https://north.example/1"
    first = finding("one", link=link, alerts={"w": True}, story=4, changes=(killed(12),))
    await store.record(poll(first, finding("other", story=5)))
    await store.record(poll(finding("two", alerts={"w": False}, story=4), feed="south"))
    await store.prune(NOW + DAY, 9)

    story = await store.story(4)

    assert story is not None
    assert [(entry.feed, entry.title, entry.link) for entry, _ in story.reports] == [
        ("north", "one", link),
        ("south", "", None),
    ]
    assert [member.at for _, member in story.reports] == [NOW, NOW]
    assert story.told == {"w": Telling((killed(12),), NOW, "north")}


async def test_the_newest_story_is_that_of_the_newest_alert_for_a_watch(store: Store) -> None:
    assert await store.newest_story(["*"]) is None
    await store.record(poll(finding("one", alerts={"w": True, "x": True}, story=4)))
    await store.record(poll(finding("two", alerts={"x": True}, story=2)))
    await store.record(poll(finding("three", alerts={"w": False}, story=6)))
    await store.record(poll(finding("no story", alerts={"w": True})))

    asked: list[list[str]] = [["w"], ["x"], ["w", "x"], ["*"], ["y"], []]
    assert [await store.newest_story(watches) for watches in asked] == [4, 2, 2, 2, None, None]


def planned(day: date) -> Step:
    return Step(("haftar", "sisi"), "planned", Said("north", NOW), day)


def reporting(title: str, story: int, *steps: Step, at: datetime = NOW) -> Finding:
    """An entry that says this of meetings, as a report of a story."""
    return dataclasses.replace(finding(title), member=Member(story, "like the others", at, steps=steps))


async def test_a_story_awaits_the_day_of_a_meeting_that_it_plans(store: Store) -> None:
    in_a_week = (NOW + 7 * DAY).date()
    held = dataclasses.replace(planned(in_a_week), status="held")
    await store.record(
        poll(
            reporting("one", 1, planned(in_a_week)),
            reporting("two", 2, held),
            reporting("three", 3, planned(in_a_week), at=NOW - 400 * DAY),
            reporting("four", 4),
        )
    )

    async def awaited(since: datetime) -> list[int]:
        stories, _ = await store.stories(since)
        return [story.id for story in stories]

    assert await awaited(NOW - DAY) == [1, 2, 4]
    assert await awaited(NOW + DAY) == [1]
    assert await awaited(NOW + 7 * DAY) == [1]
    assert await awaited(NOW + 8 * DAY) == []


async def test_meetings_are_remembered_with_their_stories_when_those_are_over(store: Store) -> None:
    step = planned(NOW.date())
    await store.record(
        poll(reporting("one", 1, step), reporting("two", 2), reporting("old", 3, step, at=NOW - 9 * DAY))
    )
    assert await store.meetings(NOW - DAY) == [(1, (step,))]
    assert await store.meetings(NOW - 9 * DAY) == [(1, (step,)), (3, (step,))]


async def test_an_update_is_told_of_an_entry_that_was_told_and_says_what_changed(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.record(poll(finding("one", keys=("k",), alerts={"w": True}, story=1, changes=(killed(7),))))
    edited = finding("one!", keys=("k",), alerts={"w": True}, story=1)
    change = dataclasses.replace(killed(9), before=killed(7).now)
    (decision,) = edited.decisions
    update = dataclasses.replace(decision, kind="update", changes=(change,))
    recorded = await store.record(poll(dataclasses.replace(edited, decisions=(update,))))
    assert recorded == Recorded(new=0, changed=1, alerts=1, deliveries=1)
    newest, first = await store.latest(["w"], 9)
    assert (first.kind, first.story, first.changes) == ("new", 1, (killed(7),))
    assert (newest.kind, newest.story, newest.changes) == ("update", 1, (change,))


# --- what waits


def holding(held: Held | None, kind: DecisionKind = "wait", **more: object) -> Finding:
    """An entry of story 4, of which this waits for the watch "w" from now on."""
    made = finding("one", keys=("k",), alerts={"w": kind == "new"}, story=4, **more)  # type: ignore[arg-type] # of finding's
    (decision,) = made.decisions
    return dataclasses.replace(made, decisions=(dataclasses.replace(decision, kind=kind, held=held),))


WAITS = Held(
    Match("w", (Span("title", 0, 3),), "why", (killed(12).now,)),  # type: ignore[arg-type] # it is a figure
    "north",
    NOW,
    NOW + MINUTE,
)
DUE = Decision(WAITS.match, "new", Reason("unconfirmed"), (killed(12),), unconfirmed=1)


async def waiting(store: Store, since: datetime = NOW - DAY) -> list[Held]:
    stories, _ = await store.stories(since)
    return [held for story in stories for held in story.held.values()]


async def test_what_waits_comes_back_with_its_story_however_old_that_is(opener: Opener, store: Store) -> None:
    await store.record(poll(holding(WAITS)))
    await store.close()
    store = await opener()
    assert await waiting(store) == [WAITS]
    assert await waiting(store, NOW + DAY) == [WAITS]
    assert (await store.counts()).alerts == 0
    await store.close()


async def test_what_a_backup_had_still_to_send_is_taken_as_sent_or_uncertain(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "old", at=NOW - MINUTE)
    await tell(store, "young", at=NOW)
    await store.catch_up(NOW)
    (delivery,) = await take(store)
    assert (titles([delivery]), delivery.uncertain) == (["young"], True)
    assert (await store.counts()).deliveries["cancelled"] == 1


async def test_what_waited_in_a_backup_is_taken_as_told_where_its_time_is_over(store: Store) -> None:
    await store.record(poll(holding(WAITS)))
    await store.catch_up(WAITS.until)
    assert await waiting(store) == [WAITS]
    await store.catch_up(WAITS.until + SECOND)
    assert await waiting(store) == []


async def test_what_waits_is_told_once_and_as_it_was_when_it_began_to_wait(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    await store.record(poll(holding(WAITS)))
    await store.record(poll(finding("edited", keys=("k",), alerts={"w": False}, story=4)))
    due = [Release(4, DUE)]
    assert await store.release(due, NOW + MINUTE) == Recorded(0, 0, alerts=1, deliveries=1)
    assert await store.release(due, NOW + MINUTE) == NOTHING
    assert await waiting(store) == []
    (alert,) = await store.latest(["w"], 9)
    assert (alert.entry.title, alert.at, alert.story) == ("one", NOW + MINUTE, 4)
    assert (alert.unconfirmed, alert.changes) == (1, (killed(12),))
    (delivery,) = await take(store, NOW + MINUTE)
    assert delivery.what == alert
    (story,) = (await store.stories(NOW - DAY))[0]
    assert story.told == {"w": Telling((killed(12),), NOW + MINUTE, "north")}


async def test_what_is_told_meanwhile_or_not_to_be_told_any_more_waits_no_longer(store: Store) -> None:
    await store.record(poll(holding(WAITS)))
    await store.record(poll(holding(None, "corroborate")))
    assert await waiting(store) == [WAITS]
    later = dataclasses.replace(WAITS, until=NOW + DAY)
    await store.record(poll(holding(later)))
    assert await waiting(store) == [later]
    await store.record(poll(holding(None, "new")))
    assert await store.release([Release(4, DUE)], NOW + DAY) == NOTHING
    await store.record(poll(holding(WAITS)))
    dropped = dataclasses.replace(DUE, kind="corroborate", changes=())
    assert await store.release([Release(4, dropped)], NOW) == NOTHING
    assert await waiting(store) == []


async def test_of_what_is_told_a_part_may_go_on_waiting(store: Store) -> None:
    rest = dataclasses.replace(WAITS, until=NOW + DAY)
    await store.record(poll(holding(WAITS)))
    await store.release([Release(4, dataclasses.replace(DUE, held=rest))], NOW + MINUTE)
    assert await waiting(store) == [rest]
    assert len(await store.latest(["w"], 9)) == 1


async def test_what_waits_for_two_watches_in_one_entry_is_one_alert(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    made = holding(WAITS)
    (decision,) = made.decisions
    match = dataclasses.replace(WAITS.match, watch="x")
    other = dataclasses.replace(decision, match=match, held=dataclasses.replace(WAITS, match=match))
    await store.record(poll(dataclasses.replace(made, decisions=(decision, other))))
    due = [Release(4, DUE), Release(4, dataclasses.replace(DUE, match=match))]
    assert await store.release(due, NOW) == Recorded(0, 0, alerts=1, deliveries=1)
    (alert,) = await store.latest(["*"], 9)
    assert alert.watches == ("w", "x")


async def test_an_entry_edited_after_its_story_was_over_is_of_its_new_story(store: Store) -> None:
    await store.record(poll(finding("one", keys=("k",), alerts={"w": True}, story=4)))
    again = dataclasses.replace(holding(WAITS), member=Member(9, "like no other", NOW + DAY))
    await store.record(poll(again, at=NOW + DAY))
    stories, _ = await store.stories(NOW + DAY)
    assert [(story.id, list(story.held)) for story in stories] == [(9, ["w"])]
    assert await store.story(4) is None


async def test_a_renamed_watch_keeps_what_waits_for_it(store: Store) -> None:
    await store.record(poll(holding(WAITS)))
    await store.sync_channels([], [Watch("new", "New", formerly=("w",))])
    (held,) = await waiting(store)
    assert held == dataclasses.replace(WAITS, match=dataclasses.replace(WAITS.match, watch="new"))


async def test_what_waits_for_nobody_is_let_go_when_the_texts_of_its_time_are(store: Store) -> None:
    await store.record(poll(holding(WAITS)))
    assert await store.prune(NOW, 9) == 0
    assert await waiting(store) == [WAITS]
    assert await store.prune(NOW + MINUTE, 9) == 0  # it is the text that waits
    assert await store.prune(NOW + 2 * MINUTE, 9) == 1
    assert await waiting(store) == []


# --- which feed told what


async def test_memory_names_the_feed_that_told_first(store: Store) -> None:
    link = "https://wire.example/1"
    await store.record(poll(finding("no link", feed="south", alerts={"w": True}), feed="south"))
    await store.record(poll(finding("one", link=link, alerts={"w": True, "x": True})))
    (memory,) = await store.recall("south", [known("no link", link=link)])
    assert memory.told == {"w": "south", "x": "north"}


async def test_an_entry_that_several_watches_match_is_one_alert_and_one_message_in_a_channel(
    store: Store,
) -> None:
    await store.subscribe(HERE, ["w", "x", "z"])
    await store.subscribe(THERE, ["*"])
    watches = {"y": True, "x": True, "no": False, "w": True}
    assert await store.record(poll(finding("one", alerts=watches))) == Recorded(1, 0, alerts=1, deliveries=2)
    (alert,) = await store.latest(["*"], 9)
    assert alert.watches == ("y", "x", "w")  # as the config has them
    assert {each.address: watches_of(each) for each in await take(store)} == {
        HERE: ("x", "w"),
        THERE: ("y", "x", "w"),
    }


async def test_a_watch_that_an_edit_adds_is_told_alone_and_where_it_is_followed(store: Store) -> None:
    chats = {"1": ["w"], "2": ["x"], "3": ["w", "x"], "4": ["*"]}
    for chat, watches in chats.items():
        await store.subscribe(dataclasses.replace(HERE, chat=chat), watches)
    await store.record(poll(finding("one", keys=("guid",), alerts={"w": True})))
    assert {each.address.chat for each in await drained(store)} == {"1", "3", "4"}
    edited = finding("one and two", keys=("guid",), alerts={"w": True, "x": True})
    assert await store.record(poll(edited)) == Recorded(0, 1, alerts=1, deliveries=3)
    assert {each.address.chat: watches_of(each) for each in await drained(store)} == dict.fromkeys(
        "234", ("x",)
    )
    assert [each.watches for each in await store.latest(["*"], 9)] == [("x",), ("w",)]


async def test_an_alert_shows_the_words_of_all_its_watches_in_reading_order(store: Store) -> None:
    await store.subscribe(HERE, ["w", "y"])
    by_words = {
        "w": (Span("title", 4, 9), Span("content", 0, 2)),
        "x": (Span("title", 0, 6), Span("title", 20, 22)),
        "y": (Span("title", 8, 12), Span("summary", 1, 2)),
    }
    await store.record(poll(finding("one", alerts=dict.fromkeys(by_words, True), spans=by_words)))
    (everything,) = await store.latest(["*"], 9)
    assert everything.spans == (
        Span("title", 0, 12),
        Span("title", 20, 22),
        Span("summary", 1, 2),
        Span("content", 0, 2),
    )
    (delivery,) = await take(store)
    asked = await store.latest(["y", "w"], 9)
    assert [delivery.what] == asked
    assert asked[0].spans == (Span("title", 4, 12), Span("summary", 1, 2), Span("content", 0, 2))


def watches_of(delivery: Delivery) -> tuple[str, ...]:
    assert isinstance(delivery.what, Alert)
    return delivery.what.watches


async def drained(store: Store) -> list[Delivery]:
    """The next of each chat, sent."""
    claimed = await take(store)
    for delivery in claimed:
        await store.sent(delivery, "m", NOW, 0 * SECOND)
    return claimed


async def test_two_feeds_that_record_one_link_at_once_make_one_alert(opener: Opener, store: Store) -> None:
    other = await opener(exclusive=False)
    link = "https://wire.example/1"
    recorded = await asyncio.gather(
        *(
            who.record(poll(finding(f"in {feed}", feed=feed, link=link, alerts={"w": True}), feed=feed))
            for who, feed in ((store, "north"), (other, "south"))
        )
    )
    await other.close()
    assert sum(each.alerts for each in recorded) == 1


async def test_one_poll_with_a_link_twice_makes_one_alert(store: Store) -> None:
    twins = (finding(title, link="https://wire.example/1", alerts={"w": True}) for title in ("one", "two"))
    assert await store.record(poll(*twins)) == Recorded(2, 0, alerts=1, deliveries=0)


async def test_an_entry_that_two_stored_ones_turn_out_to_be_is_not_told_again(store: Store) -> None:
    await store.record(poll(finding("one", keys=("a",)), finding("two", keys=("b",), alerts={"w": True})))
    joined = await store.record(poll(finding("both", keys=("a", "b"), alerts={"w": True})))
    assert joined.alerts == 0


async def test_an_edit_that_now_matches_becomes_an_alert(store: Store) -> None:
    await store.record(poll(finding("one", keys=("guid",), alerts={"w": False})))
    recorded = await store.record(poll(finding("one, of them", keys=("guid",), alerts={"w": True})))
    assert recorded == Recorded(0, 1, alerts=1, deliveries=0)
    (alert,) = await store.latest(["w"], 9)
    assert alert.entry.title == "one, of them"


async def test_an_alert_keeps_the_words_it_was_made_of(store: Store) -> None:
    entry = Entry(
        "north", "التقى", "ملخص", "نص", "https://x.example/1", "g-1", NOW - DAY, "ar"
    )  # every field has its say
    told = finding("first", keys=("guid",), alerts={"w": True}, entry=entry)
    await store.record(poll(told))
    await store.record(poll(finding("edited", keys=("guid",))))
    (alert,) = await store.latest(["w"], 9)
    assert alert.entry == entry
    assert (alert.watches, alert.spans, alert.at) == (("w",), (Span("title", 0, 3),), NOW)


async def test_latest_alerts_are_the_newest_first_and_of_these_watches(store: Store) -> None:
    await tell(store, "one", "two", watch="w")
    await tell(store, "three", watch="x", at=NOW + MINUTE)
    await tell(store, "four", watch="y", at=NOW + MINUTE)

    async def latest(watches: list[str], limit: int = 9) -> list[str]:
        return [alert.entry.title for alert in await store.latest(watches, limit)]

    assert await latest(["w"]) == ["two", "one"]
    assert await latest(["w", "x"], 2) == ["three", "two"]
    assert await latest(["*"]) == ["four", "three", "two", "one"]
    assert await latest(["z"]) == await latest([]) == []


async def test_latest_shows_an_alert_once_with_the_watches_asked_for(store: Store) -> None:
    await store.record(poll(finding("one", alerts={"w": True, "x": True, "y": True})))
    await store.record(poll(finding("two", alerts={"x": True}), finding("three", alerts={"y": True})))

    async def latest(*watches: str, limit: int = 9) -> list[tuple[str, tuple[str, ...]]]:
        return [(alert.entry.title, alert.watches) for alert in await store.latest(watches, limit)]

    assert await latest("w", "x") == [("two", ("x",)), ("one", ("w", "x"))]
    assert await latest("y", "x", limit=2) == [("three", ("y",)), ("two", ("x",))]
    assert await latest("x", "*", limit=3) == [("three", ("y",)), ("two", ("x",)), ("one", ("w", "x", "y"))]


async def test_only_channels_that_follow_the_watch_get_a_delivery_and_only_one(store: Store) -> None:
    for chat, watches in {"1": ["w"], "2": ["x"], "3": ["*"], "4": ["w", "*"]}.items():
        await store.subscribe(dataclasses.replace(HERE, chat=chat), watches)
    assert await tell(store, "one", watch="w") == Recorded(1, 0, alerts=1, deliveries=3)
    assert {delivery.address.chat for delivery in await take(store)} == {"1", "3", "4"}


@pytest.mark.parametrize("broken", ["\ud800", "a\udcffb\x00c", "𝄞\udfff"])
async def test_no_text_breaks_the_store_and_spans_stay_true(store: Store, broken: str) -> None:
    await store.subscribe(HERE, ["*"])
    entry = Entry("north", broken, broken, broken, f"https://x.example/{broken}", broken)
    await store.record(poll(finding(broken, alerts={"w": True, broken: False}, entry=entry)))
    await store.save_feed(state(etag=broken, error=broken))
    (delivery,) = await take(store)
    await store.postpone(delivery, NOW, broken)
    (alert,) = await store.latest(["w", broken], 9)
    assert len(alert.entry.title) == len(broken)
    assert alert.entry.title.encode()
    await store.subscribe(dataclasses.replace(HERE, chat=broken), [broken])
    await store.unsubscribe(HERE, [broken])
    await store.remember("telegram", broken, NOW)
    assert await store.seen("telegram", broken, NOW)


def findings() -> st.SearchStrategy[Finding]:
    """Entries as confused feeds show them: shared keys, shared links, changing texts."""
    few = st.integers(0, 3)
    return st.builds(
        lambda title, keys, link, watches: finding(
            f"title {title} at {link}",
            keys=tuple(f"key {key}" for key in keys),
            link=None if link is None else f"https://wire.example/{link}",
            alerts={f"watch {watch}": alert for watch, alert in watches.items()},
        ),
        few,
        st.sets(few, min_size=1),
        st.none() | few,
        st.dictionaries(st.integers(0, 1), st.booleans()),
    )


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(polls=st.lists(st.tuples(st.sampled_from(["north", "south"]), st.lists(findings(), max_size=4))))
def test_whatever_feeds_show_a_watch_is_told_once_of_a_link_and_every_alert_is_queued_once(
    kind: str, polls: list[tuple[str, list[Finding]]]
) -> None:
    async def scenario(folder: Path) -> None:
        store = await with_feeds(await STORES[kind](folder)(), "north", "south")
        await store.subscribe(HERE, ["*"])
        alerts = 0
        for feed, entries in polls:
            alerts += (await store.record(poll(*entries, feed=feed))).alerts
            # The same again must tell nobody anything.
            assert (await store.record(poll(*entries, feed=feed))).alerts == 0
        told = await store.latest(["*"], 1000)
        counts = await store.counts()
        await store.close()
        wanted = {
            (decision.match.watch, each.entry.link)
            for _, entries in polls
            for each in entries
            for decision in each.decisions
            if decision.alert
        }
        linked = [(name, alert.entry.link) for alert in told for name in alert.watches if alert.entry.link]
        assert len(linked) == len(set(linked))
        assert set(linked) <= wanted
        assert len(told) == alerts == counts.alerts == counts.deliveries["pending"]

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(scenario(Path(folder)))


# --- the rest


async def test_an_update_is_remembered_for_a_day_on_its_own_platform(store: Store) -> None:
    for _ in range(2):
        assert not await store.seen("slack", "e1", NOW)  # to ask is not to remember
    for _ in range(2):
        await store.remember("slack", "e1", NOW)
    assert await store.seen("slack", "e1", NOW + DAY - SECOND)
    assert not await store.seen("telegram", "e1", NOW)
    assert not await store.seen("slack", "e2", NOW)
    assert not await store.seen("slack", "e1", NOW + DAY)
    await store.remember("slack", "e1", NOW + DAY)
    assert await store.seen("slack", "e1", NOW + DAY + SECOND)


async def test_updates_are_remembered_over_a_restart(opener: Opener) -> None:
    store = await opener()
    await store.remember("slack", "e1", NOW)
    await store.close()
    store = await opener()
    seen = await store.seen("slack", "e1", NOW)
    await store.close()
    assert seen


async def test_prune_drops_old_texts_in_steps_and_leaves_alerts_and_identities(store: Store) -> None:
    await store.subscribe(HERE, ["w"])
    old = [finding(f"old {number}", alerts={"w": number == 1, "x": False}) for number in range(4)]
    await store.record(poll(*old, at=NOW - DAY))
    await store.record(poll(finding("new"), at=NOW))
    before = await store.counts()
    assert [await store.prune(NOW, 2) for _ in range(3)] == [2, 1, 0]
    assert await store.counts() == before
    memories = await store.recall("north", [known(f"old {number}") for number in range(4)])
    assert [memory.digest for memory in memories] == [each.digest for each in old]
    assert (await store.latest(["*"], 9))[0].entry.summary == "Of old 1"
    assert [delivery.what.id for delivery in await take(store) if hasattr(delivery.what, "id")]


async def test_a_pruned_entry_that_a_new_watch_matches_is_told_with_its_text(store: Store) -> None:
    await store.record(poll(finding("old"), at=NOW - DAY))
    await store.prune(NOW, 9)
    assert await store.record(poll(finding("old", alerts={"w": True}))) == Recorded(0, 0, 1, 0)
    assert (await store.latest(["w"], 9))[0].entry == finding("old").entry


async def test_counts_name_every_status(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await tell(store, "one", "two")
    await take(store)
    assert await store.counts() == Counts(
        entries=2, alerts=2, deliveries={"pending": 1, "sending": 1, "sent": 0, "dead": 0, "cancelled": 0}
    )


async def test_a_closed_store_says_so(opener: Opener) -> None:
    store = await opener()
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.counts()


async def test_what_was_asked_for_is_done_even_when_the_caller_is_cancelled(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    tasks = [asyncio.create_task(tell(store, f"title {number}")) for number in range(5)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    counts = await store.counts()
    assert (counts.entries, counts.alerts, counts.deliveries["pending"]) == (5, 5, 5)
