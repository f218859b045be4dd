"""A desk that keeps everything in memory and words it in earnest."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.model import Access, Address, Alert, Channel, FeedState, Language, Message, Watch
from bot.telling.compose import compose_alert
from bot.telling.wording import Wording


@cache
def tripoli() -> Wording:
    """The bot's texts; reading them takes longer than most tests."""
    return Wording(ZoneInfo("Africa/Tripoli"))


@dataclass
class FakeDesk:
    """What a chat may ask of the bot; every field may be set by a test."""

    allowed: Access = field(default_factory=Access)
    configured: Sequence[Watch] = ()
    language: Language = "en"
    alerts: Sequence[Alert] = ()  # newest first
    polled: Sequence[FeedState] = ()
    queued: int = 0
    clock: datetime = datetime(2019, 5, 9, 12, 0, tzinfo=UTC)
    channels: dict[Address, Channel] = field(default_factory=dict)
    updates: set[tuple[str, str]] = field(default_factory=set)  # seen
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

    async def set_language(self, address: Address, language: Language) -> None:
        known = self.channels.get(address, Channel(address))
        self.channels[address] = replace(known, language=language)

    async def latest(self, watches: Sequence[str], limit: int) -> Sequence[Alert]:
        asked = [
            replace(alert, watches=tuple(name for name in alert.watches if {name, "*"} & set(watches)))
            for alert in self.alerts
        ]
        return [alert for alert in asked if alert.watches][:limit]

    async def feeds(self) -> Sequence[FeedState]:
        return self.polled

    async def waiting(self, address: Address) -> int:
        return self.queued

    async def seen(self, transport: str, key: str) -> bool:
        return (transport, key) in self.updates

    async def remember(self, transport: str, key: str) -> None:
        self.updates.add((transport, key))

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

    def now(self) -> datetime:
        return self.clock

    def _all_of(self, address: Address, *, active: bool) -> None:
        for known in list(self.channels.values()):
            if address in {known.address, replace(known.address, topic=None)}:
                self.channels[known.address] = replace(known, active=active)
