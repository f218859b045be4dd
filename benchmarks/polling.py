"""What polling costs Rasid, and reader (https://github.com/lemon24/reader) with ten workers, side by side.

    python -m benchmarks.polling [--rounds 5] [--feeds 1000]

Both poll the same feeds of one server on loopback, each into a database on disk, by turns: a first poll, one
to which every feed answers 304, and one in which a tenth of the feeds has one entry more. Rasid also tells
entries apart, reads them, matches fifty watches and keeps stories. Prints the medians of all rounds: seconds
of CPU, of the clock, and the peak memory, each of the contender and its children. Needs Linux, for /proc.
"""

import argparse
import json
import lzma
import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.reading import ARCHIVES, SHARED, made_entries

HERE = Path(__file__).parent
SERVER = SHARED / "tools" / "feedserver.py"
READER = HERE.parent / ".venv-bench" / "bin" / "python"

OUTLETS, WINDOW = 10, 30
START, APART, STEP = datetime(2023, 1, 5, tzinfo=UTC), timedelta(minutes=40), timedelta(hours=10)
PHASES = ("first poll", "all 304", "a tenth changed")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one poll of all feeds took."""

    cpu: float  # seconds, of a process and its children
    wall: float  # seconds
    memory: float  # MB: the sum of what each of the processes ever had at most


class Contender:
    """A process that polls all feeds when it is told to."""

    def __init__(self, name: str, command: Sequence[str | Path], folder: Path, addresses: Path) -> None:
        self.name = name
        self._database = folder / f"{name}.{'db' if name == 'rasid' else 'sqlite'}"
        with (folder / "log.txt").open("w") as log:
            self.process = subprocess.Popen(
                [*command, folder, addresses],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=HERE.parent,
            )
        self._answer()

    def poll(self) -> Spent:
        """Let it poll, and see what it took."""
        began, before = time.perf_counter(), cpu(self.process.pid)
        print("poll", file=self.process.stdin, flush=True)
        self._answer()
        wall = time.perf_counter() - began
        return Spent(cpu(self.process.pid) - before, wall, peak(self.process.pid))

    def entries(self) -> int:
        """How many it has stored."""
        database = sqlite3.connect(f"{self._database.as_uri()}?mode=ro", uri=True)
        try:
            (number,) = database.execute("select count(*) from entries").fetchone()
        finally:
            database.close()
        return int(number)

    def end(self) -> None:
        """Let it go, in order."""
        self.process.communicate()

    def _answer(self) -> None:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line or ('"failed"' in line and '"failed": 0' not in line):
            raise SystemExit(f"{self.name} failed: {line}")


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    parents = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        parents[int(fields[1])].append(int(path.parent.name))
    found = [pid]
    for one in found:
        found += parents[one]
    return found


def cpu(pid: int) -> float:
    """Seconds of CPU that a process and its children took until now, those that have ended among them."""
    times = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in family(pid))
    return sum(int(ticks) for fields in times for ticks in fields[11:15]) / TICK


def peak(pid: int) -> float:
    """MB that a process and its children had at most, each for itself; what they share counts for each."""
    lines = [line for one in family(pid) for line in Path(f"/proc/{one}/status").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def archive(rounds: int) -> Iterator[dict[str, Any]]:
    """Entries for ten outlets of thirty, and one more each for as many of them as there are rounds."""
    rows = real_rows()
    for outlet in range(OUTLETS):
        times = [START - (at + 1) * APART for at in range(WINDOW)]
        times += [START + (at + 1) * STEP for at in range(rounds) if at % OUTLETS == outlet]
        for when, row in zip(times, rows, strict=False):
            yield {**row, "feed": f"outlet-{outlet}", "published": when.isoformat()}


def real_rows() -> Iterator[dict[str, Any]]:
    """Entries of the archives by turns, those of each in their order."""
    if not ARCHIVES:
        for number, entry in enumerate(made_entries()):
            url = f"https://made.example/news/{number}"
            yield {
                "id": str(number),
                "url": url,
                "title": f"{entry.title} {number}",
                "summary": entry.summary,
            }
    with ExitStack() as stack:
        files = [stack.enter_context(lzma.open(path, "rt", encoding="utf-8")) for path in ARCHIVES]
        for lines in zip(*files, strict=False):
            yield from map(json.loads, lines)


@contextmanager
def server(folder: Path, rows: Iterator[dict[str, Any]], copies: int, *, own: bool = False) -> Iterator[str]:
    """The address of a server that shows these entries, while this is open; `own`: the one beside this."""
    path = folder / "archive.jsonl"
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    shared = SERVER.exists() and not own
    command = [sys.executable, SERVER] if shared else [sys.executable, "-m", "benchmarks.feedserver"]
    arguments = [
        "--port",
        port,
        "--start",
        START.isoformat(),
        "--window",
        str(WINDOW),
        "--copies",
        str(copies),
    ]
    process = subprocess.Popen([*command, path, *arguments], cwd=HERE.parent)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def asked(url: str, *, post: bool = False) -> bytes:
    """What the server answers, once it is there."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, b"" if post else None) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def contenders(folder: Path, addresses: Path) -> list[Contender]:
    """Rasid, and reader where it is installed, each with nothing stored yet."""
    commands: dict[str, list[str | Path]] = {"rasid": [sys.executable, "-m", "benchmarks.by_rasid"]}
    if READER.exists():
        commands["reader"] = [READER, HERE / "by_reader.py"]
    found = []
    for name, command in commands.items():
        own = folder / name
        own.mkdir()
        found.append(Contender(name, command, own, addresses))
    return found


