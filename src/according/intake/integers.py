"""Whole numbers in JSON, of any length."""

from __future__ import annotations

_DIGITS = 1_000
"""Digits of a number that is kept as one. Python makes none of more than 4,300, since that takes
time with the square of their count."""


def integer(written: str) -> int | str:
    """A whole number of a JSON text; a longer one stays the text that it is, so that nothing else
    of the object is lost for it."""
    return int(written) if len(written) <= _DIGITS else written
