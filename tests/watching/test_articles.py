"""Two articles in our own words, built as the ones that the first watches were made for."""

import pytest

from bot.model import Casualties, Entry, Meeting, Span, Watch
from bot.watching.match import Matcher

AGENCY = Entry(
    "Agency",
    "",
    "",
    """على هامش التوتر في ليبيا..
القاهرة ـ خاص :
استقبل الرئيس عبد الفتاح السيسي أول أمس الأحد، في قصر الرئاسة، المشير خليفة حفتر الذي تتقدم قواته غربا.
ولم ينشر الطرفان تفاصيل الحديث الذي دام ساعتين.
وذكر ناطق رسمي إن السيسي بحث مع حفتر التطورات.
وحفتر البالغ من العمر 75 عاما عسكري سابق.
وبلغ عدد من سقطوا في المعارك 121 قتيلا فيما أصيب 561 شخصا وفق منظمة دولية. ونزح 13 ألفا عن منازلهم.""",
)
MAGAZINE = Entry(
    "Magazine",
    "حفتر والسيسي.. لقاء ثان خلال أسابيع",
    "",
    """عاد المشير خليفة حفتر إلى القاهرة ضيفاً على الرئيس السيسي بعد زيارة أولى في 16 أبريل (نيسان) الماضي.
فلقاء السيسي وحفتر، اليوم الخميس، لم يعلن عنه مسبقا.
وفي لندن اجتمع فايز السراج بوزير بريطاني. وقال الوزير إن على حفتر أن يوقف الهجوم.""",
)
PEOPLE = {"haftar": ["حفتر", "خليفة حفتر"], "sisi": ["السيسي", "عبد الفتاح السيسي"], "sarraj": ["السراج"]}
MATCHER = Matcher(
    [
        Watch("haftar-sisi", "", meeting=Meeting(("haftar", "sisi"))),
        Watch("haftar-sarraj", "", meeting=Meeting(("haftar", "sarraj"))),
        Watch("sisi-sarraj", "", meeting=Meeting(("sisi", "sarraj"))),
        Watch("libya", "", casualties=Casualties(("libya",), ("killed", "wounded", "displaced"))),
        Watch("arrests", "", casualties=Casualties(("libya",), ("detained", "abducted", "missing", "sick"))),
    ],
    PEOPLE,
    {"libya": ["LY", "طرابلس"]},
)


@pytest.mark.parametrize(
    ("entry", "watches"), [(AGENCY, ["haftar-sisi", "libya"]), (MAGAZINE, ["haftar-sisi"])]
)
def test_which_watches_they_concern(entry: Entry, watches: list[str]) -> None:
    assert [match.watch for match in MATCHER.matches(entry)] == watches


def test_what_carries_the_figures() -> None:
    found = MATCHER.matches(AGENCY)[1]
    assert found.why == "libya as «ليبيا», killed word «قتيلا», wounded word «أصيب», displaced word «نزح»"
    assert [AGENCY.content[span.start : span.end] for span in found.spans] == [
        "ليبيا",
        "قتيلا",
        "أصيب",
        "نزح",
    ]


def test_the_title_that_tells_the_meeting_is_marked() -> None:
    title = [span for span in MATCHER.matches(MAGAZINE)[0].spans if span.part == "title"]
    assert title == [Span("title", 0, 4), Span("title", 6, 12), Span("title", 15, 19)]
