import pytest
from hypothesis import given

from bot.model import Entry, Span
from bot.reading.facts import CasualtyFact, MeetingFact, casualties, meetings
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader
from bot.reading.spans import PARTS
from tests.reading.strategies import texts

PEOPLE = {
    "haftar": ["خليفة حفتر", "حفتر", "Khalifa Haftar", "Haftar"],
    "sisi": ["السيسي", "Sisi", "Sissi"],
    "sarraj": ["السراج"],
}
READER = Reader(PEOPLE, {"libya": ["LY", "طرابلس", "Tripoli"]}, ["الهلال النفطي"], load_lexicons())


def entry(title: str = "", summary: str = "", content: str = "", language: str | None = None) -> Entry:
    return Entry("Wire", title, summary, content, language=language)


def raw(of: Entry, spans: tuple[Span, ...]) -> list[str]:
    return [getattr(of, span.part)[span.start : span.end] for span in spans]


def test_finds_who_where_and_what_in_every_part_in_reading_order() -> None:
    it = entry("وصول خليفة حفتر", "التقى السيسى ضيفه.", "قتل جندي في ليبيا. وعاد حفتر عبر الهلال النفطي.")
    reading = READER.read(it)
    assert raw(it, reading.people["haftar"]) == ["خليفة حفتر", "حفتر"]
    assert [span.part for span in reading.people["haftar"]] == ["title", "content"]
    assert raw(it, reading.people["sisi"]) == ["السيسى"]
    assert raw(it, reading.places["libya"]) == ["ليبيا"]
    assert raw(it, reading.words["الهلال النفطي"]) == ["الهلال النفطي"]
    assert [(fact.category, fact.low, fact.place) for fact in casualties(reading.facts)] == [
        ("killed", 1, "libya")
    ]


def test_a_title_is_one_sentence_whatever_stands_in_it() -> None:
    it = entry("حفتر في القاهرة. لماذا؟ السيسي يجيب", "أولا. ثانيا.", "ثالثا.")
    reading = READER.read(it)
    assert raw(it, reading.sentences) == [it.title, "أولا.", "ثانيا.", "ثالثا."]
    assert [reading.sentence(span) for span in reading.sentences] == [0, 1, 2, 3]
    assert reading.sentence(Span("summary", 8, 9)) == 2
    assert READER.read(entry()).sentences == ()


@pytest.mark.parametrize(
    ("text", "claimed", "language"),
    [
        ("حفتر في القاهرة", None, "ar"),
        ("حفتر في القاهرة", "en", "ar"),
        ("Haftar met the president of Egypt for talks", None, "en"),
        ("Haftar met the president of Egypt for talks with the army", "fr", "en"),
        ("Haftar reçu par le président dans la capitale, selon les autorités et l'armée", "en", "fr"),
        ("A 34-year-old man was shot dead in Paris on Sunday", None, "en"),
        ("On redoute un lourd bilan de 200 morts", None, "fr"),
        ("Haftar Sisi", "fr", "fr"),
        ("Haftar Sisi", None, "en"),
        ("Haftar se reunió con el presidente", "es", None),
        ("12", None, "en"),
        ("", None, "en"),
    ],
)
def test_tells_the_language(text: str, claimed: str | None, language: str | None) -> None:
    assert READER.read(entry(text, language=claimed)).language == language


def test_facts_are_read_with_the_words_of_the_entry_s_language_only() -> None:
    text = "Haftar met Sisi aux voix, selon les autorités et l'armée"  # "met aux voix" is "puts to the vote"
    assert READER.read(entry(text, language="fr")).facts == ()
    assert READER.read(entry("Haftar met Sisi", language="en")).facts
    assert READER.read(entry("Haftar met Sisi", language="es")).facts == ()


def test_facts_come_in_reading_order_whatever_their_kind() -> None:
    it = entry("مقتل 3 أشخاص والسيسي يلتقي حفتر", "إصابة 5 مدنيين.", "وصل سراج. والتقى حفتر السراج أمس.")
    facts = READER.read(it).facts
    assert [type(fact) for fact in facts] == [CasualtyFact, MeetingFact, CasualtyFact, MeetingFact]
    assert [fact.quote.part for fact in facts] == ["title", "title", "summary", "content"]


def test_figures_do_not_cross_the_end_of_a_sentence() -> None:
    it = entry("", "", "في الحادث 121 شخصا. قتل.\nوأصيب\n30 منزلا")
    assert [fact for fact in casualties(READER.read(it).facts) if fact.low and fact.low > 1] == []


def test_an_entry_without_a_date_has_its_facts_all_the_same() -> None:
    (fact,) = meetings(READER.read(entry("السيسي يلتقي حفتر اليوم")).facts)
    assert (fact.status, fact.date) == ("held", None)


@given(texts, texts, texts)
def test_spans_are_in_the_text_and_each_in_a_sentence(title: str, summary: str, content: str) -> None:
    it = entry(title, summary, content)
    reading = READER.read(it)
    for found in (reading.people, reading.places, reading.words):
        for spans in found.values():
            assert spans == tuple(sorted(spans, key=lambda span: (PARTS.index(span.part), span.start)))
            assert all(raw(it, spans))
            for span in spans:
                sentence = reading.sentences[reading.sentence(span)]
                assert sentence.part == span.part
                assert sentence.start <= span.start < sentence.end


@pytest.mark.parametrize(
    ("piece", "people"),
    [
        *((piece, set()) for piece in ("ا", "ال", "و", "حفتر", ". ", "قتل\n")),
        *((piece, {"haftar"}) for piece in ("حفتر ", "\ud800حفتر ", "ح\u064bفتر\u200f ")),
    ],
)
def test_a_megabyte_of_anything_is_read(piece: str, people: set[str]) -> None:
    it = entry(content=piece * (1_000_000 // len(piece)))
    assert set(READER.read(it).people) == people
