"""Whom a word of meeting reaches: the names behind it and before it, up to where its clause ends."""

from typing import Literal

from bot.reading.meetings.words import COMMAS, QUOTES, Words
from bot.reading.sentence import Mention

Lead = Literal["between", "with", "to", "of"]

_REACH = 40  # words on either side of a word of meeting in which its parties are looked for
_GAP = 16  # words of titles and adverbials between one party and the next
_TITLE = 7  # words of a title before a name
_NEAR = 8  # words between a subject and its verb in which another subject would be nearer
_AUXILIARIES = 5  # words of "said that he would" before its verb
_INSERTION = 14  # words of an insertion
_POSSESSIVE = 3  # words of a country and the possessive
_PERFECT = 2  # letters of «وا»
_VERB = 4  # letters of an Arabic verb of the imperfect, at least
_AGO = 5  # words between «قبل» and the unit in which it counts
_APPOSED = 3  # words between an office and the name of its holder
_COMPOUND = 2  # words of meeting this close are one: "summit meeting"
_TOLD = ("talk.past", "talk.present", "cue.hold_past", "cue.hold_present")
_DESCRIBING = ("link.name", "place", "country", "city", "person.company")  # words between a title and a name
_JOINING = (*COMMAS, "-", "&", "/", "و")


def behind(words: Words, at: int, *, verb_first: bool) -> list[Mention]:
    """Those named behind a word of meeting; with `verb_first` its subject and then its objects."""
    found: list[Mention] = []
    led = True  # towards a party, not into an adverbial of place or time
    subject = words.covered.get(at - 1)
    verb = not words.groups(at).isdisjoint(("verb", "talk"))
    gap, here = 0, at + 1 + words.has(at + 1, "link.by")
    while here < min(len(words), at + _REACH) and gap <= _GAP:
        if mention := words.named.get(here):
            if found and found[-1].id == mention.id and here - found[-1].end <= _APPOSED:
                found[-1], gap, here = mention, 0, mention.end  # "the crown prince, X"
                continue
            joined = bool(found) and is_joined(words, found[-1].end, mention)
            beside = bool(found) and found[-1].end == mention.first and not mention.clitics.written
            if beside and lead(words, at, found[0]) == "with":
                break  # a headline without a full stop: "to hold talks with A B will ..."
            titled = verb_first and words.has(mention.first, "person.title")
            titled = titled and not words.has(mention.first - 1, "link.loose")
            if not (led or joined or titled or mention.clitics.preposition in ("ب", "ل")):
                break
            if subject and found and subject.id == mention.id:
                break  # "when he met B, A ...": a new clause, not a list
            is_led = bool(mention.clitics.preposition)
            if not (found or verb_first or is_led) and _is_of_next_clause(words, at, mention.first):
                break
            if (not found or verb) and _is_next_subject(words, mention):
                break
            found.append(mention)
            led, gap, here = verb_first, 0, mention.end
            continue
        if (
            _ends(words, here)
            or _is_quoted(words, here)
            or _is_relative(words, at, here)
            or (found and _is_next_verb(words, here))
            or _is_next_meeting(words, at, here)
        ):
            break
        led = _leads(words, here, again=verb_first or not found, before=led) or _is_agent(words, at, here)
        titled = words.tokens[here].kind == "mark" or words.has(
            here, "person.title", "city", "place", "country"
        )
        gap, here = gap + (not titled), here + 1
    return found


def before(words: Words, at: int, others: set[str]) -> list[Mention]:
    """The last named before a word of meeting and not among the others, with those whom "and" joins to it."""
    if (subject := _before_insertion(words, at)) and subject.id not in others:
        return [subject]
    found: list[Mention] = []
    finite = words.has(at, "verb.past", "verb.present") and not words.has(at, "verb.base")
    for here in range(at - 1, max(at - _REACH, 0) - 1, -1):
        mention = words.named.get(here)
        if mention and mention.id not in others:
            of_his = "noun" in words.groups(at) and at - mention.end <= 1  # «جاء تصريح فلان خلال لقائه»
            if _is_of_thing(words, mention.first) and not of_his:
                continue
            his = words.has(at, "verb.dual")  # «زار فلان قيادة القوات حيث كان في استقباله»
            if not found and not his and _is_someone_nearer(words, mention.end, at):
                break
            if not found and finite and _is_owner(words, mention.end, at):
                break
            if found and (
                not (is_joined(words, mention.end, found[-1]) or _is_listed(words, at, mention, found[-1]))
                or _is_object(words, mention, found[-1])
            ):
                break
            found.append(mention)
        elif (words.breaks(here) and not _carries_on(words, here, at)) or (
            found and found[-1].first - here > _GAP
        ):
            break
    return found


