"""What is stored of observations comes back as it was."""

import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Change, Figure, Said, Step
from bot.store import packing

WHEN = st.datetimes().map(lambda when: when.replace(tzinfo=UTC))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAID = st.builds(Said, TEXTS, st.none() | WHEN, TEXTS, st.none() | TEXTS)
FIGURES = st.builds(
    Figure,
    category=st.sampled_from(["killed", "wounded", "displaced"]),
    low=st.none() | st.integers(0, 10**12),
    high=st.none() | st.integers(0, 10**12),
    bound=st.sampled_from(["exact", "at_least", "vague"]),
    said=SAID,
    source=st.none() | TEXTS,
    mixed=st.booleans(),
)
STEPS = st.builds(
    Step,
    people=st.lists(TEXTS, min_size=2, max_size=3).map(tuple),
    status=st.sampled_from(["held", "planned", "denied"]),
    said=SAID,
    day=st.none() | st.dates(date(1900, 1, 1)),
)
CHANGES = st.builds(Change, FIGURES | STEPS, st.none() | FIGURES | STEPS)


@given(st.lists(FIGURES, max_size=3).map(tuple), st.lists(STEPS, max_size=3).map(tuple))
def test_figures_and_steps(figures: tuple[Figure, ...], steps: tuple[Step, ...]) -> None:
    assert packing.unpack(json.dumps(packing.pack(figures, Figure)), Figure) == figures
    assert packing.unpack(json.dumps(packing.pack(steps, Step)), Step) == steps


@given(st.lists(CHANGES, max_size=3).map(tuple))
def test_changes_know_a_figure_from_a_step(changes: tuple[Change, ...]) -> None:
    assert packing.unpack(json.dumps(packing.pack(changes, Change)), Change) == changes


def test_a_time_comes_back_aware() -> None:
    noon = datetime(2019, 5, 9, 12, tzinfo=UTC)
    figure = Figure("killed", 3, 3, "exact", Said("Wire", noon))
    (back,) = packing.unpack(json.dumps(packing.pack([figure], Figure)), Figure)
    assert back.said.at == noon
    assert back.said.at
    assert back.said.at.tzinfo is not None
