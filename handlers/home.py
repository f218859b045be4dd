"""The bot's own page on a platform: all its channels there, the last alerts, and what may be changed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.model import Address, Channel, Line
from handlers.access import Right, may
from handlers.alerts import briefly
from handlers.asking import ALL, Asked, spoken
from handlers.base import Choice, Desk, Listed, Page, Request, Visit
from handlers.digests import digests
from handlers.mutes import muted
from handlers.quiet import quiet_hours

MOST_ALERTS = 5


async def page(visit: Visit, desk: Desk) -> Page:
    """What this user is shown: who may change things all channels, others those that they are in."""
    asked = await _asked(visit, desk)
    editable = await may(Right.CHANGE, asked)
    shown = await _shown(visit, desk, editable=editable)
    return Page(
        language=asked.language,
        editable=editable,
        head=tuple(_head(asked, visit, shown, editable=editable)),
        channels=tuple(_listed(asked, channel) for channel in shown),
        watches={ALL: asked.desk.text(asked.language, "home-all")}
        | {watch.name: watch.title for watch in desk.watches()},
        alerts=tuple(await _alerts(asked, shown)),
        text=partial(desk.text, asked.language),
    )


async def choose(visit: Visit, choice: Choice, desk: Desk) -> None:
    """Do what was chosen for a channel; nothing for a user who may not."""
    if not await may(Right.CHANGE, await _asked(visit, desk)):
        return
    if choice.language:
        await desk.set_language(choice.address, choice.language)
    known = {ALL, *(watch.name for watch in desk.watches())}
    wanted = [name for name in choice.after if name in known]
    left = [name for name in choice.before if name not in choice.after]
    if ALL in left:  # with it go the others, of which those chosen are to stay
        await desk.unsubscribe(choice.address, (ALL,))
        new = wanted
    else:
        if left:
            await desk.unsubscribe(choice.address, left)
        new = [ALL] if ALL in wanted else wanted
        new = [name for name in new if name not in choice.before]
    if new:
        await desk.subscribe(choice.address, new)


async def _asked(visit: Visit, desk: Desk) -> Asked:
    known = await desk.channel(visit.address)
    # No update of a chat: the page may be asked for as often as somebody opens it.
    request = Request(visit.address, "home", "", visit.user, "", visit.is_group_admin, visit.language)
    return Asked(request, spoken(known, visit.language, desk), Channel(visit.address), desk)


async def _shown(visit: Visit, desk: Desk, *, editable: bool) -> list[Channel]:
    """The channels that follow something, the chosen one first; nobody sees others' direct chats."""
    every = await desk.channels_of(visit.address.transport)
    known = {channel.address: channel for channel in every if visit.is_here(channel.address.chat)}
    followers = [channel for channel in known.values() if channel.watches]
    if not editable:
        mine = {visit.address.chat, *(await visit.chats() if followers else ())}
        return [channel for channel in followers if channel.address.chat in mine]
    chosen = Address(visit.address.transport, visit.chosen) if visit.chosen else None
    first = [known.get(chosen, Channel(chosen))] if chosen else []
    return first + [
        channel
        for channel in followers
        if channel.address != chosen
        and (channel.address == visit.address or not visit.is_direct(channel.address.chat))
    ]


def _head(asked: Asked, visit: Visit, shown: Sequence[Channel], *, editable: bool) -> list[Line]:
    lines = [asked.line("home")]
    if not asked.desk.watches():
        lines.append(asked.line("watches-none"))
    elif not shown:
        lines.append(asked.line("home-empty" if editable else "home-empty-reader"))
    if not editable:
        lines += [(), asked.line("home-closed"), asked.code(f"{visit.address.transport}:{visit.user}")]
    return lines


def _listed(asked: Asked, channel: Channel) -> Listed:
    """What holds in a channel; what it follows first."""
    there = replace(asked, channel=channel)
    follows = there.following() if channel.watches else there.line("home-nothing")
    lines = [follows, *there.asleep(), *muted(there), *quiet_hours(there), *digests(there)]
    if ALL in channel.fixed:
        lines.append(there.line("fixed-all"))
    elif channel.fixed:
        lines.append(there.line("fixed", names=there.titled(channel.fixed)))
    if not channel.active:
        lines.append(there.line("status-held"))
    return Listed(channel, channel.language or asked.desk.default_language(), tuple(lines))


async def _alerts(asked: Asked, shown: Sequence[Channel]) -> list[Line]:
    """The last ones of what these channels follow."""
    watches = tuple(dict.fromkeys(name for channel in shown for name in channel.watches))
    alerts = await asked.desk.latest(watches, MOST_ALERTS) if watches else ()
    return briefly(asked, alerts) if alerts else [asked.line("latest-none")]
