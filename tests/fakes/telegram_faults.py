"""What the fake Telegram can be told to do wrong, and the platform's own refusals."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reject:
    """The method is refused with this error, and nothing happens."""

    status: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection breaks without an answer."""

    accepted: bool = True  # whether the method was carried out before


@dataclass(frozen=True, slots=True)
class Stall:
    """The answer comes after the client stopped waiting."""

    seconds: float = 60
    accepted: bool = True  # whether the method was carried out before


@dataclass(frozen=True, slots=True)
class Broken:
    """A gateway before the server answers with its own page; the method was carried out."""

    status: int = 502


Fault = Reject | Drop | Stall | Broken

BLOCKED = Reject(403, "Forbidden: bot was blocked by the user")
KICKED = Reject(403, "Forbidden: bot was kicked from the supergroup chat")
NOT_A_MEMBER = Reject(403, "Forbidden: bot is not a member of the channel chat")
DEACTIVATED = Reject(403, "Forbidden: user is deactivated")
DELETED = Reject(403, "Forbidden: the group chat was deleted")
NO_RIGHTS = Reject(400, "Bad Request: not enough rights to send text messages to the chat")
NO_PHOTOS = Reject(400, "Bad Request: not enough rights to send photos to the chat")
CHAT_NOT_FOUND = Reject(400, "Bad Request: chat not found")
THREAD_NOT_FOUND = Reject(400, "Bad Request: message thread not found")
CANNOT_PARSE = Reject(400, 'Bad Request: can\'t parse entities: unsupported start tag "x" at byte offset 0')
TOO_LONG = Reject(400, "Bad Request: message is too long")

WEBHOOK_ACTIVE = Reject(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
POLLED_TWICE = Reject(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)


def too_many(after: int) -> Reject:
    """429, as for a flood."""
    return Reject(429, f"Too Many Requests: retry after {after}", {"retry_after": after})


def migrated(chat: int) -> Reject:
    """The group became this supergroup."""
    description = "Bad Request: group chat was upgraded to a supergroup chat"
    return Reject(400, description, {"migrate_to_chat_id": chat})


class RefusedError(Exception):
    """A method's refusal."""

    def __init__(self, reject: Reject) -> None:
        super().__init__(reject.description)
        self.reject = reject


def bad_request(description: str) -> RefusedError:
    """400, in the words of the platform."""
    return RefusedError(Reject(400, f"Bad Request: {description}"))
