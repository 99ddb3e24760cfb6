"""Sources that are pronouns, of PolNeAR's development part: a sample drawn by a seed, and who
is meant by each as labelled by hand.

The labels (``pronoun_sources.json``) hold names of documents and code points alone, no text:
for each pronoun the spans that name or, where nothing does, describe whom it means.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeAlias

import numpy as np

from according.errors import BenchError
from evaluation import brat
from evaluation.adapter import Figure
from evaluation.bootstrap import interval

Span: TypeAlias = tuple[int, int]
Clusters: TypeAlias = Sequence[Sequence[tuple[Span, bool]]]
"""Mentions as span and whether it is a name, by whom they mean."""
Respond: TypeAlias = Callable[[str], Clusters]

FOLDER = Path("polnear", "dev")
LABELS = Path(__file__).with_name("pronoun_sources.json")
SIZE, SEED = 150, 2016
_SINGULAR = ("i", "me", "my", "you", "your", "he", "him", "his", "she", "her", "it", "its")
_PLURAL = ("we", "us", "our", "they", "them", "their")
PRONOUNS = frozenset((*_SINGULAR, *_PLURAL))
"""Personal ones; who and which are bound by their sentence."""


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun that is a source, and the spans that name whom it means."""

    document: str
    pronoun: Span
    names: tuple[Span, ...]


def sample(sources: Iterable[tuple[str, str, Span]]) -> list[tuple[str, Span]]:
    """Draw `SIZE` pronoun sources.

    Args:
        sources: name and text of a document, and the span of a source in it.
    """
    found = sorted(
        (name, span)
        for name, text, span in sources
        if text[span[0] : span[1]].strip().lower() in PRONOUNS
    )
    return sorted(Random(SEED).sample(found, min(SIZE, len(found))))


def labels(path: Path = LABELS) -> list[Case]:
    """The labelled cases; those whose pronoun means nobody in the text have no names.

    Raises:
        BenchError: the file is not of its form.
    """
    try:
        return list(_cases(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchError(f"{path} has no labels: {error}") from error


def _cases(data: dict[str, list[dict[str, list]]]) -> Iterator[Case]:
    for document, cases in data.items():
        for case in cases:
            start, end = case["pronoun"]
            yield Case(document, (start, end), tuple((a, b) for a, b in case["names"]))


def files(data: Path) -> list[Path]:
    """PolNeAR's development part, and the labels; empty where it is not there."""
    found = sorted((data / FOLDER).glob("*/*"))
    return [*found, LABELS] if found else []


def score(data: Path, respond: Respond) -> Figure:
    """How many pronouns mean whom they should; resampled by document."""
    texts = {each.name: each.text for each in brat.folder(data / FOLDER)}
    cases: dict[str, list[Case]] = {}
    for case in labels():
        cases.setdefault(case.document, []).append(case)
    rows = []
    for document, asked in cases.items():
        clusters = respond(texts[document])
        rows.append((sum(resolved(case, clusters) for case in asked), len(asked)))
    return interval(np.array(rows, dtype=float), lambda row: float(row[0] / max(1, row[1])))


def resolved(case: Case, clusters: Clusters) -> bool:
    """Whether the pronoun is in a cluster whose nearest name is the right one; or, where it
    means nobody in the text, in no cluster with others.

    Args:
        clusters: mentions as span and whether it is a name. Where a cluster has no name, the
            nearest of its other mentions counts. Nearest is the last before the pronoun, else
            the first behind it; a span is right if it overlaps one of the case's.
    """
    for cluster in clusters:
        if any(span == case.pronoun for span, _ in cluster):
            named = _nearest(case, cluster)
            if named is None:
                return not case.names
            return any(_overlap(named, name) for name in case.names)
    return not case.names


def _nearest(case: Case, cluster: Sequence[tuple[Span, bool]]) -> Span | None:
    others = [each for each in cluster if each[0] != case.pronoun]
    pool = [span for span, name in others if name] or [span for span, _ in others]
    before = [span for span in pool if span[0] < case.pronoun[0]]
    return max(before) if before else min(pool, default=None)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
