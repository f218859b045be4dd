"""Tolls that a source takes back to a lower one."""

from datetime import UTC, datetime

import pytest

from bot.model import Entry
from bot.reading.facts import CasualtyFact
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

_READER = Reader({}, {}, [], load_lexicons())


def lowered(title: str) -> bool:
    entry = Entry("feed", title, "", "", published=datetime(2019, 5, 9, 12, tzinfo=UTC))
    (fact,) = [one for one in _READER.read(entry).facts if isinstance(one, CasualtyFact)]
    return fact.lowered


@pytest.mark.parametrize(
    "title",
    [
        "24 killed in market bombing, ministry corrects earlier toll of 30",
        "Iraq lowers Baghdad bombing death toll to 24",
        "12 killed in bombing, not 30 as earlier reported",
        "الوزارة تخفض حصيلة قتلى التفجير إلى 22 قتيلا",
        "حصيلة القصف 9 قتلى وليس 11",
        "Attentat : le bilan abaissé à 12 morts",
        "Attentat : 12 morts et non 30",
    ],
)
def test_a_toll_is_taken_back(title: str) -> None:
    assert lowered(title)


@pytest.mark.parametrize(
    "title",
    [
        "12 people killed in bombing after police cut off the road",
        "Bombing kills 12 people, not 12 policemen",
        "مقتل 12 شخصا في تفجير",
        "Un attentat fait 12 morts",
    ],
)
def test_other_cuts_and_denials_take_no_toll_back(title: str) -> None:
    assert not lowered(title)
