"""What Slack knows of somebody who uses the bot."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.outcomes import CALL_ERRORS, outcome

log = structlog.get_logger()

Person = Mapping[str, Any]


async def person(web: AsyncWebClient, user: str) -> Person:
    """Somebody's profile; an empty one when Slack cannot be asked."""
    try:
        found: Person = (await web.users_info(user=user, include_locale=True))["user"]
    except CALL_ERRORS as error:
        log.warning("taken for no admin", user=user, error=str(outcome(error)))
        return {}
    return found


def is_admin(who: Person, team: str) -> bool:
    """Whether it is an admin or owner of our own workspace: Slack's channels have none themselves."""
    # A shared channel has members who are admins elsewhere.
    return who.get("team_id") == team and bool(who.get("is_admin") or who.get("is_owner"))


def language(who: Person) -> str | None:
    """The language of somebody's Slack, "fr-FR"; None where it says nothing.

    English is what they are left with whose language Slack does not speak, as Arabic.
    """
    locale = str(who.get("locale") or "")
    return None if locale.lower().startswith("en") else locale or None
