"""Arabic numbers in words: units stand before tens, and «و» joins all parts."""

from bot.reading.numerals.digits import figure
from bot.reading.numerals.shared import Grammar, Numeral, Tokens, inner, tagged, token, value

_AND = "و"
_JOINED = (_AND, "وال")
_TWO, _TEN, _HUNDRED = 2, 10, 100


def _joined(tokens: Tokens, at: int) -> int | None:
    """Where the number begins that «و» joins: behind it before digits, else at the word that carries it."""
    if token(tokens, at).text == _AND:
        return at + 1
    return at if token(tokens, at).clitics.written in _JOINED else None


def _below_thousand(tokens: Tokens, at: int) -> Numeral | None:
    hundreds = _hundreds(tokens, at)
    if hundreds is None:
        return _below_hundred(tokens, at)
    start = _joined(tokens, hundreds.end)
    if start is None:
        return hundreds
    rest = _below_hundred(tokens, start) or _in_digits(tokens, start)
    return Numeral(hundreds.value + rest.value, rest.end) if rest else hundreds


def _hundreds(tokens: Tokens, at: int) -> Numeral | None:
    """«مئة», «مئتين», «ثلاثمئة», or «ثلاث مئة» and «ثلاث مئات» in two words."""
    times = value(tokens, at, "numbers.units")
    if times is not None and times > _TWO and inner(tokens, at + 1, "numbers.hundreds") == _HUNDRED:
        return Numeral(times * _HUNDRED, at + 2)
    hundreds = value(tokens, at, "numbers.hundreds")
    return None if hundreds is None or tagged(tokens, at, "numbers.vague") else Numeral(hundreds, at + 1)


def _below_hundred(tokens: Tokens, at: int) -> Numeral | None:
    unit = value(tokens, at, "numbers.units", "numbers.before_ten")
    if unit is None:
        return _round(tokens, at)
    if inner(tokens, at + 1, "numbers.ten"):
        return Numeral(_TEN + unit, at + 2)
    tens = inner(tokens, at + 1, "numbers.tens", clitics=_JOINED)
    if tens is not None:
        return Numeral(unit + tens, at + 2)
    # «الاثنين» is Monday, «الواحد» "each"; «أحد» is "someone" but before ten
    definite = unit <= _TWO and tokens[at].clitics.article
    return Numeral(unit, at + 1) if tagged(tokens, at, "numbers.units") and not definite else None


def _round(tokens: Tokens, at: int) -> Numeral | None:
    """Ten, twenty...; with the article, or behind an ordinal, they rank: «العشرين», «الثالث عشر»."""
    number = value(tokens, at, "numbers.ten", "numbers.tens")
    if number is None or tagged(tokens, at - 1, "numbers.ordinals"):
        return None
    if tokens[at].clitics.article and not tagged(tokens, at + 1, "numbers.scales"):
        return None
    return Numeral(number, at + 1)


def _in_digits(tokens: Tokens, at: int) -> Numeral | None:
    number = figure(tokens, at)
    if number is None or number.whole is None or number.whole >= _HUNDRED:
        return None
    return Numeral(number.whole, number.end)


GRAMMAR = Grammar(_below_thousand, _joined, needs_and=True)
