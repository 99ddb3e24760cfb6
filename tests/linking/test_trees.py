import numpy as np
import pytest

from according.linking.trees import LEAF, Trees

# The first tree asks for feature 0, then, on its right, for feature 1; the second is one leaf.
ARRAYS = {
    "feature": np.array([0, LEAF, 1, LEAF, LEAF, LEAF]),
    "threshold": np.array([0.5, 0, 2, 0, 0, 0]),
    "left": np.array([1, 0, 3, 0, 0, 0]),
    "right": np.array([2, 0, 4, 0, 0, 0]),
    "value": np.array([0, 10, 0, 20, 40, 0.25]),
    "roots": np.array([0, 5]),
    "bias": np.array(-1.0),
    "depth": np.array(2),
}


def test_scores_by_hand():
    rows = np.array([[0.5, 9], [0.6, 2], [0.6, 3]])
    assert Trees.of(ARRAYS).scores(rows).tolist() == [9.25, 19.25, 39.25]


def test_no_rows():
    assert Trees.of(ARRAYS).scores(np.zeros((0, 2))).tolist() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("left", np.array([1, 0, 3, 0, 0])),
        ("right", np.array([2, 0, 6, 0, 0, 0])),
        ("roots", np.array([-1])),
    ],
)
def test_nodes_that_do_not_fit_are_refused(name, value):
    with pytest.raises(ValueError, match="fit"):
        Trees.of({**ARRAYS, name: value})
