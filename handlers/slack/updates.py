"""What people and Slack tell the bot: commands, mentions, presses, direct messages, comings and goings."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Address, Message
from handlers.base import Inbox, Press, Request
from handlers.pictures import without_picture
from handlers.slack.client import posting, sdk_logger, webhook_client
from handlers.slack.home import Home
from handlers.slack.outcomes import CALL_ERRORS, reason
from handlers.slack.outcomes import outcome as outcome_of
from handlers.slack.people import is_admin, language, person
from handlers.slack.pictures import share
from handlers.slack.render import Rendered, render, unescape
from handlers.slack.words import KIND, OWN_COMMAND, SLASH_COMMANDS, behind_mention, command_of, in_slack

JOINED = frozenset({"channel_unarchive", "group_unarchive"})
LEFT = frozenset(
    {"channel_left", "channel_archive", "channel_deleted", "group_left", "group_archive", "group_deleted"}
)
SAID = frozenset({"app_mention", "message"})
EVENTS = (
    JOINED
    | LEFT
    | SAID
    | {
        "app_home_opened",
        "app_uninstalled",
        "channel_id_changed",
        "member_joined_channel",
        "tokens_revoked",
    }
)
"""The events that are heeded. Of messages only those of a direct chat are subscribed to: message.im."""

_QUOTING = frozenset(
    {"chart", "latest", "search", "timeline", "story", "why"}
)  # answered with what feeds say: that stays
_MOST_ANSWERS = 5  # that one response_url takes (docs.slack.dev/interactivity/handling-user-interaction)
_GRACE = 2.0  # seconds for commands under way when the bot stops: it has about ten for all it must end
log = structlog.get_logger()

Payload = Mapping[str, Any]
Reply = Callable[[Sequence[Rendered]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in the workspace, as auth.test says."""

    team: str
    bot_user: str
    bot: str
    enterprise: str | None


