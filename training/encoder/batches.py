"""Windows of like length to batches of at most so many pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from according.reading.encoder.pieces import Pieces

PIECES = 1536
STEP = 16
"""Windows are padded to a multiple of it: kernels are made anew for each new shape."""

Item = TypeVar("Item")


def batches(items: Sequence[Item], random: Random, pieces: int = PIECES) -> list[list[Item]]:
    """Group ``items`` (that have a length) by length, and shuffle the groups."""
    order = sorted(items, key=lambda item: len(item) + random.random() * 8)
    grouped: list[list[Item]] = []
    for item in order:
        if grouped and (len(grouped[-1]) + 1) * -(-len(item) // STEP) * STEP <= pieces:
            grouped[-1].append(item)
        else:
            grouped.append([item])
    random.shuffle(grouped)
    return grouped


def tensors(pieces: Sequence[Pieces]) -> dict[str, Tensor]:
    """The model's arguments for some windows, padded to the longest."""
    length = -(-max(map(len, pieces)) // STEP) * STEP
    return {
        **{
            name: padded([getattr(each, name) for each in pieces], length)
            for name in ("ids", "case", "lead", "quote")
        },
        "mask": padded([np.ones(len(each), dtype=np.int64) for each in pieces], length).float(),
    }


def padded(rows: Sequence[np.ndarray], length: int, fill: int = 0) -> Tensor:
    table = np.full((len(rows), length), fill, dtype=np.int64)
    for at, row in enumerate(rows):
        table[at, : len(row)] = row
    return torch.from_numpy(table)


def forever(make: callable) -> Iterator:
    """Items of ``make()``, called again when they are used up."""
    while True:
        yield from make()
