"""Krippendorff's alpha against the examples of K. Krippendorff, "Computing Krippendorff's
Alpha-Reliability" (University of Pennsylvania, 2011): data and results A, B and C."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from according.reviewing.alpha import GROUPS, Level, alpha

C = """
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . 3
    . 3 3 3 2 3 4 2 2 5 1 .
    1 2 3 3 2 4 4 1 2 5 1 .
"""


def units(rows, kind=str):
    columns = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return [[kind(each) for each in column if each != "."] for column in columns]


def test_a_two_coders_two_values():
    found = alpha(units("0 1 0 0 0 0 0 0 1 0\n1 1 1 0 0 1 0 0 0 0"), Level.NOMINAL)
    assert found.value == pytest.approx(0.095, abs=0.0005)


def test_b_two_coders_many_values():
    found = alpha(units("a a b b d c c c e d d a\nb a b b b c c c e d d d"), Level.NOMINAL)
    assert found.value == pytest.approx(0.692, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "wanted"),
    [
        (Level.NOMINAL, 0.743),
        (Level.ORDINAL, 0.815),
        (Level.INTERVAL, 0.849),
        (Level.RATIO, 0.797),
    ],
)
def test_c_four_coders_with_values_missing(level, wanted):
    found = alpha(units(C, int), level)
    assert found.value == pytest.approx(wanted, abs=0.0005)
    assert (found.units, found.values) == (11, 40)  # one unit has a single value


def test_full_agreement_is_1_and_what_lies_apart_is_less():
    assert alpha([["a", "a"], ["b", "b"]], Level.NOMINAL).value == 1
    near = alpha([[1, 2], [10, 10], [20, 20]], Level.INTERVAL).value
    far = alpha([[1, 20], [10, 10], [20, 20]], Level.INTERVAL).value
    assert far < near < 1


def test_what_is_not_enough_is_said():
    assert alpha([], Level.NOMINAL).why == "no unit has values of two coders"
    assert alpha([["a"], []], Level.NOMINAL).value is None
    same = alpha([["a", "a"]] * 20, Level.NOMINAL)
    assert (same.value, same.units) == (None, 20)
    assert "every value is the same" in same.why
    few = alpha([["a", "a"], ["b", "b"]], Level.NOMINAL)
    assert (few.value, few.low) == (1, None)
    assert "too few" in few.why


def test_one_value_that_differs_is_too_little_for_an_interval():
    found = alpha([["a", "a"]] * 30 + [["a", "b"]], Level.NOMINAL)
    assert found.value == pytest.approx(0)
    assert found.low is None
    assert "different values" in found.why


def test_the_interval_covers_and_draws_events_whole():
    rows = [["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"], ["a", "a"]] * 20
    alone = alpha(rows, Level.NOMINAL)
    assert alone.low < alone.value < alone.high
    together = alpha(rows, Level.NOMINAL, [number // 5 for number in range(100)])
    assert (together.groups, together.value) == (20, alone.value)
    # Every event has the same units: however they are drawn, it is the same.
    assert together.high - together.low < 1e-9


def test_no_value_below_0_on_the_ratio_level():
    with pytest.raises(ValueError, match="below 0"):
        alpha([[-1, 2]], Level.RATIO)
    assert alpha([[0, 0], [2, 2]], Level.RATIO).value == 1


def plain_alpha(rows, apart):
    """By its definition, pair by pair."""
    rows = [each for each in rows if len(each) > 1]
    values = [each for row in rows for each in row]
    seen = sum(
        apart(a, b) / (len(row) - 1)
        for row in rows
        for i, a in enumerate(row)
        for j, b in enumerate(row)
        if i != j
    )
    chance = sum(apart(a, b) for a in values for b in values)
    return None if not chance else 1 - (len(values) - 1) * seen / chance


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=15))
def test_the_quick_way_is_the_definition(rows):
    for level, apart in (
        (Level.NOMINAL, lambda a, b: float(a != b)),
        (Level.INTERVAL, lambda a, b: float((a - b) ** 2)),
        (Level.RATIO, lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0),
    ):
        wanted = plain_alpha(rows, apart)
        found = alpha(rows, level, resamples=20)
        if wanted is None:
            assert found.value is None
        else:
            assert found.value == pytest.approx(wanted)
        assert found.groups == len([each for each in rows if len(each) > 1])
        assert (found.low is not None) <= (found.groups >= GROUPS)
