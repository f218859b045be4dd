"""Chats, people and messages in the shapes of core.telegram.org/bots/api#available-types."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.telegram_faults import BLOCKED, NO_RIGHTS, RefusedError, Reject, bad_request
from tests.fakes.telegram_text import as_json, find

Json = dict[str, Any]

BOT_NAME = "rasid_test_bot"
BOT_ID = 123456789
BOT: Json = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Rasid",
    "username": BOT_NAME,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
USER = 1001
ANONYMOUS_ADMIN = 1087968824  # Telegram's GroupAnonymousBot
CHANNEL_BOT = 136817688  # Telegram's account behind those who write as a channel

_RIGHTS = [
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]
_GRANTS = [
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_send_messages",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_manage_topics",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_edit_tag",
    "can_react_to_messages",
]
_STATUS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": dict.fromkeys(_RIGHTS, False),
    "restricted": dict.fromkeys(_GRANTS, False) | {"is_member": True, "until_date": 0},
    "kicked": {"until_date": 0},
}


@dataclass(slots=True)
class Chat:
    """A chat, and what the bot is in it."""

    id: int
    type: str  # private, group, supergroup, channel
    title: str = "Newsroom"
    topics: frozenset[int] = frozenset()  # beside General; a chat with topics is a forum
    status: str = "administrator"  # of the bot: administrator, member, restricted, left, kicked
    migrated_to: int | None = None
    no_photos: bool = False  # nobody may send any, as groups can set it
    admins: set[int] = field(default_factory=set)
    members: set[int] = field(default_factory=set)

    def as_json(self) -> Json:
        if self.type == "private":
            return {"id": self.id, "type": "private", "first_name": "Salma"}
        shown: Json = {"id": self.id, "type": self.type, "title": self.title}
        return shown | ({"is_forum": True} if self.topics else {})

    def admit(self) -> None:
        """Refuse the bot's message where it may not write."""
        if self.status == "kicked" and self.type == "private":
            raise RefusedError(BLOCKED)
        if self.status == "kicked":
            raise RefusedError(Reject(403, f"Forbidden: bot was kicked from the {self.type} chat"))
        if self.status == "left":
            raise RefusedError(Reject(403, f"Forbidden: bot is not a member of the {self.type} chat"))
        if self.type == "channel" and self.status != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        if self.status == "restricted":
            raise RefusedError(NO_RIGHTS)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message as the chat shows it."""

    id: int
    chat: int
    thread: int | None
    text: str
    entities: tuple[Json, ...]
    raw: str  # as it was sent
    params: Json  # all that was sent with it
    at: float  # seconds of the monotonic clock
    reply_to: int | None = None
    edited: bool = False
    photo: bytes = b""  # a picture above the text
    keyboard: tuple[tuple[Json, ...], ...] = ()  # rows of buttons below it

    def buttons(self) -> dict[str, str]:
        """What can be pressed: its label, and what it brings back."""
        return {button["text"]: button["callback_data"] for row in self.keyboard for button in row}

    def marked(self, kind: str) -> list[str]:
        """The stretches of one kind of entity."""
        units = self.text.encode("utf-16-le")
        return [
            units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]

    def links(self) -> list[str]:
        """Where its links lead."""
        return [e["url"] for e in self.entities if e["type"] == "text_link"]


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody is told alone who pressed a button."""

    query: str
    user: int
    text: str
    lasting: bool  # until they close it


def check_keyboard(params: Json) -> tuple[tuple[Json, ...], ...]:
    """The rows of buttons below a message; refused where Telegram would."""
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100:
        raise bad_request("reply markup is too long")
    for button in buttons:
        if not str(button.get("text", "")).strip():
            raise bad_request("can't parse inline keyboard button: text is empty")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    return tuple(tuple(row) for row in rows)


def message(number: int, chat: Chat, text: str | None = None, thread: int | None = None) -> Json:
    """A message without an author; commands and mentions in its text are found."""
    made: Json = {"message_id": number, "date": int(time.time()), "chat": chat.as_json()}
    if text is not None:
        made["text"] = text
        if entities := as_json(text, find(text, [])):
            made["entities"] = entities
    if thread is not None:
        made["message_thread_id"] = thread
        if thread in chat.topics:
            made["is_topic_message"] = True
    return made


def person(user: int, language: str | None = None) -> Json:
    """A user as others see them."""
    known: Json = {"id": user, "is_bot": False, "first_name": "Salma"}
    return known | ({"language_code": language} if language else {})


def voice(speaker: Chat, chat: Chat) -> Json:
    """Who writes in the name of a chat: an anonymous admin of this one, or another channel."""
    anonymous = speaker.id == chat.id
    return {
        "sender_chat": speaker.as_json(),
        "from": {
            "id": ANONYMOUS_ADMIN if anonymous else CHANNEL_BOT,
            "is_bot": True,
            "first_name": "Group" if anonymous else "Channel",
        },
    }


def member(user: int, status: str) -> Json:
    """A ChatMember."""
    who = BOT if user == BOT_ID else person(user)
    return {"user": who, "status": status} | _STATUS.get(status, {})
