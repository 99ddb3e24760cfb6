"""`bring_in`: an export of the whole record back into a record."""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Table

from according.errors import ExportDamaged, StoreError
from according.export.formats import tables
from according.export.formats.choosing import Progress
from according.export.formats.opening import Opened, opened
from according.export.formats.writing import part_of
from according.linking.judged import KINDS
from according.model.canonical import digest
from according.store import Record, schema
from according.store.merging import Merged, Merging
from according.store.rows import Values

_REGROUPING = tuple(each for each in KINDS if each != "actors")
"""Decisions about actors are laid over what was linked; the others change it."""


def read_back(path: Path, into: str, on_progress: Progress) -> Merged:
    """Add all that an export has to a record, which is made if it is not there.

    Raises:
        ExportDamaged: the export cannot be read back; nothing was added.
        StoreError: the record cannot be written, or is none; nothing was added.
    """
    with opened(path) as export:
        if "://" in into or Path(into).exists():
            with Record(into, create=True) as record:
                return bring_in(export, record, on_progress)
        return _made(export, Path(into), on_progress)


def _made(export: Opened, into: Path, on_progress: Progress) -> Merged:
    """A record that is there when it is whole, and not before."""
    part = part_of(into)
    if not into.absolute().parent.is_dir():
        raise StoreError(f"no folder {into.absolute().parent} to put a record in; make it first")
    try:
        part.mkdir()
        with Record(str(part / into.name), create=True) as record:
            done = bring_in(export, record, on_progress)
        if into.exists():
            raise StoreError(f"{into} was made meanwhile; import into it once more")
        (part / into.name).rename(into)
    except OSError as error:
        raise StoreError(f"{into} cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return done


def bring_in(export: Opened, record: Record, on_progress: Progress) -> Merged:
    """Add all rows of an export to a record, in one transaction.

    Raises:
        ExportDamaged: a row is not what it should be; nothing was added.
        StoreError: the record cannot be written; nothing was added.
    """
    done = 0

    def rows(table: Table) -> Iterator[list[Values]]:
        nonlocal done
        check = CHECKS.get(table)
        for batch in export.batches(table):
            if check is not None:
                for row in batch:
                    check(export.name, row)
            yield batch
            done += len(batch)
            on_progress("rows", done, export.rows)

    return Merging(record.url, record.engine).merge(tables.CARRIED, rows, _REGROUPING)


def _report(name: str, row: Values) -> None:
    """That a report is what its id was made of: links and readings hang on it."""
    made = (row[each] for each in ("outlet", "published", "title", "text"))
    if digest("report/1", *made) != row["id"]:
        raise ExportDamaged(f"{name}: report {row['id'][:12]} differs from what its id was made of")


def _blob(name: str, row: Values) -> None:
    """That bytes are those that were captured. From here on they are deflated."""
    data = row["deflated"]
    if len(data) != row["size"] or hashlib.sha256(data).hexdigest() != row["sha256"]:
        raise ExportDamaged(f"{name}: capture {row['sha256'][:12]} is not what was captured")
    row["deflated"] = zlib.compress(data, 6)


CHECKS: dict[Table, Callable[[str, Values], None]] = {
    schema.reports: _report,
    schema.blobs: _blob,
}
"""What is looked at in each row of a table, beyond what sort of value its cells have."""
