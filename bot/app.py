"""The composition root: the only place that wires things together."""

import asyncio
import contextlib
import gc
import random
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import structlog

from bot import logs
from bot.config import Config, load
from bot.config.edits import notice_edits
from bot.delivery.deliver import Deliverer
from bot.desk import Desk
from bot.errors import ConfigError, Mistake, TransportDownError
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.pool import ParserPool
from bot.model import Address, Channel, Feed, FeedState, Health, Notice
from bot.pipeline import Pipeline, Rules, matcher_of
from bot.platforms import StoredRegister, platforms_of
from bot.scheduler import Scheduler
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from handlers import transport as transport_of
from handlers.base import Inbox, Transport
from handlers.commands import Commands

log = structlog.get_logger()

MISTAKES_TOLD = 5  # of a bad edit, in the operator's channel; the log has them all

CATCH_UP = timedelta(hours=1)
"""So old, what a restored backup may have been told of already is still told; older news is taken as told."""

CONSOLE = Address("console", "terminal")

USER_AGENT = f"Rasid/{version('rasid')} (RSS reader for news alerts)"


def now() -> datetime:
    """The clock of the running bot, aware UTC."""
    return datetime.now(UTC)


class App:
    """The bot, wired and not yet started."""

    def __init__(
        self,
        *,
        config: Config,
        store: Store,
        fetcher: Fetcher,
        new_fetcher: Callable[[Config], Awaitable[Fetcher]],
        parser: ParserPool,
        transports: Mapping[str, Transport],
        clock: Callable[[], datetime],
        rng: random.Random,
        first_poll_at_most: timedelta = timedelta.max,
    ) -> None:
        self.config = config
        self._first_poll_at_most = first_poll_at_most
        self.transports = transports
        self._store = store
        self._new_fetcher = new_fetcher
        self._clock = clock
        self._since = clock()
        self.desk = Desk(
            store=store,
            config=config,
            wake=self._wake,
            report=self.report,
            posted=self._posted,
            clock=clock,
            health=self.health,
        )
        self.deliverer = Deliverer(
            store=store,
            senders=transports,
            word=self.desk.word,
            parts=self.desk.parts,
            report=self.report,
            clock=clock,
            rng=rng,
            holds=holds(config),
            fold_above=config.delivery.fold_above,
        )
        self.pipeline = Pipeline(
            store=store,
            fetcher=fetcher,
            parser=parser,
            rules=rules_of(config, first_poll_at_most),
            wake=self._wake,
            report=self.report,
            clock=clock,
            rng=rng,
        )
        self.scheduler = Scheduler(
            store=store,
            poll=self.pipeline.poll,
            release=self.pipeline.release,
            clock=clock,
            concurrency=config.fetch.concurrency,
            retention=config.retention,
        )

    def _wake(self) -> None:
        self.deliverer.wake()

    async def _posted(self, address: Address) -> None:
        await self.deliverer.posted(address)

    async def health(self) -> Health:
        """How the bot is that runs here."""
        refused = self.deliverer.refused()
        hears = {kind: await transport.hears() for kind, transport in self.transports.items()}
        return Health(
            version=version("rasid"),
            since=self._since,
            platforms={
                kind: "refused" if kind in refused else "up" if up else "down" for kind, up in hears.items()
            },
            late=self.scheduler.late,
            backlog=await self._store.backlog(),
        )

    async def sync(self) -> None:
        """Make the config's feeds, channels and watches known to the store."""
        config = self.config
        await self._store.sync_feeds(config.feeds)
        await self._store.sync_channels(self._channels(), config.watches)

    def _channels(self) -> list[Channel]:
        """The config's channels; the terminal follows everything while it is all there is."""
        if self.config.channels or self.transports.keys() != {CONSOLE.transport}:
            return list(self.config.channels)
        return [Channel(CONSOLE, watches=("*",), fixed=("*",))]

    async def follow(self, config: Config) -> None:
        """Work by this config from now on."""
        rules = await asyncio.to_thread(rules_of, config, self._first_poll_at_most)
        if reach_of(config) != reach_of(self.config):
            self.pipeline.fetcher = await self._new_fetcher(config)
        self.config = config
        self.scheduler.concurrency = config.fetch.concurrency
        self.scheduler.retention = config.retention
        self.desk.follow(config)
        self.deliverer.holds = holds(config)
        self.deliverer.fold_above = config.delivery.fold_above
        await self.pipeline.follow(rules, self.sync)
        self._wake()

    async def report(self, notice: Notice) -> None:
        """Tell the operator: in the log, and in the operator's channel where there is one."""
        log.warning("notice", about=notice.key.removeprefix("notice-"), **notice.args)
        await self.tell(notice)

    async def tell(self, notice: Notice) -> None:
        """Tell the operator in the channel of the config, if it names one and this is not of that itself."""
        operator = self.config.operator
        if operator is not None and notice.args.get("channel") != str(operator):
            await self._store.notify(operator, notice, self._clock())
            self._wake()

    async def listen(self) -> None:
        """Start every transport; one that its platform refuses stays off, the others go on."""
        inbox = Commands(self.desk)
        await asyncio.gather(*(self._start(transport, inbox) for transport in self.transports.values()))

    async def _start(self, transport: Transport, inbox: Inbox) -> None:
        try:
            await transport.start(inbox)
        except TransportDownError as error:
            await self.deliverer.rest(transport.kind, error)
        except Exception:
            log.exception("platform not started", platform=transport.kind)

    async def poll_once(self, polled: Callable[[], None]) -> tuple[list[FeedState], int]:
        """Poll each due feed once and send what comes of it.

        The states of all feeds after that, and how many messages could not be sent yet.
        """
        await self.scheduler.round(polled)
        await self.deliverer.empty()
        left = (await self._store.counts()).deliveries
        return await self._store.feed_states(), left.get("pending", 0) + left.get("sending", 0)

    async def run(self) -> None:
        """Poll, listen and send until cancelled. Stopping takes ten seconds at most."""
        for channel in self.config.channels:
            await self._store.resume(channel.address)  # one more try for those that were refused
        listening = asyncio.create_task(self.listen())
        self.scheduler.start()
        try:
            await self.deliverer.run()
        finally:
            listening.cancel()
            ending = self.scheduler.stop(), self.deliverer.drain(), listening
            await asyncio.gather(*ending, return_exceptions=True)


