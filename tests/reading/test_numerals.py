import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Language
from bot.reading.lexicons import LANGUAGES, load_lexicons
from bot.reading.normalize import fold
from bot.reading.numerals import quantities
from bot.reading.quantities import Quantity
from bot.reading.tokens import Token, Tokenizer
from tests.reading.strategies import texts

TOKENIZERS = {lexicon.language: Tokenizer(lexicon) for lexicon in load_lexicons()}


def tokens_of(text: str, language: Language) -> list[Token]:
    return TOKENIZERS[language].tokens(fold(text).text)


def shown(quantity: Quantity) -> str:
    """12, 100+ (at least), 50- (at most), ~20 (about), 10..15 (range), 10* (vague)."""
    match quantity.bound:
        case "at_least":
            assert quantity.high is None
            return f"{quantity.low}+"
        case "at_most":
            assert quantity.low is None
            return f"{quantity.high}-"
        case "vague":
            assert quantity.high is None
            return f"{quantity.low}*"
        case "range":
            return f"{quantity.low}..{quantity.high}"
        case bound:
            assert quantity.low == quantity.high
            assert bound in ("exact", "about")
            return f"~{quantity.low}" if bound == "about" else f"{quantity.low}"


def counted(text: str, language: Language) -> list[str]:
    return [shown(quantity) for quantity in quantities(tokens_of(text, language), language)]


ARABIC = [
    # in digits
    ("أسفر الانفجار عن مقتل 12 شخصا", "12"),
    ("أسفر الانفجار عن مقتل ١٢ شخصا", "12"),
    ("نزوح 13,000 شخص", "13000"),
    ("نزوح 13.000 شخص", "13000"),
    ("نزوح ١٣٬٠٠٠ شخص", "13000"),
    ("نزوح 13 000 شخص", "13000"),
    ("قتل 4 وأصيب 9 آخرون", "4 9"),
    ("سقوط 8قتلى و21جريحا", "8 21"),
    ("مقتل 6 جنود و11 مسلحا", "6 11"),
    # units and tens
    ("مقتل ثلاثة جنود وأربع نساء", "3 4"),
    ("إصابة خمسة وعشرين عاملا", "25"),
    ("قتل واحد وثلاثون راكبا", "31"),
    ("قتلت إحدى وعشرون تلميذة", "21"),
    ("مصرع اثنين وأربعين مهاجرا", "42"),
    ("قتل أحد عشر شرطيا", "11"),
    ("أصيبت إحدى عشرة طالبة", "11"),
    ("مقتل اثني عشر مدنيا واثنتي عشرة امرأة", "12 12"),
    ("قتل خمسة عشر مسلحا وثماني عشرة رهينة", "15 18"),
    ("مقتل عشرة بحارة", "10"),
    ("أصيب تسعون شخصا", "90"),
    ("قتل شخص واحد", "1"),
    ("إصابة اثنين من المارة", "2"),
    ("القتلى الثلاثة", "3"),
    # hundreds, thousands, millions
    ("مقتل مئة مدني", "100"),
    ("مقتل مائتي مدني ومئتين آخرين", "200 200"),
    ("ثلاثمئة جريح وأربعمائة نازح وخمس مئة أسير", "300 400 500"),
    ("مئة وعشرون قتيلا", "120"),
    ("ثلاثمائة وخمسة عشر مفقودا", "315"),
    ("تشريد ألف أسرة", "1000"),
    ("قتل ألفا جندي ونزح نحو ألفي شخص", "2000 ~2000"),
    ("وبلغ عدد الجرحى ألفا ومئتين", "1200"),
    ("نزوح ألفين وخمسمئة", "2500"),
    ("3 آلاف و500 نازح", "3500"),
    ("ثلاثة آلاف وأربعمئة وستة وخمسون شخصا", "3456"),
    ("نزوح 40 ألفا و20 ألف لاجئ", "40000 20000"),
    ("مئتا ألف لاجئ ومئة ألف نازح", "200000 100000"),
    ("نزوح نصف مليون ومقتل ربع مليون", "500000 250000"),
    ("مليون ونصف المليون لاجئ", "1500000"),
    ("1.5 مليون لاجئ و2,5 مليون نازح", "1500000 2500000"),
    ("مليونان و300 ألف نسمة", "2300000"),
    ("فرار العشرة آلاف شخص", "10000"),
    # vague
    ("عشرات القتلى ومئات الجرحى وآلاف النازحين", "10* 100* 1000*"),
    ("نزوح عشرات الآلاف ومئات الآلاف", "10000* 100000*"),
    ("مقتل العشرات وإصابة المئات", "10* 100*"),
    ("وتشريد الملايين", "1000000*"),
    ("مقتل أكثر من عشرات الأشخاص", "10*"),
    ("بضعة أشخاص وبضع نساء", "3..9 3..9"),
    ("بضعة عشر رجلا", "13..19"),
    ("بضع مئات وعدة آلاف", "100* 1000*"),
    # bounded
    ("مقتل أكثر من 13 ألف شخص", "13000+"),
    ("ما لا يقل عن تسعة قتلى", "9+"),
    ("إصابة 30 على الأقل", "30+"),
    ("إصابة 30 شخصا على الأقل", "30"),
    ("تجاوز الـ100", "100+"),
    ("عشرون ونيف", "20+"),
    ("خمسة فأكثر", "5+"),
    ("أقل من 50 شخصا", "50-"),
    ("لا يتجاوز عشرة أشخاص", "10-"),
    ("لنحو 20 مصابا وحوالي ثلاثين جريحا", "~20 ~30"),
    ("200 تقريبا", "~200"),
    # ranges
    ("بين 10 و15 قتيلا", "10..15"),
    ("ما بين ثلاثة وخمسة أشخاص", "3..5"),
    ("10-15 قتيلا", "10..15"),
    ("ثلاثة أو أربعة مسلحين", "3..4"),
    ("10 إلى 15 ألف نازح", "10000..15000"),
    ("يتراوح عددهم من 5 إلى 8", "5..8"),
    ("ارتفع عدد القتلى من 12 إلى 15", "15"),
    # with the article
    ("قتل أب 3 أطفال", "3"),
    ("القتلى الـ12", "12"),
    ("الأسرى الـ 34", "34"),
    # what counts nobody
    ("الدورة الـ12", ""),
    ("الذكرى الـ70 للنكبة", ""),
    ("في القرن الثالث عشر", ""),
    ("الرابع والعشرين من الشهر", ""),
    ("الذكرى العشرين", ""),
    ("زيادة 70% أو %70 أو ٧٠٪", ""),
    ("سبعون في المئة و50 بالمئة", ""),
    ("5$ و€5 و$5 ملايين", ""),
    ("في 2011 ومنذ عام 2012 وحتى 2013", ""),
    ("عامي 2014 و2015", ""),
    ("16/4/2019 و16-4-2019 و16 أبريل", ""),
    ("12 و13 مايو", ""),
    ("الساعة 10:30 أو الساعة 9", ""),
    ("رقم 5 والمادة 19 والقرار 1701", ""),
    ("طائرة إف-16 وصواريخ إس-300 وكوفيد-19", ""),
    ("فاز 3-1", ""),
    ("ثلاثة أرباع السكان", ""),
    ("الاثنين والأحد", ""),
    ("قال أحد السكان", ""),
    ("مجموعة العشرين", ""),
    ("13.5 و3.14", ""),
]

