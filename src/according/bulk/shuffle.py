"""Shuffles: rows from where they are made to where they are wanted, by way of files.

A task writes one file: the rows of each bucket as batches of Arrow, one bucket behind the other,
and at the end where each begins and how many there are. Who works at a bucket reads its batches of
every file, and nothing of the others, not even where they stand: what a file costs is the same for
ten buckets and for ten thousand. How many there are is fixed with the plan. Whoever reads sorts,
so that which task wrote a row, or in what order, changes nothing.

Reports, accounts and the like go by numbers of 64 bits, made of their ids. The last `SHARED` bits
say the bucket; those of an account are its report's, so that both are in one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from according.bulk.storage import Storage
from according.export.formats.parquet import arrow

Numbers = NDArray[np.uint64]

SHARED = 16
_LOW = (1 << SHARED) - 1
_DIGITS = 16
_END = 8
"""Bytes of a number at the end of a file."""
_PACKED = "lz4"
"""What is on its way is read once, soon: packed quickly rather than tightly."""

_VALUES = np.zeros(256, dtype=np.uint64)
_VALUES[[ord(each) for each in "0123456789abcdef"]] = np.arange(16)


def number_of(identity: str) -> int:
    """The number of something that has an id of 64 hexadecimal digits. Two have the same by a
    chance of 1 in 2^64; where two reports have, the run is refused (`keeping`)."""
    return int(identity[:16], 16)


def numbers_of_ids(ids: Any) -> Numbers:
    """`number_of` of each id of a column of an Arrow table."""
    pa, _ = arrow()
    ids = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    if not len(ids):
        return np.zeros(0, dtype=np.uint64)
    _, ends, data = ids.buffers()
    begins = np.frombuffer(ends, dtype=np.int32)[ids.offset : ids.offset + len(ids)]
    letters = np.frombuffer(data, dtype=np.uint8)
    found = np.zeros(len(ids), dtype=np.uint64)
    for at in range(_DIGITS):
        found = found << np.uint64(4) | _VALUES[letters[begins + at]]
    return found


def number_within(identity: str, report: int) -> int:
    """The number of an account of a report, which is in the report's bucket."""
    return int(identity[:12], 16) << SHARED | report & _LOW


def number_of_key(key: str) -> int:
    """The number of any text."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def bucket_of(number: int, buckets: int) -> int:
    """The bucket of a number."""
    return (number & _LOW) % buckets


def buckets_of(numbers: Numbers, buckets: int) -> NDArray[np.int64]:
    """The same of many."""
    return (numbers & np.uint64(_LOW)).astype(np.int64) % buckets


def file_of(stage: str, part: int | str) -> str:
    """The name of what a part of a stage writes."""
    name = f"{part:06}" if isinstance(part, int) else part
    return f"work/{stage}/{name}.arrow"


def write(storage: Storage, name: str, table: Any, to: NDArray[np.int64], buckets: int) -> None:
    """Write the rows of an Arrow table, each into the bucket that ``to`` says."""
    pa, _ = arrow()
    # Small numbers are put in order by their digits, in one pass.
    order = np.argsort(to.astype(np.uint16), kind="stable")
    sorted_ = table.take(pa.array(order)).combine_chunks()
    cuts = np.searchsorted(to[order], np.arange(buckets + 1)).tolist()
    options = pa.ipc.IpcWriteOptions(compression=_PACKED)
    ends = np.zeros(buckets + 1, dtype=np.int64)
    with storage.writing(name) as path, pa.OSFile(path, "wb") as file:
        with pa.ipc.new_stream(file, table.schema, options=options) as writer:
            for bucket, (first, last) in enumerate(pairwise(cuts)):
                if first < last:
                    writer.write_table(sorted_.slice(first, last - first))
                ends[bucket + 1] = file.tell()
        file.write(_tail(ends))


def bind(storage: Storage, name: str, files: Sequence[BinaryIO]) -> None:
    """Write the rows of some files of one stage as one file; what is in memory is a bucket of one
    of them."""
    every = [_ends(each) for each in files]
    ends = np.zeros_like(every[0])
    with storage.writing(name) as path, open(path, "wb") as to:
        for bucket in range(len(ends) - 1):
            for file, own in zip(files, every, strict=True):
                file.seek(own[bucket])
                to.write(file.read(own[bucket + 1] - own[bucket]))
            ends[bucket + 1] = to.tell()
        to.write(_tail(ends))


def _tail(ends: NDArray[np.int64]) -> bytes:
    return ends.tobytes() + (len(ends) - 1).to_bytes(_END, "little")


def _ends(file: BinaryIO) -> NDArray[np.int64]:
    """Where the rows of each bucket end in a file; the first is 0."""
    size = file.seek(0, os.SEEK_END)
    file.seek(size - _END)
    buckets = int.from_bytes(file.read(_END), "little")
    file.seek(size - _END * (buckets + 2))
    return np.frombuffer(file.read(_END * (buckets + 1)), dtype=np.int64)


def read(storage: Storage, stage: str, bucket: int, schema: Any) -> Any:
    """All rows of a bucket, as an Arrow table.

    Args:
        schema: that of all files of the stage, and what it has where nothing was written.
    """
    pa, _ = arrow()
    names = storage.names(f"work/{stage}")
    found = [each for name in names for each in _read(storage, name, bucket, schema)]
    return pa.Table.from_batches(found, schema=schema)


def read_file(storage: Storage, name: str, schema: Any) -> Any:
    """The rows of the first bucket of one file, as an Arrow table."""
    pa, _ = arrow()
    return pa.Table.from_batches(_read(storage, name, 0, schema), schema=schema)


def _read(storage: Storage, name: str, bucket: int, schema: Any) -> Iterator[Any]:
    pa, _ = arrow()
    with storage.reading(name) as file:
        packed = pa.BufferReader(_batches(file, bucket))
    while packed.tell() < packed.size():
        message = pa.ipc.read_message(packed)
        if message.type == "record batch":  # what columns there are stands before the first
            yield pa.ipc.read_record_batch(message, schema)


def _batches(file: BinaryIO, bucket: int) -> bytes:
    """The batches of a bucket as they stand in a file, found in two looks whatever there are."""
    size = file.seek(0, os.SEEK_END)
    file.seek(size - _END)
    buckets = int.from_bytes(file.read(_END), "little")
    file.seek(size - _END * (buckets + 2 - bucket))
    first, last = np.frombuffer(file.read(2 * _END), dtype=np.int64).tolist()
    if first == last:
        return b""
    file.seek(first)
    return file.read(last - first)


def numbers(table: Any, *names: str) -> list[Any]:
    """Columns of an Arrow table as arrays."""
    return [table.column(name).to_numpy() for name in names]
