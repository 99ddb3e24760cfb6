"""``jsonl``: the whole record as JSON lines, a file for each table and a line for each row."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table

from according.export.formats import tables
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Shape
from according.export.formats.losses import Losses


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file ``TABLE.jsonl`` for each table."""
    tables.note_losses(chosen, losses)
    done = 0
    counts = {table: tables.count(chosen, table) for table in tables.CARRIED}
    every = sum(counts.values())
    for table in tables.CARRIED:
        line = _line(table)
        with to.text(f"{table.name}.jsonl") as file:
            for batch in tables.batches(chosen, table):
                file.writelines(map(line, batch))
                done += len(batch)
                chosen.progress("rows", done, every)
    to.describe({"tables": {table.name: counts[table] for table in counts}})
    return done


def _line(table: Table) -> Callable[[Sequence[Any]], str]:
    """How a row becomes a line: made once for a table, for there are millions of rows."""
    makers = [(json.dumps(tables.name_of(each)), _maker(each)) for each in table.columns]

    def line(row: Sequence[Any]) -> str:
        cells = (
            f"{name}:{'null' if cell is None else make(cell)}"
            for (name, make), cell in zip(makers, row, strict=True)
        )
        return "{" + ",".join(cells) + "}\n"

    return line


def _maker(column: Column[Any]) -> Callable[[Any], str]:
    makers: dict[str, Callable[[Any], str]] = {
        "text": _text,
        "integer": str,
        "number": json.dumps,
        "boolean": lambda cell: "true" if cell else "false",
        "day": lambda cell: f'"{cell.isoformat()}"',
        "moment": lambda cell: f'"{cell.isoformat()}"',
        "bytes": lambda cell: f'"{base64.b64encode(cell).decode("ascii")}"',
        "json": _one_line,
    }
    return makers[tables.kind_of(column)]


_text = json.JSONEncoder(ensure_ascii=False).encode


def _one_line(cell: str) -> str:
    """Stored JSON is one line, but for what was changed by hand."""
    return json.dumps(json.loads(cell), ensure_ascii=False) if "\n" in cell else cell


FORMAT = Format(
    name="jsonl",
    what="the whole record, every row of every table; according import reads it back",
    shape=Shape.FOLDER,
    extension=".jsonl",
    rows="rows",
    write=write,
)
