"""/chart, as it is asked."""

from dataclasses import replace

import pytest

from bot.model import Alert, Casualties, Channel, Entry, Language, Message, Watch
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from tests.fakes.desk import FakeDesk
from tests.handlers.chat import GROUP, STRANGER, an_open_desk, request
from tests.telling import charts
from tests.telling.charts import NOON
from tests.telling.test_chart import MARKS

COUNTED = Casualties(("libya",), ("killed", "wounded"))
WATCHES = (
    Watch("meetings", "Haftar–Sisi meetings"),
    Watch("floods", "The floods", casualties=COUNTED),
    Watch("blasts", "The blasts", casualties=COUNTED),
)


def told(number: int, *watches: str) -> Alert:
    return Alert(number, watches, Entry("Wire", "News"), (), NOON, story=number)


def a_desk(*follows: str, language: Language | None = None) -> FakeDesk:
    """One that was told of a blast, then of a flood, then of a meeting."""
    subject = charts.chart(*charts.FLOOD).subject
    return an_open_desk(
        configured=WATCHES,
        alerts=(told(19, "meetings"), told(18, "floods"), told(17, "blasts")),
        subjects={n: replace(subject, story=replace(subject.story, id=n)) for n in (17, 18, 19)},
        channels={GROUP: Channel(GROUP, language, watches=follows)},
    )


async def asked(desk: FakeDesk, words: str = "") -> Message:
    reply = await Commands(desk).answer(request("chart", words, user=STRANGER))
    assert reply is not None
    return reply


def read(message: Message) -> list[str]:
    return MARKS.sub("", message.plain()).split("\n")


@pytest.mark.parametrize(
    ("follows", "words", "title", "number"),
    [
        ((), "", "The floods, The blasts", 18),
        (("*",), "", "The floods, The blasts", 18),
        (("blasts",), "", "The blasts", 17),
        (("meetings",), "", "The floods, The blasts", 18),  # which has none to draw
        (("blasts",), "the FLOODS", "The floods", 18),
        ((), "17", "The floods, The blasts", 17),
        ((), "#١٩", "The floods, The blasts", 19),
    ],
)
async def test_a_chart_is_of_the_newest_story_of_a_watch_or_of_a_number(
    follows: tuple[str, ...], words: str, title: str, number: int
) -> None:
    reply = await asked(a_desk(*follows), words)

    assert reply.picture is not None
    assert reply.picture.name == f"chart-{number}.png"
    assert (read(reply)[0], read(reply)[-1]) == (title, f"Story #{number}")


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("99", ["There is no story 99. /latest shows the newest ones, each with its number."]),
        ("9" * 40, [f"There is no story {'9' * 40}. /latest shows the newest ones, each with its number."]),
        ("flods", ["There is no watch named flods.", "Did you mean floods?"]),
        ("floods blasts", ["Write it like this:", "/chart [watch or story number]"]),
        (
            "meetings",
            ["No figures are counted for Haftar–Sisi meetings.", "Watches with figures: floods, blasts."],
        ),
    ],
)
async def test_what_cannot_be_drawn_is_answered_in_words(words: str, lines: list[str]) -> None:
    reply = await asked(a_desk(), words)
    assert reply.picture is None
    assert read(reply) == lines


async def test_a_watch_of_which_nothing_was_told_says_so() -> None:
    desk = a_desk()
    desk.alerts = ()
    assert read(await asked(desk, "floods")) == ["No story of The floods has been told yet."]
    assert read(await asked(desk)) == ["No story has been told yet."]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_without_watches_of_casualties_there_is_nothing_to_draw(language: Language) -> None:
    desk = a_desk(language=language)
    desk.configured = WATCHES[:1]
    said = {
        "en": "No watch of the bot’s config looks for casualties, so there are no figures to draw.",
        "ar": "لا متابعة في إعدادات البوت تبحث عن الضحايا، فلا أرقام تُرسم.",
        "fr": (
            "Aucune veille de la configuration du bot ne porte sur des victimes\u202f;"
            " il n’y a pas de chiffres à dessiner."
        ),
    }
    assert read(await asked(desk, "19")) == [said[language]]
