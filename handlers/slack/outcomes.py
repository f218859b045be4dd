"""What went wrong with a call to Slack, and what that means for the message.

Codes: docs.slack.dev/reference/methods/chat.postMessage, and the files of slack-ruby/slack-api-ref.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    MessageGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)

# What a call of slack_sdk raises beside its own errors: those of aiohttp, timeouts (OSErrors), bytes that
# are no text, and AttributeError where a proxy answers text/plain and the SDK takes it for a dict.
CALL_ERRORS = (SlackClientError, aiohttp.ClientError, OSError, ValueError, AttributeError)

TOO_MANY = 429
SERVER_ERROR = 500

_GONE = frozenset(
    {
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "team_access_not_granted",
        "team_not_found",
        "user_disabled",
        "user_not_found",
    }
)
_MESSAGE_GONE = frozenset(
    {
        "cannot_reply_to_message",
        "cant_update_message",
        "edit_window_closed",
        "is_inactive",
        "message_not_found",
        "thread_not_found",
        "update_failed",
    }
)
_REFUSED = frozenset(
    {
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
    }
)
_BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
_DOWN = frozenset(
    {
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
_LIMITED = frozenset({"rate_limited", "ratelimited"})
# Nothing was posted, and Slack says that the reason passes: these alone are tried for as long as it takes.
_PASSING = frozenset({"request_timeout", "team_added_to_org"})
# "some aspect of the operation may have succeeded"; and what comes from servers in trouble
_HALF_DONE = frozenset({"fatal_error", "internal_error", "service_unavailable"})


def outcome(error: Exception) -> TransportError:
    """The error to raise for one of CALL_ERRORS. Its message quotes no token and no request."""
    match error:
        case SlackApiError():
            return _answered(error.response)
        case aiohttp.ClientConnectorError() | aiohttp.ClientHttpProxyError():
            return TryLaterError("Slack cannot be reached.")
        case TimeoutError():
            return AmbiguousError("Slack did not answer in time.")
        case _:
            return AmbiguousError(f"The connection to Slack broke ({type(error).__name__}).")


def blocks_refused(error: Exception) -> bool:
    """Whether the same words may pass without their blocks."""
    return _answer(error).get("error") in _BLOCKS_REFUSED


def _answer(error: Exception) -> Mapping[str, Any]:
    """What Slack answered; nothing when that is none of its answers."""
    answer = getattr(error.response, "data", None) if isinstance(error, SlackApiError) else None
    return answer if isinstance(answer, Mapping) else {}


def reason(error: Exception) -> str:
    """One of CALL_ERRORS in few words, as people look it up: "missing_scope: files:write"."""
    answer = _answer(error)
    if "error" not in answer:
        return type(error).__name__
    return ": ".join(str(answer[key]) for key in ("error", "needed") if key in answer)


def _answered(response: Any) -> TransportError:
    # An answer that is no JSON comes as aiohttp's response, which calls its status so.
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    answer: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
    code = str(answer.get("error") or "")
    if status == TOO_MANY or code in _LIMITED:
        return TryLaterError("Slack says that we send too much.", after=_retry_after(response.headers))
    if status >= SERVER_ERROR or code in _HALF_DONE:
        return AmbiguousError(f"Slack failed while it worked on the message ({code or status}).")
    if not code:
        return _without_code(status)
    return _refused(code, answer)


def _without_code(status: int) -> TransportError:
    words = f"Slack, or something in between, answered with status {status} and nothing that we understand."
    return AmbiguousError(words) if status < 400 else TransportError(words)  # noqa: PLR2004  HTTP: refused


def _refused(code: str, answer: Mapping[str, Any]) -> TransportError:
    if code in _GONE or code.startswith("restricted_action"):
        return ChannelGoneError(f"Slack does not let us write there: {code}.")
    if code in _MESSAGE_GONE:
        return MessageGoneError(f"Slack does not let us reply to that message or edit it: {code}.")
    if code in _DOWN:
        needed = f" (needed: {answer['needed']})" if "needed" in answer else ""
        return TransportDownError(f"Slack refuses the app: {code}{needed}.")
    if code in _REFUSED:
        details = (answer.get("response_metadata") or {}).get("messages") or ()
        return BadMessageError(" ".join((f"Slack refuses the message: {code}.", *map(str, details))))
    if code in _PASSING:
        return TryLaterError(f"Slack refuses for now: {code}.")
    return TransportError(f"Slack refuses for a reason that Rasid does not know: {code}.")


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    seconds = headers.get("Retry-After", "")
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() else None
