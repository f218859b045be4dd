"""The worker that can be killed, with what kills it; and articles."""

import asyncio
import gc
import json
import multiprocessing
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import FeedError, NotAFeedError, RasidError
from bot.feeds import article
from bot.feeds.parse import MOST_SHORT, MOST_TAGS, SHORT
from bot.feeds.pool import ParserPool, require_safe_expat
from bot.model import Feed, Fetched
from tests.fakes.feeds import RSS

FEED = Feed("paper", "https://paper.example/feed")
PLAIN = Fetched(RSS, FEED.url)
GOOD = Fetched(RSS.replace(b"<rss", b"<!DOCTYPE rss><rss", 1), FEED.url)  # for a worker
NESTED = f"<item><title>x</title><description><![CDATA[{'<div>' * 100_000}]]></description></item>"
SLOW = Fetched(f"<rss version='2.0'><channel>{NESTED}</channel></rss>".encode(), FEED.url)  # for minutes
SEEDS = Path(__file__).parents[3] / "shared" / "seeds" / "articles.jsonl"

PARAGRAPHS = (
    "افتتح رئيس البلدية الجسر الجديد فوق الوادي، بعد عامين من العمل، بحضور عدد كبير من سكان المدينة.",
    "وقال رئيس البلدية إن الجسر سيختصر الطريق بين ضفتي المدينة، وإن العمل في المدخل الشمالي مستمر.",
    "وأضاف المهندس المشرف على المشروع أن الجسر يحمل أربعين طنا، وأن تجارب الحمولة انتهت قبل أسبوع.",
    "ورحب التجار في السوق القديم بالخطوة، وقالوا إنهم ينتظرون عودة الزبائن الذين منعهم الزحام.",
)


def page(*, between: str = "", before: str = "", after: str = "") -> Fetched:
    """An article as many outlets publish it, with what stands around and in the middle of it."""
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = f"""<!doctype html><html lang="ar"><head><title>جسر جديد | الصحيفة</title></head><body>
    {before}<header><nav><a href="/">الرئيسية</a><a href="/politics">سياسة</a></nav></header>
    <main><article><h1>جسر جديد فوق الوادي</h1>{first}{between}{"".join(rest)}{after}</article></main>
    <footer>جميع الحقوق محفوظة</footer></body></html>"""
    return Fetched(body.encode(), "https://paper.example/news/bridge", "text/html")


@pytest.fixture
async def pool() -> AsyncIterator[ParserPool]:
    async with ParserPool(workers=1, seconds=3, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC)) as pool:
        yield pool


async def test_feeds_and_articles_are_read_in_a_worker(pool: ParserPool) -> None:
    assert [entry.title for entry in (await pool.parse(GOOD, FEED)).entries] == ["Rain in the hills"]
    assert PARAGRAPHS[1] in await pool.article(page())


async def test_what_is_plain_and_short_needs_no_worker(pool: ParserPool) -> None:
    assert [entry.title for entry in (await pool.parse(PLAIN, FEED)).entries] == ["Rain in the hills"]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    "item",
    [
        f"<title>x</title><description><![CDATA[{'<div>' * (MOST_TAGS + 1)}]]></description>",
        f"<title>x</title><category>{'x' * SHORT}</category>",
        f"<title>x</title>{'<category/>' * MOST_SHORT}",
    ],
)
async def test_what_is_plain_and_could_take_long_is_read_in_a_worker(pool: ParserPool, item: str) -> None:
    body = f"<rss version='2.0'><channel><item>{item}</item></channel></rss>".encode()
    assert [entry.title for entry in (await pool.parse(Fetched(body, FEED.url), FEED)).entries] == ["x"]
    assert multiprocessing.active_children()


async def test_what_is_no_feed_is_said_as_it_is(pool: ParserPool) -> None:
    with pytest.raises(NotAFeedError, match="not an RSS or Atom feed"):
        await pool.parse(Fetched(b"<p>Hello", FEED.url), FEED)


async def test_a_document_that_takes_for_ever_is_given_up_and_others_go_on(pool: ParserPool) -> None:
    doomed = asyncio.create_task(pool.parse(SLOW, FEED))
    with pytest.raises(NotAFeedError, match="longer than 3 s"):
        await doomed
    assert (await pool.parse(GOOD, FEED)).entries


