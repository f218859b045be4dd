"""What comes of a button that somebody presses below an alert. Platform-free, like a command.

Who pressed is answered alone and in their own language; only what they ask for may be seen by others too, and
is in the language of the chat. What a press changes shows in the message when that is edited.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.model import Action, Alert, Channel, Message, Run, Wish
from handlers.access import Right, may
from handlers.asking import Asked, hinted, spoken
from handlers.base import Desk, Press, Pressed, Request
from handlers.mutes import muted_line, muted_stories_line

MUTE_FOR = timedelta(hours=24)
"""How long a button mutes watches."""

ANSWER_EVERY = timedelta(minutes=5)  # where all see the answer: the one before stands there still
ANSWER_EVERY_PRIVATELY = timedelta(seconds=10)  # a finger that slipped
MOST_ANSWERED = 1000  # remembered; a bot in more chats may repeat itself sooner

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pushed:
    """A press on one of our buttons, by somebody who may."""

    press: Press
    wish: Wish
    alert: Alert
    aside: Asked  # in the language of who pressed
    aloud: Asked  # in that of the chat


class Presses:
    """Answers presses from a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._answered: OrderedDict[Hashable, datetime] = OrderedDict()
        self._under_way: set[tuple[str, str]] = set()

    async def press(self, press: Press) -> Pressed:
        """What comes of a press; nothing of one that is delivered again.

        Never raises: what goes wrong inside is logged, and who pressed is told no more than that it did.
        """
        update = (press.address.transport, press.key)
        if update in self._under_way:
            return Pressed()
        self._under_way.add(update)
        try:
            if await self._desk.seen(*update):
                return Pressed()
            outcome = await self._outcome(press)
            await self._desk.remember(*update)  # after its work: a crash may have it done twice, never lost
        except Exception:
            log.exception("press failed", chat=str(press.address))
            return self._plainly(press, "failed")
        finally:
            self._under_way.discard(update)
        return outcome

    def too_many(self, press: Press) -> Pressed:
        """What is said once to who presses on and on."""
        return self._plainly(press, "too-many-commands")

    def _plainly(self, press: Press, key: str) -> Pressed:
        """Something that is said without a look at the store."""
        language = hinted(press.language) or self._desk.default_language()
        return Pressed(Message(language, ((Run(self._desk.text(language, key)),),)), lasting=True)

    async def _outcome(self, press: Press) -> Pressed:
        wish = await self._desk.wish(press.address, press.data)
        aside = await self._asked(press, wish)
        if wish is None or not isinstance(alert := wish.delivery.what, Alert):
            return said(aside, "press-unknown")
        aloud = replace(aside, language=spoken(aside.channel, None, self._desk))
        button = TABLE[wish.action]
        if not await may(button.right, aside):
            return _refused(aside, button.right)
        return await button.answer(self, Pushed(press, wish, alert, aside, aloud))

    async def _asked(self, press: Press, wish: Wish | None) -> Asked:
        """As if it was asked for by a command, where the message was meant to go."""
        address = wish.delivery.address if wish else press.address
        channel = await self._desk.channel(address) or Channel(address)
        language = hinted(press.language) or spoken(channel, None, self._desk)
        request = Request(
            address,
            wish.action if wish else "",
            "",
            press.user,
            press.key,
            press.is_group_admin,
            in_channel=press.in_channel,
        )
        return Asked(request, language, channel, self._desk)

    def is_repeat(self, pushed: Pushed) -> bool:
        """Whether the same was answered a moment ago, where it can still be read."""
        last = self._answered.get(_what(pushed))
        every = ANSWER_EVERY_PRIVATELY if pushed.press.privately else ANSWER_EVERY
        return last is not None and self._desk.now() - last < every

    def answered(self, pushed: Pushed) -> None:
        """It was answered now."""
        self._answered[_what(pushed)] = self._desk.now()
        self._answered.move_to_end(_what(pushed))
        if len(self._answered) > MOST_ANSWERED:
            self._answered.popitem(last=False)


def _what(pushed: Pushed) -> Hashable:
    """What was asked for, and by whom where nobody else sees the answer."""
    press, wish = pushed.press, pushed.wish
    return wish.action, wish.delivery.id, press.user if press.privately else None


def said(asked: Asked, key: str, **args: str | int) -> Pressed:
    """Something that who pressed should read at leisure."""
    return Pressed(asked.say(asked.line(key, **args)), lasting=True)


