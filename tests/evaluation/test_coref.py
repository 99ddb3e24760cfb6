"""Scores against cases worked by hand from the definitions, and against the plain definitions."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.coref import B_CUBED, CEAF_E, MENTION, MUC, clusters, conll_f1, counts, f1


def spans(*groups):
    """Clusters of one-letter mentions: ``spans("a", "bc")``."""
    return clusters([[(ord(letter), ord(letter) + 1) for letter in group] for group in groups])


def scores(key, response, measure):
    """Recall, precision, F1."""
    summed = counts(key, response)
    right, asked, correct, given_ = summed[measure]
    return right / asked, correct / given_, f1(summed, measure)


KEY = spans("a", "bc", "def")


def test_a_perfect_response():
    for measure in (MENTION, MUC, B_CUBED, CEAF_E):
        assert scores(KEY, KEY, measure) == (1, 1, 1)


# Missing mentions: response {a} {de}.
#   MUC     key links 0 + 1 + 2 = 3. {bc} is in 2 parts (both missing): 0 kept; {def} in 2 parts
#           ({de}, f missing): 1 kept. R = 1/3. Response link d-e is in one key cluster: P = 1/1.
#   B3      R = (a: 1/1, b, c: 0, d, e: 2/3 each, f: 0) / 6 = (7/3) / 6. P = (1 + 1 + 1) / 3.
#   CEAFe   {a}-{a} 2*1/(1+1) = 1; {def}-{de} 2*2/(3+2) = 0.8. R = 1.8 / 3, P = 1.8 / 2.
def test_missing_mentions():
    response = spans("a", "de")
    assert scores(KEY, response, MENTION) == pytest.approx((3 / 6, 3 / 3, 2 / 3))
    assert scores(KEY, response, MUC) == pytest.approx((1 / 3, 1, 0.5))
    assert scores(KEY, response, B_CUBED) == pytest.approx((7 / 18, 1, 14 / 25))
    assert scores(KEY, response, CEAF_E) == pytest.approx((0.6, 0.9, 0.72))


# Spurious mentions: response {a} {bcx} {defy} {z}.
#   MUC     all 3 key links kept: R = 1. Response links 2 + 3 = 5; {bcx} in 2 parts keeps 1,
#           {defy} in 2 parts keeps 2: P = 3/5.
#   B3      R = 1. P = (1/1 + b, c: 2/3 each + x: 0 + d, e, f: 3/4 each + y: 0 + z: 0) / 9
#             = (1 + 4/3 + 9/4) / 9 = (4 + 7/12) / 9.
#   CEAFe   1 + 2*2/(2+3) + 2*3/(3+4) = 1 + 4/5 + 6/7. R = that / 3, P = that / 4.
def test_spurious_mentions():
    response = spans("a", "bcx", "defy", "z")
    best = 1 + 4 / 5 + 6 / 7
    assert scores(KEY, response, MUC) == pytest.approx((1, 3 / 5, 0.75))
    assert scores(KEY, response, B_CUBED) == pytest.approx((1, (4 + 7 / 12) / 9, 110 / 163))
    assert scores(KEY, response, CEAF_E) == pytest.approx((best / 3, best / 4, 2 * best / 7))


# Both at once: response {ai} {bcx}: a's cluster has a spurious mention, {def} is missing.
#   MUC     {a} has no link; {bc} keeps 1; {def} in 3 parts keeps 0: R = 1/3.
#           {ai} in 2 parts keeps 0 of 1, {bcx} in 2 parts keeps 1 of 2: P = 1/3.
#   B3      R = (1 + 1 + 1) / 6. P = (a: 1/2, i: 0, b, c: 2/3 each, x: 0) / 5 = (11/6) / 5.
#   CEAFe   2*1/(1+2) + 2*2/(2+3) = 2/3 + 4/5. R = that / 3, P = that / 2.
def test_missing_and_spurious_mentions():
    response = spans("ai", "bcx")
    best = 2 / 3 + 4 / 5
    assert scores(KEY, response, MUC) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert scores(KEY, response, B_CUBED)[:2] == pytest.approx((0.5, 11 / 30))
    assert scores(KEY, response, CEAF_E)[:2] == pytest.approx((best / 3, best / 2))


# The example of Pradhan et al. 2014: key {abc} {defg}, response {ab} {cd} {fghi}; the figures
# are worked here anew.
#   MUC     key {abc}: {ab} {c} keeps 1; {defg}: {d} e {fg} keeps 1; of 2 + 3 links.
#           Response {ab} keeps 1, {cd} 0, {fghi}: {fg} h i keeps 1; of 1 + 1 + 3.
#   B3      R = (2²/3 + 1²/3 + 1²/4 + 2²/4) / 7 = (35/12) / 7. P = (2²/2 + 1/2 + 1/2 + 2²/4) / 8.
#   CEAFe   {abc}-{ab} 4/5, {defg}-{fghi} 4/8. R = 1.3 / 2, P = 1.3 / 3.
def test_the_example_of_the_reference_paper():
    key, response = spans("abc", "defg"), spans("ab", "cd", "fghi")
    assert scores(key, response, MUC) == pytest.approx((2 / 5, 2 / 5, 2 / 5))
    assert scores(key, response, B_CUBED)[:2] == pytest.approx((35 / 84, 4 / 8))
    assert scores(key, response, CEAF_E)[:2] == pytest.approx((1.3 / 2, 1.3 / 3))


# Greedy alignment is not enough for CEAFe: key {abcde} {f}, response {abcf} {de}.
#   {abcde}-{abcf} 6/9, {abcde}-{de} 4/7, {f}-{abcf} 2/5, {f}-{de} 0.
#   Greedy takes 6/9 + 0; the best is 4/7 + 2/5.
def test_ceaf_takes_the_best_alignment():
    summed = counts(spans("abcde", "f"), spans("abcf", "de"))
    assert summed[CEAF_E][0] == pytest.approx(4 / 7 + 2 / 5)


def test_one_cluster_of_all_and_all_apart():
    # Key one cluster of 4, response 4 singletons: no link, so MUC is 0; B3 R = 4 * (1/4) / 4,
    # P = 1; CEAFe 2*1/(4+1) = 0.4, R = 0.4 / 1, P = 0.4 / 4.
    key, response = spans("abcd"), spans("a", "b", "c", "d")
    assert f1(counts(key, response), MUC) == 0
    assert scores(key, response, B_CUBED)[:2] == (1 / 4, 1)
    assert scores(key, response, CEAF_E)[:2] == pytest.approx((0.4, 0.1))


def test_nothing_answered_is_zero_and_no_error():
    for key, response in ((KEY, []), ([], KEY), ([], [])):
        assert conll_f1(counts(key, response)) == 0


def test_conll_f1_is_the_mean_of_three():
    # Of the missing mentions above: 0.5, 14/25, 0.72.
    assert conll_f1(counts(KEY, spans("a", "de"))) == pytest.approx((0.5 + 14 / 25 + 0.72) / 3)


def test_sums_over_documents_are_divided_not_means():
    # 1 of 1 right and 0 of 3: the corpus has 1 of 4, not the mean 1/2.
    summed = counts(spans("a"), spans("a")) + counts(spans("abc"), spans("xyz"))
    assert f1(summed, MENTION) == 1 / 4


def test_clusters_keep_a_span_once_and_drop_singletons_when_told():
    given_ = [[(1, 2), (1, 2), (3, 4)], [(3, 4), (5, 6)], []]
    assert clusters(given_) == [{(1, 2), (3, 4)}, {(5, 6)}]
    assert clusters(given_, singletons=False) == [{(1, 2), (3, 4)}]


letters = st.sampled_from("abcdefgh")


@st.composite
def partitions(draw):
    chosen = draw(st.lists(letters, unique=True, max_size=8))
    groups = {}
    for letter in chosen:
        groups.setdefault(draw(st.integers(0, 3)), []).append(letter)
    return spans(*groups.values())


@given(partitions(), partitions())
def test_swapping_the_sides_swaps_recall_and_precision(key, response):
    forth, back = counts(key, response), counts(response, key)
    for measure in (MENTION, MUC, B_CUBED, CEAF_E):
        assert forth[measure] == pytest.approx(np.roll(back[measure], 2))


@given(partitions(), partitions(), st.randoms())
def test_the_order_of_clusters_does_not_matter(key, response, random):
    expected = counts(key, response)
    for side in (key, response):
        random.shuffle(side)
    assert counts(key, response) == pytest.approx(expected)


@given(partitions())
def test_a_response_like_the_key_is_perfect(key):
    summed = counts(key, key)
    for measure in (MENTION, B_CUBED, CEAF_E):
        assert f1(summed, measure) == pytest.approx(1 if key else 0)
    assert f1(summed, MUC) == (1 if any(len(cluster) > 1 for cluster in key) else 0)


@given(partitions(), partitions())
def test_figures_lie_between_0_and_1(key, response):
    summed = counts(key, response)
    for measure in (MENTION, MUC, B_CUBED, CEAF_E):
        assert 0 <= f1(summed, measure) <= 1 + 1e-9


def plain_muc(own, other):
    """The definition with partitions as sets: |K| - |p(K)|."""
    where = {span: number for number, cluster in enumerate(other) for span in cluster}
    parts = [{where.get(span, span) for span in cluster} for cluster in own]
    kept = sum(len(cluster) - len(part) for cluster, part in zip(own, parts, strict=True))
    return kept, sum(len(cluster) - 1 for cluster in own)


def plain_b_cubed(own, other):
    """The definition, mention by mention."""
    total = 0.0
    for cluster in own:
        for span in cluster:
            theirs = next((each for each in other if span in each), frozenset())
            total += len(cluster & theirs) / len(cluster)
    return total, sum(len(cluster) for cluster in own)


def plain_ceaf_e(key, response):
    """The best of all alignments, one by one."""
    fewer, more = sorted((key, response), key=len)
    return max(
        sum(
            2 * len(one & two) / (len(one) + len(two))
            for one, two in zip(fewer, order, strict=True)
        )
        for order in permutations(more, len(fewer))
    )


@given(partitions(), partitions())
def test_scores_are_the_definitions(key, response):
    summed = counts(key, response)
    assert tuple(summed[MUC]) == (*plain_muc(key, response), *plain_muc(response, key))
    b_cubed = (*plain_b_cubed(key, response), *plain_b_cubed(response, key))
    assert tuple(summed[B_CUBED]) == pytest.approx(b_cubed)
    assert summed[CEAF_E][0] == pytest.approx(plain_ceaf_e(key, response))
    assert tuple(summed[CEAF_E][1::2]) == (len(key), len(response))
