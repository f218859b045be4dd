"""The commands that tell what a bot has stored: alerts, stories, why, and charts."""

import difflib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import click

from bot import app, charts
from bot.cli.common import CONTROLS, config_option, err, finish, load_config, store_of
from bot.cli.files import write
from bot.config import Config
from bot.desk import Desk, worded
from bot.errors import ChartError, RasidError, SearchError
from bot.model import Language, Message, Watch
from bot.reading.lexicons import LANGUAGES
from bot.telling.chart.compose import Chart, Subject
from bot.telling.chart.page import svg
from bot.telling.chart.png import png
from bot.telling.wording import Wording

_DIGITS = 18  # that the number of a story may have
_SHOWN = 200  # characters of a link, said back


@click.command()
@click.argument("watch", required=False)
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@config_option
def latest(watch: str | None, limit: int, path: Path) -> None:
    """Print the newest alerts, of one watch or of all, newest last."""
    config = load_config(path)
    names = ["*"] if watch is None else [_named(watch, config).name]
    if not finish(_print_latest(config, names, limit)):
        err.print("No alerts yet.")


async def _print_latest(config: Config, watches: list[str], limit: int) -> int:
    """Print them as the terminal's channel shows them; how many there were."""
    if not config.database.exists():
        return 0
    async with store_of(config) as store:
        alerts = await store.latest(watches, limit)
    terminal, wording = app.terminal(config), Wording(config.timezone)
    for alert in reversed(alerts):
        message = worded(alert, config, wording, config.language)
        await terminal.send(app.CONSOLE, message, alert.id)
    return len(alerts)


# Nothing but long options: what else begins with a minus is a word to leave out.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@config_option
def search(words: Sequence[str], limit: int, path: Path) -> None:
    """Find stored entries that have all these words, newest first, whoever was told of them.

    Several words in double quotes are a phrase; a word behind a minus must not be there.

    Example: rasid search 'Haftar "oil ports" -Sirte'
    """
    config = load_config(path)
    typed = " ".join(words)
    try:
        found = finish(_answered(config, lambda desk: desk.search(typed, limit, config.language)))
    except SearchError as error:
        raise click.BadParameter(str(error)) from None
    if not found:
        err.print("Nothing is stored yet.")


@click.command()
@click.argument("watch", metavar="WATCH|STORY")
@click.option(
    "-o",
    "--output",
    "output",
    metavar="FILE.png",
    required=True,
    help='Where it goes; "-" is standard output.',
)
@click.option("--language", type=click.Choice(LANGUAGES), help="Of its texts; the config's if not given.")
@click.option("--dark", is_flag=True, help="Light on dark.")
@config_option
def chart(watch: str, output: str, language: Language | None, path: Path, *, dark: bool) -> None:
    """Draw how the figures of a story went: the newest of a casualties watch, or the one of a number.

    A PNG that is there already is replaced; any other file is left alone.

    Example: rasid chart libya-casualties -o chart.png
    """
    config = load_config(path)
    counting = [known for known in config.watches if known.casualties]
    named = any(known.name == watch for known in config.watches)
    number = None if named else _story_number(watch)
    if number is None and _named(watch, config) not in counting:
        names = ", ".join(known.name for known in counting) or "none does"
        raise click.BadParameter(f"{watch} does not watch casualties; these do: {names}.")
    watches = counting if number is not None else [_named(watch, config)]
    subject = finish(_subject(config, watches, number))
    if subject is None:
        what = f"There is no story {number}." if number is not None else f"Nothing was told of {watch} yet."
        raise ChartError(f"{what} There is nothing to draw.")
    drawn = Chart(subject, language or config.language, Wording(config.timezone))
    picture = png(svg(drawn.drawing(dark=dark)))
    if output == "-":
        write(picture)
    else:
        charts.save(picture, Path(output))
        finish(app.terminal(config).send(app.CONSOLE, drawn.message(None), 0))
        err.print(f"Drawn: {output}", markup=False, soft_wrap=True)


def _named(name: str, config: Config) -> Watch:
    """The watch of that name. Raises click.BadParameter, with the nearest names."""
    names = [watch.name for watch in config.watches]
    if name in names:
        return config.watches[names.index(name)]
    if near := difflib.get_close_matches(name, names, n=2):
        raise click.BadParameter(f"no watch is named {name!r}; did you mean {' or '.join(near)}?")
    raise click.BadParameter(f"no watch is named {name!r}; there are: {', '.join(names) or 'none'}")


async def _subject(config: Config, watches: Sequence[Watch], story: int | None) -> Subject | None:
    if not config.database.exists():
        return None
    async with store_of(config) as store:
        return await charts.subject(store, watches, story)


@click.command()
@click.argument("number")
@config_option
def story(number: str, path: Path) -> None:
    """Print all that is known of a story: its outlets, its figures with their quotes, what was told.

    Every alert shows the number of its story.
    """
    config = load_config(path)
    known = _story_number(number)
    if known is None:
        raise click.BadParameter(f"{number[:_SHOWN]} is no number of a story.")
    if not finish(_answered(config, lambda desk: desk.story(known, config.language))):
        raise RasidError(f"There is no story {known}; `rasid latest` shows the newest ones.")


@click.command()
@click.argument("what", metavar="LINK|NUMBER")
@config_option
def why(what: str, path: Path) -> None:
    """Say why the article with this link, or the reports of a story, were told or were not.

    Example: rasid why https://www.example.org/news/1
    """
    config = load_config(path)
    number = _story_number(what)

    async def ruled(desk: Desk) -> Message | None:
        if number is not None:
            return await desk.why_story(number, ["*"], config.language)
        return await desk.why_link(what, ["*"], config.language)

    try:
        found = finish(_answered(config, ruled))
    except ValueError:
        raise click.BadParameter(
            f"{what[:_SHOWN]} is neither the link of an article nor the number of a story."
        ) from None
    if not found:
        raise RasidError(f"Nothing is known of {what[:_SHOWN]}.")


def _story_number(text: str) -> int | None:
    """The number that this is, also as it is copied from an alert; None when it is none that a story has."""
    digits = CONTROLS.sub("", text).strip().removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


async def _answered(config: Config, ask: Callable[[Desk], Awaitable[Message | None]]) -> bool:
    """Print what is answered from the database as the terminal shows it; whether there was an answer."""
    if not config.database.exists():
        return False
    async with store_of(config) as store:
        answer = await ask(app.desk_of(config, store))
    if answer:
        await app.terminal(config).send(app.CONSOLE, answer, 0)
    return answer is not None
