"""Stories in our own words, as they are remembered: an explosion, and a meeting."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.model import (
    Account,
    Alert,
    Change,
    DecisionKind,
    Dossier,
    Entry,
    Figure,
    Language,
    Member,
    Reason,
    Ruling,
    Said,
    Step,
)
from bot.telling.dossiers import Speaker
from tests.fakes.desk import tripoli

NOON = datetime(2019, 8, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WATCH = "benghazi-toll"
NAMES = {"haftar": ["خليفة حفتر", "Khalifa Haftar"], "sisi": ["عبد الفتاح السيسي", "Abdel Fattah el-Sisi"]}
PLACES = {"cairo": ["القاهرة", "Cairo", "Le Caire"]}
TITLES: dict[Language, dict[str, str]] = {
    "ar": {WATCH: "ضحايا بنغازي", "meetings": "لقاءات حفتر والسيسي", "harbour": "الميناء"},
    "en": {WATCH: "Benghazi casualties", "meetings": "Haftar–Sisi meetings", "harbour": "Harbour"},
    "fr": {WATCH: "Victimes à Benghazi", "meetings": "Rencontres Haftar-Sissi", "harbour": "Port"},
}


def speaker(language: Language) -> Speaker:
    return Speaker(language, tripoli(), NAMES, PLACES, TITLES[language])


def entry(hour: int, feed: str, title: str, language: Language = "en", summary: str = "") -> Entry:
    link = f"https://{hour}.example/news/{hour}?a=1&b=2"
    return Entry(feed, title, summary, link=link, published=NOON + hour * HOUR, language=language)


def killed(low: int, of: Entry, quote: str, source: str | None = None) -> Figure:
    return Figure("killed", low, low, "exact", Said(of.feed, of.published, quote, of.link), source)


def account(of: Entry, reason: Reason, *figures: Figure, told: bool, story: int = 12) -> Account:
    at = of.published or NOON
    rulings = (Ruling(WATCH, told, reason, at + HOUR / 12),)
    return Account(of, at + HOUR / 12, False, rulings, Member(story, "like the others", at, figures=figures))


def alert(of: Account, kind: DecisionKind, *changes: Change) -> Alert:
    return Alert(1, (WATCH,), of.entry, (), of.seen, kind, 12, changes)


_FIRST = entry(0, "The Harbour Post", "Blast at Benghazi harbour kills seven", summary="Seven dockers died.")
_SECOND = entry(1, "مرصد الساحل", "ارتفاع حصيلة انفجار ميناء بنغازي إلى 19 قتيلا", "ar")
_THIRD = entry(2, "Le Quotidien du Port", "Explosion à Benghazi : sept morts", "fr")
_FOURTH = entry(3, "BBC عربي", "انفجار الميناء: 7 قتلى وفقا لهيئة F-16", "ar")
_FIFTH = entry(4, "The Harbour Post", "Ministry lowers harbour toll to 17 & opens an inquiry")

_SEVEN = killed(7, _FIRST, "Seven dockers died on Sunday", "the harbour master")
_NINETEEN = killed(19, _SECOND, "ارتفعت الحصيلة إلى 19 قتيلا، بحسب وزارة الصحة (MoH)", "وزارة الصحة")
_SEVENTEEN = replace(killed(17, _FIFTH, "not 19 but 17 people were killed"), corrected=True)
_HURT = replace(killed(40, _SECOND, "و40 جريحا على الأقل"), category="wounded", bound="at_least", high=None)

_ACCOUNTS = (
    account(_FIRST, Reason("first", (Change(_SEVEN),)), _SEVEN, told=True),
    account(
        _SECOND, Reason("changed", (Change(_NINETEEN, _SEVEN), Change(_HURT))), _NINETEEN, _HURT, told=True
    ),
    account(
        _THIRD,
        Reason("less", (Change(killed(7, _THIRD, "sept morts"), _NINETEEN),)),
        killed(7, _THIRD, "sept morts"),
        told=False,
    ),
    account(
        _FOURTH,
        Reason("same", (Change(killed(7, _FOURTH, "7 قتلى")),), "The Harbour Post"),
        killed(7, _FOURTH, "7 قتلى"),
        told=False,
    ),
    account(_FIFTH, Reason("changed", (Change(_SEVENTEEN, _NINETEEN),)), _SEVENTEEN, told=True),
)

BLAST = Dossier(
    12,
    _ACCOUNTS,
    (
        alert(_ACCOUNTS[0], "new", Change(_SEVEN)),
        alert(_ACCOUNTS[1], "update", Change(_NINETEEN, _SEVEN), Change(_HURT)),
        alert(_ACCOUNTS[4], "correction", Change(_SEVENTEEN, _NINETEEN)),
    ),
    {"The Harbour Post": 2, "مرصد الساحل": 1, "Le Quotidien du Port": 1, "BBC عربي": 1},
    NOON,
    NOON + 4 * HOUR,
)

_PLAN = entry(5, "مرصد الساحل", "حفتر والسيسي يلتقيان الأحد في القاهرة", "ar")
_DONE = entry(30, "The Harbour Post", "Haftar and Sisi meet in Cairo")
_PLANNED = Step(
    ("haftar", "sisi"),
    "planned",
    Said(_PLAN.feed, _PLAN.published, "يلتقيان الأحد", _PLAN.link),
    date(2019, 8, 5),
    "القاهرة",
)
_HELD = replace(_PLANNED, status="held", said=Said(_DONE.feed, _DONE.published, "the two met", _DONE.link))


def _met(of: Entry, reason: Reason, step: Step) -> Account:
    seen = of.published or NOON
    member = Member(13, "like no other", seen, steps=(step,))
    return Account(of, seen, False, (Ruling("meetings", True, reason, seen),), member)


_MET = (
    _met(_PLAN, Reason("first", (Change(_PLANNED),)), _PLANNED),
    _met(_DONE, Reason("changed", (Change(_HELD, _PLANNED),)), _HELD),
)
MEETING = Dossier(
    13,
    _MET,
    (
        Alert(2, ("meetings",), _PLAN, (), _MET[0].seen, "new", 13, (Change(_PLANNED),)),
        Alert(3, ("meetings",), _DONE, (), _MET[1].seen, "update", 13, (Change(_HELD, _PLANNED),)),
    ),
    {"مرصد الساحل": 1, "The Harbour Post": 1},
    _MET[0].seen,
    _MET[1].seen,
)

_FEW = account(
    _THIRD, Reason("few", (Change(killed(2, _THIRD, "deux morts")),), number=5), told=False, story=14
)
UNTOLD = Dossier(14, (_FEW,), (), {"Le Quotidien du Port": 1}, NOON, NOON)
"""A story of which nobody was told."""

DOSSIERS = {"blast": BLAST, "meeting": MEETING, "untold": UNTOLD}
