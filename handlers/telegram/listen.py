"""Takes updates from Telegram, by long polling or by webhook, until stopped; an outage only delays it.

The polling is our own: the library's confirms updates to Telegram as soon as they are in memory, so that a
crash loses them, and ends for good at the first 401. Here an update is confirmed after it was handled; one
that comes twice is known by its id.
"""

import asyncio
import contextlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import chain, repeat
from urllib.parse import urlsplit

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Updater

from bot.errors import TransportDownError
from handlers.telegram.menus import Menu
from handlers.telegram.outcomes import TOKEN_REFUSED, waiting_time
from handlers.telegram.updates import ALLOWED_UPDATES, App

LONG_POLL = timedelta(seconds=25)
START_PATIENCE = 5.0
"""Seconds that a start waits for Telegram, before it goes on trying in the background."""

_GRACE = 2.0  # seconds for the update in hand when the bot stops: it has about ten for all it must end

_BACKOFF = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between attempts
_LONGEST = 30.0  # seconds; what the library's own polling waits at most

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram brings updates, instead of our asking for them."""

    url: str  # as Telegram calls it: https, ports 443, 80, 88 or 8443
    secret: str  # Telegram shows it with every call; A-Z a-z 0-9 _ -, 256 at most
    listen: str = "127.0.0.1"  # where we listen, behind what ends the TLS
    port: int = 8443


class Listener:
    """Keeps one application fed."""

    def __init__(self, app: App, menus: Sequence[Menu], webhook: Webhook | None) -> None:
        self._app = app
        self._menus = menus
        self._webhook = webhook
        self._updater = Updater(app.bot, app.update_queue)  # for the webhook
        self.hears = False  # whether Telegram answered last
        self._offset = 0
        self._handling = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect and begin; without an answer, begin in the background. Raises TransportDownError."""
        try:
            async with asyncio.timeout(START_PATIENCE):
                await self._app.initialize()
        except InvalidToken:
            # Without its cause, whose text holds the token.
            raise TransportDownError(TOKEN_REFUSED) from None
        except (TelegramError, TimeoutError):
            log.warning("Telegram cannot be reached now; going on without it")
        self._task = asyncio.create_task(self._listen(), name="telegram")

    async def stop(self) -> None:
        """Let the update in hand be handled, but not for ever, then let go. Safe to call again."""
        if self._updater.running:
            await self._updater.stop()
        if self._task:
            await self._end(self._task)
            self._task = None
        await self._app.shutdown()

    async def _end(self, task: asyncio.Task[None]) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await self._app.update_queue.join()  # what came by webhook does not come again
                async with self._handling:
                    task.cancel()
        task.cancel()
        await asyncio.wait([task])

    async def _listen(self) -> None:
        await self._insist(self._app.initialize)
        await self._set_menus()
        if self._webhook:
            await self._updater.initialize()
            await self._insist(partial(self._open, self._webhook))
        else:
            # Telegram answers polls only while no webhook is set.
            await self._insist(self._app.bot.delete_webhook)
        log.info("listening to Telegram", by="webhook" if self._webhook else "polling")
        while True:
            await self._insist(self._take if self._webhook else self._poll)

    async def _poll(self) -> None:
        updates = await self._app.bot.get_updates(
            offset=self._offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES
        )
        for update in updates:
            async with self._handling:
                await self._app.process_update(update)
                self._offset = update.update_id + 1

    async def _take(self) -> None:
        """Wait for the next update that Telegram brought to the webhook."""
        update = await self._app.update_queue.get()
        try:
            async with self._handling:
                await self._app.process_update(update)
        finally:
            self._app.update_queue.task_done()

    async def _open(self, webhook: Webhook) -> None:
        await self._updater.start_webhook(
            listen=webhook.listen,
            port=webhook.port,
            url_path=re.escape(urlsplit(webhook.url).path.lstrip("/")),
            webhook_url=webhook.url,
            secret_token=webhook.secret,
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
        )

    async def _insist(self, step: Callable[[], Awaitable[object]]) -> None:
        """Take the step, again and again until it succeeds. An outage is told at its begin and at its end.

        Within it, it is told when Telegram begins or ceases to refuse our token.
        """
        refused: bool | None = None
        for attempt, pause in enumerate(chain(_BACKOFF, repeat(_LONGEST))):
            try:
                await step()
            except Exception as error:  # noqa: BLE001 - whatever it is, a bot that no longer listens is worse
                asked = waiting_time(error).total_seconds() if isinstance(error, RetryAfter) else 0.0
                self.hears = False
                known, refused = refused, isinstance(error, InvalidToken)
                tell = log.debug if refused is known else log.error if refused else log.warning
                tell(
                    "not listening to Telegram; trying again", error=_words(error), seconds=max(pause, asked)
                )
                await asyncio.sleep(max(pause, asked))
            else:
                self.hears = True
                if attempt:
                    log.info("Telegram answers again", attempts=attempt + 1)
                return

    async def _set_menus(self) -> None:
        """Best effort: without its menu the bot works as well."""
        try:
            for menu in self._menus:
                await self._app.bot.set_my_commands(
                    list(menu.commands.items()), scope=menu.scope, language_code=menu.language
                )
        except TelegramError as error:
            log.warning("command menu not set", error=_words(error))


def _words(error: Exception) -> str:
    """An error for the log, without the token that the library puts into one of them."""
    return TOKEN_REFUSED if isinstance(error, InvalidToken) else f"{type(error).__name__}: {error}"
