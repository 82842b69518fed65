"""A position error widens walking times into ranges, and never makes a walk more certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.facility import Pace
from geo.uncertainty import Walk, Within, spread_minutes
from geo.walking_model import CIRCUITY, SPEED_M_S, TICKS_PER_S, UNITS_PER_M

ORDER = [Within.NO, Within.MAYBE, Within.YES]

labels = st.builds(lambda t, m: (t << 32) | m, st.integers(0, 10**8), st.integers(0, 10**8))
errors = st.floats(0, 2000)


@given(label=labels, error=errors, straight=st.floats(0, 9000), pace=st.sampled_from(list(Pace)))
def test_the_range_holds_the_estimate(
    label: int, error: float, straight: float, pace: Pace
) -> None:
    """The fast end is no later than the estimate, the slow end no earlier, and none is negative."""
    walk = Walk.of(label, error, straight, SPEED_M_S[pace])
    assert 0 <= walk.low <= walk.minutes <= walk.high


@given(label=labels, one=errors, other=errors, straight=st.floats(0, 9000), limit=st.floats(0, 60))
def test_more_doubt_is_never_more_certain(
    label: int, one: float, other: float, straight: float, limit: float
) -> None:
    """A larger error widens the range; it turns no "maybe" into "yes" and no "maybe" into "no"."""
    small, large = sorted((one, other))
    sure, unsure = (Walk.of(label, error, straight, 0.8) for error in (small, large))
    assert unsure.low <= sure.low
    assert unsure.high >= sure.high
    if sure.within(limit) is not Within.YES:
        assert unsure.within(limit) is not Within.YES
    if sure.within(limit) is not Within.NO:
        assert unsure.within(limit) is not Within.NO


@given(label=labels, error=errors, one=st.floats(0, 90), other=st.floats(0, 90))
def test_more_minutes_are_never_less(label: int, error: float, one: float, other: float) -> None:
    """What fits into some minutes fits into more."""
    walk = Walk.of(label, error, 0, 0.8)
    short, long = sorted((one, other))
    assert ORDER.index(walk.within(short)) <= ORDER.index(walk.within(long))


def test_an_error_is_walked_with_the_usual_detour() -> None:
    """400 m of doubt at 0.8 m/s are 11 minutes."""
    assert spread_minutes(400, 0.8) == pytest.approx(400 * CIRCUITY / 0.8 / 60)
    assert spread_minutes(400, 0.8) == pytest.approx(11.0)


def label(minutes: float, metres: float) -> int:
    """Write the label of a walk."""
    return (round(minutes * 60 * TICKS_PER_S) << 32) | round(metres * UNITS_PER_M)


@pytest.mark.parametrize(
    ("straight_m", "error_m", "low"),
    [(200, 96, 7.36), (480, 96, 8.0), (900, 96, 10.0), (0, 1000, 0.0)],
    ids=["as far as the detour", "no shorter than straight", "no later than the walk", "at once"],
)
def test_the_fast_end_of_a_walk(straight_m: float, error_m: float, low: float) -> None:
    """10 minutes at 0.8 m/s with 96 m of doubt: 2.64 minutes less, and no less than straight."""
    walk = Walk.of(label(10, 600), error_m, straight_m, 0.8)
    assert walk.low == pytest.approx(low)
    assert walk.high == pytest.approx(10 + spread_minutes(error_m, 0.8))
    assert (walk.minutes, walk.metres) == (10, 600)


def test_both_ends_of_a_walk_fit_to_the_minute() -> None:
    """The slow end that is just in time is in time, the fast end likewise, and no more is."""
    walk = Walk(10.0, 8.0, 12.0, 600.0)
    told = [walk.within(minutes) for minutes in (12.0, 11.9, 8.0, 7.9)]
    assert told == [Within.YES, Within.MAYBE, Within.MAYBE, Within.NO]