def _is_of_thing(words: Words, at: int) -> bool:
    """Whether the name only says whose thing is spoken of: «تصريحات فلان»."""
    before = at - 1
    while at - before <= _COMPOUND and words.has(before, "person.title"):
        before -= 1
    return words.has(before, "link.owned")


def _carries_on(words: Words, here: int, at: int) -> bool:
    """Whether a headline's colon, or dots and "and" before a noun, lead on: «يصل.. ولقاء مرتقب مع»."""
    if words.reads(here, ":"):
        return True
    dots = words.reads(here, "…") or words.reads(here, ".")
    return dots and at - here <= _COMPOUND and words.clitics(at).conjunction == "و"


def _is_owner(words: Words, start: int, end: int) -> bool:
    """Whether not the one named does something but what is his: "A's decision was welcomed"."""
    return words.reads(start, "'s") and not words.any_has(start, end, "person.he")


def clause_subject(words: Words, at: int) -> list[Mention]:
    """Those named first in the clause that an adverbial here goes on with: "A praised B after talks"."""
    found: list[Mention] = []
    for here in range(at - 1, max(at - _REACH, 0) - 1, -1):
        if mention := words.named.get(here):
            found.append(mention)
        elif found and (words.has(here, "link.that", "link.end") or words.reads(here, *COMMAS)):
            if not (found[-1].first == here + 1 and here - 1 in words.covered):  # "A, B"
                break
        elif words.breaks(here):
            break
    group = found[-1:]
    for mention in reversed(found[:-1]):
        if not is_joined(words, group[-1].end, mention):
            break
        group.append(mention)
    return group


def _before_insertion(words: Words, at: int) -> Mention | None:
    """The subject of a verb that an insertion parts from it: "A, who met B, will meet C"."""
    inserted = insertion(words, at)
    return words.covered.get(inserted.start - 1) if inserted else None


def insertion(words: Words, at: int) -> range:
    """The words between commas that part a verb from the name of its subject, the commas too; else none."""
    end = at - 1
    # "is expected to", "said he would"
    auxiliaries = ("cue.will", "cue.would", "cue.planned", "person.he", "link.that")
    while end > at - _AUXILIARIES and (words.has(end, *auxiliaries) or words.reads(end, "be")):
        end -= 1
    if "noun" in words.groups(at) or not words.reads(end, *COMMAS):
        return range(0)
    for here in range(end - 1, max(end - _INSERTION, 0), -1):
        if words.reads(here, *COMMAS) and words.has(here + 1, "link.and"):
            break
        if words.reads(here, *COMMAS) and here + 1 not in words.covered:
            return range(here, end + 1) if here - 1 in words.covered else range(0)
        if words.breaks(here):
            break
    return range(0)


def _is_object(words: Words, mention: Mention, other: Mention) -> bool:
    """Whether a comma parts the object of a preposition from who is named next: "After talks with A, B"."""
    if not words.reads(mention.end, *COMMAS) or other.first != mention.end + 1:
        return False
    for here in range(mention.first - 1, max(mention.first - _NEAR, 0) - 1, -1):
        if words.has(here, "link.with", "cue.behind", "cue.ahead", "link.between"):
            return True
        if words.reads(here, *COMMAS):
            break
    return False


def last_two(words: Words, at: int) -> list[Mention]:
    """The last two people named before a word, the later first; fewer where there are no two."""
    found: list[Mention] = []
    for here in range(at - 1, max(at - _REACH, 0) - 1, -1):
        mention = words.named.get(here)
        if mention and all(mention.id != other.id for other in found):
            found.append(mention)
    return found[:2]


