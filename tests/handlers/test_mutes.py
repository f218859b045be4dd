from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Channel, Mute, MutedStory, Watch
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from handlers.times import FARTHEST, read_until
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, an_open_desk, ask, request, shown
from tests.telling.files import BLAST, MEETING

NOW = datetime(2019, 5, 9, 12, 0, tzinfo=UTC)  # 14:00 in Tripoli
TRIPOLI = ZoneInfo("Africa/Tripoli")
HOUR = timedelta(hours=1)


def a_chat(*watches: str, mutes: Sequence[Mute] = ()) -> FakeDesk:
    return an_open_desk(channels={GROUP: Channel(GROUP, watches=watches, mutes=tuple(mutes))})


def mutes(desk: FakeDesk) -> dict[str, datetime]:
    return {mute.watch: mute.until for mute in desk.channels[GROUP].mutes}


# --- times ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("30m", 30),
        ("2h", 120),
        ("2 H", 120),
        ("for 2 hours", 120),
        ("an hour", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1d", 1440),
        ("1w", 7 * 1440),
        ("pendant 3 jours", 3 * 1440),
        ("une demi-heure", 30),
        ("ساعتين", 120),
        ("نصف  ساعة", 30),
        ("لمدة ٣ أيام", 3 * 1440),
        ("١١ يوماً", 11 * 1440),
        ("11 يومًا", 11 * 1440),
        ("سَاعَتَيْنِ", 120),
        ("دقيقتان", 2),
        ("أسبوعان", 14 * 1440),
        ("۳ ساعات", 180),
        ("\u200f2h\u200f", 120),
        ("30d", 30 * 1440),
    ],
)
def test_a_length(words: str, minutes: int) -> None:
    until = read_until(words, NOW, TRIPOLI)
    assert until is not None
    assert (until.at, until.rest) == (NOW + timedelta(minutes=minutes), "")


@pytest.mark.parametrize(
    ("words", "day", "hour", "minute"),
    [
        ("until 08:00", 10, 8, 0),
        ("08:00", 10, 8, 0),
        ("until 8", 10, 8, 0),
        ("until 14:00", 10, 14, 0),
        ("until 14:01", 9, 14, 1),
        ("until 8pm", 9, 20, 0),
        ("until 12 am", 10, 0, 0),
        ("until 12pm", 10, 12, 0),
        ("until 24:00", 10, 0, 0),
        ("jusqu’à 8h", 10, 8, 0),
        ("jusqu'à 8h30", 10, 8, 30),
        ("حتى ٨:٠٥", 10, 8, 5),
        ("حتى الساعة 8 مساءً", 9, 20, 0),
        ("إلى 8 صباحا", 10, 8, 0),
        ("حتى ٨ صباحاً", 10, 8, 0),
    ],
)
def test_a_time_of_day_is_the_next_there_is(words: str, day: int, hour: int, minute: int) -> None:
    until = read_until(words, NOW, TRIPOLI)
    assert until is not None
    assert until.at == datetime(2019, 5, day, hour, minute, tzinfo=TRIPOLI)


def test_a_time_of_day_that_the_clocks_skip_or_have_twice_is_one_after_now() -> None:
    paris = ZoneInfo("Europe/Paris")
    for now in (datetime(2024, 3, 31, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 0, 45, tzinfo=UTC)):
        until = read_until("until 02:30", now, paris)
        assert until is not None
        assert until.at is not None
        assert now < until.at <= now + 25 * HOUR


@pytest.mark.parametrize("words", ["0m", "31d", "5w", "999999w", "until 25:00", "until 8:60", "until 13pm"])
def test_a_time_that_is_none_or_too_far_away(words: str) -> None:
    until = read_until(words, NOW, TRIPOLI)
    assert until is not None
    assert until.at is None


@pytest.mark.parametrize("words", ["", "2", "oil-crescent", "2x", "until noon", "crash-2h", "9999999h", "h"])
def test_no_time(words: str) -> None:
    assert read_until(words, NOW, TRIPOLI) is None


