from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.reading.dates import DateMention, dates
from bot.reading.lexicons import LANGUAGES, load_lexicons
from bot.reading.normalize import fold
from bot.reading.tokens import Token, Tokenizer
from tests.reading.strategies import texts

TOKENIZERS = {lexicon.language: Tokenizer(lexicon) for lexicon in load_lexicons()}
NOON = datetime(2019, 5, 9, 12, tzinfo=UTC)  # a Thursday


def tokens(text: str, language: Language) -> list[Token]:
    return TOKENIZERS[language].tokens(fold(text).text)


def found(
    text: str, language: Language, published: datetime | None = NOON, zone: tzinfo = UTC
) -> list[DateMention]:
    return dates(tokens(text, language), language, published, zone)


def spelled(mention: DateMention) -> str:
    if mention.start == mention.stop:
        return str(mention.start)
    return f"{mention.start}..{mention.stop}"


def days(text: str, language: Language, published: datetime | None = NOON, zone: tzinfo = UTC) -> list[str]:
    return [spelled(mention) for mention in found(text, language, published, zone)]


ARABIC = [
    ("وصل اليوم الخميس", "2019-05-09"),
    ("وصل الخميس، اليوم", "2019-05-09"),
    ("صباح اليوم", "2019-05-09"),
    ("التقاه أمس في القصر", "2019-05-08"),
    ("بالأمس", "2019-05-08"),
    ("مساء أمس (الأربعاء)", "2019-05-08"),
    ("أمس الأول", "2019-05-07"),
    ("امس الاول الثلاثاء", "2019-05-07"),
    ("أول من أمس", "2019-05-07"),
    ("أول أمس", "2019-05-07"),
    ("البارحة", "2019-05-08"),
    ("غدا الجمعة", "2019-05-10"),
    ("بعد غد", "2019-05-11"),
    ("في يوم غد", "2019-05-10"),
    ("مساء الأحد", "2019-05-05"),
    ("فجر الخميس", "2019-05-09"),
    ("يوم الأربعاء", "2019-05-08"),
    ("والأربعاء", "2019-05-08"),
    ("الخميس الماضي", "2019-05-02"),
    ("الخميس المقبل", "2019-05-16"),
    ("الثلاثاء القادم", "2019-05-14"),
    ("الثلاثاء من الأسبوع المقبل", "2019-05-14"),
    ("في 16 أبريل (نيسان) الماضي", "2019-04-16"),
    ("الثلاثاء 16 نيسان/أبريل", "2019-04-16"),
    ("22 أيار/مايو 2017", "2017-05-22"),
    ("٢٢ مايو ٢٠١٧", "2017-05-22"),
    ("في السابع عشر من مايو", "2019-05-17"),
    ("الحادي والثلاثين من آذار", "2019-03-31"),
    ("في الأول من تشرين الثاني/نوفمبر", "2018-11-01"),
    ("3 جويلية", "2019-07-03"),
    ("الاثنين الموافق 3 يونيو المقبل", "2019-06-03"),
    ("في 16 من الشهر الجاري", "2019-05-16"),
    ("في 16 الجاري", "2019-05-16"),
    ("في 3 المقبل", "2019-06-03"),
    ("الثاني عشر من الشهر المقبل", "2019-06-12"),
    ("16 مايو من العام الماضي", "2018-05-16"),
    ("16 و17 أبريل", "2019-04-16..2019-04-17"),
    ("من 3 إلى 5 مايو", "2019-05-03..2019-05-05"),
    ("بتاريخ 22/05/2017", "2017-05-22"),
    ("في مايو المقبل", "2020-05-01..2020-05-31"),
    ("خلال أبريل الماضي", "2019-04-01..2019-04-30"),
    ("في مارس الجاري", "2019-03-01..2019-03-31"),
    ("منذ نهاية آذار/مارس", "2019-03-21..2019-03-31"),
    ("في آب/أغسطس", "2018-08-01..2018-08-31"),
    ("أواخر أبريل", "2019-04-21..2019-04-30"),
    ("في كانون الثاني/يناير 2018", "2018-01-01..2018-01-31"),
    ("الشهر الماضي", "2019-04-01..2019-04-30"),
    ("الشهر الجاري", "2019-05-01..2019-05-31"),
    ("هذا الأسبوع", "2019-05-05..2019-05-11"),
    ("الأسبوع المقبل", "2019-05-12..2019-05-18"),
    ("العام الماضي", "2018-01-01..2018-12-31"),
    ("هذا العام", "2019-01-01..2019-12-31"),
    ("عام 1995", "1995-01-01..1995-12-31"),
    ("في 2011", "2011-01-01..2011-12-31"),
    ("بين عامي 2014 و2016", "2014-01-01..2016-12-31"),
    ("قبل 3 أيام", "2019-05-06"),
    ("قبل يومين", "2019-05-07"),
    ("قبل خمسة عشر يوما", "2019-04-24"),
    ("قبل أسبوع", "2019-04-29..2019-05-05"),
    ("قبل شهر", "2019-04-01..2019-04-30"),
    ("قبل عامين", "2017-01-01..2017-12-31"),
    ("قبل نحو ثلاث سنوات", "2016-01-01..2016-12-31"),
    ("قبل أيام", "2019-04-30..2019-05-07"),
    ("الأيام الثلاثة الماضية", "2019-05-06..2019-05-09"),
    ("الأيام القليلة المقبلة", "2019-05-09..2019-05-18"),
    ("الساعات الـ24 الماضية", "2019-05-08..2019-05-09"),
]