async def test_of_a_document_for_which_nobody_waits_any_longer_nothing_is_heard(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with ParserPool(workers=1, seconds=60) as pool:
        await pool.parse(GOOD, FEED)
        reading = asyncio.create_task(pool.parse(SLOW, FEED))
        await asyncio.sleep(0.2)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        for worker in multiprocessing.active_children():
            worker.kill()
        await pool.parse(GOOD, FEED)
    gc.collect()
    assert not caplog.records


async def test_a_document_that_takes_all_memory_is_given_up_and_others_go_on() -> None:
    async with ParserPool(workers=1, seconds=60, memory=400_000_000) as pool:
        assert (await pool.parse(GOOD, FEED)).entries
        hungry = Fetched(b"<rss><channel><title>" + bytes(60_000_000), FEED.url)
        with pytest.raises(NotAFeedError, match="more memory"):
            await pool.parse(hungry, FEED)
        assert (await pool.parse(GOOD, FEED)).entries


async def test_workers_that_are_killed_at_rest_are_replaced(pool: ParserPool) -> None:
    for _ in range(3):
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        assert (await pool.parse(GOOD, FEED)).entries


def is_deaf_to_ctrl_c() -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


async def test_ctrl_c_is_kept_from_the_workers(pool: ParserPool) -> None:
    assert await pool._run(is_deaf_to_ctrl_c)


async def test_expat_must_be_one_that_stops_multiplying_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    require_safe_expat()
    require_safe_expat((2, 4, 1))
    with pytest.raises(RasidError, match=r"2\.4\.0"):
        require_safe_expat((2, 4, 0))
    monkeypatch.setattr("bot.feeds.pool.SAFE_EXPAT", (99, 0, 0))
    with pytest.raises(RasidError, match=r"99\.0\.0"):
        await ParserPool().__aenter__()


@pytest.mark.parametrize("wrapped", ["<p>{}</p>", "<div>{}</div>", "<div><span>{}</span></div>"])
def test_an_article_holds_nothing_of_the_page(wrapped: str) -> None:
    def block(*lines: str) -> str:
        return "".join(wrapped.format(line) for line in lines)

    text = article.extract(
        page(
            before=block("Sorry, you need to enable JavaScript to visit this website."),
            between=block(
                "اقرأ المزيد", "يحتوي هذا القسم على المقالات ذات صلة, الموضوعة في (Related Nodes field)"
            ),
            after=block("اقرأ المزيد", "المزيد من سياسة"),
        )
    )
    for noise in ("JavaScript", "اقرأ المزيد", "يحتوي هذا القسم", "المزيد من", "الحقوق"):
        assert noise not in text
    for paragraph in PARAGRAPHS:
        assert paragraph in text.split("\n")


def test_an_article_in_windows_1256() -> None:
    source = page()
    assert PARAGRAPHS[0] in article.extract(
        Fetched(source.body.decode().encode("cp1256"), source.url, "text/html; charset=windows-1256")
    )


@pytest.mark.parametrize("body", [b"", b"<", b"\x00" * 100, b"<html></html>", b"\xff\xfe"])
def test_a_page_without_an_article(body: bytes) -> None:
    assert article.extract(Fetched(body, "https://paper.example/")) == ""


def test_articles_without_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(FeedError, match=r"rasid\[article\]"):
        article.extract(page())


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not here")
def test_the_seed_articles_hold_nothing_of_their_pages() -> None:
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        paragraphs = [text for text in json.loads(line)["content"].split("\n") if text.strip()]
        body = (
            "<html><body><article>"
            + "".join(f"<p>{text}</p>" for text in paragraphs)
            + "</article></body></html>"
        )
        text = article.extract(Fetched(body.encode(), "https://seed.example/1"))
        for noise in ("JavaScript", "اقرأ المزيد", "يحتوي هذا القسم", "المزيد من سياسة"):
            assert noise not in text
        kept = sum(" ".join(each.split()) in text for each in paragraphs)
        assert kept >= len(paragraphs) - 5
