"""Rows of what is across reports: events, origins, actors; and reports, refusals, decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func, select

from according.export.formats.choosing import EVENTS, REPORTS, Chosen, is_chosen
from according.export.formats.decided import decided
from according.export.kinds import kind_said
from according.export.sheets.batches import Cells
from according.export.sheets.groups import GROUPS
from according.export.sheets.people import People
from according.linking.judged import not_copies
from according.model import MentionForm
from according.reviewing.findings import Kind
from according.store import schema
from according.store.shelves import faces


def events(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``events``, by their first day."""
    most = select(func.max(GROUPS.c.origin)).where(GROUPS.c.event_id == faces.c.event_id)
    query = (
        select(faces, func.coalesce(most.scalar_subquery(), 1).label("origins"))
        .join(EVENTS, EVENTS.c.event_id == faces.c.event_id)
        .order_by(EVENTS.c.number)
    )
    decisions = _by_event(chosen, people.counts())
    for row in chosen.rows(query):
        yield (
            *(row.event_id, chosen.link("event", row.event_id), row.type),
            *(kind_said(row.type) if row.type else None, row.words, row.place, row.country),
            *(row.latitude, row.longitude, row.wide, row.earliest, row.latest, row.published),
            *(row.reports, row.outlets, row.low, row.origins, row.high),
            *(row.killed_low, row.killed_high, row.differs or None, decisions[row.event_id]),
        )


def _by_event(chosen: Chosen, by_report: Counter[str]) -> Counter[str]:
    told = schema.event_accounts
    query = select(told.c.event_id, told.c.report_id).distinct()
    found: Counter[str] = Counter()
    for row in chosen.rows(query.where(told.c.report_id.in_(sorted(by_report)))):
        found[row.event_id] += by_report[row.report_id]
    return found


def origins(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``origins``: links between two chosen reports."""
    links = schema.origin_links
    a, b = schema.reports.alias("a"), schema.reports.alias("b")
    query = (
        select(
            links,
            *(a.c.outlet.label("outlet_a"), a.c.published.label("published_a")),
            *(b.c.outlet.label("outlet_b"), b.c.published.label("published_b")),
            *(a.c.text.label("text_a"), b.c.text.label("text_b")),
        )
        .join(a, a.c.id == links.c.a)
        .join(b, b.c.id == links.c.b)
        .where(is_chosen(links.c.a), is_chosen(links.c.b))
        .order_by(links.c.a, links.c.b)
    )
    denied = not_copies(chosen.record.across.standing(("reports",)))
    for row in chosen.rows(query):
        longest = max(
            zip(row.in_a, row.in_b, strict=True),
            key=lambda pair: pair[0][1] - pair[0][0],
            default=((None, None), (None, None)),
        )
        (start_a, end_a), (start_b, end_b) = longest
        yield (
            *(row.a, row.outlet_a, row.published_a, row.b, row.outlet_b, row.published_b),
            *(row.relation, row.score, len(row.in_a)),
            *(row.text_a[start_a:end_a], row.text_b[start_b:end_b]),
            *(start_a, end_a, start_b, end_b),
            "not a copy" if frozenset((row.a, row.b)) in denied else None,
        )


def actors(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``actors``: those whom most reports name first, each with all that outlets call
    them. Counted by the database, for there are millions of mentions."""
    mentions, named, joins, reports = (
        *(schema.mentions, schema.actors, schema.actor_joins, schema.reports),
    )
    who = func.coalesce(joins.c.canonical_id, named.c.id)
    of = and_(named.c.report_id == mentions.c.report_id, named.c.number == mentions.c.actor)
    rows = (
        select(
            who.label("who"),
            named.c.kind.label("kind"),
            reports.c.outlet.label("outlet"),
            mentions.c.quote.label("name"),
            mentions.c.form.label("form"),
            func.count(mentions.c.report_id.distinct()).label("reports"),
            func.count().label("times"),
        )
        .select_from(mentions)
        .join(REPORTS, REPORTS.c.report_id == mentions.c.report_id)
        .join(named, of)
        .outerjoin(joins, joins.c.actor_id == named.c.id)
        .join(reports, reports.c.id == mentions.c.report_id)
        .where(mentions.c.form != MentionForm.PRONOUN.value)
        .group_by(who, named.c.kind, reports.c.outlet, mentions.c.quote, mentions.c.form)
    ).cte("named")
    by_name = func.sum(rows.c.reports).over(partition_by=(rows.c.who, rows.c.name))
    whole = func.sum(rows.c.reports).over(partition_by=rows.c.who)
    counted = select(rows, by_name.label("by_name"), whole.label("whole")).subquery()
    called = func.first_value(counted.c.name).over(
        partition_by=counted.c.who,
        # Names before descriptions: a description can be somebody's loaded word.
        order_by=(
            counted.c.form != MentionForm.NAME.value,
            counted.c.by_name.desc(),
            counted.c.name,
        ),
    )
    query = select(counted, called.label("called")).order_by(
        counted.c.whole.desc(), counted.c.who, counted.c.outlet, counted.c.times.desc()
    )
    for row in chosen.rows(query):
        yield row.who, row.called, row.kind, row.outlet, row.name, row.form, row.reports, row.times


def reports(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``reports``, by day."""
    table, readings = schema.reports, schema.readings
    captures, credits = schema.captures, schema.credits_
    had = select(func.count()).where(captures.c.report_id == table.c.id).scalar_subquery()
    earlier = credits.alias()
    said = earlier.c.agency == credits.c.agency, earlier.c.start < credits.c.start
    again = select(earlier.c.start).where(earlier.c.report_id == credits.c.report_id, *said)
    agencies = (
        select(func.aggregate_strings(credits.c.agency, "; "))
        .where(credits.c.report_id == table.c.id, ~again.exists())
        .scalar_subquery()
    )
    query = (
        select(
            *(table.c.id, table.c.outlet, table.c.published, table.c.url),
            *(table.c.published_at, table.c.title, table.c.byline, table.c.language),
            *(agencies, func.length(table.c.text), had, readings.c.unread),
        )
        .join(REPORTS, REPORTS.c.report_id == table.c.id)
        .join(readings, readings.c.report_id == table.c.id)
        .order_by(REPORTS.c.number)
    )
    for row in chosen.rows(query):
        yield *row, chosen.link("report", row.id)


def refusals(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``refusals``; none where something was chosen, for nothing is known of them."""
    table = schema.refusals
    columns = (table.c.location, table.c.member, table.c.reason, table.c.detail, table.c.sha256)
    if chosen.is_all:
        yield from map(tuple, chosen.rows(select(*columns).order_by(*columns[:2])))


def decisions(chosen: Chosen, people: People) -> Iterator[Cells]:
    """Rows of ``decisions``, oldest first, that anybody may see."""
    table = schema.judgements
    names = (
        *("id", "kind", "about", "field", "decision", "value"),
        *("by", "at", "why", "undoes"),
    )
    query = select(*(table.c[name] for name in names)).order_by(table.c.at, table.c.id)
    among: Any = None if chosen.is_all else {*decided(chosen)}
    visible = people.visible()
    own = tuple(each.value for each in Kind)
    reports = set() if chosen.is_all else set(chosen.report_ids())
    for row in chosen.rows(query):
        if row.kind in own:
            if row.id in visible and (chosen.is_all or row.about.split(" ")[0] in reports):
                yield tuple(row)
        elif among is None or row.id in among:
            yield tuple(row)
