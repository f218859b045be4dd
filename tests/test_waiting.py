"""What waits to be told: by the pipeline on a real store, over restarts and edits of the config."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.model import (
    Address,
    Alert,
    Casualties,
    Channel,
    Entry,
    Feed,
    FeedState,
    Fetched,
    Figure,
    Meeting,
    Notice,
    ParsedFeed,
    Recorded,
    Update,
    Watch,
)
from bot.pipeline import Pipeline, Rules
from bot.store.sqlite import SqliteStore
from bot.watching.match import Matcher
from tests.store.builders import unpaced

NOW = datetime(2018, 9, 28, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHANNEL = Address("telegram", "-1001")
PEOPLE = {"haftar": ["Haftar"], "sisi": ["Sisi"]}
PLACES = {"libya": ["LY", "Tripoli"]}
TOLL = Watch("toll", "Toll", casualties=Casualties(("libya",), ("killed",)))
COOL = replace(TOLL, cooldown=30 * MINUTE)
TWO = replace(TOLL, corroborated=2, corroborated_within=30 * MINUTE)
MEET = Watch("meet", "Meet", meeting=Meeting(("haftar", "sisi")), cooldown=30 * MINUTE, corroborated=2)
OUTLETS = ("Wire", "Daily", "Herald")


def toll(number: int) -> str:
    return f"Shelling of a market in Tripoli: {number} killed"


@dataclass
class Newsroom:
    """A pipeline on a store, with outlets that show what the test says."""

    path: Path
    watches: Sequence[Watch]
    now: datetime = NOW
    shown: dict[str, Sequence[Entry]] = field(default_factory=dict)
    number: int = 0

    async def open(self) -> None:
        self.store = await SqliteStore.open(self.path, exclusive=True, now=self.now)
        await self.store.sync_feeds([Feed(name, f"https://{name}.example/feed") for name in OUTLETS])
        self.pipeline = Pipeline(
            store=self.store,
            fetcher=self,
            parser=self,
            rules=self.rules(),
            wake=lambda: None,
            report=self.report,
            clock=lambda: self.now,
            rng=random.Random(1),
        )
        await self.sync()

    async def restart(self) -> None:
        await self.store.close()
        await self.open()

    async def edit(self, *watches: Watch) -> None:
        """Take over another config."""
        self.watches = watches
        await self.pipeline.follow(self.rules(), self.sync)

    async def sync(self) -> None:
        await self.store.sync_channels([Channel(CHANNEL, watches=("*",), fixed=("*",))], self.watches)

    def rules(self) -> Rules:
        feeds = {
            name: Feed(name, f"https://{name}.example/feed", first_poll=timedelta.max) for name in OUTLETS
        }
        day = timedelta(days=1)
        return Rules(feeds, Matcher(self.watches, PEOPLE, PLACES), day, 9 * day, 9 * day)

    async def say(self, *titles: str, outlet: str = "Wire", after: timedelta = timedelta(0)) -> Recorded:
        """An outlet publishes these."""
        await self.wait(after)
        entries = []
        for title in titles:
            self.number += 1
            entries.append(self.entry(title, outlet, self.number))
        return await self.show(*entries)

    def entry(self, title: str, outlet: str = "Wire", number: int = 0) -> Entry:
        return Entry(outlet, title, guid=f"{outlet} {number}", published=self.now)

    async def show(self, *entries: Entry) -> Recorded:
        outlet = entries[0].feed
        self.shown = {outlet: entries}
        (state,) = (state for state in await self.store.feed_states() if state.name == outlet)
        return await self.pipeline.poll(state)

    async def wait(self, time: timedelta) -> None:
        """Let time pass, as the scheduler ticks."""
        end = self.now + time
        while self.now < end:
            self.now = min(self.now + MINUTE, end)
            await self.pipeline.release()

    async def alerts(self) -> list[Alert]:
        return (await self.store.latest(["*"], 1000))[::-1]

    async def told(self) -> list[tuple[str, list[int | None]]]:
        """Of each alert, its kind and its figures."""
        return [
            (alert.kind, [one.now.low for one in alert.changes if isinstance(one.now, Figure)])
            for alert in await self.alerts()
        ]

    async def waiting(self) -> int:
        return len(await self.store.run(lambda db: list(db.query("select * from held"))))

    async def reasons(self) -> list[str]:
        rows = await self.store.run(
            lambda db: list(db.query("select reason from decisions order by entry_id"))
        )
        return [row["reason"].split('"key": "')[1].split('"')[0] for row in rows]

    # what the pipeline asks of the network and the parser

    async def feed(self, state: FeedState, now: datetime) -> Fetched:
        return Fetched(repr(self.shown[state.name]).encode(), state.url)

    async def page(self, url: str, configured: str | None = None) -> Fetched:
        raise NotImplementedError

    async def parse(self, fetched: Fetched, feed: Feed, known: bytes = b"") -> ParsedFeed:
        return ParsedFeed(tuple(self.shown[feed.name]))

    async def article(self, page: Fetched) -> str:
        raise NotImplementedError

    async def report(self, notice: Notice) -> None:
        pass


async def opened(path: Path, *watches: Watch) -> Newsroom:
    room = Newsroom(path / "rasid.db", watches)
    await room.open()
    return room


@pytest.fixture
async def cool(tmp_path: Path) -> AsyncIterator[Newsroom]:
    room = await opened(tmp_path, COOL)
    yield room
    await room.store.close()


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Newsroom]:
    room = await opened(tmp_path, TWO)
    yield room
    await room.store.close()


# --- the cooldown


async def test_what_rises_in_a_cooldown_comes_as_one_with_the_whole_difference(cool: Newsroom) -> None:
    await cool.say(toll(121))
    await cool.say(toll(130), outlet="Daily", after=10 * MINUTE)
    await cool.say(toll(147), outlet="Herald", after=10 * MINUTE)
    await cool.say(toll(140), outlet="Daily", after=5 * MINUTE)
    assert await cool.told() == [("new", [121])]
    assert await cool.reasons() == ["first", "cooldown", "cooldown", "waiting"]
    await cool.wait(5 * MINUTE)
    _, update = await cool.alerts()
    (change,) = update.changes
    assert isinstance(change.before, Figure)
    assert change.before.low == 121
    assert await cool.told() == [("new", [121]), ("update", [147])]
    assert update.entry.title == toll(147)
    assert await cool.waiting() == 0
    await cool.wait(timedelta(hours=2))
    assert len(await cool.alerts()) == 2


async def test_after_an_update_the_cooldown_begins_anew(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=31 * MINUTE)
    await cool.say(toll(17), after=10 * MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14])]
    await cool.wait(20 * MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14]), ("update", [17])]


async def test_a_correction_does_not_wait_and_takes_back_what_did(cool: Newsroom) -> None:
    await cool.say(toll(121))
    await cool.say(toll(147), outlet="Daily", after=5 * MINUTE)
    lower = "Death toll in the shelling of a market in Tripoli revised down to 112 killed"
    await cool.say(lower, outlet="Daily", after=5 * MINUTE)
    assert await cool.told() == [("new", [121]), ("correction", [112])]
    await cool.wait(timedelta(hours=2))
    assert len(await cool.alerts()) == 2


async def test_a_figure_that_was_lowered_before_it_was_told_is_told_as_it_is_by_then(cool: Newsroom) -> None:
    await cool.say(toll(121))
    await cool.say(toll(147), outlet="Daily", after=5 * MINUTE)
    lower = "Death toll in the shelling of a market in Tripoli revised down to 130 killed"
    await cool.say(lower, outlet="Daily", after=5 * MINUTE)
    await cool.wait(30 * MINUTE)
    assert await cool.told() == [("new", [121]), ("update", [130])]


async def test_a_meeting_that_is_called_off_does_not_wait(tmp_path: Path) -> None:
    room = await opened(tmp_path, replace(MEET, corroborated=1))
    await room.say("Haftar will meet Sisi in Cairo")
    await room.say("Meeting of Haftar and Sisi in Cairo cancelled", after=5 * MINUTE)
    assert [alert.kind for alert in await room.alerts()] == ["new", "update"]
    await room.store.close()


async def test_one_watch_waits_and_another_does_not(tmp_path: Path) -> None:
    room = await opened(tmp_path, COOL, replace(TOLL, name="all"))
    await room.say(toll(12))
    await room.say(toll(14), after=5 * MINUTE)
    await room.wait(30 * MINUTE)
    assert [(alert.watches, alert.kind) for alert in await room.alerts()] == [
        (("toll", "all"), "new"),
        (("all",), "update"),
        (("toll",), "update"),
    ]
    await room.store.close()


async def test_what_waits_for_two_watches_in_one_report_is_one_alert(tmp_path: Path) -> None:
    room = await opened(tmp_path, COOL, replace(COOL, name="other"))
    await room.say(toll(12))
    await room.say(toll(14), after=5 * MINUTE)
    await room.wait(30 * MINUTE)
    assert [alert.watches for alert in await room.alerts()] == [("toll", "other")] * 2
    await room.store.close()


# --- a second publisher


async def test_a_new_story_waits_for_a_second_publisher_and_is_told_at_once_then(two: Newsroom) -> None:
    await two.say(toll(12))
    await two.say(toll(14), after=10 * MINUTE)  # the same outlet again
    assert await two.told() == []
    await two.say(toll(13), outlet="Daily", after=10 * MINUTE)
    assert await two.told() == [("new", [14])]
    (alert,) = await two.alerts()
    assert not alert.unconfirmed
    assert await two.waiting() == 0
    await two.wait(timedelta(hours=1))
    assert len(await two.alerts()) == 1
    assert await two.reasons() == ["alone", "told", "first"]


async def test_what_nobody_else_reports_is_told_after_a_time_as_unconfirmed(two: Newsroom) -> None:
    await two.say(toll(12))
    await two.wait(29 * MINUTE)
    assert await two.told() == []
    await two.wait(MINUTE)
    (alert,) = await two.alerts()
    assert (alert.kind, alert.unconfirmed, alert.entry.title) == ("new", 1, toll(12))
    assert await two.reasons() == ["unconfirmed"]
    await two.say(toll(12), outlet="Daily", after=5 * MINUTE)
    (alert,) = await two.alerts()
    assert alert.unconfirmed == 0  # what is read of it from now on says so no more


async def test_copies_of_one_text_are_no_second_publisher(two: Newsroom) -> None:
    text = (
        "TRIPOLI (Reuters) - At least 12 people were killed when shells hit a market in Tripoli on Friday,"
        " medics said, as rival groups fought on for control of the southern suburbs."
    )
    for outlet in OUTLETS:
        await two.show(replace(two.entry(f"{outlet}: deaths in Tripoli", outlet), summary=text))
    assert await two.told() == []
    await two.say(toll(12), outlet="Daily")
    assert await two.told() == [("new", [12])]


async def test_the_steps_of_a_meeting_that_waits_are_told_as_far_as_it_went(tmp_path: Path) -> None:
    room = await opened(tmp_path, MEET)
    await room.say("Haftar will meet Sisi in Cairo")
    await room.say("Haftar met Sisi in Cairo", after=5 * MINUTE)
    await room.wait(30 * MINUTE)
    (alert,) = await room.alerts()
    assert [one.now.status for one in alert.changes] == ["held"]  # type: ignore[union-attr] # steps all
    await room.store.close()


async def test_a_report_that_the_watch_does_not_match_may_confirm_its_story(tmp_path: Path) -> None:
    room = await opened(tmp_path, replace(TWO, feeds=("Wire",)), replace(TOLL, name="all"))
    await room.say(toll(12))
    await room.say(toll(12), outlet="Daily", after=5 * MINUTE)
    await room.wait(MINUTE)
    assert [alert.watches for alert in await room.alerts()] == [("all",), ("toll",)]
    await room.store.close()


# --- figures that may be slips of the pen


@pytest.fixture
async def plain(tmp_path: Path) -> AsyncIterator[Newsroom]:
    room = await opened(tmp_path, TOLL)
    await room.say(toll(30))
    yield room
    await room.store.close()


async def test_a_jump_that_nobody_confirms_is_told_once_as_unconfirmed_and_binds_nobody(
    plain: Newsroom,
) -> None:
    await plain.say(toll(3_000), outlet="Daily", after=5 * MINUTE)
    await plain.say(toll(32), outlet="Herald", after=5 * MINUTE)
    assert await plain.told() == [("new", [30]), ("update", [32])]
    await plain.wait(30 * MINUTE)
    assert await plain.told() == [("new", [30]), ("update", [32]), ("update", [3_000])]
    assert [alert.unconfirmed for alert in await plain.alerts()] == [0, 0, 1]
    await plain.restart()
    await plain.say(toll(3_000), outlet="Daily", after=5 * MINUTE)
    await plain.say(toll(35), outlet="Herald", after=5 * MINUTE)
    assert (await plain.told())[3:] == [("update", [35])]
    await plain.say(toll(3_000), outlet="Herald", after=5 * MINUTE)  # now it is confirmed
    await plain.say(toll(40), outlet="Wire", after=5 * MINUTE)
    await plain.wait(timedelta(hours=2))
    assert (await plain.told())[3:] == [("update", [35])]


async def test_a_jump_that_another_publisher_confirms_is_told_at_once(plain: Newsroom) -> None:
    await plain.say(toll(3_000), outlet="Daily", after=5 * MINUTE)
    await plain.say(toll(2_900), outlet="Herald", after=5 * MINUTE)
    assert await plain.told() == [("new", [30]), ("update", [3_000])]
    assert not (await plain.alerts())[-1].unconfirmed


async def test_a_jump_that_its_outlet_mends_is_never_told(plain: Newsroom) -> None:
    await plain.say(toll(3_300), outlet="Daily", after=5 * MINUTE)
    await plain.show(plain.entry(toll(33), "Daily", plain.number))
    await plain.wait(timedelta(hours=2))
    assert await plain.told() == [("new", [30]), ("update", [33])]
    assert await plain.waiting() == 0


# --- over restarts, edits and failures


async def test_what_waits_is_told_after_a_restart_that_lasted_longer(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=5 * MINUTE)
    await cool.store.close()
    cool.now += timedelta(days=5)
    await cool.open()
    await cool.wait(MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14])]


async def test_a_watch_that_is_renamed_keeps_what_waits_for_it(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=5 * MINUTE)
    await cool.edit(replace(COOL, name="deaths", formerly=("toll",)))
    await cool.wait(10 * MINUTE)
    await cool.restart()
    await cool.say(toll(16), after=5 * MINUTE)
    await cool.wait(30 * MINUTE)
    assert [(alert.watches, alert.kind) for alert in await cool.alerts()] == [
        (("deaths",), "new"),
        (("deaths",), "update"),
    ]
    assert (await cool.told())[-1] == ("update", [16])


async def test_what_waits_for_a_watch_that_is_gone_waits_until_it_is_back(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=5 * MINUTE)
    await cool.edit(MEET)
    await cool.wait(timedelta(hours=1))
    assert len(await cool.alerts()) == 1
    await cool.edit(COOL)
    await cool.wait(MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14])]


async def test_a_cooldown_that_is_taken_out_of_the_config_ends(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=5 * MINUTE)
    await cool.edit(TOLL)
    await cool.wait(MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14])]


async def test_what_could_not_be_told_is_told_later(cool: Newsroom) -> None:
    await cool.say(toll(12))
    await cool.say(toll(14), after=5 * MINUTE)
    refuse = "create trigger refuse before insert on alerts begin select raise(abort, 'disk'); end"
    await cool.store.run(lambda db: db.execute(refuse))
    with pytest.raises(StoreError):
        await cool.wait(30 * MINUTE)
    await cool.store.run(lambda db: db.execute("drop trigger refuse"))
    await cool.wait(MINUTE)
    assert await cool.told() == [("new", [12]), ("update", [14])]


async def test_an_alert_keeps_the_words_that_waited_though_the_entry_was_edited(two: Newsroom) -> None:
    await two.show(two.entry(toll(12)))
    await two.show(two.entry("Nothing happened in Tripoli"))
    await two.wait(30 * MINUTE)
    (alert,) = await two.alerts()
    assert alert.entry.title == toll(12)


# --- updates that are no messages


@pytest.mark.parametrize(("update", "edits"), [("edit", 1), ("silent", 0)])
async def test_an_update_may_be_written_into_the_first_message_or_not_be_sent(
    tmp_path: Path, update: Update, edits: int
) -> None:
    room = await opened(tmp_path, replace(TOLL, update=update))
    assert (await room.say(toll(12))).deliveries == 1
    (delivery,) = await room.store.claim(room.now, MINUTE, unpaced("telegram"), 9)
    await room.store.sent(delivery, "m1", room.now, timedelta(0))
    assert (await room.say(toll(14), after=5 * MINUTE)).deliveries == 0
    assert await room.told() == [("new", [12]), ("update", [14])]
    edited = await room.store.claim_edits(room.now + timedelta(hours=1), MINUTE, unpaced("telegram"), 9)
    assert len(edited) == edits
    for edit in edited:
        assert isinstance(edit.delivery.what, Alert)
        assert [change.now.key for change in edit.delivery.what.later] == [
            change.now.key for change in (await room.alerts())[1].changes
        ]
    await room.restart()
    assert (await room.say(toll(14), outlet="Daily", after=5 * MINUTE)).alerts == 0
    lower = "Death toll in the shelling of a market in Tripoli revised down to 11 killed"
    assert (await room.say(lower, outlet="Daily", after=5 * MINUTE)).deliveries == 1
    await room.store.close()


async def test_a_channel_that_another_watch_sends_an_update_to_gets_it(tmp_path: Path) -> None:
    room = await opened(tmp_path, replace(TOLL, update="silent"), replace(TOLL, name="all"))
    await room.say(toll(12))
    assert (await room.say(toll(14), after=5 * MINUTE)).deliveries == 1
    await room.store.close()


# --- whatever happens

EVENTS = st.tuples(
    st.sampled_from(OUTLETS),
    st.integers(1, 50),  # so few that none is doubtful
    st.integers(0, 40).map(lambda minutes: minutes * MINUTE),
    st.booleans(),  # whether the bot ends and starts again before
)


async def _happened(
    watch: Watch, events: Sequence[tuple[str, int, timedelta, bool]]
) -> list[tuple[datetime, str, list[int | None]]]:
    """What was told when of these reports of one story."""
    with tempfile.TemporaryDirectory() as folder:
        room = await opened(Path(folder), watch)
        for outlet, number, after, restarts in events:
            if restarts:
                await room.restart()
            await room.say(toll(number), outlet=outlet, after=after)
        await room.wait(timedelta(hours=2))
        assert await room.waiting() == 0
        told = list(zip(await room.alerts(), await room.told(), strict=True))
        await room.store.close()
        return [(alert.at, *what) for alert, what in told]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(EVENTS, min_size=1, max_size=7),
    st.sampled_from([TOLL, COOL, TWO, replace(TWO, cooldown=20 * MINUTE)]),
)
def test_no_change_is_lost_or_told_twice_and_a_restart_changes_nothing(
    events: list[tuple[str, int, timedelta, bool]], watch: Watch
) -> None:
    told = asyncio.run(_happened(watch, events))
    lows = [low for _, _, each in told for low in each if low is not None]
    assert lows == sorted(set(lows))
    assert lows[-1] == max(number for _, number, _, _ in events)
    assert [kind for _, kind, _ in told] == ["new", *["update"] * (len(told) - 1)]
    assert all(later[0] - first[0] >= watch.cooldown for first, later in pairwise(told))
    through = [(outlet, number, after, False) for outlet, number, after, _ in events]
    assert asyncio.run(_happened(watch, through)) == told


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations([("Wire", 12), ("Daily", 19), ("Herald", 15)]), st.sampled_from([COOL, TWO]))
def test_whoever_comes_first_of_those_at_one_time_all_that_is_known_is_told(
    order: list[tuple[str, int]], watch: Watch
) -> None:
    told = asyncio.run(_happened(watch, [(outlet, number, 0 * MINUTE, False) for outlet, number in order]))
    assert max(low or 0 for _, _, each in told for low in each) == 19
    assert len(told) <= 2
