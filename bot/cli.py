"""The command line: reads arguments, calls, prints. Exit codes: 0 fine, 1 failed, 2 usage or config."""

import asyncio
import difflib
import os
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console, RenderableType
from rich.progress import Progress

from bot import against as against_
from bot import app, backtest, charts, extract, lines, logs, show
from bot.config import Config, ReadingSettings, load, load_reading
from bot.desk import Desk, worded
from bot.errors import ChartError, ConfigError, LineError, RasidError
from bot.feeds import timing
from bot.feeds.pool import ParserPool
from bot.files import each_line, kept, write
from bot.model import Channel, Entry, FeedState, Language, Message, Watch
from bot.reading.lexicons import LANGUAGES
from bot.show_backtest import Ran, backtested, differing
from bot.store.base import Store, Stuck
from bot.store.sqlite import SqliteStore
from bot.telling import summarize
from bot.telling.chart.compose import Chart, Subject
from bot.telling.chart.page import svg
from bot.telling.chart.png import png
from bot.telling.wording import Wording
from bot.watching.explain import counted

T = TypeVar("T")

PASTED_AT_MOST = 1_000_000  # characters of a text to try, or bytes of standard input
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_DIGITS = 18  # that the number of a story may have
_SHOWN = 200  # characters of a link, said back
_MOST_STUCK = 100  # messages that are listed
_BEYOND = 1 << 63  # no id of the database is so large

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
    """Run the bot until Ctrl-C.

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
        err.print(f"Not sent yet: {counted(unsent, 'message')}.")
    if unsent or any(state.failures for state in states):
        raise SystemExit(1)


async def _poll_once(config: Config) -> tuple[list[FeedState], int]:
    async with app.assembled(config) as bot:
        with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
            task = progress.add_task("Polling", total=len(config.feeds))
            return await bot.poll_once(lambda: progress.advance(task))


@rasid.command(name="try")
@click.argument("text", metavar="TEXT|URL|FILE")
@click.option("--published", "at", metavar="TIME", help="When it appeared, as 2019-04-14T16:00Z; else now.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Its language; found out if not given.")
@_config_option
def try_(text: str, path: Path, at: str | None, language: Language | None) -> None:
    """Say what a text, a page or a file ("-" is standard input) says, which watches match, and why.

    "Yesterday" in it is the day before --published.

    Example: rasid try "Haftar met Sisi in Cairo on Sunday"
    """
    config = _load(path)
    try:
        when = lines.published(at or "", config.timezone) or app.now()
    except LineError:
        raise click.BadParameter(f"{at} is no time; write it as 2019-04-14T16:00Z.") from None
    # A blank for each, so that what is shown of it cannot move the cursor, recolour or reorder the terminal.
    tried = _CONTROLS.sub(" ", _asyncio(_text_of(text, config))[:PASTED_AT_MOST])
    entry = Entry(feed="", title="", content=tried, published=when, language=language)
    out.print(show.tried(config, entry), soft_wrap=True)


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


@rasid.command(name="extract")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--people", "ids", metavar="ID", multiple=True, help="Only this person of [people]; may be repeated."
)
@click.option(
    "--config",
    "path",
    type=click.Path(path_type=Path),
    show_default="config.toml, else config.example.toml, else none",
    help="Whom and where to look for: [people], [places], and the time zones of feeds.",
)
def extract_(file: Path, ids: tuple[str, ...], path: Path | None) -> None:
    """Read entries as JSON lines (or .xz; "-" is standard input) and write what each says as JSON lines.

    docs/reading.md describes both. A line that holds no entry is told and passed over; the exit code is
    then 1.

    Example: rasid extract archive.jsonl.xz --config people.toml > facts.jsonl
    """
    if path is None and _default_config().exists():
        path = _default_config()
    settings = load_reading(path) if path else ReadingSettings()
    people = [one for given in ids for each in given.split(",") if (one := each.strip())]
    if unknown := [one for one in people if one not in settings.people]:
        raise click.BadParameter(f"[people] has no {', '.join(unknown)}.", param_hint="--people")
    extractor = extract.Extractor(settings, people or None)
    if _each_line(file, lambda line: write(extractor.line(line))):
        raise SystemExit(1)


@rasid.command(name="summarize")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def summarize_(file: Path) -> None:
    """Read entries as JSON lines, and write the sentences that say most of each as JSON lines.

    Example: rasid summarize articles.jsonl > summaries.jsonl
    """

    def summarized(line: bytes) -> None:
        row = lines.parsed(line, lambda _: UTC)
        write(lines.encoded({"id": row.id, "summary": summarize.summary(lines.as_fed(row).entry)}))

    if _each_line(file, summarized):
        raise SystemExit(1)


@rasid.command(name="backtest")
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
@_config_option
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
    config, other = _load(path), against and _load(against)
    within = _time(since, "--since", config), _time(until, "--until", config)
    rows, bad = (_asyncio(_stored(config, *within)), 0) if stored else _rows(files, config)
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

    return rows, sum(_each_line(file, use) for file in files)


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


def _each_line(file: Path, use: Callable[[bytes], None]) -> int:
    """Use each line of a file of entries; how many could not be read, each of which is told."""
    return each_line(file, use, err, bar=not out.is_terminal)


@rasid.command()
@click.argument("watch", required=False)
@click.option("-n", "limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many.")
@_config_option
def latest(watch: str | None, limit: int, path: Path) -> None:
    """Print the newest alerts, of one watch or of all, newest last."""
    config = _load(path)
    names = ["*"] if watch is None else [_named(watch, config).name]
    if not _asyncio(_print_latest(config, names, limit)):
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
@_config_option
def chart(watch: str, output: str, language: Language | None, path: Path, *, dark: bool) -> None:
    """Draw how the figures of a story went: the newest of a casualties watch, or the one of a number.

    A PNG that is there already is replaced; any other file is left alone.

    Example: rasid chart libya-casualties -o chart.png
    """
    config = _load(path)
    counting = [known for known in config.watches if known.casualties]
    named = any(known.name == watch for known in config.watches)
    number = None if named else _story_number(watch)
    if number is None and _named(watch, config) not in counting:
        names = ", ".join(known.name for known in counting) or "none does"
        raise click.BadParameter(f"{watch} does not watch casualties; these do: {names}.")
    watches = counting if number is not None else [_named(watch, config)]
    subject = _asyncio(_subject(config, watches, number))
    if subject is None:
        what = f"There is no story {number}." if number is not None else f"Nothing was told of {watch} yet."
        raise ChartError(f"{what} There is nothing to draw.")
    drawn = Chart(subject, language or config.language, Wording(config.timezone))
    picture = png(svg(drawn.drawing(dark=dark)))
    if output == "-":
        write(picture)
    else:
        charts.save(picture, Path(output))
        _asyncio(app.terminal(config).send(app.CONSOLE, drawn.message(None), 0))
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
    async with _store(config) as store:
        return await charts.subject(store, watches, story)


@rasid.command()
@click.argument("number")
@_config_option
def story(number: str, path: Path) -> None:
    """Print all that is known of a story: its outlets, its figures with their quotes, what was told.

    Every alert shows the number of its story.
    """
    config = _load(path)
    known = _story_number(number)
    if known is None:
        raise click.BadParameter(f"{number[:_SHOWN]} is no number of a story.")
    if not _asyncio(_answered(config, lambda desk: desk.story(known, config.language))):
        raise RasidError(f"There is no story {known}; `rasid latest` shows the newest ones.")


@rasid.command()
@click.argument("what", metavar="LINK|NUMBER")
@_config_option
def why(what: str, path: Path) -> None:
    """Say why the article with this link, or the reports of a story, were told or were not.

    Example: rasid why https://www.example.org/news/1
    """
    config = _load(path)
    number = _story_number(what)

    async def ruled(desk: Desk) -> Message | None:
        if number is not None:
            return await desk.why_story(number, ["*"], config.language)
        return await desk.why_link(what, ["*"], config.language)

    try:
        found = _asyncio(_answered(config, ruled))
    except ValueError:
        raise click.BadParameter(
            f"{what[:_SHOWN]} is neither the link of an article nor the number of a story."
        ) from None
    if not found:
        raise RasidError(f"Nothing is known of {what[:_SHOWN]}.")


def _story_number(text: str) -> int | None:
    """The number that this is, also as it is copied from an alert; None when it is none that a story has."""
    digits = _CONTROLS.sub("", text).strip().removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


async def _answered(config: Config, ask: Callable[[Desk], Awaitable[Message | None]]) -> bool:
    """Print what is answered from the database as the terminal shows it; whether there was an answer."""
    if not config.database.exists():
        return False
    async with _store(config) as store:
        answer = await ask(app.desk_of(config, store))
    if answer:
        await app.terminal(config).send(app.CONSOLE, answer, 0)
    return answer is not None


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


@rasid.group(invoke_without_command=True)
@_config_option
@click.pass_context
def outbox(ctx: click.Context, path: Path) -> None:
    """Show what could not be delivered; `retry ID` sends it after all, `drop ID` forgets it."""
    ctx.obj = _load(path)
    if ctx.invoked_subcommand is None:
        out.print(show.stuck(_asyncio(_stuck(ctx.obj)), ctx.obj.timezone), soft_wrap=True)


async def _stuck(config: Config) -> list[Stuck]:
    if not config.database.exists():
        return []
    async with _store(config) as store:
        return await store.stuck(_MOST_STUCK)


@outbox.command()
@click.argument("delivery", metavar="ID", type=int)
@click.pass_obj
def retry(config: Config, delivery: int) -> None:
    """Send a message after all, as if for the first time; a bot that runs does so within half a minute."""
    _settle(config, delivery, lambda store: store.retry(delivery, app.now()))


@outbox.command()
@click.argument("delivery", metavar="ID", type=int)
@click.pass_obj
def drop(config: Config, delivery: int) -> None:
    """Forget a message that could not be delivered."""
    _settle(config, delivery, lambda store: store.drop(delivery))


def _settle(config: Config, delivery: int, how: Callable[[Store], Coroutine[Any, Any, bool]]) -> None:
    """Do something to a message that was given up; exit code 1 when there is none of this number."""

    async def settle() -> bool:
        if not config.database.exists() or not 0 < delivery < _BEYOND:
            return False
        async with _store(config) as store:
            return await how(store)

    if not _asyncio(settle()):
        err.print(f"No message {delivery} was given up; `rasid outbox` lists those that were.")
        raise SystemExit(1)


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
