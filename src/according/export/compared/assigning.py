"""The best one-to-one assignment of two sides by points, exactly.

The pairs that can be fall into parts that have nothing to do with one another; each part is solved
by itself, by shortest augmenting paths (Kuhn 1955, Munkres 1957; in the form of Jonker and
Volgenant 1987), in the cube of its smaller side. Not to assign somebody costs nothing, so no pair
is made that brings nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Key = tuple[int, int]


def assign(points: Mapping[Key, float]) -> dict[int, int]:
    """For each of the one side whom it is paired with on the other, so that the sum is greatest.

    Args:
        points: above 0, by pair; pairs that are not there cannot be.
    """
    found: dict[int, int] = {}
    for part in parts(points):
        left, right = (sorted({each[side] for each in part}) for side in (0, 1))
        at_left, at_right = ({each: at for at, each in enumerate(side)} for side in (left, right))
        table = np.zeros((len(left), len(right)))
        for a, b in part:
            table[at_left[a], at_right[b]] = points[a, b]
        for row, column in _solve(table):
            pair = (left[row], right[column])
            if pair in points:
                found[pair[0]] = pair[1]
    return found


def parts(points: Mapping[Key, float]) -> list[list[Key]]:
    """The pairs in groups that share nobody."""
    above: dict[tuple[int, int], tuple[int, int]] = {}

    def top(one: tuple[int, int]) -> tuple[int, int]:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for a, b in points:
        above[top((0, a))] = top((1, b))
    groups: dict[tuple[int, int], list[Key]] = {}
    for pair in sorted(points):
        groups.setdefault(top((0, pair[0])), []).append(pair)
    return list(groups.values())


def _solve(points: NDArray[np.float64]) -> Sequence[tuple[int, int]]:
    """Row and column of each pair of the best assignment of all of the smaller side."""
    if points.shape[0] > points.shape[1]:
        return [(row, column) for column, row in _solve(points.T)]
    cost = points.max(initial=0.0) - points
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    # Column 0 is nobody's: the row that looks for one stands there.
    owner = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        owner[0] = row
        column = 0
        least = np.full(columns + 1, np.inf)
        came = np.zeros(columns + 1, dtype=np.int64)
        done = np.zeros(columns + 1, dtype=bool)
        while owner[column]:
            done[column] = True
            at = owner[column]
            step = cost[at - 1] - of_row[at] - of_column[1:]
            nearer = ~done[1:] & (step < least[1:])
            least[1:][nearer] = step[nearer]
            came[1:][nearer] = column
            open_ = np.where(done, np.inf, least)
            open_[0] = np.inf
            following = int(open_.argmin())
            by = open_[following]
            of_row[owner[done]] += by
            of_column[done] -= by
            least[~done] -= by
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = int(came[column])
    return [(int(owner[each]) - 1, each - 1) for each in range(1, columns + 1) if owner[each]]
