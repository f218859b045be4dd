"""Answers to who asks of a story, or why something was told or was not, in the language of the chat. Pure.

Each is about LONGEST UTF-16 units long at most, however long the story: of every list there is what fits, the
newest first, and how many more there are.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import (
    Account,
    Alert,
    Change,
    Dossier,
    Entry,
    Figure,
    Language,
    Line,
    Message,
    Ruling,
    Run,
    Step,
)
from bot.telling.changes import Names, worded
from bot.telling.compose import SEPARATOR, copied, linked, quotation, source_of, title_of
from bot.telling.reasons import reason
from bot.telling.summarize import clip, headline, quoted, utf16
from bot.telling.wording import Wording

LONGEST = 3600  # a Telegram message takes 4,096

_NAME = 50  # size of a name in a list
_TITLE = 150  # of a headline in a list
_QUOTE = 160
_RULINGS = 1500  # units that those on one entry may take
_SOURCES = 1500  # that those of a story may take
_MORE = 100  # units kept free for a heading, and for how many more there are
_MOST_OUTLETS = 12
_MOST_WATCHES = 5
_MOST_SAID = 3  # facts of one report
_MOST_ALSO = 3  # outlets that say the same

Item = Sequence[Line]


@dataclass(frozen=True, slots=True)
class Speaker:
    """In which words to answer."""

    language: Language
    wording: Wording
    names: Names  # of people, by id
    places: Names  # by id
    titles: Mapping[str, str]  # of watches, by name

    def text(self, key: str, **args: str | int | datetime) -> str:
        """A text of the locale files."""
        return self.wording.text(self.language, key, **args)

    def line(self, key: str, **args: str | int | datetime) -> Line:
        """The same as a line."""
        return (Run(self.text(key, **args)),)

    def copied(self, key: str, code: str) -> Line:
        """A text that holds something to copy."""
        return copied(key, code, self.language, self.wording)

    def linked(self, link: str | None) -> Line:
        """A link to an article, for the end of a line."""
        return linked(link, "story-link", self.language, self.wording)

    def listed(self, names: Iterable[str], most: int) -> str:
        """Names as one argument: so many, and how many more there are."""
        every = [clip(name, _NAME) for name in names]
        more = [self.text("and-more", count=len(every) - most)] if len(every) > most else []
        return self.wording.listed(self.language, [*every[:most], *more])

    def titled(self, watches: Iterable[str]) -> str:
        """Watches as one argument, by the titles that people read."""
        return self.listed((self.titles.get(watch, watch) for watch in watches), _MOST_WATCHES)

    def told(self, alert: Alert) -> list[str]:
        """What an alert told: its changes, or the headline of a report that gives none."""
        return self.changes(alert.changes) or [self.headline(alert.entry)]

    def changes(self, changes: Sequence[Change]) -> list[str]:
        """Changes in words, a line for each of the first few."""
        return worded(changes, self.names, self.language, self.wording, self.places)

    def headline(self, entry: Entry) -> str:
        """What an entry says first, on part of a line."""
        found = headline(entry)
        return clip(quoted(entry, found), _TITLE) if found else self.text("alert-untitled")


def compose_story(dossier: Dossier, speaker: Speaker) -> Message:
    """A story's file: its outlets, all its figures and steps with source, quote and link, what was told."""
    members = [account.member for account in dossier.accounts if account.member]
    parts = {
        "story-figures": _said([member.figures for member in members], speaker),
        "story-meetings": _said([member.steps for member in members], speaker),
        "story-told": [_told(alert, speaker) for alert in reversed(dossier.alerts)],
    }
    parts = {key: items for key, items in parts.items() if items}
    lines = _head(dossier, speaker)
    rooms = _rooms([sum(map(_size, items)) + _MORE for items in parts.values()], LONGEST - _size(lines))
    for (key, items), room in zip(parts.items(), rooms, strict=True):
        lines += [(), (Run(speaker.text(key), bold=True),), *_fitted(items, room - _MORE, speaker)]
    if not dossier.alerts:
        lines += _untold(dossier, speaker)
    return Message(speaker.language, tuple(lines))


def compose_timeline(dossier: Dossier, speaker: Speaker) -> Message:
    """What was told of a story, step by step, and between the steps how many reports had nothing new.

    Of very many steps the first and the last ones.
    """
    lines = _head(dossier, speaker)
    if not dossier.alerts:
        return Message(speaker.language, (*lines, *_untold(dossier, speaker)))
    before, *behind = _untold_between(dossier)
    if before:
        lines += [(), _folded("timeline-before", before, speaker)]
    first, *others = [_step(alert, more, speaker) for alert, more in zip(dossier.alerts, behind, strict=True)]
    lines += first
    shown = _fitting(others[::-1], LONGEST - _size(lines) - _MORE)[::-1]
    if skipped := len(others) - len(shown):
        lines += [(), speaker.line("timeline-skipped", count=skipped)]
    return Message(speaker.language, (*lines, *(line for step in shown for line in step)))


