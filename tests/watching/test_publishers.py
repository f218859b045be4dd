"""Publishers are counted, not copies."""

from itertools import permutations

import pytest

from bot.model import Entry
from bot.watching.publishers import Publishers, signature

TEXT = (
    "At least twelve people were killed on Saturday when shells hit a crowded market in the south of the"
    " capital, medics and witnesses said, as rival groups fought for control of the road to the airport."
)
OTHER = (
    "Shelling of a market south of the capital has left twelve dead, according to doctors at the main"
    " hospital; residents told our reporter that fighting for the airport road had gone on since dawn."
)


def count(*entries: Entry) -> int:
    counts = set()
    for order in permutations(entries):
        publishers = Publishers()
        for entry in order:
            publishers.add(signature(entry))
        counts.add(len(publishers))
    (number,) = counts  # whatever their order
    return number


@pytest.mark.parametrize(
    ("outlet", "text", "name"),
    [
        ("Daily", TEXT, "Daily"),
        ("Daily", f"TRIPOLI, Sept 3 (Reuters) - {TEXT}", "reuters"),
        ("Daily", f"LONDON — AP — {TEXT}", "ap"),
        ("Daily", f"{TEXT} (AFP)", "afp"),
        ("Daily", f"{TEXT} © Agence France-Presse", "afp"),
        ("Daily", f"{TEXT} (avec AFP)", "afp"),
        ("Daily", f"{TEXT}\nSource: Xinhua.", "xinhua"),
        ("يومية", "طرابلس (رويترز) - قتل 12 شخصا في قصف على سوق", "reuters"),
        ("يومية", "باريس - أ.ف.ب - قتل 12 شخصا في قصف على سوق", "afp"),
        ("يومية", "قتل 12 شخصا في قصف على سوق. المصدر: وكالة الأناضول", "anadolu"),
        ("يومية", "قتل 12 شخصا في قصف على سوق (أ ف ب)", "afp"),
        ("يومية", "رويترز: مقتل 12 شخصا في قصف على سوق", "reuters"),
        ("يومية", "مقتل 12 شخصا في قصف على سوق - وكالات", "agencies"),
        ("Reuters Arabic", TEXT, "reuters"),
        # an agency that the news is about, and words that are written like one
        ("Daily", "A Reuters photographer was among the wounded in the shelling of the market.", "Daily"),
        ("يومية", "بيروت، 4 آب - قتل 12 شخصا في قصف على سوق", "يومية"),
        ("Map of conflicts", TEXT, "Map of conflicts"),
    ],
)
def test_a_text_is_of_the_agency_that_signs_it(outlet: str, text: str, name: str) -> None:
    assert signature(Entry(outlet, "", summary=text)).name == name


def test_outlets_that_write_for_themselves_are_counted() -> None:
    assert count(Entry("A", "Shells hit a market", TEXT), Entry("B", "Market shelled", OTHER)) == 2


def test_one_text_in_three_outlets_is_one_source() -> None:
    copies = (
        Entry("A", "Twelve killed", TEXT),
        Entry("B", "Deaths in the capital", TEXT.replace("Saturday", "September 3")),
        Entry("C", "Market hit", TEXT[:120]),
    )
    assert count(*copies) == 1
    assert count(*copies, Entry("D", "Market shelled", OTHER)) == 2


def test_one_agency_in_two_outlets_is_one_source_and_so_is_who_copies_it_unsigned() -> None:
    assert count(Entry("A", "", f"{TEXT} (AFP)"), Entry("B", "", f"{OTHER} (AFP)")) == 1
    assert count(Entry("A", "", f"{TEXT} (AFP)"), Entry("B", "", TEXT), Entry("C", "", f"{OTHER} (AFP)")) == 1


def test_headlines_that_are_alike_are_no_copies() -> None:
    assert (
        count(Entry("A", "Death toll in Tripoli rises to 19"), Entry("B", "Tripoli death toll rises to 19"))
        == 2
    )


def test_an_outlet_counts_once_however_often_it_reports() -> None:
    assert count(Entry("A", "", TEXT), Entry("A", "", OTHER)) == 1


@pytest.mark.parametrize("text", ["", "(", "\ud800 (AFP", "-" * 500, "(AFP) " * 200])
def test_any_text_has_a_publisher(text: str) -> None:
    assert signature(Entry("A", text, text, text)).name in {"A", "afp"}
