"""The commands that read texts or entries without a bot, and say what is found in them."""

import sys
from datetime import UTC
from pathlib import Path

import click

from bot import app, extract, lines
from bot.cli import show
from bot.cli.common import CONTROLS, config_option, default_config, finish, load_config, out
from bot.cli.files import each_line, write
from bot.config import Config, ReadingSettings, load_reading
from bot.errors import LineError
from bot.feeds.pool import ParserPool
from bot.model import Entry, Language
from bot.reading.lexicons import LANGUAGES
from bot.telling import summarize

_PASTED_AT_MOST = 1_000_000  # characters of a text to try, or bytes of standard input


@click.command(name="try")
@click.argument("text", metavar="TEXT|URL|FILE")
@click.option("--published", "at", metavar="TIME", help="When it appeared, as 2019-04-14T16:00Z; else now.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Its language; found out if not given.")
@config_option
def try_(text: str, path: Path, at: str | None, language: Language | None) -> None:
    """Say what a text, a page or a file ("-" is standard input) says, which watches match, and why.

    "Yesterday" in it is the day before --published.

    Example: rasid try "Haftar met Sisi in Cairo on Sunday"
    """
    config = load_config(path)
    try:
        when = lines.published(at or "", config.timezone) or app.now()
    except LineError:
        raise click.BadParameter(f"{at} is no time; write it as 2019-04-14T16:00Z.") from None
    # A blank for each, so that what is shown of it cannot move the cursor, recolour or reorder the terminal.
    tried = CONTROLS.sub(" ", finish(_text_of(text, config))[:_PASTED_AT_MOST])
    entry = Entry(feed="", title="", content=tried, published=when, language=language)
    out.print(show.tried(config, entry), soft_wrap=True)


async def _text_of(text: str, config: Config) -> str:
    """The text itself, or that of the page or file it names."""
    if text.startswith(("http://", "https://")):
        async with app.fetcher_of(config) as fetcher, ParserPool() as parser:
            return await parser.article(await fetcher.page(text, configured=text))
    if text == "-":
        return sys.stdin.buffer.read(_PASTED_AT_MOST).decode("utf-8", "replace")
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


@click.command(name="extract")
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
    if path is None and default_config().exists():
        path = default_config()
    settings = load_reading(path) if path else ReadingSettings()
    people = [one for given in ids for each in given.split(",") if (one := each.strip())]
    if unknown := [one for one in people if one not in settings.people]:
        raise click.BadParameter(f"[people] has no {', '.join(unknown)}.", param_hint="--people")
    extractor = extract.Extractor(settings, people or None)
    if each_line(file, lambda line: write(extractor.line(line))):
        raise SystemExit(1)


@click.command(name="summarize")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
def summarize_(file: Path) -> None:
    """Read entries as JSON lines, and write the sentences that say most of each as JSON lines.

    Example: rasid summarize articles.jsonl > summaries.jsonl
    """

    def summarized(line: bytes) -> None:
        row = lines.parsed(line, lambda _: UTC)
        write(lines.encoded({"id": row.id, "summary": summarize.summary(lines.as_fed(row).entry)}))

    if each_line(file, summarized):
        raise SystemExit(1)
