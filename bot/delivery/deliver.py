"""Claim, send or edit, mark: what is in the outbox goes out here and nowhere else.

A delivery is marked as sent only after the platform said so. A crash in between makes it due again when
its lease ends or the bot starts. It is uncertain then: a platform that can be asked is asked whether it has
the message; where it cannot, the message is sent again and says so, or is held for the operator.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.delivery.outbox import (
    Bury,
    Busy,
    CloseTopic,
    Move,
    Postpone,
    Step,
    Stop,
    Suspend,
    after_failure,
    overloaded,
    recently_busy,
)
from bot.errors import AmbiguousError, MessageGoneError, RasidError, TryLaterError
from bot.model import Address, Delivery, Digest, Edit, Language, Message, Notice, Rate
from bot.store.base import Store

LEASE = timedelta(minutes=2)  # longer than any transport's own time limit
MOST_IN_FLIGHT = 50
REFUSED_REST = timedelta(minutes=5)  # a token that was revoked by mistake may work again
GRACE = 6.0  # seconds; with the platforms to be left after it, within the ten that container engines give
PATIENCE = 5.0  # seconds; any platform's gap, and one retry
SILENT_FOR = timedelta(minutes=15)  # a platform that answers nobody for so long is told to the operator
TOLD_AGAIN = timedelta(hours=1)  # until the operator hears again of what was given up for the same reason
LONGEST_NAP = 30.0  # seconds; a clock set back, or another process's delivery, is noticed by then

HELD = "It may have arrived; it is held, as the config has it."

Parts = Callable[[Digest, Language | None, Callable[[Message], bool]], Sequence[Sequence[int]]]
"""Which alerts of a digest each message tells that fits."""

log = structlog.get_logger()


class Sender(Protocol):
    """What delivery needs of a transport."""

    asks: bool  # whether `send` finds out by itself that an earlier try of the same delivery arrived
    rate: Rate  # how much the platform takes from us, all its chats together
    edit_rate: Rate  # the same where all are edits

    async def send(
        self, address: Address, message: Message, delivery_id: int, reply_to: str | None = None
    ) -> str:
        """Send once, as a reply; the platform's message id. Raises TransportError."""

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        """Write a message anew. Raises TransportError."""

    def gap(self, address: Address) -> timedelta:
        """The least time between two messages to this channel."""

    def fits(self, message: Message) -> bool:
        """Whether one message of the platform's can hold it."""


