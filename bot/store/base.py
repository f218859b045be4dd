"""The one door to what Rasid remembers, in the words of the domain.

Every method is one transaction, done also when its caller is cancelled while it waits; one that fails raises
StoreError and changes nothing. A second implementation (PostgreSQL) passes the same contract suite,
tests/contract/test_store*.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.model import (
    Account,
    Address,
    Alert,
    Backlog,
    Channel,
    Delivery,
    Dossier,
    Edit,
    Entry,
    Feed,
    FeedState,
    Found,
    Identity,
    Installation,
    Language,
    Memory,
    Notice,
    Poll,
    Quiet,
    Rate,
    Recorded,
    Release,
    Schedule,
    Stats,
    Step,
    Story,
    Term,
    Watch,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What an entry said, as long as it is kept: an edited one is there again for each of its texts."""

    id: int  # of the text; a later one is higher
    entry_id: int
    entry: Entry
    seen_at: datetime  # when the entry was first seen


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, for status lines."""

    entries: int
    alerts: int
    deliveries: dict[str, int]  # by status: pending, sending, sent, dead, cancelled; a digest is one


@dataclass(frozen=True, slots=True)
class Stuck:
    """A delivery that was given up."""

    delivery: Delivery  # uncertain: it may have arrived
    error: str  # for people


class Store(Protocol):
    """State that survives a restart."""

    async def close(self) -> None:
        """Finish what is under way and let go of the database."""

    # feeds

    async def sync_feeds(self, feeds: Sequence[Feed]) -> None:
        """Make the configured feeds known. One with a new URL starts afresh but keeps its entries.

        Feeds no longer configured, or disabled, are kept and not polled.
        """

    async def claim_feeds(self, now: datetime, lease: timedelta, limit: int) -> list[FeedState]:
        """Feeds that are due, longest overdue first, none of them again until polled or the lease ends."""

    async def feed_states(self) -> list[FeedState]:
        """Every configured and enabled feed, by name."""

    async def save_feed(self, state: FeedState) -> None:
        """Store what a poll without findings came to, and end its lease."""

    # entries and alerts

    async def recall(self, feed: str, entries: Sequence[Identity]) -> list[Memory]:
        """What is known of each, in the same order. An entry is known by any of its keys, in its feed."""

    async def record(self, poll: Poll) -> Recorded:
        """Store entries, keys, decisions, alerts and their deliveries.

        In one transaction with the feed's state, and its lease ends. An entry makes one alert for all the
        watches that are to be told of it, and that one delivery for each channel, held or not, that follows
        any of them and is to get a message by its decision. A watch is told once of an entry, and once of a
        link, whatever the decisions say: those that were told already are left out, and without any other
        there is no alert. A channel that knows the story and all that the alert tells of it, by another watch
        that it follows, gets no delivery.
        """

    async def release(self, released: Sequence[Release], now: datetime) -> Recorded:
        """Tell what waited of stories, or let go of it, as was decided.

        What waits no longer, since a report that came meanwhile told it, is passed over. What quotes one
        entry is one alert, for all the watches that it waited for.
        """

    async def kept(
        self, after: int, limit: int, since: datetime | None = None, until: datetime | None = None
    ) -> list[Kept]:
        """The next texts behind the one of this id, 0 for the first: `limit` at most, by their ids.

        Of entries published, or where they have no date first seen, from `since` to before `until`.
        """

    async def dropped(self, since: datetime | None = None, until: datetime | None = None) -> int:
        """How many entries first seen from `since` to before `until` have no text any more."""

    async def latest(self, watches: Sequence[str], limit: int) -> list[Alert]:
        """The newest alerts that are for any of these watches ("*": all), the last recorded first.

        Each comes once, and with no other watches than these.
        """

    async def search(self, terms: Sequence[Term], limit: int) -> list[Found]:
        """The newest entries of which the text has all these terms, at least one of them not excluded.

        An entry is found by its newest text only, and once. It is as new as its date says, but no newer than
        when it was first seen; of very many the last that came are looked at.
        """

    async def stories(self, since: datetime) -> tuple[list[Story], int]:
        """The stories that are not over since then, all their reports in order; and the id of the next.

        Of these there is a report since then, or one that plans a meeting for a day since then, or something
        waits to be told.
        """

    async def meetings(self, since: datetime) -> list[tuple[int, tuple[Step, ...]]]:
        """What reports since then say of meetings, in order, each with the id of its story."""

    async def story(self, story: int) -> Story | None:
        """A story with all its reports in the order in which they came; None when there is none.

        A report whose text was dropped keeps its outlet, time and facts.
        """

    async def newest_story(self, watches: Sequence[str]) -> int | None:
        """The story of the newest alert for any of these watches ("*": any); None when none was told."""

    async def dossier(self, story: int, watches: Sequence[str], limit: int) -> Dossier | None:
        """All that is known of a story, or None if there is none.

        Of its reports the last `limit`, and as many of those alerts that are for any of these watches ("*":
        all), with no other watches than these.
        """

    async def accounts(self, key: bytes, limit: int) -> list[Account]:
        """The entries that are known by this key, in whichever feed, the last that came first."""

    # channels

    async def sync_channels(self, channels: Sequence[Channel], watches: Sequence[Watch]) -> None:
        """Make the config's channels and their fixed watches known, and follow renamed watches.

        What a chat subscribed itself is kept, also for watches that are not configured now. A language set in
        the chat holds until the config gives another than before. What waits for a channel that follows less
        now is cancelled when it would be sent, not before: a config wrong for a moment costs nothing.
        """

    async def channels(self) -> list[Channel]:
        """All of them, with what they follow."""

    async def channel(self, address: Address) -> Channel | None:
        """One of them."""

    async def subscribe(self, address: Address, watches: Sequence[str]) -> None:
        """Add to what a channel follows; makes the channel, and active, if need be."""

    async def unsubscribe(self, address: Address, watches: Sequence[str]) -> None:
        """Take away, "*" takes all. Fixed ones stay. Pending deliveries for no other watch are cancelled."""

    async def set_language(self, address: Address, language: Language) -> None:
        """Makes the channel if need be."""

    async def mute(self, address: Address, watches: Sequence[str], until: datetime) -> None:
        """Hold back alerts that are for no watches but these ("*": all alerts); makes the channel if need be.

        They are not sent later: each is cancelled when it would be sent, and counted. When it is over a
        notice says how many there were, if any; in quiet hours theirs does. A watch that is muted already is
        so until then instead.
        """

    async def unmute(self, address: Address, watches: Sequence[str]) -> int:
        """End the mutes of these watches, with no notice; how many alerts they held back.

        "*" ends all there are, those of stories too.
        """

    async def mute_story(self, address: Address, story: int, now: datetime) -> bool:
        """Hold back all that is told of a story, until that is taken back; False when there is no such story.

        What is held back is cancelled and counted as with other mutes, by this one alone. Messages there
        that told the story, the last few, are due to be edited, since they may show that it is muted.
        """

    async def unmute_story(self, address: Address, story: int, now: datetime) -> int | None:
        """The reverse; how many alerts were held back, None when the story was not muted there."""

    async def set_quiet(self, address: Address, quiet: Quiet | None) -> int:
        """Hold back alerts in these hours of every day, in place of those before; None ends it.

        When they are over a notice says how many there were, if any. What is returned is how many were held
        back by hours that are ended, of which no notice is sent.
        """

    async def schedule(self, address: Address, wanted: Sequence[Schedule], now: datetime) -> None:
        """Tell what these watches tell in digests, in place of what they had before; makes the channel.

        A schedule of all watches ("*") takes the place of all others. An alert that is for none but watches
        with a schedule waits, in no other's way, for the first digest that any of them has; so does what
        waits for one already. What a channel waited for until then is one digest, told by one delivery, and
        without any there is none. In quiet hours it waits for their end.
        """

    async def unschedule(self, address: Address, watches: Sequence[str], now: datetime) -> int:
        """Tell what these watches ("*": all) tell one by one again.

        What waits and has no schedule any more comes in a last digest now; how many alerts these are.
        """

    async def suspend(self, address: Address) -> bool:
        """Hold a chat: what it would get is queued and waits. Without a topic, with every topic in it.

        True when that is news for the operator: something that follows a watch was not held, and no news of
        it was told since it last recovered.
        """

    async def recovered(self, address: Address) -> bool:
        """It can be written to, with every topic in it; True when the operator was told that it could not."""

    async def resume(self, address: Address) -> None:
        """The reverse, with the same reach; what waited is due at once.

        A chat that is not held keeps its pace: for it, as for one not known, this changes nothing.
        """

    async def move(self, old: Address, new: Address) -> None:
        """Rewrite the chat id of a channel, its topics, and their deliveries.

        Two channels that become one are told once. The old id, as in a config nobody has edited yet, goes on
        to stand for the new one.
        """

    async def close_topic(self, address: Address) -> None:
        """A topic is gone for good: its chat takes over what it follows and what waits for it.

        A channel of the chat itself and the topic's become one, which is told once. The topic's address, as
        in a config nobody has edited yet, goes on to stand for the chat, until somebody subscribes there.
        """

    # outbox

    async def notify(self, address: Address, notice: Notice, now: datetime) -> None:
        """Queue a notice to the operator, which goes before what is told in other chats."""

    async def claim(
        self, now: datetime, lease: timedelta, rates: Mapping[str, Rate], limit: int, fold_above: int = 0
    ) -> list[Delivery]:
        """The next delivery of each chat of these transports, if it is due, marked as sending.

        That is the front of the line of one of its active channels: of a channel whose oldest is not due
        there is none, so order is kept. Of a chat with one in flight, in whichever topic, there is none
        either. Each transport gets no more than its rate lets through by now, also counting what it got
        before a restart. First come the fronts of lines in which something more urgent waits, then those that
        wait longest. The attempt is counted before it is made. A lease that ran out (a crash while sending)
        makes the delivery due again.

        An alert of a story that was told in its channel replies to the message that stands for it there. An
        alert comes with those of its watches that the channel follows by now, and the spans of those; when
        it follows none any more, or mutes them, or has quiet hours, it is cancelled instead, and the next
        comes with the next claim. Of mutes and quiet hours that are over by then a notice is queued.

        Where more alerts than `fold_above` wait in a channel that would get one of them (0: however many),
        all of them are folded into one digest, at the end of its line. What a digest tells is cancelled as
        alerts are, until it is parted.
        """

    async def part(self, delivery: Delivery, parts: Sequence[Sequence[int]], now: datetime) -> Delivery:
        """Tell a digest in parts: those alerts by this delivery, which is returned, others by ones behind it.

        Each part holds the ids of its alerts. From then on what they tell is settled; a second time changes
        nothing.
        """

    async def sent(self, delivery: Delivery, message_id: str, now: datetime, gap: timedelta) -> None:
        """It went out, as a reply to what the delivery names; the chat's next may follow after the gap."""

    async def postpone(
        self, delivery: Delivery, until: datetime, error: str, *, uncertain: bool = False
    ) -> None:
        """It did not go out, or nobody knows (`uncertain`), and may later; its chat waits as long.

        It is cancelled when its channel has ceased to follow its watches meanwhile; a notice never is.
        """

    async def bury(self, delivery: Delivery, error: str, *, uncertain: bool = False) -> None:
        """It is given up, whether or not it arrived (`uncertain`); the channel goes on."""

    async def stuck(self, limit: int) -> list[Stuck]:
        """What was given up, the newest first."""

    async def retry(self, delivery_id: int, now: datetime) -> bool:
        """Send what was given up, as if for the first time; False when there is no such delivery."""

    async def drop(self, delivery_id: int) -> bool:
        """Forget what was given up; False when there is no such delivery."""

    async def expire(self, before: datetime) -> int:
        """Cancel what was queued before that for channels that are held; how many alerts and notices.

        Called from time to time, it keeps a channel that comes back after weeks from being flooded.
        """

    async def delivery(self, delivery_id: int) -> Delivery | None:
        """One of them, whatever has become of it, with the watches that its channel follows by now."""

    async def waiting(self, address: Address) -> int:
        """How many deliveries to this channel are pending or sending."""

    async def next_due(self, kinds: Sequence[str]) -> datetime | None:
        """When the next delivery or edit may be claimed, or hours end of which there is something to say.

        None when nothing waits.
        """

    async def posted(self, address: Address, rate: Rate, gap: timedelta, now: datetime) -> None:
        """A message that is not in the outbox goes to this chat: its pace and its platform's count it.

        What waits for the chat already is held up no longer by them, and what comes later for a minute at
        most, for as long as platforms count.
        """

    async def rest(self, transport: str, until: datetime) -> None:
        """Nothing goes to any chat of this transport until then; after it, what its rate lets through."""

    async def claim_edits(
        self, now: datetime, lease: timedelta, rates: Mapping[str, Rate], limit: int
    ) -> list[Edit]:
        """Messages that say less than is known of their story by now, one of a chat, taken as `claim` does.

        A story has one message in a channel that is edited: its newest alert there that is no reply. It is
        due some minutes after the first of what is new, once nothing else waits for its chat.
        """

    async def edited(self, edit: Edit, now: datetime, gap: timedelta) -> None:
        """The message says what is in the edit, or never will; the chat's next may follow after the gap.

        It is due again when more became known since it was claimed.
        """

    async def postpone_edit(self, edit: Edit, until: datetime) -> None:
        """It was not edited and may be later; the chat, with every topic in it, waits as long."""

    async def lost(self, edit: Edit) -> None:
        """The message can be edited and replied to no longer; what is told next of its story starts anew."""

    async def refresh(self, delivery_id: int, now: datetime) -> None:
        """What a message shows beside its words has changed: it is to be edited now, if it was sent."""

    # workspaces

    async def install(self, transport: str, installation: Installation, now: datetime) -> None:
        """The bot was installed in a workspace, again or for the first time.

        From then on nobody but the owner of the database may read its file.
        """

    async def uninstall(self, transport: str, workspace: str) -> None:
        """It was taken from there; its token is forgotten."""

    async def installations(self, transport: str) -> list[Installation]:
        """The workspaces in which it is, by their ids."""

    # the rest

    async def seen(self, transport: str, key: str, now: datetime) -> bool:
        """Whether this update was remembered within the last day; only asks."""

    async def remember(self, transport: str, key: str, now: datetime) -> None:
        """What this update asked for is done: for a day it counts as seen."""

    async def catch_up(self, since: datetime) -> None:
        """The database is a backup, and what happened after it was made is not in it.

        The next poll of each feed is a first one again. What waits to be sent, or to be told, since before
        then is taken for told; what is younger may be, and is uncertain.
        """

    async def prune(self, before: datetime, limit: int) -> int:
        """Drop the texts of entries first seen before that, `limit` at most; how many were dropped.

        Alerts, the entries they quote, and every identity stay; what was decided on the dropped goes.
        """

    async def stats(self, address: Address, now: datetime) -> Stats:
        """What happened in a chat and in the bot in the last 24 hours and 7 days.

        Feeds and watches of which there was nothing are left out.
        """

    async def backlog(self) -> Backlog:
        """What is still to be sent or was given up, and what the database takes."""

    async def counts(self) -> Counts:
        """How much there is."""
