from dataclasses import replace
from datetime import time

import pytest

from bot.model import Channel, Language, Quiet
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from handlers.times import Hours, read_hours
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, an_open_desk, ask, request, shown

NIGHT = Quiet(time(23), time(7), "Africa/Tripoli")


def a_chat(quiet: Quiet | None = None) -> FakeDesk:
    return an_open_desk(channels={GROUP: Channel(GROUP, watches=("*",), quiet=quiet)})


@pytest.mark.parametrize(
    ("words", "begins", "ends", "rest"),
    [
        ("23:00-07:00", time(23), time(7), ""),
        ("23-7", time(23), time(7), ""),
        ("23:00 – 24:00", time(23), time(0), ""),
        ("from 11pm to 7:30 am, new", time(23), time(7, 30), "new"),
        ("de 23h à 7h30 nouveau", time(23), time(7, 30), "nouveau"),
        ("من ٢٣:٠٠ إلى الساعة ٧ 50", time(23), time(7), "50"),
        ("من ١١ مساءً إلى ٧ صباحاً", time(23), time(7), ""),
    ],
)
def test_hours(words: str, begins: time, ends: time, rest: str) -> None:
    assert read_hours(words) == Hours(begins, ends, rest)


@pytest.mark.parametrize("words", ["", "23:00", "25-7", "23:00-07:60", "7-7", "0pm-3am", "new 23:00-07:00"])
def test_no_hours(words: str) -> None:
    assert read_hours(words) is None


@pytest.mark.parametrize(
    ("words", "quiet", "reply"),
    [
        (
            "23:00-07:00",
            NIGHT,
            "Quiet every day from 23:00 to 07:00 (Africa/Tripoli).\nNo alert breaks through.",
        ),
        ("23-7 nothing", NIGHT, "/latest shows them"),
        ("23-7 New", replace(NIGHT, new=True), "New stories break through."),
        ("23-7 جديد", replace(NIGHT, new=True), "“/quiet off” ends it."),
        ("23-7 >٥٠", replace(NIGHT, at_least=50), "Figures of 50 or more break through."),
        ("23-7 dogs", None, "“dogs” is nothing that can break through"),
        ("tonight", None, "“tonight” does not say which hours"),
        ("7-7", None, "/quiet 23:00-07:00 [new | number] | off"),
        ("", None, "There are no quiet hours here."),
        ("off", None, "There are no quiet hours here."),
    ],
)
async def test_quiet(words: str, quiet: Quiet | None, reply: str) -> None:
    desk = a_chat()
    assert reply in await ask(desk, "quiet", words)
    assert desk.channels[GROUP].quiet == quiet


async def test_quiet_alone_and_status_say_what_is_set() -> None:
    desk = a_chat(replace(NIGHT, new=True, held=2))
    said = (
        "Quiet every day from 23:00 to 07:00 (Africa/Tripoli).\nNew stories break through.\n"
        "2 alerts were held back; /latest shows the newest."
    )
    assert (await ask(desk, "quiet")).startswith(said)
    assert said in await ask(desk, "status")
    assert desk.channels[GROUP].quiet == replace(NIGHT, new=True, held=2)


@pytest.mark.parametrize("word", ["off", "OFF", "إيقاف", "non"])
async def test_off_ends_it_and_says_how_much_was_held_back(word: str) -> None:
    desk = a_chat(replace(NIGHT, held=1))
    assert await ask(desk, "quiet", word) == (
        "There are no quiet hours here any more.\nOne alert was held back; /latest shows it."
    )
    assert desk.channels[GROUP].quiet is None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_language_says_what_will_happen_and_how_to_end_it(language: Language) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, language, watches=("*",))})
    for words, told in (("23-7", "/latest"), ("23-7", "/quiet off"), ("soon", "/quiet 23:00-07:00 [")):
        assert told in shown(await Commands(desk).answer(request("quiet", words)))
