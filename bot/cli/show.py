"""What the command line prints: data in, something for rich to draw out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from importlib.metadata import version
from itertools import groupby

from babel.dates import format_timedelta
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.config import Config
from bot.model import Alert, Channel, Digest, Entry, Feed, FeedState, Match, Notice, Span
from bot.reading.facts import Fact
from bot.store.base import Stuck
from bot.telling import bidi
from bot.watching.claims import claim, details
from bot.watching.explain import counted, explain, length
from bot.watching.match import Matcher

HOW_TO_ADD = """\
To be told in Telegram: get a token from @BotFather, start again with TELEGRAM_BOT_TOKEN set to it, and send
/start to your bot. The section [telegram] of the config names that variable. For Slack see docs/slack.md."""

_TITLE = 80  # characters in the place of a title
_AROUND = 300  # characters of a line that are shown before its first mark, and behind its last
_NO_FACTS = "  no figures of casualties, and no meetings of [people]"
_NO_LANGUAGE = "  not looked for: the text is in no language that Rasid reads"


def banner(config: Config) -> RenderableType:
    """The first lines of a running bot: what is watched, who is told, and how to add a platform."""
    feeds = [feed for feed in config.feeds if feed.enabled]
    lines = Text()
    lines.append(f"Rasid {version('rasid')}", style="bold")
    lines.append(f" · config {config.path} · state in {config.database}\n")
    lines.append(f"{counted(len(feeds), 'feed')}, {counted(len(config.watches), 'watch', 'watches')}:\n")
    for watch in config.watches:
        lines.append(f"  {watch.name}", style="bold")
        lines.append(f"  {watch.title}\n" if watch.title != watch.name else "\n")
    platforms = [
        name for name, on in (("Telegram", config.telegram), ("Slack", config.slack)) if on is not None
    ]
    if platforms:
        lines.append(f"Connecting to {' and '.join(platforms)}.\n")
    else:
        lines.append(f"Alerts appear here. {HOW_TO_ADD}\n")
    for note in config.notes:
        lines.append(f"Note: {note}\n", style="yellow")
    lines.append("Ctrl-C stops.")
    return lines


def explained(config: Config, remembered: Sequence[Channel]) -> RenderableType:
    """A valid config in words: what is polled, what each watch does, who is told."""
    return Group(
        Text(f"{config.path} is fine.", style="bold green"),
        *(Text(f"Note: {note}", style="yellow") for note in config.notes),
        Text("\nFeeds", style="bold"),
        *(Text(f"  {line}") for line in _feed_lines(config)),
        Text(f"  When a feed is polled for the first time, {_first_poll(config.first_poll)}."),
        Text("\nWatches", style="bold"),
        *(Text(f"  {line}") for line in _watch_lines(config)),
        Text("\nChannels", style="bold"),
        *(Text(f"  {line}") for line in _channel_lines(config, remembered)),
        Text("\nHistory", style="bold"),
        Text(
            f"  Texts are kept for {length(config.retention)}; alerts and what was seen, for ever.\n"
            "  A watch that is renamed takes its subscriptions and alerts along when it lists its old\n"
            "  name in `formerly`; one that is removed leaves them asleep until the name is back. A feed\n"
            "  that is removed is no longer polled; its entries and alerts stay."
        ),
    )


def _feed_lines(config: Config) -> Iterable[str]:
    for feed in config.feeds:
        yield f"{feed.name}: {'; '.join(_feed_parts(feed)) if feed.enabled else 'off'}"
    if not config.feeds:
        yield "none: add a [[feed]] with name and url"


def _feed_parts(feed: Feed) -> Iterable[str]:
    yield f"{feed.url}, every {length(feed.every)}"
    if feed.article:
        yield "the page behind each entry is read too"
    if feed.first_poll is not None:
        yield f"at its first poll {_first_poll(feed.first_poll)}"


def _first_poll(window: timedelta) -> str:
    if window == timedelta.max:
        return "everything it shows is told"
    return f"nothing older than {length(window)} is told"


def _watch_lines(config: Config) -> Iterable[str]:
    for watch in config.watches:
        yield f"{watch.name}: {explain(watch)}"
    if not config.watches:
        yield "none: nothing is told; add a [[watch]] with a name"


def _channel_lines(config: Config, remembered: Sequence[Channel]) -> Iterable[str]:
    for channel in config.channels:
        language = channel.language or config.language
        yield f"{channel.address}: {', '.join(channel.watches)} (in {language}), by the config"
    configured = {watch.name for watch in config.watches}
    for channel in remembered:
        own = [name for name in channel.watches if name not in channel.fixed]
        awake = [name for name in own if name == "*" or name in configured]
        asleep = [name for name in own if name not in awake]
        if awake:
            yield f"{channel.address}: {', '.join(awake)}, by /subscribe"
        if asleep:
            yield f"{channel.address}: {', '.join(asleep)}, asleep: no watch has that name now"
    if not config.channels and not remembered:
        yield "none yet: alerts appear in the terminal until [telegram] or [slack] is set up"


def feeds(states: Sequence[FeedState], now: datetime) -> RenderableType:
    """The health of every feed, as a table, and below it what is wrong with which."""
    if not states:
        return Text("No feeds are known yet: start the bot, or run `rasid poll --once`.")
    table = Table("Feed", "State", "Last poll", "Newest entry", "Next poll", box=None)
    for state in states:
        word, style = _health(state)
        table.add_row(
            Text(state.name),
            Text(word, style=style),
            _ago(state.polled_at, now),
            _ago(state.new_at, now),
            "-" if state.gone else _ago(state.next_at, now),
        )
    problems = [Text(f" {state.name}: {state.error}") for state in states if state.error]
    return Group(table, *([Text("\n Problems", style="bold"), *problems] if problems else []))


def stuck(deliveries: Sequence[Stuck], zone: tzinfo) -> RenderableType:
    """What was given up: its number, where it was to go and since when, what it tells, and why."""
    if not deliveries:
        return Text("Every message was delivered, or still waits to be.")
    lines = Text()
    for one in deliveries:
        delivery = one.delivery
        lines.append(str(delivery.id), style="bold")
        lines.append(f"  {delivery.address}, since {delivery.at.astimezone(zone):%Y-%m-%d %H:%M}\n")
        lines.append(f"   {bidi.flat(_told(delivery.what))[:_TITLE]}\n")
        lines.append(f"   {'may have arrived: ' if delivery.uncertain else ''}{one.error}\n", style="red")
    lines.append("`rasid outbox retry ID` sends one after all, `rasid outbox drop ID` forgets it.")
    return lines


def _told(what: Alert | Notice | Digest) -> str:
    """What a delivery tells, in a few words."""
    match what:
        case Alert(entry=entry):
            return entry.title
        case Digest(alerts=alerts):
            return f"a digest of {len(alerts)}: " + "; ".join(alert.entry.title for alert in alerts)
        case Notice(key=key):
            return key


def _health(state: FeedState) -> tuple[str, str]:
    if state.gone:
        return "gone", "red"
    if state.failures:
        return f"failing ({state.failures})", "red"
    if state.told == "silent":
        return "silent", "yellow"
    return ("fine", "green") if state.ok_at else ("not polled yet", "")


def tried(config: Config, entry: Entry) -> RenderableType:
    """Which watches match an entry, why, and what it says, with the words that carry it in colour.

    A text is of no feed, so a watch for certain feeds is tried as if it came from one of them.
    """
    anywhere = [replace(watch, feeds=()) for watch in config.watches]
    matcher = Matcher(anywhere, config.people, config.places, zone=config.timezone)
    reading = matcher.read(entry)
    matches = matcher.matches(entry, reading)
    matched = {match.watch for match in matches}
    others = [watch.name for watch in config.watches if watch.name not in matched]
    return Group(
        *(part for match in matches for part in _verdict(match, entry)),
        *([Text.assemble(("no   ", "dim"), ", ".join(others))] if others else []),
        Text("\nFacts", style="bold"),
        *(part for fact in reading.facts for part in _fact(fact, entry)),
        *([] if reading.facts else [Text(_NO_FACTS if reading.language else _NO_LANGUAGE)]),
    )


def _verdict(match: Match, entry: Entry) -> Iterable[RenderableType]:
    yield Text.assemble(("yes  ", "bold green"), (match.watch, "bold"), f": {match.why}")
    yield marked(entry.content, match.spans)


def _fact(fact: Fact, entry: Entry) -> Iterable[RenderableType]:
    known = [claim(fact), *details(fact)]
    yield Text.assemble("  ", (known[0], "bold"), *(f" · {detail}" for detail in known[1:]))
    yield marked(entry.content, fact.spans, fact.quote)


def marked(text: str, spans: Sequence[Span], quote: Span | None = None) -> Text:
    """The lines of a text that hold a span, with the spans in colour, and the quote they are of.

    Of a line only what stands around the spans, since an article may be one line.
    """
    lines = Text()
    for _, of_line in groupby(spans, key=lambda span: text.find("\n", span.start)):
        lines.append_text(_marked_line(text, list(of_line), quote))
    return lines


def _marked_line(text: str, spans: Sequence[Span], quote: Span | None) -> Text:
    begin, end = text.rfind("\n", 0, spans[0].start) + 1, text.find("\n", spans[-1].end - 1)
    end = len(text) if end < 0 else end
    first, last = max(spans[0].start - _AROUND, begin), min(spans[-1].end + _AROUND, end)
    shown = Text(text[first:last])
    if quote:
        shown.stylize("yellow", max(quote.start - first, 0), max(quote.end - first, 0))
    for span in spans:
        shown.stylize("bold yellow", span.start - first, span.end - first)
    return Text.assemble("     ", "…" * (first > begin), shown, "…" * (last < end), "\n")


def quoted_start(entry: Entry) -> str:
    """The beginning of an entry without a title."""
    return " ".join((entry.summary or entry.content)[:_TITLE].split())


def _ago(then: datetime | None, now: datetime) -> str:
    if then is None:
        return "-"
    return format_timedelta(then - now, add_direction=True, locale="en")
