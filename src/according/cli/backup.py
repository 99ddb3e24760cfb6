"""``backup`` and ``restore``: a copy of a record that was read back, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from according.cli.console import DEFAULT_RECORD, JsonOption, RecordOption, out, print_json
from according.cli.progress import stages
from according.store.backup import SUM, Backup, back_up
from according.store.backup import restore as put_back


def backup(
    file: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write; a new one.")
    ],
    record: RecordOption = DEFAULT_RECORD,
    as_json: JsonOption = False,
) -> None:
    """Copy a record, as it is at one moment, and compare the copy with it row by row.

    Others may read and write the record meanwhile.
    """
    with stages() as shown:
        made = back_up(record, file, shown)
    _say(made, f"{made.path} is a copy of {record}, and its rows are equal", as_json)
    if not as_json:
        out.print(f"Its sum is in {made.path.name}{SUM}. Put it back with: according restore")


def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="What backup has written.")],
    into: Annotated[
        Path, typer.Option("--into", "-i", metavar="FILE", help="The record to make; a new file.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Make a record of a backup, after its sum, its pages and its rows were looked at."""
    with stages() as shown:
        made = put_back(backup, into, shown)
    _say(made, f"{made.path} is the record as it was when {backup} was made", as_json)


def _say(made: Backup, what: str, as_json: bool) -> None:
    if as_json:
        plain = {"file": str(made.path), "bytes": made.size, "sha256": made.sha256}
        print_json({**plain, "rows": dict(made.rows)})
        return
    rows = sum(made.rows.values())
    out.print(f"{what}: {rows:,} rows, {made.rows['reports']:,} reports, {made.size:,} bytes")
