"""`Piece`: what one file of the inputs, or a part of one, is to the worker that reads it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from according.bulk.storage import is_url, opened_input
from according.errors import AccordingError, Reason
from according.export.formats.parquet import arrow
from according.intake import Cut, Source
from according.model import Refusal

MIB = 1 << 20

FILE, LINES, ROWS, REFUSED = "file", "lines", "rows", "refused"
"""Kinds of pieces: a whole file or address, lines of one, a row group of Parquet, nothing to read.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the inputs.

    ``source`` is the number of its file among all, ``location`` the file as the user named it,
    ``path`` where workers find it. Of lines ``start`` and ``end`` are bytes, and those lines are of
    it that begin there; of rows ``start`` is the row group. ``lines`` and ``inputs`` are how many
    come before it in its file. ``changed`` is the file's time of change. ``reason`` and ``detail``
    say why it was refused.
    """

    kind: str
    source: int
    location: str
    path: str
    start: int = 0
    end: int = 0
    lines: int = 0
    inputs: int = 0
    changed: float | None = None
    reason: str = ""
    detail: str = ""


def plain_piece(piece: Piece) -> dict[str, Any]:
    """A piece as JSON holds it, without what is as usual."""
    usual = Piece("", 0, "", "")
    return {
        name: value
        for name, value in asdict(piece).items()
        if value != getattr(usual, name) or name in ("kind", "source")
    }


def to_piece(plain: dict[str, Any]) -> Piece:
    """The piece that `plain_piece` made ``plain`` of."""
    return Piece(**{"location": "", "path": "", **plain})


def begin_of_lines(file: BinaryIO, start: int) -> int:
    """Where the first line begins that begins at ``start`` or behind it."""
    if start == 0:
        return 0
    file.seek(start - 1)
    at = start - 1
    while part := file.readline(MIB):
        at += len(part)
        if part.endswith(b"\n"):
            break
    return at


def count_lines(piece: Piece) -> tuple[int, int]:
    """How many lines begin in a piece, and how many of them are not blank.

    Raises:
        OSError: it cannot be read.
    """
    lines = inputs = 0
    with opened_input(piece.path) as file:
        at = begin_of_lines(file, piece.start)
        file.seek(at)
        while at < piece.end and (part := file.readline(MIB)):
            blank = not part.strip()
            while len(part) == MIB and not part.endswith(b"\n"):
                at += len(part)
                part = file.readline(MIB)
                blank = blank and not part.strip()
            at += len(part)
            lines += 1
            inputs += not blank
    return lines, inputs


class Spooled:
    """The sources of some pieces, one after the other, each with its bytes on this machine for as
    long as it is the last that was given. ``at`` is the number of that piece."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = iter(enumerate(pieces))
        self._own: str | None = None
        self.at = -1

    def __iter__(self) -> Iterator[Source | Refusal]:
        return self

    def __next__(self) -> Source | Refusal:
        self.close()
        self.at, piece = next(self._pieces)
        if piece.kind == REFUSED:
            return Refusal(piece.location, Reason(piece.reason), piece.detail)
        if piece.kind == FILE and not is_url(piece.path):
            return Source(piece.location, piece.path)
        if piece.kind == FILE and piece.path.lower().startswith(("http://", "https://")):
            return Source(piece.location)
        try:
            return self._spool(piece)
        except AccordingError:
            raise
        except Exception as error:  # noqa: BLE001  storages of others raise errors of their own
            return Refusal(piece.location, Reason.UNREADABLE, f"{type(error).__name__}: {error}")

    def close(self) -> None:
        """Remove the bytes of the last source."""
        if self._own is not None:
            with suppress(FileNotFoundError):
                os.unlink(self._own)
            self._own = None

    def _spool(self, piece: Piece) -> Source:
        handle, self._own = tempfile.mkstemp(prefix="according-")
        cut = Cut(piece.lines, piece.inputs)
        with opened_input(piece.path) as file, os.fdopen(handle, "wb") as own:
            if piece.kind == LINES:
                _copy_lines(file, own, piece)
                cut = Cut(piece.lines, piece.inputs, name="lines.jsonl")
            elif piece.kind == ROWS:
                own.writelines(_rows(file, piece.start))
                cut = Cut(piece.lines, piece.inputs, "row", "rows.jsonl")
            else:
                shutil.copyfileobj(file, own, MIB)
        if piece.changed is not None:
            os.utime(self._own, (piece.changed, piece.changed))
        return Source(piece.location, self._own, cut)


def _copy_lines(file: BinaryIO, own: BinaryIO, piece: Piece) -> None:
    at = begin_of_lines(file, piece.start)
    file.seek(at)
    whole = True
    while (at < piece.end or not whole) and (part := file.readline(MIB)):
        own.write(part)
        at += len(part)
        whole = part.endswith(b"\n")


def _rows(file: BinaryIO, group: int) -> Iterator[bytes]:
    """The rows of a row group as JSON lines."""
    _, pq = arrow()
    with pq.ParquetFile(file) as opened:
        for batch in opened.iter_batches(batch_size=500, row_groups=[group]):
            for row in batch.to_pylist():
                told = {name: value for name, value in row.items() if not isinstance(value, bytes)}
                yield json.dumps(told, ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
