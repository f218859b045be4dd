"""A desk that keeps everything in memory and words it in earnest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from bot.feeds.identity import link_keys
from bot.model import (
    Access,
    Account,
    Address,
    Alert,
    Backlog,
    Channel,
    Delivery,
    Dossier,
    Entry,
    FeedState,
    Found,
    Health,
    Language,
    Lately,
    Message,
    Mute,
    MutedStory,
    Quiet,
    Schedule,
    Stats,
    Term,
    Watch,
    Wish,
)
from bot.reading.search import found_by, terms
from bot.store.timetable import next_time
from bot.telling import buttons
from bot.telling.chart.compose import Chart, Subject
from bot.telling.compose import compose_alert
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


@cache
def tripoli() -> Wording:
    """The bot's texts; reading them takes longer than most tests."""
    return Wording(ZoneInfo("Africa/Tripoli"))


NOON = datetime(2019, 5, 9, 12, 0, tzinfo=UTC)


@dataclass
class FakeDesk:
    """What a chat may ask of the bot; every field may be set by a test."""

    allowed: Access = field(default_factory=Access)
    configured: Sequence[Watch] = ()
    language: Language = "en"
    alerts: Sequence[Alert] = ()  # newest first
    dossiers: Mapping[int, Dossier] = field(default_factory=dict)  # by number
    stored: Sequence[Found] = ()  # newest first
    strays: Sequence[Account] = ()  # that no watch matched
    polled: Sequence[FeedState] = ()
    subjects: Mapping[int, Subject] = field(default_factory=dict)  # by the number of their story
    queued: int = 0
    lately: Stats = field(default_factory=lambda: Stats({}, 0, Lately(0, 0), {}, 0, 0))
    deliveries: Mapping[int, Delivery] = field(default_factory=dict)  # by id
    refreshed: list[int] = field(default_factory=list)  # deliveries of which the message is to be edited
    operators: Address | None = None  # their channel
    state: Health = field(default_factory=lambda: Health("1.2", NOON, {}, None, Backlog(0, None, 0, 0, 0, 0)))
    clock: datetime = NOON
    channels: dict[Address, Channel] = field(default_factory=dict)
    updates: set[tuple[str, str]] = field(default_factory=set)  # seen
    answered: list[Address] = field(default_factory=list)  # where messages went that are no deliveries
    wording: Wording = field(default_factory=tripoli)

    def pass_time(self, by: timedelta) -> None:
        self.clock += by

    def access(self) -> Access:
        return self.allowed

    def watches(self) -> Sequence[Watch]:
        return self.configured

    def default_language(self) -> Language:
        return self.language

    def text(self, language: Language, key: str, **args: str | int | datetime) -> str:
        return self.wording.text(language, key, **args)

    def alert(self, alert: Alert, language: Language) -> Message:
        titles = {watch.name: watch.title for watch in self.configured}
        told = [titles.get(watch, watch) for watch in alert.watches]
        return compose_alert(alert, told, alert.entry.feed, language, self.wording)

    async def channel(self, address: Address) -> Channel | None:
        return self.channels.get(address)

    async def channels_of(self, transport: str) -> Sequence[Channel]:
        return [one for one in self.channels.values() if one.address.transport == transport]

    async def subscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        known = self.channels.get(address, Channel(address))
        follows = tuple(dict.fromkeys((*known.watches, *watches)))
        self.channels[address] = replace(known, watches=follows, active=True)
        return self.channels[address]

    async def unsubscribe(self, address: Address, watches: Sequence[str]) -> Channel:
        known = self.channels.get(address, Channel(address))
        kept = tuple(
            name for name in known.watches if name in known.fixed or not ("*" in watches or name in watches)
        )
        self.channels[address] = replace(known, watches=kept)
        return self.channels[address]

    async def mute(self, address: Address, watches: Sequence[str], until: datetime) -> None:
        known = self.channels.get(address, Channel(address))
        held = {mute.watch: mute.held for mute in known.mutes}
        kept = [mute for mute in known.mutes if mute.watch not in watches]
        muted = [Mute(watch, until, held.get(watch, 0)) for watch in watches]
        mutes = tuple(sorted([*kept, *muted], key=lambda mute: mute.watch))
        self.channels[address] = replace(known, mutes=mutes)

    async def unmute(self, address: Address, watches: Sequence[str]) -> int:
        known = self.channels.get(address, Channel(address))
        ended = [mute for mute in known.mutes if {"*", mute.watch} & set(watches)]
        kept = tuple(mute for mute in known.mutes if mute not in ended)
        stories = known.muted_stories if "*" in watches else ()
        left = () if "*" in watches else known.muted_stories
        self.channels[address] = replace(known, mutes=kept, muted_stories=left)
        return sum(mute.held for mute in ended) + sum(story.held for story in stories)

    async def mute_story(self, address: Address, story: int) -> bool:
        if story not in self.dossiers:
            return False
        known = self.channels.get(address, Channel(address))
        if story not in {each.story for each in known.muted_stories}:
            muted = (MutedStory(story), *known.muted_stories)
            self.channels[address] = replace(known, muted_stories=muted)
        return True

    async def unmute_story(self, address: Address, story: int) -> int | None:
        known = self.channels.get(address, Channel(address))
        held = {each.story: each.held for each in known.muted_stories}
        kept = tuple(each for each in known.muted_stories if each.story != story)
        self.channels[address] = replace(known, muted_stories=kept)
        return held.get(story)

    async def schedule(self, address: Address, wanted: Sequence[Schedule]) -> None:
        known = self.channels.get(address, Channel(address))
        names = {each.watch for each in wanted}
        kept = [each for each in known.schedules if not ("*" in names or each.watch in names)]
        schedules = tuple(sorted([*kept, *wanted], key=lambda each: each.watch))
        self.channels[address] = replace(known, schedules=schedules)

    async def unschedule(self, address: Address, watches: Sequence[str]) -> int:
        known = self.channels.get(address, Channel(address))
        kept = tuple(each for each in known.schedules if not ("*" in watches or each.watch in watches))
        self.channels[address] = replace(known, schedules=kept, gathered=known.gathered if kept else 0)
        return 0 if kept else known.gathered

    def next_digest(self, schedule: Schedule) -> datetime:
        return next_time(schedule, self.clock)

    async def set_quiet(self, address: Address, quiet: Quiet | None) -> int:
        known = self.channels.get(address, Channel(address))
        self.channels[address] = replace(known, quiet=quiet)
        return known.quiet.held if known.quiet and not quiet else 0

    def timezone(self) -> tzinfo:
        return ZoneInfo("Africa/Tripoli")

    async def set_language(self, address: Address, language: Language) -> None:
        known = self.channels.get(address, Channel(address))
        self.channels[address] = replace(known, language=language)

    async def latest(self, watches: Sequence[str], limit: int) -> Sequence[Alert]:
        asked = [
            replace(alert, watches=tuple(name for name in alert.watches if {name, "*"} & set(watches)))
            for alert in self.alerts
        ]
        return [alert for alert in asked if alert.watches][:limit]

    async def search(self, words: str, limit: int, language: Language) -> Message:
        wanted = terms(words, {})
        found = [one for one in self.stored if _has(one.entry, wanted)]
        return compose_found(words, found, limit, self._speaker(language))

    async def newest_story(self, watches: Sequence[str]) -> int | None:
        told = [
            one.story for one in self.alerts if one.story is not None and {"*", *one.watches} & set(watches)
        ]
        return next(iter(told), None)

    async def story(self, number: int, language: Language) -> Message | None:
        dossier = self.dossiers.get(number)
        return compose_story(dossier, self._speaker(language)) if dossier else None

    async def timeline(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        if number not in self.dossiers:
            return None
        dossier = self.dossiers[number]
        wanted = tuple(one for one in dossier.alerts if {"*", *one.watches} & set(watches))
        return compose_timeline(replace(dossier, alerts=wanted), self._speaker(language))

    async def why_link(self, link: str, follows: Sequence[str], language: Language) -> Message | None:
        wanted = set(link_keys(link))
        if not wanted:
            raise ValueError(link)
        every = [one for dossier in self.dossiers.values() for one in dossier.accounts] + list(self.strays)
        found = [one for one in every if one.entry.link and wanted & set(link_keys(one.entry.link))]
        return compose_rulings(found, follows, self._speaker(language)) if found else None

    async def why_story(self, number: int, follows: Sequence[str], language: Language) -> Message | None:
        if number not in self.dossiers:
            return None
        return compose_rulings(self.dossiers[number].accounts, follows, self._speaker(language), number)

    def _speaker(self, language: Language) -> Speaker:
        return Speaker(language, self.wording, {}, {}, {watch.name: watch.title for watch in self.configured})

    async def wish(self, address: Address, data: str) -> Wish | None:
        found = buttons.read(data)
        told = self.deliveries.get(found.delivery) if found else None
        if found is None or told is None or not isinstance(told.what, Alert):
            return None
        there = (told.address.transport, told.address.chat) == (address.transport, address.chat)
        if not (there and buttons.is_of(found, told.what)):
            return None
        known = self.channels.get(told.address, Channel(told.address))
        muted = tuple(mute for mute in known.mutes if mute.watch in told.what.watches)
        stories = {each.story for each in known.muted_stories}
        return Wish(found.action, replace(told, mutes=muted, story_muted=told.what.story in stories))

    async def why_alert(
        self, alert: Alert, follows: Sequence[str], language: Language, *, briefly: bool
    ) -> Message | None:
        every = [one for dossier in self.dossiers.values() for one in dossier.accounts]
        found = [one for one in every if one.entry == alert.entry]
        compose = compose_reasons if briefly else compose_rulings
        return compose(found, follows, self._speaker(language)) if found else None

    async def sources(self, number: int, language: Language, *, briefly: bool) -> Message | None:
        compose = compose_outlets if briefly else compose_sources
        dossier = self.dossiers.get(number)
        return compose(dossier, self._speaker(language)) if dossier else None

    async def refresh(self, delivery: Delivery) -> None:
        self.refreshed.append(delivery.id)

    async def chart(self, number: int, watches: Sequence[str], language: Language) -> Message | None:
        if number not in self.subjects:
            return None
        titles = {watch.name: watch.title for watch in self.configured}
        drawn = replace(self.subjects[number], title=", ".join(titles[name] for name in watches))
        return Chart(drawn, language, self.wording).message(b"a picture")

    async def feeds(self) -> Sequence[FeedState]:
        return self.polled

    def operator(self) -> Address | None:
        return self.operators

    async def health(self) -> Health:
        return self.state

    async def waiting(self, address: Address) -> int:
        return self.queued

    async def stats(self, address: Address) -> Stats:
        return self.lately

    async def seen(self, transport: str, key: str) -> bool:
        return (transport, key) in self.updates

    async def remember(self, transport: str, key: str) -> None:
        self.updates.add((transport, key))

    async def posted(self, address: Address) -> None:
        self.answered.append(address)

    async def suspend(self, address: Address) -> None:
        self._all_of(address, active=False)

    async def resume(self, address: Address) -> None:
        self._all_of(address, active=True)

    async def move(self, old: Address, new: Address) -> None:
        for known in list(self.channels.values()):
            if (known.address.transport, known.address.chat) == (old.transport, old.chat):
                moved = replace(known.address, transport=new.transport, chat=new.chat)
                del self.channels[known.address]
                self.channels[moved] = replace(known, address=moved)

    async def suspend_all(self, transport: str, workspace: str) -> None:
        self._all_in(transport, workspace, active=False)

    async def resume_all(self, transport: str, workspace: str) -> None:
        self._all_in(transport, workspace, active=True)

    def _all_in(self, transport: str, workspace: str, *, active: bool) -> None:
        for address, known in self.channels.items():
            if address.transport == transport and address.chat.startswith(f"{workspace}/"):
                self.channels[address] = replace(known, active=active)

    def now(self) -> datetime:
        return self.clock

    def _all_of(self, address: Address, *, active: bool) -> None:
        for known in list(self.channels.values()):
            if address in {known.address, replace(known.address, topic=None)}:
                self.channels[known.address] = replace(known, active=active)


def _has(entry: Entry, wanted: Sequence[Term]) -> bool:
    """Whether an entry is found by these terms."""
    said = f" {found_by((entry.title, entry.summary, entry.content))} "
    return all(any(f" {form} " in said for form in term.forms) is not term.excluded for term in wanted)
