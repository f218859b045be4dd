"""Meetings of named people, as the sentences of an entry claim them.

words: what part each word may play, and who is named.
context: who is meant by an office or a pronoun.
parties: whom a word of meeting joins (reach: how far it looks; by_verb, by_noun, pairing: who met whom).
status: whether the words around it say held, planned, cancelled and so on.
when, where: its day and place.
claims: all of that, of one word.
merge: one fact for each meeting, from all that is claimed of a pair.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from bot.model import Language
from bot.reading.facts import MeetingFact
from bot.reading.meetings.claims import Issue, claims
from bot.reading.meetings.context import NATION, read_words
from bot.reading.meetings.kinds import VISITS
from bot.reading.meetings.merge import merged
from bot.reading.meetings.where import Where, destination
from bot.reading.meetings.words import Words
from bot.reading.normalize import fold
from bot.reading.sentence import Sentence

_PAIR = 2
_STEM = 3  # letters of a country, at least, by which its people are known


def find(
    sentences: Sequence[Sentence], language: Language, published: datetime | None, zone: tzinfo
) -> list[MeetingFact]:
    """The meetings of named people that these sentences of one entry claim."""
    if len({mention.id for sentence in sentences for mention in sentence.people}) < _PAIR:
        return []
    read = read_words([sentence for sentence in sentences if sentence.tokens])
    if any("appeal" in words.groups(at) for words in read for at in range(len(words))):
        visited = frozenset(_nations(read, language))
        read = [replace(words, visited=visited) for words in read]
    issue = Issue(language, published, zone)
    found = [claim for words in read for claim in claims(words, issue)]
    remote = any("contact.remote" in roles for words in read for roles in words.roles)
    facts = merged(found, issue.today, remote=remote)
    countries = {claim.place for claim in found if claim.country}
    if all(fact.place and fact.place not in countries for fact in facts):
        return facts
    visits = [(words.people, where) for words in read if (where := destination(words, language))]
    visits.sort(key=lambda visit: visit[1].country)  # a city tells more than its country
    elsewhere = {fact.place for fact in facts if fact.place}  # where others meet
    free = [visit for visit in visits if visit[1].name not in elsewhere]
    return [_placed(fact, free, countries) for fact in facts]


def _nations(read: Sequence[Words], language: Language) -> Iterator[str]:
    """How the words begin for the people of the countries that somebody visits, as other sentences tell."""
    for words in read:
        where = (
            destination(words, language) if any(words.has(at, *VISITS) for at in range(len(words))) else None
        )
        stem = fold(where.name).text.removeprefix("ب").removeprefix("ال")[:NATION] if where else ""
        if where and where.country and len(stem) >= _STEM:
            yield stem


def _placed(
    fact: MeetingFact, visits: Sequence[tuple[frozenset[str], Where]], countries: Collection[str | None]
) -> MeetingFact:
    """The fact, with where a visit of one of the people goes if no city is named beside the meeting."""
    if fact.kind != "face_to_face" or fact.status == "past" or (fact.place and fact.place not in countries):
        return fact
    led = (
        where.name
        for people, where in visits
        if not (people and people.isdisjoint(fact.people)) and not (fact.place and where.country)
    )
    return replace(fact, place=next(led, fact.place))
