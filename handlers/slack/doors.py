"""The two ways by which Slack brings us what happens: a socket that we open, or requests that it makes."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import TransportDownError
from handlers.slack.client import sdk_logger

PATH = "/slack/events"
"""Where Slack's requests are taken, in HTTP mode."""

_CONNECT_SECONDS = 10.0
_GOODBYE_SECONDS = 1.0  # for a goodbye of Slack's, or the rest of a request


Take = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
"""What answers a request."""


class Door(Protocol):
    """Where Slack comes in."""

    async def open(self) -> None:
        """Begin to listen. Raises what the SDK and aiohttp raise, or TransportDownError."""

    async def alive(self) -> bool:
        """Whether anything can come in."""

    async def close(self) -> None:
        """Stop listening."""


class SocketDoor:
    """Socket Mode: no public address is needed (docs.slack.dev/apis/events-api/using-socket-mode)."""

    def __init__(self, app: AsyncApp, web_client: AsyncWebClient, app_token: str, ping: float) -> None:
        # The handler starts a task at once, so a door is made where a loop runs.
        self._handler = AsyncSocketModeHandler(
            app, app_token, logger=sdk_logger(), web_client=web_client, ping_interval=ping
        )
        self._socket = self._handler.client
        self._socket.proxy = web_client.proxy
        self._web = web_client
        self._app_token = app_token

    async def open(self) -> None:
        """Ask for an address with a ticket, and connect to it."""
        try:
            opened = await self._web.apps_connections_open(app_token=self._app_token)
            self._socket.wss_uri = opened["url"]
            # The SDK would try for ever, with a ticket that soon runs out.
            connecting = self._handler.connect_async()  # type: ignore[no-untyped-call]  # the SDK's
            await asyncio.wait_for(connecting, _CONNECT_SECONDS)
        except BaseException:
            await self.close()
            raise

    async def alive(self) -> bool:
        """Whether the socket is open, by its own pings."""
        return await self._socket.is_connected()

    async def close(self) -> None:
        """Close the socket and wait until the SDK's tasks have ended."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._end(), _GOODBYE_SECONDS)
        await self._end()  # when Slack did not answer the goodbye: there is none to wait for now
        socket = self._socket
        tasks = (socket.message_processor, socket.current_session_monitor, socket.message_receiver)
        await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)

    async def _end(self) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]  # the SDK's


class HttpDoor:
    """Slack's requests, each of them signed; Bolt refuses those that are not, or are old."""

    def __init__(self, take: Take, host: str, port: int, pages: Mapping[str, Take] | None = None) -> None:
        """`pages` are shown to people, by their paths."""

        def by(take: Take) -> Callable[[web.Request], Awaitable[web.Response]]:
            async def handle(request: web.Request) -> web.Response:
                return await to_aiohttp_response(await take(await to_bolt_request(request)))

            return handle

        # Not the application that Bolt would make: with SLACK_CLIENT_ID and SLACK_CLIENT_SECRET in the
        # environment that one would offer the app to everybody for installation.
        site = web.Application()
        site.router.add_post(PATH, by(take))
        for path, page in (pages or {}).items():
            site.router.add_get(path, by(page))
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=_GOODBYE_SECONDS)
        self._host, self._port = host, port

    async def open(self) -> None:
        """Bind the address. Raises TransportDownError when it cannot be had."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self.close()
            raise TransportDownError(
                f"Cannot listen for Slack on {self._host}:{self._port}: {error.strerror}. "
                "Choose another port under [slack]."
            ) from error

    async def alive(self) -> bool:
        """Whether the address is bound."""
        return bool(self._runner.addresses)

    async def close(self) -> None:
        """Let go of the address, after the requests under way."""
        await self._runner.cleanup()
