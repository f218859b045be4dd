"""From a TOML file to a Config, or to every mistake in it at once."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta, tzinfo
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.config.checks import check, notes, places_of_secrets
from bot.config.locate import KeyPath, Locator
from bot.config.schema import AddressTable, ChannelTable, FeedTable, File, ReadingFile, WatchTable
from bot.config.secrets import Secrets, fetch
from bot.config.settings import (
    Config,
    DeliverySettings,
    FetchSettings,
    ReadingSettings,
    SlackSettings,
    TelegramSettings,
    WebhookSettings,
)
from bot.config.surroundings import missing
from bot.config.translate import validate
from bot.config.wording import Fault, dotted
from bot.errors import ConfigError, Mistake
from bot.model import Access, Address, Casualties, Channel, Feed, Meeting, Watch

LARGEST = 5_000_000
"""Bytes of a config file; ten thousand feeds take a fifth of it."""

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TUPLE = re.compile(r"\(('.*?'),?\)")  # how tomllib writes keys

_SYNTAX_ADVICE = (
    ("Invalid value", 'Text stands in quotes, as name = "value"; true and false are in small letters.'),
    ("Expected '='", 'A line is key = "value", [table] or # comment.'),
    ("Invalid statement", "A key of other than plain Latin letters, digits, - and _ stands in quotes."),
    ("Invalid initial character", "An inline table stands on one line, without a comma before its }."),
    ("Unclosed array", "A list ends with ] and has commas between its items."),
    ("Unclosed inline table", "An inline table ends with } on the line where it began."),
    ("Cannot overwrite a value", "This key stands there twice; keep one."),
    ("Cannot declare", "This table stands there twice; make it one, or [[…]] for a list of tables."),
    ("Illegal character '\\n'", "A text ends with the quote it began with, on the same line."),
    ("Unterminated string", "A text ends with the quote it began with."),
    ("Unescaped '\\'", "Write \\\\ for a backslash, or put the text in single quotes."),
    ("Expected newline", "One line holds one key; text stands in one pair of quotes."),
)


def load(path: Path, env: Mapping[str, str]) -> Config:
    """The config in this file, with the secrets that it names in `env` or in files.

    Raises ConfigError with all mistakes, in the order of the file. Where a transport's variable is not
    set, that transport is off and a note says so. Blocks on the disk only.
    """
    text = _read(path)
    data = _parse(path, text)
    file, faults = validate(data, File)
    secrets = fetch(places_of_secrets(data), env, path.parent)
    faults += [*secrets.faults, *check(data, secrets), *missing(data, path.parent)]
    if file is None or faults:
        raise ConfigError(_located(path, text, faults))
    told = _located(path, text, [*secrets.notes, *notes(file)])
    return _config(path, file, secrets, tuple(told))


def load_reading(path: Path) -> ReadingSettings:
    """What reading needs of the config in this file, whatever stands in its other tables.

    Raises ConfigError with all mistakes in those it needs, in the order of the file. Blocks on the disk only.
    """
    text = _read(path)
    data = _parse(path, text)
    others = File.model_fields.keys() - ReadingFile.model_fields.keys()
    file, faults = validate({key: data[key] for key in data if key not in others}, ReadingFile)
    if file is None:
        raise ConfigError(_located(path, text, faults))
    zone = file.bot.timezone
    return ReadingSettings(
        people={key: tuple(names) for key, names in file.people.items()},
        places={key: tuple(names) for key, names in file.places.items()},
        timezone=zone,
        zones={feed.name: feed.timezone or zone for feed in file.feed},
    )


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _unusable(path, "There is no such file.", "Copy config.example.toml to begin with.") from None
    except IsADirectoryError:
        raise _unusable(path, "This is a folder.", "Name the file in it.") from None
    except (OSError, ValueError) as error:
        raise _unusable(path, f"It cannot be read: {error}.") from error
    if len(raw) > LARGEST:
        raise _unusable(path, f"It is larger than {LARGEST // 1_000_000} MB.", "Is it the right file?")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _unusable(path, "This is not UTF-8.", "Save the file as UTF-8.", line) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except RecursionError:
        problem, line = "Lists or tables are nested too deep.", None
    except ValueError as error:  # a number of thousands of digits raises no TOMLDecodeError
        problem = str(error)
        where = _WHERE.search(problem)
        line = int(where[1]) if where and where[1] else text.count("\n") + 1 if where else None
        problem = _TUPLE.sub(r"\1", _WHERE.sub("", problem)) + "."
    else:
        if data:
            return data
        # Cut to nothing by an editor that crashed, it would make a running bot forget everything.
        raise _unusable(path, "The file is empty.", "Copy config.example.toml into it to begin with.")
    advice = next((advice for start, advice in _SYNTAX_ADVICE if problem.startswith(start)), "")
    rest = "What comes after it is checked when this is right."
    # Raised out here: the error of tomllib holds the whole text, and with it what nobody should log.
    raise _unusable(path, f"This is not TOML: {problem}", f"{advice} {rest}".strip(), line)


def _unusable(path: Path, problem: str, advice: str = "", line: int | None = None) -> ConfigError:
    return ConfigError([Mistake(str(path), line, "", problem, advice)])


def _located(path: Path, text: str, faults: Iterable[Fault]) -> list[Mistake]:
    """Faults with their lines, in the order of the file, each once."""
    faults = list(dict.fromkeys(faults))
    if not faults:
        return []
    locator = Locator(text)
    mistakes = [
        Mistake(str(path), locator.line(fault.at), dotted(fault.at), fault.problem, fault.advice)
        for fault in faults
    ]
    return sorted(mistakes, key=lambda mistake: mistake.line or 0)


def _config(path: Path, file: File, secrets: Secrets, told: tuple[Mistake, ...]) -> Config:
    return Config(
        path=path,
        database=path.parent / file.bot.database,
        timezone=file.bot.timezone,
        language=file.bot.language,
        retention=file.bot.retention,
        first_poll=file.bot.first_poll,
        telegram=_telegram(file, secrets),
        slack=_slack(file, secrets),
        bidi=file.console.bidi,
        fetch=FetchSettings(
            allow_private=tuple(file.fetch.allow_private),
            user_agent=file.fetch.user_agent,
            concurrency=file.fetch.concurrency,
            silent_after=file.fetch.silent_after,
            failing_after=file.fetch.failing_after,
        ),
        delivery=DeliverySettings(file.delivery.ambiguous, file.delivery.max_age, file.delivery.fold_above),
        access=Access(
            admins=frozenset(file.access.admins),
            chats=frozenset(file.access.chats),
            group_admins=file.access.group_admins,
        ),
        operator=_address(file.operator.channel) if file.operator else None,
        feeds=tuple(_feed(table, file.bot.timezone) for table in file.feed),
        people={key: tuple(names) for key, names in file.people.items()},
        places={key: tuple(names) for key, names in file.places.items()},
        watches=tuple(map(_watch, file.watch)),
        channels=tuple(map(_channel, file.channel)),
        notes=told,
    )


def _telegram(file: File, secrets: Secrets) -> TelegramSettings | None:
    table = file.telegram
    if table is None or "telegram" in secrets.off:
        return None
    webhook = None
    if table.webhook is not None:
        webhook = WebhookSettings(
            url=table.webhook.url,
            listen=table.webhook.listen,
            port=table.webhook.port,
            secret=secrets.values["telegram", "webhook", "secret"],
        )
    # Client libraries are given the address with /bot at its end, so people will write it.
    root = table.base_url and table.base_url.rstrip("/").removesuffix("/bot")
    return TelegramSettings(secrets.values["telegram", "token"], root, webhook)


def _slack(file: File, secrets: Secrets) -> SlackSettings | None:
    table = file.slack
    if table is None or "slack" in secrets.off:
        return None

    def held(key: str) -> SecretStr | None:
        at: KeyPath = ("slack", key)
        return secrets.values.get(at)

    return SlackSettings(
        bot_token=held("bot_token"),
        app_token=held("app_token"),
        signing_secret=held("signing_secret"),
        client_id=table.client_id,
        client_secret=held("client_secret"),
        base_url=table.base_url,
        listen=table.listen,
        port=table.port,
    )


def _address(table: AddressTable) -> Address:
    return Address(table.transport, table.id, None if table.topic is None else str(table.topic))


def _feed(table: FeedTable, timezone: tzinfo) -> Feed:
    return Feed(
        name=table.name,
        url=table.url,
        every=table.every,
        language=table.language,
        article=table.article,
        enabled=table.enabled,
        first_poll=table.first_poll,
        timezone=table.timezone or timezone,
    )


def _watch(table: WatchTable) -> Watch:
    meeting, casualties = table.meeting, table.casualties
    return Watch(
        name=table.name,
        title=table.title or table.name,
        meeting=Meeting(tuple(meeting.people), tuple(meeting.status)) if meeting else None,
        casualties=Casualties(tuple(casualties.places), tuple(casualties.of)) if casualties else None,
        any=tuple(table.any),
        all=tuple(table.all),
        none=tuple(table.none),
        feeds=tuple(table.feeds),
        formerly=tuple(table.formerly),
        at_least=casualties.at_least if casualties else 1,
        update=table.update,
        urgent=table.urgent,
        cooldown=table.cooldown or timedelta(0),
        corroborated=table.corroborated,
        corroborated_within=table.corroborated_within,
    )


def _channel(table: ChannelTable) -> Channel:
    watches = tuple(table.watches)
    return Channel(_address(table), table.language, watches=watches, fixed=watches)
