"""Logging: one structured line an outcome, and no secret in any of them."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import IO

import structlog

# What tokens look like (core.telegram.org/bots/api#authorizing-your-bot and
# api.slack.com/authentication/token-types): the net under the known secrets, for one that another
# program's message brings along.
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}|x(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}")
_HIDDEN = "[secret]"
_TALKATIVE = (
    "aiohttp.access",
    "apscheduler",
    "httpcore",
    "httpx",
    "slack_bolt",
    "slack_sdk",
    "telegram",
    "watchfiles",
)


class _RedactingFormatter(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line: message, arguments and traceback alike, whoever logged it."""

    def __init__(self, *, colors: bool) -> None:
        super().__init__(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.dev.ConsoleRenderer(colors=colors, pad_event_to=0, sort_keys=False),
            ],
            foreign_pre_chain=_shared(),
        )
        self._secrets: list[str] = []

    def hide(self, secrets: Iterable[str]) -> None:
        # The longest first, lest a secret that contains another leaves its tail behind.
        self._secrets = sorted({*self._secrets, *filter(None, secrets)}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, line)


def _shared() -> list[structlog.typing.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
        structlog.processors.format_exc_info,
    ]


def configure(*, verbose: bool = False, stream: IO[str] | None = None) -> None:
    """Send every log of the process to `stream` (standard error), without anything like a token.

    Times are UTC. Called again, it replaces what it set before.
    """
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_RedactingFormatter(colors=stream.isatty()))
    logging.basicConfig(handlers=[handler], level=logging.DEBUG if verbose else logging.INFO, force=True)
    # httpx writes each URL, token included, at INFO; the others are talkative about what is not ours.
    for noisy in _TALKATIVE:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def hide(secrets: Iterable[str]) -> None:
    """Keep these out of the logs as well, from now on; those of before may still be in use."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, _RedactingFormatter):
            handler.formatter.hide(secrets)