ENGLISH = [
    ("today", "2019-05-09"),
    ("yesterday", "2019-05-08"),
    ("last night", "2019-05-08"),
    ("the day before yesterday", "2019-05-07"),
    ("tomorrow", "2019-05-10"),
    ("tonight", "2019-05-09"),
    ("Thursday", "2019-05-09"),
    ("on Wednesday evening", "2019-05-08"),
    ("today (Thursday)", "2019-05-09"),
    ("last Thursday", "2019-05-02"),
    ("next Friday", "2019-05-10"),
    ("this coming Monday", "2019-05-13"),
    ("Tuesday of next week", "2019-05-14"),
    ("this week", "2019-05-06..2019-05-12"),
    ("last week's summit", "2019-04-29..2019-05-05"),
    ("last weekend", "2019-05-04..2019-05-05"),
    ("this month", "2019-05-01..2019-05-31"),
    ("later this month", "2019-05-09..2019-05-31"),
    ("earlier this year", "2019-01-01..2019-05-09"),
    ("last year", "2018-01-01..2018-12-31"),
    ("April 16", "2019-04-16"),
    ("16 April 2019", "2019-04-16"),
    ("Tuesday, April 16", "2019-04-16"),
    ("Friday, May 10", "2019-05-10"),
    ("the 4th of June", "2019-06-04"),
    ("April 3rd, 2017", "2017-04-03"),
    ("on Sept. 3", "2018-09-03"),
    ("on 12 May", "2019-05-12"),
    ("April 3-5", "2019-04-03..2019-04-05"),
    ("the 16th of last month", "2019-04-16"),
    ("on 2019-04-16", "2019-04-16"),
    ("in May", "2019-05-01..2019-05-31"),
    ("last May", "2018-05-01..2018-05-31"),
    ("next June", "2019-06-01..2019-06-30"),
    ("in December in 2006", "2006-12-01..2006-12-31"),
    ("in late April", "2019-04-21..2019-04-30"),
    ("in 2011", "2011-01-01..2011-12-31"),
    ("March 2018", "2018-03-01..2018-03-31"),
    ("three days ago", "2019-05-06"),
    ("twenty-five years ago", "1994-01-01..1994-12-31"),
    ("a year ago", "2018-01-01..2018-12-31"),
    ("a few days ago", "2019-04-30..2019-05-07"),
    ("the past three days", "2019-05-06..2019-05-09"),
    ("in the coming days", "2019-05-09..2019-05-18"),
    ("by the end of the month", "2019-05-21..2019-05-31"),
]

