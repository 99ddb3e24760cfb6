"""CSV and TSV: a header line, then one report in each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from according.errors import InputRefused, Reason
from according.intake.charset import decode, marked, wide
from according.intake.columns import check_columns, has_text_column, row_draft
from according.intake.item import Draft, Item
from according.intake.streams import Opened, lines
from according.intake.text import refuse_binary
from according.model import Refusal
from according.settings import MIB, Columns, Settings

_DELIMITERS = (",", "\t", ";", "|")
_FIELDS_AT_MOST = 100_000
"""Fields in a row, and commas in front of a quote; a real table has tens, and a long report in
one of its fields a few thousand."""


@dataclass(frozen=True, slots=True)
class _Table:
    header: tuple[str, ...]
    delimiter: str


@dataclass(slots=True)
class _Row:
    """The lines of one row: several, where a quoted field holds line ends."""

    number: int
    data: bytearray
    inside: bool = False


def is_table_head(line: str, columns: Columns) -> bool:
    """Whether a line is a header: several names, one of them a usual name for the text."""
    found = [line.split(delimiter) for delimiter in _DELIMITERS]
    names = [name.strip().strip('"') for name in max(found, key=len)]
    return (
        len(names) > 1
        and all(0 < len(name) < 40 for name in names)
        and has_text_column(names, columns)
    )


def walk(opened: Opened, settings: Settings) -> Iterator[Item | Refusal]:
    """Every row behind the header as an item."""
    mark = marked(opened.head)
    if mark and wide(mark[0]):
        raise InputRefused(Reason.CHARSET, f"{mark[0]}: tables are read in UTF-8; save it so")
    rows = lines(opened.stream, settings.limits.member_bytes)
    table = _table(rows, opened, settings)
    number = None
    for number, row in _rows(rows, table.delimiter.encode(), settings.limits.member_bytes):
        member = f"line {number}"
        if row is None:
            detail = f"more than {settings.limits.member_bytes // MIB} MiB in one row"
            yield Refusal(opened.location, Reason.TOO_LARGE, detail, member)
        elif row.strip():
            yield opened.item(row, "text/csv", partial(draft, table=table), member)
    if number is None:
        raise InputRefused(Reason.EMPTY, "a header and no rows")


def draft(item: Item, settings: Settings, *, table: _Table) -> Draft:
    """The fields of one row.

    Raises:
        InputRefused: FORMAT, CHARSET, BINARY, EMPTY.
    """
    refuse_binary(item.data, None)
    text = decode(item.data, given=settings.given.encoding, declared=item.charset)
    values = _fields(text, table.delimiter)
    if len(values) > len(table.header):
        raise InputRefused(
            Reason.FORMAT, f"{len(values)} fields where the header has {len(table.header)}"
        )
    return row_draft(dict(zip(table.header, values, strict=False)), settings.columns)


def _table(rows: Iterator[tuple[int, bytes | None]], opened: Opened, settings: Settings) -> _Table:
    line = next((line for _, line in rows if line is None or line.strip()), b"")
    if line is None:
        raise InputRefused(Reason.TOO_LARGE, "a header line over the limit")
    if not line:
        raise InputRefused(Reason.EMPTY, "nothing in it, or only white space")
    refuse_binary(line, None)
    text = decode(line, given=settings.given.encoding, declared=opened.charset)
    delimiter = max(_DELIMITERS, key=text.count)
    header = tuple(_fields(text, delimiter))
    check_columns(header, settings.columns)
    return _Table(header, delimiter)


def _fields(text: str, delimiter: str) -> list[str]:
    counted = delimiter + '"' if '"' in text else delimiter
    if text.count(counted) > _FIELDS_AT_MOST:
        raise InputRefused(Reason.FORMAT, f"more than {_FIELDS_AT_MOST:,} fields")
    # The module's limit of 128 KiB a field is for all users of it; rows are bounded already.
    if csv.field_size_limit() < len(text):
        csv.field_size_limit(len(text))
    try:
        found = list(csv.reader([text], delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise InputRefused(Reason.FORMAT, f"not a row: {error}") from error
    return list(chain.from_iterable(found))


def _rows(
    numbered: Iterator[tuple[int, bytes | None]], delimiter: bytes, cap: int
) -> Iterator[tuple[int, bytes | None]]:
    """The rows with the number of their first line; None for one that is over the limit.

    Raises:
        InputRefused: FORMAT, where the last row's quotes are not closed.
    """
    row: _Row | None = None
    for number, line in numbered:
        if row is None:
            row = _Row(number, bytearray())
        if line is None or len(row.data) + len(line) > cap:
            yield row.number, None
            if row.inside:
                raise InputRefused(
                    Reason.FORMAT, f"a quote open since line {row.number}: the rest was not read"
                )
            row = None
            continue
        row.data += line
        row.inside = _inside(line, delimiter, row.inside)
        if not row.inside:
            yield row.number, bytes(row.data)
            row = None
    if row is not None:
        raise InputRefused(
            Reason.TRUNCATED, f"the quoted field that begins in line {row.number} has no end"
        )


def _inside(line: bytes, delimiter: bytes, inside: bool) -> bool:
    """Whether a quoted field is open at the end of ``line``, as Python's csv module sees it:
    a quote opens only at the start of a field, and a doubled one does not close."""
    if b'"' not in line:
        return inside
    if line.count(delimiter + b'"') > _FIELDS_AT_MOST:
        return False  # the row ends here; its draft refuses it
    at = 0
    while True:
        if not inside:
            at = _opening(line, delimiter, at)
            if at < 0:
                return False
        at = _closing(line, at)
        if at < 0:
            return True
        inside = False
        at = line.find(delimiter, at)
        if at < 0:
            return False


def _opening(line: bytes, delimiter: bytes, at: int) -> int:
    """Behind the quote that opens the next quoted field from ``at``; -1 if there is none."""
    if at == 0 and line.startswith(b'"'):
        return 1
    found = line.find(delimiter + b'"', at)
    return found + len(delimiter) + 1 if found >= 0 else -1


def _closing(line: bytes, at: int) -> int:
    """Behind the quote that closes the field open at ``at``; -1 if it stays open."""
    while (at := line.find(b'"', at)) >= 0:
        if line[at + 1 : at + 2] != b'"':
            return at + 1
        at += 2
    return -1
