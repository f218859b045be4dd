"""The shape of the config file: its tables and keys, with an example of each for those who got it wrong."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Any, Literal, Self, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic.fields import FieldInfo

from bot.config.locate import KeyPath
from bot.config.settings import Ambiguous, Bidi
from bot.config.values import (
    Admin,
    Chat,
    Duration,
    FeedLanguage,
    FeedUrl,
    FirstPoll,
    Header,
    Listen,
    Phrase,
    Place,
    Private,
    Secret,
    Text,
    TimeZone,
    WatchName,
    WebUrl,
    chat_id,
    wrong,
)
from bot.model import Category, Language, MeetingStatus, Update

GENERAL = 1
"""The topic of every Telegram forum that no message may name (Bot API server: GENERAL_FORUM_TOPIC_ID)."""

Port = Annotated[int, Field(ge=1, le=65_535)]


def _example(*examples: str) -> FieldInfo:
    """What may stand behind the key, as TOML; for a table, how it is opened."""
    return Field(examples=list(examples))  # type: ignore[no-any-return] # made for annotations, typed for values


class Table(BaseModel):
    """A table of the file. Unknown keys are mistakes, and no value is bent into another type."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)


class BotTable(Table):
    """[bot]: what belongs to no other table."""

    database: Annotated[Text, _example('"rasid.db"')] = "rasid.db"
    timezone: Annotated[TimeZone, _example('"Africa/Tripoli"')] = ZoneInfo("UTC")
    language: Annotated[Language, _example('"en"', '"ar"', '"fr"')] = "en"
    retention: Annotated[Duration, _example('"180d"')] = timedelta(days=180)
    first_poll: Annotated[FirstPoll, _example('"1h"', '"all"')] = timedelta(hours=1)


class WebhookTable(Table):
    """telegram.webhook: how Telegram reaches us."""

    url: Annotated[WebUrl, _example('"https://bot.example.org/telegram"')]
    listen: Annotated[Listen, _example('"127.0.0.1"')] = "127.0.0.1"
    port: Annotated[Port, _example("8443")] = 8443
    secret: Annotated[Secret, _example('"env:TELEGRAM_WEBHOOK_SECRET"', '"file:webhook-secret"')]


class TelegramTable(Table):
    """[telegram]: the bot's account there."""

    token: Annotated[Secret, _example('"env:TELEGRAM_BOT_TOKEN"', '"file:PATH"')]
    base_url: Annotated[WebUrl | None, _example('"http://127.0.0.1:8081"')] = None
    webhook: Annotated[
        WebhookTable | None,
        _example('{ url = "https://bot.example.org/telegram", secret = "env:TELEGRAM_WEBHOOK_SECRET" }'),
    ] = None

    @model_validator(mode="after")
    def _can_be_called(self) -> Self:
        # A Bot API server of one's own may call by http (Bot API: Using a Local Bot API Server).
        if self.webhook and self.base_url is None and not self.webhook.url.startswith("https://"):
            raise wrong(
                "has a webhook without https, which Telegram does not call", "Write https:// in its url."
            )
        return self


class SlackTable(Table):
    """[slack]: the app there."""

    bot_token: Annotated[Secret | None, _example('"env:SLACK_BOT_TOKEN"', '"file:PATH"')] = None
    app_token: Annotated[Secret | None, _example('"env:SLACK_APP_TOKEN"', '"file:PATH"')] = None
    signing_secret: Annotated[Secret | None, _example('"env:SLACK_SIGNING_SECRET"', '"file:PATH"')] = None
    client_id: Annotated[Header | None, _example('"1234567890.0987654321"')] = None
    client_secret: Annotated[Secret | None, _example('"env:SLACK_CLIENT_SECRET"', '"file:PATH"')] = None
    base_url: Annotated[WebUrl | None, _example('"http://127.0.0.1:9000/api/"')] = None
    listen: Annotated[Listen, _example('"127.0.0.1"')] = "127.0.0.1"
    port: Annotated[Port, _example("3000")] = 3000

    @model_validator(mode="after")
    def _hears_of_commands(self) -> Self:
        if self.client_id is None and self.bot_token is None:
            raise wrong(
                "says not by which token Rasid writes to Slack",
                'Write bot_token = "env:SLACK_BOT_TOKEN", or client_id and client_secret.',
            )
        if (self.client_id is None) != (self.client_secret is None):
            raise wrong(
                "has one of client_id and client_secret", "Write both, or neither; the app's page shows them."
            )
        if self.client_id is not None and self.signing_secret is None:
            raise wrong(
                "is for several workspaces, which are listened to by HTTP",
                'Write signing_secret = "env:SLACK_SIGNING_SECRET".',
            )
        if self.app_token is None and self.signing_secret is None:
            raise wrong(
                "says how to write to Slack and not how to hear from it",
                'Write app_token = "env:SLACK_APP_TOKEN" for Socket Mode, or signing_secret for HTTP.',
            )
        return self


