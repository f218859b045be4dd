from collections.abc import AsyncIterator

import pytest

from handlers.telegram.transport import TelegramTransport
from tests.contract.harness import RecordingInbox, message
from tests.fakes.telegram import FakeTelegram

GROUP, FORUM, CHANNEL = -1001, -1002, -1003
ADMIN, STRANGER = 1001, 1002


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as running:
        running.add_chat(GROUP, "group", admins=(ADMIN,), members=(STRANGER,))
        running.add_chat(FORUM, "supergroup", topics=(7,), admins=(ADMIN,), members=(STRANGER,))
        running.add_chat(CHANNEL, "channel")
        yield running


@pytest.fixture
async def transport(fake: FakeTelegram) -> AsyncIterator[TelegramTransport]:
    made = TelegramTransport(fake.token, base_url=fake.base_url)
    yield made
    await made.stop()


@pytest.fixture
async def inbox(transport: TelegramTransport) -> RecordingInbox:
    started = RecordingInbox(message("As you wish."))
    await transport.start(started)
    return started
