"""How many a text says, before the words that bound it are looked at."""

from dataclasses import dataclass

from bot.reading.facts import Bound
from bot.reading.numerals.digits import Figure, figure
from bot.reading.numerals.shared import Grammar, Tokens, gap, inner, is_people, skip, tagged, token, value

_ARTICLES = "numbers.articles"
_LINKS = "numbers.links"
_FRACTIONS = "numbers.fractions"
_SCALES = ("numbers.scales", "numbers.dozens")
_MULTIPLES = ("numbers.vague", "numbers.hundreds", "numbers.collectives", *_SCALES)
_MAYBE_ARTICLE = ("", "ال")
_LONGEST_PRODUCT = 3  # "several hundred thousand millions"
_THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written, up to before the token `end`."""

    end: int
    low: int
    high: int | None
    bound: Bound = "exact"
    scale: int = 1  # of its last word: 1000 in "13 thousand"


def amount(tokens: Tokens, at: int, grammar: Grammar) -> Amount | None:
    """The amount that begins at this token."""
    return (
        _few(tokens, at)
        or _vague(tokens, at)
        or _collective(tokens, at, grammar)
        or _sum(tokens, at, grammar)
    )


def _few(tokens: Tokens, at: int) -> Amount | None:
    """A few hundred; «بضعة» is three to nine, «بضعة عشر» thirteen to nineteen."""
    if not tagged(tokens, at, "numbers.few", "numbers.three_to_nine"):
        return None
    many, end = _product(tokens, at + 1, 1)
    if end > at + 1:
        return Amount(end, many, None, "vague")
    if not tagged(tokens, at, "numbers.three_to_nine"):
        return None
    ten = inner(tokens, at + 1, "numbers.ten") or 0
    return Amount(at + 2 if ten else at + 1, 3 + ten, 9 + ten, "range")


def _vague(tokens: Tokens, at: int) -> Amount | None:
    """Dozens, hundreds of thousands: from so many on."""
    many = value(tokens, at, "numbers.vague")
    if many is None:
        return None
    many, end = _product(tokens, at + 1, many)
    if token(tokens, end).kind == "number" or tagged(tokens, end, "numbers.units"):
        return None  # "scores two goals"
    return Amount(end, many, None, "vague")


def _product(tokens: Tokens, at: int, many: int) -> tuple[int, int]:
    """This many times what follows: "hundreds", "of thousands", «الآلاف»."""
    for _ in range(_LONGEST_PRODUCT):
        start = skip(tokens, at, _LINKS)
        times = inner(tokens, start, *_MULTIPLES, clitics=_MAYBE_ARTICLE)
        if times is None:
            break
        many, at = many * times, start + 1
    return many, at


def _collective(tokens: Tokens, at: int, grammar: Grammar) -> Amount | None:
    """About so many: "une vingtaine", "deux centaines", "une dizaine de milliers"."""
    count = _count(tokens, at, grammar)
    if count is None or count.whole is None:
        return None
    start = skip(tokens, count.end, "numbers.stressed")
    each = inner(tokens, start, "numbers.collectives")
    if each is None:
        return None
    many, end = _product(tokens, start + 1, count.whole * each)
    return Amount(end, many, many, "about")


def _sum(tokens: Tokens, at: int, grammar: Grammar) -> Amount | None:
    """An exact number: parts each of a smaller scale than the one before, "two million three hundred"."""
    whole = _part(tokens, at, grammar)
    if whole is None or (whole.end == at + 1 and tagged(tokens, at, _ARTICLES)):
        return None
    while whole.scale > 1 and (part := _smaller(tokens, whole, grammar)):
        whole = _exactly(whole.low + part.low, part.end, part.scale)
    return whole


def _smaller(tokens: Tokens, whole: Amount, grammar: Grammar) -> Amount | None:
    """What is added to the whole so far: "five hundred" behind "a thousand", "a half" behind "a million"."""
    joined = grammar.joined(tokens, whole.end)
    start = whole.end if joined is None else joined
    if gap(tokens, start) > 1 or (joined is None and grammar.needs_and):
        return None
    half = None if joined is None else _half_more(tokens, start, whole.scale)
    if half:
        return half
    part = _part(tokens, start, grammar)
    return part if part and part.low < whole.scale and part.scale < whole.scale else None


def _half_more(tokens: Tokens, at: int, scale: int) -> Amount | None:
    """Half of the scale that was named: «مليون ونصف», «مليون ونصف المليون»."""
    start = skip(tokens, at, _ARTICLES)
    share = value(tokens, start, _FRACTIONS)
    if share is None or scale < _THOUSAND:
        return None
    again = inner(tokens, start + 1, *_SCALES, clitics=_MAYBE_ARTICLE) == scale
    return _exactly(scale // share, start + 1 + again, 1)


def _part(tokens: Tokens, at: int, grammar: Grammar) -> Amount | None:
    """A count and its scale: 12, 13 thousand, two hundred thousand, a million, half a million."""
    count = _count(tokens, at, grammar)
    if count:
        return _scaled(tokens, count, grammar)
    pair = value(tokens, at, "numbers.pairs")
    if pair:
        return _exactly(pair, at + 1, pair // 2)
    start = skip(tokens, at, _ARTICLES)
    scale = value(tokens, start, *_SCALES)
    if scale is None:
        return _share(tokens, start)
    # «ألفا قتيل» is a dual whose ending fell before the noun, «بلغ ألفا» one thousand
    twice = tagged(tokens, at, "numbers.twice_before_noun") and is_people(tokens, start + 1)
    return _exactly(scale * 2 if twice else scale, start + 1, scale)


def _count(tokens: Tokens, at: int, grammar: Grammar) -> Figure | None:
    """A number in digits, or one below 1000 in words."""
    number = figure(tokens, at)
    if number:
        return number
    words = grammar.below_thousand(tokens, at)
    return Figure(words.value, words.value, 0, words.end) if words else None


def _scaled(tokens: Tokens, count: Figure, grammar: Grammar) -> Amount | None:
    """A count with the scale behind it, if any: "1.5 million", "two and a half million", "13k"."""
    end = count.end
    scale = inner(tokens, end, *_SCALES)
    if scale is None and tokens[end - 1].kind == "number":
        if token(tokens, end).glued and (suffix := value(tokens, end, "numbers.suffixes")):
            many = count.times(suffix)
            return None if many is None else _exactly(many, end + 1, 1)  # nothing is added to 3m
        scale = inner(tokens, end, "numbers.hundreds")
    if scale:
        many = count.times(scale)
        return None if many is None else _exactly(many, end + 1, scale)
    joined = grammar.joined(tokens, end)
    share = None if joined is None else _share(tokens, skip(tokens, joined, _ARTICLES))
    if share and count.whole is not None:
        return _exactly(count.whole * share.scale + share.low, share.end, share.scale)
    if count.places and (lent := _lent(tokens, end)) and (many := count.times(lent)):
        return _exactly(many, end, lent)
    return None if count.whole is None else _exactly(count.whole, end, 1)


def _share(tokens: Tokens, at: int) -> Amount | None:
    """Half a million, a quarter of a million."""
    share = value(tokens, at, _FRACTIONS)
    if share is None:
        return None
    start = skip(tokens, skip(tokens, at + 1, _LINKS), _ARTICLES)
    scale = inner(tokens, start, *_SCALES, clitics=_MAYBE_ARTICLE)
    return None if scale is None else _exactly(scale // share, start + 1, scale)


def _lent(tokens: Tokens, at: int) -> int | None:
    """The scale that a number shares with the next one: the million of "1.5 to 2 million"."""
    joins = token(tokens, at).text == "-" or tagged(tokens, at, "bounds.to", "bounds.or", "numbers.and")
    return inner(tokens, at + 2, *_SCALES) if joins and token(tokens, at + 1).kind == "number" else None


def _exactly(many: int, end: int, scale: int) -> Amount:
    return Amount(end, many, many, scale=scale)
