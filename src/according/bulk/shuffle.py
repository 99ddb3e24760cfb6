"""Shuffles: rows from where they are made to where they are wanted, by way of files.

A task writes one file with as many batches as there are buckets; who works at a bucket reads its
batch of every file. How many buckets there are is fixed with the plan. Whoever reads sorts, so
that which task wrote a row, or in what order, changes nothing.

Reports, accounts and the like go by numbers of 64 bits, made of their ids. The last `SHARED` bits
say the bucket; those of an account are its report's, so that both are in one.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from according.bulk.storage import Storage
from according.export.formats.parquet import COMPRESSION, arrow

Numbers = NDArray[np.uint64]

SHARED = 16
_LOW = (1 << SHARED) - 1


def number_of(identity: str) -> int:
    """The number of something that has an id of 64 hexadecimal digits. Two have the same by a
    chance of 1 in 2^64; where two reports have, the run is refused (`keeping`)."""
    return int(identity[:16], 16)


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
    order = np.argsort(to, kind="stable")
    sorted_ = table.take(pa.array(order))
    cuts = np.searchsorted(to[order], np.arange(buckets + 1))
    options = pa.ipc.IpcWriteOptions(compression=COMPRESSION)
    with (
        storage.writing(name) as path,
        pa.OSFile(path, "wb") as file,
        pa.ipc.new_file(file, table.schema, options=options) as writer,
    ):
        for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
            rows = sorted_.slice(first, last - first).combine_chunks()
            columns = [
                each.chunk(0) if each.num_chunks else pa.array([], each.type)
                for each in rows.columns
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=table.schema))


def read(storage: Storage, stage: str, bucket: int, schema: Any) -> Any:
    """All rows of a bucket, as an Arrow table.

    Args:
        schema: what it has where nothing was written.
    """
    pa, _ = arrow()
    found = []
    for name in storage.names(f"work/{stage}"):
        with storage.reading(name) as file, pa.ipc.open_file(file) as opened:
            batch = opened.get_batch(bucket)
            if batch.num_rows:
                found.append(batch)
    return pa.Table.from_batches(found, schema=schema)


def numbers(table: Any, *names: str) -> list[Any]:
    """Columns of an Arrow table as arrays."""
    return [table.column(name).to_numpy() for name in names]