FRENCH = [
    ("aujourd'hui", "2019-05-09"),
    ("hier", "2019-05-08"),
    ("hier soir", "2019-05-08"),
    ("avant-hier", "2019-05-07"),
    ("demain", "2019-05-10"),
    ("après-demain", "2019-05-11"),
    ("ce matin", "2019-05-09"),
    ("jeudi", "2019-05-09"),
    ("mercredi soir", "2019-05-08"),
    ("mardi dernier", "2019-05-07"),
    ("jeudi dernier", "2019-05-02"),
    ("mardi prochain", "2019-05-14"),
    ("ce vendredi", "2019-05-10"),
    ("mardi de la semaine prochaine", "2019-05-14"),
    ("le 14 avril dernier", "2019-04-14"),
    ("le 1er mai", "2019-05-01"),
    ("mercredi 8 mai", "2019-05-08"),
    ("le premier juin", "2019-06-01"),
    ("le 22 mai 2017", "2017-05-22"),
    ("le 16 du mois dernier", "2019-04-16"),
    ("du 3 au 5 mai", "2019-05-03..2019-05-05"),
    ("le 20 avril prochain", "2020-04-20"),
    ("le 22/05/2017", "2017-05-22"),
    ("en mai", "2019-05-01..2019-05-31"),
    ("au mois d'avril", "2019-04-01..2019-04-30"),
    ("début mai", "2019-05-01..2019-05-10"),
    ("avril dernier", "2019-04-01..2019-04-30"),
    ("la semaine dernière", "2019-04-29..2019-05-05"),
    ("le week-end prochain", "2019-05-18..2019-05-19"),
    ("le mois prochain", "2019-06-01..2019-06-30"),
    ("l'an dernier", "2018-01-01..2018-12-31"),
    ("cette année", "2019-01-01..2019-12-31"),
    ("en 2011", "2011-01-01..2011-12-31"),
    ("fin 2018", "2018-09-01..2018-12-31"),
    ("il y a trois jours", "2019-05-06"),
    ("il y a un an", "2018-01-01..2018-12-31"),
    ("il y a quelques mois", "2018-06-09..2019-03-09"),
    ("ces trois derniers jours", "2019-05-06..2019-05-09"),
]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        *(("ar", *case) for case in ARABIC),
        *(("en", *case) for case in ENGLISH),
        *(("fr", *case) for case in FRENCH),
    ],
)
def test_the_days_meant_on_a_thursday(language: Language, text: str, day: str) -> None:
    assert days(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "قال أحد الجنود"),
        ("ar", "مارس الجيش ضغوطا"),
        ("ar", "تيريزا ماي في لندن"),
        ("ar", "أب لثلاثة أطفال"),
        ("ar", "قبل يوم من القمة"),
        ("ar", "في اليوم الأول من الهدنة"),
        ("ar", "كل يوم جمعة"),
        ("ar", "ثورة 25 يناير"),
        ("ar", "صحيفة المصري اليوم"),
        ("ar", "الأمين العام الحالي"),
        ("ar", "مقتل 2000 شخص و16 جنديا"),
        ("ar", "31 يونيو"),
        ("en", "they may meet; 12 may be dead"),
        ("en", "this may be the first"),
        ("en", "Mrs May in London"),
        ("en", "they march on"),
        ("en", "the 1990s"),
        ("en", "every Friday"),
        ("en", "the Good Friday Agreement"),
        ("en", "2000 people and 16 soldiers"),
        ("fr", "tous les vendredis, chaque mardi"),
        ("fr", "12 morts et 2000 blessés"),
    ],
)
def test_what_is_no_date(language: Language, text: str) -> None:
    assert days(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        # The clock of the outlet decides what today is, and a weekday outvotes it by a day.
        ("ar", "اليوم", "2019-05-10"),
        ("ar", "أمس", "2019-05-09"),
        ("ar", "اليوم الخميس", "2019-05-09"),
        ("ar", "أمس الأربعاء", "2019-05-08"),
        ("ar", "غدا الجمعة", "2019-05-10"),
        ("ar", "الجمعة", "2019-05-10"),
        ("ar", "الخميس", "2019-05-09"),
        ("en", "tomorrow, Saturday", "2019-05-11"),
        ("fr", "aujourd'hui jeudi", "2019-05-09"),
    ],
)
def test_late_at_night_in_cairo(language: Language, text: str, day: str) -> None:
    night = datetime(2019, 5, 9, 22, 30, tzinfo=UTC)  # 00:30 on Friday
    assert days(text, language, night, ZoneInfo("Africa/Cairo")) == [day]


@pytest.mark.parametrize(
    ("language", "text", "past", "future"),
    [
        ("ar", "الخميس", "2019-05-09", "2019-05-09"),
        ("ar", "الجمعة", "2019-05-03", "2019-05-10"),
        ("ar", "يوم الأربعاء", "2019-05-08", "2019-05-15"),
        ("ar", "4 أبريل", "2019-04-04", "2020-04-04"),
        ("ar", "الجمعة الماضي", "2019-05-03", "2019-05-03"),
        ("en", "on Tuesday", "2019-05-07", "2019-05-14"),
        ("en", "later on Saturday", "2019-05-11", "2019-05-11"),
        ("fr", "lundi", "2019-05-06", "2019-05-13"),
    ],
)
def test_the_tense_decides(language: Language, text: str, past: str, future: str) -> None:
    [mention] = found(text, language)
    assert [str(mention.day(future=False)), str(mention.day(future=True))] == [past, future]


