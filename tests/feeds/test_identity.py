from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.identity import canonical, digest, identify, link_keys
from bot.model import Entry

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def item(number: int = 1) -> Entry:
    return Entry(
        feed="paper",
        title=f"Council votes on bridge {number}",
        summary=f"The vote took an hour, for the {number}. time.",
        link=f"https://paper.example/news/bridge-{number}",
        guid=f"id-{number}",
        published=WHEN + timedelta(minutes=number),
    )


def known_again(before: list[Entry], after: list[Entry]) -> list[bool]:
    """Which entries of the second document a store that saw the first takes for known."""
    seen = frozenset[bytes]().union(*(identity.keys for identity in identify(before)))
    return [bool(identity.keys & seen) for identity in identify(after)]


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "regenerated"},
        {"guid": None},
        {"title": "Council votes for bridge"},
        {"title": "Council votes for bridge", "guid": "regenerated"},
        {"summary": "Another", "content": "More"},
        {"published": WHEN + timedelta(days=3)},
        {"published": None},
        {"title": "Other", "published": None, "link": "https://paper.example/other"},
        {"link": None},
        {"link": "http://www.paper.example:80/news/bridge-1/?utm_source=rss&at_medium=RSS#top", "guid": None},
        {"link": "https://paper.example/moved", "guid": "regenerated"},  # title and minute are left
        {"link": "https://paper.example/", "guid": None, "title": "COUNCIL  votes on Bridge 1"},
    ],
)
def test_an_entry_is_known_again(changed: dict[str, object]) -> None:
    others = [item(2), item(3)]
    again = replace(item(), **changed)  # type: ignore[arg-type] # fields by name
    assert known_again([item(), *others], [again, *others]) == [True, True, True]


@pytest.mark.parametrize(
    "changed",
    [
        {"link": "https://paper.example/news/bridge-9", "guid": "id-9", "title": "Another vote"},
        {"link": "https://paper.example/news/bridge-9", "guid": "id-9", "published": WHEN},
        {"link": "https://paper.example/news/bridge-9", "guid": "id-9", "published": None},
    ],
)
def test_another_entry_is_new(changed: dict[str, object]) -> None:
    other = replace(item(), **changed)  # type: ignore[arg-type] # fields by name
    assert known_again([item()], [other, item()]) == [False, True]


def test_all_guids_regenerated_overnight() -> None:
    document = [item(number) for number in range(30)]
    tomorrow = [replace(entry, guid=f"new-{entry.guid}", published=None) for entry in document]
    assert all(known_again(document, tomorrow))


def test_a_feed_that_flips_between_few_and_many() -> None:
    many = [item(number) for number in range(5)]
    assert all(known_again(many, many[:3]))
    assert all(known_again(many[:3] + many, many))


def test_undated_entries_without_guid_and_link() -> None:
    bare = replace(item(), guid=None, link=None, published=None)
    assert known_again([bare], [bare]) == [True]
    assert known_again([bare], [replace(bare, summary="Another vote, another hour.")]) == [False]


@pytest.mark.parametrize("homepage", ["https://paper.example", "https://www.paper.example/?utm_source=rss"])
def test_a_front_page_is_nobodys_link(homepage: str) -> None:
    document = [replace(item(number), link=homepage, guid=None, published=None) for number in range(3)]
    assert known_again(document[:2], document) == [True, True, False]
    assert [identity.link_key for identity in identify(document)] == [None] * 3


@pytest.mark.parametrize("shared", [{"link": "https://paper.example/ar/live"}, {"guid": "0"}])
def test_what_entries_share_is_no_identity(shared: dict[str, str]) -> None:
    document = [replace(item(number), **shared) for number in range(3)]  # type: ignore[arg-type] # by name
    assert known_again(document[:2], document) == [True, True, False]
    alone = [replace(entry, guid=None, published=None) for entry in document]
    if "link" in shared:
        assert known_again(alone[:2], alone) == [True, True, False]


def test_an_item_shown_twice_keeps_its_identity() -> None:
    assert known_again([item(), item()], [replace(item(), title="Edited", published=None)]) == [True]


def test_items_of_the_same_title_and_minute_are_told_apart_by_their_links() -> None:
    title = "عاجل: تطورات جديدة في المدينة"
    flashes = [replace(item(number), title=title, published=WHEN) for number in range(2)]
    first, second = identify(flashes)
    assert not first.keys & second.keys


@pytest.mark.parametrize("title", ["عاجل", "Live", "Breaking news", "Lettre du jour"])
def test_articles_of_one_day_under_one_short_title_are_two(title: str) -> None:
    midnight = WHEN.replace(hour=0, minute=0)
    morning, night = (replace(item(number), title=title, published=midnight) for number in range(2))
    assert known_again([morning], [night]) == [False]
    assert known_again([morning], [morning]) == [True]


