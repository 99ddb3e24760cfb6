from hypothesis import given
from hypothesis import strategies as st

from according.reading.encoder.windows import LONGEST, plan, shares


@given(st.integers(0, 3000), st.sets(st.integers(1, 2999)))
def test_windows_every_piece_is_taken_from_one_window_that_has_it(length, breaks):
    windows = plan(length, sorted(each for each in breaks if each < length))
    taken = shares(windows)
    assert [at for a, b in taken for at in range(a, b)] == list(range(length))
    for (first, last), (a, b) in zip(windows, taken, strict=True):
        assert first <= a <= b <= last <= first + LONGEST


def test_windows_begin_with_a_sentence_where_one_is_near():
    assert plan(300, [130])[1][0] == 130
    assert plan(300, [20])[1][0] > 96, "too far back to begin there"
