"""Watches over entries that were: what would have been told, when and why, with the clock of the entries.

The same code decides as in the running bot; nothing is sent, and nothing is stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from bot.config import Config
from bot.desk import worded
from bot.feeds.identity import digest, identify
from bot.lines import Row
from bot.model import Alert, Decision, Entry, Figure, Identity, Match, Member, Memory, Step
from bot.pipeline import matcher_of
from bot.telling.wording import Wording
from bot.watching.claims import reason
from bot.watching.newsroom import Newsroom, sighted

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a watch makes of an entry."""

    row: Row
    at: datetime  # the clock of the entry
    member: Member
    decision: Decision
    waited: bool = False  # it was decided before that it should wait


class Backtest:
    """Runs the watches of a config over entries, in the order in which they are given."""

    def __init__(self, config: Config) -> None:
        self._matcher = matcher_of(config)
        self._newsroom = Newsroom(config.watches)
        self._archive = _Archive()
        self._waiting: dict[tuple[int, str], tuple[Row, Member]] = {}  # by story and watch
        self._now = _LONG_AGO

    def outcomes(self, rows: Iterable[Row]) -> Iterator[Outcome]:
        """What each watch that matches makes of each entry; an entry that says nothing new is passed over."""
        for row in rows:
            now = row.at or self._now
            yield from self._due(now)
            self._now = now
            (identity,) = identify([row.entry])
            memory = self._archive.recall(row.entry, identity)
            if memory.entry_id is not None and memory.digest == digest(row.entry):
                continue
            seen = sighted(self._matcher, row.entry, memory, silent=False)
            member: Member | None = None
            decisions: tuple[Decision, ...] = ()
            if seen.matches:
                member, decisions = self._newsroom.consider(seen, self._now)
                yield from (self._outcome(row, member, decision) for decision in decisions)
            self._archive.keep(row.entry, identity, member, decisions)
            yield from self._released(self._now)
        yield from self._due(_NEVER)

    def _outcome(self, row: Row, member: Member, decision: Decision) -> Outcome:
        if decision.held:
            self._waiting[member.story, decision.match.watch] = row, member
        return Outcome(row, self._now, member, decision)

    def _due(self, now: datetime) -> Iterator[Outcome]:
        """What was to be told by then, each at its time."""
        while (at := self._newsroom.next_due()) and at <= now:
            yield from self._released(at)

    def _released(self, now: datetime) -> Iterator[Outcome]:
        for released in self._newsroom.due(now):
            decision = released.decision
            row, member = self._waiting[released.story, decision.match.watch]
            (identity,) = identify([row.entry])
            self._archive.told(row.entry, identity, [decision])
            yield Outcome(row, now, member, decision, waited=True)


class _Archive:
    """What was read, in the place of the store."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, bytes], int] = {}
        self._memories: list[tuple[bytes, int | None]] = []  # by id: digest and story
        # by link, and by an outlet's key: watch -> outlet
        self._told: defaultdict[bytes | tuple[str, bytes], dict[str, str]] = defaultdict(dict)

    def recall(self, entry: Entry, identity: Identity) -> Memory:
        """What is known of an entry; see Store.recall."""
        told = {
            watch: outlet
            for key in self._told_by(entry, identity)
            for watch, outlet in self._told.get(key, {}).items()
        }
        ids = [self._ids[key] for key in self._keys(entry, identity) if key in self._ids]
        if not ids:
            return Memory(told=told)
        seen, story = self._memories[min(ids)]
        return Memory(min(ids), seen, story=story, told=told)

    def keep(
        self, entry: Entry, identity: Identity, member: Member | None, decisions: Iterable[Decision]
    ) -> None:
        """Remember an entry and what was decided on it."""
        self._memories.append((digest(entry), member.story if member else None))
        for key in self._keys(entry, identity):
            self._ids[key] = len(self._memories) - 1
        self.told(entry, identity, decisions)

    def told(self, entry: Entry, identity: Identity, decisions: Iterable[Decision]) -> None:
        """Remember which watches were told of an entry."""
        for decision in decisions:
            for key in self._told_by(entry, identity) if decision.alert else ():
                self._told[key].setdefault(decision.match.watch, entry.feed)

    def _told_by(self, entry: Entry, identity: Identity) -> list[bytes | tuple[str, bytes]]:
        return [*self._keys(entry, identity), *([identity.link_key] if identity.link_key else [])]

    @staticmethod
    def _keys(entry: Entry, identity: Identity) -> list[tuple[str, bytes]]:
        return [(entry.feed, key) for key in sorted(identity.keys)]


def in_order(rows: Iterable[Row], since: datetime | None = None, until: datetime | None = None) -> list[Row]:
    """The rows of some files in the order of their time; one without a date has that of the one before.

    Those at the start that have none have that of the first that has one.

    Of one time they come by their outlets, and those of one outlet as it gives them: it does not matter in
    which order files are named, or outlets stand in them.
    """
    rows, head = iter(rows), []
    for row in rows:
        head.append(row)
        if row.at:
            break
    clock, dated = head[-1].at if head else None, []
    for row in chain(head, rows):
        clock = row.at or clock
        at = clock or _LONG_AGO
        if (since is None or at >= since) and (until is None or at < until):
            dated.append((at, row.entry.feed, row if row.at else row._replace(seen=clock)))
    return [row for *_, row in sorted(dated, key=lambda each: each[:2])]


def as_json(outcome: Outcome, config: Config, wording: Wording) -> dict[str, Any]:
    """An outcome as a line: with the message as the bot would send it, if it is an alert."""
    decision = outcome.decision
    text = None
    if decision.sent:
        alert = Alert(
            0,
            (decision.match.watch,),
            outcome.row.entry,
            decision.match.spans,
            outcome.at,
            decision.kind,
            outcome.member.story,
            decision.changes,
            unconfirmed=decision.unconfirmed,
        )
        text = worded(alert, config, wording, config.language).plain()
    return {
        "entry": outcome.row.id,
        "watch": decision.match.watch,
        "story": outcome.member.story,
        "alert": decision.kind if decision.alert else None,
        "reason": reason(decision.reason),
        "facts": list(_facts(decision.match)),
        "text": text,
    }


def _facts(match: Match) -> Iterator[dict[str, Any]]:
    for figure in match.figures:
        yield {"kind": "casualties", **_plain(figure)}
    for step in match.steps:
        yield {"kind": "meeting", **_plain(step), "date": step.day and step.day.isoformat()}


def _plain(fact: Figure | Step) -> dict[str, Any]:
    plain = {key: value for key, value in asdict(fact).items() if key not in ("said", "day")}
    return {**plain, "quote": fact.said.quote}
