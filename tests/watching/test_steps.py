"""The life of a meeting: each step is told once."""

from dataclasses import replace
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
    assert compare([step("held")], step("held", DAY + timedelta(days=1))) == "known"  # two time zones
    assert compare([step("held")], step("held", later)) == "next"
    assert compare([step("held"), step("held", later)], step("held", later + timedelta(days=1))) == "known"
    assert compare([step("held", None)], step("held", later)) == "known"
    assert differs([step("held")], step("held", later)) == step("held")
    assert differs([step("held")], step("held", None)) is None


def test_a_plan_that_is_put_off_for_a_day_is_told_once_whichever_way_it_is_said() -> None:
    later = DAY + timedelta(days=2)
    put_off = replace(step("cancelled", later), postponed=True)
    assert compare([step("planned")], put_off) == "next"
    assert compare([step("planned"), put_off], step("planned", later)) == "known"
    assert compare([step("planned"), put_off], step("planned", later + timedelta(days=9))) == "next"
    assert compare([step("planned"), step("planned", later)], put_off) == "known"
    assert compare([step("planned"), step("planned", later)], replace(put_off, day=None)) == "known"
    assert compare([step("planned"), step("planned", later)], step("cancelled", later)) == "next"
    assert compare([step("planned"), replace(put_off, day=None)], step("planned", later)) == "next"


def test_what_was_put_off_may_be_called_off_or_put_off_again() -> None:
    put_off = replace(step("cancelled", DAY + timedelta(days=2)), postponed=True)
    again = replace(put_off, day=DAY + timedelta(days=9))
    told = [step("planned"), put_off]
    assert compare(told, step("cancelled", None)) == "next"
    assert compare(told, again) == "next"
    assert compare([*told, again], put_off) == "known"  # an outlet is behind
    assert compare(told, replace(put_off, day=None)) == "known"
    assert compare([*told, step("cancelled", None)], put_off) == "known"
    assert compare([*told, step("cancelled", None)], step("cancelled", None)) == "known"
    assert compare([step("planned"), step("cancelled")], put_off) == "next"
