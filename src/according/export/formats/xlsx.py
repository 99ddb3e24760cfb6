"""``xlsx``: the same tables as sheets of one workbook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import ModuleType
from typing import Any

from according.errors import SettingsError
from according.export.formats.choosing import Chosen
from according.export.formats.csv_folder import TABLES, asked_for, hidden_losses, note_losses
from according.export.formats.csv_rows import FORMULAS
from according.export.formats.destination import Destination
from according.export.formats.format import Format, Shape
from according.export.formats.losses import Losses
from according.export.sheets.columns import Sheet
from according.export.sheets.groups import lay_out
from according.export.sheets.laid import rows
from according.export.sheets.people import People

ROWS = 1_048_576
"""Rows of a sheet, the header among them; what is more goes to a second sheet."""

LETTERS = 32_767
"""UTF-16 units of a cell; a longer text is cut."""

_FIRST = date(1900, 3, 1)
"""Excel's calendar is wrong before."""

_WIDTHS = {"text": 18, "integer": 9, "number": 11, "boolean": 8, "day": 11, "moment": 18}


def xlsxwriter() -> ModuleType:
    """XlsxWriter.

    Raises:
        SettingsError: it is not installed.
    """
    try:
        import xlsxwriter as found
    except ModuleNotFoundError as error:
        raise SettingsError(
            "a workbook needs XlsxWriter, which is not installed: pip install 'according[xlsx]'"
        ) from error
    module: ModuleType = found
    return module


def write(chosen: Chosen, to: Destination, options: Mapping[str, str], losses: Losses) -> int:
    """Write a workbook: a sheet that explains the columns, and one or more for each table."""
    wanted = asked_for(options["tables"])
    module = xlsxwriter()
    note_losses(chosen, losses, wanted)
    losses.never("moments", "a cell keeps whole seconds, and days before March 1900 as text")
    losses.never("numbers", "a cell keeps 16 digits")
    lay_out(chosen)
    people = People(chosen)
    # Each row goes to the disk as it comes. Nothing becomes a formula, number or link by its looks.
    book = module.Workbook(
        str(to.path()),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    try:
        writing = _Writing(book, losses)
        writing.explain(wanted)
        done = sum(writing.table(each, chosen, people) for each in wanted)
    finally:
        book.close()
    hidden_losses(people, losses)
    return done


class _Writing:
    def __init__(self, book: Any, losses: Losses) -> None:
        self._book = book
        self._losses = losses
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        # What Excel itself gives a cell whose text begins with a quote mark: the text stays as it
        # is and is no formula, also when somebody edits it.
        self._inert = book.add_format({"quote_prefix": True})

    def explain(self, wanted: list[Sheet]) -> None:
        """The first sheet: what each column holds."""
        page = self._book.add_worksheet("columns")
        page.freeze_panes(1, 0)
        page.set_column(0, 3, 18)
        page.set_column(4, 4, 100)
        for at, name in enumerate(("table", "column", "kind", "by", "what it holds")):
            page.write_string(0, at, name, self._bold)
        line = 1
        for each in wanted:
            for column in each.columns:
                cells = (each.name, column.name, column.kind, column.by.value, column.what)
                for at, cell in enumerate(cells):
                    page.write_string(line, at, cell)
                line += 1

    def table(self, of: Sheet, chosen: Chosen, people: People) -> int:
        """The rows of a table, on as many sheets as they need."""
        number, page, line = 0, self._page(of, 1), 1
        found = rows([of.name], chosen, people)
        for row in (row for _, some in found for row in some):
            if line == ROWS:
                page = self._page(of, number // (ROWS - 1) + 1)
                line = 1
            for at, cell in enumerate(row):
                if cell is not None:
                    self._cell(page, line, at, cell, of)
            line += 1
            number += 1
        return number

    def _page(self, of: Sheet, part: int) -> Any:
        page = self._book.add_worksheet(of.name if part == 1 else f"{of.name} {part}")
        page.freeze_panes(1, 0)
        for at, column in enumerate(of.columns):
            page.set_column(at, at, _WIDTHS[column.kind])
            page.write_string(0, at, column.name, self._bold)
        page.autofilter(0, 0, ROWS - 1, len(of.columns) - 1)
        return page

    def _cell(self, page: Any, line: int, at: int, cell: Any, of: Sheet) -> None:
        if isinstance(cell, str):
            self._text(page, line, at, cell, of)
        elif isinstance(cell, bool):
            page.write_boolean(line, at, cell)
        elif isinstance(cell, date):
            moment = isinstance(cell, datetime)
            day = cell.date() if isinstance(cell, datetime) else cell
            if day < _FIRST:
                page.write_string(line, at, cell.isoformat())
            else:
                # Whole seconds: rounded up, the last moment of a day would be of the next.
                whole = cell.replace(microsecond=0) if isinstance(cell, datetime) else cell
                page.write_datetime(line, at, whole, self._moment if moment else self._day)
        else:
            page.write_number(line, at, cell)

    def _text(self, page: Any, line: int, at: int, cell: str, of: Sheet) -> None:
        if len(cell) * 2 > LETTERS:
            short = _cut(cell)
            if short != cell:
                why = f"a cell holds {LETTERS:,} letters; the rest is cut off"
                self._losses.note(f"{of.name}.{of.columns[at].name}", why, cell[:40])
                cell = short
        if cell.startswith(FORMULAS):
            page.write_string(line, at, cell, self._inert)
        else:
            page.write_string(line, at, cell)


def _cut(cell: str) -> str:
    """As much of a text as a cell holds; it counts UTF-16 units."""
    return cell.encode("utf-16-le")[: 2 * LETTERS].decode("utf-16-le", errors="ignore")


FORMAT = Format(
    name="xlsx",
    what="the same tables as one workbook for Excel or LibreOffice; needs according[xlsx]",
    shape=Shape.BINARY,
    extension=".xlsx",
    rows="rows",
    write=write,
    options=(TABLES,),
    faces=True,
)
