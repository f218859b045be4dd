"""The commands that run the bot, and those that look whether it can and does."""

import os
from pathlib import Path

import click
from rich.progress import Progress

from bot import app
from bot.cli import show
from bot.cli.common import config_option, default_config, err, finish, load_config, out, store_of
from bot.config import Config
from bot.feeds import timing
from bot.model import Channel, FeedState
from bot.watching.explain import counted


@click.command()
@click.option(
    "--restored", is_flag=True, help="The database is a backup: what is older than an hour is taken as told."
)
@config_option
def run(path: Path, *, restored: bool) -> None:
    """Run the bot until Ctrl-C.

    Example: rasid run --config /etc/rasid.toml
    """
    config = load_config(path)

    def greet(bot: app.App) -> None:
        out.print(show.banner(bot.config), soft_wrap=True)

    finish(app.run(config, os.environ, greet, restored=restored))


@click.command()
@click.argument("path", metavar="[CONFIG]", type=click.Path(path_type=Path), default=default_config)
def check(path: Path) -> None:
    """Validate a config and say in words what it will do.

    Every mistake is listed with its line; the exit code is then 2.
    """
    config = load_config(path)
    out.print(show.explained(config, finish(_remembered_channels(config))), soft_wrap=True)


async def _remembered_channels(config: Config) -> list[Channel]:
    """What chats have subscribed to already, if the bot ever ran on this config's database."""
    if not config.database.exists():
        return []
    async with store_of(config) as store:
        return await store.channels()


@click.command()
@click.option("--once", is_flag=True, required=True, help="One round over the feeds that are due, then exit.")
@config_option
def poll(path: Path, *, once: bool) -> None:  # noqa: ARG001  named for what it promises; `run` polls on
    """Poll the feeds that are due, send what comes of it, and exit (for cron).

    The exit code is 1 when a feed failed or a message could not be sent.
    """
    states, unsent = finish(_poll_once(load_config(path)))
    out.print(show.feeds(states, app.now()))
    if unsent:
        err.print(f"Not sent yet: {counted(unsent, 'message')}.")
    if unsent or any(state.failures for state in states):
        raise SystemExit(1)


async def _poll_once(config: Config) -> tuple[list[FeedState], int]:
    async with app.assembled(config) as bot:
        with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("Polling", total=len(config.feeds))
            return await bot.poll_once(lambda: progress.advance(task))


@click.command()
@config_option
def feeds(path: Path) -> None:
    """Show the health of every feed."""
    config = load_config(path)
    out.print(show.feeds(finish(_feeds(config)), app.now()))


async def _feeds(config: Config) -> list[FeedState]:
    if not config.database.exists():
        return []
    async with store_of(config) as store:
        return await store.feed_states()


@click.command()
@config_option
def health(path: Path) -> None:
    """Say whether a bot polls these feeds: the exit code is 1 when they wait for one (for containers)."""
    config = load_config(path)
    states = finish(_feeds(config))
    waiting = timing.stalled(states, app.now())
    if waiting or (not states and any(feed.enabled for feed in config.feeds)):
        err.print(f"Nobody polls {', '.join(waiting) or 'these feeds'}.", markup=False, soft_wrap=True)
        raise SystemExit(1)
