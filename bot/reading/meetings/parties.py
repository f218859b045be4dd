"""Whom a word of meeting joins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from bot.reading.meetings.kinds import are_one_another, visitor
from bot.reading.meetings.reach import before, behind, behind_comma, clause_subject, is_joined, last_two, lead
from bot.reading.meetings.words import COMMAS, Words
from bot.reading.sentence import Mention

Pair = tuple[Mention, Mention]

_COMPOUND = 2  # words between two names and the noun that they qualify: "A and B peace talks"
_AUXILIARY = 3  # words between "and" and its verb: "and is expected to meet"
_CALLED = 8  # words of titles between who visits and whom
_OTHERS = 9  # words between a verb and whom both who do it meet
_CIRCUMSTANCE = 4  # words between "after" and its noun
_BOTH = 8  # words between a word of meeting and "the two"
_CLOSE = 6  # words of a title between "welcomes" and the guest
_ADVERBIAL = 7  # words of an adverbial before its noun of meeting
_TOLD = 40  # words between "told" and the meeting after which it was
_PLACES = frozenset({"city", "place", "country", "link.with", "link.of"})  # of words that describe a title
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
_DESCRIBING = ("place", "country", "city", "link.site", "person.title")
_NO_OBJECT = ("link.loose", "link.place", "link.with", "link.end", "link.in_person")
_OBJECT = 4  # words of whom two meet
_OWNED = 4  # words between "their" or a recipient and a noun
_TITLED = 4  # words of a title between "asks" and a name
_GAP_OF_TITLE = 3  # words between "by" and a name


@dataclass(frozen=True, slots=True)
class Parties:
    """Who met whom by a word of meeting, and who is its subject."""

    pairs: Sequence[Pair]
    subject: Sequence[Mention]


def parties(words: Words, at: int, earlier: Sequence[Mention] | None) -> Parties:
    """Those whom the word of meeting at `at` joins.

    `earlier` is the subject of the verb before it in the sentence, empty where that has no name of the
    config: "and" and "after" carry it on.
    """
    if guest := visitor(words, at):
        hosts = before(words, guest.first, {guest.id}) or behind_comma(words, guest)
        return Parties(list(product(hosts, [guest])), hosts)
    noun = is_noun(words, at)
    right = behind(words, at, verb_first=not noun and _opens(words, at))
    left = before(words, at, {mention.id for mention in right})
    if earlier is not None and _goes_on(words, at):
        left = list(earlier)
    elif noun and right and left and _is_circumstantial(words, at, left[0].end, right[0]):
        left = list(earlier) if earlier and earlier[0].end <= left[0].first else clause_subject(words, at)
    near = words.has(at, "close") or "appeal" in words.groups(at)
    if not noun and "appeal" not in words.groups(at) and not words.has(at, "accept"):
        right = [mention for mention in right if not words.reads(mention.end, "'s")]  # "welcomes A's plan"
    if right and ((near and not _is_close(words, at, right[0])) or words.has(at, "joint")):
        right = []
    how = _of_noun if noun else _visited if words.has(at, "calls.on") else _of_verb
    pairs = list(how(words, at, left, right))
    if pairs and _are_three(words, at, right):
        pairs = list(combinations(dict.fromkeys(mention for pair in pairs for mention in pair), 2))
    return Parties([pair for pair in pairs if pair[0].id != pair[1].id], left)


def is_noun(words: Words, at: int) -> bool:
    """Whether a word of meeting is a noun, around which the parties stand otherwise than around a verb."""
    if words.has(at, "contact.call", "verb.base") and words.has(
        at - 1, "cue.will", "cue.planned", "cue.possible"
    ):
        return False  # "to call", "to sit down"
    nominal = ("contact.noun", "contact.letter")
    return words.has(at, *nominal) or any(role.startswith("noun") for role in words.roles[at])


def _of_noun(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    if words.has(at, "noun.seat"):
        return combinations(left, 2)
    if right:
        return _of_complement(words, at, left, right)
    if both := _both(words, at):
        return [both]
    if words.has(at, "noun.own") and _is_with_unknown(words, at):
        return ()
    if len(left) > _PAIR and words.has(at, "noun.own") and words.tokens[at].text.endswith("هم"):
        return combinations(left, 2)  # «قمتهم»
    own = (
        words.has(at, "noun.own", "noun.flank") or words.has(at + 1, "link.with_him") or _is_given(words, at)
    ) or words.has(at - 1, "link.honour")
    if own or _is_theirs(words, at) or _is_cancelled(words, at) or _is_offered(words, at):
        return _last_pair(words, at)
    if (
        len(left) > 1
        and not words.has(at, "noun.vague")
        and not _is_aim(words, left[-1].first)
        and not _is_with_others(words, at)
        and (at - left[0].end <= _COMPOUND or _is_circumstance(words, at) or _is_held(words, at, left))
    ):
        return combinations(left, 2)
    if len(left) == 1 and _is_done_to_him(words, at, left[0]):
        return product(before(words, left[0].first, {left[0].id}), left)
    if left and left[0].end == at and _is_led(words, left[-1].first):
        return product(before(words, left[0].first, {left[0].id}), left)
    return _last_pair(words, at) if _is_told(words, at) else ()


def _is_done_to_him(words: Words, at: int, mention: Mention) -> bool:
    """Whether one does something to the other, a pronoun, at a meeting: "B threatened him during a call"."""
    return words.any_has(mention.end, at, "person.him") and _is_circumstance(words, at)


def _of_complement(
    words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]
) -> Iterable[Pair]:
    """Of a noun with names behind it: "of A with B", "between A and B"; or "with B", then A stands before."""
    how = lead(words, at, right[0])
    apart = _is_apart(words, at, right[0]) and not words.has(at, "noun.flank")
    if how == "of" and (_is_guest(words, right[0].end) or apart):
        return ()
    if how == "between" and len(right) == 1 and not words.any_has(at, right[0].first, "link.with"):
        return product(right, _beside(words, right[0]) or _office_before(words, at, right[0]))
    letter = words.has(at, "contact.letter")
    if letter and len(right) > 1 and how == "to" and is_joined(words, right[0].end, right[1]):
        return product(left, right)  # "a letter to A and B": not of the one to the other
    if len(right) > 1 and (
        how == "between" or (how != "with" and not words.has(at, "noun.own", "noun.active"))
    ):
        far = right[1].first - right[0].end > _CLOSE and not is_joined(words, right[0].end, right[1])
        unled = far and how == "of" and lead(words, right[0].end - 1, right[1]) == "of"
        return () if unled else _among(words, right)
    if letter and how != "to":
        return ()
    dots = how != "of" or words.has(at, "noun.own", "noun.flank")
    behind_all = _subject_behind(words, at, right[-1], dots=dots)
    subject = _main_subject(words, at) or left or behind_all or _topic(words, at)
    if not subject and len(right) > 1 and _is_new_clause(words, *right[-2:]):
        return product(right[-1:], right[:-1])  # "In talks with B, A said"
    if words.has(at, "noun.single") and all(
        is_joined(words, one.end, other) for one, other in pairwise(right)
    ):
        return [*product(subject, right), *combinations(right, 2)]  # all at one table
    return product(subject, right)


def _is_new_clause(words: Words, last: Mention, following: Mention) -> bool:
    """Whether a comma, with nothing but a title, stands between: "In talks with A, President B said"."""
    between = range(last.end + 1, following.first)
    return (
        words.reads(last.end, *COMMAS)
        and len(between) < _TITLED
        and not following.clitics.conjunction
        and all(words.clitics(here).conjunction != "و" for here in between)
        and not words.any_has(
            between.start, between.stop, "link.of", "link.to", "link.with", "person.company"
        )
    )


def _office_before(words: Words, at: int, following: Mention) -> list[Mention]:
    """Who is meant by the office between which and a name a meeting is, in an entry that speaks of two."""
    others = [who for who in words.two if who != following.id]
    for here in range(at + 1, following.first):
        joined = any(words.clitics(far).conjunction == "و" for far in range(here + 1, following.first))
        if words.has(here, "person.head") and joined and len(others) == 1:
            return [Mention(others[0], here, here + 1)]
    return []


def _beside(words: Words, first: Mention) -> list[Mention]:
    """The other between whom and the `first` a meeting is, with what only describes him before his name."""
    start = first.end + words.reads(first.end, *COMMAS)
    joined = start < len(words) and (
        words.clitics(start).conjunction == "و" or words.tokens[start].text.startswith("و")
    )
    if not joined:
        return []
    for here in range(start + 1, min(start + _CALLED, len(words))):
        if words.roles[here] and not words.has(here, *_DESCRIBING):
            return []
        if words.reads(here, *COMMAS):
            return [words.named[here + 1]] if here + 1 in words.named else []
    return []


def _of_verb(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    if words.has(at, "verb.host") and _takes_meeting(words, at):
        return ()  # "to host talks between A and B": the noun tells
    if right:
        how = _of_opening if _opens(words, at) else _of_objects
        return how(words, at, left, right)
    if words.has(at, "contact.tell") or _is_to_others(words, at) or _is_with_others(words, at):
        return ()
    if words.has(at, "contact.say") and not are_one_another(words, at):
        return ()
    if both := _both(words, at):
        return [both]
    if words.has(at, "contact.verb", "close") and not are_one_another(words, at):
        return ()
    if len(left) == 1 and _is_asked(words, at, left[0]):
        return product(before(words, left[0].first, {left[0].id}), left)
    return _of_subjects(words, at, left)


def _of_opening(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb that its subject follows, and then its objects."""
    if _is_without_subject(words, at, right[0]):
        return product(left or _topic(words, at), right) if lead(words, at, right[0]) == "with" else ()
    if len(right) == 1:
        return _of_objects(words, at, left, right)
    if _is_with_others(words, right[-1].end - 1) or _is_of_unknown(words, at, right):
        return ()
    addressed = lead(words, right[0].end - 1, right[1]) == "to"
    return _among(words, right) if addressed or not words.has(at, "contact.say") else ()


