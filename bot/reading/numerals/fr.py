"""French numbers in words, with the seventy and ninety of Belgium and Switzerland."""

from bot.reading.numerals.shared import (
    Grammar,
    Numeral,
    Tokens,
    below_thousand,
    inner,
    joined,
    skip,
    value,
)

_FOUR, _TEN, _TWENTY, _SIXTY = 4, 10, 20, 60


def _below_hundred(tokens: Tokens, at: int) -> Numeral | None:
    if value(tokens, at, "numbers.units") == _FOUR and inner(tokens, at + 1, "numbers.tens") == _TWENTY:
        return _with_rest(tokens, Numeral(_FOUR * _TWENTY, at + 2), to_nineteen=True)
    tens = value(tokens, at, "numbers.tens")
    if tens is not None:
        return _with_rest(tokens, Numeral(tens, at + 1), to_nineteen=tens == _SIXTY)
    return _below_twenty(tokens, at)


def _with_rest(tokens: Tokens, tens: Numeral, *, to_nineteen: bool) -> Numeral:
    """The tens with what is added to them: "soixante" and "quatre-vingt" count on to nineteen."""
    at = skip(tokens, tens.end, "numbers.and")
    rest = _below_twenty(tokens, at) if inner(tokens, at, "numbers.units", "numbers.teens") else None
    if rest is None or (rest.value >= _TEN and not to_nineteen):
        return tens
    return Numeral(tens.value + rest.value, rest.end)


def _below_twenty(tokens: Tokens, at: int) -> Numeral | None:
    number = value(tokens, at, "numbers.units", "numbers.teens")
    if number is None:
        return None
    unit = inner(tokens, at + 1, "numbers.after_ten") if number == _TEN else None
    return Numeral(number, at + 1) if unit is None else Numeral(number + unit, at + 2)


def _below_thousand(tokens: Tokens, at: int) -> Numeral | None:
    return below_thousand(tokens, at, _below_hundred)


GRAMMAR = Grammar(_below_thousand, joined)
