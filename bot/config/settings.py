"""What the config says, checked and in the words of the project."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta, tzinfo
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.errors import Mistake
from bot.model import Access, Address, Channel, Feed, Language, Watch

Bidi = Literal["auto", "terminal", "visual", "none"]
"""Who puts right-to-left text in order on the console: found out, the terminal, Rasid, nobody."""


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """Telegram brings its updates to us, instead of our asking for them."""

    url: str  # what Telegram calls, as seen from outside
    listen: str  # the local address that we bind
    port: int
    secret: SecretStr  # comes back with every call: who does not know it is refused


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """A Telegram bot, its secrets in hand."""

    token: SecretStr
    base_url: str | None = None  # the root of a Bot API server; None: Telegram's own
    webhook: WebhookSettings | None = None  # None: long polling


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """A Slack app, its secrets in hand. With an app token it uses Socket Mode, else HTTP."""

    bot_token: SecretStr | None = None  # never None without a client id
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None  # never None without an app token
    client_id: str | None = None  # with it the app may be installed in several workspaces
    client_secret: SecretStr | None = None  # None without a client id
    base_url: str | None = None  # as written; None: Slack's own
    listen: str = "127.0.0.1"  # for HTTP
    port: int = 3000


Ambiguous = Literal["resend", "hold"]
"""What to do with a message that may have arrived, where the platform cannot be asked."""


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """How alerts are sent."""

    ambiguous: Ambiguous = "resend"
    max_age: timedelta = timedelta(hours=24)  # what waited for longer is marked as late
    fold_above: int = 20  # alerts that may wait for a channel until they are told together; 0: any number


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How feeds are fetched."""

    allow_private: tuple[str, ...]  # "host:port", which the address guard would refuse
    user_agent: str | None  # None: Rasid's own
    concurrency: int  # feeds at a time
    silent_after: timedelta  # a feed without a new entry for so long is reported
    failing_after: timedelta  # a feed that could not be had for so long is reported


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What reading needs of a config: whom and where to find, and where the outlets' days begin."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # as in Config
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timezone: tzinfo = UTC  # of feeds that have none of their own, or are not configured
    zones: Mapping[str, tzinfo] = field(default_factory=dict)  # by the name of a feed

    def zone(self, feed: str) -> tzinfo:
        """In which time zone the outlet of this feed says "yesterday"."""
        return self.zones.get(feed, self.timezone)


@dataclass(frozen=True, slots=True)
class Config:
    """A whole config, valid: every name in it leads somewhere."""

    path: Path  # the file it came from
    database: Path  # relative paths start at the config file's folder
    timezone: ZoneInfo  # in which people read times
    language: Language  # of the bot, where a channel has none of its own
    retention: timedelta  # how long the texts of entries are kept
    first_poll: timedelta  # how old an entry of a new feed may be to be told; timedelta.max: any age
    telegram: TelegramSettings | None  # None: not configured, or off (then a note says why)
    slack: SlackSettings | None
    bidi: Bidi  # for the console
    fetch: FetchSettings
    delivery: DeliverySettings
    access: Access
    operator: Address | None  # who is told of failures
    feeds: tuple[Feed, ...]  # in the order of the file, disabled ones too
    people: Mapping[str, tuple[str, ...]]  # id -> every name an outlet may use
    places: Mapping[str, tuple[str, ...]]  # id -> names, and ISO 3166 codes (two capitals) for countries
    watches: tuple[Watch, ...]
    channels: tuple[Channel, ...]
    notes: tuple[Mistake, ...]  # worth telling, and nothing that stops the bot

    def reading(self) -> ReadingSettings:
        """What of it reading needs."""
        zones = {feed.name: feed.timezone for feed in self.feeds}
        return ReadingSettings(self.people, self.places, self.timezone, zones)

    def secrets(self) -> frozenset[str]:
        """Every secret in plain text, for the one who keeps them out of the logs."""
        telegram, slack = self.telegram, self.slack
        held = (
            telegram and telegram.token,
            telegram and telegram.webhook and telegram.webhook.secret,
            slack and slack.bot_token,
            slack and slack.app_token,
            slack and slack.signing_secret,
            slack and slack.client_secret,
        )
        return frozenset(secret.get_secret_value() for secret in held if secret)
