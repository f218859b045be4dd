import socket
from ipaddress import ip_address

import aiohttp
import pytest
from yarl import URL

from bot.errors import ForbiddenAddressError
from bot.feeds.guard import Guard, SystemNames, is_public
from tests.fakes.feeds import Names, serving

NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::ffff:192.0.0.8 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1
64:ff9b:1:ffff::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:3::1 2001:10::1 2001:20::1
2001:db8::1 2002:7f00:1:: 2002:a00:1::1 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fec0::1 ff02::1 ff0e::1
""".split()  # noqa: SIM905 - a list to read

OTHER_NOTATIONS = """
2130706433 0x7f000001 0x7f.1 0x7f.0.0.1 017700000001 0177.0.0.1 0177.1 127.1 127.0.1 127.0.0.1. 0
[::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] [fec0::1] 192.0.0.8 3232235777 ①②⑦.0.0.1
""".split()  # noqa: SIM905 - a list to read


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "192.0.1.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", OTHER_NOTATIONS)
async def test_an_address_is_refused_in_every_notation(host: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="not a public address"):
        Guard(names=Names({})).check(URL(f"http://{host}/"), configured=None)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://paper.example/feed",
        "file:///etc/hostname",
        "paper.example/feed",
        "http://user@paper.example/feed",
        "http://user:word@paper.example/feed",
        "http://:word@paper.example/feed",
        "http://paper.example:22/",
        "http://paper.example:0/",
        "https://paper.example:8443/",
    ],
)
async def test_urls_that_are_refused_before_any_lookup(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        Guard(names=Names({})).check(URL(url), configured=URL(url))


@pytest.mark.parametrize(
    "url",
    ["http://paper.example/", "https://paper.example:443/", "https://paper.example:80/", "http://8.8.8.8/"],
)
async def test_urls_that_may_be_asked(url: str) -> None:
    Guard(names=Names({})).check(URL(url), configured=None)


async def test_the_allow_list_serves_only_what_is_configured_there() -> None:
    guard = Guard(["127.0.0.1:8900", "[::1]:8900", "Intranet.Example:8080"], Names({}))
    for own in ("http://127.0.0.1:8900/a", "http://[::1]:8900/a", "http://intranet.example:8080/a"):
        guard.check(URL(own), configured=URL(own))
        for other in (None, URL("https://paper.example/feed"), URL("http://127.0.0.1:8901/")):
            with pytest.raises(ForbiddenAddressError):
                guard.check(URL(own), configured=other)


@pytest.mark.parametrize(
    "answers",
    [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["2606:4700::1111", "::1"], ["fe80::1%1"], ["64:ff9b::808:808"]],
)
async def test_a_name_is_refused_when_any_of_its_addresses_is_bad(answers: list[str]) -> None:
    guard = Guard(names=Names({"paper.example": [answers]}))
    with pytest.raises(ForbiddenAddressError):
        await guard.resolve("paper.example", 80)


async def test_an_allowed_name_may_lead_inside_but_on_its_port_only() -> None:
    async with serving() as inner:
        port = inner.port
        guard = Guard([f"intranet.example:{port}"], Names({"intranet.example": [["127.0.0.1"]]}))
        async with (
            aiohttp.ClientSession(connector=guard.connector()) as session,
            session.get(f"http://intranet.example:{port}/") as response,
        ):
            assert response.status == 404
        with pytest.raises(ForbiddenAddressError):
            await guard.resolve("intranet.example", 80)


class Recording(Guard):
    """Notes where connections would go, and makes none."""

    def __init__(self, names: Names) -> None:
        super().__init__(names=names)
        self.peers: list[str] = []

    def open_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        super().open_socket(info).close()
        self.peers.append(str(info[4][0]))
        raise OSError("no network in tests")


async def test_a_rebound_name_is_looked_up_once_and_the_judged_address_connected_to() -> None:
    names = Names({"rebind.example": [["93.184.216.34"], ["127.0.0.1"]]})
    guard = Recording(names)
    async with aiohttp.ClientSession(connector=guard.connector()) as session:
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get("http://rebind.example/")
        assert names.lookups == ["rebind.example"]
        assert guard.peers == ["93.184.216.34"]
        with pytest.raises(ForbiddenAddressError):  # the second time it shows its other face
            await session.get("http://rebind.example/")
    assert guard.peers == ["93.184.216.34"]


async def test_the_connector_judges_literal_addresses_which_no_resolver_sees() -> None:
    async with serving() as inner:
        async with aiohttp.ClientSession(connector=Guard(names=Names({})).connector()) as session:
            for host in ("127.0.0.1", "[::ffff:127.0.0.1]", "0.0.0.0"):
                with pytest.raises(ForbiddenAddressError):
                    await session.get(f"http://{host}:{inner.port}/")
            with pytest.raises(ForbiddenAddressError):
                await session.get("http://127.0.0.1/")
        assert inner.connections == 0


async def test_system_names_that_lead_inside_are_refused() -> None:
    guard = Guard()
    try:
        for host in ("localhost", "0x7f.1", "0177.0.0.1"):
            with pytest.raises((ForbiddenAddressError, OSError)):
                await guard.resolve(host, 80, socket.AF_UNSPEC)
    finally:
        await guard.close()


async def test_system_names_give_addresses() -> None:
    names = SystemNames()
    try:
        found = await names.resolve("localhost", 80)
    finally:
        await names.close()
    assert {each["host"] for each in found} <= {"127.0.0.1", "::1"}
    assert found
