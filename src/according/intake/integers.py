"""Whole numbers in JSON, of any length."""

from __future__ import annotations

_DIGITS = 1_000
"""Digits of a number that is read. Python makes none of more than 4,300, since that takes time
with the square of their count; no field of a report has as many."""


def integer(written: str) -> int | None:
    """A whole number of a JSON text; None for a longer one, so that nothing else of the object is
    lost for it."""
    return int(written) if len(written) <= _DIGITS else None
