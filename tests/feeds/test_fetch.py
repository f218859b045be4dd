import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from bot.errors import (
    FeedError,
    FeedGoneError,
    ForbiddenAddressError,
    StatusError,
    TooLargeError,
    UnreachableError,
)
from bot.feeds.body import unpacker
from bot.feeds.fetch import Fetcher, Limits
from bot.model import FeedState, Fetched, NotModified
from tests.fakes.feeds import (
    RSS,
    Asked,
    Behaviour,
    FeedServer,
    Names,
    answer,
    bomb,
    conditional,
    drip,
    endless,
    raw,
    redirect,
    serving,
    silence,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUICK = Limits(seconds=0.5, connect_seconds=0.5, gap=0)


def packed(body: bytes) -> bytes:
    """The same bytes each time: what names a test must not tell the time."""
    return gzip.compress(body, mtime=0)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    async with serving() as server:
        yield server


def fetcher(*servers: FeedServer, limits: Limits | None = None, tls: ssl.SSLContext | None = None) -> Fetcher:
    allowed = [server.address for server in servers]
    return Fetcher("Rasid/test (+https://rasid.example)", limits, allowed, names=Names({}), tls=tls)


async def ask(
    server: FeedServer, behaviour: Behaviour | None = None, **known: object
) -> Fetched | NotModified:
    """What a feed at this server's root comes to."""
    if behaviour is not None:
        server.paths["/"] = behaviour
    state = replace(FeedState("paper", server.url()), **known)  # type: ignore[arg-type] # fields by name
    async with fetcher(server, limits=QUICK) as client:
        return await client.feed(state, NOW)


async def fetched(server: FeedServer, behaviour: Behaviour | None = None, **known: object) -> Fetched:
    outcome = await ask(server, behaviour, **known)
    assert isinstance(outcome, Fetched)
    return outcome


# --- what is asked, and what is remembered ---


async def test_a_plain_feed(server: FeedServer) -> None:
    outcome = await fetched(
        server, answer(ETag='W/"a b"', Last_Modified="yesterday, perhaps", Cache_Control="max-age=600")
    )
    assert outcome == Fetched(
        body=RSS,
        url=server.url(),
        content_type="application/rss+xml",
        etag='W/"a b"',
        last_modified="yesterday, perhaps",
        max_age=timedelta(minutes=10),
    )
    headers = server.asked[0].headers
    assert headers["user-agent"] == "Rasid/test (+https://rasid.example)"
    assert headers["accept-encoding"] == "gzip"
    assert not {"cookie", "referer", "if-none-match", "if-modified-since"} & headers.keys()


async def test_validators_go_back_verbatim_and_bring_304(server: FeedServer) -> None:
    etag = 'W/"x"  "y'
    outcome = await ask(
        server, conditional(etag), etag=etag, last_modified="whenever", validators_url=server.url()
    )
    assert outcome == NotModified()
    assert server.asked[0].headers["if-none-match"] == etag
    assert server.asked[0].headers["if-modified-since"] == "whenever"


async def test_validators_go_to_no_other_url(server: FeedServer) -> None:
    server.paths = {"/": redirect("/b"), "/b": conditional('"b"')}
    outcome = await ask(server, etag='"b"', validators_url=server.url("/b"))
    assert outcome == NotModified()
    assert "if-none-match" not in server.asked[0].headers
    assert server.asked[1].headers["if-none-match"] == '"b"'


async def test_a_304_that_nobody_asked_for_is_a_failure(server: FeedServer) -> None:
    with pytest.raises(StatusError):
        await ask(server, answer(b"", 304))


async def test_no_cookie_comes_back(server: FeedServer) -> None:
    server.paths = {"/": redirect("/b"), "/b": answer(Set_Cookie="a=b")}
    server.paths["/"] = answer(b"", 302, Location="/b", Set_Cookie="a=b")
    await ask(server)
    assert "cookie" not in server.asked[1].headers


async def test_no_proxy_of_the_environment_is_asked(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would connect for us, to any address."""
    async with serving() as proxy:
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        await fetched(server, answer())
        assert proxy.connections == 0


async def test_the_sample_needs_no_network() -> None:
    async with fetcher() as client:
        outcome = await client.feed(FeedState("sample", "rasid:sample"), NOW)
    assert isinstance(outcome, Fetched)
    assert b"<rss" in outcome.body


# --- redirects ---


@pytest.mark.parametrize(
    ("statuses", "moved"), [([301], 1), ([308, 301], 2), ([302], 0), ([307], 0), ([303], 0), ([302, 301], 0)]
)
async def test_permanent_redirects_are_told_others_are_not(
    server: FeedServer, statuses: list[int], moved: int
) -> None:
    paths = ["/", *(f"/{step}" for step in range(1, len(statuses) + 1))]
    for status, here, there in zip(statuses, paths[:-1], paths[1:], strict=True):
        server.paths[here] = redirect(there, status)
    server.paths[paths[-1]] = answer()
    outcome = await fetched(server)
    assert outcome.url == server.url(paths[-1])
    assert outcome.moved_to == (server.url(paths[moved]) if moved else None)


async def test_a_permanent_move_before_a_temporary_one_is_told(server: FeedServer) -> None:
    server.paths = {"/": redirect("/b", 301), "/b": redirect("/c", 302), "/c": answer()}
    assert (await fetched(server)).moved_to == server.url("/b")


async def test_the_new_address_is_asked_first_after_three_moves(server: FeedServer) -> None:
    server.paths = {"/": redirect("/b", 301), "/b": answer()}
    outcome = await fetched(server, moved_to=server.url("/b"), moves=2)
    assert [asked.path for asked in server.asked] == ["/", "/b"]
    server.asked.clear()
    outcome = await fetched(server, moved_to=server.url("/b"), moves=3)
    assert [asked.path for asked in server.asked] == ["/b"]
    assert outcome.moved_to == server.url("/b")


async def test_when_the_new_address_fails_the_configured_one_is_asked(server: FeedServer) -> None:
    server.paths = {"/": answer(), "/b": answer(b"", 410)}
    outcome = await fetched(server, moved_to=server.url("/b"), moves=5)
    assert [asked.path for asked in server.asked] == ["/b", "/"]
    assert outcome.moved_to is None


async def test_a_new_address_that_asks_for_patience_gets_it(server: FeedServer) -> None:
    server.paths = {"/": answer(), "/b": answer(b"", 429, Retry_After="60")}
    with pytest.raises(StatusError):
        await ask(server, moved_to=server.url("/b"), moves=5)
    assert [asked.path for asked in server.asked] == ["/b"]


async def test_redirects_end(server: FeedServer) -> None:
    server.paths = {"/": redirect("/b"), "/b": redirect("/")}
    with pytest.raises(StatusError, match="More than 5 redirects"):
        await ask(server)
    assert len(server.asked) == 6


@pytest.mark.parametrize("location", ["", "/", "http://[", "http://a:b/", "https://\x7f/"])
async def test_redirects_to_nowhere(server: FeedServer, location: str) -> None:
    with pytest.raises(FeedError):
        await ask(server, redirect(location))
    assert len(server.asked) == 1


@pytest.mark.parametrize("port", ["", ":inner"])
@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "[::1]", "[::ffff:7f00:1]", "10.0.0.1"],
)
async def test_no_redirect_leads_inside(server: FeedServer, host: str, port: str) -> None:
    async with serving() as inner:
        with pytest.raises(ForbiddenAddressError):
            await ask(server, redirect(f"http://{host}{port.replace('inner', str(inner.port))}/"))
        assert inner.connections == 0


async def test_a_redirect_does_not_lead_to_another_host_of_the_allow_list(server: FeedServer) -> None:
    async with serving() as inner:
        server.paths["/"] = redirect(inner.url())
        async with fetcher(server, inner) as client:
            with pytest.raises(ForbiddenAddressError):
                await client.feed(FeedState("paper", server.url()), NOW)
        assert inner.connections == 0


async def test_a_page_on_the_allow_list_is_read_for_its_own_feed_only(server: FeedServer) -> None:
    server.paths["/page"] = answer(b"<p>text</p>")
    async with fetcher(server) as client:
        for other in (None, "https://paper.example/feed"):
            with pytest.raises(ForbiddenAddressError):
                await client.page(server.url("/page"), other)
        assert server.connections == 0
        assert (await client.page(server.url("/page"), server.url("/feed"))).body == b"<p>text</p>"


@pytest.mark.parametrize("url", ["gopher://x/", "x", "", "http://", "http://[", "rasid:other"])
async def test_pages_that_are_no_address(url: str) -> None:
    async with fetcher() as client:
        with pytest.raises(ForbiddenAddressError):
            await client.page(url)


# --- https ---


async def test_https_is_verified_and_does_not_lead_back_to_http(server: FeedServer) -> None:
    authority = trustme.CA()
    at_server, at_client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(at_server)
    authority.configure_trust(at_client)
    async with serving({"/": answer(), "/down": redirect(server.url())}, at_server) as secure:
        async with fetcher(secure, server, tls=at_client) as client:
            assert isinstance(await client.feed(FeedState("paper", secure.url()), NOW), Fetched)
            with pytest.raises(ForbiddenAddressError, match="from https to http"):
                await client.feed(FeedState("paper", secure.url("/down")), NOW)
        async with fetcher(secure) as client:
            with pytest.raises(UnreachableError, match="certificate"):
                await client.feed(FeedState("paper", secure.url()), NOW)
    assert server.connections == 0


# --- statuses ---


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, StatusError), (403, StatusError), (410, FeedGoneError), (429, StatusError), (503, StatusError)],
)
async def test_statuses(server: FeedServer, status: int, kind: type[StatusError]) -> None:
    with pytest.raises(kind, match=f"HTTP {status}") as caught:
        await ask(server, answer(b"", status))
    assert caught.value.status == status
    assert type(caught.value) is kind
    assert caught.value.retry_after is None


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry_After": "120"}, timedelta(minutes=2)),
        ({"Retry_After": "99999999999999999999"}, timedelta(days=1)),
        ({"Retry_After": "Sun, 01 Mar 2026 12:10:00 GMT"}, timedelta(minutes=10)),
        (
            {"Retry_After": "Sun, 01 Mar 2026 12:10:00 GMT", "Date": "Sun, 01 Mar 2026 12:05:00 GMT"},
            timedelta(minutes=5),
        ),
        ({"Retry_After": "Sun, 01 Mar 2026 11:00:00 GMT"}, timedelta()),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-5"}, None),
        ({"Retry_After": "²"}, None),
    ],
)
async def test_retry_after(server: FeedServer, headers: dict[str, str], wait: timedelta | None) -> None:
    with pytest.raises(StatusError) as caught:
        await ask(server, answer(b"", 503, **headers))
    assert caught.value.retry_after == wait


@pytest.mark.parametrize(
    ("value", "age"),
    [
        ("public, max-age=60", timedelta(minutes=1)),
        ('max-age="60"', timedelta(minutes=1)),
        ("MAX-AGE=60", timedelta(minutes=1)),
        ("max-age=999999999999999", timedelta(days=1)),
        ("no-cache, max-age=60", None),
        ("max-age=-1", None),
        ("max-age=", None),
    ],
)
async def test_cache_control(server: FeedServer, value: str, age: timedelta | None) -> None:
    assert (await fetched(server, answer(Cache_Control=value))).max_age == age


# --- limits ---


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("gzip", packed(RSS)),
        ("x-gzip", packed(RSS)),
        ("GZIP", packed(RSS[:50]) + packed(RSS[50:])),
        ("gzip", packed(RSS) + b"\0\0"),
        ("deflate", zlib.compress(RSS)),
        ("deflate", zlib.compress(RSS)[2:-4]),
        ("identity", RSS),
        ("identity, gzip", packed(RSS)),
        ("", RSS),
    ],
)
async def test_one_packing_is_undone(server: FeedServer, name: str, packed: bytes) -> None:
    assert (await fetched(server, answer(packed, Content_Encoding=name))).body == RSS


@pytest.mark.parametrize("name", ["br", "gzip, gzip", "deflate, gzip", "zstd", "gzip, identity, gzip"])
async def test_other_packings_are_refused(server: FeedServer, name: str) -> None:
    with pytest.raises(FeedError, match="packed"):
        await ask(server, answer(RSS, Content_Encoding=name))


async def test_two_encoding_headers_are_two_packings(server: FeedServer) -> None:
    body = packed(packed(RSS))
    head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n"
    with pytest.raises(FeedError, match="packed"):
        await ask(server, raw(head.encode() + body))


@pytest.mark.parametrize("layers", [1, 2])
async def test_bombs(server: FeedServer, layers: int) -> None:
    with pytest.raises(FeedError) as caught:
        await ask(server, bomb(layers))
    assert isinstance(caught.value, TooLargeError) or layers > 1


@pytest.mark.parametrize("body", [endless(), endless(packed=True)])
async def test_endless_bodies_are_cut_off(server: FeedServer, body: Behaviour) -> None:
    server.paths["/"] = body
    async with fetcher(server, limits=Limits(feed_bytes=100_000)) as client:
        with pytest.raises(TooLargeError, match="larger than 100,000 bytes"):
            await client.feed(FeedState("paper", server.url()), NOW)


def test_no_more_is_unpacked_than_there_is_room_for() -> None:
    unpack = unpacker("gzip")
    assert unpack is not None
    assert len(unpack.feed(packed(bytes(50_000_000)), 1000)) == 1000


async def test_a_body_may_be_as_large_as_the_limit_and_no_larger(server: FeedServer) -> None:
    server.paths = {"/at": answer(bytes(1000)), "/over": answer(bytes(1001))}
    async with fetcher(server, limits=replace(QUICK, feed_bytes=1000)) as client:
        outcome = await client.feed(FeedState("paper", server.url("/at")), NOW)
        assert isinstance(outcome, Fetched)
        assert len(outcome.body) == 1000
        with pytest.raises(TooLargeError):
            await client.feed(FeedState("paper", server.url("/over")), NOW)


async def test_a_drip_is_cut_off_by_the_clock(server: FeedServer) -> None:
    with pytest.raises(TooLargeError, match="longer than"):
        await ask(server, drip())


async def test_the_clock_goes_on_over_redirects(server: FeedServer) -> None:
    def late(behaviour: Behaviour) -> Behaviour:
        async def behave(asked: Asked, out: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.3)
            await behaviour(asked, out)

        return behave

    server.paths = {"/": late(redirect("/b")), "/b": late(redirect("/c")), "/c": answer()}
    with pytest.raises(UnreachableError, match="did not answer"):
        await ask(server)


async def test_a_server_that_never_answers(server: FeedServer) -> None:
    with pytest.raises(UnreachableError, match="did not answer"):
        await ask(server, silence())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n" + RSS,
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 30\r\n\r\n" + packed(RSS)[:30],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!",
    ],
)
async def test_broken_answers(server: FeedServer, data: bytes) -> None:
    with pytest.raises(UnreachableError):
        await ask(server, raw(data))


async def test_a_flood_of_headers_is_refused(server: FeedServer) -> None:
    headers = b"".join(b"X-%d: y\r\n" % number for number in range(50_000))
    with pytest.raises(UnreachableError):
        await ask(server, raw(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + RSS))


async def test_what_is_told_holds_neither_key_nor_path(server: FeedServer) -> None:
    server.paths = {"/feed?key=s3cret": raw(b"")}
    async with fetcher(server, limits=QUICK) as client:
        for path in ("/feed?key=s3cret", "/other?key=s3cret"):
            with pytest.raises(FeedError) as caught:
                await client.feed(FeedState("paper", server.url(path)), NOW)
            assert "s3cret" not in str(caught.value)
            assert str(server.port) not in str(caught.value)


async def test_unknown_names_and_closed_ports() -> None:
    async with serving() as closed:
        pass
    async with fetcher(closed, limits=QUICK) as client:
        with pytest.raises(UnreachableError, match="was not found"):
            await client.feed(FeedState("paper", "https://nowhere.example/feed"), NOW)
        with pytest.raises(UnreachableError, match="cannot be connected to"):
            await client.feed(FeedState("paper", closed.url()), NOW)


# --- many at once ---


async def test_one_host_that_hangs_keeps_no_other_waiting(server: FeedServer) -> None:
    server.paths["/"] = answer()
    async with serving({"/": silence()}) as hung:
        limits = Limits(seconds=60, concurrency=8)
        async with fetcher(server, hung, limits=limits) as client:
            stuck = [asyncio.create_task(client.feed(FeedState("h", hung.url()), NOW)) for _ in range(7)]
            for _ in stuck:
                await hung.waiting.acquire()
            for _ in range(20):
                assert isinstance(await client.feed(FeedState("paper", server.url()), NOW), Fetched)
            for task in stuck:
                task.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
