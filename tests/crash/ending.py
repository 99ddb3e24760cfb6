"""What must hold of what an operation made, however it ended: it is whole, or not there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from according.export.formats.destination import sha256_of
from according.export.formats.writing import MANIFEST
from according.export.releases.sums import in_series, series_faults
from tests.crash.comparing import faults
from tests.crash.operations import OUT

_OF_A_DAY = {"release.json", "manifest.json", "README.md", "SHA256SUMS"}
"""Files that say when something was made."""


def wrong_with(operation: str, folder: Path) -> list[str]:
    """What is wrong with what an operation made in a folder; nothing where nothing is there."""
    out = folder / OUT
    if operation == "release":
        return series_faults(out) if out.exists() else []
    if not out.exists():
        return []
    if operation == "backup":
        return _wrong_backup(out)
    losses = folder / f"{OUT}.losses.json"
    found = [] if losses.exists() else ["it stands without what it lacks"]
    if losses.exists():
        json.loads(losses.read_text("utf-8"))
    return found + (_wrong_folder(out) if out.is_dir() else [])


def _wrong_backup(out: Path) -> list[str]:
    told = (out.parent / f"{out.name}.sha256").read_text("utf-8").split()[0]
    return faults(str(out)) + ([] if told == sha256_of(out) else ["its sum is another"])


def _wrong_folder(out: Path) -> list[str]:
    files = json.loads((out / MANIFEST).read_text("utf-8"))["files"]
    there = {
        each.relative_to(out).as_posix(): sha256_of(each)
        for each in out.rglob("*")
        if each.is_file() and each.name != MANIFEST
    }
    said = {name: of["sha256"] for name, of in files.items()}
    return [] if said == there else ["it is not what its manifest says"]


def left_over(folder: Path) -> list[str]:
    """What no operation may leave when it has come to its end, or has said an error."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*.part*"))


def content(operation: str, folder: Path) -> Mapping[str, str]:
    """What an operation made, without what says when: sums of its files by name. Of releases of a
    series, of the first."""
    out = folder / OUT
    if operation == "release":
        out = in_series(out)[0]
    files = [out] if out.is_file() else sorted(each for each in out.rglob("*") if each.is_file())
    if operation == "backup":
        return {}  # its pages may lie elsewhere; its rows are compared with the record's
    return {
        each.relative_to(folder / OUT).as_posix().split("/", 1)[-1]: hashlib.sha256(
            each.read_bytes()
        ).hexdigest()
        for each in files
        if each.name not in _OF_A_DAY
    }
