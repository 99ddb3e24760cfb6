"""Components by rounds of shuffles, and by all edges at once, are those of a graph in memory."""

import random
from itertools import pairwise

import networkx
import numpy as np
import pytest

from according.bulk import components, shuffle
from according.bulk.flow import Stages
from according.bulk.storage import Storage
from tests.bulk.here import Here

BUCKETS = 3


def found(tmp_path, edges, few=0):
    name = f"nodes-{few}"
    storage = Storage(str(tmp_path))
    stages = Stages(storage, Here(), lambda *_: None)
    edges = np.array(edges, dtype=np.uint64).reshape(-1, 2)
    count = 0
    for part in range(2):
        file = shuffle.file_of(f"{name}-edges", part)
        count += components.written_edges(storage, file, edges[part::2], BUCKETS)
    few = components.FEW if few else -1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(components, "FEW", few)
        at = components.components(stages.run, storage, BUCKETS, f"{name}-edges", name, name, count)
    roots = {}
    for bucket in range(BUCKETS):
        roots |= components.roots(storage, at, bucket)
    return roots, len(list((tmp_path / "manifest").glob(f"{name}-large-*")))


def expected(edges):
    graph = networkx.Graph(edges)
    return {node: min(some) for some in networkx.connected_components(graph) for node in some}


@pytest.mark.parametrize("seed", range(3))
def test_they_are_those_of_a_graph(tmp_path, seed):
    chance = random.Random(seed)
    edges = [(chance.randrange(150), chance.randrange(150)) for _ in range(90)]
    edges = [(a, b) for a, b in edges if a != b]
    assert found(tmp_path, edges)[0] == expected(edges)
    assert found(tmp_path, edges, few=1) == (expected(edges), 0)


def test_a_long_chain_and_a_great_star_take_few_rounds(tmp_path):
    names = list(range(500))
    random.Random(5).shuffle(names)
    chain = list(pairwise(names))
    star = [(7_000, 10_000 + each) for each in range(3_000)]
    roots, rounds = found(tmp_path, chain + star)
    assert roots == expected(chain + star)
    assert rounds <= 12
    assert found(tmp_path, chain + star, few=1) == (expected(chain + star), 0)


def test_without_edges_there_is_nothing(tmp_path):
    assert found(tmp_path, [])[0] == found(tmp_path, [], few=1)[0] == {}
