"""Words for the tests of commands: a chat, who is in it, and what somebody there asks and is told."""

import itertools

from bot.model import Access, Address, Message, Watch
from handlers.base import Request
from handlers.commands import Commands
from tests.fakes.desk import FakeDesk

GROUP = Address("telegram", "-100500")
ADMIN, STRANGER, GROUP_ADMIN = "1", "2", "3"
WATCHES = (
    Watch("haftar-sisi", "Haftar–Sisi meetings", formerly=("cairo-talks",)),
    Watch("libya-casualties", "ضحايا ليبيا"),
    Watch("oil-crescent", "Oil crescent"),
)
_keys = itertools.count()


def a_desk(**fields: object) -> FakeDesk:
    desk = FakeDesk(configured=WATCHES)
    for name, value in fields.items():
        setattr(desk, name, value)
    return desk


def an_open_desk(**fields: object) -> FakeDesk:
    """One where the admin asks in a chat that is let in."""
    access = Access(admins=frozenset({f"telegram:{ADMIN}"}), chats=frozenset({f"telegram:{GROUP.chat}"}))
    return a_desk(allowed=access, **fields)


def request(
    command: str,
    words: str = "",
    *,
    user: str | None = ADMIN,
    address: Address = GROUP,
    language: str | None = None,
    key: str | None = None,
) -> Request:
    async def is_group_admin() -> bool:
        return user == GROUP_ADMIN

    return Request(address, command, words, user, key or f"k{next(_keys)}", is_group_admin, language)


async def ask(
    desk: FakeDesk, command: str, words: str = "", *, user: str = ADMIN, address: Address = GROUP
) -> str:
    """What is replied, without direction marks; empty for silence."""
    return shown(await Commands(desk).answer(request(command, words, user=user, address=address)))


def shown(reply: Message | None) -> str:
    if reply is None:
        return ""
    text = "\n".join("".join(run.text for run in line) for line in reply.lines)
    return text.translate(dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069")))


def is_refusal(text: str) -> bool:
    return "[access]" in text
