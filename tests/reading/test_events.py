"""What has the same name in every language."""

import pytest

from bot.reading.events import Scene, scene


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Car bomb in Benghazi kills 27", Scene("en", frozenset({"blast"}), frozenset({"Benghazi"}))),
        ("مقتل 22 شخصا في تفجير ببنغازي", Scene("ar", frozenset({"blast"}), frozenset({"Benghazi"}))),
        (
            "Libye : 9 morts dans un bombardement à Misrata",
            Scene("fr", frozenset({"strike"}), frozenset({"Misrata"}), frozenset({"LY"})),
        ),
    ],
)
def test_kind_town_and_country_are_named_alike_in_each_language(title: str, told: Scene) -> None:
    assert scene(title, "") == told


def test_the_title_comes_before_the_lead() -> None:
    found = scene("Fighting in Tripoli", "A bomb went off in Kabul, Afghanistan, a day before.")
    assert found.kinds | found.towns | found.countries == {"fighting", "Tripoli", "AF"}


@pytest.mark.parametrize("title", ["He ate turkey with his family", "Un accord est en train de naître", ""])
def test_words_that_only_look_like_a_place_or_an_event_are_none(title: str) -> None:
    found = scene(title, "")
    assert found.kinds | found.towns | found.countries == frozenset()


def test_a_longer_phrase_hides_the_names_in_it() -> None:
    assert scene("السيول تجتاح القرى", "").towns == frozenset()
    assert scene("محادثات في سيول", "").towns == {"Seoul"}


def test_what_comes_of_an_event_is_not_another() -> None:
    assert scene("Building collapse kills 9", "").families >= scene("Earthquake kills 9", "").families
    assert scene("Attack on a bus kills 9", "").families >= scene("Gunmen kill 9", "").families


def test_a_kind_may_be_of_two_families() -> None:
    assert scene("Explosion in Aden", "").families == {"violence", "fire"}


@pytest.mark.parametrize(
    ("title", "again"),
    [
        ("Second suicide bombing in Kabul kills 3", True),
        ("Another attack on a mosque", True),
        ("Fresh strikes on the port", True),
        ("انفجار ثان في صنعاء", True),
        ("هجوم انتحاري آخر يستهدف مسجدا", True),
        ("قتلى في ثاني تفجير خلال أسبوع", True),
        ("Un deuxième attentat à Kaboul", True),
        ("Nouvelles frappes sur le port", True),
        ("New York bombing kills 2", False),
        ("New Orleans attack kills 3", False),
        ("Second World War bomb kills 2", False),
        ("Another 12 killed in fighting", False),
        ("لليوم الثاني من الاشتباكات", False),
        ("Deuxième jour de combats", False),
    ],
)
def test_a_title_says_that_its_event_is_not_the_first(title: str, *, again: bool) -> None:
    assert scene(title, "").again == again
