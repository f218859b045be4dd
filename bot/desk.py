"""What a chat may ask of the bot, answered from the store and the config in force."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from bot import charts
from bot.config import Config
from bot.feeds.identity import link_keys
from bot.model import (
    Access,
    Account,
    Address,
    Alert,
    Channel,
    Delivery,
    Digest,
    FeedState,
    Health,
    Language,
    Message,
    Notice,
    Quiet,
    Schedule,
    Stats,
    Watch,
    Wish,
)
from bot.reading.search import terms
from bot.store.base import Store
from bot.store.timetable import next_time
from bot.telling import buttons
from bot.telling.chart.compose import Chart
from bot.telling.compose import compose_alert, compose_notice, remarked
from bot.telling.digests import compose_digest, parted
from bot.telling.dossiers import (
    Speaker,
    compose_outlets,
    compose_reasons,
    compose_rulings,
    compose_sources,
    compose_story,
    compose_timeline,
)
from bot.telling.found import compose_found
from bot.telling.wording import Wording

Parts = Sequence[Sequence[int]]

ALL = ("*",)
MOST_REPORTS = 500  # of a story that are looked at when somebody asks
MOST_ENTRIES = 5  # with one link, in as many feeds


class Desk:
    """The commands' view of the bot. `config` is replaced when it changes."""

    def __init__(
        self,
        *,
        store: Store,
        config: Config,
        wake: Callable[[], None],
        report: Callable[[Notice], Awaitable[None]],
        posted: Callable[[Address], Awaitable[None]],
        clock: Callable[[], datetime],
        health: Callable[[], Awaitable[Health]] | None = None,
    ) -> None:
        """Without `health` it stands beside no running bot, and nobody can ask it for that."""
        self._health = health
        self._store = store
        self._wake = wake
        self._report = report
        self._posted = posted
        self._clock = clock
        self._studio = charts.Studio()
        self.follow(config)

    def follow(self, config: Config) -> None:
        """Answer by this config from now on."""
        self._config = config
        self._wording = Wording(config.timezone)

    def access(self) -> Access:
        """Who may do what."""
        return self._config.access

    def watches(self) -> Sequence[Watch]:
        """In the order of the config."""
        return self._config.watches

    def default_language(self) -> Language:
        """The bot's own."""
        return self._config.language

    def text(self, language: Language, key: str, **args: str | int | datetime) -> str:
        """A text of the locale files."""
        return self._wording.text(language, key, **args)

    def alert(self, alert: Alert, language: Language) -> Message:
        """An alert as a channel of that language sees it."""
        return worded(alert, self._config, self._wording, language)

    def word(self, delivery: Delivery) -> Message:
        """What a delivery says, in its channel's language; when it was sent already, to be edited."""
        language = delivery.language or self.default_language()
        if isinstance(delivery.what, Notice):
            said = compose_notice(self._titled(delivery.what), language, self._wording)
            return remarked(said, self._wording, late=None, repeated=delivery.uncertain)
        sent = delivery.sent_at or self._clock()
        if isinstance(delivery.what, Digest):
            late = self._late(delivery.what.due, sent)
            speaker = self._speaker(language)
            return compose_digest(delivery.what, speaker, late=late, repeated=delivery.uncertain)
        late = self._late(delivery.what.at, sent)
        said = replace(
            self.alert(delivery.what, language),
            buttons=buttons.compose_buttons(delivery, language, self._wording),
        )
        return remarked(said, self._wording, late=late, repeated=delivery.uncertain)

    def _titled(self, notice: Notice) -> Notice:
        """A notice of a watch with the title that people read."""
        name = notice.args.get("watch")
        title = titles_of(self._config).get(str(name), name)
        return replace(notice, args={**notice.args, "watch": title}) if title is not None else notice

    def _late(self, due: datetime, sent: datetime) -> datetime | None:
        """Since when it was to be told, if that is to be said."""
        return due if sent - due > self._config.delivery.max_age else None

    def parts(self, digest: Digest, language: Language | None, fits: Callable[[Message], bool]) -> Parts:
        """Which alerts of a digest each of its messages tells, by their ids."""
        return parted(digest, self._speaker(language or self.default_language()), fits)

    async def channel(self, address: Address) -> Channel | None:
        """What is known of a chat."""
        return await self._store.channel(address)

    async def channels_of(self, transport: str) -> Sequence[Channel]:
        """All that are known on one platform."""
        return [one for one in await self._store.channels() if one.address.transport == transport]

    async def subscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        """Add to what the chat follows."""
        await self._store.subscribe(address, watches)
        return await self._known(address)

    async def unsubscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        """Take away from what the chat follows; those of the config stay."""
        await self._store.unsubscribe(address, watches)
        return await self._known(address)

    async def _known(self, address: Address) -> Channel:
        return await self._store.channel(address) or Channel(address)

    async def mute(self, address: Address, watches: Sequence[str], until: datetime) -> None:
        """Hold back alerts of these watches here until then."""
        await self._store.mute(address, watches, until)

    async def unmute(self, address: Address, watches: Sequence[str]) -> int:
        """Let them through again; how many were held back."""
        return await self._store.unmute(address, watches)

    async def mute_story(self, address: Address, story: int) -> bool:
        """Hold back here what comes of a story; False when there is none such."""
        found = await self._store.mute_story(address, story, self._clock())
        self._wake()
        return found

    async def unmute_story(self, address: Address, story: int) -> int | None:
        """Let it through again; how many were held back, None when it was not muted here."""
        held = await self._store.unmute_story(address, story, self._clock())
        self._wake()
        return held

    async def set_quiet(self, address: Address, quiet: Quiet | None) -> int:
        """Hold back alerts here in these hours of every day; how many were by hours that are ended."""
        return await self._store.set_quiet(address, quiet)

    async def schedule(self, address: Address, wanted: Sequence[Schedule]) -> None:
        """Tell what these watches tell here in digests."""
        await self._store.schedule(address, wanted, self._clock())
        self._wake()

    async def unschedule(self, address: Address, watches: Sequence[str]) -> int:
        """Tell it one by one again; how many alerts come in a last digest."""
        waited = await self._store.unschedule(address, watches, self._clock())
        self._wake()
        return waited

    def next_digest(self, schedule: Schedule) -> datetime:
        """When the next digest of this schedule is due."""
        return next_time(schedule, self._clock())

    def timezone(self) -> tzinfo:
        """In which times are shown and meant."""
        return self._config.timezone

    async def set_language(self, address: Address, language: Language) -> None:
        """The language of this chat from now on."""
        await self._store.set_language(address, language)

    async def latest(self, watches: Sequence[str], limit: int) -> Sequence[Alert]:
        """The newest alerts of these watches ("*": of all) and for no others, newest first."""
        return await self._store.latest(watches, limit)

    async def search(self, words: str, limit: int, language: Language) -> Message:
        """The newest entries with these words. Raises SearchError when they are nothing to look for."""
        found = await self._store.search(terms(words, self._config.people), limit + 1)
        return compose_found(words, found, limit, self._speaker(language))

    async def newest_story(self, watches: Sequence[str]) -> int | None:
        """The story of the newest alert for any of these watches."""
        return await self._store.newest_story(watches)

    async def story(self, number: int, language: Language) -> Message | None:
        """All that is known of a story."""
        dossier = await self._store.dossier(number, ALL, MOST_REPORTS)
        return compose_story(dossier, self._speaker(language)) if dossier else None

    async def timeline(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        """The steps of a story that these watches were told."""
        dossier = await self._store.dossier(number, watches, MOST_REPORTS)
        return compose_timeline(dossier, self._speaker(language)) if dossier else None

    async def why_link(self, link: str, follows: Sequence[str], language: Language) -> Message | None:
        """What was decided on the article with this link. Raises ValueError when no link can be so."""
        if not link_keys(link):
            raise ValueError(link)
        accounts = await self._accounts(link)
        return compose_rulings(accounts, follows, self._speaker(language)) if accounts else None

    async def _accounts(self, link: str) -> Sequence[Account]:
        """The entries that are known by a link; none for what is no link of an article."""
        found = [await self._store.accounts(key, MOST_ENTRIES) for key in link_keys(link)]
        return next(filter(None, found), ())

    async def why_story(self, number: int, follows: Sequence[str], language: Language) -> Message | None:
        """What was decided on the reports of a story, the last first."""
        dossier = await self._store.dossier(number, ALL, MOST_REPORTS)
        found = dossier and dossier.accounts[::-1]
        return compose_rulings(found, follows, self._speaker(language), number) if found else None

    def _speaker(self, language: Language) -> Speaker:
        return Speaker(
            language, self._wording, self._config.people, self._config.places, titles_of(self._config)
        )

    async def wish(self, address: Address, data: str) -> Wish | None:
        """What a button means that brought this back from that chat; None when it is none of ours there."""
        found = buttons.read(data)
        delivery = await self._store.delivery(found.delivery) if found else None
        if found is None or delivery is None or not isinstance(delivery.what, Alert):
            return None
        there = (delivery.address.transport, delivery.address.chat) == (address.transport, address.chat)
        return Wish(found.action, delivery) if there and buttons.is_of(found, delivery.what) else None

    async def why_alert(
        self, alert: Alert, follows: Sequence[str], language: Language, *, briefly: bool
    ) -> Message | None:
        """What was decided on the article that an alert tells; None when that is kept no longer."""
        accounts = await self._accounts(alert.entry.link or "")
        if not accounts and alert.story is not None:
            dossier = await self._store.dossier(alert.story, ALL, MOST_REPORTS)
            reports = dossier.accounts if dossier else ()
            accounts = [each for each in reports if each.entry == alert.entry] or reports[::-1]
        compose = compose_reasons if briefly else compose_rulings
        return compose(accounts, follows, self._speaker(language)) if accounts else None

    async def sources(self, number: int, language: Language, *, briefly: bool) -> Message | None:
        """Who reports a story and what they say; briefly: who they are."""
        dossier = await self._store.dossier(number, ALL, MOST_REPORTS)
        compose = compose_outlets if briefly else compose_sources
        return compose(dossier, self._speaker(language)) if dossier else None

    async def refresh(self, delivery: Delivery) -> None:
        """Let a message show what has changed in what its chat mutes."""
        await self._store.refresh(delivery.id, self._clock())
        self._wake()

    async def chart(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        """How the figures of a story went, as the first of these watches that was told of it counts them."""
        asked = [watch for watch in self.watches() if watch.name in watches]
        subject = await charts.subject(self._store, asked, number)
        return await self._studio.message(Chart(subject, language, self._wording)) if subject else None

    async def feeds(self) -> Sequence[FeedState]:
        """Every configured and enabled feed."""
        return await self._store.feed_states()

    def operator(self) -> Address | None:
        """Where what the operator should know is told."""
        return self._config.operator

    async def health(self) -> Health:
        """How the running bot is."""
        if self._health is None:
            raise LookupError("no bot runs here")
        return await self._health()

    async def waiting(self, address: Address) -> int:
        """How many deliveries to this chat are still to be sent."""
        return await self._store.waiting(address)

    async def stats(self, address: Address) -> Stats:
        """What happened lately in this chat and in the bot."""
        return await self._store.stats(address, self._clock())

    async def seen(self, transport: str, key: str) -> bool:
        """Whether what this update asked for is done already."""
        return await self._store.seen(transport, key, self._clock())

    async def remember(self, transport: str, key: str) -> None:
        """What this update asked for is done."""
        await self._store.remember(transport, key, self._clock())

    async def posted(self, address: Address) -> None:
        """A message went to this chat that is no delivery: its pace counts it."""
        await self._posted(address)

    async def suspend(self, address: Address) -> None:
        """Hold deliveries to this chat, and tell the operator where it followed something."""
        if await self._store.suspend(address):
            removed = {"channel": str(address), "error": "The bot was removed or blocked there."}
            await self._report(Notice("notice-channel-suspended", removed))

    async def resume(self, address: Address) -> None:
        """Let deliveries to this chat go on, and tell the operator, if told that they could not."""
        await self._store.resume(address)
        if await self._store.recovered(address):
            await self._report(Notice("notice-channel-recovered", {"channel": str(address)}))
        self._wake()

    async def move(self, old: Address, new: Address) -> None:
        """Rewrite a chat's id."""
        await self._store.move(old, new)
        self._wake()

    async def suspend_all(self, transport: str, workspace: str) -> None:
        """Hold deliveries to every chat of a workspace, and tell the operator once."""
        held = await self._chats_in(transport, workspace)
        for channel in held:
            await self._store.suspend(channel.address)
        if any(channel.active and channel.watches for channel in held):
            removed = {"channel": f"{transport}:{workspace}", "error": "The bot was removed there."}
            await self._report(Notice("notice-channel-suspended", removed))

    async def resume_all(self, transport: str, workspace: str) -> None:
        """Let them go on."""
        for channel in await self._chats_in(transport, workspace):
            await self._store.resume(channel.address)
        self._wake()

    async def _chats_in(self, transport: str, workspace: str) -> Sequence[Channel]:
        known = await self.channels_of(transport)
        return [channel for channel in known if channel.address.chat.startswith(f"{workspace}/")]

    def now(self) -> datetime:
        """The time, aware UTC."""
        return self._clock()


def titles_of(config: Config) -> dict[str, str]:
    """What people read for the names of the watches."""
    return {watch.name: watch.title for watch in config.watches}


def worded(alert: Alert, config: Config, wording: Wording, language: Language) -> Message:
    """An alert in this language, with the titles that its watches have in this config."""
    titles = titles_of(config)
    names = [titles.get(watch, watch) for watch in alert.watches]
    return compose_alert(alert, names, alert.entry.feed, language, wording, config.people, config.places)
