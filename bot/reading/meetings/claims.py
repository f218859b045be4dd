"""What one word of meeting claims: who, whether, when and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from bot.model import Language, Span
from bot.reading.dates import DateMention, dates, local
from bot.reading.facts import MeetingKind
from bot.reading.meetings.kinds import kind
from bot.reading.meetings.pairing import Pair, is_noun
from bot.reading.meetings.parties import parties
from bot.reading.meetings.status import Verdict, verdict
from bot.reading.meetings.when import dated, is_past
from bot.reading.meetings.where import place
from bot.reading.meetings.words import QUOTES, Words
from bot.reading.sentence import Mention

_OTHERS = 3  # words between a noun of meeting and "with"
_AIM = 3  # words between "to hold" and a noun of meeting
_VISIT_DATE = 4  # words from a visit to its date
_HEAD = 2  # words at the head of a sentence in which its time or frame is set
_ORDINAL = range(-4, 4)  # words around it in which "second" counts the meetings


@dataclass(frozen=True, slots=True)
class Claim:
    """That two people met, by one word of meeting."""

    people: tuple[str, str]
    kind: MeetingKind
    verdict: Verdict
    date: DateMention | None
    place: str | None
    country: bool  # the place is a whole country
    ordinal: int | None
    word: Span  # the word of meeting
    spans: tuple[Span, ...]  # that word and the names, in reading order
    told: bool  # one only told the other something
    talked: bool  # a verb of talking, which may be done by telephone
    guessed: bool  # one of them goes by an office that could be nobody else's
    postponed: bool  # called off for another day
    headline: bool = False  # of a title in a language whose titles tell in the present what has happened
    implied: bool = False  # nobody is named beside it: "the talks" of an entry that speaks of two


@dataclass(frozen=True, slots=True)
class Issue:
    """In what language and when a text appeared."""

    language: Language
    published: datetime | None
    zone: tzinfo

    @property
    def today(self) -> date | None:
        """The day on which it appeared, where it is known."""
        return local(self.published, self.zone).date() if self.published else None


def claims(words: Words, issue: Issue) -> Iterator[Claim]:
    """The claims of one sentence."""
    days: list[DateMention] | None = None
    subject: Sequence[Mention] | None = None
    pairs: Sequence[Pair] = ()
    if not words.named and not words.both:
        yield from _implied(words, issue)
        return
    for at in range(len(words)):
        if not words.roles[at] or at in words.covered or _is_label(words, at):
            continue
        if words.has(at, "link.that") and not words.has(at - 1, "cue.planned", "cue.possible"):
            subject = None  # what is said has a subject of its own
        if days and pairs and words.has(at, "visit.noun"):
            yield from _of_visit(words, at, pairs, days, issue)
        named = kind(words, at)
        purpose = words.has(at, "talk.base") and words.has(at - 1, "cue.will")  # "they meet to discuss"
        if named is None or (pairs and purpose):
            continue
        found = parties(words, at, subject)
        if words.has(at, "calls.on") and not found.pairs:
            continue  # a visit to a place
        if not (is_noun(words, at) or (purpose and subject is not None)):
            subject = found.subject
        if found.pairs and not _is_figurative(words, at, found.pairs):
            pairs = found.pairs
            days = dates(words.tokens, issue.language, issue.published, issue.zone) if days is None else days
            yield from _of_word(words, at, named, pairs, days, issue)


def _implied(words: Words, issue: Issue) -> Iterator[Claim]:
    """The claims of a sentence that names nobody, in an entry that speaks of two people: "the talks"."""
    if not words.two:
        return
    days = dates(words.tokens, issue.language, issue.published, issue.zone)
    for at in range(len(words)):
        if words.has(at, "noun.word") and kind(words, at) == "face_to_face" and not _has_others(words, at):
            one, other = (Mention(who, at, at + 1) for who in words.two)
            for claim in _of_word(words, at, "face_to_face", [(one, other)], days, issue):
                yield replace(claim, implied=True)


def _has_others(words: Words, at: int) -> bool:
    """Whether a noun goes on with whose meeting it is: "talks with", "summit of"."""
    roles = ("link.with", "link.between", "link.of")
    return words.any_has(at + 1, at + 1 + _OTHERS, *roles)


def _is_label(words: Words, at: int) -> bool:
    """Whether nothing but names makes up a headline with a noun for meetings: "Watch: A-B meetings"."""
    if at + 1 < len(words) or not words.has(at, "noun.many"):
        return False
    start = next((here + 1 for here in range(at - 1, -1, -1) if words.breaks(here)), 0)
    return all(here in words.covered or words.tokens[here].kind == "mark" for here in range(start, at))


def _is_figurative(words: Words, at: int, pairs: Sequence[Pair]) -> bool:
    """Whether "calls" gives a name, "calls him a liar", or "joins" agrees, "joins B in urging peace"."""
    end = pairs[-1][1].end
    if words.has(at, "join"):
        return words.has(end, "link.wherein") and not words.has(end + 1, "place", "country")
    return words.has(at, "contact.call") and (words.has(end, "link.name") or words.reads(end, *QUOTES))


def _of_word(
    words: Words,
    at: int,
    how: MeetingKind,
    pairs: Sequence[Pair],
    days: Sequence[DateMention],
    issue: Issue,
) -> Iterator[Claim]:
    end = max(at + 1, *(mention.end for pair in pairs for mention in pair))
    said = verdict(words, at, end)
    if how != "face_to_face" and said.status in ("denied", "cancelled"):
        return
    going = said.status == "planned" and not said.said  # "is to visit on Friday for talks"
    aimed = words.clitics(at).preposition == "ل" or words.any_has(at - _AIM, at, "link.purpose")
    before = going or aimed or not is_noun(words, at) or said.status in ("held", "past")
    date = dated(words, days, at, end, before=before) or _of_sentence(words, days, at)
    said, date = _of_frame(words, said, date, days, issue.today)
    where = place(words, issue.language, at, end)
    ordinals = (words.tokens[at + far].value for far in _ORDINAL if words.has(at + far, "ordinal"))
    ordinal = next(ordinals, None)
    for one, other in pairs:
        carrying = sorted({(one.first, one.end), (other.first, other.end), (at, at + 1)})
        yield Claim(
            people=(min(one.id, other.id), max(one.id, other.id)),
            kind=how,
            verdict=said,
            date=date,
            place=where.name if where else None,
            country=where is not None and where.country,
            ordinal=ordinal,
            word=words.sentence.span(at, at + 1),
            spans=tuple(words.sentence.span(*span) for span in carrying),
            told=words.has(at, "contact.tell", "contact.say"),
            talked=not words.groups(at).isdisjoint(("talk", "appeal"))
            or words.has(at, "contact.tell")
            or (words.has(at, "noun.talk") and not said.said and where is None),
            guessed=one.first in words.guessed or other.first in words.guessed,
            headline=words.sentence.part == "title" and issue.language != "ar",
            postponed=said.status == "cancelled" and words.any_has(0, len(words), "cue.postponed"),
        )


def _of_frame(
    words: Words, said: Verdict, day: DateMention | None, days: Sequence[DateMention], today: date | None
) -> tuple[Verdict, DateMention | None]:
    """The verdict and day of what is told of long ago: "In May they were sued after a meeting of"."""
    if said.status != "held" or day:
        return said, day
    head = next((one for one in days if one.first <= _HEAD), None)
    if today and head and head.sense == "at" and head.certainty == "stated" and is_past(head, today):
        return said, head
    background = any(words.has(at, "link.background") for at in range(_HEAD))
    return (Verdict("past") if background else said), None


def _of_sentence(words: Words, days: Sequence[DateMention], at: int) -> DateMention | None:
    """The date of the whole sentence, where the words refer back to all of it: «وذلك خلال لقائه»."""
    if not words.any_has(at - _AIM, at, "link.main"):
        return None
    return next((day for day in days if day.first < at and day.sense in ("at", "ago")), None)


def _of_visit(
    words: Words, at: int, pairs: Sequence[Pair], days: Sequence[DateMention], issue: Issue
) -> Iterator[Claim]:
    """The claims of an earlier visit, dated, in a sentence on a meeting: "after a visit on 16 April"."""
    day = next((day for day in days if at < day.first <= at + _VISIT_DATE), None)
    if day and issue.today and is_past(day, issue.today):
        for claim in _of_word(words, at, "face_to_face", pairs, [day], issue):
            yield replace(claim, verdict=Verdict("past"), date=day, ordinal=None, place=None)
