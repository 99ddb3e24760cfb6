"""`Sense`: one thing that some words can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "int | float | str"


@dataclass(frozen=True, slots=True)
class Sense:
    """One class that the words up to the word ``end`` (exclusive) can be of, and its value."""

    kind: str
    value: Value
    end: int
