"""Of which independent origin each report is, within each event: reckoned once for an export."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Column, Integer, MetaData, Select, Table, func, insert, select

from according.export.formats.choosing import EVENTS, REPORTS, Chosen
from according.linking.basis import Credited, Telling, basis
from according.linking.judged import not_copies
from according.linking.origins import DERIVED, text_groups
from according.linking.sketches import Bounds
from according.reviewing.roles import ANYBODY
from according.reviewing.weighed import stands
from according.store import Record, schema
from according.store.dialects.within import within
from according.store.looking import Looking
from according.store.schema.base import ID

AT_ONCE = 400
"""Events that are reckoned at once."""

GROUPS = Table(
    "chosen_groups",
    MetaData(),
    Column("event_id", ID, primary_key=True),
    Column("report_id", ID, primary_key=True),
    Column("origin", Integer, nullable=False),
    prefixes=["TEMPORARY"],
    sqlite_with_rowid=False,
)
"""The origin, counted from 1, of each report of an event, where that is not the first: most events
are told by one report, or by copies of one, and need no row. 0 is a report that tells nothing of
the event by what people decided."""


def lay_out(chosen: Chosen) -> None:
    """Reckon the origins of all events that chosen reports tell, and those that were chosen."""
    connection = chosen.connection
    GROUPS.create(connection)
    told, lines = schema.event_accounts, schema.event_lines
    among = select(told.c.event_id).join(REPORTS, REPORTS.c.report_id == told.c.report_id)
    wanted = lines.c.event_id.in_(among.union(select(EVENTS.c.event_id)))
    query = select(lines.c.event_id).where(lines.c.reports > 1, wanted)
    every = int(next(chosen.rows(select(func.count()).select_from(query.subquery())))[0])
    looking = Looking(chosen.record.url, chosen.record.engine)
    denied = not_copies(chosen.record.across.standing(("reports",)))
    done = 0
    try:
        for batch in chosen.batches(query.order_by(lines.c.event_id), AT_ONCE):
            events = [row.event_id for row in batch]
            rows = list(_reckoned(chosen, looking, denied, events))
            if rows:
                connection.execute(insert(GROUPS), rows)
            done += len(batch)
            chosen.progress("events", done, every)
    finally:
        looking.close()


_Told: TypeAlias = dict[str, dict[str, dict[str, Credited]]]
"""By event, report and account."""


def _reckoned(
    chosen: Chosen, looking: Looking, denied: frozenset[frozenset[str]], events: Sequence[str]
) -> Iterator[dict[str, Any]]:
    told: _Told = {}
    for row in chosen.rows(_asked(events)):
        accounts = told.setdefault(row.event_id, {}).setdefault(row.report_id, {})
        accounts[row.account_id] = _credited(row)
    reports = {each for by_report in told.values() for each in by_report}
    yield from _decided(chosen.record, told, reports)
    outlets, agencies = looking.outlets_of(reports), looking.agencies_of(reports)
    texts = _texts(chosen.record, reports, denied)
    for event, by_report in told.items():
        tellings = [
            Telling(each, outlets.get(each), agencies.get(each, frozenset()), (*some.values(),))
            for each, some in by_report.items()
        ]
        for number, group in enumerate(basis(tellings, texts).groups, 1):
            if number > 1:
                for each in group:
                    yield {"event_id": event, "report_id": each, "origin": number}


def _decided(record: Record, told: _Told, reports: set[str]) -> Iterator[dict[str, Any]]:
    """Put what stands of accounts in the place of what the machine read, and give a row of each
    report of which nothing stands."""
    standing = stands(record, ANYBODY, reports)
    for event, by_report in told.items():
        for report in by_report.keys() & standing:
            after = standing[report].sketches
            accounts = by_report[report]
            by_report[report] = {each: after[each] for each in accounts if each in after}
            if not by_report[report]:
                del by_report[report]
                yield {"event_id": event, "report_id": report, "origin": 0}


def _asked(events: Sequence[str]) -> Select[Any]:
    """What counts for origins, of the sketches of events: a tenth of each."""
    told, sketches = schema.event_accounts, schema.sketches
    # Asked for together, each is parsed once.
    paths = ("sources", "figures")
    parts = within(sketches.c.detail, *paths).label("parts")
    return (
        select(told.c.event_id, told.c.report_id, told.c.account_id, parts)
        .join(sketches, sketches.c.account_id == told.c.account_id)
        .where(told.c.event_id.in_(events))
        .order_by(told.c.event_id, told.c.report_id, told.c.account_id)
    )


class _Credited(NamedTuple):
    sources: frozenset[str]
    figures: tuple[Bounds, ...]


def _credited(row: Any) -> _Credited:
    sources, figures = json.loads(row.parts)
    return _Credited(frozenset(sources), tuple(Bounds(*each) for each in figures))


def _texts(
    record: Record, reports: set[str], denied: frozenset[frozenset[str]]
) -> Mapping[str, str]:
    derived = record.across.derived(reports, DERIVED)
    names = {each for pair in derived for each in pair} | reports
    pairs = [(a, b, score) for (a, b), score in derived.items() if frozenset((a, b)) not in denied]
    return text_groups(names, pairs, denied)
