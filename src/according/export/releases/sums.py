"""The checksums of a release: of every file, and one of it all; and whether they hold.

``SHA256SUMS`` is as `sha256sum --check` of any system reads it. The release's own SHA-256 is over
that file, and so over all others; the next release of the series names it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from according.errors import StoreError
from according.export.releases.snapshot import RELEASE

SUMS = "SHA256SUMS"
MANIFEST = "manifest.json"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_FOLDER = re.compile(r"\d{4,}")


def seal(folder: Path) -> str:
    """Write the checksums of all files of a folder, and the manifest.

    Returns:
        The SHA-256 of the release.
    """
    found = {name: (_sha256(path), path.stat().st_size) for name, path in _files(folder)}
    lines = "".join(f"{sha256}  {name}\n" for name, (sha256, _) in found.items())
    (folder / SUMS).write_text(lines, "utf-8")
    whole = hashlib.sha256(lines.encode()).hexdigest()
    release = json.loads((folder / RELEASE).read_text("utf-8"))
    manifest = {
        **release,
        "sha256": whole,
        "files": [
            {"name": name, "bytes": size, "sha256": sha256}
            for name, (sha256, size) in found.items()
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(f"{text}\n", "utf-8")
    return whole


def sha256_of(folder: Path) -> str:
    """The SHA-256 of a release, as its checksums have it; `faults` says whether they hold.

    Raises:
        StoreError: it has no checksums.
    """
    try:
        return _sha256(folder / SUMS)
    except OSError as error:
        raise StoreError(f"{folder} is no release: {SUMS} cannot be read") from error


def faults(folder: Path) -> list[str]:
    """What is wrong with the files of a release, in plain words; none where it is whole."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        return [*_faults(folder, lines), *_manifest_faults(folder)]
    except (OSError, ValueError) as error:
        return [f"{SUMS} cannot be read: {error}"]


def _faults(folder: Path, lines: list[str]) -> Iterator[str]:
    there = dict(_files(folder))
    listed = set()
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            yield f"{SUMS} has a line that is none: {line[:80]!r}"
            continue
        listed.add(match[2])
        if match[2] not in there:
            yield f"{match[2]} is missing"
        elif _sha256(there[match[2]]) != match[1]:
            yield f"{match[2]} is not what it was"
    yield from (f"{name} is no file of the release" for name in there if name not in listed)


def _manifest_faults(folder: Path) -> Iterator[str]:
    """The manifest says again what other files say; it must be the same."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        release = json.loads((folder / RELEASE).read_text("utf-8"))
        said = {each["name"]: each["sha256"] for each in manifest["files"]}
        sums = (folder / SUMS).read_text("utf-8").splitlines()
        whole, differs = manifest["sha256"], {**manifest, **release} != manifest
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield f"{MANIFEST} or {RELEASE} cannot be read: {error!r}"
        return
    if [f"{sha256}  {name}" for name, sha256 in said.items()] != sums:
        yield f"{MANIFEST} and {SUMS} differ"
    if whole != sha256_of(folder):
        yield f"{MANIFEST} has another SHA-256 of the release"
    if differs:
        yield f"{MANIFEST} and {RELEASE} differ"


def is_release(folder: Path) -> bool:
    """Whether a folder looks like a release."""
    return (folder / SUMS).is_file() and (folder / RELEASE).is_file()


def in_series(folder: Path) -> list[Path]:
    """The releases of a folder, by number.

    Raises:
        StoreError: the folder cannot be read.
    """
    try:
        found = [each for each in folder.iterdir() if _FOLDER.fullmatch(each.name)]
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror}") from error
    return sorted(found, key=lambda each: int(each.name))


def series_faults(folder: Path) -> list[str]:
    """What is wrong with the releases of a folder, and with how they follow one another."""
    found = []
    before: Path | None = None
    for number, each in enumerate(in_series(folder), 1):
        found += [f"{each.name}: {fault}" for fault in faults(each)]
        if int(each.name) != number:
            found.append(f"{each.name} should be number {number}: one is missing")
        if is_release(each):
            found += [f"{each.name}: {fault}" for fault in _chain(each, before)]
        before = each
    return found


def _chain(folder: Path, before: Path | None) -> Iterator[str]:
    try:
        release = json.loads((folder / RELEASE).read_text("utf-8"))
        number, previous = release["number"], release["previous"]
        goes_on = None if previous is None else previous["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return  # Told among the faults of the release itself.
    if number != int(folder.name):
        yield f"is number {number}"
    if (previous is None) != (before is None):
        yield "does not go on from the one before" if before else "the one before it is missing"
        return
    if previous is None or before is None or not is_release(before):
        return
    if goes_on != sha256_of(before):
        yield f"goes on from another release than {before.name}"


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that are summed, by their names."""
    for path in sorted(folder.rglob("*"), key=lambda each: each.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in (SUMS, MANIFEST):
            yield name, path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
