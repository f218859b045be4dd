"""Who was killed, wounded, arrested: which group of people each trigger of a sentence speaks of."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.model import Category
from bot.reading.casualties.groups import Group
from bot.reading.casualties.senses import sense
from bot.reading.sentence import Sentence

# How far, in tokens, whom it befell may stand from its trigger. Wider takes other people for victims.
_NEAR = 2  # right behind it, but for articles and possessives
_BEHIND = 10  # with a time, a place or an agent between: "قتلت الشرطة في غزة أمس 3 أشخاص"
_AHEAD = 25  # with a relative clause between: "five people who were in a lift that fell have died"
_NAME = 4  # words of a name
_TOLL = 16  # from "the death toll" to its number
_OF_TOLL = 3  # from "the number" to "of the dead"
_WALLS = frozenset(".:;؛()?؟!")
_PRONOUNS = {
    "event_one": 1,
    "event_two": 2,
    "event_many": None,
    "verb_one": 1,
    "verb_two": 2,
    "verb_many": None,
}
_TAKEN = frozenset({"detained", "abducted", "displaced", "missing"})
_NAMED = frozenset({"killed", "wounded", "detained", "abducted"})  # what befalls somebody by name
_ARABIC = re.compile("[ء-ي]{3}")
_PLURALS = ("ين", "ون", "ات")  # of a word that the lexicon does not know
_OPPOSED = ({"forces", "militants"},)  # two sides of a fight are not added up


@dataclass(frozen=True, slots=True)
class Patient:
    """Those to whom something happened, and the words that say so."""

    category: Category
    group: Group
    trigger: int  # its token; the group's own noun where that says it

    @property
    def first(self) -> int:
        """The first token of the claim."""
        return min(self.group.first, self.trigger)

    @property
    def end(self) -> int:
        """The token behind the claim."""
        return max(self.group.end, self.trigger + 1)


def patients(sentence: Sentence, groups: Sequence[Group]) -> list[Patient]:
    """All of a sentence, in the order of their triggers; subsets are left out."""
    return _Scan(sentence, groups).patients()


class _Scan:
    def __init__(self, sentence: Sentence, groups: Sequence[Group]) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._senses = [sense(token) for token in sentence.tokens]
        self._groups = groups
        self._firsts = [group.first for group in groups]
        self._ends = [group.end for group in groups]
        self._used: set[int] = set()  # by first token
        self._found: list[Patient] = []

    def patients(self) -> list[Patient]:
        for at, meaning in enumerate(self._senses):
            if meaning.category and not self._is_second_of_joint(at) and not self._is_counted(at):
                self._trigger(at, meaning.category, meaning.triggers)
            elif "toll.dead" in self._tokens[at].tags:
                self._toll(at, "killed")
        for group in self._groups:
            if group.victim and group.first not in self._used and not group.subset:
                self._victims(group)
        found = [replace(patient, group=self._with_side(patient.group)) for patient in self._found]
        return sorted(found, key=lambda patient: (patient.first, patient.group.first))

    def _with_side(self, group: Group) -> Group:
        """As in "121 dead, most of them fighters": what is said of the most stands for all."""
        if not self._is(group.end, "words.most"):
            return group
        following = next(self._following(group.first), None)
        near = following is not None and following.first - group.end <= _OF_TOLL
        return replace(group, side=following.side) if following and near else group

    # --- triggers -----------------------------------------------------------------------------------

    def _trigger(self, at: int, category: Category, kinds: frozenset[str]) -> None:
        group = self._search(at, kinds) or self._referred(at, kinds) or self._someone(at, kinds)
        if group is None or group.subset or (group.of_them and not self._has_antecedent(group)):
            return
        if self._is_one_of_many(group, at) or (category == "missing" and self._is_found(group, at)):
            return
        if category in _TAKEN and (self._is_free(at, max(group.end, at + 1)) or self._takes_thing(at)):
            return
        if category == "displaced" and group.low == 1:
            return
        if group.victim == "abducted" and category == "detained":
            category = "abducted"  # to hold hostages
        group = self._with_company(self._numbered(group), at)
        joint = self._joint(at)
        for whole in self._with_others(group, category):
            is_dead = category == "wounded" and self._is(whole.end, "casualties.killed.natural")
            self._used |= {whole.end} if is_dead else set()  # "shot two men dead"
            effect: Category = "killed" if is_dead else category
            self._found.append(Patient(effect, replace(whole, mixed=joint or whole.mixed), at))
        self._used.add(at)  # "wounded" was this verb, and is no noun beside it

    def _is_free(self, first: int, end: int) -> bool:
        """Whether they are let go or come home: "the release of five prisoners", "refugees return"."""
        goes = any(self._is(at, "words.goes") for at in range(end, end + _NEAR + 1))
        return goes or self._has(first, "words.freed", _NEAR * 2)

    def _is_one_of_many(self, group: Group, at: int) -> bool:
        """As in "His brother was among those killed": one of those whom another claim counts."""
        before = at - 2 if self._is(at - 1, "words.who") else at - 1
        return self._is(before, "words.among") and not group.counted and group.end <= before

    def _is_found(self, group: Group, at: int) -> bool:
        """Whether those missing are so no longer: "the missing boy was found"."""
        last = max(group.end, at) + _NEAR * 4
        return any(self._is(index, "words.found") for index in range(min(group.first, at), last))

    def _with_company(self, group: Group, at: int) -> Group:
        """As in "Was arrested alongside two others": with those behind the trigger."""
        if not (self._is(at + 1, "words.alongside") and group.end <= at):
            return group
        other = next(self._following(at), None)
        if other is None or other.first - at > _NEAR * 2 or other.low is None or group.low is None:
            return group
        self._used.add(other.first)
        return _sum(group, other)

    def _numbered(self, group: Group) -> Group:
        """As in "All on board, who numbered 39": with the number that follows."""
        following = next(self._following(group.first), None)
        if group.counted or following is None or not following.counted:
            return group
        between = range(group.end, min(following.first, group.end + _BEHIND))
        return following if any(self._is(at, "toll.numbering") for at in between) else group

    def _takes_thing(self, at: int) -> bool:
        """Whether it is no person whom they hold: «تحتجز سفينة»."""
        following = at + 1
        if following >= len(self._tokens) or self._tokens[following].clitics:
            return False
        if self._senses[at].category == "missing" and not self._tokens[following].tags:
            is_name = self._is_name(following) and self._is_name(following + 1)
            return self._tokens[following].kind == "word" and not is_name  # "missing body parts"
        return self._senses[following].thing and not self._senses[following].people

    def _is_other(self, at: int) -> bool:
        """Whether it is an English word of which the lexicon knows nothing, and no name."""
        if at >= len(self._tokens):
            return False
        token = self._tokens[at]
        is_known = token.tags or self._is_name(at) or _ARABIC.match(token.text)
        return token.kind == "word" and not is_known

    def _has_antecedent(self, group: Group) -> bool:
        """Whether "them" are people of whom nothing is claimed: "fired at colleagues and killed 4 of them"."""
        before = next(self._preceding(group.first), None)
        return before is not None and before.first not in self._used

    def _referred(self, at: int, kinds: frozenset[str]) -> Group | None:
        """Whom a pronoun on the trigger refers to: «مقتلهما»."""
        if self._is(at - 1, "background.after") or self._tokens[at].clitics.endswith("ل"):
            return None  # "died after he was wounded"
        for kind in sorted(kinds & _PRONOUNS.keys(), reverse=True):  # verbs first: they need an antecedent
            if kind.startswith("verb") and next(self._preceding(at), None) is None:
                return None  # nobody whom the pronoun could mean
            number = _PRONOUNS[kind]
            return Group(at, at + 1, number, number, "exact" if number else "unspecified")
        return None

    def _search(self, at: int, kinds: frozenset[str]) -> Group | None:
        last = self._end_of_joint(at)
        if "possessed" in kinds and at and self._tokens[at - 1].text == "'s":
            return self._possessor(at)
        if "cases" in kinds:
            return self._before(at - self._is(at - 1, "words.of"), 0, sure=False)
        if kinds & {"participle", "passive"} and self._is_passive(at):
            return self._subject(at)
        if "participle" in kinds and self._is(at - 1, "words.those"):
            return None  # "those killed"
        if self._is_with_article(at):
            return self._before(at, 0) if "event" in kinds else None
        found = self._behind(at, last, kinds)
        if found or "takes" in kinds:
            return found
        return self._ahead(at, last, kinds)

    def _behind(self, at: int, last: int, kinds: frozenset[str]) -> Group | None:
        """Whom it befell, behind the trigger."""
        if "takes" in kinds:
            taken = self._object(last)
            return taken if taken and self._is(taken.end - 1, "people.lives.many") else None
        if kinds & {"verb", "after"} and _ARABIC.match(self._tokens[at].text):
            return self._after(last, _BEHIND)
        if "event" in kinds:
            return self._after(last, _NEAR * 2)
        return self._object(last) if kinds & {"participle", "passive", "after"} else None

    def _ahead(self, at: int, last: int, kinds: frozenset[str]) -> Group | None:
        """Whom it befell, before the trigger."""
        if "passive" in kinds:
            return self._before(at, 0)  # "two hurt"
        if "before" in kinds:
            return self._subject_of(at)
        if not kinds & {"participle", "verb"} or self._is_active(at, last):
            return None
        found = self._before(at, _BEHIND, number=self._number(at + 1))
        return None if found and "verb" in kinds and not self._is_subject_first(found, at) else found

    def _subject_of(self, at: int) -> Group | None:
        """Who stands before a verb that has no object: "five people who were in a lift died"."""
        name, pronoun = self._behind_comma(at - 2), self._pronoun(at)
        if self._is(at - 1, "words.who") and self._is_name(name):
            return Group(name, at, 1, 1, "exact")  # "Smith, who died"
        if pronoun is not None:
            return Group(pronoun, at, 1, 1, "exact")
        found = self._before(at, _AHEAD, number=self._number(at + 1))
        if found or _ARABIC.match(self._tokens[at].text):
            return found
        named = self._name_to(at)
        return named if named and named.end - named.first > 1 else None

    def _subject(self, at: int) -> Group | None:
        """Who stands before a passive: "two engineers were killed"."""
        if any(self._is(before, "words.be_many") for before in range(at - _NEAR, at)):
            return self._before(at, _AHEAD, number="many") or self._named_before(at)
        found = self._named_before(at) or self._before(at, _AHEAD, number=self._number(at))
        return found or self._first_name(at)

    def _object(self, at: int) -> Group | None:
        """Whom an active participle names right behind it; "killed in a camp", "by gunmen" name nobody."""
        group = self._after(at, _NEAR * 2)
        if group is None:
            return None
        between = self._tokens[at + 1 : group.first]
        if any("words.function" in it.tags or "words.and" in it.tags or it.text == "," for it in between):
            return None
        if group.bound == "unspecified" and self._is_attribute(at):
            return None
        return group

    def _is_attribute(self, at: int) -> bool:
        """Whether a participle only describes those behind it: "care for wounded soldiers"."""
        return at > 0 and any(
            self._is(at - 1, tag) for tag in ("words.function", "words.article", "words.of", "words.those")
        )

    def _behind_comma(self, at: int) -> int:
        return at - 1 if at >= 0 and self._tokens[at].text == "," else at

    def _pronoun(self, at: int) -> int | None:
        """As in "He is now in custody": whom a pronoun names, right before but for "is" and an adverb."""
        for before in range(at - 1, max(at - 1 - _NAME, -1), -1):
            if self._is(before, "words.he"):
                return before
            if not (self._is(before, "words.be") or self._is(before, "words.adverb")):
                return None
        return None

    def _is_subject_first(self, group: Group, at: int) -> bool:
        """Whether whom it befell may stand before a verb that usually comes first."""
        return group.counted or self._is(at - 1, "words.who") or self._is(group.first - 1, "source.that")

    def _is_with_article(self, at: int) -> bool:
        """Whether it is a noun that nobody can follow: «القتل»; «القبض على» is a phrase."""
        token = self._tokens[at]
        return token.clitics.endswith("ال") and " " not in token.text

    def _is_active(self, at: int, last: int) -> bool:
        """Whether somebody does it to somebody whom no group names: "who killed", "killed his"."""
        object_follows = self._is(last + 1, "words.article") and " " not in self._tokens[last].text
        return self._is(at - 1, "words.does") or object_follows

    def _named_before(self, at: int) -> Group | None:
        """The person who is only named before "was killed"."""
        end = next(before for before in range(at - 1, -1, -1) if self._is(before, "words.be"))
        if self._is(end - 1, "words.he"):
            return Group(end - 1, end, 1, 1, "exact")
        return self._name_to(end)

    def _first_name(self, at: int) -> Group | None:
        """The person with whose full name the sentence begins: "Jane Roe of Austin, Texas, was arrested"."""
        is_full = self._is_name(0) and self._is_name(1) and at <= _AHEAD and self._number(at) == "one"
        return Group(0, _NEAR, 1, 1, "exact") if is_full and not self._walled(_NEAR, at) else None

    def _name_to(self, end: int) -> Group | None:
        """The person whose name, or name and age, ends before this token: "Jane Roe, 63, died"."""
        aged = end - 3 >= 0 and self._tokens[end - 1].text == self._tokens[end - 3].text == ","
        if aged and self._tokens[end - 2].kind == "number":
            end -= 3
        first = end
        while first > 0 and end - first < _NAME and self._is_name(first - 1):
            first -= 1
        if first == end or self._is(first - 1, "words.place"):
            return None
        return Group(first, end, 1, 1, "exact")

    def _possessor(self, at: int) -> Group | None:
        """The person of "Nichols' death"."""
        owner = self._before(at - 1, 0)
        if owner is None and self._is_name(at - 2):
            return Group(at - 2, at - 1, 1, 1, "exact")
        return owner

    def _after(self, at: int, reach: int) -> Group | None:
        """The group that follows within reach; one that is counted before one that may be the agent."""
        agent = None
        for group in self._following(at):
            if group.first - at - 1 > reach or self._walled(at + 1, group.first):
                break
            if group.first in self._used:
                break
            if not group.sure and group.first - at - 1 > _NEAR:
                continue
            if group.low is None and group.first - at - 1 > _NEAR * 2:
                continue
            if group.counted or not (self._is_definite(group) or self._is_agent(group)):
                return group
            agent = agent or group
        return agent

    def _is_agent(self, group: Group) -> bool:
        """Whether one person did it to the counted ones that follow at once: «قتل شخص 5 نساء»."""
        following = next(self._following(group.first), None)
        return (
            group.low == 1
            and following is not None
            and following.counted
            and following.first == group.end
            and not self._tokens[following.first].clitics
        )

    def _number(self, at: int) -> str | None:
        """The grammatical number that the verb right before this token has, where it shows: "was", "dies"."""
        verbs = range(max(0, at - _NEAR), at)
        return "one" if any(self._is(verb, "words.be_one") for verb in verbs) else None

    def _before(self, at: int, reach: int, *, sure: bool = True, number: str | None = None) -> Group | None:
        for group in self._preceding(at):
            if at - group.end > reach or self._walled(group.end, at, but="words.among"):
                return None
            if group.first in self._used or group.subset or (number == "many" and self._is_alone(group)):
                continue
            if number == "one" and (group.low or 2) > 1:
                continue
            if group.sure or not sure or (at - group.end <= _NEAR and not self._is_other(group.end)):
                return group
        return None

    def _is_alone(self, group: Group) -> bool:
        """Whether it is one person, whom a plural verb does not mean: "supporters of the mayor were"."""
        joined = any(self._links(at) for at in range(max(0, group.first - _NEAR), group.first))
        return group.low == 1 and not group.counted and not joined

    def _is_counted(self, at: int) -> bool:
        """Whether the word is the noun of a number: "four wounded"."""
        before = bisect_left(self._firsts, at) - 1
        group = self._groups[before] if before >= 0 else None
        return bool(group and at < group.end and group.victim and group.counted)

    def _someone(self, at: int, kinds: frozenset[str]) -> Group | None:
        """A person who is only named: the person, or whom an event's noun is followed by."""
        name = at + 1 + self._is(at + 1, "people.nations.one")
        is_full = self._senses[at].category != "missing" or self._is_name(name + 1)
        if kinds & {"event", "participle", "verb", "after"} and self._is_name(name) and is_full:
            return Group(name, name + 1, 1, 1, "exact")
        behind_preposition = self._tokens[at].clitics.endswith(("ب", "ل"))
        is_noun = "event" in kinds and ("verb" not in kinds or behind_preposition)
        if is_noun and not self._is_with_article(at) and self._senses[at].category in _NAMED:
            return self._unknown(at + 1)
        return None

    def _unknown(self, at: int) -> Group | None:
        """Who follows an Arabic noun of an event, where the lexicon lacks the word: a name, a calling."""
        if at >= len(self._tokens):
            return None
        token = self._tokens[at]
        known = any(not tag.startswith("cause.") for tag in token.tags)
        if token.kind != "word" or known or not _ARABIC.match(token.text) or token.text[0] in "وبلفك":
            return None
        if token.text.endswith(_PLURALS):
            return Group(at, at + 1, None, None, "unspecified", sure=False)
        return Group(at, at + 1, 1, 1, "exact", sure=False)

    def _is_name(self, at: int) -> bool:
        if any(person.first == at for person in self._sentence.people):
            return True
        if at >= len(self._tokens):
            return False
        token = self._tokens[at]
        return token.kind == "word" and not token.tags and self._sentence.words(at, at + 1)[:1].isupper()

    def _with_others(self, group: Group, category: Category) -> Iterator[Group]:
        """The group with those that "and" joins to it: added up where both are counted."""
        self._used.add(group.first)
        whole = self._with_preceding(group, category)
        enemy = self._enemy_before(whole)
        if enemy is not None:
            self._used.add(enemy.first)
            yield enemy
        for other in self._following(group.first):
            if not self._is_joined(whole, other, category):
                break
            self._used.add(other.first)
            if self._is_definite_one(whole) and self._is_definite_one(other):
                continue  # «الفنان والناشط»: one person
            if other.low is not None and whole.low is not None and {whole.side, other.side} not in _OPPOSED:
                whole = _sum(whole, other)
            else:
                yield whole
                whole = other
        yield whole

    def _with_preceding(self, group: Group, category: Category) -> Group:
        """As in "Five children and a woman were hurt": with those joined before them."""
        whole = group
        for other in self._preceding(group.first):
            adjective = self._is_other(other.end) and not self._is_other(other.end + 1)
            between = range(other.end + adjective, whole.first)
            linked = any(self._links(at) or self._tokens[at].text == "," for at in between)
            linked = linked and not any(
                self._senses[at].triggers or self._is(at, "words.who") for at in between
            )
            fits = not other.subset and other.victim in (None, category) and other.first not in self._used
            if not (linked and fits and len(between) <= _NEAR and other.low and whole.low is not None):
                break
            if {whole.side, other.side} in _OPPOSED:
                break
            if other.low == whole.low and not any(self._links(at) for at in between):
                break  # "two engineers, an Afghan and a Filipino": told again one by one
            self._used.add(other.first)
            whole = replace(_sum(other, whole), end=whole.end)
        return whole

    def _enemy_before(self, whole: Group) -> Group | None:
        """As in "Two soldiers and five rebels were killed": the other side, counted apart."""
        other = next(self._preceding(whole.first), None)
        if other is None or not other.counted or other.subset or other.victim or other.first in self._used:
            return None
        between = range(other.end, whole.first)
        linked = len(between) <= _NEAR and any(map(self._links, between))
        return other if linked and {whole.side, other.side} in _OPPOSED else None

    def _is_joined(self, whole: Group, other: Group, category: Category) -> bool:
        if other.subset or other.victim not in (None, category) or other.first in self._used:
            return False
        first = whole.end
        while first < other.first and first - whole.end < _NAME + _NEAR and self._is_of_name(first):
            first += (
                1  # "the mayor John Smith and his driver", "two members of the Wolf Brigade and a cleric"
            )
        between = range(first, other.first)
        begins = self._tokens[other.first].clitics.startswith("و")
        if len(between) > _NEAR or any(self._senses[at].triggers for at in between):
            return False
        linked = begins or any(self._links(at) for at in between) or self._is_listed(whole, other, first)
        return linked and not self._is_subject(other)

    def _is_of_name(self, at: int) -> bool:
        linking = any(self._is(at, tag) for tag in ("words.particle", "words.of", "words.article"))
        return self._is_name(at) or linking

    def _is_listed(self, whole: Group, other: Group, at: int) -> bool:
        """Whether the list goes on with "and": "his wife, her mother and their children"."""
        if self._tokens[at].text != ",":
            return False
        last = next(self._following(other.first), None)
        between = range(other.end, last.first) if last else range(0)
        told_again = (
            last and (other.low or 0) + (last.low or 0) == whole.low
        )  # "two men, a father and his son"
        return 0 < len(between) <= _NEAR and any(map(self._links, between)) and not told_again

    def _links(self, at: int) -> bool:
        token = self._tokens[at]
        return "words.and" in token.tags or token.text == "و"

    def _is_subject(self, group: Group) -> bool:
        """Whether a verb of its own follows: "... and four were wounded"."""
        for at in range(group.end, min(group.end + _NEAR, len(self._tokens))):
            if "words.be" in self._tokens[at].tags or self._senses[at].triggers & {"participle", "before"}:
                return True
        return False

    # --- joint triggers: "killed or wounded 20" ------------------------------------------------------

    def _end_of_joint(self, at: int) -> int:
        following = at + 1 + (at + 1 < len(self._tokens) and self._is_link(at + 1))
        if following < len(self._tokens) and self._is_second_of_joint(following):
            return following
        return at

    def _is_link(self, at: int) -> bool:
        return "words.and" in self._tokens[at].tags or "words.or" in self._tokens[at].tags

    def _joint(self, at: int) -> bool:
        return self._end_of_joint(at) != at

    def _is_second_of_joint(self, at: int) -> bool:
        """Whether only "and" or "or" stands between this trigger and the one before it."""
        linked = self._tokens[at].clitics.startswith("و")
        first = at - 1
        if not linked and first >= 0 and self._is_link(first):
            linked, first = True, first - 1
        return bool(
            linked
            and first >= 0
            and self._senses[first].triggers & self._senses[at].triggers
            and self._senses[first].category not in (None, self._senses[at].category)
        )

    # --- nouns that say it themselves ----------------------------------------------------------------

    def _victims(self, group: Group) -> None:
        category = group.victim
        if category is None:
            return
        among = self._counted_among(group) or self._told_of(group)
        if category in _TAKEN and self._is_free(group.first, group.end):
            return
        behind = self._said_behind(group)
        if behind:
            self._found.append(Patient(category, behind, group.first))
            return
        if not group.counted and among is None:
            if self._has(group.first, "toll.noun", _OF_TOLL) and self._toll(group.end - 1, category):
                return
            if not self._is_told(group):
                return
        self._used.add(group.first)
        self._found.append(Patient(category, among or group, group.first))

    def _said_behind(self, group: Group) -> Group | None:
        """«القتلى بالعشرات»: by the dozen."""
        following = next(self._following(group.first), None)
        if (
            group.counted
            or following is None
            or following.bound != "vague"
            or following.first - group.end > _NEAR
        ):
            return None
        return following if self._tokens[following.first].clitics == "بال" else None

    def _counted_among(self, group: Group) -> Group | None:
        """As in "Eight journalists among the dead": those, where the dead are not counted."""
        if group.counted or not self._is(group.first - 1, "words.between"):
            return None
        before = next(self._preceding(group.first), None)
        if before is None or not before.counted or before.first in self._used or before.end < group.first - 1:
            return None
        self._used.add(before.first)
        return before

    def _told_of(self, group: Group) -> Group | None:
        """Those right before the noun: "three people dead"."""
        before = next(self._preceding(group.first), None)
        if group.counted or before is None or before.end != group.first:
            return None
        if before.victim or before.low is None or before.first in self._used:
            return None
        noun = self._senses[group.first]
        is_adjective = noun.triggers or self._is(group.first, "casualties.killed.natural")
        is_complement = noun.people == "one" and noun.victim in _TAKEN  # "took a pilot hostage"
        if not (is_adjective or is_complement):
            return None  # "the Ukrainian refugees"
        self._used.add(before.first)
        return before

    def _is_told(self, group: Group) -> bool:
        """Whether a noun without a number says that there were victims, rather than speaks of known ones."""
        at = group.first
        if self._tokens[at].clitics.endswith("ك"):  # "like a hostage"
            return False
        if self._has(at, "words.several", _OF_TOLL) or self._has(at, "toll.causes", _NEAR * 2):
            return True
        begins = at == 0 or self._tokens[at].clitics == "و"
        return begins and group.first + 1 == group.end and not self._is_definite(group)

    def _has(self, at: int, tag: str, reach: int) -> bool:
        return any(self._is(before, tag) for before in range(max(0, at - reach), at))

    def _toll(self, at: int, category: Category) -> bool:
        """As in "The number of the dead rose on Monday to 205"; False when no number follows."""
        rise = any_number = None
        for index in range(at + 1, min(at + 1 + _TOLL, len(self._tokens))):
            if self._tokens[index].text in _WALLS:
                break
            if "toll.rise" in self._tokens[index].tags:
                rise = index
            any_number = self._group_at(index)
            if any_number and any_number.counted and (rise is not None or index - at <= _NEAR):
                self._used.add(any_number.first)
                self._found.append(Patient(category, replace(any_number, sure=True), at))
                return True
        if any(self._is(index, "toll.grows") for index in range(at + 1, at + 1 + _NEAR)):
            self._found.append(Patient(category, Group(at, at + 1, None, None, "unspecified"), at))
        return False

    # --- looking around ------------------------------------------------------------------------------

    def _group_at(self, at: int) -> Group | None:
        index = bisect_left(self._firsts, at)
        found = index < len(self._groups) and self._firsts[index] == at
        return self._groups[index] if found else None

    def _following(self, at: int) -> Iterator[Group]:
        return islice(self._groups, bisect_right(self._firsts, at), None)

    def _preceding(self, at: int) -> Iterator[Group]:
        last = bisect_right(self._ends, at)
        return (self._groups[index] for index in range(last - 1, -1, -1))

    def _walled(self, first: int, end: int, but: str = "") -> bool:
        """Whether the sentence turns elsewhere between these tokens."""
        return any(
            self._tokens[at].text in _WALLS
            or (bool(self._senses[at].triggers) and self._senses[at].people is None)
            or ("words.among" in self._tokens[at].tags and but != "words.among")
            for at in range(first, end)
        )

    def _is(self, at: int, tag: str) -> bool:
        return 0 <= at < len(self._tokens) and tag in self._tokens[at].tags

    def _is_definite_one(self, group: Group) -> bool:
        return group.low == 1 and self._is_definite(group)

    def _is_definite(self, group: Group) -> bool:
        return "ال" in self._tokens[group.first].clitics or self._tokens[group.first].clitics.endswith("لل")

    def _is_passive(self, at: int) -> bool:
        return any("words.be" in self._tokens[before].tags for before in range(max(0, at - _NEAR), at))


def _sum(first: Group, second: Group) -> Group:
    low = (first.low or 0) + (second.low or 0)
    high = None if None in (first.high, second.high) else (first.high or 0) + (second.high or 0)
    bound = second.bound if first.bound == "exact" else first.bound
    side = first.side if first.side == second.side else None
    return replace(first, end=second.end, low=low, high=high, bound=bound, side=side, counted=True)
