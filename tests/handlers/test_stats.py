"""/stats, as it is asked."""

from pathlib import Path

import pytest

from bot.model import Channel, FeedState, Language, Lately, Stats
from bot.telling.wording import LANGUAGES
from handlers.commands import Commands
from handlers.stats import MOST_TOLD
from tests.handlers.chat import GROUP, STRANGER, an_open_desk, ask, request, shown
from tests.telling.looks import dump, is_balanced

GOLDEN = Path(__file__).parents[1] / "data" / "telling" / "stats"

HAPPENED = Stats(
    {"oil-crescent": Lately(1, 9), "libya-casualties": Lately(0, 2)},
    1,
    Lately(4, 30),
    {"BBC عربي": Lately(20, 300), "The Harbour Post": Lately(0, 11)},
    3,
    11,
)
FAILING = [FeedState("a", "u"), FeedState("b", "u", failures=2)]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_happened_in_the_chat_and_in_the_bot_reads_as_it_did(language: Language) -> None:
    channel = Channel(GROUP, language, watches=("*",))
    desk = an_open_desk(lately=HAPPENED, polled=FAILING, channels={GROUP: channel})
    reply = await Commands(desk).answer(request("stats", user=STRANGER))
    assert reply
    assert dump(reply) == (GOLDEN / f"happened.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("watches", "said"), [((), "does not follow any watch yet"), (("*",), "None in the last 7 days.")]
)
async def test_before_anything_happened(watches: tuple[str, ...], said: str) -> None:
    text = await ask(an_open_desk(channels={GROUP: Channel(GROUP, watches=watches)}), "stats")
    assert said in text
    assert text.endswith("Alerts: 0 in 24 hours, 0 in 7 days\nNo message is waiting to be sent.")


async def test_of_many_watches_the_busiest_are_listed() -> None:
    told = {f"watch-{number}": Lately(0, 99 - number) for number in range(MOST_TOLD + 2)}
    text = await ask(
        an_open_desk(lately=Stats(told, 0, Lately(0, 0), {"x" * 500: Lately(0, 7)}, 0, 0)), "stats"
    )
    assert f"watch-{MOST_TOLD - 1}:" in text
    assert "…and 2 more" in text
    assert f"{'x' * 39}… (7)" in text


@pytest.mark.parametrize("count", [1, 2, 3, 11, 100])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_number_is_worded_in_every_language(language: Language, count: int) -> None:
    lately = Stats({"oil-crescent": Lately(count, count)}, count, Lately(0, count), {}, count, count)
    desk = an_open_desk(lately=lately, channels={GROUP: Channel(GROUP, language, watches=("*",))})
    reply = await Commands(desk).answer(request("stats"))
    assert reply
    assert shown(reply) != shown(await Commands(an_open_desk(language=language)).answer(request("stats")))
    assert all(is_balanced("".join(run.text for run in line)) for line in reply.lines)
