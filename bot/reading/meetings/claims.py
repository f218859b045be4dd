"""What one word of meeting claims: who, whether, when and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from bot.model import Language, Span
from bot.reading.dates import DateMention, dates, local
from bot.reading.facts import MeetingKind
from bot.reading.meetings.parties import Pair, is_noun, parties
from bot.reading.meetings.status import Verdict, verdict
from bot.reading.meetings.when import dated, is_past
from bot.reading.meetings.where import place
from bot.reading.meetings.words import Words
from bot.reading.sentence import Mention

_VERBAL = frozenset({"", "و", "ف", "س", "وس", "ل", "ول"})  # Arabic: what may be written onto a verb
_VISIT = 14  # words behind "invites" in which a visit must be named
_TRIP = range(-20, 8)  # words around "urges" in which a visit makes it a meeting
_VISIT_DATE = 4  # words from a visit to its date
_REMOTE = range(-2, 6)  # words around a word of meeting in which a telephone makes it a call
_ORDINAL = range(-4, 4)  # words around it in which "second" counts the meetings


@dataclass(frozen=True, slots=True)
class Claim:
    """That two people met, by one word of meeting."""

    people: tuple[str, str]
    kind: MeetingKind
    verdict: Verdict
    date: DateMention | None
    place: str | None
    ordinal: int | None
    word: Span  # the word of meeting
    spans: tuple[Span, ...]  # that word and the names, in reading order
    told: bool  # one only told the other something
    talked: bool  # a verb of talking, which may be done by telephone
    guessed: bool  # one of them goes by an office that could be nobody else's


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
    for at in range(len(words) if words.named or words.both else 0):
        if not words.roles[at] or at in words.covered:
            continue
        if days and pairs and words.has(at, "visit.noun"):
            yield from _of_visit(words, at, pairs, days, issue)
        kind = _kind(words, at)
        if kind is None or (pairs and _is_purpose(words, at)):
            continue
        found = parties(words, at, subject)
        subject = subject if is_noun(words, at) else found.subject
        if found.pairs and not _is_name_calling(words, at, found.pairs):
            pairs = found.pairs
            days = dates(words.tokens, issue.language, issue.published, issue.zone) if days is None else days
            yield from _of_word(words, at, kind, pairs, days, issue.language)


def _kind(words: Words, at: int) -> MeetingKind | None:
    """What kind of meeting a word names; None for other words."""
    if words.has(at, "trap.phrases"):
        return None
    if words.has(at, "invite"):
        roles = ("visit.noun", "visit.base", "place", "noun.word")
        return "face_to_face" if any(words.has(at + far, *roles) for far in range(1, _VISIT)) else None
    if words.has(at, "appeal"):
        visit = any(
            words.has(at + far, "visit.noun", "visit.past", "visit.present", "visit.base") for far in _TRIP
        )
        return "face_to_face" if visit else None
    groups = {role.partition(".")[0] for role in words.roles[at]}
    if words.has(at, "contact.letter"):
        return "letter"
    if "contact" in groups:
        return "phone"
    if groups.isdisjoint(("verb", "talk", "noun", "invitation")):
        return None
    if "noun" not in groups and words.tokens[at].clitics not in _VERBAL:
        return None  # «البحث» is research
    return "phone" if any(words.has(at + far, "contact.remote") for far in _REMOTE) else "face_to_face"


def _is_purpose(words: Words, at: int) -> bool:
    """Whether a verb of talking only says what a meeting is for: "they meet to discuss"."""
    return words.has(at, "talk.base") and words.has(at - 1, "cue.will")


def _is_name_calling(words: Words, at: int, pairs: Sequence[Pair]) -> bool:
    """Whether "calls" gives a name and does not telephone: "calls him a liar", "called his plan"."""
    return words.has(at, "contact.call") and words.has(pairs[-1][1].end, "link.name")


def _of_word(
    words: Words,
    at: int,
    kind: MeetingKind,
    pairs: Sequence[Pair],
    days: Sequence[DateMention],
    language: Language,
) -> Iterator[Claim]:
    end = max(at + 1, *(mention.end for pair in pairs for mention in pair))
    said = verdict(words, at, end)
    if kind != "face_to_face" and said.status == "denied":
        return
    before = not is_noun(words, at) or said.status in ("held", "past")
    date = dated(words, days, at, end, before=before)
    where = place(words, language, at, end)
    ordinals = (words.tokens[at + far].value for far in _ORDINAL if words.has(at + far, "ordinal"))
    ordinal = next(ordinals, None)
    for one, other in pairs:
        carrying = sorted({(one.first, one.end), (other.first, other.end), (at, at + 1)})
        yield Claim(
            people=(min(one.id, other.id), max(one.id, other.id)),
            kind=kind,
            verdict=said,
            date=date,
            place=where,
            ordinal=ordinal,
            word=words.sentence.span(at, at + 1),
            spans=tuple(words.sentence.span(*span) for span in carrying),
            told=words.has(at, "contact.tell", "contact.say"),
            talked=any(role.startswith("talk") for role in words.roles[at]),
            guessed=one.first in words.guessed or other.first in words.guessed,
        )


def _of_visit(
    words: Words, at: int, pairs: Sequence[Pair], days: Sequence[DateMention], issue: Issue
) -> Iterator[Claim]:
    """The claims of an earlier visit, dated, in a sentence on a meeting: "after a visit on 16 April"."""
    day = next((day for day in days if at < day.first <= at + _VISIT_DATE), None)
    if day and issue.today and is_past(day, issue.today):
        for claim in _of_word(words, at, "face_to_face", pairs, [day], issue.language):
            yield replace(claim, verdict=Verdict("past"), date=day, ordinal=None, place=None)
