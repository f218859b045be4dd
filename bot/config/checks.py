"""What must agree across the file: names lead somewhere and stand for one thing.

These checks look at the raw values, so that they find what they can also where the shape is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from bot.config.locate import KeyPath
from bot.config.schema import File
from bot.config.secrets import Secrets
from bot.config.values import is_place_of_secret
from bot.config.wording import Fault, did_you_mean, dotted, listed, shown

SECRETS = (
    "telegram.token",
    "telegram.webhook.secret",
    "slack.bot_token",
    "slack.app_token",
    "slack.signing_secret",
    "slack.client_secret",
)
"""The keys that say where a secret is."""

ALL = "*"
"""Follows every watch."""

_OFTEN = timedelta(minutes=1)
"""Polite readers ask once an hour (rachelbythebay.com/fs/help.html); no newsroom needs less than a minute."""

_PORTS = {"http": 80, "https": 443}

_LISTS = (
    "watch.*.meeting.people",
    "watch.*.meeting.status",
    "watch.*.casualties.places",
    "watch.*.casualties.of",
    "watch.*.feeds",
    "channel.*.watches",
)
"""Where an item that stands twice was meant to be another."""

Check = Callable[[Mapping[str, Any]], Iterator[Fault]]


def check(data: Mapping[str, Any], secrets: Secrets) -> list[Fault]:
    """All mistakes of that kind in a file's raw values."""
    checks: tuple[Check, ...] = (
        _unknown_people,
        _unknown_places,
        _unknown_feeds,
        _unknown_watches,
        _names_twice,
        _addresses_twice,
        _items_twice,
        _former_names,
    )
    return [*(fault for each in checks for fault in each(data)), *_transports_off(data, secrets)]


def notes(file: File) -> Iterator[Fault]:
    """What is allowed and yet hardly meant."""
    if file.access.group_admins and file.telegram:
        yield Fault(
            ("access", "group_admins"),
            "On Telegram anybody can add the bot to a group of their own, and subscribe it there.",
            "Unless all may have these alerts, take this out: name people in admins, and channels in chats.",
        )
    yield from _feed_notes(file)
    feeds = sum(feed.enabled for feed in file.feed)
    for number, watch in enumerate(file.watch):
        if watch.corroborated > max(feeds, 1):
            yield Fault(
                ("watch", number, "corroborated"),
                "More publishers than feeds: all is told late, as unconfirmed.",
                "Add feeds, or ask for fewer.",
            )
    for number, watch in enumerate(file.watch):
        if watch.meeting and file.people.keys() == set(watch.meeting.people) and len(file.people) == 1:
            at: KeyPath = ("watch", number, "meeting", "people")
            yield Fault(
                at,
                "Nobody else is in [people], so no meeting can be found.",
                "Add whom they may meet, here or in [people].",
            )


def _feed_notes(file: File) -> Iterator[Fault]:
    for number, feed in enumerate(file.feed):
        at: KeyPath = ("feed", number)
        if feed.every < _OFTEN and feed.enabled:
            yield Fault(
                (*at, "every"),
                f"{shown(feed.name)} is polled more often than once a minute.",
                'Many publishers block who does that; "5m" is polite.',
            )
        private = _private(feed.url)
        if private and private not in map(str.lower, file.fetch.allow_private):
            advice = f"If it is yours, write allow_private = [{shown(private)}] in [fetch]."
            yield Fault((*at, "url"), "The guard refuses this address: it is not a public one.", advice)


