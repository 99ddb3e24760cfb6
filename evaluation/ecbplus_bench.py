"""Benchmark ``ecbplus``: which words of reports tell of one happening, across reports.

Split ``dev`` is topics 31 to 35 of ECB+, ``test`` topics 36 to 45, where they are there; what is
shipped was trained on topics 1 to 30. Scored are the mentions of the sentences that were checked,
also those that are alone, over all topics as one document, as it is done across reports. Topics
are not given: reports are put together by what they say. Resampled by story, of which a topic has
two; a cluster of two stories is shared between them.

- ``conll_f1`` and ``muc_f1``, ``b3_f1``, ``ceafe_f1``: the mentions are given.
- ``same_head_conll_f1``: all whose heads have one stem, within the same topics of ours.
- ``end_to_end_conll_f1``, ``end_to_end_mention_f1``: the mentions are the reader's own; they are
  right if their spans are.
- ``matters_b3_f1``: our topics against those of the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from according.linking.same import Same
from according.linking.vectors import Vectors
from according.reading.reader import Reader
from according.settings import Settings
from evaluation import coref, ecbplus
from evaluation.adapter import Result
from evaluation.bootstrap import Counts, interval
from evaluation.ecbplus_told import Heard, as_found, as_marked
from evaluation.published import published

BENCH = "ecbplus"
TOPICS = {"dev": range(31, 36), "test": range(36, 46)}
_FAR = 10_000_000
"""Characters between the beginnings of two reports, where all are one document."""

Groups = Sequence[Sequence[int]]
"""The numbers of what is told, group by group."""


def files(data: Path, split: str) -> list[Path]:
    """The reports of the split's topics and the list of checked sentences.

    Raises:
        BenchError: there are none.
    """
    return ecbplus.files(data, TOPICS[split])


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read, compare and group."""
    texts = ecbplus.read(data, TOPICS[split])
    reader, same = Reader(settings), Same()
    marked, found = as_marked(texts, reader), as_found(texts, reader)
    vectors = same.vectors(marked.told, marked.words)
    parts = same.matters(marked.told, vectors, marked.words)
    ours = counts(marked, grouped(same, marked, vectors, parts))
    vectors = same.vectors(found.told, found.words)
    others = same.matters(found.told, vectors, found.words)
    whole = counts(found, grouped(same, found, vectors, others))
    figures = {
        "conll_f1": interval(ours, coref.conll_f1),
        "muc_f1": interval(ours, lambda row: coref.f1(row, coref.MUC)),
        "b3_f1": interval(ours, lambda row: coref.f1(row, coref.B_CUBED)),
        "ceafe_f1": interval(ours, lambda row: coref.f1(row, coref.CEAF_E)),
        "same_head_conll_f1": interval(counts(marked, same_head(marked, parts)), coref.conll_f1),
        "end_to_end_conll_f1": interval(whole, coref.conll_f1),
        "end_to_end_mention_f1": interval(whole, lambda row: coref.f1(row, coref.MENTION)),
        "matters_b3_f1": interval(matters(marked, parts), lambda row: coref.f1(row, coref.B_CUBED)),
    }
    return Result(BENCH, split, len(texts), figures, published(BENCH))


def grouped(same: Same, heard: Heard, vectors: Vectors, parts: Groups) -> list[list[int]]:
    """What tells of one happening, looked for in each of ``parts``."""
    return [
        [part[at] for at in each]
        for part in parts
        for each in same.groups([heard.told[at] for at in part], vectors.part(part))
    ]


def same_head(heard: Heard, parts: Groups) -> list[list[int]]:
    """Within each of ``parts``, what has heads of one stem."""
    groups: dict[tuple[int, str], list[int]] = {}
    for number, part in enumerate(parts):
        for at in part:
            groups.setdefault((number, heard.told[at].head), []).append(at)
    return list(groups.values())


def counts(heard: Heard, groups: Groups) -> Counts:
    """The statistics of `coref` for each story."""
    first = {each.name: number * _FAR for number, each in enumerate(heard.texts)}
    stories = {name: at for at, name in enumerate(sorted({each.story for each in heard.texts}))}
    key: dict[str, set[coref.Span]] = {}
    unit: dict[coref.Span, int] = {}
    for text in heard.texts:
        for mark in text.mentions:
            span = (first[text.name] + mark.span.start, first[text.name] + mark.span.end)
            key.setdefault(mark.happening, set()).add(span)
            unit[span] = stories[text.story]
    spans = []
    for told, text in zip(heard.told, heard.of, strict=True):
        spans.append((first[text.name] + told.span.start, first[text.name] + told.span.end))
        unit[spans[-1]] = stories[text.story]
    response = coref.clusters([spans[at] for at in each] for each in groups)
    return coref.counts_by(coref.clusters(key.values()), response, unit, len(stories))


def matters(heard: Heard, parts: Groups) -> Counts:
    """The same of reports: ours in one matter against the corpus' topics."""
    number = {each.name: at for at, each in enumerate(heard.texts)}
    stories = {name: at for at, name in enumerate(sorted({each.story for each in heard.texts}))}
    topics: dict[int, set[coref.Span]] = {}
    for at, text in enumerate(heard.texts):
        topics.setdefault(text.topic, set()).add((at, at + 1))
    response = coref.clusters(
        [(number[heard.of[at].name], number[heard.of[at].name] + 1) for at in part]
        for part in parts
    )
    unit = {(at, at + 1): stories[each.story] for at, each in enumerate(heard.texts)}
    return coref.counts_by(list(map(frozenset, topics.values())), response, unit, len(stories))
