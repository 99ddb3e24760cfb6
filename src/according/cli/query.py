"""``query``: SQL, or a question by its name, over a dataset."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from according.cli.console import err, out, print_json, stop_quietly
from according.errors import SettingsError
from according.export.query import QUESTIONS
from according.export.query.asking import MEMORY, tables
from according.export.query.asking import query as ask

_SHOWN = 100
"""Rows that a terminal is shown."""


def query(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="What a bulk run wrote, or according export parquet."),
    ],
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="SQL", help="SQL that reads, or a question's name; none lists the questions."
        ),
    ] = None,
    of: Annotated[
        str | None, typer.Option("--of", metavar="NAME", help="For naming: who is called what.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    arrow: Annotated[
        Path | None, typer.Option("--arrow", metavar="FILE", help="Write an Arrow file.")
    ] = None,
    memory: Annotated[
        str, typer.Option("--memory", metavar="SIZE", help="The memory that is taken at most.")
    ] = MEMORY,
) -> None:
    """Ask a dataset by SQL, or by a question that has a name. Only reads, and only the dataset."""
    if question is None:
        _list(folder)
        return
    given = {"of": of} if of is not None else {}
    found = ask(folder, question, memory=memory, **given)
    if arrow is not None:
        _write(found, arrow)
    elif as_csv:
        _csv(found)
    elif as_json:
        print_json([{name: _plain(cell) for name, cell in row.items()} for row in _rows(found)])
    else:
        _table(found)


def _list(folder: Path) -> None:
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("question", "what it asks", "columns"):
        shown.add_column(name)
    for each in QUESTIONS.values():
        shown.add_row(each.name, each.what, ", ".join(each.columns))
    out.print(shown)
    err.print(f"tables for SQL: {', '.join(tables(folder))}", markup=False)


def _rows(found: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = found.to_pylist()
    return rows


def _plain(cell: Any) -> Any:
    if isinstance(cell, bytes):
        return cell.hex()
    known = cell is None or isinstance(cell, str | int | float | bool | list | dict)
    return cell if known else str(cell)


def _csv(found: Any) -> None:
    try:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(found.column_names)
        for batch in found.to_batches(max_chunksize=10_000):
            columns = [each.to_pylist() for each in batch.columns]
            for row in zip(*columns, strict=True):
                writer.writerow(["" if each is None else _plain(each) for each in row])
        sys.stdout.flush()
    except BrokenPipeError:
        stop_quietly()


def _table(found: Any) -> None:
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for name, kind in zip(found.column_names, found.schema.types, strict=True):
        is_number = str(kind).startswith(("int", "uint", "double", "float", "decimal"))
        shown.add_column(name, justify="right" if is_number else "left")
    for row in _rows(found.slice(0, _SHOWN)):
        shown.add_row(*("" if each is None else str(_plain(each)) for each in row.values()))
    out.print(shown)
    if found.num_rows > _SHOWN:
        err.print(f"and {found.num_rows - _SHOWN:,} more rows; --csv prints all of them")


def _write(found: Any, path: Path) -> None:
    """Write an Arrow file whole or not at all."""
    import pyarrow.feather

    partial = path.with_name(path.name + ".part")
    try:
        pyarrow.feather.write_feather(found, partial, compression="zstd")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise SettingsError(f"{path} cannot be written: {error.strerror}") from error
    err.print(f"{found.num_rows:,} rows in {path}", markup=False)
