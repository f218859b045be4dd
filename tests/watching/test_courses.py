"""How figures went: which were the best at their time, which took one back, which nobody bore out."""

from bot.model import Course, Member
from bot.watching.courses import courses
from tests.telling.charts import FLOOD, NOON, OF, figure, report, wounded


def only(*reports: Member) -> Course:
    (course,) = courses(reports, ["killed"])
    return course


def best(course: Course) -> list[int]:
    return [point.value for point in course.points if point.best]


def test_each_category_has_a_course_the_gravest_first() -> None:
    both = courses(FLOOD, ["wounded", "killed"])
    assert [(course.category, len(course.points)) for course in both] == [("killed", 9), ("wounded", 5)]
    assert courses(FLOOD, ["missing"]) == ()
    assert courses((), OF) == ()


def test_points_stand_in_the_order_of_their_times() -> None:
    course = only(report(5, "North", figure(9)), report(0, "South", figure(4)))
    assert [(point.outlet, point.value) for point in course.points] == [("South", 4), ("North", 9)]
    assert course.points[0].at == NOON


def test_the_best_rises_and_comes_down_only_where_a_source_says_so() -> None:
    assert best(only(report(0, "a", figure(30)), report(1, "b", figure(12)), report(2, "c", figure(31)))) == [
        30,
        31,
    ]
    lowered = only(report(0, "a", figure(30)), report(1, "b", figure(12, corrected=True)))
    assert best(lowered) == [30, 12]
    assert [point.corrected for point in lowered.points] == [False, True]


def test_a_jump_is_doubted_until_another_outlet_bears_it_out() -> None:
    slip = report(1, "b", figure(3400))
    alone = only(report(0, "a", figure(34)), slip)
    assert [point.doubted for point in alone.points] == [False, True]
    assert best(alone) == [34]
    borne_out = only(report(0, "a", figure(34)), slip, report(2, "c", figure(3300)))
    assert not any(point.doubted for point in borne_out.points)
    assert best(borne_out) == [34, 3300]


def test_a_part_of_the_toll_beside_it_is_no_point() -> None:
    (course,) = courses([report(0, "a", figure(34), figure(121), wounded(5))], ["killed"])
    assert [point.value for point in course.points] == [121]


def test_bounds_and_ranges() -> None:
    course = only(
        report(0, "a", figure(None, 50, bound="at_most")),
        report(1, "b", figure(12, 15, bound="range")),
        report(2, "c", figure(20, bound="vague")),
        report(3, "d", figure(None, bound="unspecified")),
    )
    assert [(point.value, point.high, point.bound) for point in course.points] == [
        (50, 50, "at_most"),
        (12, 15, "range"),
        (20, 20, "vague"),
    ]
    assert best(course) == [12, 20]  # at most so many is no figure that is known


def test_several_categories_at_once_are_a_course_of_their_own() -> None:
    found = courses([report(0, "a", figure(40, mixed=True), figure(12))], ["killed"])
    assert [(course.mixed, course.points[0].value) for course in found] == [(False, 12), (True, 40)]


def test_of_very_many_figures_the_last_count() -> None:
    course = only(*(report(hour, "a", figure(hour)) for hour in range(1_200)))
    assert [course.points[0].value, course.points[-1].value, len(course.points)] == [200, 1_199, 1_000]
