from hypothesis import given
from hypothesis import strategies as st

from according.reading.encoder.windows import LONGEST, SHARED, plan, shares


@given(st.integers(0, 3000), st.sets(st.integers(1, 2999)))
def test_windows_every_piece_is_taken_from_one_window_that_has_it(length, breaks):
    windows = plan(length, sorted(each for each in breaks if each < length))
    taken = shares(windows)
    assert [at for a, b in taken for at in range(a, b)] == list(range(length))
    for (first, last), (a, b) in zip(windows, taken, strict=True):
        assert first <= a <= b <= last <= first + LONGEST


def test_windows_are_of_whole_sentences():
    assert plan(400, [100, 190, 310]) == [(0, 190), (190, 310), (310, 400)]


def test_a_sentence_that_is_longer_than_a_window_is_read_in_windows_that_overlap():
    (_, end), (start, _) = plan(300, [20])
    assert (end, start) == (LONGEST, LONGEST - SHARED)
