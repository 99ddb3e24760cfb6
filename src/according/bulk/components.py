"""What hangs together: by one task where edges are few; by rounds of shuffles where they are many,
so that no task ever holds more than its bucket of them.

Each round joins every node to the least that it sees, first of those that are greater than it, then
of those that are less ("large star" and "small star": Kiveris and others, Connected Components in
MapReduce and Beyond, SoCC 2014). It ends when all edges are of stars: in some rounds more than the
logarithm of the longest way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from according.bulk import shuffle
from according.bulk.shuffle import Numbers
from according.bulk.storage import Storage
from according.errors import StoreError
from according.export.formats.parquet import arrow

ROUNDS = 60
"""More than any chain of all reports that there are would take."""

FEW = 4_000_000
"""Edges, both ways, that one task may hold: some 500 MiB with what is made of them."""

Run = Callable[[str, str, Any, Sequence[Any]], list[dict[str, Any]]]


@cache
def edges_schema() -> Any:
    """Two nodes; each edge stands there both ways, by its first."""
    pa, _ = arrow()
    return pa.schema([("node", pa.uint64()), ("other", pa.uint64())])


def written_edges(storage: Storage, name: str, edges: Numbers, buckets: int) -> int:
    """Write edges (a row each) both ways, each to the bucket of its first node; how many rows that
    are."""
    return _write(storage, name, np.concatenate([edges, edges[:, ::-1]]), buckets)


def _write(storage: Storage, name: str, edges: Numbers, buckets: int) -> int:
    pa, _ = arrow()
    edges = _once(edges.reshape(-1, 2))
    table = pa.table([edges[:, 0].copy(), edges[:, 1].copy()], schema=edges_schema())
    shuffle.write(storage, name, table, shuffle.buckets_of(edges[:, 0], buckets), buckets)
    return len(edges)


def _read(storage: Storage, stage: str, bucket: int) -> Numbers:
    found = shuffle.read(storage, stage, bucket, edges_schema())
    return _once(np.stack(shuffle.numbers(found, "node", "other"), axis=1))


def _once(edges: Numbers) -> Numbers:
    """Each edge once, in order."""
    edges = edges[np.lexsort((edges[:, 1], edges[:, 0]))]
    new = np.ones(len(edges), dtype=bool)
    new[1:] = (edges[1:] != edges[:-1]).any(axis=1)
    return edges[new]


@dataclass(frozen=True, slots=True)
class Large:
    """Joins all that are greater than a node to the least of all beside it."""

    out: str
    buckets: int
    source: str
    stage: str

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many edges it moved."""
        storage = Storage(self.out)
        edges = _read(storage, self.source, bucket)
        nodes, others = edges[:, 0], edges[:, 1]
        least = np.minimum(_least(nodes, others), nodes)
        greater = others > nodes
        found = np.stack((others[greater], least[greater]), axis=1)
        _write(storage, shuffle.file_of(self.stage, bucket), found, self.buckets)
        return {"moved": int((least[greater] != nodes[greater]).sum())}


@dataclass(frozen=True, slots=True)
class Small:
    """Joins a node, and all that are less beside it, to the least of these."""

    out: str
    buckets: int
    source: str
    stage: str

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many edges it moved."""
        storage = Storage(self.out)
        edges = _read(storage, self.source, bucket)
        nodes, others = edges[:, 0], edges[:, 1]
        least = _least(nodes, others)
        moved = others != least
        found = np.concatenate(
            [
                np.stack((nodes, least), axis=1),
                np.stack((others[moved], least[moved]), axis=1),
            ]
        )
        name = shuffle.file_of(self.stage, bucket)
        written_edges(storage, name, found, self.buckets)
        return {"moved": int(moved.sum())}


def _least(nodes: Numbers, others: Numbers) -> Numbers:
    """Of each row the least that stands beside its node; the rows are in order."""
    if not len(nodes):
        return others
    begins = np.flatnonzero(np.concatenate([[True], nodes[1:] != nodes[:-1]]))
    return np.repeat(others[begins], np.diff(np.append(begins, len(nodes))))


@dataclass(frozen=True, slots=True)
class Together:
    """Finds what hangs together by all edges at once, where they are few."""

    out: str
    buckets: int
    source: str
    stage: str

    def __call__(self, _: int) -> dict[str, Any]:
        """How many edges there are."""
        storage = Storage(self.out)
        every = [_read(storage, self.source, bucket) for bucket in range(self.buckets)]
        edges = np.concatenate(every)
        nodes = np.unique(edges[:, 0])
        ends = np.searchsorted(nodes, edges)
        least = _least_of_all(len(nodes), ends[:, 0], ends[:, 1])
        stars = np.stack((nodes, nodes[least]), axis=1)
        stars = stars[stars[:, 0] != stars[:, 1]]
        written_edges(storage, shuffle.file_of(self.stage, 0), stars, self.buckets)
        return {"edges": len(edges)}


def _least_of_all(count: int, nodes: Any, others: Any) -> Any:
    """The least node of the component of each of so many, where each edge stands both ways."""
    least = np.arange(count)
    while True:
        before = least.copy()
        # The least that a node's neighbours know of, told to whom the node goes by, ...
        np.minimum.at(least, before[nodes], before[others])
        # ... and then to the last in the way.
        while not np.array_equal(further := least[least], least):
            least = further
        if np.array_equal(least, before):
            return least


def components(
    run: Run, storage: Storage, buckets: int, edges: str, name: str, what: str, count: int
) -> str:
    """Find what hangs together by the edges of a stage; the stage whose edges are all of stars,
    each from the least node of its component. Where edges are few one task does it, since rounds
    cost two files a bucket each.

    Args:
        name: what the stages of it are called.
        count: the edges that there are, both ways.

    Raises:
        StoreError: it does not end.
    """
    if count <= FEW:
        at = f"{name}-stars"
        run(at, what, Together(storage.url, buckets, edges, at), [0])
        return at
    every = range(buckets)
    at = edges
    for number in range(ROUNDS):
        large, small = f"{name}-large-{number}", f"{name}-small-{number}"
        told = f"{what}, round {number + 1}"
        first = run(large, told, Large(storage.url, buckets, at, large), every)
        second = run(small, told, Small(storage.url, buckets, large, small), every)
        at = small
        if not any(each["moved"] for each in (*first, *second)):
            return at
    raise StoreError(f"{what} did not end in {ROUNDS} rounds")


def roots(storage: Storage, stage: str, bucket: int) -> dict[int, int]:
    """The least of its component, of each node of a bucket that hangs together with another."""
    edges = _read(storage, stage, bucket)
    nodes, others = edges[:, 0].tolist(), edges[:, 1].tolist()
    return {node: min(node, other) for node, other in zip(nodes, others, strict=True)}
