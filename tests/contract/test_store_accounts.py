"""What every store tells of stories and entries to people who ask."""

from dataclasses import replace

from bot.model import (
    Account,
    Change,
    Decision,
    Figure,
    Finding,
    Match,
    Member,
    Reason,
    Ruling,
    Said,
    Step,
)
from bot.store.base import Store
from tests.store.builders import DAY, MINUTE, NOW, digest, finding, poll

FIGURE = Figure("killed", 12, 12, "exact", Said("north", NOW, "12 killed", "https://n.example/1"))
STEP = Step(("a", "b"), "held", Said("north", NOW), NOW.date(), "Cairo", 2)
LINK = "https://wire.example/1"


def reported(title: str, story: int = 7, **more: object) -> Finding:
    return finding(title, story=story, **more)  # type: ignore[arg-type] # any argument


async def test_a_story_that_nobody_reported_has_no_dossier(store: Store) -> None:
    await store.record(poll(finding("one", alerts={"w": True})))
    assert await store.dossier(1, ["*"], 9) is None
    assert await store.dossier(2**63 - 1, ["*"], 9) is None


async def test_a_dossier_holds_reports_alerts_and_outlets_in_their_order(store: Store) -> None:
    change = Change(FIGURE)
    first = reported("first", alerts={"w": True}, changes=(change,))
    member = Member(7, "like the others", NOW + MINUTE, frozenset({"ly"}), (FIGURE,), (STEP,))
    second = replace(reported("second", feed="south", alerts={"w": False, "x": True}), member=member)
    await store.record(poll(first, reported("other", 8)))
    await store.record(poll(second, feed="south", at=NOW + MINUTE))
    dossier = await store.dossier(7, ["*"], 9)
    assert dossier is not None
    assert (dossier.story, dossier.since, dossier.until) == (7, NOW, NOW + MINUTE)
    assert list(dossier.outlets.items()) == [("north", 1), ("south", 1)]
    assert [one.entry.title for one in dossier.accounts] == ["first", "second"]
    assert dossier.accounts[1] == Account(
        second.entry,
        NOW + MINUTE,
        silent=False,
        rulings=(
            Ruling("w", told=False, reason=Reason("silent"), at=NOW + MINUTE),
            Ruling("x", told=True, reason=Reason("first"), at=NOW + MINUTE),
        ),
        member=member,
    )
    assert [(one.entry.title, one.watches, one.at) for one in dossier.alerts] == [
        ("first", ("w",), NOW),
        ("second", ("x",), NOW + MINUTE),
    ]
    assert dossier.alerts[0].changes == (change,)


async def test_a_dossier_has_the_alerts_that_are_asked_for_and_no_more_than_that(store: Store) -> None:
    for number in range(5):
        alerts = {"w": True, "x": True} if number % 2 else {"x": True}
        await store.record(poll(reported(f"{number}", alerts=alerts), at=NOW + number * MINUTE))
    of_w = await store.dossier(7, ["w"], 9)
    last = await store.dossier(7, ["*"], 2)
    assert of_w is not None
    assert last is not None
    assert [(one.entry.title, one.watches) for one in of_w.alerts] == [("1", ("w",)), ("3", ("w",))]
    assert [one.entry.title for one in last.alerts] == ["3", "4"]
    assert [one.entry.title for one in last.accounts] == ["3", "4"]
    assert last.outlets == {"north": 5}
    assert (last.since, len(of_w.accounts)) == (NOW, 5)


async def test_every_word_of_a_reason_is_kept(store: Store) -> None:
    before = replace(FIGURE, low=None, high=None, bound="unspecified", source="\ud800")
    reason = Reason("small", (Change(FIGURE, before), Change(STEP, STEP)), "Wire", 10, "words")
    decision = Decision(Match("w", (), "why"), "corroborate", reason)
    await store.record(poll(replace(finding("one", keys=("guid",), link=LINK), decisions=(decision,))))
    (account,) = await store.accounts(digest("guid"), 9)
    stored = replace(reason, changes=(Change(FIGURE, replace(before, source="\ufffd")), reason.changes[1]))
    assert account.rulings == (Ruling("w", told=False, reason=stored, at=NOW),)
    assert account.member is None


async def test_what_an_edit_of_an_entry_told_again_is_known_beside_the_first_decision(store: Store) -> None:
    await store.record(poll(reported("one", keys=("guid",), alerts={"w": True})))
    edited = reported("one, edited", keys=("guid",), alerts={"w": True}, changes=(Change(FIGURE),))
    decision = replace(edited.decisions[0], kind="update")
    await store.record(poll(replace(edited, decisions=(decision,)), at=NOW + MINUTE))
    (account,) = await store.accounts(digest("guid"), 9)
    assert account.entry.title == "one, edited"
    assert account.rulings == (
        Ruling("w", told=True, reason=Reason("first"), at=NOW),
        Ruling("w", told=True, reason=Reason("changed", (Change(FIGURE),)), at=NOW + MINUTE),
    )


async def test_entries_are_found_by_a_key_in_any_feed_the_last_first(store: Store) -> None:
    await store.record(poll(finding("one", keys=("link", "guid")), finding("other")))
    twin = finding("twin", keys=("link",), feed="south", silent=True)
    await store.record(poll(twin, feed="south", at=NOW + MINUTE))
    found = await store.accounts(digest("link"), 9)
    assert [(one.entry.title, one.silent, one.seen) for one in found] == [
        ("twin", True, NOW + MINUTE),
        ("one", False, NOW),
    ]
    assert [one.entry.title for one in await store.accounts(digest("link"), 1)] == ["twin"]
    assert await store.accounts(digest("no"), 9) == []


async def test_of_an_entry_whose_text_is_dropped_it_is_known_that_it_was_read(store: Store) -> None:
    await store.record(poll(reported("one", keys=("guid",), alerts={"w": False}), at=NOW - DAY))
    await store.prune(NOW, 9)
    (account,) = await store.accounts(digest("guid"), 9)
    assert (account.entry.feed, account.entry.title, account.rulings) == ("north", "", ())
    assert account.seen == NOW - DAY
    dossier = await store.dossier(7, ["*"], 9)
    assert dossier is not None
    assert dossier.accounts == (account,)
