"""A release is made: all of it, or nothing.

It is written under a name that is nobody's, sealed with checksums, flushed to the disk, and given
its number by one renaming, which fails where another release has the number by then. Its files are
read-only from then on.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from according.errors import StoreError
from according.export.formats.choosing import Chosen
from according.export.formats.writing import lives
from according.export.releases.composing import compose
from according.export.releases.saying import counts, page
from according.export.releases.snapshot import Snapshot
from according.export.releases.sums import faults, in_series, seal

_READ_ONLY = 0o444
_ENTER_ONLY = 0o555


@dataclass(frozen=True, slots=True)
class Made:
    """A release that was made: where it is, what ``release.json`` says, its SHA-256; and how many
    events became what since the last, None of the first."""

    folder: Path
    release: dict[str, Any]
    sha256: str
    changed: dict[str, int] | None


def make(
    chosen: Chosen,
    series: Path,
    note: str | None = None,
    tables: str | None = "jsonl",
    at: datetime | None = None,
) -> Made:
    """Make the next release of a series.

    Args:
        chosen: what it is of, with all reports of each event.
        tables: the format of the lossless tables; None for none.
        at: when it is made; now if not given.
        series: the folder of all its releases; it is made if it is not there.

    Raises:
        StoreError: the last release is not what it was; the record changed meanwhile; the folder
            cannot be written; another release was made at the same time.
        NotAllowed: there are decisions in the tables that nobody may see yet.
    """
    previous = last(series)
    number = previous.number + 1 if previous is not None else 1
    part = series / f".{number:04}.{os.getpid()}.{secrets.token_hex(4)}.part"
    try:
        series.mkdir(parents=True, exist_ok=True)
        _clear(series)
        part.mkdir()
        release = compose(chosen, part, previous, note, tables, at)
        (part / "README.md").write_text(page(part), "utf-8")
        sha256 = seal(part)
        _close(part)
        folder = series / f"{number:04}"
        _name(part, folder)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise StoreError(f"no release {number} in {series}: {error.strerror}{where}") from error
    finally:
        _remove(part)
    return Made(folder, release, sha256, counts(folder))


def last(series: Path) -> Snapshot | None:
    """The last release of a series, after a look at its checksums; None where there is none.

    Raises:
        StoreError: it is not what it was.
    """
    found = in_series(series) if series.is_dir() else []
    if series.exists() and not series.is_dir():
        raise StoreError(f"{series} is no folder; name one for the releases")
    if not found:
        return None
    wrong = faults(found[-1])
    if wrong:
        raise StoreError(
            f"{found[-1]} is not what was released ({wrong[0]}); the next release would rest on "
            "it: put it back as it was, or begin another folder"
        )
    return Snapshot(found[-1])


def _clear(series: Path) -> None:
    """Take away what releases that were killed left behind."""
    for left in series.glob(".*.part"):
        number = left.name.split(".")[2]
        if number.isdigit() and not lives(int(number)):
            _remove(left)


def _close(part: Path) -> None:
    """Make all read-only and flush it: a name must not be there before its content."""
    for path in _inside(part):
        if path.is_file():
            path.chmod(_READ_ONLY)
        else:
            path.chmod(_ENTER_ONLY)
        _flush(path)
    _flush(part)


def _name(part: Path, folder: Path) -> None:
    """Give a release its name, on the disk too; if that fails, it has none."""
    part.chmod(_ENTER_ONLY)
    # An empty folder of this name would be replaced; one with a release in it is not.
    try:
        part.rename(folder)
    except PermissionError:
        # Some systems move only folders that are open to writing.
        part.chmod(0o755)
        part.rename(folder)
        folder.chmod(_ENTER_ONLY)
    try:
        _flush(folder.parent)
    except OSError:
        folder.rename(part)
        raise


def _inside(part: Path) -> Iterable[Path]:
    return sorted(part.rglob("*"), key=lambda each: -len(each.parts))


def _flush(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _remove(part: Path) -> None:
    """Take a folder away, whatever may be written in it."""
    if part.is_dir():
        for path in (part, *_inside(part)):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(part, ignore_errors=True)
