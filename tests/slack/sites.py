"""The app in several workspaces, as those who install it and Slack see it."""

from collections.abc import Sequence
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import aiohttp

from bot.errors import StoreError
from bot.model import Installation
from handlers.slack.install import CALLBACK, INSTALL, SCOPES
from handlers.slack.workspaces import SlackWorkspaces
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Form

SECOND = "T0SECOND"


class FakeRegister:
    """Keeps what was installed in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Installation] = {}
        self.full = False

    async def every(self) -> Sequence[Installation]:
        return list(self.kept.values())

    async def add(self, installation: Installation) -> None:
        if self.full:
            raise StoreError("The disk is full.")
        self.kept[installation.workspace] = installation

    async def remove(self, workspace: str) -> None:
        self.kept.pop(workspace, None)


class Site:
    """The bot's address, as browsers and Slack see it."""

    def __init__(self, slack: FakeSlack, port: int) -> None:
        self.slack = slack
        self.url = f"http://127.0.0.1:{port}"

    async def tell(self, payload: Form, team: str = SECOND) -> int:
        """A signed request of a workspace; its status."""
        status, _ = await self.slack.request(f"{self.url}/slack/events", self.slack.of_team(payload, team))
        return status

    async def begin(self) -> tuple[str, str]:
        """Somebody opens the page; the state that it gives out, and the cookie."""
        async with aiohttp.ClientSession() as session, session.get(self.url + INSTALL) as answer:
            assert answer.status == 200
            page = await answer.text()
            (cookie,) = SimpleCookie(answer.headers["Set-Cookie"]).values()
        link = page.split('href="')[2 if page.count('href="') > 1 else 1].split('"')[0].replace("&amp;", "&")
        asked = parse_qs(urlsplit(link).query)
        assert asked["client_id"] == [CLIENT_ID]
        assert set(asked["scope"][0].split(",")) == set(SCOPES)
        return asked["state"][0], f"{cookie.key}={cookie.value}"

    async def end(self, state: str, cookie: str, code: str = "c0de") -> int:
        """Slack sends them back with a code; the status of what they see then."""
        query = {"state": state, "code": code}
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.url + CALLBACK, params=query, headers={"Cookie": cookie}) as answer,
        ):
            text = await answer.text()
        assert "xoxb-" not in text
        return answer.status

    async def install(self, team: str = SECOND) -> int:
        """Somebody installs the app in a workspace."""
        self.slack.codes["c0de"] = team
        return await self.end(*await self.begin())


def made(slack: FakeSlack, register: FakeRegister, port: int, token: str | None = None) -> SlackWorkspaces:
    return SlackWorkspaces(
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        signing_secret=SIGNING_SECRET,
        register=register,
        bot_token=token,
        base_url=slack.base_url,
        port=port,
    )
