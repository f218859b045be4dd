"""When: the dates that a text names, written out or relative to its publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.model import Language
from bot.reading.dates import ar, en, fr
from bot.reading.dates.grammar import EVERY, Grammar
from bot.reading.dates.resolve import resolve
from bot.reading.dates.words import words
from bot.reading.dates.written import Sense, written
from bot.reading.facts import Certainty
from bot.reading.tokens import Token

_GRAMMARS: Mapping[Language, Grammar] = {"ar": ar.GRAMMAR, "en": en.GRAMMAR, "fr": fr.GRAMMAR}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, named by the tokens from `first` to before `end`, its preposition not among them."""

    first: int
    end: int
    start: date  # from this day to `stop`, both included: the same day, or a week, a month, a year
    stop: date
    certainty: Certainty  # stated with its month or year, or relative
    # Where the words leave open whether the past or the future is meant ("Thursday", "in May"): the first
    # day of the future reading; publication day counts to both. `start` and `stop` are the usual reading.
    ahead: date | None = None
    # What the preposition makes of it: since, until, before or after that date; "ago" counts back from
    # publication. "since" with days that are counted ("depuis trois jours") is a duration up to publication;
    # Arabic «منذ ثلاثة أيام» may also be "three days ago".
    sense: Sense = "at"

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.start == self.stop

    def day(self, *, future: bool) -> date | None:
        """The day meant by a verb of this tense; None for a week, month or year."""
        if not self.is_day:
            return None
        return self.ahead if future and self.ahead else self.start


def dates(
    tokens: Sequence[Token], language: Language, published: datetime | None, zone: tzinfo
) -> list[DateMention]:
    """The dates named by the tokens of a text, in order, none overlapping another.

    Relative ones count from the day of publication in `zone`, the outlet's. Without a time of publication
    only those with a year are found.
    """
    grammar = _GRAMMARS[language]
    of_text = words(tokens, language)
    letters = "".join(word.letter for word in of_text)
    now = local(published, zone) if published else None
    found: list[DateMention] = []
    for match in grammar.pattern.finditer(letters):
        if letters[match.start()] == EVERY:
            continue
        said = written(of_text, letters, *match.span())
        meant = resolve(said, now, grammar.first_weekday)
        if meant and said.first >= (found[-1].end if found else 0):
            certainty: Certainty = "stated" if meant.stated else "relative"
            found.append(DateMention(said.first, said.end, *meant.days, certainty, meant.ahead, said.sense))
    return found


def local(published: datetime, zone: tzinfo) -> datetime:
    """An instant as the clocks of this zone show it."""
    try:
        return published.astimezone(zone)
    except (OverflowError, ValueError):
        return published  # at the calendar's ends there is no other zone
