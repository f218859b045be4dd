"""The command that runs the watches over entries that were."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import RenderableType

from bot import against as against_
from bot import backtest, lines
from bot.cli.common import config_option, err, finish, load_config, out
from bot.cli.files import each_line, kept, write
from bot.cli.show_backtest import Ran, backtested, differing
from bot.config import Config
from bot.errors import LineError
from bot.store.sqlite import SqliteStore
from bot.telling.wording import Wording
from bot.watching.explain import counted

T = TypeVar("T")


@click.command(name="backtest")
@click.argument(
    "files",
    metavar="[FILE...]",
    nargs=-1,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "--stored", is_flag=True, help="Run over what this config's bot has read, as long as it is kept."
)
@click.option("--since", metavar="TIME", help="Only entries from then on, as 2019-04-14.")
@click.option("--until", metavar="TIME", help="Only entries before that.")
@click.option("--explain", is_flag=True, help="On the terminal, say of every match why it is told or not.")
@click.option(
    "--against",
    metavar="OTHER",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Only what another config, such as the one before an edit, would tell otherwise.",
)
@config_option
def backtest_(
    files: tuple[Path, ...],
    since: str | None,
    until: str | None,
    path: Path,
    against: Path | None,
    *,
    stored: bool,
    explain: bool,
) -> None:
    """Run the watches over entries that were, as JSON lines, and say what would have been told.

    In a pipe each match becomes a JSON line, described in docs/stories.md. Nothing is sent.

    Example: rasid backtest archive.jsonl.xz --since 2019-04-01
    Example: rasid backtest --stored --config new.toml --against config.toml
    """
    if stored == bool(files):
        raise click.UsageError("Give either files of entries or --stored.")
    config, other = load_config(path), against and load_config(against)
    within = _time(since, "--since", config), _time(until, "--until", config)
    rows, bad = (finish(_stored(config, *within)), 0) if stored else _rows(files, config)
    chosen = backtest.in_order(rows, *within)
    ran = Ran(len(chosen), [watch.name for watch in config.watches], config.timezone)
    if other:
        differences = against_.differences(chosen, config, other)
        _print_or_write(differences, lambda found: differing(found, ran, explain=explain), against_.as_json)
    else:
        wording = Wording(config.timezone)
        _print_or_write(
            backtest.Backtest(config).outcomes(chosen),
            lambda found: backtested(found, ran, explain=explain),
            lambda outcome: backtest.as_json(outcome, config, wording),
        )
    if bad:
        raise SystemExit(1)


def _rows(files: Sequence[Path], config: Config) -> tuple[list[lines.Row], int]:
    """The entries of these files, and how many lines hold none."""
    rows: list[lines.Row] = []
    zone = config.reading().zone

    def use(line: bytes) -> None:
        rows.append(lines.as_fed(lines.parsed(line, zone)))

    return rows, sum(each_line(file, use) for file in files)


async def _stored(config: Config, since: datetime | None, until: datetime | None) -> list[lines.Row]:
    """The entries that the config's bot has kept, also while it runs; it is told how many it has not."""
    store = await SqliteStore.look(config.database)
    try:
        rows, dropped = await kept(store, since, until), await store.dropped(since, until)
    finally:
        await store.close()
    if dropped:
        err.print(f"Without {counted(dropped, 'entry', 'entries')} of which `retention` dropped the text.")
    return rows


def _print_or_write(
    found: Iterable[T], shown: Callable[[Sequence[T]], RenderableType], row: Callable[[T], dict[str, Any]]
) -> None:
    """On a terminal a summary, in a pipe a line for each as soon as it is known."""
    if out.is_terminal:
        out.print(shown(list(found)))
    else:
        for one in found:
            write(lines.encoded(row(one)))


def _time(text: str | None, option: str, config: Config) -> datetime | None:
    if text is None:
        return None
    try:
        when = lines.published(text, config.timezone)
    except LineError:
        when = None
    if when is None:
        raise click.BadParameter(f"{text!r} is no time; write it as 2019-04-14.", param_hint=option)
    return when
