from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.model import Rate
from bot.store import migrations, paces
from tests.store.builders import NOW, SECOND

steps = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=40)


@given(each=st.integers(1, 40), burst=st.integers(1, 7), steps=steps)
def test_no_stretch_of_time_gets_more_than_a_burst_and_what_its_length_allows(
    each: int, burst: int, steps: list[tuple[int, int]]
) -> None:
    db = Database(memory=True)
    migrations.migrations.apply(db)
    rate, now, out = Rate(each * SECOND, burst), NOW, []
    for wait, wanted in steps:
        now += wait * SECOND
        taken = min(wanted, paces.room(db, {"paper": rate}, now)["paper"])
        paces.spend(db, "paper", rate, taken, now)
        out += [now] * taken
    db.close()
    for first, begin in enumerate(out):
        for last in range(first, len(out)):
            assert last - first + 1 <= burst + (out[last] - begin) // rate.each


@given(wanted=st.integers(1, 50), burst=st.integers(1, 7))
def test_nothing_that_is_allowed_is_lost(wanted: int, burst: int) -> None:
    db = Database(memory=True)
    migrations.migrations.apply(db)
    rate, now, left = Rate(SECOND, burst), NOW, wanted
    while left:
        taken = min(left, paces.room(db, {"paper": rate}, now)["paper"])
        assert taken
        paces.spend(db, "paper", rate, taken, now)
        left -= taken
        now += SECOND if left else timedelta(0)
    db.close()
    assert now == NOW + max(0, wanted - burst) * SECOND
