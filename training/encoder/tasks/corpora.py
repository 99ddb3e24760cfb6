"""Which data sets teach which task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from evaluation.gum_split import choose, held_out
from training.encoder import brat
from training.encoder.documents import documents, tokenizer_in
from training.encoder.tasks.attribution import Attribution
from training.encoder.tasks.coreference import Coreference


def tasks(data: Path, backbone: Path, only: Sequence[str] | None = None) -> list:
    """The tasks with their training documents."""
    tokenizer = tokenizer_in(backbone)
    return [make(data, tokenizer) for name, make in MAKERS.items() if not only or name in only]


def _attribution(data: Path, tokenizer) -> Attribution:
    return Attribution(documents(brat.folder(data / "polnear" / "train"), tokenizer))


def _coreference(data: Path, tokenizer) -> Coreference:
    kept_back = held_out()
    documents = [each for each in choose(data, "dev").documents if each.id not in kept_back]
    return Coreference(documents, tokenizer, times=4)


MAKERS: dict[str, Callable] = {"attribution": _attribution, "coreference": _coreference}
