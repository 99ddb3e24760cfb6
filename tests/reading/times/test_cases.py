"""The invented cases: every expression, its type, value, days and modifier."""

import pytest

from tests.reading.times.conftest import cases, told

CASES = cases()


def test_there_are_many_cases():
    assert len(CASES) >= 120


@pytest.mark.parametrize("case", CASES, ids=[f"line {case.line}" for case in CASES])
def test_times_of_a_case(case, read):
    found = read(case.text, case.published)
    assert [each.evidence.quote for each in found] == case.quotes
    assert [told(each) for each in found] == case.readings
