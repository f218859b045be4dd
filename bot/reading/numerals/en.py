"""English numbers in words."""

from bot.reading.numerals.shared import (
    Grammar,
    Numeral,
    Tokens,
    below_thousand,
    inner,
    joined,
    value,
)


def _below_hundred(tokens: Tokens, at: int) -> Numeral | None:
    tens = value(tokens, at, "numbers.tens")
    if tens is None:
        number = value(tokens, at, "numbers.units", "numbers.teens")
        return None if number is None else Numeral(number, at + 1)
    unit = inner(tokens, at + 1, "numbers.units")
    return Numeral(tens, at + 1) if unit is None else Numeral(tens + unit, at + 2)


def _below_thousand(tokens: Tokens, at: int) -> Numeral | None:
    return below_thousand(tokens, at, _below_hundred)


GRAMMAR = Grammar(_below_thousand, joined)
