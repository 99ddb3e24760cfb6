"""Rows come to their bucket and to no other, whatever stands beside them in a file."""

import hashlib
from contextlib import ExitStack

import numpy as np
import pyarrow as pa

from according.bulk import shuffle
from according.bulk.storage import Storage

IDS = [hashlib.sha256(bytes([each])).hexdigest() for each in range(200)]
BUCKETS = 7


def test_numbers_of_many_ids_are_those_of_each():
    column = pa.chunked_array([pa.array(IDS[:90]), pa.array(IDS[90:])])
    expected = [shuffle.number_of(each) for each in IDS]
    assert shuffle.numbers_of_ids(column).tolist() == expected
    assert shuffle.numbers_of_ids(column.slice(80, 30)).tolist() == expected[80:110]
    assert shuffle.numbers_of_ids(pa.array([], pa.string())).tolist() == []


def test_each_bucket_has_its_rows_of_every_file(tmp_path):
    storage = Storage(str(tmp_path))
    plain = [{"id": name, "rows": [{"at": each}] * (each % 3)} for each, name in enumerate(IDS)]
    table = pa.Table.from_pylist(plain)
    to = shuffle.buckets_of(shuffle.numbers_of_ids(table.column("id")), BUCKETS)
    to[to == 3] = 4  # one bucket has none
    for part in range(3):
        name = shuffle.file_of("some", part)
        own = table.slice(part * 70, 70)
        shuffle.write(storage, name, own, to[part * 70 : part * 70 + 70], BUCKETS)
    shuffle.write(storage, shuffle.file_of("some", 3), table.slice(0, 0), to[:0], BUCKETS)
    for bucket in range(BUCKETS):
        found = shuffle.read(storage, "some", bucket, table.schema)
        assert found.to_pylist() == [plain[each] for each in np.flatnonzero(to == bucket)]
    with ExitStack() as opened:
        names = storage.names("work/some")
        files = [opened.enter_context(storage.reading(each)) for each in names]
        shuffle.bind(storage, shuffle.file_of("bound", 0), files)
    for bucket in range(BUCKETS):
        found = [shuffle.read(storage, each, bucket, table.schema) for each in ("some", "bound")]
        assert found[0].equals(found[1])
    assert shuffle.read(storage, "none", 0, table.schema).num_rows == 0
    first = shuffle.read_file(storage, shuffle.file_of("some", 1), table.schema)
    assert first.num_rows == (to[70:140] == 0).sum()
