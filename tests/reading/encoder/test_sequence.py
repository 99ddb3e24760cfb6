from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from according.reading.encoder.sequence import best, spans
from according.reading.encoder.tags import FORBIDDEN, TAGS, B, I, O


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_best_is_the_best_of_all_sequences_that_may_be(seed, length):
    random = np.random.default_rng(seed)
    scores, moves = random.normal(size=(length, TAGS)), random.normal(size=(TAGS, TAGS))

    def worth(tags):
        steps = pairwise(tags)
        return sum(scores[at, tag] for at, tag in enumerate(tags)) + sum(moves[m] for m in steps)

    allowed = [
        tags
        for tags in product(range(TAGS), repeat=length)
        if not set(pairwise(tags)) & set(FORBIDDEN)
    ]
    assert best(scores, moves) == list(max(allowed, key=worth))


def test_spans_of_tags():
    tags = [B["source"], I["source"], O, B["cue"], B["cue"], O, B["content"], I["content"]]
    assert list(spans(tags)) == [
        ("source", 0, 2),
        ("cue", 3, 4),
        ("cue", 4, 5),
        ("content", 6, 8),
    ]


def test_nothing_has_no_tags():
    assert best(np.zeros((0, TAGS)), np.zeros((TAGS, TAGS))) == []
    assert list(spans([])) == []
