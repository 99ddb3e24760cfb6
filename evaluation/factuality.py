"""Sentences with events and how factual each is, -3 to 3, as the unified sets have them.

Layout of Stanovsky et al. (2017) as published by others since: JSON lines with ``text``
(treebank tokens with spaces between) and ``targets`` (``span1`` in tokens, ``label``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from according.errors import BenchError

SETS = {
    "UW": "UW/{}.jsonl",
    "UDS-IH2": "UDS_IH2/{}.jsonl",
    "MEANTIME": "MEANTIME/{}.jsonl",
    "CB": "CB/CB/{}.jsonl",
    "MV2": "MV2/mv2/{}.jsonl",
    "RP": "RP/rp/{}.jsonl",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens, and for each event its last token's number and its factuality."""

    tokens: tuple[str, ...]
    events: tuple[tuple[int, float], ...]


def load(data: Path, name: str, split: str) -> list[Sentence]:
    """The sentences of a set's split; none if there is no file.

    Args:
        data: the folder that has ``factuality``.
        split: "train", "dev" or "test".

    Raises:
        BenchError: a line is malformed.
    """
    path = data / "factuality" / SETS[name].format(split)
    return list(_read(path)) if path.is_file() else []


def _read(path: Path) -> Iterator[Sentence]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            plain = json.loads(line)
            tokens = tuple(plain["text"].split())
            events = tuple(
                (int(target["span1"][1]) - 1, float(target["label"])) for target in plain["targets"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{path}, line {number}: {error}") from error
        if any(not 0 <= at < len(tokens) for at, _ in events):
            raise BenchError(f"{path}, line {number}: a target outside the sentence")
        yield Sentence(tokens, events)