ENGLISH = [
    # in digits
    ("The blast killed 12 people", "12"),
    ("13,000 fled and 1,234,567 stayed", "13000 1234567"),
    ("13 000 fled", "13000"),
    ("13k people and 1.5m refugees", "13000 1500000"),
    ("in 3m 5 people", "3000000"),
    ("1.5 million people and 3.25 billion", "1500000 3250000000"),
    ("killed 2000 people", "2000"),
    ("In 70% of cases, 20% 30 people", "30"),
    # in words
    ("one man, two boys and nineteen girls", "1 2 19"),
    ("twenty-five miners", "25"),
    ("a hundred, one hundred, two hundred and five", "100 100 205"),
    ("one hundred and twenty-five villagers", "125"),
    ("two thousand five hundred and six people", "2506"),
    ("eleven hundred troops", "1100"),
    ("thirty thousand and three hundred thousand", "30000 300000"),
    ("a million people and two million", "1000000 2000000"),
    ("one million two hundred thousand and twelve", "1200012"),
    ("half a million people", "500000"),
    ("a quarter of a million refugees", "250000"),
    ("two and a half million people", "2500000"),
    ("a million and a half refugees", "1500000"),
    ("a dozen people, two dozen and half a dozen", "12 24 6"),
    ("Dozen killed in the crash", "12"),
    # vague
    ("Dozens killed, hundreds hurt, thousands flee", "10* 100* 1000*"),
    ("scores of people", "20*"),
    ("tens of thousands and hundreds of thousands", "10000* 100000*"),
    ("several dozen, a few hundred, several thousand", "10* 100* 1000*"),
    ("millions of people", "1000000*"),
    ("more than dozens of people", "10*"),
    # bounded
    ("at least 12 people and more than 1,200 others", "12+ 1200+"),
    ("over a hundred people, no fewer than six", "100+ 6+"),
    ("more than a dozen soldiers", "12+"),
    ("at least another 20 people", "20+"),
    ("40 or more, 30 at least, 100+", "40+ 30+ 100+"),
    ("as many as 50, fewer than ten, up to 1,000", "50- 10- 1000-"),
    ("no more than thirty", "30-"),
    ("about 20, nearly 300, some 50, around two dozen", "~20 ~300 ~50 ~24"),
    ("20-odd people, 30 or so", "~20 ~30"),
    ("an estimated 7,000 people", "~7000"),
    ("at least about 20", "20+"),
    # ranges
    ("between 10 and 15 people", "10..15"),
    ("10 to 15 people, 10-15 people, 10 – 15 people", "10..15 10..15 10..15"),
    ("two or three gunmen", "2..3"),
    ("10 to 15 thousand, 2-3 million", "10000..15000 2000000..3000000"),
    ("1.5 to 2 million people", "1500000..2000000"),
    ("ranging from 5 to 12", "5..12"),
    ("at least 10 to 15", "10..15"),
    ("The toll rose from 12 to 15", "15"),
    # what counts nobody
    ("fifty percent, 70%, 5 to 10 per cent, 10%-15%", ""),
    ("$5, £5 million, 5€, US$20", ""),
    ("10:30, 10 am and 24/7", ""),
    ("16/4/2019, 16-4-2019, 16 April, April 16, 2019", ""),
    ("in 2011, since 2012, the 2003 war, 2011-2019 (2014)", ""),
    ("in 2011 and 2012", ""),
    ("the 7th, No. 5, No 7, nos. 3, #4", ""),
    ("won 3-1 and 7-0, lined up 4-3-3", ""),
    ("F-16, S-300, Covid-19, MH17, G7, AK-47s, Boeing 737", ""),
    ("the twenty-first century, one third, three quarters", ""),
    ("13.5, 3.14, 1.2.3, 007, 0", ""),
    ("no one, one another", ""),
    ("John Smith, 35, of London", ""),
    ("two and a half years", ""),
    ("a man and an aide", ""),
    ("scores two goals", "2"),
    ("12345678901 people", ""),
    ("five first responders", "5"),
]

