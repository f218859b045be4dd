"""Entries come in, stories and decisions come out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.model import (
    Casualties,
    Decision,
    Entry,
    Figure,
    Meeting,
    Member,
    Memory,
    Step,
    Story,
    Telling,
    Watch,
)
from bot.watching.claims import reason
from bot.watching.match import Matcher
from bot.watching.newsroom import Newsroom, sighted

NOON = datetime(2018, 9, 28, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOON = timedelta(minutes=5)
DAY = timedelta(days=1)
TOLL = Watch("toll", "Toll", casualties=Casualties(("libya",), ("killed", "wounded")))
MEET = Watch("meet", "Meet", meeting=Meeting(("haftar", "sisi")))
ALL = Watch("all", "All")
PEOPLE = {"haftar": ["Haftar", "حفتر"], "sisi": ["Sisi", "السيسي"]}
PLACES = {"libya": ["LY", "Tripoli", "Benghazi", "Sirte", "طرابلس"]}


class Desk:
    """A newsroom with its matcher, by whose clock an hour passes between two entries."""

    def __init__(self, *watches: Watch, stories: tuple[Story, ...] = ()) -> None:
        self.matcher = Matcher(watches, PEOPLE, PLACES)
        self.newsroom = Newsroom(watches, stories, next_id=1 + max((one.id for one in stories), default=0))
        self.now = NOON

    def read(
        self, title: str, outlet: str = "Wire", memory: Memory | None = None, after: timedelta = HOUR
    ) -> tuple[Member, tuple[Decision, ...]]:
        self.now += after
        entry = Entry(outlet, title, published=self.now)
        seen = sighted(self.matcher, entry, memory or Memory(), silent=False)
        return self.newsroom.consider(seen, self.now)

    def kinds(self, *titles: str) -> list[tuple[int, str]]:
        """Of each title, from outlets in turn, its story and the first decision."""
        found: list[tuple[int, str]] = []
        for number, title in enumerate(titles):
            member, (decision, *_) = self.read(title, f"Outlet {number}")
            found.append((member.story, decision.kind))
        return found


def test_one_event_in_many_outlets_is_one_story_told_by_what_changes() -> None:
    assert Desk(TOLL).kinds(
        "At least 12 people killed in shelling of a market in Tripoli, Libya",
        "Shelling of Tripoli market in Libya kills at least 12 people",
        "Death toll from the Tripoli market shelling in Libya rises to 19",
        "More than 15 killed in Tripoli market shelling in Libya, officials say",
    ) == [(1, "new"), (1, "corroborate"), (1, "update"), (1, "corroborate")]


@pytest.mark.parametrize(
    "lower",
    [
        "Death toll in the Tripoli market shelling in Libya revised down to 11 killed",
        "السلطات تخفض حصيلة القصف على سوق في طرابلس إلى 11 قتيلا",
        "Libye : le bilan du bombardement du marché de Tripoli revu à la baisse, 11 morts",
    ],
)
def test_a_toll_that_is_taken_back_is_a_correction(lower: str) -> None:
    desk = Desk(TOLL)
    first, _ = desk.read("At least 19 people killed in shelling of a market in Tripoli, Libya")
    same = Memory(entry_id=1, story=first.story)  # so that only what is decided counts, not where it belongs
    _, (decision,) = desk.read(lower, memory=same)
    assert (decision.kind, reason(decision.reason)) == ("correction", "killed at least 19 → 11 (-8)")


def test_two_attacks_on_one_day_are_two_stories() -> None:
    assert Desk(TOLL).kinds(
        "48 killed in an air strike on a migrant centre in Tripoli",
        "Car bomb at a checkpoint near Sirte kills 3 policemen",
    ) == [(1, "new"), (2, "new")]


@pytest.mark.parametrize(("dead", "story"), [("98", 1), ("140", 1), ("40", 2)])
def test_of_two_texts_that_are_little_alike_the_figures_say_whether_they_are_of_one_event(
    dead: str, story: int
) -> None:
    desk = Desk(TOLL)
    desk.read("Explosion at a market in Tripoli kills 100 people")
    member, _ = desk.read(f"Leaders mourn {dead} dead of the Tripoli market")
    assert member.story == story


def test_a_member_says_why_it_belongs_to_its_story() -> None:
    desk = Desk(TOLL, MEET)
    first, _ = desk.read("Blast in Tripoli kills 121", "Reuters")
    again, _ = desk.read("Blast in Tripoli kills 121 people", "BBC")
    met, _ = desk.read("Haftar meets Sisi")
    assert (first.why, met.why) == ("like no other", "like no other")
    assert again.why.startswith("like Reuters 2018-09-28 13:00, 0.")
    assert "blast" in again.why
    same, _ = desk.read("Sisi and Haftar meet in Cairo")
    assert same.why == "a meeting of the same people"


def test_the_languages_of_the_reports_do_not_matter_where_facts_agree() -> None:
    assert Desk(TOLL).kinds("Shelling of Tripoli kills 37 people", "مقتل 37 شخصا في قصف على طرابلس") == [
        (1, "new"),
        (1, "corroborate"),
    ]


@pytest.mark.parametrize(
    ("titles", "stories"),
    [
        pytest.param(
            (
                "Clashes in Tripoli kill 121 people",
                "ارتفاع عدد قتلى اشتباكات طرابلس إلى 147 شخصا",
                "Libye : les combats à Tripoli ont fait 160 morts",
            ),
            [(1, "new"), (1, "update"), (1, "update")],
            id="town and kind",
        ),
        pytest.param(
            ("Floods in Libya kill 90 people", "ليبيا: ارتفاع عدد قتلى الفيضانات إلى 119"),
            [(1, "new"), (1, "update")],
            id="a flood is known by its country",
        ),
        pytest.param(
            ("Car bomb in Benghazi, Libya, kills 22", "مقتل 25 شخصا في تفجير في طرابلس"),
            [(1, "new"), (2, "new")],
            id="another town",
        ),
        pytest.param(
            ("Shooting in Tripoli kills 12", "مقتل 14 شخصا في حريق في طرابلس"),
            [(1, "new"), (2, "new")],
            id="another kind",
        ),
        pytest.param(
            ("Bombing in Tripoli kills 48", "مقتل 9 أشخاص في تفجير في طرابلس"),
            [(1, "new"), (2, "new")],
            id="far fewer",
        ),
        pytest.param(
            ("Bombing in Tripoli kills 3", "مقتل 90 شخصا في تفجير في طرابلس"),
            [(1, "new"), (2, "new")],
            id="far more",
        ),
        pytest.param(
            ("Bombing in Libya kills 20", "مقتل 30 شخصا في تفجير في ليبيا"),
            [(1, "new"), (2, "new")],
            id="a bombing is not known by its country",
        ),
        pytest.param(
            ("Bombing in Libya kills 50", "مقتل 52 شخصا في تفجير في ليبيا"),
            [(1, "new"), (1, "update")],
            id="unless about as many died",
        ),
    ],
)
def test_two_languages_meet_where_town_kind_and_figures_agree(
    titles: tuple[str, ...], stories: list[tuple[int, str]]
) -> None:
    assert Desk(TOLL).kinds(*titles) == stories


def test_another_language_follows_within_a_day_and_says_why() -> None:
    desk = Desk(TOLL)
    desk.read("Clashes in Tripoli kill 121 people", "Reuters")
    soon, _ = desk.read("ارتفاع عدد قتلى اشتباكات طرابلس إلى 147 شخصا")
    late, _ = desk.read("Tripoli : des combats font 150 morts", after=2 * DAY)
    assert soon.why == "in another language than Reuters 2018-09-28 13:00: fighting, Tripoli"
    assert late.story != soon.story


def test_another_language_follows_after_a_restart_too() -> None:
    title = "Clashes in Tripoli kill 121 people"
    first, _ = Desk(TOLL).read(title)
    later = Desk(TOLL, stories=(Story(first.story, ((Entry("Wire", title), first),), {}),))
    member, _ = later.read("ارتفاع عدد قتلى اشتباكات طرابلس إلى 147 شخصا")
    assert member.why == "in another language than Wire 2018-09-28 13:00: fighting, Tripoli"


def test_short_titles_of_different_events_stay_apart_though_their_words_are_alike() -> None:
    assert Desk(TOLL).kinds(
        "مقتل 22 شخصا في تفجير في بنغازي بليبيا", "مقتل 25 شخصا في حريق في طرابلس بليبيا"
    ) == [(1, "new"), (2, "new")]


@pytest.mark.parametrize(
    ("first", "second", "then"),
    [
        (
            "Car bomb kills 12 in Tripoli, Libya",
            "Second car bomb kills 5 in Tripoli, Libya",
            "Second Tripoli car bomb kills 9",
        ),
        (
            "مقتل 12 شخصا في تفجير في طرابلس",
            "مقتل 5 أشخاص في تفجير ثان في طرابلس",
            "مقتل 7 في هجوم جديد في طرابلس",
        ),
        (
            "Libye : attentat à Tripoli, 12 morts",
            "Libye : nouvel attentat à Tripoli, 5 morts",
            "Libye : le deuxième attentat à Tripoli fait 8 morts",
        ),
    ],
)
def test_the_second_attack_in_a_town_is_told_however_alike_its_title(
    first: str, second: str, then: str
) -> None:
    assert Desk(TOLL).kinds(first, second, then) == [(1, "new"), (2, "new"), (2, "update")]


@pytest.mark.parametrize("figure", ["12", "15"])
def test_a_second_attack_that_others_told_as_an_attack_is_no_other_one(figure: str) -> None:
    (first, _), (story, kind) = Desk(TOLL).kinds(
        "Car bomb kills 12 in Tripoli, Libya", f"Second car bomb of the week kills {figure} in Tripoli, Libya"
    )
    assert (story, kind) == (first, "corroborate" if figure == "12" else "update")


def test_one_meeting_is_one_story_in_any_language_and_the_next_one_another() -> None:
    assert Desk(MEET).kinds(
        "Haftar and Sisi are to meet in Cairo on Sunday 30 September",
        "السيسي يلتقي حفتر في القاهرة",
        "Haftar and Sisi will meet in Sirte on 20 October",
    ) == [(1, "new"), (1, "update"), (2, "new")]


def test_a_plan_that_is_moved_to_another_day_is_one_story() -> None:
    assert Desk(MEET).kinds(
        "Haftar and Sisi will meet in Cairo on Thursday 4 October",
        "Haftar and Sisi will meet in Cairo on Sunday 7 October",
    ) == [(1, "new"), (1, "update")]


def test_a_planned_meeting_is_told_to_its_end_however_long_it_takes() -> None:
    desk = Desk(MEET)
    week = timedelta(days=7)
    told = [
        desk.read(title, after=after)
        for title, after in (
            ("Haftar and Sisi will meet in Cairo on 10 October", HOUR),
            ("Haftar and Sisi meeting postponed to 12 October", week),
            ("Haftar meets Sisi in Cairo", week),
        )
    ]
    assert [(member.story, decision.kind) for member, (decision,) in told] == [
        (1, "new"),
        (1, "update"),
        (1, "update"),
    ]
    member, _ = desk.read("Haftar meets Sisi in Cairo", after=timedelta(days=10))
    assert member.story == 2


def test_the_next_meeting_of_the_same_people_is_counted_with_what_is_said_of_the_one_before() -> None:
    desk = Desk(MEET)
    desk.read("Haftar met Sisi in Cairo on Friday 28 September", "North")
    _, (again,) = desk.read(
        "Haftar met Sisi in Cairo on Tuesday. Before, they had met there on 30 September.",
        "South",
        after=25 * DAY,
    )
    (change,) = again.changes
    assert again.kind == "new"
    assert change.earlier
    assert (change.earlier.count, change.earlier.days) == (1, 25)
    assert [(one.said.outlet, one.day) for one in change.earlier.last] == [
        ("North", date(2018, 9, 28)),
        ("South", date(2018, 9, 30)),
    ]


def test_a_story_and_the_meetings_before_survive_a_restart() -> None:
    desk = Desk(MEET)
    (plan, _), held = desk.read("Haftar and Sisi will meet on 20 October"), desk.read("Sisi received Haftar")
    title, story = "Haftar and Sisi will meet on 20 October", plan.story
    later = Desk(MEET, stories=(Story(story, ((Entry("Wire", title), plan),), {}),))
    later.newsroom = Newsroom((MEET,), (), 9, [(held[0].story, held[0].steps)])
    later.now = NOON
    _, (decision,) = later.read("Haftar met Sisi in Cairo", after=timedelta(days=22))
    assert decision.changes[0].earlier
    assert decision.changes[0].earlier.count == 1


def test_a_date_that_is_disputed_days_later_is_told_and_a_day_of_difference_is_not() -> None:
    desk = Desk(MEET)
    desk.read("Haftar met Sisi in Cairo on 26 September", "North")
    _, (near,) = desk.read("Haftar met Sisi in Cairo on 27 September", "East")
    title = "Haftar met Sisi in Cairo on 29 September"
    member, (decision,) = desk.read(title, "South", after=70 * HOUR)
    assert (near.kind, member.story, decision.kind) == ("corroborate", 1, "update")
    others = [one.day for one in decision.changes[0].others if isinstance(one, Step)]
    assert others == [date(2018, 9, 26), date(2018, 9, 27)]


def test_figures_of_other_sources_stand_beside_a_new_one() -> None:
    desk = Desk(TOLL)
    desk.read("UN: 121 killed in Tripoli fighting, Libya", "North")
    desk.read("150 killed in Tripoli fighting in Libya, the health ministry says", "South")
    _, (decision,) = desk.read("160 killed in Tripoli fighting in Libya, the Red Crescent says", "East")
    (change,) = decision.changes
    assert [(one.low, one.said.outlet) for one in change.others if isinstance(one, Figure)] == [
        (121, "North")
    ]


def test_a_story_that_nobody_reported_for_days_is_closed() -> None:
    desk = Desk(ALL)
    title = "Parliament approves the budget after a long debate"
    assert desk.read(title)[0].story == desk.read(title)[0].story == 1
    assert desk.read(title, after=timedelta(days=4))[0].story == 2


def test_an_entry_that_is_read_again_stays_in_its_story_and_tells_what_it_says_now() -> None:
    desk = Desk(TOLL)
    first, _ = desk.read("7 killed in Tripoli clashes")
    again, (decision,) = desk.read(
        "Clashes: 9 killed in Tripoli", memory=Memory(entry_id=1, story=first.story)
    )
    assert (again.story, decision.kind, reason(decision.reason)) == (
        first.story,
        "update",
        "killed 7 → 9 (+2)",
    )
    _, (nothing,) = desk.read("Clashes: 9 killed in Tripoli", memory=Memory(entry_id=1, story=first.story))
    assert nothing.kind == "corroborate"


def test_each_watch_is_told_for_itself() -> None:
    desk = Desk(ALL, TOLL)
    _, decisions = desk.read("Tripoli market opens again after a quiet week")
    assert [one.kind for one in decisions] == ["new"]
    _, decisions = desk.read("Tripoli market opens again after a quiet week; 3 killed on the way")
    assert {one.match.watch: one.kind for one in decisions} == {"all": "update", "toll": "new"}


def test_what_the_store_remembers_is_known_and_a_renamed_watch_keeps_what_it_was_told() -> None:
    desk = Desk(TOLL)
    title = "7 killed in Tripoli clashes"
    member, (decision,) = desk.read(title)
    story = Story(
        member.story,
        ((Entry("Wire", title), member),),
        {"toll": Telling(decision.changes, desk.now, "Wire")},
    )
    renamed = replace(TOLL, name="deaths", formerly=("toll",))
    later = Desk(renamed, stories=(story,))
    later.newsroom.follow([renamed])
    member, (decision,) = later.read(title, "Daily")
    assert (member.story, decision.kind) == (story.id, "corroborate")


@pytest.mark.parametrize("ahead", [timedelta(hours=5), timedelta(days=400)])
def test_an_outlet_whose_clock_is_ahead_does_not_close_the_others_stories(ahead: timedelta) -> None:
    desk = Desk(ALL)
    title = "Parliament approves the budget after a long debate"
    desk.read(title)
    entry = Entry("Fast", "Something else altogether", published=desk.now + ahead)
    seen = sighted(desk.matcher, entry, Memory(), silent=False)
    assert desk.newsroom.consider(seen, desk.now)[0].at <= desk.now + HOUR
    assert desk.read(title)[0].story == 1


def test_what_a_reaction_says_by_the_way_is_told_once_whatever_story_it_is_in() -> None:
    desk = Desk(TOLL)
    desk.read("At least 62 people killed in shelling of a market in Tripoli, Libya")

    def by_the_way(title: str, content: str) -> tuple[int, Decision]:
        seen = sighted(
            desk.matcher, Entry("Wire", title, content=content, published=desk.now), Memory(), silent=False
        )
        member, (decision,) = desk.newsroom.consider(seen, desk.now)
        return member.story, decision

    story, known = by_the_way("Paris summons ambassador", "Militias around Sirte killed 40, the UN says.")
    assert (story, known.kind) == (2, "ignore")
    assert reason(known.reason) == "killed 40 said by the way; no news beside what was told"
    story, more = by_the_way("Berlin wants inquiry", "Floods left 90 dead in Benghazi, officials say.")
    assert (story, more.kind) == (3, "new")


def test_beside_a_figure_stands_nothing_that_a_correction_took_back() -> None:
    desk = Desk(replace(TOLL, corroborated=2))
    desk.read("Tripoli bombing kills 12", "A", after=SOON)
    desk.read("Tripoli bombing death toll revised down to 9, police say", "A", after=SOON)
    _, (decision,) = desk.read("Tripoli bombing kills 9", "B", after=SOON)
    (change,) = decision.changes
    assert (decision.kind, change.now.key, change.others) == ("new", ("killed", False, 9, 9, "exact"), ())


def test_beside_a_figure_stands_nothing_that_one_publisher_alone_says_and_nobody_believes() -> None:
    desk = Desk(TOLL)
    desk.read("12 killed in Tripoli bombing", "A")
    desk.read("Tripoli bombing kills 1,300", "B")
    _, (decision,) = desk.read("Tripoli bombing kills 15", "C")
    assert [(one.now.key[2], one.others) for one in decision.changes] == [(15, ())]  # type: ignore[index] # figures all
