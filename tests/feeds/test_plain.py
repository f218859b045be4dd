"""Whether a plain document means the same to us as to feedparser; see bot/feeds/plain.py.

Its own test-suite comes with its source distribution: `make suites` fetches it and names its folder in
FEEDPARSER_TESTS.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from feedparser.datetimes import _parse_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NotAFeedError
from bot.feeds import dating, identity, parse, plain
from bot.model import Feed, Fetched, ParsedFeed

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = Feed("paper", "https://paper.example/all.xml")
URL = "https://paper.example/feeds/all.xml"
HERE = Path(__file__).parents[1]
SUITE = os.environ.get("FEEDPARSER_TESTS")
NEVER = re.compile(r"(?!)")

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "media": "http://search.yahoo.com/mrss/",
        "atom": "http://www.w3.org/2005/Atom",
        "sy": "http://purl.org/rss/1.0/modules/syndication/",
        "slash": "http://purl.org/rss/1.0/modules/slash/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "thr": "http://purl.org/syndication/thread/1.0",
        "other": "https://other.example/",
    }.items()
)
T = TypeVar("T")


def read(body: bytes) -> ParsedFeed | str:
    try:
        return parse.parse(Fetched(body, URL, "application/xml"), FEED, NOW)
    except NotAFeedError as error:
        return str(error)


def by_feedparser(body: bytes) -> ParsedFeed | str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(plain, "read", lambda *_: None)
        return read(body)


def is_plain(document: str) -> bool:
    return plain.read(document, URL) is not None


def documents(folder: Path) -> Iterator[bytes]:
    return (path.read_bytes() for path in sorted(folder.rglob("*.xml")))


def test_our_own_feeds_mean_the_same() -> None:
    bodies = [*documents(HERE), *documents(HERE.parent / "bot")]
    assert any(is_plain(body.decode("utf-8", "replace")) for body in bodies)
    assert [read(body) for body in bodies] == [by_feedparser(body) for body in bodies]


@pytest.mark.skipif(SUITE is None, reason="feedparser's test-suite comes with `make suites`")
@pytest.mark.filterwarnings("ignore")
def test_feedparsers_own_test_suite_means_the_same() -> None:
    bodies = list(documents(Path(SUITE or "")))
    assert sum(is_plain(body.decode("utf-8", "replace")) for body in bodies) > len(bodies) // 5
    differing = [body for body in bodies if read(body) != by_feedparser(body)]
    assert not differing


TEXTS = (
    *(
        "",
        "Talks in Cairo",
        "  spaced out  ",
        "<![CDATA[<b>Talks</b> &amp; more]]>",
        "&lt;p&gt;Talks&lt;/p&gt;",
    ),
    *(
        "https://a.example/x?a=1&amp;b=2",
        "/x/y?z=1",
        "tag:a.example,2020:1",
        "http:///a.example//x",
        "a&amp;b;c",
    ),
    *(
        "javascript:alert(1)",
        "https://a.example/&amp;amp;q;",
        "خبر عاجل",
        "été",
        "caf\u00c3\u00a9",
        "\u0085a\u0093",
    ),
    *("Wed, 05 Jan 2023 12:00:00 +0300", "2023-01-05T12:00:00Z", "yesterday", "5", "hourly", "en-US", "ar"),
)
ATTRIBUTES = (
    *(
        'xml:lang="fr"',
        'lang="de"',
        'xml:lang=""',
        'isPermaLink="false"',
        'isPermaLink="true"',
        'type="HTML"',
    ),
    *('type="xhtml"', 'href="https://c.example/?a=1&amp;b"', 'href="/r" rel="Alternate" type="text/html"'),
    *('href="/s" rel="self"', 'url="https://u.example/"', 'xml:base="https://z.example/"', 'mode="escaped"'),
    *('dc:lang="it"', 'other:base="https://z.example/"', 'other:href="/t"'),
)
ITEM = (
    *(
        "title",
        "link",
        "description",
        "guid",
        "pubDate",
        "source",
        "author",
        "category",
        "comments",
        "enclosure",
    ),
    *(
        "content:encoded",
        "dc:creator",
        "dc:date",
        "dc:subject",
        "media:title",
        "media:content",
        "media:group",
    ),
    *("media:thumbnail", "atom:link", "slash:comments", "feedburner:origLink", "thr:total", "wfw:commentRss"),
)
ODD = (
    "dc:language",
    "dc:title",
    "media:description",
    "summary",
    "language",
    "image",
    "other:title",
    "updated",
)
CHANNEL = (
    *("title", "link", "description", "language", "ttl", "sy:updatePeriod", "sy:updateFrequency", "image"),
    *(
        "dc:language",
        "dc:date",
        "lastBuildDate",
        "category",
        "atom:link",
        "skipHours",
        "generator",
        "copyright",
    ),
)
ENTRY = (
    *("title", "link", "summary", "content", "id", "published", "updated", "author", "category", "dc:date"),
    *("content:encoded", "media:title", "media:content", "feedburner:origLink", "rights", "thr:total"),
)
MEDIA = ("media:title", "media:thumbnail", "media:credit", "media:text", "media:description")
INSIDE = {"media:content": MEDIA, "media:group": (*MEDIA, "media:content"), "image": ("url", "title", "link")}


@st.composite
def elements(draw: st.DrawFn, names: tuple[str, ...]) -> str:
    name = draw(st.sampled_from(names))
    attribute = draw(st.sampled_from((*[""] * 2 * len(ATTRIBUTES), *ATTRIBUTES)))
    inner = draw(st.sampled_from(TEXTS))
    if name in INSIDE:
        inner = "".join(draw(st.lists(elements(INSIDE[name]), max_size=2)))
    elif name == "author":
        inner = draw(st.sampled_from(("A. Writer", "<name>A. Writer</name><email>a@a.example</email>")))
    return f"<{name} {attribute}>{inner}</{name}>"


@st.composite
def feeds(draw: st.DrawFn) -> str:
    atom = draw(st.booleans())
    shown = [elements(ENTRY if atom else ITEM)] * 9 + [elements(ODD)]
    items = draw(st.lists(st.lists(st.one_of(shown), max_size=6), min_size=1, max_size=3))
    head = "".join(draw(st.lists(elements(ENTRY[:6] if atom else CHANNEL), max_size=4)))
    root = f"{NAMESPACES} " + draw(st.sampled_from(("", "", 'xml:lang="fr"', 'lang="de_AT"')))
    if atom:
        entries = "".join(f"<entry>{''.join(item)}</entry>" for item in items)
        return f'<feed xmlns="http://www.w3.org/2005/Atom" {root}>{head}{entries}</feed>'
    entries = "".join(f"<item>{''.join(item)}</item>" for item in items)
    parts = draw(st.permutations((head, entries)))
    return f'<rss version="2.0" {root}><channel>{"".join(parts)}</channel></rss>'


@given(feeds())
@settings(max_examples=400)
def test_any_plain_document_means_the_same(document: str) -> None:
    if is_plain(document):
        assert read(document.encode()) == by_feedparser(document.encode())


def rss(inside: str, before: str = "", root: str = "") -> str:
    return f'{before}<rss version="2.0" {NAMESPACES} {root}><channel>{inside}</channel></rss>'


def atom(entry: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><entry>{entry}</entry></feed>'


@pytest.mark.parametrize(
    "document",
    [
        rss("<item><title>A</title><link>/a</link><description>B</description></item>"),
        rss("<item><title>A</title><media:group><media:title>B</media:title></media:group></item>"),
        rss("<language>ar</language><ttl>5</ttl><item><content:encoded>B</content:encoded></item>"),
        atom('<title type="html">A</title><link rel="alternate" href="/a"/><content type="html">B</content>'),
    ],
)
def test_the_common_is_plain(document: str) -> None:
    assert is_plain(document)


@pytest.mark.parametrize(
    "document",
    [
        "",
        "not a feed",
        rss("<item><title>A</title></item>")[:-1],
        rss("<item><title>A & B</title></item>"),
        rss("<item><title>A&nbsp;B</title></item>"),
        rss("<item><title>A</title></item>", before="<!DOCTYPE rss>"),
        rss("<item><title>A</title></item>", before='<!DOCTYPE rss [<!ENTITY a "aaaa">]>'),
        rss("<item><title>A</title></item>", root='xml:base="https://b.example/"'),
        rss("<item><title>A</title></item>", root='xmlns:slash="http://search.yahoo.com/mrss"'),
        rss("<item><description>A <b>B</b></description></item>"),
        rss("<item><title>A</title><title>B</title></item>"),
        rss("<item><other:title>A</other:title></item>"),
        rss("<title>A feed without entries</title>"),
        rss("<item/>" * (plain.MOST_ELEMENTS + 1)),
        atom('<content type="xhtml">A</content>'),
        atom('<content src="https://a.example/">A</content>'),
    ],
)
def test_what_may_mean_another_thing_is_not(document: str) -> None:
    assert not is_plain(document)


LINKS = st.builds(
    "{}://{}{}{}{}{}".format,
    st.sampled_from(("http", "https", "HTTP", "ftp")),
    st.sampled_from(("", "www.", "www.www.", "m.")),
    st.from_regex(r"[ax0-]{1,3}(\.[ax0-]{1,3}){0,3}", fullmatch=True),
    st.sampled_from(("", ".com", ".example", ".example:80", "..")),
    st.from_regex(r"(/[aB0._~%-]{0,3}){0,4}", fullmatch=True),
    st.from_regex(
        r"(\?([a-c]{1,2}=?[x.=]{0,2}|utm_source=x|ref=rss)(&([a-c]{1,2}=[x.]{0,2}|fbclid=1)){0,2})?(#x)?"
    ),
)
DATES = st.one_of(
    st.builds(
        "{}{} {} {:04} {:02}:{:02}:{:02} {}".format,
        st.sampled_from(("", "Wed, ", "Wednesday, ")),
        st.integers(0, 32),
        st.sampled_from((*dating._MONTHS, "May.", "mai")),
        st.integers(0, 9999),
        st.integers(0, 24),
        st.integers(0, 60),
        st.integers(0, 60),
        st.sampled_from(
            ("GMT", "UTC", "EST", "+0000", "-0000", "+0330", "-1130", "+9959", "+03", "GMT+3", "")
        ),
    ),
    st.builds(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}".format,
        st.integers(0, 9999),
        *(st.integers(0, most) for most in (13, 32, 24, 60, 60)),
        st.sampled_from(("Z", "+00:00", "-03:30", "+23:59", "+24:00", "", ".5Z")),
    ),
)


def without(module: object, pattern: str, ask: Callable[[], T]) -> T:
    """What is made of something when the quick way is closed."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, pattern, NEVER)
        return ask()


