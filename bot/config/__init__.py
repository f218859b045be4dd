"""The config: what a TOML file says, or every mistake in it at once."""

from bot.config.load import load
from bot.config.settings import (
    Bidi,
    Config,
    FetchSettings,
    SlackSettings,
    TelegramSettings,
    WebhookSettings,
)

__all__ = [
    "Bidi",
    "Config",
    "FetchSettings",
    "SlackSettings",
    "TelegramSettings",
    "WebhookSettings",
    "load",
]
