"""`Plan`: what a run is to do, made once and kept with what it makes.

It hangs on the inputs and options alone, never on how many workers there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from according import __version__
from according.bulk.engine import Engine
from according.bulk.pieces import (
    FILE,
    LINES,
    MIB,
    REFUSED,
    ROWS,
    Piece,
    count_lines,
    plain_piece,
    to_piece,
)
from according.bulk.storage import Storage, is_url, opened_input, opened_url
from according.errors import InputRefused, Reason, SettingsError
from according.export.formats.parquet import arrow
from according.intake import STDIN, sources
from according.intake.charset import marked, wide
from according.intake.locating import is_address
from according.intake.sniff import Kind, sniff
from according.intake.streams import HEAD
from according.linker import NAME
from according.model import Refusal
from according.settings import Settings

FILE_NAME = "manifest/plan.json"
VERSION = 1
PART_MIB = 1.0
"""What a part is large, in MiB: some hundred reports, minutes of reading. It is what a lost machine
costs."""
_PER_BUCKET = 16 * MIB
_FEWEST, _MOST = 4, 4096
_PARQUET = (".parquet", ".pq")
_PACKED = (".gz", ".tgz", ".gzip", ".warc")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the inputs. ``changed`` is its time of change, ``size`` 0 where it is not told."""

    location: str
    path: str
    size: int = 0
    changed: float | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts that inputs are read in, and over how many buckets reports are spread."""

    inputs: tuple[str, ...]
    options: dict[str, Any]
    files: list[list[Any]]
    buckets: int
    parts: tuple[tuple[Piece, ...], ...]


def options_of(settings: Settings, part_mib: float, buckets: int | None) -> dict[str, Any]:
    """What of the settings says what comes out."""
    plain = asdict(settings)
    del plain["workers"]
    published = settings.given.published
    plain["given"]["published"] = published.isoformat() if published else None
    return {**plain, "part_mib": part_mib, "buckets": buckets}


def found(arguments: Sequence[str]) -> list[Found]:
    """The files that arguments name, in their order, each once: what `according read` takes, and
    URLs of object storage.

    Raises:
        SettingsError: standard input, which cannot be parted.
    """
    if STDIN in arguments:
        raise SettingsError("standard input cannot be read in parts; name files, or use: read -")
    files: dict[str, Found] = {}
    for argument in arguments:
        remote = is_url(argument) and not is_address(argument) and not os.path.lexists(argument)
        for each in _remote(argument) if remote else _local(argument):
            files.setdefault(each.path or each.location, each)
    return list(files.values())


def _local(argument: str) -> Iterator[Found]:
    for each in sources([argument]):
        if isinstance(each, Refusal):
            yield Found(each.location, "", refusal=each)
        elif is_address(each.location):
            yield Found(each.location, each.location)
        else:
            path = os.path.realpath(each.location)
            status = os.stat(path)
            yield Found(each.location, path, status.st_size, float(int(status.st_mtime)))


def _remote(argument: str) -> Iterator[Found]:
    system, path = opened_url(argument)
    try:
        if any(each in path for each in "*?["):
            names = sorted(each for each in system.glob(path) if system.isfile(each))
        elif system.isdir(path):
            names = sorted(system.find(path))
        else:
            names = [path]
        for name in names:
            if not name.rpartition("/")[2].startswith("."):
                info = system.info(name)
                url = str(system.unstrip_protocol(name))
                yield Found(url, url, info["size"] or 0, _when(info))
        if not names:
            detail = "nothing fits, or the folder is empty"
            yield Found(argument, "", refusal=Refusal(argument, Reason.UNREADABLE, detail))
    except Exception as error:  # noqa: BLE001  storages of others raise errors of their own
        detail = f"{type(error).__name__}: {error}"
        yield Found(argument, "", refusal=Refusal(argument, Reason.UNREADABLE, detail))


def _when(info: dict[str, Any]) -> float | None:
    told = next((info[name] for name in ("LastModified", "mtime", "created") if name in info), None)
    if isinstance(told, datetime):
        told = told.replace(tzinfo=told.tzinfo or UTC).timestamp()
    return float(int(told)) if isinstance(told, int | float) else None


def planned(
    storage: Storage,
    arguments: Sequence[str],
    settings: Settings,
    engine: Engine,
    part_mib: float,
    buckets: int | None,
    on_progress: Callable[[str, int, int], None],
) -> Plan:
    """The plan of a folder: the one that is there, if it is of these inputs and options, or a new
    one.

    Raises:
        SettingsError: it is of others, or the inputs have changed since.
    """
    options = options_of(settings, part_mib, buckets)
    files = found(arguments)
    listed = [[each.location, each.size, each.changed] for each in files]
    head = {
        "version": VERSION,
        "made_by": f"according {__version__}",
        "linking": NAME,
        "inputs": list(arguments),
        "options": options,
    }
    there = storage.get(FILE_NAME)
    if there is not None:
        _check(there, head, listed, storage.url)
    else:
        size = sum(each.size for each in files)
        pieces = list(_pieces(files, settings, int(part_mib * MIB), engine, on_progress))
        there = {
            **head,
            "files": listed,
            "buckets": buckets or buckets_of(size),
            "parts": [list(map(plain_piece, each)) for each in _parts(pieces, part_mib * MIB)],
        }
        storage.put(FILE_NAME, there)
    parts = tuple(tuple(map(to_piece, each)) for each in there["parts"])
    return Plan(tuple(arguments), options, there["files"], there["buckets"], parts)


def buckets_of(size: int) -> int:
    """Over how many buckets inputs of so many bytes are spread."""
    return max(_FEWEST, min(_MOST, -(-size // _PER_BUCKET)))


def _check(there: dict[str, Any], head: dict[str, Any], listed: list[Any], where: str) -> None:
    """See that a plan is of these inputs and options.

    Raises:
        SettingsError: it is not.
    """
    names = {"version": "form", "made_by": "version of According", "linking": "linking"}
    for name, said in (*names.items(), ("inputs", "inputs")):
        if there.get(name) != head[name]:
            raise SettingsError(
                f"{where} was begun with other {said}: {there.get(name)}, not {head[name]}; "
                "give those again, or name another folder with --out"
            )
    for name, value in head["options"].items():
        if there["options"].get(name) != value:
            raise SettingsError(
                f"{where} was begun with another option {name}: {there['options'].get(name)}, "
                f"not {value}; give that again, or name another folder with --out"
            )
    if there["files"] != listed:
        before, now = ({each[0]: each for each in some} for some in (there["files"], listed))
        changed = [each for each in before | now if before.get(each) != now.get(each)]
        some = ", ".join(changed[:3]) or "their order"
        raise SettingsError(
            f"inputs of {where} have changed since it was begun ({some}); name another folder "
            "with --out"
        )


def _pieces(
    files: Sequence[Found],
    settings: Settings,
    most: int,
    engine: Engine,
    on_progress: Callable[[str, int, int], None],
) -> Iterator[Piece]:
    rough = [each for number, one in enumerate(files) for each in _cut(number, one, settings, most)]
    lines = [at for at, each in enumerate(rough) if each.kind == LINES]
    counted: dict[int, tuple[int, int]] = {}
    for number, value in engine.map(count_lines, [rough[at] for at in lines]):
        counted[lines[number]] = value
        on_progress("counting lines of parts", len(counted), len(lines))
    before: dict[int, tuple[int, int]] = {}
    for at, piece in enumerate(rough):
        if piece.kind != LINES:
            yield piece
            continue
        own_lines, own_inputs = counted[at]
        past_lines, past_inputs = before.get(piece.source, (0, 0))
        before[piece.source] = past_lines + own_lines, past_inputs + own_inputs
        if own_inputs:
            yield replace(piece, lines=past_lines, inputs=past_inputs)


def _cut(number: int, file: Found, settings: Settings, most: int) -> Iterator[Piece]:
    whole = Piece(FILE, number, file.location, file.path, 0, file.size, changed=file.changed)
    if file.refusal is not None:
        reason, detail = file.refusal.reason.value, file.refusal.detail
        yield Piece(REFUSED, number, file.location, "", reason=reason, detail=detail)
        return
    try:
        if file.path.lower().endswith(_PARQUET):
            yield from _groups(whole)
        elif file.size > most and _is_lines(file, settings):
            for start in range(0, file.size, most):
                end = min(file.size, start + most)
                yield replace(whole, kind=LINES, start=start, end=end)
        else:
            yield whole
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001  storages and files of others raise errors of their own
        detail = f"{type(error).__name__}: {error}"
        reason = Reason.UNREADABLE.value
        yield Piece(REFUSED, number, file.location, "", reason=reason, detail=detail)


def _groups(file: Piece) -> Iterator[Piece]:
    _, pq = arrow()
    with opened_input(file.path) as opened, pq.ParquetFile(opened) as parquet:
        before = 0
        for group in range(parquet.metadata.num_row_groups):
            told = parquet.metadata.row_group(group)
            if told.num_rows:
                end = group + told.total_byte_size
                yield replace(file, kind=ROWS, start=group, end=end, lines=before, inputs=before)
            before += told.num_rows
        if not before:
            raise ValueError("no rows in it")


def _is_lines(file: Found, settings: Settings) -> bool:
    """Whether a file is of JSON lines, and not packed: it can be cut anywhere between two."""
    name = file.path.rpartition("/")[2]
    if name.lower().endswith(_PACKED):
        return False
    with opened_input(file.path) as opened:
        head = opened.read(HEAD)
    mark = marked(head)
    try:
        return sniff(head, name, None, settings) is Kind.JSON_LINES and not (mark and wide(mark[0]))
    except InputRefused:
        return False


def _parts(pieces: Sequence[Piece], most: float) -> Iterator[list[Piece]]:
    """Small pieces together, large ones alone."""
    part: list[Piece] = []
    size = 0
    for each in pieces:
        own = max(1, each.end - each.start)
        if part and size + own > most:
            yield part
            part, size = [], 0
        part.append(each)
        size += own
    if part:
        yield part
