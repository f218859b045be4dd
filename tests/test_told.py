"""What channels read: articles in, messages out, in each language and as each platform shows them.

The golden files hold, for each alert, why it is told, what is read in it and how each platform is asked to
show it; invisible marks are written by name. Articles in our own words have the shape of those for which
Rasid was first made; these are not part of the project, and their test is skipped where they are not there.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.backtest import Backtest, Outcome
from bot.config import Config, load
from bot.desk import worded
from bot.lines import Row, as_fed, parsed
from bot.model import Address, Alert, Language, Message
from bot.telling.wording import LANGUAGES
from handlers.console.transport import ConsoleTransport
from handlers.slack.render import render as for_slack
from handlers.telegram.render import render as for_telegram
from tests.fakes.desk import tripoli
from tests.reading.test_seeds import AGAIN, SEEDS, TOLL, articles

DATA = Path(__file__).parent / "data" / "told"
MARKS = {"\u200e": "‹LRM›", "\u200f": "‹RLM›", "\u2068": "‹FSI›", "\u2069": "‹PDI›", "\u202f": "‹NNBSP›"}
SEED_CONFIG = """
[people]
haftar = ["خليفة حفتر", "حفتر"]
sisi = ["عبد الفتاح السيسي", "السيسي"]
[places]
libya = ["LY", "طرابلس"]
[[watch]]
name = "meetings"
meeting = { people = ["haftar", "sisi"] }
[[watch]]
name = "toll"
casualties = { places = ["libya"], of = ["killed", "wounded", "displaced"] }
"""


def rows(name: str) -> list[Row]:
    lines = (DATA / f"{name}.jsonl").read_bytes().splitlines()
    return [parsed(line, lambda _: UTC) for line in lines]


def of_the_shape() -> list[Row]:
    """Two articles as the first ones were: a meeting with a toll, and weeks later the next meeting."""
    before = datetime(2021, 2, 2, 6, tzinfo=UTC)  # a Tuesday, so that «امس الاول الأحد» was Sunday
    first = replace(TOLL, published=before, link="https://agency.example/1")
    notice = "Sorry, you need to enable JavaScript to visit this website."
    content = f"{notice}\n{AGAIN.title}\n{AGAIN.content}"
    second = replace(AGAIN, title="", content=content, link="https://magazine.example/2")
    return [Row(1, first), Row(2, second)]


STORIES = {"life": rows("life"), "toll": rows("toll"), "shape": of_the_shape()}


@pytest.fixture(scope="module")
def config() -> Config:
    return load(DATA / "config.toml", {})


def alerts(found: Sequence[Row], config: Config) -> list[tuple[Outcome, Alert]]:
    """The alerts on these entries, as the bot makes them."""
    return [
        (
            outcome,
            Alert(
                0,
                (outcome.decision.match.watch,),
                outcome.row.entry,
                outcome.decision.match.spans,
                outcome.at,
                outcome.decision.kind,
                outcome.member.story,
                outcome.decision.changes,
            ),
        )
        for outcome in Backtest(config).outcomes(map(as_fed, found))
        if outcome.decision.alert
    ]


def shown(message: Message) -> Iterator[str]:
    """As it is read, and as each platform is asked to show it."""
    yield message.plain()
    yield "--- telegram"
    yield for_telegram(message)
    for part in for_slack(message):
        yield "--- slack"
        yield part.text
        yield from (json.dumps(block, ensure_ascii=False) for block in part.blocks)
    yield "--- console"
    yield on_console(message)


def on_console(message: Message) -> str:
    screen = StringIO()
    console = Console(file=screen, width=100, color_system=None)
    transport = ConsoleTransport(console, bidi="terminal")
    asyncio.run(transport.send(Address("console", "main"), message, 1))
    return "\n".join(line.rstrip() for line in screen.getvalue().splitlines())


def golden(name: str, config: Config, language: Language) -> str:
    told: list[str] = []
    for outcome, alert in alerts(STORIES[name], config):
        told.append(f"=== {outcome.row.id} {alert.kind}, story {alert.story}")
        told += shown(worded(alert, config, tripoli(), language))
    text = "\n".join(told) + "\n"
    return "".join(MARKS.get(char, char) for char in text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_what_is_told_reads_as_agreed(name: str, config: Config, language: Language) -> None:
    assert golden(name, config, language) == (DATA / f"{name}.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("life", ["1 new", "1 update", "1 update", "2 new"]),
        ("toll", ["1 new", "1 update", "1 update", "1 correction"]),
        ("shape", ["1 new", "1 new", "2 new"]),
    ],
)
def test_what_is_told_and_no_more(name: str, kinds: list[str], config: Config) -> None:
    told = [alert for _, alert in alerts(STORIES[name], config)]
    assert [f"{alert.story} {alert.kind}" for alert in told] == kinds


@articles
def test_the_first_articles_make_three_alerts(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(SEED_CONFIG, encoding="utf-8")
    config = load(path, {})
    lines = (SEEDS / "articles.jsonl").read_bytes().splitlines()
    told = alerts([parsed(line, lambda _: UTC) for line in lines], config)

    assert [(alert.watches, alert.kind, alert.story) for _, alert in told] == [
        (("meetings",), "new", 1),
        (("toll",), "new", 1),
        (("meetings",), "new", 2),
    ]
    english = [worded(alert, config, tripoli(), "en").plain() for _, alert in told]
    texts = ["".join(char for char in text if char not in MARKS) for text in english]
    assert "met in Cairo, Sun 14 Apr 2019" in texts[0]
    assert all(text in texts[1] for text in ("121 killed", "561 wounded", "at least 13,000 displaced"))
    assert "met in Cairo, Thu 9 May 2019; second meeting in 25 days" in texts[2]
    assert "Sun 14 Apr 2019, according to" in texts[2]
    assert "Tue 16 Apr 2019, according to" in texts[2]
    assert not any("JavaScript" in text for text in texts)
