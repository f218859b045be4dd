"""What people read who get many alerts together, on each platform."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Alert, Digest, Language, Message
from bot.telling.digests import compose_digest, parted
from bot.telling.wording import LANGUAGES
from handlers.slack.render import render as slack_parts
from handlers.telegram.render import render as html
from handlers.telegram.render import split
from tests.telling.files import BLAST, HOUR, MEETING, NOON, WATCH, speaker
from tests.telling.looks import dump, is_balanced
from tests.telling.samples import ALL_TEXT, SAMPLES, entries
from tests.test_told import MARKS

GOLDEN = Path(__file__).parents[1] / "data" / "telling" / "digests"

ALERTS = tuple(
    replace(alert, id=number)
    for number, alert in enumerate(
        (
            BLAST.alerts[0],
            MEETING.alerts[0],
            BLAST.alerts[1],
            SAMPLES["arabic"],
            BLAST.alerts[2],
            replace(MEETING.alerts[1], unconfirmed=1),
            SAMPLES["french"],
            replace(SAMPLES["english"], watches=("meetings", "harbour")),
        ),
        1,
    )
)
WANTED = Digest(ALERTS, NOON + 40 * HOUR, count=8, part=1, parts=1)
FOLDED = Digest(ALERTS[4:], NOON, folded=True, count=30, part=2, parts=3)


def on_telegram(message: Message) -> bool:
    return len(split(message)) <= 1


def on_slack(message: Message) -> bool:
    return len(slack_parts(message)) <= 1


FITS: dict[str, Callable[[Message], bool]] = {"telegram": on_telegram, "slack": on_slack}


def shown(message: Message) -> str:
    """As it is read, and as each platform is asked to show it."""
    (slack,) = slack_parts(message)
    blocks = json.dumps(slack.blocks, ensure_ascii=False, indent=1)
    text = f"{dump(message)}\n--- telegram\n{html(message)}\n--- slack\n{slack.text}\n{blocks}\n"
    for mark, name in MARKS.items():
        text = text.replace(mark, name)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["wanted", "folded"])
def test_digests_read_as_they_did(name: str, language: Language) -> None:
    if name == "wanted":
        message = compose_digest(WANTED, speaker(language))
    else:
        message = compose_digest(FOLDED, speaker(language), late=FOLDED.due, repeated=True)
    golden = GOLDEN / f"{name}.{language}.txt"
    assert shown(message) == golden.read_text(encoding="utf-8")


def text(message: Message) -> str:
    return "\n".join("".join(run.text for run in line) for line in message.lines)


@pytest.mark.parametrize("platform", FITS)
def test_many_alerts_come_in_as_few_messages_as_hold_them_whole_each_once(platform: str) -> None:
    many = tuple(replace(ALERTS[at % 5], id=at, story=at) for at in range(100))
    whole = Digest(many, NOON)
    parts = parted(whole, speaker("ar"), FITS[platform])
    assert sorted(one for part in parts for one in part) == list(range(100))
    assert 3 < len(parts) < 20
    for number, part in enumerate(parts, 1):
        told = tuple(many[one] for one in part)
        digest = replace(whole, alerts=told, count=100, part=number, parts=len(parts))
        message = compose_digest(digest, speaker("ar"), late=NOON, repeated=True)
        assert FITS[platform](message)
        assert all(f"#{one}" in text(message) for one in part)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(entries(), st.sampled_from(("new", "update")), ALL_TEXT), min_size=1, max_size=12),
)
def test_whatever_is_told_every_message_fits_and_every_line_is_whole(
    language: Language, platform: str, told: Sequence[tuple[object, object, str]]
) -> None:
    alerts = tuple(
        replace(ALERTS[0], id=number, entry=entry, kind=kind, watches=(watch or WATCH,), story=number % 3)  # type: ignore[arg-type] # as drawn
        for number, (entry, kind, watch) in enumerate(told)
    )
    whole = Digest(alerts, NOON)
    parts = parted(whole, speaker(language), FITS[platform])
    assert sorted(one for part in parts for one in part) == list(range(len(alerts)))
    for number, part in enumerate(parts, 1):
        one = replace(whole, alerts=tuple(alerts[at] for at in part), part=number, parts=len(parts))
        message = compose_digest(one, speaker(language), late=NOON, repeated=True)
        assert FITS[platform](message)
        assert all(is_balanced("".join(run.text for run in line)) for line in message.lines)


def test_alerts_stand_below_their_watches_and_by_their_stories_as_they_came() -> None:
    def alert(number: int, watch: str, story: int | None) -> Alert:
        return replace(SAMPLES["english"], id=number, watches=(watch,), story=story, changes=())

    told = [(1, "b", 7), (2, "a", 8), (3, "b", 9), (4, "b", 7), (5, "a", None), (6, "a", None), (7, "b", 9)]
    digest = Digest(tuple(alert(*one) for one in told), NOON)
    (order,) = parted(digest, speaker("en"), lambda _: True)
    assert order == [1, 4, 3, 7, 2, 5, 6]
    lines = text(compose_digest(digest, speaker("en"))).splitlines()
    assert [line for line in lines if "■" in line] == ["\u200e■ \u2068b\u2069", "\u200e■ \u2068a\u2069"]
