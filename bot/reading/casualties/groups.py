"""The people that a sentence counts or names by a noun: "121 قتيلا", "two other officers", "un enfant"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.model import Category, Language
from bot.reading.casualties.senses import Sense, Side, sense
from bot.reading.facts import Bound
from bot.reading.quantities import Quantity
from bot.reading.tokens import Token

_RUN = 5  # words from a number to its noun: "three off duty Iraqi police officers"
_REACH = 3  # words between "among them" and the number it speaks of
_JOINING = 2  # words that join two groups: "and a"
# Ends of English nouns for people, of adverbs
_AGENTS = ("ers", "ors", "ists", "ians", "eers", "ees", "men", "women")
_ADVERBS = ("ly", "wards")
_PEOPLE = Sense(people="many")
_DESCRIBES = ("people.nations", "adjectives")
_FIXED = {"one": 1, "two": 2}


@dataclass(frozen=True, slots=True)
class Group:
    """People, counted or named by a noun: the tokens from `first` to before `end`."""

    first: int
    end: int
    low: int | None
    high: int | None
    bound: Bound
    side: Side | None = None
    victim: Category | None = None  # their noun says already what befell them
    mixed: bool = False  # "dead and wounded": it says several such things
    sure: bool = True  # a noun says that they are people, or that there are others
    counted: bool = False  # by a number or a dual
    subset: bool = False  # a part of those counted before: "among them two children"
    of_them: bool = False  # "two of them"
    more: bool = False  # "14 more"


def groups(tokens: Sequence[Token], quantities: Iterable[Quantity], language: Language) -> list[Group]:
    """The groups of a sentence in order; none overlaps another."""
    parser = _Parser(tokens, {quantity.first: quantity for quantity in quantities}, language)
    found: list[Group] = []
    at = 0
    while at < len(tokens):
        group, at = parser.group(at)
        if group:
            continues = found and found[-1].subset and parser.is_joined(found[-1].end, group)
            found.append(replace(group, subset=True) if continues else group)
    return found


@dataclass(frozen=True, slots=True)
class _Parser:
    tokens: Sequence[Token]
    quantities: dict[int, Quantity]
    language: Language

    def group(self, at: int) -> tuple[Group | None, int]:
        """The group that begins here, and where to look for the next."""
        if self._is(at, "toll.more") and at + 1 in self.quantities:
            group, after = self.group(at + 1)  # "another 12"
            return group and replace(group, first=at, more=True), after
        quantity = self.quantities.get(at)
        group = self._counted(quantity) if quantity else self._named(at)
        if group is None:
            return None, quantity.end if quantity else at + 1
        group = self._extended(group)
        of_them = self._is(group.end, "words.of_them")
        return replace(group, subset=self._is_subset(group), of_them=of_them), group.end

    def is_joined(self, end: int, group: Group) -> bool:
        """Whether only "and" stands between, and no verb follows: "including a man and three boys"."""
        between = self.tokens[end : group.first]
        linked = len(between) <= _JOINING and any("words.and" in token.tags for token in between)
        linked = linked and not any(token.text == "," for token in between)
        return linked and not self._is(group.end, "words.be")

    def _counted(self, quantity: Quantity) -> Group | None:
        at = quantity.end
        while at < len(self.tokens) and self._is(at, "words.of") and at - quantity.end < _REACH:
            at += 1
        group = Group(
            quantity.first,
            quantity.end,
            quantity.low,
            quantity.high,
            quantity.bound,
            sure=False,
            counted=True,
        )
        if self._is(at, "words.between"):
            return self._joint(group, at + 1)
        if self._is(at, "things.time"):
            return self._aged(quantity, at)
        head = self._head(at)
        if head is None:
            return group
        noun = self._noun(head)
        if noun.victim and self._counts_other(head + 1):
            return None  # "three dead seals"
        if noun.thing and noun.people is None:
            return None
        victim = noun.victim or self._described(at, head)
        if noun.people == "two" and group.low == group.high == 1:
            group = replace(group, low=2, high=2)  # "un couple"
        return replace(group, end=head + 1, side=noun.side, victim=victim, sure=True)

    def _noun(self, at: int) -> Sense:
        """A word's part, where an English word that the lexicon does not know may be a noun for people."""
        token, noun = self.tokens[at], sense(self.tokens[at])
        is_agent = self.language == "en" and not token.tags and token.text.endswith(_AGENTS)
        return _PEOPLE if is_agent else noun

    def _counts_other(self, at: int) -> bool:
        """Whether an English noun that is not for people stands here, as far as the lexicon can tell."""
        if self.language != "en" or at >= len(self.tokens):
            return False
        token = self.tokens[at]
        return token.kind == "word" and not token.tags and not token.text.endswith(_ADVERBS)

    def _described(self, at: int, head: int) -> Category | None:
        """What befell the people of a noun, where a participle before it says it: "52 injured people"."""
        before = map(sense, self.tokens[at:head])
        return next((meaning.victim for meaning in before if meaning.triggers), None)

    def _aged(self, quantity: Quantity, at: int) -> Group | None:
        """As in "A 6-year-old boy", "the 6-year-old": one person, not six."""
        if not self._is(at, "things.age"):
            return None
        head = self._head(at + 1)
        noun = sense(self.tokens[head]) if head is not None else None
        if noun is None or head is None or noun.people in (None, "many"):
            return Group(quantity.first, at + 1, 1, 1, "exact", sure=False)
        return Group(quantity.first, head + 1, 1, 1, "exact", noun.side, noun.victim)

    def _head(self, at: int) -> int | None:
        """Where the noun of a number is that is followed by the tokens from here on."""
        found = None
        for index in range(at, min(at + (1 if self.language == "ar" else _RUN), len(self.tokens))):
            if (
                index in self.quantities
                or self._stops(index)
                or (found is not None and self._is(index, "words.of"))
            ):
                break
            noun = self._noun(index)
            if noun.people or noun.thing:
                if found is not None and (noun.victim or self._is(index, "people.pronouns.one")):
                    break  # "two people dead", "two wounded one"
                found = index
                if self.language != "en":  # English has its nouns last
                    break
        return found

    def _joint(self, group: Group, at: int) -> Group | None:
        """As in "12 بين قتيل وجريح": those of a number between the two."""
        if at + 1 >= len(self.tokens):
            return None
        victim, other = sense(self.tokens[at]).victim, sense(self.tokens[at + 1]).victim
        if not victim or not other:
            return None
        return replace(group, end=at + 2, victim=victim, mixed=True, sure=True)

    def _named(self, at: int) -> Group | None:
        if self._is(at, "words.one_of") and self._is_people(at + 1):
            return Group(at, at + 2, 1, 1, "exact", sense(self.tokens[at + 1]).side)
        if self.language == "en" and self._is_nation(at) and self._counts_other(at + 1):
            return self._of_nation(at)
        noun = sense(self.tokens[at])
        if noun.people in (None, "mass") or (noun.thing and not noun.victim) or self._is_adjective(at):
            return None
        behind = self._number_behind(at)
        if behind:
            return Group(
                at, behind.end, behind.low, behind.high, behind.bound, noun.side, noun.victim, counted=True
            )
        end = at + 1
        if (
            self._is(at, "people.parents.one")
            and end in self.quantities
            and self._head(self.quantities[end].end) is None
        ):
            return Group(at, self.quantities[end].end, 1, 1, "exact", noun.side)  # "father of 4"
        if self._is(at, "people.parents.one"):
            return None  # "the mother of a victim"
        while self.language == "en" and not noun.victim and self._is_compound(end):
            noun = sense(self.tokens[end])  # English has its nouns last: "police officer"
            end += 1
        number = _FIXED.get(noun.people or "")
        bound: Bound = "exact" if number else "unspecified"
        group = Group(at, end, number, number, bound, noun.side, noun.victim, counted=noun.people == "two")
        if number and self._is(at - 1, "bounds.at_least"):
            return replace(group, first=at - 1, high=None, bound="at_least")
        return group

    def _is_nation(self, at: int) -> bool:
        return self._is(at, "people.nations.one") or self._is(at, "people.nations.mass")

    def _of_nation(self, at: int) -> Group | None:
        """As in "Indian Olympic wrestlers"; "a Ukrainian city" is nobody."""
        head = self._head(at + 1)
        if head is None:
            return None
        noun = self._noun(head)
        if noun.victim or noun.people is None or noun.people == "mass":
            return None
        number = _FIXED.get(noun.people)
        return Group(at, head + 1, number, number, "exact" if number else "unspecified", noun.side)

    def _is_adjective(self, at: int) -> bool:
        """Whether a word for people describes what stands before it: «الشعب السوري», «هجوم إرهابي»."""
        token = self.tokens[at]
        if self.language != "ar" or at == 0 or not any(tag.startswith(_DESCRIBES) for tag in token.tags):
            return False
        before = self.tokens[at - 1]
        meaning = sense(before)
        is_noun = before.kind == "word" and not (
            meaning.triggers or meaning.people or "words.function" in before.tags
        )
        return is_noun and not token.clitics.startswith("و") and _has_article(before) == _has_article(token)

    def _number_behind(self, at: int) -> Quantity | None:
        """Of Arabic nouns in the plural: «ركابها الخمسة», «مصريين اثنين»."""
        quantity = self.quantities.get(at + 1)
        if self.language != "ar" or quantity is None or sense(self.tokens[at]).people == "one":
            return None
        is_apart = self.tokens[at + 1].clitics not in ("", "ال") or (
            quantity.end < len(self.tokens)
            and (sense(self.tokens[quantity.end]).thing or sense(self.tokens[quantity.end]).people)
        )
        return None if is_apart else quantity

    def _is_compound(self, at: int) -> bool:
        noun = self._noun(at) if at < len(self.tokens) and self._noun(at).people else None
        is_free = not noun.victim or self._is(at - 1, "people.nations.one") if noun else False
        return is_free and not self._is(at, "people.pronouns.one")

    def _extended(self, group: Group) -> Group:
        """With what describes it behind its noun."""
        end, side, more = group.end, group.side, group.more
        while end < len(self.tokens) and end not in self.quantities and end - group.end < _RUN:
            token, noun = self.tokens[end], sense(self.tokens[end])
            describes = noun.people and not noun.victim and token.clitics in ("", "ال")
            if self._is(end, "words.other"):
                more = more or self._is(end, "toll.more")
            elif self._is(end, "words.of") and self._is_people(end + 1):
                pass
            elif not (describes and (self.language == "ar" or self._is_of_nation(end))):
                break
            side = side or noun.side
            end += 1
        group = replace(group, end=end, side=side, more=more, sure=group.sure or end > group.end)
        return self._bounded(self._with_second_victim(group))

    def _is_of_nation(self, at: int) -> bool:
        """Whether it is a French adjective behind its noun: "deux soldats maliens"."""
        tags = self.tokens[at].tags
        return self.language == "fr" and any(tag.startswith("people.nations") for tag in tags)

    def _with_second_victim(self, group: Group) -> Group:
        """As in "dozens of dead and wounded": one number, two things that befell them."""
        at = group.end + (self._is(group.end, "words.and") or self._is(group.end, "words.or"))
        at += at > group.end and self._is(at, "words.of")  # "de morts et de blessés"
        if not group.victim or not group.counted or at >= len(self.tokens) or at in self.quantities:
            return group
        second = sense(self.tokens[at])
        joined = at > group.end or self.tokens[at].clitics.startswith("و")
        if joined and second.victim and second.people == "many" and second.victim != group.victim:
            return replace(group, end=at + 1, mixed=True)
        return group

    def _bounded(self, group: Group) -> Group:
        """With "at least" behind the noun."""
        at = group.end + (group.end < len(self.tokens) and self.tokens[group.end].text in {",", "،"})
        if group.low is not None and self._is(at, "bounds.at_least_after"):
            return replace(group, end=at + 1, high=None, bound="at_least")
        return group

    def _is_subset(self, group: Group) -> bool:
        for at in range(group.first - 1, max(group.first - 1 - _REACH, -1), -1):
            if self._is(at, "words.among"):
                return True
            if self._is(at, "words.of") or self._is(at, "words.other"):
                continue
            if self._stops(at) and not self._is(at, "words.article"):
                return False
        return False

    def _is(self, at: int, tag: str) -> bool:
        return 0 <= at < len(self.tokens) and tag in self.tokens[at].tags

    def _is_people(self, at: int) -> bool:
        return (
            at < len(self.tokens) and at not in self.quantities and sense(self.tokens[at]).people is not None
        )

    def _stops(self, at: int) -> bool:
        """Whether a noun phrase ends before this token."""
        token, meaning = self.tokens[at], sense(self.tokens[at])
        return (
            token.kind == "mark"
            or "words.function" in token.tags
            or "words.be" in token.tags
            or "words.and" in token.tags
            or "words.or" in token.tags
            or token.clitics.startswith(("و", "ف"))
            or (bool(meaning.triggers) and meaning.people is None)
        )


def _has_article(token: Token) -> bool:
    """Whether it carries the Arabic article; of words outside the lexicon it is not taken off."""
    return token.clitics.endswith(("ال", "لل")) or token.text.startswith("ال")