class ConsoleTable(Table):
    """[console]: the terminal as a channel."""

    bidi: Annotated[Bidi, _example('"auto"', '"terminal"', '"visual"', '"none"')] = "auto"


class FetchTable(Table):
    """[fetch]: how feeds are fetched, and when trouble with one is reported."""

    allow_private: Annotated[list[Private], _example('["127.0.0.1:8900"]')] = []
    user_agent: Annotated[Header | None, _example('"Newsroom/1.0 (+https://example.org)"')] = None
    concurrency: Annotated[int, Field(ge=1, le=500), _example("50")] = 50
    silent_after: Annotated[Duration, _example('"3d"')] = timedelta(days=3)
    failing_after: Annotated[Duration, _example('"6h"')] = timedelta(hours=6)


class DeliveryTable(Table):
    """[delivery]: how alerts are sent."""

    ambiguous: Annotated[Ambiguous, _example('"resend"', '"hold"')] = "resend"
    max_age: Annotated[Duration, _example('"24h"')] = timedelta(hours=24)
    fold_above: Annotated[int, Field(ge=0, le=1000), _example("20")] = 20


class AccessTable(Table):
    """[access]: who may do what in chat."""

    admins: Annotated[list[Admin], _example('["telegram:123456789", "slack:U0123ABCD"]')] = []
    chats: Annotated[list[Chat], _example('["telegram:-1001234567890", "slack:C0123ABCD"]')] = []
    group_admins: Annotated[bool, _example("true", "false")] = False