FRENCH = [
    # in digits
    ("12 morts et 40 blessés", "12 40"),
    ("13 000 personnes, 13\u202f000 personnes, 13.000 personnes", "13000 13000 13000"),
    ("1 234 567 habitants", "1234567"),
    ("1,5 million de personnes", "1500000"),
    ("3 millions 500 000", "3500000"),
    # in words
    ("deux soldats, sept civils et dix femmes", "2 7 10"),
    ("dix-sept morts, dix-neuf blessés", "17 19"),
    ("vingt et un morts, trente et une femmes", "21 31"),
    ("vingt-cinq blessés", "25"),
    ("soixante-dix, soixante et onze, soixante-dix-sept", "70 71 77"),
    ("quatre-vingts morts, quatre-vingt-un blessés", "80 81"),
    ("quatre-vingt-dix, quatre-vingt-onze, quatre-vingt-dix-neuf", "90 91 99"),
    ("septante-deux, huitante, nonante-neuf", "72 80 99"),
    ("cent morts, deux cents blessés, cent vingt-cinq otages", "100 200 125"),
    ("mille morts, deux mille blessés", "1000 2000"),
    ("mille deux cents, douze cents", "1200 1200"),
    ("dix-neuf mille cinq cents", "19500"),
    ("trois cent mille déplacés", "300000"),
    ("un million de réfugiés, deux millions", "1000000 2000000"),
    ("un million et demi de personnes, un demi-million", "1500000 500000"),
    # about and vague
    ("une dizaine de morts, une vingtaine de blessés", "~10 ~20"),
    ("une bonne centaine de personnes, une douzaine", "~100 ~12"),
    ("un millier de personnes, deux milliers", "~1000 ~2000"),
    ("une dizaine de milliers de personnes", "~10000"),
    ("des dizaines de morts, des centaines de blessés", "10* 100*"),
    ("des dizaines de milliers, des centaines de milliers", "10000* 100000*"),
    ("plusieurs dizaines, plusieurs centaines, quelques milliers", "10* 100* 1000*"),
    ("des millions de personnes", "1000000*"),
    # bounded
    ("au moins huit morts", "8+"),
    ("plus de 100 morts, plus d'une centaine de morts", "100+ 100+"),
    ("pas moins de trente blessés", "30+"),
    ("20 au moins, 30 ou plus", "20+ 30+"),
    ("jusqu'à 50 morts, moins de vingt, moins d'une dizaine", "50- 20- 10-"),
    ("environ 20, quelque 200, près d'un million", "~20 ~200 ~1000000"),
    ("autour de 30, 40 environ", "~30 ~40"),
    ("le bilan dépasse les 100", "100+"),
    # ranges
    ("entre 10 et 15 morts", "10..15"),
    ("10 à 15 personnes, 10-15 personnes", "10..15 10..15"),
    ("deux ou trois hommes", "2..3"),
    ("entre une dizaine et une quinzaine de blessés", "10..15"),
    ("10 à 15 millions", "10000000..15000000"),
    ("Le bilan passe de 12 à 15", "15"),
    # what counts nobody
    ("un homme et une femme", ""),
    ("70 %, 70%, dix pour cent", ""),
    ("5 €, 5€, $5 millions", ""),
    ("20h30, 20 h 30, 10:30", ""),
    ("le 14 mai, 16/4/2019, le 14", ""),
    ("en 2011, depuis 2012, fin 2013, 2011-2019", ""),
    ("1er, 7e, 2ème, n° 5, no 5, numéro 3", ""),
    ("battu 3-1", ""),
    ("vingt-deuxième, deux tiers, trois quarts", ""),
    ("Covid-19, F-16, G20", ""),
    ("2,5 ou 13,75", ""),
]


