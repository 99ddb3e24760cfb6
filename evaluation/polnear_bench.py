"""Benchmark ``polnear``: sources, cues and contents, on PolNeAR (Newell et al. 2018).

Two measures of the same documents' texts:

- ``source_f1``, ``cue_f1``, ``content_f1``: exact spans in the instances that CofeNet (Wang et
  al. 2022) and others report on, each read by itself, its tokens put together
  as running text; spans are compared in their tokens.
- ``content_half_f1``, ``triple_f1``: whole documents. A content is found if its words and those
  marked have a Jaccard index of a half or more; a triple if also the sources share a word, or
  neither has one. One to one, the matching that finds most.
- ``sourceless_recall``: of triples without a source.
- ``..._bare``: documents read with their punctuation taken out, scored on the same spans.
  ``..._capitals``: with all letters capital.

PolNeAR marks one layer, so what the reader finds inside of other contents is left out here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.reading.attribution.finding import Finder, Found
from according.reading.encoder import Encoder
from according.reading.parse import Parser, sentences
from according.settings import Settings
from evaluation import brat
from evaluation.adapter import Figure, Result
from evaluation.bootstrap import Counts, f1, interval
from evaluation.damage import Damaged, bare, capitals, untouched
from evaluation.marked import Annotated, linked
from evaluation.matching import Words, jaccard, matched
from evaluation.published import published
from evaluation.treebank import joined

BENCH = "polnear"
KINDS = ("source", "cue", "content")
TEST = {"dev": ("dev", "valid.txt"), "test": ("test", "test.txt")}
"""By split: the folder of documents, and CofeNet's name for the file of instances."""


class Reading:
    """What the benchmark needs of the reader: the encoder, and what finds attributions."""

    def __init__(self, settings: Settings) -> None:
        self._encoder = Encoder(Path(settings.encoder) if settings.encoder else None)
        self._finder = Finder(self._encoder.heads)
        self._parser = Parser(settings.pipeline)

    def spans(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """The outer layer's spans by kind, in code points."""
        encoded = self._encoder.encode(text)
        starts, ends = encoded.pieces.starts, encoded.pieces.ends
        return {
            kind: [(int(starts[first]), int(ends[last - 1])) for first, last in found]
            for kind, found in self._finder.outer(encoded).items()
        }

    def attributions(self, text: str) -> list[Found]:
        """The outer layer's attributions."""
        starts = [span.start for span in sentences(self._parser.parse(text))]
        found = self._finder.find(self._encoder.encode(text, starts))
        return [each for each in found if each.layer == 0]


def files(data: Path, split: str) -> list[Path]:
    """The texts, annotations and instances of the split."""
    folder, name = TEST[split]
    found = sorted((data / "polnear" / folder).glob("*/*"))
    instances = data / "polnear" / "cofenet" / name
    if not found:
        raise BenchError(f"no {split} documents in {data / 'polnear' / folder}")
    return [*found, *([instances] if instances.is_file() else [])]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Score instances and documents of the split."""
    folder, name = TEST[split]
    files(data, split)
    reading = Reading(settings)
    figures: dict[str, Figure] = {}
    if (data / "polnear" / "cofenet" / name).is_file():
        figures |= instances(data / "polnear" / "cofenet" / name, reading)
    documents = brat.folder(data / "polnear" / folder)
    figures |= whole(documents, reading, untouched)
    for suffix, damage in (("bare", bare), ("capitals", capitals)):
        damaged = whole(documents, reading, damage)
        figures |= {f"{figure}_{suffix}": value for figure, value in damaged.items()}
    return Result(BENCH, split, len(documents), figures, published(BENCH))


@dataclass(frozen=True, slots=True)
class Instance:
    """A sentence's tokens with BIO labels, and its document."""

    document: str
    tokens: tuple[str, ...]
    labels: tuple[str, ...]

    def spans(self) -> set[tuple[str, int, int]]:
        """The labelled spans: kind, first token, past the last."""
        found, start = set(), 0
        for at, label in enumerate((*self.labels, "O")):
            kind = self.labels[start][2:] if at and self.labels[start] != "O" else None
            if at and kind and (label[:1] != "I" or label[2:] != kind):
                found.add((kind, start, at))
            if label[:1] != "I" or label[2:] != kind:
                start = at
        return found


def instances(path: Path, reading: Reading) -> dict[str, Figure]:
    """Exact F1 by kind; resampled by document."""
    counts: dict[str, Counts] = {}
    for line in path.read_text("utf-8").splitlines():
        plain = json.loads(line)
        instance = Instance(plain["id"], tuple(plain["tokens"]), tuple(plain["labels"]))
        row = counts.setdefault(instance.document, np.zeros((len(KINDS), 3)))
        key, response = instance.spans(), _answer(instance.tokens, reading)
        for at, kind in enumerate(KINDS):
            wanted = {each for each in key if each[0] == kind}
            given = {each for each in response if each[0] == kind}
            row[at] += (len(wanted & given), len(given), len(wanted))
    table = np.array([row.ravel() for row in counts.values()])
    return {
        f"{kind}_f1": interval(table[:, 3 * at : 3 * at + 3], f1) for at, kind in enumerate(KINDS)
    }


def _answer(tokens: Sequence[str], reading: Reading) -> set[tuple[str, int, int]]:
    text, at = joined(tokens)
    starts = [start for start, _ in at]
    return {
        (
            kind,
            int(np.searchsorted(starts, start, side="right")) - 1,
            int(np.searchsorted(starts, end, side="left")),
        )
        for kind, spans in reading.spans(text).items()
        for start, end in spans
    }


HALF = 0.5
"""The Jaccard index from which on a content counts as found."""


def whole(
    documents: Sequence[Annotated], reading: Reading, damage: Callable[[str], Damaged]
) -> dict[str, Figure]:
    """The figures of whole documents, read after ``damage``."""
    table = np.array([_document(each, reading, damage(each.text)) for each in documents])
    return {
        "content_half_f1": interval(table[:, [0, 2, 3]], f1),
        "triple_f1": interval(table[:, [1, 2, 3]], f1),
        "sourceless_recall": interval(table[:, 4:6], lambda row: float(row[0] / max(1, row[1]))),
    }


def _document(annotated: Annotated, reading: Reading, damaged: Damaged) -> list[int]:
    words = Words(annotated.text)
    keys = [(words.of(each.content), words.of(each.source)) for each in linked(annotated)]
    responses = [
        (
            words.of(damaged.back(part) for part in found.contents),
            words.of([damaged.back(found.source)] if found.source else []),
        )
        for found in reading.attributions(damaged.text)
    ]
    contents = matched(keys, responses, _content)
    triples = matched(keys, responses, _triple)
    return [
        len(contents),
        len(triples),
        len(responses),
        len(keys),
        sum(not keys[at][1] for at, _ in triples),
        sum(not source for _, source in keys),
    ]


Side = tuple[frozenset[int], frozenset[int]]


def _content(key: Side, response: Side) -> float:
    found = jaccard(key[0], response[0])
    return 1 + found if found >= HALF else 0.0


def _triple(key: Side, response: Side) -> float:
    agreed = bool(key[1] & response[1]) or (not key[1] and not response[1])
    return _content(key, response) if agreed else 0.0
