"""Rows of what was read in reports: mentions, figures, blames, places, times, attributions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select

from according.export.sheets.batches import Batch, Cells, chain_of
from according.export.sheets.people import People, said, value
from according.reviewing import laying
from according.reviewing.findings import Kind
from according.reviewing.settled import Item
from according.store import schema
from according.store.dialects.within import within

_NO_EVENT = (None, None)


def accounts(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``accounts``."""
    table, told = schema.accounts, schema.events
    paths = ("event_mention_ids", "figure_ids", "blame_ids")
    counted = within(table.c.detail, *paths).label("counted")
    first = within(table.c.detail, "event_mention_ids[0]")
    columns = (
        *(table.c.id, table.c.report_id, table.c.start, table.c.end, table.c.quote),
        *(table.c.earliest, table.c.latest, table.c.course, counted),
        *(told.c.type, told.c.mode, told.c.certainty, chain_of(told.c.detail)),
    )
    query = select(*columns).outerjoin_from(table, told, told.c.id == first)
    for row in batch.rows(query, table.c.report_id, table.c.number):
        event, origin = batch.events.get(row.id, _NO_EVENT)
        yield (
            *(row.id, event, *batch.reports[row.report_id], origin),
            *(row.type, row.mode, row.certainty, *batch.holder(row.report_id, row.chain)),
            *(row.earliest, row.latest, row.course),
            *(len(each or ()) for each in json.loads(row.counted)),
            *batch.words(row),
        )


_ROLES = ("actor", "recipient", "instrument", "place", "time")