def expected(cases: list[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "found"), cases)


@expected(ARABIC)
def test_arabic(text: str, found: str) -> None:
    assert counted(text, "ar") == found.split()


@expected(ENGLISH)
def test_english(text: str, found: str) -> None:
    assert counted(text, "en") == found.split()


@expected(FRENCH)
def test_french(text: str, found: str) -> None:
    assert counted(text, "fr") == found.split()


@pytest.mark.parametrize(
    ("language", "text", "covered"),
    [
        ("ar", "مقتل أكثر من 13 ألف شخص", "اكثر من 13 الف"),
        ("ar", "بين 10 و15 قتيلا", "بين 10 و 15"),
        ("en", "killed at least another 20 people", "at least another 20"),
        ("en", "killed a dozen or more people", "a dozen or more"),
        ("fr", "fait plus d'une centaine de morts", "plus d' une centaine"),
    ],
)
def test_the_bounding_words_lie_within(language: Language, text: str, covered: str) -> None:
    tokens = tokens_of(text, language)
    (quantity,) = quantities(tokens, language)
    assert " ".join(token.text for token in tokens[quantity.first : quantity.end]) == covered


@pytest.mark.parametrize(
    ("language", "phrase"),
    [("ar", "على الأقل"), ("ar", "فأكثر"), ("en", "at least"), ("en", "or more"), ("fr", "au moins")],
)
def test_what_bounds_behind_the_noun_is_tagged_for_whoever_reads_it(language: Language, phrase: str) -> None:
    (token,) = tokens_of(phrase, language)
    assert "bounds.at_least_after" in token.tags


def phrases(language: Language) -> st.SearchStrategy[str]:
    """Words of the lexicon's numbers and bounds, digits and signs, in any order."""
    (lexicon,) = (lexicon for lexicon in load_lexicons() if lexicon.language == language)
    words = sorted(
        " ".join(phrase.words)
        for phrase in lexicon.phrases
        if any(tag.startswith(("numbers.", "bounds.", "dates.month")) for tag in phrase.tags)
    )
    digits = st.sampled_from(
        ["1", "12", "000", "2011", "13,000", "1.5", "10:30", "0", "9" * 11, "٣٤", "9" * 30]
    )
    signs = st.sampled_from(["-", " - ", "و", "ال", "%", "$", "(", ")", ",", "+", "x", "/", "#", "."])
    pieces = st.sampled_from(words) | digits | signs
    return st.lists(st.tuples(pieces, st.sampled_from([" ", " ", ""])).map("".join), max_size=14).map("".join)


numberlike = st.sampled_from(LANGUAGES).flatmap(
    lambda language: st.tuples(st.just(language), phrases(language))
)
anything = st.tuples(st.sampled_from(LANGUAGES), texts)


@given(numberlike | anything, st.integers(0, 5))
def test_quantities_are_in_order_within_the_tokens_and_sane(sample: tuple[Language, str], cut: int) -> None:
    language, text = sample
    tokens = tokens_of(text, language)[cut:]
    end = 0
    for quantity in quantities(tokens, language):
        assert end <= quantity.first < quantity.end <= len(tokens)
        assert shown(quantity)
        assert 1 <= (quantity.low or 1) <= (quantity.high or quantity.low or 1) <= 10**10
        end = quantity.end


@given(st.integers(1, 10**10))
def test_digits_of_any_script_and_grouping_say_the_same(number: int) -> None:
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    written = [
        f"{number}",
        f"{number:,}",
        f"{number:,}".replace(",", "."),
        f"{number:,}".replace(",", "\u00a0"),
    ]
    for text in [*written, *(form.translate(arabic) for form in written)]:
        assert counted(f"مقتل {text} شخص", "ar") == [str(number)]


@given(st.integers(1, 10**7))
def test_a_bound_changes_the_bound_only(number: int) -> None:
    assert counted(f"at least {number:,} people", "en") == [f"{number}+"]
    assert counted(f"plus de {number} personnes", "fr") == [f"{number}+"]
    assert counted(f"أقل من {number} شخص", "ar") == [f"{number}-"]
