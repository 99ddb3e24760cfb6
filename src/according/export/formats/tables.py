"""The tables that a lossless export carries, and which of their rows go with what was chosen."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    and_,
    cast,
    false,
    func,
    or_,
    select,
)

from according.errors import StoreError
from according.export.formats.choosing import REPORTS, Chosen, is_chosen
from according.export.formats.decided import decided
from according.export.formats.losses import Losses
from according.store import schema
from according.store.versions import OWN_KEYS

CARRIED: tuple[Table, ...] = tuple(
    each for each in schema.metadata.sorted_tables if each not in schema.PASSING
)
"""In an order in which no row comes before one that it refers to."""

BYTES = "bytes"
"""What the column of a capture's bytes is called outside: there they are as they were had, not
deflated."""

_ROWS = 5000


def name_of(column: Column[Any]) -> str:
    """What a column is called in files."""
    return BYTES if column is schema.blobs.c.deflated else column.name


def kind_of(column: Column[Any]) -> str:
    """What sort of value a column holds: "text", "integer", "number", "boolean", "day", "moment"
    (without an offset; UTC where it is when something was done), "bytes" or "json"."""
    kinds: tuple[tuple[type[Any], str], ...] = (
        (JSON, "json"),
        (LargeBinary, "bytes"),
        (Boolean, "boolean"),
        (DateTime, "moment"),
        (Date, "day"),
        (Integer, "integer"),
        (Float, "number"),
    )
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "text")


def fields_of(table: Table) -> list[tuple[str, str]]:
    """The columns of a table outside: what each is called, and what sort of value it holds."""
    return [(name_of(each), kind_of(each)) for each in table.columns]


def batches(chosen: Chosen, table: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows of a table that were chosen, in the order of its key, some at a time. Cells of JSON
    come as the text that is stored.

    Raises:
        StoreError: the bytes of a capture are damaged.
    """
    columns = [cast(each, Text) if kind_of(each) == "json" else each for each in table.columns]
    query = select(*columns).where(*_conditions(chosen, table)).order_by(*table.primary_key)
    for batch in chosen.batches(query, 50 if table is schema.blobs else _ROWS):
        yield list(map(_inflated, batch)) if table is schema.blobs else batch


def count(chosen: Chosen, table: Table) -> int:
    """How many rows of a table were chosen."""
    query: Select[Any] = select(func.count()).select_from(table)
    return int(next(chosen.rows(query.where(*_conditions(chosen, table))))[0])


def note_losses(chosen: Chosen, losses: Losses) -> None:
    """What no export carries, and what was left because it was not chosen."""
    losses.never("users", "names, roles and password hashes of those who may sign in stay here")
    losses.never("sessions", "who is signed in, and attempts to sign in, stay here")
    losses.never("runs", "the log of runs is of this file")
    losses.never("queue", "what waits for people is made anew from the record")
    if chosen.is_all:
        return
    for table in CARRIED:
        if table is not schema.meta:
            every = int(next(chosen.rows(select(func.count()).select_from(table)))[0])
            left = every - count(chosen, table)
            losses.note(table.name, "not among what was chosen", count=left)


def _inflated(row: Sequence[Any]) -> tuple[str, int, bytes]:
    sha256, size, deflated = row
    try:
        return sha256, size, zlib.decompress(deflated)
    except zlib.error as error:
        raise StoreError(
            f"capture {sha256[:12]} is damaged: {error}; restore the record, nothing was exported"
        ) from error


def _conditions(chosen: Chosen, table: Table) -> list[ColumnElement[bool]]:
    if table is schema.meta:
        return [table.c.key.not_in(OWN_KEYS)]
    if chosen.is_all:
        return []
    if table is schema.judgements:
        some = decided(chosen)
        goes = or_(table.c.id.in_(_about), table.c.id.in_(some))
        return [or_(goes, table.c.undoes.in_(_about), table.c.undoes.in_(some))]
    return [_fits(table)]


def _fits(table: Table) -> ColumnElement[bool]:
    """Whether a row goes with the reports that were chosen."""
    if table in _FITS:
        return _FITS[table]
    return table.c.report_id.in_(_among)


def _of_chosen(account: Column[str]) -> ColumnElement[bool]:
    table = schema.sketches
    of = select(table.c.account_id).where(table.c.account_id == account)
    return of.where(is_chosen(table.c.report_id)).exists()


_among = select(REPORTS.c.report_id)
_held = select(schema.captures.c.sha256).where(schema.captures.c.report_id.in_(_among))
_accounts = select(schema.sketches.c.account_id).where(schema.sketches.c.report_id.in_(_among))
_told = select(schema.event_accounts.c.event_id).where(
    schema.event_accounts.c.report_id.in_(_among)
)
_about = select(schema.judged.c.judgement_id).where(schema.judged.c.report_id.in_(_among))
_assigned = select(schema.assignment_words.c.assignment_id).where(
    schema.assignment_words.c.report_id.in_(_among)
)

_FITS: dict[Table, ColumnElement[bool]] = {
    schema.refusals: false(),
    schema.reports: schema.reports.c.id.in_(_among),
    schema.blobs: schema.blobs.c.sha256.in_(_held),
    schema.origin_links: and_(
        is_chosen(schema.origin_links.c.a), is_chosen(schema.origin_links.c.b)
    ),
    schema.account_keys: schema.account_keys.c.account_id.in_(_accounts),
    schema.account_pairs: and_(
        _of_chosen(schema.account_pairs.c.a), _of_chosen(schema.account_pairs.c.b)
    ),
    schema.event_lines: schema.event_lines.c.event_id.in_(_told),
    schema.judged: schema.judged.c.judgement_id.in_(_about),
    schema.assignments: schema.assignments.c.id.in_(_assigned),
    schema.assignment_words: schema.assignment_words.c.assignment_id.in_(_assigned),
}
"""Of tables whose rows do not hang on a report by their column ``report_id`` alone."""
