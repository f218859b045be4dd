"""What the buttons below an alert say and bring back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Action, Address, Delivery, Language, Mute, Notice
from bot.telling.buttons import compose_buttons, is_of, muted_until, read
from bot.telling.wording import LANGUAGES
from tests.fakes.desk import tripoli
from tests.telling.files import BLAST, WATCH

ALERT = BLAST.alerts[0]  # told on Sunday, 14:05 in Tripoli
DELIVERY = Delivery(31, Address("telegram", "-1"), "en", ALERT, 1, ALERT.at)
DAY = timedelta(hours=24)
EVERYTHING = replace(DELIVERY, story_muted=True, mutes=(Mute(WATCH, ALERT.at + DAY),))


def labels(delivery: Delivery, language: Language = "en") -> list[str]:
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))
    return [button.label.translate(marks) for button in compose_buttons(delivery, language, tripoli())]


@pytest.mark.parametrize(
    ("language", "told", "muted"),
    [
        (
            "en",
            ["Why?", "Sources", "Mute this story", "Mute this watch 24 h"],
            ["Why?", "Sources", "Unmute this story", "Muted until Mon 14:05 – unmute"],
        ),
        (
            "fr",
            [
                "Pourquoi\u202f?",
                "Sources",
                "Sourdine\u202f: ce sujet",
                "Sourdine 24\u202fh\u202f: cette veille",
            ],
            [
                "Pourquoi\u202f?",
                "Sources",
                "Lever la sourdine du sujet",
                "En sourdine jusqu’à lun. 14:05 – lever",
            ],
        ),
        (
            "ar",
            ["لماذا؟", "المصادر", "كتم هذه القصة", "كتم المتابعة 24 ساعة"],
            ["لماذا؟", "المصادر", "إلغاء كتم القصة", "مكتومة حتى الاثنين 14:05 – إلغاء الكتم"],
        ),
    ],
)
def test_they_say_what_they_do_by_what_is_muted(
    language: Language, told: list[str], muted: list[str]
) -> None:
    assert labels(DELIVERY, language) == told
    assert labels(EVERYTHING, language) == muted


def test_several_watches_are_muted_together_and_until_the_first_of_them_ends() -> None:
    several = replace(DELIVERY, what=replace(ALERT, watches=("a", "b")))
    assert labels(several)[-1] == "Mute these 2 watches 24 h"
    half = replace(several, mutes=(Mute("a", ALERT.at + DAY),))
    assert labels(half)[-1] == "Mute these 2 watches 24 h"
    whole = replace(half, mutes=(Mute("a", ALERT.at + DAY), Mute("b", ALERT.at + 2 * DAY)))
    assert labels(whole)[-1] == "Muted until Mon 14:05 – unmute"
    assert muted_until(whole) == ALERT.at + DAY


def test_what_is_not_there_cannot_be_asked_for_or_muted() -> None:
    assert labels(replace(DELIVERY, what=replace(ALERT, story=None))) == ["Why?", "Mute this watch 24 h"]
    assert labels(replace(DELIVERY, what=replace(ALERT, watches=()))) == [
        "Why?",
        "Sources",
        "Mute this story",
    ]
    assert labels(replace(DELIVERY, what=Notice("notice-config-loaded", {}))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("delivery", [DELIVERY, EVERYTHING])
def test_they_are_within_the_limits_of_every_platform(language: Language, delivery: Delivery) -> None:
    many = replace(ALERT, watches=tuple(map(str, range(10**3))))
    for one in (delivery, replace(delivery, id=2**59), replace(delivery, what=many)):
        for button in compose_buttons(one, language, tripoli()):
            assert 1 <= len(button.press.encode()) <= 64
            assert 1 <= len(button.label.encode("utf-16-le")) // 2 <= 75


@given(st.integers(1, 2**59), st.booleans(), st.booleans())
def test_what_comes_back_is_read_as_it_was_meant(number: int, story: bool, watches: bool) -> None:  # noqa: FBT001  Hypothesis's
    mutes = EVERYTHING.mutes if watches else ()
    delivery = replace(DELIVERY, id=number, story_muted=story, mutes=mutes)
    found = [read(button.press) for button in compose_buttons(delivery, "en", tripoli())]
    actions: list[Action] = ["why", "sources"]
    actions.append("unmute-story" if story else "mute-story")
    actions.append("unmute-watches" if watches else "mute-watches")
    assert [one.action for one in found if one] == actions
    assert all(one is not None and one.delivery == number and is_of(one, ALERT) for one in found)


def test_a_button_of_another_databases_delivery_is_of_another_alert() -> None:
    found = read(compose_buttons(DELIVERY, "en", tripoli())[0].press)
    assert found is not None
    assert not is_of(found, replace(ALERT, at=ALERT.at + timedelta(seconds=1)))


@pytest.mark.parametrize(
    "press",
    [
        "",
        "w",
        "w:1",
        "w:1:2:3",
        "x:1:2",
        "W:1:2",
        "w:1:2\n",
        "w:-1:2",
        "w:١:2",
        "w:1:" + "f" * 16,
        "w: 1:2",
        "w:1:2" + "x" * 59,
    ],
)
def test_what_is_none_of_ours_is_read_as_nothing(press: str) -> None:
    assert read(press) is None


@given(st.text() | st.from_regex(r"[a-z]:[0-9a-f]{0,20}:[0-9a-f]{0,20}"))
def test_anything_may_come_back(press: str) -> None:
    found = read(press)
    assert found is None or max(found.delivery, found.second) < 2**63
