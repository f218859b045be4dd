"""What the commands share: where they print, their config, and the store."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from bot import app, logs
from bot.config import Config, load
from bot.store.base import Store
from bot.store.sqlite import SqliteStore

T = TypeVar("T")

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def default_config() -> Path:
    """config.toml here, or the example while there is none."""
    own, example = Path("config.toml"), Path("config.example.toml")
    return example if example.exists() and not own.exists() else own


def config_option(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command `--config`, as its argument `path`."""
    return click.option(
        "--config",
        "path",
        type=click.Path(path_type=Path),
        default=default_config,
        show_default="config.toml, else config.example.toml",
        help="The config file.",
    )(command)


def load_config(path: Path) -> Config:
    """The config, with its secrets known to the logs from here on. Raises ConfigError."""
    config = load(path, os.environ)
    logs.hide(config.secrets())
    return config


def finish(work: Coroutine[Any, Any, T]) -> T:
    """What this comes to, in an event loop of its own. Raises click.Abort at Ctrl-C."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise click.Abort from None


@asynccontextmanager
async def store_of(config: Config) -> AsyncIterator[Store]:
    """The database, beside the bot that may be running on it."""
    store = await SqliteStore.open(config.database, exclusive=False, now=app.now())
    try:
        yield store
    finally:
        await store.close()