def mentions(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``mentions``."""
    table = schema.events
    columns = (
        *(table.c.id, table.c.report_id, table.c.start, table.c.end, table.c.quote),
        *(table.c.type, table.c.mode, table.c.certainty),
        within(table.c.detail, "holder.attribution_ids", "roles").label("parts"),
    )
    of_mentions, _ = batch.accounts
    for row in batch.rows(select(*columns), table.c.report_id, table.c.number):
        account = of_mentions.get(row.id)
        event, _origin = batch.events.get(account or "", _NO_EVENT)
        around, roles = json.loads(row.parts)
        yield (
            *(row.id, account, event, *batch.reports[row.report_id]),
            *(row.type, row.mode, row.certainty, *batch.held(row.report_id, around or ())),
            *_by_role(roles or ()),
            *batch.words(row),
        )


def _by_role(roles: Iterable[Any]) -> Iterator[str | None]:
    words: dict[str, list[str]] = {}
    for each in roles:
        words.setdefault(each["role"], []).append(each["evidence"]["quote"])
    for name in _ROLES:
        yield "; ".join(words[name]) if name in words else None


def figures(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``figures``; behind those that the machine read what people added."""
    table = schema.figures
    columns = (
        *(table.c.id, table.c.report_id, table.c.number, table.c.start, table.c.end),
        *(table.c.quote, table.c.kind, table.c.low, table.c.best, table.c.high),
        *(table.c.of_whom, table.c.part_of),
        # Asked for together, each is parsed once.
        within(table.c.detail, "holder.attribution_ids", "superseded"),
    )
    told: dict[tuple[str, str], tuple[Cells, bool]] = {}
    _, of_figures = batch.accounts
    for row in batch.rows(select(*columns), table.c.report_id, table.c.number):
        # Of a million rows: taken apart at once.
        cells: Cells = tuple(row)
        identity, report, number, start, end, quote, machine_kind = cells[:7]
        low, best, high, of_whom, part_of, parts = cells[7:]
        if (report, parts) not in told:
            # Most of a report's figures are on the word of few.
            around, old = json.loads(parts)
            told[report, parts] = batch.held(report, around or ()), bool(old)
        held, superseded = told[report, parts]
        account = of_figures.get(identity)
        event, origin = batch.events.get(account or "", _NO_EVENT)
        machine = (low, best, high)
        kind, counts = machine_kind, machine
        decided: Cells = ("machine", None)
        if report in people.judged:
            kind, counts, decided = _figure(people, (report, number), machine, kind)
        yield (
            *(identity, account, event, *batch.reports[report], origin),
            *(kind, of_whom, *counts, *decided, *machine, machine_kind),
            *(*held, part_of, superseded, quote, start, end, batch.address(report, start, end)),
        )
    for report in batch.reports:
        for item in people.added(report, Kind.FIGURE):
            yield from _added(batch, item)


def _figure(
    people: People, at: tuple[str, int], machine: Cells, machine_kind: str
) -> tuple[Any, Cells, Cells]:
    whole, count, kind = (
        people.item(at[0], "figures", at[1], each) for each in (None, "count", "kind")
    )
    bounds = value(count, dict(zip(("low", "best", "high"), machine, strict=True))) or {}
    return (
        value(kind, machine_kind),
        (bounds.get("low"), bounds.get("best"), bounds.get("high")),
        said(whole, count, kind),
    )


def _added(batch: Batch, item: Item) -> Iterator[Cells]:
    bounds = item.value
    if item.field != "count" or not isinstance(bounds, dict):
        return
    at = item.anchor
    outlet = batch.reports[at.report_id][1] or "no outlet"
    yield (
        *(None, None, None, *batch.reports[at.report_id], None),
        *(at.which.split("#")[0].replace("-", " "), None),
        *(bounds.get("low"), bounds.get("best"), bounds.get("high"), *said(None, item)),
        *(None, None, None, None, outlet, "none", outlet, None, None),
        *(item.quote, at.start, at.end, batch.address(at.report_id, at.start, at.end)),
    )


def blames(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``blames``."""
    table, actors = schema.blames, schema.actors
    columns = (
        *(table.c.report_id, table.c.start, table.c.end, table.c.quote),
        *(table.c.event, table.c.certainty, chain_of(table.c.detail)),
        actors.c.quote.label("name"),
    )
    query = select(*columns).outerjoin_from(table, actors, actors.c.id == table.c.actor)
    of_mentions, _ = batch.accounts
    for row in batch.rows(query, table.c.report_id, table.c.number):
        account = of_mentions.get(row.event)
        event, _origin = batch.events.get(account or "", _NO_EVENT)
        yield (
            *(account, event, row.event, *batch.reports[row.report_id]),
            *(row.name or row.quote, row.certainty),
            *batch.holder(row.report_id, row.chain),
            *batch.words(row),
        )


def places(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``places``."""
    table = schema.toponyms
    name, country, usage = (
        within(table.c.detail, path).label(path.rpartition(".")[2])
        for path in ("place.name", "place.country", "usage")
    )
    columns = (
        *(table.c.report_id, table.c.number, table.c.start, table.c.end, table.c.quote),
        *(table.c.geonames_id, table.c.latitude, table.c.longitude, table.c.precision),
        *(table.c.score, name, country, usage),
    )
    for row in batch.rows(select(*columns), table.c.report_id, table.c.number):
        where = (row.name, row.country, row.geonames_id, row.latitude, row.longitude)
        precision = row.precision
        decided: Cells = ("machine", None)
        if row.report_id in people.judged:
            where, precision, decided = _place(people, row, where)
        yield (
            *(*batch.reports[row.report_id], *where, precision, row.score),
            *(row.usage or "literal", *decided, row.geonames_id, *batch.words(row)),
        )


def _place(people: People, row: Any, machine: Cells) -> tuple[Any, Any, Any]:
    whole, place, precision = (
        people.item(row.report_id, "toponyms", row.number, field)
        for field in (None, "place", "precision")
    )
    where = machine
    if place is not None and place.by_people and (place.dropped or place.value != place.machine):
        found = place.value or {}
        names = ("name", "country", "geonames_id", "latitude", "longitude")
        where = tuple(found.get(each) for each in names)
    return where, value(precision, row.precision), said(whole, place, precision)


def times(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``times``."""
    table = schema.times
    columns = (
        *(table.c.report_id, table.c.number, table.c.start, table.c.end, table.c.quote),
        *(table.c.type, table.c.value, table.c.earliest, table.c.latest),
    )
    for row in batch.rows(select(*columns), table.c.report_id, table.c.number):
        machine = (row.earliest, row.latest)
        counts: Cells = machine
        decided: Cells = ("machine", None)
        if row.report_id in people.judged:
            whole, interval = (
                people.item(row.report_id, "times", row.number, field)
                for field in (None, "interval")
            )
            decided = said(whole, interval)
            if interval is not None and interval.by_people:
                counts = laying.interval(interval.value)
        yield (
            *(*batch.reports[row.report_id], row.type, row.value),
            *(*counts, *decided, *machine, *batch.words(row)),
        )


def attributions(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``attributions``."""
    table, actors = schema.attributions, schema.actors
    columns = (
        *(table.c.id, table.c.inside, table.c.report_id, table.c.number, table.c.start),
        *(table.c.end, table.c.quote, table.c.source, table.c.source_kind, table.c.cue),
        *(table.c.quotation, actors.c.quote.label("name")),
    )
    query = select(*columns).outerjoin_from(table, actors, actors.c.id == table.c.source_actor)
    for row in batch.rows(query, table.c.report_id, table.c.number):
        source, kind = row.source, row.source_kind
        decided: Cells = ("machine", None)
        if row.report_id in people.judged:
            whole, words, sort = (
                people.item(row.report_id, "attributions", row.number, field)
                for field in (None, "source", "source kind")
            )
            decided = said(whole, words, sort)
            if words is not None and words.by_people:
                source = words.value["quote"] if words.value else None
            kind = value(sort, kind)
        yield (
            *(row.id, row.inside, *batch.reports[row.report_id]),
            *(source, row.name or row.source, kind, *decided),
            *(row.source, row.source_kind, row.cue, row.quotation, *batch.words(row)),
        )


def wordings(batch: Batch, people: People) -> Iterator[Cells]:
    """Rows of ``wordings``."""
    table, actors, joins = schema.wordings, schema.actors, schema.actor_joins
    columns = (
        *(table.c.report_id, table.c.start, table.c.end, table.c.quote, table.c.target),
        *(actors.c.quote.label("name"), joins.c.canonical_id, chain_of(table.c.detail, "voice")),
    )
    query = (
        select(*columns)
        .outerjoin_from(table, actors, actors.c.id == table.c.target)
        .outerjoin(joins, joins.c.actor_id == table.c.target)
    )
    for row in batch.rows(query, table.c.report_id, table.c.number):
        yield (
            *(*batch.reports[row.report_id], row.name, row.canonical_id or row.target),
            *batch.holder(row.report_id, row.chain),
            *batch.words(row),
        )
