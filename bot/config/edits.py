"""When the config file was edited."""

import asyncio
from pathlib import Path

import watchfiles

# An edit is followed within two seconds. A burst of writes is one edit: a file is often cut to nothing before
# it is written anew, and half a config may be a valid one.
EDIT_DEBOUNCE_MS = 200
EDIT_RESTS = 0.7  # seconds
LOOK_EVERY_MS = 500


async def notice_edits(path: Path, edited: asyncio.Event) -> None:
    """Set `edited` at the start and whenever the file has changed and then rested.

    The folder is watched, since editors replace files; and the file is looked at each second, for what
    no notification tells: an edit before the watch began, a link on the way that leads elsewhere now, a
    network disk.
    """
    ticks = watchfiles.awatch(
        path.parent,
        watch_filter=lambda _, changed: Path(changed).name == path.name,
        recursive=False,
        debounce=EDIT_DEBOUNCE_MS,
        rust_timeout=LOOK_EVERY_MS,
        yield_on_timeout=True,
    )
    known: object = None
    async for _ in ticks:
        before = known
        while known != (found := await asyncio.to_thread(_fingerprint, path)):
            known = found
            await asyncio.sleep(EDIT_RESTS)
        if known != before:
            edited.set()


def _fingerprint(path: Path) -> object:
    """Something that differs when the file does."""
    try:
        found = path.stat()
    except OSError as error:
        return error.errno
    return found.st_ino, found.st_size, found.st_mtime_ns
