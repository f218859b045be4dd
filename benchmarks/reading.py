"""How fast entries are read, and by what: the figures in docs/performance.md.

    .venv/bin/python benchmarks/reading.py [ARCHIVE.jsonl.xz …]

Reads title and summary of the archives in ../shared/archive, or of those named, or else of text made here, on
one core. Prints entries a second, the share of each step, the memory that a whole archive takes, and how the
time grows with the length of hostile texts.
"""

import gc
import json
import lzma
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from bot.config import load_reading
from bot.model import Entry
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader

SHARED = Path(__file__).parents[2] / "shared"
ARCHIVES = sorted((SHARED / "archive").glob("*.jsonl.xz"))
NEWSROOM = SHARED / "eval" / "people.toml"  # people whom those archives name
SOME = 10_000  # entries of each archive, where not all are read
MANY = 10_000  # names, against the few of a newsroom

PLACES = {
    "libya": ["LY", "طرابلس", "بنغازي", "Tripoli", "Benghazi"],
    "syria": ["SY", "دمشق", "حلب", "Damascus", "Aleppo"],
    **{code.lower(): [code] for code in ("EG", "SD", "TN", "YE", "IQ", "LB", "UA", "FR")},
}

# What each step is made of: where its function is looked up. "names" is a generator, so it is run to its end.
STEPS = (
    ("fold", "bot.reading.read", "fold"),
    ("language", "bot.reading.language:Languages", "of"),
    ("names", "bot.reading.names:Vocabulary", "find"),
    ("sentences", "bot.reading.read", "sentences"),
    ("tokens", "bot.reading.tokens:Tokenizer", "tokens"),
    ("numerals", "bot.reading.casualties.find", "quantities"),
    ("dates", "bot.reading.casualties.older", "dates"),
    ("dates", "bot.reading.meetings.claims", "dates"),
    ("casualties", "bot.reading.casualties", "find"),
    ("meetings", "bot.reading.meetings", "find"),
)

HOSTILE = {
    "one letter": "ا",
    "direction marks": "\u202e\u2067قتل\u2069 3 ",
    "digits": "1",
    "number words": "ثلاثة و",
    "figures": "مقتل 3 ",
    "a list of figures": "5 killed, ",
    "names": "حفتر السيسي ",
    "meetings": "التقى حفتر السيسي و",
    "dates": "16 أبريل (نيسان) ",
    "brackets": "([«",
    "sources": "وفقا لـ",
    "full stops": ". ",
}
LENGTH = 100_000  # characters of a hostile text, and twice and four times that


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    archives = [Path(name) for name in arguments] or ARCHIVES
    people = _people()
    print(f"Python {sys.version.split()[0]}, one core; {len(people)} people, {len(PLACES)} places\n")
    few = Reader(people, PLACES, (), load_lexicons())
    many = Reader({**people, **invented(MANY)}, PLACES, (), load_lexicons())
    for name, entries in _sources(archives).items():
        _speed(name, entries, few, many)
    _hostile(few)


def _people() -> dict[str, tuple[str, ...]]:
    if NEWSROOM.exists():
        return dict(load_reading(NEWSROOM).people)
    names = {"haftar": ("خليفة حفتر", "حفتر", "Haftar"), "sisi": ("السيسي", "Sisi")}
    return {**names, **invented(60)}


def invented(number: int) -> dict[str, tuple[str, ...]]:
    """So many people with names of two words, one in Arabic and one in Latin letters."""
    rng = random.Random(1)  # noqa: S311  the same names each time, nothing to guess

    def word(letters: str) -> str:
        return "".join(rng.choices(letters, k=rng.randint(4, 7)))

    arabic, latin = "ابتجحدرزسشعفقكلمنهوي", "abcdefghiklmnoprstuvz"
    return {
        f"person-{one}": (f"{word(arabic)} {word(arabic)}", f"{word(latin).title()} {word(latin).title()}")
        for one in range(number)
    }


def _sources(archives: Iterable[Path]) -> dict[str, Callable[[], Iterator[Entry]]]:
    """Each archive's name, and what opens it."""
    sources: dict[str, Callable[[], Iterator[Entry]]] = {
        path.name: partial(archived, path) for path in archives
    }
    return sources or {"made here": lambda: islice(made_entries(), 2 * SOME)}


