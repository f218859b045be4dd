"""The kinds of values in the config, each with what to write when it is wrong."""

import re
import unicodedata
from datetime import timedelta
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from bot.config.wording import did_you_mean
from bot.model import SAMPLE_URL
from bot.reading.countries import country_names
from bot.reading.normalize import fold

LONGEST = timedelta(days=36_500)
"""No length of time in the config is longer, so that each can be taken from any date."""

LONGEST_LINE = 200
"""Characters of a name or title."""

_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"([0-9]{1,6})\s*([smhd])")
_NAME = re.compile(r"[\w-]{1,64}")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_LARGEST_ID = 2**52  # Bot API: at most 52 significant bits
_CODE = re.compile(r"[A-Z]{2}")
_PORT = re.compile(r"[1-9][0-9]{0,4}")
_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")
_MEMBERS = {
    "telegram": re.compile(r"[1-9][0-9]{0,15}"),
    "slack": re.compile(r"(?:T[A-Z0-9]{2,}/)?[UW][A-Z0-9]{2,}"),
}
_CHATS = {
    "telegram": re.compile(r"-?[1-9][0-9]{0,15}"),
    "slack": re.compile(r"(?:T[A-Z0-9]{2,}/)?[CDG][A-Z0-9]{2,}"),
    "console": re.compile(r"terminal"),
}
_CHAT_ADVICE = {
    "telegram": "Write the number of the chat, as -1001234567890; /start in the chat tells it.",
    "slack": 'Write the ID of the channel, as "C0123ABCD"; its details in Slack show it at the bottom.',
    "console": 'Write "terminal": there is one.',
}


def wrong(what: str, advice: str = "") -> PydanticCustomError:
    """An error whose sentence starts with the value: `what` is "is not …".

    `advice` says what to write instead; without any the examples of the key do.
    """
    return PydanticCustomError("rasid", "{what}", {"what": what, "advice": advice})


def _duration(value: object) -> timedelta:
    return _length(value, 'Write a number and s, m, h or d, as "5m".')


def _first_poll(value: object) -> timedelta:
    advice = 'Write a number and s, m, h or d, as "1h", or "all".'
    return timedelta.max if value == "all" else _length(value, advice)


def _length(value: object, advice: str) -> timedelta:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
    if length is None or length > LONGEST:
        raise wrong("is not a length of time", advice)
    return length


def _some_time(value: timedelta) -> timedelta:
    if not value:
        raise wrong("is no time at all", 'Write a number above 0 and s, m, h or d, as "5m".')
    return value


def _timezone(value: object) -> ZoneInfo:
    if not isinstance(value, str) or value not in _timezones():
        raise wrong("is not a time zone", did_you_mean(value, sorted(_timezones())))
    return ZoneInfo(value)


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _feed_language(value: str) -> str:
    languages = {code: str(name) for code, name in Locale("en").languages.items()}
    if not re.fullmatch(r"[a-z]{2}", value) or value not in languages:
        codes = {name: code for code, name in languages.items() if len(code) == 2}  # noqa: PLR2004 - ISO 639-1
        close = codes.get(value.strip().capitalize())
        raise wrong(
            "is not a language code",
            f'Did you mean "{close}"?' if close else 'Write two letters (ISO 639-1), as "ar".',
        )
    return value


def _web_url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, credentials = parts.hostname, parts.username is not None or parts.password is not None
        parts.port  # noqa: B018 - it is the reading that raises
    except ValueError:
        raise wrong("is not a web address") from None
    if parts.scheme not in {"http", "https"} or not host or not value.isprintable() or " " in value:
        raise wrong("is not a web address")
    if credentials:
        raise wrong("carries a user name or password", "Write the address without what stands before the @.")
    return value


def _feed_url(value: str) -> str:
    if value == SAMPLE_URL:
        return value
    if value.startswith("rasid:"):
        raise wrong("is not a feed that comes with Rasid", f'Write "{SAMPLE_URL}".')
    return _web_url(value)


def _text(value: str) -> str:
    # Not isprintable(): French wants its no-break spaces, and right-to-left text its marks.
    controls = any(unicodedata.category(char) in _CONTROLS for char in value)
    if not value or controls or value != value.strip() or len(value) > LONGEST_LINE:
        raise wrong(f"is not one line of 1 to {LONGEST_LINE} characters, without spaces around it")
    return value


