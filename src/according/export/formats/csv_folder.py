"""``csv``: a record as tables that people filter, a file for each."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

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
        inert = _Inert(losses, each) if options["inert"] == "yes" else None
        with to.text(f"{each.name}.csv", encoding) as file:
            out = csv.writer(file)
            out.writerow(column.name for column in each.columns)
            counts[each.name] = _write(out, rows(each.name, chosen, people), inert)
    hidden_losses(people, losses)
    to.describe({"tables": counts, "columns": {each.name: _described(each) for each in wanted}})
    return sum(counts.values())


def _write(out: Any, found: Iterable[tuple[Any, ...]], inert: _Inert | None) -> int:
    number = 0
    for row in found:
        out.writerow(map(inert.cell if inert else _plain, row))
        number += 1
    return number


def _plain(cell: Any) -> Any:
    if cell is True or cell is False:
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date | datetime) else cell


class _Inert:
    """Cells that no spreadsheet takes for a formula; numbers stay numbers."""

    def __init__(self, losses: Losses, of: Sheet) -> None:
        self._losses = losses
        self._of = of

    def cell(self, cell: Any) -> Any:
        """A cell as it is written."""
        if type(cell) is str:
            if cell and cell[0] in FORMULAS:
                self._losses.note(
                    f"{self._of.name}, text",
                    "begins as a formula does, so a ' stands before it; not with inert=no",
                    cell[:40],
                )
                return f"'{cell}"
            return cell
        return _plain(cell)


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
