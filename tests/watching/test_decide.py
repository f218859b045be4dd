"""What a watch makes of a report, and the reason that people read."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.model import Casualties, Change, Decision, Figure, Match, Meeting, Memory, Said, Step, Telling, Watch
from bot.watching.claims import reason as worded
from bot.watching.decide import Known, decide

NOON = datetime(2018, 9, 28, 12, tzinfo=UTC)
WATCH = Watch("palu", "Palu", casualties=Casualties(("id",), ("killed",)))
MATCH = Match("palu", (), "why")
OLD = "older than the first poll of its feed looks back"


def killed(low: int, outlet: str = "Wire") -> Figure:
    return Figure("killed", low, low, "exact", Said(outlet, NOON))


def aside(low: int) -> Figure:
    """Said by the way."""
    return replace(killed(low), aside=True)


def saying(*figures: Figure, steps: tuple[Step, ...] = ()) -> Match:
    return replace(MATCH, figures=figures, steps=steps)


def told(*figures: Figure | Step) -> Telling:
    return Telling(tuple(map(Change, figures)), NOON, "Wire")


def decided(
    match: Match,
    known: Telling,
    *seen: Figure,
    watch: Watch = WATCH,
    memory: Memory | None = None,
    silent: bool = False,
) -> Decision:
    """On a story whose reports say these figures."""
    reports = [(figure.said.outlet, (figure,)) for figure in seen or match.figures]
    story = Known(known, seen=reports)
    return decide(watch, match, "Wire", story, memory or Memory(), NOON, silent=silent)


@pytest.mark.parametrize(
    ("match", "known", "kind", "reason"),
    [
        (MATCH, Telling(), "new", "a new story"),
        (saying(killed(384)), Telling(), "new", "a new story; killed 384"),
        (MATCH, told(), "corroborate", "already told, from Wire"),
        (saying(killed(832)), told(killed(384)), "update", "killed 384 → 832 (+448)"),
        (saying(killed(384, "B")), told(killed(384)), "corroborate", "same figure as Wire: killed 384"),
        (saying(killed(34)), told(killed(384)), "corroborate", "killed 34 adds nothing to 384"),
        (
            saying(replace(killed(380), corrected=True)),
            told(killed(384)),
            "correction",
            "killed 384 → 380 (-4)",
        ),
        (saying(aside(384)), Telling(), "new", "a new story; killed 384"),
        (
            saying(aside(832)),
            told(killed(384)),
            "corroborate",
            "killed 832 said by the way; no news beside what was told",
        ),
        (saying(killed(384)), told(aside(832)), "update", "killed 384"),
        (saying(killed(832, "B")), told(aside(832)), "corroborate", "same figure as Wire: killed 832"),
    ],
)
def test_decides(match: Match, known: Telling, kind: str, reason: str) -> None:
    decision = decided(match, known)
    assert (decision.kind, worded(decision.reason)) == (kind, reason)


def test_what_is_told_is_what_changed() -> None:
    match = saying(killed(384), replace(killed(540), category="wounded"))
    decision = decided(match, told(killed(40)))
    assert [(change.now.category, change.before) for change in decision.changes] == [  # type: ignore[union-attr] # figures all
        ("killed", killed(40)),
        ("wounded", None),
    ]


@pytest.mark.parametrize(
    ("memory", "silent", "kind", "reason"),
    [
        (Memory(entry_id=7), False, "new", "matches now; it did not when it was first read"),
        (Memory(), True, "ignore", OLD),
        (Memory(entry_id=7, silent=True), False, "ignore", OLD),
        (Memory(told={"palu": "Wire"}), False, "corroborate", "already told, from Wire"),
    ],
)
def test_what_is_known_of_the_entry_counts(memory: Memory, silent: bool, kind: str, reason: str) -> None:  # noqa: FBT001 - a table's column
    decision = decided(MATCH, Telling(), memory=memory, silent=silent)
    assert (decision.kind, worded(decision.reason)) == (kind, reason)


@pytest.mark.parametrize(
    ("known", "new", "kind"),
    [
        (Telling(), killed(9), "ignore"),
        (Telling(), killed(10), "new"),
        (told(killed(12)), killed(20), "corroborate"),
        (told(killed(12)), killed(22), "update"),
    ],
)
def test_a_watch_may_want_a_figure_and_a_rise_to_be_so_high_at_least(
    known: Telling, new: Figure, kind: str
) -> None:
    watch = replace(WATCH, at_least=10)
    assert decided(saying(new), known, watch=watch).kind == kind


@pytest.mark.parametrize(("low", "kind"), [(19, "correction"), (24, "corroborate")])
def test_a_correction_is_told_however_small_it_is(low: int, kind: str) -> None:
    watch, revised = replace(WATCH, at_least=20), replace(killed(low), corrected=True)
    assert decided(saying(revised), told(killed(23)), watch=watch).kind == kind


def test_a_typing_error_waits_for_a_second_publisher() -> None:
    typed, confirming = killed(30_000), killed(30_000, "B")
    alone = decided(saying(typed), told(killed(300)), typed)
    assert (alone.kind, alone.held and alone.held.until) == ("wait", NOON + WATCH.corroborated_within)
    assert decided(saying(confirming), told(killed(300)), typed, confirming).kind == "update"


@pytest.mark.parametrize(
    ("others", "kind"),
    [
        ((), "corroborate"),
        ((killed(12, "B"),), "correction"),
        ((killed(12, "B"), killed(1_100, "C")), "corroborate"),
    ],
)
def test_a_slip_in_the_first_report_is_put_right_when_its_outlet_and_another_say_so(
    others: tuple[Figure, ...], kind: str
) -> None:
    typed, right = killed(1_200), killed(12)
    decision = decided(saying(right), told(typed), typed, *others, right)
    assert decision.kind == kind
    assert [(one.now, one.before) for one in decision.changes] == ([(right, typed)] if decision.alert else [])


def test_a_meeting_is_told_step_by_step_and_a_day_that_differs_is_said() -> None:
    watch = Watch("w", "W", meeting=Meeting(("haftar", "sisi")))
    planned = Step(("haftar", "sisi"), "planned", Said("Wire", NOON), date(2019, 4, 14))
    held = replace(planned, status="held")
    other = replace(held, day=date(2019, 4, 15), said=Said("Daily", NOON))

    def outcome(known: Telling, step: Step) -> tuple[str, str]:
        decision = decided(saying(steps=(step,)), known, watch=watch)
        return decision.kind, worded(decision.reason)

    assert outcome(told(planned), planned) == (
        "corroborate",
        "meeting planned of haftar and sisi on 2019-04-14 already told; nothing new of it",
    )
    assert outcome(told(planned), held) == (
        "update",
        "meeting held of haftar and sisi on 2019-04-14; told before as planned",
    )
    assert outcome(told(planned, held), other) == (
        "corroborate",
        "meeting held of haftar and sisi on 2019-04-15 already told; 2019-04-14 in Wire",
    )
