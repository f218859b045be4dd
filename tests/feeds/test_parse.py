import contextlib
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAFeedError
from bot.feeds.dating import AHEAD
from bot.feeds.parse import MOST_ENTRIES, link, parse
from bot.model import Entry, Feed, Fetched, ParsedFeed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Feed("paper", "https://paper.example/feeds/all.xml")
URL = "https://paper.example/feeds/all.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str, channel: str = "") -> str:
    shown = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{channel}{shown}</channel></rss>'


def parsed(document: str | bytes, feed: Feed = FEED, content_type: str | None = None) -> ParsedFeed:
    body = document.encode() if isinstance(document, str) else document
    return parse(Fetched(body, URL, content_type), feed, NOW)


def only(item: str, **channel: str) -> Entry:
    (entry,) = parsed(rss(item, **channel)).entries
    return entry


def test_an_rss_item() -> None:
    entry = only(
        """<title>Talks &amp;amp; more &lt;b&gt;talks&lt;/b&gt;</title><link>/news/1?a=1&amp;b=2</link>
        <guid isPermaLink="false"> id 1 </guid><pubDate>Sun, 01 Mar 2026 11:00:00 +0200</pubDate>
        <description>&lt;p&gt;They met.&lt;/p&gt;&lt;p&gt;Read more&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>They met in the hall.</p><script>x()</script><p>It took an hour.</p>]]>
        </content:encoded>""",
        channel="<language>en-GB</language>",
    )
    assert entry == Entry(
        feed="paper",
        title="Talks & more talks",
        summary="They met.",
        content="They met in the hall.\nIt took an hour.",
        link="https://paper.example/news/1?a=1&b=2",
        guid="id 1",
        published=datetime(2026, 3, 1, 9, tzinfo=UTC),
        language="en",
    )


def test_an_atom_entry() -> None:
    document = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"
    xml:base="https://paper.example/base/">
    <title>P</title><entry><title type="html">&lt;i&gt;خبر&lt;/i&gt;</title>
    <id>tag:paper.example,2026:1</id><link rel="alternate" href="one"/><updated>2026-03-01T09:00:00Z</updated>
    <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>أول</p><p>ثان</p></div></summary>
    </entry></feed>"""
    assert parsed(document).entries == (
        Entry(
            feed="paper",
            title="خبر",
            summary="أول\nثان",
            link="https://paper.example/base/one",
            guid="tag:paper.example,2026:1",
            published=datetime(2026, 3, 1, 9, tzinfo=UTC),
            language="ar",
        ),
    )


def test_an_rdf_item() -> None:
    document = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://p.example/1">
    <title>One</title><link>https://p.example/1</link><dc:date>2026-03-01T09:00:00+03:00</dc:date></item></rdf:RDF>"""
    (entry,) = parsed(document).entries
    assert entry.published == datetime(2026, 3, 1, 6, tzinfo=UTC)


def test_content_that_is_the_summary_again_is_dropped() -> None:
    text = "<p>They met in the hall, and it took an hour.</p>"
    entry = only(
        f"<description><![CDATA[{text}]]></description><content:encoded><![CDATA[{text}]]></content:encoded>"
    )
    assert entry.summary
    assert entry.content == ""


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("Sun, 01 Mar 2026 09:00:00 GMT", (9, 0)),
        ("Sun, 01 Mar 2026 12:00:00 GMT+3", (9, 0)),
        ("Sun, 01 Mar 2026 12:00:00 +03", (9, 0)),
        ("Sun, 01 Mar 2026 09:00:00 UTC-1", (10, 0)),
        ("2026-03-01T09:00:00Z", (9, 0)),
        ("Mon, 02 Mar 2026 09:00:00 GMT", None),  # tomorrow, as zones may have it: see below
        ("Sun, 01 Mar 2099 09:00:00 GMT", None),
        ("gestern", None),
        ("Sun, 01 Mar 0000 09:00:00 GMT", None),
        ("Sun, 41 Mar 2026 29:00:00 +99", None),
        ("Fri, 31 Dec 9999 23:59:59 -0100", None),
        ("Sun, 01 Mar 99999999999999999999 09:00:00 +0100", None),
        ("", None),
    ],
)
def test_dates(date: str, when: tuple[int, int] | None) -> None:
    published = only(f"<title>t</title><pubDate>{date}</pubDate>").published
    if date.startswith("Mon"):
        assert published == datetime(2026, 3, 2, 9, tzinfo=UTC)
    else:
        assert published == (when and datetime(2026, 3, 1, *when, tzinfo=UTC))


