"""Annotation of one's own: folders of brat's standoff files, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation import brat
from evaluation.attribution_set import load
from evaluation.marked import Annotated
from training.encoder.reports import annotated


@dataclass(frozen=True, slots=True)
class Annotation:
    """Documents to learn attribution from."""

    plain: tuple[Annotated, ...]
    """With sources, cues and contents alone."""
    full: tuple[Annotated, ...]
    """With nesting, kinds of source and events too."""


def read(paths: Iterable[Path]) -> Annotation:
    """What some folders and files hold.

    Args:
        paths: folders as `evaluation.brat.folder` reads them, and files of JSON lines as
            `evaluation.attribution_set.load` does.

    Raises:
        ValueError: a path is neither, or holds nothing.
        BenchError: a line of JSON is malformed.
    """
    plain: list[Annotated] = []
    full: list[Annotated] = []
    for path in paths:
        found = brat.folder(path) if path.is_dir() else annotated(load(path))
        if not found:
            raise ValueError(f"{path} has no annotated documents")
        (plain if path.is_dir() else full).extend(found)
    return Annotation(tuple(plain), tuple(full))