@pytest.mark.parametrize("words", ["2h, Oil crescent", "Oil crescent 2h", "Oil crescent, until 16:00"])
def test_what_else_is_said_may_stand_on_either_side(words: str) -> None:
    until = read_until(words, NOW, TRIPOLI)
    assert until is not None
    assert (until.at, until.rest) == (NOW + 2 * HOUR, "Oil crescent")


PIECES = ["until ", "حتى ", "jusqu'à ", "h", "m", "d", ":", " ", ",", "am", "ساعة", *"0123456789٠٩"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_any_words_come_to_a_time_within_bounds_or_to_none(words: str) -> None:
    until = read_until(words, NOW, TRIPOLI)
    assert until is None or until.at is None or NOW < until.at <= NOW + FARTHEST


# --- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("follows", "words", "muted", "reply"),
    [
        (("*",), "2h", {"*"}, "Muted until Thu 9 May 2019, 16:00: all alerts."),
        (("oil-crescent",), "* until 08:00", {"*"}, "Muted until Fri 10 May 2019, 08:00: all alerts."),
        (("*",), "2h oil-crescent", {"oil-crescent"}, "Muted until Thu 9 May 2019, 16:00: Oil crescent."),
        (("*",), "Oil crescent 2h", {"oil-crescent"}, "/latest shows them"),
        (
            ("haftar-sisi", "oil-crescent"),
            "2h oil-crescent, haftar-sisi",
            {"haftar-sisi", "oil-crescent"},
            "Oil crescent, Haftar–Sisi meetings.",
        ),
        (("haftar-sisi",), "2h oil-crescent", set(), "This chat does not follow: Oil crescent."),
        (("*",), "2h oil-cresent", set(), "Did you mean oil-crescent?"),
        (("*",), "oil-crescent", set(), "“oil-crescent” does not say for how long"),
        (("*",), "oil-crescent", set(), "/mute 2h | until 08:00 [watch …]"),
        (("*",), "31d", set(), "A mute lasts from one minute to 30 days"),
        (("*",), "until 25:00", set(), "from 00:00 to 23:59"),
        ((), "2h", set(), "does not follow any watch"),
        (("*",), "", set(), "Nothing is muted here."),
    ],
)
async def test_mute(follows: tuple[str, ...], words: str, muted: set[str], reply: str) -> None:
    desk = a_chat(*follows)
    assert reply in await ask(desk, "mute", words)
    assert set(mutes(desk)) == muted


async def test_mute_alone_and_status_say_what_is_muted() -> None:
    desk = a_chat("*", mutes=[Mute("*", NOW + HOUR, 1), Mute("oil-crescent", NOW + 2 * HOUR)])
    said = (
        "Muted until Thu 9 May 2019, 15:00: all alerts.\nOne alert was held back; /latest shows it.\n"
        "Muted until Thu 9 May 2019, 16:00: Oil crescent.\nNo alert was held back."
    )
    assert (await ask(desk, "mute")).startswith(said)
    assert said in await ask(desk, "status")


@pytest.mark.parametrize(
    ("words", "left", "reply"),
    [
        ("", set(), "Nothing is muted here any more.\n3 alerts were held back; /latest shows the newest."),
        ("*", set(), "Nothing is muted here any more."),
        ("oil-crescent", {"haftar-sisi"}, "No longer muted: Oil crescent.\nOne alert was held back"),
        (
            "libya-casualties",
            {"oil-crescent", "haftar-sisi"},
            "No mute of its own: ضحايا ليبيا. /mute says what is muted.",
        ),
        ("oil", {"oil-crescent", "haftar-sisi"}, "There is no watch named oil."),
    ],
)
async def test_unmute(words: str, left: set[str], reply: str) -> None:
    desk = a_chat("*", mutes=[Mute("oil-crescent", NOW + HOUR, 1), Mute("haftar-sisi", NOW + HOUR, 2)])
    assert reply in await ask(desk, "unmute", words)
    assert set(mutes(desk)) == left


async def test_of_a_mute_of_everything_no_watch_can_be_let_out() -> None:
    desk = a_chat("*", mutes=[Mute("*", NOW + HOUR, 1)])
    reply = await ask(desk, "unmute", "oil-crescent")
    assert reply == (
        "No mute of its own: Oil crescent. /mute says what is muted.\n"
        "All alerts are muted here, and no single watch can be let through. /unmute ends that."
    )
    assert set(mutes(desk)) == {"*"}


