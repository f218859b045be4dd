"""Where each language puts its words, as far as telling who was killed depends on it.

A new language is a new line of ORDERS; nothing else in this package asks which language it reads.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model import Language

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Order:
    """The word order of one language, and the endings by which it shows what a word may be."""

    verb_first: bool = False  # whom it befell stands behind the verb, others between: «قتلت الشرطة أمس ثلاثة»
    subject_first: bool = False  # a clause on who somebody is parts a subject from its verb
    noun_within: int = 5  # words from a number to its noun: "three off duty Iraqi police officers"
    nouns_last: bool = False  # of nouns in a row the last says who it is: "police officer"
    inverts: bool = False  # whom it befell may stand behind the whole verb: « ont péri deux gendarmes »
    commas_join: bool = True  # a comma alone may stand for "and": "man, two children killed"
    numbers_behind: bool = False  # a number may follow its noun: «ركابها الخمسة»
    described_by: tuple[str, ...] = ()  # tags of nouns that describe the one before: "deux soldats maliens"
    adjectives: tuple[str, ...] = ()  # tags of those that also describe what is nobody: «الشعب السوري»
    before_news: tuple[str, ...] = ()  # by which a verb begins that tells what was before the news
    plural_verbs: tuple[str, ...] = ()  # by which a phrase begins that only several can be subject of
    one_participle: re.Pattern[str] = _NEVER  # a participle that agrees with one: "tuée"
    many_participle: re.Pattern[str] = _NEVER  # with several: "tués"
    of_endings: tuple[str, ...] = ()  # of a phrase for people that says whose they are: "fils de"
    leads_off: tuple[str, ...] = ()  # of a phrase behind which stands who did it, or where: "shot by"
    feminine: str = ""  # ending by which an adjective agrees with its noun
    unknown_noun: re.Pattern[str] = _NEVER  # a noun outside the lexicon, where no capital tells a name
    particles: tuple[str, ...] = ()  # that such a noun may carry on its front
    maybe_two: tuple[str, ...] = ()  # endings of nouns that are dual or plural
    vowelled_two: re.Pattern[str] = _NEVER  # what shows a dual where vowels are written
    of_two: re.Pattern[str] = _NEVER  # a verb that shows that they are two
    plural_endings: tuple[str, ...] = ()  # of such a noun
    people_endings: tuple[str, ...] = ()  # of nouns for people outside the lexicon
    deed_endings: tuple[str, ...] = ()  # of verbs in the past
    present_endings: tuple[str, ...] = ()  # of verbs in the present, and of nouns in the plural
    adverb_endings: tuple[str, ...] = ()  # of words outside the lexicon that are no nouns


ORDERS: Mapping[Language, Order] = {
    "ar": Order(
        verb_first=True,
        noun_within=1,
        numbers_behind=True,
        described_by=("people.",),
        adjectives=("people.nations.", "adjectives."),
        feminine="ه",
        unknown_noun=re.compile("[ء-ي]{3}"),
        particles=tuple("وبلفك"),
        maybe_two=("ين",),
        vowelled_two=re.compile("ي[\u0651\u0652]ن"),
        of_two=re.compile("[يت][ء-ي]{2,}ان$"),
        plural_endings=("ين", "ون", "ات"),
    ),
    "en": Order(
        subject_first=True,
        nouns_last=True,
        people_endings=("ers", "ors", "ists", "ians", "eers", "ees", "men", "women"),
        leads_off=(" by", " in", " during", " while", " outside", " inside", " near"),
        deed_endings=("ed",),
        present_endings=("s",),
        adverb_endings=("ly", "wards", "ed"),
    ),
    "fr": Order(
        subject_first=True,
        people_endings=(
            "yeurs",
            "queurs",
            "isseurs",
            "geurs",
            "cheurs",
            "gneurs",
            "nistes",
            "alistes",
            "ciens",
            "logues",
        ),
        inverts=True,
        before_news=("avait", "avaient"),
        plural_verbs=("sont ", "ont ", "etaient ", "avaient ", "seraient ", "auraient ", "furent "),
        one_participle=re.compile(r"[a-z]+(?:e|u|i)\b"),
        many_participle=re.compile(r"[a-z]+(?:es|us)\b"),
        of_endings=(" de", " d'"),
        commas_join=False,
        described_by=("people.nations", "people.militants"),
    ),
}
