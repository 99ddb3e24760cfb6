"""Sentences with a PLOVER type and whom it is done by and to: the training part of PLV,
1,050 sentences, tab-separated."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from according.errors import BenchError
from according.reading.encoder.outputs import TYPES

ROOTS = TYPES[:-1]
"""The root types of the data; YIELD holds the manual's CONCEDE and RETREAT."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; actor and recipient are spans in code points, None where not in the text."""

    id: str
    text: str
    root: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a file, in its order.

    Raises:
        BenchError: a column is missing, or a type is none of `ROOTS`.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    try:
        found = [_sentence(row) for row in rows]
    except KeyError as error:
        raise BenchError(f"{path}: no column {error}") from error
    unknown = {each.root for each in found} - set(ROOTS)
    if unknown:
        raise BenchError(f"{path}: no PLOVER types: {', '.join(sorted(unknown))}")
    return found


def _sentence(row: dict[str, str]) -> Sentence:
    text, marked = row["sentence"], row["marked_sentence"]
    actor, recipient = (_marked(marked, sign) for sign in ("s", "t"))
    return Sentence(
        row["sentence_id"],
        text,
        row["gold_root"],
        _inside(text, actor),
        _inside(text, recipient),
    )


def _marked(marked: str, sign: str) -> tuple[int, str] | None:
    """Where the marked words stand once all signs are taken out, and the words."""
    before, opened, rest = marked.partition(f"<{sign}>")
    words, closed, _ = rest.partition(f"</{sign}>")
    if not opened or not closed:
        return None
    return len(_plain(before)), _plain(words)


def _plain(text: str) -> str:
    for sign in ("<s>", "</s>", "<t>", "</t>"):
        text = text.replace(sign, "")
    return text


def _inside(text: str, found: tuple[int, str] | None) -> tuple[int, int] | None:
    if found is None or not found[1].strip():
        return None
    at, words = found
    if text[at : at + len(words)] != words:
        at = text.find(words)
    if at < 0:
        return None
    lead = len(words) - len(words.lstrip())
    return at + lead, at + len(words.rstrip())
