"""What every store promises to who asks what happened lately."""

from bot.model import Lately, Stats
from bot.store.base import Store
from tests.store.builders import DAY, HERE, MINUTE, NOW, THERE, finding, poll, take, tell

NONE = Stats({}, 0, Lately(0, 0), {}, 0, 0)


async def test_before_anything_happened_there_is_nothing(store: Store) -> None:
    assert await store.stats(HERE, NOW) == NONE


async def test_entries_are_counted_by_feed_the_busiest_first_and_none_older_than_a_week(store: Store) -> None:
    for day in (0, 3, 8):
        await store.record(poll(finding(f"north {day}"), at=NOW - day * DAY))
    await store.record(
        poll(finding("a", feed="south"), finding("b", feed="south"), feed="south", at=NOW - 6 * DAY)
    )
    await store.record(poll(finding("c", feed="south"), feed="south", at=NOW - DAY))
    entries = (await store.stats(HERE, NOW)).entries
    assert list(entries.items()) == [("south", Lately(1, 3)), ("north", Lately(1, 2))]


async def test_alerts_are_counted_by_watch_where_they_were_sent(store: Store) -> None:
    await store.subscribe(HERE, ["w", "x"])
    await store.subscribe(THERE, ["x"])
    for day, watch in ((8, "w"), (2, "w"), (0, "w"), (0, "x"), (0, "y")):
        at = NOW - day * DAY
        await tell(store, f"{watch} {day}", watch=watch, at=at)
        for delivery in await take(store, at):
            await store.sent(delivery, "1", at, 0 * MINUTE)
    both = await store.stats(HERE, NOW + MINUTE)
    assert list(both.told.items()) == [("w", Lately(1, 2)), ("x", Lately(1, 1))]
    assert both.alerts == Lately(3, 4)  # whoever followed
    assert (await store.stats(THERE, NOW + MINUTE)).told == {"x": Lately(1, 1)}
    await store.unsubscribe(HERE, ["w"])
    assert list((await store.stats(HERE, NOW + MINUTE)).told) == ["x"]


async def test_what_waits_and_what_was_given_up_is_counted(store: Store) -> None:
    for chat in (HERE, THERE):
        await store.subscribe(chat, ["*"])
    await tell(store, "one")
    here, _ = sorted(await take(store), key=lambda one: one.address != HERE)
    await store.bury(here, "refused")
    await tell(store, "two")
    found = await store.stats(HERE, NOW)
    assert (found.waiting, found.dead, found.dead_here, found.told) == (3, 1, 1, {})
    assert (await store.stats(THERE, NOW)).dead_here == 0
