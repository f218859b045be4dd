"""What every store promises to who looks for words."""

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import SearchError
from bot.model import Entry, Found, Term
from bot.reading.search import terms
from bot.store.base import Store
from tests.store.builders import DAY, MINUTE, NOW, finding, poll, tell, with_feeds
from tests.store.stores import STORES


async def search(store: Store, typed: str, limit: int = 9) -> list[str]:
    """The titles of what is found by what somebody types."""
    return [one.entry.title for one in await store.search(terms(typed, {}), limit)]


async def test_an_entry_is_found_by_its_title_its_summary_and_its_content(store: Store) -> None:
    entry = Entry("north", "لقاء حفتر والسيسي", "A summary", "The content", "https://n.example/1")
    await store.record(poll(finding("one", entry=entry)))
    expected = [Found(entry, NOW)]
    for typed in ("السيسي", "summary", "content", "content لقاء", '"a summary"', "summary -absent"):
        assert await store.search(terms(typed, {}), 9) == expected
    for typed in ("absent", "content absent", '"summary a"', "-content summary", '"summary the"'):
        assert await store.search(terms(typed, {}), 9) == []


async def test_also_one_that_no_watch_matched_and_one_that_was_old_news(store: Store) -> None:
    await store.record(poll(finding("no watch"), finding("old news", silent=True)))
    await tell(store, "told news")
    assert set(await search(store, "news")) == {"told news", "old news"}
    assert await search(store, "watch") == ["no watch"]


async def test_with_the_story_that_it_belongs_to(store: Store) -> None:
    await store.record(poll(finding("told", alerts={"w": True}, story=1), finding("other")))
    found = await store.search(terms("of", {}), 9)
    assert {one.entry.title: one.story for one in found} == {"told": 1, "other": None}


async def test_the_newest_come_first_and_no_more_than_are_wanted(store: Store) -> None:
    for day, title in enumerate(("b", "a", "c")):
        entry = Entry("north", title, "common", published=NOW + day * DAY)
        await store.record(poll(finding(title, entry=entry), at=NOW + day * DAY))
    late = Entry("north", "of old", "common", published=NOW - DAY)
    ahead = Entry("north", "dated ahead", "common", published=NOW + 99 * DAY)
    await store.record(poll(finding("late", entry=late), at=NOW + 3 * DAY))
    await store.record(poll(finding("ahead", entry=ahead), at=NOW + DAY + MINUTE))
    assert await search(store, "common") == ["c", "dated ahead", "a", "b", "of old"]
    assert await search(store, "common", 2) == ["c", "dated ahead"]


async def test_an_edited_entry_is_found_by_what_it_says_now_and_once(store: Store) -> None:
    for number, title in enumerate(("first words", "told words", "last words")):
        await store.record(poll(finding(title, keys=("guid",), alerts={"w": number == 1})))
    assert await search(store, "words") == ["last words"]
    assert await search(store, "first") == await search(store, "told") == []


async def test_what_is_dropped_is_found_no_longer_and_what_was_told_is(store: Store) -> None:
    await store.record(poll(finding("dropped words"), at=NOW - DAY))
    await tell(store, "told words", at=NOW - DAY)
    await store.record(poll(finding("new words"), at=NOW))
    assert await store.prune(NOW, 9) == 1
    assert set(await search(store, "words")) == {"told words", "new words"}
    assert await search(store, "dropped") == []


async def test_what_is_not_stored_is_not_found(store: Store) -> None:
    broken = dataclasses.replace(finding("two words"), digest=None)  # type: ignore[arg-type] # that is what breaks it
    with pytest.raises(Exception, match="cannot be used"):
        await store.record(poll(finding("one words"), broken))
    assert await search(store, "words") == []


async def test_words_stay_found_when_the_store_is_opened_again(store: Store) -> None:
    await store.record(poll(finding("كلمات")))
    assert await search(store, "كلمات") == ["كلمات"]


@pytest.mark.parametrize(
    "form",
    [
        '"',
        "a OR b",
        "a NOT b",
        "NEAR(a b)",
        "said:a",
        "a*",
        "^a",
        "(",
        ")",
        "{",
        "+",
        "a\x00b",
        "'",
        "\ud800",
        "",
    ],
)
async def test_no_form_is_an_operator(store: Store, form: str) -> None:
    await store.record(poll(finding("a b")))
    for found in (Term((form,)), Term(("a", form))), (Term(("a",)), Term((form,), excluded=True)):
        assert len(await store.search(found, 9)) <= 1


async def test_a_search_of_all_the_words_there_may_be_is_answered(store: Store) -> None:
    people = {"one": tuple(f"اسم {number}" for number in range(40))}
    await store.record(poll(finding("اسم 7")))
    typed = " ".join(f'"اسم {number}"' for number in range(20))
    assert len(await store.search(terms(typed, people), 9)) == 1


@pytest.mark.parametrize("kind", STORES)
@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=3), st.text(max_size=60))
async def test_any_text_is_found_by_its_own_words_and_nothing_that_is_typed_is_refused(
    kind: str, texts: list[str], typed: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = await with_feeds(await STORES[kind](Path(folder))(), "north")
        entries = [Entry("north", text) for text in texts]
        await store.record(poll(*(finding(str(at), entry=one) for at, one in enumerate(entries))))
        for words in (*texts, typed):
            try:
                asked = terms(words, {})
            except SearchError:
                continue
            found = await store.search(asked, 9)
            assert words not in texts or any(term.excluded for term in asked) or found
        await store.close()
