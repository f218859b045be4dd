"""Two Slack workspaces and one bot with its real store: installed, told, restarted, removed, back again."""

from pathlib import Path

import pytest

from bot.app import assembled
from bot.config import load
from bot.model import Address
from tests.contract.harness import reserved_port
from tests.end_to_end.conftest import WATCHES
from tests.fakes.outlet import FakeOutlets
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, TEAM
from tests.slack.sites import SECOND, Site

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # the SDK's

HERE, THERE = Address("slack", "C0NEWS"), Address("slack", f"{SECOND}/C0NEWS")
ENV = {"B": BOT_TOKEN, "C": CLIENT_SECRET, "S": SIGNING_SECRET}


def configured(outlets: FakeOutlets, slack: FakeSlack, port: int) -> str:
    return f"""
[bot]
database = "state.db"

[slack]
bot_token = "env:B"
client_id = "{CLIENT_ID}"
client_secret = "env:C"
signing_secret = "env:S"
base_url = "{slack.base_url}"
port = {port}

[fetch]
allow_private = ["{outlets.origin}"]

[access]
admins = ["slack:U0ADA", "slack:{SECOND}/U0ADA"]

[[feed]]
name = "Wire"
url = "{outlets.url("wire")}"
every = "1s"
{WATCHES}
"""


async def test_each_workspace_is_told_over_restarts_and_removals(tmp_path: Path) -> None:
    port, path = reserved_port(), tmp_path / "config.toml"
    async with FakeOutlets() as outlets, FakeSlack() as slack:
        path.write_text(configured(outlets, slack, port), encoding="utf-8")
        outlets.publish("wire", "Rain in the west")
        site = Site(slack, port)

        def told(team: str, words: str) -> int:
            return sum(posted.team == team and words in posted.shown() for posted in slack.posted)

        async with assembled(load(path, ENV)) as app:
            await app.listen()
            assert await site.install() == 200
            for team in (TEAM, SECOND):
                await site.tell(slack.slash_command("/subscribe"), team)
            await slack.until(lambda: len(slack.posted) == 2)
            await app.poll_once(lambda: None)
        outlets.publish("wire", "First: Haftar meets Sisi")
        async with assembled(load(path, ENV)) as app:  # sends, and never listens
            while not told(SECOND, "First"):
                await app.poll_once(lambda: None)
            assert (told(TEAM, "First"), told(SECOND, "First")) == (1, 1)
        async with assembled(load(path, ENV)) as app:
            await app.listen()
            slack.uninstall(SECOND)
            await site.tell(slack.event("app_uninstalled"))
            while (known := await app.desk.channel(THERE)) and known.active:
                await site.tell(slack.event("app_uninstalled"), "T0STRANGER")
            outlets.publish("wire", "Second: Sisi denies that he met Haftar")
            while not told(TEAM, "Second"):
                await app.poll_once(lambda: None)
            assert told(SECOND, "Second") == 0
            assert await site.install() == 200
            await app.deliverer.empty()
            assert (told(TEAM, "Second"), told(SECOND, "Second")) == (1, 1)
