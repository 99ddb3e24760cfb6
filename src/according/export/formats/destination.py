"""`Destination`: the files that an export writes, under names that are not theirs yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO, cast

BUFFER = 1 << 20
"""Bytes that are written at once."""


class Destination:
    """Where a writer puts its files.

    Args:
        folder: where they are written; they are moved when all are.
        only: what the file of a format of one file is called there; None for a folder's format.
        stream: standard output, where a text goes there instead.
    """

    def __init__(self, folder: Path, only: str | None, stream: TextIO | None = None) -> None:
        self.folder = folder
        self.only = only
        self._stream = stream
        self.manifest: dict[str, Any] = {}

    def path(self, name: str = "") -> Path:
        """A path to write at, for libraries that open files themselves.

        Args:
            name: the file's name in the folder, of a format of several files; it can have folders
                before it. Without it: the file of a format of one.
        """
        if (name == "") != (self.only is not None):
            raise ValueError(f"{name!r}: a format of one file has no names, another needs them")
        path = self.folder / (name or cast(str, self.only))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @contextmanager
    def text(self, name: str = "", encoding: str = "utf-8") -> Iterator[TextIO]:
        """A file for text, in UTF-8, line ends as they are written."""
        if self._stream is not None:
            yield self._stream
            self._stream.flush()
            return
        with self.path(name).open("w", encoding=encoding, newline="", buffering=BUFFER) as file:
            yield file

    @contextmanager
    def binary(self, name: str = "") -> Iterator[BinaryIO]:
        """A file for bytes."""
        with self.path(name).open("wb", buffering=BUFFER) as file:
            yield file

    def describe(self, more: Mapping[str, Any]) -> None:
        """Say more in the manifest of a folder than what is in every one."""
        self.manifest.update(more)

    def files(self) -> list[Path]:
        """What was written, by name."""
        return sorted(each for each in self.folder.rglob("*") if each.is_file())


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