def compose_rulings(
    accounts: Sequence[Account], follows: Sequence[str], speaker: Speaker, story: int | None = None
) -> Message:
    """Why entries were told, or were not; all of them of one story, or of any.

    `follows` names the watches of the chat that asks; "*" stands for all.
    """
    head = [speaker.copied("story-title", f"#{story}"), ()] if story is not None else []
    items = [[*_ruled(account, speaker, with_story=story is None), ()] for account in accounts]
    told = {ruling.watch for account in accounts for ruling in account.rulings if ruling.told}
    others = sorted(told.difference(follows)) if "*" not in follows else []
    foot: list[Line] = []
    if others:
        foot = [speaker.line("why-unfollowed", count=len(others), names=speaker.titled(others))]
    lines = [*head, *_fitted(items, LONGEST - _size([*head, *foot]) - _MORE, speaker), *foot]
    return Message(speaker.language, tuple(lines if lines[-1] else lines[:-1]))


def compose_reasons(accounts: Sequence[Account], follows: Sequence[str], speaker: Speaker) -> Message:
    """Why entries were told or were not, in no more than the reasons; those for watches that a chat follows.

    Where it follows none of them, all the reasons.
    """
    every = [ruling for account in accounts for ruling in account.rulings]
    followed = [ruling for ruling in every if {"*", ruling.watch} & set(follows)]
    told_first = sorted(followed or every, key=lambda ruling: not ruling.told)
    lines = _fitted([[_ruling(ruling, speaker)] for ruling in told_first], _RULINGS, speaker)
    return Message(speaker.language, tuple(lines or [speaker.line("why-unmatched")]))


def compose_sources(dossier: Dossier, speaker: Speaker) -> Message:
    """Who reports a story, the first to do so first, and what each says by now, with a link."""
    newest = {account.entry.feed: account for account in dossier.accounts}
    head, about, *_ = _head(dossier, speaker)
    items = [
        _source(newest[outlet], many, speaker) for outlet, many in dossier.outlets.items() if outlet in newest
    ]
    lines = [head, about, *_fitted(items, _SOURCES, speaker)]
    return Message(speaker.language, tuple(lines))


def compose_outlets(dossier: Dossier, speaker: Speaker) -> Message:
    """Who reports a story, in a line."""
    return Message(speaker.language, (_outlets(dossier, speaker),))


def _source(newest: Account, reports: int, speaker: Speaker) -> Item:
    """An outlet, how many reports it has, its newest one and what that says."""
    entry, member = newest.entry, newest.member
    name = clip(entry.feed, _NAME) + (f" ({reports})" if reports > 1 else "")
    facts: Sequence[Figure | Step] = (*member.figures, *member.steps) if member else ()
    said = speaker.changes([Change(fact) for fact in facts]) or [speaker.headline(entry)]
    source = speaker.line("alert-source", outlet=name, time=entry.published or newest.seen)
    what = speaker.wording.listed(speaker.language, said[:_MOST_SAID], "clause-separator")
    return [(), (*source, *speaker.linked(entry.link)), speaker.line("story-item", what=what)]


def _head(dossier: Dossier, speaker: Speaker) -> list[Line]:
    """Which story it is, what it is about, from how many outlets, and when."""
    shown = [account.entry for account in dossier.accounts if headline(account.entry)]
    watches = dict.fromkeys(watch for alert in dossier.alerts for watch in alert.watches)
    span = {"since": dossier.since, "until": dossier.until}
    lines = [
        speaker.copied("story-title", f"#{dossier.story}"),
        *(title_of(entry, speaker.language, speaker.wording) for entry in shown[:1]),
        speaker.line("story-span", **span)
        if len(set(span.values())) > 1
        else speaker.line("story-at", **span),
        _outlets(dossier, speaker),
    ]
    if watches:
        lines.append(speaker.line("alert-watches", count=len(watches), names=speaker.titled(watches)))
    return lines


def _outlets(dossier: Dossier, speaker: Speaker) -> Line:
    outlets = [f"{clip(name, _NAME // 2)} ({many})" for name, many in dossier.outlets.items()]
    return speaker.line("story-outlets", count=len(outlets), names=speaker.listed(outlets, _MOST_OUTLETS))


def _said(reports: Sequence[Sequence[Figure | Step]], speaker: Speaker) -> list[Item]:
    """What reports say, the newest first; what several say once, by the first of them."""
    alike: dict[object, list[Figure | Step]] = {}
    firsts: list[list[object]] = []  # what each report was the first to say
    for report in reports:
        firsts.append([one.key for one in report if one.key not in alike])
        for one in report:
            alike.setdefault(one.key, []).append(one)
    keys = [key for report in reversed(firsts) for key in dict.fromkeys(report)]
    return [_observation(alike[key], speaker) for key in keys]


