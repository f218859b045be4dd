"""Entries in our own words, with the spans a watch would have found in them."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.model import Alert, Change, Entry, Figure, Part, Said, Span

SEEN = datetime(2019, 5, 9, 12, 31, tzinfo=UTC)
PARTS: tuple[Part, ...] = ("title", "summary", "content")


def spans(entry: Entry, *words: str) -> tuple[Span, ...]:
    """Every place where one of these words stands in an entry."""
    found = [
        Span(part, at, at + len(word))
        for part in PARTS
        for word in words
        for at in range(len(getattr(entry, part)))
        if getattr(entry, part).startswith(word, at)
    ]
    return tuple(sorted(found))


def alert(entry: Entry, *words: str) -> Alert:
    """An alert on an entry in which these words were matched."""
    return Alert(7, ("haftar-sisi",), entry, spans(entry, *words), SEEN)


ARABIC = alert(
    Entry(
        feed="Libya Observer (LO)",
        title="حفتر يلتقي السيسي في القاهرة للمرة الثانية خلال أربعة أسابيع",
        summary=(
            "وصل المشير خليفة حفتر إلى القاهرة صباح الخميس. والتقى الرئيس المصري عبد الفتاح السيسي "
            "في قصر الاتحادية، بحسب بيان نقلته وكالة MENA (الرسمية)."
        ),
        content=(
            "تفاصيل الزيارة\n"
            "وصل المشير خليفة حفتر إلى القاهرة صباح الخميس.\n"
            "وتشهد ضواحي طرابلس معارك منذ مطلع أبريل (نيسان).\n"
            "وقال متحدث إن المباحثات تناولت «تثبيت الهدنة»، وإن السيسي أكد لحفتر دعم بلاده لمسار سياسي.\n"
            "ولم يصدر تعليق من حكومة الوفاق."
        ),
        link="https://example.org/ar/2019/05/09/haftar-sisi",
        published=datetime(2019, 5, 9, 12, 5, tzinfo=UTC),
        language="ar",
    ),
    "حفتر",
    "السيسي",
)

LATIN_FIRST = alert(
    Entry(
        feed="صحيفة المرصد",
        title="BBC: قوات حفتر تقترب من مطار F-16 القديم",
        summary="Reuters نقلت أن قوات حفتر باتت على بعد 11 كلم من وسط طرابلس. ونزح 13,000 شخص إضافي.",
        published=None,
        language="ar",
    ),
    "حفتر",
)

ENGLISH = alert(
    Entry(
        feed="The Tripoli Post",
        title="Haftar in Cairo for a second round of talks with Sisi",
        summary="Field Marshal Khalifa Haftar landed in Cairo on Thursday and was met by President Sisi.",
        content=(
            "By our correspondent\n"
            "Field Marshal Khalifa Haftar landed in Cairo on Thursday and was met by President Sisi. "
            "It is the second such visit since his forces set out for Tripoli on 4 April. "
            "A palace statement said Egypt backs “every effort” to end the fighting. "
            "Haftar’s office declined to comment. [...]"
        ),
        link="https://example.org/en/haftar-cairo?a=1&b=2",
        published=datetime(2019, 5, 9, 12, 5, tzinfo=UTC),
        language="en",
    ),
    "Haftar",
    "Sisi",
)

FRENCH = alert(
    Entry(
        feed="Le Quotidien d’Alger",
        title="",
        summary=(
            "Le maréchal Haftar a été reçu jeudi au Caire par le président Al-Sissi. "
            "Les deux hommes s’étaient déjà entretenus en avril ; « rien n’est réglé », note un diplomate. "
            "À Tripoli, le bilan dépasse 400 morts & 2 000 blessés."
        ),
        link="https://example.org/fr/haftar",
        published=datetime(2019, 5, 9, 12, 5, tzinfo=UTC),
        language="fr",
    ),
    "Haftar",
    "Al-Sissi",
)

_QUAKE = Said("Le Quotidien d’Alger", SEEN)

GROWN = replace(
    alert(
        Entry(
            feed="Le Quotidien d’Alger",
            title="Séisme dans le nord : 121 morts",
            summary="Un séisme a fait 121 morts et des dizaines de disparus mercredi, selon l’ONU.",
            link="https://example.org/fr/seisme",
            published=datetime(2019, 5, 9, 12, 5, tzinfo=UTC),
            language="fr",
        ),
        "121 morts",
    ),
    story=12,
    changes=(Change(Figure("killed", 121, 121, "exact", _QUAKE, source="ONU")),),
    outlets=("Le Quotidien d’Alger", "صحيفة المرصد", "The Tripoli Post", "Reuters", "AFP", "BBC", "RFI"),
    later=(
        Change(
            Figure("killed", 1147, None, "at_least", _QUAKE, source="الهلال الأحمر"),
            Figure("killed", 121, 121, "exact", _QUAKE, source="ONU"),
        ),
        Change(Figure("wounded", 2, 2, "exact", _QUAKE)),
    ),
)
"""A story that others report too by now, and of which more was told."""

SAMPLES = {
    "arabic": ARABIC,
    "latin-first": LATIN_FIRST,
    "english": ENGLISH,
    "french": FRENCH,
    "grown": GROWN,
}

ALL_TEXT = st.text() | st.text(
    st.sampled_from("ab حفتر، قال. Haftar!؟?\n…«»()&<>😀\u2068\u2069\u202e13"), max_size=1500
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Any entry a feed may hold, and worse."""
    long = st.sampled_from(["a b ", "ا", "word ", "كلمة ", "&", "😀", "x. "]).map(lambda piece: piece * 700)
    text = ALL_TEXT | long
    return Entry(
        feed=draw(ALL_TEXT),
        title=draw(text),
        summary=draw(text),
        content=draw(text),
        link=draw(st.none() | st.just("https://example.org/a?b&c")),
        published=draw(st.none() | st.just(SEEN)),
    )
