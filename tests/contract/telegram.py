"""The contract suite's harness for Telegram."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.model import Address
from handlers.telegram.transport import TelegramTransport
from tests.contract.harness import RETRY_AFTER, Fault, Sent
from tests.fakes.telegram import FakeTelegram
from tests.fakes.telegram_faults import CANNOT_PARSE, KICKED, Drop, too_many

GROUP = -1001


class TelegramHarness:
    """A group with an admin, and a bot in it."""

    listens = True
    is_called = False
    edits = True
    shows_pictures = True
    has_buttons = True
    faults = frozenset(Fault)
    address = Address("telegram", str(GROUP))

    def __init__(self, fake: FakeTelegram) -> None:
        fake.add_chat(GROUP, "supergroup", admins=(1001,))
        self._fake = fake
        self._text = ""
        self._update = 0
        self._pressed = (0, "")
        self.transport = TelegramTransport(fake.token, base_url=fake.base_url)
        self.secrets = (fake.token, fake.token.partition(":")[2])

    def sent(self) -> Sequence[Sent]:
        return [
            Sent(
                Address("telegram", str(sent.chat), str(sent.thread) if sent.thread else None),
                str(sent.id),
                sent.text,
                tuple(sent.links()),
                tuple(sent.marked("bold")),
                str(sent.reply_to) if sent.reply_to else None,
                sent.photo,
                tuple(sent.buttons()),
            )
            for sent in self._fake.sent
        ]

    async def fail(self, fault: Fault) -> None:
        match fault:
            case Fault.BUSY:
                self._fake.fail_next(too_many(int(RETRY_AFTER.total_seconds())))
            case Fault.UNREACHABLE:
                await self._fake.down()
            case Fault.DROPPED:
                self._fake.fail_next(Drop())
            case Fault.GONE:
                self._fake.fail_next(KICKED)
            case Fault.REFUSED:
                self._fake.fail_next(CANNOT_PARSE, CANNOT_PARSE)
            case Fault.TOKEN:
                self._fake.revoked = True

    async def recover(self) -> None:
        self._fake.revoked = False
        if not self._fake.listening:
            await self._fake.up()

    async def forbid_pictures(self) -> None:
        self._fake.chats[GROUP].no_photos = True

    async def delete(self, message_id: str) -> None:
        self._fake.deleted.add((GROUP, int(message_id)))

    async def say(self, text: str) -> None:
        self._text = f"/{text}"
        self._update = self._fake.push_message(GROUP, self._text)

    async def say_again(self) -> None:
        await self._fake.polled.wait()  # what is there before a poll, that poll confirms
        self._fake.push_message(GROUP, self._text, update_id=self._update)

    async def press(self, message_id: str, label: str) -> None:
        (sent,) = (one for one in self._fake.sent if (one.chat, str(one.id)) == (GROUP, message_id))
        self._pressed = (sent.id, sent.buttons()[label])
        self._update = self._fake.push_press(GROUP, *self._pressed)

    async def press_again(self) -> None:
        await self._fake.polled.wait()  # as above
        self._fake.push_press(GROUP, *self._pressed, update_id=self._update)

    def whispered(self) -> Sequence[str]:
        return [answered.text for answered in self._fake.answered if answered.text]


@asynccontextmanager
async def open_telegram() -> AsyncIterator[TelegramHarness]:
    async with FakeTelegram() as fake:
        yield TelegramHarness(fake)