def _observation(alike: Sequence[Figure | Step], speaker: Speaker) -> Item:
    """What was said, by whom first, when, with a link and its quote; which other outlets say the same."""
    one, *others = alike
    (what,) = speaker.changes([Change(one)])
    said = one.said
    line: Line = (Run(speaker.text("story-item", what=what), bold=True),)
    outlet = clip(said.outlet, _NAME)
    if said.at:
        source = speaker.line("alert-source", outlet=outlet, time=said.at)
    else:
        source = speaker.line("story-source-undated", outlet=outlet)
    lines = [line, (*source, *speaker.linked(said.link))]
    if said.quote:
        lines.append(quotation(said.quote, _QUOTE))
    also = dict.fromkeys(other.said.outlet for other in others if other.said.outlet != said.outlet)
    if also:
        lines.append(speaker.line("story-also", names=speaker.listed(also, _MOST_ALSO)))
    return lines


def _told(alert: Alert, speaker: Speaker) -> Item:
    what = speaker.wording.listed(speaker.language, speaker.told(alert), "clause-separator")
    return [speaker.line("story-step", time=alert.at, what=what)]


def _untold(dossier: Dossier, speaker: Speaker) -> Item:
    return [(), speaker.line("story-untold"), speaker.copied("code", f"/why {dossier.story}")]


def _untold_between(dossier: Dossier) -> list[list[str]]:
    """The outlets of the reports that were not told: before the first alert, and behind each one."""
    asked = {watch for alert in dossier.alerts for watch in alert.watches}
    moments = [alert.at for alert in dossier.alerts]
    found: list[list[str]] = [[] for _ in range(len(moments) + 1)]
    for account in dossier.accounts:
        if not any(ruling.told and ruling.watch in asked for ruling in account.rulings):
            found[bisect_right(moments, account.seen)].append(account.entry.feed)
    return found


def _step(alert: Alert, more: Sequence[str], speaker: Speaker) -> Item:
    """When it was told, from which outlet, and what; how many reports had nothing new after it."""
    source = speaker.text("alert-source", outlet=clip(alert.entry.feed, _NAME), time=alert.at)
    kind = speaker.text(f"kind-{alert.kind}")
    lines: list[Line] = [
        (),
        (Run(source + SEPARATOR + kind), *speaker.linked(alert.entry.link)),
        *((Run(what, bold=True),) for what in speaker.told(alert)),
    ]
    if alert.unconfirmed:
        lines.append(speaker.line("alert-unconfirmed", count=alert.unconfirmed))
    return [*lines, _folded("timeline-folded", more, speaker)] if more else lines


def _folded(key: str, outlets: Sequence[str], speaker: Speaker) -> Line:
    names = speaker.listed(dict.fromkeys(outlets), _MOST_ALSO)
    return speaker.line(key, count=len(outlets), names=names)


def _ruled(account: Account, speaker: Speaker, *, with_story: bool) -> Item:
    """An entry, and what each watch made of it."""
    entry = account.entry
    if not headline(entry) and not account.rulings:
        outlet = clip(entry.feed, _NAME)
        return [speaker.line("why-forgotten", outlet=outlet, time=account.seen)]
    lines = [
        title_of(entry, speaker.language, speaker.wording),
        source_of(entry, account.seen, entry.feed, speaker.language, speaker.wording),
    ]
    if account.member and with_story:
        lines.append(speaker.copied("story-title", f"#{account.member.story}"))
    if not account.rulings:
        return [*lines, speaker.line("why-unmatched")]
    rulings = sorted(account.rulings, key=lambda ruling: not ruling.told)
    return lines + _fitted([[_ruling(one, speaker)] for one in rulings], _RULINGS, speaker)


def _ruling(ruling: Ruling, speaker: Speaker) -> Line:
    why = reason(ruling.reason, speaker.names, speaker.places, speaker.language, speaker.wording)
    watch = speaker.titled([ruling.watch])
    if ruling.told:
        return speaker.line("why-told", watch=watch, time=ruling.at, reason=why)
    return speaker.line("why-untold", watch=watch, reason=why)


def _rooms(needs: Sequence[int], room: int) -> list[int]:
    """How much of a room each gets: what it needs, as long as no other gets less than its share by that."""
    given = dict.fromkeys(range(len(needs)), 0)
    for left, at in enumerate(sorted(given, key=lambda at: needs[at])):
        given[at] = min(needs[at], room // (len(needs) - left))
        room -= given[at]
    return list(given.values())


def _fitted(items: Sequence[Item], room: int, speaker: Speaker) -> list[Line]:
    """The lines of those items that there is room for, and how many more there are."""
    shown = _fitting(items, room)
    lines = [line for item in shown for line in item]
    more = len(items) - len(shown)
    return [*lines, speaker.line("and-more", count=more)] if more else lines


def _fitting(items: Sequence[Item], room: int) -> list[Item]:
    """The first items, as many as there is room for."""
    shown: list[Item] = []
    for item in items:
        room -= _size(item)
        if room < 0:
            break
        shown.append(item)
    return shown


def _size(lines: Iterable[Line]) -> int:
    """UTF-16 units that lines take in a message; an @ takes two, since it is kept from calling somebody."""
    return sum(1 + sum(utf16(run.text) + run.text.count("@") for run in line) for line in lines)