def _private(url: str) -> str | None:
    """The "host:port" of an address that the guard refuses unless it is allowed, as far as its text shows."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    port = parts.port or _PORTS[parts.scheme]
    try:
        public = ip_address(parts.hostname).is_global
    except ValueError:
        public = parts.hostname != "localhost"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return None if public and port in _PORTS.values() else f"{host}:{port}"


def walk(data: object, pattern: str) -> Iterator[tuple[KeyPath, Any]]:
    """Every value at a pattern as "watch.*.name", with its path; what is not there is passed over."""
    found: list[tuple[KeyPath, Any]] = [((), data)]
    for part in pattern.split("."):
        found = [
            ((*path, key), value)
            for path, around in found
            for key, value in _items(around)
            if part in {"*", key}
        ]
    yield from found


def places_of_secrets(data: object) -> list[tuple[KeyPath, str]]:
    """Where the secrets are that the file names rightly, each with the path of its key."""
    return [(path, value) for key in SECRETS for path, value in walk(data, key) if is_place_of_secret(value)]


def _items(around: object) -> Iterator[tuple[str | int, Any]]:
    if isinstance(around, dict):
        yield from around.items()
    elif isinstance(around, list):
        yield from enumerate(around)


def _texts(data: object, pattern: str) -> dict[KeyPath, str]:
    return {path: value for path, value in walk(data, pattern) if isinstance(value, str)}


def _unknown_people(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _unknown(data, "watch.*.meeting.people.*", "people.*", "[people]")


def _unknown_places(data: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _unknown(data, "watch.*.casualties.places.*", "places.*", "[places]")


def _unknown(data: Mapping[str, Any], used: str, defined: str, table: str) -> Iterator[Fault]:
    known = {str(path[-1]): path for path, _ in walk(data, defined)}
    for path, name in _texts(data, used).items():
        if name not in known:
            otherwise = f'Add it there, as {dotted((name,))} = ["…"].'
            yield Fault(path, f"{shown(name)} is not in {table}.", did_you_mean(name, known, otherwise))


def _unknown_feeds(data: Mapping[str, Any]) -> Iterator[Fault]:
    known = dict.fromkeys(_texts(data, "feed.*.name").values())
    for path, name in _texts(data, "watch.*.feeds.*").items():
        if name not in known:
            otherwise = f"The feeds are: {listed(known)}." if known else "There are no feeds yet."
            yield Fault(path, f"No feed is named {shown(name)}.", did_you_mean(name, known, otherwise))


def _unknown_watches(data: Mapping[str, Any]) -> Iterator[Fault]:
    known = dict.fromkeys(_texts(data, "watch.*.name").values())
    renamed = {
        old: name
        for number, name in _texts(data, "watch.*.name").items()
        for old in _texts(data["watch"][number[1]], "formerly.*").values()
    }
    for path, name in _texts(data, "channel.*.watches.*").items():
        if name in renamed and name not in known:
            yield Fault(path, f"{shown(name)} is a former name.", f"Write {shown(renamed[name])}.")
        elif name != ALL and name not in known:
            otherwise = f"The watches are: {listed(known)}." if known else "There are no watches yet."
            yield Fault(path, f"No watch is named {shown(name)}.", did_you_mean(name, known, otherwise))


def _names_twice(data: Mapping[str, Any]) -> Iterator[Fault]:
    for pattern, what, advice in (
        ("watch.*.name", "the name of another watch", "Give one of them another name."),
        ("feed.*.name", "the name of another feed", "Give one of them another name."),
        ("feed.*.url", "the address of another feed", "Keep one of them."),
    ):
        first: dict[str, KeyPath] = {}
        for path, text in _texts(data, pattern).items():
            if first.setdefault(text, path) != path:
                yield Fault(path, f"{shown(text)} is {what} as well, {dotted(first[text])}.", advice)


def _addresses_twice(data: Mapping[str, Any]) -> Iterator[Fault]:
    first: dict[tuple[str, ...], KeyPath] = {}
    for path, channel in walk(data, "channel.*"):
        if not isinstance(channel, dict) or "id" not in channel:
            continue
        # A number and the same in quotes are one id.
        address = tuple(shown(channel.get(key, "")).strip('"') for key in ("transport", "id", "topic"))
        if first.setdefault(address, path) != path:
            problem = f"{dotted(first[address])} is the same channel."
            yield Fault((*path, "id"), problem, "Write all its watches into one of them.")


def _items_twice(data: Mapping[str, Any]) -> Iterator[Fault]:
    for pattern in _LISTS:
        for path, items in walk(data, pattern):
            seen: set[str] = set()
            for at, item in _texts(items, "*").items():
                if item in seen:
                    yield Fault((*path, *at), f"{shown(item)} stands in this list twice.", "Take one out.")
                seen.add(item)


def _former_names(data: Mapping[str, Any]) -> Iterator[Fault]:
    names = set(_texts(data, "watch.*.name").values())
    claimed: set[str] = set()
    for path, name in _texts(data, "watch.*.formerly.*").items():
        if name in names:
            yield Fault(path, f"{shown(name)} is the name of a watch now.", "Take it out of formerly.")
        elif name in claimed:
            yield Fault(path, f"{shown(name)} was claimed as a former name before.", "Leave it to one watch.")
        claimed.add(name)


def _transports_off(data: Mapping[str, Any], secrets: Secrets) -> Iterator[Fault]:
    openings = {
        "telegram": '[telegram] with token = "env:TELEGRAM_BOT_TOKEN"',
        "slack": '[slack] with bot_token = "env:SLACK_BOT_TOKEN" and app_token = "env:SLACK_APP_TOKEN"',
    }
    for pattern in ("channel.*.transport", "operator.channel.transport"):
        for path, transport in _texts(data, pattern).items():
            if transport in openings and transport not in data:
                problem = f"There is no [{transport}] to reach this channel by."
                yield Fault(path, problem, f"Add {openings[transport]}.")
            elif transport in secrets.off:
                problem = f"[{transport}] is off: {secrets.off[transport]}."
                yield Fault(path, problem, "Set it, or take this channel out.")
