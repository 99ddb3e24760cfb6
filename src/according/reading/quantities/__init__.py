"""Quantities: how many, or how much, of what, and on which rule the bounds rest.

A passage is cut into pieces (`pieces`); numerals are read (`numerals`, `shares`), widened to
ranges and hedges (`amounts`) and units (`units`); what is a date or a name is left out
(`context`, `dates`, `labels`); people without a number are counted (`people`, `households`);
what is counted is found (`counted`), and what is part of what (`parts`); `bounds` gives low,
best and high.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from according.reading.quantities.bounds import load_conventions, rebound

if TYPE_CHECKING:
    from according.reading.quantities.reader import QuantityReader, read_quantities

__all__ = ["QuantityReader", "load_conventions", "read_quantities", "rebound"]


def __getattr__(name: str) -> Any:
    """The reader itself brings spaCy: it is loaded when it is asked for."""
    if name not in ("QuantityReader", "read_quantities"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.reader"), name)
