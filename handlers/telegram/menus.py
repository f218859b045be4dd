"""The commands that Telegram offers behind a slash: in which chats, and in which languages.

core.telegram.org/bots/api#botcommandscope
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from telegram import (
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
)

from bot.model import Language
from handlers.base import Inbox


@dataclass(frozen=True, slots=True)
class Menu:
    """What is offered in some chats to those whose client is in some language."""

    scope: BotCommandScope
    language: Language | None  # None: all for whom there is no other
    commands: Mapping[str, str]  # command -> what it does


def menus_of(inbox: Inbox) -> list[Menu]:
    """Everything, but to those who run no group only what they may do there: reading."""
    scopes = {
        BotCommandScopeDefault(): False,
        BotCommandScopeAllGroupChats(): True,
        BotCommandScopeAllChatAdministrators(): False,
    }
    return [
        Menu(scope, language, inbox.menu(language or "en", reading=reading))
        for scope, reading in scopes.items()
        for language in (None, *get_args(Language))
    ]
