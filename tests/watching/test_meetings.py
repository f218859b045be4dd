"""Meetings over time: one or another, and which there were before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Earlier, MeetingStatus, Said, Step
from bot.watching.meetings import FURTHEST, REMEMBERED, Meetings, agree, awaited

PAIR = ("haftar", "sisi")
DAY = timedelta(days=1)


def on(
    day: int | None, status: MeetingStatus = "held", *, at: int | None = None, outlet: str = "Wire"
) -> Step:
    """A step of a day of April, reported on that day or on another."""
    told = at or day
    said = Said(outlet, datetime(2019, 4, told, 12, tzinfo=UTC) if told else None)
    return Step(PAIR, status, said, date(2019, 4, day) if day else None)


@pytest.mark.parametrize(
    ("known", "new", "one"),
    [
        (on(14), on(14), True),
        (on(14), on(15), True),  # in another time zone
        (on(14), on(16), False),  # they met again
        (on(14), on(16, at=19), True),  # who looks back may err by more
        (on(14), replace(on(16, at=19), ordinal=2), False),
        (on(14), on(18, at=22), False),
        (on(14, at=17), on(16, at=17), True),  # both look back: they dispute its day
        (on(14, at=17), on(13, at=18), True),
        (on(14, at=15), on(16, at=17), False),  # the first could not know of the second
        (on(12, at=17), on(16, at=17), False),
        (on(14, at=17), replace(on(16, at=17), ordinal=2), False),
        (on(14), on(None, at=15), True),
        (on(14), on(None, at=25), False),
        (on(14), on(None), True),  # of an entry without a date
        (on(14, "planned", at=10), on(14), True),
        (on(14, "planned", at=10), on(16), True),  # it was off the day
        (on(14, "planned", at=10), on(20), False),
        (on(24, "planned", at=2), on(None, at=4), False),  # that is a meeting of these days
        (on(14, "planned", at=10), on(20, "planned", at=11), True),  # it was moved
        (on(3, "planned", at=1), on(25, "planned", at=2), False),  # so far off is another
        (on(3, "planned", at=1), replace(on(25, "cancelled", at=2), postponed=True), True),
        (on(None, "planned", at=1), on(9), True),
        (on(14), on(24, "planned", at=15), False),  # they will meet again
        (on(14), on(14, "planned", at=13), True),  # an outlet is behind
        (on(14), on(None, "denied", at=15), True),
    ],
)
def test_which_reports_may_be_of_one_meeting(known: Step, new: Step, *, one: bool) -> None:
    assert agree([new], [known]) is one


def test_what_came_of_a_plan_says_more_than_the_plan() -> None:
    assert agree([on(16)], [on(14, "planned", at=10), on(16)])
    assert not agree([on(20, "planned", at=15)], [on(12, "planned", at=10), on(14)])


def test_an_earlier_meeting_that_is_mentioned_is_not_what_a_report_is_of() -> None:
    mention = on(2, "past", at=14)
    assert not agree([on(14), mention], [on(2)])
    assert agree([mention], [on(2)])  # where nothing else is told


def test_a_plan_is_awaited_until_its_day_unless_that_is_far() -> None:
    at = datetime(2019, 4, 1, 12, tzinfo=UTC)
    assert awaited(at, []) == awaited(at, [on(14)]) == at
    assert awaited(at, [on(14, "planned")]) == datetime(2019, 4, 14, tzinfo=UTC)
    far = replace(on(14, "planned"), day=(at + FURTHEST + 2 * DAY).date())
    assert awaited(at, [far]) == at


def known(*stories: list[Step]) -> Meetings:
    meetings = Meetings()
    for number, steps in enumerate(stories, 1):
        for step in steps:
            meetings.note(number, [step])
    return meetings


def test_earlier_meetings_are_counted_from_the_stories_that_report_them() -> None:
    first, second = on(2), on(9)
    assert known([first]).before(on(27), 9) == Earlier(1, 25, (first,))
    assert known([first], [second]).before(on(27), 9) == Earlier(2, 25, (second,))
    assert known([first], [second]).before(on(9), 2) == Earlier(1, 7, (first,))  # its own does not count
    assert known([first]).before(on(2), 9) is None
    assert known().before(on(27), 9) is None
    assert known([on(12, "planned", at=3)]).before(on(27), 9) is None  # what was only planned


def test_one_meeting_with_two_days_is_one() -> None:
    mine, yours = on(2, outlet="A"), on(3, outlet="B")
    assert known([mine, yours]).before(on(27), 9) == Earlier(1, 25, (mine, yours))
    assert known([mine], [yours]).before(on(27), 9) == Earlier(1, 25, (mine, yours))  # in two stories
    later = on(4, "past", at=27, outlet="C")
    assert known([mine], [later]).before(on(27), 2) == Earlier(1, 25, (mine, later))
    often = [on(2, outlet="A"), on(3, outlet="B"), on(3, outlet="C")]
    (earlier,) = [known(often).before(on(27), 9)]
    assert earlier
    assert [step.said.outlet for step in earlier.last] == ["B", "A"]


def test_one_that_is_only_mentioned_is_shown_and_not_counted() -> None:
    mention = on(2, "past", at=27)
    assert known([mention]).before(on(27), 1) == Earlier(0, 0, (mention,))


def test_a_meeting_without_a_day_was_about_when_it_was_reported() -> None:
    undated = on(None, at=3)
    assert known([undated]).before(on(27), 9) == Earlier(1, 24, (undated,))
    assert known([on(3)]).before(on(None, at=27), 9) == Earlier(1, 24, (on(3),))
    assert known([on(3)]).before(on(None), 9) is None


def test_meetings_among_more_people_count_and_those_of_others_do_not() -> None:
    more = replace(on(2), people=("haftar", "sarraj", "sisi"))
    other = replace(on(9), people=("haftar", "sarraj"))
    assert known([more], [other]).before(on(27), 9) == Earlier(1, 25, (more,))


def test_what_was_more_than_a_year_ago_is_history() -> None:
    old = replace(on(2), day=date(2019, 4, 27) - REMEMBERED - DAY)
    assert known([old]).before(on(27), 9) is None


days = st.dates(date(2019, 1, 1), date(2020, 6, 1))


@given(st.lists(days, max_size=12), days)
def test_as_many_are_counted_whatever_the_order_in_which_they_came(held: list[date], day: date) -> None:
    steps = [[replace(on(1), day=each)] for each in held]
    now = replace(on(1), day=day)
    assert known(*steps).before(now, 99) == known(*reversed(steps)).before(now, 99)
