"""What people read who ask of a story."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Account, Change, Dossier, Language, Message, Reason, Ruling
from bot.telling.dossiers import (
    Speaker,
    compose_outlets,
    compose_reasons,
    compose_rulings,
    compose_sources,
    compose_story,
    compose_timeline,
)
from bot.telling.summarize import utf16
from bot.telling.wording import LANGUAGES
from tests.telling.files import BLAST, DOSSIERS, HOUR, MEETING, NOON, UNTOLD, WATCH, speaker
from tests.telling.looks import dump, is_balanced
from tests.telling.samples import ALL_TEXT, entries

GOLDEN = Path(__file__).parents[1] / "data" / "telling" / "stories"


def why(dossier: Dossier, speaker: Speaker) -> Message:
    return compose_rulings(dossier.accounts[::-1], (WATCH,), speaker, dossier.story)


def why_link(dossier: Dossier, speaker: Speaker) -> Message:
    return compose_rulings(dossier.accounts[:1], ("*",), speaker)


def reasons(dossier: Dossier, speaker: Speaker) -> Message:
    return compose_reasons(dossier.accounts, (WATCH,), speaker)


ANSWERS: dict[str, Callable[[Dossier, Speaker], Message]] = {
    "story": compose_story,
    "timeline": compose_timeline,
    "why": why,
    "why-link": why_link,
    "sources": compose_sources,
    "outlets": compose_outlets,
    "reasons": reasons,
}


def text(message: Message) -> str:
    marks = dict.fromkeys(map(ord, "\u200e\u200f\u2068\u2069"))
    return "\n".join("".join(run.text for run in line) for line in message.lines).translate(marks)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOSSIERS)
@pytest.mark.parametrize("command", ANSWERS)
def test_answers_read_as_they_did(command: str, name: str, language: Language) -> None:
    golden = GOLDEN / f"{name}.{command}.{language}.txt"
    shown = dump(ANSWERS[command](DOSSIERS[name], speaker(language)))
    assert shown == golden.read_text(encoding="utf-8")


# --- long stories


def long(many: int) -> Dossier:
    """A story whose figures, steps and outlets are all different, an hour apart."""
    told = BLAST.accounts[0]
    figure, change = told.member.figures[0], BLAST.alerts[0].changes[0]  # type: ignore[union-attr] # it is a report

    def at(number: int) -> Account:
        seen = NOON + number * HOUR
        said = replace(figure.said, outlet=f"Outlet {number}", at=seen, quote="word " * 90)
        own = replace(figure, low=number, high=number, said=said)
        assert told.member
        member = replace(told.member, at=seen, figures=(own,))
        return replace(told, entry=replace(told.entry, feed=f"Outlet {number}"), seen=seen, member=member)

    accounts = tuple(at(number) for number in range(1, many + 1))
    alerts = tuple(
        replace(
            BLAST.alerts[0],
            entry=one.entry,
            at=one.seen,
            changes=(Change(replace(change.now, low=number, high=number)),),  # type: ignore[arg-type] # a figure
        )
        for number, one in enumerate(accounts, 1)
    )
    outlets = {one.entry.feed: 1 for one in accounts}
    return Dossier(12, accounts, alerts, outlets, NOON, NOON + many * HOUR)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ANSWERS)
def test_a_long_story_fits_a_message_and_what_is_left_out_is_counted(
    command: str, language: Language
) -> None:
    message = ANSWERS[command](long(200), speaker(language))
    shown = text(message)
    assert utf16(shown) <= 4096
    assert ("…" in shown) == (command != "why-link")


def test_of_many_figures_and_alerts_the_newest_are_shown() -> None:
    lines = text(compose_story(long(200), speaker("en"))).splitlines()
    figures, told = lines.index("Figures"), lines.index("Told")
    assert lines[figures + 1] == "• 200 killed, the harbour master"
    shown = sum(line.startswith("• ") for line in lines[figures:told])
    assert lines[told - 2] == f"…and {200 - shown} more"
    assert lines[told + 1].endswith("200 killed, the harbour master")
    assert "200 outlets: Outlet 1 (1), " in "\n".join(lines)
    assert "…and 188 more" in "\n".join(lines)


def test_of_many_steps_the_first_and_the_last_are_shown() -> None:
    shown = text(compose_timeline(long(200), speaker("en")))
    said = [line.split()[0] for line in shown.splitlines() if line.endswith("killed, the harbour master")]
    skipped = 200 - len(said)
    assert said == ["one", *map(str, range(skipped + 2, 201))]
    assert f"…{skipped} more steps…" in shown


# --- the steps, and what is between them


def test_a_step_that_too_few_bore_out_says_so() -> None:
    first = replace(BLAST.alerts[0], unconfirmed=1)
    shown = text(compose_timeline(replace(BLAST, alerts=(first,)), speaker("en")))
    assert "7 killed, the harbour master\nOne source only, unconfirmed\n" in shown


def test_reports_before_the_first_alert_are_told_apart() -> None:
    late = replace(BLAST, alerts=BLAST.alerts[1:])
    shown = text(compose_timeline(late, speaker("en")))
    assert "Before it" not in shown  # the first report was told, if not to those who ask
    untold = replace(BLAST.accounts[2], seen=NOON)
    shown = text(compose_timeline(replace(late, accounts=(untold, *BLAST.accounts)), speaker("en")))
    assert "Before it, one report that was not told: Le Quotidien du Port" in shown


def test_reports_that_were_told_to_other_watches_only_are_nothing_new_here() -> None:
    other = replace(BLAST.accounts[1].rulings[0], watch="harbour")
    accounts = (BLAST.accounts[0], replace(BLAST.accounts[1], rulings=(other,)))
    shown = text(compose_timeline(replace(BLAST, accounts=accounts, alerts=BLAST.alerts[:1]), speaker("en")))
    assert "+ one report with nothing new: مرصد الساحل" in shown


# --- rulings


def test_an_entry_that_no_watch_matched_was_read() -> None:
    stray = replace(BLAST.accounts[0], rulings=(), member=None)
    assert text(compose_rulings([stray], (), speaker("en"))).splitlines() == [
        "Blast at Benghazi harbour kills seven",
        "The Harbour Post · Sun 4 Aug 2019, 14:00 · Read the article",
        "Read, and no watch matched it.",
    ]


def test_the_reasons_alone_are_of_what_a_chat_follows_or_else_of_all() -> None:
    other = Ruling("meetings", True, Reason("first"), NOON)
    both = replace(BLAST.accounts[0], rulings=(other, *BLAST.accounts[0].rulings))
    for follows, told in (
        ((WATCH,), [WATCH]),
        (("meetings",), ["meetings"]),
        (("gone",), ["meetings", WATCH]),
    ):
        shown = text(compose_reasons([both], follows, speaker("en")))
        titles = {WATCH: "Benghazi casualties", "meetings": "Haftar–Sisi meetings"}
        assert [line[2:].split(" — ")[0] for line in shown.split("\n")] == [titles[watch] for watch in told]
    stray = replace(both, rulings=(), member=None)
    assert text(compose_reasons([stray], ("*",), speaker("en"))) == "Read, and no watch matched it."


def test_an_entry_whose_text_is_gone_was_read() -> None:
    gone = Account(replace(BLAST.accounts[0].entry, title="", summary="", link=None), NOON, False, ())
    assert text(compose_rulings([gone], (), speaker("en"))) == (
        "Read in The Harbour Post, Sun 4 Aug 2019, 14:00."
        " What it said and what was decided on it is no longer kept."
    )


def test_the_watches_that_were_told_come_first_and_those_not_followed_are_named() -> None:
    told = Ruling("meetings", True, Reason("first"), NOON)
    rulings = (Ruling("harbour", False, Reason("told", outlet="X"), NOON), told, replace(told, watch=WATCH))
    shown = text(compose_rulings([replace(BLAST.accounts[0], rulings=rulings)], (WATCH,), speaker("en")))
    assert [line[0] for line in shown.splitlines() if line and line[0] in "✓✗"] == ["✓", "✓", "✗"]
    assert shown.endswith("\nThis chat does not follow that watch: Haftar–Sisi meetings")


# --- whatever feeds say


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    figure = BLAST.accounts[1].member.figures[0]  # type: ignore[union-attr] # it is a report
    said = replace(
        figure.said, outlet=draw(ALL_TEXT), quote=draw(ALL_TEXT), at=draw(st.none() | st.just(NOON))
    )
    own = replace(figure, low=draw(st.integers(0, 10**9)), said=said, source=draw(st.none() | ALL_TEXT))
    member = replace(BLAST.accounts[1].member, figures=(own,))  # type: ignore[type-var] # as above
    changes = (Change(own), Change(own, figure))
    watches = draw(st.lists(ALL_TEXT | st.just(WATCH), max_size=9, unique=True))
    return Account(
        draw(entries()),
        NOON + timedelta(minutes=draw(st.integers(0, 999))),
        False,
        tuple(Ruling(watch, draw(st.booleans()), Reason("first", changes), NOON) for watch in watches),
        draw(st.sampled_from([None, member])),
    )


@given(
    st.lists(accounts(), min_size=1, max_size=6), st.sampled_from(LANGUAGES), st.sampled_from(sorted(ANSWERS))
)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_story_fits_and_every_line_is_whole(
    reports: list[Account], language: Language, command: str
) -> None:
    alerts = tuple(replace(BLAST.alerts[1], entry=one.entry, at=one.seen) for one in reports)
    outlets = {one.entry.feed: 1 for one in reports}
    dossier = Dossier(2**62, tuple(reports), alerts, outlets, NOON, NOON + HOUR)
    message = ANSWERS[command](dossier, speaker(language))
    texts = ["".join(run.text for run in line) for line in message.lines]
    assert utf16("\n".join(texts)) <= 4096
    assert all(is_balanced(one) and "\n" not in one for one in texts)


def test_samples_are_what_they_say() -> None:
    assert [bool(one.alerts) for one in (BLAST, MEETING, UNTOLD)] == [True, True, False]
