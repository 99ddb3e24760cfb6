"""BASIL (Fan et al. 2019) and BABE (Spinde et al. 2021): loaded words as spans of a text."""

from __future__ import annotations

import ast
import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from according.errors import BenchError


@dataclass(frozen=True, slots=True)
class LoadedSpan:
    """A span of loaded words, in code points; ``quoted`` if it is marked as in a quotation."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Article:
    """An article of BASIL. ``event`` is shared by the three articles on one event."""

    id: str
    event: str
    text: str
    spans: tuple[LoadedSpan, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence of BABE; ``words`` are the words marked as loaded, as spans."""

    text: str
    biased: bool
    words: tuple[tuple[int, int], ...]


HELD_OUT = 3
"""One event in so many is held out of training, by the hash of its id."""


def held_out(event: str) -> bool:
    """Whether the articles on this event are held out."""
    return hashlib.sha256(event.encode()).digest()[0] % HELD_OUT == 0


def basil(data: Path) -> list[Article]:
    """The annotated articles, in the order of their ids.

    Raises:
        BenchError: a file is malformed.
    """
    articles = []
    for path in sorted((data / "basil" / "annotations").glob("*/*_ann.json")):
        text = path.parents[2] / "articles" / path.parent.name / path.name.replace("_ann", "")
        try:
            articles.append(_article(json.loads(path.read_text()), json.loads(text.read_text())))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{path}: {error}") from error
    return articles


def _article(annotated: dict, article: dict) -> Article:
    text, starts = "", []
    for paragraph in article["body-paragraphs"]:
        text += "\n\n" if text else ""
        for number, sentence in enumerate(paragraph):
            text += " " if number else ""
            starts.append(len(text))
            text += sentence
    spans = tuple(
        LoadedSpan(at + each["start"], at + each["end"], each["quote"] == "yes")
        for each in annotated["phrase-level-annotations"]
        if each["bias"] == "lex" and each["id"].startswith("p")
        for at in [starts[int(each["id"][1:])]]
    )
    return Article(article["uuid"], article["triplet-uuid"], text, spans)


def babe(data: Path, file: str = "final_labels_SG2.csv") -> list[Rated]:
    """The sentences of BABE that experts agreed on.

    Raises:
        BenchError: the file is malformed.
    """
    path = data / "babe" / file
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(_rated(path, csv.DictReader(lines, delimiter=";")))


def _rated(path: Path, rows: csv.DictReader) -> Iterator[Rated]:
    for number, row in enumerate(rows, 2):
        if row.get("label_bias") not in ("Biased", "Non-biased"):
            continue  # no agreement
        try:
            words = ast.literal_eval(row["biased_words"] or "[]")
        except (ValueError, SyntaxError, KeyError) as error:
            raise BenchError(f"{path}, line {number}: {error}") from error
        text = row["text"].strip()
        yield Rated(text, row["label_bias"] == "Biased", tuple(_found(text, words)))


def _found(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    lowered = text.lower()
    for word in words:
        at = lowered.find(word.lower().strip())
        if word.strip() and at >= 0:
            yield at, at + len(word.strip())
