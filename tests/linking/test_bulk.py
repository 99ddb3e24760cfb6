"""Very many texts at once stand to one another as two alone do."""

import numpy as np
import pytest

from according.linking import bulk
from according.linking.sharing import share
from according.linking.words import words_of
from according.model import Span

STORY = (
    "A ferry with forty people sank off Velden on Monday night. The harbour office said that nine "
    "of them were taken out of the water by a fishing boat. Two are in hospital in the old town. "
    "“Nobody had told us of the storm,” its captain said."
)
HALF = STORY[STORY.index("The harbour") : STORY.index("“")] + "All else is not known so far."
OTHER = "The council of Velden met about the price of bread, and came to no decision at all."


def test_each_pair_is_what_two_texts_share():
    texts = [STORY, HALF, OTHER, STORY]
    quotes = [[Span(each.index("“"), each.index("”"))] if "“" in each else [] for each in texts]
    pairs = [(a, b) for a in range(4) for b in range(4)]
    for (a, b), found in zip(pairs, bulk.compared(texts, quotes, pairs), strict=True):
        alone = share(words_of(texts[a], quotes[a]), words_of(texts[b], quotes[b]))
        if alone is None:
            assert found is None
            continue
        assert (found.relation, found.score) == (alone.relation, alone.score)
        assert np.array_equal(found.spans, alone.spans)
    assert found is not None


def test_two_texts_are_compared_once_however_many_reports_have_them(monkeypatch):
    calls = []
    monkeypatch.setattr(bulk, "share", lambda *given: calls.append(given) or share(*given))
    texts = [STORY, HALF] * 500
    pairs = [(0, each) for each in range(1, 1000)]
    found = bulk.compared(texts, [()] * len(texts), pairs)
    assert len(calls) == 2
    assert all(each is not None for each in found)


@pytest.mark.parametrize("workers", [1, 2])
def test_all_that_share_are_found(workers):
    found = list(bulk.all_shared([STORY, OTHER, HALF, STORY], [()] * 4, workers))
    assert [(a, b) for a, b, _ in found] == [(0, 2), (0, 3), (2, 3)]
