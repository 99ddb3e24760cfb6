"""``csv``: a record as tables that people filter, a file for each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO

from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Option, Shape
from according.export.formats.losses import Losses
from according.export.sheets.columns import NAMES, SHEETS, Sheet, sheet
from according.export.sheets.groups import lay_out
from according.export.sheets.laid import rows
from according.export.sheets.people import People

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula, or that leads to one."""

_BEGINS = frozenset(FORMULAS)

_BETWEEN = "\0"
_MATTERS = ('"', ",", "\r", "\n")

TABLES = Option("tables", f"which, parted by commas: {', '.join(NAMES)}", "")


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a file ``SHEET.csv`` for each sheet."""
    wanted = asked_for(options["tables"])
    encoding = "utf-8-sig" if options["bom"] == "yes" else "utf-8"
    note_losses(chosen, losses, wanted)
    lay_out(chosen)
    people = People(chosen)
    counts = {}
    for each in wanted:
        with to.text(f"{each.name}.csv", encoding) as file:
            file_rows = _Rows(file, each, losses, inert=options["inert"] == "yes")
            counts[each.name] = file_rows.write(rows(each.name, chosen, people))
    hidden_losses(people, losses)
    to.describe({"tables": counts, "columns": {each.name: _described(each) for each in wanted}})
    return sum(counts.values())


class _Rows:
    """Writes the rows of a sheet. What a cell can be goes by its column, for there are millions of
    cells: most need no look.

    Args:
        inert: whether texts that begin as formulas do are made to begin otherwise.
    """

    def __init__(self, file: TextIO, of: Sheet, losses: Losses, *, inert: bool) -> None:
        self._file = file
        self._out = csv.writer(file)
        self._of = of
        self._losses = losses
        kinds = [each.kind for each in of.columns]
        self._texts = [at for at, kind in enumerate(kinds) if inert and kind == "text"]
        self._others = [at for at, kind in enumerate(kinds) if kind in ("moment", "boolean")]

    def write(self, found: Iterable[tuple[Any, ...]]) -> int:
        """Write a header and rows; how many."""
        self._out.writerow(each.name for each in self._of.columns)
        number = 0
        for row in found:
            cells = list(row)
            for at in self._others:
                cells[at] = _plain(cells[at])
            for at in self._texts:
                cell = cells[at]
                if cell and cell[0] in _BEGINS:
                    cells[at] = self._made_inert(cell)
            self._row(cells)
            number += 1
        return number

    def _row(self, cells: list[Any]) -> None:
        """Write a row. Python's writer looks at each letter with care; a row that has none that
        matters is written ten times as fast without it."""
        said = ["" if each is None else each if type(each) is str else str(each) for each in cells]
        row = _BETWEEN.join(said)
        if any(each in row for each in _MATTERS) or row.count(_BETWEEN) != len(said) - 1:
            self._out.writerow(said)
        else:
            self._file.write(row.replace(_BETWEEN, ",") + "\r\n")

    def _made_inert(self, cell: str) -> str:
        why = "begins as a formula does, so a ' stands before it; not with inert=no"
        self._losses.note(f"{self._of.name}, text", why, cell[:40])
        return f"'{cell}"


def _plain(cell: Any) -> Any:
    if cell is True or cell is False:
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, datetime) else cell


def asked_for(tables: str) -> list[Sheet]:
    """The sheets that an option names, all where it names none.

    Raises:
        SettingsError: there is none of that name.
    """
    names = [each.strip() for each in tables.split(",") if each.strip()]
    for name in names:
        if name not in NAMES:
            raise SettingsError(f"no table {name!r}; there are {', '.join(NAMES)}")
    return [sheet(each) for each in names] or list(SHEETS)


def note_losses(chosen: Chosen, losses: Losses, wanted: Iterable[Sheet]) -> None:
    """What no table of these has."""
    losses.never("reports.text", "texts are too long for cells; jsonl and parquet have them")
    losses.never("captures", "bytes have no place in a table; jsonl and parquet have them")
    losses.never("quantities", "measures that count no people are left to jsonl and parquet")
    losses.never("users", "names, roles and password hashes of those who may sign in stay here")
    left = [each.name for each in SHEETS if each not in list(wanted)]
    if left:
        losses.never(", ".join(left), "not among the tables that were asked for")
    if not chosen.is_all:
        losses.never("refusals", "which of them belongs to what was chosen is not known")


def hidden_losses(people: People, losses: Losses) -> None:
    """Decisions that others may not see yet."""
    why = "coders are not done with the event, and do not see one another's decisions until then"
    losses.note("decisions", why, count=people.hidden())


def _described(of: Sheet) -> list[dict[str, str]]:
    return [
        {"name": each.name, "kind": each.kind, "by": each.by.value, "what": each.what}
        for each in of.columns
    ]


FORMAT = Format(
    name="csv",
    what="events, accounts, figures, places, ... as tables to filter, a file for each",
    shape=Shape.FOLDER,
    extension="",
    rows="rows",
    write=write,
    options=(
        TABLES,
        Option(
            "bom", "yes begins each file with a byte order mark, for Excel", "no", ("yes", "no")
        ),
        Option(
            "inert", "no leaves cells that begin as a formula as they are", "yes", ("yes", "no")
        ),
    ),
    faces=True,
)
