import pytest
from hypothesis import given

from bot.model import Entry, Span
from bot.reading.lexicons import load_lexicons
from bot.reading.read import Reader
from bot.reading.spans import PARTS
from tests.reading.strategies import texts

PEOPLE = {"haftar": ["خليفة حفتر", "حفتر", "Khalifa Haftar", "Haftar"], "sisi": ["السيسي", "Sisi", "Sissi"]}
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
    assert raw(it, reading.triggers["meeting"]) == ["التقى"]
    assert raw(it, reading.triggers["killed"]) == ["قتل"]
    assert set(reading.triggers) == {"meeting", "killed"}


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
        ("Haftar Sisi", "fr", "fr"),
        ("Haftar Sisi", None, "en"),
        ("Haftar se reunió con el presidente", "es", None),
        ("12", None, "en"),
        ("", None, "en"),
    ],
)
def test_tells_the_language(text: str, claimed: str | None, language: str | None) -> None:
    assert READER.read(entry(text, language=claimed)).language == language


def test_words_of_another_language_are_no_triggers() -> None:
    french = entry("Le président met fin à la mission, selon les autorités et l'armée")  # "met" is "puts"
    english = entry("The president met the head of the army")
    assert "meeting" not in READER.read(french).triggers
    assert "meeting" in READER.read(english).triggers


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("لقاء تلفزيوني مع حفتر", "meeting"),
        ("محادثات هاتفية مع حفتر", "meeting"),
        ("مظاهرة في ميدان الشهداء", "killed"),
        ("إصدار مذكرة توقيف بحق حفتر", "detained"),
        ("The team met the deadline of the week", "meeting"),
        ("He faces the death penalty for the attack", "killed"),
        ("Le policier condamné à mort et les peines de prison", "killed"),
    ],
)
def test_a_phrase_that_means_something_else_is_no_trigger(text: str, trigger: str) -> None:
    assert trigger not in READER.read(entry(text)).triggers


def test_a_trigger_beside_such_a_phrase_stays_one() -> None:
    it = entry("بعد لقاء تلفزيوني التقى حفتر السيسي في لقاء")
    assert raw(it, READER.read(it).triggers["meeting"]) == ["التقى", "لقاء"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("الرئيس سيلتقي ضيفه", "meeting"),
        ("فلقاء الرجلين", "meeting"),
        ("للاجتماع به", "meeting"),
        ("وقُتل جنديان", "killed"),
        ("بمقتل عشرة", "killed"),
        ("لقوا حتفهم", "killed"),
        ("وأُصيبَ آخرون", "wounded"),
        ("والجرحى", "wounded"),
        ("نزوح الآلاف", "displaced"),
        ("باعتقال ناشط", "detained"),
        ("خُطف تاجر", "abducted"),
        ("المفقودين", "missing"),
        ("حالات إصابة بالكوليرا", "sick"),
        ("Les deux hommes se sont entretenus dans le palais", "meeting"),
        ("Le bilan est de trois blessés dans les combats", "wounded"),
        ("Three of the soldiers were wounded", "wounded"),
        ("A sit-down, face-to-face, with the envoy", "meeting"),
    ],
)
def test_inflected_triggers_are_found(text: str, trigger: str) -> None:
    assert trigger in READER.read(entry(text)).triggers


@given(texts, texts, texts)
def test_spans_are_in_the_text_and_each_in_a_sentence(title: str, summary: str, content: str) -> None:
    it = entry(title, summary, content)
    reading = READER.read(it)
    for found in (reading.people, reading.places, reading.words, reading.triggers):
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
