"""Facts in the words of each language, with its plurals."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.model import Bound, Change, Earlier, Figure, Language, Said, Step
from bot.telling.changes import worded
from bot.telling.places import place_name
from tests.fakes.desk import tripoli

WORDING = tripoli()
SAID = Said("Wire", datetime(2019, 5, 9, 12, tzinfo=UTC))
NAMES = {"haftar": ["حفتر", "Khalifa Haftar"], "sisi": ["السيسي", "Sisi"], "sarraj": ["السراج", "Sarraj"]}
HELD = Step(("haftar", "sisi"), "held", SAID, date(2019, 5, 9))
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


def killed(low: int | None, bound: Bound = "exact", high: int | None = None) -> Figure:
    return Figure("killed", low, low if bound == "exact" else high, bound, SAID)


def said(change: Change, language: Language) -> str:
    (line,) = worded([change], NAMES, language, WORDING)
    return MARKS.sub("", line)


@pytest.mark.parametrize(
    ("figure", "english", "arabic", "french"),
    [
        (killed(1), "one person killed", "قتيل واحد", "1 tué"),
        (killed(2), "2 killed", "قتيلان", "2 tués"),
        (killed(3), "3 killed", "3 قتلى", "3 tués"),
        (killed(11), "11 killed", "11 قتيلًا", "11 tués"),
        (killed(100), "100 killed", "100 قتيل", "100 tués"),
        (killed(26, "at_least"), "at least 26 killed", "26 قتيلًا على الأقل", "au moins 26 tués"),
        (killed(60, "about", 60), "about 60 killed", "نحو 60 قتيلًا", "environ 60 tués"),
        (killed(None, "at_most", 20), "at most 20 killed", "20 قتيلًا على الأكثر", "au plus 20 tués"),
        (killed(12, "range", 15), "between 12 and 15 killed", "بين 12 و15 قتيلًا", "entre 12 et 15 tués"),
        (killed(10, "vague"), "dozens killed", "عشرات القتلى", "des dizaines de tués"),
        (killed(None, "unspecified"), "people killed", "قتلى", "des tués"),
        (replace(killed(12), mixed=True), "12 killed or wounded", "12 قتيلًا وجريحًا", "12 tués ou blessés"),
        (
            replace(killed(12), category="missing", mixed=True),
            "12 missing",
            "12 مفقودًا",
            "12 disparus",
        ),
        (replace(killed(5), source="AFP"), "5 killed, AFP", "5 قتلى، AFP", "5 tués, AFP"),
    ],
)
def test_a_figure_alone(figure: Figure, english: str, arabic: str, french: str) -> None:
    change = Change(figure)
    assert [said(change, language) for language in ("en", "ar", "fr")] == [english, arabic, french]


def test_a_figure_with_what_it_changes() -> None:
    change = Change(killed(12_832, "at_least"), killed(384))
    assert said(change, "en") == "Killed: 384 → 12,832+ (+12,448)"
    assert said(change, "ar") == "القتلى: 384 ← 12,832+ (+12,448)"
    assert said(change, "fr") == "Tués\u202f: 384 → 12\u202f832+ (+12\u202f448)"
    assert said(Change(killed(380), killed(384)), "en") == "Killed: 384 → 380 (−4)"
    assert said(Change(killed(3), killed(None, "unspecified")), "en") == "3 killed"


def test_a_meeting_in_each_language_with_names_in_its_script() -> None:
    assert said(Change(HELD), "en") == "Khalifa Haftar and Sisi met, Thu 9 May 2019"
    assert said(Change(HELD), "ar") == "لقاء بين حفتر والسيسي، الخميس 9 مايو 2019"
    assert said(Change(HELD), "fr") == "Khalifa Haftar et Sisi se sont rencontrés, jeu. 9 mai 2019"
    three = replace(HELD, people=("haftar", "sarraj", "sisi"), status="planned", day=None)
    assert said(Change(three), "en") == "Khalifa Haftar, Sarraj, and Sisi are to meet"
    assert said(Change(three), "ar") == "لقاء مرتقب بين حفتر والسراج والسيسي"


def test_one_alert_words_no_more_than_a_few_changes_and_no_endless_source() -> None:
    figures = [Change(replace(killed(number), source="the ministry of " * 90)) for number in range(3, 9)]
    lines = worded(figures, NAMES, "en", WORDING)
    assert len(lines) == 3
    assert max(map(len, lines)) < 150


@pytest.mark.parametrize(
    ("change", "english", "arabic", "french"),
    [
        (
            Change(replace(HELD, place="القاهرة"), earlier=Earlier(1, 25)),
            "Khalifa Haftar and Sisi met in Cairo, Thu 9 May 2019; second meeting in 25 days",
            "لقاء بين حفتر والسيسي في القاهرة، الخميس 9 مايو 2019؛ ثاني لقاء خلال 25 يومًا",
            (
                "Khalifa Haftar et Sisi se sont rencontrés (Le Caire), jeu. 9 mai 2019\u202f; "
                "deuxième rencontre en 25 jours"
            ),
        ),
        (
            Change(replace(HELD, day=None, place="the Emirates Palace"), earlier=Earlier(11, 103)),
            "Khalifa Haftar and Sisi met in the Emirates Palace; meeting number 12 in 103 days",
            "لقاء بين حفتر والسيسي في the Emirates Palace؛ اللقاء رقم 12 خلال 103 أيام",
            (
                "Khalifa Haftar et Sisi se sont rencontrés (the Emirates Palace)\u202f; "
                "12e rencontre en 103 jours"
            ),
        ),
        (
            Change(replace(HELD, status="planned"), replace(HELD, status="planned", day=date(2019, 5, 7))),
            "Meeting postponed: Khalifa Haftar and Sisi, Tue 7 May 2019 → Thu 9 May 2019",
            "تأجيل لقاء بين حفتر والسيسي: الثلاثاء 7 مايو 2019 ← الخميس 9 مايو 2019",
            "Rencontre reportée\u202f: Khalifa Haftar et Sisi, mar. 7 mai 2019 → jeu. 9 mai 2019",
        ),
        (
            Change(replace(HELD, status="planned"), replace(HELD, status="planned", day=date(2019, 5, 14))),
            "Meeting brought forward: Khalifa Haftar and Sisi, Tue 14 May 2019 → Thu 9 May 2019",
            "تقديم موعد لقاء بين حفتر والسيسي: الثلاثاء 14 مايو 2019 ← الخميس 9 مايو 2019",
            "Rencontre avancée\u202f: Khalifa Haftar et Sisi, mar. 14 mai 2019 → jeu. 9 mai 2019",
        ),
        (
            Change(replace(HELD, status="cancelled", postponed=True)),
            "Meeting postponed: Khalifa Haftar and Sisi",
            "تأجيل لقاء بين حفتر والسيسي",
            "Rencontre reportée\u202f: Khalifa Haftar et Sisi",
        ),
        (
            Change(
                replace(HELD, status="cancelled", day=None),
                replace(HELD, status="cancelled", postponed=True),
            ),
            "Meeting cancelled: Khalifa Haftar and Sisi, planned for Thu 9 May 2019",
            "إلغاء لقاء بين حفتر والسيسي، كان مقررًا الخميس 9 مايو 2019",
            "Rencontre annulée\u202f: Khalifa Haftar et Sisi, prévue le jeu. 9 mai 2019",
        ),
        (
            Change(replace(HELD, status="cancelled", day=None), replace(HELD, status="planned")),
            "Meeting cancelled: Khalifa Haftar and Sisi, planned for Thu 9 May 2019",
            "إلغاء لقاء بين حفتر والسيسي، كان مقررًا الخميس 9 مايو 2019",
            "Rencontre annulée\u202f: Khalifa Haftar et Sisi, prévue le jeu. 9 mai 2019",
        ),
        (
            Change(replace(killed(380), corrected=True), killed(384)),
            "Killed, revised down: 384 → 380 (−4)",
            "القتلى بعد خفض الحصيلة: 384 ← 380 (−4)",
            "Tués, bilan revu à la baisse\u202f: 384 → 380 (−4)",
        ),
    ],
)
def test_the_life_of_a_meeting_and_a_correction(
    change: Change, english: str, arabic: str, french: str
) -> None:
    assert [said(change, language) for language in ("en", "ar", "fr")] == [english, arabic, french]


@pytest.mark.parametrize(
    ("written", "english", "arabic", "french"),
    [
        ("القاهرة", "Cairo", "القاهرة", "Le Caire"),
        ("Caire", "Cairo", "القاهرة", "Le Caire"),
        ("الولايات المتحدة", "the United States", "الولايات المتحدة", "États-Unis"),
        ("Tunisia", "Tunisia", "تونس", "Tunisie"),
        ("الواحة", "Oasis", "الواحة", "Oasis"),
        ("القرية", "القرية", "القرية", "القرية"),  # in a place of the config, and not its name
        ("طبرق", "Tobruk", "طبرق", "Tobrouk"),
        ("Nowhere", "Nowhere", "Nowhere", "Nowhere"),
    ],
)
def test_places_in_the_language_of_the_channel(written: str, english: str, arabic: str, french: str) -> None:
    places = {"oasis": ["الواحة", "القرية", "Oasis"], "libya": ["LY", "طبرق", "Tripoli"]}
    assert [place_name(written, places, language) for language in ("en", "ar", "fr")] == [
        english,
        arabic,
        french,
    ]


@pytest.mark.parametrize(
    ("written", "english", "arabic", "french"),
    [
        ("الأمم المتحدة", "UN", "الأمم المتحدة", "ONU"),
        ("the United Nations", "UN", "الأمم المتحدة", "ONU"),
        ("l’Organisation mondiale de la santé", "WHO", "منظمة الصحة العالمية", "OMS"),
        ("وزارة الصحة", "health ministry", "وزارة الصحة", "ministère de la Santé"),
        ("Kunafa Board", "Kunafa Board", "Kunafa Board", "Kunafa Board"),
    ],
)
def test_a_source_that_is_known_is_told_in_the_language_of_the_channel(
    written: str, english: str, arabic: str, french: str
) -> None:
    told = [said(Change(replace(killed(3), source=written)), language) for language in ("en", "ar", "fr")]
    assert told == [f"3 killed, {english}", f"3 قتلى، {arabic}", f"3 tués, {french}"]


def test_only_what_comes_down_is_told_as_revised_down() -> None:
    revised = replace(killed(13), corrected=True)
    assert said(Change(revised, killed(12)), "en") == "Killed: 12 → 13 (+1)"
    assert said(Change(revised, killed(40)), "en") == "Killed, revised down: 40 → 13 (−27)"
