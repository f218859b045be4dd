"""What the transports of a config are made of: their settings, and where Slack's workspaces are kept."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot import logs
from bot.config import Config, SlackSettings
from bot.model import Installation
from bot.store.base import Store


def platforms_of(config: Config) -> dict[str, dict[str, Any]]:
    """The platforms that are set up, with the arguments of their transports."""
    platforms: dict[str, dict[str, Any]] = {"console": {"bidi": config.bidi}}
    if telegram := config.telegram:
        hook = telegram.webhook
        platforms["telegram"] = {
            "token": telegram.token.get_secret_value(),
            "base_url": telegram.base_url,
            "webhook": hook and {**asdict(hook), "secret": hook.secret.get_secret_value()},
        }
    if slack := config.slack:
        platforms["slack"] = {
            "bot_token": slack.bot_token and slack.bot_token.get_secret_value(),
            "signing_secret": slack.signing_secret and slack.signing_secret.get_secret_value(),
            "base_url": slack.base_url,
            "host": slack.listen,
            "port": slack.port,
            **_listening(slack),
        }
    return platforms


def _listening(slack: SlackSettings) -> dict[str, Any]:
    """How a Slack app hears of commands: in one workspace, or in all that install it."""
    if slack.client_id is None:
        return {"app_token": slack.app_token and slack.app_token.get_secret_value()}
    secret = slack.client_secret and slack.client_secret.get_secret_value()
    return {"client_id": slack.client_id, "client_secret": secret}


class StoredRegister:
    """Where the bot was installed, kept in the store; tokens stay out of the logs."""

    def __init__(self, store: Store, transport: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._transport = transport
        self._clock = clock

    async def every(self) -> Sequence[Installation]:
        """All workspaces."""
        found = await self._store.installations(self._transport)
        logs.hide(one.token for one in found)
        return found

    async def add(self, installation: Installation) -> None:
        """One more, or again."""
        logs.hide([installation.token])
        await self._store.install(self._transport, installation, self._clock())

    async def remove(self, workspace: str) -> None:
        """No longer."""
        await self._store.uninstall(self._transport, workspace)
