"""How a release was made: the versions of all that had part in it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from according import __version__
from according.store import Record
from according.store.schema import VERSION

METHODS = {
    "program": "the program",
    "code": "the program's code",
    "data": "its weights and word lists",
    "schema": "the schema",
    "linking": "the linking",
    "aliases": "the list of other names",
}
"""What of a method can be another in the next release, in words."""


def method(record: Record, readers: Iterable[str]) -> dict[str, Any]:
    """The program with a SHA-256 of its code, and of its weights and lists; the version of the
    schema and of what linked the record; and which reader read how many reports.

    Args:
        readers: the reader of each report.
    """
    aliases = record.actors.aliases()
    return {
        "program": f"according {__version__}",
        "code": _digest(".py"),
        "data": _digest(""),
        "schema": VERSION,
        "linking": record.across.linked_by(),
        "aliases": hashlib.sha256(aliases.encode()).hexdigest() if aliases else None,
        "readers": dict(sorted(Counter(readers).items())),
    }


def _digest(suffix: str) -> str:
    """A SHA-256 over names and bytes of files of the package: those that end so, or of its
    data."""
    root = resources.files("according")
    made = hashlib.sha256()
    for name, file in _files(root if suffix else root / "data", ""):
        if name.endswith(suffix):
            made.update(f"{name}\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return made.hexdigest()


def _files(folder: Traversable, before: str) -> Iterable[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir() and each.name != "__pycache__":
            yield from _files(each, f"{before}{each.name}/")
        elif each.is_file():
            yield f"{before}{each.name}", each
