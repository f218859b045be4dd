"""Which addresses may be reached.

A feed, a redirect and an article link are written by others, who may point them at machines that only
we can reach. So an address is judged where the connection is made, on the very address that is then
connected to: a name is resolved once, and it is refused when any of its addresses is not public.
"""

import asyncio
import socket
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import ForbiddenAddressError

SCHEMES = frozenset({"http", "https"})
PORTS = frozenset({80, 443})

_LOOKUPS = 32  # threads: a name server that hangs holds up none but its own names

# IANA special-purpose registries. `is_global` of Python 3.11 calls all of these global, wholly or in part.
_REFUSED_V4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
)
_UNICAST_V6 = IPv6Network("2000::/3")  # all else is not global unicast: ::/96, 64:ff9b::/96, fec0::/10 …
_REFUSED_V6 = (
    IPv6Network("2001::/23"),  # protocol assignments; Teredo, which carries any IPv4 address, is in it
    IPv6Network("2002::/16"),  # 6to4, which carries any IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet could reach this address too."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        fits = address in _UNICAST_V6 and not any(address in network for network in _REFUSED_V6)
    else:
        fits = not any(address in network for network in _REFUSED_V4)
    return fits and address.is_global and not address.is_multicast


def origin(url: URL) -> str:
    """`host:port` of a URL, the way the allow list writes it; an IPv6 address in brackets."""
    host = url.raw_host or ""
    return f"[{host}]:{url.port}" if ":" in host else f"{host}:{url.port}"


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is, in any notation that a resolver takes for one; None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        # Decimal, octal, hexadecimal and shortened forms; a trailing dot makes no name of an address.
        return IPv4Address(socket.inet_aton(host.rstrip(".")))
    except (OSError, ValueError):
        return None


class Guard(AbstractResolver):
    """Judges URLs before a request, names when they are resolved, and addresses when connected to.

    `allow` lists the operator's own `host:port`s, to which neither the ports nor the addresses apply.
    `names` looks up names; the system does when it is None.
    """

    def __init__(self, allow: Collection[str] = (), names: AbstractResolver | None = None) -> None:
        self._allow = frozenset(entry.lower() for entry in allow)
        self._names = names or SystemNames()
        self._allowed_peers = {(host.strip("[]"), int(port)) for host, port in map(_halves, self._allow)}

    def allows(self, url: URL) -> bool:
        """Whether the URL's `host:port` is one of the operator's own."""
        return origin(url) in self._allow

    def check(self, url: URL, *, configured: URL | None) -> None:
        """Raise ForbiddenAddressError unless this URL may be asked for.

        `configured` is the URL that the operator wrote: only it, and what stays on its host and port,
        may use the allow list. A redirect or a link from elsewhere must not lead to the operator's own.
        """
        if url.scheme not in SCHEMES or not url.raw_host:
            raise ForbiddenAddressError("This is not an http or https address.")
        if url.user is not None or url.password is not None:
            raise ForbiddenAddressError("The address holds a user name or password, which is not allowed.")
        if self.allows(url):
            if configured is None or origin(configured) != origin(url):
                raise ForbiddenAddressError(f"{url.host} may be reached by its own feeds only.")
            return
        if url.port not in PORTS:
            raise ForbiddenAddressError(f"Port {url.port} of {url.host} is neither 80 nor 443.")
        address = _literal(url.raw_host)
        if address is not None and not is_public(address):
            raise ForbiddenAddressError(f"{url.host} is not a public address.")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """All addresses of a name, when every one of them may be reached (aiohttp's interface)."""
        found = await self._names.resolve(host, port, family)
        if f"{host.lower()}:{port}" in self._allow:
            self._allowed_peers.update((each["host"], port) for each in found)
        elif not all(is_public(ip_address(each["host"])) for each in found):
            raise ForbiddenAddressError(f"{host} leads to an address that is not public.")
        return found

    def open_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        """A socket for a connection about to be made: literal addresses never met the resolver."""
        family, kind, protocol, _, peer = info
        host, port = str(peer[0]), int(peer[1])
        if (host, port) not in self._allowed_peers and not (port in PORTS and is_public(ip_address(host))):
            raise ForbiddenAddressError(f"{host} is not a public address.")
        return socket.socket(family, kind, protocol)

    async def close(self) -> None:
        """Let go of the name lookups."""
        await self._names.close()

    def connector(self) -> aiohttp.TCPConnector:
        """A connector that this guard watches. Names are not cached: they are judged at each connection."""
        return aiohttp.TCPConnector(
            resolver=self, use_dns_cache=False, socket_factory=self.open_socket, limit=0
        )


class SystemNames(AbstractResolver):
    """The system's name lookups, in threads of their own.

    The event loop's default threads match entries and read files; a name server that hangs must not take
    them.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUPS, thread_name_prefix="names")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Every stream address of a name. Raises OSError when there is none."""

        def look_up() -> list[ResolveResult]:
            found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
            return [
                ResolveResult(
                    hostname=host,
                    host=str(peer[0]),
                    port=port,
                    family=family,
                    proto=protocol,
                    flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
                )
                for family, _, protocol, _, peer in found
            ]

        return await asyncio.get_running_loop().run_in_executor(self._threads, look_up)

    async def close(self) -> None:
        """Drop the lookups that have not begun; those that hang end on their own."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _halves(entry: str) -> tuple[str, str]:
    host, _, port = entry.rpartition(":")
    return host, port
