"""The pages from which people install the app in their workspaces.

docs.slack.dev/authentication/installing-with-oauth

Slack's library leads through it; what comes of it, and which of its visitors have come from our own page,
is kept here.
"""

import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation as SlacksInstallation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import RasidError
from bot.model import Installation
from handlers.slack.client import sdk_logger
from handlers.slack.outcomes import CALL_ERRORS

INSTALL, CALLBACK = "/slack/install", "/slack/oauth_redirect"
"""Where people begin, and where Slack sends them back to."""

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "users:read",
)
"""What the app asks for; the same as in its manifest."""

_STATE_SECONDS = 600
_MOST_STATES = 1_000  # of people on their way; whoever opens the page begins one

Save = Callable[[Installation], Awaitable[None]]
Page = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


def pages(client_id: str, client_secret: str, web: AsyncWebClient, save: Save) -> dict[str, Page]:
    """The pages by their paths. `save` is given what was installed; what it raises is said as a failure."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        user_scopes=[],
        install_path=INSTALL,
        redirect_uri_path=CALLBACK,
        installation_store=_Saving(save),
        state_store=_States(),
        state_expiration_seconds=_STATE_SECONDS,
        logger=sdk_logger(),
    )
    flow = AsyncOAuthFlow(client=web, logger=sdk_logger(), settings=settings)

    async def back(request: AsyncBoltRequest) -> BoltResponse:
        try:
            return await flow.handle_callback(request)
        except CALL_ERRORS:  # of them the library expects Slack's refusals alone
            return BoltResponse(status=502, body="Slack did not answer. Please install the app once more.")

    return {INSTALL: flow.handle_installation, CALLBACK: back}


class _Saving(AsyncInstallationStore):
    """Hands on what was installed. The library asks it for nothing else."""

    def __init__(self, save: Save) -> None:
        self._save = save

    @property
    def logger(self) -> logging.Logger:
        return sdk_logger()

    async def async_save(self, installation: SlacksInstallation) -> None:
        """Raises BoltError when it cannot be kept."""
        team, token, user = installation.team_id, installation.bot_token, installation.bot_user_id
        if not (team and token and user and installation.bot_id) or installation.is_enterprise_install:
            raise BoltError("The app is installed in one workspace at a time.")
        made = Installation(team, token, user, installation.bot_id, installation.enterprise_id)
        try:
            await self._save(made)
        except RasidError as error:
            raise BoltError(str(error)) from error


class _States(AsyncOAuthStateStore):
    """Who has opened our page and is not back yet: forgotten after ten minutes, and by a restart."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    @property
    def logger(self) -> logging.Logger:
        return sdk_logger()

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new one."""
        state = secrets.token_urlsafe(32)
        self._until[state] = time.monotonic() + _STATE_SECONDS
        if len(self._until) > _MOST_STATES:
            self._until.popitem(last=False)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours; good for once."""
        return self._until.pop(state, 0.0) > time.monotonic()
