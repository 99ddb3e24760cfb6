"""GeoNames' full dump (``allCountries.zip``) to a gazetteer of the user's own.

The dump is read twice as a stream: first for countries and divisions, which must come first in
a gazetteer, then for the rest. What cannot be used is counted with its reason, never guessed at.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import IO

from according.data import load_json
from according.errors import DataError
from according.reading.gazetteer.generic import bare
from according.reading.gazetteer.layout import NameKind
from according.reading.gazetteer.names import MAX_NAME, is_latin, normal
from according.reading.gazetteer.writer import Entry, Writer, rank

COLUMNS = 19
LINE_BYTES = 64 * 1024
"""The longest line that is read: GeoNames' alternate names are 10,000 characters at most."""
MAX_NAMES = 500
"""Names of one place that are kept: GeoNames has up to some 300."""
MAX_ID = 0xFFFFFFFF
MAX_AREAS = 500_000
"""Countries and divisions that are held in memory while they are put in order; GeoNames has
some 50,000."""
_STEP = 20_000
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)
"""What `zipfile` raises over archives that are damaged, packed in a way it has no part for, or
locked by a password."""

Progress = Callable[[int, int], None]
"""Told how many bytes of how many are done."""


@dataclass(slots=True)
class Counts:
    """What became of the rows of a dump: ``rows`` = ``kept`` + ``left_out`` + those refused.

    ``left_out`` are good rows of features that are not kept (hotels, wells): the features that
    are kept are listed in ``data/places/features.json``.
    """

    rows: int = 0
    kept: int = 0
    left_out: int = 0
    refused: Counter[str] = field(default_factory=Counter)


class RowRefused(ValueError):
    """A row that cannot be used; the message is the reason."""


def import_dump(dump: Path, into: Path, progress: Progress = lambda done, total: None) -> Counts:
    """Write the gazetteer ``into`` from GeoNames' ``dump`` (a zip file or the text in it).

    Raises:
        DataError: no such file, not a zip, no table in it, or nothing that could be used.
    """
    counts = Counts()
    about = {"licence": "GeoNames (https://www.geonames.org), CC BY 4.0.", "sources": [dump.name]}
    with Writer(about) as writer:
        for entry in sorted(_areas(dump), key=lambda entry: (entry.rank, entry.geonames_id)):
            writer.add(entry)
        for entry in _counted(dump, counts, progress):
            if entry.rank == 3:
                writer.add(entry)
        if not counts.kept:
            raise DataError(f"{dump}: not one of {counts.rows:,} rows could be used")
        writer.finish(into)
    return counts


def _areas(dump: Path) -> Iterator[Entry]:
    found = 0
    for entry in _counted(dump, Counts(), lambda done, total: None):
        if entry.rank < 3:
            found += 1
            if found > MAX_AREAS:
                raise DataError(f"{dump}: more than {MAX_AREAS:,} countries and divisions")
            yield entry


def _counted(dump: Path, counts: Counts, progress: Progress) -> Iterator[Entry]:
    """The rows that can be used; the others are counted."""
    features = frozenset(load_json("places/features.json")["kept"])
    with _opened(dump) as (lines, total):
        done = 0
        for line in _lines(lines):
            counts.rows += 1
            done += len(line)
            if counts.rows % _STEP == 0:
                progress(done, total)
            try:
                entry = parse_row(line)
            except RowRefused as refusal:
                counts.refused[str(refusal)] += 1
                continue
            if entry.feature in features:
                counts.kept += 1
                yield entry
            else:
                counts.left_out += 1
        progress(total, total)


@contextmanager
def _opened(dump: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The table's bytes as a stream, and how many there are."""
    try:
        if not zipfile.is_zipfile(dump):
            with dump.open("rb") as table:
                yield table, dump.stat().st_size
            return
        with zipfile.ZipFile(dump) as archive:
            member = _table_of(archive, dump)
            with archive.open(member) as table:
                yield table, member.file_size
    except _UNREADABLE as error:
        raise DataError(f"{dump} cannot be read: {error}; download it anew") from error


def _table_of(archive: zipfile.ZipFile, dump: Path) -> zipfile.ZipInfo:
    tables = [
        member
        for member in archive.infolist()
        if member.filename.endswith(".txt") and not member.filename.lower().startswith("readme")
    ]
    if len(tables) != 1:
        raise DataError(f"{dump} has {len(tables)} tables (.txt); GeoNames' dump has one")
    return tables[0]


def _lines(table: IO[bytes]) -> Iterator[bytes]:
    """Lines, the rest of one that is too long passed over (it is refused by its columns)."""
    while line := table.readline(LINE_BYTES):
        yield line
        while not line.endswith(b"\n") and len(line) == LINE_BYTES:
            line = table.readline(LINE_BYTES)


def parse_row(line: bytes) -> Entry:
    """One row of GeoNames' main table (19 columns, see its readme).

    Raises:
        RowRefused: it cannot be used, and why.
    """
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise RowRefused("not UTF-8") from error
    if len(cells) != COLUMNS:
        raise RowRefused("not 19 columns")
    if not cells[0].isascii() or not cells[0].isdigit() or not 0 < int(cells[0]) <= MAX_ID:
        raise RowRefused("no id")
    name = cells[1].strip()
    if not name or len(name) > MAX_NAME or not normal(name):
        raise RowRefused("no name")
    feature, country = cells[7].strip(), cells[8].strip()
    names = latin_names(name, (cells[2], *cells[3].split(",")))
    if rank(feature) in (1, 2):
        shorter = (bare(each) for each in (name, *(other for other, _ in names)))
        names = (*names, *((short, NameKind.BARE) for short in shorter if short))
    return Entry(
        geonames_id=int(cells[0]),
        name=name,
        latitude=_degrees(cells[4], 90),
        longitude=_degrees(cells[5], 180),
        feature=feature,
        country=country if len(country) == 2 else "",
        adm1=cells[10].strip(),
        adm2=cells[11].strip(),
        population=_population(cells[14]),
        names=names,
    )


def _degrees(cell: str, limit: float) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise RowRefused("no coordinates") from None
    if not isfinite(value) or abs(value) > limit:
        raise RowRefused("no coordinates")
    return value


def _population(cell: str) -> int:
    if not cell.strip():
        return 0
    if not (cell.isascii() and cell.isdigit()):
        raise RowRefused("no population")
    return int(cell[:12])


def latin_names(main: str, others: Iterable[str]) -> tuple[tuple[str, NameKind], ...]:
    """The further names of a place that a report in Latin letters could use.

    Left out: other scripts; lower-case transliterations of other scripts ("swldw"); codes of
    airports and the like (four capitals or fewer, unless the main name is one too).
    """
    kept: dict[str, NameKind] = {}
    for other in others:
        form = normal(other)
        capitals = any(letter.isupper() for letter in other)
        code = len(other) <= 4 and other.isupper() and other != main
        if form and capitals and not code and is_latin(form):
            plain = form == normal(main)
            kept.setdefault(other, NameKind.MAIN if plain else NameKind.OTHER)
        if len(kept) >= MAX_NAMES:
            break
    return tuple(kept.items())
