"""Coreference scores as the CoNLL-2012 reference scorer (v8) has them.

Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions: A Reference
Implementation". Predicted mentions are taken as they are: no mention is added to or taken from
either side. A mention is right if its span is the key's, to the character; a span that is
given twice counts once, where it stands first.

- MUC (Vilain et al. 1995) counts the links that are missing.
- B³ (Bagga and Baldwin 1998) asks of every mention how much of its cluster is right.
- CEAF-e (Luo 2005) aligns clusters one to one, with the similarity φ4.

Each is a numerator and a denominator of recall, and the same of precision, in a document.
These add up over documents, and only their sums are divided, as the scorer does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from evaluation.bootstrap import Counts

Span: TypeAlias = tuple[int, int]
Clusters: TypeAlias = Sequence[frozenset[Span]]

WIDTH = 4
"""Recall's numerator and denominator, precision's numerator and denominator."""

MENTION, MUC, B_CUBED, CEAF_E = (slice(at * WIDTH, (at + 1) * WIDTH) for at in range(4))


def clusters(mentions: Iterable[Iterable[Span]], singletons: bool = True) -> list[frozenset[Span]]:
    """Clusters as the scorer takes them: each span once, none empty.

    Args:
        singletons: False leaves out clusters of one mention, as CoNLL-2012 does.
    """
    seen: set[Span] = set()
    made = []
    for group in mentions:
        fresh = frozenset(group) - seen
        seen |= fresh
        if len(fresh) > (0 if singletons else 1):
            made.append(fresh)
    return made


def counts(key: Clusters, response: Clusters) -> Counts:
    """The additive statistics of one document: `MENTION`, `MUC`, `B_CUBED`, `CEAF_E`."""
    shared = _shared(key, response)
    parts = (
        _mention(key, response),
        (*_muc(key, shared), *_muc(response, shared.T)),
        (*_b_cubed(key, shared), *_b_cubed(response, shared.T)),
        _ceaf_e(key, response, shared),
    )
    return np.array([value for part in parts for value in part], dtype=np.float64)


def f1(summed: Counts, measure: slice) -> float:
    """F1 of one measure from summed statistics; 0 where nothing was asked or answered."""
    right, asked, correct, given = (float(value) for value in summed[measure])
    recall = right / asked if asked else 0.0
    precision = correct / given if given else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def conll_f1(summed: Counts) -> float:
    """The mean of the F1 of MUC, B³ and CEAF-e: the measure of CoNLL-2012."""
    return sum(f1(summed, measure) for measure in (MUC, B_CUBED, CEAF_E)) / 3


def _shared(key: Clusters, response: Clusters) -> Counts:
    """How many mentions each key cluster (row) has in common with each response cluster."""
    where = {span: column for column, cluster in enumerate(response) for span in cluster}
    shared = np.zeros((len(key), len(response)))
    for row, cluster in enumerate(key):
        for span in cluster & where.keys():
            shared[row, where[span]] += 1
    return shared


def _mention(key: Clusters, response: Clusters) -> tuple[float, ...]:
    asked = {span for cluster in key for span in cluster}
    given = {span for cluster in response for span in cluster}
    right = len(asked & given)
    return right, len(asked), right, len(given)


def _muc(own: Clusters, shared: Counts) -> tuple[float, float]:
    """Links kept and links asked: a cluster of n mentions in p parts keeps n - p links.

    A mention that the other side lacks is a part of its own.
    """
    kept = 0.0
    for cluster, row in zip(own, shared, strict=True):
        parts = np.count_nonzero(row) + len(cluster) - row.sum()
        kept += len(cluster) - parts
    return kept, sum(len(cluster) - 1 for cluster in own)


def _b_cubed(own: Clusters, shared: Counts) -> tuple[float, float]:
    """The sum over mentions of the right part of their cluster, and how many mentions there are.

    The n mentions that two clusters share have each n of the cluster's mentions right.
    """
    right = sum(
        float((row**2).sum()) / len(cluster) for cluster, row in zip(own, shared, strict=True)
    )
    return right, sum(len(cluster) for cluster in own)


def _ceaf_e(key: Clusters, response: Clusters, shared: Counts) -> tuple[float, ...]:
    """The similarity of the best one-to-one alignment, and how many clusters each side has."""
    similarity = _similarity(key, response, shared)
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    best = float(similarity[rows, columns].sum())
    return best, len(key), best, len(response)


def _similarity(key: Clusters, response: Clusters, shared: Counts) -> Counts:
    """φ4 of each two clusters; none is empty."""
    sizes = np.add.outer([len(each) for each in key], [len(each) for each in response])
    return np.asarray(2 * shared / sizes)


def counts_by(key: Clusters, response: Clusters, unit: Mapping[Span, int], units: int) -> Counts:
    """The statistics of `counts` by unit, (units, statistics), for clusters that go across
    documents: their sum is that of all as one document.

    What a cluster adds is shared among the units of its mentions, by how many each has.

    Args:
        unit: the number of each mention's unit: its topic, its story.
    """
    shared = _shared(key, response)
    of_key, of_response = _shares(key, unit, units), _shares(response, unit, units)
    similarity = _similarity(key, response, shared)
    rows, columns = linear_sum_assignment(similarity, maximize=True)
    aligned = np.zeros_like(similarity)
    aligned[rows, columns] = similarity[rows, columns]
    found = np.zeros((units, 4 * WIDTH))
    given = {span for cluster in response for span in cluster}
    for cluster, other, at in ((key, given, 0), (response, _spans(key), 2)):
        for span in _spans(cluster):
            found[unit[span], at : at + 2] += span in other, 1
    for side, of, links, first in (
        (key, of_key, shared, 0),
        (response, of_response, shared.T, 2),
    ):
        for cluster, share, row, best in zip(
            side, of, links, aligned.max(axis=1 - first // 2, initial=0), strict=True
        ):
            muc, right = _muc([cluster], row[None]), _b_cubed([cluster], row[None])
            for measure, pair in ((MUC, muc), (B_CUBED, right), (CEAF_E, (float(best), 1))):
                at = measure.start + first
                found[:, at : at + 2] += np.outer(share, pair)
    return found


def _spans(side: Clusters) -> set[Span]:
    return {span for cluster in side for span in cluster}


def _shares(side: Clusters, unit: Mapping[Span, int], units: int) -> Counts:
    """The share of each cluster's mentions that each unit has, (clusters, units)."""
    made = np.zeros((len(side), units))
    for row, cluster in zip(made, side, strict=True):
        for span in cluster:
            row[unit[span]] += 1 / len(cluster)
    return made
