"""Figures written in digits: 12, 13,000, 13.000, 13 000, 1.5."""

import re
from typing import NamedTuple

from bot.reading.numerals.shared import Tokens, gap, token

_PLAIN = re.compile(r"[1-9]\d*+")
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*+")
_DECIMAL = re.compile(r"(\d++)[.,](\d++)")
_GROUP = re.compile(r"\d{3}")
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}")
_YEARS = range(1900, 2100)
_MOST_GROUPS = 4


class Figure(NamedTuple):
    """A number as it is written, and the token behind it."""

    whole: int | None  # of people; none can be 13.5
    digits: int  # without the decimal mark, behind which `places` of them stand
    places: int
    end: int

    def times(self, scale: int) -> int | None:
        """So many thousands, millions...; None if that is no whole number."""
        product, rest = divmod(self.digits * scale, 10**self.places)
        return None if rest else product


def figure(tokens: Tokens, at: int) -> Figure | None:
    """The figure that begins at this token; None for times, dates, versions and codes."""
    text = token(tokens, at).text
    if token(tokens, at).kind != "number":
        return None
    if _PLAIN.fullmatch(text):
        text, end = _grouped_by_spaces(tokens, at)
        return Figure(int(text), int(text), 0, end)
    decimal = _DECIMAL.fullmatch(text)
    digits, places = (int(decimal[1] + decimal[2]), len(decimal[2])) if decimal else (0, 0)
    if _GROUPED.fullmatch(text):
        whole = int(re.sub(r"[.,]", "", text))
        return Figure(whole, digits, places, at + 1) if decimal else Figure(whole, whole, 0, at + 1)
    return Figure(None, digits, places, at + 1) if decimal else None


def _grouped_by_spaces(tokens: Tokens, at: int) -> tuple[str, int]:
    text, end = tokens[at].text, at + 1
    if _FIRST_GROUP.fullmatch(text):
        while end - at <= _MOST_GROUPS and _is_group(tokens, end):
            text += tokens[end].text
            end += 1
    return text, end


def _is_group(tokens: Tokens, at: int) -> bool:
    return (
        token(tokens, at).kind == "number"
        and gap(tokens, at) == 1
        and _GROUP.fullmatch(tokens[at].text) is not None
    )


def is_yearlike(tokens: Tokens, at: int) -> bool:
    """Whether the token here is a number that may be a year of our times."""
    text = token(tokens, at).text
    return (
        token(tokens, at).kind == "number"
        and len(text) == len("2000")
        and text.isdecimal()
        and int(text) in _YEARS
    )