def holds(config: Config) -> bool:
    """Whether what may have arrived is held instead of sent again."""
    return config.delivery.ambiguous == "hold"


def rules_of(config: Config, first_poll_at_most: timedelta = timedelta.max) -> Rules:
    """The config's rules, compiled; first polls look back no further than that."""

    def first_poll(feed: Feed) -> timedelta:
        return min(config.first_poll if feed.first_poll is None else feed.first_poll, first_poll_at_most)

    return Rules(
        feeds={feed.name: replace(feed, first_poll=first_poll(feed)) for feed in config.feeds},
        matcher=matcher_of(config),
        first_poll=config.first_poll,
        silent_after=config.fetch.silent_after,
        failing_after=config.fetch.failing_after,
    )


def reach_of(config: Config) -> tuple[object, ...]:
    """What of a config makes another fetcher."""
    fetch = config.fetch
    return fetch.user_agent, fetch.concurrency, fetch.allow_private


def fetcher_of(config: Config) -> Fetcher:
    """What fetches by this config, not opened yet."""
    fetch = config.fetch
    limits = Limits(concurrency=fetch.concurrency)
    return Fetcher(fetch.user_agent or USER_AGENT, limits, fetch.allow_private)


def desk_of(config: Config, store: Store) -> Desk:
    """The desk of a command that only asks, beside the bot: nobody is woken, and nothing is reported."""

    async def ignore(_: object) -> None:
        pass

    return Desk(store=store, config=config, wake=lambda: None, report=ignore, posted=ignore, clock=now)


def terminal(config: Config) -> Transport:
    """The terminal as a channel, for commands that print alerts."""
    return transport_of(CONSOLE.transport, platforms_of(config)[CONSOLE.transport])


