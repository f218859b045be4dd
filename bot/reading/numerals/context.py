"""What is written like a number and counts nobody: years, dates, ordinals, percentages, money, names."""

import unicodedata

from bot.reading.numerals.digits import figure, is_yearlike
from bot.reading.numerals.shared import Grammar, Tokens, gap, is_article, is_people, skip, tagged, token

_PERCENT = "numbers.percent"
_MONTH = "dates.month"
_TWENTY, _OLDEST = 20, 120
_JOINING_MARKS = ("-", ",", "/")  # between years
_JOINING_SIGNS = ("+", "/", "⁄", "=", "×", "@")  # between digits that are one thing
_SPACED_DASH = 3  # characters between two tokens with a dash between them


def counts_nobody(tokens: Tokens, at: int, end: int, many: int, grammar: Grammar, *, bounded: bool) -> bool:
    """Whether the number of these tokens is no count; `bounded` if words like "at least" stand before it."""
    before, after = token(tokens, at - 1), token(tokens, end)
    return (
        _is_money(before.text)
        or _is_money(after.text)
        or _PERCENT in after.tags
        or (_PERCENT in before.tags and token(tokens, at - 2).kind != "number")  # %70
        or tagged(tokens, end, "numbers.not_before")
        or _is_labelled(tokens, at)
        or _is_ordinal(tokens, at, end, many, bounded=bounded)
        or _is_and_a_half(tokens, end, grammar)
        or _is_of_a_code(tokens, at, end)
        or _is_date(tokens, at, end, grammar)
        or _is_age(tokens, at, end, many)
    )


def _is_money(text: str) -> bool:
    return len(text) == 1 and unicodedata.category(text) == "Sc"


def _is_labelled(tokens: Tokens, at: int) -> bool:
    """No. 5, «رقم 5», Formula One, #5."""
    if token(tokens, at - 1).text == "#":
        return tokens[at].glued
    before = at - 2 if token(tokens, at - 1).text == "." else at - 1
    return tagged(tokens, before, "numbers.labels")


def _is_ordinal(tokens: Tokens, at: int, end: int, many: int, *, bounded: bool) -> bool:
    """«الذكرى الـ12», "twenty-first", "one third"; but «القتلى الـ12» and «أكثر من الـ100» count."""
    if tokens[at].kind == "number":
        counts = bounded or is_people(tokens, at - 2, ".many") or _counts_next(tokens, end)
        return is_article(token(tokens, at - 1)) and not counts
    return tagged(tokens, end, "numbers.ordinals") and (many == 1 or many >= _TWENTY)


def _counts_next(tokens: Tokens, at: int) -> bool:
    return is_people(tokens, at) and not tokens[at].clitics.written


def _is_of_a_code(tokens: Tokens, at: int, end: int) -> bool:
    """F-16, MH17, 47s, 5+1, 2½: letters and signs that belong to digits."""
    before, after = token(tokens, at - 1), token(tokens, end)
    if tokens[at].kind == "number":
        if _is_latin(before.text) and (tokens[at].glued or _is_letter(before.text)):
            return True
        if tokens[at].glued and before.text in _JOINING_SIGNS:
            return True
    if tokens[end - 1].kind != "number" or not after.glued:
        return False
    goes_on = after.text in _JOINING_SIGNS and token(tokens, end + 1).kind == "number"
    return goes_on or _is_latin(after.text)


def _is_and_a_half(tokens: Tokens, end: int, grammar: Grammar) -> bool:
    """Two and a half; but a million and a half are people."""
    joined = grammar.joined(tokens, end)
    if joined is None or tagged(tokens, end - 1, "numbers.scales", "numbers.dozens"):
        return False
    return tagged(tokens, skip(tokens, joined, "numbers.articles"), "numbers.fractions")


def _is_latin(text: str) -> bool:
    return text.isascii() and text[:1].isalpha()


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text not in ("a", "y")  # French "à 10", "il y a 10"


def _is_date(tokens: Tokens, at: int, end: int, grammar: Grammar) -> bool:
    if tokens[at].kind != "number":
        return False
    return _is_day(tokens, at, end, grammar) or (end == at + 1 and _is_year(tokens, at))


def _is_day(tokens: Tokens, at: int, end: int, grammar: Grammar) -> bool:
    """16 April, April 16, Apr. 16, the 12th of «12 و13 أبريل»."""
    before = at - 2 if token(tokens, at - 1).text == "." else at - 1
    if tagged(tokens, before, _MONTH) and not is_yearlike(tokens, at):
        return not _counts_next(tokens, end)
    if tagged(tokens, skip(tokens, end, "numbers.links"), _MONTH):
        return True
    other = grammar.joined(tokens, end)
    number = figure(tokens, skip(tokens, end, "bounds.to", "bounds.or") if other is None else other)
    return number is not None and tagged(tokens, number.end, _MONTH)


def _is_year(tokens: Tokens, at: int) -> bool:
    """In 2011, since 2011, (2011), 2011-2019, May 2011, May 1, 2011."""
    if not is_yearlike(tokens, at):
        return False
    if tagged(tokens, at - 1, "numbers.before_years", _MONTH):
        return True
    if token(tokens, at - 1).text == "," and tagged(tokens, at - 3, _MONTH):
        return True
    if token(tokens, at - 1).text == "(" and token(tokens, at + 1).text == ")":
        return True
    follows = is_yearlike(tokens, at - 2) and _joins_years(tokens, at - 1)
    precedes = is_yearlike(tokens, at + 2) and _joins_years(tokens, at + 1)
    return follows or precedes or _is_dashed_to_year(tokens, at)


def _joins_years(tokens: Tokens, at: int) -> bool:
    return tokens[at].text in _JOINING_MARKS or tagged(tokens, at, "bounds.to", "bounds.or", "numbers.and")


def _is_dashed_to_year(tokens: Tokens, at: int) -> bool:
    before = is_yearlike(tokens, at - 1) and gap(tokens, at) == _SPACED_DASH
    return before or (is_yearlike(tokens, at + 1) and gap(tokens, at + 1) == _SPACED_DASH)


def _is_age(tokens: Tokens, at: int, end: int, many: int) -> bool:
    """The apposition of English news: "John Smith, 35, of London"."""
    commas = token(tokens, at - 1).text == "," == token(tokens, end).text
    return commas and end == at + 1 and tokens[at].kind == "number" and many <= _OLDEST
