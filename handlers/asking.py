"""A command as its answer needs it: what was asked, what was meant by it, and the words to reply with."""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from bot.model import Channel, Language, Line, Message, Run
from handlers.base import Desk, Request

ALL = "*"
"""Every watch, also those to come."""

MOST_NAMES = 15  # listed in one sentence
LONGEST_WORDS = 500  # code points of what stands behind a command; the rest is not read
MOST_UNKNOWN = 3  # words that name no watch, said back
LONGEST_ECHO = 60  # code points of a name or of what somebody wrote, said back

MARKS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"))
"""Direction marks, which come along when words are copied, and mean nothing."""

FSI, PDI = "\u2068", "\u2069"

LANGUAGES: Mapping[str, Language] = {
    **{language: language for language in get_args(Language)},
    **dict.fromkeys(("arabic", "arabe", "العربية", "عربي"), "ar"),
    **dict.fromkeys(("english", "anglais", "الإنجليزية", "إنجليزي"), "en"),
    **dict.fromkeys(("french", "français", "francais", "الفرنسية", "فرنسي"), "fr"),
}
"""What people call them."""

_COMMAS = re.compile("[,،;؛]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The watches that somebody named."""

    names: tuple[str, ...]  # of the config, in the order named
    unknown: tuple[str, ...]  # words that name none

    @property
    def everything(self) -> bool:
        """Whether no watch was named, or all were."""
        return ALL in self.names or not (self.names or self.unknown)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, in a chat as it is before the answer."""

    request: Request
    language: Language  # of the reply
    channel: Channel  # a fresh one when the chat was never subscribed or set
    desk: Desk

    @property
    def words(self) -> str:
        """What stood behind the command, bounded, single blanks."""
        return " ".join(self.request.words[:LONGEST_WORDS].split())

    def line(self, key: str, **args: str | int | datetime) -> Line:
        """A line of the locale files."""
        return (Run(self.desk.text(self.language, key, **args)),)

    def code(self, code: str) -> Line:
        """A line that holds nothing but something to copy."""
        before, found, after = self.desk.text(self.language, "code", code=code).partition(code)
        return tuple(run for run in (Run(before), Run(found, code=True), Run(after)) if run.text)

    def say(self, *lines: Line) -> Message:
        """The reply."""
        return Message(self.language, lines)

    def following(self) -> Line:
        """What the chat follows."""
        follows = self.channel.watches
        if not follows:
            return self.line("following-nothing")
        if ALL in follows:
            return self.line("following-all")
        return self.line("following", count=len(follows), names=self.titled(follows))

    def asleep(self) -> list[Line]:
        """What it follows that the config has not, or has no longer."""
        known = {ALL, *(watch.name for watch in self.desk.watches())}
        names = [name for name in self.channel.watches if name not in known]
        return [self.line("following-asleep", names=self.listed(names))] if names else []

    def listed(self, names: Iterable[str]) -> str:
        """Names in one sentence."""
        isolated = [f"{FSI}{echo(name)}{PDI}" for name in names]
        more = ["…"] if len(isolated) > MOST_NAMES else []
        return self.desk.text(self.language, "list-separator").join(isolated[:MOST_NAMES] + more)

    def titled(self, names: Iterable[str]) -> str:
        """Watches in one sentence, by the titles that people read."""
        titles = {watch.name: watch.title for watch in self.desk.watches()}
        return self.listed(titles.get(name, name) for name in names)

    def wanted(self, words: str) -> Wanted:
        """The watches named in these words: by name, former name or title, in any case.

        Titles and names with blanks need commas around them; so does nothing else. What the chat follows
        can be named also when the config has it no longer.
        """
        names = {name.casefold(): name for name in self.channel.watches}
        for watch in self.desk.watches():
            names |= dict.fromkeys((name.casefold() for name in (*watch.formerly, watch.title)), watch.name)
        names |= {watch.name.casefold(): watch.name for watch in self.desk.watches()} | {ALL: ALL}
        pieces = [piece.strip() for piece in _COMMAS.split(words)]
        asked = [one for piece in pieces for one in ([piece] if piece.casefold() in names else piece.split())]
        asked = asked or words.split()  # nothing but commas, which is no word for everything
        found = [names[one.casefold()] for one in asked if one.casefold() in names]
        unknown = [one for one in asked if one.casefold() not in names]
        return Wanted(_once(found), _once(unknown))

    def among(self, known: Collection[str], wanted: Wanted, otherwise: str) -> tuple[list[str], list[Line]]:
        """Those of the watches named that are among the known, ALL for everything; and words on the others.

        `otherwise` is the key of the line that says that they are not among them.
        """
        found = [ALL] if wanted.everything else [name for name in wanted.names if name in known]
        others = [name for name in wanted.names if name not in (*known, ALL)]
        lines = [self.line(otherwise, names=self.titled(others))] if others else []
        return found, [*lines, *self.unknown(wanted)]

    def unknown(self, wanted: Wanted) -> list[Line]:
        """That there are no such watches, and which ones may be meant."""
        words = wanted.unknown[:MOST_UNKNOWN]
        names = {watch.name.casefold(): watch.name for watch in self.desk.watches()}
        close = [near for word in words for near in difflib.get_close_matches(word.casefold(), names, n=2)]
        lines = [self.line("watch-unknown", name=echo(word)) for word in words]
        if not words or not names:
            return lines
        if close:
            return [*lines, self.line("did-you-mean", names=self.listed(names[near] for near in close))]
        return [*lines, self.line("watch-names", names=self.listed(names.values()))]

    def usage(self) -> Message:
        """How the command is written, which takes words."""
        command = self.request.command
        words = self.desk.text(self.language, f"command-{command}.usage")
        return self.say(self.line("usage"), self.code(f"/{command} {words}"))


def spoken(known: Channel | None, hint: str | None, desk: Desk) -> Language:
    """The language of a chat, else that of the user's client ("fr-CA") if we speak it, else the bot's."""
    return (known and known.language) or hinted(hint) or desk.default_language()


def hinted(hint: str | None) -> Language | None:
    """The language of a user's client ("fr-CA"), if we speak it."""
    return LANGUAGES.get(re.split("[-_]", hint or "", maxsplit=1)[0].lower())


def echo(words: str) -> str:
    """A name or what somebody wrote, short enough to be said in a sentence."""
    return words if len(words) <= LONGEST_ECHO else words[: LONGEST_ECHO - 1] + "…"


def _once(names: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
