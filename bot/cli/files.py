"""Entries that commands read, from files or from what a bot has stored, and what they write to a pipe."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BufferedReader
from itertools import count
from lzma import LZMAError
from pathlib import Path
from typing import cast

import click
from rich.progress import Progress, TextColumn

from bot import lines
from bot.cli.common import err, out
from bot.errors import LineError, RasidError
from bot.store.base import Store

_PAGE = 1_000  # stored entries that are read at a time
_STEP = 50  # entries between two looks at how far a file is read


def each_line(file: Path, use: Callable[[bytes], None]) -> int:
    """Use each line of a file of entries ("-" is standard input); how many could not be read.

    Each of those is told on the terminal, as is how far the file is read, unless a pipe takes the results.
    Raises RasidError when the file is damaged.
    """
    bad = 0
    with click.open_file(str(file), "rb") as opened:
        raw = cast("BufferedReader", opened)
        try:
            with lines.unpacked(raw) as unpacked, _progress(raw) as advance:
                for number, line in lines.numbered(unpacked):
                    try:
                        use(line)
                    except LineError as error:
                        bad += 1
                        err.print(f"{file}:{number}: {error}", markup=False, soft_wrap=True)
                    advance()
        except (LZMAError, EOFError) as error:
            raise RasidError(f"{file} is damaged: {error}.") from error
    return bad


async def kept(store: Store, since: datetime | None, until: datetime | None) -> list[lines.Row]:
    """The entries that a bot has stored, published from `since` to before `until`, as rows."""
    rows: list[lines.Row] = []
    after = 0
    while page := await store.kept(after, _PAGE, since, until):
        rows += (lines.Row(one.entry_id, one.entry, one.seen_at) for one in page)
        after = page[-1].id
    return rows


def write(data: bytes) -> None:
    """Write to standard output; who waits for it in a pipe gets it at once."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


@contextmanager
def _progress(raw: BufferedReader) -> Iterator[Callable[[], None]]:
    """A bar on the terminal; what it yields is to be called for each line."""
    shown = out.is_terminal and err.is_terminal
    size = os.fstat(raw.fileno()).st_size if raw.seekable() else None
    columns = (*Progress.get_default_columns(), TextColumn("{task.fields[lines]} entries"))
    with Progress(*columns, console=err, transient=True, disable=not shown) as progress:
        task = progress.add_task("Reading", total=size, lines=0)
        counted = count(1)

        def advance() -> None:
            lines = next(counted)
            if lines % _STEP == 0:
                progress.update(task, completed=raw.tell() if size else 0, lines=lines)

        yield advance
