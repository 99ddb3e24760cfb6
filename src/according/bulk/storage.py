"""`Storage`: a folder that all workers see, on disk or in object storage, by names within it.

A file is written under a name that is nobody's and gets its own when it is whole, so that whoever
reads a name reads all of it; two that write the same name write the same content.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO, cast
from uuid import uuid4

from according.errors import SettingsError

PART = ".part"
"""How names end that are nobody's."""


def is_url(location: str) -> bool:
    """Whether a location is of a storage that fsspec knows by its scheme, not a path."""
    return "://" in location


def fsspec() -> ModuleType:
    """fsspec.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        return import_module("fsspec")
    except ModuleNotFoundError as error:
        raise SettingsError(
            "object storage needs fsspec, which is not installed: pip install 'according[bulk]'"
        ) from error


def opened_url(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it.

    Raises:
        SettingsError: no such scheme, or its package is not installed.
    """
    module = fsspec()
    try:
        system, path = module.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise SettingsError(f"{url} cannot be opened: {error}") from error
    return system, str(path)


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder by its path or URL; small enough to be sent to any worker."""

    url: str

    def path(self, name: str) -> str:
        """Where a name is, as its file system calls it."""
        root = opened_url(self.url)[1] if is_url(self.url) else self.url
        return f"{root.rstrip('/')}/{name}"

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        if is_url(self.url):
            return bool(opened_url(self.url)[0].exists(self.path(name)))
        return os.path.isfile(self.path(name))

    def names(self, folder: str) -> list[str]:
        """The names of the whole files in a folder, in order; none where there is no folder."""
        try:
            if is_url(self.url):
                system = opened_url(self.url)[0]
                system.invalidate_cache()
                found = [each.rpartition("/")[2] for each in system.ls(self.path(folder), False)]
            else:
                found = os.listdir(self.path(folder))
        except FileNotFoundError:
            return []
        return [f"{folder}/{each}" for each in sorted(found) if not each.endswith(PART)]

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        """A file to read."""
        if is_url(self.url):
            with opened_url(self.url)[0].open(self.path(name), "rb") as file:
                yield file
        else:
            with open(self.path(name), "rb") as file:
                yield file

    @contextmanager
    def writing(self, name: str) -> Iterator[str]:
        """A path on this machine to write at; it becomes ``name`` when the block ends well."""
        remote = is_url(self.url)
        path = self.path(name)
        folder = tempfile.gettempdir() if remote else os.path.dirname(path)
        os.makedirs(folder, exist_ok=True)
        own = os.path.join(folder, f".{uuid4().hex}{PART}")
        try:
            yield own
            if remote:
                opened_url(self.url)[0].put_file(own, path)
            else:
                _flush(own)
                os.replace(own, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(own)

    def put(self, name: str, plain: Any) -> None:
        """Write a value as JSON."""
        with self.writing(name) as path:
            Path(path).write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")

    def get(self, name: str) -> Any:
        """The value that `put` wrote; None if there is none."""
        try:
            with self.reading(name) as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def remove(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        if is_url(self.url):
            with suppress(FileNotFoundError):
                opened_url(self.url)[0].rm(self.path(folder), recursive=True)
        else:
            shutil.rmtree(self.path(folder), ignore_errors=True)


def _flush(path: str) -> None:
    """Onto the disk: a name must not be there before its content."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())


@contextmanager
def opened_input(location: str) -> Iterator[BinaryIO]:
    """A file of the inputs, wherever it is."""
    if is_url(location):
        system, path = opened_url(location)
        with system.open(path, "rb") as file:
            yield cast(BinaryIO, file)
    else:
        with open(location, "rb") as file:
            yield file
