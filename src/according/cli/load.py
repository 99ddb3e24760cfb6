"""``load``: what a bulk run or an export has, into an empty record."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from according.cli.console import out
from according.cli.progress import stages
from according.export.formats.loading import load as run
from according.store.connect import shown


def load(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="What a bulk run wrote, or according export parquet or jsonl."
        ),
    ],
    into: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            help="An empty record, or one to make: a file, or a database URL.",
        ),
    ],
) -> None:
    """Load a dataset into an empty record: all of it, or nothing. Into PostgreSQL by COPY.

    A run that ended early is run again. Where the record has just these rows already nothing is
    done; where it has others, see import.
    """
    began = time.monotonic()
    with stages() as progress:
        done = run(path, into, progress)
    if done.again:
        out.print(f"{shown(into)} has these {done.rows:,} rows already", markup=False)
        return
    rate = done.rows / max(time.monotonic() - began, 0.001)
    out.print(f"{done.rows:,} rows in {shown(into)}, {rate:,.0f} a second", markup=False)
