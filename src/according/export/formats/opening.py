"""An export of the whole record, opened to be read back: checked before anything is read."""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from according.errors import ExportDamaged
from according.export.formats import parquet, tables
from according.export.formats.destination import sha256_of
from according.export.formats.writing import MANIFEST
from according.store import schema
from according.store.rows import Values

_ROWS = 2000

_EXTENSIONS = {"jsonl": ".jsonl", "parquet": ".parquet"}

_MOST = 64 << 20
"""Bytes of a manifest; it has a few hundred a table."""

DATASET = "manifest/dataset.json"
"""The manifest of what a bulk run wrote; its tables lie in ``tables/TABLE/part-*.parquet``."""


@dataclass(frozen=True)
class Opened:
    """An export whose files are what its manifest says."""

    name: str
    folder: Path
    format: str
    manifest: Mapping[str, Any]

    @property
    def rows(self) -> int:
        """How many rows it has in all."""
        return sum(self.manifest["tables"].values())

    def batches(self, table: Table) -> Iterator[list[Values]]:
        """The rows of a table as the database takes them, some at a time.

        Raises:
            ExportDamaged: a row is not what it should be, or there are more or fewer than were
                written.
        """
        names = [tables.name_of(each) for each in table.columns]
        cells = [
            (outside, each.name, _READ[tables.kind_of(each)], bool(each.nullable))
            for outside, each in zip(names, table.columns, strict=True)
        ]
        all_ = 0
        for path in self.parts(table):
            raw = _json_lines(path) if self.format == "jsonl" else parquet.rows_of(path, names)
            number = 0
            try:
                for batch in raw:
                    made: list[Values] = []
                    for row in batch:
                        number += 1
                        made.append(_row(row, cells))
                    yield made
            except (ValueError, TypeError, KeyError, RecursionError, OSError) as error:
                raise ExportDamaged(f"{self.name}: {path.name}, row {number}: {error}") from error
            all_ += number
        self.check_count(table, all_)

    def parts(self, table: Table) -> list[Path]:
        """The files that have the rows of a table, in order."""
        if self.in_parts:
            return sorted((self.folder / "tables" / table.name).glob("part-*.parquet"))
        return [self.folder / f"{table.name}{_EXTENSIONS[self.format]}"]

    @property
    def in_parts(self) -> bool:
        """Whether a bulk run wrote it."""
        return self.format == "dataset"

    def check_count(self, table: Table, number: int) -> None:
        """See that a table has the rows that were written.

        Raises:
            ExportDamaged: it has more, or fewer.
        """
        written = self.manifest["tables"].get(table.name, 0)
        if number != written:
            raise ExportDamaged(
                f"{self.name}: {table.name} has {number:,} rows; {written:,} were written"
            )


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """An export that `jsonl` or `parquet` wrote: a folder, or a zip of it; or the folder of a bulk
    run.

    Raises:
        ExportDamaged: it is none, is of another version, lacks files, or they were changed.
    """
    if (path / DATASET).is_file():
        yield _dataset(path)
        return
    if path.is_dir():
        yield _checked(path, path)
        return
    if not path.exists():
        raise ExportDamaged(f"no export at {path}")
    if not zipfile.is_zipfile(path):
        raise ExportDamaged(
            f"{path} is no export that can be read back: name the folder or zip that "
            "according export jsonl or parquet wrote"
        )
    with tempfile.TemporaryDirectory(prefix="according-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, Path(folder), path)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise ExportDamaged(f"{path} is damaged: {error}") from error
        yield _checked(path, Path(folder))


def parquet_files(path: Path, beside: Iterable[Table] = ()) -> dict[str, list[Path]]:
    """The files of each table of a bulk run's dataset, or of an export as Parquet; by their whole
    paths. Of what version it is is looked at, and not whether its files are as they were written.

    Args:
        beside: other tables that it may have.

    Raises:
        ExportDamaged: it is neither, or of another version.
    """
    path = path.absolute()
    if (path / DATASET).is_file():
        version = _read(path, DATASET).get("schema")
        form = "dataset"
    else:
        plain = _read(path, MANIFEST)
        version, form = plain.get("schema"), str(plain.get("format"))
    if form == "jsonl":
        raise ExportDamaged(f"{path} has no Parquet; import it, and export the record as Parquet")
    if form not in ("dataset", "parquet"):
        raise ExportDamaged(f"{path} is an export as {form}; only Parquet can be asked")
    _check_version(path, version)
    found = Opened(str(path), path, form, {})
    parts = {table.name: found.parts(table) for table in tables.CARRIED}
    more = {table.name: [one for one in found.parts(table) if one.is_file()] for table in beside}
    return {name: files for name, files in {**parts, **more}.items() if files}


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        plain = json.loads((path / name).read_bytes()[:_MOST])
    except (OSError, ValueError, RecursionError) as error:
        raise ExportDamaged(
            f"{path} is neither what a bulk run wrote nor an export as Parquet"
        ) from error
    return plain if isinstance(plain, dict) else {}


def _unpack(archive: zipfile.ZipFile, folder: Path, path: Path) -> None:
    """Unpack what the manifest names, and of each file no more than it says: a zip can hold
    anything."""
    infos = {each.filename: each for each in archive.infolist()}
    if MANIFEST not in infos or infos[MANIFEST].file_size > _MOST:
        raise ExportDamaged(f"{path} has no {MANIFEST}: no export of According")
    archive.extract(infos[MANIFEST], folder)
    for name, said in _manifest(path, folder)["files"].items():
        if name not in infos:
            raise ExportDamaged(f"{path} lacks the file {name}")
        if infos[name].file_size != said["bytes"]:
            raise ExportDamaged(f"{path}: {name} is not as it was written; get it anew")
        with archive.open(name) as source, (folder / name).open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _manifest(path: Path, folder: Path) -> dict[str, Any]:
    try:
        plain = json.loads((folder / MANIFEST).read_bytes()[:_MOST])
        if plain["format"] not in _EXTENSIONS:
            raise ExportDamaged(
                f"{path} is an export as {plain['format']}, which cannot be read back; "
                f"{' and '.join(_EXTENSIONS)} can"
            )
        _check_version(path, plain["schema"])
        names = [f"{each.name}{_EXTENSIONS[plain['format']]}" for each in tables.CARRIED]
        missing = [each for each in names if each not in plain["files"]]
        missing += [each.name for each in tables.CARRIED if each.name not in plain["tables"]]
        if missing:
            raise ExportDamaged(f"{path}: its {MANIFEST} lacks {', '.join(missing)}")
        # Other files are nobody's here; names from outside are never made to paths.
        plain["files"] = {each: _told(plain["files"][each]) for each in names}
        plain["tables"] = {name: int(rows) for name, rows in plain["tables"].items()}
    except OSError as error:
        raise ExportDamaged(f"{path} has no {MANIFEST}: no export of According") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ExportDamaged(f"{path}: its {MANIFEST} is damaged: {error!r}") from error
    found: dict[str, Any] = plain
    return found


def _check_version(path: Path, version: object) -> None:
    if version != schema.VERSION:
        raise ExportDamaged(
            f"{path} is of schema version {version}, this According reads "
            f"{schema.VERSION}; use the According that made it"
        )


def _dataset(path: Path) -> Opened:
    """What a bulk run wrote. Its manifest is written last, so that it is whole; where it has
    checksums, they are looked at."""
    try:
        plain = json.loads((path / DATASET).read_bytes()[:_MOST])
        _check_version(path, plain["schema"])
        counts = {str(name): int(rows) for name, rows in plain["tables"].items()}
        files = {str(name): _told(each) for name, each in plain.get("files", {}).items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ExportDamaged(f"{path}: its {DATASET} is damaged: {error!r}") from error
    found = Opened(str(path), path, "dataset", {"tables": counts, "files": files})
    for table in tables.CARRIED:
        for file in found.parts(table):
            said = files.get(file.relative_to(path).as_posix())
            if said is not None and sha256_of(file) != said["sha256"]:
                raise ExportDamaged(f"{path}: {file.name} is not as it was written; get it anew")
            if said is None and files:
                raise ExportDamaged(f"{path}: {table.name}/{file.name} is none of its files")
    return found


def _told(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a manifest says of a file: how long it is, and its checksum."""
    return {"bytes": int(said["bytes"]), "sha256": str(said["sha256"])}


def _checked(path: Path, folder: Path) -> Opened:
    manifest = _manifest(path, folder)
    for name, said in manifest["files"].items():
        file = folder / name
        if not file.is_file():
            raise ExportDamaged(f"{path} lacks the file {name}")
        if sha256_of(file) != said["sha256"]:
            raise ExportDamaged(f"{path}: {name} is not as it was written; get it anew")
    return Opened(str(path), folder, manifest["format"], manifest)


def _json_lines(path: Path) -> Iterator[list[Any]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        while some := list(islice(file, _ROWS)):
            yield list(map(json.loads, some))


_Cell = tuple[str, str, Callable[[Any], Any], bool]


def _row(row: Any, cells: list[_Cell]) -> Values:
    if not isinstance(row, dict) or len(row) != len(cells):
        raise ValueError("it has not the columns of its table")
    made: Values = {}
    for outside, name, read, optional in cells:
        value = row[outside]
        if value is None:
            if not optional:
                raise ValueError(f"{outside} is missing")
            made[name] = None
        else:
            made[name] = read(value)
    return made


def _of(*kinds: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) not in kinds:
            raise ValueError(f"{value!r:.40} is no {kinds[0].__name__}")
        return value

    return read


def _integer(value: Any) -> int:
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise ValueError(f"{value!r:.40} is no integer of 64 bits")
    return value


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else base64.b64decode(value, validate=True)


_READ: dict[str, Callable[[Any], Any]] = {
    "text": _of(str),
    "integer": _integer,
    "number": _of(float, int),
    "boolean": _of(bool),
    "day": _day,
    "moment": _moment,
    "bytes": _bytes,
    "json": lambda value: json.loads(value) if isinstance(value, str) else value,
}
