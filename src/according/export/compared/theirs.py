"""The rows of a file in UCDP GED's or ACLED's form; a row that cannot be read is told and kept."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from according.errors import SettingsError
from according.export.formats.coders import columns

T = TypeVar("T")

_NEEDED = {
    "ged": ("id", "date_start", "date_end", "latitude", "longitude", "best", "low", "high"),
    "acled": ("event_id_cnty", "event_date", "latitude", "longitude", "fatalities"),
}
"""Columns without which nothing could be compared."""

_CELL_LIMIT = 16 * 1024 * 1024
"""Characters of one cell; lists of sources can be long."""


@dataclass(frozen=True, slots=True)
class Their:
    """A row as it is compared. ``line`` is the line of the file at which it ends. Days are
    inclusive; ``precision`` is by UCDP's scale of places. None is not told."""

    line: int
    id: str
    first: date
    last: date
    latitude: float | None
    longitude: float | None
    precision: int | None
    place: str
    country: str
    kind: str
    a: str
    b: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be compared: where, and why."""

    line: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of rows. ``form`` is ``ged`` or ``acled``."""

    form: str
    rows: tuple[Their, ...]
    bad: tuple[BadRow, ...]


class _Unreadable(ValueError):
    def __init__(self, column: str, why: str) -> None:
        super().__init__(why)
        self.column = column


def read_file(path: Path) -> File:
    """Read a file; its form is told by its columns.

    Raises:
        SettingsError: it cannot be read, is not UTF-8, or has the columns of neither form.
    """
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            head = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=head.count)
            reader = csv.DictReader(file, delimiter=delimiter, strict=True)
            form = form_of(reader.fieldnames or (), path)
            return _read(reader, form)
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path} is not UTF-8 at byte {error.start:,}; save it as CSV UTF-8"
        ) from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except csv.Error as error:
        raise SettingsError(f"{path} is no table with a line of column names: {error}") from error
    finally:
        csv.field_size_limit(before)


def form_of(names: object, path: Path) -> str:
    """``ged`` or ``acled``.

    Raises:
        SettingsError: the columns are those of neither.
    """
    known = {str(each).strip() for each in names} if isinstance(names, (list, tuple)) else set()
    lacks = {form: [each for each in need if each not in known] for form, need in _NEEDED.items()}
    for form, missing in lacks.items():
        if not missing:
            return form
    nearest = min(lacks, key=lambda form: (len(lacks[form]), -len(known & {*columns(form)})))
    raise SettingsError(
        f"{path} has the columns of neither UCDP GED nor ACLED; as {nearest} it lacks "
        f"{', '.join(lacks[nearest])}"
    )


def _read(reader: csv.DictReader[str], form: str) -> File:
    make = {"ged": _ged, "acled": _acled}[form]
    rows, bad = [], []
    for number, line, cells in _lines(reader):
        if isinstance(cells, str):
            bad.append(BadRow(line, "", cells))
            if number < 0:
                break
            continue
        try:
            rows.append(make(line, cells))
        except _Unreadable as error:
            bad.append(BadRow(line, error.column, str(error)))
    return File(form, tuple(rows), tuple(bad))


