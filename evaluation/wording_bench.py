"""Benchmark ``wording``: loaded words, and in whose voice they are.

- ``basil_span_f1``, ``_precision``, ``_recall``: lexical spans of BASIL (Fan et al. 2019) in the
  articles on events that are held out of training; a span counts as found if it shares a word
  with a marked one, one to one.
- ``voice_accuracy``: of all marked lexical spans, whether they are in a quotation; nothing of
  what decides this was trained on BASIL. ``constant_voice_accuracy``: of always answering the
  outlet.
- ``babe_macro_f1``: sentences of BABE (Spinde et al. 2021) that experts call biased or not, in
  five folds, each read by an encoder trained on the other four (``training.encoder.babe_folds``
  writes the answers; the shipped weights have seen all of BABE). Left out where the file of
  answers is not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from according.errors import BenchError
from according.model import OUTLET, Reading, Span
from according.pipeline import read_text
from according.reading import Reader
from according.reading.attribution import Holders
from according.reading.encoder.quotes import INSIDE, states
from according.settings import Settings
from evaluation.adapter import Figure, Result
from evaluation.attribution_bench import macro_f1, share
from evaluation.babe_folds import answers
from evaluation.bootstrap import f1, interval
from evaluation.matching import Words, matched
from evaluation.published import published
from evaluation.wording_corpora import Article, basil, held_out

BENCH = "wording"


def files(data: Path, split: str) -> list[Path]:
    """BASIL's files and BABE's table."""
    found = sorted((data / "basil").glob("*/*/*.json"))
    if split != "dev" or not found:
        raise BenchError(f"no {split} part of BASIL in {data / 'basil'}")
    return [*found, data / "babe" / "final_labels_SG2.csv"]


def run(data: Path, split: str, settings: Settings) -> Result:
    """Read the articles and score their loaded words."""
    files(data, split)
    articles = basil(data)
    reader = Reader(settings)
    read = [read_text(article.text, reader) for article in articles]
    figures = spans(articles, read) | voices(articles, read)
    folds = answers(data)
    if folds:
        figures["babe_macro_f1"] = interval(np.array(folds), macro_f1)
    return Result(BENCH, split, len(articles), figures, published(BENCH))


def spans(articles: Sequence[Article], read: Sequence[Reading]) -> dict[str, Figure]:
    """Of the articles that are held out."""
    rows = []
    for article, reading in zip(articles, read, strict=True):
        if held_out(article.event):
            words = Words(article.text)
            keys = [words.of([(span.start, span.end)]) for span in article.spans]
            found = [(each.evidence.start, each.evidence.end) for each in reading.wordings]
            responses = [words.of([span]) for span in found]
            pairs = matched(keys, responses, lambda a, b: float(len(a & b)))
            rows.append([len(pairs), len(responses), len(keys)])
    table = np.array(rows, dtype=float)
    return {
        "basil_span_f1": interval(table, f1),
        "basil_span_precision": interval(table[:, [0, 1]], share),
        "basil_span_recall": interval(table[:, [0, 2]], share),
    }


def voices(articles: Sequence[Article], read: Sequence[Reading]) -> dict[str, Figure]:
    """Of all marked spans, those in a source's voice."""
    rows = []
    for article, reading in zip(articles, read, strict=True):
        quoted = states(reading.report.text)
        given = [_of_source(reading, quoted, Span(each.start, each.end)) for each in article.spans]
        right = sum(a == b.quoted for a, b in zip(given, article.spans, strict=True))
        outlet = sum(not each.quoted for each in article.spans)
        rows.append([right, len(article.spans), outlet])
    table = np.array(rows, dtype=float)
    return {
        "voice_accuracy": interval(table[:, [0, 1]], share),
        "constant_voice_accuracy": interval(table[:, [2, 1]], share),
    }


def _of_source(reading: Reading, quoted: np.ndarray, span: Span) -> bool:
    """Whether the words are quoted from somebody. Marks around the span itself count."""
    inside = bool((quoted[span.start : span.end] == INSIDE).any())
    return inside and Holders(reading.attributions).of(span) != OUTLET
