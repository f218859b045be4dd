"""What a server's answer means: pure readings of status lines, headers and failures."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from yarl import URL

from bot.errors import FeedError, FeedGoneError, ForbiddenAddressError, StatusError, UnreachableError
from bot.model import Fetched, NotModified

LONGEST_WAIT = timedelta(days=1)
"""No server makes us stay away, or keep an answer, for longer."""

_GONE = 410
_WORDS = {
    401: "wants a password",
    403: "refuses us",
    404: "has nothing at this address",
    429: "says that we ask too often",
    _GONE: "says that this is gone for good",
}
_SERVER_ERRORS = range(500, 600)


def moved(outcome: Fetched | NotModified, target: str) -> Fetched | NotModified:
    """The outcome with the address that permanent redirects lead to."""
    return replace(outcome, moved_to=target)


def target(url: URL, headers: Mapping[str, str]) -> URL:
    """Where a redirect leads. Raises FeedError when nowhere, or from https back to http."""
    try:
        to = url.join(URL(headers.get("Location", ""))).with_fragment(None)
    except ValueError as error:
        raise FeedError(f"{url.host} redirects to something that is not an address.") from error
    if to == url:
        raise FeedError(f"{url.host} redirects to itself.")
    if url.scheme == "https" and to.scheme == "http":
        raise ForbiddenAddressError(f"{url.host} redirects from https to http.")
    return to


def refusal(status: int, url: URL, headers: Mapping[str, str], now: datetime | None) -> StatusError:
    """The error that a status other than 200 amounts to."""
    words = _WORDS.get(status, "is in trouble" if status in _SERVER_ERRORS else "gave no feed")
    kind = FeedGoneError if status == _GONE else StatusError
    return kind(status, f"{url.host} {words} (HTTP {status}).", retry_after=retry_after(headers, now))


def failure(url: URL, error: Exception) -> FeedError:
    """The error that a request without a usable answer amounts to.

    In words of our own: the libraries' name ports and addresses, and the URL may hold a key.
    """
    match error:
        case aiohttp.ClientConnectorDNSError():
            why = "was not found"
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
            why = "has no valid certificate for https"
        case aiohttp.ClientConnectorError():
            why = f"cannot be connected to ({error.os_error.strerror or 'refused'})"
        case aiohttp.ServerTimeoutError():
            why = "cannot be connected to in time"
        case aiohttp.InvalidURL():
            return ForbiddenAddressError(f"{url.host} is not an address that can be asked.")
        case aiohttp.ClientResponseError() | aiohttp.ClientPayloadError() | ValueError():
            why = "broke off, or answered in a way that is not HTTP"
        case _:
            why = "broke the connection"
    return UnreachableError(f"{url.host} {why}.")


def retry_after(headers: Mapping[str, str], now: datetime | None) -> timedelta | None:
    """Retry-After, at most a day; a date counts from the server's own clock, else from `now`.

    RFC 9110, 10.2.3. None when there is none, or it cannot be read.
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return _bounded(value)
    until, since = _date(value), _date(headers.get("Date", "")) or now
    if until is None or since is None:
        return None
    return min(max(until - since, timedelta()), LONGEST_WAIT)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Cache-Control's max-age, at most a day. RFC 9111, 5.2.2. None when there is none."""
    directives = [part.strip().lower() for part in headers.get("Cache-Control", "").split(",")]
    if "no-cache" in directives or "no-store" in directives:
        return None
    for directive in directives:
        name, _, value = directive.partition("=")
        value = value.strip('"')
        if name == "max-age" and value.isascii() and value.isdigit():
            return _bounded(value)
    return None


def _bounded(seconds: str) -> timedelta:
    most = int(LONGEST_WAIT.total_seconds())
    return timedelta(seconds=most if len(seconds) > len(str(most)) else min(int(seconds), most))


def _date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed
