"""What every store promises of quiet hours: they are the clock's, come every day, and are accounted for."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from bot.model import Change, Figure, Mute, Notice, Quiet, Said
from bot.store.base import Store
from tests.store.builders import DAY, HERE, MINUTE, NOW, SECOND, THERE, finding, poll, take, tell, titles

HOUR = 60 * MINUTE
NIGHT = Quiet(time(23), time(7), "Africa/Tripoli")  # 21:00 to 05:00 UTC
LATE, DAWN = datetime(2019, 4, 14, 22, tzinfo=UTC), datetime(2019, 4, 15, 5, tzinfo=UTC)


def figures(*numbers: int) -> tuple[Change, ...]:
    return tuple(Change(Figure("killed", n, n, "exact", Said("north", NOW))) for n in numbers)


async def quiet(store: Store) -> Quiet | None:
    found = await store.channel(HERE)
    assert found is not None
    return found.quiet


async def claimed(store: Store, now: datetime) -> list[str]:
    """What is claimed now, all of it; sent at once."""
    told: list[str] = []
    while (due := await store.next_due(["telegram"])) and due <= now:
        for delivery in await take(store, now):
            await store.sent(delivery, "m", now, 0 * SECOND)
            told += titles([delivery])
    return told


@pytest.mark.parametrize(
    ("hours", "at", "held"),
    [
        (NIGHT, datetime(2019, 4, 14, 20, 59, 59, tzinfo=UTC), False),
        (NIGHT, datetime(2019, 4, 14, 21, tzinfo=UTC), True),
        (NIGHT, datetime(2019, 4, 15, 4, 59, 59, tzinfo=UTC), True),
        (NIGHT, datetime(2019, 4, 15, 5, tzinfo=UTC), False),
        (NIGHT, datetime(2019, 4, 16, 0, tzinfo=UTC), True),
        (Quiet(time(13), time(15, 30), "UTC"), datetime(2019, 4, 15, 15, 29, tzinfo=UTC), True),
        (Quiet(time(13), time(15, 30), "UTC"), datetime(2019, 4, 15, 12, 59, tzinfo=UTC), False),
        (Quiet(time(23), time(7), "Europe/Paris"), datetime(2024, 3, 30, 22, tzinfo=UTC), True),
        (Quiet(time(23), time(7), "Europe/Paris"), datetime(2024, 3, 31, 5, tzinfo=UTC), False),
        (Quiet(time(23), time(7), "Europe/Paris"), datetime(2024, 10, 27, 5, 59, tzinfo=UTC), True),
    ],
)
async def test_quiet_hours_hold_back_by_the_clock_of_their_zone(
    store: Store, hours: Quiet, at: datetime, *, held: bool
) -> None:
    await store.subscribe(HERE, ["*"])
    assert await store.set_quiet(HERE, hours) == 0
    assert await quiet(store) == hours
    await tell(store, "one", at=at)
    assert await claimed(store, at) == ([] if held else ["one"])


async def test_quiet_hours_are_of_their_channel_only_and_let_notices_through(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.subscribe(THERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    await tell(store, "one", at=LATE)
    await store.notify(HERE, Notice("notice-config-loaded", {}), LATE)
    assert sorted(await claimed(store, LATE)) == ["notice-config-loaded", "one"]


@pytest.mark.parametrize(
    ("new", "at_least", "told"),
    [
        (False, None, []),
        (True, None, ["small", "large", "none"]),
        (False, 50, ["large"]),
        (False, 3, ["small", "large"]),
    ],
)
async def test_what_breaks_through_comes(
    store: Store, told: list[str], at_least: int | None, *, new: bool
) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, Quiet(time(23), time(7), "Africa/Tripoli", new=new, at_least=at_least))
    findings = [
        finding("small", alerts={"w": True}, changes=figures(3)),
        finding("large", alerts={"w": True}, changes=figures(1, 50)),
        finding("none", alerts={"w": True}),
    ]
    await store.record(poll(*findings, at=LATE))
    assert await claimed(store, LATE) == told
    left = await quiet(store)
    assert left is not None
    assert left.held == 3 - len(told)


async def test_when_quiet_hours_are_over_the_channel_is_told_once_how_much_there_was(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    await tell(store, "one", "two", at=LATE)
    assert await claimed(store, LATE) == []
    assert await store.waiting(HERE) == 0
    assert await store.next_due(["telegram"]) == DAWN
    assert await take(store, DAWN - SECOND) == []
    (delivery,) = await take(store, DAWN)
    assert delivery.what == Notice("notice-quiet-over", {"count": 2})
    await store.sent(delivery, "m", DAWN, 0 * SECOND)
    assert await store.next_due(["telegram"]) is None
    await tell(store, "three", at=DAWN)
    assert await claimed(store, DAWN) == ["three"]
    await tell(store, "four", at=LATE + DAY)
    assert await claimed(store, LATE + DAY) == []
    assert await claimed(store, DAWN + DAY) == ["notice-quiet-over"]


async def test_other_hours_keep_the_count_and_off_returns_it(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    await tell(store, "one", at=LATE)
    assert await claimed(store, LATE) == []
    assert await store.set_quiet(HERE, Quiet(time(1), time(2), "UTC")) == 0
    assert await quiet(store) == Quiet(time(1), time(2), "UTC", held=1)
    assert await store.set_quiet(HERE, None) == 1
    assert await quiet(store) is None
    assert await store.set_quiet(HERE, None) == 0
    await tell(store, "two", at=LATE)
    assert await claimed(store, LATE) == ["two"]


async def test_other_hours_end_when_they_say(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    for hours, at, over in ((8, LATE, DAWN + HOUR), (3, LATE + DAY, DAWN + DAY - 4 * HOUR)):
        await store.set_quiet(HERE, NIGHT)
        await tell(store, f"at {hours}", at=at)
        assert await claimed(store, at) == []
        await store.set_quiet(HERE, replace(NIGHT, ends=time(hours)))
        assert await claimed(store, over - SECOND) == []
        assert await claimed(store, over) == ["notice-quiet-over"]


async def test_hours_that_are_set_so_that_it_is_none_of_them_are_over(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    await tell(store, "one", at=LATE)
    assert await claimed(store, LATE) == []
    await store.set_quiet(HERE, Quiet(time(1), time(2), "UTC"))
    assert await claimed(store, LATE) == ["notice-quiet-over"]


async def test_a_mute_that_ends_in_quiet_hours_wakes_nobody_and_is_told_with_them(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    evening = LATE - 2 * HOUR
    await store.mute(HERE, ["*"], LATE)
    await tell(store, "one", "two", at=evening)
    assert await claimed(store, evening) == []
    assert await claimed(store, LATE) == []
    assert await quiet(store) == replace(NIGHT, held=2)
    await tell(store, "three", at=LATE)
    assert await claimed(store, LATE) == []
    assert await claimed(store, DAWN - SECOND) == []
    (delivery,) = await take(store, DAWN)
    assert delivery.what == Notice("notice-quiet-over", {"count": 3})


async def test_what_is_muted_in_quiet_hours_is_counted_by_the_mute_alone(store: Store) -> None:
    await store.subscribe(HERE, ["*"])
    await store.set_quiet(HERE, NIGHT)
    await store.mute(HERE, ["*"], LATE + HOUR)
    await tell(store, "one", at=LATE)
    assert await claimed(store, LATE) == []
    found = await store.channel(HERE)
    assert found is not None
    assert (found.mutes, found.quiet) == ((Mute("*", LATE + HOUR, 1),), NIGHT)


async def test_quiet_hours_move_with_their_chat_unless_it_has_its_own(store: Store) -> None:
    await store.subscribe(THERE, ["*"])
    await store.set_quiet(THERE, NIGHT)
    await store.subscribe(HERE, ["*"])
    await store.move(THERE, HERE)
    assert await quiet(store) == NIGHT
