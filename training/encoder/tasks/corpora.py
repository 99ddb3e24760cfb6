"""Which data sets teach which task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation import brat
from evaluation.attribution_set import load
from training.encoder.documents import documents, tokenizer_in
from training.encoder.reports import annotated
from training.encoder.tasks.attribution import Attribution
from training.encoder.tasks.factuality import Factuality
from training.encoder.tasks.wording import Wording

REPORTS = Path(__file__).parents[2] / "reports" / "attribution.jsonl"
"""Invented reports, annotated in full; part of the repository."""


def tasks(data: Path, backbone: Path, only: Sequence[str] | None = None) -> list:
    """The tasks with their training documents."""
    tokenizer = tokenizer_in(backbone)
    return [make(data, tokenizer) for name, make in MAKERS.items() if not only or name in only]


def _attribution(data: Path, tokenizer) -> Attribution:
    corpus = documents(brat.folder(data / "polnear" / "train"), tokenizer)
    reports = documents(annotated(load(REPORTS)), tokenizer)
    return Attribution(corpus, reports, tokenizer)


MAKERS: dict[str, Callable] = {
    "attribution": _attribution,
    "factuality": Factuality,
    "wording": Wording,
}
