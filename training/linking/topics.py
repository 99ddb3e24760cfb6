"""Pairs of accounts of ECB+ (Cybulska and Vossen 2014): whether they are of one happening.

The gold days are days of one war, on which much happens in one city and a figure that differs
speaks for another happening. Elsewhere it speaks for another count of the same: so the pairs of
thirty topics of news, with many reports of each happening, are learned from as well. Two accounts
are of one happening where words of both are marked as one; of two, where they are of the two like
happenings of a topic. Others are left out: what is marked as two happenings within one, a quake
and the deaths in it, is one account here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from according.linking import links
from according.linking.events import by_reports, linked
from according.linking.pairs import FEATURES, compare
from according.linking.sketches import Sketch, sketches
from according.linking.worth import is_linked
from according.model import Reading, Span
from according.reading.encoder.quotes import quoted_spans
from according.reading.reader import Reader
from evaluation import ecbplus
from evaluation.ecbplus import Text
from evaluation.events_bench import ALL

TOPICS = range(1, 31)
"""Those that the benchmark ``ecbplus`` learns from; the others are for measuring."""

Floats = NDArray[np.float64]
Read = Sequence[tuple[Text, Reading]]
Rows = tuple[Floats, Floats]
"""`FEATURES` of pairs, and which are of one happening."""


def pairs_of_topics(reader: Reader, data: Path) -> Iterator[Rows]:
    """The pairs of each topic."""
    there = [topic for topic in TOPICS if (data / "ecbplus" / str(topic)).is_dir()]
    texts = ecbplus.read(data, there)
    for _, topic in groupby(texts, key=lambda each: each.topic):
        yield rows_of([(each, reader.read(each.report)) for each in topic])


def rows_of(read: Read) -> Rows:
    """The pairs of a topic."""
    reports = [reading.report for _, reading in read]
    between = by_reports(links(reports, {each.id: quoted_spans(each.text) for each in reports}))
    told = [(text, *each) for text, reading in read for each in _told(text, reading)]
    rows, same = [], []
    for (text, a, in_a), (other, b, in_b) in combinations(told, 2):
        if text.name != other.name and (in_a & in_b or text.story != other.story):
            rows.append(compare(a, b, linked(a, b, between)))
            same.append(bool(in_a & in_b))
    return np.array(rows).reshape(-1, len(FEATURES)), np.array(same, dtype=np.float64)


def _told(text: Text, reading: Reading) -> Iterator[tuple[Sketch, frozenset[str]]]:
    """Accounts with the marked happenings that words of theirs are of; others are left out."""
    for sketch in sketches(reading):
        found = frozenset(
            each.happening
            for each in text.mentions
            if any(_meet(each.span, span) for span in sketch.evidence)
        )
        if found and is_linked(sketch, ALL):
            yield sketch, found


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