digits = st.integers(0, 99_999).map(str) | st.text("0123456789٣", min_size=1, max_size=25)
zones = st.tuples(st.sampled_from(["", "GMT", "UTC"]), st.sampled_from("+-"), digits).map("".join)
dates = st.tuples(digits, st.sampled_from(["Jan", "Dec", "ديسمبر"]), digits, digits, digits, zones).map(
    lambda parts: "Fri, {} {} {} {}:{}:59 {}".format(*parts)
)


@given(
    dates
    | st.tuples(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), zones).map(" ".join)
    | st.datetimes().map(str)
)
def test_any_text_may_stand_for_a_date(date: str) -> None:
    odd = f"<title>b</title><pubDate>{escape(date)}</pubDate>"
    entries = parsed(rss("<title>a</title>", odd, "<title>c</title>")).entries
    assert [entry.title for entry in entries] == ["a", "b", "c"]
    assert entries[1].published is None or entries[1].published <= NOW + AHEAD


@pytest.mark.parametrize(
    ("feed_language", "channel", "language"),
    [
        ("fr", "ar", "fr"),
        (None, "ar-LY", "ar"),
        (None, "EN_us", "en"),
        (None, "arabic", None),
        (None, "", None),
    ],
)
def test_languages(feed_language: str | None, channel: str, language: str | None) -> None:
    feed = Feed("paper", URL, language=feed_language)
    document = rss("<title>t</title>", channel=f"<language>{channel}</language>")
    assert parsed(document, feed).entries[0].language == language


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://other.example/a", "https://other.example/a"),
        ("  /a b ", "https://paper.example/a%20b"),
        ("//other.example/a", "https://other.example/a"),
        ("../خبر", "https://paper.example/%D8%AE%D8%A8%D8%B1"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("javascript://other.example/%0Aalert(1)", None),
        ("ftp://other.example/a", None),
        ("data:text/html,x", None),
        ("file:///etc/hostname", None),
        ("https://user@other.example/", None),
        ("https://user:word@other.example/", None),
        ("http://", None),
        ("http://[", None),
        ("http://a:b/", None),
        ("https://other.example/" + "a" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_links(href: str | None, expected: str | None) -> None:
    assert link(href, URL) == expected


@given(st.text())
def test_any_text_may_stand_for_a_link(href: str) -> None:
    found = link(href, URL)
    assert found is None or (
        found.startswith(("http://", "https://")) and found.isascii() and " " not in found
    )


def test_markup_in_titles_and_links_is_disarmed() -> None:
    entry = only("<title>&lt;script&gt;x()&lt;/script&gt;Now</title><link>javascript:alert(1)</link>")
    assert (entry.title, entry.link) == ("Now", None)


def test_a_feedburner_link_is_seen_through() -> None:
    entry = only(
        "<title>t</title><link>https://proxy.example/x</link>"
        "<feedburner:origLink>https://paper.example/1</feedburner:origLink>"
    )
    assert entry.link == "https://paper.example/1"


def test_no_more_than_the_newest() -> None:
    items = [
        f"<title>t{n}</title><pubDate>{(NOW - timedelta(hours=500 - n)):%d %b %Y %H:%M:%S} GMT</pubDate>"
        for n in range(MOST_ENTRIES + 50)
    ]
    dated = parsed(rss(*items)).entries
    assert [dated[0].title, dated[-1].title, len(dated)] == ["t50", "t249", 200]
    undated = parsed(rss("<title>none</title>", *items)).entries
    assert [undated[0].title, undated[-1].title, len(undated)] == ["none", "t198", 200]


def test_texts_are_bounded() -> None:
    long = "word " * 50_000
    entry = only(
        f"<title>{long}</title><description>{long}</description><guid>{'g' * 3000}</guid>"
        f"<content:encoded>{long}</content:encoded>"
    )
    assert [len(entry.title), len(entry.summary), len(entry.content)] == [499, 4999, 99_999]
    assert entry.guid is None


def test_items_without_words_and_repeated_items_are_dropped() -> None:
    assert len(parsed(rss("<title>a</title>", "<guid>x</guid>", "<title>a</title>")).entries) == 1


@pytest.mark.parametrize(
    ("channel", "ttl"),
    [
        ("", None),
        ("<ttl>15</ttl>", timedelta(minutes=15)),
        ("<ttl>0</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>99999999999</ttl>", None),
        ("<ttl>999999</ttl>", timedelta(days=1)),
        ("<sy:updatePeriod> hourly </sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(minutes=15),
        ),
        ("<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", timedelta(days=1)),
        ("<sy:updateFrequency>4</sy:updateFrequency>", None),
    ],
)
def test_how_often_a_feed_wants_to_be_asked(channel: str, ttl: timedelta | None) -> None:
    assert parsed(rss("<title>t</title>", channel=channel)).ttl == ttl


@pytest.mark.parametrize("declared", [' encoding="windows-1256"', ""])
@pytest.mark.parametrize("header", [None, "text/xml", "text/xml; charset=iso-8859-1", "application/rss+xml"])
def test_windows_1256(declared: str, header: str | None) -> None:
    title = "وصل الوزير إلى المدينة"
    document = rss(f"<title>{title}</title>").replace("?>", declared + "?>", 1)
    assert parsed(document.encode("cp1256"), content_type=header).entries[0].title == title


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<!doctype html><html><body><p>Not found</p></body></html>",
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b"\x00\x01\x02",
        b"<rss version='2.0'><channel><item",
        b"http://127.0.0.1/feed",
    ],
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeedError):
        parsed(body)


