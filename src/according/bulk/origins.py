"""The tasks that name origins: reports that derive from one text, each group by all its members."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from according.bulk import rows, shuffle
from according.bulk.components import roots
from according.bulk.storage import Storage
from according.export.formats.beside import origins as table
from according.export.formats.parquet import arrow
from according.linking.origins import origin_id
from according.store import schema

MEMBERS, STAGE = "origin-members", "origins"


@cache
def _members_schema() -> Any:
    pa, _ = arrow()
    return pa.schema([("root", pa.uint64()), ("report_id", pa.string())])


@dataclass(frozen=True, slots=True)
class Members:
    """Sends the reports of a bucket to where their group is named."""

    out: str
    buckets: int
    stars: str

    def __call__(self, bucket: int) -> dict[str, Any]:
        """Nothing to tell."""
        pa, _ = arrow()
        storage = Storage(self.out)
        ids = rows.get(storage, schema.reports, bucket, ("id",)).column("id").to_pylist()
        of = roots(storage, self.stars, bucket)
        numbers = (shuffle.number_of(each) for each in ids)
        found = np.array([of.get(each, each) for each in numbers], dtype=np.uint64)
        table = pa.table([pa.array(found), pa.array(ids, pa.string())], schema=_members_schema())
        to = shuffle.buckets_of(found, self.buckets)
        shuffle.write(storage, shuffle.file_of(MEMBERS, bucket), table, to, self.buckets)
        return {}


@dataclass(frozen=True, slots=True)
class Name:
    """Names the groups of a bucket."""

    out: str
    buckets: int

    def __call__(self, bucket: int) -> dict[str, Any]:
        """How many reports they have, and how many groups there are."""
        storage = Storage(self.out)
        found = shuffle.read(storage, MEMBERS, bucket, _members_schema())
        members: dict[int, list[str]] = {}
        for root, identity in zip(*found.to_pydict().values(), strict=True):
            members.setdefault(root, []).append(identity)
        named = [
            {"origin_id": name, "report_id": each}
            for group in members.values()
            for name in (origin_id(group),)
            for each in group
        ]
        return {table.name: rows.put(storage, table, bucket, named)}
