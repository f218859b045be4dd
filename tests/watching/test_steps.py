"""The life of a meeting: each step is told once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model import MeetingStatus, Said, Step
from bot.watching.steps import compare, differs

SAID = Said("Wire", datetime(2019, 4, 14, 12, tzinfo=UTC))
DAY = date(2019, 4, 14)


def step(status: MeetingStatus, day: date | None = DAY) -> Step:
    return Step(("haftar", "sisi"), status, SAID, day)


@pytest.mark.parametrize(
    ("told", "new", "verdict"),
    [
        ([], "planned", "first"),
        (["planned"], "planned", "known"),
        (["planned"], "held", "next"),
        (["planned"], "cancelled", "next"),
        (["planned"], "possible", "known"),
        (["planned", "cancelled"], "planned", "next"),
        (["held"], "planned", "known"),
        (["held"], "held", "known"),
        (["held"], "denied", "next"),
        (["possible"], "planned", "next"),
        (["held"], "past", "known"),
    ],
)
def test_what_comes_after_what(told: list[MeetingStatus], new: MeetingStatus, verdict: str) -> None:
    assert compare([step(status) for status in told], step(new)) == verdict


def test_another_day_is_news_of_a_plan_and_disputes_what_was() -> None:
    later = DAY + timedelta(days=2)
    assert compare([step("planned")], step("planned", later)) == "next"
    assert compare([step("planned", None)], step("planned", DAY)) == "next"
    assert compare([step("planned"), step("planned", later)], step("planned", DAY)) == "known"
    assert compare([step("held")], step("held", later)) == "known"
    assert differs([step("held")], step("held", later)) == step("held")
    assert differs([step("held")], step("held", None)) is None