def archived(path: Path) -> Iterator[Entry]:
    """The entries of an archive, without their contents."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            published = datetime.fromisoformat(row["published"])
            yield Entry(
                row["feed"], row["title"], row["summary"], published=published, language=row["language"]
            )


def made_entries() -> Iterator[Entry]:
    """Entries in three languages, of which one in ten tells of casualties or of a meeting."""
    rng = random.Random(2)  # noqa: S311  as above
    plain = (
        "افتتح معرض الكتاب أبوابه أمس في العاصمة وسط إقبال كبير من الزوار والناشرين.",
        "The central bank left its main rate unchanged on Thursday, as most analysts had expected it to do.",
        "Le salon du livre a ouvert ses portes jeudi dans la capitale, devant un public venu en nombre.",
    )
    telling = (
        "قتل ثلاثة جنود و11 مسلحا وأصيب العشرات في طرابلس بحسب وزارة الصحة، والتقى حفتر السيسي في القاهرة.",
        "At least 12 people were killed and dozens wounded in Tripoli, the UN said, as Haftar met Sisi.",
        "Au moins douze personnes ont été tuées à Tripoli, selon l'ONU ; le président a reçu M. Haftar.",
    )
    while True:
        which = rng.randrange(3)
        text = telling[which] if rng.random() < 0.1 else plain[which]  # noqa: PLR2004  one in ten
        yield Entry("Made", text, f"{plain[which]} {text}", published=datetime(2019, 5, 9, 12, tzinfo=UTC))


def _speed(name: str, entries: Callable[[], Iterator[Entry]], few: Reader, many: Reader) -> None:
    some = list(islice(entries(), SOME))
    _read(few, some[:1_000])  # what is cached and what the processor learns is there from now on
    rates = {"those people": _read(few, some), f"{MANY:,} more": _read(many, some)}
    print(f"{name}: {len(some):,} entries, {sum(map(_length, some)) / len(some):.0f} characters each")
    for whose, seconds in rates.items():
        print(f"  {whose:14} {len(some) / seconds:7,.0f} entries a second")
    with _timed() as spent:
        whole = _read(few, some)
    spent["the rest"] = whole - sum(spent.values())
    shares = (f"{step} {100 * seconds / whole:.0f} %" for step, seconds in spent.items())
    print(f"  share of each step: {', '.join(shares)}")
    del some
    _memory(entries(), few)
    print()


def _length(entry: Entry) -> int:
    return len(entry.title) + len(entry.summary)


def _read(reader: Reader, entries: Iterable[Entry]) -> float:
    """The seconds it takes to read them."""
    gc.collect()
    began = time.perf_counter()
    for entry in entries:
        reader.read(entry)
    return time.perf_counter() - began


def _read_alone(reader: Reader, entry: Entry) -> float:
    """The seconds it takes to read one entry with nothing else done meanwhile."""
    gc.disable()
    try:
        return _read(reader, [entry])
    finally:
        gc.enable()


def _memory(entries: Iterator[Entry], reader: Reader) -> None:
    """The most memory the process ever had, after each part of an archive; it must not grow with them."""
    peaks = []
    while part := list(islice(entries, SOME)):
        _read(reader, part)
        peaks.append(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
    print(f"  most memory, MB, after each {SOME:,} entries: {' '.join(peaks)}")


@contextmanager
def _timed() -> Iterator[dict[str, float]]:
    """While this is open, the seconds spent in each step are counted, those of steps within it not."""
    spent: dict[str, float] = {step: 0.0 for step, _, _ in STEPS}
    inner = [0.0]  # for each step that is open, the seconds of those within it
    replaced: list[tuple[Any, str, Any]] = []

    def timed(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            inner.append(0.0)
            began = time.perf_counter()
            found = function(*arguments)
            found = list(found) if step == "names" else found
            took = time.perf_counter() - began
            spent[step] += took - inner.pop()
            inner[-1] += took
            return found

        return run

    for step, where, name in STEPS:
        module, _, inside = where.partition(":")
        holder = getattr(import_module(module), inside) if inside else import_module(module)
        replaced.append((holder, name, getattr(holder, name)))
        setattr(holder, name, timed(step, getattr(holder, name)))
    try:
        yield spent
    finally:
        for holder, name, function in replaced:
            setattr(holder, name, function)


def _hostile(reader: Reader) -> None:
    """How the time grows with the length; 2 and 4 is linear."""
    print(
        f"hostile texts: seconds for {LENGTH:,} characters, and how many times that for 2 and 4 times as many"
    )
    for name, piece in HOSTILE.items():
        once, twice, fourfold = (_quickest(reader, piece, times * LENGTH) for times in (1, 2, 4))
        print(f"  {name:18} {once:6.3f} s   x {twice / once:.1f}   x {fourfold / once:.1f}")


def _quickest(reader: Reader, piece: str, length: int) -> float:
    """The least of three readings, without the collector: how often that runs depends on all that lives."""
    text = piece * (length // len(piece))
    return min(_read_alone(reader, Entry("Hostile", "", "", text)) for _ in range(3))


if __name__ == "__main__":
    main(sys.argv[1:])
