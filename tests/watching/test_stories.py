"""Reports come in, and each finds its story."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from bot.watching.stories import OpenStory, Report, Stories, why

NOON = datetime(2018, 9, 28, 12, tzinfo=UTC)


class Feed:
    """Reports of one outlet, an hour after each other."""

    def __init__(self) -> None:
        self.stories = Stories()
        self.at = NOON

    def report(self, *words: str) -> Report:
        self.at += timedelta(hours=1)
        return Report(self.at, "Wire", self.stories.vector(Counter(words)))

    def add(self, story: OpenStory, *words: str) -> None:
        self.stories.add(story, self.report(*words))


def test_a_word_is_as_rare_in_the_twentieth_report_of_a_story_as_in_the_first() -> None:
    feed = Feed()
    feed.add(OpenStory(1), "strike", "port")
    flood = OpenStory(2)
    for _ in range(20):
        feed.add(flood, "flood", "city")
    weights = feed.stories.vector(Counter(("flood", "strike", "unheard")))
    assert weights["flood"] == weights["strike"] < weights["unheard"]


def test_a_report_joins_the_story_of_which_one_report_is_most_like_it() -> None:
    feed = Feed()
    flood = OpenStory(1)
    feed.add(flood, "flood", "city", "rain")
    feed.add(flood, "mayor", "resigns", "flood", "dam")
    feed.add(OpenStory(2), "mayor", "opens", "school", "park")
    late = feed.report("mayor", "resigns", "protest", "dam")
    found = feed.stories.place(late)
    assert found
    assert found.story is flood
    assert why(late, found) == f"like Wire 2018-09-28 14:00, {found.likeness:.2f}: dam, resigns, mayor"


def test_a_report_with_little_in_common_begins_a_story() -> None:
    feed = Feed()
    feed.add(OpenStory(1), "flood", "city", "rain", "river", "rescue")
    assert feed.stories.place(feed.report("city", "match", "goal", "coach", "cup")) is None


def test_what_is_closed_is_joined_no_more() -> None:
    feed = Feed()
    feed.add(OpenStory(1), "flood", "city")
    again = feed.report("flood", "city")
    assert feed.stories.place(again)
    feed.stories.close(NOON + timedelta(days=4), timedelta(days=3))
    assert feed.stories.place(again) is None
