"""The command line: reads arguments, calls, prints. Exit codes: 0 fine, 1 failed, 2 usage or config."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import Progress

from bot import app, logs, show
from bot.config import Config, load
from bot.desk import worded
from bot.errors import ConfigError, RasidError
from bot.feeds import timing
from bot.feeds.pool import ParserPool
from bot.model import Channel, FeedState
from bot.store.base import Store
from bot.store.sqlite import SqliteStore
from bot.telling.wording import Wording

T = TypeVar("T")

PASTED_AT_MOST = 1_000_000  # characters of a text to try, or bytes of standard input

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class _Group(click.Group):
    """Turns our errors into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ConfigError as error:
            for mistake in error.mistakes:
                err.print(str(mistake), markup=False, soft_wrap=True)
            ctx.exit(2)
        except RasidError as error:
            err.print(str(error), markup=False, soft_wrap=True)
            ctx.exit(1)


def _default_config() -> Path:
    """config.toml here, or the example while there is none."""
    own, example = Path("config.toml"), Path("config.example.toml")
    return example if example.exists() and not own.exists() else own


def _config_option(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--config",
        "path",
        type=click.Path(path_type=Path),
        default=_default_config,
        show_default="config.toml, else config.example.toml",
        help="The config file.",
    )(command)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rasid")
@click.option("-v", "--verbose", is_flag=True, help="Log every step.")
def rasid(*, verbose: bool) -> None:
    """Watches the news and tells Telegram and Slack channels what happened and what changed."""
    logs.configure(verbose=verbose)


def _load(path: Path) -> Config:
    """The config, with its secrets known to the logs from here on."""
    config = load(path, os.environ)
    logs.hide(config.secrets())
    return config


def _asyncio(work: Coroutine[Any, Any, T]) -> T:
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise click.Abort from None


@rasid.command()
@_config_option
def run(path: Path) -> None:
    r"""Run the bot until Ctrl-C.

    \b
    Example: rasid run --config /etc/rasid.toml
    """
    config = _load(path)
    _asyncio(app.run(config, os.environ, lambda bot: out.print(show.banner(bot.config), soft_wrap=True)))


@rasid.command()
@click.argument("path", metavar="[CONFIG]", type=click.Path(path_type=Path), default=_default_config)
def check(path: Path) -> None:
    """Validate a config and say in words what it will do.

    Every mistake is listed with its line; the exit code is then 2.
    """
    config = _load(path)
    out.print(show.explained(config, _asyncio(_remembered_channels(config))), soft_wrap=True)


async def _remembered_channels(config: Config) -> list[Channel]:
    """What chats have subscribed to already, if the bot ever ran on this config's database."""
    if not config.database.exists():
        return []
    async with _store(config) as store:
        return await store.channels()


@rasid.command()
@click.option("--once", is_flag=True, required=True, help="One round over the feeds that are due, then exit.")
@_config_option
def poll(path: Path, *, once: bool) -> None:  # noqa: ARG001  named for what it promises; `run` polls on
    """Poll the feeds that are due, send what comes of it, and exit (for cron).

    The exit code is 1 when a feed failed or a message could not be sent.
    """
    states, unsent = _asyncio(_poll_once(_load(path)))
    out.print(show.feeds(states, app.now()))
    if unsent:
        err.print(f"Not sent yet: {show.count(unsent, 'message')}.")
    if unsent or any(state.failures for state in states):
        raise SystemExit(1)


async def _poll_once(config: Config) -> tuple[list[FeedState], int]:
    async with app.assembled(config) as bot:
        with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("Polling", total=len(config.feeds))
            return await bot.poll_once(lambda: progress.advance(task))


@rasid.command(name="try")
@click.argument("text", metavar="TEXT|URL|FILE")
@_config_option
def try_(text: str, path: Path) -> None:
    r"""Say which watches match a text, a page or a file ("-" is standard input), and why.

    \b
    Example: rasid try "Haftar met Sisi in Cairo"
    """
    config = _load(path)
    tried = _asyncio(_text_of(text, config))[:PASTED_AT_MOST]
    out.print(show.tried(config, tried), soft_wrap=True)


async def _text_of(text: str, config: Config) -> str:
    """The text itself, or that of the page or file it names."""
    if text.startswith(("http://", "https://")):
        async with app.fetcher_of(config) as fetcher, ParserPool() as parser:
            return await parser.article(await fetcher.page(text, configured=text))
    if text == "-":
        return sys.stdin.buffer.read(PASTED_AT_MOST).decode("utf-8", "replace")
    return _file_text(text) or text


def _file_text(text: str) -> str | None:
    """What the file of this name says; None when it is a text and no name.

    Raises click.BadParameter when it is one but nothing can be read there.
    """
    if not text.strip():
        raise click.BadParameter("There is nothing to try.")
    path = Path(text)
    try:
        if path.is_file():
            return path.read_text(encoding="utf-8", errors="replace")
        if path.exists():
            raise click.BadParameter(f"{text} is no file.")
    except OSError:  # too long for a file's name, say
        return None
    if len(text.split()) == 1 and (path.suffix or len(path.parts) > 1):
        raise click.BadParameter(f"There is no file {text}.")
    return None


@rasid.command()
@click.argument("watch", required=False)
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@_config_option
def latest(watch: str | None, limit: int, path: Path) -> None:
    """Print the newest alerts, of one watch or of all, newest last."""
    config = _load(path)
    names = [known.name for known in config.watches]
    if watch is not None and watch not in names:
        raise click.BadParameter(f"no watch is named {watch!r}; there are: {', '.join(names)}")
    if not _asyncio(_print_latest(config, [watch] if watch else ["*"], limit)):
        err.print("No alerts yet.")


async def _print_latest(config: Config, watches: list[str], limit: int) -> int:
    """Print them as the terminal's channel shows them; how many there were."""
    if not config.database.exists():
        return 0
    async with _store(config) as store:
        alerts = await store.latest(watches, limit)
    terminal, wording = app.terminal(config), Wording(config.timezone)
    for alert in reversed(alerts):
        message = worded(alert, config, wording, config.language)
        await terminal.send(app.CONSOLE, message, alert.id)
    return len(alerts)


@rasid.command()
@_config_option
def feeds(path: Path) -> None:
    """Show the health of every feed."""
    config = _load(path)
    out.print(show.feeds(_asyncio(_feeds(config)), app.now()))


async def _feeds(config: Config) -> list[FeedState]:
    if not config.database.exists():
        return []
    async with _store(config) as store:
        return await store.feed_states()


@asynccontextmanager
async def _store(config: Config) -> AsyncIterator[Store]:
    """The database, beside the bot that may be running on it."""
    store = await SqliteStore.open(config.database, exclusive=False, now=app.now())
    try:
        yield store
    finally:
        await store.close()


@rasid.command()
@_config_option
def health(path: Path) -> None:
    """Say whether a bot polls these feeds: the exit code is 1 when they wait for one (for containers)."""
    config = _load(path)
    states = _asyncio(_feeds(config))
    waiting = timing.stalled(states, app.now())
    if waiting or (not states and any(feed.enabled for feed in config.feeds)):
        err.print(f"Nobody polls {', '.join(waiting) or 'these feeds'}.", markup=False, soft_wrap=True)
        raise SystemExit(1)
