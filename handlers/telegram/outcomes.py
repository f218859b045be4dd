"""What Telegram's answer to a message means for it. Pure.

Sources: core.telegram.org/bots/api#making-requests, the errors of tdlib/telegram-bot-api (Client.cpp), and
what httpx says of how far a request came. python-telegram-bot makes BadRequest and TimedOut kinds of
NetworkError, so the order of the cases matters.
"""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.errors import (
    AmbiguousError,
    BadMessageError,
    ChannelGoneError,
    ChannelMovedError,
    MessageGoneError,
    TransportDownError,
    TransportError,
    TryLaterError,
)

# The refusals with status 400 that are about the chat and not about the message.
_CHAT_REFUSES = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "channel_private",
    "topic_closed",
    "group chat was deactivated",
)
# The message that is replied to or edited. It may have been deleted, be another bot's, or be too old.
_MESSAGE_GONE = (
    "message to be replied not found",
    "replied message not found",
    "reply message not found",
    "message to reply not found",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message_author_required",
    "message_edit_time_expired",
)
_MARKUP_REFUSED = (
    "can't parse entities",
    "message is too long",
    "message caption is too long",
    "text is too long",
)
_PICTURE_REFUSED = (
    "rights to send photos",
    "chat_send_photos_forbidden",
    "chat_send_media_forbidden",
    "photo_",
    "image_process_failed",
    "file is too big",
)
_TOPIC_GONE = ("message thread not found", "topic_deleted")

# The request cannot have reached Telegram: no connection was there to carry it.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

TOKEN_REFUSED = (
    "Telegram refuses the bot's token: it is wrong or was revoked. Ask @BotFather for the present one."  # noqa: S105 - a sentence about a token
)


def outcome(error: TelegramError) -> TransportError:
    """The error to raise for a message that did not, or perhaps did not, go out. It never names the token."""
    match error:
        case RetryAfter():
            return TryLaterError("Telegram asks us to slow down", after=waiting_time(error))
        case ChatMigrated(new_chat_id=chat):
            return ChannelMovedError(f"The group is a supergroup now, with id {chat}", chat=str(chat))
        case InvalidToken():
            return TransportDownError(TOKEN_REFUSED)
        case Forbidden():
            return ChannelGoneError(f"Telegram does not let us write there: {error.message}")
        case BadRequest() if _says(error, _CHAT_REFUSES):
            return ChannelGoneError(f"Telegram does not let us write there: {error.message}")
        case BadRequest() if _says(error, _MESSAGE_GONE):
            return MessageGoneError(f"Telegram has no such message: {error.message}")
        case BadRequest():
            return BadMessageError(f"Telegram refuses the message: {error.message}")
        case Conflict():  # of polls only, as far as is known; so nobody knows that it would pass
            return TransportError(f"Telegram refuses the message: {error.message}")
        case NetworkError():
            return _network(error)
        case _:
            return AmbiguousError("Telegram's answer cannot be read; it may have the message")


def waiting_time(error: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait, whichever type the library gives it."""
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)


def markup_refused(error: TelegramError) -> bool:
    """Whether the same words may pass without their markup, or shortened."""
    return isinstance(error, BadRequest) and _says(error, _MARKUP_REFUSED)


def picture_refused(error: TelegramError) -> bool:
    """Whether the text may pass without the picture."""
    return isinstance(error, BadRequest) and _says(error, _PICTURE_REFUSED)


def unchanged(error: TelegramError) -> bool:
    """Whether a message says already what it was to say after an edit."""
    return isinstance(error, BadRequest) and _says(error, ("message is not modified",))


def topic_gone(error: TelegramError) -> bool:
    """Whether only the topic is missing and the chat is there."""
    return isinstance(error, BadRequest) and _says(error, _TOPIC_GONE)


def _says(error: TelegramError, phrases: tuple[str, ...]) -> bool:
    # The library changes the case of what Telegram says.
    return any(phrase in error.message.lower() for phrase in phrases)


def _network(error: NetworkError) -> TransportError:
    """No answer, or one from a machine in between (5xx)."""
    cause = error.__cause__
    if isinstance(cause, _NEVER_SENT):
        return TryLaterError(f"Telegram cannot be reached ({type(cause).__name__})")
    if isinstance(cause, UnicodeError):
        return BadMessageError("The message holds characters that cannot be sent")
    what = type(cause).__name__ if isinstance(cause, httpx.HTTPError) else error.message
    return AmbiguousError(f"The connection to Telegram broke while sending ({what}); it may have the message")