def _lines(reader: csv.DictReader[str]) -> Iterator[tuple[int, int, Mapping[str, str] | str]]:
    """Each row with its number and line; in place of one that is no row why, and a number below 0
    where nothing after it can be read."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                -1,
                reader.line_num,
                f"the file is damaged here, and no row after it is read: {error}",
            )
            return
        named = {str(name).strip(): value for name, value in cells.items()}
        if "None" in named or any(value is None for value in named.values()):
            yield number, reader.line_num, "it has more or fewer cells than there are columns"
        else:
            yield number, reader.line_num, named


def _ged(line: int, cells: Mapping[str, str]) -> Their:
    first = _value(cells, "date_start", _day)
    last = _value(cells, "date_end", _day)
    if last < first:
        raise _Unreadable("date_end", f"{last} is before date_start, {first}")
    low, best, high = (_number(cells, name) for name in ("low", "best", "high"))
    # Some published rows have a low above the high; they are compared as they are.
    latitude, longitude = _point(cells)
    return Their(
        line=line,
        id=_identity(cells, "id"),
        first=first,
        last=last,
        latitude=latitude,
        longitude=longitude,
        precision=_code(cells, "where_prec", range(1, 8)),
        place=_text(cells, "where_coordinates"),
        country=_text(cells, "country"),
        kind=_plain_number(cells.get("type_of_violence", "")),
        a=_text(cells, "side_a"),
        b=_text(cells, "side_b"),
        low=low,
        best=best,
        high=high,
    )


def _text(cells: Mapping[str, str], name: str) -> str:
    return cells.get(name, "").strip()


def _acled(line: int, cells: Mapping[str, str]) -> Their:
    day = _value(cells, "event_date", _day)
    precision = _code(cells, "time_precision", range(1, 4)) or 1
    killed = _number(cells, "fatalities")
    geo = _code(cells, "geo_precision", range(1, 4))
    first, last = _around(day, precision)
    latitude, longitude = _point(cells)
    return Their(
        line=line,
        id=_identity(cells, "event_id_cnty"),
        first=first,
        last=last,
        latitude=latitude,
        longitude=longitude,
        precision={1: 1, 2: 2, 3: 4}.get(geo or 0),
        place=_text(cells, "location"),
        country=_text(cells, "country"),
        kind=_text(cells, "event_type"),
        a=_text(cells, "actor1"),
        b=_text(cells, "actor2"),
        low=killed,
        best=killed,
        high=killed,
    )


def _around(day: date, precision: int) -> tuple[date, date]:
    """The days that one day stands for: itself, a week, a month."""
    if precision == 1:
        return day, day
    if precision == 2:
        return day - timedelta(days=6), day + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _identity(cells: Mapping[str, str], name: str) -> str:
    return _plain_number(cells[name]) or "without id"


def _plain_number(text: str) -> str:
    """A whole number as it is written without a point: programs write 12.0 for 12."""
    return text.strip().removesuffix(".0")


def _value(cells: Mapping[str, str], name: str, read: Callable[[str], T]) -> T:
    try:
        return read(cells[name].strip())
    except ValueError as error:
        raise _Unreadable(name, f"{cells[name].strip()[:40]!r}: {error}") from error


def _day(text: str) -> date:
    for form, length in (("%Y-%m-%d", 10), ("%d-%m-%Y", 10), ("%d %B %Y", 99)):
        try:
            return datetime.strptime(text[:length], form).date()
        except ValueError:
            continue
    # "3/12/2024" is a day in March or in December: nothing in a row says which.
    raise ValueError("no day, or one that can be two; write it as 2024-03-12")


def _number(cells: Mapping[str, str], name: str) -> int | None:
    return _value(cells, name, _whole)


def _whole(text: str) -> int | None:
    if not text:
        return None
    number = float(text)
    if not (0 <= number < 1e9) or number != int(number):
        raise ValueError("no whole number from 0 on")
    return int(number)


def _code(cells: Mapping[str, str], name: str, known: range) -> int | None:
    found = _value(cells, name, _whole) if cells.get(name) else None
    if found is not None and found not in known:
        raise _Unreadable(name, f"{found} is none of {known.start} to {known.stop - 1}")
    return found


def _point(cells: Mapping[str, str]) -> tuple[float | None, float | None]:
    latitude, longitude = (_value(cells, name, _degrees) for name in ("latitude", "longitude"))
    if latitude is not None and abs(latitude) > 90:
        raise _Unreadable("latitude", f"{latitude} is not -90 to 90")
    if longitude is not None and abs(longitude) > 180:
        raise _Unreadable("longitude", f"{longitude} is not -180 to 180")
    return (None, None) if latitude is None or longitude is None else (latitude, longitude)


def _degrees(text: str) -> float | None:
    if not text:
        return None
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("no number of degrees")
    return number