class AddressTable(Table):
    """A place to write to."""

    transport: Annotated[Literal["telegram", "slack", "console"], _example('"telegram"', '"slack"')]
    id: Annotated[Any, _example("-1001234567890", '"C0123ABCD"')]
    topic: Annotated[int | None, Field(ge=1), _example("7")] = None

    @field_validator("id")
    @classmethod
    def _id(cls, value: object, info: ValidationInfo) -> object:
        transport = info.data.get("transport")  # missing when it is a mistake itself
        return chat_id(value, transport) if transport else value

    @field_validator("topic")
    @classmethod
    def _topic(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("transport", "telegram") != "telegram":
            raise wrong("is a topic, and only Telegram has topics", "Take it out.")
        if value == GENERAL:
            raise wrong("is the General topic", "Take it out: what has no topic goes there.")
        return value


class OperatorTable(Table):
    """[operator]: who is told of failures."""

    channel: Annotated[AddressTable, _example('{ transport = "telegram", id = 123456789 }')]


class FeedTable(Table):
    """[[feed]]: a polled address."""

    name: Annotated[Text, _example('"BBC Arabic"')]
    url: Annotated[FeedUrl, _example('"https://feeds.bbci.co.uk/arabic/rss.xml"')]
    every: Annotated[Duration, _example('"5m"')] = timedelta(minutes=5)
    language: Annotated[FeedLanguage | None, _example('"ar"')] = None
    article: Annotated[bool, _example("true", "false")] = False
    enabled: Annotated[bool, _example("true", "false")] = True
    first_poll: Annotated[FirstPoll | None, _example('"1h"', '"all"')] = None
    timezone: Annotated[TimeZone | None, _example('"Africa/Cairo"')] = None


class MeetingTable(Table):
    """watch.meeting: people who meet."""

    people: Annotated[list[str], Field(min_length=1), _example('["haftar", "sisi"]')]
    status: Annotated[list[MeetingStatus], Field(min_length=1), _example('["held", "planned"]')] = [
        "held",
        "planned",
        "cancelled",
        "denied",
    ]


class CasualtiesTable(Table):
    """watch.casualties: what happened to people, and where."""

    places: Annotated[list[str], Field(min_length=1), _example('["libya"]')]
    of: Annotated[list[Category], Field(min_length=1), _example('["killed", "wounded"]')] = [
        "killed",
        "wounded",
    ]
    at_least: Annotated[int, Field(ge=1), _example("10")] = 1


class WatchTable(Table):
    """[[watch]]: a standing order."""

    name: Annotated[WatchName, _example('"haftar-sisi"')]
    title: Annotated[Text | None, _example('"Haftar–Sisi meetings"')] = None
    meeting: Annotated[MeetingTable | None, _example('{ people = ["haftar", "sisi"] }')] = None
    casualties: Annotated[
        CasualtiesTable | None, _example('{ places = ["libya"], of = ["killed", "wounded"] }')
    ] = None
    any: Annotated[list[Phrase], Field(min_length=1), _example('["oil crescent"]')] = []
    all: Annotated[list[Phrase], Field(min_length=1), _example('["oil", "export"]')] = []
    none: Annotated[list[Phrase], Field(min_length=1), _example('["football"]')] = []
    feeds: Annotated[list[str], Field(min_length=1), _example('["BBC Arabic"]')] = []
    formerly: Annotated[list[WatchName], _example('["old-name"]')] = []
    update: Annotated[Update, _example('"edit"', '"silent"', '"message"')] = "message"
    cooldown: Annotated[Duration | None, _example('"30m"')] = None
    corroborated: Annotated[int, Field(ge=1, le=9), _example("2")] = 1
    corroborated_within: Annotated[Duration, _example('"30m"')] = timedelta(minutes=30)
    urgent: Annotated[bool, _example("true", "false")] = False


class ChannelTable(AddressTable):
    """[[channel]]: a destination and what it follows."""

    watches: Annotated[list[str], _example('["*"]', '["haftar-sisi"]')] = ["*"]
    language: Annotated[Language | None, _example('"ar"', '"en"', '"fr"')] = None


People = Annotated[
    dict[str, Annotated[list[Phrase], Field(min_length=1)]],
    _example('[people] and below it haftar = ["حفتر", "Haftar"]'),
]
Places = Annotated[
    dict[str, Annotated[list[Place], Field(min_length=1)]],
    _example('[places] and below it libya = ["LY", "طرابلس"]'),
]


class File(Table):
    """The whole file."""

    bot: Annotated[BotTable, _example("[bot]")] = BotTable()
    telegram: Annotated[TelegramTable | None, _example("[telegram]")] = None
    slack: Annotated[SlackTable | None, _example("[slack]")] = None
    console: Annotated[ConsoleTable, _example("[console]")] = ConsoleTable()
    fetch: Annotated[FetchTable, _example("[fetch]")] = FetchTable()
    delivery: Annotated[DeliveryTable, _example("[delivery]")] = DeliveryTable()
    access: Annotated[AccessTable, _example("[access]")] = AccessTable()
    operator: Annotated[OperatorTable | None, _example("[operator]")] = None
    feed: Annotated[list[FeedTable], _example("[[feed]]")] = []
    people: People = {}
    places: Places = {}
    watch: Annotated[list[WatchTable], _example("[[watch]]")] = []
    channel: Annotated[list[ChannelTable], _example("[[channel]]")] = []


class _BotZone(Table):
    """[bot], as far as reading goes."""

    model_config = ConfigDict(extra="ignore")
    timezone: TimeZone = ZoneInfo("UTC")


class _FeedZone(Table):
    """[[feed]], as far as reading goes."""

    model_config = ConfigDict(extra="ignore")
    name: str = ""
    timezone: TimeZone | None = None


class ReadingFile(Table):
    """The tables that reading needs, of a file that may have others."""

    bot: _BotZone = _BotZone()
    feed: list[_FeedZone] = []
    people: People = {}
    places: Places = {}


ITEM = 0
"""Stands for every index of a list in the paths of `keys`."""


def keys(table: type[Table] = File, at: KeyPath = ()) -> Iterator[tuple[KeyPath, FieldInfo]]:
    """Every key of the file, with what is known of it."""
    for name, field in table.model_fields.items():
        path = (*at, name)
        yield path, field
        below = (*path, ITEM) if get_origin(field.annotation) is list else path
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, Table):
                yield from keys(part, below)