async def test_who_unmutes_everything_and_a_watch_is_not_told_that_it_was_not_muted() -> None:
    desk = a_chat("*", mutes=[Mute("oil-crescent", NOW + HOUR, 1)])
    assert "Not muted" not in await ask(desk, "unmute", "* oil-crescent")
    assert mutes(desk) == {}


async def test_where_nothing_is_muted_unmute_says_so() -> None:
    assert await ask(a_chat("*"), "unmute") == "Nothing is muted here."


def with_stories(*muted: MutedStory, follows: tuple[str, ...] = ("*",)) -> FakeDesk:
    channel = Channel(GROUP, watches=follows, muted_stories=muted)
    return an_open_desk(channels={GROUP: channel}, dossiers={12: BLAST, 13: MEETING})


@pytest.mark.parametrize(
    ("words", "muted", "reply"),
    [
        ("#12", [12], "Muted: the story #12.\nWhat comes of a muted story is counted and not sent"),
        ("#12", [12], "/unmute #12"),
        ("\u200f#١٢\u200f", [12], "the story #12"),
        ("#12, #13", [13, 12], "Muted: the stories #12, #13."),
        ("#12, #13", [13, 12], "/unmute #12 #13"),
        ("#12 #99", [12], "There is no story 99."),
        ("#99", [], "There is no story 99."),
        ("#0", [], "There is no story 0."),
        ("2h #12", [], "without “2h”: until you unmute it. Write nothing but its number:\n/mute #12"),
        ("#12 until 08:00", [], "without “until 08:00”"),
        ("#" + "9" * 40, [], "does not say for how long"),
        ("12", [], "does not say for how long"),
    ],
)
async def test_mute_a_story(words: str, muted: list[int], reply: str) -> None:
    desk = with_stories()
    assert reply in await ask(desk, "mute", words)
    assert [each.story for each in desk.channels[GROUP].muted_stories] == muted


async def test_a_watch_that_is_named_like_a_story_is_meant() -> None:
    desk = with_stories()
    desk.configured = [Watch("#12", "Twelve")]
    assert "Muted until Thu 9 May 2019, 16:00: Twelve." in await ask(desk, "mute", "#12 2h")


@pytest.mark.parametrize(
    ("words", "left", "reply"),
    [
        ("#12", [13], "No longer muted: #12.\n2 alerts were held back"),
        ("#12 #13", [], "No longer muted: #12, #13.\n3 alerts were held back"),
        ("#12 #99", [13], "No mute of its own: #99. /mute says what is muted."),
        ("#99", [13, 12], "No mute of its own: #99. /mute says what is muted."),
        ("", [], "Nothing is muted here any more.\n3 alerts were held back"),
    ],
)
async def test_unmute_a_story(words: str, left: list[int], reply: str) -> None:
    desk = with_stories(MutedStory(13, 1), MutedStory(12, 2))
    assert reply in await ask(desk, "unmute", words)
    assert [each.story for each in desk.channels[GROUP].muted_stories] == left


async def test_muted_stories_are_listed_with_the_mutes() -> None:
    desk = with_stories(MutedStory(13), MutedStory(12, 1))
    said = "Muted: the stories #13, #12.\nOne alert was held back; /latest shows it."
    assert (await ask(desk, "mute")).startswith(said)
    assert said in await ask(desk, "status")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_language_says_what_will_happen_and_what_to_type(language: str) -> None:
    desk = an_open_desk(channels={GROUP: Channel(GROUP, language, watches=("*",))})  # type: ignore[arg-type] # one of them
    desk.dossiers = {12: BLAST}
    for words, told in (
        ("2h", "/latest"),
        ("2h", "/unmute"),
        ("soon", "/mute 2h | "),
        ("#12", "#12"),
        ("#12", "/unmute #12"),
        ("#12 2h", "/mute #12"),
    ):
        assert told in shown(await Commands(desk).answer(request("mute", words)))
