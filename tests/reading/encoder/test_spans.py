import numpy as np

from according.reading.encoder.spans import describe, tagged


def scores(*tags: int, count: int = 5) -> np.ndarray:
    return np.eye(count, dtype=np.float32)[list(tags)]


def test_spans_of_tags():
    # O, then B and I of kind 0, then B and I of kind 1.
    assert list(tagged(scores(0, 1, 2, 2, 0, 3, 1))) == [(0, (1, 4)), (1, (5, 6)), (0, (6, 7))]


def test_a_new_beginning_ends_a_span():
    assert list(tagged(scores(1, 1, 2))) == [(0, (0, 1)), (0, (1, 3))]


def test_what_goes_on_without_a_beginning_begins():
    assert list(tagged(scores(0, 2, 4))) == [(0, (1, 2)), (1, (2, 3))]


def test_nothing_is_marked_in_nothing():
    assert list(tagged(np.zeros((0, 5), dtype=np.float32))) == []


def test_a_span_is_told_by_its_first_its_last_and_its_mean():
    columns = np.arange(12, dtype=np.float32).reshape(4, 3) / 10
    (vector,) = describe(columns, [(1, 3)])
    assert np.allclose(vector, np.tanh(columns[1, 0] + columns[2, 1] + columns[1:3, 2].mean()))
    assert describe(columns, []).shape == (0, 1)