class Deliverer:
    """Sends what the outbox holds, in order for each channel, all channels side by side."""

    def __init__(
        self,
        *,
        store: Store,
        senders: Mapping[str, Sender],
        word: Callable[[Delivery], Message],
        parts: Parts,
        report: Callable[[Notice], Awaitable[None]],
        clock: Callable[[], datetime],
        rng: random.Random,
        holds: bool = False,
        fold_above: int = 0,
    ) -> None:
        self._store = store
        self._senders = senders
        self.holds = holds  # what may have arrived, instead of sending it again
        self.fold_above = fold_above  # alerts that may wait for a channel till they are folded; 0: any
        self._refused: dict[str, datetime] = {}  # platforms that refuse us, and when they are tried again
        self._silent: dict[str, datetime] = {}  # platforms that do not answer, and since when
        self._amiss: dict[str, str] = {}  # platforms of which the operator was told something, and what
        self._buried: dict[tuple[str, str], datetime] = {}  # of which messages given up the operator heard
        self._busy: dict[str, tuple[Busy, ...]] = {}  # what platforms called too much
        self._word = word
        self._parts = parts
        self._report = report
        self._clock = clock
        self._rng = rng
        self._wake = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def refused(self) -> frozenset[str]:
        """The platforms that refused us when they were last tried."""
        return frozenset(self._refused)

    async def rest(self, platform: str, error: Exception) -> None:
        """Leave a platform that refuses us alone for a while; the operator hears of it once."""
        self._refused[platform] = self._clock() + REFUSED_REST
        await self._tell_of(platform, "notice-platform-refuses", str(error))

    async def _tell_of(self, platform: str, key: str, error: str) -> None:
        """Tell the operator what is amiss with a platform, once."""
        if self._amiss.get(platform) != key:
            self._amiss[platform] = key
            await self._report(Notice(key, {"platform": platform.title(), "error": error}))

    async def _answered(self, delivery: Delivery) -> None:
        """What a message that went out says of its platform and its channel: that they are well again."""
        platform = delivery.address.transport
        self._refused.pop(platform, None)
        self._silent.pop(platform, None)
        if self._amiss.pop(platform, None):
            await self._report(Notice("notice-platform-recovered", {"platform": platform.title()}))
        if delivery.refused and await self._store.recovered(delivery.address):
            await self._report(Notice("notice-channel-recovered", {"channel": str(delivery.address)}))

    async def posted(self, address: Address) -> None:
        """Something was sent to this chat beside the outbox, as answers are: its pace counts it."""
        sender = self._senders[address.transport]
        await self._store.posted(address, sender.rate, sender.gap(address), self._clock())

    async def run(self) -> None:
        """Send until cancelled. What is in flight then goes on; `drain` waits for it."""
        while True:
            self._wake.clear()
            await self._start_due()
            await self._nap()

    async def empty(self) -> None:
        """Send all that is due or will be within PATIENCE, and return."""
        while True:
            await self._start_due()
            if self._sending:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
                continue
            due = await self._store.next_due(self._open())
            wait = None if due is None else (due - self._clock()).total_seconds()
            if wait is None or wait > PATIENCE:
                return
            await asyncio.sleep(max(0.0, wait))

    async def drain(self) -> None:
        """Wait for what is in flight, but not for ever: what is left then may be sent twice."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=GRACE)

    def _open(self) -> list[str]:
        """The platforms that may be sent to now."""
        now = self._clock()
        return [kind for kind in self._senders if self._refused.get(kind, now) <= now]

    async def _start_due(self) -> None:
        """Send what is due; where nothing is, edit."""
        now, free, senders = self._clock(), self._free(), {kind: self._senders[kind] for kind in self._open()}
        rates = {kind: sender.rate for kind, sender in senders.items()}
        for delivery in await self._store.claim(now, LEASE, rates, free, self.fold_above):
            self._start(self._deliver(delivery))
        rates = {kind: sender.edit_rate for kind, sender in senders.items()}
        for edit in await self._store.claim_edits(now, LEASE, rates, self._free()):
            self._start(self._edit(edit))

    def _free(self) -> int:
        return max(0, MOST_IN_FLIGHT - len(self._sending))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._sending.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self.wake()  # the channel's next may be due
        if not task.cancelled() and (error := task.exception()):
            log.error("delivery could not be marked; its lease will end", error=str(error))

    async def _nap(self) -> None:
        due = await self._store.next_due(self._open())
        seconds = LONGEST_NAP if due is None else (due - self._clock()).total_seconds()
        # Not wait_for, which in Python 3.11 forgets that it was cancelled when the wait ends at that moment.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(min(max(seconds, 0.05), LONGEST_NAP)):
                await self._wake.wait()

    async def _deliver(self, delivery: Delivery) -> None:
        sender = self._senders[delivery.address.transport]
        delivery = _as_known(delivery, sender)
        if delivery.uncertain and self.holds:
            await self._store.bury(delivery, HELD)
            await self._tell(delivery, "notice-delivery-held", HELD)
            return
        try:
            delivery = await self._parted(sender, delivery)
            delivery, message_id = await self._sent(sender, delivery)
        except Exception as error:  # noqa: BLE001  whatever went wrong, the delivery must be accounted for
            await self._failed(delivery, error)
            return
        await self._store.sent(delivery, message_id, self._clock(), sender.gap(delivery.address))
        await self._answered(delivery)
        log.debug("sent", delivery=delivery.id, channel=str(delivery.address), attempts=delivery.attempts)

    async def _parted(self, sender: Sender, delivery: Delivery) -> Delivery:
        """A digest in its first part, which stays what it is however often it is sent."""
        what = delivery.what
        if not isinstance(what, Digest) or what.part:
            return delivery
        parts = self._parts(what, delivery.language, sender.fits)
        return await self._store.part(delivery, parts, self._clock())

    async def _sent(self, sender: Sender, delivery: Delivery) -> tuple[Delivery, str]:
        """What was sent, and the platform's id of it: for itself where it cannot be a reply."""
        message = self._word(delivery)
        try:
            message_id = await sender.send(delivery.address, message, delivery.id, delivery.reply_to)
        except MessageGoneError as error:
            log.info("not a reply", delivery=delivery.id, channel=str(delivery.address), because=str(error))
            message_id = await sender.send(delivery.address, message, delivery.id)
            delivery = replace(delivery, reply_to=None)
        return delivery, message_id

    async def _edit(self, edit: Edit) -> None:
        sender = self._senders[edit.delivery.address.transport]
        delivery = _as_known(edit.delivery, sender)
        try:
            await sender.edit(delivery.address, edit.message_id, self._word(delivery), delivery.id)
        except MessageGoneError as error:
            log.info("not edited", delivery=delivery.id, channel=str(delivery.address), because=str(error))
            await self._store.lost(edit)
        except Exception as error:  # noqa: BLE001  as above
            await self._not_edited(edit, error, sender.gap(delivery.address))
        else:
            await self._store.edited(edit, self._clock(), sender.gap(delivery.address))

    async def _failed(self, delivery: Delivery, error: Exception) -> None:
        waited = self._clock() - delivery.at
        step, words = self._judged("not sent", delivery, error, waited)
        await self._slow_down(delivery.address, error)
        await self._unanswered(delivery.address.transport, error, words)
        uncertain = isinstance(error, AmbiguousError)
        match step:
            case Postpone(until=until):
                await self._store.postpone(delivery, until, words, uncertain=uncertain)
            case Bury():
                await self._store.bury(delivery, words, uncertain=uncertain)
                await self._tell(delivery, "notice-delivery-dead", words)
            case _:
                await self._accept(step, delivery, error, words)
                await self._store.postpone(delivery, self._clock(), words)

    async def _not_edited(self, edit: Edit, error: Exception, gap: timedelta) -> None:
        """As a message that is not sent; but one that is given up tells the operator nothing."""
        step, words = self._judged("not edited", edit.delivery, error, timedelta(0))
        match step:
            case Postpone(until=until):
                await self._store.postpone_edit(edit, until)
            case Bury():
                await self._store.edited(edit, self._clock(), gap)
            case _:
                await self._accept(step, edit.delivery, error, words)
                await self._store.postpone_edit(edit, self._clock())

    def _judged(
        self, event: str, delivery: Delivery, error: Exception, waited: timedelta
    ) -> tuple[Step, str]:
        """What to do after a failure, and what may be said of it: others' errors may quote anything."""
        step = after_failure(
            error, attempts=delivery.attempts, waited=waited, now=self._clock(), rng=self._rng
        )
        words = str(error) if isinstance(error, RasidError) else type(error).__name__
        log.warning(
            event,
            delivery=delivery.id,
            channel=str(delivery.address),
            attempts=delivery.attempts,
            ambiguous=isinstance(error, AmbiguousError),
            next=type(step).__name__.lower(),
            error=words,
            exc_info=None if isinstance(error, RasidError) else error,
        )
        return step, words

    async def _unanswered(self, platform: str, error: Exception, words: str) -> None:
        """Tell the operator of a platform that answers nobody for long."""
        away = isinstance(error, AmbiguousError) or (isinstance(error, TryLaterError) and error.after is None)
        if away and self._clock() - self._silent.setdefault(platform, self._clock()) >= SILENT_FOR:
            await self._tell_of(platform, "notice-platform-silent", words)

    async def _slow_down(self, address: Address, error: Exception) -> None:
        """Leave a whole platform in peace when it says of several chats that it is too much."""
        if not isinstance(error, TryLaterError) or error.after is None:
            return
        now, kind = self._clock(), address.transport
        said = Busy(address.chat, now, now + error.after)
        self._busy[kind] = recently_busy((*self._busy.get(kind, ()), said), now)
        if until := overloaded(self._busy[kind]):
            log.warning("the platform is busy", platform=kind, until=until.isoformat())
            await self._store.rest(kind, until)

    async def _accept(
        self, step: Move | CloseTopic | Suspend | Stop, delivery: Delivery, error: Exception, words: str
    ) -> None:
        """Take note of what has become of a chat or a platform."""
        match step:
            case Move(chat=chat):
                old = Address(delivery.address.transport, delivery.address.chat)
                await self._store.move(old, Address(old.transport, chat))
            case CloseTopic():
                await self._store.close_topic(delivery.address)
                await self._tell(delivery, "notice-topic-gone", words)
            case Suspend():
                if await self._store.suspend(delivery.address):
                    gone = {"channel": str(delivery.address), "error": words}
                    await self._report(Notice("notice-channel-suspended", gone))
            case Stop():
                await self.rest(delivery.address.transport, error)

    async def _tell(self, delivery: Delivery, key: str, words: str) -> None:
        """Tell the operator what became of an alert; of several alike, in one channel, once in a while."""
        what, now = (str(delivery.address), words), self._clock()
        self._buried = {each: at for each, at in self._buried.items() if now - at < TOLD_AGAIN}
        if not isinstance(delivery.what, Notice) and what not in self._buried:
            self._buried[what] = now
            await self._report(Notice(key, {"channel": what[0], "error": words}))


def _as_known(delivery: Delivery, sender: Sender) -> Delivery:
    """A delivery of which nothing is uncertain where its platform is asked."""
    return replace(delivery, uncertain=delivery.uncertain and not sender.asks)