def behind_comma(words: Words, last: Mention, *, dots: bool = True) -> list[Mention]:
    """Who is named first behind the comma after this name: "After talks with B, A said".

    With `dots`, they and a colon do as well, as in headlines.
    """
    comma = False
    for here in range(last.end, min(last.end + _REACH // 2, len(words))):
        if words.has(here, "link.that"):
            break
        comma = comma or words.reads(here, *COMMAS) or (dots and words.carries_on(here))
        mention = words.named.get(here)
        if comma and mention and mention.id != last.id:
            return [mention]
    return []


def lead(words: Words, at: int, mention: Mention) -> Lead:
    """How a word leads to the first name behind it: "between A", "with A", "to A", or "of A" or nothing."""
    found: Lead = "with" if words.has(at, "link.with") else "to" if words.has(at, "link.to") else "of"
    for here in range(at + 1, mention.first):
        if words.has(here, "link.between"):
            return "between"
        if words.has(here, "link.with") or words.clitics(here).preposition == "ب":
            found = "with"
        elif words.has(here, "link.to") or words.clitics(here).preposition == "ل":
            found = "to"
        elif here == at + 1 and words.has(at, "noun.own") and _is_with_unknown(words, here):
            found = "with"
    if mention.clitics.preposition in ("ب", "ل"):
        return "with" if mention.clitics.preposition == "ب" else "to"
    return found


def _is_listed(words: Words, at: int, mention: Mention, other: Mention) -> bool:
    """Whether a comma joins two, with their titles, right before a noun: "A, Dutch PM B meeting"."""
    if "noun" not in words.groups(at) or other.end != at or not words.reads(mention.end, *COMMAS):
        return False
    titles = range(mention.end + 1, other.first)
    return len(titles) <= _APPOSED and words.any_has(titles.start, titles.stop, "person.title")


def _is_with_unknown(words: Words, at: int) -> bool:
    """Whether «ب» is written onto a word that no list has: «اجتماعه بعمدة باريس، فلان»."""
    token = words.tokens[at]
    return not token.tags and token.text.startswith("ب") and len(token.text) > _VERB


def is_joined(words: Words, start: int, mention: Mention) -> bool:
    """Whether "and" joins this name, with its title, to the one that ends at `start`."""
    if mention.clitics.conjunction == "و" or start == mention.first:
        return not _is_parted(words, start, mention.first)
    if start + 1 == mention.first and words.reads(start, *_JOINING):
        return True
    if words.reads(start, *COMMAS) and _is_nations(words, start + 1, mention.first):
        return True
    for here in range(mention.first - 1, max(mention.first - _TITLE, start) - 1, -1):
        if words.has(here, "link.and") or words.tokens[here].written.startswith("وال"):
            return True
        if words.has(here, "person.title", "person.company"):
            if words.clitics(here).conjunction == "و":
                return True
        elif words.roles[here] and not words.has(here, *_DESCRIBING):
            return False
    return False


def _is_parted(words: Words, start: int, end: int) -> bool:
    """Whether between two names something else is told: «فلان وفلان يتباحثان وفلانة تدعو إلى اجتماع»."""
    return any(words.has(at, "verb.present", "verb.past", *_TOLD) for at in range(start, end))


def _is_next_subject(words: Words, mention: Mention) -> bool:
    """Whether "and" leads in the subject of the next Arabic verb: «يستقبل الفريق وفلان يهنئه»."""
    if mention.clitics.conjunction != "و" or mention.end >= len(words):
        return False
    token = words.tokens[mention.end]
    spoken = not words.groups(mention.end).isdisjoint(("verb", "talk", "visit", "invite", "cue"))
    return (spoken or not token.tags) and token.text.startswith(("ي", "ت")) and len(token.text) >= _VERB


def _is_of_next_clause(words: Words, at: int, first: int) -> bool:
    """Whether a comma, an unknown word and no title stand between a verb and a name: "meets us, mocks B"."""
    if "noun" in words.groups(at):
        titled = words.has(at, "noun.flank") or words.any_has(at + 1, first, "person.title", "person.company")
        return words.reads(first - 1, *COMMAS) and not titled and not words.has(first - 2, "link.with")
    unknown = False
    for here in range(first - 1, max(first - _TITLE, at), -1):
        if words.reads(here, *COMMAS) or words.has(here, "link.and"):
            verb = not words.groups(here + 1).isdisjoint(("verb", "appeal", "talk", "contact"))
            return (unknown or verb) and not words.has(here - 1, "person.title")
        if words.has(here, "person.title") or words.reads(here, "'s") or here in words.covered:
            return False
        unknown = unknown or (not words.roles[here] and words.tokens[here].kind == "word")
    return False


def _is_nations(words: Words, start: int, end: int) -> bool:
    """Whether only a possessive stands between the two words: "A, Brazil's B"."""
    return start < end <= start + _POSSESSIVE and words.reads(end - 1, "'s")


def _leads(words: Words, at: int, *, again: bool, before: bool) -> bool:
    """Whether what stands here leads to a party: "with" does, "in" does not, up to a title or comma."""
    if words.has(at, "link.loose"):
        return False
    if words.has(at, "link.with", "link.between"):
        return True
    here = words.has(at, "link.site") or words.clitics(at).preposition == "ب"
    if (
        again
        and words.has(at, "place", "country", "link.site")
        and (here or words.has(at - 1, "link.place", "city"))
    ):
        return True  # «استقبل فلان في باريس فلانا»
    if words.has(at, "person.title") and words.clitics(at).preposition in ("ب", "ل"):
        return True
    if again and (words.reads(at, *COMMAS) or words.has(at, "person.title")):
        return before or not words.has(at - 1, "link.loose")
    return before


def _is_agent(words: Words, at: int, here: int) -> bool:
    """Whether "by" leads from what one undergoes to who does it: "was welcomed to Paris by A"."""
    if words.has(at, "accept") and words.has(here, "link.from"):
        return True  # «قبل دعوة من نظيره»
    return words.has(here, "link.by") and words.has(at, "verb.past", "noun.guest", "visit.noun")


def _ends(words: Words, at: int) -> bool:
    """Whether a word ends the clause of what stands before it."""
    if words.has(at, "link.that"):
        return not words.has(at - 1, "cue.planned", "cue.possible")
    if words.has(at, "cue.wherein") and words.has(at - 1, "verb.past", "verb.present", *_TOLD):
        return False  # «يلتقي خلالها»: the verb's clause goes on
    if words.has(at, "cue.ahead") and counts_back(words, at):
        return False  # «التقى قبل أشهر فلانا»
    return words.breaks(at) or words.has(at, "link.end", "link.thing") or _is_next_unknown(words, at)


def _is_relative(words: Words, at: int, here: int) -> bool:
    """Whether more is told of somebody without a name: «لقاء الوزير الذي», but not «اللقاء الذي سيجمع»."""
    cued = "cue" in words.groups(here + 1) or words.clitics(min(here + 1, len(words) - 1)).future
    return words.has(here, "link.which") and here > at + _COMPOUND and not cued


def _is_quoted(words: Words, at: int) -> bool:
    """Whether "with" leads to what stands in quotes and is no name: «في لقاء مع "العربية"»."""
    quoted = words.reads(at, *QUOTES) and words.has(at - 1, "link.with")
    return quoted and at + 1 not in words.covered and not words.has(at + 1, "person.title")


def counts_back(words: Words, at: int) -> str | None:
    """The unit in which «قبل» counts back from today, «قبل يومين»; none in «قبل يومين من اللقاء»."""
    for here in range(at + 1, min(at + _AGO, len(words))):
        units = [tag for tag in words.tokens[here].tags if tag.startswith("dates.units")]
        if units:
            return None if words.has(here + 1, "link.loose") else units[0]
    return None


def _is_next_unknown(words: Words, at: int) -> bool:
    """Whether "and" and an Arabic verb that no list has begin another statement: «وينتقد فلانا»."""
    token = words.tokens[at]
    # a derived perfect has no long vowel before its last letter, as its noun has: «وانتقد», «وانتقاد»
    perfect = token.text.startswith(("وان", "واست", "وات")) and "ا" not in token.text[_PERFECT:]
    verbal = not token.tags and (perfect or token.text.startswith(("وي", "وت")))
    return (
        verbal and len(token.text) > _VERB and (at + 1 in words.covered or words.has(at + 1, "person.title"))
    )


def _is_next_verb(words: Words, at: int) -> bool:
    """Whether "and" begins another statement."""
    return words.clitics(at).conjunction == "و" and any(
        role.startswith(("verb", "talk", "cue", "noun", "contact")) for role in words.roles[at]
    )


def _is_next_meeting(words: Words, at: int, here: int) -> bool:
    """Whether another word of meeting takes over, and does not only go with the first."""
    return here > at + _COMPOUND and any(
        role.startswith(("noun", "verb", "contact", "talk")) and role != "noun.seat"
        for role in words.roles[here]
    )


def _is_someone_nearer(words: Words, start: int, end: int) -> bool:
    """Whether someone without a name of the config stands between a name and the word of meeting.

    An office right behind a name is that person's own, unless a new clause or "and" comes first.
    """
    far, opened = end - start > _NEAR, False
    for here in range(start, end):
        opened = opened or words.has(here, "link.that", "link.end") or words.clitics(here).conjunction == "و"
        someone = here not in words.covered and words.has(here, "person.title", "person.company")
        someone = someone and not words.has(here - 1, "link.capacity")  # "as president" he is no one else
        if someone and (opened or (far and end - here <= _NEAR)):
            return True
    return False
