"""The two articles that Rasid was first made for, and two in our own words built as they are.

The articles themselves are not part of the project; where they are not there, their tests are skipped.
"""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.model import Entry
from bot.reading.facts import CasualtyFact, Fact, MeetingFact, casualties, meetings
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
OWN_TEXTS = Path(__file__).parents[1] / "data" / "reading"

TOLL = Entry(
    "Agency",
    "",
    "",
    (OWN_TEXTS / "toll.txt").read_text("utf-8"),
    published=dt.datetime(2021, 3, 9, 6, tzinfo=dt.UTC),  # a Tuesday
    language="ar",
)

AGAIN = Entry(
    "Magazine",
    "لقاء ثالث بين الورفلي والنعيمي بنواكشوط في أقل من شهرين",
    "",
    (OWN_TEXTS / "again.txt").read_text("utf-8"),
    published=dt.datetime(2021, 3, 10, 18, tzinfo=dt.UTC),  # a Wednesday
    language="ar",
)

UN = "الأمم المتحدة"
NAMES = {
    "president": ["كمال النعيمي", "النعيمي"],
    "general": ["سالم الورفلي", "الورفلي"],
    "premier": ["نوري بركات", "بركات"],
    "minister": ["يان دويك", "دويك"],
    "host": ["صوفي فيرمير"],
}
OWN = Reader(NAMES, {}, (), load_lexicons())


def current(facts: Iterable[Fact]) -> list[CasualtyFact]:
    return [fact for fact in casualties(facts) if fact.scope == "news" and fact.status == "asserted"]


def of(facts: Iterable[Fact], *people: str) -> list[MeetingFact]:
    return [fact for fact in meetings(facts) if set(people) <= set(fact.people)]


def figures(facts: Iterable[Fact]) -> set[tuple[str, int | None, int | None, str | None]]:
    """Category, bounds and source."""
    return {(fact.category, fact.low, fact.high, fact.source) for fact in current(facts)}


def test_a_toll_with_its_source_and_nothing_else_that_is_counted() -> None:
    assert figures(OWN.read(TOLL).facts) == {
        ("killed", 84, 84, UN),
        ("wounded", 317, 317, UN),
        ("displaced", 9000, None, None),
    }
    assert figures(OWN.read(AGAIN).facts) == set()


def test_a_meeting_is_dated_by_its_own_clause() -> None:
    facts = of(OWN.read(TOLL).facts, "president", "general")
    assert {fact.status for fact in facts} == {"held"}
    first = facts[0]
    assert (first.date, first.certainty) == (dt.date(2021, 3, 7), "relative")
    assert first.place == "نواكشوط"
    assert {fact.date for fact in facts if fact.certainty != "inferred"} <= {dt.date(2021, 3, 7), None}


def test_a_new_meeting_is_told_from_the_one_before() -> None:
    facts = of(OWN.read(AGAIN).facts, "president", "general")
    held = [fact for fact in facts if fact.status == "held"]
    assert {fact.date for fact in held} == {dt.date(2021, 3, 10)}
    assert 3 in {fact.ordinal for fact in held}
    assert "نواكشوط" in {fact.place for fact in held}
    assert [fact.date for fact in facts if fact.status == "past"] == [dt.date(2021, 2, 3)]


def test_meetings_of_others_are_theirs() -> None:
    facts = OWN.read(AGAIN).facts
    for other in ("minister", "host"):
        (first, *_) = of(facts, "premier", other)
        assert (first.status, first.date) == ("held", dt.date(2021, 3, 10))
    assert of(facts, "general", "premier") == []
    assert of(facts, "president", "premier") == []


# --- the articles ---------------------------------------------------------------------------------

articles = pytest.mark.skipif(not SEEDS.exists(), reason="the two articles are not part of the project")
TOLL_ID, AGAIN_ID = "003_3884dce885f89277", "000_8f3ff39a1b41cc72"
READER = Reader(
    {
        "haftar": ["خليفة حفتر", "حفتر"],
        "sisi": ["عبد الفتاح السيسي", "السيسي"],
        "sarraj": ["فايز السراج", "السراج"],
        "hunt": ["جيريمي هنت", "هنت"],
        "may": ["تيريزا ماي"],
    },
    {"libya": ["LY", "طرابلس"]},
    (),
    load_lexicons(),
)


def facts_of(seed: str, *, with_title: bool = False) -> tuple[Fact, ...]:
    """What an article says; its title stands in its text, and may be set as feeds do it."""
    lines = (SEEDS / "articles.jsonl").read_text("utf-8").splitlines()
    row = next(row for row in map(json.loads, lines) if row["id"] == seed)
    published = dt.datetime.fromisoformat(row["published"])
    entry = Entry(row["feed"], row["title"], row["summary"], row["content"], published=published)
    if with_title:
        entry = replace(entry, title=expected(seed)["title"])
    return READER.read(entry).facts


def expected(seed: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SEEDS / "expected.json").read_text("utf-8"))[seed]
    return found


@articles
@pytest.mark.parametrize("seed", [TOLL_ID, AGAIN_ID])
@pytest.mark.parametrize("with_title", [False, True])
def test_an_article_tells_the_figures_expected_of_it_and_no_other(seed: str, *, with_title: bool) -> None:
    wanted = {
        (claim["category"], claim["low"], claim["high"], claim.get("source"))
        for claim in expected(seed)["casualties"]
    }
    assert figures(facts_of(seed, with_title=with_title)) == wanted


@articles
@pytest.mark.parametrize("seed", [TOLL_ID, AGAIN_ID])
@pytest.mark.parametrize("with_title", [False, True])
def test_an_article_tells_the_meetings_expected_of_it(seed: str, *, with_title: bool) -> None:
    facts = facts_of(seed, with_title=with_title)
    for wanted in expected(seed)["meetings"]:
        told = [fact for fact in of(facts, *wanted["people"]) if fact.status == wanted["status"]]
        assert str(told[0].date) == wanted["date"]
        if wanted.get("place") == "القاهرة":
            assert "القاهرة" in {fact.place for fact in told}
        if "ordinal" in wanted:
            assert wanted["ordinal"] in {fact.ordinal for fact in told}


@articles
@pytest.mark.parametrize("with_title", [False, True])
def test_an_article_tells_no_other_meetings(*, with_title: bool) -> None:
    again = facts_of(AGAIN_ID, with_title=with_title)
    assert of(again, "haftar", "sarraj") == []
    assert of(again, "sisi", "sarraj") == []
    assert {fact.date for fact in of(again, "haftar", "sisi") if fact.status == "held"} == {
        dt.date(2019, 5, 9)
    }
    toll = facts_of(TOLL_ID, with_title=with_title)
    assert {fact.status for fact in meetings(toll)} == {"held"}
    assert {fact.date for fact in meetings(toll) if fact.certainty != "inferred"} <= {
        dt.date(2019, 4, 14),
        None,
    }