def _refused(asked: Asked, right: Right) -> Pressed:
    request = asked.request
    if right is Right.READ:
        return said(asked, "press-closed")
    return said(asked, "press-refused", id=f"{request.address.transport}:{request.user}")


async def _why(presses: Presses, pushed: Pushed) -> Pressed:
    """Why the alert was sent."""

    async def find(asked: Asked, briefly: bool) -> Message | None:  # noqa: FBT001  one of two forms
        follows = asked.channel.watches
        return await asked.desk.why_alert(pushed.alert, follows, asked.language, briefly=briefly)

    return await _told(presses, pushed, find)


async def _sources(presses: Presses, pushed: Pushed) -> Pressed:
    """Who reports the story."""

    async def find(asked: Asked, briefly: bool) -> Message | None:  # noqa: FBT001  as above
        if pushed.alert.story is None:
            return None
        return await asked.desk.sources(pushed.alert.story, asked.language, briefly=briefly)

    return await _told(presses, pushed, find)


async def _told(
    presses: Presses, pushed: Pushed, find: Callable[[Asked, bool], Awaitable[Message | None]]
) -> Pressed:
    """What they ask for, in the chat; in a channel no more than fits into what they alone see."""
    if pushed.press.in_channel:
        return Pressed(await find(pushed.aside, True) or _kept_no_longer(pushed.aside), lasting=True)
    if presses.is_repeat(pushed):
        return Pressed(pushed.aside.say(pushed.aside.line("press-answered")))
    answer = await find(pushed.aloud, False) or _kept_no_longer(pushed.aloud)
    presses.answered(pushed)
    return Pressed(answer=answer)


def _kept_no_longer(asked: Asked) -> Message:
    return asked.say(asked.line("press-forgotten"))


async def _mute_story(_: Presses, pushed: Pushed) -> Pressed:
    asked, story = pushed.aside, pushed.alert.story
    if not story or not await asked.desk.mute_story(asked.request.address, story):
        return said(asked, "press-unknown")
    await asked.desk.refresh(pushed.wish.delivery)
    return Pressed(asked.say(muted_stories_line(asked, [story])))


async def _unmute_story(_: Presses, pushed: Pushed) -> Pressed:
    asked, story = pushed.aside, pushed.alert.story
    if not story:
        return said(asked, "press-unknown")
    held = await asked.desk.unmute_story(asked.request.address, story)
    await asked.desk.refresh(pushed.wish.delivery)
    return Pressed(_unmuted(asked, asked.listed([f"#{story}"]), held or 0))


async def _mute_watches(_: Presses, pushed: Pushed) -> Pressed:
    """Mute its watches for a day; those that are muted for longer stay so."""
    asked, watches = pushed.aside, pushed.alert.watches
    if not watches:
        return said(asked, "not-following")
    until = asked.desk.now() + MUTE_FOR
    longer = {mute.watch: mute.until for mute in pushed.wish.delivery.mutes if mute.until > until}
    if wanted := [watch for watch in watches if watch not in longer]:
        await asked.desk.mute(asked.request.address, wanted, until)
    await asked.desk.refresh(pushed.wish.delivery)
    first_end = min(longer.get(watch, until) for watch in watches)
    return Pressed(asked.say(muted_line(asked, watches, first_end)))


async def _unmute_watches(_: Presses, pushed: Pushed) -> Pressed:
    asked, watches = pushed.aside, pushed.alert.watches
    if not watches:
        return said(asked, "not-following")
    held = await asked.desk.unmute(asked.request.address, watches)
    await asked.desk.refresh(pushed.wish.delivery)
    return Pressed(_unmuted(asked, asked.titled(watches), held))


def _unmuted(asked: Asked, names: str, held: int) -> Message:
    return asked.say(asked.line("unmuted", names=names), asked.line("mute-held", count=held))


@dataclass(frozen=True, slots=True)
class Button:
    """A line of the table."""

    right: Right
    answer: Callable[[Presses, Pushed], Awaitable[Pressed]]


TABLE: Mapping[Action, Button] = {
    "why": Button(Right.READ, _why),
    "sources": Button(Right.READ, _sources),
    "mute-story": Button(Right.CHANGE, _mute_story),
    "unmute-story": Button(Right.CHANGE, _unmute_story),
    "mute-watches": Button(Right.CHANGE, _mute_watches),
    "unmute-watches": Button(Right.CHANGE, _unmute_watches),
}
"""Every button there is."""
