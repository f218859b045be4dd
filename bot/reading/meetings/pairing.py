"""What the grammars of verbs and nouns of meeting share: who is meant, and who meets whom."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from bot.reading.meetings.reach import is_joined, last_two
from bot.reading.meetings.words import Words
from bot.reading.sentence import Mention

Pair = tuple[Mention, Mention]

_COMPOUND = 2  # words between two names and the noun that they qualify: "A and B peace talks"
_OTHERS = 9  # words between a verb and whom both who do it meet
_BOTH = 8  # words between a word of meeting and "the two"
_PAIR = 2
_VERBS = frozenset({"verb", "talk", "contact", "visit", "cue"})  # of words with which a sentence may begin
_LED_BY = (
    "link.with",
    "link.loose",
    "link.place",
    "link.to",
    "link.end",
    "cue.behind",
    "contact.noun",
    "contact.remote",
)


def is_noun(words: Words, at: int) -> bool:
    """Whether a word of meeting is a noun, around which the parties stand otherwise than around a verb."""
    if words.has(at, "contact.call", "verb.base") and words.has(
        at - 1, "cue.will", "cue.planned", "cue.possible"
    ):
        return False  # "to call", "to sit down"
    nominal = ("contact.noun", "contact.letter")
    return words.has(at, *nominal) or any(role.startswith("noun") for role in words.roles[at])


def among(words: Words, people: Sequence[Mention]) -> Iterable[Pair]:
    """Of those named behind a word of meeting, who met whom: "between A, B and C", "A with B and C"."""
    subjects = [people[0]]
    for mention in people[1:]:
        if not is_joined(words, subjects[-1].end, mention):
            break
        subjects.append(mention)
    objects = people[len(subjects) :]
    return product(subjects, objects) if objects else combinations(subjects, 2)


def last_pair(words: Words, at: int) -> list[Pair]:
    """The last two named before a word, as a pair; none where there are no two."""
    found = last_two(words, at)
    return [(found[0], found[1])] if len(found) == _PAIR else []


def both(words: Words, at: int) -> Pair | None:
    """Whom "the two" around a word of meeting stands for."""
    ahead, back = range(at, min(at + _BOTH, len(words))), range(at - 1, max(at - _BOTH, 0) - 1, -1)
    clause = next((here for here in back if _is_clause(words, here)), -1)
    stop = next((here for here in ahead[1:] if _is_clause(words, here)), len(words))
    earlier = (
        here for here in back if here > clause and not words.has(here, "cue.hold_past", "cue.hold_present")
    )
    later = (here for here in ahead if here < stop)
    return next((words.both[here] for here in (*later, *earlier) if here in words.both), None)


def _is_clause(words: Words, at: int) -> bool:
    """Whether here something else begins than when or where two do something."""
    return words.has(at, "link.end") and not words.has(at, "cue.behind", "cue.ahead", "link.during")


def topic_of(words: Words, at: int) -> list[Mention]:
    """Whom "his meeting", or a verb without a subject, means: the subject of the sentence before."""
    start = next((here + 1 for here in range(at - 1, -1, -1) if words.breaks(here)), 0)
    if words.any_has(start, at, "person.title") or any(here in words.covered for here in range(start, at)):
        return []
    if not (words.has(at, "noun.own") or _drops_subject(words, start)):
        return []
    if start:
        return [next(iter(words.named.values()))] if min(words.named) < start else []
    return [Mention(words.topic, at, at + 1)] if words.topic else []


def _drops_subject(words: Words, start: int) -> bool:
    """Whether an Arabic clause begins with a verb that no subject follows: «وأثنى في اتصال مع فلان»."""
    joined = words.tokens[start].text.startswith("و") or words.clitics(start).conjunction == "و"
    verbal = words.groups(start) <= _VERBS and not words.clitics(start).article
    after = start + 1
    led = after < len(words) and words.clitics(after).preposition in ("ب", "ل")
    return joined and verbal and (led or words.has(after, *_LED_BY))


def is_with_others(words: Words, at: int) -> bool:
    """Whether "with" and an office lead to somebody else: "A and B plan talks with the president of C"."""
    for here in range(at + 1, min(at + _OTHERS, len(words))):
        if words.breaks(here) or words.has(here, "link.end"):
            break
        if words.has(here, "link.with"):
            someone = words.any_has(here + 1, here + 3, "person.title", "person.company", "person.others")
            apart = words.has(at, "verb.dual", "talk.dual") and not words.any_has(at, here, "link.relation")
            return someone or (apart and _is_nobody(words, here + 1))
    return False


def _is_nobody(words: Words, at: int) -> bool:
    """Whether what looks like a name which is not of the config stands here, and ends the clause."""
    for here in range(at, min(at + _PAIR + 1, len(words))):
        token = words.tokens[here]
        if here > at and (token.kind == "mark" or words.has(here, "link.loose")):
            return True
        if here in words.covered or token.tags or token.kind != "word" or token.written.startswith("ال"):
            return False
    return at < len(words)


def opens(words: Words, at: int) -> bool:
    """Whether a verb begins its clause, so that its subject stands behind it."""
    if at == 0 or words.clitics(at).conjunction:
        return True
    if any(here in words.covered for here in range(max(at - _COMPOUND, 0), at)):
        return False
    if words.has(at - 1, "link.relative") or words.has(at + 1, "cue.wherein"):
        return False
    if words.has(at - 1, "place", "country") and at == 1:
        return True  # a dateline: «موسكو - استقبل»
    return words.tokens[at - 1].kind == "mark" or words.has(at - 1, "link.that", "link.end", "link.particle")