class Updates:
    """Carries what comes in to the inbox, and its answers back. One chat is answered in order."""

    def __init__(
        self,
        inbox: Inbox,
        identity: Identity,
        web: AsyncWebClient,
        lost: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`lost` is called when Slack takes the token away; without it the log says so."""
        self._lost = lost
        self._inbox = inbox
        self._identity = identity
        self._web = web
        self._home = Home(inbox, web, identity.team)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[None]] = set()

    def app(self, signing_secret: str | None) -> AsyncApp:
        """A Bolt app that brings everything here. It asks Slack nothing before it acknowledges."""
        me = self._identity

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=me.enterprise,
                team_id=me.team,
                bot_user_id=me.bot_user,
                bot_id=me.bot,
            )

        async def take(
            body: dict[str, Any], ack: AsyncAck, next_: Callable[[], Awaitable[BoltResponse]]
        ) -> BoltResponse:
            if work := self._work_of(body):
                self._begin(*work)
            elif not body.get("event"):
                return await next_()
            # Bolt's listeners look every 10 ms whether they shall acknowledge; so it goes out at once, and
            # the work begins after it. An event that nobody acknowledges would come three times more.
            return await ack()

        app = AsyncApp(
            name="rasid",
            logger=sdk_logger(),
            client=AsyncWebClient(logger=sdk_logger()),  # for Bolt's listeners, of which there are none
            authorize=authorize,
            signing_secret=signing_secret or "",
        )
        app.use(take)
        return app

    def _work_of(self, body: dict[str, Any]) -> tuple[str, Callable[[], Awaitable[None]]] | None:
        """In which turns something comes, and what is to be done with it; None when nobody heeds it."""
        event = body.get("event", {})
        if body.get("command", "").removeprefix("/") in SLASH_COMMANDS:
            return body["channel_id"], lambda: self._command(body)
        if event.get("type") == "app_home_opened":
            return f"home of {event['user']}", lambda: self._home.opened(event)
        if event.get("type") in EVENTS:
            return str(event.get("channel")), lambda: self._event(body)
        if body.get("type") == "block_actions" and "view" in body:
            return f"home of {body['user']['id']}", lambda: self._home.used(body)
        if body.get("type") == "block_actions" and "message" in body:
            return body["channel"]["id"], lambda: self._press(body)
        return None

    async def finish(self) -> None:
        """Wait for the commands under way, but not for ever."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_GRACE)
            for task in late:
                task.cancel()

    def _begin(self, chat: str, work: Callable[[], Awaitable[None]]) -> None:
        task = asyncio.create_task(self._in_turn(chat, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _in_turn(self, chat: str, work: Callable[[], Awaitable[None]]) -> None:
        turn = self._turns.setdefault(chat, asyncio.Lock())
        try:
            async with turn:
                await work()
        except Exception:
            log.exception("command or event failed", channel=f"{KIND}:{chat}")

    async def _command(self, body: Payload) -> None:
        command, text = body["command"].removeprefix("/"), body.get("text") or ""
        words = unescape(text).strip()
        if command == OWN_COMMAND:
            command, words = command_of(text)

        async def reply(parts: Sequence[Rendered]) -> None:
            await self._privately(body["response_url"], parts)

        key = body["trigger_id"]
        await self._ask(body["channel_id"], command, words, body["user_id"], key, reply, private=True)

    async def _press(self, body: Payload) -> None:
        """A button below a message. Who pressed alone sees what comes of it, so the channel stays quiet."""
        chat, user = Address(KIND, body["channel"]["id"]), body["user"]["id"]
        who = await person(self._web, user)

        async def is_group_admin() -> bool:
            return is_admin(who, self._identity.team)

        press = Press(
            address=chat,
            data=str(body["actions"][0].get("value")),
            user=user,
            key=body["trigger_id"],
            is_group_admin=is_group_admin,
            privately=True,
            language=language(who),
        )
        outcome = await self._inbox.press(press)
        told = outcome.answer or outcome.said
        if told is None:
            return
        quoting = outcome.answer is not None
        try:
            await self._privately(
                body["response_url"], render(in_slack(told, self._inbox.menu("en"), quoting=quoting))
            )
        except CALL_ERRORS as error:
            log.warning("not answered", channel=str(chat), error=str(outcome_of(error)))

    async def _event(self, body: Payload) -> None:
        event = body["event"]
        kind, chat = event["type"], Address(KIND, str(event.get("channel")))
        if kind in SAID:
            await self._said(event, body["event_id"])
        elif kind in JOINED:
            await self._inbox.joined(chat)
        elif kind == "member_joined_channel":
            await self._invited(event, body["event_id"])
        elif kind == "channel_id_changed":  # a private channel that is shared with another organisation
            old, new = event["old_channel_id"], event["new_channel_id"]
            await self._inbox.moved(Address(KIND, old), Address(KIND, new))
        elif kind in LEFT:
            await self._inbox.left(chat)
        elif kind == "app_uninstalled" or (kind == "tokens_revoked" and event["tokens"].get("bot")):
            if self._lost is not None:
                await self._lost()
                return
            log.error("Slack took the bot's token away: install the app again, set the new one", reason=kind)

    async def _invited(self, event: Payload, key: str) -> None:
        """Somebody came into a channel; if that is the bot, it says what can be done next."""
        if event["user"] != self._identity.bot_user:
            return
        await self._inbox.joined(Address(KIND, event["channel"]))

        async def reply(parts: Sequence[Rendered]) -> None:
            await self._openly(event["channel"], None, parts)

        inviter = event.get("inviter") or self._identity.bot_user
        await self._ask(event["channel"], "start", "", inviter, key, reply)

    async def _said(self, event: Payload, key: str) -> None:
        # Only what people write, and not what they correct: the first form was answered already.
        if "bot_id" in event or "subtype" in event or "edited" in event or "user" not in event:
            return
        text = behind_mention(event.get("text", ""), self._identity.bot_user)
        if text is None and event.get("channel_type") == "im":
            text = event.get("text", "")
        if text is None:
            return

        thread = event.get("thread_ts")

        async def reply(parts: Sequence[Rendered]) -> None:
            await self._openly(event["channel"], thread, parts)

        private = event.get("channel_type") == "im"
        await self._ask(
            event["channel"], *command_of(text), event["user"], key, reply, thread, private=private
        )

    async def _ask(
        self,
        channel: str,
        command: str,
        words: str,
        user: str,
        key: str,
        reply: Reply,
        thread: str | None = None,
        *,
        private: bool = False,
    ) -> None:
        async def is_group_admin() -> bool:
            return is_admin(await person(self._web, user), self._identity.team)

        # The channel, also when it was said in a thread: what is changed there counts for the channel.
        request = Request(Address(KIND, channel), command, words, user, key, is_group_admin, private=private)
        answer: Message | None = await self._inbox.answer(request)
        if answer is None:
            return
        own = in_slack(answer, self._inbox.menu("en"), quoting=command in _QUOTING)
        parts = await self._with_picture(channel, thread, own)
        try:
            await reply(parts)
        except CALL_ERRORS as error:
            log.warning("not answered", channel=str(request.address), error=str(outcome_of(error)))

    async def _with_picture(self, channel: str, thread: str | None, answer: Message) -> Sequence[Rendered]:
        """Share an answer's picture, if it has one, with as much of the text as goes with it; the rest."""
        parts = render(answer)
        if answer.picture is None:
            return parts
        try:
            await share(self._web, channel, thread, answer.picture, parts[0].blocks if parts else ())
        except CALL_ERRORS as error:
            log.warning("picture not shared", channel=f"{KIND}:{channel}", error=str(outcome_of(error)))
            return render(without_picture(answer, reason(error)))
        return parts[1:]

    async def _privately(self, response_url: str, parts: Sequence[Rendered]) -> None:
        """Seen by nobody but who asked; works in channels too that the bot is not a member of."""
        if len(parts) > _MOST_ANSWERS:
            log.warning("answer cut", left_out=len(parts) - _MOST_ANSWERS)
        client = webhook_client(response_url, self._web.proxy)
        for part in parts[:_MOST_ANSWERS]:
            response = await client.send(response_type="ephemeral", replace_original=False, **posting(part))
            if response.status_code != 200:  # noqa: PLR2004  HTTP: OK
                log.warning("not answered", status=response.status_code)
                return

    async def _openly(self, channel: str, thread: str | None, parts: Sequence[Rendered]) -> None:
        for part in parts:
            await self._inbox.posted(Address(KIND, channel))
            await self._web.chat_postMessage(channel=channel, thread_ts=thread, mrkdwn=False, **posting(part))
