"""What a backtest prints on a terminal: data in, something for rich to draw out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import get_args

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.against import Change, Difference
from bot.backtest import Outcome
from bot.cli.show import quoted_start
from bot.model import DecisionKind
from bot.telling import bidi
from bot.watching.claims import reason
from bot.watching.explain import counted

_EXAMPLES = 10  # alerts that are shown, or of each change of them
_DAYS = 31  # that are shown one by one; more are shown by the month
_WIDEST = 48  # characters of a bar
_STYLES: dict[DecisionKind, str] = {"new": "green", "update": "yellow", "correction": "magenta"}
_CHANGES: tuple[Change, ...] = get_args(Change)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a backtest ran on."""

    entries: int
    watches: Sequence[str]  # their names, in the order of the config
    zone: tzinfo  # in which days begin and times are shown


def backtested(outcomes: Sequence[Outcome], ran: Ran, *, explain: bool) -> RenderableType:
    """What watches would have told: alerts by day and by watch, and the last or, explained, everything."""
    alerts = [one for one in outcomes if one.decision.sent]
    matches = sum(not one.waited for one in outcomes)
    stories = len({one.member.story for one in outcomes})
    head = Text.assemble(
        (f"{counted(len(alerts), 'alert')}", "bold"),
        f" of {counted(stories, 'story', 'stories')} for {counted(matches, 'match', 'matches')}"
        f" in {counted(ran.entries, 'entry', 'entries')}.",
    )
    if not outcomes:
        return Group(head)
    shown = outcomes if explain else alerts[-_EXAMPLES:]
    title = "Every match" if explain else "Alerts" if len(shown) == len(alerts) else "The last alerts"
    parts: list[RenderableType] = [head]
    if alerts:
        parts += [Text("\nBy day", style="bold"), _by_day(alerts, ran.zone)]
    parts += [Text("\nBy watch", style="bold"), _by_watch(outcomes, ran)]
    if shown:
        parts += [Text(f"\n{title}", style="bold"), _listed(shown, ran.zone)]
    return Group(*parts)


def _by_day(alerts: Sequence[Outcome], zone: tzinfo) -> RenderableType:
    """A bar for each day, or where there are many for each month, on which something would have been told."""
    days = Counter((f"{one.at.astimezone(zone):%Y-%m-%d}", one.decision.kind) for one in alerts)
    if len({day for day, _ in days}) > _DAYS:
        days = Counter((f"{one.at.astimezone(zone):%Y-%m}", one.decision.kind) for one in alerts)
    totals: Counter[str] = Counter()
    for (day, _), number in days.items():
        totals[day] += number
    scale = min(1.0, _WIDEST / max(totals.values()))
    table = Table.grid(padding=(0, 1))
    table.add_column(min_width=12)
    table.add_column(justify="right")
    for day in sorted(totals):
        bars = ("█" * round(days[day, kind] * scale) for kind in _STYLES)
        bar = Text.assemble(*zip(bars, _STYLES.values(), strict=True))
        table.add_row(f"  {day}", str(totals[day]), bar or Text("▏"))
    key = Text("  ").join(Text.assemble(("█", style), f" {kind}") for kind, style in _STYLES.items())
    return Group(table, Text.assemble("  ", key))


def _by_watch(outcomes: Sequence[Outcome], ran: Ran) -> Table:
    """How much each watch matched and told."""
    table = Table("  Watch", box=None, pad_edge=False)
    for title in ("matches", "stories", "new", "updates", "corrections"):
        table.add_column(title, justify="right")
    for watch in ran.watches:
        own = [one for one in outcomes if one.decision.match.watch == watch]
        kinds = Counter(one.decision.kind for one in own)
        matches = sum(not one.waited for one in own)
        numbers = (matches, len({one.member.story for one in own}), *(kinds[kind] for kind in _STYLES))
        table.add_row(Text(f"  {bidi.flat(watch)}", overflow="ellipsis"), *map(str, numbers))
    return table


def differing(found: Sequence[Difference], ran: Ran, *, explain: bool) -> RenderableType:
    """What a config would tell otherwise than another: how much by watch, and the last or, explained, all."""
    if not found:
        return Text(f"The same alerts, in {counted(ran.entries, 'entry', 'entries')}.")
    numbers = Counter((one.watch, one.change) for one in found)
    table = Table("  Watch", box=None, pad_edge=False)
    for change in _CHANGES:
        table.add_column(change, justify="right")
    for watch in (*ran.watches, *sorted({one.watch for one in found} - set(ran.watches))):
        table.add_row(Text(f"  {bidi.flat(watch)}"), *(str(numbers[watch, change]) for change in _CHANGES))
    totals = Counter(one.change for one in found)
    words = ", ".join(f"{totals[change]} {change}" for change in _CHANGES)
    return Group(
        Text.assemble((f"{words}", "bold"), f", in {counted(ran.entries, 'entry', 'entries')}.\n"),
        table,
        *(part for change in _CHANGES for part in _examples(found, change, ran.zone, explain=explain)),
    )


def _examples(
    found: Iterable[Difference], change: Change, zone: tzinfo, *, explain: bool
) -> Iterator[RenderableType]:
    of_change = [one for one in found if one.change == change]
    if of_change:
        yield Text(f"\n{change.capitalize()}", style="bold")
        table = _columns()
        for one in of_change if explain else of_change[-_EXAMPLES:]:
            table.add_row(*_example(one.told, zone))
            table.add_row("", "", Text(_otherwise(one)))
        yield table


def _otherwise(difference: Difference) -> str:
    """What the other config makes of it, or for what is lost the config itself."""
    lost = difference.change == "lost"
    outcome, which = (difference.outcome, "now") if lost else (difference.other, "before")
    if outcome is None:
        return f"{which}: no match"
    return f"{which}: {outcome.decision.kind}; {bidi.flat(reason(outcome.decision.reason))}"


def _listed(outcomes: Iterable[Outcome], zone: tzinfo) -> Table:
    table = _columns()
    for outcome in outcomes:
        table.add_row(*_example(outcome, zone))
    return table


def _columns() -> Table:
    """When, as what, and of what: wrapped in its column, since titles are long."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    return table


def _example(outcome: Outcome, zone: tzinfo) -> tuple[Text, Text, Text]:
    decision, entry = outcome.decision, outcome.row.entry
    told = f"{decision.match.watch}, story {outcome.member.story}: {reason(decision.reason)}"
    shown = f"{entry.feed}: {entry.title or quoted_start(entry)}"
    return (
        Text(f"  {outcome.at.astimezone(zone):%Y-%m-%d %H:%M}"),
        Text(decision.kind, style="bold green" if decision.sent else "dim"),
        Text.assemble(f"{bidi.flat(told)}\n", (bidi.flat(shown), "dim")),
    )
