"""The command line: reads arguments, calls, prints. Exit codes: 0 fine, 1 failed, 2 usage or config.

Each command is in the module of its family; this one lists them.
"""

from typing import Any

import click

from bot import logs
from bot.cli import backtesting, outbox, reading, running, telling
from bot.cli.common import err
from bot.errors import ConfigError, RasidError

_COMMANDS = (
    *(running.run, running.poll, running.check, running.feeds, running.health),
    *(reading.try_, reading.extract_, reading.summarize_, backtesting.backtest_),
    *(telling.latest, telling.search, telling.story, telling.why, telling.chart, outbox.outbox),
)


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


@click.group(cls=_Group, commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rasid")
@click.option("-v", "--verbose", is_flag=True, help="Log every step.")
def rasid(*, verbose: bool) -> None:
    """Watches the news and tells Telegram and Slack channels what happened and what changed."""
    logs.configure(verbose=verbose)
