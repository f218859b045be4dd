"""What holds of any text: its facts are in it, and no text can break reading or slow it down."""

import sys
from datetime import UTC, datetime
from random import Random
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.model import Entry, Language
from bot.reading.facts import CasualtyFact, Fact, MeetingFact
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader
from tests.reading.checks import begin, check_spans
from tests.reading.strategies import texts

LEXICONS = load_lexicons()
PEOPLE = {
    "haftar": ["خليفة حفتر", "حفتر", "Khalifa Haftar", "Haftar"],
    "sisi": ["السيسي", "Sisi", "Sissi"],
    "sarraj": ["السراج", "Sarraj"],
}
READER = Reader(PEOPLE, {"libya": ["LY", "طرابلس", "Tripoli"]}, (), LEXICONS)
NOON = datetime(2019, 5, 9, 12, tzinfo=UTC)

# What claims are made of, so that a text of a few of them makes some.
CLAIMS: dict[Language, list[str]] = {
    "ar": [
        "مقتل", "قتل", "أصيب", "إصابة", "نزح", "قتيلا", "جريحا", "شخص", "مدنيين", "جنديان", "عشرات",
        "ثلاثة", "121", "١٣", "ألف", "13 ألف", "أكثر من", "نحو", "بينهم", "و", "في طرابلس", "حفتر",
        "السيسي", "والسراج", "التقى", "لقاء", "بين", "مع", "استقبل", "اليوم الخميس", "أمس",
        "16 أبريل (نيسان) الماضي", "لم", "نفى", "سيلتقي", "هاتفيا", "وفقا للأمم المتحدة", "،", ".", "«",
        "»", "(", ")", "\n", "بعد", "قد", "عام 2011", "عاما",
    ],
    "en": [
        "killed", "wounded", "dead", "injured", "people", "soldiers", "at least", "about", "dozens of",
        "121", "13,000", "three", "and", "or", "including", "in Tripoli", "Haftar", "Sisi", "Sarraj",
        "met", "meets", "will meet", "with", "talks", "between", "on Thursday", "yesterday",
        "last Tuesday", "16 April", "not", "denied", "by phone", "the UN said", ",", ".", "(", ")",
        "\n", "after", "in 2011", "years old", "of", "the", "a second meeting",
    ],
    "fr": [
        "tués", "morts", "blessés", "déplacés", "personnes", "soldats", "au moins", "environ",
        "une vingtaine de", "121", "13 000", "trois", "et", "ou", "dont", "à Tripoli", "Haftar",
        "Sissi", "Sarraj", "a rencontré", "reçoit", "rencontrera", "avec", "entretien", "entre",
        "jeudi", "hier", "mardi dernier", "le 16 avril", "ne", "pas", "a démenti", "par téléphone",
        "selon l'ONU", ",", ".", "(", ")", "\n", "après", "en 2011", "ans", "des", "les",
    ],
}  # fmt: skip
claims = st.one_of(
    *(st.lists(st.sampled_from(words), max_size=25).map(" ".join) for words in CLAIMS.values())
)
anything = claims | texts | st.tuples(claims, texts).map("".join)

UNRELATED: dict[Language, str] = {
    "ar": "وافتتح معرض الكتاب أبوابه للزوار.",
    "en": "The book fair opened its doors to visitors.",
    "fr": "Le salon du livre a ouvert ses portes aux visiteurs.",
}


def entry(title: str = "", summary: str = "", content: str = "", language: str | None = None) -> Entry:
    return Entry("Wire", title, summary, content, published=NOON, language=language)


@given(anything, anything, anything)
@example("مقتل 121 شخصا في طرابلس", "", "التقى حفتر السيسي.")
def test_quotes_and_spans_point_at_the_raw_text(title: str, summary: str, content: str) -> None:
    it = entry(title, summary, content)
    reading = READER.read(it)
    check_spans(it, reading)
    assert list(reading.facts) == sorted(reading.facts, key=lambda fact: begin(fact.quote))


@given(anything, anything)
@example("At least 12 people were killed in Tripoli, the UN said", "Haftar met Sisi in Cairo")
def test_a_source_and_a_place_are_named_in_the_text(summary: str, content: str) -> None:
    it = entry("", summary, content)
    reading = READER.read(it)
    for fact in reading.facts:
        at = reading.sentence(fact.quote)
        sentence = reading.sentences[at]
        following = reading.sentences[at + 1] if at + 1 < len(reading.sentences) else sentence
        is_scrap = following.part == sentence.part  # that only tells who says so
        text = getattr(it, sentence.part)[sentence.start : (following if is_scrap else sentence).end]
        if isinstance(fact, MeetingFact):
            assert fact.place is None or fact.place in f"{summary}\n{content}"
            continue
        assert fact.source is None or fact.source in " ".join(text.split())
        named = reading.places[fact.place] if fact.place else ()
        assert not fact.place or any(reading.sentence(span) == reading.sentence(fact.quote) for span in named)


