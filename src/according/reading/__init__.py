"""From a report to its reading: one file for each kind of finding."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from according.reading.choosing import make_reader
    from according.reading.reader import READ_LANGUAGES, Reader

__all__ = ["READ_LANGUAGES", "Reader", "make_reader"]

_FROM = {"make_reader": "choosing", "READ_LANGUAGES": "reader", "Reader": "reader"}


def __getattr__(name: str) -> Any:
    """Load a reader's rooms when one is asked for: they bring spaCy, which takes a second, and
    most that comes by here wants no more than a gazetteer or a convention."""
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
