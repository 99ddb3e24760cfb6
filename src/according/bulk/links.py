"""`Linked`: a link between two reports as it is stored, without their texts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from according.bulk import rows
from according.bulk.storage import Storage
from according.model import Relation, Span
from according.store import schema


@dataclass(frozen=True, slots=True)
class Linked:
    """Two reports whose texts share something: ``a`` has the lesser id. ``in_a`` and ``in_b`` are
    where. ``ends`` are the two in the order of days."""

    a: str
    b: str
    relation: Relation
    in_a: tuple[Span, ...]
    in_b: tuple[Span, ...]
    ends: tuple[str, str]


def links_of(storage: Storage, bucket: int) -> list[Linked]:
    """The links of which the later report is of a bucket, by their reports."""
    own = set(rows.get(storage, schema.reports, bucket, ("id",)).column("id").to_pylist())
    return [to_linked(each, own) for each in plain_links(storage, bucket)]


def plain_links(storage: Storage, bucket: int) -> list[dict[str, Any]]:
    """The same as rows."""
    found: list[dict[str, Any]] = rows.get(storage, schema.origin_links, bucket).to_pylist()
    return found


def to_linked(row: dict[str, Any], own: set[str] | frozenset[str] = frozenset()) -> Linked:
    """The link of a row. Where both reports are of a bucket, which comes first changes nothing
    here: each account of the one is compared with all of the other."""
    a, b = row["a"], row["b"]
    in_a, in_b = (
        tuple(Span(start, end) for start, end in json.loads(row[name])) for name in ("in_a", "in_b")
    )
    ends = (a, b) if a in own else (b, a)
    return Linked(a, b, Relation(row["relation"]), in_a, in_b, ends)
