import asyncio

import pytest

from bot.errors import UnreachableError
from bot.feeds.hosts import Turns


async def hold(turns: Turns, host: str, held: list[str], go: asyncio.Event) -> None:
    async with turns.at(host):
        held.append(host)
        await go.wait()


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_host_has_so_many_turns_and_a_queue_for_it_takes_none_of_all() -> None:
    turns, held, go = Turns(in_all=3, per_host=2, gap=0), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(hold(turns, "slow", held, go)) for _ in range(10)]
    await settle()
    assert held == ["slow", "slow"]
    tasks.append(asyncio.create_task(hold(turns, "other", held, go)))
    await settle()
    assert held == ["slow", "slow", "other"]
    go.set()
    await asyncio.gather(*tasks)
    assert len(held) == 11


async def test_hosts_are_forgotten() -> None:
    turns, go = Turns(in_all=3, per_host=1, gap=0), asyncio.Event()
    tasks = [asyncio.create_task(hold(turns, f"host-{number}", [], go)) for number in range(50)]
    await settle()
    assert len(turns) == 50
    tasks[40].cancel()
    go.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert len(turns) == 0


async def test_those_who_queue_for_a_host_fail_with_the_first_and_later_ones_try_anew() -> None:
    turns, held, go = Turns(in_all=9, per_host=1, gap=0), list[str](), asyncio.Event()
    tasks = [asyncio.create_task(hold(turns, "down", held, go)) for _ in range(4)]
    await settle()
    turns.down("down", "It cannot be connected to.")
    go.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None), *[UnreachableError] * 3]
    await hold(turns, "down", held, go)
    assert held == ["down", "down"]
    turns.down("unknown", "Nobody asks there.")
    assert len(turns) == 0


async def test_starts_at_a_host_are_spaced(monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []
    yielded = asyncio.sleep

    async def nap(seconds: float) -> None:
        naps.append(seconds)
        await yielded(0)

    turns, go = Turns(in_all=9, per_host=3, gap=1000), asyncio.Event()
    monkeypatch.setattr("bot.feeds.hosts.asyncio.sleep", nap)
    tasks = [asyncio.create_task(hold(turns, "busy", [], go)) for _ in range(3)]
    await yielded(0)
    go.set()
    await asyncio.gather(*tasks)
    assert [round(each, -2) for each in naps] == [0, 1000, 2000]


async def test_what_failed_before_takes_a_quarter_of_all_turns_at_most() -> None:
    turns, held, go = Turns(in_all=8, per_host=1, gap=0), list[str](), asyncio.Event()

    async def doubt(host: str) -> None:
        async with turns.at(host, doubtful=True):
            held.append(host)
            await go.wait()

    tasks = [asyncio.create_task(doubt(f"dead-{number}")) for number in range(20)]
    await settle()
    assert len(held) == 2
    tasks += [asyncio.create_task(hold(turns, f"good-{number}", held, go)) for number in range(6)]
    await settle()
    assert len(held) == 8
    go.set()
    await asyncio.gather(*tasks)
