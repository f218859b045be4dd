import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.deliver import HELD, REFUSED_REST, TOLD_AGAIN, Deliverer, _as_known
from bot.delivery.outbox import BUSY_WITHIN, LAST_RETRY
from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    MessageGoneError,
    TopicGoneError,
    TransportDownError,
    TryLaterError,
)
from bot.model import (
    Address,
    Alert,
    Change,
    Delivery,
    Digest,
    Feed,
    Figure,
    Language,
    Message,
    Notice,
    Rate,
    Run,
    Said,
)
from bot.store.edits import SETTLE
from bot.store.sqlite import SqliteStore
from tests.end_to_end.waiting import until
from tests.store.builders import finding, poll, tell, unpaced, url, with_feeds

A = Address("paper", "a")
B = Address("paper", "b")
MOVED = Address("paper", "a2")
ROOM = 3  # lines of a message


class PaperTransport:
    """Writes down what it sends; fails as told, per chat, before that."""

    asks = False
    rate = edit_rate = Rate(timedelta(0), burst=1_000)

    def __init__(self) -> None:
        self.sent: list[tuple[Address, str]] = []
        self.replies: list[str | None] = []  # to what each of those replies
        self.edits: list[tuple[str, str]] = []
        self.deleted: set[str | None] = set()
        self.fails: dict[Address, list[Exception]] = {}
        self.hangs: dict[Address, asyncio.Event] = {}
        self.pause = timedelta(0)

    async def send(
        self, address: Address, message: Message, delivery_id: int, reply_to: str | None = None
    ) -> str:
        if hang := self.hangs.get(address):
            await hang.wait()
        if errors := self.fails.get(address):
            raise errors.pop(0)
        if reply_to in self.deleted:
            raise MessageGoneError("deleted")
        self.sent.append((address, message.plain()))
        self.replies.append(reply_to)
        return str(len(self.sent))

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        if errors := self.fails.get(address):
            raise errors.pop(0)
        if message_id in self.deleted:
            raise MessageGoneError("deleted")
        self.edits.append((message_id, message.plain()))

    def gap(self, address: Address) -> timedelta:
        return self.pause

    def fits(self, message: Message) -> bool:
        return len(message.lines) <= ROOM

    def texts(self, address: Address) -> list[str]:
        return [text for where, text in self.sent if where == address]


