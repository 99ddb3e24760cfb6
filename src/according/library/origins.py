"""The reports that derive from one text with others, without their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select

from according.library.rows import OriginRow
from according.linking.judged import KINDS, not_copies
from according.linking.origins import DERIVED, origin_id, text_groups
from according.model.report import by_time
from according.store import Record, schema
from according.store.event_rows import parts


def origin_rows(record: Record) -> Iterator[OriginRow]:
    """A row for each of these reports, group by group, each group in the order of time."""
    denied = not_copies(record.across.standing(KINDS))
    pairs = [
        (a, b, score)
        for a, b, score in record.across.every_derived(DERIVED)
        if frozenset((a, b)) not in denied
    ]
    names = {each for a, b, _ in pairs for each in (a, b)}
    groups: dict[str, list[str]] = {}
    for name, least in text_groups(names, pairs, denied).items():
        groups.setdefault(least, []).append(name)
    several = [groups[each] for each in sorted(groups) if len(groups[each]) > 1]
    with record.engine.connect() as connection:
        for group in several:
            rows = [row for some in parts(group) for row in connection.execute(_asked(some))]
            rows.sort(key=lambda row: by_time(row.published, _moment(row.published_at), row.id))
            identity = origin_id(group)
            for row in rows:
                what = row.id, row.outlet, row.published, row.title
                yield OriginRow(identity, *what, len(group))


def _asked(reports: Iterable[str]) -> Any:
    table = schema.reports
    columns = (table.c.id, table.c.outlet, table.c.published, table.c.published_at, table.c.title)
    return select(*columns).where(table.c.id.in_(reports))


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
