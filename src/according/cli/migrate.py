"""``migrate``: a record of an older version, brought up to this one."""

from __future__ import annotations

from typing import Annotated

import typer

from according.cli.console import err
from according.store.connect import shown

RecordArgument = Annotated[
    str, typer.Argument(metavar="RECORD", help="The record: a file, or a database URL.")
]


def migrate(record: RecordArgument) -> None:
    """Bring a record that an older According made up to this version, in place: all of it, or
    nothing. Copy it first; afterwards the older According cannot read it."""
    # Loaded here: no other command needs Alembic.
    from according.store.migrating import migrate as run

    before, after = run(record)
    if before == after:
        err.print(f"{shown(record)} is of version {after} already", markup=False)
    else:
        err.print(f"{shown(record)}: version {before} is now {after}", markup=False)
