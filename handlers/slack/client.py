"""Slack's own clients, set up the way Rasid needs them."""

import logging
import re
from typing import Any

from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from handlers.slack.render import Rendered

TIMEOUT_SECONDS = 30  # for a whole call; each one that runs out may become a message told twice
_SLACK = "https://slack.com/api/"

# Bot and app tokens; the ticket in a Socket Mode address; the one-time address of an answer.
_SECRET = re.compile(
    r"x(?:ox[a-z]|app)-[\w.-]+|(?<=ticket=)[\w%.-]+|https?://\S+/(?:actions|commands|services)/\S+"
)

# Bolt finds our SLACK_BOT_TOKEN in the environment, and warns that it does not use it. It shall not.
_ABOUT_NO_TOKEN = warning_client_prioritized_and_token_skipped()


def sdk_logger() -> logging.Logger:
    """The logger for Slack's libraries: warnings and errors only, in one line, without secrets.

    Below that they quote every payload, and a traceback of theirs quotes the addresses they called.
    """
    logger = logging.getLogger("handlers.slack.sdk")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_tame)
    return logger


def _tame(record: logging.LogRecord) -> bool:
    if record.msg == _ABOUT_NO_TOKEN:
        return False
    record.msg = _SECRET.sub("[secret]", record.getMessage())
    record.args = ()
    record.exc_info = record.exc_text = None
    return True


def web_client(token: str, base_url: str | None, *, patient: bool) -> AsyncWebClient:
    """A client for the Web API. A patient one waits and asks again, once, when it asked too often.

    No other retries: by default the SDK posts again after a broken connection, and the first post may have
    arrived. Each call has a connection of its own, so none breaks because it was idle too long.
    """
    client = AsyncWebClient(
        token=token,
        base_url=_SLACK if base_url is None else base_url.rstrip("/") + "/",
        timeout=TIMEOUT_SECONDS,
        logger=sdk_logger(),
        retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=1)] if patient else [],
    )
    if base_url is not None:
        client.proxy = None  # a server of one's own; the SDK knows HTTPS_PROXY but not NO_PROXY
    return client


def webhook_client(url: str, proxy: str | None) -> AsyncWebhookClient:
    """A client for the one-time address to which the answer to a slash command goes."""
    client = AsyncWebhookClient(url, timeout=TIMEOUT_SECONDS, logger=sdk_logger(), retry_handlers=[])
    client.proxy = proxy
    return client


def posting(rendered: Rendered) -> dict[str, Any]:
    """The arguments that make a post what was rendered, and nothing that Slack adds by itself."""
    return {
        "text": rendered.text,
        "blocks": rendered.blocks or None,
        "unfurl_links": False,
        "unfurl_media": False,
    }
