"""What Python programs and notebooks use: a record to ask, tables of it, a component for spaCy."""

from according.library.record import OpenRecord
from according.library.rows import AccountRow, EventRow, FigureRow, OriginRow, ReportRow
from according.library.rowset import Rows

__all__ = [
    "AccountRow",
    "EventRow",
    "FigureRow",
    "OpenRecord",
    "OriginRow",
    "ReportRow",
    "Rows",
]
