import random
import time
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from according.linking import candidates, fingerprints
from according.linking.fingerprints import MEMBERS

VOCABULARY = [f"word{number}" for number in range(5000)]


def news(seed: int, words: int = 200) -> str:
    return " ".join(random.Random(seed).choices(VOCABULARY, k=words))


def test_texts_that_share_a_sentence_share_fingerprints():
    shared = news(1, 40)
    prints = fingerprints([f"{news(n)} {shared} {news(n + 50)}" for n in (2, 3)])
    assert list(candidates(prints)) == [(0, 1)]


def test_texts_that_share_nothing_are_no_candidates():
    assert not list(candidates(fingerprints([news(n) for n in range(50)])))


def test_fingerprints_are_the_same_in_every_run():
    (found,) = fingerprints(["the ferry ran onto a reef off the coast on monday night"])
    assert found.tolist() == sorted(found.tolist())
    assert found.tolist() == PINNED


PINNED = [9999144885267220792, 16606720126559736496]


def test_a_thousand_copies_are_some_thousand_pairs():
    began = time.process_time()
    prints = fingerprints([news(1)]) * 1000
    pairs = list(candidates(prints))
    assert len(pairs) <= MEMBERS * 1000
    assert {b for _, b in pairs} == set(range(1, 1000))
    assert time.process_time() - began < 5


def test_odd_texts_have_none():
    assert not fingerprints([])
    assert [each.size for each in fingerprints(["", "Five words are too few", "\n"])] == [0, 0, 0]
    assert not list(candidates([]))
    assert not list(candidates([np.zeros(0, dtype=np.uint64)] * 3))


@given(st.lists(st.text(alphabet="ab .\n", max_size=40), max_size=8))
def test_texts_that_are_cut_together_share_no_runs(texts):
    alone = [fingerprints([each])[0].tolist() for each in texts]
    assert [each.tolist() for each in fingerprints(texts)] == alone


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=8))
def test_candidates_are_the_pairs_that_share_something(drawn):
    prints = [np.unique(np.array(each, dtype=np.uint64)) for each in drawn]
    found = set(candidates(prints))
    wanted = {
        (a, b)
        for a, b in combinations(range(len(prints)), 2)
        if set(prints[a].tolist()) & set(prints[b].tolist())
    }
    assert found <= wanted
    # With few members a group is compared with its first alone; the groups stay whole.
    if len(prints) <= MEMBERS + 1:
        assert found == wanted
