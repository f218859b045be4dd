from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Every, Schedule
from bot.store.timetable import is_workday, next_time

ZONES = ("UTC", "Africa/Tripoli", "Europe/Paris", "Asia/Kathmandu", "America/New_York")


def utc(moment: str) -> datetime:
    return datetime.fromisoformat(f"{moment}+00:00")


@pytest.mark.parametrize(
    ("every", "at", "zone", "after", "due"),
    [
        ("daily", time(8), "Africa/Tripoli", "2019-05-09 05:59", "2019-05-09 06:00"),
        ("daily", time(8), "Africa/Tripoli", "2019-05-09 06:00", "2019-05-10 06:00"),
        ("daily", time(1), "Africa/Tripoli", "2019-05-09 22:00", "2019-05-09 23:00"),
        ("weekdays", time(8), "Africa/Tripoli", "2019-05-09 07:00", "2019-05-12 06:00"),
        ("weekdays", time(8), "Europe/Paris", "2019-05-10 07:00", "2019-05-13 06:00"),
        ("hourly", time(9, 15), "Africa/Tripoli", "2019-05-09 12:14", "2019-05-09 12:15"),
        ("hourly", time(0), "Asia/Kathmandu", "2019-05-09 12:00", "2019-05-09 12:15"),
        # The clock goes from 02:00 to 03:00, and in October from 03:00 back to 02:00.
        ("daily", time(2, 30), "Europe/Paris", "2024-03-30 12:00", "2024-03-31 01:30"),
        ("daily", time(2, 30), "Europe/Paris", "2024-03-31 01:30", "2024-04-01 00:30"),
        ("daily", time(2, 30), "Europe/Paris", "2024-10-26 12:00", "2024-10-27 00:30"),
        ("daily", time(2, 30), "Europe/Paris", "2024-10-27 00:30", "2024-10-28 01:30"),
        ("hourly", time(0), "Europe/Paris", "2024-10-27 00:30", "2024-10-27 01:00"),
        ("hourly", time(0), "Europe/Paris", "2024-10-27 01:00", "2024-10-27 02:00"),
    ],
)
def test_a_digest_is_due_by_the_clock_of_its_zone(
    every: Every, at: time, zone: str, after: str, due: str
) -> None:
    assert next_time(Schedule("w", every, at, zone), utc(after)) == utc(due)


@pytest.mark.parametrize(
    ("zone", "free"),
    [("Africa/Tripoli", {4, 5}), ("Europe/Paris", {5, 6}), ("UTC", {5, 6}), ("Asia/Tehran", {4})],
)
def test_people_rest_on_the_days_of_their_country(zone: str, free: set[int]) -> None:
    week = [date(2019, 5, 6) + timedelta(days=day) for day in range(7)]
    assert {day.weekday() for day in week if not is_workday(day, zone)} == free


moments = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: utc("2015-01-01 00:00") + timedelta(minutes=minutes)
)


@given(moments, st.times(), st.sampled_from(ZONES), st.sampled_from(["daily", "weekdays", "hourly"]))
def test_the_next_time_is_after_now_and_shows_the_wanted_clock(
    now: datetime, at: time, zone: str, every: Every
) -> None:
    at = at.replace(second=0, microsecond=0)
    due = next_time(Schedule("w", every, at, zone), now)
    assert now < due <= now + {"daily": 2, "weekdays": 5, "hourly": 0.09}[every] * timedelta(days=1)
    local = due.astimezone(ZoneInfo(zone))
    if every == "hourly":
        assert local.minute == at.minute
    elif local.time() != at:  # which the clock skipped
        assert local.utcoffset() != (due - timedelta(hours=2)).astimezone(local.tzinfo).utcoffset()
