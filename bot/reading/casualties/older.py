"""Where a sentence names a time before the news: what it tells of then is background."""

from datetime import date, datetime, timedelta, tzinfo

from bot.model import Language
from bot.reading.casualties.words import Words
from bot.reading.dates import DateMention, dates, local

_OLD = timedelta(days=6)  # what happened before that is not what an entry reports
_LONG = timedelta(days=500)  # a total since then is one of years
_SINCE = 4  # tokens from "since" to its date


def older(words: Words, language: Language, published: datetime | None, zone: tzinfo) -> list[int]:
    """The tokens that begin a date before the news of this time: "in 1994", "last month"."""
    if published is None:
        return []
    today = local(published, zone).date()
    mentions = dates(words.tokens, language, published, zone)
    return [mention.first for mention in mentions if _is_old(words, today, mention)]


def _is_old(words: Words, today: date, mention: DateMention) -> bool:
    """Whether a date is before the news; a running total may be of months, a war's is of years."""
    if mention.sense == "since" or words.any_has(mention.first - _SINCE, mention.first, "background.since"):
        return today - mention.start > _LONG  # "62 dead since it broke out last August"
    least = _OLD if mention.is_day else timedelta(0)
    return mention.sense in ("at", "ago") and today - mention.stop > least
