"""How commands are written in Slack, and what of that the bot's own words must name otherwise."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.model import Message
from handlers.slack.render import unescape

KIND = "slack"

OWN_COMMAND = "rasid"
SLASH_COMMANDS = (OWN_COMMAND, "subscribe", "unsubscribe", "latest", "watches", "language")
"""What can be typed behind a slash. Everything else goes behind /rasid: /status and /mute are Slack's own,
/start and /help mean other things in a workspace (slack.com/help/articles/201259356)."""

# What stands around a command when it is typed to somebody: spaces, marks of direction, "Rasid: latest".
_AROUND = " \t\n\u00a0\u200e\u200f\u061c:,،"


def command_of(text: str) -> tuple[str, str]:
    """A command and the words behind it, from what somebody wrote to the bot; "help" for nothing."""
    command, *words = unescape(text).strip(_AROUND).split(maxsplit=1)[:2] or [""]
    return command.removeprefix("/").lower() or "help", "".join(words).strip()


def behind_mention(text: str, bot_user: str) -> str | None:
    """What was written to the bot; None when it is only spoken of, later in the text."""
    mention = re.match(rf"[{_AROUND}]*<@{re.escape(bot_user)}(?:\|[^>]*)?>", text)
    return text[mention.end() :] if mention else None


def in_slack(message: Message, commands: Iterable[str], *, quoting: bool = False) -> Message:
    """The bot's own words, where they name a command that has no slash of its own here.

    Of a message that quotes feeds only what is to be copied is our own for certain.
    """
    behind = "|".join(sorted(re.escape(command) for command in commands if command not in SLASH_COMMANDS))
    if not behind:
        return message
    pattern = re.compile(rf"(?<![\w/])/(?=(?:{behind})\b)")
    lines = (
        tuple(
            replace(run, text=pattern.sub(f"/{OWN_COMMAND} ", run.text)) if run.code or not quoting else run
            for run in line
        )
        for line in message.lines
    )
    return replace(message, lines=tuple(lines))
