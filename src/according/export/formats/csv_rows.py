"""`CsvRows`: rows of a sheet as CSV, column by column.

There are tens of millions of cells, and Python's own writer looks at each letter of each. Here a
column of some thousand rows is looked at as one text: most have no letter that matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

from according.export.formats.losses import Losses
from according.export.sheets.columns import Sheet

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula, or that leads to one."""

_BEGINS = frozenset(FORMULAS)
_MATTERS = ('"', ",", "\r", "\n")
_END = "\r\n"


class CsvRows:
    """A header and rows in a file, as Python's writer ``excel`` has them: a cell with a comma, a
    quote mark or a line end stands in quote marks.

    Args:
        inert: whether texts that begin as formulas do are made to begin otherwise.
    """

    def __init__(
        self, file: TextIO, of: Sheet, losses: Losses, *, inert: bool, header: bool = True
    ) -> None:
        self._file = file
        self._of = of
        self._losses = losses
        self._inert = inert
        if header:
            file.write(",".join(each.name for each in of.columns) + _END)

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write some rows, each with a cell for every column."""
        if not rows:
            return
        kinds = [each.kind for each in self._of.columns]
        columns = [
            self._said(kind, cells)
            for kind, cells in zip(kinds, zip(*rows, strict=True), strict=True)
        ]
        self._file.write(_END.join(map(",".join, zip(*columns, strict=True))) + _END)

    def _said(self, kind: str, cells: Iterable[Any]) -> Sequence[str]:
        if kind == "text":
            return self._texts(cells)
        if kind in ("boolean", "moment"):
            cells = map(_plain, cells)
        return ["" if each is None else str(each) for each in cells]

    def _texts(self, cells: Iterable[Any]) -> Sequence[str]:
        said = ["" if each is None else each if type(each) is str else str(each) for each in cells]
        if self._inert and not _BEGINS.isdisjoint([each[:1] for each in said]):
            said = [self._made_inert(each) if each[:1] in _BEGINS else each for each in said]
        whole = "".join(said)
        if any(each in whole for each in _MATTERS):
            said = list(map(_quoted, said))
        return said

    def _made_inert(self, cell: str) -> str:
        why = "begins as a formula does, so a ' stands before it; not with inert=no"
        self._losses.note(f"{self._of.name}, text", why, cell[:40])
        return f"'{cell}"


def _plain(cell: Any) -> Any:
    if cell is True or cell is False:
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, datetime) else cell


def _quoted(cell: str) -> str:
    if any(each in cell for each in _MATTERS):
        return '"' + cell.replace('"', '""') + '"'
    return cell
