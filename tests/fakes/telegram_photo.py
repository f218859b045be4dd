"""What Telegram takes as a photo (core.telegram.org/bots/api#sendphoto)."""

import struct

from tests.fakes.telegram_faults import bad_request

_MOST_BYTES = 10_000_000
_MOST_PIXELS = 10_000  # of width and height together
_RATIO = 20


def check_photo(photo: object) -> tuple[int, int]:
    """Width and height of a PNG. Raises RefusedError."""
    if not isinstance(photo, bytes) or not photo:
        raise bad_request("there is no photo in the request")
    if len(photo) > _MOST_BYTES:
        raise bad_request("file is too big")
    if not photo.startswith(b"\x89PNG\r\n\x1a\n"):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", photo[16:24])
    if width + height > _MOST_PIXELS or max(width, height) > _RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