def _of_objects(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb with its subject before it and its objects behind."""
    if words.has(at, "verb.ing") and not left:
        left = behind_comma(words, right[-1])  # "Standing beside B, A said"
    how = lead(words, at, right[-1])
    talk = words.has(at, "raise", "chat") or any(role.startswith("talk") for role in words.roles[at])
    topic = (talk and how != "with") or (words.has(at, "contact.to") and how == "of")
    return () if topic or (how != "to" and words.has(at, "contact.say")) else product(left, right)


def _of_subjects(words: Words, at: int, left: Sequence[Mention]) -> Iterable[Pair]:
    """Of a verb with names only before it: they met each other, if nobody follows whom they both met."""
    if words.has(at, "verb.dual"):
        return _last_pair(words, at)
    return () if _meets_others(words, at) else combinations(left, 2)


def _meets_others(words: Words, at: int) -> bool:
    """Whether those whom both meet stand right behind the verb: "A and B are set to meet Greek officials"."""
    if "verb" not in words.groups(at) or "talk" in words.groups(at):
        return False
    for here in range(at + 1, min(at + 1 + _OBJECT, len(words))):
        if words.breaks(here) or words.has(here, *_NO_OBJECT):
            return False
        if words.has(here, "person.title") or words.reads(here, "'s"):
            return True
        if any(tag.startswith("people.") for tag in words.tokens[here].tags):
            return not words.has(here, "person.both")
        if _is_plural(words, here):
            return True
    return False


def _is_plural(words: Words, at: int) -> bool:
    """Whether an English plural that no list has stands here: "meet well-wishers"."""
    token = words.tokens[at]
    plural = token.text.endswith("s") and not token.text.endswith(("ss", "us", "is"))
    return plural and not token.tags and len(token.text) > _OBJECT


def _visited(words: Words, at: int, left: Sequence[Mention], right: Sequence[Mention]) -> Iterable[Pair]:
    """Who visits whom, and no place: «زار فلان نظيره فلانا», «فلان يزور فلانا»."""
    if _opens(words, at):
        joined = len(right) == _PAIR and is_joined(words, right[0].end, right[1])
        left, right = ([], []) if joined else (right[:1], right[1:])
    if len(left) != 1 or len(right) != 1 or left[0].first > right[0].first:
        return ()
    first = max(left[0].end, at + 1)
    is_place = words.any_has(first, right[0].first, "place", "country", "city", "link.place", "link.loose")
    return () if is_place or right[0].first - first > _CALLED else product(left, right)


def _takes_meeting(words: Words, at: int) -> bool:
    """Whether a noun of meeting is the object of a verb, its subject between: «تستضيف روما لقاء»."""
    after = at + 1
    while after - at <= _PAIR and words.has(after, "place", "country"):
        after += 1
    return words.has(after, "noun.word")


def _among(words: Words, people: Sequence[Mention]) -> Iterable[Pair]:
    """Of those named behind a word of meeting, who met whom: "between A, B and C", "A with B and C"."""
    subjects = [people[0]]
    for mention in people[1:]:
        if not is_joined(words, subjects[-1].end, mention):
            break
        subjects.append(mention)
    objects = people[len(subjects) :]
    return product(subjects, objects) if objects else combinations(subjects, 2)


def _last_pair(words: Words, at: int) -> list[Pair]:
    found = last_two(words, at)
    return [(found[0], found[1])] if len(found) == _PAIR else []


def _both(words: Words, at: int) -> Pair | None:
    """Whom "the two" around a word of meeting stands for."""
    ahead, back = range(at, min(at + _BOTH, len(words))), range(at - 1, max(at - _BOTH, 0) - 1, -1)
    clause = next((here for here in back if _is_clause(words, here)), -1)
    earlier = (
        here for here in back if here > clause and not words.has(here, "cue.hold_past", "cue.hold_present")
    )
    return next((words.both[here] for here in (*ahead, *earlier) if here in words.both), None)


def _is_clause(words: Words, at: int) -> bool:
    """Whether here something else begins than when or where two do something."""
    return words.has(at, "link.end") and not words.has(at, "cue.behind", "cue.ahead", "link.during")


def _main_subject(words: Words, at: int) -> list[Mention]:
    """The subject of the whole sentence, where the words refer back to all of it: «وذلك خلال لقائه»."""
    if words.any_has(at - _COMPOUND, at, "link.main"):
        first = next(iter(words.named.values()))
        return [] if words.any_has(0, first.first, "link.that") else [first]
    return []


def _subject_behind(words: Words, at: int, last: Mention, *, dots: bool) -> list[Mention]:
    """The subject that follows an adverbial at the beginning of a clause: "After talks with B, A said"."""
    for here in range(at - 1, max(at - _ADVERBIAL, 0) - 1, -1):
        if words.tokens[here].kind == "mark" or here == 0:
            break
    else:
        if at:
            return []
    return behind_comma(words, last, dots=dots)


def _topic(words: Words, at: int) -> list[Mention]:
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


def _is_without_subject(words: Words, at: int, first: Mention) -> bool:
    """Whether the subject of a verb that begins its clause is none of the config: «والتقى الوزير نظيره»."""
    if words.any_has(at + 1, first.first, "person.counterpart"):
        return True
    return words.clitics(at).conjunction == "و" and lead(words, at, first) == "with"


def _is_with_unknown(words: Words, at: int) -> bool:
    """Whether "his meeting" is with somebody who is not of the config: «لقائه مع», «استقباله الوزير»."""
    if at + 1 >= len(words):
        return False
    token = words.tokens[at + 1]
    counted = any(tag.startswith(("dates", "numbers")) for tag in token.tags)
    if words.has(at + 1, "place", "country", "city", "link.site"):
        return False
    unknown = token.kind == "word" and not (words.roles[at + 1] or counted or token.written.startswith("ال"))
    if words.has(at + 1, "link.with") and words.has(at + 2, "place", "country"):
        return False  # a capital stands for whom it was before: «قمته مع بيونغ يانغ»
    return unknown or words.has(at + 1, "link.with", "person.title") or token.clitics.preposition == "ب"


def _are_two(words: Words) -> bool:
    return len(words.people) == _PAIR


def _are_three(words: Words, at: int, right: Sequence[Mention]) -> bool:
    """Whether all who are named meet one another: "a three-way summit", «نظيريه»."""
    end = right[0].first if right else at + 1
    return words.any_has(at - _COMPOUND, end, "three")


def _is_to_others(words: Words, at: int) -> bool:
    """Whether two may speak to others: "A and B raise a matter", but not "A and B to talk trade"."""
    aimed = words.has(at, "chat") and words.has(at - 1, "cue.will", "cue.planned") and at + 1 < len(words)
    return words.has(at, "raise", "chat") and not aimed and not are_one_another(words, at)


def _is_with_others(words: Words, at: int) -> bool:
    """Whether "with" and an office lead to somebody else: "A and B plan talks with the president of C"."""
    for here in range(at + 1, min(at + _OTHERS, len(words))):
        if words.breaks(here) or words.has(here, "link.end"):
            break
        if words.has(here, "link.with"):
            someone = words.any_has(here + 1, here + 3, "person.title", "person.company", "person.others")
            apart = words.has(at, "verb.dual", "talk.dual") and not words.any_has(at, here, "link.relation")
            return someone or (apart and _is_nobody(words, here + 1))
    return False


def _is_of_unknown(words: Words, at: int, right: Sequence[Mention]) -> bool:
    """Whether the subject behind a verb is not of the config: «التقى فلان برئيس ... وبرئيس ...»."""
    if not all(is_joined(words, one.end, other) for one, other in pairwise(right)):
        return False
    token = words.tokens[at + 1]
    unknown = token.kind == "word" and not token.tags and not token.written.startswith("ال")
    return lead(words, at, right[0]) == "with" or (
        unknown and at + 1 not in words.covered and words.has(at + 2, "person.title")
    )


def _is_nobody(words: Words, at: int) -> bool:
    """Whether what looks like a name which is not of the config stands here, and ends the clause."""
    for here in range(at, min(at + _PAIR + 1, len(words))):
        token = words.tokens[here]
        if here > at and (token.kind == "mark" or words.has(here, "link.loose")):
            return True
        if here in words.covered or token.tags or token.kind != "word" or token.written.startswith("ال"):
            return False
    return at < len(words)


def _is_asked(words: Words, at: int, mention: Mention) -> bool:
    """Whether one asks the other to meet: "A asked B to sit down and talk"."""
    asked = words.any_has(mention.first - _TITLED, mention.first, "cue.possible")
    return words.has(at - 1, "cue.will") and asked


def _is_aim(words: Words, at: int) -> bool:
    """Whether "for" leads to the names here: "A in Paris for B, C meetings"."""
    return words.any_has(at - _COMPOUND, at, "cue.purpose")


def _is_theirs(words: Words, at: int) -> bool:
    """Whether a noun is that of people named before: "A pressed B in their first meeting"."""
    return words.any_has(at - _OWNED, at, "person.their")


def _is_given(words: Words, at: int) -> bool:
    """Whether one gives the other what stands here: "A gave B a warm welcome"."""
    if not words.has(at, "noun.given") or len(two := last_two(words, at)) < _PAIR:
        return False
    near = at - two[0].end <= _OWNED
    return near and words.any_has(two[1].end, two[0].first, "cue.give")


def _is_offered(words: Words, at: int) -> bool:
    """Whether one offers the other to hold a meeting: «عرض فلان على نظيره فلان عقد لقاء»."""
    two = last_two(words, at)
    if len(two) < _PAIR or not words.any_has(at - _OWNED, at, "cue.holding"):
        return False
    between = range(max(two[1].first - _OWNED, 0), two[0].first)
    return any(words.has(here, "cue.offer") and words.has(here + 1, "link.loose") for here in between) or any(
        words.has(here, "cue.offer") for here in range(two[1].first - _OWNED, two[1].first)
    )


def _is_cancelled(words: Words, at: int) -> bool:
    """Whether a meeting that need not be described again is called off: "told B that the summit was off"."""
    return _are_two(words) and words.any_has(at - _COMPOUND, at, "cue.cancelled")


def _is_held(words: Words, at: int, left: Sequence[Mention]) -> bool:
    """Whether a noun is the object of a verb with which meetings are held: "A and B resume debt talks".

    The verb may stand before both, as in Arabic.
    """
    roles = ("cue.hold_present", "cue.hold_past", "cue.holding", "cue.planned")
    first = min(mention.first for mention in left)
    return words.any_has(at - _CIRCUMSTANCE - 2, at, *roles) or words.any_has(first - _TITLED, first, *roles)


def _is_led(words: Words, at: int) -> bool:
    """Whether a word leads to a name that is one with a noun: "after B talks", "plans B talks"."""
    aims = ("cue.planned", "cue.possible", "cue.cancelled")
    roles = ("cue.behind", "cue.ahead", "link.loose", "cue.attend", "link.with", *aims)
    return words.any_has(at - 2, at, *roles)


def _is_circumstance(words: Words, at: int) -> bool:
    """Whether a meeting is only where or when something happens: "A and B pledge aid in Paris talks"."""
    others = words.any_has(at + 1, at + 5, "link.with", "link.between")
    roles = ("cue.behind", "cue.ahead", "link.loose", "cue.attend")
    return not others and words.any_has(at - _CIRCUMSTANCE, at, *roles)


def _is_circumstantial(words: Words, at: int, start: int, mention: Mention) -> bool:
    """Whether a noun is an adverbial of what the clause tells: "A praised B after talks with C"."""
    near = max(at - _CIRCUMSTANCE, start)
    led = words.any_has(near, at, "cue.behind", "cue.ahead")
    his = words.any_has(near, at, "person.his")  # the other's: "A warns B before his talks with C"
    return led and not his and lead(words, at, mention) == "with"


def _is_told(words: Words, at: int) -> bool:
    """Whether someone tells the other something at or after a meeting: "A tells B ... after talks"."""
    after = words.any_has(at - _CIRCUMSTANCE, at, "cue.behind")
    tells = words.any_has(at - _TOLD, at, "contact.tell")
    return after and _is_circumstance(words, at) and _are_two(words) and tells


def _is_apart(words: Words, at: int, mention: Mention) -> bool:
    """Whether a comma that belongs to no title parts a noun from the name behind it."""
    for here in range(at + 1, mention.first):
        if words.has(here, "person.title"):
            return False
        if words.reads(here, *COMMAS):
            return True
    return False


def _is_guest(words: Words, at: int) -> bool:
    """Whether behind the host of a reception the guest follows, who is not of the config: «استقباله لوفد»."""
    if at >= len(words) or at in words.covered:
        return False
    if words.has(at, "person.company", "person.title"):
        return words.clitics(at).particles == "ل"
    return not words.roles[at] and words.tokens[at].written.startswith("ل")  # «استقباله للاعبين»


def _is_close(words: Words, at: int, mention: Mention) -> bool:
    """Whether nothing but a title, with what describes it, stands between a word and the name behind it."""
    last = mention.first - 1
    if words.any_has(max(last - _GAP_OF_TITLE, at), last + 1, "link.by"):
        return True
    if last == at or (last == at + 1 and words.has(last, "link.with", "link.of", "link.by")):
        return True
    roles = ("person.title", "link.name")
    titled = (
        words.has(mention.first, "person.head")
        or words.reads(last, "'s")
        or words.any_has(last - 2, last + 1, *roles)
    )
    between = (words.roles[here] <= _PLACES or words.has(here, *roles) for here in range(at + 1, last))
    return titled and last - at < _CLOSE and all(between)


def _goes_on(words: Words, at: int) -> bool:
    """Whether "and" or "after" joins a verb, or a noun made of one, to the verb before it."""
    if words.has(at, "noun.gerund"):
        return words.has(at - 1, "link.end")
    for here in range(at, max(at - _AUXILIARY, 0), -1):
        if is_noun(words, at):
            return False
        if words.has(here - 1, "link.and") or words.clitics(here).conjunction == "و":
            return True
        if not words.has(here - 1, "cue.planned", "cue.possible", "cue.will", "link.that"):
            return False
    return False


def _opens(words: Words, at: int) -> bool:
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
