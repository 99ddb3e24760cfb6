"""Boosted trees by scikit-learn, as the plain arrays that `according.linking.trees` walks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from according.linking.trees import LEAF, Trees

Floats = NDArray[np.float64]


def boosted(rows: Floats, same: NDArray[np.bool_], weight: Floats) -> Trees:
    """Trees that give the logarithm of the odds of ``same``."""
    model = HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.08,
        max_leaf_nodes=16,
        min_samples_leaf=80,
        l2_regularization=5.0,
        max_features=0.5,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows, same, sample_weight=weight / weight.mean())
    return as_trees(model)


def as_trees(model: HistGradientBoostingClassifier) -> Trees:
    """What scikit-learn learned."""
    trees = [tree.nodes for (tree,) in model._predictors]
    first = np.cumsum([0, *map(len, trees)])
    nodes = np.concatenate(trees)
    shift = np.repeat(first[:-1], [len(each) for each in trees])
    leaf = nodes["is_leaf"].astype(bool)
    return Trees.of(
        {
            "feature": np.where(leaf, LEAF, nodes["feature_idx"]),
            "threshold": nodes["num_threshold"],
            "left": np.where(leaf, 0, nodes["left"] + shift),
            "right": np.where(leaf, 0, nodes["right"] + shift),
            "value": nodes["value"],
            "roots": first[:-1],
            "bias": np.array(float(np.ravel(model._baseline_prediction)[0])),
            "depth": np.array(int(nodes["depth"].max())),
        }
    )
