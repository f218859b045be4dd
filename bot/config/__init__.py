"""The config: what a TOML file says, or every mistake in it at once."""

from bot.config.load import load, load_reading
from bot.config.settings import (
    Bidi,
    Config,
    DeliverySettings,
    FetchSettings,
    ReadingSettings,
    SlackSettings,
    TelegramSettings,
    WebhookSettings,
)

__all__ = [
    "Bidi",
    "Config",
    "DeliverySettings",
    "FetchSettings",
    "ReadingSettings",
    "SlackSettings",
    "TelegramSettings",
    "WebhookSettings",
    "load",
    "load_reading",
]
