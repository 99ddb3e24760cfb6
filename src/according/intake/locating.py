"""What a user named, as sources: files, folders, globs, addresses, standard input."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from according.errors import Reason
from according.intake.outcome import Source
from according.model import Refusal

STDIN = "-"

_SIDE_FILES = ("-wal", "-shm", "-journal")
_SQLITE = b"SQLite format 3\0"


def sources(arguments: Sequence[str]) -> Iterator[Source | Refusal]:
    """The sources that ``arguments`` name, in their order, each file once.

    Folders are walked recursively in the order of their names, without hidden files; a glob
    gives its matches in order. What is missing, or is a device or a pipe, is a refusal. The
    files that an SQLite database, such as a record, keeps beside itself while it is open are a
    part of it and no sources; the database is one, which intake refuses.
    """
    seen: set[str] = set()
    for argument in arguments:
        for found in _expanded(argument):
            if isinstance(found, Refusal):
                yield found
            elif (key := _key(found.location)) not in seen:
                seen.add(key)
                yield found


def is_address(location: str) -> bool:
    """Whether a location is an ``http`` or ``https`` address."""
    return location.lower().startswith(("http://", "https://"))


def _key(location: str) -> str:
    if location == STDIN or is_address(location):
        return location
    return "file " + os.path.realpath(location)


def _expanded(argument: str) -> Iterator[Source | Refusal]:
    if argument == STDIN or is_address(argument):
        yield Source(argument)
    elif "\0" in argument:
        yield Refusal(argument.replace("\0", "?"), Reason.UNREADABLE, "a path has no NUL in it")
    elif os.path.lexists(argument):
        yield from _existing(argument)
    elif "://" in argument:
        detail = "only http:// and https:// addresses are fetched"
        yield Refusal(argument, Reason.FORBIDDEN, detail)
    else:
        yield from _globbed(argument)


def _globbed(pattern: str) -> Iterator[Source | Refusal]:
    if not glob.has_magic(pattern):
        yield Refusal(pattern, Reason.UNREADABLE, "there is no such file or folder")
        return
    found = sorted(glob.iglob(pattern, recursive=True))
    if not found:
        yield Refusal(pattern, Reason.UNREADABLE, "no file fits the pattern")
    for path in found:
        # ``**`` gives folders as well as what is in them; a file is kept once in any case.
        if not _is_beside_database(path):
            yield from _existing(path)


def _existing(path: str) -> Iterator[Source | Refusal]:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        yield Refusal(path, Reason.UNREADABLE, error.strerror or "cannot be looked at")
        return
    if stat.S_ISDIR(mode):
        yield from _in_folder(path)
    elif stat.S_ISREG(mode):
        yield Source(path)
    else:
        yield Refusal(path, Reason.UNREADABLE, "a device, pipe or socket, not a file")


def _in_folder(folder: str) -> Iterator[Source | Refusal]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield Refusal(folder, Reason.UNREADABLE, error.strerror or "cannot be listed")
        return
    for name in names:
        path = os.path.join(folder, name)
        # A linked folder may hold its own parent; a linked file is a file.
        if name.startswith(".") or (os.path.islink(path) and Path(path).is_dir()):
            continue
        if not _is_beside_database(path):
            yield from _existing(path)


def _is_beside_database(path: str) -> bool:
    ending = next((ending for ending in _SIDE_FILES if path.endswith(ending)), None)
    database = Path(path.removesuffix(ending)) if ending else None
    if database is None or not database.is_file():
        return False
    try:
        with database.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