@given(LINKS)
@settings(max_examples=500)
def test_a_usual_link_is_the_same_in_the_quick_way(url: str) -> None:
    quick = parse.link(url, URL), identity.canonical(url)
    link = without(plain, "PLAIN_LINK", lambda: parse.link(url, URL))
    canonical = without(identity, "_PLAIN", lambda: identity.canonical(url))
    assert quick == (link, canonical)


@given(DATES)
@settings(max_examples=500)
def test_a_usual_date_is_the_same_in_the_quick_way(text: str) -> None:
    quick = dating.usual(text)
    assert quick is None or quick == (dating.odd(text) or dating.instant(_parse_date(text)))


def test_usual_links_and_dates_take_the_quick_way() -> None:
    assert plain.PLAIN_LINK.fullmatch("https://www.a.example/news/2026/talks-in-cairo.html?id=1&a=b")
    assert identity._PLAIN.fullmatch("https://www.a.example/news/2026/talks-in-cairo.html?id=1&a=b")
    assert dating.usual("Sun, 01 Mar 2026 11:00:00 +0200") == NOW - timedelta(hours=3)
    assert dating.usual("Sun, 1 Mar 2026 09:00:00 GMT") == NOW - timedelta(hours=3)
    assert dating.usual("2026-03-01T11:00:00+02:00") == NOW - timedelta(hours=3)
