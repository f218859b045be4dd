"""Who publishes a report: publishers are counted, not copies. Pure.

An outlet that prints what an agency sent is that agency, and texts that are nearly the same have one
publisher, whoever shows them. So three outlets with one text are one source.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.model import Entry
from bot.reading.normalize import fold

_WORD = re.compile(r"\w+")
_RUN = 4  # words in a row, which two who write for themselves seldom share
_SHARED = 8  # runs that copies have in common at least: two short headlines are alike without being copied
_ALIKE = 0.5  # of the runs of the shorter text
_LEAD = 600  # characters of a text that are compared
_EDGE = 80  # characters at the start or the end of a text in which it is signed
_CREDIT = r"(?:(?<!\w)(?:sources?|via|avec|with|(?:ال)?مص(?:در|ادر))|©)\W{0,3}(?:وكاله )?"


@dataclass(frozen=True, slots=True)
class Signature:
    """By what the publisher of a report is known."""

    name: str  # of the agency that signs it, else of the outlet
    runs: frozenset[tuple[str, ...]] = frozenset()  # of its words


def signature(entry: Entry) -> Signature:
    """By what the publisher of an entry is known."""
    agency = next(filter(None, map(_agency, (entry.summary, entry.content, entry.title))), None)
    text = f"{entry.title} {entry.summary or entry.content}"[:_LEAD]
    words = _WORD.findall(fold(text).text)
    name = agency or _own(entry.feed) or entry.feed
    return Signature(name, frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False)))


class Publishers:
    """Those of the reports of one story, in any order."""

    def __init__(self) -> None:
        self._texts: list[Signature] = []
        self._of: dict[str, str] = {}  # a name -> that of the publisher it turned out to be

    def __len__(self) -> int:
        """How many there are."""
        return len({self.of(name) for name in self._of})

    def add(self, report: Signature) -> None:
        """Count one more report."""
        self._of.setdefault(report.name, report.name)
        for other in self._texts:
            mine, others = self.of(report.name), self.of(other.name)
            if mine != others and _is_copy(report, other):
                self._of[max(mine, others)] = min(mine, others)
        self._texts.append(report)

    def of(self, name: str) -> str:
        """The publisher behind the name of a signature."""
        while self._of.get(name, name) != name:
            name = self._of[name]
        return name


def _is_copy(one: Signature, other: Signature) -> bool:
    shared = len(one.runs & other.runs)
    return shared >= _SHARED and shared >= _ALIKE * min(len(one.runs), len(other.runs))


def _own(outlet: str) -> str | None:
    """The agency that a feed belongs to by its name."""
    return _found(_signs().name, fold(outlet).text)


def _agency(text: str) -> str | None:
    """The agency that signs a text at its start or end."""
    start, end = fold(text[:_EDGE]).text, fold(text[-_EDGE:]).text
    return _found(_signs().start, start) or _found(_signs().end, end)


def _found(signs: Sequence[re.Pattern[str]], text: str) -> str | None:
    found = next(filter(None, (sign.search(text) for sign in signs)), None)
    return _signs().names[_bare(found["agency"])] if found else None


@dataclass(frozen=True, slots=True)
class _Signs:
    """How agencies are named in folded texts."""

    names: Mapping[str, str]  # every name, bare -> the agency's id
    name: Sequence[re.Pattern[str]]  # of a feed
    start: Sequence[re.Pattern[str]]  # of a text
    end: Sequence[re.Pattern[str]]


@cache
def _signs() -> _Signs:
    data = tomllib.loads(files("bot.watching").joinpath("agencies.toml").read_text("utf-8"))
    names = {_bare(fold(name).text): agency for agency, each in data.items() for name in each}
    written = sorted((_loose(name) for each in data.values() for name in each), key=len, reverse=True)
    agency = rf"(?<!\w)(?P<agency>{'|'.join(written)})(?!\w)"
    bracketed = rf"[(\[][^()\[\]]{{0,30}}?{agency}[^()\[\]]{{0,20}}[)\]]"
    return _Signs(
        names,
        name=(re.compile(rf"^{agency}"),),
        # "AFP - …" and «رويترز: …», «القاهرة - رويترز - …», "CAIRO, Sept 3 (Reuters) - …"
        start=tuple(map(re.compile, (rf"^\W*{agency} ?[-:|/)]", rf"[-,/] ?{agency} ?[-:]", bracketed))),
        # "… (AFP)", "… Source: Reuters" and «… المصدر: وكالة رويترز», "… - Reuters"
        end=tuple(map(re.compile, (rf"{bracketed}\W*$", rf"{_CREDIT}{agency}\W*$", rf"[-/|] ?{agency}\W*$"))),
    )


def _loose(name: str) -> str:
    """A pattern of a name, with blanks, dots or hyphens between its parts."""
    return r"[ .-]{1,2}".join(_WORD.findall(fold(name).text))


def _bare(name: str) -> str:
    """A folded name without what is written between its parts: "ا.ف.ب"."""
    return "".join(_WORD.findall(name))