@pytest.mark.parametrize(
    ("language", "text", "sense"),
    [
        ("ar", "في 2011", "at"),
        ("ar", "منذ عام 2011", "since"),
        ("ar", "منذ عشرة أيام", "since"),
        ("ar", "قبل عشرة أيام", "ago"),
        ("ar", "قبل الخميس", "before"),
        ("ar", "حتى الأحد", "until"),
        ("ar", "بعد 16 مايو", "after"),
        ("en", "since 2015", "since"),
        ("en", "two weeks ago", "ago"),
        ("en", "ahead of Sunday", "before"),
        ("en", "until Monday", "until"),
        ("fr", "depuis trois jours", "since"),
        ("fr", "il y a trois jours", "ago"),
        ("fr", "avant mardi", "before"),
    ],
)
def test_what_the_preposition_makes_of_it(language: Language, text: str, sense: str) -> None:
    assert [mention.sense for mention in found(text, language)] == [sense]


@pytest.mark.parametrize(
    ("language", "text", "certainty"),
    [
        ("ar", "16 أبريل", "stated"),
        ("ar", "16 من الشهر الجاري", "stated"),
        ("ar", "أمس الأحد", "relative"),
        ("en", "April 16", "stated"),
        ("en", "last Tuesday", "relative"),
        ("fr", "mardi 14 avril", "stated"),
        ("fr", "la semaine dernière", "relative"),
    ],
)
def test_how_sure(language: Language, text: str, certainty: str) -> None:
    assert [mention.certainty for mention in found(text, language)] == [certainty]


def test_a_weekday_picks_the_year_with_which_it_agrees() -> None:
    june = datetime(2019, 6, 1, tzinfo=UTC)
    assert days("9 نوفمبر", "ar", june) == ["2018-11-09"]
    assert days("السبت 9 نوفمبر", "ar", june) == ["2019-11-09"]


def test_without_publication_only_what_has_a_year() -> None:
    text = "أمس، الخميس، 4 أبريل، في مايو، قبل 3 أيام، العام الماضي، 22 مايو 2017، في 2011"
    assert days(text, "ar", None) == ["2017-05-22", "2011-01-01..2011-12-31"]


def test_a_phrase_listed_for_another_purpose_still_says_when() -> None:
    whole = Token("في العام الماضي", 0, 15, tags=frozenset({"background.period"}))
    assert [spelled(mention) for mention in dates([whole], "ar", NOON, UTC)] == ["2018-01-01..2018-12-31"]


def test_the_tokens_of_a_date_leave_out_its_preposition() -> None:
    said = tokens("قتل 12 في 16 أبريل (نيسان) الماضي", "ar")
    [mention] = dates(said, "ar", NOON, UTC)
    assert [token.text for token in said[mention.first : mention.end]] == [
        *("16", "ابريل", "(", "نيسان", ")"),
        "ماضي",
    ]


def listed(language: Language) -> list[str]:
    lexicon = next(lexicon for lexicon in load_lexicons() if lexicon.language == language)
    return [
        " ".join(phrase.words)
        for phrase in lexicon.phrases
        if any(tag.startswith(("dates.", "numbers.")) for tag in phrase.tags)
    ]


NUMBERS = [
    "1",
    "16",
    "31",
    "2019",
    "1900",
    "2099",
    "22/05/2017",
    "2019-04-16",
    "0",
    "9999",
    "-",
    "/",
    ",",
    "(",
]
zones = st.sampled_from(
    [
        UTC,
        ZoneInfo("Africa/Cairo"),
        ZoneInfo("Pacific/Kiritimati"),
        timezone(timedelta(hours=-23, minutes=-59)),
    ]
)
instants = (
    st.datetimes(timezones=st.sampled_from([UTC, ZoneInfo("Asia/Tokyo")]))
    | st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
    | st.none()
)


@given(st.data(), st.sampled_from(LANGUAGES), instants, zones)
def test_any_words_at_any_time_give_days_in_order(
    data: st.DataObject, language: Language, published: datetime | None, zone: tzinfo
) -> None:
    word = st.sampled_from([*listed(language), *NUMBERS]) | texts
    said = tokens(" ".join(data.draw(st.lists(word, max_size=12))), language)
    mentions = dates(said, language, published, zone)
    reach = 0
    for mention in mentions:
        assert reach <= mention.first < mention.end <= len(said)
        assert date.min <= mention.start <= mention.stop
        reach = mention.end
