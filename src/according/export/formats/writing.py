"""`write`: an export from its choice to its files, all of them at once or none."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from according import __version__
from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination, sha256_of
from according.export.formats.format import Format, Shape
from according.export.formats.losses import Losses
from according.store import schema

MANIFEST = "manifest.json"
"""In each export that is a folder: what it is of, and its files with their checksums."""

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to. ``losses_at`` is None where it went to standard output."""

    rows: int
    files: tuple[str, ...]
    bytes: int
    losses: Losses = field(compare=False)
    losses_at: Path | None = None


def write(
    kind: Format,
    chosen: Chosen,
    out: str,
    options: Mapping[str, str] | None = None,
    *,
    force: bool = False,
    stream: TextIO | None = None,
) -> Written:
    """Write an export to a path, beside it a list of what it could not carry.

    Args:
        out: a path; for a format of a folder, one that ends in .zip packs it. ``-`` is standard
            output, for formats of one text file.
        force: write over what is there. A folder is replaced only if it is an export.
        stream: standard output.

    Raises:
        SettingsError: an option that the format does not have; something is at ``out``; it cannot
            be written there.
    """
    told, losses = kind.told(options or {}), Losses()
    if out == STDOUT:
        if kind.shape is not Shape.TEXT or stream is None:
            raise SettingsError(f"format {kind.name} is {kind.shape.value}; name a path with --out")
        rows = _write(kind, chosen, Destination(Path(), STDOUT, stream), told, losses)
        return Written(rows, (), 0, losses)
    path = Path(out)
    check(kind, path, force=force)
    part = part_of(path)
    only = path.name if kind.shape is not Shape.FOLDER else None
    try:
        files = part / "files"
        files.mkdir(parents=True)
        to = Destination(files, only)
        rows = _write(kind, chosen, to, told, losses)
        if only is None:
            _describe(to, kind, chosen, told, rows, losses)
        names = tuple(each.relative_to(files).as_posix() for each in to.files())
        size = sum(each.stat().st_size for each in to.files())
        beside = _publish(kind, to, path, losses)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise SettingsError(f"{path} cannot be written: {error.strerror}{where}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Written(rows, names, size, losses, beside)


def _write(
    kind: Format, chosen: Chosen, to: Destination, told: Mapping[str, str], losses: Losses
) -> int:
    rows = kind.write(chosen, to, told, losses)
    for each in chosen.missed:
        losses.note("event", "another process changed it while it was exported", each[:10])
    return rows


def check(kind: Format, path: Path, *, force: bool) -> None:
    """See whether an export can go to a path, before any work is done.

    Raises:
        SettingsError: as `write`.
    """
    if not path.name or path.name in (".", ".."):
        raise SettingsError(f"{path} is no name for an export; name a file or folder")
    if not path.absolute().parent.is_dir():
        raise SettingsError(f"no folder {path.absolute().parent} to write into; make it first")
    if not path.exists() and not path.is_symlink():
        return
    if not force:
        raise SettingsError(f"{path} is there already; --force writes over it")
    if path.is_dir() and not (kind.shape is Shape.FOLDER and (path / MANIFEST).is_file()):
        raise SettingsError(
            f"{path} is a folder and no export of According; move it away, or name another path"
        )


def losses_of(path: Path) -> Path:
    """Where the list of what an export could not carry is."""
    return path.with_name(f"{path.name}.losses.json")


def part_of(path: Path) -> Path:
    """A name that is nobody's, in the same folder, so that files can be moved from it at once. What
    exports that were killed left there goes; an export that one had put aside, with no other in
    its place yet, is put back."""
    for left in path.parent.glob(f".{_escaped(path.name)}.*.part"):
        number = left.name.removesuffix(".part").rpartition(".")[2]
        if not number.isdigit() or lives(int(number)):
            continue
        if left.name == _aside(path, number) and not path.exists():
            left.rename(path)
        else:
            shutil.rmtree(left, ignore_errors=True)
    return path.with_name(f".{path.name}.{os.getpid()}.part")


def _aside(path: Path, process: int | str) -> str:
    """What an export is called while another takes its place."""
    return f".{path.name}.old.{process}.part"


def _escaped(name: str) -> str:
    return "".join(f"[{each}]" if each in "*?[" else each for each in name)


def lives(process: int) -> bool:
    """Whether a process of this machine runs, as far as can be told."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _describe(
    to: Destination,
    kind: Format,
    chosen: Chosen,
    options: Mapping[str, str],
    rows: int,
    losses: Losses,
) -> None:
    at = to.path(MANIFEST)
    files = {
        each.relative_to(to.folder).as_posix(): {
            "bytes": each.stat().st_size,
            "sha256": sha256_of(each),
        }
        for each in to.files()
    }
    plain = {
        "format": kind.name,
        "made_by": f"according {__version__}",
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "schema": schema.VERSION,
        "filters": chosen.filters(),
        "options": dict(options),
        "rows": rows,
        **to.manifest,
        "files": files,
        "losses": losses.plain(),
    }
    _write_json(at, plain)


def _publish(kind: Format, to: Destination, path: Path, losses: Losses) -> Path:
    """Move what was written to where it belongs; first what it lacks, so that no export ever
    stands without it."""
    made = to.folder
    if to.only is not None:
        made = to.path()
    elif path.suffix.lower() == ".zip":
        made = _packed(to, path.name)
    for each in to.files():
        _flush(each)
    said = {"export": path.name, "format": kind.name, "losses": losses.plain()}
    part, beside = to.folder.parent, losses_of(path)
    partial, before = part / "losses", part / "losses before"
    _write_json(partial, said)
    _flush(partial)
    had = beside.exists()
    with suppress(OSError):  # a file system can be without links
        os.link(beside, before)
    partial.replace(beside)
    try:
        _take_place(made, path)
    except OSError:
        # What stands there is what stood there before.
        if before.exists():
            before.replace(beside)
        elif not had:
            beside.unlink()
        raise
    return beside


def _take_place(made: Path, path: Path) -> None:
    """Move what was written to where it belongs, in the place of what is there."""
    if not (made.is_dir() and path.is_dir()):
        if path.is_dir():
            shutil.rmtree(path)
        made.replace(path)
        return
    old = path.with_name(_aside(path, os.getpid()))
    path.rename(old)
    try:
        made.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _packed(to: Destination, name: str) -> Path:
    """The files in one zip file. Dates are of no day, so that the same files give the same zip."""
    packed = to.folder / f"{name}.packed"
    files = to.files()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in files:
            info = zipfile.ZipInfo(each.relative_to(to.folder).as_posix())
            info.compress_type = zipfile.ZIP_DEFLATED
            with each.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, 1 << 20)
            each.unlink()
    return packed


def _write_json(path: Path, plain: Any) -> None:
    # A path can have bytes that are no letters; they are escaped.
    text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, "utf-8", "backslashreplace")


def _flush(path: Path) -> None:
    """Onto the disk: a name must not be there before its content."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
