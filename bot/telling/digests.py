"""Alerts that are told together, as messages that each hold as many as a platform takes. Pure.

Each alert is a short item: what is new or what changed, its title, its source with a link and the number of
its story. Items stand below the watches that they are for, those of one story together, else as they came.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.model import Alert, Digest, Line, Message, Run
from bot.telling.changes import worded
from bot.telling.compose import is_said, numbered, source_of, title_of
from bot.telling.dossiers import Speaker

_UNKNOWN = 99  # parts that a digest is taken to have until it is parted


def compose_digest(
    digest: Digest, speaker: Speaker, *, late: datetime | None = None, repeated: bool = False
) -> Message:
    """One part of a digest, or a whole one; with since when it waited, and that it may be a second copy."""
    items = {alert.id: _item(alert, speaker) for alert in digest.alerts}
    return _message(digest, _ordered(digest.alerts), items, speaker, late=late, repeated=repeated)


def parted(digest: Digest, speaker: Speaker, fits: Callable[[Message], bool]) -> list[list[int]]:
    """The ids of the alerts that each message of a digest tells, in the order in which they are read.

    Each message takes as many as fit, also with all that is to be said of its sending, and one at least.
    """
    items = {alert.id: _item(alert, speaker) for alert in digest.alerts}
    whole = replace(digest, count=len(digest.alerts), part=_UNKNOWN, parts=_UNKNOWN)
    parts: list[list[Alert]] = []
    for alert in _ordered(digest.alerts):
        longer = [*parts[-1], alert] if parts else [alert]
        said = _message(whole, longer, items, speaker, late=digest.due, repeated=True)
        if parts and fits(said):
            parts[-1].append(alert)
        else:
            parts.append([alert])
    return [[alert.id for alert in part] for part in parts]


def _ordered(alerts: Sequence[Alert]) -> list[Alert]:
    """By their watches, and then by their stories, as the first of each came."""
    watches, stories = dict[object, int](), dict[object, int]()
    for place, alert in enumerate(alerts):
        watches.setdefault(alert.watches, place)
        stories.setdefault(_story(alert), place)
    return sorted(alerts, key=lambda alert: (watches[alert.watches], stories[_story(alert)]))


def _story(alert: Alert) -> tuple[object, ...]:
    """What tells its story from others; an alert without one is its own."""
    return alert.watches, alert.story, None if alert.story else alert.id


def _message(
    digest: Digest,
    alerts: Sequence[Alert],
    items: Mapping[int, Sequence[Line]],
    speaker: Speaker,
    *,
    late: datetime | None,
    repeated: bool,
) -> Message:
    lines: list[Line] = [_heading(digest, speaker)]
    if late:
        lines.append(speaker.line("digest-late", time=late))
    before: Alert | None = None
    for alert in alerts:
        if before is None or before.watches != alert.watches:
            names = speaker.titled(alert.watches)
            lines += [(), _bold(speaker.text("digest-watches", names=names))]
        elif _story(before) != _story(alert):
            lines.append(())
        lines += items[alert.id]
        before = alert
    if repeated:
        lines += [(), speaker.line("alert-repeated")]
    return Message(speaker.language, tuple(lines))


def _heading(digest: Digest, speaker: Speaker) -> Line:
    key = "digest-folded" if digest.folded else "digest"
    what = speaker.text(key, count=digest.count or len(digest.alerts))
    if digest.parts > 1:
        what = speaker.text("digest-part", what=what, part=digest.part, parts=digest.parts)
    return _bold(what)


def _item(alert: Alert, speaker: Speaker) -> list[Line]:
    """What an alert says first: its title, or what it changes, which then is bold."""
    said = [change for change in alert.changes if is_said(change)]
    facts = worded(said, speaker.names, speaker.language, speaker.wording, speaker.places)
    title = title_of(alert.entry, speaker.language, speaker.wording)
    if alert.kind == "new":
        head = [title, *((Run(fact),) for fact in facts)]
    else:
        head = [*map(_bold, facts), _plain(title) if facts else title]
    if few := alert.unconfirmed:
        head.append(speaker.line("alert-unconfirmed", count=few))
    source = source_of(alert.entry, alert.at, alert.entry.feed, speaker.language, speaker.wording)
    return [*head, source + numbered(alert, speaker.language, speaker.wording)]


def _bold(text: str) -> Line:
    return (Run(text, bold=True),)


def _plain(line: Line) -> Line:
    return tuple(replace(run, bold=False) for run in line)
