"""Where a sentence names a time before the news: what it tells of then is background."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from bot.model import Language
from bot.reading.casualties.words import Words
from bot.reading.dates import DateMention, dates, local

_OLD = timedelta(days=6)  # what happened before that is not what an entry reports
_DAYS = timedelta(days=4)  # a week, and no weekend
_RECENT = timedelta(days=14)
_LONG = timedelta(days=500)  # a total since then is one of years
_DIGITS = 4  # of a year
_FIRST_YEAR = 1900
_SINCE = 8  # tokens from "since" to its date: "since the start of the campaign against the city on"


@dataclass(frozen=True, slots=True)
class Old:
    """A date before the news."""

    at: int  # the token with which it begins
    recent: bool = False  # of the last days: what happened then may only be announced now


def older(words: Words, language: Language, published: datetime | None, zone: tzinfo) -> list[Old]:
    """The dates in a sentence that are before the news of this time: "in 1994", "last month"."""
    if published is None:
        return []
    today = local(published, zone).date()
    mentions = dates(words.tokens, language, published, zone)
    old = [
        Old(mention.first, recent=today - mention.start <= _RECENT)
        for mention in mentions
        if _is_old(words, today, mention)
    ]
    return [*old, *(Old(at) for at in range(len(words)) if _is_year_of_something(words, today, at))]


def _is_year_of_something(words: Words, today: date, at: int) -> bool:
    """Whether it is the year of an event: "the 2021 bombing", "between 2011 and 2020"; not "the 2021 men"."""
    if not _is_year_before(words, today, at):
        return False
    if words.has(at - 1, "words.between") and words.has(at + 1, "words.and"):
        return _is_year_before(words, today, at) and _is_year_before(words, today, at + 2)
    is_people = at + 1 < len(words) and words.senses[at + 1].people is not None
    return words.has(at - 1, "words.article") and not is_people


def _is_year_before(words: Words, today: date, at: int) -> bool:
    """Whether a number stands there that may be a year before this one."""
    token = words.tokens[at] if at < len(words) else None
    if token is None or token.kind != "number" or len(token.text) != _DIGITS or not token.text.isdecimal():
        return False
    return _FIRST_YEAR < int(token.text) < today.year


def _is_old(words: Words, today: date, mention: DateMention) -> bool:
    """Whether a date is before the news; a running total may be of months, a war's is of years."""
    if mention.sense == "since" or words.any_has(mention.first - _SINCE, mention.first, "background.since"):
        return today - mention.start > _LONG  # "62 dead since it broke out last August"
    is_week = _DAYS <= mention.stop - mention.start <= _OLD
    least = timedelta(0) if is_week else _OLD  # "last week" is before the news; last month may be just over
    return mention.sense in ("at", "ago") and today - mention.stop > least
