import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.errors import StoreError
from according.model import Span
from according.store.packing import pack, unpack

spans = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(1, 500)).map(lambda p: Span(p[0], p[0] + p[1]))
).map(lambda found: tuple(sorted(found)))


@given(spans)
def test_packing_gives_the_spans_back(found):
    assert unpack(pack(found)) == found


def test_packing_damaged_bytes_are_an_error():
    with pytest.raises(StoreError, match="damaged"):
        unpack(pack((Span(0, 3),))[:-4])
