"""Reading an answer's body within its limits.

A few hundred bytes can unpack to gigabytes, and layers multiply, so there is one encoding at most and
each chunk is unpacked only as far as there is room.
"""

import zlib
from collections.abc import AsyncIterable

from bot.errors import FeedError, TooLargeError, UnreachableError

_PLAIN = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP_OR_ZLIB = 47  # zlib: 32 to tell gzip and zlib apart, 15 for the largest window
_GZIP_START = 0x1F
_RAW_DEFLATE = -15  # what some servers send as "deflate"


def unpacker(content_encoding: str) -> "Unpacker | None":
    """What undoes a Content-Encoding header; None when nothing is to be done.

    Raises FeedError for more than one encoding, or one that was not asked for.
    """
    encodings = [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]
    encodings = [name for name in encodings if name not in _PLAIN]
    if not encodings:
        return None
    if len(encodings) > 1:
        raise FeedError("The answer is packed more than once.")
    if encodings[0] not in _PACKED:
        raise FeedError(f"The answer is packed as {encodings[0][:20]}, which was not asked for.")
    return Unpacker()


class Unpacker:
    """gzip or deflate, a chunk at a time."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._begun = False

    def feed(self, chunk: bytes, room: int) -> bytes:
        """The chunk unpacked, `room` bytes at most (at least 1); the rest of it is lost.

        Raises UnreachableError when it is not what it says.
        """
        if chunk and not self._begun:
            self._begun = True
            if not _has_header(chunk):
                self._inner = zlib.decompressobj(_RAW_DEFLATE)
        out = b""
        while chunk and len(out) < room:
            if self._inner.eof:
                if chunk[0] != _GZIP_START:
                    break  # padding after the end
                self._inner = zlib.decompressobj(_GZIP_OR_ZLIB)  # gzip may come in several members
            try:
                out += self._inner.decompress(chunk, room - len(out))
            except zlib.error as error:
                raise UnreachableError("The packed answer is damaged.") from error
            chunk = self._inner.unused_data
        return out

    @property
    def complete(self) -> bool:
        """Whether the packed data came to its end."""
        return self._inner.eof


def _has_header(chunk: bytes) -> bool:
    """Whether this begins as gzip (RFC 1952) or zlib (RFC 1950) does; no raw deflate can begin so."""
    return chunk[0] == _GZIP_START or chunk[0] & 0x0F == zlib.DEFLATED


async def read(chunks: AsyncIterable[bytes], content_encoding: str, limit: int) -> bytes:
    """All of a body, unpacked.

    Raises TooLargeError when it is over `limit` bytes, packed or unpacked, and FeedError as `unpacker`.
    """
    unpack = unpacker(content_encoding)
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        body += chunk if unpack is None else unpack.feed(chunk, limit + 1 - len(body))
        if max(received, len(body)) > limit:
            raise TooLargeError(f"The answer is larger than {limit:,} bytes.")
    if unpack is not None and received and not unpack.complete:
        raise UnreachableError("The packed answer broke off.")
    return bytes(body)
