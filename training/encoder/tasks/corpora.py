"""Which data sets teach which task."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from evaluation.attribution_set import load
from evaluation.gtt import fold_of, messages
from evaluation.gum_split import choose, held_out
from evaluation.plover_sentences import sentences
from training.encoder import annotation
from training.encoder.documents import Document, documents
from training.encoder.labelled import Labelled
from training.encoder.tasks.attribution import Attribution
from training.encoder.tasks.coreference import Coreference
from training.encoder.tasks.events import Events
from training.encoder.tasks.factuality import TRAINED_ON, Factuality
from training.encoder.tasks.wording import Wording, articles

_FOLDER = Path(__file__).parents[2] / "reports"
REPORTS = (_FOLDER / "attribution.jsonl", _FOLDER / "happenings.jsonl")
"""Invented reports, annotated in full; part of the repository. Events of the second have types
and parties too."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where training documents are.

    ``data`` has the public corpora (None: they are not had); ``annotation`` are folders and
    files of one's own, which are taken beside them and beside the invented reports. ``left_out``
    is a fold of MUC-4's messages that is kept for learning templates (``training/muc4.py``).
    """

    tokenizer: Tokenizer
    data: Path | None = None
    annotation: tuple[Path, ...] = ()
    left_out: int | None = None


def tasks(sources: Sources, only: Sequence[str] | None = None) -> list:
    """The tasks with their training documents; without the corpora, attribution alone."""
    wanted = MAKERS if sources.data else {"attribution": _attribution}
    return [make(sources) for name, make in wanted.items() if not only or name in only]


def told(sources: Sources, only: Sequence[str] | None = None) -> dict[str, str]:
    """What each task is trained on, in words, for the card."""
    own = [f"own annotation {path.name}" for path in sources.annotation]
    attribution = ", ".join(["invented reports (training/reports)", *own])
    if sources.data is None:
        return {"attribution": attribution}
    every = {
        "attribution": f"PolNeAR 1.0 train, {attribution}",
        "factuality": f"train parts of {', '.join(TRAINED_ON)} (unified factuality)",
        "wording": "BABE SG2, BASIL without the events that evaluation/wording_corpora holds out",
        "coreference": "GUM news, interview and other genres without evaluation/gum_held_out.txt",
        "events": "MUC-4's 1,300 development messages (form of GTT), PLOVER's PLV_train, "
        "invented reports (training/reports)",
    }
    return {name: text for name, text in every.items() if not only or name in only}


def attributed(sources: Sources) -> list[Document]:
    """The documents that attribution is learned from."""
    found = _annotation(sources)
    return documents([*found.plain, *found.full], sources.tokenizer)


def loaded(sources: Sources) -> list[Labelled]:
    """The articles that loaded words are learned from."""
    return articles(sources.data) if sources.data else []


def _annotation(sources: Sources) -> annotation.Annotation:
    polnear = [sources.data / "polnear" / "train"] if sources.data else []
    return annotation.read([*polnear, *REPORTS, *sources.annotation])


def _attribution(sources: Sources) -> Attribution:
    found = _annotation(sources)
    return Attribution(
        documents(found.plain, sources.tokenizer),
        documents(found.full, sources.tokenizer),
        sources.tokenizer,
    )


def _factuality(sources: Sources) -> Factuality:
    return Factuality(_data(sources), sources.tokenizer)


def _wording(sources: Sources) -> Wording:
    return Wording(_data(sources), sources.tokenizer)


def _coreference(sources: Sources) -> Coreference:
    kept_back = held_out()
    found = choose(_data(sources), "dev").documents
    chosen = [each for each in found if each.id not in kept_back]
    return Coreference(chosen, sources.tokenizer, times=4)


def _events(sources: Sources) -> Events:
    data = _data(sources)
    found = messages(data / "muc4" / "gtt" / "train.json")
    return Events(
        [report for path in REPORTS for report in load(path)],
        sentences(data / "plover" / "PLV_train.tsv"),
        [each for each in found if fold_of(each.id) != sources.left_out],
        sources.tokenizer,
    )


def _data(sources: Sources) -> Path:
    if sources.data is None:
        raise ValueError("this task needs the public corpora")
    return sources.data


MAKERS: dict[str, Callable[[Sources], object]] = {
    "attribution": _attribution,
    "factuality": _factuality,
    "wording": _wording,
    "coreference": _coreference,
    "events": _events,
}
