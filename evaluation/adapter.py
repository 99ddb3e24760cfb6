"""What a benchmark adapter is, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from according.settings import Settings
from evaluation.published import Published

DIGITS = 6
"""Decimals of a figure in JSON and in pins: finer than any tolerance, coarser than the noise of
another machine's last bits."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 95 % interval. A count is an ``int`` that is its own interval."""

    value: float
    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Figure:
        """A figure that is not a sample of anything."""
        return cls(value, value, value)

    def to_json(self) -> dict[str, float]:
        """Value, low and high, rounded."""
        return {name: round(getattr(self, name), DIGITS) for name in ("value", "low", "high")}


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark came to. ``items`` is how many documents, reports, ... were scored."""

    bench: str
    split: str
    items: int
    figures: Mapping[str, Figure]
    published: Mapping[str, tuple[Published, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The form that ``according bench --json`` writes."""
        return {
            "bench": self.bench,
            "split": self.split,
            "items": self.items,
            "figures": {name: figure.to_json() for name, figure in self.figures.items()},
            "published": {
                name: [entry.to_json() for entry in entries]
                for name, entries in self.published.items()
            },
        }


class Adapter(Protocol):
    """A module that runs one benchmark; `evaluation.benches` lists them."""

    def files(self, data: Path, split: str) -> list[Path]:
        """The files that `run` reads: what the gate hashes.

        Raises:
            BenchError: there are none.
        """

    def run(self, data: Path, split: str, settings: Settings) -> Result:
        """Run it over the split ``dev`` or ``test`` of the data in the folder ``data``.

        Raises:
            BenchError: the data are missing or malformed.
        """