@asynccontextmanager
async def assembled(
    config: Config,
    *,
    clock: Callable[[], datetime] = now,
    rng: random.Random | None = None,
    restored: bool = False,
) -> AsyncIterator[App]:
    """The bot with its database opened for itself alone. Raises StoreError.

    A database that was restored from a backup knows nothing of what was told since.
    """
    async with AsyncExitStack() as stack:
        store = await SqliteStore.open(config.database, exclusive=True, now=clock())
        stack.push_async_callback(store.close)

        async def new_fetcher(config: Config) -> Fetcher:
            """One more; those before stay open to the end, since polls may be using them."""
            return await stack.enter_async_context(fetcher_of(config))

        parser = await stack.enter_async_context(ParserPool())
        platforms = platforms_of(config)
        if config.slack and config.slack.client_id:
            platforms["slack"]["register"] = StoredRegister(store, "slack", clock)
        transports = {kind: transport_of(kind, settings) for kind, settings in platforms.items()}
        stack.push_async_callback(_stopped, transports.values())
        app = App(
            config=config,
            store=store,
            fetcher=await new_fetcher(config),
            new_fetcher=new_fetcher,
            parser=parser,
            transports=transports,
            clock=clock,
            rng=rng or random.Random(),  # noqa: S311  jitter, not secrets
            first_poll_at_most=CATCH_UP if restored else timedelta.max,
        )
        await app.sync()
        if restored:
            log.warning("catching up after a backup", told="news of the last hour, late or perhaps twice")
            await store.catch_up(clock() - CATCH_UP)
        _spare_the_collector()
        yield app


def _spare_the_collector() -> None:
    """Lexicons and rules live as long as the bot: to look for garbage there took a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


async def _stopped(transports: Iterable[Transport]) -> None:
    outcomes = await asyncio.gather(*(each.stop() for each in transports), return_exceptions=True)
    for error in filter(None, outcomes):
        log.error("platform not left in order", error=str(error))


async def run(
    config: Config, env: Mapping[str, str], started: Callable[[App], None], *, restored: bool = False
) -> None:
    """Run the bot until SIGINT or SIGTERM; `started` is called when it is wired.

    `restored` says that the database is a backup, which knows nothing of what was told since. A change of
    the config file, or SIGHUP, makes the bot follow the new one. Raises StoreError.
    """
    asked_to_stop, asked_to_reload = asyncio.Event(), asyncio.Event()
    with _signals({"SIGINT": asked_to_stop, "SIGTERM": asked_to_stop, "SIGHUP": asked_to_reload}):
        async with assembled(config, restored=restored) as app:
            started(app)
            tasks = [
                asyncio.create_task(app.run()),
                asyncio.create_task(notice_edits(config.path, asked_to_reload)),
                asyncio.create_task(_reload(app, env, asked_to_reload)),
                asyncio.create_task(asked_to_stop.wait()),
            ]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()  # a defect ends the bot loudly


@contextlib.contextmanager
def _signals(events: Mapping[str, asyncio.Event]) -> Iterator[None]:
    """Set an event when its signal comes, again and again: stopping takes ten seconds at most."""
    loop = asyncio.get_running_loop()
    numbers = [(getattr(signal, name), event) for name, event in events.items() if hasattr(signal, name)]
    for number, event in numbers:
        loop.add_signal_handler(number, event.set)
    try:
        yield
    finally:
        for number, _ in numbers:
            loop.remove_signal_handler(number)


async def _reload(app: App, env: Mapping[str, str], asked: asyncio.Event) -> None:
    """Follow the config file each time it is asked for; a bad one is told once and changes nothing."""
    told: tuple[Mistake, ...] = ()
    while True:
        await asked.wait()
        asked.clear()
        try:
            config = await asyncio.to_thread(load, app.config.path, env)
        except ConfigError as error:
            if error.mistakes != told:
                await _refuse(app, error.mistakes)
            told = error.mistakes
            continue
        if config != app.config:
            await _take_over(app, config)
        if told:
            await app.tell(Notice("notice-config-loaded", {}))
        told = ()


async def _refuse(app: App, mistakes: Sequence[Mistake]) -> None:
    for mistake in mistakes:
        log.error("config not taken over", mistake=str(mistake))
    shown = "\n".join(map(str, mistakes[:MISTAKES_TOLD]))
    await app.tell(Notice("notice-config-bad", {"count": len(mistakes), "mistakes": shown}))


async def _take_over(app: App, config: Config) -> None:
    before = app.config
    fixed = [
        name
        for name in ("database", "telegram", "slack", "bidi")
        if getattr(before, name) != getattr(config, name)
    ]
    await app.follow(config)
    logs.hide(config.secrets())
    log.info("config taken over", feeds=len(config.feeds), watches=len(config.watches))
    if fixed:
        await app.report(Notice("notice-config-restart", {"parts": ", ".join(fixed)}))