def measured(rounds: int, feeds: int) -> dict[tuple[str, str], list[Spent]]:
    """What each phase took each contender, in each round."""
    spent: dict[tuple[str, str], list[Spent]] = defaultdict(list)
    with (
        tempfile.TemporaryDirectory() as place,
        server(Path(place), archive(rounds), feeds // OUTLETS) as url,
    ):
        addresses = Path(place) / "addresses.json"
        addresses.write_bytes(asked(url))
        for number in range(rounds):
            folder = Path(place) / str(number)
            folder.mkdir()
            racing = contenders(folder, addresses)
            for phase in PHASES:
                if phase == PHASES[-1]:
                    asked(f"{url}/advance?seconds={STEP.total_seconds()}", post=True)
                for one in racing if number % 2 else reversed(racing):
                    spent[phase, one.name].append(one.poll())
            for one in racing:
                if one.entries() != feeds * WINDOW + feeds // OUTLETS:
                    raise SystemExit(f"{one.name} has stored {one.entries()} entries.")
                one.end()
    return spent


def table(spent: dict[tuple[str, str], list[Spent]]) -> Iterator[str]:
    """The medians as a table, and the ratios to Rasid's."""
    names = list(dict.fromkeys(name for _, name in spent))
    yield f"| | {' | '.join(f'{name}: CPU s | clock s | peak MB' for name in sorted(names))} | CPU ratio |"
    yield f"|---|{'---|' * (3 * len(names) + 1)}"
    for phase in PHASES:
        medians = {
            name: [
                statistics.median(getattr(one, what) for one in spent[phase, name])
                for what in Spent.__slots__
            ]
            for name in sorted(names)
        }
        cells = (f"{cpu:.2f} | {wall:.1f} | {memory:.0f}" for cpu, wall, memory in medians.values())
        ratio = f"{medians['reader'][0] / medians['rasid'][0]:.1f}" if "reader" in medians else ""
        yield f"| {phase} | {' | '.join(cells)} | {ratio} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--feeds", type=int, default=1_000, help="a multiple of ten")
    given = parser.parse_args()
    for line in table(measured(given.rounds, given.feeds)):
        print(line)


if __name__ == "__main__":
    main()
