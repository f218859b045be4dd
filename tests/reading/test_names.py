import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Entry
from bot.reading.lexicons import load_lexicons
from bot.reading.names import Vocabulary, phrase_form
from bot.reading.normalize import fold
from bot.reading.read import Reader
from tests.reading.strategies import texts


def found(text: str, *phrases: str) -> list[str]:
    folded = fold(text)
    spans = [folded.span(hit.start, hit.end) for hit in Vocabulary((it, it) for it in phrases).find(folded)]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize("particle", ["", *"وفبلك", "ول", "فب", "وك", "ال", "وال", "بال", "كال", "وبال"])
def test_a_name_is_found_behind_what_arabic_attaches(particle: str) -> None:
    assert found(f"قال {particle}حفتر، أمس", "حفتر") == ["حفتر"]


@pytest.mark.parametrize("written", ["السيسي", "السيسى", "والسيسى", "بالسيسي", "وبالسّيسي", "كالسيسي"])
def test_a_name_with_the_article_is_found_with_it(written: str) -> None:
    assert [fold(name).text for name in found(f"لقاء {written}.", "السيسي")] == ["السيسي"]


@pytest.mark.parametrize("written", ["للسيسي", "وللسيسى", "فللسيسي"])
def test_the_article_loses_its_alef_behind_li(written: str) -> None:
    assert [fold(name).text for name in found(f"تحية {written} اليوم", "السيسي")] == ["لسيسي"]


def test_three_lams_are_written_as_two() -> None:
    assert found("رسالة للواء المتقاعد", "اللواء المتقاعد") == ["لواء المتقاعد"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("حفترون", "حفتر"),
        ("جحفتر", "حفتر"),
        ("سحفتر", "حفتر"),  # س goes before verbs only
        ("بوحفتر", "حفتر"),  # no such combination
        ("حفتر2", "حفتر"),
        ("Mayor Mayhem dismay", "May"),
        ("السيسيون", "السيسي"),
        ("مللسيسي", "السيسي"),
        ("Haftars", "Haftar"),
        ("محيط هادئ", "هادي"),
    ],
)
def test_nothing_is_found_inside_other_words(text: str, phrase: str) -> None:
    assert found(text, phrase) == []


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Haftar's men", "haftar", "Haftar"),
        ("Haftar’s men", "Haftar", "Haftar"),
        ("l'Égypte et d’Égypte", "Egypte", "Égypte"),
        ("qu’Haftar", "Haftar", "Haftar"),
        ("le président al-Sissi", "Sissi", "Sissi"),
        ("Abdel Fattah al‑Sisi", "Abdel Fattah al-Sisi", "Abdel Fattah al‑Sisi"),
        ("Kim Jong Un", "Kim Jong-un", "Kim Jong Un"),
        ("Khalifa\u00a0\n Haftar", "khalifa haftar", "Khalifa\u00a0\n Haftar"),
        ("عبد  الفتاح\u00a0السيسي", "عبد الفتاح السيسي", "عبد  الفتاح\u00a0السيسي"),
        ("#خليفة_حفتر", "خليفة حفتر", "خليفة_حفتر"),
        ("«حفتر»", "حفتر", "حفتر"),
        ("لـ\u200fحفتر", "حفتر", "حفتر"),
        ("بـNATO", "NATO", "NATO"),
        ("خليفةُ حَفْتَرٌ", "خليفة حفتر", "خليفةُ حَفْتَرٌ"),
        ("سيلتقي غدا", "يلتقي", "يلتقي"),
        ("C++ and more", "C++", "C++"),
        ("فائز السراج", "فايز السراج", "فائز السراج"),
        ("مكان هادئ", "هادئ", "هادئ"),
        ("منصور هادى", "هادي", "هادى"),
    ],
)
def test_the_span_covers_the_name_as_it_is_written(text: str, phrase: str, name: str) -> None:
    assert set(found(text, phrase)) == {name}


def test_overlapping_names_and_names_of_two_are_all_found() -> None:
    vocabulary = Vocabulary([("خليفة حفتر", 1), ("حفتر", 1), ("حفتر", 2), ("المشير خليفة", 3)])
    assert {(hit.label, hit.start, hit.end) for hit in vocabulary.find(fold("المشير خليفة حفتر"))} == {
        (1, 7, 17),
        (1, 13, 17),
        (2, 13, 17),
        (3, 0, 12),
    }


@pytest.mark.parametrize("phrase", ["", "  ", "\u200f", "ـ", "--"])
def test_a_phrase_of_nothing_is_refused(phrase: str) -> None:
    assert phrase_form(phrase) == ""
    with pytest.raises(ValueError, match="nothing to look for"):
        Vocabulary([(phrase, 1)])


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert found("حفتر") == []


names = st.sampled_from(["حفتر", "السيسي", "خليفة حفتر", "Khalifa Haftar", "Élysée", "لقاء"])
invisible = st.lists(st.sampled_from(["\u064f", "\u200f", "ـ", "\u200b"]), max_size=2).map("".join)


@given(
    st.data(),
    names,
    texts,
    st.sampled_from(["", "و", "ب", "ول", "ف"]),
    texts,
)
def test_a_name_is_found_whatever_is_scattered_in_it(
    data: st.DataObject, name: str, before: str, particle: str, after: str
) -> None:
    written = "".join(letter + data.draw(invisible) for letter in name)
    text = f"{before} {particle}{written} {after}"
    at = len(before) + 1 + len(particle)
    folded = fold(text)
    spans = [folded.span(hit.start, hit.end) for hit in Vocabulary([(name, "it")]).find(folded)]
    assert any(start == at and at + len(name) <= end <= at + len(written) for start, end in spans)


