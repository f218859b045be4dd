"""Two articles in our own words, built as the ones that the first watches were made for."""

import pytest

from bot.model import Casualties, Entry, Meeting, Watch
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
    for figure in ("killed 121", "wounded 561", "displaced 13000"):
        assert figure in found.why
    assert {"121", "561", "13"} <= {
        word for span in found.spans for word in AGENCY.content[span.start : span.end].split()
    }


def test_what_carries_the_meeting() -> None:
    (found,) = MATCHER.matches(MAGAZINE)
    assert found.why.startswith("meeting held of haftar and sisi")
    marked = [getattr(MAGAZINE, span.part)[span.start : span.end] for span in found.spans]
    assert any("حفتر" in words for words in marked)
    assert any("السيسي" in words for words in marked)
    assert any("ضيفاً على" in words for words in marked)
