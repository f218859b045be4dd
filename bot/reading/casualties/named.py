"""Groups that begin with a noun: "soldiers", "a police officer", «ركابها الخمسة», "Indian wrestlers"."""

from dataclasses import replace

from bot.reading.casualties.group import Group
from bot.reading.casualties.phrases import QUOTES, Phrases
from bot.reading.casualties.senses import Sense
from bot.reading.facts import Bound
from bot.reading.quantities import Quantity
from bot.reading.tokens import Token

_NUMBERS = {"one": 1, "two": 2}  # of people, by the grammatical number of their noun
_ARTICLES = ("ال", "وال", "بال", "لل", "فال", "كال")


def named(phrases: Phrases, at: int) -> Group | None:
    """Those whom the noun there names; None where it names nobody."""
    if at and phrases.tokens[at - 1].kind == "mark" and phrases.tokens[at - 1].text.isdecimal():
        return None  # behind a number too long to be one
    if phrases.reads(at - 1, "0"):
        return None  # "0 people"
    if phrases.has(at, "words.one_of") and phrases.is_people(at + 1):
        return Group(at, at + 2, 1, 1, "exact", phrases.senses[at + 1].side)
    if phrases.has(at, "people.nations.one", "people.nations.mass") and phrases.is_other_noun(at + 1):
        return _of_nation(phrases, at)
    noun = phrases.senses[at]
    is_thing = (noun.thing and not noun.victim) or _is_of_carrier(phrases, at)
    if noun.people in (None, "mass") or is_thing or _is_adjective(phrases, at):
        return None
    behind = _number_behind(phrases, at)
    if behind:
        return _figure(at, behind, noun)
    if phrases.has(at, "people.parents.one"):
        return _parent(phrases, at)
    return _of_noun(phrases, at)


def _of_nation(phrases: Phrases, at: int) -> Group | None:
    """Those of a nation, an unknown word before their noun: "Indian epee fencers"; not "Ukrainian city"."""
    head = phrases.head(at + 1)
    if head is None:
        return None
    noun = phrases.noun(head)
    if noun.victim or noun.people in (None, "mass"):
        return None
    return _plain(at, head + 1, noun)


def _plain(first: int, end: int, noun: Sense) -> Group:
    """Those of whom a noun's grammatical number says how many they are: "a boy", "rebels"."""
    number = _NUMBERS.get(noun.people or "")
    bound: Bound = "exact" if number else "unspecified"
    return Group(first, end, number, number, bound, noun.side)


def _is_adjective(phrases: Phrases, at: int) -> bool:
    """Whether a word for people describes what stands before it: «الشعب السوري», «هجوم إرهابي»."""
    token = phrases.tokens[at]
    if at == 0 or not any(tag.startswith(phrases.order.adjectives) for tag in token.tags):
        return False
    last = at - 1 - (at > 1 and phrases.reads(at - 1, *QUOTES))  # «تنظيم "داعش" الإرهابي»
    before, meaning = phrases.tokens[last], phrases.senses[last]
    names_people = meaning.triggers or meaning.people or phrases.has(last, "casualties.killed.natural")
    ending = phrases.order.feminine
    if (
        ending
        and meaning.triggers
        and token.text.endswith(ending)
        and phrases.tokens[at - 2].text.endswith(ending)
    ):
        return at > 1  # «جريمة قتل إرهابية»
    is_thing = before.kind == "word" and not names_people and "words.function" not in before.tags
    if not is_thing or phrases.carries_and(at):
        return False
    is_of_place = _has_article(token) and not before.tags  # «ولاية هولشتاين الألمانية»
    return is_of_place or _has_article(before) == _has_article(token)


def _has_article(token: Token) -> bool:
    """Whether it carries the Arabic article; of words outside the lexicon it is not taken off."""
    return token.clitics.article or token.text.startswith(_ARTICLES)


def _number_behind(phrases: Phrases, at: int) -> Quantity | None:
    """The figure behind a noun in the plural: «ركابها الخمسة», «مصريين اثنين»."""
    behind = at + 1 + phrases.reads(at + 1, "ال")  # «ركابها الـ66»
    quantity = phrases.quantities.get(behind)
    if not phrases.order.numbers_behind or quantity is None or phrases.senses[at].people == "one":
        return None
    if phrases.tokens[behind].clitics.particles:
        return None
    other = phrases.senses[quantity.end] if quantity.end < len(phrases) else None
    return None if other and (other.thing or other.people) else quantity


def _figure(at: int, quantity: Quantity, noun: Sense) -> Group:
    """Those of a noun with the figure behind it: «ركابها الخمسة»."""
    low, high, bound = quantity.low, quantity.high, quantity.bound
    return Group(at, quantity.end, low, high, bound, noun.side, noun.victim, counted=True)


def _parent(phrases: Phrases, at: int) -> Group | None:
    """One person: "a father of 4", "mère de 4 enfants"; "the mother of a victim" says who the victim is."""
    quantity = phrases.quantities.get(at + 1)
    if quantity is None:
        return None
    child, end = phrases.head(quantity.end), quantity.end
    if child is not None:
        if not phrases.has(child, "people.children.many"):
            return None
        end = child + 1
    return Group(at, end, 1, 1, "exact", phrases.senses[at].side)


def _of_noun(phrases: Phrases, at: int) -> Group:
    """Those of a noun alone: "a police officer", "rebels", "au moins un mort"."""
    noun, end = phrases.senses[at], at + 1
    while phrases.order.nouns_last and not noun.victim and _is_compound(phrases, end):
        noun, end = phrases.senses[end], end + 1
    if noun.people == "many" and not noun.victim and _is_singular(phrases, at):
        noun = replace(noun, people="one")
    group = replace(_plain(at, end, noun), victim=noun.victim, counted=noun.people == "two")
    if group.low and not phrases.order.nouns_last and phrases.has(at - 1, "bounds.at_least"):
        return replace(group, first=at - 1, high=None, bound="at_least")
    return group


def _is_singular(phrases: Phrases, at: int) -> bool:
    """Whether an article shows that a noun whose forms are alike is of one: « un Français »."""
    return not phrases.order.nouns_last and phrases.has(at - 1, "numbers.articles")


def _is_of_carrier(phrases: Phrases, at: int) -> bool:
    """Whether it only says what a vehicle or a house is for: "migrant rescue ship"."""
    if not phrases.order.nouns_last or phrases.senses[at].people != "one":
        return False
    is_next = phrases.has(at + 1, "things.carriers")
    return is_next or (phrases.has(at + 2, "things.carriers") and not phrases.ends(at + 1))


def _is_compound(phrases: Phrases, at: int) -> bool:
    """Whether another noun for people follows that says who the one before it is: "police *officer*"."""
    noun = phrases.senses[at] if at < len(phrases) else None
    if noun is None or not noun.people or phrases.has(at, "people.pronouns.one"):
        return False
    return not noun.victim or phrases.has(at - 1, "people.nations.one")