@given(texts)
def test_what_is_found_is_what_was_looked_for(text: str) -> None:
    phrases = ("حفتر", "السيسي", "Haftar", "strasse", "لقاء", "e")
    folded = fold(text)
    for hit in Vocabulary((phrase, phrase) for phrase in phrases).find(folded):
        form = phrase_form(folded.text[hit.start : hit.end])
        assert form in {phrase_form(hit.label), "لسيسي"}


@given(texts, st.lists(names, max_size=5))
def test_more_names_change_nothing_for_one(text: str, others: list[str]) -> None:
    alone = list(Vocabulary([("حفتر", 1)]).find(fold(text)))
    among = Vocabulary([*((other, 2) for other in others), ("حفتر", 1)]).find(fold(text))
    assert [hit for hit in among if hit.label == 1] == alone


PEOPLE = {
    "abbas": ["محمود عباس", "عباس", "Mahmoud Abbas", "Abbas"],
    "trump": ["دونالد ترامب", "ترامب", "Donald Trump", "Trump"],
    "biden": ["Joe Biden", "Biden"],
    "assad": ["بشار الأسد", "الأسد", "Bashar al-Assad", "Assad"],
    "netanyahu": ["بنيامين نتنياهو", "نتنياهو"],
    "hadi": ["عبد ربه منصور هادي", "هادي"],
    "tamim": ["تميم بن حمد", "الشيخ تميم", "تميم"],
    "zarif": ["جواد ظريف", "ظريف"],
    "mbs": ["محمد بن سلمان"],
    "gallant": ["Yoav Gallant", "Gallant"],
    "pompeo": ["بومبيو"],
    "mattis": ["جيمس ماتيس", "ماتيس"],
    "may": ["Theresa May", "May"],
}
READER = Reader(PEOPLE, {}, [], load_lexicons())


def people(text: str) -> set[str]:
    return set(READER.read(Entry("Wire", "", text, "")).people)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("التقى محمود عباس ضيفه", "abbas"),
        ("قال عباس اليوم", "abbas"),
        ("الرئيس عباس", "abbas"),
        ("التقى جمال وعباس في رام الله", "abbas"),
        ("لصالح عباس", "abbas"),
        ("على عباس أن يختار", "abbas"),
        ("قال جمال: عباس في القاهرة", "abbas"),
        ("استقبل الملك عبد الله عباس", "abbas"),
        ("صهر ترامب وابنة ترامب", "trump"),
        ("دونالد جون ترامب", "trump"),
        ("Donald John Trump", "trump"),
        ("Trump's son", "trump"),
        ("will Trump speak? Will Trump speak?", "trump"),
        ("President Joe Biden", "biden"),
        ("the bill Biden signed", "biden"),
        ("Bashar al-Assad", "assad"),
        ("Syria's Assad", "assad"),
        ("بنجامين نتنياهو", "netanyahu"),
        ("الرئيس اليمني هادي", "hadi"),
        ("محمد جواد ظريف", "zarif"),
        ("أمير قطر تميم بن حمد", "tamim"),
        ("الأمير تميم", "tamim"),
        ("مايك بومبيو", "pompeo"),
        ("جيم ماتيس", "mattis"),
        ("سوزان بومبيو", "pompeo"),  # no given name is configured, so nobody is told from him
        ("Mrs May said", "may"),
    ],
)
def test_the_person_is_known_by_each_name(text: str, who: str) -> None:
    assert people(text) == {who}


@pytest.mark.parametrize(
    "text",
    [
        "قال جمال عباس للصحفيين",
        "وجمال عباس",
        "لجمال عباس",
        "أحمد محمد عباس",
        "علي عباس",
        "عبد الله عباس",
        "#جمال_عباس",
        "عباس كامل يصل إلى الخرطوم",
        "عباس بن فرناس",
        "الشهيد عباس الموسوي",
        "النائب عباس هاشم",
        "شارع عباس",
        "إيفانكا ترامب",
        "ايفانكا ترامب وميلانيا ترامب",
        "برج ترامب",
        "دونالد ترامب الابن",
        "دونالد ترامب جونيور",
        "Ivanka Trump",
        "l’avenir d’Ivanka Trump",
        "Donald Trump Jr. spoke",
        "Donald Trump, Jr., spoke",
        "at Trump Tower",
        "the Trump Organization",
        "Jill Biden and Hunter Biden",
        "Asma al-Assad",
        "Hafez Al Assad",
        "ماهر الأسد",
        "حصة الأسد",
        "المحيط الهادئ",
        "المحيط الهادي",
        "شارع هادئ",
        "محمد الهادي",
        "هادي العامري",
        "أحمد تميم",
        "a gallant effort",
        "it may rain",
    ],
)
def test_others_of_that_name_are_not_the_person(text: str) -> None:
    assert people(text) == set()


def test_of_two_bearers_in_a_text_the_right_one_is_marked() -> None:
    text = "التقى جمال عباس وفدا، ثم استقبله محمود عباس"
    [span] = READER.read(Entry("Wire", "", text, "")).people["abbas"]
    assert text[span.start : span.end] == "محمود عباس"


def test_the_next_person_begins_where_a_name_ends() -> None:
    assert people("استقبل محمد بن سلمان ترامب") == {"mbs", "trump"}
    assert people("التقى عباس ترامب") == {"abbas", "trump"}


@given(texts)
def test_asking_who_bears_a_name_never_fails(text: str) -> None:
    for surname in ("عباس", "Trump", "الأسد"):
        people(f"{text}{surname}{text} {surname} {text}")
