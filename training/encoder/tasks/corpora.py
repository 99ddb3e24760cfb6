"""Which data sets teach which task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from evaluation import brat
from evaluation.attribution_set import load
from evaluation.gum_split import choose, held_out
from training.encoder.documents import documents, tokenizer_in
from training.encoder.reports import annotated
from training.encoder.tasks.attribution import Attribution
from training.encoder.tasks.coreference import Coreference
from training.encoder.tasks.factuality import Factuality
from training.encoder.tasks.wording import Wording

REPORTS = Path(__file__).parents[2] / "reports" / "attribution.jsonl"
"""Invented reports, annotated in full; part of the repository."""


def tasks(data: Path, backbone: Path, only: Sequence[str] | None = None) -> list:
    """The tasks with their training documents."""
    tokenizer = tokenizer_in(backbone)
    return [make(data, tokenizer) for name, make in MAKERS.items() if not only or name in only]


def _attribution(data: Path, tokenizer: Tokenizer) -> Attribution:
    corpus = documents(brat.folder(data / "polnear" / "train"), tokenizer)
    reports = documents(annotated(load(REPORTS)), tokenizer)
    return Attribution(corpus, reports, tokenizer)


def _coreference(data: Path, tokenizer: Tokenizer) -> Coreference:
    kept_back = held_out()
    chosen = [each for each in choose(data, "dev").documents if each.id not in kept_back]
    return Coreference(chosen, tokenizer, times=4)


MAKERS: dict[str, Callable] = {
    "attribution": _attribution,
    "factuality": Factuality,
    "wording": Wording,
    "coreference": _coreference,
}