class Desk:
    """A deliverer on a real store, and all that it reported."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.paper = PaperTransport()
        self.reported: list[Notice] = []
        self.worded: list[Delivery] = []
        self.ahead = timedelta(0)  # of the clock
        self.deliverer = Deliverer(
            store=store,
            senders={"paper": self.paper},
            word=self._word,
            parts=self._parts,
            report=self._report,
            clock=lambda: datetime.now(UTC) + self.ahead,
            rng=random.Random(1),
        )

    def _word(self, delivery: Delivery) -> Message:
        self.worded.append(delivery)
        what = delivery.what
        match what:
            case Alert(entry=entry):
                texts = [entry.title]
            case Digest(alerts=alerts):
                texts = [alert.entry.title for alert in alerts]
            case Notice(args=args):
                texts = [str(args["text"])]
        return Message("en", tuple((Run(text),) for text in texts))

    def _parts(self, digest: Digest, _: Language | None, fits: Callable[[Message], bool]) -> list[list[int]]:
        ids = [alert.id for alert in digest.alerts]
        room = max(n for n in range(9) if fits(Message("en", ((Run("x"),),) * n)))
        return [ids[at : at + room] for at in range(0, len(ids), room)]

    async def _report(self, notice: Notice) -> None:
        self.reported.append(notice)

    async def queue(self, address: Address, *texts: str) -> None:
        for text in texts:
            await self.store.notify(address, Notice("test", {"text": text}), datetime.now(UTC))

    async def statuses(self) -> dict[str, int]:
        counts = (await self.store.counts()).deliveries
        return {status: number for status, number in counts.items() if number}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    store = await SqliteStore.open(tmp_path / "rasid.db", exclusive=True, now=datetime.now(UTC))
    yield Desk(store)
    await store.close()


def many(kind: type[Exception], number: int) -> Sequence[Exception]:
    return [kind("no") for _ in range(number)]


async def test_all_is_sent_once_in_the_order_of_each_channel(desk: Desk) -> None:
    await desk.queue(A, "1", "2", "3")
    await desk.queue(B, "4", "5")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["1", "2", "3"]
    assert desk.paper.texts(B) == ["4", "5"]
    assert await desk.statuses() == {"sent": 5}


@pytest.mark.parametrize("turns", range(6))
async def test_a_stop_at_the_moment_of_a_wake_is_heeded(desk: Desk, turns: int) -> None:
    running = asyncio.create_task(desk.deliverer.run())
    await until(lambda: desk.deliverer._wake._waiters)
    desk.deliverer.wake()
    for _ in range(turns):
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.wait([running], timeout=5)
    assert running.cancelled()


async def test_a_channel_that_hangs_holds_up_no_other(desk: Desk) -> None:
    desk.paper.hangs[A] = asyncio.Event()
    await desk.queue(A, "1", "2")
    await desk.queue(B, "3", "4")
    running = asyncio.create_task(desk.deliverer.run())
    await until(lambda: desk.paper.texts(B) == ["3", "4"])
    assert desk.paper.texts(A) == []
    desk.paper.hangs[A].set()
    await until(lambda: desk.paper.texts(A) == ["1", "2"])
    running.cancel()
    await desk.deliverer.drain()


async def test_what_comes_later_wakes_a_sleeping_deliverer(desk: Desk) -> None:
    running = asyncio.create_task(desk.deliverer.run())
    await asyncio.sleep(0)
    await desk.queue(A, "late")
    desk.deliverer.wake()
    await until(lambda: desk.paper.texts(A) == ["late"])
    running.cancel()


async def test_nothing_is_marked_that_was_not_sent(desk: Desk) -> None:
    desk.paper.fails[A] = [TryLaterError("busy", after=timedelta(hours=1))]
    await desk.queue(A, "1", "2")
    await desk.deliverer.empty()
    assert desk.paper.sent == []
    assert await desk.statuses() == {"pending": 2}
    due = await desk.store.next_due(["paper"])
    assert due is not None
    assert due - datetime.now(UTC) > timedelta(minutes=59)


async def test_a_short_wait_is_waited_for_and_order_kept(desk: Desk) -> None:
    desk.paper.fails[A] = [TryLaterError("busy", after=timedelta(milliseconds=50))]
    await desk.queue(A, "1", "2")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["1", "2"]


async def test_a_channel_is_left_the_gap_that_its_platform_wants(desk: Desk) -> None:
    desk.paper.pause = timedelta(hours=1)
    await desk.queue(A, "1", "2")
    await desk.queue(B, "3", "4")
    await desk.deliverer.empty()
    assert (desk.paper.texts(A), desk.paper.texts(B)) == (["1"], ["3"])
    assert await desk.statuses() == {"pending": 2, "sent": 2}


async def test_poison_is_buried_and_the_channel_goes_on(desk: Desk) -> None:
    desk.paper.fails[A] = [BadMessageError("can't parse")]
    await desk.queue(A, "poison", "next")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["next"]
    assert await desk.statuses() == {"dead": 1, "sent": 1}


async def test_a_channel_that_is_gone_is_held_with_what_it_waits_for(desk: Desk) -> None:
    desk.paper.fails[A] = [ChannelGoneError("blocked")]
    await desk.queue(A, "1", "2")
    await desk.queue(B, "3")
    await desk.deliverer.empty()
    assert desk.paper.texts(B) == ["3"]
    assert await desk.statuses() == {"pending": 2, "sent": 1}
    channel = await desk.store.channel(A)
    assert channel is not None
    assert not channel.active
    await desk.store.resume(A)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["1", "2"]


async def test_a_chat_that_moved_is_followed(desk: Desk) -> None:
    desk.paper.fails[A] = [ChannelMovedError("upgraded", chat=MOVED.chat)]
    await desk.queue(A, "1", "2")
    await desk.deliverer.empty()
    assert desk.paper.texts(MOVED) == ["1", "2"]
    assert desk.paper.texts(A) == []


async def test_what_a_deleted_topic_would_get_goes_to_its_chat_once_and_the_operator_hears_of_it(
    desk: Desk,
) -> None:
    topic = Address("paper", "a", "8")
    await with_feeds(desk.store, "north")
    await desk.store.subscribe(topic, ["*"])
    await tell(desk.store, "1", "2")
    desk.paper.fails[topic] = [TopicGoneError("deleted")]  # and no second time
    await desk.deliverer.empty()
    await tell(desk.store, "3")
    await desk.deliverer.empty()
    assert desk.paper.sent == [(A, "1"), (A, "2"), (A, "3")]
    assert [notice.key for notice in desk.reported] == ["notice-topic-gone"]


async def test_a_chat_that_follows_the_same_as_its_deleted_topic_is_told_once(desk: Desk) -> None:
    topic = Address("paper", "a", "8")
    await with_feeds(desk.store, "north")
    for address in (topic, A):
        await desk.store.subscribe(address, ["*"])
    desk.paper.fails[topic] = [TopicGoneError("deleted")]
    await tell(desk.store, "1", "2")
    await desk.deliverer.empty()
    assert desk.paper.sent == [(A, "1"), (A, "2")]
    assert await desk.statuses() == {"sent": 2}


async def test_a_platform_that_refuses_us_holds_up_no_other(desk: Desk) -> None:
    pen = PaperTransport()
    desk.deliverer._senders = {"paper": desk.paper, "pen": pen}
    desk.paper.fails[A] = [TransportDownError("token_revoked")]
    await desk.queue(A, "1")
    await desk.queue(Address("pen", "a"), "2", "3")
    await desk.deliverer.empty()
    assert desk.paper.sent == []
    assert [text for _, text in pen.sent] == ["2", "3"]


async def test_a_platform_that_refuses_us_is_left_alone(desk: Desk) -> None:
    desk.paper.fails[A] = [TransportDownError("revoked")]
    await desk.queue(A, "1", "2")
    await desk.deliverer.empty()
    assert desk.paper.sent == []
    assert await desk.statuses() == {"pending": 2}


async def test_a_platform_that_refused_us_is_tried_again_and_the_operator_hears_of_it_once(
    desk: Desk,
) -> None:
    desk.paper.fails[A] = [TransportDownError("revoked"), TransportDownError("revoked")]
    await desk.queue(A, "1", "2")
    await desk.deliverer.rest("paper", TransportDownError("revoked"))  # as when listening is refused
    for _ in range(3):
        desk.ahead += REFUSED_REST
        await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["1", "2"]
    assert [notice.key for notice in desk.reported] == [
        "notice-platform-refuses",
        "notice-platform-recovered",
    ]
    assert desk.deliverer.refused() == frozenset()


async def test_what_may_have_arrived_waits_before_it_is_sent_again(desk: Desk) -> None:
    desk.paper.fails[A] = [AmbiguousError("timed out")]
    await desk.queue(A, "1")
    running = asyncio.create_task(desk.deliverer.run())
    await until(lambda: not desk.paper.fails[A])
    running.cancel()
    await desk.deliverer.drain()
    due = await desk.store.next_due(["paper"])
    assert due is not None
    assert due > datetime.now(UTC)


async def test_a_message_that_cannot_be_worded_is_given_up_in_the_end(desk: Desk) -> None:
    await desk.store.notify(A, Notice("test", {}), datetime.now(UTC))  # has no text: wording it raises
    for _ in range(5):
        (claimed,) = await desk.store.claim(
            datetime.now(UTC) + timedelta(hours=1), timedelta(minutes=1), unpaced("paper"), 1
        )
        await desk.deliverer._deliver(claimed)
        await desk.store.postpone(claimed, datetime.now(UTC), "again")
    assert await desk.statuses() == {"dead": 1}


async def test_the_operator_hears_of_an_alert_given_up_and_of_a_channel_held(desk: Desk) -> None:
    await with_feeds(desk.store, "north")
    await desk.store.subscribe(A, ["*"])
    await tell(desk.store, "poison", "next")
    desk.paper.fails[A] = [BadMessageError("too long"), ChannelGoneError("kicked")]
    await desk.deliverer.empty()
    assert desk.reported == [
        Notice("notice-delivery-dead", {"channel": "paper:a", "error": "too long"}),
        Notice("notice-channel-suspended", {"channel": "paper:a", "error": "kicked"}),
    ]


async def test_of_a_channel_that_is_gone_the_operator_hears_once_also_over_a_restart_and_when_it_is_back(
    desk: Desk,
) -> None:
    await with_feeds(desk.store, "north")
    await desk.store.subscribe(A, ["*"])
    desk.paper.fails[A] = list(many(ChannelGoneError, 3))
    await tell(desk.store, "one", "two")
    for _ in range(3):
        await desk.deliverer.empty()
        await desk.store.resume(A)  # as a bot that starts does
    assert [notice.key for notice in desk.reported] == ["notice-channel-suspended"]
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["one", "two"]
    assert desk.reported[1:] == [Notice("notice-channel-recovered", {"channel": "paper:a"})]
    desk.paper.fails[A] = list(many(ChannelGoneError, 1))  # gone anew: that is news
    await tell(desk.store, "three")
    await desk.deliverer.empty()
    assert [notice.key for notice in desk.reported[2:]] == ["notice-channel-suspended"]


async def test_of_a_platform_that_does_not_answer_the_operator_hears_once_and_when_it_does_again(
    desk: Desk,
) -> None:
    desk.paper.fails[A] = [
        error for _ in range(4) for error in (TryLaterError("no route"), AmbiguousError("timed out"))
    ]
    await desk.queue(A, "1", "2")
    while desk.paper.fails[A]:
        before = len(desk.paper.fails[A])
        await desk.deliverer.empty()
        if len(desk.paper.fails[A]) > 6:
            assert desk.reported == []  # it may pass
        assert len(desk.paper.fails[A]) < before
        desk.ahead += LAST_RETRY
    assert [notice.key for notice in desk.reported] == ["notice-platform-silent"]
    await desk.deliverer.empty()
    assert [notice.key for notice in desk.reported[1:]] == ["notice-platform-recovered"]


async def test_a_platform_that_asks_for_patience_is_not_silent(desk: Desk) -> None:
    desk.paper.fails[A] = [TryLaterError("slow down", after=LAST_RETRY) for _ in range(4)]
    await desk.queue(A, "1")
    for _ in range(5):
        await desk.deliverer.empty()
        desk.ahead += LAST_RETRY
    assert desk.paper.texts(A) == ["1"]
    assert desk.reported == []


async def test_of_many_messages_given_up_for_one_reason_the_operator_hears_once_an_hour(desk: Desk) -> None:
    await with_feeds(desk.store, "north")
    for address in (A, B):
        await desk.store.subscribe(address, ["*"])
        desk.paper.fails[address] = [BadMessageError("too long") for _ in range(5)]
    desk.paper.fails[B][2] = BadMessageError("of another kind")
    await tell(desk.store, *map(str, range(4)))
    await desk.deliverer.empty()
    told = sorted((str(notice.args["channel"]), str(notice.args["error"])) for notice in desk.reported)
    assert told == [("paper:a", "too long"), ("paper:b", "of another kind"), ("paper:b", "too long")]
    assert len(await desk.store.stuck(99)) == 8
    desk.ahead += TOLD_AGAIN
    await tell(desk.store, "5")
    await desk.deliverer.empty()
    assert len(desk.reported) == 5


async def test_the_operator_hears_of_alerts_only(desk: Desk) -> None:
    desk.paper.fails[A] = [*many(BadMessageError, 1), *many(ChannelGoneError, 1)]
    await desk.queue(A, "1", "2")
    await desk.deliverer.empty()
    assert desk.reported == []


# --- stories: replies and edits


@pytest.fixture
async def story(desk: Desk) -> Desk:
    """A desk whose channel was told a story as message 1."""
    await with_feeds(desk.store, "north", "south")
    await desk.store.subscribe(A, ["*"])
    await report(desk, "26 killed", "north")
    return desk


async def report(desk: Desk, title: str, feed: str, *, told: bool = True) -> None:
    """Another report of the story; all that is due then is sent."""
    change = Change(Figure("killed", len(title), None, "at_least", Said(feed, None)))
    found = finding(title, feed=feed, alerts={"w": told}, story=1, changes=(change,))
    await desk.store.record(poll(found, feed=feed, at=datetime.now(UTC) + desk.ahead))
    await desk.deliverer.empty()


async def test_an_update_is_a_reply(story: Desk) -> None:
    await report(story, "31 are killed", "south")
    assert story.paper.texts(A) == ["26 killed", "31 are killed"]
    assert story.paper.replies == [None, "1"]


async def test_an_update_to_a_message_that_was_deleted_stands_for_itself_and_the_next_replies_to_it(
    story: Desk,
) -> None:
    story.paper.deleted.add("1")
    await report(story, "31 are killed", "south")
    await report(story, "40 have been killed", "south")
    assert story.paper.replies == [None, None, "2"]


async def test_the_first_message_is_edited_once_the_story_has_settled(story: Desk) -> None:
    await report(story, "the same", "south", told=False)
    assert story.paper.edits == []
    story.ahead += SETTLE
    await story.deliverer.empty()
    assert story.paper.edits == [("1", "26 killed")]
    assert len(story.paper.sent) == 1
    story.ahead += SETTLE
    await story.deliverer.empty()
    assert len(story.paper.edits) == 1


async def test_an_edit_keeps_what_was_said_of_the_sending(desk: Desk) -> None:
    await interrupted(desk)
    await desk.deliverer.empty()
    channel_knows = [delivery.uncertain for delivery in desk.worded]
    found = finding("the same", feed="south", alerts={"w": False}, story=1)
    await desk.store.sync_feeds([Feed(name, url(name)) for name in ("north", "south")])
    await desk.store.record(poll(found, feed="south", at=datetime.now(UTC) + desk.ahead))
    desk.ahead += SETTLE
    await desk.deliverer.empty()
    *_, edited = desk.worded
    assert len(desk.paper.edits) == 1
    assert (channel_knows, edited.uncertain) == ([False, True], True)
    assert edited.sent_at is not None
    desk.paper.asks = True  # then nothing is uncertain
    assert not _as_known(edited, desk.paper).uncertain


async def test_a_message_that_cannot_be_edited_is_left_alone_and_the_operator_not_told(story: Desk) -> None:
    story.paper.deleted.add("1")
    await report(story, "the same", "south", told=False)
    story.ahead += SETTLE
    await story.deliverer.empty()
    story.paper.deleted.clear()
    story.ahead += SETTLE
    await story.deliverer.empty()
    assert (story.paper.edits, story.reported) == ([], [])
    await report(story, "31 are killed", "south")
    assert story.paper.replies == [None, None]


@pytest.mark.parametrize(
    ("error", "edits"),
    [
        (TryLaterError("busy", after=timedelta(minutes=1)), 1),
        (AmbiguousError("timed out"), 1),  # to say it twice does no harm
        (BadMessageError("too long"), 0),
        (RuntimeError("what?"), 1),
    ],
)
async def test_an_edit_that_fails_is_tried_again_where_that_may_help(
    story: Desk, error: Exception, edits: int
) -> None:
    await report(story, "the same", "south", told=False)
    story.paper.fails[A] = [error]
    story.ahead += SETTLE
    await story.deliverer.empty()
    assert story.paper.fails[A] == []
    story.ahead += 5 * SETTLE
    await story.deliverer.empty()
    assert len(story.paper.edits) == edits
    assert story.reported == []


async def test_a_channel_that_is_found_gone_by_an_edit_is_held_and_the_operator_told(story: Desk) -> None:
    await report(story, "the same", "south", told=False)
    story.paper.fails[A] = [ChannelGoneError("kicked")]
    story.ahead += SETTLE
    await story.deliverer.empty()
    channel = await story.store.channel(A)
    assert channel is not None
    assert not channel.active
    assert [notice.key for notice in story.reported] == ["notice-channel-suspended"]


async def test_a_chat_that_is_found_moved_by_an_edit_is_followed(story: Desk) -> None:
    await report(story, "the same", "south", told=False)
    story.paper.fails[A] = [ChannelMovedError("upgraded", chat=MOVED.chat)]
    story.ahead += SETTLE
    await story.deliverer.empty()
    assert len(story.paper.edits) == 1
    assert await story.store.channel(MOVED) is not None


# --- what may have arrived


async def interrupted(desk: Desk) -> None:
    """One alert for A, of which an attempt may have arrived, due again."""
    await with_feeds(desk.store, "north")
    await desk.store.subscribe(A, ["*"])
    first = finding("26 killed", alerts={"w": True}, story=1)
    await desk.store.record(poll(first, at=datetime.now(UTC)))
    desk.paper.fails[A] = [AmbiguousError("timed out")]
    await desk.deliverer.empty()
    desk.ahead += timedelta(minutes=2)


async def test_what_may_have_arrived_is_sent_again_and_worded_as_uncertain(desk: Desk) -> None:
    await interrupted(desk)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["26 killed"]
    assert [delivery.uncertain for delivery in desk.worded] == [False, True]


async def test_where_the_platform_is_asked_nothing_is_worded_as_uncertain(desk: Desk) -> None:
    desk.paper.asks = True
    desk.deliverer.holds = True  # what can be known need not be held
    await interrupted(desk)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["26 killed"]
    assert [delivery.uncertain for delivery in desk.worded] == [False, False]


async def test_what_may_have_arrived_is_held_where_that_is_wanted_and_the_operator_told(desk: Desk) -> None:
    desk.deliverer.holds = True
    await interrupted(desk)
    await tell(desk.store, "next")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["next"]
    (held,) = await desk.store.stuck(9)
    assert (held.delivery.uncertain, held.error) == (True, HELD)
    assert desk.reported == [Notice("notice-delivery-held", {"channel": "paper:a", "error": HELD})]
    await desk.store.retry(held.delivery.id, datetime.now(UTC))
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["next", "26 killed"]


async def test_what_is_given_up_though_it_may_have_arrived_says_so(desk: Desk) -> None:
    await with_feeds(desk.store, "north")
    await desk.store.subscribe(A, ["*"])
    await tell(desk.store, "26 killed", at=datetime.now(UTC) - timedelta(days=2))
    desk.paper.fails[A] = [AmbiguousError("timed out")]
    await desk.deliverer.empty()
    assert [(each.delivery.uncertain, each.error) for each in await desk.store.stuck(9)] == [
        (True, "timed out")
    ]


# --- a platform that is busy


CHATS = [Address("paper", name) for name in "abcdef"]


async def test_one_chat_that_gets_too_much_holds_up_no_other(desk: Desk) -> None:
    desk.paper.fails[A] = [TryLaterError("busy", after=timedelta(hours=1)) for _ in range(5)]
    for chat in CHATS:
        await desk.queue(chat, "1")
    for _ in range(4):
        await desk.deliverer.empty()
        desk.ahead += timedelta(hours=1)
    assert {chat.chat for chat, _ in desk.paper.sent} == set("bcdef")


async def test_when_several_chats_get_too_much_the_whole_platform_rests(desk: Desk) -> None:
    for chat, seconds in zip(CHATS, (3600, 90, 60), strict=False):
        desk.paper.fails[chat] = [TryLaterError("busy", after=timedelta(seconds=seconds))]
        await desk.queue(chat, "1")
    await desk.deliverer.empty()
    await desk.queue(CHATS[3], "1")
    await desk.deliverer.empty()
    assert desk.paper.sent == []
    desk.ahead += timedelta(seconds=61)  # as long as they all ask for; the hour is one chat's own
    await desk.deliverer.empty()
    assert {chat.chat for chat, _ in desk.paper.sent} == set("cd")


async def test_chats_that_get_too_much_at_different_times_say_nothing_of_the_platform(desk: Desk) -> None:
    for chat in CHATS[:3]:
        desk.paper.fails[chat] = [TryLaterError("busy", after=timedelta(hours=1))]
        await desk.queue(chat, "1")
        await desk.deliverer.empty()
        desk.ahead += BUSY_WITHIN
    await desk.queue(CHATS[3], "1")
    await desk.deliverer.empty()
    assert desk.paper.texts(CHATS[3]) == ["1"]


async def test_a_platform_that_is_out_of_reach_is_not_called_busy(desk: Desk) -> None:
    for chat in CHATS[:3]:
        desk.paper.fails[chat] = [TryLaterError("refused")]
        await desk.queue(chat, "1")
    await desk.queue(CHATS[3], "1")
    await desk.deliverer.empty()
    assert desk.paper.texts(CHATS[3]) == ["1"]


async def test_an_answer_beside_the_outbox_counts_in_the_pace_of_its_chat(desk: Desk) -> None:
    desk.paper.pause = timedelta(minutes=1)
    await desk.store.subscribe(A, ["*"])
    await desk.deliverer.posted(A)
    await desk.queue(A, "1")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == []
    desk.ahead += timedelta(minutes=1)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["1"]


async def behind(desk: Desk, alerts: int) -> None:
    """A channel for which more waits than it is to get one by one."""
    desk.deliverer.fold_above = 2
    await desk.store.subscribe(A, ["w"])
    await with_feeds(desk.store, "north")
    await tell(desk.store, *map(str, range(alerts)))


async def test_a_channel_that_falls_behind_gets_all_that_waits_in_as_few_messages_as_hold_it(
    desk: Desk,
) -> None:
    await behind(desk, 7)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["0\n1\n2", "3\n4\n5", "6"]
    assert await desk.statuses() == {"sent": 3}


async def test_a_part_of_a_digest_that_failed_comes_again_and_the_others_once(desk: Desk) -> None:
    await behind(desk, 7)
    desk.paper.fails[A] = [TryLaterError("busy", after=timedelta(0)), ChannelGoneError("no")]
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == []
    await tell(desk.store, "7")
    await desk.store.resume(A)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["0\n1\n2", "3\n4\n5", "6", "7"]


async def test_of_a_digest_only_what_may_have_arrived_is_worded_as_uncertain(desk: Desk) -> None:
    await behind(desk, 4)
    desk.paper.fails[A] = [AmbiguousError("broken")]
    await desk.deliverer.empty()
    desk.ahead = timedelta(minutes=1)
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["0\n1\n2", "3"]
    assert [delivery.uncertain for delivery in desk.worded] == [False, True, False]


async def test_the_operator_hears_of_a_digest_given_up_and_what_came_later_goes_out(desk: Desk) -> None:
    await behind(desk, 3)
    desk.paper.fails[A] = [BadMessageError("odd")]
    await desk.deliverer.empty()
    await tell(desk.store, "3")
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["3"]
    assert [notice.key for notice in desk.reported] == ["notice-delivery-dead"]
    (stuck,) = await desk.store.stuck(9)
    assert await desk.store.retry(stuck.delivery.id, datetime.now(UTC))
    await desk.deliverer.empty()
    assert desk.paper.texts(A) == ["3", "0\n1\n2"]
