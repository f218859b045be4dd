"""The commands on messages that could not be delivered."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click

from bot import app
from bot.cli import show
from bot.cli.common import config_option, err, finish, load_config, out, store_of
from bot.config import Config
from bot.store.base import Store, Stuck

_MOST = 100  # messages that are listed
_BEYOND = 1 << 63  # no id of the database is so large


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def outbox(ctx: click.Context, path: Path) -> None:
    """Show what could not be delivered; `retry ID` sends it after all, `drop ID` forgets it."""
    # `--config` may stand on either side of the command that settles something.
    ctx.default_map = {command: {"path": path} for command in ("retry", "drop")}
    if ctx.invoked_subcommand is None:
        config = load_config(path)
        out.print(show.stuck(finish(_stuck(config)), config.timezone), soft_wrap=True)


async def _stuck(config: Config) -> list[Stuck]:
    if not config.database.exists():
        return []
    async with store_of(config) as store:
        return await store.stuck(_MOST)


@outbox.command()
@click.argument("delivery", metavar="ID", type=int)
@config_option
def retry(path: Path, delivery: int) -> None:
    """Send a message after all, as if for the first time; a bot that runs does so within half a minute."""
    _settle(load_config(path), delivery, lambda store: store.retry(delivery, app.now()))


@outbox.command()
@click.argument("delivery", metavar="ID", type=int)
@config_option
def drop(path: Path, delivery: int) -> None:
    """Forget a message that could not be delivered."""
    _settle(load_config(path), delivery, lambda store: store.drop(delivery))


def _settle(config: Config, delivery: int, how: Callable[[Store], Coroutine[Any, Any, bool]]) -> None:
    """Do something to a message that was given up; exit code 1 when there is none of this number."""

    async def settle() -> bool:
        if not config.database.exists() or not 0 < delivery < _BEYOND:
            return False
        async with store_of(config) as store:
            return await how(store)

    if not finish(settle()):
        err.print(f"No message {delivery} was given up; `rasid outbox` lists those that were.")
        raise SystemExit(1)
