"""One app in several workspaces: installed from its page, and each served by itself.

A channel of such a workspace is "T0123/C0456". With a bot token in the config that one's workspace is served
too, and its channels keep their plain ids.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import ChannelGoneError, TransportDownError, TransportError
from bot.model import Address, Installation, Message
from handlers.base import Inbox, Register, Transport
from handlers.slack.branch import Branch, inside
from handlers.slack.client import sdk_logger, web_client
from handlers.slack.doors import HttpDoor
from handlers.slack.install import pages
from handlers.slack.outcomes import CALL_ERRORS, outcome
from handlers.slack.render import is_one
from handlers.slack.transport import GAP, SlackTransport
from handlers.slack.updates import Identity, Updates
from handlers.slack.words import KIND

_OWN = ""  # the workspace of the config's own token

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Served:
    """A workspace from which requests come."""

    updates: Updates
    app: AsyncApp


def slack(**settings: Any) -> Transport:
    """One workspace, or with a client id as many as install the app."""
    return SlackWorkspaces(**settings) if "client_id" in settings else SlackTransport(**settings)


class SlackWorkspaces:
    """Sends by each workspace's own token; listens to signed requests, which name their workspaces."""

    kind = KIND
    asks = True
    rate = SlackTransport.rate
    edit_rate = SlackTransport.edit_rate

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        signing_secret: str,
        register: Register,
        bot_token: str | None = None,
        base_url: str | None = None,
        host: str = "127.0.0.1",
        port: int = 3000,
    ) -> None:
        """Take the values as they are; nothing is connected yet. See SlackTransport."""
        self._signing_secret = signing_secret
        self._register = register
        self._base_url = base_url
        self._senders: dict[str, SlackTransport] = {}
        if bot_token is not None:
            self._senders[_OWN] = self._sender(bot_token)
        self._read = False  # whether the register was
        self._served: dict[str, _Served] = {}  # by the team that requests name
        self._own: Identity | None = None  # of the config's own token, once Slack said so
        self._inbox: Inbox | None = None
        asking = web_client("", base_url, patient=False)
        shown = pages(client_id, client_secret, asking, self._installed)
        self._door = HttpDoor(self._take, host, port, shown)
        self._stranger = _stranger(signing_secret)

    async def start(self, inbox: Inbox) -> None:
        """Begin to listen. Raises TransportDownError when the address cannot be bound, and StoreError."""
        self._inbox = inbox
        for installation in await self._register.every():
            self._serve(installation, inbox)
        await self._know_own(inbox)
        await self._door.open()
        log.info("listening to Slack", workspaces=len(self._served), by=type(self._door).__name__)

    async def send(
        self, address: Address, message: Message, delivery_id: int, reply_to: str | None = None
    ) -> str:
        """As SlackTransport; a workspace that refuses us counts as a channel that does."""
        sender, there = await self._route(address)
        with _alone():
            return await sender.send(there, message, delivery_id, reply_to)

    async def edit(self, address: Address, message_id: str, message: Message, delivery_id: int) -> None:
        """As SlackTransport, with the same exception."""
        sender, there = await self._route(address)
        with _alone():
            await sender.edit(there, message_id, message, delivery_id)

    def gap(self, address: Address) -> timedelta:  # noqa: ARG002  the same for every channel
        """As SlackTransport."""
        return GAP

    def fits(self, message: Message) -> bool:
        """As SlackTransport."""
        return is_one(message)

    async def hears(self) -> bool:
        """Whether the address is bound."""
        return await self._door.alive()

    async def stop(self) -> None:
        """Stop listening, let commands under way end, then close."""
        await self._door.close()
        for served in self._served.values():
            await served.updates.finish()

    def _sender(self, token: str) -> SlackTransport:
        return SlackTransport(bot_token=token, base_url=self._base_url)

    async def _route(self, address: Address) -> tuple[SlackTransport, Address]:
        """Who sends there, and the address as Slack knows it. Raises ChannelGoneError."""
        if not self._read:
            for installation in await self._register.every():
                self._senders.setdefault(installation.workspace, self._sender(installation.token))
            self._read = True
        workspace, chat = inside(address.chat)
        sender = self._senders.get(workspace)
        if sender is None:
            raise ChannelGoneError("Rasid is not installed in the Slack workspace of this channel.")
        return sender, replace(address, chat=chat)

    def _serve(self, installation: Installation, inbox: Inbox) -> None:
        team, token = installation.workspace, installation.token
        self._senders[team] = self._sender(token)
        identity = Identity(team, installation.user, installation.bot, installation.enterprise)
        web = web_client(token, self._base_url, patient=True)
        updates = Updates(Branch(inbox, team), identity, web, partial(self._lost, team))
        self._served[team] = _Served(updates, updates.app(self._signing_secret))

    async def _installed(self, installation: Installation) -> None:
        """Somebody installed the app, again or for the first time. Raises TransportDownError, StoreError."""
        inbox = self._inbox
        if inbox is None or (self._own and self._own.team == installation.workspace):
            raise TransportDownError("This workspace is served by the token in Rasid's config.")
        await self._register.add(installation)
        self._serve(installation, inbox)
        await inbox.installed(KIND, installation.workspace)
        log.info("installed in a Slack workspace", team=installation.workspace)

    async def _lost(self, team: str) -> None:
        """Slack says that our token there was taken away. It may say so late, after we got another one."""
        sender = self._senders.get(team)
        if sender is None or self._inbox is None or await sender.is_welcome():
            return
        await self._register.remove(team)
        self._senders.pop(team, None)
        self._served.pop(team, None)
        await self._inbox.uninstalled(KIND, team)
        log.warning("removed from a Slack workspace", team=team)

    async def _know_own(self, inbox: Inbox) -> None:
        """Learn whose requests are those of the config's own token; asked again until Slack answers."""
        own = self._senders.get(_OWN)
        if own is None or self._own is not None:
            return
        try:
            self._own = await own.who_am_i()
        except (TransportError, *CALL_ERRORS) as error:
            told = error if isinstance(error, TransportError) else outcome(error)
            log.warning("the workspace of bot_token is not known yet", error=str(told))
            return
        updates = Updates(Branch(inbox, _OWN), self._own, own.patient)
        self._served[self._own.team] = _Served(updates, updates.app(self._signing_secret))

    async def _take(self, request: AsyncBoltRequest) -> BoltResponse:
        """A request, answered as the workspace that it names would; its signature is looked at there."""
        team = request.context.team_id or ""
        if team not in self._served and self._inbox is not None:
            await self._know_own(self._inbox)
        served = self._served.get(team)
        return await (served.app if served else self._stranger).async_dispatch(request)


@contextmanager
def _alone() -> Generator[None]:
    """A workspace that refuses our token stops no other: for who sends it is a channel that is gone."""
    try:
        yield
    except TransportDownError as error:
        raise ChannelGoneError(str(error)) from error


def _stranger(signing_secret: str) -> AsyncApp:
    """What answers for workspaces in which we are not: Slack itself is answered, and nothing is done."""

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None)

    async def take(ack: AsyncAck, body: Mapping[str, Any]) -> BoltResponse:
        log.info("a request of a workspace in which Rasid is not installed", team=str(body.get("team_id")))
        return await ack()

    app = AsyncApp(name="stranger", logger=sdk_logger(), authorize=authorize, signing_secret=signing_secret)
    app.use(take)
    return app