def test_an_empty_feed_is_a_feed() -> None:
    assert parsed(rss()).entries == ()


def test_a_broken_feed_keeps_what_can_be_read() -> None:
    document = "<rss version='2.0'><channel><item><title>A & B</title></item><item><title>C</title>"
    assert [entry.title for entry in parsed(document).entries] == ["A & B", "C"]


UNREADABLE = "<title>t</title><title_detail>stands for what feedparser notes of a title</title_detail>"


def test_an_entry_that_cannot_be_read_leaves_the_others() -> None:
    entries = parsed(rss("<title>a</title>", UNREADABLE, "<title>c</title>")).entries
    assert [entry.title for entry in entries] == ["a", "c"]


def test_a_feed_of_which_no_entry_can_be_read_has_failed() -> None:
    with pytest.raises(NotAFeedError):
        parsed(rss(UNREADABLE))


def test_a_body_that_is_a_path_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(rss("<title>secret</title>"))
    with pytest.raises(NotAFeedError):
        parsed(str(secret))


def test_entities_reach_no_file_and_do_not_multiply(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE r [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file://{secret}">{laughs}]>'
    document = rss("<title>&x;|&l9;</title>").replace("?>", "?>" + head, 1)
    titles = [entry.title for entry in parsed(document).entries]
    assert "secret" not in "".join(titles)
    assert all(len(title) <= 500 for title in titles)


@given(st.binary() | st.text().map(lambda text: rss(f"<title>{text}</title>").encode("utf-8", "replace")))
def test_any_bytes_are_a_feed_or_not(body: bytes) -> None:
    with contextlib.suppress(NotAFeedError):
        parse(Fetched(body, URL), FEED, NOW)


def test_of_an_entry_that_is_as_it_was_only_the_title_is_read() -> None:
    old = "<title>Rain</title><guid>1</guid><description>It rains.</description>"
    edited = "<title>Wind</title><guid>2</guid><description>It blows{}.</description>"
    first = parsed(rss(old, edited.format("")))
    assert (first.unchanged, len(first.prints)) == (frozenset(), 16)
    document = rss("<title>Snow</title><guid>3</guid>", edited.format(" hard"), old)
    again = parse(Fetched(document.encode(), URL), FEED, NOW, first.prints)
    assert [(entry.title, entry.summary) for entry in again.entries] == [
        ("Snow", ""),
        ("Wind", "It blows hard."),
        ("Rain", ""),
    ]
    assert again.unchanged == {again.entries[2]}
    assert again.prints[16:] == first.prints[:8]


def test_a_feed_may_say_nothing_new() -> None:
    document = rss("<description>No title</description>", "<guid>1</guid><description>Nor here</description>")
    first = parsed(document)
    again = parse(Fetched(document.encode(), URL), FEED, NOW, first.prints)
    assert again.unchanged == set(again.entries)
    assert len(again.entries) == len(first.entries)
    assert again.prints == first.prints