def _watch_name(value: str) -> str:
    if not _NAME.fullmatch(value) or value != value.lower() or not any(map(str.isalpha, value)):
        raise wrong(
            "is no name for a watch",
            'It is typed in chats: write small letters, digits and hyphens in one word, as "haftar-sisi".',
        )
    return value


def _phrase(value: str) -> str:
    if not any(map(str.isalnum, fold(value).text)):
        raise wrong("has no letter or digit, so nothing could ever match it", "Write a name or a word.")
    return value


def _place(value: str) -> str:
    if _CODE.fullmatch(value) and not country_names(value):
        raise wrong(
            "is not a country code, which is what two capitals stand for",
            'Write an ISO 3166 code, as "LY", or the name in full.',
        )
    return _phrase(value)


def is_place_of_secret(value: object) -> bool:
    """Whether a value says where a secret is, and is none itself: "env:NAME" or "file:PATH"."""
    kind, _, where = value.partition(":") if isinstance(value, str) else ("", "", "")
    # Capitals only: a secret of small letters and digits would pass for a variable, and then be quoted.
    return bool(_VARIABLE.fullmatch(where)) if kind == "env" else kind == "file" and _is_path(where)


def _is_path(text: str) -> bool:
    return bool(text) and text.isprintable()


def _secret(value: object) -> str:
    if not isinstance(value, str) or not is_place_of_secret(value):
        raise wrong("is not the place of a secret, and secrets themselves do not belong in this file")
    return value


def _listen(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise wrong("is not an address to listen on", 'Write "127.0.0.1", or "0.0.0.0" for all.')
    return value


def _private(value: str) -> str:
    host, _, port = value.rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if (":" in bare) != (bare != host) or not _HOST.fullmatch(bare) or not _PORT.fullmatch(port):
        raise wrong("is not a host and a port", 'Write both, as "127.0.0.1:8900" or "[::1]:8900".')
    return value


def _header(value: str) -> str:
    if not (value.isascii() and value.isprintable() and value.strip()):
        raise wrong("cannot be sent as a header", "Write it in plain Latin letters.")
    return value.strip()


def _reference(value: str, kinds: dict[str, re.Pattern[str]], advice: str) -> str:
    transport, _, number = value.partition(":")
    if transport not in kinds or not kinds[transport].fullmatch(number):
        raise wrong("is not a platform and an id on it", advice)
    return value


def _admin(value: str) -> str:
    return _reference(value, _MEMBERS, 'Write "telegram:" and a user\'s number, or "slack:" and a member ID.')


def _chat(value: str) -> str:
    return _reference(value, _CHATS, 'Write "telegram:-1001234567890" or "slack:C0123ABCD".')


def chat_id(value: object, transport: str) -> str:
    """A chat's id, written as a number or a text, as the platform of that kind gives it out."""
    text = str(value) if isinstance(value, int) and abs(value) < _LARGEST_ID else value
    if not isinstance(text, str) or not _CHATS[transport].fullmatch(text):
        raise wrong(f"is not the id of a chat of {transport.capitalize()}", _CHAT_ADVICE[transport])
    return text


Duration = Annotated[timedelta, BeforeValidator(_duration), AfterValidator(_some_time)]
FirstPoll = Annotated[timedelta, BeforeValidator(_first_poll)]
TimeZone = Annotated[ZoneInfo, BeforeValidator(_timezone)]
FeedLanguage = Annotated[str, AfterValidator(_feed_language)]
WebUrl = Annotated[str, AfterValidator(_web_url)]
FeedUrl = Annotated[str, AfterValidator(_feed_url)]
Text = Annotated[str, AfterValidator(_text)]
WatchName = Annotated[str, AfterValidator(_watch_name)]
Phrase = Annotated[str, AfterValidator(_phrase)]
Place = Annotated[str, AfterValidator(_place)]
Secret = Annotated[str, BeforeValidator(_secret)]
Listen = Annotated[str, AfterValidator(_listen)]
Private = Annotated[str, AfterValidator(_private)]
Header = Annotated[str, AfterValidator(_header)]
Admin = Annotated[str, AfterValidator(_admin)]
Chat = Annotated[str, AfterValidator(_chat)]
