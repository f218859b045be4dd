from dataclasses import replace
from datetime import time

import pytest

from bot.model import Channel, Language, Schedule
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from handlers.times import At, read_time
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, an_open_desk, ask, request, shown

ALL_AT_8 = Schedule("*", "daily", time(8), "Africa/Tripoli")
OIL = replace(ALL_AT_8, watch="oil-crescent")


def a_chat(*schedules: Schedule, gathered: int = 0, language: Language = "en") -> FakeDesk:
    channel = Channel(GROUP, language, watches=("*",), schedules=schedules, gathered=gathered)
    return an_open_desk(channels={GROUP: channel})


@pytest.mark.parametrize(
    ("words", "at", "rest"),
    [
        ("08:00", time(8), ""),
        ("8", time(8), ""),
        ("at 8pm oil", time(20), "oil"),
        ("oil 8h30", time(8, 30), "oil"),
        ("à 8h, oil", time(8), "oil"),
        ("الساعة ٨ مساء، نفط", time(20), "نفط"),
        ("نفط في الساعة 08:15", time(8, 15), "نفط"),
        ("25:00", None, ""),
    ],
)
def test_times_of_day(words: str, at: time | None, rest: str) -> None:
    assert read_time(words) == At(at, rest)


@pytest.mark.parametrize("words", ["", "oil", "oil 2", "top 10 oil", "08:00x"])
def test_no_time_of_day(words: str) -> None:
    assert read_time(words) is None


@pytest.mark.parametrize(
    ("words", "schedules", "reply"),
    [
        ("08:00", [ALL_AT_8], "All alerts come together every day at 08:00 (Africa/Tripoli)."),
        ("daily", [ALL_AT_8], "The next digest is due on Fri 10 May 2019, 08:00;"),
        ("08:00 weekdays", [replace(ALL_AT_8, every="weekdays")], "due on Sun 12 May 2019, 08:00"),
        ("hourly", [replace(ALL_AT_8, every="hourly", at=time(0))], "every hour at minute 00"),
        ("every hour at 8:15", [replace(ALL_AT_8, every="hourly", at=time(8, 15))], "due on Thu 9 May"),
        ("08:00 daily oil-crescent", [OIL], "Come together every day at 08:00 (Africa/Tripoli): Oil"),
        ("oil-crescent 8am", [OIL], "“/digest off” ends it"),
        ("08:00 Oil crescent, oil-cresent", [OIL], "There is no watch named oil-cresent.\nDid you mean"),
        ("20h tous les jours", [replace(ALL_AT_8, at=time(20))], "every day at 20:00"),
        ("يومياً الساعة ٨ مساءً", [replace(ALL_AT_8, at=time(20))], "every day at 20:00"),
        ("أيام العمل في الساعة ٧", [replace(ALL_AT_8, every="weekdays", at=time(7))], "on working days"),
        ("25:00", [], "A time of day is from 00:00 to 23:59."),
        ("sometimes", [], "“sometimes” does not say when: write a time of day like 08:00"),
        ("oil-crescent", [], "/digest 08:00 [daily | weekdays | hourly] [watch …] | off [watch …]"),
        ("08:00 nonsense", [], "There is no watch named nonsense."),
        ("", [], "Alerts come one by one here."),
        ("off", [], "Alerts come one by one here."),
    ],
)
async def test_digest(words: str, schedules: list[Schedule], reply: str) -> None:
    desk = a_chat()
    assert reply in await ask(desk, "digest", words)
    assert list(desk.channels[GROUP].schedules) == schedules


async def test_only_what_is_followed_can_come_in_digests() -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, watches=("oil-crescent",))})
    reply = await ask(desk, "digest", "08:00 oil-crescent haftar-sisi")
    assert "This chat does not follow: Haftar–Sisi meetings." in reply
    assert desk.channels[GROUP].schedules == (OIL,)
    desk = an_open_desk()
    reply = "This chat does not follow any watch. /watches lists them, /subscribe follows them."
    assert await ask(desk, "digest", "08:00") == reply
    assert GROUP not in desk.channels


async def test_digest_alone_and_status_say_what_is_set_and_how_much_waits() -> None:
    both = OIL, replace(OIL, watch="haftar-sisi", every="hourly", at=time(0))
    desk = a_chat(*both, gathered=2)
    said = (
        "Come together every day at 08:00 (Africa/Tripoli): Oil crescent.\n"
        "Come together every hour at minute 00 (Africa/Tripoli): Haftar–Sisi meetings.\n"
        "The next digest is due on Thu 9 May 2019, 15:00; without any alert there is none.\n"
        "2 alerts are waiting for it."
    )
    assert (await ask(desk, "digest")).startswith(said)
    assert said in await ask(desk, "status")
    assert desk.channels[GROUP].schedules == both


@pytest.mark.parametrize("words", ["off", "OFF", "إيقاف", "arrêt"])
async def test_off_ends_it_and_says_how_much_comes_now(words: str) -> None:
    desk = a_chat(ALL_AT_8, gathered=2)
    assert await ask(desk, "digest", words) == (
        "Alerts come one by one again.\nThe 2 that were waiting come now, in a last digest."
    )
    assert desk.channels[GROUP].schedules == ()


@pytest.mark.parametrize("words", ["off oil-crescent", "oil-crescent off"])
async def test_off_for_a_watch(words: str) -> None:
    other = replace(OIL, watch="haftar-sisi")
    desk = a_chat(OIL, other)
    assert await ask(desk, "digest", words) == ("Come one by one again: Oil crescent.\nNone was waiting.")
    assert desk.channels[GROUP].schedules == (other,)
    assert await ask(desk, "digest", words) == "Have no digest of their own here: Oil crescent."


async def test_a_single_watch_cannot_be_left_out_of_a_digest_of_all() -> None:
    desk = a_chat(ALL_AT_8)
    assert "no single watch can be left out" in await ask(desk, "digest", "off oil-crescent")
    assert desk.channels[GROUP].schedules == (ALL_AT_8,)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_language_says_what_will_happen_and_how_to_end_it(language: Language) -> None:
    desk = a_chat(language=language)
    for words, told in (("08:00", "/digest off"), ("", "Africa/Tripoli"), ("soon", "/digest 08:00 [")):
        assert told in shown(await Commands(desk).answer(request("digest", words)))


@pytest.mark.parametrize(
    ("language", "every"),
    [
        ("ar", "يوميًا"),
        ("ar", "أيام العمل"),
        ("ar", "كل ساعة"),
        ("fr", "chaque jour"),
        ("fr", "jours ouvrés"),
        ("fr", "chaque heure"),
    ],
)
async def test_the_words_that_a_language_offers_are_understood(language: Language, every: str) -> None:
    desk = a_chat(language=language)
    assert every in desk.text(language, "command-digest.usage")
    await ask(desk, "digest", f"08:00 {every}")
    assert len(desk.channels[GROUP].schedules) == 1
