"""Slack's App Home: the bot's own page, drawn anew whenever it is opened and after each change.

docs.slack.dev/surfaces/app-home, docs.slack.dev/reference/methods/views.publish
"""

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model import Address
from handlers.base import Inbox, Page, Visit
from handlers.slack.outcomes import CALL_ERRORS, outcome, reason
from handlers.slack.people import is_admin, language, person
from handlers.slack.views import CHOOSE, View, choice_of, view_of
from handlers.slack.words import KIND

_MOST_PAGES = 10
_PAGE = 200  # as many as Slack recommends

log = structlog.get_logger()

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _State:
    """What a page remembers of itself, while it is open."""

    chat: str  # the user's direct chat with the bot
    chosen: str | None = None  # the channel that was looked for


class Home:
    """Shows the page to who opens it, and does what is chosen on it. One user's calls come in turn."""

    def __init__(self, inbox: Inbox, web: AsyncWebClient, team: str) -> None:
        self._inbox = inbox
        self._web = web
        self._team = team

    async def opened(self, event: Payload) -> None:
        """Somebody opened the bot's Home; its other tabs are none of ours."""
        if event.get("tab") == "home":
            visit = await self._visit(event["user"], _State(event["channel"]))
            await self._show(visit, (event.get("view") or {}).get("hash"))

    async def used(self, body: Payload) -> None:
        """Somebody chose something there."""
        view: View = body["view"]
        state = _State(**json.loads(view["private_metadata"]))
        visit = await self._visit(body["user"]["id"], state)
        for action in body["actions"]:
            if action["action_id"] == CHOOSE:
                visit = replace(visit, chosen=action.get("selected_conversation"))
            elif choice := choice_of(action, view):
                await self._inbox.choose(visit, choice)
                if choice.before and not choice.after:  # it follows nothing now, and stays in sight
                    visit = replace(visit, chosen=choice.address.chat)
        await self._show(visit, view.get("hash"))

    async def _visit(self, user: str, state: _State) -> Visit:
        who = await person(self._web, user)

        async def may_change() -> bool:
            return is_admin(who, self._team)

        return Visit(
            Address(KIND, state.chat),
            user,
            may_change,
            partial(self._chats_of, user),
            lambda chat: chat.startswith("D"),
            lambda _: True,
            language(who),
            state.chosen,
        )

    async def _show(self, visit: Visit, known: str | None) -> None:
        """Publish the page in place of the one with this hash.

        So one that arrives late takes no newer one's place. Where another was published since, this one
        is made anew: it is the newer one.
        """
        try:
            await self._publish(visit, known)
        except SlackApiError as error:
            if reason(error) != "hash_conflict":
                self._failed(visit, error)
                return
            await self._show(visit, None)
        except CALL_ERRORS as error:
            self._failed(visit, error)

    async def _publish(self, visit: Visit, known: str | None) -> None:
        page: Page = await self._inbox.page(visit)
        # Slack keeps what was chosen in a block for as long as that has the same id.
        view = view_of(
            page,
            menu=self._inbox.menu("en"),
            metadata=json.dumps(asdict(_State(visit.address.chat, visit.chosen))),
            nonce=secrets.token_hex(4),
            uninvited=await self._uninvited(page, visit.chosen),
        )
        await self._web.views_publish(user_id=visit.user, view=view, hash=known)

    def _failed(self, visit: Visit, error: Exception) -> None:
        log.warning("page not shown", user=visit.user, error=str(outcome(error)), reason=reason(error))

    async def _uninvited(self, page: Page, chosen: str | None) -> str | None:
        """The chosen channel, when the bot is no member of it."""
        if chosen is None or not page.editable:
            return None
        try:
            found: Payload = (await self._web.conversations_info(channel=chosen))["channel"]
        except CALL_ERRORS as error:
            return chosen if reason(error) == "channel_not_found" else None  # private, or not to be known
        return None if found.get("is_member") else chosen

    async def _chats_of(self, user: str) -> Collection[str]:
        """The channels that a user is in, and of private ones those that the bot is in too."""
        chats: set[str] = set()
        cursor = ""
        try:
            for _ in range(_MOST_PAGES):
                found = await self._web.users_conversations(
                    user=user, types="public_channel,private_channel", limit=_PAGE, cursor=cursor or None
                )
                chats |= {channel["id"] for channel in found["channels"]}
                cursor = (found.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    break
        except CALL_ERRORS as error:
            log.warning("channels not known", user=user, error=str(outcome(error)))
        return chats
