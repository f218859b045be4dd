"""Reasons in the words of each language."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from bot.model import Change, Figure, Language, Reason, ReasonKey, Said, Step
from bot.telling.reasons import reason
from bot.telling.wording import LANGUAGES
from bot.watching import claims
from tests.fakes.desk import tripoli
from tests.telling.looks import is_balanced

SAID = Said("Wire", datetime(2019, 5, 9, 12, tzinfo=UTC))
NAMES = {"haftar": ["حفتر", "Haftar"], "sisi": ["السيسي", "Sisi"]}
HELD = Step(("haftar", "sisi"), "held", SAID, date(2019, 5, 9))
WITHOUT_DAY = replace(HELD, day=None)
TWELVE = Figure("killed", 12, 12, "exact", SAID)
THIRTY = replace(TWELVE, low=30, high=30)
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")


def said(why: Reason, language: Language) -> str:
    return MARKS.sub("", reason(why, NAMES, {}, language, tripoli()))


@pytest.mark.parametrize(
    ("why", "english", "arabic", "french"),
    [
        (Reason("first"), "a new story", "قصة جديدة", "un nouveau sujet"),
        (
            Reason("first", (Change(TWELVE), Change(WITHOUT_DAY))),
            "a new story — 12 killed; Haftar and Sisi met",
            "قصة جديدة — 12 قتيلًا؛ لقاء بين حفتر والسيسي",
            "un nouveau sujet — 12 tués\u202f; Haftar et Sisi se sont rencontrés",
        ),
        (
            Reason("changed", (Change(THIRTY, TWELVE),)),
            "Killed: 12 → 30 (+18)",
            "القتلى: 12 ← 30 (+18)",
            "Tués\u202f: 12 → 30 (+18)",
        ),
        (
            Reason("less", (Change(TWELVE, THIRTY),)),
            "no more than the 30 told before — 12 killed",
            "لا يزيد على ما سبق التنبيه إليه، وهو 30 — 12 قتيلًا",
            "pas plus que les 30 déjà signalés — 12 tués",
        ),
        (
            Reason("same", (Change(TWELVE),), "Wire"),
            "as Wire said before — 12 killed",
            "كما ورد في Wire من قبل — 12 قتيلًا",
            "comme l’avait dit Wire — 12 tués",
        ),
        (
            Reason("day", (Change(TWELVE, HELD),), "Wire"),
            "this was told already, with another day: Thu 9 May 2019 in Wire — 12 killed",
            "سبق التنبيه إليه بتاريخ آخر: الخميس 9 مايو 2019 في Wire — 12 قتيلًا",
            "déjà signalé, à une autre date\u202f: jeu. 9 mai 2019 d’après Wire — 12 tués",
        ),
        (Reason("words", words="as it was"), "as it was", "as it was", "as it was"),
    ],
)
def test_a_reason_in_each_language(why: Reason, english: str, arabic: str, french: str) -> None:
    assert [said(why, language) for language in ("en", "ar", "fr")] == [english, arabic, french]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", get_args(ReasonKey))
@pytest.mark.parametrize("changes", [(), (Change(TWELVE),), (Change(THIRTY, TWELVE),), (Change(HELD, HELD),)])
def test_every_reason_can_be_said(key: ReasonKey, language: Language, changes: tuple[Change, ...]) -> None:
    why = Reason(key, changes, outlet="Wire \u202e" * 90, number=10, words="words")
    text = reason(why, NAMES, {}, language, tripoli())
    assert text.strip()
    assert is_balanced(text)
    assert len(text) < 600
    assert claims.reason(why) or (key == "changed" and not changes)
