from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.slack.transport import SlackTransport
from tests.contract.harness import RecordingInbox, message
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_parts import APP_TOKEN, BOT_TOKEN
from tests.slack.manifest import Manifest, read_manifest

MANIFEST = Path(__file__).parents[2] / "docs" / "slack-manifest.yaml"


@pytest.fixture(scope="session")
def manifest() -> Manifest:
    return read_manifest(MANIFEST.read_text(encoding="utf-8"))


@pytest.fixture
async def slack(manifest: Manifest) -> AsyncIterator[FakeSlack]:
    """A workspace in which the app is installed as the manifest says."""
    fake = FakeSlack(scopes=manifest.scopes, events=manifest.events, commands=manifest.commands)
    async with fake:
        yield fake


@pytest.fixture
async def transport(slack: FakeSlack) -> AsyncIterator[SlackTransport]:
    made = SlackTransport(bot_token=BOT_TOKEN, app_token=APP_TOKEN, base_url=slack.base_url)
    yield made
    await made.stop()


@pytest.fixture
async def inbox(transport: SlackTransport) -> RecordingInbox:
    """The transport has started; this is what it brings."""
    started = RecordingInbox(message("As you wish."))
    await transport.start(started)
    return started