@given(anything, anything)
def test_reading_is_deterministic(title: str, content: str) -> None:
    it = entry(title, "", content)
    again = Reader(PEOPLE, {"libya": ["LY", "طرابلس", "Tripoli"]}, (), LEXICONS)
    assert READER.read(it) == READER.read(it) == again.read(it)


@given(st.sampled_from(sorted(CLAIMS)).flatmap(lambda language: st.tuples(
    st.just(language), st.lists(st.sampled_from(CLAIMS[language]), max_size=20).map(" ".join)
)))  # fmt: skip
@example(("ar", "مقتل 121 شخصا في طرابلس وفقا للأمم المتحدة. التقى حفتر السيسي اليوم الخميس"))
@example(("en", "At least 121 people were killed in Tripoli. Haftar met Sisi on Thursday"))
@example(("fr", "Au moins 121 personnes ont été tuées à Tripoli. Haftar a rencontré Sissi jeudi"))
def test_an_unrelated_sentence_removes_no_fact(case: tuple[Language, str]) -> None:
    language, text = case
    text = f"{text.rstrip(' .')}.\n"
    before = READER.read(entry(content=text, language=language))
    after = READER.read(entry(content=f"{text}{UNRELATED[language]}", language=language))
    assume(before.language == after.language)
    assert set(before.facts) <= set(after.facts)


@pytest.mark.parametrize("language", CLAIMS)
def test_what_claims_are_made_of_makes_some(language: Language) -> None:
    """Else the properties above would hold of nothing."""
    random = Random(1)
    tries = (" ".join(random.choices(CLAIMS[language], k=12)) for _ in range(300))
    kinds = {
        type(fact) for text in tries for fact in READER.read(entry(content=text, language=language)).facts
    }
    assert kinds == {CasualtyFact, MeetingFact}


HOSTILE = {
    "one letter": "a",
    "one Arabic letter": "ا",
    "lone surrogates": "\ud800\udfff",
    "mixed direction marks": "\u202e\u2067قتل\u2069\u200f 3 \u202d",
    "brackets": "([«",
    "numbers": "1",
    "digits of every script": "1٢۳३",
    "numbers with separators": "1,000.",
    "a number of words": "ثلاثة و",
    "a million of millions": "مليون ",
    "figures": "مقتل 3 ",
    "coordination": "قتلى وجرحى و",
    "a list of figures": "5 killed, ",
    "names": "حفتر السيسي ",
    "meetings": "لقاء حفتر والسيسي ",
    "meetings in French": "Haftar a rencontré Sissi et ",
    "subsets": "بينهم 3 ",
    "sources": "وفقا لـ",
    "negations": "لم ",
    "dates": "16 أبريل (نيسان) ",
    "weekdays": "أمس الأول الأحد ",
    "hashtags": "#مقتل_",
    "accents": "e\u0301\u0302",
    "lines": "\n",
    "full stops": ". ",
}
SIZE = 200_000  # characters


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_text_of_one_thing_is_read(piece: str) -> None:
    text = piece * (SIZE // len(piece))
    it = entry(text[:SIZE // 10], text[:SIZE // 10], text)  # fmt: skip
    check_spans(it, READER.read(it))


@pytest.mark.parametrize("digits", [25, 1_000, 5_000])
@pytest.mark.parametrize(
    "sentence", ["مقتل {} شخصا في طرابلس", "{} people were killed", "{} morts à Tripoli"]
)
def test_a_number_of_a_thousand_digits_counts_nobody(digits: int, sentence: str) -> None:
    assert READER.read(entry(sentence.format("7" * digits))).facts == ()


@pytest.mark.parametrize("language", CLAIMS)
@pytest.mark.parametrize(
    "published", [None, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), NOON]
)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_any_time_of_publication_will_do(published: datetime | None, zone: str, language: Language) -> None:
    text = " ".join(CLAIMS[language]).replace(".", "")
    it = Entry("Wire", text, published=published, language=language)
    check_spans(it, READER.read(it, ZoneInfo(zone)))


def work(text: str) -> int:
    """How many lines of Python it takes to read a text: time, without a clock."""
    steps = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal steps
        steps += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        READER.read(entry(content=text))
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = (work(piece * (length // len(piece))) for length in (8_000, 16_000))
    assert twice <= 2.2 * once + 1_000


@pytest.mark.parametrize("piece", ["figures", "sources", "negations"])
def test_two_long_sentences_of_twice_the_length_are_twice_the_work(piece: str) -> None:
    once, twice = (
        work(HOSTILE["figures"] * claims + "\n" + HOSTILE[piece] * claims) for claims in (200, 400)
    )
    assert twice <= 2.2 * once + 1_000


def test_facts_are_hashable_and_comparable() -> None:
    facts: list[Fact] = list(READER.read(entry("مقتل 121 شخصا في طرابلس")).facts)
    assert len(set(facts)) == len(facts)