def test_an_article_whose_guid_and_link_are_new_is_known_by_a_title_of_four_words() -> None:
    before, after = (
        replace(item(number), title="Minister resigns over bridge", published=WHEN) for number in range(2)
    )
    assert known_again([before], [after]) == [True]


def test_a_guid_that_is_a_url_is_compared_as_one() -> None:
    before = replace(item(), guid="http://paper.example/news/bridge-1#0", link=None, published=None)
    after = replace(item(), guid="https://www.paper.example/news/bridge-1#1", link=None, published=None)
    assert known_again([before], [after]) == [True]


def test_one_link_has_one_key_in_every_feed() -> None:
    here = identify([item()])[0]
    there = identify([replace(item(), feed="other", guid=None, title="As copied", published=None)])[0]
    assert here.link_key == there.link_key is not None


def test_every_entry_has_a_key() -> None:
    empty = Entry(feed="paper", title="")
    assert all(len(key) == 16 for identity in identify([empty, empty, item()]) for key in identity.keys)
    assert all(identity.keys for identity in identify([empty, empty, item()]))


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://paper.example/a/", "https://www.paper.example/a"),
        ("https://paper.example/a?b=1&a=2", "https://paper.example/a?a=2&b=1"),
        ("https://PAPER.example:443/a", "https://paper.example/a"),
        ("https://paper.example/أخبار", "https://paper.example/%d8%a3%D8%AE%D8%A8%D8%A7%D8%B1"),
        ("https://paper.example/a?xtor=RSS-1&id=3&fbclid=x&CMP=y", "https://paper.example/a?id=3"),
        ("https://paper.example/a?ref=rss&source=twitter", "https://paper.example/a"),
        ("https://paper.example/a?utm_medium", "https://paper.example/a"),
    ],
)
def test_links_that_lead_to_the_same(url: str, same: str) -> None:
    assert canonical(url) == canonical(same) is not None


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://paper.example/a?id=1", "https://paper.example/a?id=2"),
        ("https://paper.example/?p=1", "https://paper.example/?p=2"),
        ("https://paper.example/a?ref=1", "https://paper.example/a?ref=2"),
        ("https://paper.example/A", "https://paper.example/a"),
        ("https://paper.example:8080/a", "https://paper.example/a"),
        ("https://ar.paper.example/a", "https://paper.example/a"),
    ],
)
def test_links_that_lead_elsewhere(url: str, other: str) -> None:
    assert canonical(url) != canonical(other)


@pytest.mark.parametrize(
    "url", ["", "paper", "mailto:a@b", "https://paper.example", "http://[", "http://a:x/b"]
)
def test_links_that_identify_nothing(url: str) -> None:
    assert canonical(url) is None


@given(st.text())
def test_any_text_may_be_a_guid_or_a_link(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    identify([replace(item(), guid=f"http://{text}", link=text), replace(item(), link=f"https://x/{text}")])


@given(st.from_regex(r"https?://[a-z]{1,5}\.example/[a-z0-9/?&=%_.-]{0,30}", fullmatch=True))
def test_a_canonical_link_is_its_own_canonical_form(url: str) -> None:
    once = canonical(url)
    assert once is None or canonical(f"https://{once}") == once


def test_the_digest_changes_with_each_text_and_nothing_else() -> None:
    entry = item()
    changed = [replace(entry, title="x"), replace(entry, summary="x"), replace(entry, content="x")]
    assert len({digest(each) for each in (entry, *changed)}) == 4
    assert digest(replace(entry, guid=None, link=None, published=None)) == digest(entry)
    assert digest(replace(entry, title="a", summary="bc")) != digest(replace(entry, title="ab", summary="c"))


@pytest.mark.parametrize(
    "pasted",
    [
        "https://www.example.org/a/1?b=2&utm_source=x#top",
        "HTTP://Example.org/a/1/?b=2",
        "example.org/a/1?b=2",
        "https://m.example.org/a/1?b=2",
        "amp.example.org/a/1?b=2",
    ],
)
def test_a_link_that_somebody_pasted_leads_to_the_entry(pasted: str) -> None:
    (identity,) = identify([Entry("f", "T", link="https://example.org/a/1?b=2")])
    assert identity.link_key in link_keys(pasted)
    assert identity.link_key in identity.keys


@pytest.mark.parametrize(
    "pasted", ["https://example.org/", "nonsense", "ftp://example.org/a", "https://[::1/a", ""]
)
def test_what_leads_to_no_entry_has_no_keys(pasted: str) -> None:
    assert link_keys(pasted) == []


def test_a_site_whose_name_looks_like_one_for_phones_is_itself() -> None:
    assert len(link_keys("https://m.org/a")) == 1
