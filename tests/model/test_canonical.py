from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.model import canonical, digest

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes(timezones=st.just(UTC))
)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4).map(tuple), max_leaves=12)


def same(a: object, b: object) -> bool:
    """Equality that tells True from 1, and a datetime from a date."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


@given(values, values)
def test_canonical_differs_for_different_values(a, b):
    assert (canonical(a) == canonical(b)) == same(a, b)


@given(st.lists(values, max_size=4))
def test_canonical_is_prefix_free(items):
    encoded = [canonical(item) for item in items]
    for first in encoded:
        for second in encoded:
            assert first == second or not second.startswith(first)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("a", "b"), ("ab", "")),
        (("a", None), ("a", "n")),
        ((1, "1"), ("1", 1)),
        ((("a",), "b"), ("a", ("b",))),
        ((date(2024, 3, 1),), ("2024-03-01",)),
        ((True,), (1,)),
    ],
)
def test_digest_no_two_layouts_collide(left, right):
    assert digest(*left) != digest(*right)


def test_canonical_written_out():
    assert canonical(("é", None, 12)) == b"l3:s2:\xc3\xa9ni12;"


def test_canonical_refuses_floats():
    with pytest.raises(TypeError, match="float"):
        canonical(1.5)


def test_digest_is_pinned():
    # An id that changes breaks every record there is: this value may never change.
    value = digest("report/1", "Quay Post", date(2024, 3, 11), None, "Two people died.")
    assert value == "21056b6f7034395ed73f91bc9946439cc3c812e53cafc83fb224e54d6da3732a"


def test_canonical_moment_differs_from_day():
    assert canonical(datetime(2024, 3, 1)) != canonical(date(2024, 3, 1))
